//! The default theme: every template renders full and empty views, every word is there, and overrides work.
//! `LYCEUM_THEME_OUT=/tmp/pages cargo test --test theme` writes the pages, to be looked at in a browser.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::too_many_lines,
    clippy::print_stdout,
    missing_docs
)]

#[path = "theme/bodies.rs"]
mod bodies;
#[path = "theme/items.rs"]
mod items;
#[path = "theme/samples.rs"]
mod samples;
#[path = "theme/texts.rs"]
mod texts;
#[path = "theme/values.rs"]
mod values;

use lyceum::diag::{Diagnostic, codes};
use lyceum::render::Renderer;
use lyceum::source::{Source, Tree};
use lyceum::theme::Theme;
use lyceum::view::*;
use samples::{page, site, text};

/// Every sample page: its file, its template, its view.
fn pages() -> Vec<(&'static str, &'static str, HtmlView)> {
    let item = |view: ItemView| Body::Item(Box::new(view));
    let titled = |view: ItemView, url: &str, section: &str| {
        let meta = page(&view.card.title.clone(), url, section, &[("Home", "/"), ("Section", section)]);
        HtmlView { page: meta, view: item(view) }
    };
    let at = |title: &str, url: &str, view: Body| HtmlView { page: page(title, url, url, &[("Home", "/")]), view };
    let mut home = at("The Ropewalk", "/", bodies::home());
    home.page.breadcrumbs.clear();
    home.page.alternates =
        vec![samples::alternate("en", "English", "/", true), samples::alternate("es", "Español", "/es/", false)];
    home.page.image = Some(samples::image("https://ropewalk.example.org/card.png", "A rope", 1200, 630));
    vec![
        ("index.html", "home.html", home),
        (
            "events/index.html",
            "list.html",
            at("Events", "/events/", bodies::list("event", "Events", samples::events(), true)),
        ),
        (
            "resources/index.html",
            "list.html",
            at(
                "Resources",
                "/resources/",
                bodies::list("resource", "Resources: Beginner", samples::resources(), false),
            ),
        ),
        (
            "mentors/index.html",
            "list.html",
            at("Mentors", "/mentors/", bodies::list("mentor", "Mentors", samples::mentors(), false)),
        ),
        (
            "discussions/index.html",
            "list.html",
            at("Discussions", "/discussions/", bodies::list("discussion", "Discussions", samples::threads(), false)),
        ),
        ("topics/index.html", "topics.html", at("Topics", "/topics/", bodies::topics())),
        ("topics/data/index.html", "topic.html", at("Data", "/topics/data/", bodies::topic_page())),
        ("search/index.html", "search.html", at("Search", "/search/", bodies::search())),
        ("calendar/index.html", "calendar.html", at("Calendar", "/calendar/", bodies::calendar())),
        ("calendar/2026-12/index.html", "month.html", at("December 2026", "/calendar/2026-12/", bodies::month())),
        ("calendar/2026/index.html", "year.html", at("2026", "/calendar/2026/", bodies::year())),
        (
            "404.html",
            "404.html",
            HtmlView {
                page: PageMeta { title: text("This page is not here"), noindex: true, ..samples::bare_page() },
                view: Body::NotFound,
            },
        ),
        (
            "events/splice-2027/index.html",
            "item/event.html",
            titled(items::event(), "/events/splice-2027/", "/events/"),
        ),
        (
            "events/open-bench/2026-12-17/index.html",
            "date.html",
            titled(items::date(), "/events/open-bench/2026-12-17/", "/events/"),
        ),
        ("events/open-bench/index.html", "item/event.html", titled(items::series(), "/events/open-bench/", "/events/")),
        (
            "mentors/hamid-oulhaj/index.html",
            "item/person.html",
            titled(items::mentor(), "/mentors/hamid-oulhaj/", "/mentors/"),
        ),
        (
            "discussions/window/index.html",
            "item/discussion.html",
            titled(texts::discussion(), "/discussions/window/", "/discussions/"),
        ),
        (
            "resources/wave/index.html",
            "item/resource.html",
            titled(texts::resource(), "/resources/wave/", "/resources/"),
        ),
        ("pathways/winter/index.html", "item.html", titled(texts::pathway(), "/pathways/winter/", "/pathways/")),
        (
            "achievements/first-winter/oksana/index.html",
            "award.html",
            at("First Winter: Oksana", "/achievements/first-winter/oksana/", Body::Award(Box::new(texts::award()))),
        ),
        ("groups/rust/index.html", "item/group.html", titled(texts::study_group(), "/groups/rust/", "/groups/")),
        ("tools/splicer/index.html", "item.html", titled(texts::unknown(), "/tools/splicer/", "/tools/")),
    ]
}

fn renderer() -> Renderer {
    let (theme, problems) = Theme::load(&Tree::default(), "default");
    assert_eq!(problems, []);
    let (renderer, problems) = Renderer::new(&theme, &site());
    assert_eq!(problems, [], "{}", said(&problems));
    renderer
}

fn said(problems: &[Diagnostic]) -> String {
    problems.iter().map(|p| format!("{} {:?} {}\n", p.path, p.span, p.message)).collect()
}

fn html(renderer: &Renderer, template: &str, view: &HtmlView) -> String {
    String::from_utf8(renderer.html(template, view).unwrap_or_else(|w| panic!("{}", w.message))).unwrap()
}

#[test]
fn every_template_renders_full_views() {
    write();
    let renderer = renderer();
    for (file, template, view) in pages() {
        let html = html(&renderer, template, &view);
        assert!(html.starts_with("<!doctype html>"), "{file}");
        assert_eq!(html.matches("<h1").count(), 1, "{file} has one h1");
        for banned in [" style=", "<style", "javascript:", " onclick", "<script>"] {
            assert!(!html.contains(banned), "{file} contains {banned}");
        }
        let named = html.replace(" alt=\"\"", "").replace("<option value=\"\"", "<option");
        assert!(!named.contains("=\"\""), "{file} has an empty attribute: {}", around(&named, "=\"\""));
    }
}

fn around<'a>(html: &'a str, what: &str) -> &'a str {
    let at = html.find(what).unwrap_or(0);
    html.get(at.saturating_sub(80)..(at + 40).min(html.len())).unwrap_or("")
}

#[test]
fn every_template_renders_empty_views() {
    let renderer = renderer();
    let item = || Body::Item(Box::new(values::bare()));
    let bodies = [
        ("home.html", bodies::empty_home()),
        ("list.html", bodies::empty_list()),
        ("topics.html", Body::Topics(TopicsView { topics: vec![] })),
        (
            "topic.html",
            Body::Topic(TopicView {
                label: text("X"),
                description: text(""),
                broader: vec![],
                narrower: vec![],
                sections: vec![],
                calendar: None,
            }),
        ),
        ("calendar.html", bodies::empty_calendar()),
        ("month.html", bodies::empty_month()),
        ("year.html", Body::Year(YearView { year: text("2026"), months: vec![], earlier: vec![], years: vec![] })),
        ("search.html", bodies::empty_search()),
        ("404.html", Body::NotFound),
        ("item.html", item()),
        ("item/event.html", item()),
        ("item/person.html", item()),
        ("item/discussion.html", item()),
        ("item/resource.html", item()),
        ("item/opportunity.html", item()),
        ("item/project.html", item()),
        ("item/cohort.html", item()),
        ("item/group.html", item()),
    ];
    for (template, view) in bodies {
        html(&renderer, template, &HtmlView { page: samples::bare_page(), view });
    }
}

#[test]
fn what_opens_and_closes_is_shown_as_it_is_at_the_build() {
    let shown = |state: &'static str| {
        let view = ItemView { windows: vec![samples::window("registration", "Registration", state)], ..values::bare() };
        let body = Body::Item(Box::new(view));
        let html = html(&renderer(), "item.html", &HtmlView { page: samples::bare_page(), view: body });
        let page = scraper::Html::parse_document(&html);
        let parts = scraper::Selector::parse(".window:not([hidden])").unwrap();
        let words = |part: scraper::ElementRef<'_>| {
            part.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        page.select(&parts).map(words).collect::<Vec<_>>()
    };
    assert_eq!(shown("early"), ["Registration: open from Nov 1, 2026"]);
    assert_eq!(shown("open"), ["Register Registration: open until January 24, 2027 at 6:00 PM"]);
    assert_eq!(shown("closed"), ["Registration: closed since January 24, 2027 at 6:00 PM"]);
    assert_eq!(shown("over"), [""; 0]);
}

#[test]
fn titles_are_escaped() {
    let mut view = values::bare();
    view.fields =
        vec![FieldView { name: text("x"), label: text("<b>"), value: values::words("\"><script>alert(1)</script>") }];
    let view = HtmlView { page: page("<script>", "/x/\"y", "/", &[("<i>", "/\"")]), view: Body::Item(Box::new(view)) };
    let html = html(&renderer(), "item.html", &view);
    assert!(!html.contains("<script>") && !html.contains("<i>") && !html.contains("<b>") && !html.contains("/\"y"));
}

#[test]
fn feeds_and_the_rest() {
    let renderer = renderer();
    let entry = FeedEntry {
        url: text("https://x.org/a/"),
        title: text("A & <b>"),
        summary: text("\u{b}bell"),
        published: text("2026-11-02T00:00:00Z"),
        updated: text("2026-11-02T00:00:00Z"),
        authors: vec![text("Ana")],
        topics: vec![text("Rust")],
    };
    let feed = FeedView {
        title: text("T"),
        description: text("D"),
        home: text("https://x.org/"),
        atom: text("https://x.org/feed.atom"),
        json: text("https://x.org/feed.json"),
        language: text("en"),
        updated: text("2026-11-02T00:00:00Z"),
        entries: vec![entry],
    };
    let atom = String::from_utf8(renderer.atom(&feed).unwrap()).unwrap();
    assert!(atom.contains("A &amp; &lt;b&gt;") && !atom.contains('\u{b}'), "{atom}");
    let json: serde_json::Value = serde_json::from_slice(&renderer.json_feed(&feed)).unwrap();
    assert_eq!(json["items"][0]["title"], "A & <b>");
    let map = SitemapView { pages: vec![SitemapEntry { url: text("https://x.org/?a&b"), modified: None }] };
    assert!(String::from_utf8(renderer.sitemap(&map).unwrap()).unwrap().contains("https://x.org/?a&amp;b"));
    assert!(
        String::from_utf8(renderer.robots("https://x.org/sitemap.xml").unwrap())
            .unwrap()
            .contains("Sitemap: https://x.org/sitemap.xml\n")
    );
    let opml_feed =
        OpmlFeed { title: text("A & \"b\""), url: text("https://x.org/feed.xml"), home: text("https://x.org/") };
    let opml = OpmlView { title: text("T"), groups: vec![OpmlGroup { label: text("L"), feeds: vec![opml_feed] }] };
    let opml = String::from_utf8(renderer.opml(&opml).unwrap()).unwrap();
    assert!(opml.contains(r#"text="A &amp; &quot;b&quot;""#), "{opml}");
    let old = RedirectView { url: text("/new/"), canonical: text("https://x.org/new/"), title: text("New") };
    assert!(String::from_utf8(renderer.redirect(&old).unwrap()).unwrap().contains("0; url=/new/"));
}

#[test]
fn words_that_templates_use_are_there() {
    let theme = Theme::built_in();
    let english = theme.words.table("en");
    for (name, template) in &theme.templates {
        for word in template
            .text
            .split(|c: char| !(c.is_alphanumeric() || "._".contains(c)))
            .filter_map(|w| w.strip_prefix("t."))
        {
            assert!(english.contains_key(word), "{name}: {word}");
        }
    }
    for section in &theme.sections {
        assert!(english.contains_key(&*section.title), "theme.yaml: {}", section.title);
    }
}

#[test]
fn words_fall_back_and_count() {
    let words = Theme::built_in().words;
    assert_eq!(
        (words.get("es-AR", "menu"), words.get("eu", "menu"), words.get("en", "nope")),
        ("Menú", "Menu", "nope")
    );
    assert_eq!(
        (words.count("en", "replies", 1, "one"), words.count("es", "replies", 3, "few")),
        ("1 reply".into(), "3 respuestas".into())
    );
    assert_eq!(words.count("en", "replies", 0, "other"), "no replies yet");
}

#[test]
fn a_page_in_another_language_has_its_words() {
    let meta = PageMeta { language: text("es"), ..samples::bare_page() };
    let html = html(&renderer(), "404.html", &HtmlView { page: meta, view: Body::NotFound });
    assert!(html.contains("Ir al contenido"));
}

fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect()
}

#[test]
fn a_site_overrides_files_and_words() {
    let files = tree(&[
        ("themes/default/templates/404.html", "gone: {{ t.menu }}, {{ t.own }}"),
        ("themes/default/i18n/en.yaml", "menu: Chart\nown: Mine"),
    ]);
    let (theme, problems) = Theme::load(&files, "default");
    let (renderer, more) = Renderer::new(&theme, &site());
    assert_eq!((problems, more), (vec![], vec![]));
    let view = HtmlView { page: samples::bare_page(), view: Body::NotFound };
    assert_eq!(html(&renderer, "404.html", &view), "gone: Chart, Mine");
    assert!(renderer.has("item/event.html") && !renderer.has("item/recipe.html"));
    assert_ne!(theme.digest, Theme::built_in().digest);
}

#[test]
fn the_same_files_change_nothing() {
    let text = include_str!("../themes/default/templates/404.html");
    let theme = Theme::load(&tree(&[("themes/default/templates/404.html", text)]), "default").0;
    assert_eq!(theme.digest, Theme::built_in().digest);
}

#[test]
fn problems_name_the_file_and_the_place() {
    let broken = tree(&[
        ("themes/mine/templates/404.html", "{% if %}"),
        ("themes/mine/templates/home.html", "x {{ y"),
        ("themes/mine/theme.yaml", "contract: 99"),
    ]);
    let (theme, problems) = Theme::load(&broken, "mine");
    assert_eq!(problems, []);
    let (renderer, problems) = Renderer::new(&theme, &site());
    let found: Vec<_> = problems.iter().map(|p| (p.code.id, &*p.path, p.span.start)).collect();
    assert_eq!(
        found,
        [
            ("E091", "themes/mine/theme.yaml", 0),
            ("E091", "themes/mine/templates/404.html", 6),
            ("E091", "themes/mine/templates/home.html", 5)
        ],
        "{}",
        said(&problems)
    );
    assert!(renderer.has("base.html"));
    assert_eq!(Theme::load(&broken, "mime").1[0].code, &codes::UNKNOWN_THEME);
    let missing = tree(&[("themes/default/templates/404.html", "{{ <nope /> }}")]);
    let problems = Renderer::new(&Theme::load(&missing, "default").0, &site()).1;
    assert_eq!(&*problems[0].path, "themes/default/templates/404.html", "{}", said(&problems));
}

#[test]
fn a_failing_template_is_named() {
    let files = tree(&[("themes/default/templates/404.html", "line one\n{{ view.nothing }}")]);
    let renderer = Renderer::new(&Theme::load(&files, "default").0, &site()).0;
    let wrong = renderer.html("404.html", &HtmlView { page: samples::bare_page(), view: Body::NotFound }).unwrap_err();
    assert_eq!(wrong.code, &codes::TEMPLATE_FAILED);
    assert!(wrong.message.contains("`404.html`, line 2") && wrong.message.contains("nothing"), "{}", wrong.message);
}

#[test]
fn tokens_become_a_style_sheet() {
    let tokens = vec![
        (text("accent"), text("#8a2be2")),
        (text("font_heading"), text("\"Gill Sans\", serif")),
        (text("bad"), text("red;} body{display:none")),
    ];
    let (renderer, problems) = Renderer::new(&Theme::built_in(), &SiteView { tokens, ..site() });
    let asset = renderer.tokens().unwrap();
    assert_eq!(
        std::str::from_utf8(match &asset.content {
            lyceum::source::Content::Bytes(b) => b,
            _ => panic!(),
        })
        .unwrap()
        .trim(),
        ":root{--accent:#8a2be2;--font-heading:\"Gill Sans\", serif;}"
    );
    assert!(asset.path.starts_with("assets/tokens.") && problems.len() == 1);
    let view = HtmlView { page: samples::bare_page(), view: Body::NotFound };
    assert!(html(&renderer, "404.html", &view).contains(&asset.path));
}

/// Writes all pages and assets for looking at them.
fn write() {
    let Ok(out) = std::env::var("LYCEUM_THEME_OUT") else { return };
    let (out, renderer) = (std::path::Path::new(&out), renderer());
    let put = |path: &str, bytes: &[u8]| {
        let path = out.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    for asset in Theme::built_in().assets.values() {
        if let lyceum::output::Body::Bytes(bytes) = asset.output().body {
            put(&asset.path, &bytes);
        }
    }
    for (file, template, view) in pages() {
        put(file, html(&renderer, template, &view).as_bytes());
    }
    let empty = [
        ("empty/home/index.html", "home.html", bodies::empty_home()),
        ("empty/list/index.html", "list.html", bodies::empty_list()),
        ("empty/event/index.html", "item/event.html", Body::Item(Box::new(values::bare()))),
        ("empty/person/index.html", "item/person.html", Body::Item(Box::new(values::bare()))),
    ];
    for (file, template, view) in empty {
        put(file, html(&renderer, template, &HtmlView { page: samples::bare_page(), view }).as_bytes());
    }
    put("portrait.svg", br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320"><rect width="320" height="320" fill="#cfe0da"/><circle cx="160" cy="130" r="62" fill="#c98f6a"/><path d="M40 320c10-90 60-120 120-120s110 30 120 120z" fill="#d9b65c"/><path d="M98 120c0-60 30-76 62-76s62 16 62 76c-20-30-30-40-62-40s-42 10-62 40z" fill="#2b2522"/></svg>"##);
    put("waves.svg", br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 675"><rect width="1200" height="675" fill="#e9dfc6"/><path d="M0 360q150-120 300 0t300 0 300 0 300 0v315H0z" fill="#2b6f74"/><path d="M0 450q150-90 300 0t300 0 300 0 300 0v225H0z" fill="#17474d"/><circle cx="930" cy="170" r="70" fill="#e3a857"/></svg>"##);
}

/// `cargo test --release --test theme speed -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn speed() {
    let renderer = renderer();
    for (file, template, view) in pages() {
        let start = std::time::Instant::now();
        let size = (0..500).map(|_| renderer.html(template, &view).unwrap().len()).max().unwrap();
        let each = start.elapsed() / 500;
        let html = renderer.html(template, &view).unwrap();
        let start = std::time::Instant::now();
        (0..50).for_each(|_| drop(lyceum::render::relative(html.clone(), file, "/")));
        println!(
            "{file:35} {size:6} bytes {each:>10.1?} {:6.0}/s, relative {:>8.1?}",
            1.0 / each.as_secs_f64(),
            start.elapsed() / 50
        );
    }
}
