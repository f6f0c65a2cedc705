//! `lyceum build`, and what `check` has in common with it.

use super::progress::Progress;
use super::{BuildArgs, PROBLEMS, WriteArgs, exit, say, summary};
use crate::compress::FORMS;
use crate::diag::show::{self, Format, show};
use crate::disk::{self, Fatal, Writer};
use crate::output::{Discard, Sink};
use crate::pipeline::{self, Built, Memo, Options};
use crate::source::{Source, Tree};
use crate::time::Now;

/// Makes the website.
pub(super) fn build(args: &WriteArgs) -> u8 {
    exit(try_build(args))
}

fn try_build(wanted: &WriteArgs) -> Result<u8, Fatal> {
    let args = &wanted.build;
    if wanted.precompress && FORMS.is_empty() {
        return Err(no_forms());
    }
    let progress = Progress::start("Reading the files …");
    let mut tree = disk::read(&args.root.root)?;
    let now = args.now.at()?;
    if wanted.lock {
        write_locks(args, &mut tree, now)?;
    }
    let out = wanted.out.clone().unwrap_or_else(|| super::path_in(&args.root.root, "public"));
    let writer = Writer::open(&args.root.root, &out)?.precompressed(wanted.precompress);
    let built = run(args, &tree, now, &progress.counting(&writer));
    drop(progress);
    report(args, &tree, &built);
    if built.has_errors() {
        writer.abandon();
        say::note(&format!("{}. Nothing was written; the last website stays.\n", show::summary(&built.diagnostics)));
        return Ok(PROBLEMS);
    }
    let progress = Progress::start("Writing the files …");
    let written = writer.finish()?;
    drop(progress);
    say::note(&summary::built(&built, &written, &out));
    Ok(0)
}

fn no_forms() -> Fatal {
    let help = "Build it with its default features, or leave --precompress out.";
    Fatal::new("This lyceum was built without `precompress`", help)
}

/// Brings the lock files up to date, on the disk and in the tree. A site with errors keeps those that it has.
fn write_locks(args: &BuildArgs, tree: &mut Tree, now: Now) -> Result<(), Fatal> {
    let built = run(args, tree, now, &Discard);
    for (name, text) in built.locks.iter().filter(|_| !built.has_errors()) {
        disk::write_lock(&args.root.root, name, text)?;
        tree.insert(Source::new(name, text.as_bytes()));
    }
    Ok(())
}

/// Builds as the command line says.
pub(super) fn run(args: &BuildArgs, tree: &Tree, now: Now, sink: &dyn Sink) -> Built {
    let options = Options {
        now,
        base_url: args.base_url.as_deref(),
        drafts: args.drafts,
        relative: args.relative,
        clock: if args.profile { disk::stopwatch } else { || 0 },
    };
    pipeline::build(tree, &options, &mut Memo::once(), sink)
}

/// Problems in a format for programs are a result; for people they are not.
pub(super) fn report(args: &BuildArgs, tree: &Tree, built: &Built) {
    match args.format {
        Format::Human => say::note(&show(&built.diagnostics, tree, args.format, say::color())),
        _ => say::result(&show(&built.diagnostics, tree, args.format, false)),
    }
    if args.profile {
        say::note(&summary::profile(&built.profile));
    }
}
