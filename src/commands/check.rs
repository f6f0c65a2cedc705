//! `lyceum check`: all that can be found out before something is published.

use jiff::Timestamp;

use super::progress::Progress;
use super::{BuildArgs, CheckArgs, PROBLEMS, build, exit, say, summary};
use crate::diag::show;
use crate::disk::{self, Fatal};
use crate::links::{Base, External, Links};
use crate::pipeline::Built;
use crate::source::Tree;
use crate::web;

/// Finds all problems.
pub(super) fn check(args: &CheckArgs) -> u8 {
    exit(try_check(args))
}

fn try_check(CheckArgs { build: args, links: ask_web }: &CheckArgs) -> Result<u8, Fatal> {
    let progress = Progress::start("Reading the files …");
    let tree = disk::read(&args.root.root)?;
    let now = args.now.at()?;
    let links = Links::default();
    let mut built = build::run(args, &tree, now, &progress.counting(&links));
    let external = look_at(links, &tree, &mut built, &|url| *ask_web || web::is_local(url));
    let unknown = if *ask_web { ask(args, &tree, &external, &mut built, now.at)? } else { String::new() };
    drop(progress);
    build::report(args, &tree, &built);
    say::note(&format!("{unknown}{}{}\n", summary::held(&built), show::summary(&built.diagnostics)));
    Ok(if built.has_errors() { PROBLEMS } else { 0 })
}

/// Looks at the links of the finished website; those into the web come back.
fn look_at(links: Links, tree: &Tree, built: &mut Built, wanted: &dyn Fn(&str) -> bool) -> Vec<External> {
    let Some(base) = Base::new(&built.origin, &built.base_path) else { return Vec::new() };
    let checked = links.check(&base, tree, &built.diagnostics, wanted);
    built.add(checked.problems);
    built.add(web::local(&checked.external));
    checked.external
}

/// Asks the web, and keeps the answers. What nobody can say comes back.
#[cfg(feature = "web")]
fn ask(args: &BuildArgs, tree: &Tree, links: &[External], built: &mut Built, now: Timestamp) -> Result<String, Fatal> {
    let mut cache = web::Cache::parse(&disk::read_answers(&args.root.root));
    let answers = web::look(links, &mut cache, now, &web::Http::default());
    // The answers are there all the same; the next check asks anew.
    if let Err(fatal) = disk::write_answers(&args.root.root, &cache.to_string()) {
        say::note(&format!("warning: {fatal}\n"));
    }
    built.add(web::problems(&answers));
    Ok(web::unknown(&answers, tree))
}

#[cfg(not(feature = "web"))]
fn ask(_: &BuildArgs, _: &Tree, _: &[External], _: &mut Built, _: Timestamp) -> Result<String, Fatal> {
    let message = "This program was built without the feature `web`: it cannot ask the web";
    Err(Fatal::new(message, "Leave `--links` out, or take a program that has it."))
}
