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
    is_terminal() && !is_set("NO_COLOR")
}

/// Whether somebody looks on, so that a line may come and go: machines that build for others set `CI`.
pub(super) fn is_watched() -> bool {
    is_terminal() && !is_set("CI")
}

/// Whether standard error is a terminal that knows more than letters.
fn is_terminal() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|name| name != "dumb")
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}
