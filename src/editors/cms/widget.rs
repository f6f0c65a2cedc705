//! What a field looks like in a content management system: its widget.

use serde_json::{Value, json};

use super::super::{Hub, PRICE, REFERENCE, hint, pattern};
use super::{System, add, object};
use crate::front;
use crate::kinds::{Field, Fields, Kind, Rule, Shape, Type};
use crate::new::BODY;

/// What widgets are made for.
pub(super) struct Form<'a> {
    pub(super) hub: &'a Hub<'a>,
    pub(super) system: System,
}

impl Form<'_> {
    /// Whether items are translated in the same form. Decap names the files of the main language in another way than a hub does.
    pub(super) fn is_translated(&self) -> bool {
        self.system == System::Sveltia && self.hub.config.languages.len() > 1
    }

    /// The widgets of a kind: what every kind has comes last, the text before it.
    pub(super) fn fields_with_body(&self, kind: &Kind) -> Vec<Value> {
        let common = &self.hub.kinds.common.fields;
        let is_own =
            |field: &Field| field.required || common.get(&field.name).is_none_or(|shared| shared.help != field.help);
        let (own, shared): (Fields, Fields) =
            kind.fields.iter().map(|(n, f)| (n.clone(), f.clone())).partition(|(_, field)| is_own(field));
        let mut all = self.fields(&own, true);
        all.push(self.body(kind));
        all.extend(self.fields(&shared, true));
        all
    }

    /// The text below the fields.
    fn body(&self, kind: &Kind) -> Value {
        let required =
            kind.rules.iter().any(|rule| matches!(rule, Rule::OneOf(all) if all.len() == 1 && &*all[0] == BODY));
        let mut body = json!({"label": "Text", "name": BODY, "widget": "markdown", "required": required});
        self.translated(&mut body, required);
        body
    }

    /// A field that translations have too, in which nothing is required.
    fn translated(&self, widget: &mut Value, required: bool) {
        if self.is_translated() {
            let required = if required { json!([self.hub.config.language]) } else { json!(false) };
            add(widget, json!({"i18n": true, "required": required}));
        }
    }

    /// The widgets at the top of a file.
    pub(super) fn fields(&self, fields: &Fields, is_item: bool) -> Vec<Value> {
        let widget = |field: &Field| {
            let mut widget = self.widget(field, field.required)?;
            let default = field.default.as_deref().and_then(|text| default(text, &field.ty));
            add(&mut widget, object([("default", default)]));
            if is_item && matches!(field.ty, Type::Text | Type::Markdown) {
                self.translated(&mut widget, field.required);
            }
            Some(widget)
        };
        fields.values().filter_map(widget).collect()
    }

    /// A field; none for what no widget can show whole: free forms, and groups by date.
    fn widget(&self, field: &Field, required: bool) -> Option<Value> {
        // Some programs write such a name without quotes, and read it as true.
        if front::quoted(&field.name) != *field.name {
            return None;
        }
        let widget = if field.many { self.several(field)? } else { self.one(&field.ty, required)? };
        let mut all = json!({"label": &*field.label, "name": &*field.name});
        add(&mut all, widget);
        add(&mut all, json!({"required": required, "hint": self.hint(field)}));
        Some(all)
    }

    fn hint(&self, field: &Field) -> String {
        match &field.ty {
            Type::Ref { or, guest: true, .. } if or.is_empty() && self.target(&field.ty).is_none() => {
                format!("{}; the name of a file, or of a guest", hint(field))
            }
            _ => hint(field),
        }
    }

    fn several(&self, field: &Field) -> Option<Value> {
        let mut one = self.one(&field.ty, true)?;
        let chosen = matches!(one.get("widget").and_then(Value::as_str), Some("select" | "relation"));
        if chosen {
            add(&mut one, json!({"multiple": true}));
            return Some(one);
        }
        let mut list = json!({"widget": "list"});
        match one.get_mut("fields") {
            Some(fields) => add(&mut list, json!({"fields": fields.take(), "collapsed": true})),
            None => {
                add(&mut one, json!({"label": &*field.label, "name": &*field.name, "required": true}));
                add(&mut list, json!({"field": one}));
            }
        }
        Some(list)
    }

    /// A widget without what all have. In a group that may be left out, nothing is required: systems ask for it even if it is left out.
    fn one(&self, ty: &Type, required: bool) -> Option<Value> {
        if let Some(words) = self.hub.words(ty) {
            return Some(json!({"widget": "select", "options": words}));
        }
        Some(match ty {
            Type::Free | Type::Map { shape: Some(Shape::Change), .. } => return None,
            Type::Markdown => json!({"widget": "markdown"}),
            Type::Bool => json!({"widget": "boolean"}),
            Type::Number { min, max } => {
                let bounds = [("min", min.map(Value::from)), ("max", max.map(Value::from))];
                object(
                    [("widget", Some("number".into())), ("value_type", Some("float".into()))].into_iter().chain(bounds),
                )
            }
            Type::Date { partial: false } => json!({
                "widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": false,
            }),
            Type::Moment => json!({
                "widget": "datetime", "format": "YYYY-MM-DDTHH:mm", "date_format": "YYYY-MM-DD", "time_format": "HH:mm",
            }),
            Type::Ref { .. } => self.reference(ty),
            Type::Map { shape, fields } => self.group(*shape, fields, required)?,
            Type::Money => patterned(PRICE, "a price"),
            other => pattern(other).map_or_else(|| json!({"widget": "string"}), |form| patterned(form, words(other))),
        })
    }

    fn group(&self, shape: Option<Shape>, fields: &Fields, required: bool) -> Option<Value> {
        let widget = |field: &Field| {
            let mut widget = self.widget(field, required && field.required)?;
            if (shape, &*field.name) == (Some(Shape::Image), "src") {
                add(&mut widget, json!({"widget": "image"}));
            }
            Some(widget)
        };
        let fields: Vec<Value> = fields.values().filter_map(widget).collect();
        (!fields.is_empty()).then(|| json!({"widget": "object", "collapsed": true, "fields": fields}))
    }

    /// The items of a kind to choose from, or a text where they are of several kinds.
    fn reference(&self, ty: &Type) -> Value {
        let Some(kind) = self.target(ty) else {
            let guest = matches!(ty, Type::Ref { guest: true, .. });
            return if guest { json!({"widget": "string"}) } else { patterned(REFERENCE, "the name of a file") };
        };
        let title = kind.title_field();
        json!({
            "widget": "relation",
            "collection": &*kind.name,
            "value_field": "{{slug}}",
            "search_fields": [title],
            "display_fields": [title],
        })
    }

    /// The kind of which every item is that a reference may name. A widget looks into one folder only.
    fn target(&self, ty: &Type) -> Option<&Kind> {
        let Type::Ref { to, .. } = ty else { return None };
        let mut all = self.hub.kinds.iter().filter(|kind| to.iter().any(|name| kind.is(name)));
        all.next().filter(|_| all.next().is_none()).map(|kind| &**kind)
    }
}

fn patterned(form: &str, what: &str) -> Value {
    json!({"widget": "string", "pattern": [form, format!("This is not {what}")]})
}

/// What a pattern stands for.
fn words(ty: &Type) -> &'static str {
    match ty {
        Type::Date { .. } => "a year, a month as 2026-12, or a day as 2026-12-01",
        Type::Duration => "a length of time such as 45m, 1h30m or 3d",
        Type::Timezone => "a time zone such as Europe/Lisbon",
        Type::Language => "a language code such as en or pt-BR",
        Type::Url => "a web address that begins with https://",
        Type::Email => "an e-mail address",
        Type::Color => "a color such as #1f6f78",
        _ => "a short name of small letters, digits and hyphens",
    }
}

/// The value of a new item that does not say; a day is never one.
fn default(text: &str, ty: &Type) -> Option<Value> {
    match ty {
        Type::Bool | Type::Number { .. } => serde_json::from_str(text).ok(),
        Type::Date { .. } | Type::Moment => None,
        _ => Some(text.into()),
    }
}
