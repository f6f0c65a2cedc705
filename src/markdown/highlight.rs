//! Code with ten classes of marks. Few and merged: the highlighter's own HTML is seven times as large.

use std::sync::LazyLock;

use syntect::parsing::{BasicScopeStackOp, ParseState, ParsingError, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::html::escape;

/// A class, or plain text.
type Class = Option<&'static str>;

/// The grammars: loaded when the first block of code comes.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// What a scope becomes; the first that fits. A scope that is not here takes the class of what it stands in.
const SCOPES: &[(&str, Class)] = &[
    ("comment", Some("hl-comment")),
    ("string", Some("hl-string")),
    ("constant.numeric", Some("hl-number")),
    ("constant", Some("hl-constant")),
    ("variable.language", Some("hl-constant")),
    ("variable.function", Some("hl-function")),
    ("variable.parameter", Some("hl-variable")),
    ("keyword.operator", Some("hl-operator")),
    ("keyword", Some("hl-keyword")),
    ("storage.type.numeric", Some("hl-number")),
    ("storage", Some("hl-keyword")),
    ("support.type", Some("hl-type")),
    ("support.class", Some("hl-type")),
    ("support.function", Some("hl-function")),
    ("support.macro", Some("hl-function")),
    ("support.constant", Some("hl-constant")),
    ("entity.name.function", Some("hl-function")),
    ("entity.name.macro", Some("hl-function")),
    ("entity.name.tag", Some("hl-tag")),
    ("entity.other.attribute-name", Some("hl-variable")),
    ("entity.other.inherited-class", Some("hl-type")),
    ("entity.name", Some("hl-type")),
    ("markup.heading", Some("hl-keyword")),
    ("markup.inserted", Some("hl-string")),
    ("markup.deleted", Some("hl-tag")),
    ("markup.raw", Some("hl-string")),
    // Code inside a string or another language begins anew.
    ("meta.interpolation", None),
    ("meta.template.expression", None),
    ("source", None),
];

static CLASSES: LazyLock<Vec<(Scope, Class)>> =
    LazyLock::new(|| SCOPES.iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect());

/// Appends highlighted code; false, and nothing is appended, if the language is unknown or the grammar fails.
pub(super) fn write(language: &str, code: &str, out: &mut String) -> bool {
    let Some(grammar) = grammar(language) else { return false };
    let start = out.len();
    let mut painter = Painter::new(grammar, out);
    let painted = code.split_inclusive('\n').try_for_each(|line| painter.line(line));
    painter.finish();
    if painted.is_err() {
        out.truncate(start);
    }
    painted.is_ok()
}

fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    let name = language.to_ascii_lowercase();
    let known = match name.as_str() {
        "ts" | "tsx" | "typescript" | "jsx" | "mjs" | "node" => "js",
        "shell" | "console" | "shell-session" | "zsh" | "fish" | "ksh" => "sh",
        "jsonc" | "json5" => "json",
        "text" | "txt" | "plain" | "plaintext" => return None,
        "c++" => "cpp",
        "golang" => "go",
        "py3" | "python3" => "py",
        "jinja" | "jinja2" | "tera" | "svg" => "html",
        other => other,
    };
    GRAMMARS.find_syntax_by_token(known)
}

/// Writes code line by line, with as few spans as possible.
struct Painter<'o> {
    state: ParseState,
    scopes: ScopeStack,
    /// The class of each scope.
    classes: Vec<Class>,
    /// The class of the span that is open.
    open: Class,
    /// White space that belongs to the open span or not, as the next text decides.
    space: String,
    out: &'o mut String,
}

impl<'o> Painter<'o> {
    fn new(grammar: &SyntaxReference, out: &'o mut String) -> Self {
        let state = ParseState::new(grammar);
        Self { state, scopes: ScopeStack::new(), classes: Vec::new(), open: None, space: String::new(), out }
    }

    fn line(&mut self, line: &str) -> Result<(), ParsingError> {
        let mut done = 0;
        for (at, op) in self.state.parse_line(line, &GRAMMARS)? {
            self.text(line.get(done..at).unwrap_or_default());
            done = done.max(at);
            let classes = &mut self.classes;
            // An error here is a scope restored that was never cleared: nothing changes then.
            let _ = self.scopes.apply_with_hook(&op, |step, _| match step {
                BasicScopeStackOp::Push(scope) => classes.push(class(scope, classes.last().copied().flatten())),
                BasicScopeStackOp::Pop => drop(classes.pop()),
            });
        }
        self.text(&line[done..]);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return self.space.push_str(text);
        }
        let class = self.classes.last().copied().flatten();
        if class != self.open {
            self.close();
        }
        self.out.push_str(&self.space);
        self.space.clear();
        if class != self.open {
            self.begin(class);
        }
        // A line break at the end of a comment belongs to no span.
        let kept = text.trim_end();
        escape(kept, self.out);
        self.space.push_str(&text[kept.len()..]);
    }

    fn begin(&mut self, class: Class) {
        if let Some(class) = class {
            self.out.push_str("<span class=\"");
            self.out.push_str(class);
            self.out.push_str("\">");
        }
        self.open = class;
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.out.push_str("</span>");
        }
    }

    fn finish(mut self) {
        self.close();
        self.out.push_str(&self.space);
    }
}

fn class(scope: Scope, outer: Class) -> Class {
    CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map_or(outer, |(_, class)| *class)
}
