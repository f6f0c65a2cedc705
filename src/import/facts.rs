//! What an event says beside its time: title, status, place, call, links, topics, text.

use super::event::{Found, Reading};
use super::lines::Line;
use super::write::{Fields, Value};
use super::{markup, plain};
use crate::diag::Level;

/// What can be different on each date of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    pub(super) title: String,
    pub(super) status: Option<&'static str>,
    pub(super) place: Option<Value>,
    pub(super) online: Option<Value>,
    /// As Markdown.
    pub(super) text: String,
}

/// Words that programs write before the titles of events which do not take place.
const PREFIXES: [(&str, &str); 4] = [
    ("Cancelled: ", "cancelled"),
    ("Canceled: ", "cancelled"),
    ("CANCELLED: ", "cancelled"),
    ("Postponed: ", "postponed"),
];

/// Hosts of addresses at which people join a call.
const CALLS: [&str; 11] = [
    "meet.google.com",
    "zoom.us",
    "teams.microsoft.com",
    "teams.live.com",
    "meet.jit.si",
    "webex.com",
    "whereby.com",
    "bigbluebutton.org",
    "gotomeeting.com",
    "discord.gg",
    "meet.goto.com",
];

/// Hosts of addresses at which people register.
const REGISTRIES: [&str; 8] =
    ["meetup.com", "lu.ma", "luma.com", "eventbrite.com", "eventbrite.co.uk", "mobilizon.fr", "pretix.eu", "ti.to"];

/// Properties that name the address of a call.
const CALL_LINES: [&str; 5] = [
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
];

/// Properties that say nothing an item could tell, or that are read elsewhere.
const SILENT: [&str; 26] = [
    "UID",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "STATUS",
    "URL",
    "GEO",
    "CATEGORIES",
    "CLASS",
    "TRANSP",
    "PRIORITY",
    "CONFERENCE",
    "ATTACH",
    "RELATED-TO",
    "STYLED-DESCRIPTION",
];

/// Properties that name people.
const PEOPLE: [&str; 3] = ["ATTENDEE", "ORGANIZER", "CONTACT"];

/// Reads what can be different on each date.
pub(super) fn face(found: Found<'_>, reading: &mut Reading<'_>) -> Face {
    let event = found.event;
    let said = event.text("STATUS").unwrap_or_default().to_ascii_uppercase();
    let called_off =
        found.calendar.about.iter().any(|line| line.name == "METHOD" && line.text().eq_ignore_ascii_case("CANCEL"));
    let mut status = match said.as_str() {
        _ if called_off => Some("cancelled"),
        "CANCELLED" => Some("cancelled"),
        "TENTATIVE" => Some("tentative"),
        _ => None,
    };
    let mut title = event.text("SUMMARY").map(|text| super::hub::one_line(&text)).unwrap_or_default();
    if let (Some("cancelled"), Some((prefix, meant))) = (status, PREFIXES.iter().find(|(p, _)| title.starts_with(p))) {
        title.drain(..prefix.len());
        status = Some(meant);
    }
    if title.is_empty() {
        "Untitled event".clone_into(&mut title);
        reading.warn(found, event.number, "the event has no title".to_owned(), "write its `title` in the file");
    }
    let (place, online) = where_it_is(found, reading);
    Face { title, status, place, online, text: text(found) }
}

impl Face {
    /// The fields that say it, without the title.
    pub(super) fn fields(&self) -> Fields {
        let field = |name: &str, value: Option<Value>| value.map(|value| (name.to_owned(), value));
        let status = self.status.map(Value::from);
        let all = [field("status", status), field("place", self.place.clone()), field("online", self.online.clone())];
        all.into_iter().flatten().collect()
    }
}

/// The description as Markdown.
fn text(found: Found<'_>) -> String {
    let said = found.event.text("DESCRIPTION");
    let rich = || found.event.line("X-ALT-DESC").or_else(|| found.event.line("STYLED-DESCRIPTION")).map(Line::text);
    let text = said.or_else(rich).unwrap_or_default();
    if markup::is_html(&text) { markup::markdown(&text) } else { plain::markdown(&text) }
}

fn where_it_is(found: Found<'_>, reading: &mut Reading<'_>) -> (Option<Value>, Option<Value>) {
    let event = found.event;
    let said = event.text("LOCATION").map(|text| text.lines().map(str::trim).collect::<Vec<_>>().join(", "));
    let location_call = said.as_deref().and_then(address);
    let calls = CALL_LINES
        .iter()
        .flat_map(|name| event.all(name))
        .filter_map(|line| Some((address(&line.text())?, line.param("LABEL"))));
    let url = event.text("URL").and_then(|url| address(&url)).filter(|url| is_at(url, &CALLS));
    let call = calls.chain(location_call.clone().map(|url| (url, None))).chain(url.map(|url| (url, None))).next();
    let online = call.map(|(url, label)| {
        let label = label.filter(|label| !label.is_empty()).map(|label| ("label".to_owned(), label.into()));
        Value::Group([("url".to_owned(), url.into())].into_iter().chain(label).collect())
    });
    let name = said.filter(|_| location_call.is_none());
    let degrees = degrees(found);
    if let (None, Some(_), Some(line)) = (&name, &degrees, event.line("GEO")) {
        reading.warn(
            found,
            line.number,
            "GEO without a LOCATION: a place needs a name".to_owned(),
            "add `place: {name: …}` in the file",
        );
    }
    let place = name.map(|name| {
        let degrees = degrees.into_iter().flatten();
        Value::Group([("name".to_owned(), name.into())].into_iter().chain(degrees).collect())
    });
    (place, online)
}

/// `GEO:41.15;-8.61`
fn degrees(found: Found<'_>) -> Option<Fields> {
    let text = found.event.text("GEO")?;
    let (lat, lon) = text.split_once([';', ','])?;
    let number = |text: &str, most: f64| text.trim().parse::<f64>().ok().filter(|n| n.abs() <= most);
    let (lat, lon) = (number(lat, 90.0)?, number(lon, 180.0)?);
    // Some programs write this where they know no place.
    let nowhere = lat.abs() < f64::EPSILON && lon.abs() < f64::EPSILON;
    (!nowhere).then(|| vec![("lat".to_owned(), lat.to_string().into()), ("lon".to_owned(), lon.to_string().into())])
}

/// A text that is a web address.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let web = text.starts_with("https://") || text.starts_with("http://");
    let alone = !text.contains(char::is_whitespace) && url::Url::parse(text).is_ok_and(|url| url.host_str().is_some());
    (web && alone).then(|| text.to_owned())
}

fn is_at(address: &str, hosts: &[&str]) -> bool {
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    hosts.iter().any(|known| host == *known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.')))
}

/// What is said once of a whole event, and what is left behind.
pub(super) fn rest(found: Found<'_>, texts: &mut Vec<String>, reading: &mut Reading<'_>) -> Fields {
    let event = found.event;
    let mut fields = Fields::new();
    let topics = topics(found, reading);
    fields.extend((!topics.is_empty()).then_some(("topics".to_owned(), Value::List(topics))));
    if let Some(url) = event.text("URL").and_then(|url| address(&url)).filter(|url| !is_at(url, &CALLS)) {
        match is_at(&url, &REGISTRIES) {
            true => fields.push(("registration".to_owned(), Value::Group(vec![("url".to_owned(), url.into())]))),
            false if !texts.iter().any(|text| text.contains(&url)) => texts.push(format!("<{url}>")),
            false => {}
        }
    }
    let attached: Vec<Value> = event.all("ATTACH").filter_map(attachment).collect();
    fields.extend((!attached.is_empty()).then_some(("resources".to_owned(), Value::List(attached))));
    let class = event.line("CLASS").filter(|line| !line.text().eq_ignore_ascii_case("PUBLIC"));
    if let Some(line) = class {
        fields.push(("draft".to_owned(), Value::Yes));
        let message = format!("the event is {}: it becomes a draft", line.text().to_lowercase());
        reading.warn(found, line.number, message, "take `draft: true` out of the file to publish it");
    }
    leave_behind(found, reading);
    fields
}

/// So many categories of a line are looked up.
const MOST_CATEGORIES: usize = 100;

fn topics(found: Found<'_>, reading: &mut Reading<'_>) -> Vec<Value> {
    let mut topics: Vec<Value> = Vec::new();
    for line in found.event.all("CATEGORIES") {
        for category in line.texts().into_iter().take(MOST_CATEGORIES) {
            match reading.hub.topic(&category) {
                Some(topic) if topics.contains(&topic.as_str().into()) => {}
                Some(topic) => topics.push(topic.into()),
                None => {
                    let message = format!("the category `{category}` is no topic of the site and is left out");
                    reading.warn(found, line.number, message, "add it to topics.yaml and import again");
                }
            }
        }
    }
    topics
}

/// An attached file on the web, with a title.
fn attachment(line: &Line) -> Option<Value> {
    let url = address(&line.value)?;
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().filter(|last| !last.is_empty());
    let title =
        line.param("FILENAME").or_else(|| line.param("X-FILENAME")).filter(|title| !title.trim().is_empty()).or(last);
    let title = title.unwrap_or("Attachment").trim().to_owned();
    Some(Value::Group(vec![("title".to_owned(), title.into()), ("url".to_owned(), url.into())]))
}

/// So many lines without a field are kept in the text.
const MOST_LEFT: usize = 100;

/// What has no field: people, since they decide themselves whether they are named, and what only other programs understand.
fn leave_behind(found: Found<'_>, reading: &mut Reading<'_>) {
    let people: Vec<&Line> = found.event.lines.iter().filter(|line| PEOPLE.contains(&line.name.as_str())).collect();
    if let Some(first) = people.first() {
        let message =
            format!("{} of people left out: they decide themselves whether they are named here", lines(people.len()));
        reading.warn(found, first.number, message, "add those who agree under `organizers` or `hosts` in the file");
    }
    for line in &found.event.lines {
        let name = line.name.as_str();
        let known = SILENT.contains(&name) || PEOPLE.contains(&name) || name.starts_with("X-");
        let inline = name == "ATTACH" && attachment(line).is_none();
        if inline {
            reading.warn(
                found,
                line.number,
                "an attached file is left out: only web addresses are taken over".to_owned(),
                "",
            );
        } else if !known {
            let source: String = line.source().chars().take(2_000).collect();
            if reading.left.len() < MOST_LEFT {
                reading.left.push(source);
            }
            reading.note(
                found,
                line.number,
                Level::Warning,
                format!("{name} has no field here and is kept in the text"),
                "",
            );
        }
    }
}

fn lines(count: usize) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}
