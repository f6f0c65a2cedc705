//! What is shown only if those agreed whom it is about: groups of fields by the role `consent`, such as the pairs of a cohort.

use crate::diag::Spanned;
use crate::doc::{Entry, Map, Reference, Value};
use crate::kinds::Kind;

/// The fields that pages may show, and the groups that they may not.
pub(super) fn part(kind: &Kind, fields: &Map<Reference>) -> (Map<Reference>, Map<Reference>) {
    let mut withheld = Vec::new();
    let shown =
        fields.iter().filter_map(|entry| match kind.roles.consent.iter().find(|(list, _)| *list == entry.name) {
            Some((_, field)) => {
                let (agreed, others) = split(entry, field);
                withheld.push(others);
                agreed
            }
            None => Some(entry.clone()),
        });
    (shown.collect::<Map<Reference>>(), withheld.into_iter().collect())
}

/// The groups of a list in which a field is `true`, without that field, and the other ones.
fn split(entry: &Entry<Reference>, field: &str) -> (Option<Entry<Reference>>, Entry<Reference>) {
    let agrees = |one: &&Spanned<Value<Reference>>| {
        let said = one.value.map().and_then(|map| map.get(field));
        said.is_some_and(|said| said.value == Value::Bool(true))
    };
    let (agreed, others): (Vec<_>, Vec<_>) = entry.value.value.singles(&entry.value).iter().partition(agrees);
    let list = |values: Vec<Spanned<Value<Reference>>>| Entry {
        value: Spanned { value: Value::List(values), ..entry.value.clone() },
        ..entry.clone()
    };
    let agreed: Vec<_> = agreed.into_iter().map(|one| without(one, field)).collect();
    ((!agreed.is_empty()).then(|| list(agreed)), list(others.into_iter().cloned().collect()))
}

/// That they agreed need not be told.
fn without(one: &Spanned<Value<Reference>>, field: &str) -> Spanned<Value<Reference>> {
    let Some(map) = one.value.map() else { return one.clone() };
    Spanned { value: Value::Map(map.iter().filter(|entry| &*entry.name != field).cloned().collect()), ..one.clone() }
}
