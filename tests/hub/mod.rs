//! The example hub of the repository, as a `Site`.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::path::Path;
use std::sync::Arc;

use lyceum::kinds::Kinds;
use lyceum::parse::{self, Overrides};
use lyceum::site::{self, Parts, Site};
use lyceum::source::Tree;
use lyceum::theme::Theme;
use lyceum::time::{Now, Zone};

/// The hub on a day of late 2026.
pub(crate) fn site() -> Site {
    from(&lyceum::disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap())
}

/// A hub from its files, on that day.
pub(crate) fn from(tree: &Tree) -> Site {
    resolved(tree, "2026-11-22T12:00").0
}

/// A hub from its files at any moment, with its theme.
pub(crate) fn resolved(tree: &Tree, now: &str) -> (Site, Arc<Theme>) {
    let (kinds, _) = Kinds::new(tree.under("kinds/"));
    let (config, _) = parse::settings(tree.get("site.yaml"), &kinds, &Overrides::default());
    let (topics, _) = parse::topics(tree.get("topics.yaml"), &kinds);
    let sources = tree.under("content/").filter(|source| parse::holds_items(&source.path));
    let parts = sources.flat_map(|source| parse::parse(source, &kinds, config.highlight).parts).collect();
    let now = Now::parse(now, &Zone::utc()).unwrap();
    let (theme, _) = Theme::load(tree, &config.theme);
    let (config, kinds, topics) = (Arc::new(config), Arc::new(kinds), Arc::new(topics));
    let (site, _) =
        site::resolve(Parts { tree, config, kinds, topics, parts, now, drafts: false, words: &theme.words });
    (site, theme.into())
}
