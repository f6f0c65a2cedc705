//! Where something takes place: `Place`, `VirtualLocation`, and the mode that follows.

use serde_json::{Number, Value};

use super::object::Object;
use crate::doc::Map;
use crate::plan::places::Places;
use crate::site::Target;

/// The mode and the locations of an event. What has moved into a call is no longer in its place.
pub(super) fn locations(places: &Places<'_>, moved_online: bool) -> Object {
    let place = places.place.filter(|_| !moved_online);
    let mode = match (place.is_some(), places.call.is_some() || moved_online) {
        (true, true) => Some("https://schema.org/MixedEventAttendanceMode"),
        (true, false) => Some("https://schema.org/OfflineEventAttendanceMode"),
        (false, true) => Some("https://schema.org/OnlineEventAttendanceMode"),
        (false, false) => None,
    };
    let all: Vec<Value> = place.map(|fields| location(fields).into()).into_iter().chain(call(places)).collect();
    Object::default().with("eventAttendanceMode", mode).with("location", all)
}

/// A room with its address.
pub(super) fn location(fields: &Map<Target>) -> Object {
    let text = |path: &str| fields.first(path).and_then(|found| found.value.text());
    let address = Object::of("PostalAddress")
        .with("streetAddress", text("address.street"))
        .with("addressLocality", text("address.city"))
        .with("addressRegion", text("address.region"))
        .with("postalCode", text("address.postcode"))
        .with("addressCountry", text("address.country"));
    let degrees = |name: &str| text(name).and_then(|degrees| degrees.parse().ok()).and_then(Number::from_f64);
    let geo = degrees("lat")
        .zip(degrees("lon"))
        .map(|(lat, lon)| Value::from(Object::of("GeoCoordinates").with("latitude", lat).with("longitude", lon)));
    let place = Object::of("Place").with("name", text("name")).with("description", text("room"));
    place.with("address", address).with("geo", geo)
}

/// The call, unless only those learn its address who register.
fn call(places: &Places<'_>) -> Option<Value> {
    let url = places.online()?;
    let label = places.call?.first("label").and_then(|found| found.value.text());
    Some(Object::of("VirtualLocation").with("name", label).with("url", &*url).into())
}
