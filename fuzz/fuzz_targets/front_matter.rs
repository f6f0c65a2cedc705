//! Any text as a Markdown file and as YAML: it is read or explained, and every place is one of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lyceum::diag::{Fault, Span};
use lyceum::front::{self, Node, Yaml};

fuzz_target!(|text: &str| {
    let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {}", text.len());
    match front::split(text) {
        Ok(split) => check(text, split.front.start, front::read(&text[split.front.clone()], split.front.start)),
        Err(fault) => inside(fault.span),
    }
    check(text, 0, front::read(text, 0));
});

fn check(text: &str, _: usize, read: Result<(Node, Vec<Fault>), Fault>) {
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
