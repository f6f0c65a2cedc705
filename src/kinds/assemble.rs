//! The parts of a kind file put together to a kind, once its fields are known.

use std::sync::Arc;

use super::file::{KindFile, Many, RolesFile, RuleFile};
use super::{Fields, Kind, Label, Path, Roles, SortKey};
use crate::source::Digest;

/// A kind from its file; what the file does not say follows from the name.
pub(super) fn assemble(name: Arc<str>, fields: Fields, file: KindFile, lineage: Vec<Arc<str>>) -> Kind {
    let label = file
        .label
        .unwrap_or_else(|| Label { one: humanize(&name).into(), many: format!("{}s", humanize(&name)).into() });
    let folder = file.folder.unwrap_or_else(|| format!("{name}s").into());
    let mut kind = Kind {
        label,
        help: file.help.unwrap_or_default(),
        intro: file.intro.unwrap_or_default(),
        path: file.path.unwrap_or_else(|| folder.clone()),
        folder,
        lineage,
        title_from: file.title_from.map(Many::into_vec).unwrap_or_else(|| vec!["title".into()]),
        fields,
        roles: roles(file.roles),
        facets: unique(file.facets),
        sort: sort_keys(&file.sort),
        card: unique(file.card),
        rules: file.rules.into_iter().flat_map(RuleFile::into_rules).collect(),
        schema_org: file.schema_org.unwrap_or_else(|| "Thing".into()),
        digest: Digest::of(&[]),
        name,
    };
    kind.digest = Digest::of(format!("{kind:?}").as_bytes());
    kind
}

fn roles(file: RolesFile) -> Roles {
    let list = |many: Option<Many>| unique(many.map(Many::into_vec).unwrap_or_default());
    Roles {
        when: list(file.when),
        people: list(file.people),
        belongs: list(file.belongs),
        topics: list(file.topics),
        place: file.place,
        online: file.online,
        seeks: list(file.seeks),
        offers: list(file.offers),
        replies: file.replies,
        awards: file.awards,
        steps: file.steps,
        consent: file.consent.into_iter().collect(),
        closes: list(file.closes),
        materials: list(file.materials),
        origin: file.origin,
        image: file.image,
        link: file.link,
        confirmed: file.confirmed,
        confirmed_if: file.confirmed_if.into_iter().collect(),
    }
}

fn unique(paths: Vec<Path>) -> Vec<Path> {
    paths.into_iter().collect::<indexmap::IndexSet<_>>().into_iter().collect()
}

fn sort_keys(words: &[Arc<str>]) -> Vec<SortKey> {
    let key = |word: &Arc<str>| match word.strip_prefix('-') {
        Some(path) => SortKey { path: path.into(), descending: true },
        None => SortKey { path: word.clone(), descending: false },
    };
    words.iter().map(key).collect()
}

/// `shared_by` as people read it: `Shared by`.
pub(super) fn humanize(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A value of a kind file as an organizer would write it: a text as it is, a list or a group on one line.
pub(super) fn written(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        other => flow(other),
    }
}

fn flow(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) if text.contains([',', '[', ']', '{', '}']) => format!("{text:?}"),
        serde_json::Value::String(text) => quoted(text),
        serde_json::Value::Array(all) => format!("[{}]", all.iter().map(flow).collect::<Vec<_>>().join(", ")),
        serde_json::Value::Object(all) => {
            format!("{{{}}}", all.iter().map(|(k, v)| format!("{k}: {}", flow(v))).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A text as YAML: in quotes where it would mean something else without them.
pub(super) fn quoted(text: &str) -> String {
    let special = text.starts_with(|c: char| "@`%*&!|>'\"#-?:,[]{} ".contains(c)) || text.ends_with([':', ' ']);
    match special || text.contains(": ") || text.contains(" #") || text.contains('\n') || text.is_empty() {
        true => format!("{text:?}"),
        false => text.to_owned(),
    }
}
