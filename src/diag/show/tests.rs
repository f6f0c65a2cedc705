//! Tests of all formats, above all on texts that no one should have written.

use super::*;
use crate::diag::{Span, codes};
use crate::picture::Facts;
use crate::source::{Digest, Source};

fn problem(path: &str, span: Span) -> Diagnostic {
    let code = &codes::UNKNOWN_TOPIC;
    let help = Some("Write `topics: [rust]`".to_owned());
    Diagnostic { code, path: path.into(), span, message: "There is no topic `rsut`".to_owned(), help }
}

fn tree(text: &[u8]) -> Tree {
    [Source::new("content/a.md", text)].into_iter().collect()
}

fn shown(text: &[u8], start: usize, end: usize, format: Format) -> String {
    show(&[problem("content/a.md", Span::new(start, end))], &tree(text), format, false)
}

#[test]
fn formats_have_names() {
    for (name, format) in Format::NAMES {
        assert_eq!(name.parse(), Ok(format));
    }
    let wrong = "xml".parse::<Format>().unwrap_err();
    assert_eq!(wrong.to_string(), "`xml` is not a format: write human, json, github or sarif");
}

#[test]
fn summary_counts() {
    let warning = problem("a", Span::default());
    let error = Diagnostic { code: &codes::BAD_DATE, ..warning.clone() };
    assert_eq!(summary(&[]), "no problems");
    assert_eq!(summary(std::slice::from_ref(&warning)), "1 warning");
    assert_eq!(summary(&[error.clone(), warning.clone(), error.clone()]), "2 errors, 1 warning");
}

#[test]
fn position_counts_characters() {
    let text = "ä\r\nbé🙂d\n".as_bytes();
    let cases = [(0, (1, 1)), (2, (1, 2)), (4, (2, 1)), (5, (2, 2)), (7, (2, 3)), (11, (2, 4)), (12, (2, 5))];
    for (offset, place) in cases.into_iter().chain([(13, (3, 1)), (999, (3, 1))]) {
        assert_eq!(position(text, offset), place, "{offset}");
        assert_eq!(Lines::new(text).position(offset), place, "{offset}");
    }
    assert_eq!(position(b"", 7), (1, 1));
}

#[test]
fn human_shows_the_line_and_the_help() {
    let expected = "\
warning[W061]: There is no topic `rsut`
 --> content/a.md:2:10
  |
2 | topics: [rsut]
  |          ^^^^
  |
  = help: Write `topics: [rust]`

";
    assert_eq!(shown(b"---\ntopics: [rsut]\n---\n", 13, 17, Format::Human), expected);
    assert_eq!(shown(b"---\r\ntopics: [rsut]\r\n---\r\n", 14, 18, Format::Human), expected);
}

#[test]
fn human_marks_the_first_line_of_a_long_span() {
    let text = shown(b"one two\nthree\n", 4, 12, Format::Human);
    assert!(text.contains("1 | one two\n  |     ^^^\n"), "{text}");
}

#[test]
fn human_keeps_the_caret_under_wide_text() {
    let text = shown("\tä🙂 x".as_bytes(), 8, 9, Format::Human);
    assert!(text.contains(":1:5"), "{text}");
    assert!(text.contains("1 |     ä🙂 x\n  |         ^\n"), "{text}");
}

#[test]
fn color_is_used_only_when_asked_for() {
    let tree = tree(b"x");
    let problem = [problem("content/a.md", Span::new(0, 1))];
    assert!(show(&problem, &tree, Format::Human, true).contains('\u{1b}'));
    assert!(!show(&problem, &tree, Format::Human, false).contains('\u{1b}'));
}

#[test]
fn a_message_cannot_steer_the_terminal() {
    let mut problem = problem("content/a.md", Span::new(0, 1));
    problem.message = "red \u{1b}[31m".to_owned();
    let text = show(&[problem], &tree(b"\x1b[2Jx\n"), Format::Human, false);
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn nothing_panics() {
    let texts: [&[u8]; 9] = [
        b"",
        b"\n",
        b"\r\n",
        b"a",
        b"\t\r\n\t",
        "ä🙂é\n".as_bytes(),
        b"a\xff\xfe\x80\x80\x80\x80b\nc",
        b"\0\x1b",
        b"\r\r\n\n",
    ];
    for text in texts {
        for start in 0..=text.len() + 3 {
            for end in start..=text.len() + 3 {
                for (_, format) in Format::NAMES {
                    assert!(!shown(text, start, end, format).is_empty());
                }
            }
        }
    }
    assert!(!shown(b"x", usize::MAX, usize::MAX, Format::Human).is_empty());
}

#[test]
fn a_file_that_is_not_text_is_only_named() {
    let content = Content::OnDisk { head: b"\x89PNG"[..].into(), len: 9, picture: Facts::default() };
    let picture = Source { path: "content/a.png".into(), content, digest: Digest::of(b"") };
    let tree = [picture].into_iter().collect();
    let expected = "warning[W061]: There is no topic `rsut`\n--> content/a.png\n = help: Write `topics: [rust]`\n\n";
    for path in ["content/a.png", "content/missing.md"] {
        let text = show(&[problem(path, Span::new(2, 3))], &tree, Format::Human, false);
        assert_eq!(text, expected.replace("content/a.png", path));
    }
}

#[test]
fn broken_text_is_shown_with_marks() {
    let text = shown(b"caf\xe9 ol\xe9\n", 3, 4, Format::Human);
    assert!(text.contains("1 | caf\u{fffd} ol\u{fffd}\n  |    ^\n"), "{text}");
}

#[test]
fn json_has_one_object_per_line() {
    let text = shown("---\nté: [rsut]\n".as_bytes(), 10, 14, Format::Json);
    let expected = concat!(
        r#"{"level":"warning","code":"W061","path":"content/a.md","line":2,"column":6,"#,
        r#""message":"There is no topic `rsut`","help":"Write `topics: [rust]`"}"#,
        "\n"
    );
    assert_eq!(text, expected);
}

#[test]
fn github_commands_are_escaped() {
    let mut problem = problem("content/a,b:c.md", Span::default());
    problem.message = "100 % wrong\nreally: yes".to_owned();
    problem.help = None;
    let text = show(&[problem], &Tree::default(), Format::Github, false);
    let expected = "::warning file=content/a%2Cb%3Ac.md,line=1,col=1,title=W061 The topic is not in topics.yaml::\
                    100 %25 wrong%0Areally: yes\n";
    assert_eq!(text, expected);
}

#[test]
fn sarif_is_one_document_with_the_rules_used() {
    let problems = [problem("content/á b.md", Span::default()), problem("content/a.md", Span::new(2, 3))];
    let text = show(&problems, &tree(b"a\nbc"), Format::Sarif, false);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &document["runs"][0];
    assert_eq!(document["version"], "2.1.0");
    assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 1);
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "W061");
    let place = |n: usize| &run["results"][n]["locations"][0]["physicalLocation"];
    assert_eq!(place(0)["artifactLocation"]["uri"], "content/%C3%A1%20b.md");
    let region = serde_json::json!({ "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 2 });
    assert_eq!(place(1)["region"], region);
}

#[test]
fn many_problems_of_one_large_file_are_quick() {
    let text = "a,b,c\n".repeat(200_000);
    let problems: Vec<_> = (0..2_000).map(|n| problem("content/a.md", Span::new(n * 600, n * 600 + 1))).collect();
    assert_eq!(show(&problems, &tree(text.as_bytes()), Format::Human, false).matches("help:").count(), 2_000);
}
