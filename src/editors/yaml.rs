//! Values as YAML that every reader takes for the same values, whichever version of YAML it knows.

use serde_json::Value;

use super::made;
use crate::front;

/// A whole file with the mark of what made it.
pub(super) fn file(value: &Value) -> String {
    made::sealed(&format!("# {}\n{}\n", made::mark(), lines(value).join("\n")))
}

fn lines(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            fields.iter().flat_map(|(key, value)| named(&text(key), value)).collect()
        }
        Value::Array(entries) if !entries.is_empty() => entries.iter().flat_map(entry).collect(),
        other => vec![flow(other)],
    }
}

fn named(key: &str, value: &Value) -> Vec<String> {
    if is_short(value) {
        return vec![format!("{key}: {}", flow(value))];
    }
    let inner = lines(value).into_iter().map(|line| format!("  {line}"));
    std::iter::once(format!("{key}:")).chain(inner).collect()
}

fn entry(value: &Value) -> Vec<String> {
    lines(value).iter().enumerate().map(|(at, line)| format!("{}{line}", if at == 0 { "- " } else { "  " })).collect()
}

/// Whether a value stands on the line of its key: what is no group, and lists without groups in them.
fn is_short(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.is_empty(),
        Value::Array(entries) => !entries.iter().any(|entry| entry.is_object() || entry.is_array()),
        _ => true,
    }
}

fn flow(value: &Value) -> String {
    match value {
        Value::String(word) => text(word),
        Value::Array(entries) => format!("[{}]", entries.iter().map(flow).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

/// Bare only if it begins with a letter: what begins with a digit may be a number or a date.
fn text(word: &str) -> String {
    let quoted = front::quoted(word);
    match quoted == word && !word.starts_with(char::is_alphabetic) {
        true => format!("\"{word}\""),
        false => quoted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_read_back() {
        let value = json!({
            "a": [1, "1", "on", true, "2026-12-01", "a: b"],
            "groups": [{"x": "two\nlines", "y": {}}, {"x": [], "y": {"z": [["nested"], {"k": -0.5}]}}],
            "on": "~",
        });
        assert_eq!(front::data::<Value>(&file(&value)).unwrap(), value);
    }
}
