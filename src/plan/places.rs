//! Where something takes place: in a room, in a call, or both.

use std::sync::Arc;

use crate::calendar::{Conference, Geo};
use crate::doc::{Map, Value};
use crate::kinds::{Path, Shape};
use crate::site::{Item, Target, Timed};

/// Where a time of an item takes place.
pub(super) struct Places<'a> {
    /// The fields of the place.
    pub(super) place: Option<&'a Map<Target>>,
    /// The fields of the way into the call.
    pub(super) call: Option<&'a Map<Target>>,
}

/// The group of fields in which a time of an item stands: a part of the item's fields, or all of them.
pub(super) fn group<'a>(item: &'a Item, timed: &Timed) -> &'a Map<Target> {
    let within = |(path, at): &(Path, usize)| item.fields.at(path).get(*at)?.value.map();
    timed.within.as_ref().and_then(within).unwrap_or(&item.fields)
}

impl<'a> Places<'a> {
    /// The places of the time itself, else those of the item.
    pub(super) fn of(item: &'a Item, timed: &Timed) -> Self {
        let own = group(item, timed);
        let within = |shape: Shape| {
            let (path, _) = timed.within.as_ref()?;
            let fields = item.kind.field(path)?.ty.fields()?;
            let name = fields.iter().find(|(_, field)| field.ty.has_shape(shape)).map(|(name, _)| name)?;
            own.first(name)?.value.map()
        };
        let (place, call) = (within(Shape::Place), within(Shape::Online));
        // A time with a place of its own does not also take place at that of the item.
        let of_item = Self::of_item(item);
        if place.is_some() || call.is_some() { Self { place, call } } else { of_item }
    }

    /// The places of an item.
    pub(super) fn of_item(item: &'a Item) -> Self {
        let map = |path: &Option<Arc<str>>| item.fields.first(path.as_deref()?)?.value.map();
        Self { place: map(&item.kind.roles.place), call: map(&item.kind.roles.online) }
    }

    /// The address of the call, unless only those learn it who register.
    pub(super) fn online(&self) -> Option<Arc<str>> {
        let call = self.call?;
        let hidden = call.first("after_registration").is_some_and(|found| found.value == Value::Bool(true));
        call.first("url").filter(|_| !hidden).and_then(|found| found.value.text()).map(Arc::from)
    }

    /// The way into the call, unless only those learn it who register.
    pub(super) fn conference(&self) -> Option<Conference> {
        let label = self.call?.first("label").and_then(|found| found.value.text()).unwrap_or_default();
        Some(Conference { url: self.online()?, label: label.into() })
    }

    /// The place in a line; of a call its address.
    pub(super) fn location(&self) -> String {
        let Some(place) = self.place else { return self.online().as_deref().unwrap_or_default().to_owned() };
        let text = |path: &str| place.first(path).and_then(|found| found.value.text()).unwrap_or_default();
        let city = format!("{} {}", text("address.postcode"), text("address.city"));
        let parts = [text("name"), text("room"), text("address.street"), city.trim()];
        let all = parts.into_iter().chain([text("address.region"), text("address.country")]);
        all.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The point on the map.
    pub(super) fn geo(&self) -> Option<Geo> {
        let number = |name: &str| self.place?.first(name)?.value.text().map(Arc::from);
        Some(Geo { lat: number("lat")?, lon: number("lon")? })
    }
}
