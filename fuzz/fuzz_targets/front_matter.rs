//! Any text as a Markdown file, as YAML, and as an item of several kinds: it is read or explained, and every place is one of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lyceum::diag::{Fault, Span};
use lyceum::front::{self, Node, Yaml};
use lyceum::kinds::Kinds;
use lyceum::parse;
use lyceum::source::Source;

fuzz_target!(|text: &str| {
    let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {}", text.len());
    match front::split(text) {
        Ok(split) => check(text, front::read(&text[split.front.clone()], split.front.start)),
        Err(fault) => inside(fault.span),
    }
    check(text, front::read(text, 0));
    let (kinds, _) = Kinds::new(std::iter::empty());
    for folder in ["events", "groups", "mentors"] {
        let file = Source::new(&format!("content/{folder}/any.md"), text.as_bytes());
        parse::parse(&file, &kinds, false).diagnostics.iter().for_each(|problem| inside(problem.span));
    }
});

fn check(text: &str, read: Result<(Node, Vec<Fault>), Fault>) {
    let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {}", text.len());
    match read {
        Ok((node, faults)) => {
            walk(&node, &inside);
            faults.iter().for_each(|fault| inside(fault.span));
        }
        Err(fault) => inside(fault.span),
    }
}

fn walk(node: &Node, inside: &impl Fn(Span)) {
    inside(node.span);
    match &node.value {
        Yaml::List(entries) => entries.iter().for_each(|entry| walk(entry, inside)),
        Yaml::Map(fields) => fields.iter().for_each(|(key, value)| {
            inside(key.span);
            walk(value, inside);
        }),
        _ => {}
    }
}
