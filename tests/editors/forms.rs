//! Forms of issues: the service takes them, and what is filled in becomes a file.

use std::collections::BTreeSet;

use lyceum::editors::{answers, issue_form};
use lyceum::front;
use lyceum::kinds::Kind;
use lyceum::source::Tree;
use serde_json::Value;
use tempfile::TempDir;

use super::Known;
use super::program::{lyceum, run, write};

const SITE: &str = "title: Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\n";

fn forms() -> Vec<(String, Value)> {
    let known = Known::of(&Tree::default());
    let form =
        |kind: &std::sync::Arc<Kind>| (kind.name.to_string(), front::data(&issue_form(&known.hub(), kind)).unwrap());
    known.kinds.iter().map(form).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn keys<'a>(value: &'a Value, allowed: &[&str]) -> BTreeSet<&'a str> {
    let keys: BTreeSet<&str> = value.as_object().unwrap().keys().map(|key| &**key).collect();
    assert!(keys.iter().all(|key| allowed.contains(key)), "{keys:?}");
    keys
}

/// What the documentation of the service asks of a form.
#[test]
fn forms_are_as_the_service_wants_them() {
    let mut names = BTreeSet::new();
    for (kind, form) in forms() {
        assert!(keys(&form, &["name", "description", "title", "body"]).len() == 4, "{kind}");
        assert!(names.insert(text(&form["name"]).to_owned()) && !text(&form["description"]).is_empty(), "{kind}");
        let (mut ids, mut labels) = (BTreeSet::new(), BTreeSet::new());
        for element in form["body"].as_array().unwrap() {
            keys(element, &["type", "id", "attributes", "validations"]);
            let attributes = &element["attributes"];
            let allowed: &[&str] = match text(&element["type"]) {
                "markdown" => {
                    assert!(element.get("id").is_none() && element.get("validations").is_none());
                    assert!(!text(&attributes["value"]).is_empty());
                    keys(attributes, &["value"]);
                    continue;
                }
                "dropdown" => {
                    let options: Vec<&str> = attributes["options"].as_array().unwrap().iter().map(text).collect();
                    let distinct: BTreeSet<String> = options.iter().map(|option| option.to_lowercase()).collect();
                    assert!(
                        !options.is_empty() && distinct.len() == options.len() && !distinct.contains("none"),
                        "{options:?}"
                    );
                    &["label", "description", "options", "multiple"]
                }
                "input" => &["label", "description", "placeholder"],
                "textarea" => &["label", "description", "placeholder"],
                other => panic!("{other}"),
            };
            keys(attributes, allowed);
            let id = text(&element["id"]);
            assert!(
                id.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)) && ids.insert(id),
                "{kind}: {id}"
            );
            assert!(labels.insert(text(&attributes["label"])), "{kind}: {attributes}");
            assert!(element["validations"]["required"].is_boolean());
        }
        assert!(ids.len() > 1 && ids.contains("body"), "{kind}");
    }
    assert!(names.len() > 10);
}

/// The text of an issue in which somebody has filled in a form: with the placeholders, or the first of the words.
fn filled(form: &Value, all: bool) -> String {
    let answer = |element: &Value| {
        let attributes = &element["attributes"];
        let wanted = all || element["validations"]["required"] == true || element["id"] == "body";
        let value = match (&attributes["options"], &attributes["placeholder"]) {
            _ if !wanted => "_No response_".to_owned(),
            (Value::Array(options), _) => text(&options[0]).to_owned(),
            (_, Value::String(example)) => example.clone(),
            _ => "A text.\n\n### Title\n\nAnother title".to_owned(),
        };
        format!("### {}\n\n{value}", text(&attributes["label"]))
    };
    let asked = form["body"].as_array().unwrap().iter().filter(|element| element["type"] != "markdown");
    asked.map(answer).collect::<Vec<_>>().join("\n\n")
}

/// What is required, filled in, becomes a file that a build takes; guests stand where examples name persons.
#[test]
fn a_filled_form_becomes_a_file() {
    for (kind, form) in forms() {
        for all in [false, true] {
            let site = TempDir::new().unwrap();
            write(site.path(), "site.yaml", SITE);
            // No item is there that an example could name.
            let issue = filled(&form, all).replace("jo-doe", "Jo Doe").replace("ana-silva", "Ana Silva");
            write(site.path(), "issue.txt", &issue);
            let ran = new(&site, &kind, &["--from-issue", site.path().join("issue.txt").to_str().unwrap()]);
            let path = ran.out.trim();
            match ran.err.contains("E060") || ran.err.contains("E061") {
                // Only what an example names is missing.
                true => assert!(
                    ran.err.matches("error[").count() == ran.err.matches("error[E06").count(),
                    "{kind}: {}",
                    ran.err
                ),
                false => {
                    assert_eq!((ran.status, path.is_empty()), (0, false), "{kind} {all}: {}\n{issue}", ran.err);
                    let written = std::fs::read_to_string(path).unwrap();
                    assert!(written.ends_with("A text.\n\n### Title\n\nAnother title\n"), "{written}");
                }
            }
        }
    }
}

fn new(site: &TempDir, kind: &str, more: &[&str]) -> super::program::Ran {
    let root = site.path().to_str().unwrap();
    run(&mut lyceum(&[&["new", "--root", root, "--now", "2026-11-22", kind], more].concat()))
}

fn event(title: &str, start: &str, rest: &str) -> String {
    format!("### Title\n\n{title}\n\n### Start\n\n{start}\n\n{rest}")
}

/// An issue is text that anybody may have written.
#[test]
fn no_issue_does_harm() {
    let site = TempDir::new().unwrap();
    write(site.path(), "site.yaml", SITE);
    write(site.path(), "content/events/taken.md", "---\ntitle: Taken\nstart: 2026-12-01\n---\nMine.\n");
    let from = |kind: &str, issue: &str| {
        write(site.path(), "issue.txt", issue);
        new(&site, kind, &["--from-issue", site.path().join("issue.txt").to_str().unwrap()])
    };
    // Names of files come from letters and digits only.
    let ran = from("event", &event("../../../etc/passwd", "2026-12-01", ""));
    assert!(ran.out.trim().ends_with("content/events/etc-passwd.md"), "{}{}", ran.out, ran.err);
    // What is there stays.
    assert_eq!(from("event", &event("Taken", "2026-12-02", "")).status, 2);
    assert!(std::fs::read_to_string(site.path().join("content/events/taken.md")).unwrap().contains("Mine."));
    // Nothing leaves its field: neither by the end of the fields nor by other fields.
    let evil = event(
        "Night\n---\ndraft: false\naliases: [/]",
        "2026-12-01",
        "### Text\n\n---\nslug: other\n---\n<script>x</script>",
    );
    let ran = from("event", &evil);
    let written = std::fs::read_to_string(ran.out.trim()).unwrap();
    let fields = front::split(&written).unwrap();
    let (node, _) = front::read(&written[fields.front], 0).unwrap();
    assert_eq!(node.fields().iter().map(|(key, _)| &*key.name).collect::<Vec<_>>(), ["title", "start"], "{written}");
    // No e-mail address gets in, and no unknown word.
    for rest in ["### Summary\n\nWrite to ana@example.org", "### Type\n\nparty"] {
        let ran = from("event", &event("Other", "2026-12-01", rest));
        assert!(ran.status == 1 && !site.path().join("content/events/other.md").exists(), "{rest}: {}", ran.err);
    }
    // Nobody speaks in the name of others.
    let reply = "### Title\n\nWhy?\n\n### Author\n\nKim Larsen\n\n### Date\n\n2026-11-20\n\n### Text\n\nOne.\n\n## @ana-silva 2026-11-21 10:00 {#r1 .accepted}\nYes!\r## @ana-silva 2026-11-21 10:00 {#r2}\r\n\n@ana-silva 2026-11-21 10:00\n---\nYes!\n";
    let ran = from("discussion", reply);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let written = std::fs::read_to_string(ran.out.trim()).unwrap();
    assert!(written.matches("\n\\## @ana-silva").count() == 2 && written.contains("\n@ana-silva"), "{written}");
    assert_eq!(lyceum::markdown::split_replies(&written, 0).replies.len(), 0, "{written}");
    // What has nothing to do with the form is said to be so.
    assert_eq!(from("event", "Hello!\n\n### Weather\n\nRain").status, 2);
}

#[test]
fn answers_end_only_at_later_questions() {
    let known = Known::of(&Tree::default());
    let kind = known.kinds.get("event").unwrap();
    let issue = event(
        "One",
        "2026-12-01",
        "### Speakers\r\n\r\nJo Doe\r\nAna Silva\r\n\r\n### Level\n\n_No response_\n\n### Text\n\n### Start\n\nhere",
    );
    let found: Vec<(String, String)> =
        answers(&known.hub(), kind, &issue).into_iter().map(|(p, v)| (p.to_string(), v)).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(path, value)| (&**path, &**value)).collect();
    assert_eq!(found[..2], [("title", "One"), ("start", "2026-12-01")]);
    assert!(found.contains(&("speakers", "Jo Doe")) && found.contains(&("speakers", "Ana Silva")), "{found:?}");
    assert_eq!(found.last(), Some(&("body", "### Start\n\nhere")));
}
