//! `lyceum new`: a new file with the right fields.

mod ask;
mod issue;
mod words;

use clap::{Args, Command};
use jiff::civil::Date;

use super::kinds::Known;
use super::{NewArgs, PROBLEMS, exit, say};
use crate::diag::show::{Format, show};
use crate::diag::{Wrong, nearest};
use crate::disk::{self, Fatal};
use crate::editors;
use crate::kinds::{Field, Kind, Kinds, Path, Type, docs};
use crate::new::{self, Given, Missing};
use crate::pipeline::Options;
use crate::source::{Source, Tree};
use crate::time::words::spoken_with_weekday;
use crate::time::{Now, When};
use words::Words;

/// How it is written.
pub(super) const USAGE: &str =
    "lyceum new KIND \"TITLE\" [--FIELD VALUE]... [--set FIELD=VALUE]... [--root DIR] [--now TIME]";

/// What `--help` ends with.
pub(super) const EXAMPLES: &str =
    "Dates may be words: tomorrow 18:00, next thu 18:30, in 2 weeks, first tue of january 19:00.
The fields of a kind: lyceum new event --help

Example:
  lyceum new event \"Rust night\" --start \"next thu 18:30\" --duration 2h --topics rust,teaching";

/// Writes a new file and prints its path.
pub(super) fn run(args: &NewArgs) -> u8 {
    exit(Words::of(args).and_then(|words| match (words.help, &words.kind) {
        (true, None) => {
            say::result(&usage());
            Ok(0)
        }
        _ => Desk::open(words)?.run(),
    }))
}

/// The help of the command itself.
fn usage() -> String {
    let command = NewArgs::augment_args(Command::new("new").disable_help_flag(true));
    command.override_usage(USAGE).after_help(EXAMPLES).render_help().to_string()
}

/// All that is needed to write a new file.
struct Desk {
    words: Words,
    tree: Tree,
    known: Known,
    now: Now,
    today: Date,
}

impl Desk {
    fn open(words: Words) -> Result<Self, Fatal> {
        let tree = disk::read(&words.root)?;
        let known = Known::of(Kinds::new(tree.under("kinds/")).0, &tree);
        let now = words.now.at()?;
        Ok(Self { today: now.date(&known.hub().config.zone_or_utc()), words, tree, known, now })
    }

    fn run(&self) -> Result<u8, Fatal> {
        let kind = self.kind()?;
        if self.words.help {
            say::result(&fields(kind));
            return Ok(0);
        }
        let mut given = Given::default();
        for (path, text) in &self.words.pairs {
            given.add(kind, path, text)?;
        }
        self.take_issue(kind, &mut given)?;
        let title = self.complete(kind, &mut given)?;
        let file = new::file(kind, &title, &given, self.today).map_err(|wrong| unreadable(&wrong))?;
        if self.tree.get(&file.path).is_some() {
            let message = format!("{} is there already", super::path_in(&self.words.root, &*file.path).display());
            return Err(Fatal::new(message, "Edit that file, or choose another title."));
        }
        self.write(kind, &file)
    }

    /// Takes over what was answered in a form, as far as it is not said here.
    fn take_issue(&self, kind: &Kind, given: &mut Given) -> Result<(), Fatal> {
        let Some(path) = &self.words.issue else { return Ok(()) };
        let answers = editors::answers(&self.known.hub(), kind, &issue::text(path)?);
        if answers.is_empty() {
            let help =
                format!("It is the text of an issue from the form of `lyceum kinds --issue-forms {}`.", kind.name);
            return Err(Fatal::new(format!("{} has no answers in it", path.display()), help));
        }
        let said = given.clone();
        for (path, text) in answers.iter().filter(|(path, _)| !said.has(path)) {
            given.add(kind, path, text)?;
        }
        Ok(())
    }

    fn kind(&self) -> Result<&Kind, Fatal> {
        let kinds = self.known.hub().kinds;
        let all = || kinds.iter().map(|kind| format!("\n  {:<14}{}", kind.name, kind.help)).collect::<String>();
        let Some(name) = &self.words.kind else {
            return Err(Fatal::new(
                "say of which kind the new file is",
                format!("lyceum new KIND \"TITLE\"; the kinds are{}", all()),
            ));
        };
        let near = || match nearest(name, kinds.iter().map(|kind| &*kind.name)) {
            Some(near) => format!("did you mean `{near}`? The kinds are{}", all()),
            None => format!("the kinds are{}", all()),
        };
        kinds.get(name).map(|kind| &**kind).ok_or_else(|| Fatal::new(format!("there is no kind `{name}`"), near()))
    }

    /// The title, with everything that is required and not given asked for, where somebody can answer.
    fn complete(&self, kind: &Kind, given: &mut Given) -> Result<String, Fatal> {
        let mut asker = ask::Asker::new(self.today);
        let name = kind.title_field();
        let title = self.words.title.clone().or_else(|| given.first(name).map(str::to_owned));
        let title = match (title, asker.is_possible()) {
            (Some(title), _) => title,
            (None, true) => asker.title(kind)?,
            (None, false) => {
                let example = format!("lyceum new {} \"{}\"", kind.name, name.to_uppercase());
                return Err(Fatal::new(format!("the {name} is missing"), example));
            }
        };
        if !given.has(name) {
            given.add(kind, name, &title)?;
        }
        let missing = new::missing(kind, given);
        match missing.as_slice() {
            [] => {}
            _ if asker.is_possible() => asker.fields(kind, &missing, given)?,
            missing => return Err(required(kind, missing)),
        }
        Ok(title)
    }

    /// Writes the file if nothing is wrong with it, and prints its path.
    fn write(&self, kind: &Kind, file: &Source) -> Result<u8, Fatal> {
        let options = Options { now: self.now, base_url: None, drafts: true, relative: false, clock: || 0 };
        let mut tree = self.tree.clone();
        tree.insert(file.clone());
        let problems = new::problems(&tree, file, &options);
        say::note(&show(&problems, &tree, Format::Human, say::color()));
        if problems.iter().any(new::is_grave) {
            say::note("Nothing was written.\n");
            return Ok(PROBLEMS);
        }
        disk::write_new(&self.words.root, &file.path, file.head())?;
        self.tell_dates(kind);
        say::result(&format!("{}\n", super::path_in(&self.words.root, &*file.path).display()));
        Ok(0)
    }

    /// Says which days the dates are that were given in words.
    fn tell_dates(&self, kind: &Kind) {
        for (path, text) in &self.words.pairs {
            let is_date = kind.field(path).is_some_and(|field| matches!(field.ty, Type::Moment | Type::Date { .. }));
            if let (true, Err(_), Ok(when)) = (is_date, When::parse(text), When::said(text, self.today)) {
                say::note(&format!("{path}: {}\n", spoken(&when)));
            }
        }
    }
}

/// A date with its day of the week, for whoever said it in words.
fn spoken(when: &When) -> String {
    let day = spoken_with_weekday(when.date());
    when.time().map_or_else(|| day.clone(), |time| format!("{day}, {}", time.strftime("%H:%M")))
}

fn unreadable(wrong: &[(Path, Wrong)]) -> Fatal {
    let lines = wrong.iter().map(|(path, wrong)| match &wrong.help {
        Some(help) => format!("--{path}: {}\nhelp: {help}", wrong.message),
        None => format!("--{path}: {}", wrong.message),
    });
    Fatal { message: lines.collect::<Vec<_>>().join("\n"), help: None }
}

fn required(kind: &Kind, missing: &[Missing]) -> Fatal {
    let flags = missing.iter().map(|one| match one.example.as_str() {
        "" => format!("\n  --{} VALUE   {}", one.path, one.help),
        example => format!("\n  --{} \"{example}\"   {}", one.path, one.help),
    });
    Fatal::new(
        format!("this is required too, for the kind `{}`", kind.name),
        format!("add{}", flags.collect::<String>()),
    )
}

/// The fields of a kind, for `--help` behind it.
fn fields(kind: &Kind) -> String {
    let line = |field: &Field| {
        let mark = if field.required { " (required)" } else { "" };
        let example = docs::example_lines(field).join(" ");
        format!("  --{}{mark}\n      {}\n      {example}\n", field.name, field.help)
    };
    let lines: String = kind.fields.values().map(line).collect();
    format!("{}\n\nlyceum new {} \"TITLE\" [--FIELD VALUE]...\n\n{lines}", kind.help, kind.name)
}
