//! `lyceum check`: all that can be found out before something is published.

#[cfg(feature = "web")]
use super::ask::ask;
use super::progress::Progress;
use super::{CheckArgs, PROBLEMS, build, exit, say, summary};
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

#[cfg(not(feature = "web"))]
fn ask(_: &super::BuildArgs, _: &Tree, _: &[External], _: &mut Built, _: jiff::Timestamp) -> Result<String, Fatal> {
    let message = "This program was built without the feature `web`: it cannot ask the web";
    Err(Fatal::new(message, "Leave `--links` out, or take a program that has it."))
}
