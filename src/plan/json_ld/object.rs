//! JSON objects whose properties keep their order and are there only if they say something.

use serde_json::{Map, Value};

/// An object under construction.
#[derive(Debug, Default)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    /// One of a schema.org type.
    pub(super) fn of(ty: &str) -> Self {
        Self::default().with("@type", ty)
    }

    /// Adds a property; of a list with one entry the entry, of nothing nothing.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = match value.into() {
            Value::Array(mut all) if all.len() == 1 => all.remove(0),
            value => value,
        };
        if !is_empty(&value) {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    /// Adds a property that is always a list.
    #[must_use]
    pub(super) fn with_list(mut self, name: &str, values: Vec<Value>) -> Self {
        if !values.is_empty() {
            self.0.insert(name.to_owned(), Value::Array(values));
        }
        self
    }

    /// Adds all properties of another object.
    #[must_use]
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        // A type alone says nothing.
        Value::Object(all) => all.keys().all(|name| name == "@type"),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

impl From<Map<String, Value>> for Object {
    fn from(properties: Map<String, Value>) -> Self {
        Self(properties)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}
