//! Reads templates, and says what is wrong with them in words that name template and place.

use std::sync::LazyLock;

use tera::{Error, ErrorKind, ReportError, Tera};

use super::filters;
use crate::diag::{Diagnostic, Span, Wrong, codes};
use crate::source::Digest;
use crate::theme::{Template, Theme};
use crate::view::CONTRACT;

/// The templates that are part of the program, with the digest of their theme: read once, they serve every build.
static BUILT_IN: LazyLock<Option<(Digest, Tera)>> = LazyLock::new(|| {
    let theme = Theme::built_in();
    Some((theme.digest, engine(&theme).ok()?))
});

/// All templates of a theme; if one cannot be read, the built-in theme's in their place.
pub(super) fn templates(theme: &Theme) -> (Tera, Vec<Diagnostic>) {
    if let Some((_, tera)) = BUILT_IN.as_ref().filter(|(digest, _)| *digest == theme.digest) {
        return (tera.clone(), Vec::new());
    }
    let mut problems: Vec<Diagnostic> = contract(theme).into_iter().collect();
    match engine(theme) {
        Ok(tera) => (tera, problems),
        Err(error) => {
            problems.extend(every_problem(theme, &error));
            (BUILT_IN.as_ref().map(|(_, tera)| tera.clone()).unwrap_or_default(), problems)
        }
    }
}

/// A theme for a newer program would ask for things that views do not have.
fn contract(theme: &Theme) -> Option<Diagnostic> {
    let wanted = theme.contract;
    let message =
        || format!("the theme is written for version {wanted} of the view contract, this is version {CONTRACT}");
    let wrong =
        || Wrong::new(&codes::BAD_TEMPLATE, message()).help("use a newer Lyceum, or an older version of the theme");
    let path = format!("themes/{}/theme.yaml", theme.name);
    (wanted > CONTRACT).then(|| wrong().at(Span::default()).at(&path.as_str().into()))
}

fn engine(theme: &Theme) -> Result<Tera, Error> {
    let mut tera = empty();
    tera.add_raw_templates(theme.templates.iter().map(|(name, template)| (name, &template.text)))?;
    Ok(tera)
}

fn empty() -> Tera {
    let mut tera = Tera::new();
    filters::register(&mut tera);
    tera
}

/// Tera stops at the first template that it cannot read: each is read alone, so that all are reported together.
fn every_problem(theme: &Theme, first: &Error) -> Vec<Diagnostic> {
    let unreadable: Vec<_> = theme.templates.iter().filter_map(|(name, template)| unreadable(name, template)).collect();
    match unreadable.is_empty() {
        false => unreadable,
        true => vec![diagnostic(theme, first)],
    }
}

fn unreadable(name: &str, template: &Template) -> Option<Diagnostic> {
    let error = empty().add_raw_template(name, &template.text).err()?;
    let ErrorKind::SyntaxError(report) = error.kind() else { return None };
    Some(wrong(report.message()).at(span(report)).at(&template.path))
}

/// An error that shows only when all templates are together: a parent, a component, a filter that is not there.
fn diagnostic(theme: &Theme, error: &Error) -> Diagnostic {
    let message = said(error);
    let (file, line, column) = place(&error.to_string()).unwrap_or_else(|| (blamed(error).to_owned(), 1, 1));
    let first = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
    match theme.templates.get(&file) {
        Some(template) => wrong(first).at(point(&template.text, line, column)).at(&template.path),
        None => wrong(&message).at(Span::default()).at(&format!("themes/{}/templates/", theme.name).into()),
    }
}

/// The place in a report of Tera: ` --> 404.html:1:4`.
fn place(report: &str) -> Option<(String, usize, usize)> {
    let line = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = line.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some((parts.next()?.to_owned(), line, column))
}

/// The byte at which a line and a column stand, both counted from 1.
fn point(text: &str, line: usize, column: usize) -> Span {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let inside: usize = text[before..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    Span::new(before + inside, before + inside)
}

/// The error of a template whose text is not at hand.
pub(super) fn bad_template(name: &str, error: &Error) -> Diagnostic {
    wrong(&said(error)).at(Span::default()).at(&format!("themes/default/templates/{name}").into())
}

fn wrong(message: &str) -> Wrong {
    let message = message.trim();
    Wrong::new(&codes::BAD_TEMPLATE, format!("the template cannot be used: {message}"))
}

fn report(error: &Error) -> Option<&ReportError> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    }
}

fn blamed(error: &Error) -> &str {
    match error.kind() {
        ErrorKind::MissingParent { current, .. } => current,
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
        _ => "",
    }
}

fn said(error: &Error) -> String {
    report(error).map_or_else(|| error.to_string(), |report| report.message().to_owned())
}

fn span(report: &ReportError) -> Span {
    let range = &report.span().range;
    Span::new(range.start, range.end)
}

/// Why a page could not be made: the template, the line, and what Tera says of it.
pub(super) fn failure(template: &str, error: &Error) -> String {
    match report(error) {
        Some(report) => {
            let (file, line) = (report.filename(), report.span().start_line);
            let through = if file == template { String::new() } else { format!(" (through `{template}`)") };
            format!("the template `{file}`{through}, line {line}: {}", report.message())
        }
        None => format!("the template `{template}`: {error}"),
    }
}

/// Whether a token can stand in a declaration and cannot end it or load anything.
pub(super) fn harmless(name: &str, value: &str) -> bool {
    let good = |c: char| c.is_alphanumeric() || " #%.,()-_'\"/+*".contains(c);
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !name.is_empty() && name.chars().all(plain) && value.chars().all(good) && !value.to_lowercase().contains("url")
}

/// The problem of a token that is not.
pub(super) fn bad_token(name: &str, value: &str) -> Diagnostic {
    let wrong = Wrong::new(&codes::BAD_TEMPLATE, format!("the theme's token `{name}` cannot be `{value}`"));
    wrong
        .help("write a color, a size or the names of fonts, such as `accent: \"#1a6b5c\"`")
        .at(Span::default())
        .at(&"site.yaml".into())
}
