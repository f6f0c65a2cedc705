//! Texts as YAML: with quotes where they would mean something else without them.

use super::{Yaml, read};

/// A text as YAML, in quotes unless it means the same without them, in a list too.
pub fn quoted(text: &str) -> String {
    let same = match read(&format!("[{text}]"), 0) {
        Ok((node, faults)) => match node.entries() {
            [entry] => {
                faults.is_empty() && matches!(&entry.value, Yaml::Scalar { text: read, plain: true } if **read == *text)
            }
            _ => false,
        },
        Err(_) => false,
    };
    if same { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
