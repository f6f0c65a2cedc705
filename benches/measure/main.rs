//! Whole builds against the yardstick: `cargo run --release --example measure -- [ITEMS …] [--runs N] [--folder DIR]`.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a measurement, not the program"
)]

mod floor;
#[path = "../folder.rs"]
mod folder;
#[path = "../hub/mod.rs"]
mod hub;
mod pages;
#[path = "../program.rs"]
mod program;
mod stages;
mod table;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use clap::Parser;
use wait4::Wait4;

use table::Cost;

/// The allocator of the program, for the yardstick too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures whole builds of invented hubs, each in a process of its own, and prints tables.
#[derive(Parser)]
struct Arguments {
    /// How many items the hubs have
    #[arg(default_values_t = [1_000, 10_000, 50_000])]
    items: Vec<usize>,
    /// How often each is measured; the least counts
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Where hubs and websites go [default: /dev/shm, else the folder for temporary files]
    #[arg(long)]
    folder: Option<PathBuf>,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "--as", "floor", hub, out] => floor::run(Path::new(hub), Path::new(out)),
        [_, "--as", "pages", hub, out] => pages::run(Path::new(hub), Path::new(out)),
        [_, "--as", "stages", hub, out] => stages::run(Path::new(hub), Path::new(out)),
        [_, "--as", "lyceum", hub, out] => return program::run(&["build", "--root", hub, "--out", out]),
        _ => measure(&Arguments::parse()),
    }
    ExitCode::SUCCESS
}

fn measure(arguments: &Arguments) {
    let memory = PathBuf::from("/dev/shm");
    let folder = arguments.folder.clone().unwrap_or(if memory.is_dir() { memory } else { std::env::temp_dir() });
    let folder = folder.join("lyceum-measure");
    let mut programs = String::from(table::PROGRAMS);
    let mut measured = Vec::new();
    for &items in &arguments.items {
        eprintln!("{items} items …");
        let hub = folder.join("hub");
        write_hub(items, &hub, false);
        let (floor, plain) = pair(&folder, arguments.runs);
        let same = (0..arguments.runs).map(|_| same_pages(&folder)).collect::<Vec<_>>();
        let same = Cost::least(&same);
        programs += &table::program(items, "floor", floor, floor, same);
        programs += &table::program(items, "the same pages", same, floor, same);
        programs += &table::program(items, "lyceum", plain, floor, same);
        measured.push(stage_times(&folder, arguments.runs));
        if cfg!(feature = "highlight") {
            write_hub(items, &hub, true);
            let (floor, highlighted) = pair(&folder, arguments.runs);
            programs += &table::program(items, "lyceum, code highlighted", highlighted, floor, same);
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
    println!("{programs}\n{}", table::stages(&arguments.items, &measured));
}

fn write_hub(items: usize, folder: &Path, highlight: bool) {
    folder::write(hub::Hub::new(items), folder, &format!("highlight: {highlight}\nsearch: false\n"));
}

/// Floor and program in turns, so that both meet the same machine.
fn pair(folder: &Path, runs: usize) -> (Cost, Cost) {
    let both: Vec<_> = (0..runs).map(|_| (cost("floor", folder).0, cost("lyceum", folder).0)).collect();
    let (floor, program): (Vec<_>, Vec<_>) = both.into_iter().unzip();
    (Cost::least(&floor), Cost::least(&program))
}

/// What the second yardstick takes; its process does more, so that it looks at its clocks itself.
fn same_pages(folder: &Path) -> Cost {
    let (whole, said) = cost("pages", folder);
    let (cpu, wall) = said.trim().split_once(' ').expect("two numbers");
    let time = |text: &str| Duration::from_nanos(text.parse().expect("a number"));
    Cost { wall: time(wall), cpu: time(cpu), memory: whole.memory }
}

/// Runs this program again in another role, into an empty folder.
fn cost(role: &str, folder: &Path) -> (Cost, String) {
    let out = folder.join("out");
    if out.exists() {
        std::fs::remove_dir_all(&out).unwrap();
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--as", role]).arg(folder.join("hub")).arg(&out).stdout(Stdio::piped()).stderr(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn().unwrap();
    let said = std::io::read_to_string(child.stdout.take().unwrap()).unwrap();
    let used = child.wait4().unwrap();
    let wall = start.elapsed();
    assert!(used.status.success(), "{role} failed");
    (Cost { wall, cpu: used.rusage.utime + used.rusage.stime, memory: used.rusage.maxrss }, said)
}

/// The least milliseconds of each stage.
fn stage_times(folder: &Path, runs: usize) -> Vec<(String, f64)> {
    let mut least: Vec<(String, f64)> = Vec::new();
    for _ in 0..runs {
        let (_, said) = cost("stages", folder);
        for (row, line) in said.lines().enumerate() {
            let (stage, took) = line.split_once(' ').expect("a stage and a number");
            let took = took.parse::<f64>().expect("a number") / 1e6;
            match least.get_mut(row) {
                Some(known) => known.1 = known.1.min(took),
                None => least.push((stage.into(), took)),
            }
        }
    }
    least
}
