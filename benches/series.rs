//! Invented series for a year in zones of all continents: a third each week, each other week, and each month.

const ZONES: [&str; 6] =
    ["Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "Africa/Cairo", "America/Santiago"];

/// The days from the fourth Monday of November 2026 on.
const DAYS: [(&str, &str); 5] = [("23", "mon"), ("24", "tue"), ("25", "wed"), ("26", "thu"), ("27", "fri")];

/// A hub of so many series: path and text of each file. It has no problem on the day before.
pub(crate) fn files(series: usize) -> impl Iterator<Item = (String, String)> {
    let site = "title: The Long Quay\nurl: https://quay.example.org\ntimezone: Europe/Lisbon\n";
    [("site.yaml".to_owned(), site.to_owned())].into_iter().chain((0..series).map(file))
}

fn file(at: usize) -> (String, String) {
    let (date, day) = DAYS[at % DAYS.len()];
    let rule = match at / DAYS.len() % 3 {
        0 => format!("every: week, on: [{day}]"),
        1 => format!("every: week, interval: 2, on: [{day}]"),
        _ => format!("every: month, on: [4th {day}]"),
    };
    let (zone, hour) = (ZONES[at % ZONES.len()], 8 + at % 12);
    let text = format!(
        "---\ntitle: Series {at}\nsummary: What people work on.\nstart: 2026-11-{date}T{hour:02}:00\nduration: 90m\n\
        timezone: {zone}\nrepeat: {{{rule}, until: 2027-11-21}}\nskip: [2026-11-{date}]\nplace: {{name: The boathouse, city: Lisbon}}\n---\n"
    );
    (format!("content/events/series-{at}.md"), text)
}
