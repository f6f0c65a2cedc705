//! CommonMark's own examples, and all real content that is at hand, through our Markdown stage.
//! `LYCEUM_CONTENT=/some/folder cargo test --test commonmark` adds all Markdown of a folder to that of the example hub.

#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a test reads its files and says what it skips")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

#[path = "website/skip.rs"]
mod skip;

use std::path::{Path, PathBuf};

use lyceum::markdown::{Hole, Options, Rendered, escape, escape_href, plain, render, split_replies};
use skip::skip;

/// Examples whose HTML differs on purpose, beyond what [`ours`] and [`theirs`] make equal by rule.
const EXPLAINED: &[(&str, &[u32])] = &[
    ("a bare web address becomes a link", &[602, 608, 611]),
    ("a scheme that is not known to be safe is no link", &[598, 599, 601]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

struct Example {
    number: u32,
    section: String,
    markdown: String,
    html: String,
}

fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let (mut examples, mut section) = (Vec::new(), String::new());
    let mut lines = spec.split("\n").take_while(|line| !line.starts_with("<!-- END TESTS"));
    while let Some(line) = lines.next() {
        if line == format!("{fence} example") {
            let part = |lines: &mut dyn Iterator<Item = &str>, end: &str| {
                lines.take_while(|line| *line != end).map(|line| format!("{}\n", line.replace('→', "\t"))).collect()
            };
            let (markdown, html) = (part(&mut lines, "."), part(&mut lines, &fence));
            let number = u32::try_from(examples.len()).unwrap() + 1;
            examples.push(Example { number, section: section.clone(), markdown, html });
        } else if line.starts_with('#') {
            section = line.trim_start_matches('#').trim().to_owned();
        }
    }
    examples
}

fn filled(rendered: &Rendered) -> String {
    let mut out = String::new();
    rendered.html.fill(&mut out, |hole, out| match hole {
        Hole::Link(n) => {
            let link = &rendered.links[n];
            let fragment = link.fragment.as_ref().map(|f| format!("#{f}")).unwrap_or_default();
            address("href", &format!("{}{fragment}", link.target), out);
        }
        Hole::Image(n) => address("src", &rendered.images[n].src, out),
        Hole::Word(word) => escape(word.key(), out),
    });
    out
}

fn address(name: &str, address: &str, out: &mut String) {
    out.push_str(&format!(" {name}=\""));
    escape_href(address, out);
    out.push('"');
}

/// Our HTML without what we add on purpose.
fn ours(rendered: &Rendered) -> String {
    let mut html = filled(rendered);
    for heading in &rendered.headings {
        let mut id = String::new();
        escape(&heading.id, &mut id);
        html = html.replacen(&format!(" id=\"{id}\""), "", 1);
    }
    let html = html
        .replace("<pre class=\"code\" tabindex=\"0\">", "<pre>")
        .replace(" loading=\"lazy\" decoding=\"async\"", "")
        .replace("&#x27;", "'");
    let html = uncaptioned(&html);
    tight(&html)
}

/// A figure is a paragraph with a picture whose title is shown.
fn uncaptioned(html: &str) -> String {
    let Some((before, rest)) = html.split_once("<figure>") else { return html.to_owned() };
    let (image, rest) = rest.split_once("><figcaption>").unwrap();
    let (caption, rest) = rest.split_once("</figcaption></figure>").unwrap();
    format!("{before}<p>{image} title=\"{caption}\"></p>{}", uncaptioned(rest))
}

/// The HTML of the specification, with headings as we demote them.
fn theirs(html: &str) -> String {
    let mut html = html.replace(" />", ">").replace("&#39;", "'");
    if html.contains("<h1>") {
        for level in (1..6).rev() {
            html = html.replace(&format!("<h{level}>"), &format!("<h{}>", level + 1));
            html = html.replace(&format!("</h{level}>"), &format!("</h{}>", level + 1));
        }
    }
    tight(&html)
}

/// Without line breaks beside tags.
fn tight(html: &str) -> String {
    let mut html = html.trim().to_owned();
    while html.contains(">\n") || html.contains("\n<") {
        html = html.replace(">\n", ">").replace("\n<", "<");
    }
    html
}

/// The text of some HTML, without scripts and the like: what can be compared where raw HTML is sanitized.
fn text(html: &str) -> String {
    let without = ["script", "style", "textarea", "title", "svg", "math", "iframe"];
    let clean = ammonia::Builder::empty().add_clean_content_tags(without).clean(html).to_string();
    clean.split_whitespace().collect()
}

/// Whether an example has raw HTML that the stage does not pass on as it is.
fn has_html(markdown: &str) -> bool {
    use pulldown_cmark::{Event, Parser};
    Parser::new(markdown).any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

#[test]
fn the_examples_of_the_specification() {
    let path = root().join("tests/browser/node_modules/commonmark-spec/spec.txt");
    let Ok(spec) = std::fs::read_to_string(&path) else {
        return skip(&format!("no {}: run `npm ci` in tests/browser", path.display()));
    };
    let examples = examples(&spec);
    assert!(examples.len() > 600);
    let (mut wrong, mut by_text) = (0, 0);
    for example in &examples {
        let rendered = render(&example.markdown, &Options { smart: false, highlight: false, ..Options::default() });
        let (ours, theirs) = (ours(&rendered), theirs(&example.html));
        let sanitized = has_html(&example.markdown);
        by_text += u32::from(sanitized);
        let same = if sanitized { text(&ours) == text(&theirs) } else { ours == theirs };
        let reason = EXPLAINED.iter().find(|(_, numbers)| numbers.contains(&example.number));
        // An explanation that explains nothing is wrong too.
        if same == reason.is_some() {
            wrong += 1;
            let Example { number, section, markdown, .. } = example;
            eprintln!("{number} {section}\n{markdown:?}\n theirs {theirs:?}\n ours   {ours:?}\n");
        }
    }
    eprintln!("{} examples, {by_text} of them with raw HTML and compared by text", examples.len());
    assert_eq!(wrong, 0);
}

fn markdown_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            markdown_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "md") {
            found.push(path);
        }
    }
}

#[test]
fn real_content() {
    let mut files = Vec::new();
    markdown_files(&root().join("content"), &mut files);
    assert!(!files.is_empty(), "the example hub has no content");
    if let Some(folder) = std::env::var_os("LYCEUM_CONTENT") {
        markdown_files(Path::new(&folder), &mut files);
    }
    let mut faults = std::collections::BTreeMap::<&str, u32>::new();
    for path in files {
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let body = body(&text);
        let thread = split_replies(body, 0);
        let replies = thread.replies.iter().map(|reply| (&body[reply.body.clone()], 1));
        for (part, heading_shift) in [(&body[thread.opening.clone()], 0)].into_iter().chain(replies) {
            let rendered = render(part, &Options { heading_shift, ..Options::default() });
            assert!(!rendered.html.is_empty() || part.trim().is_empty(), "{}", path.display());
            rendered.faults.iter().for_each(|fault| *faults.entry(fault.code.id).or_default() += 1);
            plain(part);
        }
        thread.faults.iter().for_each(|fault| *faults.entry(fault.code.id).or_default() += 1);
    }
    eprintln!("{faults:?}");
}

/// The text behind the front matter.
fn body(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body)
}
