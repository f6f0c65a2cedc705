//! What differs on one date of a series: the entries of `change`.

use crate::diag::{Fault, Wrong, codes, nearest};
use crate::front::{Node, Yaml};
use crate::time::{Change, Ending, Length, When};

/// What may stand there: fields of the event, and a note.
const FIELDS: &[&str] =
    &["start", "end", "duration", "title", "status", "place", "online", "speakers", "resources", "note"];

/// Reads an entry. Only its times matter to the schedule; the other fields are shown with the date.
pub(super) fn read(node: &Node, wrongs: &mut Vec<Fault>) -> Change {
    check(node, wrongs);
    let when = |name: &str, wrongs: &mut Vec<Fault>| {
        parsed(node, name, wrongs, |text| When::parse(text).map(|parsed| parsed.when))
    };
    let start = when("start", wrongs);
    let end = when("end", wrongs).map(Ending::At);
    let length = parsed(node, "duration", wrongs, Length::parse).map(Ending::After);
    if let (Some(_), Some(_), Some(second)) = (end, length, node.get("duration")) {
        let fault = Fault::new(&codes::END_AND_DURATION, second.span, "both `end` and `duration` are given");
        wrongs.push(fault.help("keep one of the two"));
    }
    let status = node.get("status").and_then(Node::text);
    Change { start, end: end.or(length), cancelled: status == Some("cancelled") }
}

fn check(node: &Node, wrongs: &mut Vec<Fault>) {
    let Yaml::Map(fields) = &node.value else {
        let message = format!("here stands {}, not what is different on this date", node.shape());
        let text = node.text().unwrap_or("…");
        let field =
            if nearest(text, ["cancelled"]).is_some() { "status: cancelled".into() } else { format!("note: {text}") };
        wrongs.push(Fault::new(&codes::NOT_FIELDS, node.span, message).help(format!("write `{{{field}}}`")));
        return;
    };
    for (key, _) in fields.iter().filter(|(key, _)| !FIELDS.contains(&&*key.name)) {
        let fault = Fault::new(&codes::UNKNOWN_FIELD, key.span, format!("a changed date has no field `{}`", key.name));
        wrongs.push(match nearest(&key.name, FIELDS.iter().copied()) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help(format!("it has {}", FIELDS.join(", "))),
        });
    }
    if let Some(status) = node.get("status")
        && let Some(text) = status.text().filter(|text| nearest(text, ["cancelled"]).is_some() && *text != "cancelled")
    {
        let fault = Fault::new(&codes::UNKNOWN_CHOICE, status.span, format!("`{text}` is not a status"));
        wrongs.push(fault.help("did you mean `cancelled`?"));
    }
}

fn parsed<T>(node: &Node, name: &str, wrongs: &mut Vec<Fault>, parse: impl Fn(&str) -> Result<T, Wrong>) -> Option<T> {
    let value = node.get(name)?;
    match parse(value.text().unwrap_or_default()) {
        Ok(read) => Some(read),
        Err(wrong) => {
            let wrong = Wrong { message: format!("`{name}`: {}", wrong.message), ..wrong };
            wrongs.push(wrong.at(value.span));
            None
        }
    }
}
