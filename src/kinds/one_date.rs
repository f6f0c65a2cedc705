//! A kind as it is on one date of a series: the fields that the date has, and the roles among them.

use std::sync::Arc;

use super::{Field, Fields, Kind, Path, Roles, Shape};

impl Kind {
    /// The kind of one date. The schedule stands in the group of fields `within`, or among the fields of the kind itself.
    pub fn on_one_date(&self, within: Option<&str>) -> Self {
        let group = within.and_then(|path| self.field(path)?.ty.fields());
        let mut fields = group.unwrap_or(&self.fields).clone();
        let changes = fields.values().find(|field| field.ty.has_shape(Shape::Change)).cloned();
        let own = changes.as_ref().and_then(|field| field.ty.fields()).into_iter().flatten();
        add(&mut fields, own.map(|(name, field)| (name.clone(), field.clone())));
        let places = [&self.roles.place, &self.roles.online].into_iter().flatten();
        add(&mut fields, places.filter_map(|path| Some((path.clone(), self.field(path)?.clone()))));
        let changes = changes.map(|field| field.name).unwrap_or_default();
        let prefix = within.map_or_else(|| format!("{changes}."), |path| format!("{path}.{changes}."));
        // A meeting of a group takes place; the group does not.
        let schema_org = if within.is_some() { "Event".into() } else { self.schema_org.clone() };
        Self { fields, roles: self.roles_of_date(&prefix, within.is_none()), schema_org, ..self.clone() }
    }

    /// The roles of the fields behind `prefix`, as fields of their own, and those of the item where it is one with its schedule.
    fn roles_of_date(&self, prefix: &str, with_item: bool) -> Roles {
        let of_date = |paths: &[Path]| -> Vec<Path> {
            let kept = paths.iter().filter(|path| with_item && !self.is_of_one_date(path)).cloned();
            let own = paths.iter().filter_map(|path| path.strip_prefix(prefix)).map(Path::from);
            kept.chain(own).collect::<indexmap::IndexSet<_>>().into_iter().collect()
        };
        Roles {
            when: vec!["start".into()],
            people: of_date(&self.roles.people),
            materials: of_date(&self.roles.materials),
            ..self.roles.clone()
        }
    }
}

fn add(fields: &mut Fields, more: impl Iterator<Item = (Arc<str>, Field)>) {
    for (name, field) in more {
        fields.entry(name).or_insert(field);
    }
}
