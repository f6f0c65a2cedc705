//! RRULE in the form that is easiest to read here: `repeat`, or else `rrule`.

use super::write::{Fields, Value};
use crate::time::{Ends, Every, On, Rule, When, Zone};

/// The rule, and its text in the subset that all calendars agree about.
pub(super) fn read(text: &str, start: &When, zone: &Zone) -> Result<(Rule, String), String> {
    let text = simpler(text, start);
    let rule = Rule::parse_rrule(&text, zone).map_err(|wrong| wrong.message)?;
    Ok((rule, text))
}

/// The same rule in other words, where only the words are refused.
fn simpler(text: &str, start: &When) -> String {
    let upper = text.trim().to_ascii_uppercase();
    let mut parts: Vec<(&str, &str)> = upper.split(';').filter_map(|part| part.split_once('=')).collect();
    let get = |name: &str| parts.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
    let days = get("BYDAY").unwrap_or_default();
    // `BYDAY=TU;BYSETPOS=2` is the second Tuesday, which is written `BYDAY=2TU`.
    let position = get("BYSETPOS").and_then(|n| n.trim_start_matches('+').parse::<i8>().ok());
    let counted = position.filter(|_| days.len() == 2).map(|n| format!("{n}{days}"));
    let hour = start.time().map(|time| (time.hour().to_string(), time.minute().to_string(), time.second().to_string()));
    // Weeks that begin on Sunday are other weeks only for what takes place on Sundays.
    let sunday = days.split(',').any(|day| day == "SU");
    let said = |key: &str, value: &str| match (key, &hour) {
        ("BYHOUR", Some((hour, ..))) => value.trim_start_matches('0') == hour.trim_start_matches('0'),
        ("BYMINUTE", Some((_, minute, _))) => value.trim_start_matches('0') == minute.trim_start_matches('0'),
        ("BYSECOND", Some((.., second))) => value.trim_start_matches('0') == second.trim_start_matches('0'),
        ("WKST", _) => value == "MO" || (value == "SU" && !sunday),
        ("BYSETPOS", _) => counted.is_some(),
        _ => false,
    };
    parts.retain(|(key, value)| !said(key, value));
    let part = |(key, value): &(&str, &str)| match (*key, &counted) {
        ("BYDAY", Some(counted)) => format!("BYDAY={counted}"),
        _ => format!("{key}={value}"),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(";")
}

/// The field that says a rule.
pub(super) fn field(rule: &Rule, text: &str, start: &When, zone: &Zone) -> (String, Value) {
    let friendly = friendly(rule, start);
    let same =
        friendly.rrule(start, zone).is_some() && friendly.rrule(start, zone) == on_days(rule, start).rrule(start, zone);
    if same && readable(&friendly) {
        return ("repeat".to_owned(), Value::Group(fields(&friendly)));
    }
    let text = rule.rrule(start, zone).unwrap_or_else(|| simpler(text, start));
    ("rrule".to_owned(), text.into())
}

/// The rule with its end as the last day that counts.
fn on_days(rule: &Rule, start: &When) -> Rule {
    let ends = match rule.ends {
        Ends::Until(until) => {
            let early = until.time().zip(start.time()).is_some_and(|(until, start)| until < start);
            let last = if early { until.date().yesterday().unwrap_or(until.date()) } else { until.date() };
            Ends::Until(When::Day(last))
        }
        other => other,
    };
    Rule { ends, ..rule.clone() }
}

/// The rule in words: `march 15` in place of a month and a day.
fn friendly(rule: &Rule, start: &When) -> Rule {
    let rule = on_days(rule, start);
    let months: Vec<i8> =
        rule.on.iter().filter_map(|on| if let On::Month(month) = on { Some(*month) } else { None }).collect();
    let picks: Vec<_> =
        rule.on.iter().filter_map(|on| if let On::Day(pick) = on { Some(pick) } else { None }).collect();
    if rule.every != Every::Year || months.is_empty() || picks.is_empty() {
        return rule;
    }
    let dated = months.iter().flat_map(|month| picks.iter().map(|pick| On::DayOf((*pick).clone(), *month)));
    Rule { on: dated.collect(), ..rule }
}

/// Whether all days are read back from their words.
fn readable(rule: &Rule) -> bool {
    rule.on.iter().all(|on| On::parse(&on.to_string()).as_ref() == Ok(on))
}

fn fields(rule: &Rule) -> Fields {
    let mut fields: Fields = vec![("every".to_owned(), rule.every.to_string().into())];
    if rule.interval > 1 {
        fields.push(("interval".to_owned(), rule.interval.to_string().into()));
    }
    if !rule.on.is_empty() {
        fields.push(("on".to_owned(), Value::List(rule.on.iter().map(|on| on.to_string().into()).collect())));
    }
    match rule.ends {
        Ends::Never => {}
        Ends::Until(until) => fields.push(("until".to_owned(), until.date().to_string().into())),
        Ends::Count(count) => fields.push(("count".to_owned(), count.to_string().into())),
    }
    fields
}
