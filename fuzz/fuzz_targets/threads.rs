//! Any text as a discussion, and as the file of a reply: both are read or explained, and every place is one of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lyceum::doc::Part;
use lyceum::kinds::Kinds;
use lyceum::parse;
use lyceum::source::Source;

fuzz_target!(|text: &str| {
    let (kinds, _) = Kinds::new(std::iter::empty());
    let whole = format!("---\ntitle: First\nauthor: ana\ndate: 2026-11-02\n---\n{text}");
    check("content/discussions/first/index.md", &whole, &kinds);
    check(
        "content/discussions/first/replies/a.md",
        &format!("---\nauthor: ana\ndate: 2026-11-03\n---\n{text}"),
        &kinds,
    );
    check("content/discussions/first/replies/b.md", text, &kinds);
});

fn check(path: &str, text: &str, kinds: &Kinds) {
    let parsed = parse::parse(&Source::new(path, text.as_bytes()), kinds, false);
    let inside = |span: lyceum::diag::Span| assert!(text.get(span.range()).is_some(), "{span:?} of {}", text.len());
    parsed.diagnostics.iter().for_each(|problem| inside(problem.span));
    let replies = parsed.parts.iter().flat_map(|part| match part {
        Part::Item(doc) => doc.replies.iter().collect::<Vec<_>>(),
        Part::Reply { reply, .. } => vec![&**reply],
    });
    replies.for_each(|reply| {
        inside(reply.at);
        inside(reply.author.span);
    });
}
