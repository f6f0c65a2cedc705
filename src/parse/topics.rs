//! `topics.yaml` to the vocabulary of topics, with its own checks.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::read_fields;
use crate::config::{Topic, Topics};
use crate::diag::{Diagnostic, Fault, Span, codes, nearest};
use crate::doc::{Map, Reference, Value};
use crate::front;
use crate::kinds::Kinds;
use crate::source::Source;

/// Reads `topics.yaml`; without one every word is a topic.
pub fn topics(source: Option<&Source>, kinds: &Kinds) -> (Topics, Vec<Diagnostic>) {
    let Some(source) = source else { return (Topics::default(), Vec::new()) };
    let mut faults = Vec::new();
    let mut topics = Topics { controlled: true, ..Topics::default() };
    match front::text(source).and_then(|text| front::read(text, 0)) {
        Ok((node, more)) => {
            faults.extend(more);
            for entry in super::entries(&node, "slug", &mut faults) {
                let fields = read_fields(source, entry, &kinds.topic, &mut faults);
                insert(&mut topics, &fields, entry.span, &mut faults);
            }
        }
        Err(fault) => faults.push(fault),
    }
    faults.extend(check_broader(&topics));
    faults.extend(check_similar(&topics));
    (topics, faults.into_iter().map(|fault| fault.at(&source.path)).collect())
}

fn insert(topics: &mut Topics, fields: &Map<Reference>, span: Span, faults: &mut Vec<Fault>) {
    let text = |name: &str| fields.first(name).and_then(|found| found.value.text());
    let Some(slug) = text("slug") else { return };
    let topic = Topic {
        labels: labels(fields),
        description: text("description").unwrap_or_default().into(),
        synonyms: fields.at("synonyms").iter().filter_map(|found| found.value.text().map(Into::into)).collect(),
        broader: text("broader").map(Into::into),
        span,
    };
    if topics.by_slug.insert(slug.into(), topic).is_some() {
        faults.push(
            Fault::new(&codes::DUPLICATE_SLUG, span, format!("the topic `{slug}` is there twice"))
                .help("keep one of the two"),
        );
    }
}

/// `label: Python`, or `label: {en: Writing, es: Escritura}`.
fn labels(fields: &Map<Reference>) -> BTreeMap<Arc<str>, Arc<str>> {
    let Some(Value::Free(node)) = fields.first("label").map(|found| &found.value) else { return BTreeMap::new() };
    match node.text() {
        Some(label) => [("".into(), label.into())].into(),
        None => node
            .fields()
            .iter()
            .filter(|(_, label)| !label.is_nothing())
            .filter_map(|(language, label)| Some((language.name.clone(), label.text()?.into())))
            .collect(),
    }
}

fn check_broader(topics: &Topics) -> Vec<Fault> {
    let known = || topics.by_slug.keys().map(|slug| &**slug);
    let mut faults = Vec::new();
    for (slug, topic) in &topics.by_slug {
        let Some(broader) = &topic.broader else { continue };
        if !topics.by_slug.contains_key(broader) {
            let fault =
                Fault::new(&codes::UNKNOWN_REFERENCE, topic.span, format!("`{slug}`: there is no topic `{broader}`"));
            faults.push(match nearest(broader, known()) {
                Some(near) => fault.help(format!("did you mean `broader: {near}`?")),
                None => fault.help(format!("add a topic `{broader}`, or take the line away")),
            });
        }
        if leads_back(topics, slug) {
            let fault = Fault::new(&codes::CYCLE, topic.span, format!("the topic `{slug}` is broader than itself"));
            faults.push(fault.help("take `broader` away from one of them"));
        }
    }
    faults
}

fn leads_back(topics: &Topics, slug: &Arc<str>) -> bool {
    let mut at = topics.by_slug.get(slug).and_then(|topic| topic.broader.as_ref());
    for _ in 0..topics.by_slug.len() {
        match at {
            Some(above) if above == slug => return true,
            Some(above) => at = topics.by_slug.get(above).and_then(|topic| topic.broader.as_ref()),
            None => return false,
        }
    }
    false
}

/// Two topics whose slug or label differ in case, hyphens or a plural only.
fn check_similar(topics: &Topics) -> Vec<Fault> {
    let mut seen: BTreeMap<String, (&Arc<str>, &Topic)> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut in_order: Vec<_> = topics.by_slug.iter().collect();
    in_order.sort_by_key(|(_, topic)| topic.span.start);
    for (slug, topic) in in_order {
        let labels = topic.labels.values().map(|label| squeeze(label));
        let forms: std::collections::BTreeSet<String> =
            labels.chain([squeeze(slug)]).filter(|form| !form.is_empty()).collect();
        let twin = forms.iter().find_map(|form| seen.get(form)).filter(|(other, _)| *other != slug);
        if let Some((other, _)) = twin {
            let fault = Fault::new(
                &codes::SIMILAR_TOPICS,
                topic.span,
                format!("the topics `{other}` and `{slug}` are nearly the same"),
            );
            faults.push(fault.help(format!("keep `{other}`, and add the other word to its `synonyms`")));
        }
        for form in forms {
            seen.entry(form).or_insert((slug, topic));
        }
    }
    faults
}

/// What two spellings of one word have in common: `Book clubs` and `book-club`.
pub(crate) fn squeeze(text: &str) -> String {
    let letters: String =
        text.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#')).collect();
    match letters.strip_suffix('s') {
        Some(singular) if !singular.is_empty() => singular.into(),
        _ => letters,
    }
}
