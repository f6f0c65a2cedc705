//! A hub as nginx serves it in a folder of a host, with the file that `lyceum init --host plain` writes and docs/deploy.md shows:
//! tests/browser/nginx.mjs asks for all of it, and looks at pages in a browser.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stderr, missing_docs)]

#[path = "website/planned.rs"]
mod planned;
#[path = "website/program.rs"]
mod program;
#[path = "website/tools.rs"]
mod tools;

use std::fs::create_dir;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::Duration;

use lyceum::init::HOSTS;
use program::write;
use tempfile::TempDir;
use tools::{build, in_browser, installed, root, skip};

const NOW: &str = "2026-11-22T12:00";
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// A server that ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
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

fn has_brotli() -> bool {
    Path::new(BROTLI).is_file()
}

/// The file for the hub, changed as docs/deploy.md says for a hub in the folder `hub/` of a host.
fn of_the_hub(folder: &Path, port: u16) -> String {
    let (_, files) = HOSTS.iter().find(|(name, _)| *name == "plain").unwrap();
    let mut text = files.iter().find(|(path, _)| *path == "nginx.conf.example").unwrap().1.to_owned();
    let mut changes = vec![
        ("listen 80;", format!("listen 127.0.0.1:{port};")),
        ("root /srv/hub/public;", format!("root {};", folder.join("www").display())),
        ("error_page 404 /404.html;", "error_page 404 /hub/404.html;".to_owned()),
    ];
    if has_brotli() {
        changes.push(("#brotli_static on;", "brotli_static on;".to_owned()));
    }
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, &to);
    }
    text
}

fn whoami() -> String {
    let output = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Starts a server for the folder, and waits until it answers.
fn serve(nginx: &Path, folder: &Path, port: u16) -> Server {
    write(folder, "nginx.conf", &settings(&whoami()));
    write(folder, "hub.conf", &of_the_hub(folder, port));
    let log = folder.join("error.log");
    let server =
        Command::new(nginx).arg("-p").arg(folder).arg("-c").arg(folder.join("nginx.conf")).arg("-e").arg(&log).spawn();
    let server = Server(server.unwrap());
    let answers = || {
        std::thread::sleep(Duration::from_millis(50));
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    };
    assert!((0..200).any(|_| answers()), "{}", std::fs::read_to_string(log).unwrap_or_default());
    server
}

/// The hub in `www/hub/`, with the list of its pages; in `www/packed/` a small one with compressed files.
fn websites(port: u16) -> TempDir {
    let folder = TempDir::new().unwrap();
    let www = folder.path().join("www");
    create_dir(&www).unwrap();
    build(&root(), &www.join("hub"), NOW, &["--base-url", &format!("http://127.0.0.1:{port}/hub/")]);
    build(&root().join("tests/golden/whole"), &www.join("packed"), NOW, &["--precompress"]);
    let pages = planned::html(&lyceum::disk::read(&root()).unwrap(), NOW);
    write(folder.path(), "pages.json", &pages.to_string());
    write(folder.path(), "at", &format!("http://127.0.0.1:{port}"));
    write(folder.path(), "encodings", if has_brotli() { "gzip br" } else { "gzip" });
    folder
}

#[cfg_attr(
    not(all(feature = "search", feature = "precompress")),
    ignore = "the hub is served with all that belongs to it"
)]
#[test]
fn a_hub_below_a_folder_of_a_host() {
    let usual = PathBuf::from("/usr/sbin/nginx");
    let nginx = match installed(&["nginx"]) {
        Err(why) if !usual.is_file() => return skip(&why),
        found => found.unwrap_or(usual),
    };
    let mut server = None;
    in_browser("nginx.mjs", &["playwright-core"], || {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = websites(port);
        server = Some(serve(&nginx, folder.path(), port));
        folder
    });
    drop(server);
}
