//! The kind files of a site, read and added up, before inheritance; those inside the program are read once.

use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;

use super::builtin;
use super::file::{FieldFile, KindFile};
use super::merge::merge;
use super::names::{did_you_mean, place_of, plain};
use crate::diag::{Diagnostic, Fault, Span, codes};
use crate::front;
use crate::source::{SitePath, Source};

/// What all kind files say.
#[derive(Clone, Default)]
pub(super) struct Sources {
    /// By the kind that they are about.
    pub(super) files: IndexMap<Arc<str>, KindFile>,
    /// The text of each file, by the kind that it is about.
    pub(super) texts: IndexMap<Arc<str>, Vec<Text>>,
    /// The groups of fields behind some types.
    pub(super) shapes: IndexMap<Arc<str>, IndexMap<Arc<str>, FieldFile>>,
    /// The kinds that are not content, by name.
    pub(super) single: IndexMap<&'static str, KindFile>,
    pub(super) found: Vec<Diagnostic>,
}

/// The text of a kind file.
#[derive(Clone)]
pub(super) struct Text {
    pub(super) path: SitePath,
    text: Arc<str>,
}

/// The files inside the program depend on nothing.
static BUILT_IN: LazyLock<Sources> = LazyLock::new(|| {
    let mut all = Sources::default();
    all.shapes = all.data(builtin::SHAPES, &built_in("shapes")).unwrap_or_default();
    for (name, text) in builtin::SINGLE {
        let file = all.data(text, &built_in(name)).unwrap_or_default();
        all.single.insert(name, file);
    }
    builtin::KINDS.iter().for_each(|(name, text)| all.put(name, text, &built_in(name)));
    all
});

impl Sources {
    /// Those inside the program.
    pub(super) fn built_in() -> Self {
        BUILT_IN.clone()
    }

    /// Adds a file of the site. It is read as an organizer's YAML first, which explains slips and sees fields that are written twice.
    pub(super) fn add(&mut self, source: &Source) {
        let stem = source.path.rsplit('/').next().and_then(|n| n.split('.').next()).unwrap_or_default();
        if let Some(fault) = reserved(stem) {
            return self.say(&source.path, fault);
        }
        match front::text(source).and_then(|text| Ok((text, front::read(text, 0)?.1))) {
            Err(fault) => self.say(&source.path, fault),
            Ok((text, twice)) if twice.is_empty() => self.put(stem, text, &source.path),
            Ok((_, twice)) => twice.into_iter().for_each(|fault| self.say(&source.path, fault)),
        }
    }

    fn put(&mut self, name: &str, text: &str, path: &SitePath) {
        let Some(file) = self.data::<KindFile>(text, path) else { return };
        self.texts.entry(name.into()).or_default().push(Text { path: path.clone(), text: text.into() });
        match self.files.get_mut(name) {
            Some(known) => merge(known, file),
            None => {
                self.files.insert(name.into(), file);
            }
        }
    }

    fn data<T: serde::de::DeserializeOwned>(&mut self, text: &str, path: &SitePath) -> Option<T> {
        front::data(text).map_err(|fault| self.say(path, plain(text, fault))).ok()
    }

    /// Each problem once: what is inherited would be found again.
    fn say(&mut self, path: &SitePath, fault: Fault) {
        let problem = Fault { code: &codes::BAD_KIND, ..fault }.at(path);
        if !self.found.contains(&problem) {
            self.found.push(problem);
        }
    }

    /// What is wrong with a kind, at the first `word` in its files or in those of the kinds that it extends.
    pub(super) fn wrong(&mut self, kind: &str, word: &str, message: String) {
        let (path, span) = self.place(kind, word).unwrap_or_else(|| {
            let last = self.texts.get(kind).and_then(|texts| texts.last());
            (last.map_or_else(|| "kinds".into(), |text| text.path.clone()), Span::default())
        });
        self.say(&path, Fault::new(&codes::BAD_KIND, span, message));
    }

    pub(super) fn place(&self, kind: &str, word: &str) -> Option<(SitePath, Span)> {
        let line = self.line(kind);
        let mut texts = line.iter().filter_map(|name| self.texts.get(name)).flat_map(|texts| texts.iter().rev());
        texts.find_map(|text| Some((text.path.clone(), place_of(&text.text, word)?)))
    }

    /// A kind and all that it extends, as far as that is there.
    fn line(&self, name: &str) -> Vec<Arc<str>> {
        let mut line: Vec<Arc<str>> = vec![name.into()];
        while let Some(parent) = self.parent(&line).filter(|parent| !line.contains(parent)) {
            line.push(parent);
        }
        line
    }

    fn parent(&self, line: &[Arc<str>]) -> Option<Arc<str>> {
        self.files.get(line.last()?)?.extends.clone()
    }

    /// A kind and all that it extends; nothing, with a problem, if that goes in a ring or leads nowhere.
    pub(super) fn lineage(&mut self, name: &Arc<str>) -> Option<Vec<Arc<str>>> {
        let mut line = self.line(name);
        if let Some(again) = self.parent(&line) {
            self.wrong(name, &again, format!("`extends: {again}` goes in a ring: a kind cannot extend itself"));
            return None;
        }
        let unknown = line.pop_if(|last| !self.files.contains_key(last));
        if let Some(unknown) = &unknown {
            let near = did_you_mean(unknown, self.files.keys().map(|k| &**k));
            self.wrong(name, unknown, format!("`extends: {unknown}`: there is no such kind{near}"));
        }
        unknown.is_none().then_some(line)
    }

    /// Whether somebody may be named as this kind who has no page: what the kind says, or the nearest that it extends.
    pub(super) fn takes_guests(&self, kind: &str) -> bool {
        self.line(kind).iter().find_map(|name| self.files.get(name)?.guests).unwrap_or_default()
    }
}

fn built_in(name: &str) -> SitePath {
    format!("(built-in)/{name}.yaml").into()
}

pub(super) fn is_built_in(path: &SitePath) -> bool {
    path.starts_with("(built-in)/")
}

/// A name that a kind cannot have: those of the program's own files, and what is no name.
fn reserved(stem: &str) -> Option<Fault> {
    let fault = |message: String| Fault::new(&codes::BAD_KIND, Span::default(), message);
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    match stem {
        "site" | "topic" | "common" | "shapes" => Some(
            fault(format!("`{stem}` is a word of the program: no kind can have this name"))
                .help("give the file the name of your kind, such as `recipe.yaml`"),
        ),
        _ if stem.is_empty() || !stem.chars().all(is_name) => Some(
            fault(format!("`{stem}` cannot be the name of a kind"))
                .help("name the file with small letters, digits and hyphens, such as `recipe.yaml`"),
        ),
        _ => None,
    }
}
