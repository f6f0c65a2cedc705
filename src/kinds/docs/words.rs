//! Types, roles and rules of a kind in plain words.

use super::super::{Field, Kind, Path, Rule, Shape, Type};

/// What a field takes.
pub(super) fn takes(field: &Field) -> String {
    let one = match field.ty {
        Type::Map { shape: Some(shape @ Shape::Change), .. } => {
            let link = format!("[a changed date](#{})", anchor(shape_title(shape)));
            return format!("dates, and behind each {link}, such as `{}`", field.example);
        }
        Type::Free if !field.example.is_empty() => format!("free form, such as `{}`", field.example),
        _ => one(&field.ty),
    };
    match (&field.ty, field.many) {
        (Type::Choice { of }, true) => format!("one or more of {}", code_list(of)),
        (_, true) => format!("one or more: {one}"),
        (_, false) => one,
    }
}

fn one(ty: &Type) -> String {
    match ty {
        Type::Number { min, max } => number(*min, *max),
        Type::Choice { of } => format!("one of {}", code_list(of)),
        Type::Ref { to, or, guest } if or.is_empty() => reference(to, *guest),
        Type::Ref { to, guest, .. } => format!("{}, or a group of fields", reference(to, *guest)),
        Type::Map { shape: Some(shape), .. } => {
            format!("[{}](#{})", shape_title(*shape).to_lowercase(), anchor(shape_title(*shape)))
        }
        other => fixed(other).to_owned(),
    }
}

fn fixed(ty: &Type) -> &'static str {
    match ty {
        Type::Markdown => "text with Markdown",
        Type::Bool => "`true` or `false`",
        Type::Money => "a price: `free`, `10 EUR`",
        Type::Date { partial: false } => "a day: `2026-12-01`",
        Type::Date { partial: true } => "a year, a month or a day: `2026`, `2026-12`, `2026-12-01`",
        Type::Moment => "a day, or a day and a time: `2026-12-01T18:30`",
        Type::Duration => "a length of time: `45m`, `1h30m`, `3d`",
        Type::Timezone => "a time zone: `Europe/Lisbon`",
        Type::Language => "a language code: `en`, `pt-BR`",
        Type::Url => "a web address",
        Type::Email => "an e-mail address",
        Type::Color => "a color: `#1f6f78`",
        Type::Slug => "a short name of small letters, digits and hyphens",
        Type::Topic => "a word of [topics.yaml](#topicsyaml)",
        Type::Availability => "days and hours: `Mon-Thu 18:00-21:00`",
        Type::Free => "free form",
        Type::Map { .. } => "a group of fields",
        _ => "text",
    }
}

fn number(min: Option<f64>, max: Option<f64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("a number from {min} to {max}"),
        (Some(min), None) => format!("a number, {min} or more"),
        (None, Some(max)) => format!("a number, {max} or less"),
        (None, None) => "a number".to_owned(),
    }
}

fn reference(to: &[Path], guest: bool) -> String {
    if to.is_empty() {
        return "an item of any kind, as `folder/name`".to_owned();
    }
    let guest = guest.then(|| "a guest".to_owned());
    list(to.iter().map(|kind| with_article(kind)).chain(guest), "or")
}

fn with_article(kind: &str) -> String {
    match kind.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => format!("an {kind}"),
        false => format!("a {kind}"),
    }
}

/// The heading of the section about a group of fields.
pub(super) fn shape_title(shape: Shape) -> &'static str {
    match shape {
        Shape::Image => "A picture",
        Shape::Place => "A place",
        Shape::Online => "A way into a call",
        Shape::Schedule => "A schedule",
        Shape::Change => "A changed date",
    }
}

/// What the section about a group of fields says first.
pub(super) fn shape_help(shape: Shape) -> &'static str {
    match shape {
        Shape::Image => "A picture and what it shows.",
        Shape::Place => "Where people meet.",
        Shape::Online => "How people get into a call.",
        Shape::Schedule => "When something takes place, once or again and again. An event has these fields at its top.",
        Shape::Change => {
            "What is different on one date of a series. What is not said stays as on all dates. The dates can also make a list, \
             each entry with its `date`."
        }
    }
}

/// The name of the type of a group of fields.
pub(super) fn shape_name(shape: Shape) -> &'static str {
    match shape {
        Shape::Image => "image",
        Shape::Place => "place",
        Shape::Online => "online",
        Shape::Schedule => "schedule",
        Shape::Change => "change",
    }
}

/// Where a heading is found in its page, as forges make it.
pub(super) fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

const REPLY: &str = "People can reply: each reply stands below the text, under a heading such as `## @ana-silva 2026-11-02 21:05 {#r1}`. \
     `{#r2 to=r1}` answers the reply `r1`, and `{#r1 .accepted}` marks the one that settled it.";

/// What a kind can and must, in sentences.
pub(super) fn facts(kind: &Kind) -> Vec<String> {
    let roles = &kind.roles;
    let mut facts: Vec<String> = kind.rules.iter().map(rule).collect();
    if !roles.when.is_empty() {
        facts.push(format!("It is in the calendar, by {}.", paths(&roles.when)));
    }
    facts.extend(
        some(&roles.belongs)
            .map(|belongs| format!("Its dates are also in the calendar files of the items in {belongs}.")),
    );
    if !roles.people.is_empty() {
        facts.push(format!("It is on the page of everybody who is named in {}.", list(people(kind), "or")));
    }
    facts.extend(roles.replies.as_ref().map(|_| REPLY.to_owned()));
    facts.extend(some(&roles.seeks).map(|seeks| format!("What is looked for stands in {seeks}.")));
    facts.extend(some(&roles.offers).map(|offers| format!("What is offered stands in {offers}.")));
    facts.extend(some(&roles.closes).map(|closes| format!("Lists hide it after {closes}.")));
    let stale =
        |path: &Path| format!("When `{path}` is long ago, the check says so (`review` in [site.yaml](#siteyaml)).");
    facts.extend(roles.confirmed.as_ref().map(stale));
    let consent = |(list, field): &(Path, Path)| {
        format!("Of `{list}` only those are shown, and named on any other page, where `{field}` is `true`.")
    };
    facts.extend(roles.consent.iter().map(consent));
    facts.extend(some(&kind.facets).map(|facets| format!("Its list can be narrowed by {facets}.")));
    facts
}

fn rule(rule: &Rule) -> String {
    let word = |path: &Path| match &**path {
        "body" => "a text below the fields".to_owned(),
        path => format!("`{path}`"),
    };
    match rule {
        Rule::OneOf(all) => format!("It needs {}.", list(all.iter().map(word), "or")),
        Rule::Ordered(first, second) => format!("`{second}` is not before `{first}`."),
        Rule::Acyclic(path) => format!("Following `{path}` from one to the next must not lead back."),
        Rule::Members(some, all) => format!("Everybody in `{some}` is also in `{all}`."),
    }
}

/// The fields that name people, those within a reference left out: they say the same.
fn people(kind: &Kind) -> Vec<String> {
    let within =
        |path: &Path| path.rsplit_once('.').is_some_and(|(group, _)| kind.roles.people.iter().any(|p| &**p == group));
    let named = kind.roles.people.iter().filter(|path| !within(path));
    named.map(|path| format!("`{path}` ({})", kind.field(path).map_or("", |field| &field.role))).collect()
}

fn some(all: &[Path]) -> Option<String> {
    (!all.is_empty()).then(|| paths(all))
}

fn paths(all: &[Path]) -> String {
    list(all.iter().map(|path| format!("`{path}`")), "and")
}

fn code_list(all: &[Path]) -> String {
    all.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// `a, b or c`.
fn list(all: impl IntoIterator<Item = String>, last: &str) -> String {
    let mut all: Vec<String> = all.into_iter().collect();
    match (all.pop(), all.is_empty()) {
        (None, _) => String::new(),
        (Some(only), true) => only,
        (Some(end), false) => format!("{} {last} {end}", all.join(", ")),
    }
}
