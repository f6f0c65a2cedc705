//! Problems for scripts: one JSON object per line.

use serde::Serialize;

use super::{Texts, level_name};
use crate::diag::Diagnostic;

/// The names of these fields are a promise to scripts.
#[derive(Serialize)]
struct Line<'a> {
    level: &'a str,
    code: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    help: Option<&'a str>,
}

/// One line for each.
pub(super) fn show<'a>(diagnostics: &'a [Diagnostic], texts: &mut Texts<'a>) -> String {
    diagnostics.iter().map(|d| line(d, texts)).collect()
}

fn line<'a>(diagnostic: &'a Diagnostic, texts: &mut Texts<'a>) -> String {
    let [(line, column), _] = texts.region(diagnostic);
    let line = Line {
        level: level_name(diagnostic.level()),
        code: diagnostic.code.id,
        path: &diagnostic.path,
        line,
        column,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
    };
    // Texts and numbers always serialize.
    serde_json::to_string(&line).unwrap_or_default() + "\n"
}
