//! From saving a file to the browser that reloads: `cargo run --release --example edit -- [ITEMS] [--edits N]`.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a measurement, not the program"
)]

mod folder;
mod hub;
mod program;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use clap::Parser;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Serves an invented hub, saves a changed text again and again, and measures until the browser is told.
#[derive(Parser)]
struct Arguments {
    /// How many items the hub has
    #[arg(default_value_t = 10_000)]
    items: usize,
    /// How often a text is changed
    #[arg(long, default_value_t = 20)]
    edits: usize,
}

/// Stops with the measurement.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    if let [_, role, hub] = &words[..]
        && role == "--serve"
    {
        return program::run(&["serve", "--root", hub]);
    }
    let arguments = Arguments::parse();
    let folder = std::env::temp_dir().join("lyceum-edit");
    fs::remove_dir_all(&folder).ok();
    // The index of the search is made later, when nobody writes.
    folder::write(hub::Hub::new(arguments.items), &folder, "search: false\n");
    let (_served, address) = serve(&folder);
    let mut told = listen(&address);
    next(&mut told);
    let file = first_resource(&folder);
    let mut times: Vec<Duration> = (0..arguments.edits).map(|edit| change(&file, edit, &mut told)).collect();
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_millis();
    println!("{} items, {} edits: median {} ms, 90 % within {} ms", arguments.items, times.len(), at(50), at(90));
    fs::remove_dir_all(&folder).unwrap();
    ExitCode::SUCCESS
}

fn serve(folder: &Path) -> (Served, String) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let mut child = command.arg("--serve").arg(folder).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    let open = said.find_map(|line| Some(line.unwrap().strip_prefix("Open http://")?.split('/').next()?.to_owned()));
    // What else it says is read, so that it never waits.
    std::thread::spawn(move || said.for_each(drop));
    (Served(child), open.expect("an address"))
}

fn listen(address: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /_lyceum/events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
    BufReader::new(stream)
}

/// Waits until the browser would be told of a website.
fn next(told: &mut impl BufRead) {
    told.lines().find(|line| line.as_ref().unwrap().starts_with("data:")).expect("an event").unwrap();
}

fn first_resource(folder: &Path) -> PathBuf {
    let files = fs::read_dir(folder.join("content/resources")).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "md")).min().expect("a resource")
}

/// Writes one more sentence, and measures until the browser is told.
fn change(file: &Path, edit: usize, told: &mut impl BufRead) -> Duration {
    // A person takes breath between two saves.
    std::thread::sleep(Duration::from_secs(1));
    let text = fs::read_to_string(file).unwrap() + &format!("\nSentence {edit}.\n");
    let start = Instant::now();
    fs::write(file, text).unwrap();
    next(told);
    start.elapsed()
}
