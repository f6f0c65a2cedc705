//! What stands on the command line behind the kind: it is read by hand, since only the kinds of the site tell which fields there are.

use std::path::PathBuf;

use crate::commands::{NewArgs, NowArgs};
use crate::disk::Fatal;

/// What is said.
pub(super) struct Words {
    pub(super) kind: Option<String>,
    pub(super) title: Option<String>,
    pub(super) root: PathBuf,
    pub(super) now: NowArgs,
    pub(super) help: bool,
    /// The file with the text of an issue, or `-`.
    pub(super) issue: Option<PathBuf>,
    /// Fields and their values.
    pub(super) pairs: Vec<(String, String)>,
}

impl Words {
    /// Reads the command line.
    pub(super) fn of(args: &NewArgs) -> Result<Self, Fatal> {
        let mut words = Self {
            kind: args.kind.clone(),
            title: None,
            root: args.root.root.clone(),
            now: args.now.clone(),
            help: args.help,
            issue: args.from_issue.clone(),
            pairs: args.set.iter().map(|pair| assignment(pair)).collect::<Result<_, _>>()?,
        };
        let mut rest = args.rest.iter().cloned();
        while let Some(word) = rest.next() {
            words.take(&word, &mut rest)?;
        }
        Ok(words)
    }

    fn take(&mut self, word: &str, rest: &mut impl Iterator<Item = String>) -> Result<(), Fatal> {
        let Some(flag) = word.strip_prefix("--") else { return self.take_title(word) };
        if flag == "help" {
            self.help = true;
            return Ok(());
        }
        let (name, value) = match flag.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (flag, rest.next()),
        };
        let value = value
            .ok_or_else(|| Fatal::new(format!("--{name} has no value"), format!("Write it as --{name} VALUE.")))?;
        match name {
            "root" => self.root = value.into(),
            "now" => self.now.now = Some(value),
            "from-issue" => self.issue = Some(value.into()),
            "set" => self.pairs.push(assignment(&value)?),
            _ => self.pairs.push((name.to_owned(), value)),
        }
        Ok(())
    }

    fn take_title(&mut self, word: &str) -> Result<(), Fatal> {
        if self.title.is_some() {
            let help = "Put a title or a value of several words in quotes: lyceum new event \"Rust night\".";
            return Err(Fatal::new(format!("`{word}` belongs to nothing"), help));
        }
        self.title = Some(word.to_owned());
        Ok(())
    }
}

/// `field=value`.
fn assignment(text: &str) -> Result<(String, String), Fatal> {
    let pair = text.split_once('=').map(|(name, value)| (name.trim().to_owned(), value.to_owned()));
    pair.ok_or_else(|| Fatal::new(format!("--set {text} has no `=`"), "Write it as --set level=beginner."))
}
