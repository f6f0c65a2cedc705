//! JSON Schema of a kind file. What it says of the keys stands in `kinds.json`; the names of the kinds come from the site.

use serde_json::{Value, json};

use super::super::{Hub, made};

/// Keys of a field that go with some types only, and these.
const WITH: [(&str, &[&str]); 8] = [
    ("of", &["choice", "changes"]),
    ("of+", &["choice", "changes"]),
    ("to", &["ref"]),
    ("or", &["ref"]),
    ("fields", &["map", "image", "place", "online", "schedule", "changes"]),
    ("min", &["number"]),
    ("max", &["number"]),
    ("partial", &["date"]),
];

/// The whole schema.
pub(super) fn schema(hub: &Hub<'_>) -> Value {
    let mut schema: Value = serde_json::from_str(include_str!("kinds.json")).unwrap_or_default();
    let names: Vec<&str> = hub.kinds.iter().map(|kind| &*kind.name).collect();
    let any = names.iter().copied().chain(["any"]).collect::<Vec<_>>();
    let filled = [
        ("/properties/extends/enum", json!(names)),
        ("/$defs/kind/enum", json!(any)),
        ("/$defs/field/anyOf/1/allOf", WITH.iter().map(|(key, types)| with(key, types)).collect()),
    ];
    for (place, value) in filled {
        if let Some(there) = schema.pointer_mut(place) {
            *there = value;
        }
    }
    schema["$comment"] = made::mark().into();
    schema
}

/// A key that is there needs one of these types, if the type is there too: without one the field may be another one's.
fn with(key: &str, types: &[&str]) -> Value {
    let both = json!({"properties": {key: true, "type": true}, "required": [key, "type"]});
    json!({"if": both, "then": {"properties": {"type": {"enum": types}}}})
}
