//! The program itself, for the processes that are measured.

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

#[derive(Parser)]
struct Lyceum {
    #[command(subcommand)]
    command: lyceum::commands::Command,
}

/// Runs it with these words behind its name, at the moment of the hub.
pub(crate) fn run(words: &[&str]) -> ExitCode {
    let words = [&["lyceum"], words, &["--now", crate::hub::NOW]].concat();
    ExitCode::from(lyceum::commands::run(Lyceum::parse_from(words).command, Lyceum::command))
}
