//! What a page costs on its way: HTML and style sheets together at most 14 kB, so that they come with the first round trip, and scripts at
//! most 10 kB, as a host sends them that has compressed its files with Brotli. A host that knows only gzip sends a little more, for which
//! there is a limit too. What people wrote at length, the body of an item and of its replies, steps and sessions, is not counted: it is why
//! one opens the page. `cargo test --test budgets -- --nocapture` prints the pages that come closest.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, missing_docs)]

#[path = "website/planned.rs"]
mod planned;
mod website;

use std::collections::BTreeMap;
use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use lyceum::output::Body;
use lyceum::plan::View;
use lyceum::view::{self, ItemView};
use website::{NOW, Page, Website, folder, once};

/// What the first round trip carries: ten packets, without their headers, of which some are the host's.
const FIRST: usize = 14 * 1024;
/// The same where a host knows only gzip.
const GZIP: usize = 17 * 1024;
const SCRIPTS: usize = 10 * 1024;

/// As on hosts that compress while they send.
fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// As on hosts that compress once what they send often.
fn brotli(bytes: &[u8]) -> usize {
    let (mut packed, best) = (Vec::new(), BrotliEncoderParams::default());
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &best).unwrap();
    packed.len()
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

/// The files that a page asks for, by their sizes.
fn asked<'a>(sizes: &'a Sizes, page: &Page, selector: &str, attribute: &str) -> Vec<&'a (usize, usize)> {
    page.attrs(selector, attribute).into_iter().map(|url| &sizes[url.trim_start_matches('/')]).collect()
}

/// The assets of the theme, each with its size with gzip and with Brotli.
type Sizes = BTreeMap<String, (usize, usize)>;

fn sizes(website: &Website) -> Sizes {
    let asset = |(path, body): (&String, &Body)| match body {
        Body::Bytes(bytes) if path.starts_with("assets/") => Some((path.clone(), (gzip(bytes), brotli(bytes)))),
        _ => None,
    };
    website.files.iter().filter_map(asset).collect()
}

/// What a page costs with gzip: itself with its style sheets, and its scripts; and itself with Brotli.
struct Cost {
    gzip: usize,
    scripts: usize,
    brotli: usize,
    path: String,
}

impl Cost {
    fn new(website: &Website, sizes: &Sizes, path: String, text: &str) -> Self {
        let page = website.page(&path);
        let styles = asked(sizes, &page, "link[rel=stylesheet]", "href");
        assert!(!styles.is_empty() || page.all("meta[http-equiv=refresh]").len() == 1, "{path} has no style sheet");
        let scripts = asked(sizes, &page, "script[src]", "src").iter().map(|size| size.0).sum();
        let first = gzip(text.as_bytes()) + styles.iter().map(|size| size.0).sum::<usize>();
        // Brotli takes its time, and never makes more of a page.
        let with_brotli = || brotli(text.as_bytes()) + styles.iter().map(|size| size.1).sum::<usize>();
        Self { gzip: first, scripts, brotli: if first > FIRST { with_brotli() } else { first }, path }
    }

    fn is_over(&self) -> bool {
        self.brotli > FIRST || self.gzip > GZIP || self.scripts > SCRIPTS
    }

    fn line(&self) -> String {
        format!("{:6} {:6} {:7} /{}\n", self.brotli, self.gzip, self.scripts, self.path)
    }
}

#[test]
fn every_page_is_light() {
    let website = once(&folder("."));
    let (sizes, pages) = (sizes(&website), bare(&website));
    let mut costs: Vec<Cost> = pages.into_iter().map(|(path, text)| Cost::new(&website, &sizes, path, &text)).collect();
    costs.sort_by_key(|cost| std::cmp::Reverse(cost.gzip));
    let wanted = ["index.html", "calendar/index.html", "resources/index.html", "events/splice-2027/index.html"];
    let named = costs.iter().filter(|cost| wanted.contains(&cost.path.as_str())).chain(costs.iter().take(20));
    println!("Brotli   gzip scripts\n{}", named.map(Cost::line).collect::<String>());
    let over: Vec<String> = costs.iter().filter(|cost| cost.is_over()).map(Cost::line).collect();
    assert!(over.is_empty(), "{} of {} pages cost too much:\n{}", over.len(), costs.len(), over.concat());
}
