//! The HTML of each form.

use super::{done, filled, html};
use crate::markdown::{Options, Piece, plain, render};

#[test]
fn headings_get_anchors_and_leave_the_first_level_to_the_page() {
    assert_eq!(html("# One\n## Two\n"), "<h2 id=\"one\">One</h2>\n<h3 id=\"two\">Two</h3>\n");
    assert_eq!(html("## One\n### Two\n"), "<h2 id=\"one\">One</h2>\n<h3 id=\"two\">Two</h3>\n");
}

#[test]
fn anchors_are_unique_and_written_ones_come_first() {
    let ids = |text: &str| done(text).headings.into_iter().map(|h| h.id).collect::<Vec<_>>();
    assert_eq!(ids("## A b!\n## A b\n## A b\n"), ["a-b", "a-b-1", "a-b-2"]);
    assert_eq!(ids("## Intro\n## Other {#intro}\n## Intro\n"), ["intro-1", "intro", "intro-2"]);
    assert_eq!(ids("## Żółć i 日本\n## हिन्दी\n## !?\n"), ["żółć-i-日本", "हिन्दी", "section"]);
}

#[test]
fn headings_of_replies_are_demoted_and_prefixed() {
    let options = Options { prefix: "r1-", heading_shift: 1, ..Options::default() };
    let text = "## Why\n[see](#why) [that](#other) x[^1]\n\n[^1]: y\n";
    let rendered = render(text, &options);
    assert_eq!(rendered.headings[0].level, 3);
    assert_eq!(rendered.ids, ["r1-fn-1", "r1-fnref-1", "r1-why"]);
    assert_eq!(rendered.links[0].fragment.as_deref(), Some("r1-why"));
    assert_eq!(rendered.links[1].fragment.as_deref(), Some("other"));
}

#[test]
fn classes_of_headings_stay_and_other_attributes_do_not() {
    assert_eq!(html("## A {.big onclick=x}\n"), "<h2 id=\"a\" class=\"big\">A</h2>\n");
}

#[test]
fn links_within_the_site_are_holes() {
    let text = "[a](../resources/gu%20ide.md#top) [b](https://x.org/ä) [c](/x.md \"T\")\n";
    let rendered = done(text);
    assert_eq!(rendered.links[0].target, "../resources/gu ide.md");
    assert_eq!(rendered.links[0].fragment.as_deref(), Some("top"));
    assert_eq!(&text[rendered.links[0].span.range()], "[a](../resources/gu%20ide.md#top)");
    assert_eq!(rendered.external[0].value, "https://x.org/ä");
    let expected = "<p><a href=\"../resources/gu%20ide.md#top\">a</a> <a href=\"https://x.org/%C3%A4\">b</a> \
                    <a href=\"/x.md\" title=\"T\">c</a></p>\n";
    assert_eq!(filled(&rendered), expected);
}

#[test]
fn pieces_have_no_empty_neighbors() {
    let rendered = done("[a](x.md)![b](c.png)");
    let empty = |piece: Piece<'_>| matches!(piece, Piece::Html(""));
    assert!(!rendered.html.pieces().any(empty));
    assert_eq!(rendered.html.pieces().count(), 5);
}

#[test]
fn bare_addresses_become_links() {
    let link = |text: &str| html(text);
    assert_eq!(
        link("see https://x.org/a_b_(c)."),
        "<p>see <a href=\"https://x.org/a_b_(c)\">https://x.org/a_b_(c)</a>.</p>\n"
    );
    assert_eq!(link("(www.x.org)"), "<p>(<a href=\"http://www.x.org\">www.x.org</a>)</p>\n");
    assert_eq!(link("[https://x.org]"), "<p>[<a href=\"https://x.org\">https://x.org</a>]</p>\n");
    assert_eq!(
        link("http://x.org/?a=1&amp;b=2,"),
        "<p><a href=\"http://x.org/?a=1&amp;b=2\">http://x.org/?a=1&amp;b=2</a>,</p>\n"
    );
    assert_eq!(link("`https://x.org` xhttps://y.org"), "<p><code>https://x.org</code> xhttps://y.org</p>\n");
    assert_eq!(link("[at https://x.org](https://y.org)"), "<p><a href=\"https://y.org\">at https://x.org</a></p>\n");
    assert_eq!(link("见https://x.org/é。好"), "<p>见<a href=\"https://x.org/%C3%A9\">https://x.org/é</a>。好</p>\n");
    assert_eq!(
        link(r"https://x.org/a\_b *https://y.org*"),
        "<p><a href=\"https://x.org/a_b\">https://x.org/a_b</a> <em><a href=\"https://y.org\">https://y.org</a></em></p>\n"
    );
}

#[test]
fn smart_punctuation_leaves_addresses_alone() {
    let smart = |text: &str, language| filled(&render(text, &Options { language, ..Options::default() }));
    assert_eq!(
        smart("\"a\" -- it's https://x.org/a--b", "en"),
        "<p>“a” – it’s <a href=\"https://x.org/a--b\">https://x.org/a--b</a></p>\n"
    );
    assert_eq!(smart("\"a\"", "de"), "<p>„a“</p>\n");
    assert_eq!(smart("\"a\"", "fr-CA"), "<p>«\u{202f}a\u{202f}»</p>\n");
}

#[test]
fn footnotes_are_numbered_by_use_and_link_back_to_each() {
    let text = "One[^b] two[^a] three[^b].\n\n[^a]: A, and [^c].\n[^b]: B.\n[^c]:\n    - list\n[^d]: unused\n";
    let out = html(text);
    assert!(out.contains("One<sup id=\"fnref-1\"><a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup> two"), "{out}");
    assert!(out.contains("three<sup id=\"fnref-1-2\"><a href=\"#fn-1\""), "{out}");
    assert!(
        out.contains(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"[footnotes]\">\n<ol>\n<li id=\"fn-1\">"
        ),
        "{out}"
    );
    assert!(
        out.contains("B. <a href=\"#fnref-1\" role=\"doc-backlink\" aria-label=\"[back_to_text] 1\">↩</a>"),
        "{out}"
    );
    assert!(out.contains("aria-label=\"[back_to_text] 1-2\">↩<sup>2</sup></a></p>"), "{out}");
    assert!(out.contains("</ul>\n<p> <a href=\"#fnref-3\""), "{out}");
    assert!(out.contains("<li id=\"fn-4\">\n<p>unused</p>\n</li>"), "{out}");
}

#[test]
fn tasks_have_named_boxes() {
    let out = html("- [x] a\n- [ ] b\n- c\n");
    assert!(
        out.contains("<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"[task_done]\"> a</li>"),
        "{out}"
    );
    assert!(out.contains("aria-label=\"[task_open]\"> b</li>\n<li>c</li>"), "{out}");
}

#[test]
fn alerts_have_titles() {
    let expected = "<aside class=\"alert alert-tip\" role=\"note\">\n<p class=\"alert-title\">[alert_tip]</p>\n<p>x</p>\n</aside>\n";
    assert_eq!(html("> [!TIP]\n> x\n"), expected);
}

#[test]
fn a_table_is_named_after_its_heading_once() {
    let table = "| a | |\n|--:|-|\n| 1 | 2 |\n\n";
    let out = html(&format!("## T\n\n{table}{table}"));
    assert_eq!(out.matches("role=\"region\" tabindex=\"0\" aria-labelledby=\"t\"").count(), 1);
    assert_eq!(out.matches("<div class=\"table-scroll\"><table>").count(), 1);
    assert!(out.contains("<tr><th scope=\"col\" class=\"right\">a</th><td></td></tr>\n</thead>\n<tbody>\n<tr><td class=\"right\">1</td>"), "{out}");
}

#[test]
fn a_picture_with_a_title_alone_is_a_figure() {
    let img = |rest: &str| format!("<img src=\"a.png\" alt=\"A &amp; b\"{rest} loading=\"lazy\" decoding=\"async\">");
    assert_eq!(html("![A & *b*](a.png)"), format!("<p>{}</p>\n", img("")));
    assert_eq!(html("![A & b](a.png \"T\")"), format!("<figure>{}<figcaption>T</figcaption></figure>\n", img("")));
    assert_eq!(html("x ![A & b](a.png \"T\")"), format!("<p>x {}</p>\n", img(" title=\"T\"")));
    assert!(done("![a](https://x.org/a.png)").images[0].external);
}

#[test]
fn formulas_and_money() {
    assert_eq!(html("$a<b$"), "<p><code class=\"math math-inline\">a&lt;b</code></p>\n");
    assert_eq!(html("$$\na\n$$"), "<pre class=\"math\" tabindex=\"0\">\na\n</pre>\n");
    assert_eq!(html("It costs $5/$10 or $3."), "<p>It costs $5/$10 or $3.</p>\n");
}

#[test]
fn definition_lists() {
    assert_eq!(html("Term\n: What it is\n"), "<dl>\n<dt>Term</dt>\n<dd>What it is</dd>\n</dl>\n");
}

#[test]
fn code_is_escaped_and_can_be_scrolled() {
    let expected = "<pre class=\"code\" tabindex=\"0\"><code class=\"language-x&quot;y\">a &lt; b\n</code></pre>\n";
    assert_eq!(html("```x\"y, z\na < b\n```"), expected);
}

#[cfg(feature = "highlight")]
#[test]
fn code_is_highlighted_with_merged_classes() {
    let rendered = |text: &str| filled(&render(text, &Options::default()));
    let out = rendered("```rust\npub fn f() { \"a\\n\" } // c <\n```");
    assert!(out.contains("<span class=\"hl-keyword\">pub fn</span> <span class=\"hl-function\">f</span>()"), "{out}");
    assert!(out.contains("<span class=\"hl-comment\">// c &lt;</span>"), "{out}");
    assert!(!rendered("```nosuch\nfn\n```").contains("<span"));
    assert!(!rendered(&format!("```rust\nfn {}\n```", "x".repeat(2001))).contains("<span"));
}

#[test]
fn excerpt_words_and_plain_text() {
    let rendered = done("# T\n\nOne *two* three[^1].\n\nFour\nfive ![six](a.png)\n\n```\ncode\n```\n\n[^1]: n\n");
    assert_eq!(rendered.excerpt, "One two three.");
    assert_eq!(rendered.words, 8);
    assert!(done(&"word ".repeat(90)).excerpt.ends_with("word…"));
    assert!(done(&"word ".repeat(90)).excerpt.chars().count() <= 201);
    let text = "# T\n\nA [b](https://x.org) [c](d.md)\\\ne\n\n1. x\n   - y\n2. z\n\nend\n";
    assert_eq!(plain(text), "T\n\nA b (https://x.org) c\ne\n\n1. x\n  - y\n2. z\n\nend");
}

#[test]
fn spans_are_moved_to_the_file() {
    let rendered = render("![](a.png)", &Options { base: 100, ..Options::default() });
    assert_eq!(rendered.faults[0].span.range(), 100..110);
}
