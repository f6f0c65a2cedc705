//! A hub as nginx serves it in a folder of a host, with the file that `lyceum init --host plain` writes and docs/deploy.md shows:
//! tests/browser/nginx.mjs asks for all of it, and looks at pages in a browser.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stderr, missing_docs)]

#[path = "website/nginx.rs"]
mod nginx;
#[path = "website/planned.rs"]
mod planned;
#[path = "website/program.rs"]
mod program;
#[path = "website/tools.rs"]
mod tools;

use std::fs::create_dir;
use std::path::Path;

use lyceum::init::HOSTS;
use nginx::has_brotli;
use program::write;
use tempfile::TempDir;
use tools::{build, in_browser, root, skip};

const NOW: &str = "2026-11-22T12:00";

/// The file for the hub, changed as docs/deploy.md says for a hub in the folder `hub/` of a host.
fn of_the_hub(folder: &Path, port: u16) -> String {
    let (_, files) = HOSTS.iter().find(|(name, _)| *name == "plain").unwrap();
    let (_, text) = files.iter().find(|(path, _)| *path == "nginx.conf.example").unwrap();
    let mut changes = vec![
        ("listen 80;", format!("listen 127.0.0.1:{port};")),
        ("root /srv/hub/public;", format!("root {};", folder.join("www").display())),
        ("error_page 404 /404.html;", "error_page 404 /hub/404.html;".to_owned()),
    ];
    if has_brotli() {
        changes.push(("#brotli_static on;", "brotli_static on;".to_owned()));
    }
    nginx::changed(text, &changes)
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
    let program = match nginx::program() {
        Ok(program) => program,
        Err(why) => return skip(&why),
    };
    let mut server = None;
    in_browser("nginx.mjs", &["playwright-core"], || {
        let port = nginx::port();
        let folder = websites(port);
        server = Some(nginx::start(&program, folder.path(), &of_the_hub(folder.path(), port), port));
        folder
    });
    drop(server);
}
