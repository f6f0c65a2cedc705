//! The names in a kind file: where one stands, what was meant by a wrong one, and which of them mean nothing.

use std::sync::Arc;

use super::{Kind, Path, Rule};
use crate::diag::{Fault, Span, nearest};

/// The first place of a whole word in a kind file, comments left out.
pub(super) fn place_of(text: &str, word: &str) -> Option<Span> {
    if word.is_empty() {
        return None;
    }
    let stands = |at: usize| begins(&text[..at]) && ends(&text[at + word.len()..]) && !in_comment(&text[..at]);
    text.match_indices(word).map(|(at, _)| at).find(|at| stands(*at)).map(|at| Span::new(at, at + word.len()))
}

/// Whether a word can begin here; the `-` of an order (`-date`) is not part of it.
fn begins(before: &str) -> bool {
    let bare = before.strip_suffix('-').filter(|rest| !rest.ends_with(in_word)).unwrap_or(before);
    !bare.ends_with(in_word)
}

fn ends(after: &str) -> bool {
    !after.starts_with(in_word)
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

fn in_comment(before: &str) -> bool {
    before.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('#') || line.contains(" #"))
}

/// `: did you mean …?`, or nothing.
pub(super) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map(|near| format!(": did you mean `{near}`?")).unwrap_or_default()
}

/// What the YAML library says about a kind file, in words for an organizer and at the word that is wrong.
pub(super) fn plain(text: &str, fault: Fault) -> Fault {
    let message = fault.message.split(" at line ").next().unwrap_or_default();
    let Some((_, unknown)) = message.split_once("unknown field ") else {
        return Fault { message: message.to_owned(), ..fault };
    };
    let mut words = unknown.split('`').skip(1).step_by(2);
    let wrong = words.next().unwrap_or_default();
    let known: Vec<&str> = words.collect();
    let from = text.floor_char_boundary(fault.span.start as usize);
    let span = place_of(&text[from..], wrong).map_or(fault.span, |span| span.shifted(from));
    let message = format!("the key `{wrong}` is not known here{}", did_you_mean(wrong, known.iter().copied()));
    Fault { message, span, ..fault }.help(format!("the keys are {}", known.join(", ")))
}

/// The fields that roles, facets, order, card, rules and title of a kind name, and that it does not have.
pub(super) fn missing(kind: &Kind) -> Vec<Path> {
    let roles = &kind.roles;
    let single = [
        &roles.place,
        &roles.online,
        &roles.replies,
        &roles.awards,
        &roles.steps,
        &roles.origin,
        &roles.image,
        &roles.link,
        &roles.confirmed,
    ];
    let several = [
        &roles.when,
        &roles.people,
        &roles.belongs,
        &roles.topics,
        &roles.seeks,
        &roles.offers,
        &roles.closes,
        &roles.materials,
        &kind.facets,
        &kind.card,
    ];
    let mut named: Vec<Path> = single.into_iter().flatten().chain(several.into_iter().flatten()).cloned().collect();
    named.extend(roles.confirmed_if.iter().map(|(path, _)| path.clone()));
    named.extend(roles.consent.iter().map(|(list, field)| within(list, field)));
    named.extend(kind.sort.iter().map(|key| key.path.clone()));
    named.extend(kind.rules.iter().flat_map(in_rule));
    named.extend(kind.title_from.iter().flat_map(in_title));
    named.retain(|path| kind.field(path).is_none());
    named.sort_unstable();
    named.dedup();
    named
}

/// A field of the groups in a list: `pairs.show`.
fn within(list: &str, field: &str) -> Path {
    format!("{list}.{field}").into()
}

/// Takes names that mean nothing out of a kind.
pub(super) fn forget(kind: &mut Kind, names: &[Path]) {
    let gone = |path: &Path| names.contains(path);
    let roles = &mut kind.roles;
    let lists = [
        &mut roles.when,
        &mut roles.people,
        &mut roles.belongs,
        &mut roles.topics,
        &mut roles.seeks,
        &mut roles.offers,
        &mut roles.closes,
        &mut roles.materials,
    ];
    for list in lists.into_iter().chain([&mut kind.facets, &mut kind.card]) {
        list.retain(|path| !gone(path));
    }
    let single =
        [&mut roles.place, &mut roles.online, &mut roles.replies, &mut roles.awards, &mut roles.image, &mut roles.link];
    for role in single.into_iter().chain([&mut roles.steps, &mut roles.confirmed, &mut roles.origin]) {
        role.take_if(|path| gone(path));
    }
    roles.confirmed_if.retain(|(path, _)| !gone(path));
    kind.sort.retain(|key| !gone(&key.path));
    kind.rules.retain(|rule| !in_rule(rule).iter().any(gone));
    kind.title_from.retain(|text| !in_title(text).iter().any(gone));
}

/// The fields that a rule names; the text of an item is not one.
fn in_rule(rule: &Rule) -> Vec<Path> {
    let paths = match rule {
        Rule::OneOf(paths) => paths.clone(),
        Rule::Ordered(first, second) | Rule::Members(first, second) => vec![first.clone(), second.clone()],
        Rule::Acyclic(path) => vec![path.clone()],
    };
    paths.into_iter().filter(|path| &**path != "body").collect()
}

/// The fields in `name` or `Thanks to {to}`.
fn in_title(text: &Arc<str>) -> Vec<Path> {
    if !text.contains('{') {
        return vec![text.clone()];
    }
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_no_comments() {
        let text = "# date\nsort: [-date, update.date]\nlist: study-group # up\nup: group";
        let at = |word: &str| place_of(text, word).map(|span| span.start);
        assert_eq!(at("date"), Some(15));
        assert_eq!(at("update.date"), Some(21));
        assert_eq!(at("group"), text.rfind("group").and_then(|n| u32::try_from(n).ok()));
        assert_eq!(at("up"), text.rfind("up:").and_then(|n| u32::try_from(n).ok()));
        assert_eq!((at("study"), at("")), (None, None));
    }

    #[test]
    fn titles_name_fields() {
        assert_eq!(in_title(&"Thanks to {to} for {about}".into()), ["to".into(), "about".into()] as [Path; 2]);
        assert_eq!(in_title(&"name".into()), ["name".into()] as [Path; 1]);
    }
}
