//! JSON Schema of front matter, lists of items, `site.yaml`, `topics.yaml` and kind files. It means the same in the drafts 07 and 2020-12, and names neither:
//! some editors refuse a draft that they do not know.

mod kinds;
mod value;

use serde_json::{Map, Value, json};

use super::{Hub, made};
use crate::kinds::{Field, Fields, Kind};

/// What a schema is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The fields at the top of a file, or all of `site.yaml`.
    Item,
    /// The same for a translation, which takes what it does not say from what it translates.
    Translation,
    /// A file that is a list of items, each with its text as the field `body`.
    List,
}

/// The forms of the schemas of each kind, by what stands behind its name.
const FORMS: [(&str, Form); 3] = [("", Form::Item), (".translation", Form::Translation), (".list", Form::List)];

/// The names of all schemas: `event`, `event.translation`, `event.list`, …, `site`, `topics`, `kinds`.
pub fn schema_names(hub: &Hub<'_>) -> Vec<String> {
    let of_kind = |kind: &std::sync::Arc<Kind>| FORMS.map(|(ending, _)| format!("{}{ending}", kind.name));
    hub.kinds.iter().flat_map(of_kind).chain(["site", "topics", "kinds"].map(str::to_owned)).collect()
}

/// The schema of this name as the text of a JSON file.
pub fn schema(hub: &Hub<'_>, name: &str) -> Option<String> {
    let whole = match name {
        "site" => root(hub, &hub.kinds.site, Form::Item),
        "topics" => root(hub, &hub.kinds.topic, Form::List),
        "kinds" => kinds::schema(hub),
        _ => {
            let (kind, ending) = name.split_once('.').map_or((name, ""), |(kind, _)| (kind, &name[kind.len()..]));
            let (_, form) = FORMS.iter().find(|(known, _)| *known == ending)?;
            root(hub, hub.kinds.get(kind)?, *form)
        }
    };
    let text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    Some(made::sealed(&format!("{text}\n")))
}

fn root(hub: &Hub<'_>, kind: &Kind, form: Form) -> Value {
    let mut schema = json!({
        "$comment": made::mark(),
        "title": &*kind.label.one,
        "description": &*kind.help,
    });
    let mut writer = Writer { hub, groups: Map::new() };
    let mut item = writer.group(&kind.fields, "", form != Form::Translation);
    if form == Form::List {
        let is_content = hub.kinds.get(&kind.name).is_some();
        if let (true, Some(fields)) = (is_content, item.get_mut("properties").and_then(Value::as_object_mut)) {
            fields.insert("body".to_owned(), json!({"type": "string", "description": "The text, in Markdown"}));
        }
        item = json!({"type": ["array", "null"], "items": item});
    }
    if let (Some(schema), Value::Object(item)) = (schema.as_object_mut(), item) {
        schema.extend(item);
        schema.insert("$defs".to_owned(), Value::Object(writer.groups));
    }
    schema
}

/// Writes schemas of fields; groups of fields are written once, and named by their path.
struct Writer<'a> {
    hub: &'a Hub<'a>,
    groups: Map<String, Value>,
}

impl Writer<'_> {
    /// A group of fields: no other ones, and all that are required.
    fn group(&mut self, fields: &Fields, before: &str, complete: bool) -> Value {
        let properties: Map<String, Value> = fields
            .values()
            .map(|field| (field.name.to_string(), self.property(field, &format!("{before}{}", field.name))))
            .collect();
        let required: Vec<&str> =
            fields.values().filter(|f| complete && f.required && f.default.is_none()).map(|f| &*f.name).collect();
        let mut group = json!({"type": "object", "properties": properties, "additionalProperties": false});
        if let (false, Some(group)) = (required.is_empty(), group.as_object_mut()) {
            group.insert("required".to_owned(), json!(required));
        }
        group
    }

    /// Names a group that may be written in several places.
    fn named(&mut self, fields: &Fields, path: &str) -> Value {
        let group = self.group(fields, &format!("{path}."), true);
        self.groups.insert(path.to_owned(), group);
        json!({"$ref": format!("#/$defs/{path}")})
    }

    /// A field: what it takes, and what editors show of it.
    fn property(&mut self, field: &Field, path: &str) -> Value {
        let mut schema = json!({"title": &*field.label, "description": super::hint(field)});
        let Some(keys) = schema.as_object_mut() else { return schema };
        for (key, text) in [("default", field.default.as_deref()), ("examples", Some(&*field.example))] {
            let read = text.filter(|text| !text.is_empty()).and_then(|text| value::read(text, field));
            keys.extend(read.map(|read| (key.to_owned(), if key == "default" { read } else { json!([read]) })));
        }
        if let Value::Object(takes) = self.takes(field, path) {
            keys.extend(takes);
        }
        schema
    }
}
