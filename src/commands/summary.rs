//! What `build` and `check` say when they are done: one calm summary.

use std::fmt::Write as _;
use std::path::Path;

use crate::disk::Written;
use crate::pipeline::{Built, Profile};
use crate::site::{Held, Why};

/// What was built, what is held back, and what changed on the disk.
pub(super) fn built(built: &Built, written: &Written, out: &Path) -> String {
    let items: usize = built.counts.iter().map(|(_, count)| count).sum();
    let kinds: Vec<String> =
        built.counts.iter().map(|(label, count)| format!("{count} {}", label.to_lowercase())).collect();
    let files = written.new + written.changed + written.unchanged;
    let Written { new, changed, unchanged, removed } = written;
    format!(
        "Built {items} items into {files} files in {}: {new} new, {changed} changed, {unchanged} unchanged, {removed} removed.\n  {}\n{}{}",
        out.display(),
        kinds.join(", "),
        held(built),
        warnings(built),
    )
}

fn warnings(built: &Built) -> String {
    match built.diagnostics.len() {
        0 => String::new(),
        _ => format!("  {} above.\n", crate::diag::show::summary(&built.diagnostics)),
    }
}

/// What is not shown, and until when.
pub(super) fn held(built: &Built) -> String {
    built.held.iter().map(|held| format!("  {}.\n", why(held))).collect()
}

/// Why an item is not shown.
pub(super) fn why(held: &Held) -> String {
    match &held.why {
        Why::Draft => format!("Held back: {} is a draft", held.path),
        Why::Until(when) => format!("Held back: {} until {}", held.path, words(when)),
        Why::Since(when) => format!("Held back: {} since {}", held.path, words(when)),
    }
}

fn words(when: &crate::time::When) -> String {
    when.to_string().replace('T', " ")
}

/// How long a build took.
pub(super) fn milliseconds(profile: &Profile) -> String {
    let all: u64 = profile.stages.iter().map(|(_, took)| took).sum();
    format!("{} ms", all / 1_000_000)
}

/// How long each stage took, and the slowest templates.
pub(super) fn profile(profile: &Profile) -> String {
    let milliseconds = |nanoseconds: u64| nanoseconds as f64 / 1e6;
    let mut text = String::from("Time by stage, in milliseconds:\n");
    // Writing to a string cannot fail.
    for (name, took) in &profile.stages {
        let _ = writeln!(text, "  {name:<24}{:>10.1}", milliseconds(*took));
    }
    text.push_str("Slowest templates, added up over threads:\n");
    for (name, count, took) in profile.templates.iter().take(10) {
        let _ = writeln!(text, "  {name:<24}{:>10.1}  {count} pages", milliseconds(*took));
    }
    text
}
