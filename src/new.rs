//! A new file of any kind: the fields that somebody names, those that the kind requires, and a few more as comments to fill in.

mod given;
mod value;

use jiff::civil::Date;

pub use given::Given;
pub use value::read;

use crate::diag::{Diagnostic, Level, Wrong, codes};
use crate::kinds::{Field, Fields, Kind, Path, Rule, docs};
use crate::output::Discard;
use crate::parse;
use crate::pipeline::{self, Memo, Options};
use crate::source::{Source, Tree};

/// The field of lists and tables that holds the text below the fields; here its words are given by the same name.
pub const BODY: &str = "body";

/// What is missing in a wish: a field, or the text below the fields.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The path of the field: `start`, `mentoring.status`, or `body`.
    pub path: Path,
    /// What to write.
    pub help: String,
    /// A value to copy, if the kind has one.
    pub example: String,
}

/// What is required and not given, in the order of the fields.
pub fn missing(kind: &Kind, given: &Given) -> Vec<Missing> {
    let mut all = Vec::new();
    missing_fields(&kind.fields, "", given, &mut all);
    let needs_body = |rule: &Rule| {
        matches!(rule, Rule::OneOf(paths) if paths.iter().any(|path| &**path == BODY)
        && !paths.iter().any(|path| given.has(path)))
    };
    if kind.rules.iter().any(needs_body) {
        let help = "The text below the fields, in Markdown".to_owned();
        all.push(Missing { path: BODY.into(), help, example: "Thank you for the kettle.".to_owned() });
    }
    all
}

/// Of a required group its required fields are missing, or its first where none is.
fn missing_fields(fields: &Fields, before: &str, given: &Given, all: &mut Vec<Missing>) {
    for field in fields.values().filter(|field| field.required) {
        let path = format!("{before}{}", field.name);
        let nested = field.ty.fields().filter(|_| field.is_group());
        match nested {
            _ if given.exactly(&path).next().is_some() => {}
            Some(nested) if nested.values().any(|inner| inner.required) => {
                missing_fields(nested, &format!("{path}."), given, all);
            }
            _ if given.has(&path) => {}
            Some(nested) => all.extend(nested.values().take(1).map(|first| Missing::of(&format!("{path}."), first))),
            None => all.push(Missing::of(before, field)),
        }
    }
}

impl Missing {
    fn of(before: &str, field: &Field) -> Self {
        let path = format!("{before}{}", field.name).into();
        Self { path, help: about(field).to_owned(), example: value::spoken(&field.example) }
    }
}

/// What a field is for, in a few words.
fn about(field: &Field) -> &str {
    if field.help.is_empty() { &field.label } else { &field.help }
}

/// The file: in the folder of its kind, named after the title.
///
/// # Errors
/// What cannot be read of the given values, each with its path.
pub fn file(kind: &Kind, title: &str, given: &Given, today: Date) -> Result<Source, Vec<(Path, Wrong)>> {
    let mut wrong = Vec::new();
    let mut lines = value::lines(&kind.fields, "", given, today, &mut wrong);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    lines.extend(comments(kind, given));
    let body: String = given.exactly(BODY).map(|text| format!("{text}\n")).collect();
    let text = format!("---\n{}\n---\n\n{body}", lines.join("\n"));
    Ok(Source::new(&format!("content/{}/{}.md", kind.folder, parse::slug_of(title, None)), text.as_bytes()))
}

/// The optional fields worth a look that are not given, as comments: what they are, and the line to take over.
fn comments(kind: &Kind, given: &Given) -> Vec<String> {
    let common = kind.fields.values().filter(|field| &*field.name == "summary");
    let telling = common.chain(docs::telling_fields(kind)).filter(|field| !given.has(&field.name));
    let comment = |field: &Field| {
        let mut lines = vec![String::new(), format!("# {}", about(field))];
        lines.extend(docs::example_lines(field).iter().map(|line| format!("# {line}")));
        lines
    };
    telling.flat_map(comment).collect()
}

/// What a build of a site with a new file says of it: all problems at it or on its account.
pub fn problems(tree: &Tree, file: &Source, options: &Options<'_>) -> Vec<Diagnostic> {
    let concerns = |text: &str| text.contains(&*file.path);
    let built = pipeline::build(tree, options, &mut Memo::once(), &Discard);
    let found = built.diagnostics.into_iter();
    found.filter(|problem| problem.path == file.path || concerns(&problem.message)).collect()
}

/// Whether a problem keeps a new file from being written: an error, or a word that is not one of a list.
pub fn is_grave(problem: &Diagnostic) -> bool {
    problem.level() == Level::Error || problem.code == &codes::UNKNOWN_CHOICE
}
