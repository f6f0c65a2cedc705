//! What was found in the web before, so that it is not asked for again within some days. One line an address.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::Answer;
use crate::time::iso;

/// How many days an answer holds: a page that is there mostly stays, and one that is not may come back.
const GOOD: i64 = 14;
/// The same for all other answers.
const OTHER: i64 = 1;
/// What is not asked for any more is forgotten after so many days.
const FORGOTTEN: i64 = 60;

/// Answers by address, with the moments at which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cache(BTreeMap<String, (Timestamp, Answer)>);

impl Cache {
    /// Reads what `to_string` wrote. A line that cannot be read is a question more, and nothing worse.
    pub fn parse(text: &str) -> Self {
        Self(text.lines().filter_map(entry).collect())
    }

    /// The answer, if it still holds.
    pub fn get(&self, url: &str, now: Timestamp) -> Option<&Answer> {
        let (at, answer) = self.0.get(url)?;
        let days = if matches!(answer, Answer::Alive | Answer::Moved(_)) { GOOD } else { OTHER };
        let age = now.duration_since(*at);
        (age >= SignedDuration::ZERO && age < SignedDuration::from_hours(days * 24)).then_some(answer)
    }

    /// Notes an answer.
    pub fn put(&mut self, url: &str, answer: Answer, now: Timestamp) {
        self.0.insert(url.to_owned(), (now, answer));
        self.0.retain(|_, (at, _)| now.duration_since(*at) < SignedDuration::from_hours(FORGOTTEN * 24));
    }
}

impl std::fmt::Display for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|(url, (at, answer))| {
            let (word, more) = match answer {
                Answer::NotTrusted => return Ok(()),
                Answer::Alive => ("alive", String::new()),
                Answer::Moved(to) => ("moved", to.clone()),
                Answer::Gone(status) => ("gone", status.to_string()),
                Answer::NoHost => ("no-host", String::new()),
                Answer::Unknown(why) => ("unknown", why.replace('\n', " ")),
            };
            writeln!(f, "{}", format!("{} {url} {word} {more}", iso::utc(*at)).trim_end())
        })
    }
}

fn entry(line: &str) -> Option<(String, (Timestamp, Answer))> {
    let mut parts = line.splitn(4, ' ');
    let (at, url, word, more) = (parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or_default());
    let answer = match word {
        "alive" => Answer::Alive,
        "moved" => Answer::Moved(more.to_owned()),
        "gone" => Answer::Gone(more.parse().ok()?),
        "no-host" => Answer::NoHost,
        "unknown" => Answer::Unknown(more.to_owned()),
        _ => return None,
    };
    Some((url.to_owned(), (at.parse().ok()?, answer)))
}
