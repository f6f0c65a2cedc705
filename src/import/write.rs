//! A Markdown file from fields and text.

use std::fmt::Write as _;

use crate::front::quoted;

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// One value.
    Text(String),
    /// `true`
    Yes,
    /// `[a, b]`
    List(Vec<Value>),
    /// `{a: b}`
    Group(Fields),
    /// A group with a line for each of its fields.
    Lines(Fields),
}

/// Fields in their order. Their names are those of fields, or dates: they need no quotes.
pub(super) type Fields = Vec<(String, Value)>;

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// The text of a file.
pub(super) fn file(fields: &[(String, Value)], body: &str) -> String {
    let mut text = String::from("---\n");
    for (name, value) in fields {
        match value {
            Value::Lines(lines) => {
                text += &format!("{name}:\n");
                lines.iter().for_each(|(key, value)| text += &format!("  {}: {}\n", key, flow(value)));
            }
            _ => text += &format!("{name}: {}\n", flow(value)),
        }
    }
    text += "---\n";
    let body = body.trim_matches('\n').trim_end();
    if !body.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{body}");
    }
    text
}

fn flow(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Yes => "true".to_owned(),
        Value::List(values) => format!("[{}]", values.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Group(fields) | Value::Lines(fields) => {
            let one = |(name, value): &(String, Value)| format!("{name}: {}", flow(value));
            format!("{{{}}}", fields.iter().map(one).collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front;
    use proptest::prelude::*;

    proptest! {
        /// What is written is read back as it was, alone and within a group.
        #[test]
        fn texts_survive(text in "\\PC{0,12}|[a-c:#,\\[\\]{}&*!|>'\"%@` \n-]{0,8}") {
            let group = Value::Group(vec![("a".to_owned(), text.as_str().into())]);
            let fields = [("one".to_owned(), text.as_str().into()), ("two".to_owned(), group)];
            let written = file(&fields, "");
            let split = front::split(&written).unwrap();
            let (node, faults) = front::read(&written[split.front], 0).unwrap();
            prop_assert!(faults.is_empty(), "{}", written);
            prop_assert_eq!(node.get("one").and_then(|one| one.text()), Some(text.as_str()));
            prop_assert_eq!(node.get("two").and_then(|two| two.get("a")?.text()), Some(text.as_str()));
        }
    }
}
