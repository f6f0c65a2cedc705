//! From saving a file to the page in the browser: `cargo run --release --example edit -- [ITEMS] [--edits N]`.
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
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use clap::Parser;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Serves an invented hub, saves a changed text again and again, and measures until the browser has the page.
#[derive(Parser)]
struct Arguments {
    /// How many items the hub has
    #[arg(default_value_t = 10_000)]
    items: usize,
    /// How often a text is changed
    #[arg(long, default_value_t = 20)]
    edits: usize,
    /// How many milliseconds there are between two changes
    #[arg(long, default_value_t = 1000)]
    pause: u64,
    /// With the index of the search, which is made while nobody writes
    #[arg(long)]
    search: bool,
}

/// A hub that is served as long as this lives, and a browser that looks at one of its pages.
struct Served {
    server: Child,
    address: String,
    told: BufReader<TcpStream>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
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
    folder::write(hub::Hub::new(arguments.items), &folder, if arguments.search { "" } else { "search: false\n" });
    let mut served = Served::new(&folder);
    served.next();
    let name = first_resource(&folder);
    let mut times: Vec<Duration> = (0..arguments.edits)
        .map(|edit| {
            std::thread::sleep(Duration::from_millis(arguments.pause));
            served.change(&folder, &name, edit)
        })
        .collect();
    times.sort();
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_millis();
    println!("{} items, {} edits: median {} ms, 90 % within {} ms", arguments.items, times.len(), at(50), at(90));
    drop(served);
    fs::remove_dir_all(&folder).unwrap();
    ExitCode::SUCCESS
}

/// The name of a resource: that of its file, and of its page.
fn first_resource(folder: &Path) -> String {
    let files = fs::read_dir(folder.join("content/resources")).unwrap();
    let names = files.filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".md")?.to_owned()));
    names.min().expect("a resource")
}

impl Served {
    fn new(folder: &Path) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let mut server = command.arg("--serve").arg(folder).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(server.stderr.take().unwrap()).lines();
        let open =
            said.find_map(|line| Some(line.unwrap().strip_prefix("Open http://")?.split('/').next()?.to_owned()));
        // What else it says is read, so that it never waits.
        std::thread::spawn(move || said.for_each(drop));
        let address = open.expect("an address");
        let told = BufReader::new(ask(&address, "/_lyceum/events"));
        Self { server, address, told }
    }

    /// Waits until the browser is told of a website.
    fn next(&mut self) {
        let mut lines = (&mut self.told).lines();
        lines.find(|line| line.as_ref().unwrap().starts_with("data:")).expect("an event").unwrap();
    }

    /// Writes one more sentence, and measures until the browser has the page with it.
    fn change(&mut self, folder: &Path, name: &str, edit: usize) -> Duration {
        let file = folder.join(format!("content/resources/{name}.md"));
        let sentence = format!("Sentence {edit}.");
        let text = format!("{}\n{sentence}\n", fs::read_to_string(&file).unwrap());
        let start = Instant::now();
        fs::write(file, text).unwrap();
        loop {
            self.next();
            let mut page = String::new();
            ask(&self.address, &format!("/resources/{name}/")).read_to_string(&mut page).unwrap();
            if page.contains(&sentence) {
                return start.elapsed();
            }
        }
    }
}

fn ask(address: &str, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    stream
}
