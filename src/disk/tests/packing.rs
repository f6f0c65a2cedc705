//! Tests of compressed files beside the texts of a website. That others can read them is shown in tests/precompress.rs.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::{add, files, folder};
use crate::disk::{Fatal, Writer, Written};
use crate::output::{Body, Output, Sink};

const PAGES: &[(&str, &str)] = &[("index.html", LONG), ("a/feed.xml", LONG), ("b.html", "short"), ("c.png", LONG)];
const LONG: &str = "Bring a rope, bring a rope, bring a rope, bring a rope, bring a rope, bring a rope, bring a rope.";

fn hub() -> TempDir {
    folder(&[("site.yaml", b"")])
}

fn out(dir: &TempDir) -> PathBuf {
    dir.path().join("public")
}

fn page(path: &str, text: &str) -> Output {
    Output { path: path.to_owned(), body: Body::Bytes(text.as_bytes().into()), source: None }
}

fn writer(dir: &TempDir) -> Writer {
    Writer::open(dir.path(), &out(dir)).unwrap().precompressed(true)
}

fn write(dir: &TempDir, pages: &[(&str, &str)]) -> Result<Written, Fatal> {
    let writer = writer(dir);
    pages.iter().for_each(|(path, text)| writer.put(page(path, text)));
    writer.finish()
}

/// The paths of the website, without our list.
fn paths(dir: &TempDir) -> Vec<String> {
    files(&out(dir)).into_iter().map(|(path, _)| path).filter(|path| path != ".lyceum-manifest").collect()
}

/// As a build into an empty folder would leave it.
fn fresh(pages: &[(&str, &str)]) -> Vec<(String, String)> {
    let dir = hub();
    write(&dir, pages).unwrap();
    files(&out(&dir))
}

const WITH_FORMS: [&str; 10] = [
    "a/feed.xml",
    "a/feed.xml.br",
    "a/feed.xml.gz",
    "a/feed.xml.zst",
    "b.html",
    "c.png",
    "index.html",
    "index.html.br",
    "index.html.gz",
    "index.html.zst",
];

#[test]
fn texts_that_shrink_have_three_forms() {
    let dir = hub();
    assert_eq!(write(&dir, PAGES).unwrap(), Written { new: 10, ..Written::default() });
    assert_eq!(paths(&dir), WITH_FORMS);
    assert_eq!(files(&out(&dir)), fresh(PAGES), "the same bytes each time");
    assert_eq!(write(&dir, PAGES).unwrap(), Written { unchanged: 10, ..Written::default() });
}

#[test]
fn forms_follow_their_text() {
    let dir = hub();
    write(&dir, PAGES).unwrap();
    let changed = LONG.replace("rope", "lamp");
    let later = [("index.html", changed.as_str()), ("b.html", LONG)];
    assert_eq!(write(&dir, &later).unwrap(), Written { new: 3, changed: 5, removed: 5, ..Written::default() });
    assert_eq!(files(&out(&dir)), fresh(&later));
    // A text that is no longer worth it loses its forms.
    let short = [("index.html", "short"), ("b.html", LONG)];
    assert_eq!(write(&dir, &short).unwrap(), Written { changed: 1, unchanged: 4, removed: 3, ..Written::default() });
    assert_eq!(files(&out(&dir)), fresh(&short));
}

#[test]
fn forms_come_and_go_with_the_option() {
    let dir = hub();
    let plain = Writer::open(dir.path(), &out(&dir)).unwrap();
    PAGES.iter().for_each(|(path, text)| plain.put(page(path, text)));
    assert_eq!(plain.finish().unwrap().new, 4);
    assert_eq!(write(&dir, PAGES).unwrap(), Written { new: 6, unchanged: 4, ..Written::default() });
    let plain = Writer::open(dir.path(), &out(&dir)).unwrap();
    PAGES.iter().for_each(|(path, text)| plain.put(page(path, text)));
    assert_eq!(plain.finish().unwrap(), Written { unchanged: 4, removed: 6, ..Written::default() });
    assert_eq!(paths(&dir), ["a/feed.xml", "b.html", "c.png", "index.html"]);
}

#[test]
fn what_is_missing_or_cut_off_is_made_again() {
    let dir = hub();
    write(&dir, PAGES).unwrap();
    let whole = files(&out(&dir));
    fs::remove_file(out(&dir).join("index.html.br")).unwrap();
    add(&out(&dir), "index.html.gz", b"cut");
    assert_eq!(write(&dir, PAGES).unwrap(), Written { changed: 2, unchanged: 8, ..Written::default() });
    assert_eq!(files(&out(&dir)), whole);
}

/// Somebody puts the next text in its place by hand: then it stands there, and what lies beside it is that of the text before.
#[test]
fn forms_of_another_text_do_not_stay() {
    let dir = hub();
    write(&dir, &[("index.html", LONG)]).unwrap();
    let other = LONG.replace("rope", "lamp");
    add(&out(&dir), "index.html", other.as_bytes());
    write(&dir, &[("index.html", &other)]).unwrap();
    assert_eq!(files(&out(&dir)), fresh(&[("index.html", &other)]));
}

#[test]
fn files_of_the_site_are_left_alone() {
    let dir = hub();
    add(dir.path(), "static/app.js", LONG.as_bytes());
    add(dir.path(), "static/app.js.gz", b"mine");
    for _ in 0..2 {
        let writer = writer(&dir);
        for name in ["app.js", "app.js.gz"] {
            let body = Body::Copy(format!("static/{name}").into());
            writer.put(Output { path: name.to_owned(), body, source: None });
        }
        writer.finish().unwrap();
        assert_eq!(paths(&dir), ["app.js", "app.js.br", "app.js.gz", "app.js.zst"]);
        assert!(files(&out(&dir)).contains(&("app.js.gz".to_owned(), "mine".to_owned())));
    }
}

#[test]
fn a_long_name_goes_without() {
    let dir = hub();
    let name = format!("{}.html", "n".repeat(248));
    write(&dir, &[(&name, LONG)]).unwrap();
    assert_eq!(paths(&dir), [name]);
}

#[test]
fn a_failure_leaves_everything() {
    let dir = hub();
    write(&dir, PAGES).unwrap();
    let before = files(&out(&dir));
    let writer = writer(&dir);
    writer.put(page("index.html", "other"));
    writer.put(page("INDEX.html", "other"));
    assert!(writer.finish().is_err());
    assert_eq!(files(&out(&dir)), before);
}
