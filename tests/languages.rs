//! Languages on pages: dates and plurals are those that Node.js has from the CLDR, and every title says in which language it is.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, clippy::print_stderr, missing_docs)]

#[path = "website/program.rs"]
mod program;
#[path = "website/tools.rs"]
mod tools;

use std::process::Command;

use lyceum::locale::Locale;
use program::{lyceum, run, write};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use tempfile::TempDir;
use tools::{root, skip};

/// The languages in which the theme is complete.
const LANGUAGES: [&str; 8] = ["en", "es", "fr", "de", "pt", "ar", "ja", "hi"];

/// Scripts from right to left among the languages of the library.
const RIGHT_TO_LEFT: [&str; 5] = ["ar", "fa", "fa-IR", "he", "ur"];

/// CLDR separates with several kinds of spaces, from version to version others. In Hindi it has two patterns for a day in full,
/// one with a comma before the year and one without, and ICU4X takes the first.
fn plain(language: &str, text: &str) -> String {
    let text = text.replace(['\u{202f}', '\u{a0}'], " ");
    if language == "hi" { text.replace(", 20", " 20") } else { text }
}

#[test]
fn dates_and_plurals_are_those_of_the_cldr() {
    let script = root().join("tests/browser/cldr.mjs");
    let Ok(ran) = Command::new("node").arg(script).args(LANGUAGES).output() else {
        return skip("no Node.js: install the package `nodejs`");
    };
    let expected: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let days = [(2026, 1, 1), (2026, 12, 3), (2028, 2, 29)].map(|(y, m, d)| jiff::civil::date(y, m, d));
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let locale = Locale::new(language);
        let time = jiff::civil::time(18, 30, 0, 0);
        let forms: [(&str, &dyn Fn(jiff::civil::Date) -> String); 6] = [
            ("long", &|day| locale.date_long(day)),
            ("medium", &|day| locale.date_medium(day)),
            ("month_year", &|day| locale.month_year(day)),
            ("day_month", &|day| locale.day_month(day)),
            ("weekday", &|day| locale.weekday_long(day)),
            ("time", &|_| locale.time(time)),
        ];
        for (name, form) in forms {
            for (at, day) in days.iter().enumerate() {
                let (ours, theirs) = (form(*day), expected[language][name][at].as_str().unwrap());
                if plain(language, &ours) != plain(language, theirs) {
                    wrong.push(format!("{language} {name}: we say {ours:?}, Node.js {theirs:?}"));
                }
            }
        }
        for pair in expected[language]["plural"].as_array().unwrap() {
            let (n, theirs) = (pair[0].as_u64().unwrap(), pair[1].as_str().unwrap());
            if locale.plural(n) != theirs {
                wrong.push(format!("{language} {n}: we say {}, Node.js {theirs}", locale.plural(n)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The pages of a site, as they are built.
fn pages(site: &std::path::Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let out = TempDir::new().unwrap();
    let place = out.path().join("out");
    let (site, to) = (site.to_str().unwrap(), place.to_str().unwrap());
    let ran = run(&mut lyceum(&["build", "--root", site, "--out", to, "--now", "2026-11-22T12:00"]));
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    program::files(&place)
}

fn page(pages: &std::collections::BTreeMap<String, Vec<u8>>, path: &str) -> Html {
    let bytes = pages.get(path).unwrap_or_else(|| panic!("no {path}"));
    Html::parse_document(std::str::from_utf8(bytes).unwrap())
}

fn select<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(css).unwrap()).collect()
}

/// What the nearest element that says so gives to an element.
fn inherited<'a>(element: ElementRef<'a>, name: &str) -> Option<&'a str> {
    let own = std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap));
    own.into_iter().find_map(|element| element.attr(name))
}

/// The library of real books: the page of each says its language around the title, and so does its card in the list.
#[test]
fn every_item_of_a_library_says_its_language_and_direction() {
    let found = ["../shared/real", "../../shared/real"].map(|path| root().join(path).join("library"));
    let Some(site) = found.into_iter().find(|path| path.is_dir()) else {
        eprintln!("skipped: ../shared/real/library is not there");
        return;
    };
    let pages = pages(&site);
    let (mut languages, mut cards) = (std::collections::BTreeMap::new(), 0);
    for path in pages.keys().filter(|path| path.starts_with("resources/") && path.ends_with("/index.html")) {
        let html = page(&pages, path);
        for title in select(&html, ".card-title") {
            let url = select_in(title, "a").attr("href").unwrap().to_owned();
            let said = (inherited(title, "lang").unwrap().to_owned(), inherited(title, "dir").unwrap().to_owned());
            let known = languages.entry(url).or_insert_with(|| said.clone());
            assert_eq!(*known, said, "{path}");
            cards += 1;
        }
    }
    assert!(cards > 1000, "{cards} cards");
    for (url, (language, direction)) in &languages {
        let html = page(&pages, &format!("{}index.html", url.trim_start_matches('/')));
        let heading = select(&html, "h1")[0];
        assert_eq!(inherited(heading, "lang"), Some(&**language), "{url}");
        assert_eq!(inherited(heading, "dir"), Some(&**direction), "{url}");
        assert_eq!(*direction == "rtl", RIGHT_TO_LEFT.contains(&&**language), "{url} is in {language}");
    }
    let written = written_languages(&site);
    let shown: std::collections::BTreeSet<String> = languages.into_values().map(|(language, _)| language).collect();
    assert_eq!(shown, written);
    eprintln!("{cards} cards in {} languages", shown.len());
}

fn select_in<'a>(element: ElementRef<'a>, css: &str) -> ElementRef<'a> {
    element.select(&Selector::parse(css).unwrap()).next().unwrap()
}

/// The languages that the files of the library name: in front matter, and in the column `language` of tables.
fn written_languages(site: &std::path::Path) -> std::collections::BTreeSet<String> {
    let mut all = std::collections::BTreeSet::from(["en".to_owned()]);
    for (path, bytes) in program::files(&site.join("content/resources")) {
        let text = String::from_utf8(bytes).unwrap();
        match path.strip_suffix(".csv") {
            Some(_) => {
                let mut rows = csv::Reader::from_reader(text.as_bytes());
                let column = rows.headers().unwrap().iter().position(|name| name == "language");
                let values = rows.records().filter_map(|row| Some(row.unwrap().get(column?)?.to_owned()));
                all.extend(values.filter(|value| !value.is_empty()));
            }
            None => all.extend(
                text.lines().filter_map(|line| line.trim_start().strip_prefix("language: ").map(str::to_owned)),
            ),
        }
    }
    all
}

/// A hub in Spanish, with a page in two more languages.
#[test]
fn a_page_names_its_translations_and_speaks_its_language() {
    let site = TempDir::new().unwrap();
    let settings =
        "title: El Puerto\nurl: https://puerto.example.org/hub/\ntimezone: UTC\nlanguage: es\nlanguages: [es, ar]\n";
    write(site.path(), "site.yaml", settings);
    write(site.path(), "content/groups/remo.md", "---\ntitle: Remo\ntype: study-group\n---\nRemamos.\n");
    write(site.path(), "content/groups/remo.ar.md", "---\ntitle: تجديف\n---\nنجدّف.\n");
    write(site.path(), "content/groups/vela.md", "---\ntitle: Vela\ntype: interest\n---\nSolo aquí.\n");
    write(site.path(), "kinds/group.yaml", "intro: Círculos junto al mar.\n");
    let pages = pages(site.path());
    let links = |path: &str| -> Vec<(String, String)> {
        let html = page(&pages, path);
        let all = select(&html, "head link[hreflang]");
        all.iter().map(|a| (a.attr("hreflang").unwrap().into(), a.attr("href").unwrap().into())).collect()
    };
    let (original, translation) =
        ("https://puerto.example.org/hub/groups/remo/", "https://puerto.example.org/hub/ar/groups/remo/");
    let expected = [("es", original), ("x-default", original), ("ar", translation)];
    let expected: Vec<(String, String)> = expected.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
    assert_eq!(links("groups/remo/index.html"), expected);
    assert_eq!(links("ar/groups/remo/index.html"), expected);
    assert_eq!(links("groups/vela/index.html"), []);
    let arabic = page(&pages, "ar/groups/remo/index.html");
    let root = arabic.root_element();
    assert_eq!((root.attr("lang"), root.attr("dir")), (Some("ar"), Some("rtl")));
    let words = root.text().collect::<String>();
    assert!(words.contains("مجموعة دراسية") && words.contains("انتقل إلى المحتوى"), "{words}");
    let list = page(&pages, "groups/index.html").root_element().text().collect::<String>();
    assert!(list.contains("Grupos") && list.contains("2 entradas"), "{list}");
    assert!(list.contains("Círculos junto al mar."), "the site's own words stay: {list}");
}

/// Title and summary are soon translated, the text later: until then readers get the original, and are told so.
#[test]
fn a_translation_without_text_shows_that_of_the_original() {
    let site = TempDir::new().unwrap();
    let settings = "title: Quay\nurl: https://quay.example.org\ntimezone: UTC\nlanguages: [en, es]\n";
    write(site.path(), "site.yaml", settings);
    write(site.path(), "content/pages/about.md", "---\ntitle: About\n---\nWe mend sails.\n");
    write(site.path(), "content/pages/about.es.md", "---\ntitle: Quiénes somos\n---\n");
    write(site.path(), "content/pages/join.md", "---\ntitle: Join\n---\nCome along.\n");
    write(site.path(), "content/pages/join.es.md", "---\ntitle: Ven\n---\nVen sin avisar.\n");
    let pages = pages(site.path());
    let spanish = page(&pages, "es/about/index.html");
    let text = select(&spanish, "main .prose")[0];
    assert_eq!(text.text().collect::<String>().trim(), "We mend sails.");
    assert_eq!(inherited(text, "lang"), Some("en"));
    let notice = select(&spanish, "main .notice")[0];
    assert_eq!(inherited(notice, "lang"), Some("es"));
    assert!(notice.text().collect::<String>().contains("no está traducido"));
    assert!(select(&page(&pages, "es/join/index.html"), "main .notice").is_empty(), "this one is translated");
    assert!(select(&page(&pages, "about/index.html"), "main .notice").is_empty(), "this is the original");
}

#[test]
fn titles_that_are_made_speak_the_language_of_the_item() {
    let site = TempDir::new().unwrap();
    let write = |path: &str, text: &str| write(site.path(), path, text);
    write("site.yaml", "title: Rope\nurl: https://rope.example.org\nlanguage: es\n");
    write("content/thanks/two.md", "---\nto: [{name: Ana}, {name: Jo}]\ndate: 2026-11-01\n---\nGracias.\n");
    write("content/thanks/two.en.md", "---\n---\nThanks.\n");
    write(
        "content/thanks/five.md",
        "---\nto: [{name: A}, {name: B}, {name: C}, {name: D}, {name: E}]\ndate: 2026-11-01\n---\nPor todo.\n",
    );
    write("content/thanks/three.ja.md", "---\n---\n本当に。\n");
    write("content/thanks/three.md", "---\nto: [{name: A}, {name: B}, {name: C}]\ndate: 2026-11-01\n---\nPor todo.\n");
    let pages = pages(site.path());
    let title = |path: &str| select(&page(&pages, path), "h1")[0].text().collect::<String>();
    assert_eq!(title("thanks/two/index.html"), "Gracias a Ana y Jo");
    assert_eq!(title("en/thanks/two/index.html"), "Thanks to Ana and Jo");
    assert_eq!(title("thanks/five/index.html"), "Gracias a A, B y 3 más");
    assert_eq!(title("ja/thanks/three/index.html"), "A、B、Cさんへの感謝");
}

#[test]
fn languages_are_named_in_their_own_words() {
    for (code, name) in
        [("qu", "Runasimi"), ("zgh", "ⵜⴰⵎⴰⵣⵉⵖⵜ"), ("ki", "Gikuyu"), ("pt-BR", "Português"), ("xx", "xx")]
    {
        assert!(lyceum::locale::language_name(code).starts_with(name), "{code}");
    }
}
