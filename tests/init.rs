//! New hubs: each builds without a word, whatever the day, and the files for hosts hold what the hosts and the program understand.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

#[path = "website/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use lyceum::init::HOSTS;
use program::{Ran, files, lyceum, run, write};
use serde_yaml::Value;
use tempfile::TempDir;

/// A new hub, in a folder of its own.
struct Hub(TempDir);

impl Hub {
    fn new(arguments: &[&str]) -> Self {
        let hub = Self(TempDir::new().unwrap());
        let ran = hub.init(arguments);
        assert_eq!(ran.status, 0, "{}", ran.err);
        hub
    }

    fn init(&self, arguments: &[&str]) -> Ran {
        run(lyceum(&[&["init", "hub"], arguments].concat()).current_dir(self.0.path()))
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("hub")
    }

    /// Runs a command line in the hub.
    fn run(&self, line: &str) -> Ran {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        run(lyceum(&arguments).current_dir(self.root()))
    }

    fn yaml(&self, path: &str) -> Value {
        serde_yaml::from_str(&fs::read_to_string(self.root().join(path)).unwrap()).unwrap()
    }
}

#[test]
fn a_new_hub_has_no_problems_on_any_day() {
    for now in ["2026-11-22", "2027-12-31T23:59", "2028-02-29", "2030-03-31T01:30"] {
        let hub = Hub::new(&["--now", now]);
        assert_eq!(hub.run(&format!("check --now {now}")).err, "no problems\n", "{now}");
        let built = hub.run(&format!("build --now {now}"));
        assert_eq!(built.status, 0, "{}", built.err);
        let home = fs::read_to_string(hub.root().join("public/index.html")).unwrap();
        assert!(home.contains("Open evening") && home.contains("Our hub"), "{now}");
    }
    let hub = Hub::new(&[]);
    assert_eq!(hub.run("check").err, "no problems\n");
}

#[test]
fn titles_are_kept() {
    for title in ["Rust: a \"club\" #1", "@start@", "[yes]: no"] {
        let hub = Hub::new(&["--title", title]);
        assert_eq!(hub.yaml("site.yaml")["title"], Value::from(title));
        assert_eq!(hub.run("check").err, "no problems\n");
    }
}

/// The lines with which a host's file runs `lyceum`.
fn commands(text: &str) -> Vec<&str> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let lines = lines.filter_map(|line| {
        let (before, command) = line.split_once("lyceum ")?;
        ["run: ", "- ", "&& "].iter().any(|start| before.ends_with(start)).then_some(command)
    });
    lines.collect()
}

#[test]
fn what_hosts_run_works_in_the_new_hub() {
    for (name, files) in HOSTS {
        let hub = Hub::new(&["--host", name]);
        for (path, text) in files {
            assert_eq!(fs::read_to_string(hub.root().join(path)).unwrap(), *text);
        }
        let commands = commands(files[0].1);
        assert!(commands.iter().any(|command| command.starts_with("build")), "{name}: {commands:?}");
        for command in commands {
            let ran = hub.run(command);
            assert_eq!(ran.status, 0, "{name}: lyceum {command}: {}", ran.err);
        }
        assert!(hub.root().join("public/index.html").exists(), "{name}");
        let ignored = fs::read_to_string(hub.root().join(".gitignore")).unwrap();
        assert!(ignored.lines().any(|line| line == "public/"));
    }
}

/// Whether a line of cron means once a day.
fn is_daily(cron: &str) -> bool {
    let fields: Vec<&str> = cron.split(' ').collect();
    let number = |at: usize, most: u8| fields[at].parse::<u8>().is_ok_and(|number| number <= most);
    fields.len() == 5 && number(0, 59) && number(1, 23) && fields[2..] == ["*", "*", "*"]
}

#[test]
fn workflows_have_what_their_host_needs() {
    for (name, secrets, deploys) in [
        ("github", &[][..], "actions/deploy-pages@v4"),
        ("netlify", &["NETLIFY_AUTH_TOKEN", "NETLIFY_SITE_ID"], "--dir public"),
        ("cloudflare", &["CLOUDFLARE_API_TOKEN", "CLOUDFLARE_ACCOUNT_ID"], "deploy public"),
    ] {
        let workflow = Hub::new(&["--host", name]).yaml(".github/workflows/hub.yml");
        assert!(is_daily(workflow["on"]["schedule"][0]["cron"].as_str().unwrap()), "{name}");
        assert!(workflow["on"].as_mapping().unwrap().contains_key("pull_request"), "{name}");
        assert_eq!(workflow["permissions"]["contents"], Value::from("read"), "{name}");
        let jobs = workflow["jobs"].as_mapping().unwrap();
        let mut steps = Vec::new();
        for job in jobs.values() {
            assert_eq!(job["runs-on"], Value::from("ubuntu-latest"));
            steps.extend(job["steps"].as_sequence().unwrap());
        }
        for step in &steps {
            assert!(step["uses"].is_string() != step["run"].is_string(), "{name}: {step:?}");
        }
        let last = steps.last().unwrap();
        let said = [&last["uses"], &last["run"]].into_iter().find_map(Value::as_str).unwrap();
        assert!(said.contains(deploys), "{name}: {said}");
        for secret in secrets {
            assert_eq!(last["env"][*secret], Value::from(format!("${{{{ secrets.{secret} }}}}")), "{name}");
        }
        // A pull request, which anybody can send, must not publish.
        let condition = if name == "github" { &workflow["jobs"]["publish"]["if"] } else { &last["if"] };
        assert_eq!(*condition, Value::from("github.ref == 'refs/heads/main'"), "{name}");
    }
    let workflow = Hub::new(&["--host", "github"]).yaml(".github/workflows/hub.yml");
    let publish = &workflow["jobs"]["publish"];
    assert_eq!(
        (&publish["permissions"]["pages"], &publish["permissions"]["id-token"]),
        (&"write".into(), &"write".into())
    );
    assert_eq!((&publish["needs"], &publish["environment"]["name"]), (&"build".into(), &"github-pages".into()));
}

#[test]
fn gitlab_publishes_the_folder_of_the_website() {
    let hub = Hub::new(&["--host", "gitlab"]);
    let pipeline = hub.yaml(".gitlab-ci.yml");
    assert_eq!(pipeline["pages"]["artifacts"]["paths"][0], Value::from("public"));
    assert!(pipeline["pages"]["rules"][0]["if"].as_str().unwrap().contains("schedule"));
    assert!(fs::read_to_string(hub.root().join(".gitlab-ci.yml")).unwrap().contains("17 3 * * *"));
}

#[test]
fn cron_comes_daily_on_a_plain_host() {
    let hub = Hub::new(&["--host", "plain"]);
    let text = fs::read_to_string(hub.root().join("crontab.example")).unwrap();
    let line = text.lines().find(|line| line.starts_with(|c: char| c.is_ascii_digit())).unwrap();
    assert!(text.contains("\nPATH="), "cron finds no program of its own");
    assert!(is_daily(line.split("  ").next().unwrap()), "{line}");
}

#[test]
fn the_documents_show_the_same_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(root.join("docs/deploy.md")).unwrap();
    for host in ["github", "gitlab", "plain"] {
        let (_, files) = HOSTS.iter().find(|(name, _)| *name == host).unwrap();
        for (path, text) in *files {
            let shown = ["yaml", "text", "nginx"]
                .iter()
                .any(|kind| document.contains(&format!("```{kind} {path}\n{text}```\n")));
            assert!(shown, "docs/deploy.md does not show {path} as `lyceum init --host {host}` writes it");
        }
    }
    for host in ["netlify", "cloudflare"] {
        let (_, files) = HOSTS.iter().find(|(name, _)| *name == host).unwrap();
        let (path, text) = files[0];
        let last = &text[text.rfind("      - run: ").unwrap()..];
        assert!(
            document.contains(&format!("```yaml {path}\n{last}```\n")),
            "docs/deploy.md does not show the last step for {host}"
        );
    }
}

#[test]
fn a_folder_with_something_in_it_stays_as_it_is() {
    let hub = Hub(TempDir::new().unwrap());
    write(hub.0.path(), "hub/notes.txt", "mine");
    let before = files(hub.0.path());
    let ran = hub.init(&[]);
    assert!(ran.status == 2 && ran.err.contains("is not empty"), "{}", ran.err);
    assert_eq!(files(hub.0.path()), before);

    let cloned = Hub(TempDir::new().unwrap());
    write(cloned.0.path(), "hub/.git/HEAD", "ref: refs/heads/main\n");
    assert_eq!(cloned.init(&[]).status, 0);
    assert_eq!(run(lyceum(&["init", "x", "--host", "moon"]).current_dir(cloned.0.path())).status, 2);
}

#[test]
fn a_new_hub_takes_new_files() {
    let hub = Hub::new(&["--now", "2026-11-22"]);
    let arguments = ["new", "event", "Book swap", "--start", "first tue of january 19:00", "--now", "2026-11-22"];
    let ran = run(lyceum(&arguments).current_dir(hub.root()));
    assert_eq!((ran.status, ran.out.as_str()), (0, "content/events/book-swap.md\n"), "{}", ran.err);
    assert_eq!(hub.run("check --now 2026-11-22").err, "no problems\n");
}

#[test]
fn every_shell_has_a_script() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(&mut lyceum(&["completions", shell]));
        assert!(ran.status == 0 && ran.out.contains("init") && ran.out.contains("drafts"), "{shell}");
    }
    let script = run(&mut lyceum(&["completions", "bash"])).out;
    let ask = "COMP_WORDS=(lyceum in); COMP_CWORD=1; _lyceum lyceum in lyceum; echo \"${COMPREPLY[@]}\"";
    let bash = std::process::Command::new("bash").args(["-c", &format!("{script}\n{ask}")]).output();
    match bash {
        Ok(output) => assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), "init"),
        Err(_) => assert!(std::env::var_os("LYCEUM_REQUIRE_TOOLS").is_none(), "bash is missing"),
    }
}
