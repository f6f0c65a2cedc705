//! Single dates of series: what lists, pages and search engines are told of a date on which something is different.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod website;

use lyceum::output::Body;
use serde_json::Value;
use website::{Website, once, said, tree};

const SITE: &str = "title: Tidewater\nurl: https://tide.example.org\ntimezone: Europe/Lisbon\nlanguages: [en, es]\n";
const ROOM: &str = "place: {name: Net Loft, address: {city: Porto}}";

/// A weekly evening since October with all that can differ on a date. The site is built on 22 November 2026.
const NIGHT: &str = "---
title: Chart night
summary: We read charts.
start: 2026-10-06T18:30
duration: 2h
repeat: {every: week, on: [tue], until: 2026-12-29}
place: {name: Net Loft, address: {city: Porto}}
hosts: [ana]
resources: [{title: Handbook, url: \"https://x.example/handbook\", kind: notes}]
change:
  2026-10-13: {resources: [{title: The tape, url: \"https://x.example/tape\", kind: recording}, {title: Reading, url: \"https://x.example/read\"}]}
  2026-10-20: {start: 2026-10-20T19:30}
  2026-12-01: {title: Chart night with fog, speakers: [bo, {name: Guest Gull}], note: Bring a lamp.}
  2026-12-08: {place: {name: Lighthouse}, online: {url: \"https://meet.example/8\"}}
  2026-12-15: {status: moved-online, online: {url: \"https://meet.example/15\"}}
  2026-12-22: {status: cancelled}
  2026-12-29: {start: 2026-12-30T18:30, note: On Wednesday.}
---
Charts.
";

const GROUP: &str = "---
title: Gulls
type: study-group
place: {name: Pier 3}
meets:
  - {id: day, title: Day watch, start: 2026-11-24T10:00, duration: 1h, repeat: {every: week, count: 4}, change: {2026-12-01: {speakers: [bo], place: {name: Pier 4}}}}
  - {id: night, title: Night watch, start: 2026-11-24T22:00, duration: 1h, repeat: {every: week, count: 4}, change: {2026-12-01: {note: Full moon}}}
---
";

/// What tests look for in a page.
trait Look {
    fn texts(&self, path: &str, selector: &str) -> Vec<String>;
    fn attributes(&self, path: &str, selector: &str, name: &str) -> Vec<String>;
    fn files_with(&self, what: &str) -> Vec<&str>;
}

impl Look for Website {
    fn texts(&self, path: &str, selector: &str) -> Vec<String> {
        self.page(path).texts(selector)
    }

    fn attributes(&self, path: &str, selector: &str, name: &str) -> Vec<String> {
        self.page(path).attrs(selector, name)
    }

    fn files_with(&self, what: &str) -> Vec<&str> {
        let is_in = |body: &Body| matches!(body, Body::Bytes(bytes) if String::from_utf8_lossy(bytes).contains(what));
        self.files.iter().filter(|(_, body)| is_in(body)).map(|(path, _)| path.as_str()).collect()
    }
}

fn website() -> Website {
    let site = tree(&[
        ("site.yaml", SITE),
        ("content/events/chart-night.md", NIGHT),
        (
            "content/events/chart-night.es.md",
            "---\ntitle: Noche de cartas\nchange:\n  2026-12-01: {title: Noche de cartas con niebla, note: Trae una lámpara.}\n---\nCartas.\n",
        ),
        ("content/groups/gulls.md", GROUP),
        ("content/people/ana.md", "---\nname: Ana Reis\n---\n"),
        ("content/people/bo.md", "---\nname: Bo Lund\n---\n"),
    ]);
    let website = once(&site);
    assert!(!website.built.has_errors(), "{}", said(&website.built.diagnostics));
    website
}

const NIGHT_PAGE: &str = "events/chart-night/index.html";

fn json_ld(website: &Website, path: &str) -> Value {
    let script = website.texts(path, "script[type='application/ld+json']").concat();
    serde_json::from_str(&script).unwrap_or_else(|error| panic!("{error}: {script}"))
}

#[test]
fn a_date_that_says_more_than_its_time_has_a_page() {
    let website = website();
    let pages: Vec<&str> =
        website.paths().into_iter().filter(|path| path.starts_with("events/chart-night/2")).collect();
    let dates = ["2026-10-13", "2026-12-01", "2026-12-08", "2026-12-15", "2026-12-29"];
    assert_eq!(pages, dates.map(|date| format!("events/chart-night/{date}/index.html")));
    // Two meetings of a group on one day have a page each.
    assert!(
        website.has("groups/gulls/day/2026-12-01/index.html")
            && website.has("groups/gulls/night/2026-12-01/index.html")
    );
    let sitemap = website.text("sitemap.xml");
    assert!(sitemap.contains("https://tide.example.org/events/chart-night/2026-12-01/"), "{sitemap}");
}

#[test]
fn the_page_of_a_date_says_what_is_different_and_keeps_the_rest() {
    let website = website();
    let page = "events/chart-night/2026-12-01/index.html";
    assert_eq!(website.texts(page, "h1"), ["Chart night with fog"]);
    assert_eq!(website.texts(page, ".notice"), ["Bring a lamp."]);
    assert_eq!(website.texts(page, ".role-speakers .person-name"), ["Bo Lund", "Guest Gull"]);
    assert_eq!(website.texts(page, ".role-hosts .person-name"), ["Ana Reis"]);
    assert_eq!(website.texts(page, ".event-place"), ["Net Loft, Porto"]);
    assert_eq!(website.texts(page, ".event-when time"), ["Tuesday, December 1, 2026"]);
    assert!(website.texts(page, ".repeats").is_empty(), "one date does not repeat");
    assert!(
        website
            .text(page)
            .contains("<link rel=\"canonical\" href=\"https://tide.example.org/events/chart-night/2026-12-01/\"")
    );
    // Without a title of its own, the day tells it from the others.
    assert_eq!(website.texts("events/chart-night/2026-12-08/index.html", "h1"), ["Chart night, Dec 8, 2026"]);
}

#[test]
fn places_are_those_of_the_date() {
    let website = website();
    let marks = |date: &str, what: &str| website.texts(&format!("events/chart-night/{date}/index.html"), what);
    assert_eq!(marks("2026-12-08", ".event-place"), ["Lighthouse"]);
    assert_eq!(marks("2026-12-08", ".mode"), ["In person and online"]);
    // What has moved into a call is no longer in its place.
    assert!(marks("2026-12-15", ".event-place").is_empty());
    assert_eq!(marks("2026-12-15", ".mode"), ["Online"]);
    assert_eq!(website.texts("groups/gulls/day/2026-12-01/index.html", ".event-place"), ["Pier 4"]);
    assert_eq!(website.texts("groups/gulls/night/2026-12-01/index.html", ".event-place"), ["Pier 3"]);
}

#[test]
fn the_page_of_the_series_tells_of_all_its_dates() {
    let website = website();
    let entry = |date: &str| website.texts(NIGHT_PAGE, &format!(".dates li[id='{date}']")).concat();
    let fog = entry("2026-12-01");
    assert!(fog.contains("Chart night with fog") && fog.contains("Bring a lamp.") && fog.contains("Bo Lund"), "{fog}");
    assert!(entry("2026-12-22").contains("Cancelled"), "{}", entry("2026-12-22"));
    assert!(entry("2026-12-08").contains("Lighthouse") && !entry("2026-12-01").contains("Net Loft"));
    assert!(entry("2026-12-29").contains("Wednesday, December 30, 2026") && entry("2026-12-29").contains("New date"));
    // What is over is folded, with what is left of it.
    let over = website.texts(NIGHT_PAGE, ".dates details li[id='2026-10-13'] .media a");
    assert_eq!(over, ["Recording"]);
    assert_eq!(
        website.attributes(NIGHT_PAGE, ".dates li[id='2026-12-01'] a", "href")[0],
        "/events/chart-night/2026-12-01/"
    );
    assert!(website.attributes(NIGHT_PAGE, ".dates li[id='2026-11-24'] a", "href").is_empty());
    // A guest of one date is not a speaker of the series.
    assert!(website.texts(NIGHT_PAGE, ".role-speakers").is_empty());
}

#[test]
fn the_calendar_shows_dates_as_they_are() {
    let website = website();
    let cards = |what: &str| {
        website.texts("calendar/index.html", &format!("article[data-start='2026-12-01T18:30:00Z'] {what}"))
    };
    assert_eq!(cards(".card-title"), ["Chart night with fog"]);
    assert_eq!(cards(".card-note"), ["Bring a lamp."]);
    assert_eq!(cards(".names"), ["Bo Lund, Guest Gull"]);
    let month = website.texts("calendar/2026-12/index.html", "td[data-day='2026-12-22'] li.cancelled");
    assert_eq!(month.len(), 1, "{month:?}");
    assert!(website.texts("calendar/2026-12/index.html", "td[data-day='2026-12-30'] li")[0].contains("Chart night"));
    assert!(website.texts("calendar/2026-12/index.html", "td[data-day='2026-12-29'] li").is_empty());
    // One recording in the whole year: the handbook is not of any one date.
    assert_eq!(website.texts("calendar/2026/index.html", ".media a"), ["Recording"]);
}

#[test]
fn who_speaks_once_takes_part_and_is_led_there() {
    let website = website();
    let links = website.attributes("people/bo/index.html", ".card-title a", "href");
    assert_eq!(links, ["/events/chart-night/2026-12-01/", "/groups/gulls/day/2026-12-01/"]);
}

#[test]
fn a_translation_says_it_in_its_own_words() {
    let website = website();
    let page = "es/events/chart-night/2026-12-01/index.html";
    assert_eq!(website.texts(page, "h1"), ["Noche de cartas con niebla"]);
    assert_eq!(website.texts(page, ".notice"), ["Trae una lámpara."]);
    assert_eq!(website.texts(page, ".role-speakers .person-name"), ["Bo Lund", "Guest Gull"]);
    let other = website.attributes(page, "link[rel='alternate'][hreflang='en']", "href");
    assert_eq!(other, ["https://tide.example.org/events/chart-night/2026-12-01/"]);
}

#[test]
fn search_engines_learn_of_the_date_and_its_series() {
    let website = website();
    let fog = json_ld(&website, "events/chart-night/2026-12-01/index.html");
    assert_eq!((&fog["@type"], &fog["name"]), (&"Event".into(), &"Chart night with fog".into()));
    assert_eq!(fog["startDate"], "2026-12-01T18:30:00+00:00");
    assert_eq!(fog["endDate"], "2026-12-01T20:30:00+00:00");
    assert_eq!(fog["superEvent"]["url"], "https://tide.example.org/events/chart-night/");
    assert_eq!(fog["superEvent"]["@type"], "EventSeries");
    assert_eq!(fog["performer"][1]["name"], "Guest Gull");
    let online = json_ld(&website, "events/chart-night/2026-12-15/index.html");
    assert_eq!(online["eventStatus"], "https://schema.org/EventMovedOnline");
    assert_eq!(online["eventAttendanceMode"], "https://schema.org/OnlineEventAttendanceMode");
    let moved = json_ld(&website, "events/chart-night/2026-12-29/index.html");
    assert_eq!(moved["eventStatus"], "https://schema.org/EventRescheduled");
    assert_eq!(moved["previousStartDate"], "2026-12-29T18:30:00+00:00");
    let series = json_ld(&website, NIGHT_PAGE);
    assert!(series.get("performer").is_none(), "{series}");
    let urls: Vec<&Value> = series["subEvent"].as_array().unwrap().iter().map(|event| &event["url"]).collect();
    assert_eq!(urls[0], "https://tide.example.org/events/chart-night/#2026-11-24");
    assert_eq!(urls[1], "https://tide.example.org/events/chart-night/2026-12-01/");
    let watch = json_ld(&website, "groups/gulls/day/2026-12-01/index.html");
    assert_eq!((&watch["@type"], &watch["organizer"]["name"]), (&"Event".into(), &"Gulls".into()));
}

/// The way into a call that is for the registered only stands nowhere, however a date changes it.
#[test]
fn a_hidden_call_is_nowhere() {
    let fields = "start: 2026-11-24T18:00\nrepeat: {every: week, count: 5}\nonline: {url: \"https://meet.example/secret-all\", label: Room, after_registration: true}\nsessions: [{id: a, title: A}]";
    let change = "change:\n  2026-12-01: {online: {url: \"https://meet.example/secret-one\"}, note: Other room}\n  2026-12-08: {online: {url: \"https://meet.example/open\", after_registration: false}}";
    let group = "---\ntitle: Gulls\ntype: study-group\nonline: {url: \"https://meet.example/secret-group\", after_registration: true}\nmeets: {start: 2026-11-24T18:00, repeat: {every: week, count: 3}, change: {2026-12-01: {online: {url: \"https://meet.example/secret-meet\"}}}}\n---\n";
    let night = format!("---\ntitle: Night\n{fields}\n{change}\n---\n");
    let once_only = "---\ntitle: Talk\nstart: 2026-12-03T18:00\nonline: {url: \"https://meet.example/secret-talk\", after_registration: true}\n---\n";
    let website = once(&tree(&[
        ("site.yaml", SITE),
        ("content/events/night.md", &night),
        ("content/events/talk.md", once_only),
        ("content/groups/gulls.md", group),
    ]));
    assert!(!website.built.has_errors(), "{}", said(&website.built.diagnostics));
    let has = |what: &str| website.files_with(what);
    assert!(has("secret").is_empty(), "{:?}", has("secret"));
    assert!(
        has("https://meet.example/open").contains(&"events/night/2026-12-08/index.html"),
        "the date says otherwise"
    );
}

/// The archive has what is left of an event, whichever of the two names the other.
#[test]
fn the_archive_has_recordings() {
    let past =
        |title: &str, more: &str| format!("---\ntitle: {title}\nstart: 2026-05-05T18:00\nduration: 1h\n{more}\n---\n");
    let resource =
        |kind: &str, from: &str| format!("---\ntitle: A thing\ntype: {kind}\nlink: https://v.example/\n{from}\n---\n");
    let slides =
        "sessions:\n- {id: a, title: A, resources: [{title: Deck, url: \"https://x.example/deck\", kind: slides}]}";
    let website = once(&tree(&[
        ("site.yaml", SITE),
        ("content/events/one.md", &past("One", "resources: [tape, book]")),
        ("content/events/two.md", &past("Two", slides)),
        ("content/events/three.md", &past("Three", "")),
        (
            "content/events/coming.md",
            "---\ntitle: Coming\nstart: 2026-12-05T18:00\nduration: 1h\nresources: [tape]\n---\n",
        ),
        ("content/resources/tape.md", &resource("video", "")),
        ("content/resources/book.md", &resource("book", "")),
        ("content/resources/film.md", &resource("video", "from: three")),
        ("content/resources/print.md", &resource("article", "from: three")),
    ]));
    assert!(!website.built.has_errors(), "{}", said(&website.built.diagnostics));
    let page = website.page("calendar/2026/index.html");
    let card = |title: &str| {
        let is_of = |card: &scraper::ElementRef<'_>| website::text_of(*card).contains(title);
        let card = page.all("article.entry").into_iter().find(is_of).unwrap();
        let links = scraper::Selector::parse(".media a").unwrap();
        card.select(&links)
            .map(|link| format!("{} {}", website::text_of(link), link.attr("href").unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(card("One"), ["Video /resources/tape/"], "the book was there before");
    assert_eq!(card("Two"), ["Slides https://x.example/deck"]);
    assert_eq!(card("Three"), ["Video /resources/film/"]);
    assert!(website.texts("calendar/index.html", ".media a").is_empty(), "what has not been has no recording yet");
}

#[test]
fn a_link_to_a_date_leads_to_its_page() {
    let text = "---\ntitle: Note\n---\n[Fog](../events/chart-night.md#2026-12-01), [off](../events/chart-night.md#2026-12-22), [watch](../groups/owls.md#2026-12-01)\n";
    let owls = "---\ntitle: Owls\ntype: study-group\nmeets: {start: 2026-11-24T10:00, repeat: {every: week, count: 4}, change: {2026-12-01: {note: Full moon}}}\n---\n";
    let website = once(&tree(&[
        ("site.yaml", SITE),
        ("content/events/chart-night.md", NIGHT),
        ("content/groups/owls.md", owls),
        ("content/people/ana.md", "---\nname: Ana Reis\n---\n"),
        ("content/people/bo.md", "---\nname: Bo Lund\n---\n"),
        ("content/pages/note.md", text),
    ]));
    assert_eq!(said(&website.built.diagnostics), "");
    assert_eq!(
        website.attributes("note/index.html", ".prose a", "href"),
        ["/events/chart-night/2026-12-01/", "/events/chart-night/#2026-12-22", "/groups/owls/2026-12-01/"]
    );
}

#[test]
fn sessions_are_where_speakers_are_led() {
    let day = "---\ntitle: Gull day\nstart: 2026-12-05T09:00\nend: 2026-12-05T17:00\nsessions:\n- {id: opening, title: Opening, start: 2026-12-05T09:00, duration: 30m, speakers: [bo]}\n- {id: feathers, title: On feathers, start: 2026-12-05T10:00, duration: 30m, speakers: [bo]}\n---\n";
    let website = once(&tree(&[
        ("site.yaml", SITE),
        ("content/events/day.md", day),
        ("content/people/bo.md", "---\nname: Bo Lund\n---\n"),
    ]));
    assert_eq!(
        website.attributes("people/bo/index.html", ".card-title a", "href"),
        ["/events/day/#feathers", "/events/day/#opening"]
    );
    let sub = json_ld(&website, "events/day/index.html")["subEvent"].clone();
    assert_eq!(sub[1]["url"], "https://tide.example.org/events/day/#feathers");
}

#[test]
fn two_dates_of_one_day_have_pages_of_their_own() {
    let night = format!(
        "---\ntitle: Night\nstart: 2026-11-24T18:00\nrepeat: {{every: week, count: 3}}\nalso: [2026-12-01T10:00]\n{ROOM}\nchange:\n  2026-12-01T10:00: {{note: For early birds}}\n  2026-12-01T18:00: {{note: For owls}}\n---\n"
    );
    let website = once(&tree(&[("site.yaml", SITE), ("content/events/night.md", &night)]));
    assert!(!website.built.has_errors(), "{}", said(&website.built.diagnostics));
    assert_eq!(website.texts("events/night/2026-12-01/index.html", ".notice"), ["For owls"]);
    assert_eq!(website.texts("events/night/2026-12-01-1000/index.html", ".notice"), ["For early birds"]);
}

#[test]
fn a_page_of_a_date_takes_part_in_the_check_of_addresses() {
    let night = "---\ntitle: Night\nstart: 2026-11-24T18:00\nrepeat: {every: week, count: 3}\nchange: {2026-12-01: {note: Here}}\n---\n";
    let page = "---\ntitle: Old\naliases: [events/night/2026-12-01]\n---\n";
    let website = once(&tree(&[
        ("site.yaml", SITE),
        ("content/events/night.md", night),
        ("content/events/old.md", &page.replace("title: Old", "title: Old\nstart: 2026-12-01")),
    ]));
    let found = said(&website.built.diagnostics);
    assert!(found.contains("events/night/2026-12-01"), "{found}");
}

#[test]
fn rules_are_told_in_the_language_of_the_page() {
    let event = |rule: &str, start: &str| format!("---\ntitle: R\nstart: {start}\nrepeat: {{{rule}, count: 3}}\n---\n");
    let told = |rule: &str, start: &str| {
        let website = once(&tree(&[
            ("site.yaml", SITE),
            ("content/events/r.md", &event(rule, start)),
            ("content/events/r.es.md", "---\ntitle: R\n---\n"),
        ]));
        assert!(!website.built.has_errors(), "{rule}: {}", said(&website.built.diagnostics));
        ["events/r/index.html", "es/events/r/index.html"]
            .map(|path| website.texts(path, ".event-when .repeats").concat())
    };
    let cases = [
        (
            "every: week, on: [tue, thu], interval: 2",
            "2026-12-01T18:00",
            "every 2 weeks: Tuesday, Thursday",
            "cada 2 semanas: martes, jueves",
        ),
        ("every: week", "2026-12-01T18:00", "every week: Tuesday", "cada semana: martes"),
        ("every: month, on: [1st thu]", "2026-12-03T18:00", "every month: first Thursday", "cada mes: primer jueves"),
        ("every: month, on: [last fri]", "2026-12-25T18:00", "every month: last Friday", "cada mes: último viernes"),
        ("every: month, on: [15]", "2026-12-15T18:00", "every month: day 15", "cada mes: día 15"),
        ("every: month, on: [last day]", "2026-12-31T18:00", "every month: last day", "cada mes: último día"),
        (
            "every: month, on: [last workday]",
            "2026-12-31T18:00",
            "every month: last working day",
            "cada mes: último día laborable",
        ),
        ("every: year, on: [march 15]", "2027-03-15T18:00", "every year: March 15", "cada año: 15 de marzo"),
        (
            "every: year, on: [1st tue of november]",
            "2026-11-03T18:00",
            "every year: first Tuesday of November",
            "cada año: primer martes de noviembre",
        ),
        ("every: year", "2026-12-01T18:00", "every year: December 1", "cada año: 1 de diciembre"),
        ("every: day", "2026-12-01T18:00", "every day", "cada día"),
    ];
    for (rule, start, english, spanish) in cases {
        assert_eq!(told(rule, start), [english, spanish], "{rule}");
    }
}

#[test]
fn several_days_fill_all_their_cells_beyond_the_end_of_a_month() {
    let camp = "---\ntitle: Camp\nstart: 2026-12-30\nend: 2027-01-02\n---\n";
    let website = once(&tree(&[("site.yaml", SITE), ("content/events/camp.md", camp)]));
    let cell = |month: &str, day: &str| {
        website.texts(&format!("calendar/{month}/index.html"), &format!("td[data-day='{day}'] li")).concat()
    };
    assert_eq!(cell("2026-12", "2026-12-30"), "Camp");
    assert_eq!(cell("2026-12", "2026-12-31"), "continues Camp");
    assert_eq!(cell("2027-01", "2027-01-02"), "continues Camp");
    assert_eq!(cell("2027-01", "2027-01-03"), "");
    assert_eq!(website.texts("calendar/2027-01/index.html", "th .hidden")[0], "Monday");
}
