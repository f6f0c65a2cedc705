//! Links that put an event into a calendar on the web. A calendar file does more, so these stand beside it.

use jiff::civil::Date;

use super::Outline;
use super::json_ld::full;
use super::places::Places;
use super::windows::is_called_off;
use crate::site::{Item, Timed};
use crate::time::iso::basic;
use crate::time::{Occurrence, When};
use crate::view::NavLink;

const GOOGLE: &str = "https://calendar.google.com/calendar/render";
const OUTLOOK: &str = "https://outlook.live.com/calendar/0/deeplink/compose";
const OFFICE: &str = "https://outlook.office.com/calendar/0/deeplink/compose";
const YAHOO: &str = "https://calendar.yahoo.com/";

/// What all of them ask for.
struct Invitation<'a> {
    title: &'a str,
    details: String,
    location: String,
    zone: &'a str,
    date: Occurrence,
    /// The repeat rule as RRULE, of a series.
    rule: Option<String>,
}

impl Outline {
    /// The links of an item that takes place once, or by one rule without exceptions: others do not fit into a link.
    pub(super) fn invitations(&self, item: &Item) -> Vec<NavLink> {
        let [timed] = self.original(item).times.as_slice() else { return Vec::new() };
        if self.is_over(item) || is_called_off(item) {
            return Vec::new();
        }
        self.invitation(item, timed).map(|invitation| invitation.links()).unwrap_or_default()
    }

    fn invitation<'a>(&'a self, item: &'a Item, timed: &'a Timed) -> Option<Invitation<'a>> {
        let schedule = &timed.schedule;
        let is_plain = schedule.skip.is_empty() && schedule.also.is_empty() && schedule.change.is_empty();
        let rule = match &schedule.rule {
            Some(rule) => Some(rule.rrule(&schedule.start, &schedule.zone)?),
            None => None,
        };
        let places = Places::of(item, timed);
        let page = full(&self.site, &item.url);
        let parts = [&*item.summary, places.online().as_deref().unwrap_or_default(), &page].map(str::to_owned);
        is_plain.then_some(Invitation {
            title: timed.title.as_deref().unwrap_or(&item.title),
            details: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n"),
            location: places.location(),
            zone: schedule.zone.name(),
            date: schedule.first()?,
            rule,
        })
    }
}

impl Invitation<'_> {
    /// Only Google takes a series.
    fn links(&self) -> Vec<NavLink> {
        let link = |label: &str, url: String| NavLink { label: label.into(), url: url.into() };
        let google = link("Google Calendar", self.google());
        if self.rule.is_some() {
            return vec![google];
        }
        let microsoft = |base| address(base, self.microsoft());
        vec![
            google,
            link("Outlook", microsoft(OUTLOOK)),
            link("Office 365", microsoft(OFFICE)),
            link("Yahoo", address(YAHOO, self.yahoo())),
        ]
    }

    /// Wall times with their zone, so that a series follows its clocks. Without a known end both times are the start.
    fn google(&self) -> String {
        let (start, end) = match self.date.start {
            When::Day(first) => (basic::date(first), basic::date(self.day_after())),
            start @ When::Time(_) => (wall(start), wall(self.date.end.unwrap_or(start))),
        };
        let mut pairs = vec![
            ("action", "TEMPLATE".to_owned()),
            ("text", self.title.to_owned()),
            ("dates", format!("{start}/{end}")),
            ("ctz", self.zone.to_owned()),
            ("details", self.details.clone()),
            ("location", self.location.clone()),
        ];
        pairs.extend(self.rule.as_ref().map(|rule| ("recur", format!("RRULE:{rule}"))));
        address(GOOGLE, pairs)
    }

    fn microsoft(&self) -> Vec<(&'static str, String)> {
        let (start, end, all_day) = match self.date.start {
            When::Day(first) => (first.to_string(), self.day_after().to_string(), "true"),
            When::Time(_) => (self.date.starts_at.to_string(), self.known_end(|end| end.to_string()), ""),
        };
        vec![
            ("path", "/calendar/action/compose".to_owned()),
            ("rru", "addevent".to_owned()),
            ("subject", self.title.to_owned()),
            ("startdt", start),
            ("enddt", end),
            ("allday", all_day.to_owned()),
            ("body", self.details.clone()),
            ("location", self.location.clone()),
        ]
    }

    /// Of whole days Yahoo takes the last one, not the one after it.
    fn yahoo(&self) -> Vec<(&'static str, String)> {
        let (start, end, length) = match self.date.start {
            When::Day(first) => (basic::date(first), basic::date(self.last_day()), "allday".to_owned()),
            When::Time(_) => (basic::utc(self.date.starts_at), self.known_end(basic::utc), String::new()),
        };
        vec![
            ("v", "60".to_owned()),
            ("title", self.title.to_owned()),
            ("st", start),
            ("et", end),
            ("dur", length),
            ("desc", self.details.clone()),
            ("in_loc", self.location.clone()),
        ]
    }

    fn known_end(&self, text: impl Fn(jiff::Timestamp) -> String) -> String {
        self.date.end.map(|_| text(self.date.ends_at)).unwrap_or_default()
    }

    fn last_day(&self) -> Date {
        self.date.end.map_or(self.date.start.date(), |end| end.date())
    }

    fn day_after(&self) -> Date {
        self.last_day().tomorrow().unwrap_or(Date::MAX)
    }
}

fn wall(when: When) -> String {
    basic::local(when.first_moment())
}

/// An address with its parameters, without the empty ones. A space is `%20`, since Outlook shows a `+` as it is.
fn address(base: &str, pairs: Vec<(&str, String)>) -> String {
    let encoded =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let known = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let parts: Vec<String> = known.map(|(name, value)| format!("{name}={}", encoded(&value))).collect();
    format!("{base}?{}", parts.join("&"))
}
