//! A tiny site from the blocks of a case, and what the program says of it.

use std::sync::Arc;

use lyceum::diag::{Diagnostic, show};
use lyceum::kinds::Kinds;
use lyceum::markdown::Hole;
use lyceum::output::Discard;
use lyceum::parse::{self, Overrides};
use lyceum::pipeline::{self, Built, Memo, Options};
use lyceum::site::{self, Bound, Held, ImageTarget, LinkTarget, Parts, Site, Why};
use lyceum::source::{Source, Tree};
use lyceum::theme::Theme;
use lyceum::time::{Now, Zone};

use crate::document::{Block, Case, Piece};

/// What a site has that gives nothing of its own.
const SUPPLIED: &[(&str, &str)] = &[
    ("site.yaml", "title: The Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\n"),
    ("content/people/ana-silva.md", "---\nname: Ana Silva\n---\n"),
    ("content/people/ben-okafor.md", "---\nname: Ben Okafor\n---\n"),
    ("content/people/noor-haddad.md", "---\nname: Noor Haddad\n---\n"),
];

/// A Sunday, three days before the first frost.
pub(crate) fn now() -> Now {
    Now::parse("2026-11-22", &Zone::utc()).expect("a date")
}

pub(crate) fn tree(case: &Case) -> Tree {
    let supplied = SUPPLIED.iter().map(|(path, text)| Source::new(path, text.as_bytes()));
    let own = case.blocks().filter(|block| block.is_file()).map(|block| Source::new(block.name(), block.bytes()));
    supplied.chain(own).collect()
}

pub(crate) fn build(tree: &Tree) -> Built {
    let options = Options { now: now(), base_url: None, drafts: false, relative: false, clock: || 0 };
    pipeline::build(tree, &options, &mut Memo::once(), &Discard)
}

/// `path:line:column CODE message | help`, one a line.
pub(crate) fn problems(tree: &Tree, found: &[Diagnostic]) -> String {
    let line = |problem: &Diagnostic| {
        let bytes = tree.get(&problem.path).map_or(&[][..], Source::head);
        let (line, column) = show::position(bytes, problem.span.start as usize);
        let help = problem.help.as_ref().map(|help| format!(" | {help}")).unwrap_or_default();
        let text = format!("{}{help}", problem.message).replace('\n', " ");
        format!("{}:{line}:{column} {} {text}\n", problem.path, problem.code.id)
    };
    found.iter().map(line).collect()
}

/// `path: why`, one a line.
pub(crate) fn held(held: &[Held]) -> String {
    let line = |held: &Held| {
        let why = match &held.why {
            Why::Draft => "draft".to_owned(),
            Why::Until(when) => format!("until {when}"),
            Why::Since(when) => format!("since {when}"),
        };
        format!("{}: {why}\n", held.path)
    };
    held.iter().map(line).collect()
}

/// The hub of a tree.
fn site(tree: &Tree) -> Site {
    let (kinds, _) = Kinds::new(tree.under("kinds/"));
    let (config, _) = parse::settings(tree.get("site.yaml"), &kinds, &Overrides::default());
    let (topics, _) = parse::topics(tree.get("topics.yaml"), &kinds);
    let files = tree.under("content/").filter(|source| parse::holds_items(&source.path));
    let parts = files.flat_map(|source| parse::parse(source, &kinds, false).parts).collect();
    let (theme, _) = Theme::load(tree, &config.theme);
    let (config, kinds, topics) = (Arc::new(config), Arc::new(kinds), Arc::new(topics));
    site::resolve(Parts { tree, config, kinds, topics, parts, now: now(), drafts: false, words: &theme.words }).0
}

/// Each `html` block with what it should be: the text of the item before it, and its replies.
pub(crate) fn html(case: &Case, tree: &Tree) -> Vec<(usize, String)> {
    let wants: Vec<(usize, &Block)> = wanted(case);
    if wants.is_empty() {
        return Vec::new();
    }
    let site = site(tree);
    wants.into_iter().map(|(at, file)| (at, item_html(&site, file.name()))).collect()
}

fn wanted(case: &Case) -> Vec<(usize, &Block)> {
    let mut last = None;
    let mut wants = Vec::new();
    for (at, piece) in case.pieces.iter().enumerate() {
        match piece {
            Piece::Block(block) if block.is_file() => last = Some(block),
            Piece::Block(block) if block.name() == "html" => wants.extend(last.map(|file| (at, file))),
            _ => {}
        }
    }
    wants
}

fn item_html(site: &Site, path: &str) -> String {
    let Some(item) = site.items.iter().find(|item| &*item.doc.path == path) else { return String::new() };
    let mut out = filled(site, &item.body);
    for reply in &item.replies {
        out += &format!("\n<!-- {} -->\n{}", reply.id, filled(site, &reply.body));
    }
    format!("{}\n", out.trim_end())
}

fn filled(site: &Site, bound: &Bound) -> String {
    let mut out = String::new();
    bound.text.html.fill(&mut out, |hole, out| match hole {
        Hole::Link(n) => out.extend(address(site, &bound.links[n]).map(|to| format!(" href=\"{to}\""))),
        Hole::Image(n) => out.push_str(&format!(" src=\"{}\"", picture(site, &bound.images[n]))),
        Hole::Word(word) => out.push_str(word.key()),
    });
    out
}

fn address(site: &Site, target: &LinkTarget) -> Option<String> {
    match target {
        LinkTarget::Item(id, None) => Some(format!("/{}", site.item(*id).url)),
        LinkTarget::Item(id, Some(anchor)) => Some(format!("/{}#{anchor}", site.item(*id).url)),
        LinkTarget::File(path) => Some(format!("/{}", site.assets[path].output)),
        LinkTarget::Local(path) => Some(format!("/{path}")),
        LinkTarget::Anchor(anchor) => Some(format!("#{anchor}")),
        LinkTarget::Nowhere => None,
    }
}

fn picture(site: &Site, target: &ImageTarget) -> String {
    match target {
        ImageTarget::File(path) => format!("/{}", site.assets[path].output),
        ImageTarget::External(address) => address.to_string(),
    }
}
