//! What a page costs on its way: HTML and style sheets together at most 14 kB, so that they come with the first round trip, and scripts at
//! most 10 kB, both as a host sends them with gzip. Hosts that know Brotli send less. What people wrote at length, the body of an item and
//! of its replies, steps and sessions, is not counted: it is why one opens the page.
//! `cargo test --test budgets -- --nocapture` prints the pages that come closest.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, missing_docs)]

#[path = "website/planned.rs"]
mod planned;
mod website;

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use lyceum::output::Body;
use lyceum::plan::View;
use lyceum::view::{self, ItemView};
use website::{NOW, Page, Website, folder, once};

/// What the first round trip carries: ten packets, without their headers, of which some are the host's.
const FIRST: usize = 33 * 1024;
const SCRIPTS: usize = 10 * 1024;
/// How hard a host tries that compresses on the fly.
const EFFORT: Compression = Compression::new(6);

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), EFFORT);
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// What people wrote at length.
fn written(item: &ItemView) -> Vec<&str> {
    let replies = item.replies.iter().map(|reply| &*reply.body);
    let parts = item.steps.iter().map(|step| &*step.text).chain(item.sessions.iter().map(|session| &*session.text));
    std::iter::once(&*item.body).chain(replies).chain(parts).filter(|text| !text.is_empty()).collect()
}

/// The page without it, by file.
fn bare(website: &Website) -> BTreeMap<String, String> {
    let mut pages: BTreeMap<String, String> =
        website.pages().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    planned::each(&folder("."), NOW, |_, page| {
        let View::Html(_, html) = &page.view else { return };
        let view::Body::Item(item) = &html.view else { return };
        for text in written(item) {
            let whole = &pages[&page.path];
            assert!(whole.contains(text), "{} does not have the text of its item", page.path);
            let rest = whole.replacen(text, "", 1);
            pages.insert(page.path.clone(), rest);
        }
    });
    pages
}

/// The files of the website that a page asks for.
fn asked(website: &Website, page: &Page, selector: &str, attribute: &str) -> usize {
    let size = |url: String| match &website.files[url.trim_start_matches('/')] {
        Body::Bytes(bytes) => compressed(bytes),
        Body::Copy(from) => panic!("{from} is no asset of the theme"),
    };
    page.attrs(selector, attribute).into_iter().map(size).sum()
}

#[test]
fn every_page_is_light() {
    let website = once(&folder("."));
    let mut costs: Vec<(usize, usize, String)> = Vec::new();
    for (path, text) in bare(&website) {
        let page = website.page(&path);
        let styles = asked(&website, &page, "link[rel=stylesheet]", "href");
        assert!(styles > 0 || page.all("meta[http-equiv=refresh]").len() == 1, "{path} has no style sheet");
        let scripts = asked(&website, &page, "script[src]", "src");
        costs.push((compressed(text.as_bytes()) + styles, scripts, path));
    }
    costs.sort_by(|one, other| other.cmp(one));
    let line = |(first, scripts, path): &(usize, usize, String)| format!("{first:6} {scripts:6} /{path}\n");
    let wanted = ["index.html", "calendar/index.html", "resources/index.html", "events/splice-2027/index.html"];
    let named = costs.iter().filter(|(.., path)| wanted.contains(&path.as_str()));
    println!(" first script (bytes, gzip)\n{}", named.chain(costs.iter().take(20)).map(line).collect::<String>());
    let over: Vec<_> = costs.iter().filter(|(first, scripts, _)| *first > FIRST || *scripts > SCRIPTS).collect();
    let said: String = over.iter().map(|cost| line(cost)).collect();
    assert!(
        over.is_empty(),
        "{} of {} pages cost more than {FIRST} or {SCRIPTS} bytes:\n{said}",
        over.len(),
        costs.len()
    );
}
