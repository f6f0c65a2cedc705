//! Pages of events and persons.

use lyceum::view::*;

use super::samples::*;
use super::values::*;

pub(crate) fn event() -> ItemView {
    let session = |id: &str, title: &str, day: &str, time: &str, body: &str| SessionView {
        id: text(id),
        title: text(title),
        when: Some(when("16", "Apr", "Fri", "Friday, April 16, 2027", time)),
        new_day: text(day),
        room: text("Meter 130, the long hall"),
        track: text(if id == "opening" { "Everyone" } else { "Machines" }),
        speakers: vec![person("Oksana Hrytsenko", "OH", "", true), person("Tunde Akerele", "TA", "", false)],
        text: text(body),
        resources: vec![link("https://example.org/slides", "Slides")],
    };
    let fields = vec![
        field(
            "audience",
            "For whom",
            words(
                "Everyone who learns or teaches something. Half of the speakers have never spoken before, on purpose.",
            ),
        ),
        field(
            "place",
            "Place",
            group(vec![
                field("name", "Name", words("The Ropewalk")),
                field("room", "Room", words("Meters 12 to 205, the whole shed")),
                field("address", "Address", words("Rúa da Cordoaría 1, Porto Orballo, Galicia, Spain")),
                field(
                    "access",
                    "Access",
                    words("Step-free from the quay side; the door on the street side has two steps."),
                ),
            ]),
        ),
        field(
            "online",
            "Online",
            group(vec![field(
                "url",
                "Address",
                link("https://video.example.org/ropewalk/splice-2027", "Live stream of the long hall"),
            )]),
        ),
        field(
            "registration",
            "Registration",
            group(vec![
                field("url", "Address", link("https://example.org/splice-2027/tickets", "example.org")),
                field("closes", "Closes", day("2027-04-11T20:00", "April 11, 2027, 20:00")),
            ]),
        ),
        field("capacity", "Places", words("160")),
        field(
            "price",
            "Price",
            many(vec![
                group(vec![
                    field("name", "Name", words("Early")),
                    field("price", "Price", words("€35")),
                    field("until", "Until", day("2027-02-14", "February 14, 2027")),
                ]),
                group(vec![field("name", "Name", words("Regular")), field("price", "Price", words("€50"))]),
            ]),
        ),
        field(
            "accessibility",
            "Accessibility",
            group(vec![
                field(
                    "captions",
                    "Captions",
                    words("Live captions in English and Spanish in the long hall, by people"),
                ),
                field("step_free", "Step-free", words("The whole program; enter from the quay side")),
            ]),
        ),
        field("resources", "Resources", many(resources().iter().map(item).collect())),
    ];
    let view = ItemView {
        card: events()[3].clone(),
        body: text(
            "<p>Splice is the one weekend on which the shed is heated from end to end. <strong>Half of the speakers have never spoken before</strong>, on purpose.</p><h2 id=\"what\">What to bring</h2><p>Warm shoes. The floor is from 1791.</p>",
        ),
        dates: vec![plain(when("16", "Apr", "Fri", "April 16 – 18, 2027", ""))],
        sessions: vec![
            session(
                "opening",
                "Someone walks forwards at the other end",
                "Friday, April 16",
                "10:00 – 10:45",
                "<p>What has been learned in this shed since 1791, in forty-five minutes, with one demonstration involving the audience and a rope.</p>",
            ),
            session(
                "gauge",
                "A year under the quay",
                "",
                "11:15 – 11:55",
                "<p>Version 4 of the tide gauge turned one in March.</p>",
            ),
            session("ears", "Ferry timetables by ear", "Saturday, April 17", "10:00 – 10:45", ""),
        ],
        people: vec![roles(
            "organizers",
            "Organizers",
            vec![
                person("Uxía Lourido", "UL", "Keys and chairs", true),
                person("Bartosz Klimczuk", "BK", "Stoves, Rust, in that order of temperature", false),
            ],
        )],
        calendar: Some(text("/events/splice-2027/splice-2027.ics")),
        add: vec![NavLink {
            label: text("Outlook"),
            url: text("https://outlook.live.com/calendar/0/deeplink/compose?x=1&y=2"),
        }],
        windows: vec![window("registration", "Registration", "early"), window("cfp", "Call for proposals", "open")],
        related: drawn(resources()),
        ..bare()
    };
    with_fields(view, fields)
}

/// The page of one date of a series.
pub(crate) fn date() -> ItemView {
    let when = when("17", "Dec", "Thu", "Thursday, December 17, 2026", "19:00 – 20:00");
    let card = Card { note: text("One hour later than usual."), when: Some(when), ..(*events()[0]).clone() };
    let series = NavLink { label: text("Open bench"), url: text("/events/open-bench/") };
    ItemView {
        card: card.into(),
        series: Some(series),
        people: vec![roles("speakers", "Speakers", vec![person("Efua Larbi", "EL", "Draws maps", true)])],
        ..bare()
    }
}

pub(crate) fn series() -> ItemView {
    let thursday =
        |n: i32| when(&n.to_string(), "Dec", "Thu", &format!("Thursday, December {n}, 2026"), "18:00 – 19:00");
    let mut dates: Vec<DateEntry> = (1..9).map(|n| plain(thursday(n))).collect();
    dates[1] = changed(thursday(2));
    dates[7].when.past = true;
    dates[7].media = vec![recording()];
    let fields = vec![
        field(
            "registration",
            "Registration",
            group(vec![field("closes", "Closes", day("2026-12-01", "December 1, 2026"))]),
        ),
        field("online", "Online", link("https://meet.example.org/ropewalk-bench", "The bench")),
        field("status_note", "Note", words("Moved to the small room because of the storm.")),
    ];
    let view = ItemView {
        card: events()[0].clone(),
        body: text("<p>No application, no goal, no follow-up.</p>"),
        dates,
        calendar: Some(text("/x.ics")),
        windows: vec![
            window("registration", "Registration", "closed"),
            WindowView { label: text("Applications"), state: "open", ..WindowView::default() },
            window("cfp", "Call for proposals", "over"),
        ],
        ..bare()
    };
    with_fields(view, fields)
}

pub(crate) fn mentor() -> ItemView {
    let fields = vec![
        field("headline", "Headline", words("Databases, and why the query is slow")),
        field("pronouns", "Pronouns", words("he/him")),
        field("timezone", "Time zone", words("Africa/Casablanca (Agadir)")),
        field("languages", "Languages", many(["العربية", "Français", "English", "Español"].map(words).into())),
        field("skills", "Skills", many(["PostgreSQL", "SQLite", "data modeling"].map(words).into())),
        field(
            "can",
            "Offers",
            many(vec![choice("mentor", "Mentor"), choice("speak", "Speak"), choice("review", "Review")]),
        ),
        field(
            "roles",
            "Roles",
            many(vec![group(vec![
                field("title", "Title", words("Facilitator")),
                field("from", "From", day("2025-03", "March 2025")),
            ])]),
        ),
        field(
            "contact",
            "Contact",
            group(vec![
                field("via", "Via", choice("form", "Form")),
                field("url", "Address", link("https://example.org/contact/hamid", "example.org")),
            ]),
        ),
        field(
            "mentoring",
            "Mentoring",
            group(vec![
                field("status", "Status", choice("full", "Full")),
                field(
                    "helps_with",
                    "Helps with",
                    many(vec![
                        words("From spreadsheet to database without losing the accountant"),
                        words("Query plans and indexes"),
                    ]),
                ),
                field("formats", "Formats", many(vec![choice("long-term", "Long-term"), choice("group", "Group")])),
                field("hours_per_month", "Hours per month", words("5")),
                field("confirmed", "Confirmed", day("2026-09-28", "September 28, 2026")),
            ]),
        ),
    ];
    let view = ItemView {
        card: mentors()[0].clone(),
        body: text(
            "<p>I keep the ledgers of nine cooperatives in one database and sleep well. Both of my places are taken until March; the <a href=\"/events/open-bench/\">open bench</a> is the way to catch me before then.</p><p>Bring the smallest table that still shows the problem.</p>",
        ),
        links: vec![
            LinkGroup { name: text("event-hosts"), label: text("Host"), cards: drawn(events()), others: vec![] },
            LinkGroup {
                name: text("resource-authors"),
                label: text("Author"),
                cards: drawn(resources()),
                others: vec![],
            },
        ],
        ..bare()
    };
    with_fields(view, fields)
}
