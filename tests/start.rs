//! The tutorial, `docs/start.md`, done word by word: every command is run with the program, every file is written, and what the page
//! shows is what one sees.
//!
//! A block fenced with `console` holds commands behind `$` and what they say; `markdown content/x.md` is a file to write, with `change`
//! behind it the lines of it that are now other ones (found by their keys), and with `as written` what the program has made of it.
//! `sh install` is not run here: it is about the program itself. The present is always the same. How long something took, and how many
//! files a website has, may differ.
//! `LYCEUM_BLESS=1 cargo test --test start` writes what the program says into the page.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test, and tests may read files")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[path = "website/program.rs"]
mod program;

use tempfile::TempDir;

/// 2026-11-22, noon in UTC.
const PRESENT: &str = "1795348800";

/// Somebody who does what the page says.
struct Reader {
    _home: TempDir,
    folder: PathBuf,
    /// All commands so far.
    run: Vec<String>,
}

impl Reader {
    fn new() -> Self {
        let home = TempDir::new().unwrap();
        Self { folder: home.path().to_owned(), _home: home, run: Vec::new() }
    }

    fn shell(&self, line: &str) -> Command {
        let programs = Path::new(env!("CARGO_BIN_EXE_lyceum")).parent().unwrap();
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1; {line}")]).current_dir(&self.folder).env("PATH", path);
        shell.env("SOURCE_DATE_EPOCH", PRESENT).env_remove("NO_COLOR").stdin(Stdio::null());
        shell
    }

    /// Types a command; what it says.
    fn types(&mut self, line: &str) -> String {
        self.run.push(line.to_owned());
        match line.split_once(' ') {
            Some(("cd", folder)) => {
                self.folder.push(folder);
                String::new()
            }
            _ if line == "lyceum serve" => self.serves(),
            _ => program::run(&mut self.shell(line)).out,
        }
    }

    /// Serves, opens the page, and stops.
    fn serves(&self) -> String {
        let mut child = self.shell("exec lyceum serve").stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut said = String::new();
        for line in lines.by_ref() {
            said.push_str(&format!("{line}\n"));
            if line.starts_with("Open ") {
                break;
            }
        }
        std::thread::spawn(move || lines.for_each(drop));
        let address = said.rsplit("http://").next().unwrap().split('/').next().unwrap().to_owned();
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.write_all(format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(page.starts_with("HTTP/1.1 200") && page.contains("Open evening"), "{page}");
        said.replace(&address, "127.0.0.1:4000")
    }

    /// Changes the lines of a file that begin with the same keys; there must be one for each.
    fn changes(&self, path: &str, lines: &str) {
        let place = self.folder.join(path);
        let mut text = fs::read_to_string(&place).unwrap();
        for line in lines.lines() {
            let key = line.split_inclusive(':').next().unwrap();
            let old = text.lines().find(|old| old.starts_with(key)).unwrap_or_else(|| panic!("{path}: no line {key}"));
            text = text.replacen(&old.to_owned(), line, 1);
        }
        fs::write(place, text).unwrap();
    }

    /// Does what a block says; what the block should be.
    fn does(&mut self, info: &str, text: &str) -> String {
        let words: Vec<&str> = info.split(' ').collect();
        match words.as_slice() {
            ["console"] => {
                let commands: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
                assert!(!commands.is_empty(), "no command in\n{text}");
                let said = commands.iter().map(|line| format!("$ {line}\n{}", self.types(line))).collect::<String>();
                if alike(&said) == alike(text) { text.to_owned() } else { said }
            }
            [_, path, "change"] => {
                self.changes(path, text);
                text.to_owned()
            }
            [_, path, "as", "written"] => fs::read_to_string(self.folder.join(path)).unwrap(),
            [_, path] if path.contains('.') => {
                program::write(&self.folder, path, text);
                text.to_owned()
            }
            ["sh", "install"] => text.to_owned(),
            _ => panic!("nobody knows what to do with ```{info}"),
        }
    }
}

/// Without what may differ: digits in lines about files and how long they took.
fn alike(text: &str) -> String {
    let line = |line: &str| {
        let counts = line.contains(" files ");
        line.chars().filter(|c| !(counts && c.is_ascii_digit())).chain(['\n']).collect::<String>()
    };
    text.lines().map(line).collect()
}

/// The page as it should be, and all text that is in no block.
fn done(document: &str, reader: &mut Reader) -> (String, String) {
    let (mut right, mut prose) = (String::new(), String::new());
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        right.push_str(&format!("{line}\n"));
        let Some(info) = line.strip_prefix("```") else {
            prose.push_str(&format!("{line}\n"));
            continue;
        };
        let text: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        right.push_str(&reader.does(info, &text));
        right.push_str("```\n");
    }
    (right, prose)
}

#[test]
fn the_tutorial_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/start.md");
    let document = fs::read_to_string(&path).unwrap();
    let mut reader = Reader::new();
    let (right, prose) = done(&document, &mut reader);
    if std::env::var_os("LYCEUM_BLESS").is_some() {
        fs::write(&path, &right).unwrap();
    } else {
        assert_eq!(document, right, "`LYCEUM_BLESS=1 cargo test --test start` writes what the program says");
    }
    // Commands that are named within a sentence work too; those of one word more are run above.
    for code in prose.split('`').skip(1).step_by(2).filter(|code| code.starts_with("lyceum ")) {
        if !reader.run.iter().any(|line| line.starts_with(code)) {
            let ran = program::run(&mut reader.shell(code));
            assert_eq!(ran.status, 0, "{code}: {}", ran.out);
        }
    }
    // The steps led where the page says that they lead.
    let site = program::files(&reader.folder.join("public"));
    for page in ["events/rust-night", "events/reading-circle", "people/ana-silva", "topics/rust"] {
        assert!(site.contains_key(&format!("{page}/index.html")), "{page}");
    }
    assert!(String::from_utf8_lossy(&site["people/ana-silva/index.html"]).contains("Rust night"));
}

#[test]
fn counts_may_differ_and_nothing_else() {
    assert_eq!(alike("12 files are new (3 ms).\n"), alike("345 files are new (67 ms).\n"));
    assert_ne!(alike("2 errors\n"), alike("3 errors\n"));
}
