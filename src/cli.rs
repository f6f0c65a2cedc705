//! The command line: what can be said, and where it goes.

mod wrong;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::commands::{self, Command};

/// What the help of the program ends with.
const EXAMPLE: &str = "Example:
  lyceum init my-hub
  lyceum serve --root my-hub";

/// Makes the website of a learning community from Markdown: calendar, resources, mentors, discussions.
#[derive(Debug, Parser)]
#[command(version = version(), propagate_version = true, max_term_width = 100, after_help = EXAMPLE)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// `0.1.0 (time zones 2026f)`: what a zone's clocks show is part of what a build says.
fn version() -> String {
    format!("{} (time zones {})", env!("CARGO_PKG_VERSION"), crate::time::database_release())
}

/// Runs the program. Exit status: 0 fine, 1 problems in the content, 2 wrong usage or a file that cannot be read or written.
pub fn run() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => ExitCode::from(commands::run(cli.command, Cli::command)),
        Err(error) => ExitCode::from(refuse(&error)),
    }
}

/// Says what is wrong with the command line; what clap takes for an error may also be the help that somebody asked for.
fn refuse(error: &clap::Error) -> u8 {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let mut program = Cli::command();
    // Before, its arguments do not know how they are written.
    program.build();
    match wrong::told(error, &program, &words) {
        Some(text) => commands::refuse(&text),
        None => {
            // Nobody is there to hear that nobody is there.
            let _ = error.print();
            u8::try_from(error.exit_code()).unwrap_or(2)
        }
    }
}
