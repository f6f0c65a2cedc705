//! Persons and organizations that another thing names.

use serde_json::Value;

use super::object::Object;
use super::{Family, Page, full, is_web};
use crate::doc::Guest;
use crate::site::{Item, Site, Target};

impl<'a> Page<'a> {
    /// Everybody in these fields of the people role, once each.
    pub(super) fn people(self, fields: &[&str]) -> Vec<Value> {
        let mut all = Vec::new();
        // Who comes on one date does not come on all.
        let all_dates = |path: &str| !self.item.kind.is_of_one_date(path);
        for participant in self.item.people.iter().filter(|participant| all_dates(&participant.path)) {
            if fields.contains(&relation(&participant.path)) {
                let who = self.who(&participant.who, &participant.path);
                if !all.contains(&who) {
                    all.push(who);
                }
            }
        }
        all
    }

    /// Everybody that a field names.
    pub(super) fn named(self, path: &str) -> Vec<Value> {
        let found = self.item.fields.at(path);
        found.iter().filter_map(|value| value.value.reference()).map(|who| self.who(who, path)).collect()
    }

    /// Somebody that the field at `path` names.
    pub(super) fn who(self, target: &Target, path: &str) -> Value {
        match target {
            Target::Item(id) => short(self.site, self.site.item(*id)).into(),
            Target::Guest(guest) => self.guest(guest, path).into(),
        }
    }

    /// Somebody without a page is what the field is for.
    fn guest(self, guest: &Guest, path: &str) -> Object {
        let ty = self.expected(path).unwrap_or("Person");
        let affiliation = guest.affiliation.as_deref().filter(|_| Family::of(ty) == Family::Person);
        Object::of(ty)
            .with("name", &*guest.name)
            .with("description", guest.headline.as_deref())
            .with("url", guest.link.as_deref().filter(|url| is_web(url)))
            .with("affiliation", Object::of("Organization").with("name", affiliation))
    }

    /// The schema.org type of what a field may name, where it can be a person or an organization.
    fn expected(self, path: &str) -> Option<&'a str> {
        let crate::kinds::Type::Ref { to, .. } = &self.item.kind.field(path)?.ty else { return None };
        let types = to.iter().filter_map(|name| self.site.kinds.get(name)).map(|kind| &*kind.schema_org);
        types.into_iter().find(|ty| matches!(Family::of(ty), Family::Person | Family::Organization))
    }
}

/// An item as others name it.
pub(super) fn short(site: &Site, item: &Item) -> Object {
    Object::of(&item.kind.schema_org).with("name", &*item.title).with("url", full(site, &item.url))
}

/// What a field says of those in it: `speakers` of `sessions.speakers`, `organizers` of `organizers.who`.
fn relation(path: &str) -> &str {
    let path = path.strip_suffix(".who").unwrap_or(path);
    path.rsplit_once('.').map_or(path, |(_, name)| name)
}
