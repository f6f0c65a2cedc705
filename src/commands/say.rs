//! Printing: results on standard output, everything else on standard error.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is where the program speaks")]

use std::io::IsTerminal;

use crate::disk::Fatal;

/// Prints a result.
pub(super) fn result(text: &str) {
    print!("{text}");
}

/// Prints what happened.
pub(super) fn note(text: &str) {
    eprint!("{text}");
}

/// Prints why nothing can be done.
pub(super) fn fatal(error: &Fatal) {
    eprintln!("error: {error}");
}

/// Whether people read standard error, and in color.
pub(super) fn color() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
