//! The form of an issue on GitHub in which members suggest an item, and what it asks.

use serde_json::{Value, json};

use super::{Hub, hint, yaml};
use crate::kinds::{Field, Fields, Kind, Path, Rule, Shape, Type, docs};
use crate::new::BODY;

/// A question of a form.
pub(super) struct Question {
    /// The field: `start`, `place.name`, or `body`.
    pub(super) path: Path,
    /// What stands above its answer, also in the issue.
    pub(super) label: String,
    /// Whether each line of its answer is a value.
    pub(super) by_line: bool,
    required: bool,
    help: String,
    example: String,
    words: Option<Vec<String>>,
    many: bool,
}

/// The form for a kind, as the text of its file.
pub fn issue_form(hub: &Hub<'_>, kind: &Kind) -> String {
    let one = &kind.label.one;
    let note = "An organizer looks at this before it is published. Everybody can read it at once: write no e-mail address, no phone \
                number, and nothing about others that they would not publish themselves.";
    let intro = json!({"type": "markdown", "attributes": {"value": note}});
    let asked = questions(hub, kind);
    let body: Vec<Value> = std::iter::once(intro).chain(asked.iter().map(Question::element)).collect();
    yaml::file(&json!({
        "name": format!("Suggest: {one}"),
        "description": if kind.help.is_empty() { &*kind.label.many } else { &*kind.help },
        "title": format!("{one}: "),
        "body": body,
    }))
}

/// What is asked: the title, what is required, what is worth a look, and last the text, which may hold anything.
pub(super) fn questions(hub: &Hub<'_>, kind: &Kind) -> Vec<Question> {
    let mut all = Vec::new();
    let title = kind.title_field();
    let worth: Vec<&str> = docs::telling_fields(kind).map(|field| &*field.name).collect();
    let asked = |field: &&Field| {
        field.required || &*field.name == title || &*field.name == "summary" || worth.contains(&&*field.name)
    };
    for field in kind.fields.values().filter(asked) {
        let required = field.required || &*field.name == title;
        ask(hub, field, "", "", required, &mut all);
    }
    all.push(text(kind));
    distinct(&mut all);
    all
}

/// A question for a field, or for what is required of a group, or for the first that a form can ask of it.
fn ask(hub: &Hub<'_>, field: &Field, before: &str, label: &str, required: bool, all: &mut Vec<Question>) {
    let path = format!("{before}{}", field.name);
    let label = format!("{label}{}", field.label);
    match &field.ty {
        Type::Free | Type::Map { shape: Some(Shape::Image | Shape::Change), .. } => {}
        // Of a list of groups that may be left out an organizer asks.
        Type::Map { .. } if field.many && !required => {}
        Type::Map { fields, .. } => {
            for inner in told(fields) {
                ask(hub, inner, &format!("{path}."), &format!("{label}: "), required, all);
            }
        }
        _ => all.push(Question::of(hub, field, path.into(), label, required)),
    }
}

/// The fields of a group that are required; where none is, the first stands for the group.
fn told(fields: &Fields) -> Vec<&Field> {
    let required: Vec<&Field> = fields.values().filter(|field| field.required).collect();
    if required.is_empty() { fields.values().take(1).collect() } else { required }
}

/// The question for the text below the fields.
fn text(kind: &Kind) -> Question {
    let only_body = |rule: &Rule| matches!(rule, Rule::OneOf(all) if all.iter().all(|path| &**path == BODY));
    Question {
        path: BODY.into(),
        label: "Text".to_owned(),
        by_line: false,
        required: kind.rules.iter().any(only_body),
        help: "All that people should know, in Markdown".to_owned(),
        example: String::new(),
        words: None,
        many: false,
    }
}

/// Answers are found by the label of their question, so no two may have the same.
fn distinct(all: &mut [Question]) {
    for at in 1..all.len() {
        let (before, rest) = all.split_at_mut(at);
        if let Some(question) = rest.first_mut().filter(|q| before.iter().any(|other| other.label == q.label)) {
            question.label = format!("{} ({})", question.label, question.path);
        }
    }
}

impl Question {
    fn of(hub: &Hub<'_>, field: &Field, path: Path, label: String, required: bool) -> Self {
        // The service keeps this word for itself.
        let words = hub.words(&field.ty).map(|mut words| {
            words.retain(|word| !word.eq_ignore_ascii_case("none"));
            words
        });
        let words =
            words.or_else(|| matches!(field.ty, Type::Bool).then(|| vec!["true".to_owned(), "false".to_owned()]));
        Self {
            path,
            label,
            by_line: field.many && words.is_none(),
            required,
            help: if field.help.is_empty() { hint(field) } else { field.help.to_string() },
            example: field.example.to_string(),
            words: words.filter(|words| !words.is_empty()),
            many: field.many,
        }
    }

    fn element(&self) -> Value {
        let mut attributes = json!({"label": self.label, "description": self.description()});
        let ty = match &self.words {
            Some(words) => {
                attributes["options"] = json!(words);
                attributes["multiple"] = json!(self.many);
                "dropdown"
            }
            None if self.by_line || &*self.path == BODY => "textarea",
            None => "input",
        };
        if !self.example.is_empty() && self.words.is_none() {
            attributes["placeholder"] = json!(self.placeholder());
        }
        json!({
            "type": ty,
            "id": self.path.replace('.', "-"),
            "attributes": attributes,
            "validations": {"required": self.required},
        })
    }

    fn description(&self) -> String {
        if self.by_line { format!("{}; one on each line", self.help) } else { self.help.clone() }
    }

    /// The example as one would write it here: of a list each value on a line.
    fn placeholder(&self) -> String {
        let list = self.example.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        match list.filter(|_| self.by_line) {
            Some(list) if !list.contains(['{', '"']) => list.replace(", ", "\n"),
            _ => self.example.clone(),
        }
    }
}
