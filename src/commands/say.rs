//! Printing: results on standard output, everything else on standard error.

use std::io::{ErrorKind, IsTerminal, Write};

use crate::disk::Fatal;

/// Prints a result. Whoever has read enough may leave (`lyceum kinds | head`); a disk that is full is said.
pub(super) fn result(text: &str) {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            note(&format!("error: The result cannot be written: {error}\n"));
            std::process::exit(super::FAILED.into());
        }
        _ => {}
    }
}

/// Prints what happened. Where nobody can read it, nothing can be said of that either.
pub(super) fn note(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Prints why nothing can be done.
pub(super) fn fatal(error: &Fatal) {
    note(&format!("error: {error}\n"));
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
