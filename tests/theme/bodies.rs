//! The bodies of sample pages: one of each template, full and empty.

use std::sync::Arc;

use lyceum::view::*;

use super::samples::*;

pub(crate) fn home() -> Body {
    Body::Home(HomeView {
        intro: text("<p>Come on a <a href=\"/events/\">Thursday</a>. Nobody is ever ready; we start anyway.</p>"),
        upcoming: events(),
        sections: vec![
            section("questions", "Waiting for an answer", threads(), true),
            section("thanks", "Thank you", thanks(), true),
            section("resources", "New in the library", resources(), true),
            section("mentors", "Mentors with a free place", mentors(), true),
            section("opportunities", "Ways to take part", vec![opportunity()], true),
        ],
        topics: vec![
            topic("Rust", 31),
            topic("Data", 24),
            topic("Sea and weather", 12),
            topic("Running a community", 9),
            topic("Repair", 4),
        ],
        kinds: [
            ("Events", 48),
            ("Resources", 63),
            ("Mentors", 8),
            ("Groups", 11),
            ("Pathways", 4),
            ("Discussions", 22),
            ("Tools", 17),
        ]
        .map(|(l, n)| topic(l, n))
        .into(),
    })
}

pub(crate) fn empty_home() -> Body {
    Body::Home(HomeView { intro: text(""), upcoming: vec![], sections: vec![], topics: vec![], kinds: vec![] })
}

fn choices(labels: &[&str], url: &str) -> Vec<Choice> {
    let choice = |label: &&str| Choice { value: text(label), label: text(label), url: text(url), count: label.len() };
    labels.iter().map(choice).collect()
}

pub(crate) fn search() -> Body {
    Body::Search(SearchView {
        index: text("/search/index/"),
        kinds: choices(&["Events", "Resources", "People"], "/x/"),
        topics: choices(&["Rust", "Sea and weather"], "/x/"),
        languages: choices(&["English", "Español"], ""),
    })
}

pub(crate) fn empty_search() -> Body {
    Body::Search(SearchView { index: text("/search/index/"), kinds: vec![], topics: vec![], languages: vec![] })
}

fn facet(label: &str, values: &[(&str, usize)]) -> Facet {
    let value = |(label, count): &(&str, usize)| FacetValue {
        value: text(&label.to_lowercase()),
        label: text(label),
        url: text("/x/"),
        count: *count,
        current: *label == "Beginner",
    };
    Facet { name: text(label), label: text(label), values: values.iter().map(value).collect(), more: None }
}

pub(crate) fn list(kind: &str, heading: &str, cards: Vec<Arc<Card>>, groups: bool) -> Body {
    let groups = match groups {
        true => vec![section("upcoming", "Coming up", cards, false), section("past", "Past", vec![past_event()], true)],
        false => vec![section("all", "", cards, false)],
    };
    let links =
        ["1", "2", "…", "7"].map(|l| NavLink { label: text(l), url: text(if l == "…" { "" } else { "/x/" }) });
    Body::List(ListView {
        kind: text(kind),
        heading: text(heading),
        intro: text(
            "Something to learn from: an article, a book, a course, a video, a tool; elsewhere on the web or written here.",
        ),
        count: text("63 entries"),
        groups,
        facets: vec![
            facet(
                "Topics",
                &[
                    ("Rust", 31),
                    ("Data", 24),
                    ("Sea and weather", 12),
                    ("Running a community", 9),
                    ("Git", 5),
                    ("SQL", 5),
                    ("Maps", 4),
                    ("Repair", 4),
                    ("Design", 2),
                    ("Oral history", 1),
                ],
            ),
            facet("Level", &[("Beginner", 33), ("Intermediate", 20), ("Advanced", 7)]),
            facet("Language", &[("English", 50), ("Español", 12), ("العربية", 1)]),
        ],
        filter: Some(FilterView {
            url: text("/x/filter.json"),
            list: text("/x/"),
            orders: [("list", "As in the list"), ("date", "Newest first")]
                .map(|(value, label)| OrderView { value: text(value), label: text(label) })
                .into(),
        }),
        all: None,
        pager: Some(Pager {
            page: 2,
            pages: 7,
            text: text("Page 2 of 7"),
            previous: Some(text("/x/")),
            next: Some(text("/x/")),
            links: links.into(),
        }),
        calendar: Some(text("/events/calendar.ics")),
    })
}

pub(crate) fn empty_list() -> Body {
    Body::List(ListView {
        kind: text("recipe"),
        heading: text("Recipes"),
        intro: text(""),
        count: text("0 entries"),
        groups: vec![],
        facets: vec![],
        filter: None,
        all: None,
        pager: None,
        calendar: None,
    })
}

pub(crate) fn topics() -> Body {
    let topics = [
        "Accessibility",
        "Data",
        "Design",
        "Electronics",
        "Git",
        "Maps",
        "Mentoring",
        "Oral history",
        "Programming",
        "Repair",
        "Rust",
        "Sea and weather",
        "SQL",
        "Typography",
    ];
    Body::Topics(TopicsView { topics: topics.map(|l| topic(l, l.len())).into() })
}

pub(crate) fn topic_page() -> Body {
    Body::Topic(TopicView {
        label: text("Data"),
        description: text("Tables, tides, catches and rainfall, and the patience to clean them."),
        broader: vec![topic("Programming", 0)],
        narrower: vec![topic("SQL", 12), topic("Maps", 4)],
        sections: vec![
            section("event", "Events", events(), true),
            section("resource", "Resources", resources(), true),
            section("mentor", "Mentors", mentors(), false),
        ],
        calendar: Some(text("/topics/data/calendar.ics")),
    })
}

fn agenda_day(cards: Vec<Arc<Card>>) -> AgendaDay {
    let entry = |card: Arc<Card>| AgendaEntry {
        days: card.when.as_ref().filter(|when| when.all_day).map(|when| when.date.clone()).unwrap_or_default(),
        card,
    };
    AgendaDay {
        iso: text("2026-12-03"),
        text: text("Thursday, December 3, 2026"),
        day: text("3"),
        month: text("Dec"),
        weekday: text("Thu"),
        year: text("2026"),
        past: false,
        entries: cards.into_iter().map(entry).collect(),
    }
}

fn agenda_month(name: &str, title: &str, cards: Vec<Arc<Card>>) -> AgendaMonth {
    let url = text(&format!("/calendar/{name}/"));
    AgendaMonth { name: text(name), title: text(title), url, days: vec![agenda_day(cards)] }
}

fn link_to(label: &str, url: &str) -> TopicLink {
    TopicLink { label: text(label), url: text(url), count: 0 }
}

pub(crate) fn calendar() -> Body {
    let link = |label: &str, url: &str| NavLink { label: text(label), url: text(url) };
    Body::Calendar(CalendarView {
        months: vec![
            agenda_month("2026-12", "December 2026", events()),
            agenda_month("2027-01", "January 2027", events()),
        ],
        later: vec![TopicLink { count: 12, ..link_to("February 2027", "/calendar/2027-02/") }],
        month: text("/calendar/2026-12/"),
        years: vec![link("2026", "/calendar/2026/"), link("2025", "/calendar/2025/")],
        ics: text("https://ropewalk.example.org/calendar.ics"),
        webcal: text("webcal://ropewalk.example.org/calendar.ics"),
        feeds: vec![link("Groups", "/groups/calendar.ics"), link("Topic: Rust", "/topics/rust/calendar.ics")],
    })
}

pub(crate) fn empty_calendar() -> Body {
    Body::Calendar(CalendarView {
        months: vec![],
        later: vec![],
        month: text("/calendar/2026-12/"),
        years: vec![],
        ics: text(""),
        webcal: text(""),
        feeds: vec![],
    })
}

pub(crate) fn month() -> Body {
    let short = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let event = |title: &str, time: &str| DayEvent {
        title: text(title),
        url: text("/events/x/"),
        time: text(time),
        start: text("2026-12-03T18:00:00+01:00"),
        continues: time.is_empty(),
        cancelled: title == "Winter supper",
    };
    let cell = |n: u8| DayCell {
        iso: text(&format!("2026-12-{n:02}")),
        day: n,
        inside: n <= 31,
        events: match n {
            3 | 10 | 17 => vec![event("Open bench", "18:00")],
            11 => vec![
                event("Winter supper", "20:00"),
                event("Git without fear: an evening about undoing things", "18:30"),
            ],
            12 | 13 => vec![event("Repair marathon", "")],
            _ => vec![],
        },
    };
    let weeks = (0..5u8)
        .map(|w| {
            (0..7u8)
                .map(|d| w * 7 + d)
                .map(|n| {
                    if n == 0 {
                        DayCell { day: 30, inside: false, iso: text("2026-11-30"), events: vec![] }
                    } else {
                        let mut c = cell(n);
                        if n > 31 {
                            c.day = n - 31;
                            c.iso = text(&format!("2027-01-{:02}", n - 31));
                        }
                        c
                    }
                })
                .collect()
        })
        .collect();
    Body::Month(MonthView {
        title: text("December 2026"),
        iso: text("2026-12"),
        weekdays: short.map(|s| WeekdayName { short: text(s), long: text(&format!("{s}day")) }).into(),
        weeks,
        agenda: vec![agenda_day(events())],
        previous: Some(MonthLink { title: text("November 2026"), url: text("/calendar/2026-11/") }),
        next: Some(MonthLink { title: text("January 2027"), url: text("/calendar/2027-01/") }),
    })
}

pub(crate) fn empty_month() -> Body {
    Body::Month(MonthView {
        title: text("August 2026"),
        iso: text("2026-08"),
        weekdays: vec![],
        weeks: vec![],
        agenda: vec![],
        previous: None,
        next: None,
    })
}

pub(crate) fn year() -> Body {
    Body::Year(YearView {
        year: text("2026"),
        months: vec![agenda_month("2026-05", "May 2026", vec![past_event(), past_event()])],
        earlier: vec![TopicLink { count: 3, ..link_to("April 2026", "/calendar/2026-04/") }],
        years: vec![NavLink { label: text("2025"), url: text("/calendar/2025/") }],
    })
}
