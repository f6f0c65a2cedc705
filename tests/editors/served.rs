//! Content management systems themselves, in a browser, with our page and configuration as servers send them: they take the configuration, run
//! under the policy of the page, and what a person enters in a form becomes an event.

use std::path::{Path, PathBuf};

use lyceum::diag::show;
use lyceum::disk;
use lyceum::editors::cms;
use tempfile::TempDir;

use super::cms::{errors, site};
use super::program::{lyceum, run, write};
use super::server::Server;
use super::tools::{build, installed, package, skip};
use super::{Known, NOW, nginx, node, script};

/// What is needed to look at a page.
struct Browser {
    node: (PathBuf, PathBuf),
    chromium: PathBuf,
}

impl Browser {
    fn new() -> Option<Self> {
        let node = node()?;
        let found =
            package("playwright-core").and_then(|_| installed(&["chromium", "chromium-browser", "google-chrome"]));
        found.map_err(|why| skip(&why)).ok().map(|chromium| Self { node, chromium })
    }

    /// What `editing.mjs` says of a system at an address; the files that are written go to the folder.
    fn edit(&self, system: &str, address: &str, out: &Path) -> Vec<String> {
        let arguments = [system, self.chromium.to_str().unwrap(), address, out.to_str().unwrap()];
        script(&self.node, "editing.mjs", &arguments, String::new())
    }
}

/// Sveltia shows a mark at each language that has an error, and stumbles over one in which nothing is written; what is entered is saved.
const OF_SVELTIA: &str = "fault: TypeError: Cannot convert undefined or null to object";

/// Everything went well: each kind has its collection, nothing was refused, and the event that was written is read.
fn is_right(said: &[String], folder: &Path) {
    let tree = disk::read(folder).unwrap();
    for kind in Known::of(&tree).kinds.iter() {
        assert!(said.contains(&format!("collection: {}", kind.label.many)), "{}: {said:?}", kind.name);
    }
    let files: Vec<&String> = said.iter().filter(|line| line.starts_with("file: ")).collect();
    assert_eq!(files, ["file: content/events/a-night-of-lamps.md"]);
    assert!(!said.iter().any(|line| line.starts_with("fault: ")), "{said:?}");
    for line in ["strict: /", "strict: /events/"] {
        assert!(said.contains(&line.to_owned()), "{said:?}");
    }
    assert_eq!(show::show(&errors(&tree), &tree, show::Format::Human, false), "");
    let text = tree.get("content/events/a-night-of-lamps.md").unwrap().text().unwrap();
    for line in ["start: 2026-12-01T18:30", "duration: 2h", "Some text."] {
        assert!(text.lines().any(|written| written == line), "{text}");
    }
    assert!(!text.contains("end:") && !text.contains("repeat") && !text.contains("skip"), "{text}");
}

/// A site with the page of a system, and with an event, so that there is a list of them.
fn with_page(system: &str) -> TempDir {
    let (folder, tree) = site();
    for (name, text) in cms::files(&Known::of(&tree).hub(), system).unwrap() {
        write(folder.path(), &format!("{}/{name}", cms::FOLDER), &text);
    }
    write(folder.path(), "content/events/first.md", "---\ntitle: First\nstart: 2026-12-02T18:30\n---\nText.\n");
    folder
}

#[test]
fn both_write_an_event_while_the_program_serves() {
    let Some(browser) = Browser::new() else { return };
    for (system, _) in cms::SYSTEMS {
        let folder = with_page(system);
        let server = Server::start(folder.path(), &["--port", &nginx::port().to_string()]);
        let address = format!("http://localhost:{}/admin/", server.port);
        let mut said = browser.edit(system, &address, folder.path());
        said.retain(|line| system != "sveltia" || line != OF_SVELTIA);
        is_right(&said, folder.path());
    }
}

/// Each says what is wrong with another configuration.
#[test]
fn both_look_at_their_configuration() {
    let Some(browser) = Browser::new() else { return };
    for (system, good, bad) in
        [("decap", "options: [tba]", "opshuns: [tba]"), ("sveltia", "folder: content/events", "foldr: x")]
    {
        let folder = with_page(system);
        let config = std::fs::read_to_string(folder.path().join("static/admin/config.yml")).unwrap();
        assert!(config.contains(good));
        write(folder.path(), "static/admin/config.yml", &config.replacen(good, bad, 1));
        let server = Server::start(folder.path(), &["--port", &nginx::port().to_string()]);
        let said = browser.edit(system, &format!("http://localhost:{}/admin/", server.port), folder.path());
        assert!(said.iter().any(|line| line.starts_with("wrong: ")), "{system}: {said:?}");
    }
}

/// A new hub on a server of one's own, from `lyceum init` to the event.
#[test]
fn both_write_an_event_behind_nginx() {
    let Some(browser) = Browser::new() else { return };
    let program = match nginx::program() {
        Ok(program) => program,
        Err(why) => return skip(&why),
    };
    for (system, _) in cms::SYSTEMS {
        let folder = TempDir::new().unwrap();
        let hub = folder.path().join("hub");
        let arguments =
            ["init", hub.to_str().unwrap(), "--title", "Hub", "--host", "plain", "--cms", system, "--now", NOW];
        let ran = run(&mut lyceum(&arguments));
        assert_eq!(ran.status, 0, "{}", ran.err);
        build(&hub, &hub.join("public"), NOW, &[]);
        let port = nginx::port();
        let changes = [
            ("listen 80;", format!("listen 127.0.0.1:{port};")),
            ("root /srv/hub/public;", format!("root {};", hub.join("public").display())),
        ];
        let text = nginx::changed(&std::fs::read_to_string(hub.join("nginx.conf.example")).unwrap(), &changes);
        let server = nginx::start(&program, folder.path(), &text, port);
        is_right(&browser.edit(system, &format!("http://127.0.0.1:{port}/admin/"), &hub), &hub);
        drop(server);
    }
}

/// What the page loads is the file of the package, whose digest npm has checked when it was installed.
#[test]
fn the_program_is_that_of_the_package() {
    let Some((node, folder)) = node() else { return };
    for (system, _) in cms::SYSTEMS {
        let (_, tree) = site();
        let [_, (_, page)] = cms::files(&Known::of(&tree).hub(), system).unwrap();
        let said = script(&(node.clone(), folder.clone()), "integrity.mjs", &[], page);
        assert_eq!(said, ["the same"], "{system}");
    }
}
