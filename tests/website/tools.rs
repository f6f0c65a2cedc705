//! Programs that are not ours and that tests start: a browser, Node.js, Java. Where one is missing, the test is passed over, or fails.
#![allow(dead_code, unreachable_pub, clippy::disallowed_methods, reason = "each test uses a part of it")]

#[path = "skip.rs"]
mod skip;

use std::path::{Path, PathBuf};
use std::process::Command;

pub use skip::skip;

use crate::program::{lyceum, run};

/// The folder of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Where a package of tests/browser lies, or what to do to have it.
pub fn package(name: &str) -> Result<PathBuf, String> {
    let folder = root().join("tests/browser/node_modules").join(name);
    if folder.is_dir() { Ok(folder) } else { Err(format!("no {name}: run `npm ci` in tests/browser")) }
}

/// The first of some programs that is installed.
pub fn installed(names: &[&str]) -> Result<PathBuf, String> {
    let folders: Vec<PathBuf> = std::env::var_os("PATH").iter().flat_map(std::env::split_paths).collect();
    let mut places = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.find(|path| path.is_file()).ok_or_else(|| format!("no {}: install it", names.join(", no ")))
}

/// Runs a script of tests/browser in Node.js, with websites in a folder; `make` builds them once all tools are there.
pub fn in_browser(script: &str, packages: &[&str], make: impl FnOnce() -> tempfile::TempDir) {
    let tools = packages.iter().try_for_each(|name| package(name).map(drop));
    let tools = tools
        .and_then(|()| Ok((installed(&["chromium", "chromium-browser", "google-chrome"])?, installed(&["node"])?)));
    let (chromium, node) = match tools {
        Ok(tools) => tools,
        Err(why) => return skip(&why),
    };
    let out = make();
    let script = root().join("tests/browser").join(script);
    let ran = run(Command::new(node)
        .arg(script)
        .arg(out.path())
        .env("CHROMIUM", chromium)
        .env("LYCEUM", env!("CARGO_BIN_EXE_lyceum"))
        .env_remove("TZ"));
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
}

/// Builds a site with the program.
pub fn build(from: &Path, out: &Path, now: &str, more: &[&str]) {
    let (from, out) = (from.to_str().unwrap(), out.to_str().unwrap());
    let arguments = [&["build", "--root", from, "--out", out, "--now", now], more].concat();
    let ran = run(&mut lyceum(&arguments));
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
}
