//! `lyceum init`: a new hub.

use super::{InitArgs, exit, say};
use crate::disk::{self, Fatal};
use crate::init;
use crate::time::Zone;

/// Writes the files of a new hub and prints their paths.
pub(super) fn run(args: &InitArgs) -> u8 {
    exit(begin(args).map(|()| 0))
}

fn begin(args: &InitArgs) -> Result<(), Fatal> {
    let today = super::now(args.now.as_deref())?.date(&Zone::utc());
    disk::vacant(&args.dir)?;
    let host = args.host.as_deref().and_then(init::host);
    for (path, text) in init::files(&args.title, host, today) {
        disk::write_new(&args.dir, path, text.as_bytes())?;
        say::result(&format!("{}\n", args.dir.join(path).display()));
    }
    let dir = args.dir.display();
    say::note(&format!(
        "Next: set url and timezone in {dir}/site.yaml, and look at it with\n  lyceum serve --root {dir}\n"
    ));
    Ok(())
}
