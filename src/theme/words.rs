//! Words: everything that templates and Rust print in a language, from `i18n/<language>.yaml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::files::File;
use crate::diag::Diagnostic;

/// The language in which every word exists.
const LAST_RESORT: &str = "en";

/// A word, or its forms by plural category.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Word {
    Text(Arc<str>),
    Forms(BTreeMap<String, Arc<str>>),
}

/// All words, by language and key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    languages: BTreeMap<String, BTreeMap<String, Word>>,
}

impl Words {
    /// The languages that have words.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// A word; where a language lacks it, that of its base language (`pt-BR` → `pt`), then English, then the key itself.
    pub fn get<'a>(&'a self, language: &str, key: &'a str) -> &'a str {
        match self.find(language, key) {
            Some(Word::Text(text)) => text,
            Some(Word::Forms(forms)) => forms.get("other").map_or(key, |text| text),
            None => key,
        }
    }

    /// A counted word, such as `3 replies`. The plural category of `n` (`one`, `few`, `other` …) depends on the language; a word
    /// may have a form `zero` in every language, for "no replies yet".
    pub fn count(&self, language: &str, key: &str, n: usize, plural_category: &str) -> String {
        let form = match self.find(language, key) {
            Some(Word::Text(text)) => text,
            Some(Word::Forms(forms)) => self::form(forms, n, plural_category).unwrap_or(key),
            None => key,
        };
        form.replace("{n}", &n.to_string())
    }

    /// All words of a language without gaps, as templates receive them under `t`. Counted words stand in their `other` form.
    pub fn table(&self, language: &str) -> BTreeMap<&str, &str> {
        let keys = chain(language).filter_map(|l| self.languages.get(l)).flat_map(BTreeMap::keys);
        keys.map(|key| (key.as_str(), self.get(language, key))).collect()
    }

    fn find(&self, language: &str, key: &str) -> Option<&Word> {
        chain(language).find_map(|language| self.languages.get(language)?.get(key))
    }
}

fn form<'a>(forms: &'a BTreeMap<String, Arc<str>>, n: usize, plural_category: &str) -> Option<&'a str> {
    let none = forms.get("zero").filter(|_| n == 0);
    none.or_else(|| forms.get(plural_category)).or_else(|| forms.get("other")).map(|text| &**text)
}

/// Where a word is looked for: `pt-BR`, `pt`, `en`.
fn chain(language: &str) -> impl Iterator<Item = &str> {
    let base = language.split_once('-').map(|(base, _)| base);
    [Some(language), base, Some(LAST_RESORT)].into_iter().flatten()
}

/// Reads the files in order; a later file's words replace earlier ones one by one.
pub(super) fn read(files: &[(String, File)]) -> (Words, Vec<Diagnostic>) {
    let (mut words, mut problems) = (Words::default(), Vec::new());
    for (language, file) in files {
        match crate::front::data::<BTreeMap<String, Word>>(&file.text()) {
            Ok(read) => words.languages.entry(language.clone()).or_default().extend(read),
            Err(fault) => problems.push(fault.at(&file.path)),
        }
    }
    (words, problems)
}
