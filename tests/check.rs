//! What `lyceum check` finds in the finished website: links that lead nowhere, said where somebody wrote them, and each once.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

#[path = "links/address.rs"]
#[allow(dead_code)]
mod address;
#[path = "links/pages.rs"]
#[allow(dead_code)]
mod pages;
mod website;

use std::collections::BTreeSet;

use lyceum::diag::show::position;
use lyceum::links::{Base, Checked, Links};
use lyceum::output::{Body, Collected, Sink};
use lyceum::pipeline::{self, Memo};
use lyceum::source::{Source, Tree};
use website::{folder, options, put, tree};

const SITE: &str = "title: T\nurl: https://x.org/hub/\ntimezone: Europe/Lisbon\n";

fn checked(tree: &Tree) -> (Checked, String) {
    let links = Links::default();
    let mut built = pipeline::build(tree, &options(), &mut Memo::once(), &links);
    let base = Base::new(&built.origin, &built.base_path).unwrap();
    let checked = links.check(&base, tree, &built.diagnostics, &|_| true);
    built.add(checked.problems.clone());
    let line = |problem: &lyceum::diag::Diagnostic| {
        let (line, column) =
            position(tree.get(&problem.path).map_or(&[][..], Source::head), problem.span.start as usize);
        let help = problem.help.as_deref().unwrap_or_default();
        format!("{}:{line}:{column} {} {} | {help}\n", problem.path, problem.code.id, problem.message)
    };
    (checked, built.diagnostics.iter().map(line).collect())
}

#[test]
fn a_dead_link_is_said_once_where_it_was_written() {
    let mut files = vec![
        (
            "site.yaml".to_owned(),
            format!("{SITE}menu:\n  - {{label: A, url: /abuot/}}\n  - {{label: B, url: /calendar/}}\n"),
        ),
        (
            "content/about.md".into(),
            "---\ntitle: About\n---\n<https://x.org/others/> [b](https://x.org/hub/about/#no)\n".into(),
        ),
        (
            "content/raw.md".into(),
            "---\ntitle: Raw\n---\nA <a href=\"https://x.org/hub/abuot/?x=1&amp;y\">b</a> [c](#gone)\n".into(),
        ),
        (
            "static/old/page.html".into(),
            "<a href='../about/'>a</a> <a href='/nowhere/'>b</a>\n<img src='picture.png'> <a href='#no'>b</a> <a id=it href='#it'>c</a>".into(),
        ),
        (
            "themes/default/templates/404.html".into(),
            "<html><head><link rel=stylesheet href=\"/hub/old.css\"></head><a href=\"{{ page.url }}#top\">x</a></html>"
                .into(),
        ),
    ];
    for number in 0..3 {
        let text = format!("---\ntitle: E{number}\nstart: 2026-12-0{}T18:00\n---\n", number + 1);
        files.push((format!("content/events/e{number}.md"), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let (_, said) = checked(&tree(&files));
    let pages = said.lines().find_map(|line| line.split_once(", on ")?.1.split_once(" pages")).map(|(count, _)| count);
    let count: usize = pages.unwrap_or_else(|| panic!("{said}")).parse().unwrap();
    assert!(count > 10, "{said}");
    let expected = format!(
        "content/about.md:4:29 W070 `https://x.org/hub/about/#no`: there is no `no` in the page `/hub/about/` | take away what is behind the `#`, or correct it\n\
        content/raw.md:4:12 E073 `https://x.org/hub/abuot/?x=1&y` leads nowhere | did you mean `/hub/about/`?\n\
        content/raw.md:4:54 W070 no heading there has the anchor `#gone` | that page has no headings: take `#…` away\n\
        site.yaml:5:21 E073 `/hub/abuot/` leads nowhere, on {count} pages such as about/index.html | did you mean `/hub/about/`?\n\
        static/old/page.html:1:36 E073 `/nowhere/` leads out of the website, which stands at `/hub/` | write `/hub/nowhere/`, or the full address\n\
        static/old/page.html:2:11 E073 `picture.png` leads nowhere | write an address that exists, or take the link out\n\
        static/old/page.html:2:34 W070 `#no`: there is no `no` in the page `/hub/old/page.html` | take away what is behind the `#`, or correct it\n\
        themes/default/templates/404.html:1:40 E073 `/hub/old.css` leads nowhere, in 404.html | write an address that exists, or take the link out\n"
    );
    assert_eq!(said, expected);
}

#[test]
fn whatever_file_is_missing_is_noticed() {
    let tree = folder("tests/golden/whole");
    let all = Collected::default();
    let built = pipeline::build(&tree, &options(), &mut Memo::once(), &all);
    let outputs = all.into_outputs();
    let base = Base::new(&built.origin, &built.base_path).unwrap();
    let problems = |missing: &str| {
        let links = Links::default();
        outputs.iter().filter(|output| output.path != missing).for_each(|output| links.put(output.clone()));
        links.check(&base, &tree, &built.diagnostics, &|_| false).problems
    };
    assert_eq!(problems(""), []);
    // What another parser finds in pages and feeds.
    let oracle = address::Base::at("https://knot.example.org/");
    let mut targets = BTreeSet::new();
    for output in &outputs {
        let Body::Bytes(bytes) = &output.body else { continue };
        let text = String::from_utf8_lossy(bytes);
        let urls = match &*output.path {
            path if path.ends_with(".html") => pages::read(&text).urls,
            path if path.ends_with(".xml") || path.ends_with("feed.json") => address::named(&text, &oracle),
            _ => Vec::new(),
        };
        targets.extend(
            urls.iter()
                .filter_map(|url| oracle.file(&output.path, url))
                .map(|(file, _)| file)
                .filter(|file| *file != output.path),
        );
    }
    assert!(targets.len() > 100, "{targets:#?}");
    let unnoticed: Vec<&String> = targets.iter().filter(|path| problems(path).is_empty()).collect();
    assert!(unnoticed.is_empty(), "{unnoticed:#?}");
}

#[test]
fn links_into_the_web_are_those_that_somebody_wrote() {
    let mut tree = tree(&[
        (
            "site.yaml",
            &format!(
                "{SITE}edit: {{forge: github, repository: a/b}}\nsocial: [{{label: S, url: 'https://s.example/us'}}]\n"
            ),
        ),
        (
            "content/a.md",
            "---\ntitle: A\n---\n[x](https://a.example/x?b=1&c=2#d), <https://s.example/us> and https://x.org/else.\n",
        ),
        ("content/resources/b.csv", "title,link\nB,https://b.example/é\n"),
    ]);
    put(
        &mut tree,
        "content/events/e.md",
        "---\ntitle: E\nstart: 2026-12-01T18:00\nonline: {url: 'https://call.example/1'}\n---\n",
    );
    let (checked, said) = checked(&tree);
    let found: Vec<String> = checked.external.iter().map(|link| format!("{} {}", link.path, link.url)).collect();
    let expected = [
        "content/a.md https://a.example/x?b=1&c=2",
        "content/resources/b.csv https://b.example/%C3%A9",
        "content/events/e.md https://call.example/1",
        "content/a.md https://s.example/us",
        // The host may have other websites.
        "content/a.md https://x.org/else",
    ];
    assert_eq!(found, expected, "{said}");
}
