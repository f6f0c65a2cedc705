//! Asks for what a new file still needs, if somebody sits at the terminal.

use std::io::{BufRead, IsTerminal, stderr, stdin};

use jiff::civil::Date;

use super::spoken;
use crate::commands::say;
use crate::disk::Fatal;
use crate::kinds::{Kind, Type};
use crate::new::{Given, Missing, read};
use crate::time::When;

/// Somebody who can answer, or nobody.
pub(super) struct Asker {
    today: Date,
}

impl Asker {
    pub(super) fn new(today: Date) -> Self {
        Self { today }
    }

    /// Whether there is somebody: both what is asked and what is answered pass through a terminal.
    pub(super) fn is_possible(&self) -> bool {
        stdin().is_terminal() && stderr().is_terminal()
    }

    pub(super) fn title(&mut self, kind: &Kind) -> Result<String, Fatal> {
        answer(&format!("The title of the {}: ", kind.label.one.to_lowercase()), |text| Ok(text.to_owned()))
    }

    /// Asks for all that is missing; an answer that cannot be read is asked for again.
    pub(super) fn fields(&mut self, kind: &Kind, missing: &[Missing], given: &mut Given) -> Result<(), Fatal> {
        for one in missing {
            let question = match one.example.as_str() {
                "" => format!("{}: ", one.help),
                example => format!("{} (such as {example}): ", one.help),
            };
            let text = answer(&question, |text| self.check(kind, &one.path, text))?;
            given.add(kind, &one.path, &text)?;
        }
        Ok(())
    }

    /// Whether the answer can be read; of a date in words, which day it is.
    fn check(&self, kind: &Kind, path: &str, text: &str) -> Result<String, Fatal> {
        if let Some(field) = kind.field(path) {
            read(field, text, self.today)?;
            if let (Type::Moment | Type::Date { .. }, Ok(when)) = (&field.ty, When::said(text, self.today)) {
                say::note(&format!("  {}\n", spoken(&when)));
            }
        }
        Ok(text.to_owned())
    }
}

/// One line from the terminal that `check` can read.
fn answer(question: &str, check: impl Fn(&str) -> Result<String, Fatal>) -> Result<String, Fatal> {
    loop {
        say::note(question);
        let mut line = String::new();
        let read = stdin().lock().read_line(&mut line);
        match (read, line.trim()) {
            (Ok(0) | Err(_), _) => return Err(Fatal::new("there was no answer", "Run this again when you know it.")),
            (Ok(_), "") => {}
            (Ok(_), text) => match check(text) {
                Ok(text) => return Ok(text),
                Err(error) => say::fatal(&error),
            },
        }
    }
}
