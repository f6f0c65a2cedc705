//! `lyceum theme`: the files of the default theme, and copies of them to change.

use super::{RootArgs, ThemeCommand, exit, say};
use crate::diag::nearest;
use crate::disk::{self, Fatal};
use crate::theme;

/// Lists the files, or copies one.
pub(super) fn run(command: &ThemeCommand) -> u8 {
    match command {
        ThemeCommand::List => {
            theme::names().iter().for_each(|name| say::result(&format!("{name}\n")));
            0
        }
        ThemeCommand::Eject { root, file } => exit(eject(root, file).map(|()| 0)),
    }
}

/// Copies a file to where it takes the place of the built-in one.
fn eject(root: &RootArgs, file: &str) -> Result<(), Fatal> {
    let bytes = theme::file(file).ok_or_else(|| unknown(file))?;
    let path = theme::place(file);
    disk::read(&root.root)?;
    disk::write_new(&root.root, &path, &bytes)?;
    say::note(&format!("{path} takes the place of the built-in one now. Without it, that one is back.\n"));
    Ok(())
}

fn unknown(file: &str) -> Fatal {
    let names = theme::names();
    let meant = nearest(file, names.iter().map(String::as_str)).map(|name| format!("did you mean `{name}`? "));
    let help = format!("{}All files: lyceum theme list", meant.unwrap_or_default());
    Fatal::new(format!("The default theme has no file {file}"), help)
}
