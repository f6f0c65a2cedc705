//! What happens to the files of a site while it is served.
#![allow(unreachable_pub, reason = "a part of a test")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::program::write;

/// Something that a person or a program does.
#[derive(Clone, Debug)]
pub enum Happening {
    /// A file is written in place.
    Write(usize, String),
    /// A sentence more in a file that is there.
    Sentence(usize, String),
    /// A file is written beside its place and moved there, as editors do.
    Replace(usize, String),
    /// A file goes.
    Remove(usize),
    /// A file gets another name.
    Rename(usize, usize),
    /// A new folder with files in it.
    Folder(usize),
    /// A folder goes with all that is in it.
    RemoveFolder,
    /// Many files at once, and many go again: another branch.
    Checkout(usize),
    /// A kind gets a field, or loses it.
    Kind(bool),
    /// The theme of the site changes.
    Theme(String),
    /// The settings change.
    Settings(String),
    /// `site.yaml` is not there for a moment.
    Blink,
    /// A file that is no part of the site.
    Elsewhere,
}

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

fn event(at: usize) -> String {
    format!("content/events/{}.md", NAMES[at % NAMES.len()])
}

fn text(word: &str) -> String {
    // Longer than a summary, so that a sentence at its end changes nothing but the page.
    let long = "Everybody brings what they have, and takes home what they need. ".repeat(6);
    format!("---\ntitle: {word}\nstart: 2026-12-01T18:00\n---\nWord: {word}. {long}\n")
}

impl Happening {
    /// Lets it happen. What is not possible, such as removing a file that is not there, does not happen.
    pub fn happen(&self, root: &Path) {
        match self {
            Self::Write(at, word) => write(root, &event(*at), &text(word)),
            Self::Sentence(at, word) => {
                let path = event(*at);
                if let Ok(before) = fs::read_to_string(root.join(&path)) {
                    write(root, &path, &format!("{before}\nA sentence: {word}.\n"));
                }
            }
            Self::Replace(at, word) => {
                write(root, "content/events/.saving", &text(word));
                fs::rename(root.join("content/events/.saving"), root.join(event(*at))).unwrap();
            }
            Self::Remove(at) => drop(fs::remove_file(root.join(event(*at)))),
            Self::Rename(from, to) => drop(fs::rename(root.join(event(*from)), root.join(event(*to)))),
            Self::Folder(at) => {
                write(root, "content/events/new/deep/index.md", &text("Deep"));
                write(root, &format!("static/files/{at}.txt"), "text");
            }
            Self::RemoveFolder => {
                drop(fs::remove_dir_all(root.join("content/events/new")));
                drop(fs::remove_dir_all(root.join("static")));
            }
            Self::Checkout(count) => {
                (0..*count).for_each(|n| write(root, &format!("content/resources/many-{n}.md"), &resource(n)));
                (0..count / 2)
                    .for_each(|n| fs::remove_file(root.join(format!("content/resources/many-{n}.md"))).unwrap());
            }
            Self::Kind(true) => {
                write(root, "kinds/event.yaml", "fields:\n  snack: {type: text, help: What there is to eat.}\n");
            }
            Self::Kind(false) => drop(fs::remove_file(root.join("kinds/event.yaml"))),
            Self::Theme(word) => {
                write(root, "themes/default/templates/404.html", &format!("<!doctype html><title>{word}</title>"));
            }
            Self::Settings(word) => write(
                root,
                "site.yaml",
                &format!("title: {word}\nurl: https://whole.example.org\ntimezone: Europe/Lisbon\n"),
            ),
            Self::Blink => {
                fs::rename(root.join("site.yaml"), root.join("site.yaml~")).unwrap();
                std::thread::sleep(std::time::Duration::from_millis(30));
                fs::rename(root.join("site.yaml~"), root.join("site.yaml")).unwrap();
            }
            Self::Elsewhere => write(root, "notes/todo.md", "---\nnothing: here\n---\n"),
        }
    }
}

fn resource(n: usize) -> String {
    format!("---\ntitle: Many {n}\nlink: https://example.org/{n}\n---\n")
}

/// Each sort once.
pub fn one_of_each() -> Vec<Happening> {
    use Happening::*;
    vec![
        Write(0, "One".into()),
        Sentence(0, "More".into()),
        Replace(1, "Two".into()),
        Write(0, "Three".into()),
        Rename(1, 2),
        Remove(0),
        Folder(1),
        RemoveFolder,
        Checkout(60),
        Kind(true),
        Kind(false),
        Theme("New".into()),
        Settings("Other".into()),
        Blink,
        Elsewhere,
        Write(3, "[".into()),
        Write(3, "Four".into()),
    ]
}

/// Any of them. A title such as `[` is an error, which must go again with the next one.
pub fn happenings() -> impl Strategy<Value = Happening> {
    use Happening::*;
    let word = || prop_oneof![4 => "[A-Z][a-z]{1,8}", 1 => Just("[".to_owned())];
    prop_oneof![
        1 => (0..4usize, word()).prop_map(|(at, word)| Write(at, word)),
        3 => (0..4usize, "[a-z]{1,8}").prop_map(|(at, word)| Sentence(at, word)),
        1 => (0..4usize, word()).prop_map(|(at, word)| Replace(at, word)),
        1 => (0..4usize).prop_map(Remove),
        1 => (0..4usize, 0..4usize).prop_map(|(from, to)| Rename(from, to)),
        1 => (0..3usize).prop_map(Folder),
        1 => Just(RemoveFolder),
        1 => (1..80usize).prop_map(Checkout),
        1 => any::<bool>().prop_map(Kind),
        1 => "[A-Z][a-z]{1,8}".prop_map(Theme),
        1 => "[A-Z][a-z]{1,8}".prop_map(Settings),
        1 => Just(Blink),
        1 => Just(Elsewhere),
    ]
}
