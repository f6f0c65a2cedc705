//! What is different on single dates: `change`, where each date is a key, becomes a list of groups of fields.

use super::Reader;
use crate::diag::{Fault, codes, nearest};
use crate::front::{Key, Node, Yaml};
use crate::time::When;

/// The field that says which date a group is about.
const DATE: &str = "date";

impl Reader<'_> {
    /// The same with the dates inside: `{2026-12-22: {note: …}}` becomes `[{date: 2026-12-22, note: …}]`, which may be written too.
    pub(super) fn by_date(&mut self, node: &Node) -> Node {
        let keyed = matches!(node.value, Yaml::Map(_)) && node.get(DATE).is_none();
        if !keyed {
            return node.clone();
        }
        let entries = node.fields().iter().filter_map(|(key, value)| self.dated(key, value)).collect();
        Node { value: Yaml::List(entries), span: node.span }
    }

    fn dated(&mut self, key: &Key, value: &Node) -> Option<Node> {
        let Yaml::Map(fields) = &value.value else {
            self.faults.push(no_fields(value));
            return None;
        };
        if let Err(wrong) = When::parse(&key.name) {
            self.faults.push(wrong.at(key.span));
            return None;
        }
        let date = (Key { name: DATE.into(), span: key.span }, Node::scalar(&key.name, key.span));
        let fields = std::iter::once(date).chain(fields.iter().cloned()).collect();
        Some(Node { value: Yaml::Map(fields), span: value.span })
    }
}

/// A word or a line in place of fields is the status, or else a note.
fn no_fields(value: &Node) -> Fault {
    let text = value.text().unwrap_or("…");
    let meant = nearest(text, ["cancelled", "postponed", "tentative"]);
    let field = meant.map_or_else(|| format!("note: {text}"), |status| format!("status: {status}"));
    let message = format!("here stands {}, not what is different on this date", value.shape());
    Fault::new(&codes::NOT_FIELDS, value.span, message).help(format!("write `{{{field}}}`"))
}
