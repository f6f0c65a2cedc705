//! `lyceum serve`: builds on every change, keeps the website in memory, and tells browsers. Beside `disk` the only module that
//! touches files, and the only one that touches the network.
//!
//! The parts know each other by values alone: `watch` says which paths changed, `workshop` makes the next [`Shown`] of them, by way of `builder` and
//! `indexer`, and `http` hands out whatever is shown now.

mod builder;
mod guard;
mod headers;
mod http;
mod indexer;
mod live;
mod shown;
mod watch;
mod workshop;

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;

use crate::disk::Fatal;
use crate::pipeline::Built;
use crate::source::Tree;
use crate::time::Now;

pub use shown::Shown;
pub use watch::Changes;
pub use workshop::Workshop;

/// The first port that is tried where none is asked for.
const PORT: u16 = 4000;
/// How many ports are tried.
const PORTS: u16 = 50;

/// What somebody wants served.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder of the site.
    pub root: PathBuf,
    /// The address to listen on; without a good reason the one that only this computer reaches.
    pub host: IpAddr,
    /// The port; a free one from 4000 on, if none is asked for.
    pub port: Option<u16>,
    /// The moment to build for, in place of the clock.
    pub now: Option<Now>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether to look for changes twice a second, where the system does not tell of them.
    pub poll: bool,
}

/// What happens meanwhile, for whoever prints it.
#[derive(Debug)]
pub enum News<'a> {
    /// The website is to be seen at this address.
    Serving(&'a str),
    /// It was built anew: what came of it, from which files, and how many files of the website are different.
    Built(&'a Built, &'a Tree, usize),
    /// The files cannot be read as they are.
    Unreadable(&'a Fatal),
    /// The system does not tell of changes, for this reason; they are looked for instead.
    Polling(&'a str),
}

/// Serves until the program is stopped.
///
/// # Errors
/// If there is no site, no port is free, or the network is not to be had.
pub fn serve(settings: &Settings, tell: &mut dyn FnMut(&News<'_>)) -> Result<(), Fatal> {
    let mut workshop = Workshop::open(settings)?;
    let listener = listen(settings.host, settings.port)?;
    let address = listener.local_addr().map_err(|error| network(&error))?;
    let (sender, receiver) = tokio::sync::watch::channel(workshop.build(tell));
    let mut changes = Changes::watch(&settings.root, settings.poll, tell);
    tell(&News::Serving(&format!("http://{address}{}", receiver.borrow().base_path)));
    let root = settings.root.clone();
    let server = std::thread::spawn(move || http::run(listener, receiver, root));
    while !server.is_finished() {
        let changed = changes.batch(workshop.patience());
        let shown = if changed.is_empty() { workshop.catch_up(tell) } else { workshop.rebuild(&changed, tell) };
        if let Some(shown) = shown {
            sender.send_replace(shown);
        }
    }
    server.join().unwrap_or(Ok(())).map_err(|error| network(&error))
}

/// The port that was asked for, or the first free one.
fn listen(host: IpAddr, port: Option<u16>) -> Result<TcpListener, Fatal> {
    let ports = port.map_or(PORT..=PORT + PORTS, |port| port..=port);
    let tried = ports.clone();
    let free = ports.into_iter().find_map(|port| TcpListener::bind(SocketAddr::new(host, port)).ok());
    free.ok_or_else(|| {
        let message = match port {
            Some(port) => format!("The port {port} at {host} is taken, or not for you to take"),
            None => format!("No port is free at {host} from {} to {}", tried.start(), tried.end()),
        };
        Fatal::new(message, "Name another one: lyceum serve --port 5000")
    })
}

fn network(error: &std::io::Error) -> Fatal {
    Fatal { message: format!("Cannot serve: {error}"), help: None }
}
