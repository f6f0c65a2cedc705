//! Tests of reading.

use std::path::PathBuf;

use tempfile::TempDir;

use super::{add, folder};
use crate::disk::{Fatal, read, refresh};
use crate::picture::{Kept, LIMIT};
use crate::source::{Content, Digest, Tree};

fn paths(tree: &Tree) -> Vec<&str> {
    tree.iter().map(|source| &*source.path).collect()
}

fn refusal(result: Result<Tree, Fatal>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn only_files_of_the_site_are_read() {
    let names = [
        "site.yaml",
        "topics.yaml",
        "README.md",
        "kinds/tool.yaml",
        "content/events/a.md",
        "content/events/b/index.md",
        "content/events/.#a.md",
        "content/events/a.md~",
        "content/events/#a.md#",
        "content/events/.a.md.swp",
        "content/.DS_Store",
        "content/private/roster.csv",
        "content/node_modules/x.md",
        "private/x.md",
        "public/index.html",
        "themes/mine/theme.yaml",
        "static/CNAME",
        "static/.hidden/x",
        "content-old/a.md",
    ];
    let dir = folder(&names.map(|name| (name, &b"x"[..])));
    let expected = [
        "content/events/a.md",
        "content/events/b/index.md",
        "kinds/tool.yaml",
        "site.yaml",
        "static/CNAME",
        "themes/mine/theme.yaml",
        "topics.yaml",
    ];
    assert_eq!(paths(&read(dir.path()).unwrap()), expected);
}

#[test]
fn text_is_held_and_pictures_are_not() {
    let picture = vec![7; 100_000];
    let dir = folder(&[("site.yaml", b"title: x"), ("content/p.jpg", &picture), ("content/A.MD", b"text")]);
    let tree = read(dir.path()).unwrap();
    assert_eq!(tree.get("content/A.MD").unwrap().text(), Ok("text"));
    let source = tree.get("content/p.jpg").unwrap();
    assert!(matches!(&source.content, Content::OnDisk { head, len: 100_000, .. } if head.len() == 65_536));
    assert_eq!(source.digest, Digest::of(&picture));
}

#[test]
fn text_beyond_the_limit_stays_on_the_disk() {
    let dir = folder(&[
        ("site.yaml", b""),
        ("content/a.md", &vec![b'x'; (16 << 20) + 1]),
        ("content/b.md", &vec![b'x'; 16 << 20]),
    ]);
    let tree = read(dir.path()).unwrap();
    assert!(matches!(tree.get("content/a.md").unwrap().content, Content::OnDisk { len: 16_777_217, .. }));
    assert!(matches!(tree.get("content/b.md").unwrap().content, Content::Bytes(_)));
}

#[test]
fn a_folder_without_site_yaml_is_no_hub() {
    let dir = folder(&[("content/a.md", b"x")]);
    let message = refusal(read(dir.path()));
    assert!(message.contains("There is no site.yaml in") && message.contains("--root"), "{message}");
    assert!(refusal(read(&dir.path().join("nowhere"))).contains("There is no folder"));
}

#[test]
fn refresh_follows_changes() {
    let dir = folder(&[("site.yaml", b""), ("content/a.md", b"1"), ("content/b/c.md", b"1"), ("content/b.md", b"1")]);
    let mut tree = read(dir.path()).unwrap();
    std::fs::remove_dir_all(dir.path().join("content/b")).unwrap();
    add(dir.path(), "content/a.md", b"2");
    add(dir.path(), "content/new/d.md", b"2");
    add(dir.path(), "private/e.md", b"2");
    let changed =
        ["content/a.md", "content/b", "content/new", "private/e.md", "../x", "content/gone.md"].map(PathBuf::from);
    refresh(&mut tree, dir.path(), &changed).unwrap();
    refresh(&mut tree, dir.path(), &[dir.path().join("content/new/d.md")]).unwrap();
    assert_eq!(paths(&tree), ["content/a.md", "content/b.md", "content/new/d.md", "site.yaml"]);
    assert_eq!(tree.get("content/a.md").unwrap().text(), Ok("2"));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    /// A hub with a link at `content/<name>`.
    fn linked(name: &str, target: &str) -> tempfile::TempDir {
        let dir = folder(&[
            ("site.yaml", b""),
            ("content/a/x.md", b"x"),
            ("private/roster.md", b"secret"),
            (".env", b"secret"),
        ]);
        symlink(target, dir.path().join("content").join(name)).unwrap();
        dir
    }

    #[test]
    fn links_inside_the_site_are_followed() {
        let dir = linked("b", "a");
        assert_eq!(paths(&read(dir.path()).unwrap()), ["content/a/x.md", "content/b/x.md", "site.yaml"]);
        let dir = linked("y.md", "a/x.md");
        assert_eq!(read(dir.path()).unwrap().get("content/y.md").unwrap().text(), Ok("x"));
    }

    #[test]
    fn links_that_leave_the_site_are_refused() {
        for target in ["/etc", "/etc/hostname", "../..", "../private", "../private/roster.md", "../.env", ".."] {
            let message = refusal(read(linked("out.md", target).path()));
            assert!(message.contains("content/out.md"), "{target}: {message}");
        }
    }

    #[test]
    fn the_content_folder_itself_may_not_lead_out() {
        let other = folder(&[("x.md", b"x")]);
        let dir = folder(&[("site.yaml", b"")]);
        symlink(other.path(), dir.path().join("content")).unwrap();
        assert!(refusal(read(dir.path())).contains("not among the files of this site"));
    }

    #[test]
    fn rings_and_links_to_nowhere_are_named() {
        let message = refusal(read(linked("a/ring", ".").path()));
        assert!(message.contains("content/a/ring") && message.contains("lies itself"), "{message}");
        let message = refusal(read(linked("self.md", "self.md").path()));
        assert!(message.contains("content/self.md leads nowhere"), "{message}");
        assert!(refusal(read(linked("gone.md", "nowhere").path())).contains("content/gone.md leads nowhere"));
    }

    #[test]
    fn hidden_links_of_editors_are_passed_over() {
        assert!(read(linked(".#x.md", "user@host.1234").path()).is_ok());
        assert!(read(linked(".up", "..").path()).is_ok());
    }

    #[test]
    fn names_that_are_not_text_are_refused() {
        let dir = folder(&[("site.yaml", b""), ("content/", b"")]);
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
        std::fs::File::create(dir.path().join("content").join(name)).unwrap();
        assert!(refusal(read(dir.path())).contains("caf\u{fffd}.md is not UTF-8"));
    }

    #[test]
    fn a_socket_is_not_read() {
        let dir = folder(&[("site.yaml", b""), ("content/", b"")]);
        let _listener = std::os::unix::net::UnixListener::bind(dir.path().join("content/s.md")).unwrap();
        assert!(refusal(read(dir.path())).contains("content/s.md is neither a file nor a folder"));
    }
}

/// The beginning of a picture, and after it zeros that take no place on the disk.
fn of_length(len: u64) -> TempDir {
    let dir = folder(&[("site.yaml", b""), ("content/a.jpg", b"\xFF\xD8\xFF\xFE\0\x04no\xFF\xDA\0\x02\0")]);
    std::fs::OpenOptions::new().write(true).open(dir.path().join("content/a.jpg")).unwrap().set_len(len).unwrap();
    dir
}

#[test]
fn pictures_are_looked_into_up_to_a_limit() {
    for (more, kept, shorter) in [(0, None, Some(6)), (1, Some(Kept::Large), None)] {
        let len = LIMIT + more;
        let dir = of_length(len);
        let tree = read(dir.path()).unwrap();
        let Content::OnDisk { head, len: read, picture } = &tree.get("content/a.jpg").unwrap().content else {
            panic!()
        };
        assert_eq!((head.len(), *read, picture.kept), (65_536, len, kept));
        let published = crate::disk::read::picture(&dir.path().join("content/a.jpg")).unwrap();
        assert_eq!(published.map(|bytes| len - bytes.len() as u64), shorter);
    }
}
