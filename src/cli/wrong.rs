//! What is wrong with a command line, in plain words, with what would be right and an example.

use std::error::Error as _;
use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// What to say of a command line, in which `words` stand behind the name of the program; nothing where clap's own words must do.
pub(super) fn told(error: &Error, program: &Command, words: &[OsString]) -> Option<String> {
    let (name, command) = meant(program, words);
    let (message, help) = message_and_help(error, command, &name)?;
    let help = help.map(|help| format!("help: {help}\n")).unwrap_or_default();
    let example = command.get_after_help().map(|text| format!("\n{text}\n")).unwrap_or_default();
    Some(format!("error: {message}\n{help}More: {name} --help\n{example}"))
}

/// The command that somebody meant, and how it is called: the words are followed as far as they are commands.
fn meant<'a>(program: &'a Command, words: &[OsString]) -> (String, &'a Command) {
    let mut found = (program.get_name().to_owned(), program);
    for word in words.iter().skip_while(|word| *word == "help") {
        let Some(command) = found.1.find_subcommand(word) else { break };
        found = (format!("{} {}", found.0, command.get_name()), command);
    }
    found
}

fn message_and_help(error: &Error, command: &Command, name: &str) -> Option<(String, Option<String>)> {
    let said = |kind| said(error, kind).map(|all| all.join(", "));
    let did_you_mean = |kind, before: &str| said(kind).map(|near| format!("did you mean `{before}{near}`?"));
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => (
            format!("there is no command `{}`", said(ContextKind::InvalidSubcommand)?),
            did_you_mean(ContextKind::SuggestedSubcommand, &format!("{name} ")),
        ),
        ErrorKind::UnknownArgument => (
            format!("`{name}` cannot do anything with `{}`", said(ContextKind::InvalidArg)?),
            did_you_mean(ContextKind::SuggestedArg, ""),
        ),
        ErrorKind::MissingRequiredArgument => {
            ("something is missing".to_owned(), Some(format!("add{}", missing(error, command))))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (value(&said(ContextKind::InvalidValue)?, &said(ContextKind::InvalidArg)?), values(error))
        }
        ErrorKind::ArgumentConflict => {
            let (one, other) = (said(ContextKind::InvalidArg)?, said(ContextKind::PriorArg)?);
            (format!("`{one}` and `{other}` do not go together"), Some("leave one of them out".to_owned()))
        }
        _ => return None,
    })
}

/// What clap knows of a kind about an error.
fn said(error: &Error, kind: ContextKind) -> Option<Vec<String>> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(vec![text.clone()]),
        ContextValue::Strings(texts) => Some(texts.clone()),
        _ => None,
    }
}

/// A line for each argument that must be there, with what it is.
fn missing(error: &Error, command: &Command) -> String {
    let line = |name: String| {
        let argument = command.get_arguments().find(|argument| argument.to_string() == name);
        let help = argument.and_then(|argument| argument.get_help()).map(ToString::to_string);
        format!("\n  {name}   {}", help.unwrap_or_default())
    };
    said(error, ContextKind::InvalidArg).into_iter().flatten().map(line).collect()
}

fn value(value: &str, argument: &str) -> String {
    match value {
        "" => format!("`{argument}` has no value"),
        _ => format!("`{value}` does not fit `{argument}`"),
    }
}

/// What may be said in its place.
fn values(error: &Error) -> Option<String> {
    let all = said(error, ContextKind::ValidValue).filter(|all| !all.is_empty());
    let all = all.map(|all| format!("write one of {}", all.join(", ")));
    all.or_else(|| error.source().map(ToString::to_string))
}
