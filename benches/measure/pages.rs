//! The second yardstick: reading, YAML, Markdown, Tera and writing for the very pages that Lyceum makes. Everything that decides
//! what stands on them is done before the clock starts.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use lyceum::disk;
use lyceum::kinds::Kinds;
use lyceum::output::Body;
use lyceum::parse::{self, Overrides};
use lyceum::plan;
use lyceum::render::Renderer;
use lyceum::site::{self, Parts};
use lyceum::theme::Theme;
use lyceum::time::{Now, Zone};

/// Prints the nanoseconds of all threads, and those on the wall.
#[allow(clippy::print_stdout, reason = "the parent process reads it")]
pub(crate) fn run(hub: &Path, out: &Path) {
    let tree = disk::read(hub).unwrap();
    let (kinds, _) = Kinds::new(tree.under("kinds/"));
    let (config, _) = parse::settings(tree.get("site.yaml"), &kinds, &Overrides::default());
    let (topics, _) = parse::topics(tree.get("topics.yaml"), &kinds);
    let parts = tree.under("content/").flat_map(|source| parse::parse(source, &kinds, false).parts).collect();
    let now = Now::parse(crate::hub::NOW, &Zone::utc()).unwrap();
    let (config, kinds, topics) = (Arc::new(config), Arc::new(kinds), Arc::new(topics));
    let (theme, _) = Theme::load(&tree, "default");
    let theme = Arc::new(theme);
    let words = &theme.words;
    let (site, _) = site::resolve(Parts { tree: &tree, config, kinds, topics, parts, now, drafts: false, words });
    let outline = plan::outline(site, &theme, &tree);
    let (renderer, _) = Renderer::new(&theme, &outline.site_view);
    let ids = outline.cards();
    let cards: Vec<_> = ids.iter().map(|id| outline.card_view(id)).collect();
    let pages =
        outline.draw(ids.into_iter().zip(cards.iter().map(|card| renderer.card(card).html)).collect::<Vec<_>>());
    let pages: Vec<_> = pages.pages.iter().map(|id| pages.page(id)).collect();

    let (wall, before) = (Instant::now(), processors());
    crate::floor::files(&hub.join("content")).par_iter().for_each(|file| {
        std::hint::black_box(crate::floor::read(file));
    });
    cards.par_iter().for_each(|card| {
        std::hint::black_box(renderer.card(card));
    });
    pages.par_iter().for_each(|page| {
        let rendered = renderer.page(page, None);
        if let Body::Bytes(bytes) = rendered.body {
            let path = out.join(rendered.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    });
    println!("{} {}", (processors() - before).as_nanos(), wall.elapsed().as_nanos());
}

/// What all threads of this process have used, as Linux counts it: in hundredths of a second.
fn processors() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    Duration::from_millis(ticks * 10)
}
