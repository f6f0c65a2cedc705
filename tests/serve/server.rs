//! The program while it serves.
#![allow(unreachable_pub, reason = "a part of a test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::program::lyceum;

/// Longer than any server takes.
const LIMIT: Duration = Duration::from_secs(120);

/// A server that is stopped when the test is done with it.
pub struct Server {
    child: Child,
    /// Where it says that the website is.
    pub address: String,
    pub port: u16,
    /// What it tells open pages.
    events: BufReader<TcpStream>,
}

impl Server {
    pub fn start(root: &Path, more: &[&str]) -> Self {
        let arguments = [&["serve", "--root", root.to_str().unwrap(), "--now", crate::NOW], more].concat();
        let mut child = lyceum(&arguments).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let open = lines.by_ref().map(Result::unwrap).find(|line| line.starts_with("Open ")).unwrap();
        // Somebody has to read what it says, else it waits for that one day.
        std::thread::spawn(move || lines.for_each(drop));
        let address = open.split_whitespace().nth(1).unwrap().to_owned();
        let port = address.split(['/', ':']).find_map(|part| part.parse().ok()).unwrap();
        let mut events = connect(port);
        events.write_all(b"GET /_lyceum/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        Self { child, address, port, events: BufReader::new(events) }
    }

    /// The answer to a request, word by word.
    pub fn send(&self, request: &str) -> String {
        let mut stream = connect(self.port);
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port))
    }

    /// The next event with some text in it.
    pub fn event(&mut self, part: &str) -> String {
        // Comments keep the connection alive for as long as anybody listens.
        let until = Instant::now() + LIMIT;
        let lines = self.events.by_ref().lines().map(Result::unwrap);
        lines.take_while(|_| Instant::now() < until).find(|line| line.contains(part)).unwrap()
    }
}

/// A connection on which nobody waits for ever.
fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(LIMIT)).unwrap();
    stream
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}
