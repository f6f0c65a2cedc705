//! nginx with the file that `lyceum init --host plain` writes.
#![allow(dead_code, unreachable_pub, clippy::disallowed_methods, reason = "each test uses a part of it")]

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

use crate::program::write;
use crate::tools::installed;

const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// A server that ends with the test.
pub struct Nginx(Child);

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Where it is installed.
pub fn program() -> Result<PathBuf, String> {
    let usual = PathBuf::from("/usr/sbin/nginx");
    installed(&["nginx"]).or_else(|why| if usual.is_file() { Ok(usual) } else { Err(why) })
}

/// A port that nobody uses.
pub fn port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

pub fn has_brotli() -> bool {
    Path::new(BROTLI).is_file()
}

/// The file for a hub with some of its lines changed; each must be there once.
pub fn changed(text: &str, changes: &[(&str, String)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

/// Starts a server in the folder with the file of a hub, and waits until it answers.
pub fn start(nginx: &Path, folder: &Path, hub: &str, port: u16) -> Nginx {
    write(folder, "nginx.conf", &settings(&whoami()));
    write(folder, "hub.conf", hub);
    let log = folder.join("error.log");
    let server =
        Command::new(nginx).arg("-p").arg(folder).arg("-c").arg(folder.join("nginx.conf")).arg("-e").arg(&log).spawn();
    let server = Nginx(server.unwrap());
    let answers = || {
        std::thread::sleep(Duration::from_millis(50));
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    };
    assert!((0..200).any(|_| answers()), "{}", std::fs::read_to_string(log).unwrap_or_default());
    server
}

/// What Debian has in `/etc/nginx/nginx.conf`, for a server of an ordinary user in the folder from which it is started. Who is root has
/// to say that its workers may read as well.
fn settings(user: &str) -> String {
    let temporary =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|of| format!("  {of}_temp_path temporary;\n"));
    let module = if has_brotli() { format!("load_module {BROTLI};\n") } else { String::new() };
    let user = if user == "root" { "user root;\n" } else { "" };
    format!(
        "{module}{user}daemon off;\nmaster_process off;\npid nginx.pid;\nevents {{}}\nhttp {{\n  access_log off;\n{}  include hub.conf;\n}}\n",
        temporary.concat()
    )
}

fn whoami() -> String {
    let output = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
