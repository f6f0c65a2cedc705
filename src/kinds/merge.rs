//! How kind files add up: a site's file on a built-in one, a kind on the kind that it extends.

use std::sync::Arc;

use indexmap::IndexMap;

use super::file::{FieldFile, FieldKeys, KindFile, Many, RolesFile};

/// A later file for a kind that is there: its fields stand in place of those of the same name, or patch them where they name no type;
/// lists grow; other keys override.
pub(super) fn merge(known: &mut KindFile, more: KindFile) {
    merge_fields(&mut known.fields, more.fields);
    add_roles(&mut known.roles, more.roles);
    known.facets.extend(more.facets);
    known.card.extend(more.card);
    known.rules.extend(more.rules);
    known.label = more.label.or(known.label.take());
    known.help = more.help.or(known.help.take());
    known.intro = more.intro.or(known.intro.take());
    known.folder = more.folder.or(known.folder.take());
    known.path = more.path.or(known.path.take());
    known.extends = more.extends.or(known.extends.take());
    known.guests = more.guests.or(known.guests);
    known.title_from = more.title_from.or(known.title_from.take());
    known.schema_org = more.schema_org.or(known.schema_org.take());
    if !more.sort.is_empty() {
        known.sort = more.sort;
    }
}

/// What a kind says on the kinds that it extends. Its card says what tells its items apart from one another, so that it is not added to
/// theirs.
pub(super) fn extend(known: &mut KindFile, own: KindFile) {
    if !own.card.is_empty() {
        known.card.clear();
    }
    merge(known, own);
}

/// What a kind hands on to those that extend it: all but its names.
pub(super) fn clone_additions(file: &KindFile) -> KindFile {
    KindFile {
        help: file.help.clone(),
        intro: file.intro.clone(),
        title_from: file.title_from.clone(),
        fields: file.fields.clone(),
        roles: file.roles.clone(),
        facets: file.facets.clone(),
        sort: file.sort.clone(),
        card: file.card.clone(),
        rules: file.rules.clone(),
        schema_org: file.schema_org.clone(),
        ..KindFile::default()
    }
}

/// The fields of all kinds come last, except where a kind has its own.
pub(super) fn add_common(whole: &mut KindFile, common: KindFile) {
    for (name, FieldFile(mut field)) in common.fields {
        match whole.fields.get_mut(&name) {
            Some(FieldFile(own)) if own.ty.is_none() => {
                patch(&mut field, std::mem::take(own));
                *own = field;
            }
            Some(_) => {}
            None => {
                whole.fields.insert(name, FieldFile(field));
            }
        }
    }
    let own = std::mem::replace(&mut whole.roles, common.roles);
    add_roles(&mut whole.roles, own);
}

fn merge_fields(known: &mut IndexMap<Arc<str>, FieldFile>, more: IndexMap<Arc<str>, FieldFile>) {
    for (name, FieldFile(mut keys)) in more {
        match known.get_mut(&name) {
            Some(FieldFile(old)) if keys.ty.is_none() => patch(old, keys),
            Some(FieldFile(old)) => {
                // A field that is restated keeps what the program knows of it beyond its type.
                keys.role = keys.role.or(old.role.take());
                keys.label = keys.label.or(old.label.take());
                keys.help = keys.help.or(old.help.take());
                *old = keys;
            }
            None => {
                known.insert(name, FieldFile(keys));
            }
        }
    }
}

fn patch(old: &mut FieldKeys, new: FieldKeys) {
    old.more.extend(new.more);
    merge_fields(&mut old.fields, new.fields);
    merge_fields(&mut old.or, new.or);
    old.to = new.to.or(old.to.take());
    old.many = new.many.or(old.many);
    old.required = new.required.or(old.required);
    old.partial |= new.partial;
    old.min = new.min.or(old.min);
    old.max = new.max.or(old.max);
    old.label = new.label.or(old.label.take());
    old.help = new.help.or(old.help.take());
    old.example = new.example.or(old.example.take());
    old.default = new.default.or(old.default.take());
    old.role = new.role.or(old.role.take());
    if !new.of.is_empty() {
        old.of = new.of;
    }
}

fn add_roles(known: &mut RolesFile, more: RolesFile) {
    let lists = [
        (&mut known.when, more.when),
        (&mut known.people, more.people),
        (&mut known.belongs, more.belongs),
        (&mut known.topics, more.topics),
        (&mut known.seeks, more.seeks),
        (&mut known.offers, more.offers),
        (&mut known.closes, more.closes),
        (&mut known.materials, more.materials),
    ];
    for (old, new) in lists {
        let mut all = old.take().map(Many::into_vec).unwrap_or_default();
        for path in new.map(Many::into_vec).unwrap_or_default() {
            if !all.contains(&path) {
                all.push(path);
            }
        }
        *old = Some(Many::Several(all));
    }
    known.place = more.place.or(known.place.take());
    known.online = more.online.or(known.online.take());
    known.replies = more.replies.or(known.replies.take());
    known.awards = more.awards.or(known.awards.take());
    known.steps = more.steps.or(known.steps.take());
    known.consent.extend(more.consent);
    known.origin = more.origin.or(known.origin.take());
    known.image = more.image.or(known.image.take());
    known.link = more.link.or(known.link.take());
    known.confirmed = more.confirmed.or(known.confirmed.take());
    known.confirmed_if.extend(more.confirmed_if);
}
