//! What somebody answered in the form of an issue: the text of the issue, taken apart by the labels of the questions.

use super::Hub;
use super::issues::{Question, questions};
use crate::kinds::{Kind, Path};
use crate::new::BODY;

/// Values by the paths of fields, in the order of the form.
pub type Answers = Vec<(Path, String)>;

/// What the service writes in place of an answer.
const NOTHING: &str = "_No response_";

/// The answers in the text of an issue. Each stands below a heading `### Label`. Only the heading of a question that comes later in the
/// form ends an answer, so that the last one, the text, can hold any heading.
pub fn answers(hub: &Hub<'_>, kind: &Kind, issue: &str) -> Answers {
    let asked = questions(hub, kind);
    let mut found: Vec<(&Question, Vec<&str>)> = Vec::new();
    let mut rest = asked.as_slice();
    // A lone carriage return ends a line of Markdown, too.
    let issue = issue.replace("\r\n", "\n").replace('\r', "\n");
    for line in issue.lines() {
        let label = line.strip_prefix("### ").map(str::trim);
        match label.and_then(|label| rest.iter().position(|question| question.label == label)) {
            Some(at) => {
                found.push((&rest[at], Vec::new()));
                rest = &rest[at + 1..];
            }
            None => found.iter_mut().rev().take(1).for_each(|(_, lines)| lines.push(line)),
        }
    }
    found.into_iter().flat_map(|(question, lines)| values(kind, question, &lines)).collect()
}

fn values(kind: &Kind, question: &Question, lines: &[&str]) -> Answers {
    let text = lines.join("\n");
    let text = text.trim();
    let named = |value: &str| (question.path.clone(), value.to_owned());
    let filled = |line: &&str| !line.is_empty();
    match &*question.path {
        _ if text.is_empty() || text == NOTHING => Vec::new(),
        BODY => vec![named(&body(kind, text))],
        _ if question.by_line => text.lines().map(str::trim).filter(filled).map(named).collect(),
        // The service takes one line; more of them would be somebody's doing.
        _ => vec![named(&text.split_whitespace().collect::<Vec<_>>().join(" "))],
    }
}

/// The text. In a thread a heading `## @somebody` would be a reply in the name of somebody else.
fn body(kind: &Kind, text: &str) -> String {
    let is_reply = |line: &str| line.strip_prefix("##").is_some_and(|rest| rest.trim_start().starts_with('@'));
    let plain = |line: &str| match line.trim_start() {
        reply if is_reply(reply) => format!("\\{reply}"),
        _ => line.to_owned(),
    };
    match kind.roles.replies {
        Some(_) => text.lines().map(plain).collect::<Vec<_>>().join("\n"),
        None => text.to_owned(),
    }
}
