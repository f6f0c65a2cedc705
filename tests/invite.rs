//! Links that put an event into a calendar on the web, read back as the addresses that they are.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

mod website;

use std::collections::BTreeMap;

use url::Url;
use website::{Website, once, said, tree};

const SITE: &str = "title: Small\nurl: https://small.example.org/hub/\ntimezone: Europe/Madrid\n";

/// One event on a small site.
fn site(fields: &str) -> Website {
    let event = format!(
        "---\ntitle: Rope & \"knots\" + 100%\nsummary: Come as you are; bring 1/2 a rope.\n{fields}\n---\nText.\n"
    );
    let website = once(&tree(&[("site.yaml", SITE), ("content/events/night.md", &event)]));
    assert!(!website.built.has_errors(), "{}", said(&website.built.diagnostics));
    website
}

/// The links of its page by their words: host and path, and what they carry.
fn links(fields: &str) -> BTreeMap<String, (String, BTreeMap<String, String>)> {
    let website = site(fields);
    let page = website.page("events/night/index.html");
    let read = |link: &scraper::ElementRef<'_>| {
        let url = Url::parse(link.attr("href").unwrap()).unwrap();
        // A plus is no space everywhere.
        assert!(!url.query().unwrap().contains('+'), "{url}");
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let carried: BTreeMap<_, _> = pairs.iter().cloned().collect();
        assert_eq!(carried.len(), pairs.len(), "{url}");
        (website::text_of(*link), (format!("{}{}", url.host_str().unwrap(), url.path()), carried))
    };
    page.all(".add a[rel=external]").iter().map(read).collect()
}

fn carried(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

const TITLE: &str = "Rope & \"knots\" + 100%";
const PAGE: &str = "https://small.example.org/hub/events/night/";

fn details(more: &str) -> String {
    format!("Come as you are; bring 1/2 a rope.\n\n{more}{PAGE}")
}

#[test]
fn an_event_with_hours() {
    // Madrid is an hour ahead of UTC in December.
    let found = links(
        "start: 2026-12-03T18:30\nend: 2026-12-03T20:00\nplace: {name: Shed, address: {street: Quay 1, city: Porto}}\nonline: {url: 'https://meet.example.org/a?b=1&c=2'}",
    );
    let details = details("https://meet.example.org/a?b=1&c=2\n\n");
    let place = "Shed, Quay 1, Porto";
    let google = carried(&[
        ("action", "TEMPLATE"),
        ("text", TITLE),
        ("dates", "20261203T183000/20261203T200000"),
        ("ctz", "Europe/Madrid"),
        ("details", &details),
        ("location", place),
    ]);
    let microsoft = carried(&[
        ("path", "/calendar/action/compose"),
        ("rru", "addevent"),
        ("subject", TITLE),
        ("startdt", "2026-12-03T17:30:00Z"),
        ("enddt", "2026-12-03T19:00:00Z"),
        ("body", &details),
        ("location", place),
    ]);
    let yahoo = carried(&[
        ("v", "60"),
        ("title", TITLE),
        ("st", "20261203T173000Z"),
        ("et", "20261203T190000Z"),
        ("desc", &details),
        ("in_loc", place),
    ]);
    let wanted = [
        ("Google Calendar", "calendar.google.com/calendar/render", google),
        ("Outlook", "outlook.live.com/calendar/0/deeplink/compose", microsoft.clone()),
        ("Office 365", "outlook.office.com/calendar/0/deeplink/compose", microsoft),
        ("Yahoo", "calendar.yahoo.com/", yahoo),
    ];
    let wanted = wanted.map(|(name, at, carried)| (name.to_owned(), (at.to_owned(), carried)));
    assert_eq!(found, wanted.into_iter().collect());
}

#[test]
fn whole_days() {
    let found = links("start: 2026-12-05\nend: 2026-12-06\nplace: {name: Shed}");
    // The day after the last one, but for Yahoo.
    assert_eq!(found["Google Calendar"].1["dates"], "20261205/20261207");
    let outlook = &found["Outlook"].1;
    assert_eq!([&outlook["startdt"], &outlook["enddt"], &outlook["allday"]], ["2026-12-05", "2026-12-07", "true"]);
    let yahoo = &found["Yahoo"].1;
    assert_eq!([&yahoo["st"], &yahoo["et"], &yahoo["dur"]], ["20261205", "20261206", "allday"]);
}

#[test]
fn a_series_is_for_google_only() {
    let found = links(
        "start: 2026-12-01T19:00\nduration: 1h\nrepeat: {every: month, days: [1st tue], until: '2027-06-30'}\nonline: {url: 'https://meet.example.org/a'}",
    );
    assert_eq!(found.keys().collect::<Vec<_>>(), ["Google Calendar"]);
    let google = &found["Google Calendar"].1;
    assert_eq!(google["dates"], "20261201T190000/20261201T200000");
    assert_eq!(google["location"], "https://meet.example.org/a");
    // The rule is read by a crate that knows RFC 5545, and gives the first Tuesdays of seven months.
    let rule = format!("DTSTART;TZID=Europe/Madrid:20261201T190000\n{}", google["recur"]);
    let dates = rule.parse::<rrule::RRuleSet>().unwrap().all(99).dates;
    let days: Vec<String> = dates.iter().map(|date| date.format("%m-%d %H:%M").to_string()).collect();
    let tuesdays = ["12-01", "01-05", "02-02", "03-02", "04-06", "05-04", "06-01"].map(|day| format!("{day} 19:00"));
    assert_eq!(days, tuesdays);
}

#[test]
fn what_a_link_cannot_say_has_only_the_file() {
    let series = "start: 2026-12-01T19:00\nduration: 1h\nonline: {url: 'https://meet.example.org/a'}\nrepeat: {every: week, count: 5}\n";
    let exceptions =
        ["skip: [2026-12-08]", "also: ['2026-12-11T19:00']", "change: {2026-12-15: {start: '2026-12-15T20:00'}}"];
    for exception in exceptions {
        let website = site(&format!("{series}{exception}"));
        let page = website.page("events/night/index.html");
        assert_eq!(page.links(".add"), ["/hub/events/night/event.ics"], "{exception}");
    }
}

#[test]
fn what_is_over_or_called_off_invites_nobody() {
    let once = "duration: 1h\nplace: {name: Shed}";
    let past = site(&format!("start: 2026-11-01T19:00\n{once}"));
    assert!(past.page("events/night/index.html").all(".add").is_empty());
    for status in ["cancelled", "postponed"] {
        let off = site(&format!(
            "start: 2026-12-01T19:00\nstatus: {status}\n{once}\nregistration: {{url: 'https://example.org/r'}}"
        ));
        let page = off.page("events/night/index.html");
        assert!(page.all(".event-head :is(.add, .button)").is_empty(), "{status}");
    }
}

#[test]
fn a_call_for_the_registered_stays_out() {
    for place in ["", "place: {name: Shed}\n"] {
        let website = site(&format!(
            "start: 2026-12-01T19:00\nduration: 1h\n{place}online: {{url: 'https://meet.example.org/secret', after_registration: true}}\nregistration: {{url: 'https://example.org/register'}}"
        ));
        assert!(website.pages().all(|(_, html)| !html.contains("secret")), "{place}");
        assert_eq!(website.page("events/night/index.html").all(".add a").len(), 5);
    }
}

#[test]
fn a_translation_takes_place_when_its_original_does() {
    let settings = format!("{SITE}languages: [en, es]\n");
    let event = "---\ntitle: Night\nstart: 2026-12-03T18:30\nduration: 1h\ntimezone: America/New_York\nplace: {name: Shed}\nregistration: {url: 'https://example.org/r', closes: 2026-12-02}\n---\nText.\n";
    let files = [
        ("site.yaml", settings.as_str()),
        ("content/events/night.md", event),
        ("content/events/night.es.md", "---\ntitle: Noche\n---\nTexto.\n"),
    ];
    let website = once(&tree(&files));
    let page = website.page("es/events/night/index.html");
    let google = page.links(".add").into_iter().find(|link| link.contains("google")).unwrap();
    let url = Url::parse(&google).unwrap();
    let carried: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
    assert_eq!([&carried["text"], &carried["dates"]], ["Noche", "20261203T183000/20261203T193000"]);
    // New York is five hours behind UTC: there the last day of registration ends at five.
    assert_eq!(page.attrs("div.window", "data-until"), ["2026-12-03T05:00:00Z"]);
    assert_eq!(page.attrs(".event-head", "data-over"), ["2026-12-04T00:30:00Z"]);
}

#[test]
fn an_open_end_stays_open() {
    let found = links("start: 2026-12-03T18:30\nplace: {name: Shed}");
    assert_eq!(found["Google Calendar"].1["dates"], "20261203T183000/20261203T183000");
    assert!(!found["Outlook"].1.contains_key("enddt") && !found["Yahoo"].1.contains_key("et"));
}

#[test]
fn subscribing() {
    let website = site("start: 2026-12-03T18:30\nduration: 1h\nplace: {name: Shed}");
    let page = website.page("calendar/index.html");
    let links = page.links(".subscribe");
    let file = "https://small.example.org/hub/calendar.ics";
    assert_eq!(links[0], "webcal://small.example.org/hub/calendar.ics");
    assert_eq!(page.attrs(".subscribe input[readonly]", "value"), [file]);
    let one = |link: &str| Url::parse(link).unwrap().query_pairs().into_owned().collect::<Vec<_>>();
    assert!(links[1].starts_with("https://calendar.google.com/calendar/r?"));
    assert_eq!(one(&links[1]), [("cid".to_owned(), links[0].clone())]);
    assert!(links[2].starts_with("https://outlook.live.com/calendar/0/addfromweb?"));
    assert_eq!(one(&links[2]), [("url".to_owned(), file.to_owned())]);
    assert!(!website.text("robots.txt").contains("Disallow"), "programs may fetch calendar files");
}
