//! The built-in kinds are those of the content model, and a site's files add to them.

mod kinds {
    pub(crate) mod table;
}

use std::collections::BTreeSet;

use kinds::table::{COMMON, KINDS, SHAPES, SITE, TOPIC};
use lyceum::diag::Diagnostic;
use lyceum::front;
use lyceum::kinds::{Field, Kind, Kinds, Rule, Type, docs};
use lyceum::source::Source;

fn built_in() -> Kinds {
    let (kinds, found) = Kinds::new(std::iter::empty());
    assert_eq!(found, []);
    kinds
}

/// The kinds of a site with these files in `kinds/`.
fn site(files: &[(&str, &str)]) -> (Kinds, Vec<Diagnostic>) {
    let sources: Vec<Source> =
        files.iter().map(|(name, text)| Source::new(&format!("kinds/{name}"), text.as_bytes())).collect();
    Kinds::new(sources.iter())
}

/// `path`, `path*` if required, `path=a/b` with its choices.
fn stated(path: &str, field: &Field) -> String {
    let choices = match &field.ty {
        Type::Choice { of } => format!("={}", of.join("/")),
        _ => String::new(),
    };
    format!("{path}{}{choices}", if field.required { "*" } else { "" })
}

/// The fields of a kind as the tables state them: shapes are one field, common fields count where a kind restates them.
fn fields(kind: &Kind, base: &Kind) -> BTreeSet<String> {
    let inherited = |field: &Field| {
        base.fields.get(&field.name).is_some_and(|b| b.help == field.help && b.required == field.required)
    };
    let paths = kind.paths();
    let shaped: Vec<String> = paths
        .iter()
        .filter(|(_, f)| matches!(f.ty, Type::Map { shape: Some(_), .. }))
        .map(|(p, _)| format!("{p}."))
        .collect();
    let own = paths.iter().filter(|(path, _)| {
        let top = path.split('.').next().unwrap_or_default();
        !shaped.iter().any(|s| path.starts_with(s.as_str())) && !kind.fields.get(top).is_some_and(inherited)
    });
    own.map(|(path, field)| stated(path, field)).collect()
}

fn words(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_built_in_kinds_are_those_of_the_content_model() {
    let kinds = built_in();
    for (name, folder, expected) in KINDS {
        let kind = kinds.get(name).unwrap_or_else(|| panic!("no kind {name}"));
        assert_eq!(&*kind.folder, *folder, "{name}");
        let base = kind.lineage.get(1).map_or(&kinds.common, |parent| kinds.get(parent).unwrap());
        assert_eq!(fields(kind, base), words(expected), "{name}");
        for common in kinds.common.fields.keys() {
            assert!(kind.fields.contains_key(common), "{name} has no {common}");
        }
    }
    assert_eq!(kinds.iter().count(), KINDS.len());
}

#[test]
fn common_fields_shapes_settings_and_topics_are_those_of_the_content_model() {
    let kinds = built_in();
    let none = Kind { fields: lyceum::kinds::Fields::new(), ..(*kinds.common).clone() };
    assert_eq!(fields(&kinds.common, &none), words(COMMON));
    assert_eq!(fields(&kinds.site, &none), words(SITE));
    assert_eq!(fields(&kinds.topic, &none), words(TOPIC));
    for (kind, path, expected) in SHAPES {
        let shape = kinds.get(kind).unwrap().field(path).unwrap();
        let shape = Kind { fields: shape.ty.fields().unwrap().clone(), ..none.clone() };
        assert_eq!(fields(&shape, &none), words(expected), "{path}");
    }
}

#[test]
fn every_field_explains_itself() {
    let kinds = built_in();
    for kind in kinds.iter().chain([&kinds.site, &kinds.topic, &kinds.common]) {
        assert!(!kind.help.is_empty() || kind.name == kinds.common.name, "{}", kind.name);
        for (path, field) in kind.paths() {
            assert!(!field.help.is_empty() && !field.help.ends_with('.'), "{}.{path}: {}", kind.name, field.help);
            let group = field.ty.fields().is_some() || &*path == "extra";
            assert!(group || !field.example.is_empty(), "{}.{path} has no example", kind.name);
        }
    }
}

#[test]
fn every_field_that_names_a_person_is_a_role() {
    for kind in built_in().iter() {
        for (path, field) in kind.paths() {
            let person = matches!(&field.ty, Type::Ref { to, .. } if to.iter().any(|kind| &**kind == "person"));
            assert_eq!(person, kind.roles.people.contains(&path), "{}.{path}", kind.name);
            assert!(!person || !field.many || field.role != field.label, "{}.{path}: {}", kind.name, field.role);
        }
    }
}

#[test]
fn an_event_repeats_as_a_schedule_does() {
    let kinds = built_in();
    let (event, group) = (kinds.get("event").unwrap(), kinds.get("group").unwrap());
    for name in
        ["end", "duration", "timezone", "repeat", "rrule", "skip", "also", "change", "place", "online", "resources"]
    {
        let meets = group.field(&format!("meets.{name}")).unwrap();
        let of = |field: &Field| format!("{} {:?}", field.many, std::mem::discriminant(&field.ty));
        assert_eq!(of(&event.fields[name]), of(meets), "{name}");
    }
    let inner = |kind: &Kind, path: &str| {
        kind.field(path).unwrap().ty.fields().unwrap().values().map(|f| stated(&f.name, f)).collect::<Vec<_>>()
    };
    assert_eq!(inner(event, "repeat"), inner(group, "meets.repeat"));
}

#[test]
fn a_mentor_is_a_person() {
    let kinds = built_in();
    let mentor = kinds.get("mentor").unwrap();
    assert!(mentor.is("person") && mentor.family() == "person");
    assert!(mentor.fields["mentoring"].required && !kinds.get("person").unwrap().fields["mentoring"].required);
    assert_eq!(mentor.roles.confirmed.as_deref(), Some("mentoring.confirmed"));
    assert_eq!(mentor.roles.offers, ["can".into()]);
    assert_eq!(mentor.title_from, ["name".into()]);
}

#[test]
fn roles_and_rules_are_as_the_kinds_say() {
    let kinds = built_in();
    let get = |name: &str| kinds.get(name).unwrap();
    let when: Vec<_> =
        kinds.iter().filter(|k| !k.roles.when.is_empty()).map(|k| format!("{}.{}", k.name, k.roles.when[0])).collect();
    assert_eq!(when, ["event.start", "group.meets", "cohort.milestones.date"]);
    assert_eq!(
        get("resource").rules,
        [Rule::OneOf(vec!["link".into(), "body".into()]), Rule::Acyclic("prerequisites".into())]
    );
    assert_eq!(get("thanks").rules, [Rule::OneOf(vec!["body".into()])]);
    assert_eq!(get("cohort").rules.len(), 3);
    assert_eq!((&*get("page").path, &*get("person").path, &*get("news").label.many), ("", "people", "News"));
    assert!(kinds.iter().all(|kind| kind.roles.topics.contains(&"topics".into()) && kind.roles.image.is_some()));
}

#[test]
fn a_site_adds_to_a_built_in_kind() {
    let text = "label: {one: Gathering, many: Gatherings}\nfields:\n  type: {of+: [jam]}\n  cook: {type: ref, to: person}\n  \
                summary: {required: true}\n  audience: markdown\nroles: {people: cook}\nfacets: [audience]\n";
    let (kinds, found) = site(&[("event.yaml", text)]);
    assert_eq!(found, []);
    let event = kinds.get("event").unwrap();
    assert_eq!(
        (&*event.label.one, &*event.folder, event.fields.get_index_of("type")),
        ("Gathering", "events", built_in().get("event").unwrap().fields.get_index_of("type"))
    );
    assert!(
        matches!(&event.fields["type"].ty, Type::Choice { of } if of.first().is_some_and(|w| &**w == "meetup") && of.last().is_some_and(|w| &**w == "jam"))
    );
    assert!(event.fields["summary"].required && event.fields["summary"].help.starts_with("One or two"));
    assert!(matches!(event.fields["audience"].ty, Type::Markdown));
    assert_eq!((&*event.fields["audience"].help, &*event.fields["audience"].label), ("Whom it is for", "For whom"));
    assert_eq!(event.roles.people.first().map(|p| &**p), Some("speakers"));
    assert_eq!(
        (event.roles.people.last().map(|p| &**p), event.facets.last().map(|p| &**p)),
        (Some("cook"), Some("audience"))
    );
    assert_ne!(event.digest, built_in().get("event").unwrap().digest);
}

#[test]
fn a_site_says_what_may_differ_on_single_dates() {
    let text = "fields:\n  warmth: {type: choice, of: [stove, none], required: true, default: none}\n  change: {of+: [warmth]}\n";
    let (kinds, found) = site(&[("event.yaml", text)]);
    assert_eq!(found, []);
    let warmth = kinds.get("event").unwrap().field("change.warmth").unwrap();
    assert!(matches!(&warmth.ty, Type::Choice { of } if of.len() == 2), "{warmth:?}");
    // What a date does not say stays as on all dates, so nothing must be said and nothing is assumed.
    assert!(!warmth.required && warmth.default.is_none());
    assert!(kinds.get("event").unwrap().is_of_one_date("change.place.name"));
    assert!(kinds.get("group").unwrap().is_of_one_date("meets.change.speakers"));
    assert!(!kinds.get("group").unwrap().is_of_one_date("meets.place.name"));

    let (kinds, found) = site(&[("event.yaml", "fields:\n  change: {of+: [warmht, place]}\n")]);
    assert_eq!(
        found.iter().map(|d| &*d.message).collect::<Vec<_>>(),
        ["`change` names a field `warmht`, which is not there"]
    );
    assert!(kinds.get("event").unwrap().field("change.place").is_some());
}

#[test]
fn a_site_relaxes_and_narrows_fields() {
    let text = "fields:\n  start: {required: false}\n  capacity: {max: 40}\n  sessions: {fields: {start: {required: true}}}\n  \
                resources: {or: {kind: {of+: [zine]}}}\n  group: {to: [group, project]}\n";
    let (kinds, found) = site(&[("event.yaml", text)]);
    assert_eq!(found, []);
    let event = kinds.get("event").unwrap();
    assert!(!event.fields["start"].required && event.field("sessions.start").unwrap().required);
    assert!(matches!(event.fields["capacity"].ty, Type::Number { min: Some(0.0), max: Some(40.0) }));
    assert!(matches!(&event.field("resources.kind").unwrap().ty, Type::Choice { of } if of.len() == 6));
    assert!(matches!(&event.fields["group"].ty, Type::Ref { to, .. } if to.len() == 2));
}

#[test]
fn a_restated_field_may_lose_what_only_the_program_named() {
    let (kinds, found) = site(&[("group.yaml", "fields:\n  organizers: {type: ref, to: person, many: true}\n")]);
    assert_eq!(found, []);
    let people = &kinds.get("group").unwrap().roles.people;
    assert!(people.contains(&"organizers".into()) && !people.contains(&"organizers.who".into()));
}

#[test]
fn a_site_has_kinds_of_its_own() {
    let text = "extends: resource\nfields:\n  cook: {type: ref, to: person, required: true}\nroles: {people: cook}\nfacets: [cook]\n";
    let (kinds, found) = site(&[("recipe.yaml", text), ("tool.yaml", "fields: {keeper: text}\n")]);
    assert_eq!(found, []);
    let recipe = kinds.get("recipe").unwrap();
    assert!(recipe.is("resource") && recipe.family() == "resource" && recipe.fields.contains_key("link"));
    assert_eq!(
        (&*recipe.folder, &*recipe.path, &*recipe.label.one, &*recipe.label.many),
        ("recipes", "recipes", "Recipe", "Recipes")
    );
    assert_eq!(recipe.roles.people.last().map(|p| &**p), Some("cook"));
    assert_eq!(recipe.rules, kinds.get("resource").unwrap().rules);
    let tool = kinds.in_folder("tools").unwrap();
    assert_eq!((tool.schema_org.as_ref(), tool.roles.topics.len()), ("Thing", 1));
    assert!(tool.fields.contains_key("unpublish"));
}

/// The one problem of a kind file: its line, the marked word, and its message.
fn problem(name: &str, text: &str) -> (usize, String, String) {
    let (_, found) = site(&[(name, text)]);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    let one = &found[0];
    assert_eq!((one.code.id, &*one.path), ("E090", &*format!("kinds/{name}")));
    let line = text[..one.span.range().start].matches('\n').count() + 1;
    (line, text[one.span.range()].to_owned(), one.message.clone())
}

#[test]
fn wrong_names_are_found_at_their_line() {
    let cases: &[(&str, &str, usize, &str, &str)] = &[
        ("tool.yaml", "# a txet\nfields:\n  a: txet\n", 3, "txet", "did you mean `text`?"),
        ("tool.yaml", "fields:\n  a: {type: ref, to: persn}\n", 2, "persn", "did you mean `person`?"),
        ("tool.yaml", "fields:\n  a: {tpye: text}\n", 2, "tpye", "did you mean `type`?"),
        ("tool.yaml", "lable: {one: x, many: y}\n", 1, "lable", "did you mean `label`?"),
        ("tool.yaml", "extends: resurce\n", 1, "resurce", "did you mean `resource`?"),
        ("tool.yaml", "folder: x\nextends: tool\n", 2, "tool", "in a ring"),
        ("tool.yaml", "folder: resources\n", 1, "resources", "already that of the kind `resource`"),
        ("tool.yaml", "fields: {keeper: text}\n\nfacets: [keper]\n", 3, "keper", "did you mean `keeper`?"),
        ("tool.yaml", "sort: [-datum]\n", 1, "datum", "did you mean `date`?"),
        ("tool.yaml", "rules:\n  - one_of: [link, body]\n", 2, "link", "is not there"),
        ("tool.yaml", "title_from: [\"About {sumary}\"]\n", 1, "sumary", "did you mean `summary`?"),
        (
            "event.yaml",
            "facets: [type]\nroles:\n  people: [sessions.speaker]\n",
            3,
            "sessions.speaker",
            "`sessions.speakers`?",
        ),
        ("person.yaml", "fields:\n  x: {type: ref, to: grup}\n", 2, "grup", "did you mean `group`?"),
        ("person.yaml", "roles: {seeks: sekking}\n", 1, "sekking", "did you mean `seeking`?"),
        ("event.yaml", "fields:\n  audience: {of+: [x]}\n", 2, "audience", "`type: choice`, not with `type: text`"),
        ("event.yaml", "fields:\n  cook: text\n  cook: url\n", 3, "cook", "a second time"),
        ("tool.yaml", "help: ééé\nfields:\n  ö: {tpye: text}\n", 3, "tpye", "did you mean `type`?"),
        ("event.yaml", "fields:\n  cook: [a]\n", 2, "", "a field type such as `text`"),
        ("event.yaml", "fields:\n\tcook: text\n", 2, "\t", "a tab"),
    ];
    for (name, text, line, word, message) in cases {
        let (at, marked, said) = problem(name, text);
        assert_eq!((at, &*marked), (*line, *word), "{text}: {said}");
        assert!(said.contains(message), "{text}: {said}");
    }
}

#[test]
fn a_file_that_cannot_be_used_costs_only_itself() {
    let (kinds, found) =
        site(&[("event.yaml", "fields: [\n"), ("recipe.yaml", "x: y\n"), ("tool.yaml", "fields: {a: text}\n")]);
    assert_eq!(found.len(), 2);
    assert!(kinds.get("event").is_some() && kinds.get("recipe").is_none() && kinds.get("tool").is_some());
}

#[test]
fn the_examples_of_the_reference_can_be_read() {
    let text = docs::markdown(&built_in());
    let items: Vec<&str> = text.split("```markdown\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(items.len(), KINDS.len());
    for (item, kind) in items.iter().zip(built_in().iter()) {
        let split = front::split(item).unwrap();
        let (node, twice) = front::read(&item[split.front], 0).unwrap();
        assert_eq!(twice, []);
        let missing = kind.fields.values().find(|field| field.required && node.get(&field.name).is_none());
        assert!(missing.is_none(), "{item}");
        assert!(node.fields().iter().all(|(key, _)| kind.fields.contains_key(&key.name)), "{item}");
    }
}

/// Renew with `LYCEUM_BLESS=1 cargo test --test kinds`.
#[test]
#[allow(clippy::disallowed_methods)]
fn the_reference_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/kinds.md");
    let now = docs::markdown(&built_in());
    if std::env::var("LYCEUM_BLESS").is_ok() {
        std::fs::write(path, &now).unwrap();
    }
    let checked_in = std::fs::read_to_string(path).unwrap_or_default();
    let renew = "run `lyceum kinds > docs/kinds.md` (or `LYCEUM_BLESS=1 cargo test --test kinds`)";
    assert!(now == checked_in, "docs/kinds.md is stale: {renew}");
}
