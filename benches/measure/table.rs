//! What was measured, as tables: ratios to the floor, and of each stage to the smallest hub.

use std::time::Duration;

/// What one process took.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    /// The most memory at once, in bytes.
    pub(crate) memory: u64,
}

impl Cost {
    /// The least of several runs: whatever else the machine does only adds.
    pub(crate) fn least(runs: &[Self]) -> Self {
        let least = |of: fn(&Self) -> Duration| runs.iter().map(of).min().unwrap_or_default();
        Self {
            wall: least(|run| run.wall),
            cpu: least(|run| run.cpu),
            memory: runs.iter().map(|run| run.memory).min().unwrap_or_default(),
        }
    }
}

/// Heads the table of programs.
pub(crate) const PROGRAMS: &str = "| items | program | wall | CPU | memory | wall : floor | CPU : floor | CPU : same pages |\n|--:|---|--:|--:|--:|--:|--:|--:|\n";

/// A line of the table of programs.
pub(crate) fn program(items: usize, name: &str, cost: Cost, floor: Cost, same: Cost) -> String {
    let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
    format!(
        "| {items} | {name} | {:.2} s | {:.2} s | {} MiB | {:.2} | {:.2} | {:.2} |\n",
        cost.wall.as_secs_f64(),
        cost.cpu.as_secs_f64(),
        cost.memory >> 20,
        ratio(cost.wall, floor.wall),
        ratio(cost.cpu, floor.cpu),
        ratio(cost.cpu, same.cpu),
    )
}

/// The stages of each size: a row each, milliseconds, and the time for each item as a ratio to the smallest size.
pub(crate) fn stages(sizes: &[usize], measured: &[Vec<(String, f64)>]) -> String {
    let mut out =
        format!("| stage |{}\n|---|", sizes.iter().map(|size| format!(" {size} | each |")).collect::<String>());
    out += &"--:|--:|".repeat(sizes.len());
    out.push('\n');
    for (row, (stage, _)) in measured.first().into_iter().flatten().enumerate() {
        let each = |at: usize| measured[at][row].1 / sizes[at] as f64;
        let cells = (0..sizes.len()).map(|at| format!(" {:.1} ms | {:.2} |", measured[at][row].1, each(at) / each(0)));
        out += &format!("| {stage} |{}\n", cells.collect::<String>());
    }
    out
}
