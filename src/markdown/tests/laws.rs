//! Laws that hold for any text.

use proptest::prelude::*;

use super::filled;
use crate::markdown::tags::tags;
use crate::markdown::{Options, plain, render, split_replies};
use crate::source::Digest;

/// Bits of Markdown and HTML that mean something.
const BITS: &[&str] = &[
    "a",
    " ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "```rust\n",
    "# ",
    "## ",
    "## @ana 2026-01-01 10:00 {#r1}",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "1. ",
    "- [x] ",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](x.md)",
    "](#a)",
    "](javascript:x)",
    "[^1]",
    "[^1]: ",
    "|",
    "|-|\n",
    "\n: ",
    "$",
    "$$",
    "\\",
    "&amp;",
    "&#x6a;",
    "\"",
    "'",
    "--",
    "...",
    "https://x.org/",
    "www.x.org",
    "a@x.org",
    "@",
    "://",
    "{#id .c}",
    "<",
    ">",
    "</",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<script>",
    "</script>",
    "<img src=x onerror=y>",
    "<a href=\"javascript:x\">",
    "<a href=x.md onclick=z>",
    "</a>",
    "<table><tr><td>",
    "</table>",
    "<svg><style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?",
    "<style>",
    "<iframe srcdoc=\"",
    "<math><mtext>",
    "<input autofocus onfocus=x",
    "x-hole:0.",
    " style=\"",
    "日本",
    "é",
    "\u{0}",
    "\r\n",
    "“",
    "<h1>",
    "<details>",
];

fn texts() -> impl Strategy<Value = String> {
    let bits = prop::collection::vec(prop::sample::select(BITS), 0..40).prop_map(|bits| bits.concat());
    prop_oneof![3 => bits, 1 => any::<String>()]
}

/// The first tag that does not fit, if tags are not balanced.
fn unbalanced(html: &str) -> Option<String> {
    const ALONE: &[&str] = &["br", "hr", "img", "input", "wbr", "col"];
    let mut open: Vec<String> = Vec::new();
    for tag in tags(html).filter(|tag| !ALONE.contains(&tag.name.as_str())) {
        match tag.end {
            false => open.push(tag.name),
            true if open.pop().as_ref() == Some(&tag.name) => {}
            true => return Some(tag.name),
        }
    }
    open.pop()
}

proptest! {
    #[test]
    fn any_text_becomes_balanced_and_harmless_html(text in texts(), smart: bool) {
        let rendered = render(&text, &Options { smart, prefix: "p-", highlight: text.len() < 60, ..Options::default() });
        let html = filled(&rendered);
        prop_assert_eq!(unbalanced(&html), None, "{}", html);
        for tag in tags(&html) {
            prop_assert!(super::super::sanitize::allows_tag(&tag.name), "{}", html);
            for attribute in &tag.attributes {
                prop_assert!(!attribute.name.starts_with("on") && attribute.name != "style", "{}", html);
                let run = attribute.value.to_ascii_lowercase();
                prop_assert!(!run.starts_with("javascript:"), "{}", html);
            }
        }
        let mark = Digest::of(text.as_bytes()).hex(32);
        prop_assert!(!html.contains(&mark), "{}", html);
        for fault in &rendered.faults {
            prop_assert!(text.get(fault.span.range()).is_some(), "{:?} is no place", fault);
        }
    }

    #[test]
    fn any_text_can_be_split_and_made_plain(text in texts()) {
        plain(&text);
        let thread = split_replies(&text, 0);
        let mut end = thread.opening.end;
        for reply in thread.replies {
            prop_assert!(reply.heading.start as usize >= end && reply.body.end >= reply.body.start);
            end = reply.body.end;
        }
    }

    #[test]
    fn rendering_is_a_function(text in texts()) {
        let options = Options::default();
        prop_assert_eq!(render(&text, &options), render(&text, &options));
    }
}
