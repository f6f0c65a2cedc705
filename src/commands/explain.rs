//! `lyceum explain`: a problem in detail, or why a page is as it is.

mod page;

use super::{ExplainArgs, exit, say};
use crate::diag::{codes, explain, nearest};
use crate::disk::Fatal;

/// Explains a code, or what has a slash: an address.
pub(super) fn run(args: &ExplainArgs) -> u8 {
    exit(if args.what.contains('/') { page::print(args) } else { print(&args.what) })
}

/// Prints the explanation of a code.
fn print(code: &str) -> Result<u8, Fatal> {
    let found = codes::find(code).ok_or_else(|| unknown(code))?;
    say::result(&format!("{} {}\n\n{}\n", found.id, found.title, explain::explain(found).trim()));
    Ok(0)
}

fn unknown(code: &str) -> Fatal {
    let near = nearest(&code.to_uppercase(), codes::ALL.iter().map(|code| code.id)).unwrap_or("E020");
    let help = format!("a code is printed with each problem, such as {near}; an address begins with a slash: /events/");
    Fatal::new(format!("there is no problem `{code}`"), help)
}
