//! Splitting of discussions.

use crate::markdown::{Author, split_replies};

const THREAD: &str = "The question.\n\n```\n## @code 2026-01-01 10:00\n```\n\n## @maria-silva 2026-11-02 21:05 {#r1 .accepted}\n\
    Start with …\n\n### Detail\n\n## Not a reply\n\n## @\"Noor Diallo\" 2026-11-04T12:00 {#r2 to=r1}\nThanks!\n\n> ## @quoted 2026-01-01 10:00\n";

#[test]
fn a_thread_is_split_at_its_replies() {
    let thread = split_replies(THREAD, 0);
    assert_eq!(thread.faults, []);
    assert!(THREAD[thread.opening.clone()].ends_with("```\n\n"));
    let [first, second] = &thread.replies[..] else { panic!("{:?}", thread.replies) };
    assert_eq!(first.author.value, Author::Slug("maria-silva".to_owned()));
    assert_eq!(first.at.value, "2026-11-02 21:05");
    assert_eq!(first.id.as_ref().map(|id| id.value.as_str()), Some("r1"));
    assert!(first.accepted.is_some() && first.to.is_none());
    assert!(
        THREAD[first.body.clone()].starts_with("Start with")
            && THREAD[first.body.clone()].ends_with("## Not a reply\n\n")
    );
    assert_eq!(second.author.value, Author::Guest("Noor Diallo".to_owned()));
    assert_eq!(second.to.as_ref().map(|to| to.value.as_str()), Some("r1"));
    assert!(THREAD[second.body.clone()].starts_with("Thanks!"));
}

#[test]
fn spans_point_at_the_parts() {
    let thread = split_replies(THREAD, 7);
    let text = |span: crate::diag::Span| &THREAD[span.range().start - 7..span.range().end - 7];
    let reply = &thread.replies[1];
    assert_eq!(text(reply.heading), "## @\"Noor Diallo\" 2026-11-04T12:00 {#r2 to=r1}");
    assert_eq!(text(reply.author.span), "Noor Diallo");
    assert_eq!(text(reply.at.span), "2026-11-04T12:00");
    assert_eq!(text(reply.id.as_ref().unwrap().span), "#r2");
    assert_eq!(text(reply.to.as_ref().unwrap().span), "to=r1");
}

#[test]
fn headings_that_cannot_be_read_are_errors() {
    let wrong = [
        "## @ana",
        "## @ana yesterday",
        "## @ 2026-11-02 21:05",
        "## @ana 2026-11-02",
        "## @ana 2.11.2026 21:05",
        "## @\"Ana 2026-11-02 21:05",
        "## @ana 2026-11-02 21:05 {#r1 .acepted}",
        "## @ana 2026-11-02 21:05 {#r1 re=r0}",
    ];
    for text in wrong {
        let thread = split_replies(text, 0);
        assert_eq!(thread.replies, [], "{text}");
        assert_eq!(thread.faults[0].code.id, "E080", "{text}");
        assert_eq!(&text[thread.faults[0].span.range()], text);
    }
}

#[test]
fn no_replies_and_no_text() {
    assert_eq!(split_replies("", 0).opening, 0..0);
    assert_eq!(split_replies("only\n", 0).opening, 0..5);
    assert_eq!(split_replies("@ana thinks so\n---\n", 0).replies, []);
}
