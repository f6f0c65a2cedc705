//! `lyceum import`: files of other programs become files of the site. Nothing that somebody wrote is ever overwritten.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::{PROBLEMS, RootArgs, exit, say};
use crate::diag::Level;
use crate::disk::{self, Fatal};
use crate::import::{self, Fate, Given, LOCK_FILE, Note, Plan, Planned};

/// From which files.
#[derive(Debug, Subcommand)]
pub enum From {
    /// Events from calendar files (iCalendar): of Google Calendar, Outlook, Meetup, Luma, Nextcloud and others
    #[command(after_help = "Example:\n  lyceum import ics calendar.ics --dry-run")]
    Ics {
        /// The calendar files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        root: RootArgs,
        /// Say what would be written, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Items of a kind from a table (CSV) of a spreadsheet or a form: one row is one item
    #[command(after_help = "Example:\n  lyceum import csv books.csv --kind resource --map map.yaml")]
    Csv {
        /// The table
        file: PathBuf,
        /// The kind of the items: resource, person, event …
        #[arg(long)]
        kind: String,
        /// A YAML file that says which column is which field: `Column: field`
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
        #[command(flatten)]
        root: RootArgs,
        /// Say what would be written, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
}

/// Imports.
pub(super) fn run(from: &From) -> u8 {
    match from {
        From::Ics { files, root, dry_run } => exit(ics(files, root, *dry_run)),
        From::Csv { file, kind, map, root, dry_run } => exit(csv(file, kind, map.as_deref(), root, *dry_run)),
    }
}

fn ics(files: &[PathBuf], root: &RootArgs, dry_run: bool) -> Result<u8, Fatal> {
    let tree = disk::read(&root.root)?;
    let lock = disk::text_of(&root.root.join(LOCK_FILE))?.unwrap_or_default();
    let read = |path: &PathBuf| Ok((path.display().to_string(), disk::read_file(path)?));
    let read: Vec<(String, Vec<u8>)> = files.iter().map(read).collect::<Result<_, Fatal>>()?;
    let given: Vec<Given<'_>> = read.iter().map(|(name, bytes)| Given { name, bytes }).collect();
    finish(&import::ics(&given, &tree, &lock), &lock, root, dry_run)
}

fn csv(file: &Path, kind: &str, map: Option<&Path>, root: &RootArgs, dry_run: bool) -> Result<u8, Fatal> {
    let tree = disk::read(&root.root)?;
    let lock = disk::text_of(&root.root.join(LOCK_FILE))?.unwrap_or_default();
    let (name, bytes) = (file.display().to_string(), disk::read_file(file)?);
    let map = map.map(|map| Ok::<_, Fatal>((map.display().to_string(), disk::read_file(map)?))).transpose()?;
    let map = map.as_ref().map(|(name, bytes)| Given { name, bytes });
    let plan = import::csv(&Given { name: &name, bytes: &bytes }, kind, map.as_ref(), &tree, &lock);
    finish(&plan, &lock, root, dry_run)
}

/// Writes what is to be written, and says what became of everything.
fn finish(plan: &Plan, lock: &str, root: &RootArgs, dry_run: bool) -> Result<u8, Fatal> {
    say::note(&plan.notes.iter().map(told).collect::<String>());
    say::result(&plan.items.iter().map(|item| line(item, dry_run)).collect::<String>());
    if !dry_run {
        plan.items.iter().try_for_each(|item| write(item, root))?;
        let changed = plan.lock != lock && plan.items.iter().any(|item| item.fate != Fate::Deleted);
        if changed {
            let old = (!lock.is_empty()).then_some(lock);
            disk::write_over(&root.root, LOCK_FILE, old, &plan.lock)?;
        }
    }
    say::note(&summary(plan, dry_run));
    Ok(if plan.has_problems() { PROBLEMS } else { 0 })
}

fn write(item: &Planned, root: &RootArgs) -> Result<(), Fatal> {
    match &item.fate {
        Fate::New(text) => disk::write_over(&root.root, &item.path, None, text),
        Fate::Updated { old, new } => disk::write_over(&root.root, &item.path, Some(old), new),
        Fate::Same | Fate::Deleted | Fate::Conflict { .. } => Ok(()),
    }
}

fn told(note: &Note) -> String {
    let level = if note.level == Level::Error { "error" } else { "note" };
    let help = note.help.as_ref().map(|help| format!("  help: {help}\n")).unwrap_or_default();
    format!("{level}: {}:{}: {}\n{help}", note.file, note.line, note.message)
}

/// What happens to a file; what stays as it is needs no line.
fn line(item: &Planned, dry_run: bool) -> String {
    let path = &item.path;
    match &item.fate {
        Fate::New(_) if dry_run => format!("would write    {path}\n"),
        Fate::New(_) => format!("written        {path}\n"),
        Fate::Updated { .. } if dry_run => format!("would update   {path}\n"),
        Fate::Updated { .. } => format!("updated        {path}\n"),
        Fate::Same => String::new(),
        Fate::Deleted => format!("deleted here   {path}: to have it back, take its line out of {LOCK_FILE}\n"),
        Fate::Conflict { difference } => {
            let lines: String = difference.lines().map(|line| format!("    {line}\n")).collect();
            format!("edited here    {path}: left alone; the file has `-`, the import `+`\n{lines}")
        }
    }
}

fn summary(plan: &Plan, dry_run: bool) -> String {
    let count = |is: fn(&Fate) -> bool| plan.items.iter().filter(|item| is(&item.fate)).count();
    let new = count(|fate| matches!(fate, Fate::New(_)));
    let updated = count(|fate| matches!(fate, Fate::Updated { .. }));
    let same = count(|fate| matches!(fate, Fate::Same | Fate::Deleted));
    let conflicts = count(|fate| matches!(fate, Fate::Conflict { .. }));
    let nothing = if dry_run { " Nothing was written." } else { "" };
    format!("{new} new, {updated} updated, {same} left as they are, {conflicts} edited here and left alone.{nothing}\n")
}
