//! `lyceum explain`: a problem in detail, or why a page is as it is.

mod page;

use super::{ExplainArgs, FAILED, exit, say};
use crate::diag::{codes, explain, nearest};

/// Explains a code, or what has a slash: an address.
pub(super) fn run(args: &ExplainArgs) -> u8 {
    if args.what.contains('/') { exit(page::print(args)) } else { print(&args.what) }
}

/// Prints the explanation of a code.
fn print(code: &str) -> u8 {
    match codes::find(code) {
        Some(code) => {
            say::result(&format!("{} {}\n\n{}\n", code.id, code.title, explain::explain(code).trim()));
            0
        }
        None => {
            let near = nearest(&code.to_uppercase(), codes::ALL.iter().map(|code| code.id)).unwrap_or("E020");
            say::note(&format!(
                "error: there is no problem `{code}`\nhelp: a code is printed with each problem, such as {near}; an address begins with a slash: /events/\n"
            ));
            FAILED
        }
    }
}
