//! `lyceum init`: a new hub.

use super::kinds::Known;
use super::{InitArgs, exit, say};
use crate::disk::{self, Fatal};
use crate::editors::cms;
use crate::init;
use crate::kinds::Kinds;
use crate::source::{Source, Tree};
use crate::time::Zone;

/// Writes the files of a new hub and prints their paths.
pub(super) fn run(args: &InitArgs) -> u8 {
    exit(begin(args).map(|()| 0))
}

fn begin(args: &InitArgs) -> Result<(), Fatal> {
    let today = args.now.at()?.date(&Zone::utc());
    disk::vacant(&args.dir)?;
    let files = init::files(&args.title, args.host.as_deref(), args.cms.is_some(), today).into_iter();
    let mut files: Vec<_> = files.map(|(path, text)| (path.to_owned(), text)).collect();
    files.extend(args.cms.iter().flat_map(|name| admin(name, &files)).collect::<Vec<_>>());
    for (path, text) in files {
        disk::write_new(&args.dir, &path, text.as_bytes())?;
        say::result(&format!("{}\n", args.dir.join(path).display()));
    }
    let dir = args.dir.display();
    say::note(&format!(
        "Next: set url and timezone in {dir}/site.yaml, and look at it with\n  lyceum serve --root {dir}\n"
    ));
    Ok(())
}

/// The page with which people edit in the browser, and its configuration.
fn admin(name: &str, files: &[(String, String)]) -> Vec<(String, String)> {
    let tree: Tree = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
    let (kinds, _) = Kinds::new(std::iter::empty());
    let known = Known::of(kinds, &tree);
    let made = cms::files(&known.hub(), name).into_iter().flatten();
    made.map(|(name, text)| (format!("{}/{name}", cms::FOLDER), text)).collect()
}
