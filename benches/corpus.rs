//! Writes an invented hub of any size to a folder: `cargo run --release --example corpus -- 10000 /tmp/hub`.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::unwrap_used,
    missing_docs,
    reason = "a tool, not the program"
)]

mod folder;
mod hub;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let items = arguments.next().and_then(|number| number.parse().ok());
    let (Some(items), Some(folder)) = (items, arguments.next().map(PathBuf::from)) else {
        eprintln!("usage: corpus ITEMS FOLDER");
        return ExitCode::from(2);
    };
    folder::write(hub::Hub::new(items), &folder, "");
    eprintln!("{items} items in {}; build them with --now {}", folder.display(), hub::NOW);
    ExitCode::SUCCESS
}
