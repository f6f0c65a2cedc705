//! Views with realistic data, and the emptiest ones that the contract allows.

use std::sync::Arc;

use lyceum::plan::CardView;
use lyceum::render::Renderer;
use lyceum::source::Tree;
use lyceum::theme::Theme;
use lyceum::view::*;

pub(crate) fn text(s: &str) -> Text {
    s.into()
}

fn nav(label: &str, url: &str) -> NavLink {
    NavLink { label: text(label), url: text(url) }
}

fn date(iso: &str, words: &str) -> DateView {
    DateView { iso: text(iso), text: text(words) }
}

pub(crate) fn site() -> SiteView {
    SiteView {
        title: text("The Ropewalk"),
        description: text(
            "A learning community in a 214-meter shed in Porto Orballo, where people with other jobs learn to program, repair, map, write and teach, and then show the next person.",
        ),
        home: text("/"),
        url: text("https://ropewalk.example.org/"),
        language: text("en"),
        menu: [
            ("Events", "/events/"),
            ("Library", "/resources/"),
            ("Pathways", "/pathways/"),
            ("Groups", "/groups/"),
            ("Mentors", "/mentors/"),
            ("Tools to borrow", "/tools/"),
            ("Discussions", "/discussions/"),
            ("Join", "/join/"),
        ]
        .map(|(l, u)| nav(l, u))
        .into(),
        footer: vec![
            nav("Contact", "/contact/"),
            nav("Code of conduct", "/code-of-conduct/"),
            nav("All topics", "/topics/"),
            nav("Atom feed", "/feed.atom"),
            nav("Calendar file", "/calendar.ics"),
        ],
        contact: Some(text("https://example.org/contact")),
        social: vec![
            nav("Chat", "https://chat.example.org/ropewalk"),
            nav("Fediverse", "https://social.example.org/@ropewalk"),
            nav("Recordings", "https://video.example.org/ropewalk"),
        ],
        calendar: Some(text("/calendar/")),
        search: Some(text("/search/")),
        tokens: vec![],
        generator: text("Lyceum 0.1.0"),
    }
}

pub(crate) fn page(title: &str, url: &str, section: &str, crumbs: &[(&str, &str)]) -> PageMeta {
    PageMeta {
        url: text(url),
        canonical: text(&format!("https://ropewalk.example.org{url}")),
        title: text(title),
        description: text("A sentence about the page for search engines & previews."),
        language: text("en"),
        direction: text("ltr"),
        og_type: text("article"),
        image: None,
        feeds: vec![FeedLink {
            title: text("Atom"),
            url: text("/events/feed.atom"),
            media_type: "application/atom+xml",
        }],
        breadcrumbs: crumbs.iter().map(|(l, u)| nav(l, u)).collect(),
        section: text(section),
        alternates: vec![],
        edit: Some(text("https://github.com/example/ropewalk/edit/main/content/x.md")),
        json_ld: text(r#"{"@context":"https://schema.org","@type":"Event","name":"a \u003c b"}"#),
        noindex: false,
        built: Some(date("2026-11-22", "November 22, 2026")),
    }
}

/// A page that says nothing of itself.
pub(crate) fn bare_page() -> PageMeta {
    PageMeta {
        language: text("en"),
        direction: text("ltr"),
        title: text("Bare"),
        url: text("/bare/"),
        ..PageMeta::default()
    }
}

pub(crate) fn person(name: &str, initials: &str, headline: &str, photo: bool) -> PersonLink {
    let image = photo.then(|| image("/portrait.svg", "", 320, 320));
    PersonLink {
        name: text(name),
        url: text("/people/x/"),
        external: false,
        headline: text(headline),
        image,
        initials: text(initials),
    }
}

pub(crate) fn image(url: &str, alt: &str, width: usize, height: usize) -> ImageView {
    ImageView { url: text(url), alt: text(alt), width, height, credit: text("") }
}

pub(crate) fn mark(name: &str, value: &str, words: &str) -> Mark {
    Mark { name: text(name), value: text(value), text: text(words) }
}

pub(crate) fn topic(label: &str, count: usize) -> TopicLink {
    TopicLink { label: text(label), url: text(&format!("/topics/{}/", label.to_lowercase().replace(' ', "-"))), count }
}

pub(crate) fn when(day: &str, month: &str, weekday: &str, date: &str, time: &str) -> WhenView {
    WhenView {
        start: text("2026-12-03T18:00:00+01:00"),
        end: text("2026-12-03T19:00:00+01:00"),
        starts_at: text("2026-12-03T17:00:00Z"),
        ends_at: text("2026-12-03T18:00:00Z"),
        date: text(date),
        time: text(time),
        zone: text(if time.is_empty() { "" } else { "Madrid time" }),
        zone_name: text("Europe/Madrid"),
        foreign: day == "5",
        day: text(day),
        month: text(month),
        weekday: text(weekday),
        year: text("2026"),
        all_day: time.is_empty(),
        past: false,
        repeats: text(""),
    }
}

fn base(kind: &str, label: &str, title: &str, summary: &str) -> Card {
    Card {
        url: text(&format!("/{kind}s/x/")),
        title: text(title),
        summary: text(summary),
        kind: text(kind),
        kind_label: text(label),
        ..Card::default()
    }
}

pub(crate) fn events() -> Vec<Arc<Card>> {
    let people =
        || vec![person("Hamid Oulhaj", "HO", "Databases", true), person("Marisol Quispe", "MQ", "Forms", false)];
    let bench = Card {
        when: Some(WhenView {
            repeats: text("every Thursday"),
            ..when("3", "Dec", "Thu", "Thursday, December 3, 2026", "18:00 – 19:00")
        }),
        following: vec![when("10", "Dec", "Thu", "Thursday, December 10, 2026", "18:00 – 19:00")],
        mode: Some(mark("mode", "online", "Online")),
        marks: vec![mark("type", "office-hours", "Office hours"), mark("price", "free", "Free")],
        people: people(),
        topics: vec![topic("Mentoring", 0), topic("Programming", 0)],
        ..base("event", "Event", "Open bench", "A mentor, a video room, and a free chair. One question of any size.")
    };
    let supper = Card {
        when: Some(when("11", "Dec", "Fri", "Friday, December 11, 2026", "20:00 – 23:30")),
        mode: Some(mark("mode", "in-person", "In person")),
        place: text("The Ropewalk, Porto Orballo"),
        status: Some(mark("status", "cancelled", "Cancelled")),
        marks: vec![mark("type", "social", "Social"), mark("price", "12 EUR", "€12")],
        topics: vec![topic("Running a community", 0)],
        ..base("event", "Event", "Winter supper", "Soup, lanterns and the year's least useful prizes.")
    };
    let git = Card {
        when: Some(when("15", "Dec", "Tue", "Tuesday, December 15, 2026", "18:30 – 20:30")),
        mode: Some(mark("mode", "hybrid", "In person and online")),
        place: text("The Ropewalk, meter 90, the bench room behind the second stove, Porto Orballo"),
        status: Some(mark("status", "rescheduled", "New date")),
        marks: vec![
            mark("type", "workshop", "Workshop"),
            mark("level", "beginner", "Beginner"),
            mark("price", "free", "Free"),
        ],
        people: vec![person("Saoirse McGarrigle", "SM", "", true)],
        topics: vec![topic("Git", 0), topic("Command line", 0), topic("Teaching", 0), topic("Web", 0)],
        ..base(
            "event",
            "Event",
            "Git without fear: an evening about undoing things, with a very long title that goes on and on",
            "You break a repository on purpose and put it together again, three times, until your hands know how.",
        )
    };
    let splice = Card {
        when: Some(WhenView {
            day: text("16"),
            month: text("Apr"),
            weekday: text("Fri"),
            ..when("16", "Apr", "Fri", "April 16 – 18, 2027", "")
        }),
        mode: Some(mark("mode", "hybrid", "In person and online")),
        place: text("The Ropewalk, Porto Orballo"),
        marks: vec![
            mark("type", "conference", "Conference"),
            mark("level", "all", "All levels"),
            mark("price", "35 EUR", "€35 – €90"),
        ],
        ..base(
            "event",
            "Event",
            "Splice 2027",
            "Three days in April on joining things, with talks by people who do something else on Mondays.",
        )
    };
    vec![Arc::new(bench), Arc::new(supper), Arc::new(git), Arc::new(splice)]
}

pub(crate) fn past_event() -> Arc<Card> {
    let when = WhenView { past: true, ..when("9", "May", "Sat", "Saturday, May 9, 2026", "11:00 – 14:00") };
    Arc::new(Card {
        when: Some(when),
        media: vec![super::values::recording()],
        ..base("event", "Event", "Borrow checker picnic", "Ownership explained with one blanket and eleven sandwiches.")
    })
}

pub(crate) fn resources() -> Vec<Arc<Card>> {
    let wave = Card {
        marks: vec![
            mark("type", "article", "Article"),
            mark("level", "intermediate", "Intermediate"),
            mark("time", "25m", "25 minutes"),
        ],
        people: vec![person("Ragnhild Austevoll", "RA", "", false)],
        date: Some(date("2026-02-02", "February 2, 2026")),
        topics: vec![topic("Sea and weather", 0), topic("Data", 0)],
        image: Some(image("/waves.svg", "Waves", 1200, 675)),
        ..base(
            "resource",
            "Resource",
            "How high is a wave, really?",
            "Significant wave height, a little spectrum, and why your eyes agree with the formula.",
        )
    };
    let book = Card {
        marks: vec![
            mark("type", "book", "Book"),
            mark("level", "advanced", "Advanced"),
            mark("price", "free", "Free"),
            mark("language", "en", "English"),
        ],
        topics: vec![topic("Rust", 0)],
        link: Some(text("https://doc.rust-lang.org/book/")),
        ..base("resource", "Resource", "The Rust Programming Language", "")
    };
    let arabic = Card {
        language: Some(text("ar")),
        direction: Some(text("rtl")),
        marks: vec![mark("type", "article", "Article"), mark("state", "outdated", "Outdated")],
        ..base("resource", "Resource", "دليل جيت للمبتدئين", "كيف تحفظ كل نسخة من عملك، خطوة بعد خطوة.")
    };
    let plain = Card {
        marks: vec![mark("type", "exercise", "Exercise"), mark("level", "beginner", "Beginner")],
        date: Some(date("2026-11-02", "November 2, 2026")),
        people: vec![
            person("Quina Piñeiro", "QP", "", true),
            person("Roi Castiñeira", "RC", "", false),
            person("Uxía Lourido", "UL", "", false),
        ],
        topics: vec![topic("Programming", 0), topic("Teaching", 0), topic("Public speaking", 0)],
        ..base(
            "resource",
            "Resource",
            "Testing with a clock",
            "Tests that pass on Tuesday and fail on Wednesday, and the four questions that find out why.",
        )
    };
    vec![Arc::new(wave), Arc::new(plain), Arc::new(book), Arc::new(arabic)]
}

pub(crate) fn mentors() -> Vec<Arc<Card>> {
    let mentor = |name: &str, initials: &str, headline: &str, photo: bool, status: (&str, &str)| {
        Arc::new(Card {
            initials: text(initials),
            image: photo.then(|| image("/portrait.svg", "Portrait", 320, 320)),
            place: text("Agadir, Morocco"),
            marks: vec![
                mark("mentoring.status", status.0, status.1),
                mark("mentoring.formats", "long-term", "Long-term"),
                mark("mentoring.formats", "group", "Group"),
            ],
            topics: vec![topic("SQL", 0), topic("Data", 0)],
            ..base("mentor", "Mentor", name, headline)
        })
    };
    vec![
        mentor("Hamid Oulhaj", "HO", "Databases, and why the query is slow", true, ("full", "Full")),
        mentor("Lucio Etcheberry", "LE", "Maps; también en español", false, ("open", "Open")),
        mentor(
            "Priyanka Thekkedath",
            "PT",
            "Pages, forms and documents that everybody can read, with or without a screen",
            true,
            ("open", "Open"),
        ),
    ]
}

pub(crate) fn threads() -> Vec<Arc<Card>> {
    let thread = |title: &str, replies: &str, answered: bool| {
        Arc::new(Card {
            marks: vec![mark("type", "question", "Question")],
            people: vec![person("Brais Outeiral", "BO", "", false)],
            date: Some(date("2026-11-05T05:50", "November 5, 2026")),
            topics: vec![topic("SQL", 0)],
            replies: Some(text(replies)),
            answered,
            ..base(
                "discussion",
                "Discussion",
                title,
                "I want one row per boat, the latest landing, with its weight. This works, but it feels like rowing.",
            )
        })
    };
    vec![
        thread("Window function or subquery for “the last visit of each boat”?", "3 replies", true),
        thread("Solder fumes: is an open window enough in February?", "no replies yet", false),
    ]
}

pub(crate) fn thanks() -> Vec<Arc<Card>> {
    let say = |title: &str, summary: &str| {
        Arc::new(Card {
            date: Some(date("2026-11-15", "November 15, 2026")),
            ..base("thanks", "Thanks", title, summary)
        })
    };
    vec![
        say("Thanks to Sabela Carnota", "For holding the door, twice, with a door-sized parcel in the other hand."),
        say("Thanks to Priyanka Thekkedath and Hamid Oulhaj", "For the silence after the question."),
    ]
}

pub(crate) fn opportunity() -> Arc<Card> {
    Arc::new(Card {
        closes: Some(date("2027-01-24", "January 24, 2027")),
        over_at: text("2027-01-25T00:00:00Z"),
        marks: vec![mark("type", "speaking", "Speaking")],
        ..base("opportunity", "Opportunity", "Speak at Low Water", "Five minutes, one slide, no experience needed.")
    })
}

/// The cards as the theme draws them.
pub(crate) fn drawn(cards: Vec<Arc<Card>>) -> Vec<Text> {
    let (theme, _) = Theme::load(&Tree::default(), "default");
    let (renderer, _) = Renderer::new(&theme, &site());
    let draw = |card| {
        let drawn = renderer.card(&CardView { card, language: text("en"), source: text("content/x.md") });
        assert!(drawn.problem.is_none(), "{:?}", drawn.problem);
        drawn.html
    };
    cards.into_iter().map(draw).collect()
}

/// Something that opens and closes, in one of its states.
pub(crate) fn window(name: &str, label: &str, state: &'static str) -> WindowView {
    WindowView {
        name: text(name),
        label: text(label),
        links: vec![nav("Address", "https://example.org/there")],
        opens: Some(date("2026-11-01", "Nov 1, 2026")),
        opens_at: text("2026-11-01T00:00:00Z"),
        closes: Some(date("2027-01-24T18:00:00+00:00", "January 24, 2027 at 6:00 PM")),
        closes_at: text("2027-01-24T18:00:00Z"),
        state,
    }
}

pub(crate) fn section(name: &str, title: &str, cards: Vec<Arc<Card>>, more: bool) -> Section {
    let more = more.then(|| nav("All of them", "/more/"));
    Section { name: text(name), title: text(title), cards: drawn(cards), more, open: name == "upcoming" }
}

pub(crate) fn alternate(language: &str, label: &str, url: &str, original: bool) -> Alternate {
    let full = text(&format!("https://ropewalk.example.org{url}"));
    Alternate { language: text(language), label: text(label), url: text(url), full, original }
}
