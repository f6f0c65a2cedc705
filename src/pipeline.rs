//! The whole program, on one screen: files in, website out. `build`, `check`, `serve` and every test call [`build`].

mod look;
mod profile;
mod reword;

use std::sync::Arc;

use crate::diag::{Diagnostic, Level, Span, Wrong, codes};
use crate::doc::Part;
use crate::kinds::Kinds;
use crate::memo::{Cache, beside, digest_of};
use crate::output::{Output, Sink};
use crate::parse::{self, Overrides, Parsed};
use crate::plan::{self, CardView, Outline, Pages};
use crate::render::{Drawn, Rendered, Renderer};
use crate::search;
use crate::site::{self, Held, Parts, Site};
use crate::source::{Source, Tree};
use crate::theme::Theme;
use crate::time::Now;
use crate::view::SearchRecords;

pub use look::{Looked, look};
pub use profile::Profile;

/// What a caller decides; everything else is in the files.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The moment of the build.
    pub now: Now,
    /// In place of `url` in `site.yaml`.
    pub base_url: Option<&'a str>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether links are relative, so that the site opens from a folder without a server.
    pub relative: bool,
    /// Nanoseconds since some moment, to measure stages with; `|| 0` measures nothing.
    pub clock: fn() -> u64,
}

/// What is kept between builds.
#[derive(Debug)]
pub struct Memo {
    parsed: Cache<Parsed>,
    drawn: Cache<Drawn>,
    rendered: Cache<Rendered>,
    searched: Cache<search::Index>,
}

impl Memo {
    /// For one build.
    pub fn once() -> Self {
        Self { parsed: Cache::once(), drawn: Cache::once(), rendered: Cache::once(), searched: Cache::once() }
    }

    /// For many builds of one site.
    pub fn kept() -> Self {
        Self { parsed: Cache::kept(), drawn: Cache::kept(), rendered: Cache::kept(), searched: Cache::kept() }
    }
}

/// What a build did.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// All problems, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What is not shown, and why.
    pub held: Vec<Held>,
    /// The lock files that are not what they should be: path and text.
    pub locks: Vec<(&'static str, String)>,
    /// The host on which the website is to stand: `https://x.org`.
    pub origin: String,
    /// The path under which the website is to stand: `/`, `/hub/`.
    pub base_path: String,
    /// How many items of each kind there are, with the kind's label for that many.
    pub counts: Vec<(Arc<str>, usize)>,
    /// How many files were parsed anew.
    pub parsed: usize,
    /// How many pages and other files were rendered anew.
    pub rendered: usize,
    /// Whether the index of the search was made anew.
    pub indexed: bool,
    /// How long it took.
    pub profile: Profile,
}

impl Built {
    /// Whether nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|problem| problem.level() == Level::Error)
    }

    /// With problems that were found in the finished website.
    pub fn add(&mut self, found: Vec<Diagnostic>) {
        self.diagnostics.extend(found);
        put_in_order(&mut self.diagnostics);
    }
}

/// Each problem once, by file and place.
fn put_in_order(problems: &mut Vec<Diagnostic>) {
    problems.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    problems.dedup();
}

/// Builds a site. Pure: the outputs go to `sink`, the problems come back.
pub fn build(tree: &Tree, options: &Options<'_>, memo: &mut Memo, sink: &dyn Sink) -> Built {
    build_and_keep(tree, options, memo, sink).0
}

/// The same, and what pages are made of, for whoever wants to make some of them again.
pub fn build_and_keep(tree: &Tree, options: &Options<'_>, memo: &mut Memo, sink: &dyn Sink) -> (Built, Website) {
    let watch = profile::Watch::new(options.clock);
    let (website, found) = prepare(tree, options, memo, &watch);
    (website.render(found, options, memo, sink, watch), website)
}

/// Everything up to the pages, of which each is made when somebody wants it.
pub struct Website {
    pages: Pages,
    renderer: Renderer,
    theme: Arc<Theme>,
}

fn prepare(tree: &Tree, options: &Options<'_>, memo: &mut Memo, watch: &profile::Watch) -> (Website, Vec<Diagnostic>) {
    let (kinds, mut problems) = Kinds::new(tree.under("kinds/"));
    let overrides = Overrides { base_url: options.base_url.map(Into::into) };
    let (mut config, found) = parse::settings(tree.get("site.yaml"), &kinds, &overrides);
    problems.extend(found);
    // Browsers let no page of a folder read other files of it.
    config.search &= search::AVAILABLE && !options.relative;
    let (topics, found) = parse::topics(tree.get("topics.yaml"), &kinds);
    problems.extend(found);
    let parts = parse_all(tree, &kinds, config.highlight, memo, &mut problems);
    watch.stage("parse");
    let (config, kinds, topics) = (Arc::new(config), Arc::new(kinds), Arc::new(topics));
    let (theme, found) = Theme::load(tree, &config.theme);
    problems.extend(found);
    let theme = Arc::new(theme);
    let (now, drafts, words) = (options.now, options.drafts, &theme.words);
    let (site, found) = site::resolve(Parts { tree, config, kinds, topics, parts, now, drafts, words });
    problems.extend(found);
    watch.stage("resolve");
    let outline = plan::outline(site, &theme, tree);
    problems.extend(outline.collisions());
    // A preview of drafts is nothing that anybody else has seen.
    problems.extend(outline.lock_problems(&problems).into_iter().filter(|_| !options.drafts));
    watch.stage("plan");
    let (renderer, found) = Renderer::new(&theme, &outline.site_view);
    problems.extend(found);
    let pages = draw_cards(outline, &renderer, memo, &mut problems, watch);
    watch.stage("draw");
    (Website { pages, renderer, theme }, problems)
}

impl std::fmt::Debug for Website {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Website").field("pages", &self.pages.pages.len()).finish_non_exhaustive()
    }
}

impl Website {
    /// Whether there is a search.
    pub fn has_search(&self) -> bool {
        self.pages.has_search()
    }

    /// What the search is to know.
    pub fn search_records(&self) -> SearchRecords {
        self.pages.search_records()
    }

    fn render(
        &self,
        mut problems: Vec<Diagnostic>,
        options: &Options<'_>,
        memo: &mut Memo,
        sink: &dyn Sink,
        watch: profile::Watch,
    ) -> Built {
        let Self { pages, renderer, theme } = self;
        sink.announce(pages.pages.len());
        problems.extend(render_and_index(pages, renderer, options, memo, sink, &watch));
        theme.assets.values().chain(renderer.tokens()).for_each(|asset| sink.put(asset.output()));
        watch.stage("assets");
        put_in_order(&mut problems);
        let site = pages.site();
        Built {
            diagnostics: problems,
            origin: site.config.url.origin.to_string(),
            base_path: site.config.url.path.to_string(),
            counts: counts(site),
            parsed: memo.parsed.computed(),
            rendered: memo.rendered.computed(),
            indexed: site.config.search && sink.wants_index() && memo.searched.computed() > 0,
            profile: watch.done(),
            locks: if options.drafts { Vec::new() } else { pages.locks() },
            held: site.held.clone(),
        }
    }
}

fn parse_all(
    tree: &Tree,
    kinds: &Kinds,
    highlight: bool,
    memo: &mut Memo,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Part> {
    let sources: Vec<&Source> = tree.under("content/").filter(|source| parse::holds_items(&source.path)).collect();
    let key = |source: &&Source| {
        // The message on a file without a kind names the folders of all kinds.
        let folders = || kinds.iter().map(|kind| &kind.folder).collect::<Vec<_>>();
        let kind = parse::kind_of(&source.path, kinds).map(|kind| kind.digest).ok_or_else(folders);
        digest_of(&(&source.path, source.digest, kind, highlight))
    };
    let parsed = memo.parsed.each(&sources, key, |source| parse::parse(source, kinds, highlight));
    problems.extend(parsed.iter().flat_map(|parsed| parsed.diagnostics.iter().cloned()));
    parsed.iter().flat_map(|parsed| parsed.parts.iter().cloned()).collect()
}

/// Draws every card that is new. A template that fails for one card may fail for thousands, and is told once.
fn draw_cards(
    outline: Outline,
    renderer: &Renderer,
    memo: &mut Memo,
    problems: &mut Vec<Diagnostic>,
    watch: &profile::Watch,
) -> Pages {
    let cards = outline.cards();
    let drawn = memo.drawn.each_prepared(
        &cards,
        |id| outline.card_view(id),
        |view: &CardView| digest_of(&(renderer.key(), view)),
        |view| watch.template("card.html", || renderer.card(view)),
    );
    problems.extend(drawn.iter().find_map(|drawn| drawn.problem.clone()));
    outline.draw(cards.into_iter().zip(drawn.iter().map(|drawn| drawn.html.clone())))
}

/// Renders all pages, and makes the index of the search beside that: it needs no page, and is slow.
fn render_and_index(
    pages: &Pages,
    renderer: &Renderer,
    options: &Options<'_>,
    memo: &mut Memo,
    sink: &dyn Sink,
    watch: &profile::Watch,
) -> Vec<Diagnostic> {
    let Memo { rendered, searched, .. } = memo;
    let mut render = || {
        let found = render_all(pages, renderer, options, rendered, sink, watch);
        watch.stage("render");
        found
    };
    if !pages.has_search() || !sink.wants_index() {
        return render();
    }
    let (wrong, mut found) = beside(|| watch.beside("beside: search", || index_all(pages, searched, sink)), render);
    watch.stage("wait for search");
    found.extend(wrong);
    found
}

/// Renders every page whose view is new, and hands all of them on.
fn render_all(
    outline: &Pages,
    renderer: &Renderer,
    options: &Options<'_>,
    memo: &mut Cache<Rendered>,
    sink: &dyn Sink,
    watch: &profile::Watch,
) -> Vec<Diagnostic> {
    let problems = std::sync::Mutex::new(Vec::new());
    let base = options.relative.then(|| outline.base_path());
    memo.visit(
        &outline.pages,
        |id| outline.page(id),
        |page| digest_of(&(renderer.key(), base, page)),
        |page| watch.template(page.template(), || renderer.page(page, base)),
        |rendered| {
            let Rendered { path, body, source, problem } = Arc::unwrap_or_clone(rendered);
            sink.put(Output { path, body, source });
            problems.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(problem);
        },
    );
    problems.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Makes the index of the search, unless every word in it is the same as before.
fn index_all(outline: &Outline, memo: &mut Cache<search::Index>, sink: &dyn Sink) -> Option<Diagnostic> {
    let records = outline.search_records();
    let index = memo.one(|| digest_of(&records), || search::index(&records));
    match Arc::unwrap_or_clone(index) {
        Ok(outputs) => outputs.into_iter().for_each(|output| sink.put(output)),
        Err(why) => {
            let wrong = Wrong::new(&codes::TEMPLATE_FAILED, format!("the index of the search: {why}"));
            return Some(wrong.at(Span::default()).at(&"site.yaml".into()));
        }
    }
    None
}

fn counts(site: &Site) -> Vec<(Arc<str>, usize)> {
    let count = |kind: &Arc<crate::kinds::Kind>| {
        let count = site.of_kind(&kind.name).count();
        (if count == 1 { kind.label.one.clone() } else { kind.label.many.clone() }, count)
    };
    site.kinds.iter().map(count).filter(|(_, count)| *count > 0).collect()
}
