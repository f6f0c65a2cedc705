//! The theme: templates, assets, words and home page sections, read as data. The default one is part of the program.

pub mod contrast;
mod files;
mod manifest;
mod sheet;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Span, Wrong, codes, nearest};
use crate::output::{Body, Output};
use crate::source::{Content, Digest, SitePath, Tree};

use files::{File, Files};
pub use files::{file, names, place};
pub use manifest::SectionRule;
pub use words::Words;

/// The name of the theme that is part of the program.
pub const DEFAULT: &str = "default";

/// Everything that decides how a site looks.
#[derive(Clone, Debug)]
pub struct Theme {
    /// What `site.yaml` calls it.
    pub name: String,
    /// The digest of all its files: a part of the key under which rendered pages are kept.
    pub digest: Digest,
    /// The templates by name: `item/event.html`.
    pub templates: BTreeMap<String, Template>,
    /// The files that go onto the website, by name: `site.css`.
    pub assets: BTreeMap<String, Asset>,
    /// What templates say, in each language.
    pub words: Arc<Words>,
    /// The sections of the home page.
    pub sections: Vec<SectionRule>,
    /// The version of the view contract that the theme was written for; 0 if it does not say.
    pub contract: u32,
}

/// A template.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its text.
    pub text: Arc<str>,
    /// Where it lies, or would lie if it were not part of the program: for messages.
    pub path: SitePath,
}

/// A file of the website whose name contains its digest, so that browsers may keep it for good.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Where it goes: `assets/site.3f2a9c1b.css`.
    pub path: String,
    /// What is in it.
    pub content: Content,
    /// Where it comes from.
    pub source: SitePath,
}

impl Asset {
    /// An asset made of bytes.
    pub fn new(name: &str, bytes: &[u8], source: &str) -> Self {
        let path = hashed(name, Digest::of(bytes));
        Self { path, content: Content::Bytes(bytes.into()), source: source.into() }
    }

    /// As a file of the website.
    pub fn output(&self) -> Output {
        let body = match &self.content {
            Content::Bytes(bytes) => Body::Bytes(bytes.clone()),
            Content::OnDisk { .. } => Body::Copy(self.source.clone()),
        };
        Output { path: self.path.clone(), body, source: None }
    }
}

impl Theme {
    /// The theme of a site: the default one, file by file replaced by `themes/default/…` and `themes/<name>/…` of the site.
    pub fn load(tree: &Tree, name: &str) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        problems.extend(unknown(tree, name));
        let files = files::merged(tree, name);
        let (words, faults) = words::read(&files::words(tree, name));
        problems.extend(faults);
        let manifest = manifest(&files, &mut problems);
        let theme = Self {
            name: name.to_owned(),
            digest: files::digest(&files, &words),
            templates: templates(&files, &mut problems),
            assets: assets(&files),
            words: words.into(),
            sections: manifest.sections,
            contract: manifest.contract,
        };
        (theme, problems)
    }

    /// The theme as it is part of the program.
    pub fn built_in() -> Self {
        Self::load(&Tree::default(), DEFAULT).0
    }
}

fn unknown(tree: &Tree, name: &str) -> Option<Diagnostic> {
    let prefix = format!("themes/{name}/");
    if name == DEFAULT || tree.under(&prefix).next().is_some() {
        return None;
    }
    let known = tree.under("themes/").filter_map(|s| s.path.split('/').nth(1)).chain([DEFAULT]);
    let help = match nearest(name, known) {
        Some(near) => format!("write `name: {near}` under `theme`"),
        None => format!("put its files into `{prefix}`, or write `name: {DEFAULT}`"),
    };
    let wrong =
        Wrong::new(&codes::UNKNOWN_THEME, format!("there is no theme `{name}`: the folder `{prefix}` is not there"));
    Some(wrong.help(help).at(Span::default()).at(&"site.yaml".into()))
}

fn manifest(files: &Files, problems: &mut Vec<Diagnostic>) -> manifest::Manifest {
    let Some(file) = files.get("theme.yaml") else { return manifest::Manifest::default() };
    let (manifest, fault) = manifest::read(&file.text());
    problems.extend(fault.map(|f| f.at(&file.path)));
    manifest
}

fn templates(files: &Files, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, Template> {
    let inside = |name: &String| name.strip_prefix("templates/").map(str::to_owned);
    files.iter().filter_map(|(name, file)| Some((inside(name)?, template(file, problems)))).collect()
}

fn template(file: &File, problems: &mut Vec<Diagnostic>) -> Template {
    if let Err(error) = std::str::from_utf8(file.head()) {
        let at = error.valid_up_to();
        let wrong = Wrong::new(&codes::NOT_UTF8, "the template is not UTF-8 text").help("save it as UTF-8");
        problems.push(wrong.at(Span::new(at, at)).at(&file.path));
    }
    Template { text: file.text().as_ref().into(), path: file.path.clone() }
}

fn assets(files: &Files) -> BTreeMap<String, Asset> {
    let inside = |name: &String| name.strip_prefix("assets/").map(str::to_owned);
    files.iter().filter_map(|(name, file)| Some((inside(name)?, asset(&inside(name)?, file, files)))).collect()
}

fn asset(name: &str, file: &File, files: &Files) -> Asset {
    if name.ends_with(".css") && matches!(file.content, Content::Bytes(_)) {
        let joined = sheet::joined(&file.text(), |other| Some(files.get(&format!("assets/{other}"))?.text()));
        return Asset::new(name, sheet::shortened(&joined).as_bytes(), &file.path);
    }
    Asset { path: hashed(name, file.digest), content: file.content.clone(), source: file.path.clone() }
}

/// `css/site.css` becomes `assets/css/site.3f2a9c1b.css`.
fn hashed(name: &str, digest: Digest) -> String {
    let hash = digest.hex(8);
    match name.rsplit_once('.') {
        Some((stem, end)) if !end.contains('/') => format!("assets/{stem}.{hash}.{end}"),
        _ => format!("assets/{name}.{hash}"),
    }
}
