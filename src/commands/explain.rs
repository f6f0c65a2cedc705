//! `lyceum explain`: a problem in detail.

use super::{FAILED, say};
use crate::diag::{codes, explain, nearest};

/// Prints the explanation of a code.
pub(super) fn print(code: &str) -> u8 {
    match codes::find(code) {
        Some(code) => {
            say::result(&format!("{} {}\n\n{}\n", code.id, code.title, explain::explain(code).trim()));
            0
        }
        None => {
            let near = nearest(&code.to_uppercase(), codes::ALL.iter().map(|code| code.id)).unwrap_or("E020");
            say::note(&format!(
                "error: there is no problem `{code}`\nhelp: a code is printed with each problem, such as {near}\n"
            ));
            FAILED
        }
    }
}
