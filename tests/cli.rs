//! The program from outside: exit statuses, what goes where, and what it never touches.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

#[path = "website/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::{Ran, files, lyceum, run, write};
use tempfile::TempDir;

const NIGHT: &str = "---\ntitle: Night\nstart: 2026-12-01T18:00\nduration: 2h\n---\nCome.\n";

/// A small site in a folder of its own.
struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(TempDir::new().unwrap());
        site.put("site.yaml", "title: Small\nurl: https://small.example.org\ntimezone: Europe/Lisbon\n");
        site.put("content/events/night.md", NIGHT);
        site.put("content/people/ana.md", "---\nname: Ana\n---\nHello.\n");
        site
    }

    /// With an error and a warning.
    fn broken() -> Self {
        let site = Self::new();
        site.put(
            "content/events/night.md",
            "---\ntitle: Night\nstart: 2026-02-30\nhosts: [anna]\nsprekers: [ana]\n---\nCome.\n",
        );
        site
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, path: &str, text: &str) {
        write(self.root(), path, text);
    }

    fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run(lyceum(arguments).current_dir(self.root()))
    }

    fn build(&self, more: &[&str]) -> Ran {
        self.run(&[&["build", "--now", "2026-11-22"], more].concat())
    }
}

#[test]
fn a_build_says_what_it_made() {
    let site = Site::new();
    let ran = site.build(&[]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("1 event") && ran.err.contains("public"), "{}", ran.err);
    assert!(files(&site.public()).contains_key("events/night/index.html"));
}

#[test]
fn an_error_writes_nothing() {
    let site = Site::broken();
    let ran = site.build(&[]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("E023") && ran.err.contains("E060") && ran.err.contains("W020"), "{}", ran.err);
    assert!(ran.err.contains("content/events/night.md:3:8"), "{}", ran.err);
    assert!(!site.public().exists());
}

#[test]
fn the_last_website_stays() {
    let site = Site::new();
    site.build(&[]);
    let before = files(&site.public());
    site.put("content/news/new.md", "---\ntitle: New\ndate: 2026-11-20\n---\nNew.\n");
    site.put("content/events/night.md", "---\ntitle: Changed\nstart: 2026-02-30\n---\n");
    assert_eq!(site.build(&[]).status, 1);
    assert!(before == files(&site.public()), "a failed build changed the website");
    let leftovers: Vec<_> = fs::read_dir(site.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(leftovers.len(), 3, "only site.yaml, content and public: {leftovers:?}");
}

#[test]
fn warnings_do_not_stop() {
    let site = Site::new();
    site.put("content/people/ana.md", "---\nname: Ana\nshoe: 38\n---\nHello.\n");
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.contains("W020"), "{}", ran.err);
}

#[test]
fn a_check_writes_nothing() {
    for (site, status) in [(Site::new(), 0), (Site::broken(), 1)] {
        let before = files(site.root());
        let ran = site.run(&["check", "--now", "2026-11-22"]);
        assert_eq!(ran.status, status, "{}", ran.err);
        assert!(before == files(site.root()));
    }
}

#[test]
fn json_is_one_object_a_line() {
    let ran = Site::broken().build(&["--format", "json"]);
    assert_eq!(ran.status, 1);
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3, "{}", ran.out);
    for line in &lines {
        let keys: Vec<_> = line.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["level", "code", "path", "line", "column", "message", "help"]);
    }
    let first = lines.iter().find(|line| line["code"] == "E023").unwrap();
    assert_eq!((&first["level"], &first["path"]), (&"error".into(), &"content/events/night.md".into()));
    assert_eq!((&first["line"], &first["column"]), (&3.into(), &8.into()));
    assert_eq!(Site::new().build(&["--format", "json"]).out, "");
}

#[test]
fn sarif_and_github_are_for_machines() {
    let sarif = Site::broken().run(&["check", "--now", "2026-11-22", "--format", "sarif"]);
    let parsed: serde_json::Value = serde_json::from_str(&sarif.out).unwrap();
    assert_eq!((&parsed["version"], parsed["runs"][0]["results"].as_array().unwrap().len()), (&"2.1.0".into(), 3));
    let github = Site::broken().run(&["check", "--now", "2026-11-22", "--format", "github"]);
    assert_eq!(
        github.out.lines().filter(|line| line.starts_with("::error file=content/events/night.md,line=3")).count(),
        1
    );
    assert_eq!(github.out.lines().filter(|line| line.starts_with("::warning ")).count(), 1);
}

#[test]
fn wrong_usage_is_2() {
    let site = Site::new();
    let empty = TempDir::new().unwrap();
    let nowhere = empty.path().to_str().unwrap();
    let wrong: [&[&str]; 7] = [
        &["biuld"],
        &["build", "--nwo", "x"],
        &["build", "--format", "xml"],
        &["build", "--now", "yesterday"],
        &["build", "--root", nowhere],
        &["explain", "E999"],
        &["build", "--out", "content"],
    ];
    for arguments in wrong {
        let ran = site.run(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.starts_with("error: "), "{arguments:?}: {}", ran.err);
    }
    assert!(!site.public().exists());
}

#[test]
fn wrong_usage_is_said_in_plain_words() {
    let site = Site::new();
    let wrong: [(&[&str], &str, &str); 9] = [
        (&["biuld"], "there is no command `biuld`", "did you mean `lyceum build`?"),
        (&["theme", "ejct"], "there is no command `ejct`", "did you mean `lyceum theme eject`?"),
        (&["build", "--drfts"], "`lyceum build` cannot do anything with `--drfts`", "did you mean `--drafts`?"),
        (&["init"], "something is missing", "<DIR>   The folder of the hub"),
        (&["theme", "eject"], "something is missing", "lyceum theme eject templates/404.html"),
        (&["init", "x", "--host", "githb"], "`githb` does not fit `--host <HOST>`", "write one of github, gitlab"),
        (&["serve", "--port", "99999"], "`99999` does not fit", "such as 5000"),
        (&["build", "--lock", "--drafts"], "`--lock` and `--drafts` do not go together", "leave one of them out"),
        (&["build", "--base-url", "x.org"], "`x.org` does not fit `--base-url <URL>`", "write https://your-hub.org"),
    ];
    for (arguments, message, help) in wrong {
        let ran = site.run(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.starts_with(&format!("error: {message}")) && ran.err.contains(help), "{}", ran.err);
        assert!(ran.err.contains("More: lyceum ") && ran.err.contains("Example:"), "{}", ran.err);
    }
}

#[test]
fn a_hub_nearby_is_named() {
    let site = Site::new();
    let above = run(lyceum(&["check"]).current_dir(site.root().join("content/people")));
    assert!(above.status == 2 && above.err.contains("add --root ../..\n"), "{}", above.err);
    let folder = TempDir::new().unwrap();
    fs::rename(site.root(), folder.path().join("hub")).unwrap();
    let below = run(lyceum(&["check"]).current_dir(folder.path()));
    assert!(below.status == 2 && below.err.contains("add --root hub\n"), "{}", below.err);
    fs::create_dir(site.root()).unwrap();
}

#[test]
fn explain_explains() {
    let ran = Site::new().run(&["explain", "e060"]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.starts_with("E060 There is no such item") && ran.out.len() > 100, "{}", ran.out);
}

#[test]
fn kinds_are_printed() {
    let site = Site::new();
    site.put("kinds/song.yaml", "label: {one: Song, many: Songs}\nfolder: songs\nfields:\n  key: {type: text}\n");
    let ran = site.run(&["kinds"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("\n## Songs\n") && ran.out.contains("\n## Events\n"));
    let empty = TempDir::new().unwrap();
    let ran = run(lyceum(&["kinds"]).current_dir(empty.path()));
    assert!(ran.status == 0 && !ran.out.contains("## Songs"));
    site.put("kinds/song.yaml", "label: 1\n");
    assert_eq!(site.run(&["kinds"]).status, 1);
}

#[test]
fn folders_of_others_are_refused() {
    let site = Site::new();
    site.put("mine/letter.txt", "Dear");
    let ran = site.build(&["--out", "mine"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("was not made by Lyceum"), "{}", ran.err);
    assert_eq!(files(&site.root().join("mine")).len(), 1);
    assert_eq!(site.build(&["--out", "."]).status, 2);
    assert_eq!(site.build(&["--out", ".."]).status, 2);
}

#[test]
fn stale_files_go_and_foreign_ones_stay() {
    let site = Site::new();
    site.build(&[]);
    write(&site.public(), "CNAME", "small.example.org");
    fs::remove_file(site.root().join("content/events/night.md")).unwrap();
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let left = files(&site.public());
    assert!(left.keys().all(|path| !path.starts_with("events/") && !path.ends_with(".ics")), "{:?}", left.keys());
    assert!(left.contains_key("CNAME") && left.contains_key("people/ana/index.html"));
    assert!(!site.public().join("events").exists(), "an empty folder stays");
}

#[test]
fn nothing_new_touches_nothing() {
    let site = Site::new();
    site.build(&[]);
    let page = site.public().join("events/night/index.html");
    let before = fs::metadata(&page).unwrap().modified().unwrap();
    assert_eq!(site.build(&[]).status, 0);
    assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), before);
}

#[test]
fn what_is_held_back_is_said() {
    let site = Site::new();
    site.put("content/news/draft.md", "---\ntitle: Draft\ndate: 2026-11-01\ndraft: true\n---\nx\n");
    site.put("content/news/later.md", "---\ntitle: Later\ndate: 2026-11-01\npublish: 2026-12-24\n---\nx\n");
    site.put("content/news/gone.md", "---\ntitle: Gone\ndate: 2026-11-01\nunpublish: 2026-11-10\n---\nx\n");
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for name in ["draft", "later", "gone"] {
        assert!(ran.err.contains(&format!("content/news/{name}.md")), "{name} is not said: {}", ran.err);
        assert!(!files(&site.public()).contains_key(&format!("news/{name}/index.html")));
    }
    assert_eq!(site.build(&["--drafts"]).status, 0);
    for name in ["draft", "later", "gone"] {
        assert!(files(&site.public()).contains_key(&format!("news/{name}/index.html")), "{name} with --drafts");
    }
}

#[test]
fn now_decides_what_is_over() {
    let site = Site::new();
    let home = |more: &[&str], epoch: Option<&str>| {
        let mut command = lyceum(&[&["build"], more].concat());
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        let ran = run(command.current_dir(site.root()));
        assert_eq!(ran.status, 0, "{}", ran.err);
        fs::read_to_string(site.public().join("index.html")).unwrap().contains("/events/night/")
    };
    assert!(home(&["--now", "2026-12-01T19:59"], None) && !home(&["--now", "2026-12-01T20:01"], None));
    // The first of these is 2026-12-01 in UTC, the second a day later; --now is stronger.
    assert!(home(&[], Some("1796083200")) && !home(&[], Some("1796169600")));
    assert!(home(&["--now", "2026-11-01"], Some("1796169600")));
    let mut wrong = lyceum(&["build"]);
    assert_eq!(run(wrong.env("SOURCE_DATE_EPOCH", "soon").current_dir(site.root())).status, 2);
}

#[test]
fn addresses_follow_the_options() {
    let site = Site::new();
    site.build(&["--base-url", "https://x.org/hub/"]);
    let page = fs::read_to_string(site.public().join("index.html")).unwrap();
    assert!(page.contains("href=\"/hub/events/night/\"") && page.contains("https://x.org/hub/"));
    site.build(&["--relative"]);
    let page = fs::read_to_string(site.public().join("index.html")).unwrap();
    assert!(page.contains("href=\"events/night/index.html\"") && !page.contains("href=\"/"));
}

#[test]
fn the_lock_file_is_written_when_it_is_asked_for() {
    let site = Site::new();
    let lock = || fs::read_to_string(site.root().join("calendar.lock"));
    assert_eq!(site.build(&[]).status, 0);
    assert!(lock().is_err());
    let ran = site.build(&["--lock"]);
    assert!(ran.status == 0 && !ran.err.contains("W090"), "{}", ran.err);
    let first = lock().unwrap();
    assert!(first.contains("events/night@small.example.org 0 2026-11-22T00:00:00Z "), "{first}");
    let calendar = || fs::read_to_string(site.public().join("calendar.ics")).unwrap();
    assert!(calendar().contains("SEQUENCE:0\r\n") && calendar().contains("DTSTAMP:20261122T000000Z\r\n"));

    site.put("content/events/night.md", &NIGHT.replace("18:00", "19:00"));
    for command in ["check", "build"] {
        let ran = site.run(&[command, "--now", "2026-11-23"]);
        assert!(ran.status == 0 && ran.err.contains("W090") && ran.err.contains("lyceum build --lock"), "{}", ran.err);
    }
    assert_eq!(lock().unwrap(), first);
    site.run(&["build", "--now", "2026-11-23", "--lock"]);
    assert!(lock().unwrap().contains(" 1 2026-11-23T00:00:00Z ") && calendar().contains("SEQUENCE:1\r\n"));
    assert!(!site.run(&["check", "--now", "2026-12-24"]).err.contains("W090"));

    // With an error nothing is written, neither the website nor this.
    let second = lock().unwrap();
    site.put("content/events/day.md", "---\ntitle: Day\nstart: 2026-02-30\n---\n");
    assert_eq!(site.build(&["--lock"]).status, 1);
    site.put("calendar.lock", &format!("<<<<<<< HEAD\n{second}"));
    let ran = site.build(&["--lock"]);
    assert!(ran.status == 1 && ran.err.contains("E094") && ran.err.contains("calendar.lock:1:1"), "{}", ran.err);
    assert!(lock().unwrap().starts_with("<<<<<<<"));
}

#[test]
fn a_published_address_is_not_lost() {
    let site = Site::new();
    let check = || site.run(&["check", "--now", "2026-11-22"]);
    assert_eq!(site.build(&["--lock"]).status, 0);
    let lock = fs::read_to_string(site.root().join("urls.lock")).unwrap();
    assert!(lock.contains("\n/events/night/ 2026-12-01 Night\n/people/ana/ - Ana\n"), "{lock}");
    let renamed = site.root().join("content/events/rust-night.md");
    fs::rename(site.root().join("content/events/night.md"), &renamed).unwrap();
    for ran in [check(), site.build(&[]), site.build(&["--lock"])] {
        assert!(ran.status == 1 && ran.err.contains("E095") && ran.err.contains("urls.lock:3:1"), "{}", ran.err);
        assert!(ran.err.contains("content/events/rust-night.md now: write `aliases: [/events/night/]`"), "{}", ran.err);
    }
    assert_eq!(fs::read_to_string(site.root().join("urls.lock")).unwrap(), lock);

    let aliased = NIGHT.replace("---\nCome", "aliases: [/events/night/]\n---\nCome");
    site.put("content/events/rust-night.md", &aliased);
    assert_eq!(site.build(&["--lock"]).status, 0);
    let lock = fs::read_to_string(site.root().join("urls.lock")).unwrap();
    assert!(lock.contains("\n/events/night/ > /events/rust-night/\n/events/rust-night/ 2026-12-01 Night\n"), "{lock}");
    assert!(files(&site.public()).contains_key("events/night/index.html"));

    // An address that is given up by taking its lines out is gone.
    fs::remove_file(renamed).unwrap();
    assert_eq!(check().status, 1);
    site.put("urls.lock", "/people/ana/\n");
    let ran = check();
    assert!(ran.status == 0 && !ran.err.contains("W090"), "{}", ran.err);
}

#[test]
fn a_file_of_the_theme_is_copied_once_and_changes_nothing() {
    let site = Site::new();
    site.run(&["build", "--now", "2026-11-22"]);
    let before = files(&site.root().join("public"));
    let listed = site.run(&["theme", "list"]);
    for name in listed.out.lines() {
        assert_eq!(site.run(&["theme", "eject", name]).status, 0, "{name}");
    }
    let ran = site.run(&["build", "--now", "2026-11-22"]);
    assert_eq!((ran.status, files(&site.root().join("public"))), (0, before), "{}", ran.err);
    let again = site.run(&["theme", "eject", "templates/404.html"]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("404.html is there already"), "{}", again.err);
    let unknown = site.run(&["theme", "eject", "templates/405.html"]);
    assert!(unknown.status == 2 && unknown.err.contains("did you mean `templates/404.html`?"), "{}", unknown.err);
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:one@example.org\r\nDTSTART:20261210T190000Z\r\n\
                        SUMMARY:Map call\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn an_import_writes_new_files_and_nothing_else() {
    let site = Site::new();
    site.put("calendar.ics", CALENDAR);
    let before = files(site.root());
    let dry = site.run(&["import", "ics", "calendar.ics", "--dry-run"]);
    assert_eq!((dry.status, dry.out.as_str()), (0, "would write    content/events/map-call.md\n"), "{}", dry.err);
    assert!(before == files(site.root()), "a dry run wrote something");
    let ran = site.run(&["import", "ics", "calendar.ics"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "written        content/events/map-call.md\n"), "{}", ran.err);
    let after = files(site.root());
    let new: Vec<&String> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    assert_eq!(new, ["content/events/map-call.md", "import.lock"]);
    assert!(before.iter().all(|(path, bytes)| after[path] == *bytes));
    let again = site.run(&["import", "ics", "calendar.ics"]);
    assert_eq!((again.status, again.out.as_str()), (0, ""), "{}", again.err);
    // The calendar changes: the file follows, until somebody edits it.
    site.put("calendar.ics", &CALENDAR.replace("T190000Z", "T200000Z"));
    assert_eq!(site.run(&["import", "ics", "calendar.ics"]).out, "updated        content/events/map-call.md\n");
    let own = "---\ntitle: Ours\nstart: 2026-12-10T20:00\nuid: one@example.org\n---\n";
    site.put("content/events/map-call.md", own);
    site.put("calendar.ics", CALENDAR);
    let conflict = site.run(&["import", "ics", "calendar.ics"]);
    assert_eq!(conflict.status, 1);
    assert!(conflict.out.starts_with("edited here    content/events/map-call.md"), "{}", conflict.out);
    assert_eq!(fs::read_to_string(site.root().join("content/events/map-call.md")).unwrap(), own);
}

#[test]
fn an_import_names_file_and_line() {
    let site = Site::new();
    site.put("calendar.ics", &CALENDAR.replace("DTSTART:20261210T190000Z", "DTSTART:soon"));
    let ran = site.run(&["import", "ics", "calendar.ics"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.starts_with("error: calendar.ics:5: DTSTART: `soon` is no date\n"), "{}", ran.err);
    assert_eq!(site.run(&["import", "ics", "nothing.ics"]).status, 2);
    site.put("people.csv", "name,start\nKim Larsen,\n");
    let ran = site.run(&["import", "csv", "people.csv", "--kind", "person"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "written        content/people/kim-larsen.md\n"), "{}", ran.err);
    assert!(ran.err.contains("people.csv:1: the column `start` is no field"), "{}", ran.err);
}

#[cfg(feature = "web")]
#[test]
fn links_into_the_own_house_are_told_and_not_followed() {
    let site = Site::new();
    site.put("content/people/ana.md", "---\nname: Ana\n---\n[Here](http://localhost:1/x).\n");
    let ran = site.run(&["check", "--links", "--now", "2026-11-22"]);
    assert!(
        ran.status == 0 && ran.err.contains("W080") && ran.err.contains("content/people/ana.md:4:8"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_to_string(site.root().join(".lyceum/links.txt")).unwrap(), "");
    assert_eq!(fs::read_to_string(site.root().join(".lyceum/.gitignore")).unwrap(), "*\n");
}

#[test]
fn explain_says_what_makes_a_page() {
    let site = Site::new();
    site.put("content/events/night.md", "---\ntitle: Night\nstart: 2026-12-01T18:30\naliases: [/old/]\n---\nText.\n");
    site.put("content/events/later.md", "---\ntitle: Later\nstart: 2026-12-01T18:30\ndraft: true\n---\n");
    site.put("themes/default/templates/item/event.html", "{% extends \"item.html\" %}\n");
    let explain = |address: &str| site.run(&["explain", address, "--now", "2026-11-22"]);
    for address in ["/events/night/", "/events/night", "/events/night/index.html", "/events/night/?a=b#c"] {
        let ran = explain(address);
        assert_eq!(ran.status, 0, "{}", ran.err);
        for part in [
            "public/events/night/index.html",
            "content/events/night.md",
            "item/event.html (of the site)",
            "base.html (built in)",
            "eject templates/item.html",
        ] {
            assert!(ran.out.contains(part), "{part} in {}", ran.out);
        }
    }
    assert!(explain("/old/").out.contains("leads on to    /events/night/"));
    let ran = explain("/evnts/night/");
    assert!(ran.status == 2 && ran.err.contains("did you mean /events/night/?"), "{}", ran.err);
    let ran = explain("/events/later/");
    assert!(
        ran.status == 2 && ran.err.contains("content/events/later.md is a draft") && ran.err.contains("--drafts"),
        "{}",
        ran.err
    );
    let ran = site.run(&["explain", "/events/night/", "--data", "--now", "2026-11-22"]);
    let data: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&data["page"]["title"], &data["view"]["card"]["title"]), (&"Night".into(), &"Night".into()));
}
