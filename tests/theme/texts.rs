//! Pages of texts: a thread, an article, a pathway, a group, and a kind that the theme has never heard of.

use std::sync::Arc;

use lyceum::view::*;

use super::samples::*;
use super::values::*;

pub(crate) fn discussion() -> ItemView {
    let reply =
        |id: &str, name: &str, initials: &str, to: Option<(Text, Text)>, accepted: bool, body: &str| ReplyView {
            id: text(id),
            author: person(name, initials, "", accepted),
            date: DateView { iso: text("2026-11-05T19:20"), text: text("November 5, 2026, 19:20") },
            to,
            answers: if id == "r1" { vec![(text("r2"), text("Brais Outeiral"))] } else { vec![] },
            accepted,
            body: text(body),
        };
    let sql = "<pre class=\"code\" tabindex=\"0\"><code class=\"language-sql\"><span class=\"hl-keyword\">SELECT</span> boat, <span class=\"hl-function\">row_number</span>() <span class=\"hl-keyword\">OVER</span> (<span class=\"hl-keyword\">PARTITION BY</span> boat <span class=\"hl-keyword\">ORDER BY</span> day <span class=\"hl-keyword\">DESC</span>, kg <span class=\"hl-keyword\">DESC</span>) <span class=\"hl-keyword\">AS</span> n <span class=\"hl-comment\">-- number them</span>\n<span class=\"hl-keyword\">WHERE</span> n = <span class=\"hl-number\">1</span> <span class=\"hl-keyword\">AND</span> name = <span class=\"hl-string\">'Rowing'</span>;</code></pre>";
    ItemView {
        card: Arc::new(Card { summary: text(""), ..(*threads()[0]).clone() }),
        body: text(&format!(
            "<p>I want one row per boat, the latest landing, with its weight. This works, but it feels like rowing:</p>{sql}"
        )),
        replies: vec![
            reply(
                "r1",
                "Hamid Oulhaj",
                "HO",
                None,
                true,
                &format!(
                    "<p>Rowing is honest work. But if two landings fall on the same day, you get two rows, and you will not notice until spring. Number them:</p>{sql}"
                ),
            ),
            reply(
                "r2",
                "Brais Outeiral",
                "BO",
                Some((text("r1"), text("Hamid Oulhaj"))),
                false,
                "<p>He says: “the second one, because it says <em>last</em>”. There were four boats with two landings.</p>",
            ),
            reply(
                "r3",
                "Jonah Kealamakia",
                "JK",
                Some((text("r1"), text("Hamid Oulhaj"))),
                false,
                "<p>Copied for the canoes.</p>",
            ),
        ],
        published: Some(DateView { iso: text("2026-11-05"), text: text("November 5, 2026") }),
        fields: vec![field("about", "About", many(vec![item(&mentors()[0])]))],
        ..bare()
    }
}

pub(crate) fn resource() -> ItemView {
    let fields = vec![
        field("type", "Type", choice("article", "Article")),
        field("license", "License", words("CC-BY-4.0")),
        field("checked", "Checked on", day("2026-08-30", "August 30, 2026")),
        field(
            "recommended_by",
            "Recommended by",
            many(vec![Shown::Person {
                person: person("Uxía Lourido", "UL", "", true),
                note: text("The first text about the sea that my brother, a skipper, did not correct."),
            }]),
        ),
        field("prerequisites", "Before this", many(vec![item(&resources()[1])])),
        field("next", "After this", many(vec![item(&resources()[2]), item(&resources()[3])])),
    ];
    let body = concat!(
        "<p>Ask ten people on a quay how high the waves are, and they name a height that a third of the waves exceed. Oceanographers noticed this and made it official.<sup><a href=\"#fn1\" id=\"fnref1\" role=\"doc-noteref\">1</a></sup></p>",
        "<aside class=\"alert alert-note\"><p class=\"alert-title\">Note</p><p>The <code>significant wave height</code> is the mean of the highest third.</p></aside>",
        "<aside class=\"alert alert-warning\"><p class=\"alert-title\">Warning</p><p>Double it before you leave the harbor.</p></aside>",
        "<h2 id=\"record\">From a record</h2><p>Inline <code>code</code>, a <kbd>key</kbd>, a <mark>mark</mark>.</p>",
        "<ul><li>one<ul><li>nested</li></ul></li><li>two</li></ul><ul><li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"done\"> Gauge</li><li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"to do\"> Chart</li></ul>",
        "<h3 id=\"table\">A table</h3><div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table\"><table><thead><tr><th scope=\"col\">Boat</th><th scope=\"col\">Day</th><th scope=\"col\">Weight in the ledger of the association</th></tr></thead><tbody><tr><td>Nova Esperanza</td><td>Monday</td><td>114 kg of something unusually long that does not fit</td></tr></tbody></table></div>",
        "<blockquote><p>Sooner or later one wave of that height comes by, and it is not “freak”, it is Tuesday.</p></blockquote>",
        "<dl><dt>Swell</dt><dd>Waves from elsewhere.</dd><dt>Sea</dt><dd>Waves from here.</dd></dl><hr>",
        "<pre class=\"code\" tabindex=\"0\"><code><span class=\"hl-keyword\">def</span> <span class=\"hl-function\">significant_height</span>(surface: np.<span class=\"hl-type\">ndarray</span>) -> <span class=\"hl-type\">float</span>:\n    <span class=\"hl-string\">\"\"\"Surface elevation in meters, evenly sampled, at least twice a second, over at least twenty minutes.\"\"\"</span>\n    <span class=\"hl-keyword\">return</span> <span class=\"hl-number\">4</span> * <span class=\"hl-function\">float</span>(np.std(surface - surface.mean()))  <span class=\"hl-comment\"># four times</span></code></pre>",
        "<section class=\"footnotes\" role=\"doc-endnotes\"><h2 class=\"hidden\" id=\"footnotes\">Footnotes</h2><ol><li id=\"fn1\"><p>They do not vanish. <a href=\"#fnref1\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a></p></li></ol></section>"
    );
    let entry = |id: &str, words: &str, level: u8| TocEntry { id: text(id), text: text(words), level };
    let card = Card { link: Some(text("https://example.org/waves")), ..(*resources()[0]).clone() };
    let view = ItemView {
        card: Arc::new(card),
        body: text(body),
        toc: vec![
            entry("record", "From a record", 2),
            entry("table", "A table", 3),
            entry("record", "Without a record", 2),
            entry("table", "What skippers say", 2),
        ],
        people: vec![roles("authors", "Authors", vec![person("Ragnhild Austevoll", "RA", "Waves, mostly", false)])],
        published: Some(DateView { iso: text("2026-02-02"), text: text("February 2, 2026") }),
        updated: Some(DateView { iso: text("2026-08-30"), text: text("August 30, 2026") }),
        reading_minutes: 7,
        untranslated: Some(text("es")),
        links: vec![LinkGroup {
            name: text("pathway-steps"),
            label: text("Pathways"),
            cards: drawn(vec![resources()[1].clone()]),
            others: vec![],
        }],
        ..bare()
    };
    with_fields(view, fields)
}

pub(crate) fn pathway() -> ItemView {
    let step = |id: &str, title: &str, optional: bool| StepView {
        id: text(id),
        title: text(title),
        marks: if optional { vec![mark("optional", "true", "Optional")] } else { vec![mark("kind", "make", "Make")] },
        text: text(
            "<p>Install nothing yet. Come to the stove, pair with someone, change a number and see what happens.</p>",
        ),
        fields: vec![
            field("resources", "Resources", many(vec![item(&resources()[1]), item(&resources()[2])])),
            field("goal", "Goal", words("You have compiled something.")),
            field("check", "How you know", words("You can say which of the two files you changed.")),
        ],
    };
    let fields = vec![
        field(
            "audience",
            "For whom",
            words("People who have written a script or two in any language and have Monday evenings."),
        ),
        field(
            "goals",
            "Goals",
            many(
                [
                    "Read a compiler error to the end",
                    "Own, borrow and hand over a value on purpose",
                    "Publish one program with a test",
                ]
                .map(words)
                .into(),
            ),
        ),
        field("badge", "Badge", item(&resources()[2])),
    ];
    let card = Card {
        title: text("The First Winter of Rust"),
        url: text("/pathways/winter/"),
        kind: text("pathway"),
        kind_label: text("Pathway"),
        summary: text("Ten weeks from the first cargo new to a small program that somebody else uses."),
        image: Some(image("/waves.svg", "A stove with a small fire", 1200, 675)),
        marks: vec![mark("level", "beginner", "Beginner")],
        topics: vec![topic("Rust", 0)],
        ..Card::default()
    };
    with_fields(
        ItemView {
            card: Arc::new(card),
            body: text("<p>Winter here is long, dark and wet, which is a fine climate for type systems.</p>"),
            steps: vec![
                step("step-one", "One evening to see whether you like it", false),
                step("step-two", "The harbor pilot", false),
                step("step-three", "Tell the stove", true),
            ],
            awards: vec![AwardLink {
                to: person("Oksana Hrytsenko", "OH", "", true),
                date: Some(DateView { iso: text("2025-03-31"), text: text("March 31, 2025") }),
                url: text("/achievements/first-winter/oksana/"),
            }],
            ..bare()
        },
        fields,
    )
}

pub(crate) fn award() -> AwardView {
    AwardView {
        to: person("Oksana Hrytsenko", "OH", "Electronics technician", true),
        card: pathway().card,
        date: Some(DateView { iso: text("2025-03"), text: text("March 2025") }),
        fields: vec![field("evidence", "Evidence", link("https://git.example.org/x", "git.example.org"))],
        criteria: vec![field("criteria", "Criteria", words("A program that somebody else has used twice."))],
    }
}

pub(crate) fn study_group() -> ItemView {
    let fields = vec![
        field(
            "join",
            "Join",
            group(vec![
                field("url", "Address", link("https://example.org/join", "example.org")),
                field("how", "How", words("Just come; the first evening you only have to watch.")),
                field("open", "Open to newcomers", Shown::Bool { value: true, text: text("Yes") }),
            ]),
        ),
        field("goals", "Goals", many(vec![words("Everybody writes code every week")])),
        field("agreements", "Agreements", html("<p>We ask before we touch a keyboard.</p>")),
        field(
            "reading",
            "Reading",
            many(vec![group(vec![
                field("resource", "Resource", item(&resources()[2])),
                field("week", "Week", words("1")),
            ])]),
        ),
        field(
            "channels",
            "Channels",
            many(vec![group(vec![
                field("name", "Name", words("Chat")),
                field("url", "Address", link("https://chat.example.org/rust", "chat.example.org")),
            ])]),
        ),
        field("parent", "Part of", item(&resources()[1])),
    ];
    let mut dates: Vec<WhenView> = (1..4)
        .map(|n| when(&n.to_string(), "Dec", "Mon", &format!("Monday, December {n}, 2026"), "19:00 – 21:00"))
        .collect();
    dates[0].repeats = text("every Monday");
    let card = Card {
        title: text("Rust by the Stove"),
        kind: text("group"),
        kind_label: text("Group"),
        summary: text("Our largest study group, mostly because of the stove."),
        when: dates.first().cloned(),
        place: text("The Ropewalk, meter 12"),
        mode: Some(mark("mode", "in-person", "In person")),
        marks: vec![mark("type", "study-group", "Study group"), mark("state", "active", "Active")],
        ..Card::default()
    };
    let view = ItemView {
        card: Arc::new(card),
        dates: dates.into_iter().map(plain).collect(),
        calendar: Some(text("/groups/rust.ics")),
        people: vec![roles(
            "members",
            "Members",
            vec![
                person("Bartosz Klimczuk", "BK", "Stoves", true),
                person("Mei-Lin Tsai", "MT", "", false),
                person("Noor Haddadin", "NH", "", false),
            ],
        )],
        body: text("<p>Mondays.</p>"),
        ..bare()
    };
    with_fields(view, fields)
}

/// Every type of value, in a kind that the theme does not know.
pub(crate) fn unknown() -> ItemView {
    let fields = vec![
        field(
            "keeper",
            "Keeper",
            Shown::Person { person: person("Abel Requejo", "AR", "Benches", false), note: text("") },
        ),
        field("loan", "Loan", words("7 days")),
        field("deposit", "Deposit", words("€20")),
        field("state", "State", choice("in", "In")),
        field("since", "Since", day("2024", "2024")),
        field("insured", "Insured", Shown::Bool { value: false, text: text("No") }),
        field("about", "About", Shown::Topic { topic: topic("Repair", 0) }),
        field("manual", "Manual", many(vec![item(&resources()[1])])),
        field("plan", "Plan", Shown::Image { image: image("/waves.svg", "A plan", 1200, 675) }),
        field("history", "History", html("<p>Came with the <em>Nova Esperanza</em>.</p>")),
        field("extra", "Extra", Shown::Free { value: serde_json::json!({"a": [1, true, null, "b"]}) }),
        field("number", "Number", Shown::Free { value: serde_json::json!(7) }),
        field("empty", "Empty", many(vec![])),
    ];
    let card = Card {
        title: text("Ratchet splicer"),
        kind: text("tool"),
        kind_label: text("Tool"),
        summary: text("Splices ropes up to 24 mm."),
        marks: vec![mark("state", "in", "In"), mark("condition", "cranky", "Cranky")],
        ..Card::default()
    };
    with_fields(ItemView { card: Arc::new(card), body: text("<p>Oil it.</p>"), ..bare() }, fields)
}
