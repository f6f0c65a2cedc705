//! The steps of an item, and when its facts were last looked at.

use std::collections::BTreeSet;

use super::Outline;
use super::facets::{free, slug};
use super::speech::Speech;
use crate::doc::Map;
use crate::kinds::{Fields, Type};
use crate::site::{Item, Target};
use crate::view::{CheckedView, FieldView, Mark, Shown, StepView, Text};

/// The fields of a step that stand in a place of their own.
const TITLE: &str = "title";
const TEXT: &str = "text";
const ID: &str = "id";

impl Outline {
    /// The steps, by the role of that name.
    pub(super) fn steps(&self, item: &Item, speech: &Speech) -> Vec<StepView> {
        let Some(path) = &item.kind.roles.steps else { return Vec::new() };
        let Some(fields) = item.kind.field(path).and_then(|field| field.ty.fields()) else { return Vec::new() };
        let mut taken = BTreeSet::new();
        let maps = item.fields.at(path).into_iter().filter_map(|found| found.value.map());
        maps.map(|map| self.step(item, map, fields, &mut taken, speech)).collect()
    }

    fn step(
        &self,
        item: &Item,
        map: &Map<Target>,
        fields: &Fields,
        taken: &mut BTreeSet<Text>,
        speech: &Speech,
    ) -> StepView {
        let word = |name: &str| map.get(name).and_then(|found| found.value.text()).unwrap_or_default();
        let views = self.field_views(item, map, fields, speech);
        let is_mark = |view: &FieldView| fields.get(&view.name).is_some_and(|field| is_short(&field.ty));
        let is_placed = |view: &FieldView| matches!(&*view.name, TITLE | ID) || text(view).is_some();
        StepView {
            id: anchor(word(ID), word(TITLE), taken),
            title: word(TITLE).into(),
            marks: views.iter().filter(|view| is_mark(view)).filter_map(mark).collect(),
            text: views.iter().find_map(text).unwrap_or_default(),
            fields: views.into_iter().filter(|view| !is_mark(view) && !is_placed(view)).collect(),
        }
    }

    /// When the facts of an item were last looked at, by the role `confirmed`. `confirmed.<field>` are the words for it, and
    /// `stale.<field>` those for when that is too long ago.
    pub(super) fn checked(&self, item: &Item, speech: &Speech) -> Option<CheckedView> {
        let path = item.kind.roles.confirmed.as_ref()?;
        let when = item.when(path)?;
        let stale = self.site.is_stale(item);
        let field = path.rsplit('.').next().unwrap_or(path);
        let key = |word: &str| format!("{}.{word}", if stale { "stale" } else { "confirmed" });
        let (own, general) = (key(field), key("other"));
        let word = if speech.word(&own) == own { speech.word(&general) } else { speech.word(&own) };
        let text = word.replace("{month}", &speech.locale.month_year(when.date())).into();
        let label = speech.label(&item.kind.field(path)?.label);
        Some(CheckedView { name: path.clone(), label, date: speech.day(&when), text, stale })
    }
}

/// What to do, where it is formatted.
fn text(view: &FieldView) -> Option<Text> {
    match &view.value {
        Shown::Html { html } if &*view.name == TEXT => Some(html.clone()),
        _ => None,
    }
}

/// What a step says in a word: its sort, its length, that it can be left out.
fn is_short(ty: &Type) -> bool {
    matches!(ty, Type::Choice { .. } | Type::Duration | Type::Bool)
}

fn mark(view: &FieldView) -> Option<Mark> {
    let (value, text) = match &view.value {
        Shown::Choice { value, text } => (value.clone(), text.clone()),
        Shown::Text { text } => (text.clone(), text.clone()),
        Shown::Bool { value: true, .. } => ("true".into(), view.label.clone()),
        _ => return None,
    };
    Some(Mark { name: view.name.clone(), value, text })
}

/// The anchor of a step: its `id`, else its title; a number behind the second one of a name.
fn anchor(id: &str, title: &str, taken: &mut BTreeSet<Text>) -> Text {
    let own = if id.is_empty() { slug(title).unwrap_or_else(|| "step".into()) } else { id.into() };
    free(format!("step-{own}").into(), taken)
}
