//! A kind file as it is written, before inheritance.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Deserialize;

use super::{Label, Rule};

/// The keys of a kind file. All are optional: a file may only add to a kind that is there.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct KindFile {
    pub(super) label: Option<Label>,
    pub(super) help: Option<Arc<str>>,
    pub(super) intro: Option<Arc<str>>,
    pub(super) folder: Option<Arc<str>>,
    pub(super) path: Option<Arc<str>>,
    pub(super) extends: Option<Arc<str>>,
    /// Whether a reference to this kind may name somebody who has no page.
    pub(super) guests: Option<bool>,
    pub(super) title_from: Option<Many>,
    pub(super) fields: IndexMap<Arc<str>, FieldFile>,
    pub(super) roles: RolesFile,
    pub(super) facets: Vec<Arc<str>>,
    pub(super) sort: Vec<Arc<str>>,
    pub(super) card: Vec<Arc<str>>,
    pub(super) rules: Vec<RuleFile>,
    pub(super) schema_org: Option<Arc<str>>,
}

/// `x`, or `[x, y]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "here belongs a name, or a list of names such as [start, end]")]
pub(super) enum Many {
    One(Arc<str>),
    Several(Vec<Arc<str>>),
}

impl Many {
    pub(super) fn into_vec(self) -> Vec<Arc<str>> {
        match self {
            Self::One(one) => vec![one],
            Self::Several(several) => several,
        }
    }
}

/// `name: type`, or `name: {type: …, …}`.
#[derive(Clone, Debug)]
pub(super) struct FieldFile(pub(super) FieldKeys);

impl<'de> Deserialize<'de> for FieldFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

/// Tells the two forms apart by hand: serde's untagged enums would hide which key is wrong.
struct FieldVisitor;

impl<'de> serde::de::Visitor<'de> for FieldVisitor {
    type Value = FieldFile;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a field type such as `text`, or a group such as {type: text, required: true}")
    }

    fn visit_str<E>(self, ty: &str) -> Result<FieldFile, E> {
        Ok(FieldFile(FieldKeys { ty: Some(ty.into()), ..FieldKeys::default() }))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<FieldFile, A::Error> {
        FieldKeys::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(FieldFile)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FieldKeys {
    #[serde(rename = "type")]
    pub(super) ty: Option<Arc<str>>,
    pub(super) label: Option<Arc<str>>,
    pub(super) to: Option<Many>,
    pub(super) or: IndexMap<Arc<str>, FieldFile>,
    pub(super) of: Vec<Arc<str>>,
    /// Words that lengthen the choice of the kind that is added to.
    #[serde(rename = "of+")]
    pub(super) more: Vec<Arc<str>>,
    pub(super) many: Option<bool>,
    pub(super) required: Option<bool>,
    pub(super) default: Option<serde_json::Value>,
    pub(super) help: Option<Arc<str>>,
    pub(super) example: Option<serde_json::Value>,
    #[serde(rename = "as")]
    pub(super) role: Option<Arc<str>>,
    pub(super) partial: bool,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) fields: IndexMap<Arc<str>, FieldFile>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RolesFile {
    pub(super) when: Option<Many>,
    pub(super) people: Option<Many>,
    pub(super) belongs: Option<Many>,
    pub(super) topics: Option<Many>,
    pub(super) place: Option<Arc<str>>,
    pub(super) online: Option<Arc<str>>,
    pub(super) seeks: Option<Many>,
    pub(super) offers: Option<Many>,
    pub(super) replies: Option<Arc<str>>,
    pub(super) awards: Option<Arc<str>>,
    pub(super) steps: Option<Arc<str>>,
    pub(super) consent: IndexMap<Arc<str>, Arc<str>>,
    pub(super) closes: Option<Many>,
    pub(super) materials: Option<Many>,
    pub(super) origin: Option<Arc<str>>,
    pub(super) image: Option<Arc<str>>,
    pub(super) link: Option<Arc<str>>,
    pub(super) confirmed: Option<Arc<str>>,
    pub(super) confirmed_if: IndexMap<Arc<str>, Vec<Arc<str>>>,
}

/// One rule, under the one key that names it: `one_of: [link, body]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RuleFile {
    pub(super) one_of: Option<Vec<Arc<str>>>,
    pub(super) ordered: Option<(Arc<str>, Arc<str>)>,
    pub(super) acyclic: Option<Arc<str>>,
    pub(super) members: Option<(Arc<str>, Arc<str>)>,
}

impl RuleFile {
    pub(super) fn into_rules(self) -> impl Iterator<Item = Rule> {
        let one_of = self.one_of.map(Rule::OneOf);
        let ordered = self.ordered.map(|(first, second)| Rule::Ordered(first, second));
        let acyclic = self.acyclic.map(Rule::Acyclic);
        let members = self.members.map(|(some, all)| Rule::Members(some, all));
        [one_of, ordered, acyclic, members].into_iter().flatten()
    }
}
