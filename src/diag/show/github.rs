//! Problems as workflow commands: GitHub Actions shows them beside the lines of a pull request.

use super::{Texts, level_name};
use crate::diag::Diagnostic;

/// One command for each.
pub(super) fn show<'a>(diagnostics: &'a [Diagnostic], texts: &mut Texts<'a>) -> String {
    diagnostics.iter().map(|d| command(d, texts)).collect()
}

fn command<'a>(diagnostic: &'a Diagnostic, texts: &mut Texts<'a>) -> String {
    let [(line, column), _] = texts.region(diagnostic);
    let level = level_name(diagnostic.level());
    let file = property(&diagnostic.path);
    let title = property(&format!("{} {}", diagnostic.code.id, diagnostic.code.title));
    let text = data(&with_help(diagnostic));
    format!("::{level} file={file},line={line},col={column},title={title}::{text}\n")
}

/// Message and help in one text, for formats that have room for one only.
pub(super) fn with_help(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
