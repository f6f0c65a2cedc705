//! The lock file of a calendar: what each event said when it last changed, so that its stamp and its sequence number move then and
//! only then.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::diag::{Fault, codes};
use crate::front;
use crate::source::Digest;
use crate::time::iso;

/// What the file says of itself.
const HEAD: &str =
    "# Which version of each event the calendars of subscribers have. `lyceum build --lock` writes this file.
# Commit it with the content. After a conflict keep the lines of both sides, one for each event, and run it again.
";

/// How many digits of a digest tell two versions of one event apart.
const DIGITS: usize = 16;

/// What is known of all events, by uid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    entries: BTreeMap<Arc<str>, Entry>,
}

/// What is known of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// How often it was changed.
    pub sequence: u32,
    /// When it was last changed.
    pub stamp: Timestamp,
    /// The first digits of the digest of what it said then.
    facts: Arc<str>,
}

impl Lock {
    /// Reads the file. What cannot be read is left out, and reported.
    pub fn parse(text: &str) -> (Self, Vec<Fault>) {
        let (mut lock, mut faults) = (Self::default(), Vec::new());
        for line in front::entries(text) {
            match entry(line.text) {
                None => faults.push(line.broken().help(
                    "take the line out and run `lyceum build --lock`, or take the file back from your version control",
                )),
                Some((uid, _)) if lock.entries.contains_key(uid) => {
                    let message = format!("line {} is the second one for `{uid}`", line.number);
                    let fault = Fault::new(&codes::BAD_LOCK, line.span, message);
                    faults.push(fault.help("keep the one of the two that has the larger number"));
                }
                Some((uid, entry)) => drop(lock.entries.insert(uid.into(), entry)),
            }
        }
        (lock, faults)
    }

    /// What is known of an event.
    pub fn get(&self, uid: &str) -> Option<&Entry> {
        self.entries.get(uid)
    }

    /// Notes an event.
    pub fn insert(&mut self, uid: Arc<str>, entry: Entry) {
        self.entries.insert(uid, entry);
    }

    /// The events whose entries are not the same in an older lock.
    pub fn moved_since<'a>(&'a self, old: &'a Self) -> impl Iterator<Item = &'a Arc<str>> {
        self.entries.iter().filter(|(uid, entry)| old.get(uid) != Some(entry)).map(|(uid, _)| uid)
    }

    /// The entry of an event that now says this: the old one if that is what it said, else the next one. A new event has changed at
    /// `first`.
    pub fn next(&self, uid: &str, facts: &Digest, first: Timestamp, now: Timestamp) -> Entry {
        let facts: Arc<str> = facts.hex(DIGITS).into();
        match self.get(uid) {
            Some(old) if old.facts == facts => old.clone(),
            Some(old) => Entry { sequence: old.sequence.saturating_add(1), stamp: whole(now).max(old.stamp), facts },
            None => Entry { sequence: 0, stamp: whole(first), facts },
        }
    }
}

/// One line an event, so that changes of different events do not meet.
impl std::fmt::Display for Lock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(HEAD)?;
        self.entries.iter().try_for_each(|(uid, Entry { sequence, stamp, facts })| {
            writeln!(f, "{uid} {sequence} {} {facts}", iso::utc(*stamp))
        })
    }
}

/// Whole seconds: calendar files have no others.
fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// `events/night@x.org 2 2026-11-22T12:00:00Z 0123456789abcdef`; a uid of somebody else may have spaces.
fn entry(line: &str) -> Option<(&str, Entry)> {
    let mut parts = line.rsplitn(4, ' ');
    let (facts, stamp, sequence, uid) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let is_digest = facts.len() == DIGITS && facts.bytes().all(|byte| byte.is_ascii_hexdigit());
    let entry = Entry { sequence: sequence.parse().ok()?, stamp: stamp.parse().ok()?, facts: facts.into() };
    is_digest.then_some((uid.trim(), entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn an_entry_moves_only_with_its_event() {
        let (one, other) = (Digest::of(b"one"), Digest::of(b"other"));
        let mut lock = Lock::default();
        let first = lock.next("a b@x", &one, at(5), at(100));
        assert_eq!((first.sequence, first.stamp), (0, at(5)));
        lock.insert("a b@x".into(), first.clone());
        assert_eq!(lock.next("a b@x", &one, at(7), at(200)), first);
        let second = lock.next("a b@x", &other, at(7), at(200));
        assert_eq!((second.sequence, second.stamp), (1, at(200)));
        // A clock that goes back does not take the stamp along.
        assert_eq!(lock.next("a b@x", &other, at(7), at(1)).stamp, at(5));
        let (read, faults) = Lock::parse(&lock.to_string().replace('\n', "\r\n"));
        assert_eq!((read, faults), (lock, vec![]));
    }

    #[test]
    fn names_the_line_that_is_broken() {
        let good = "a@x 0 2026-11-22T12:00:00Z 0123456789abcdef\n";
        let text = format!("{good}<<<<<<< HEAD\n{good}\nb@x one 2026-11-22T12:00:00Z 0123456789abcdef");
        let (lock, faults) = Lock::parse(&text);
        let told: Vec<&str> = faults.iter().map(|fault| &*fault.message).collect();
        assert_eq!(
            told,
            [
                "line 2 is not an entry of this file",
                "line 3 is the second one for `a@x`",
                "line 5 is not an entry of this file"
            ]
        );
        assert_eq!(&text[faults[0].span.range()], "<<<<<<< HEAD");
        assert!(lock.get("a@x").is_some() && lock.get("b@x").is_none());
    }
}
