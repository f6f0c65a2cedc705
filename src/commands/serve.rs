//! `lyceum serve`.

use super::progress::Progress;
use super::{ServeArgs, exit, say, summary};
use crate::diag::show::{self, Format, show};
use crate::disk::Fatal;
use crate::pipeline::Built;
use crate::serve::{News, Settings, serve};
use crate::source::Tree;

/// Serves until somebody stops it.
pub(super) fn run(args: &ServeArgs) -> u8 {
    exit(settings(args).and_then(|settings| show_until_stopped(&settings)).map(|()| 0))
}

/// What is there to see before the first news is that something goes on.
fn show_until_stopped(settings: &Settings) -> Result<(), Fatal> {
    let mut progress = Some(Progress::start("Making the website …"));
    serve(settings, &mut |news| {
        drop(progress.take());
        tell(news);
    })
}

fn settings(args: &ServeArgs) -> Result<Settings, Fatal> {
    Ok(Settings {
        root: args.root.root.clone(),
        host: args.host,
        port: args.port,
        now: args.now.said()?,
        drafts: args.drafts,
        poll: args.poll,
    })
}

fn tell(news: &News<'_>) {
    match news {
        News::Serving(address) => say::note(&format!("Open {address} in a browser. Ctrl+C stops it.\n")),
        News::Polling(why) => say::note(&format!("Changes are looked for twice a second ({why}).\n")),
        News::Unreadable(fatal) => say::fatal(fatal),
        News::Built(built, tree, changed) => say::note(&told(built, tree, *changed)),
    }
}

fn told(built: &Built, tree: &Tree, changed: usize) -> String {
    let problems = show(&built.diagnostics, tree, Format::Human, say::color());
    if built.has_errors() {
        return format!("{problems}{}. The last good website stays.\n", show::summary(&built.diagnostics));
    }
    let files = if changed == 1 { "1 file is".to_owned() } else { format!("{changed} files are") };
    format!("{problems}{files} new or changed ({}).\n", summary::milliseconds(&built.profile))
}
