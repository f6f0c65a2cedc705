//! What the value of a field is, as JSON Schema: what the reader of items takes, as an editor's reader of YAML sees it.

use serde_json::{Value, json};

use super::super::{PRICE, REFERENCE, SLUG, pattern};
use super::Writer;
use crate::front;
use crate::kinds::{Field, Fields, Shape, Type};

impl Writer<'_> {
    /// One value, or also a list of such; nothing at all where a field is not required.
    pub(super) fn takes(&mut self, field: &Field, path: &str) -> Value {
        let one = self.one(&field.ty, path);
        let takes = match &field.ty {
            Type::Map { shape: Some(Shape::Change), fields } => self.changes(&one, fields, path),
            Type::Money => json!({"anyOf": [one.clone(), {"type": "array", "items": or_nothing(one)}]}),
            _ if field.many => {
                let mut several = json!({"type": "array", "items": or_nothing(one.clone())});
                if field.required {
                    several["contains"] = json!({"not": {"enum": [null, ""]}});
                }
                json!({"anyOf": [one, several]})
            }
            _ => one,
        };
        match &field.ty {
            Type::Map { fields, .. } if field.required => json!({"allOf": [takes, {"not": hollow(fields)}]}),
            _ if field.required => something(takes),
            Type::Map { fields, .. } => or_nothing(json!({"anyOf": [takes, hollow(fields)]})),
            _ => or_nothing(takes),
        }
    }

    fn one(&mut self, ty: &Type, path: &str) -> Value {
        if let Some(words) = self.hub.words(ty) {
            return json!({"enum": words.iter().flat_map(|word| as_seen(word)).collect::<Vec<_>>()});
        }
        match ty {
            Type::Bool => json!({"enum": [true, false, "true", "false"]}),
            Type::Number { min, max } => number(*min, *max),
            Type::Money => json!({"anyOf": [{"type": "string", "pattern": PRICE}, self.offer()]}),
            Type::Ref { or, guest, .. } => self.reference(or, *guest, path),
            Type::Free => json!({}),
            Type::Map { fields, .. } => self.named(fields, path),
            Type::Text | Type::Markdown | Type::Topic | Type::Choice { .. } | Type::Availability => text(),
            // A year without a month is a number.
            Type::Date { partial: true } => json!({"type": ["string", "integer"], "pattern": pattern(ty)}),
            Type::Slug => short(SLUG),
            other => json!({"type": "string", "pattern": pattern(other)}),
        }
    }

    fn offer(&mut self) -> Value {
        let of = |ty: &Type| json!({"type": "string", "pattern": pattern(ty)});
        json!({
            "type": "object",
            "properties": {
                "name": or_nothing(text()),
                "price": {"type": "string", "pattern": PRICE},
                "until": or_nothing(of(&Type::Moment)),
                "url": or_nothing(of(&Type::Url)),
            },
            "required": ["price"],
            "additionalProperties": false,
        })
    }

    fn reference(&mut self, or: &Fields, guest: bool, path: &str) -> Value {
        let name = match guest {
            true => something(text()),
            false => short(REFERENCE),
        };
        let mut all = vec![name];
        if !or.is_empty() {
            all.push(self.named(or, path));
        }
        if guest {
            all.push(json!({
                "type": "object",
                "properties": {
                    "name": something(text()),
                    "link": or_nothing(json!({"type": "string", "pattern": pattern(&Type::Url)})),
                    "affiliation": or_nothing(text()),
                    "headline": or_nothing(text()),
                },
                "required": ["name"],
                "additionalProperties": false,
            }));
        }
        if all.len() == 1 { all.remove(0) } else { json!({"anyOf": all}) }
    }

    /// Dates with what is different on each, or a list of that.
    fn changes(&mut self, one: &Value, fields: &Fields, path: &str) -> Value {
        let mut undated = fields.clone();
        undated.shift_remove("date");
        let undated = self.named(&undated, &format!("{path}.on"));
        let dates = json!({
            "type": "object",
            "patternProperties": {pattern(&Type::Moment).unwrap_or_default(): undated},
            "additionalProperties": false,
        });
        json!({"anyOf": [dates, {"type": "array", "items": or_nothing(one.clone())}, one]})
    }
}

/// Whatever is written on one line is a text to the reader, also where YAML sees a number.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

/// A short name, which YAML may see as a number or as true.
fn short(form: &str) -> Value {
    json!({"type": ["string", "integer", "boolean"], "pattern": form, "minimum": 0})
}

fn number(min: Option<f64>, max: Option<f64>) -> Value {
    // In quotes it is a number too.
    let mut schema = json!({"type": ["number", "string"], "pattern": r"^-?\d+(\.\d+)?$"});
    for (key, bound) in [("minimum", min), ("maximum", max)] {
        if let (Some(bound), Some(keys)) = (bound, schema.as_object_mut()) {
            keys.insert(key.to_owned(), json!(bound));
        }
    }
    schema
}

/// A field that was left empty is as good as none, and so is one with nothing between its quotes.
fn or_nothing(mut schema: Value) -> Value {
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.extend([Value::Null, "".into()]);
    } else if schema == text() {
        schema = json!({"type": ["string", "number", "boolean", "null"]});
    } else if schema != json!({}) {
        schema = json!({"anyOf": [schema, {"enum": [null, ""]}]});
    }
    schema
}

/// A group in which every field was left empty is as good as none, too.
fn hollow(fields: &Fields) -> Value {
    let names: Vec<&str> = fields.keys().map(|name| &**name).collect();
    json!({"type": "object", "propertyNames": {"enum": names}, "additionalProperties": {"enum": [null, "", [], {}]}})
}

/// A field that is required holds something.
fn something(mut schema: Value) -> Value {
    if schema == text() {
        schema["minLength"] = json!(1);
    }
    schema
}

/// A word of a list as it is written, and as a reader of YAML sees it where that is something else.
fn as_seen(word: &str) -> Vec<Value> {
    let seen = serde_json::from_str::<Value>(word).ok().filter(|seen| seen.is_number() || seen.is_boolean());
    std::iter::once(Value::from(word)).chain(seen).collect()
}

/// A default or an example of a kind file as a value.
pub(super) fn read(text: &str, field: &Field) -> Option<Value> {
    let is_text = matches!(field.ty, Type::Text | Type::Markdown) && !field.many;
    match is_text {
        true => Some(text.into()),
        false => front::read(text, 0).ok().map(|(node, _)| node.to_json()),
    }
}
