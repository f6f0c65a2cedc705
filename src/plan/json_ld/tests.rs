//! Tests of the JSON-LD of items, each against JSON that was written by hand.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::kinds::Kinds;
use crate::parse::{self, Overrides};
use crate::site::{self, Parts, Site};
use crate::source::{Source, Tree};
use crate::theme::Words;
use crate::time::{Now, Zone};

const SETTINGS: &str = "title: Hub\nurl: https://x.org/hub/\ntimezone: Europe/Lisbon\n";

/// A hub with these files in `content/`.
fn hub(files: &[(&str, &str)]) -> Site {
    let mut tree = Tree::default();
    tree.insert(Source::new("site.yaml", SETTINGS.as_bytes()));
    for (path, text) in files {
        tree.insert(Source::new(&format!("content/{path}"), text.as_bytes()));
    }
    let (kinds, _) = Kinds::new(tree.under("kinds/"));
    let (config, _) = parse::settings(tree.get("site.yaml"), &kinds, &Overrides::default());
    let (topics, _) = parse::topics(tree.get("topics.yaml"), &kinds);
    let sources = tree.under("content/").filter(|source| parse::holds_items(&source.path));
    let parts = sources.flat_map(|source| parse::parse(source, &kinds, false).parts).collect();
    let now = Now::parse("2026-11-22T12:00", &Zone::utc()).unwrap();
    let words = Words::default();
    let (config, kinds, topics) = (Arc::new(config), Arc::new(kinds), Arc::new(topics));
    site::resolve(Parts { tree: &tree, config, kinds, topics, parts, now, drafts: false, words: &words }).0
}

/// The JSON-LD of the item at an address.
fn at(site: &Site, url: &str) -> Value {
    let item = site.items.iter().find(|item| &*item.url == url).unwrap();
    serde_json::from_str(&super::item(site, item)).unwrap()
}

/// The JSON-LD of an event with these fields.
fn event(fields: &str) -> Value {
    let text = format!("---\ntitle: Night\nsummary: All of it.\n{fields}\n---\n");
    at(&hub(&[("events/night.md", &text)]), "events/night/")
}

/// The properties that all these events have, and some more.
fn expected(more: Value) -> Value {
    let mut all = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Night",
        "description": "All of it.",
        "url": "https://x.org/hub/events/night/",
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": {"@type": "Organization", "name": "Hub", "url": "https://x.org/hub/"},
        "inLanguage": "en",
    });
    let (Some(all_of_it), Value::Object(more)) = (all.as_object_mut(), more) else { panic!() };
    all_of_it.extend(more);
    all
}

#[test]
fn a_timed_event_in_a_place() {
    let fields = "start: 2026-07-01T18:30\nduration: 2h\ncapacity: 20\nplace: {name: Library, room: R2, address: {street: 12 Main St, city: Porto, postcode: '4050', country: Portugal}, lat: 41.15, lon: -8.61}\nspeakers: [{name: Jo Doe, link: 'https://jo.example', affiliation: Acme}]";
    let place = json!({
        "@type": "Place", "name": "Library", "description": "R2",
        "address": {"@type": "PostalAddress", "streetAddress": "12 Main St", "addressLocality": "Porto", "postalCode": "4050", "addressCountry": "Portugal"},
        "geo": {"@type": "GeoCoordinates", "latitude": 41.15, "longitude": -8.61},
    });
    let jo = json!({"@type": "Person", "name": "Jo Doe", "url": "https://jo.example", "affiliation": {"@type": "Organization", "name": "Acme"}});
    let more = json!({
        "startDate": "2026-07-01T18:30:00+01:00", "endDate": "2026-07-01T20:30:00+01:00", "performer": jo,
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode", "location": place, "maximumAttendeeCapacity": 20,
    });
    assert_eq!(event(fields), expected(more));
}

#[test]
fn an_event_of_whole_days_has_no_times() {
    let more = json!({"startDate": "2027-01-15", "endDate": "2027-01-17"});
    assert_eq!(event("start: 2027-01-15\nend: 2027-01-17"), expected(more));
}

#[test]
fn an_online_event() {
    let online = "https://schema.org/OnlineEventAttendanceMode";
    let call = json!({"@type": "VirtualLocation", "name": "Room", "url": "https://meet.example/a"});
    let more = json!({"startDate": "2026-12-01T18:00:00+00:00", "eventAttendanceMode": online, "location": call});
    let shown = "start: 2026-12-01T18:00\nonline: {url: 'https://meet.example/a', label: Room}";
    assert_eq!(event(shown), expected(more));
    let hidden = "start: 2026-12-01T18:00\nonline: {url: 'https://meet.example/a', after_registration: true}";
    let more = json!({"startDate": "2026-12-01T18:00:00+00:00", "eventAttendanceMode": online});
    assert_eq!(event(hidden), expected(more));
}

#[test]
fn what_became_of_an_event() {
    let status = |word: &str| event(&format!("start: 2026-12-01\nstatus: {word}"))["eventStatus"].clone();
    assert_eq!(status("cancelled"), "https://schema.org/EventCancelled");
    assert_eq!(status("postponed"), "https://schema.org/EventPostponed");
    assert_eq!(status("tentative"), "https://schema.org/EventScheduled");
    let moved = event("start: 2026-12-01T18:00\nprevious_start: 2026-09-01T18:00\nstatus: rescheduled");
    assert_eq!(moved["eventStatus"], "https://schema.org/EventRescheduled");
    assert_eq!(moved["previousStartDate"], "2026-09-01T18:00:00+01:00");
    let online =
        event("start: 2026-12-01\nplace: {name: Library}\nonline: {url: 'https://a.example'}\nstatus: moved-online");
    assert_eq!(online["eventAttendanceMode"], "https://schema.org/OnlineEventAttendanceMode");
    assert_eq!(online["location"]["@type"], "VirtualLocation");
}

#[test]
fn prices_are_offers() {
    let fields = "start: 2026-12-01\nregistration: {url: 'https://r.example'}\nprice:\n- {name: Early, price: 12.50 EUR, until: 2026-11-30}\n- {name: Stream, price: free, url: 'https://s.example'}";
    let early = json!({"@type": "Offer", "name": "Early", "price": "12.50", "priceCurrency": "EUR", "url": "https://r.example", "validThrough": "2026-11-30"});
    let stream = json!({"@type": "Offer", "name": "Stream", "price": "0", "url": "https://s.example"});
    assert_eq!(event(fields), expected(json!({"startDate": "2026-12-01", "offers": [early, stream]})));
    assert_eq!(event("start: 2026-12-01\nprice: free")["isAccessibleForFree"], true);
    assert_eq!(event("start: 2026-12-01\nprice: 5 EUR")["isAccessibleForFree"], false);
}

#[test]
fn a_series_has_its_rule_and_its_next_dates() {
    let fields = "start: 2026-10-06T18:00\nduration: 1h\nrepeat: {every: month, on: [1st tue], count: 4}\nskip: [2026-11-03]\nchange:\n  2026-12-01: {start: 2026-12-02T19:00}\n  2027-01-05: {status: cancelled}";
    let schedule = json!({
        "@type": "Schedule", "startDate": "2026-10-06", "startTime": "18:00:00", "endTime": "19:00:00", "duration": "PT1H",
        "repeatFrequency": "P1M", "repeatCount": 4, "byDay": "1TU", "exceptDate": "2026-11-03", "scheduleTimezone": "Europe/Lisbon",
    });
    let date = |anchor: &str, start: &str, end: &str, status: &str| {
        json!({"@type": "Event", "name": "Night", "url": format!("https://x.org/hub/events/night/#{anchor}"),
            "startDate": start, "endDate": end, "eventStatus": format!("https://schema.org/{status}")})
    };
    let mut moved = date("2026-12-01", "2026-12-02T19:00:00+00:00", "2026-12-02T20:00:00+00:00", "EventRescheduled");
    moved["previousStartDate"] = "2026-12-01T18:00:00+00:00".into();
    let off = date("2027-01-05", "2027-01-05T18:00:00+00:00", "2027-01-05T19:00:00+00:00", "EventCancelled");
    let more = json!({
        "@type": "EventSeries", "startDate": "2026-10-06T18:00:00+01:00", "endDate": "2027-01-05",
        "eventSchedule": schedule, "subEvent": [moved, off],
    });
    assert_eq!(event(fields), expected(more));
}

#[test]
fn sessions_are_parts() {
    let fields = "start: 2026-12-01T18:00\nsessions: [{id: opening, title: Opening, start: 2026-12-01T18:00, duration: 30m, room: Hall, speakers: [{name: Jo Doe}]}]";
    let opening = json!({
        "@type": "Event", "name": "Opening", "url": "https://x.org/hub/events/night/#opening",
        "startDate": "2026-12-01T18:00:00+00:00", "endDate": "2026-12-01T18:30:00+00:00",
        "location": {"@type": "Place", "name": "Hall"}, "performer": {"@type": "Person", "name": "Jo Doe"},
    });
    assert_eq!(event(fields)["subEvent"], opening);
}

#[test]
fn a_person() {
    let ana = "---\nname: Ana Silva\nheadline: Test engineer\nsummary: She tests.\ntopics: [rust, maps]\nlanguages: [pt, en]\nlinks:\n- {url: 'https://ana.example'}\n- {url: 'mailto:ana@ana.example'}\n---\n";
    let expected = json!({
        "@context": "https://schema.org", "@type": "Person", "name": "Ana Silva", "jobTitle": "Test engineer",
        "description": "She tests.", "url": "https://x.org/hub/people/ana/", "knowsLanguage": ["pt", "en"],
        "knowsAbout": ["maps", "rust"], "sameAs": "https://ana.example",
    });
    assert_eq!(at(&hub(&[("people/ana.md", ana)]), "people/ana/"), expected);
}

#[test]
fn a_thread() {
    let open = "---\ntitle: Why?\ndate: 2026-11-02T19:30\nauthor: {name: Ana Silva}\ntype: question\n---\nWhy *so*\nlate?\n\n## @\"Jo Doe\" 2026-11-02 21:05 {#r1}\nBecause </script>.\n\n";
    let jo = json!({"@type": "Person", "name": "Jo Doe"});
    let said = |ty: &str| json!({"@type": ty, "text": "Because .", "url": "https://x.org/hub/discussions/why/#r1", "author": jo, "datePublished": "2026-11-02T21:05:00+00:00"});
    let posting = json!({
        "@context": "https://schema.org", "@type": "DiscussionForumPosting", "headline": "Why?", "text": "Why so late?",
        "url": "https://x.org/hub/discussions/why/", "author": {"@type": "Person", "name": "Ana Silva"},
        "datePublished": "2026-11-02T19:30:00+00:00", "inLanguage": "en", "commentCount": 1, "comment": [said("Comment")],
    });
    assert_eq!(at(&hub(&[("discussions/why.md", open)]), "discussions/why/"), posting);
    let answered = open.replace("{#r1}", "{#r1 .accepted}");
    let question = json!({
        "@type": "Question", "name": "Why?", "text": "Why so late?", "url": "https://x.org/hub/discussions/why/",
        "author": {"@type": "Person", "name": "Ana Silva"}, "datePublished": "2026-11-02T19:30:00+00:00",
        "answerCount": 1, "acceptedAnswer": said("Answer"),
    });
    let page = json!({
        "@context": "https://schema.org", "@type": "QAPage", "name": "Why?", "url": "https://x.org/hub/discussions/why/",
        "inLanguage": "en", "mainEntity": question,
    });
    assert_eq!(at(&hub(&[("discussions/why.md", &answered)]), "discussions/why/"), page);
}

#[test]
fn a_resource_elsewhere() {
    let book = "---\ntitle: The Book\nsummary: All there is.\nlink: https://book.example/\ntype: book\nauthors: [{name: Jo Doe}]\nlanguages: [es]\ntopics: [rust]\nprice: free\nyear: 2023\ndate: 2026-01-01\ntime: 1h30m\nlicense: CC-BY-4.0\n---\n";
    let expected = json!({
        "@context": "https://schema.org", "@type": "LearningResource", "name": "The Book", "description": "All there is.",
        "url": "https://book.example/", "mainEntityOfPage": "https://x.org/hub/resources/book/",
        "author": {"@type": "Person", "name": "Jo Doe"}, "datePublished": "2023", "inLanguage": "es",
        "about": {"@type": "Thing", "name": "rust"}, "isAccessibleForFree": true, "learningResourceType": "book",
        "timeRequired": "PT1H30M", "license": {"@type": "CreativeWork", "name": "CC-BY-4.0"},
    });
    assert_eq!(at(&hub(&[("resources/book.md", book)]), "resources/book/"), expected);
}

#[test]
fn breadcrumbs_and_safe_texts() {
    let site = hub(&[]);
    let text = super::breadcrumbs(&site, &[("Hub".into(), "".into()), ("</script>\u{2028}".into(), "a b/".into())]);
    let start = r#"{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Hub","item":"https://x.org/hub/"},"#;
    let end = r#"{"@type":"ListItem","position":2,"name":"\u003c/script>\u2028","item":"https://x.org/hub/a%20b/"}]}"#;
    assert_eq!(text, format!("{start}{end}"));
}
