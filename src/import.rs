//! From files of other programs to items: calendars (`ics`) become event files, tables (`csv`, `xlsx`) items of a kind. Pure: bytes in, files and
//! a report out.
//!
//! What is already in the site is recognized by its `uid`. A small lock file says what each import wrote, so that the next one can tell a
//! file that it may bring up to date from one that somebody has edited since.

mod cells;
mod columns;
mod component;
mod difference;
mod event;
mod facts;
mod hub;
mod lines;
mod lock;
mod mail;
mod markup;
mod moment;
mod overrides;
mod plain;
mod records;
mod repeat;
mod series;
mod settle;
mod sheet;
mod table;
mod unfit;
mod write;
mod zones;

use std::sync::Arc;

use crate::diag::Level;
use crate::source::{SitePath, Tree};

pub use hub::Hub;
use records::{Broken, Records};
use table::Wanted;

pub use lock::{FILE as LOCK_FILE, Lock};

/// A file to import.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Its name, for the report.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// What an import comes to.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What becomes of each item, in the order of the files.
    pub items: Vec<Planned>,
    /// What people should know, in the order of the files.
    pub notes: Vec<Note>,
    /// The text of the lock file afterwards.
    pub lock: String,
}

impl Plan {
    /// Whether something was left behind: an item that could not be read, or that somebody has edited.
    pub fn has_problems(&self) -> bool {
        let conflict = |item: &Planned| matches!(item.fate, Fate::Conflict { .. });
        self.items.iter().any(conflict) || self.notes.iter().any(|note| note.level == Level::Error)
    }
}

/// What becomes of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its file in the site.
    pub path: SitePath,
    /// What happens to it.
    pub fate: Fate,
}

/// What happens to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new, with this text.
    New(String),
    /// It is as the last import wrote it, and gets this text.
    Updated {
        /// What is in the file now.
        old: String,
        /// What will be in it.
        new: String,
    },
    /// The calendar says what it said the last time: the file is left alone.
    Same,
    /// It was imported before and has been deleted since: it stays away.
    Deleted,
    /// The calendar says something new, and somebody has edited the file: it is left alone.
    Conflict {
        /// The lines that differ, marked with `-` (in the file) and `+` (in the calendar).
        difference: String,
    },
}

/// Something that people should know of a file that was imported.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The file.
    pub file: Arc<str>,
    /// The line, from 1 on.
    pub line: usize,
    /// An error if something was not imported at all.
    pub level: Level,
    /// What happened.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Imports calendar files into the site of `tree`, of which earlier imports noted `lock`.
pub fn ics(files: &[Given<'_>], tree: &Tree, lock: &str) -> Plan {
    let hub = Hub::new(tree);
    let (lock, mut notes) = Lock::parse(lock);
    let calendars = files.iter().map(|file| component::read(file, &mut notes)).collect::<Vec<_>>();
    let drafts = event::drafts(&calendars, &hub, &mut notes);
    let (items, lock) = settle::settle(drafts, &hub, lock);
    Plan { items, notes, lock: lock.to_string() }
}

/// Imports a table into the site of `tree`: each row is an item of a kind. `map` says which column is which field.
pub fn csv(file: &Given<'_>, kind: &str, map: Option<&Given<'_>>, tree: &Tree, lock: &str) -> Plan {
    rows(file, records::csv(file), &Wanted { kind, map }, tree, lock)
}

/// The same for a sheet of a spreadsheet: that of this name, or the first one in which something stands.
pub fn xlsx(
    file: &Given<'_>,
    sheet: Option<&str>,
    kind: &str,
    map: Option<&Given<'_>>,
    tree: &Tree,
    lock: &str,
) -> Plan {
    rows(file, sheet::xlsx(file, sheet), &Wanted { kind, map }, tree, lock)
}

fn rows(file: &Given<'_>, rows: Result<Records<'_>, Broken>, wanted: &Wanted<'_>, tree: &Tree, lock: &str) -> Plan {
    let (lock, mut notes) = Lock::parse(lock);
    let (items, lock) = table::import(&file.name.into(), rows, wanted, tree, lock, &mut notes);
    Plan { items, notes, lock: lock.to_string() }
}

impl Note {
    fn new(file: &Arc<str>, line: usize, level: Level, message: impl Into<String>) -> Self {
        Self { file: file.clone(), line, level, message: message.into(), help: None }
    }

    fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}
