//! Files for editors, content management systems and issue forms are what these programs want, and what comes back from them is read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stderr,
    missing_docs
)]

#[path = "editors/cms.rs"]
mod cms;
#[path = "spec/document.rs"]
#[allow(dead_code, reason = "its other half writes what is expected")]
mod document;
#[path = "editors/forms.rs"]
mod forms;
#[path = "editors/kind_files.rs"]
mod kind_files;
#[path = "website/nginx.rs"]
mod nginx;
#[path = "editors/policies.rs"]
mod policies;
#[path = "website/program.rs"]
mod program;
#[path = "editors/schemas.rs"]
mod schemas;
#[path = "editors/served.rs"]
mod served;
#[path = "serve/server.rs"]
#[allow(dead_code, reason = "it can do more")]
mod server;
#[path = "website/tools.rs"]
mod tools;

use std::path::PathBuf;
use std::process::Command;

use document::Document;
use lyceum::config::{Config, Topics};
use lyceum::kinds::Kinds;
use lyceum::parse::{self, Overrides};
use lyceum::source::{Source, Tree};
use tools::{installed, root, skip};

const NOW: &str = "2026-11-22T12:00";

/// What the files of a site are made from.
struct Known {
    kinds: Kinds,
    topics: Topics,
    config: Config,
}

impl Known {
    fn of(tree: &Tree) -> Self {
        let (kinds, _) = Kinds::new(tree.under("kinds/"));
        let (config, _) = parse::settings(tree.get("site.yaml"), &kinds, &Overrides::default());
        let (topics, _) = parse::topics(tree.get("topics.yaml"), &kinds);
        Self { kinds, topics, config }
    }

    fn hub(&self) -> lyceum::editors::Hub<'_> {
        lyceum::editors::Hub { kinds: &self.kinds, topics: &self.topics, config: &self.config }
    }
}

/// The tiny sites of tests/spec, each with its place there.
fn sites_of_specs() -> Vec<(String, Tree)> {
    let files = std::fs::read_dir(root().join("tests/spec")).unwrap().map(|entry| entry.unwrap().path());
    let mut sites = Vec::new();
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        let document = Document::parse("", &std::fs::read_to_string(&path).unwrap());
        for case in document.cases() {
            let files = case.blocks().filter(|block| block.is_file());
            let tree = files.map(|block| Source::new(block.name(), block.bytes())).collect();
            sites.push((format!("{}:{}", path.display(), case.line), tree));
        }
    }
    sites
}

/// Node.js and the folder of its scripts; where one is missing, the test is passed over or fails.
fn node() -> Option<(PathBuf, PathBuf)> {
    let folder = root().join("tests/cms");
    let found = installed(&["node"]).and_then(|node| match folder.join("node_modules/ajv").is_dir() {
        true => Ok((node, folder)),
        false => Err("no ajv: run `npm ci` in tests/cms".to_owned()),
    });
    found.map_err(|why| skip(&why)).ok()
}

/// Runs a script of tests/cms with an input, and gives the lines that it prints.
fn script((node, folder): &(PathBuf, PathBuf), name: &str, arguments: &[&str], input: String) -> Vec<String> {
    let ran = program::run_with(Command::new(node).arg(folder.join(name)).args(arguments), input);
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran.out.lines().map(str::to_owned).collect()
}
