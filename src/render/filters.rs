//! What templates can do beside Tera's own filters: five pure helpers. None can reach the site.
#![allow(clippy::needless_pass_by_value, reason = "Tera hands its arguments over")]

use tera::{Kwargs, State, Tera, TeraResult, Value};

/// How many letters fit beside a label.
const SHORT: usize = 90;

/// Makes them known; templates that use others fail when they are read.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("fill", fill);
    tera.register_filter("field", field);
    tera.register_filter("link", link);
    tera.register_filter("urlencode", urlencode);
    tera.register_test("long", |value: &Value, _: Kwargs, _: &State<'_>| is_long(value));
}

/// `{{ t.reply_to | fill(name=reply.author.name) }}`: puts values into the gaps of a word.
fn fill(word: &str, gaps: Kwargs, _: &State<'_>) -> String {
    gaps.iter().fold(word.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), &value.to_string()))
}

/// `{{ view.data.registration | field(name="url") }}`: the value of a field in a group, or none.
fn field(group: &Value, which: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let name: &str = which.must_get("name")?;
    Ok(named(group, name).cloned().unwrap_or_else(Value::none))
}

fn named<'a>(group: &'a Value, name: &str) -> Option<&'a Value> {
    let fields = group.get_from_path("fields").and_then(Value::as_array).unwrap_or_default();
    let has_name = |field: &&Value| field.get_from_path("name").and_then(Value::as_str) == Some(name);
    fields.iter().find(has_name)?.get_from_path("value")
}

/// `{{ view.data.online | link }}`: the address of a link, or of the field `url` of a group; none if there is neither.
fn link(value: &Value, _: Kwargs, _: &State<'_>) -> Value {
    let of_group = || named(value, "url").and_then(|url| url.get_from_path("url"));
    value.get_from_path("url").or_else(of_group).cloned().unwrap_or_else(Value::none)
}

/// For an address inside an address.
fn urlencode(text: &str, _: Kwargs, _: &State<'_>) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// `{% if field.value is long %}`: whether a shown value needs the width of the page rather than a place beside its label.
fn is_long(value: &Value) -> bool {
    match text(value, "type") {
        "html" | "group" | "image" => true,
        "text" | "link" => text(value, "text").chars().count() > SHORT,
        "free" => value.get_from_path("value").is_some_and(|v| v.is_map() || v.is_array()),
        "list" => value.get_from_path("items").and_then(Value::as_array).is_some_and(many_are_long),
        _ => false,
    }
}

/// One item is a link; several are cards.
fn many_are_long(items: &[Value]) -> bool {
    items.iter().any(is_long) || items.len() > 1 && items.iter().any(|one| text(one, "type") == "item")
}

fn text<'a>(value: &'a Value, name: &'a str) -> &'a str {
    value.get_from_path(name).and_then(Value::as_str).unwrap_or_default()
}
