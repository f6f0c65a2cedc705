//! Words of the built-in theme: every language has all of them, with its own plural forms, and none that nobody asks for.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};

use lyceum::kinds::{Kinds, Type};
use lyceum::locale::Locale;
use serde_yaml::Value;

/// The languages in which the theme is complete, beside English.
const FILES: &[(&str, &str)] = &[
    ("es", include_str!("../themes/default/i18n/es.yaml")),
    ("fr", include_str!("../themes/default/i18n/fr.yaml")),
    ("de", include_str!("../themes/default/i18n/de.yaml")),
    ("pt", include_str!("../themes/default/i18n/pt.yaml")),
    ("ar", include_str!("../themes/default/i18n/ar.yaml")),
    ("ja", include_str!("../themes/default/i18n/ja.yaml")),
    ("hi", include_str!("../themes/default/i18n/hi.yaml")),
];
const ENGLISH: &str = include_str!("../themes/default/i18n/en.yaml");

type Words = BTreeMap<String, Value>;

fn read(text: &str) -> Words {
    serde_yaml::from_str(text).unwrap()
}

/// The built-in kinds' own texts: names, introductions, names of fields, roles, and the values of choices.
fn of_kinds() -> BTreeSet<String> {
    let (kinds, found) = Kinds::new(std::iter::empty());
    assert_eq!(found, []);
    // How people take part follows from place and call: no field says it.
    let mut keys = BTreeSet::from(["mode.in-person", "mode.online"].map(str::to_owned));
    for kind in kinds.iter() {
        let own = [&kind.label.one, &kind.label.many, &kind.intro];
        keys.extend(own.iter().filter(|text| !text.is_empty()).map(|text| format!("label.{text}")));
        keys.extend(kind.title_from.iter().filter(|from| from.contains('{')).map(|pattern| format!("label.{pattern}")));
        for (_, field) in kind.paths() {
            keys.extend([&field.label, &field.role].map(|text| format!("label.{text}")));
            if let Type::Choice { of } = &field.ty {
                keys.extend(of.iter().map(|value| format!("{}.{value}", field.name)));
            }
        }
    }
    assert!(keys.contains("label.Events") && keys.contains("label.Speaker") && keys.contains("level.beginner"));
    keys
}

/// Every text of a word: one, or its forms.
fn texts(word: &Value) -> Vec<&str> {
    match word {
        Value::Mapping(forms) => forms.values().map(|text| text.as_str().unwrap()).collect(),
        text => vec![text.as_str().unwrap_or_else(|| panic!("{text:?} is no text: put it in quotes"))],
    }
}

/// `{n}`, `{city}` …
fn gaps(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn every_language_has_every_word_and_no_other() {
    let mut wanted: BTreeSet<String> = read(ENGLISH).into_keys().collect();
    wanted.extend(of_kinds());
    for (language, text) in FILES {
        let has: BTreeSet<String> = read(text).into_keys().collect();
        let missing: Vec<_> = wanted.difference(&has).collect();
        assert!(missing.is_empty(), "{language}.yaml lacks {} words: {missing:#?}", missing.len());
        let more: Vec<_> = has.difference(&wanted).collect();
        assert!(more.is_empty(), "{language}.yaml has words that nobody asks for: {more:#?}");
    }
}

#[test]
fn what_is_filled_in_has_its_place_in_every_language() {
    let english = read(ENGLISH);
    for (language, text) in FILES {
        let words = read(text);
        let patterns = words.iter().filter(|(key, _)| key.contains('{')).map(|(key, word)| (gaps(key), key, word));
        patterns.for_each(|(expected, key, word)| assert_eq!(gaps(texts(word)[0]), expected, "{language}.yaml: {key}"));
        for (key, word) in &english {
            let expected: BTreeSet<&str> = texts(word).into_iter().flat_map(gaps).collect();
            let found: BTreeSet<&str> = texts(&words[key]).into_iter().flat_map(gaps).collect();
            assert_eq!(found, expected, "{language}.yaml: {key}");
        }
    }
}

#[test]
fn counted_words_have_the_forms_of_their_language() {
    let english = read(ENGLISH);
    for (language, text) in [("en", ENGLISH)].iter().chain(FILES) {
        let (locale, words) = (Locale::new(language), read(text));
        let forms: BTreeSet<&str> = (0..=200).chain([1_000_000]).map(|n| locale.plural(n)).collect();
        for key in english.iter().filter(|(_, word)| word.is_mapping()).map(|(key, _)| key) {
            let Value::Mapping(word) = &words[key] else { panic!("{language}.yaml: {key} has no forms") };
            // `zero` may stand in every language, for "no replies yet".
            let has: BTreeSet<&str> = word.keys().map(|form| form.as_str().unwrap()).collect();
            let has: BTreeSet<&str> = has.into_iter().filter(|form| forms.contains(form) || *form != "zero").collect();
            assert_eq!(has, forms, "{language}.yaml: {key}");
        }
    }
}

/// A word that was forgotten stays in Latin letters.
#[test]
fn words_are_in_the_script_of_their_language() {
    let scripts: [(&str, &[std::ops::RangeInclusive<char>]); 3] = [
        ("ar", &['\u{600}'..='\u{6ff}']),
        ("ja", &['\u{3040}'..='\u{30ff}', '\u{4e00}'..='\u{9fff}']),
        ("hi", &['\u{900}'..='\u{97f}']),
    ];
    for (language, script) in scripts {
        let (_, text) = FILES.iter().find(|(name, _)| *name == language).unwrap();
        for (key, word) in read(text).iter().filter(|(key, _)| *key != "label.DOI") {
            let has_words =
                |text: &&str| text.split(['{', '}']).step_by(2).any(|part| part.contains(char::is_alphabetic));
            for text in texts(word).into_iter().filter(has_words) {
                assert!(text.chars().any(|c| script.iter().any(|s| s.contains(&c))), "{language}.yaml: {key}: {text}");
            }
        }
    }
}
