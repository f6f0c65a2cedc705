//! HTML that somebody wrote does no harm and loses nothing that it may have.

use super::{done, faults, filled, html};
use crate::markdown::{Options, render};

#[test]
fn scripts_go_with_a_warning() {
    let text = "a <script>alert(1)</script> <b onclick=\"x\">b</b>\n";
    let rendered = done(text);
    assert_eq!(filled(&rendered), "<p>a  <b>b</b></p>\n");
    assert_eq!(rendered.faults.len(), 1);
    assert!(rendered.faults[0].message.starts_with("`<script>` was taken out"), "{}", rendered.faults[0].message);
    assert!(rendered.faults[0].message.contains("one more"));
    assert_eq!(&text[rendered.faults[0].span.range()], "<script>");
}

#[test]
fn harmless_html_stays_without_a_word() {
    let text = "<details open>\n<summary>More</summary>\n\n*text*\n\n</details>\n";
    assert_eq!(faults(text), []);
    let out = html(text);
    assert!(out.starts_with("<details open=\"\">\n<summary>More</summary>\n<p><em>text</em></p>\n</details>"), "{out}");
}

#[test]
fn comments_and_line_breaks_need_no_sanitizer() {
    assert_eq!(html("<!-- x -->\n\na<br>b <!-- y -->"), "<p>a<br>b </p>\n");
    assert_eq!(faults("<!-- x -->"), []);
}

#[test]
fn what_is_generated_survives_the_sanitizer() {
    let text = "# T\n\n- [x] a[^1]\n\n> [!NOTE]\n> n\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n```rust\nfn f() {}\n```\n\n\
                $$x$$\n\n![i](i.png \"t\")\n\n[l](m.md#n) [e](https://x.org?a&b) www.x.org\n\n2. x\n\n[^1]: n\n";
    let plain = render(text, &Options::default());
    let mixed = render(&format!("{text}\n\n<kbd>k</kbd>\n"), &Options::default());
    assert_eq!(plain.faults, []);
    assert_eq!((&mixed.links.len(), &mixed.images.len()), (&plain.links.len(), &plain.images.len()));
    let attributes = |html: &str| {
        let mut parts = Vec::new();
        for tag in crate::markdown::tags::tags(html).filter(|t| t.name != "kbd") {
            let mut names: Vec<_> = tag.attributes.iter().map(|a| (a.name.clone(), a.value.to_owned())).collect();
            names.sort();
            parts.push((tag.name, tag.end, names));
        }
        parts
    };
    let section = |html: String| html.split("<section").next().map(ToOwned::to_owned).unwrap_or_default();
    let (first, second) = (section(filled(&plain)), section(filled(&mixed)));
    assert_eq!(attributes(&first), attributes(&second.replace("<p><kbd>k</kbd></p>\n", "")));
}

#[test]
fn links_and_pictures_in_html_are_bound_too() {
    let text = "<a href=\"b.md#c\">b</a> <img src=a%20b.png alt=A width=3> <a href=\"https://x.org/?a&amp;b\">x</a>\n";
    let rendered = done(text);
    assert_eq!(rendered.links[0].target, "b.md");
    assert_eq!(rendered.images[0].src, "a b.png");
    assert!(rendered.images[0].sized);
    assert_eq!(rendered.external[0].value, "https://x.org/?a&b");
    let expected = "<p><a href=\"b.md#c\">b</a> <img src=\"a%20b.png\" alt=\"A\" width=\"3\"> <a href=\"https://x.org/?a&amp;b\">x</a></p>\n";
    assert_eq!(filled(&rendered), expected);
}

#[test]
fn ids_in_html_are_prefixed_and_known() {
    let rendered = render("<a id=\"x\"></a> [y](#x)", &Options { prefix: "r1-", ..Options::default() });
    assert_eq!(rendered.ids, ["r1-x"]);
    assert_eq!(filled(&rendered), "<p><a id=\"r1-x\"></a> <a href=\"#r1-x\">y</a></p>\n");
}

#[test]
fn unsafe_addresses_are_errors_and_go() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "java&#9;script:x",
        "&#1;javascript:x",
        "vbscript:x",
        "data:text/html,x",
    ] {
        let text = format!("[a]({address})");
        assert_eq!(faults(&text)[0].0, "E072", "{text}");
        assert_eq!(html(&text), "<p>a</p>\n");
        assert_eq!(html(&format!("![a]({address})")), "<p>a</p>\n");
    }
    assert_eq!(faults("<javascript:x>")[0].0, "E072");
    let raw = "<a href=\"javascript:x\">a</a>";
    assert_eq!(faults(raw), [("E072", "<a href=\"javascript:x\">")]);
    assert_eq!(html(raw), "<p><a>a</a></p>\n");
}

#[test]
fn holes_cannot_be_forged() {
    let text = "<a href=\"x-hole:0\">a</a> <b>x-hole:0.</b> [b](c.md)";
    let rendered = done(text);
    assert_eq!(rendered.html.holes().len(), 1);
    assert_eq!(rendered.links.len(), 1);
}

#[test]
fn markers_in_swallowed_text_do_not_show() {
    let out = html("<title>[a](b.md)</title>\n\n<textarea>\n\n[a](b.md)\n\n<plaintext>\n\n[c](d.md)\n");
    assert!(!out.contains("x-hole"), "{out}");
}

#[test]
fn unclosed_html_is_closed() {
    assert_eq!(html("<div>\n\na *b\n"), "<div>\n<p>a *b</p>\n</div>");
}
