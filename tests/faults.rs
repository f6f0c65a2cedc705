//! What can go wrong around a build: full and locked disks, files that cannot be read or vanish, odd names, huge files. Each ends with a
//! message that says what to do; what was there before stays.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stderr, missing_docs)]

#[path = "website/program.rs"]
mod program;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use program::{Ran, files, lyceum, run, whole as site, write};
use tempfile::TempDir;

fn build(root: &Path) -> Ran {
    run(lyceum(&["build", "--root", root.to_str().unwrap(), "--now", "2026-11-22"]).env("RUST_BACKTRACE", "0"))
}

/// A fault of the surroundings: nothing but a message.
fn assert_refused(ran: &Ran, parts: &[&str]) {
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(parts.iter().all(|part| ran.err.contains(part)), "{parts:?} in {}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

/// Runs a script of the shell in which folders can be mounted; none where the system forbids that.
fn with_mounts(script: &str, folder: &Path) -> Option<Ran> {
    let can = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "none"]).arg(folder).output();
    if !can.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this system lets nobody mount a small disk");
        return None;
    }
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-ec", script]).current_dir(folder).env("LYCEUM", env!("CARGO_BIN_EXE_lyceum"));
    Some(run(command.env("NO_COLOR", "1")))
}

#[test]
fn on_a_full_disk_the_last_website_stays() {
    let site = site();
    let script = r#"
        mkdir disk && mount -t tmpfs -o size=8m tmpfs disk
        "$LYCEUM" build --now 2026-11-22 --out disk/public 2> /dev/null
        find disk/public -type f ! -name '.lyceum*' -exec sha256sum {} + | sort > before
        printf 'title: Another Name\nurl: https://whole.example.org\ntimezone: Europe/Lisbon\n' > site.yaml
        dd if=/dev/zero of=disk/other bs=1k count=100000 2> /dev/null || true
        truncate -s -64k disk/other
        "$LYCEUM" build --now 2026-11-22 --out disk/public && status=0 || status=$?
        find disk/public -type f ! -name '.lyceum*' -exec sha256sum {} + | sort > after
        cmp before after && test -s before
        rm disk/other
        "$LYCEUM" build --now 2026-11-22 --out disk/public 2> /dev/null
        find disk/public -type f ! -name '.lyceum*' -exec sha256sum {} + | sort > later
        ! cmp -s before later
        ls -A disk >&2
        exit $status
    "#;
    let Some(ran) = with_mounts(script, site.path()) else { return };
    assert_refused(&ran, &["the disk is full", "Make room and run this again"]);
    assert!(ran.err.ends_with("public\n"), "something was left beside the website: {}", ran.err);
}

#[test]
fn a_disk_that_can_only_be_read_is_named() {
    let site = site();
    let script = r#"
        mkdir disk && mount -t tmpfs -o size=8m,ro tmpfs disk
        exec "$LYCEUM" build --now 2026-11-22 --out disk/public
    "#;
    let Some(ran) = with_mounts(script, site.path()) else { return };
    assert_refused(&ran, &["the disk can only be read", "--out"]);
}

/// The program as somebody whom permissions concern; the administrator is above them otherwise.
fn ordinary(root: &Path, out: &Path) -> Command {
    let words = ["build", "--root", root.to_str().unwrap(), "--out", out.to_str().unwrap(), "--now", "2026-11-22"];
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !is_root {
        return lyceum(&words);
    }
    let mut command = Command::new("setpriv");
    command.arg("--bounding-set=-dac_override,-dac_read_search").arg(env!("CARGO_BIN_EXE_lyceum")).args(words);
    command
}

fn permit(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn files_that_may_not_be_read_are_named() {
    let site = site();
    let out = site.path().join("public");
    write(site.path(), "content/events/locked.md", "---\ntitle: Locked\nstart: 2026-12-01T18:30\n---\n");
    let locked = site.path().join("content/events/locked.md");
    permit(&locked, 0o000);
    assert_refused(&run(&mut ordinary(site.path(), &out)), &["locked.md", "permission is missing"]);
    permit(&locked, 0o644);
    let folder = site.path().join("content/events");
    permit(&folder, 0o000);
    assert_refused(&run(&mut ordinary(site.path(), &out)), &["content/events", "permission is missing"]);
    permit(&folder, 0o755);
    assert!(!out.exists());
    assert_eq!(run(&mut ordinary(site.path(), &out)).status, 0);
}

#[test]
fn a_folder_that_may_not_be_written_is_named() {
    let site = site();
    let place = TempDir::new().unwrap();
    permit(place.path(), 0o555);
    let ran = run(&mut ordinary(site.path(), &place.path().join("public")));
    permit(place.path(), 0o755);
    assert_refused(&ran, &["permission is missing"]);
}

/// Files come and go while somebody switches branches, or a program synchronizes the folder.
#[test]
fn files_that_vanish_do_no_harm() {
    let site = site();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0_u64;
            while !done.load(Ordering::Relaxed) {
                let folder = site.path().join(format!("content/events/week-{}", n % 7));
                fs::create_dir_all(&folder).unwrap();
                fs::write(folder.join("index.md"), "---\ntitle: Gone\nstart: 2026-12-01T18:30\n---\n![A](a.svg)\n")
                    .unwrap();
                fs::write(folder.join("a.svg"), r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>"#)
                    .unwrap();
                let older = site.path().join(format!("content/events/week-{}", (n + 3) % 7));
                fs::remove_dir_all(older).ok();
                n += 1;
            }
        });
        for _ in 0..15 {
            let ran = build(site.path());
            assert!((0..=2).contains(&ran.status) && !ran.err.contains("panicked"), "{} {}", ran.status, ran.err);
        }
        done.store(true, Ordering::Relaxed);
    });
    let calm = build(site.path());
    assert_eq!(calm.status, 0, "{}", calm.err);
    assert!(files(&site.path().join("public")).contains_key("index.html"));
}

#[test]
fn odd_names_become_links_that_lead_there() {
    let names = [
        "two words.svg",
        "100%.svg",
        "a#b?c=d&e.svg",
        "gr\u{fc}n \u{65e5}\u{672c}.svg",
        "it's \"quoted\".svg",
        "+plus;semi.svg",
    ];
    let site = site();
    let mut body = String::new();
    for name in names {
        write(
            site.path(),
            &format!("content/events/odd/{name}"),
            &format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><!-- {} --></svg>",
                name.len()
            ),
        );
        body += &format!(
            "![A sign](<{}>)\n\n[Load](<{}>)\n\n",
            name.replace('%', "%25").replace('?', "%3F").replace('#', "%23"),
            name.replace('%', "%25").replace('?', "%3F").replace('#', "%23")
        );
    }
    write(
        site.path(),
        "content/events/odd/index.md",
        &format!("---\ntitle: Odd\nstart: 2026-12-01T18:30\n---\n{body}"),
    );
    write(site.path(), &format!("static/{}.txt", "n".repeat(250)), "long");
    let ran = build(site.path());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let website = files(&site.path().join("public"));
    let page = scraper::Html::parse_document(&String::from_utf8_lossy(&website["events/odd/index.html"]));
    let selector = scraper::Selector::parse(".prose img[src], .prose a[href$='.svg']").unwrap();
    let addresses: Vec<&str> =
        page.select(&selector).filter_map(|found| found.attr("src").or_else(|| found.attr("href"))).collect();
    assert_eq!(addresses.len(), 2 * names.len(), "{addresses:?}");
    for address in addresses {
        let url = url::Url::parse("https://whole.example.org/events/odd/").unwrap().join(address).unwrap();
        assert_eq!((url.query(), url.fragment()), (None, None), "{address}");
        let path = percent_encoding::percent_decode_str(url.path()).decode_utf8().unwrap().into_owned();
        assert!(website.contains_key(path.trim_start_matches('/')), "{address} leads to {path}");
    }
}

#[test]
fn a_gigabyte_is_refused_before_it_is_read() {
    for path in ["content/events/big.md", "site.yaml", "topics.yaml", "kinds/big.yaml", "content/resources/big.csv"] {
        let site = site();
        write(site.path(), path, "title: Big\n");
        fs::OpenOptions::new().write(true).open(site.path().join(path)).unwrap().set_len(1 << 30).unwrap();
        let ran = build(site.path());
        assert!(
            ran.status == 1 && ran.err.contains("MB") && ran.err.contains(path),
            "{path}: {} {}",
            ran.status,
            ran.err
        );
        assert!(!site.path().join("public").exists());
    }
}

#[test]
fn nothing_is_written_through_links() {
    let site = site();
    let other = TempDir::new().unwrap();
    write(other.path(), "precious", "mine");
    for name in ["urls.lock", "calendar.lock"] {
        // Where the text is put before it takes the place of another one.
        let aside = site.path().join(format!(".{name}.{}.tmp", std::process::id()));
        std::os::unix::fs::symlink(other.path().join("precious"), &aside).unwrap();
        lyceum::disk::write_lock(site.path(), name, "").unwrap();
        assert!(site.path().join(name).is_file() && fs::symlink_metadata(&aside).is_err());
    }
    std::os::unix::fs::symlink(other.path(), site.path().join(".lyceum")).unwrap();
    let root = site.path().to_str().unwrap();
    assert_eq!(run(&mut lyceum(&["build", "--lock", "--root", root, "--now", "2026-11-22"])).status, 0);
    assert_ne!(fs::read_to_string(site.path().join("urls.lock")).unwrap(), "");
    lyceum::disk::write_answers(site.path(), "text").unwrap_err();
    assert_eq!(files(other.path()).into_iter().collect::<Vec<_>>(), [("precious".to_owned(), b"mine".to_vec())]);
}

/// As long a text as a file may hold, of signs that may all begin a telephone number.
#[test]
fn marks_without_end_are_looked_through_once() {
    let site = site();
    let text = format!("---\ntitle: Marks\nstart: 2026-12-01T18:30\n---\n1234567 {}\n", "( ".repeat(1_000_000));
    write(site.path(), "content/events/marks.md", &text);
    assert_eq!(build(site.path()).status, 0);
}
