//! Each check finds what it is for, at its place, and nothing else.

use super::{done, faults};

#[test]
fn images_need_alt_texts() {
    assert_eq!(faults("a ![](x.png) ![ ](y.png) ![z](z.png)"), [("E030", "![](x.png)"), ("E030", "![ ](y.png)")]);
    assert_eq!(faults("<img src=\"x.png\"> <img src=y alt=\"\">"), [("E030", "<img src=\"x.png\">")]);
}

#[test]
fn heading_levels_are_not_skipped() {
    let skipped = |text| faults(text).len();
    assert_eq!(skipped("# A\n## B\n### C\n# D\n"), 0);
    assert_eq!(skipped("## B\n### C\n## D\n"), 0);
    assert_eq!(skipped("### C\n"), 1);
    assert_eq!(skipped("## B\n#### C\n##### D\n"), 1);
    assert_eq!(skipped("```\n### C\n```\n"), 0);
}

#[test]
fn link_texts_say_something() {
    assert_eq!(faults("[here](a.md) [Click Here](b.md) [Hier](c.md) [here it is](d.md)").len(), 3);
    assert_eq!(faults("see [**here**](a.md)"), [("W072", "[**here**](a.md)")]);
}

#[test]
fn mail_addresses_are_reported_once_each() {
    assert_eq!(faults("write to ana.b+c@mail.example.org."), [("E071", "ana.b+c@mail.example.org")]);
    assert_eq!(faults("<ana@x.org>"), [("E071", "<ana@x.org>")]);
    assert_eq!(faults("[ana@x.org](mailto:ana@x.org)"), [("E071", "[ana@x.org](mailto:ana@x.org)")]);
    assert_eq!(faults("first_last@x.org"), [("E071", "first_last@x.org")]);
    assert_eq!(faults("<p>ana@x.org</p>"), [("E071", "ana@x.org")]);
    assert_eq!(faults("<a href=\"mailto:ana@x.org\">Ana</a>").len(), 1);
}

#[test]
fn what_is_no_mail_address_is_left_alone() {
    for text in [
        "`a@x.org`",
        "```\na@x.org\n```",
        "@ana@social.example",
        "https://x.org/@ana@y.org",
        "https://a@x.org/b",
        "a@b",
        "a @ b.org",
        "@ana",
        "x@y.c0",
    ] {
        assert_eq!(faults(text), [], "{text}");
    }
}

#[test]
fn limits() {
    assert_eq!(done(&"a".repeat((2 << 20) + 1)).faults[0].code.id, "E002");
    assert_eq!(done(&">".repeat(65)).faults[0].code.id, "E007");
    assert_eq!(done(&"> ".repeat(60)).faults, []);
    assert_eq!(done(&"- ".repeat(500)).faults, []);
    assert_eq!(done(&("- ".repeat(500) + "a")).faults[0].code.id, "E007");
    assert_eq!(done(&"<b>".repeat(300)).faults.iter().filter(|f| f.code.id == "E007").count(), 1);
    assert_eq!(done(&format!("x <b {}>", "a ".repeat(100))).faults.iter().filter(|f| f.code.id == "E007").count(), 1);
}

#[test]
fn messages_have_the_line_to_write() {
    let rendered = done("#### A\n\n![](x.png) [here](y.md) <script>x</script> [a](javascript:x) a@b.org\n");
    assert_eq!(rendered.faults.len(), 6);
    for fault in rendered.faults {
        assert!(fault.help.is_some_and(|help| !help.is_empty()), "{}", fault.code.id);
        assert!(fault.message.ends_with('.'), "{}", fault.message);
    }
}

#[test]
fn the_worst_texts_do_not_take_long() {
    let worst = [
        "[".repeat(200_000),
        "*".repeat(200_000),
        "`".repeat(200_000),
        "*a_ ".repeat(50_000),
        "![".repeat(100_000),
        "<a ".repeat(100_000),
        "<!--".repeat(50_000),
        "a@".repeat(100_000),
        "http://x;".repeat(50_000) + &";".repeat(50_000),
        "http://x".to_owned() + &"(".repeat(100_000) + &")".repeat(200_000),
        "[^a]".repeat(50_000) + "\n\n[^a]: x\n",
        "# a\n".repeat(20_000),
        "a\n: b\n".repeat(20_000),
        "|".repeat(100_000),
        "<b>x</b>".repeat(20_000),
        "$a".repeat(50_000),
        "- ".repeat(60) + "a\n" + &"\n".repeat(100_000),
        "&a;".repeat(100_000),
        "[a](b".repeat(50_000),
        "_a__".repeat(50_000),
        "<i></b>".repeat(30_000),
        "[a]: b\n".repeat(30_000) + &"[a]".repeat(30_000),
        "<p><b a>x</p>".repeat(190),
        "<b><table></b></table>".repeat(20_000),
        "<b><div></b>".repeat(20_000),
        "<b><p></b></p>".repeat(20_000),
        "<div><b></div>".repeat(20_000),
        "<table><tr><td><i><td></i>".repeat(20_000),
        "<b><button></b></button>".repeat(20_000),
        "<svg><b></svg></b>".repeat(20_000),
        "<a><p></a>".repeat(20_000),
        "<ul><li></ul>".repeat(20_000),
        "<b><td></b>".repeat(20_000),
        "<li><li>".repeat(20_000),
        "<p><li><dd>".repeat(20_000),
        "<tr><td>".repeat(20_000),
        "<a href=x>".repeat(20_000),
        "<h2><p>".repeat(20_000),
        "<i><p>".repeat(195) + &"</p><p>".repeat(5_000),
        "<option>".repeat(20_000),
        "<ruby><rt>".repeat(20_000),
    ];
    for text in worst {
        let start = now();
        done(&text);
        let took = start.elapsed();
        assert!(took.as_secs() < 10, "{}… took {took:?}", &text[..20]);
    }
}

#[allow(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}
