//! E-mail addresses stay out of what is published: whoever has one in a calendar has not agreed to have it on a website.

use super::write::{Fields, Value};
use crate::markdown;

/// What stands in the place of an address.
const INSTEAD: &str = "(e-mail address left out)";

/// The text without addresses; adds to `count` how many there were.
pub(super) fn without(text: &str, count: &mut usize) -> String {
    let (mut out, mut done) = (String::new(), 0);
    for range in markdown::emails(text) {
        out.push_str(text.get(done..range.start).unwrap_or_default());
        out.push_str(INSTEAD);
        done = range.end;
        *count += 1;
    }
    out + &text[done..]
}

/// The same in all fields but the identity, and those that are for addresses which are meant to be public.
pub(super) fn out_of(fields: &mut Fields, count: &mut usize) {
    let kept = ["uid", "email"];
    fields
        .iter_mut()
        .filter(|(name, _)| !kept.contains(&name.as_str()))
        .for_each(|(_, value)| out_of_value(value, count));
}

fn out_of_value(value: &mut Value, count: &mut usize) {
    match value {
        Value::Text(text) => *text = without(text, count),
        Value::List(values) => values.iter_mut().for_each(|value| out_of_value(value, count)),
        Value::Group(fields) | Value::Lines(fields) => out_of(fields, count),
        Value::Yes => {}
    }
}
