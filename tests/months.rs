//! The calendar as pages: the agenda, its months, the years of the archive. The sites are built on November 22, 2026.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod website;

use website::{Website, once, tree};

const SITE: &str = "title: Tidewater\nurl: https://tide.example.org\ntimezone: Europe/Lisbon\n";

fn with(event: &str) -> Website {
    once(&tree(&[("site.yaml", SITE), ("content/events/one.md", event)]))
}

#[test]
fn each_date_stands_in_the_zone_of_its_own_schedule() {
    let group = "---\ntitle: Two coasts\ntype: study-group\nmeets:\n  - {start: 2026-12-03T10:00, duration: 1h, timezone: Africa/Nairobi}\n  - {start: 2026-12-04T18:00, duration: 1h, timezone: America/Halifax}\n  - {start: 2026-12-05T12:00, duration: 1h}\n---\n";
    let website = once(&tree(&[("site.yaml", SITE), ("content/groups/coasts.md", group)]));
    let cell =
        |day: &str| website.page("calendar/2026-12/index.html").texts(&format!("td[data-day='{day}'] li")).concat();
    assert_eq!(cell("2026-12-03"), "10:00 AM Nairobi time Two coasts");
    assert_eq!(cell("2026-12-04"), "6:00 PM Halifax time Two coasts");
    assert_eq!(cell("2026-12-05"), "12:00 PM Two coasts");
    let start = |day: &str| {
        website.page("calendar/2026-12/index.html").attrs(&format!("td[data-day='{day}'] li time"), "datetime")
    };
    assert_eq!(start("2026-12-04"), ["2026-12-04T18:00:00-04:00"]);
    // Nobody has to guess whose hours a list shows; those of the site go without saying.
    assert_eq!(website.page("calendar/index.html").texts(".entry .zone"), ["Nairobi time", "Halifax time"]);
    assert_eq!(website.page("index.html").texts(".coming .zone"), ["Nairobi time"]);
}

#[test]
fn near_months_are_whole_and_far_ones_are_named() {
    // Every day: 8 dates are left of November, 31 in December, 31 in January, 10 in February.
    let website = with(
        "---\ntitle: Daily\nstart: 2026-11-23T09:00\nduration: 1h\nrepeat: {every: day, until: 2027-02-10}\n---\n",
    );
    let page = "calendar/index.html";
    assert_eq!(website.page(page).texts(".section h2"), ["November 2026", "December 2026", "Later"]);
    assert_eq!(website.page(page).texts(".day").len(), 8 + 31);
    assert_eq!(website.page(page).texts(".directory a"), ["January 2027", "February 2027"]);
    assert_eq!(website.page(page).texts(".directory .count"), ["31", "10"]);
    assert_eq!(website.page(page).attrs(".directory a", "href"), ["/calendar/2027-01/", "/calendar/2027-02/"]);
}

#[test]
fn the_archive_is_whole_until_it_is_long() {
    // 21 dates of November, 31, 30, 31, 31 before it are 144; with the 30 of June there are enough, so that May is only named.
    let website = with(
        "---\ntitle: Daily\nstart: 2026-05-01T09:00\nduration: 1h\nrepeat: {every: day, until: 2026-11-21}\n---\n",
    );
    let page = "calendar/2026/index.html";
    let whole = ["November 2026", "October 2026", "September 2026", "August 2026", "July 2026", "June 2026", "Earlier"];
    assert_eq!(website.page(page).texts(".section h2"), whole);
    assert_eq!(website.page(page).texts(".directory li"), ["May 2026 31"]);
    let days = website.page(page).attrs(".day > div > h3 time", "datetime");
    assert_eq!((days[0].as_str(), days.len()), ("2026-11-21", 21 + 31 + 30 + 31 + 31 + 30));
}

#[test]
fn a_day_has_its_dates_in_their_order() {
    let event = |title: &str, hour: &str| format!("---\ntitle: {title}\nstart: 2026-12-05T{hour}\nduration: 1h\n---\n");
    let website = once(&tree(&[
        ("site.yaml", SITE),
        ("content/events/a.md", &event("Late", "20:00")),
        ("content/events/b.md", &event("Early", "08:00")),
        ("content/events/c.md", "---\ntitle: Camp\nstart: 2026-12-05\nend: 2026-12-07\n---\n"),
        ("content/events/d.md", "---\ntitle: Fair\nstart: 2026-12-05\n---\n"),
    ]));
    let page = "calendar/index.html";
    assert_eq!(website.page(page).texts(".day h3"), ["Saturday, December 5, 2026"]);
    assert_eq!(website.page(page).texts(".entry .card-title")[2..], ["Early", "Late"]);
    let when = website.page(page).texts(".entry-when");
    assert!(when.iter().any(|when| when.contains("Dec 5 – 7, 2026")), "{when:?}");
    assert!(when.iter().any(|when| when.ends_with("All day")), "{when:?}");
}
