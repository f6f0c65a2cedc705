//! The stages of a build, each alone, on an invented hub in memory: `cargo bench`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a measurement, not the program")]

mod hub;
mod series;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BatchSize, Bencher, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

use lyceum::config::{Config, Topics};
use lyceum::doc::Part;
use lyceum::kinds::Kinds;
use lyceum::memo::Cache;
use lyceum::output::Discard;
use lyceum::parse::{self, Overrides, Parsed};
use lyceum::pipeline::{self, Memo, Options};
use lyceum::plan::{self, PageId};
use lyceum::site::{self, Parts, Site};
use lyceum::source::{Digest, Source, Tree};
use lyceum::theme::{Theme, Words};
use lyceum::time::{Now, Zone};

const SIZES: [usize; 2] = [1_000, 10_000];

/// What each stage takes, made by the stages before it. A new stage is a field here, a method, and a line in [`stages`].
struct Ready {
    tree: Tree,
    kinds: Arc<Kinds>,
    config: Arc<Config>,
    topics: Arc<Topics>,
    parts: Vec<Part>,
    now: Now,
}

impl Ready {
    fn new(files: impl Iterator<Item = (String, String)>) -> Self {
        let tree: Tree = files.map(|(path, text)| Source::new(&path, text.into_bytes())).collect();
        let (kinds, _) = Kinds::new(tree.under("kinds/"));
        let (config, _) = parse::settings(tree.get("site.yaml"), &kinds, &Overrides::default());
        let (topics, _) = parse::topics(tree.get("topics.yaml"), &kinds);
        let now = Now::parse(hub::NOW, &Zone::utc()).unwrap();
        let (kinds, config, topics) = (Arc::new(kinds), Arc::new(config), Arc::new(topics));
        let mut ready = Self { tree, kinds, config, topics, parts: Vec::new(), now };
        ready.parts = ready.parse(false).iter().flat_map(|parsed| parsed.parts.iter().cloned()).collect();
        ready
    }

    fn parse(&self, highlight: bool) -> Vec<Arc<Parsed>> {
        let sources: Vec<&Source> = self.tree.under("content/").collect();
        let no_key = |_: &&Source| Digest::from_bytes([0; 32]);
        Cache::once().each(&sources, no_key, |source| parse::parse(source, &self.kinds, highlight))
    }

    fn resolve(&self, parts: Vec<Part>) -> Site {
        let (config, kinds, topics) = (self.config.clone(), self.kinds.clone(), self.topics.clone());
        let words = &Words::default();
        let (tree, now) = (&self.tree, self.now);
        let (site, problems) = site::resolve(Parts { tree, config, kinds, topics, parts, now, drafts: false, words });
        assert!(problems.is_empty(), "{problems:?}");
        site
    }

    /// All stages; the outputs are dropped as they come.
    fn build(&self, memo: &mut Memo) {
        let options = Options { now: self.now, base_url: None, drafts: false, relative: false, clock: || 0 };
        black_box(pipeline::build(&self.tree, &options, memo, &Discard));
    }
}

fn stages(criterion: &mut Criterion) {
    for items in SIZES {
        let ready = Ready::new(hub::Hub::new(items).files());
        measure(criterion, "parse", items, |bench| bench.iter(|| ready.parse(false)));
        if cfg!(feature = "highlight") {
            measure(criterion, "parse and highlight", items, |bench| bench.iter(|| ready.parse(true)));
        }
        measure(criterion, "resolve", items, |bench| {
            bench.iter_batched(|| ready.parts.clone(), |parts| ready.resolve(parts), BatchSize::PerIteration);
        });
        measure(criterion, "build", items, |bench| bench.iter(|| ready.build(&mut Memo::once())));
        let mut kept = Memo::kept();
        ready.build(&mut kept);
        measure(criterion, "build again", items, |bench| bench.iter(|| ready.build(&mut kept)));
    }
}

fn measure(criterion: &mut Criterion, stage: &str, items: usize, run: impl FnMut(&mut Bencher<'_>)) {
    let mut group = criterion.benchmark_group(stage);
    group.throughput(Throughput::Elements(items as u64));
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    group.bench_function(BenchmarkId::from_parameter(items), run);
    group.finish();
}

/// So many series, each for a year: 150,000 dates in the end.
const SERIES: [usize; 2] = [1_000, 5_000];

fn many_series(criterion: &mut Criterion) {
    SERIES.into_iter().for_each(|series| calendars(criterion, series));
}

fn calendars(criterion: &mut Criterion, count: usize) {
    let ready = Ready::new(series::files(count));
    measure(criterion, "resolve series", count, |bench| {
        bench.iter_batched(|| ready.parts.clone(), |parts| ready.resolve(parts), BatchSize::PerIteration);
    });
    let site = ready.resolve(ready.parts.clone());
    let theme = Arc::new(Theme::load(&ready.tree, &site.config.theme).0);
    measure(criterion, "plan series", count, |bench| {
        let plan = |site| plan::outline(site, &theme, &ready.tree);
        bench.iter_batched(|| site.clone(), plan, BatchSize::PerIteration);
    });
    // Calendar files have no cards.
    let pages = plan::outline(site, &theme, &ready.tree).draw([]);
    let files: Vec<&PageId> = pages.pages.iter().filter(|page| matches!(page, PageId::Ics(_))).collect();
    measure(criterion, "calendar files of series", count, |bench| {
        bench.iter(|| files.iter().for_each(|file| drop(black_box(pages.page(file)))));
    });
}

criterion_group!(benches, stages, many_series);
criterion_main!(benches);
