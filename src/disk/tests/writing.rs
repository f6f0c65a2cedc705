//! Tests of writing.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

use super::{add, files, folder};
use crate::disk::{Fatal, Writer, Written};
use crate::output::{Body, Output, Sink};

fn hub() -> TempDir {
    folder(&[("site.yaml", b""), ("content/a.jpg", b"picture"), ("private/x", b"secret")])
}

fn out(dir: &TempDir) -> PathBuf {
    dir.path().join("public")
}

fn page(path: &str, text: &str) -> Output {
    Output { path: path.to_owned(), body: Body::Bytes(text.as_bytes().into()), source: None }
}

fn copy(path: &str, from: &str) -> Output {
    Output { path: path.to_owned(), body: Body::Copy(from.into()), source: None }
}

fn write_all(dir: &TempDir, outputs: impl IntoIterator<Item = Output>) -> Result<Written, Fatal> {
    let writer = Writer::open(dir.path(), &out(dir))?;
    outputs.into_iter().for_each(|output| writer.put(output));
    writer.finish()
}

fn write(dir: &TempDir, pages: &[(&str, &str)]) -> Result<Written, Fatal> {
    write_all(dir, pages.iter().map(|(path, text)| page(path, text)))
}

fn refusal<T>(result: Result<T, Fatal>) -> String {
    result.map(drop).unwrap_err().to_string()
}

/// The files of the website, without our list.
fn website(dir: &TempDir) -> Vec<(String, String)> {
    files(&out(dir)).into_iter().filter(|(path, _)| path != ".lyceum-manifest").collect()
}

fn pairs(pages: &[(&str, &str)]) -> Vec<(String, String)> {
    pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn modified(path: &Path) -> SystemTime {
    path.metadata().unwrap().modified().unwrap()
}

/// Nothing is left beside the output folder.
fn is_tidy(dir: &TempDir) -> bool {
    !dir.path().join(".public.lyceum-new").exists()
}

#[test]
fn a_new_website_is_swapped_in() {
    let dir = hub();
    let outputs = [page("index.html", "1"), page("a/b/index.html", "2"), copy("a/a.jpg", "content/a.jpg")];
    assert_eq!(write_all(&dir, outputs).unwrap(), Written { new: 3, ..Written::default() });
    assert_eq!(website(&dir), pairs(&[("a/a.jpg", "picture"), ("a/b/index.html", "2"), ("index.html", "1")]));
    assert!(is_tidy(&dir));
}

#[test]
fn an_empty_folder_and_missing_parents_are_fine() {
    let dir = hub();
    fs::create_dir(out(&dir)).unwrap();
    assert_eq!(write(&dir, &[("a", "1")]).unwrap().new, 1);
    let writer = Writer::open(dir.path(), &dir.path().join("x/y/public")).unwrap();
    writer.put(page("a", "1"));
    assert_eq!(writer.finish().unwrap().new, 1);
}

#[test]
fn only_what_changed_is_written() {
    let dir = hub();
    let old = [page("same", "1"), page("changed", "1"), page("stale/deep/x", "1"), copy("a.jpg", "content/a.jpg")];
    write_all(&dir, old).unwrap();
    let before = [modified(&out(&dir).join("same")), modified(&out(&dir).join("a.jpg"))];
    let new = [page("same", "1"), page("changed", "2"), page("new", "1"), copy("a.jpg", "content/a.jpg")];
    let written = write_all(&dir, new.clone()).unwrap();
    assert_eq!(written, Written { new: 1, changed: 1, unchanged: 2, removed: 1 });
    assert_eq!(website(&dir), pairs(&[("a.jpg", "picture"), ("changed", "2"), ("new", "1"), ("same", "1")]));
    assert!(!out(&dir).join("stale").exists());
    assert_eq!(before, [modified(&out(&dir).join("same")), modified(&out(&dir).join("a.jpg"))]);

    let list = modified(&out(&dir).join(".lyceum-manifest"));
    assert_eq!(write_all(&dir, new).unwrap(), Written { unchanged: 4, ..Written::default() });
    assert_eq!(list, modified(&out(&dir).join(".lyceum-manifest")));
}

#[test]
fn a_changed_picture_is_copied_again() {
    let dir = hub();
    write_all(&dir, [copy("a.jpg", "content/a.jpg")]).unwrap();
    add(dir.path(), "content/a.jpg", b"PICTURE");
    assert_eq!(write_all(&dir, [copy("a.jpg", "content/a.jpg")]).unwrap().changed, 1);
    assert_eq!(website(&dir), pairs(&[("a.jpg", "PICTURE")]));
}

#[test]
fn what_somebody_changed_or_removed_is_repaired() {
    let dir = hub();
    write(&dir, &[("a", "1"), ("b", "1")]).unwrap();
    add(&out(&dir), "a", b"x");
    fs::remove_file(out(&dir).join("b")).unwrap();
    assert_eq!(write(&dir, &[("a", "1"), ("b", "1")]).unwrap().changed, 2);
    assert_eq!(website(&dir), pairs(&[("a", "1"), ("b", "1")]));
}

#[test]
fn a_folder_that_is_not_ours_is_never_touched() {
    let dir = hub();
    add(&out(&dir), "thesis.doc", b"years of work");
    let message = refusal(write(&dir, &[("index.html", "1")]));
    assert!(message.contains("is not empty and was not made by Lyceum") && message.contains("--out"), "{message}");
    assert_eq!(files(&out(&dir)), pairs(&[("thesis.doc", "years of work")]));
    assert!(is_tidy(&dir));
}

#[test]
fn a_damaged_list_stops_everything() {
    let dir = hub();
    write(&dir, &[("a", "1")]).unwrap();
    add(&out(&dir), ".lyceum-manifest", b"nonsense");
    assert!(refusal(write(&dir, &[("a", "2")])).contains("is damaged"));
    assert_eq!(website(&dir), pairs(&[("a", "1")]));
}

#[test]
fn foreign_files_among_ours_stay() {
    let dir = hub();
    write(&dir, &[("a/index.html", "1")]).unwrap();
    add(&out(&dir), "a/note.txt", b"mine");
    assert_eq!(write(&dir, &[("b", "1")]).unwrap().removed, 1);
    assert_eq!(website(&dir), pairs(&[("a/note.txt", "mine"), ("b", "1")]));
    for path in ["a/note.txt", "a/note.txt/x", "a"] {
        let message = refusal(write(&dir, &[("b", "2"), (path, "2")]));
        assert!(message.contains("a/note.txt is in the way"), "{message}");
    }
    assert_eq!(website(&dir), pairs(&[("a/note.txt", "mine"), ("b", "1")]));
    assert!(is_tidy(&dir));
}

#[test]
fn files_and_folders_of_ours_change_places() {
    let dir = hub();
    write(&dir, &[("a", "1"), ("b/c/d", "1")]).unwrap();
    write(&dir, &[("a/x", "2"), ("b", "2")]).unwrap();
    assert_eq!(website(&dir), pairs(&[("a/x", "2"), ("b", "2")]));
}

#[test]
fn an_abandoned_build_leaves_the_old_website() {
    let dir = hub();
    write(&dir, &[("a", "1"), ("b", "1")]).unwrap();
    let before = files(&out(&dir));
    for abandon in [Writer::abandon, drop] {
        let writer = Writer::open(dir.path(), &out(&dir)).unwrap();
        writer.put(page("a", "2"));
        assert!(!is_tidy(&dir));
        abandon(writer);
        assert_eq!(files(&out(&dir)), before);
        assert!(is_tidy(&dir));
    }
}

#[test]
fn a_build_killed_while_moving_can_be_resumed() {
    let dir = hub();
    write(&dir, &[("a", "1"), ("stale", "1")]).unwrap();
    let writer = Writer::open(dir.path(), &out(&dir)).unwrap();
    [page("a", "2"), page("new", "2")].into_iter().for_each(|output| writer.put(output));
    // The list names all, the new file has moved, the changed one has not: then the light goes out.
    writer.half_finish(&["new"]);
    let written = write(&dir, &[("a", "2"), ("new", "2")]).unwrap();
    assert_eq!(written, Written { new: 0, changed: 1, unchanged: 1, removed: 1 });
    assert_eq!(website(&dir), pairs(&[("a", "2"), ("new", "2")]));
    assert!(is_tidy(&dir));
}

#[test]
fn what_a_killed_build_left_is_removed_only_if_it_is_ours() {
    let dir = hub();
    add(dir.path(), ".public.lyceum-new/made-by-lyceum", b"");
    add(dir.path(), ".public.lyceum-new/site/old", b"x");
    write(&dir, &[("a", "1")]).unwrap();
    assert_eq!(website(&dir), pairs(&[("a", "1")]));
    add(dir.path(), ".public.lyceum-new/thesis.doc", b"x");
    assert!(refusal(write(&dir, &[("a", "2")])).contains("is in the way and was not made by Lyceum"));
    assert!(dir.path().join(".public.lyceum-new/thesis.doc").exists());
}

#[test]
fn two_builds_at_once_are_refused() {
    let dir = hub();
    let first = Writer::open(dir.path(), &out(&dir)).unwrap();
    assert!(refusal(Writer::open(dir.path(), &out(&dir))).contains("Another build"));
    first.put(page("a", "1"));
    assert_eq!(first.finish().unwrap().new, 1);
}

#[test]
fn the_sources_are_no_output_folder() {
    let dir = hub();
    let root = dir.path();
    let parent = root.parent().unwrap();
    let places = [root.to_owned(), parent.to_owned(), PathBuf::from("/"), root.join("content/x"), root.join("static")];
    for place in places.iter().chain(&[root.join("public/.."), root.join("site.yaml"), root.join("gone/../content")]) {
        let message = refusal(Writer::open(root, place));
        assert!(message.contains("The website cannot be written to"), "{message}");
    }
    assert_eq!(files(root).len(), 3);
}

#[test]
fn paths_stay_in_the_output_folder() {
    let long = "x".repeat(256);
    for path in ["", "/a", "../a", "a/../../b", "a//b", "a/", "./a", "a\0b", "a\nb", "a\\b", &long] {
        let dir = hub();
        assert!(refusal(write(&dir, &[("ok", "1"), (path, "1")])).contains("cannot be written to"), "{path:?}");
        assert!(!out(&dir).exists() && is_tidy(&dir));
    }
    assert!(write(&hub(), &[("ünï/ö ä.html", "1"), (&long[1..], "1"), ("a/..b", "1")]).is_ok());
}

#[test]
fn two_outputs_in_one_place_are_reported() {
    let cases = [("A/index.html", "a/index.html"), ("a", "a/b"), ("A/b/c", "a"), ("Ä", "ä"), ("a", "a")];
    for (one, other) in cases.into_iter().chain(cases.map(|(one, other)| (other, one))) {
        let dir = hub();
        let message = refusal(write(&dir, &[(one, "1"), (other, "1")]));
        assert!(message.contains("in one place"), "{message}");
        assert!(!out(&dir).exists());
    }
    assert!(refusal(write(&hub(), &[(".lyceum-manifest", "1")])).contains("in one place"));
    assert!(write(&hub(), &[("A/x", "1"), ("a/y", "1")]).is_ok());
}

#[test]
fn only_files_of_the_site_are_copied() {
    for from in ["private/x", "../x", "content/gone.jpg", "/etc/hostname", ".env"] {
        let dir = hub();
        assert!(write_all(&dir, [copy("a", from)]).is_err(), "{from}");
        assert!(!out(&dir).exists());
    }
}

#[test]
fn many_threads_may_write() {
    let dir = hub();
    let writer = Writer::open(dir.path(), &out(&dir)).unwrap();
    std::thread::scope(|scope| {
        for n in 0..8 {
            let writer = &writer;
            scope.spawn(move || (0..50).for_each(|k| writer.put(page(&format!("{k}/{n}.html"), "x"))));
        }
    });
    assert_eq!(writer.finish().unwrap().new, 400);
    assert_eq!(website(&dir).len(), 400);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_in_the_output_folder_are_not_followed() {
        let dir = hub();
        let other = folder(&[("x", b"mine")]);
        write(&dir, &[("a/x", "1"), ("b", "1")]).unwrap();
        fs::remove_dir_all(out(&dir).join("a")).unwrap();
        symlink(other.path(), out(&dir).join("a")).unwrap();
        assert!(refusal(write(&dir, &[("a/x", "2"), ("b", "1")])).contains("is in the way"));
        assert_eq!(write(&dir, &[("b", "1")]).unwrap().removed, 0);
        assert_eq!(files(other.path()), pairs(&[("x", "mine")]));
    }

    #[test]
    fn the_output_folder_may_be_a_link() {
        let dir = hub();
        let other = folder(&[]);
        symlink(other.path().join("www"), out(&dir)).unwrap();
        assert!(refusal(write(&dir, &[("a", "1")])).contains("is not a folder"));
        fs::create_dir(other.path().join("www")).unwrap();
        write(&dir, &[("a", "1")]).unwrap();
        assert_eq!(fs::read_link(out(&dir)).unwrap(), other.path().join("www"));
        assert_eq!(website(&dir), pairs(&[("a", "1")]));
    }

    #[test]
    fn a_copy_can_be_read_by_a_web_server() {
        let dir = hub();
        fs::set_permissions(dir.path().join("content/a.jpg"), fs::Permissions::from_mode(0o400)).unwrap();
        write_all(&dir, [copy("a.jpg", "content/a.jpg"), page("b", "")]).unwrap();
        let mode = |path| out(&dir).join(path).metadata().unwrap().permissions().mode();
        assert_eq!(mode("a.jpg"), mode("b"));
    }
}
