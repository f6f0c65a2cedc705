//! One calm line on a terminal while a build takes long. It is erased at the end, and whoever reads along by a program never sees it.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::Duration;

use super::say;
use crate::output::{Output, Sink};

/// Nothing is shown before: most builds are over by then.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line may change.
const PAUSE: Duration = Duration::from_millis(200);
/// So wide is the line at most. It is erased with spaces, which every terminal knows.
const WIDTH: usize = 38;

/// Shows how far a build is, until it is dropped.
pub(super) struct Progress {
    state: Arc<State>,
    drawer: Option<(Sender<()>, JoinHandle<()>)>,
}

/// How far it is. The total is there once the pages are known.
struct State {
    /// What is shown before.
    first: &'static str,
    done: AtomicUsize,
    total: OnceLock<usize>,
}

impl Progress {
    /// Begins to wait; on anything but a terminal nothing will ever be shown. `first` is the line while no pages are counted.
    pub(super) fn start(first: &'static str) -> Self {
        let state = Arc::new(State::new(first));
        let drawer = say::is_watched().then(|| {
            let (sender, receiver) = channel();
            let state = state.clone();
            (sender, std::thread::spawn(move || draw(&state, &receiver, PATIENCE, &mut std::io::stderr())))
        });
        Self { state, drawer }
    }

    /// The sink, with its outputs counted.
    pub(super) fn counting<'a>(&'a self, sink: &'a dyn Sink) -> Counting<'a> {
        Counting { sink, state: &self.state }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, drawer)) = self.drawer.take() {
            drop(sender);
            // Whatever is printed next begins on an empty line.
            let _ = drawer.join();
        }
    }
}

/// A sink whose outputs are counted.
pub(super) struct Counting<'a> {
    sink: &'a dyn Sink,
    state: &'a State,
}

impl Sink for Counting<'_> {
    fn put(&self, output: Output) {
        self.sink.put(output);
        self.state.done.fetch_add(1, Relaxed);
    }

    fn announce(&self, pages: usize) {
        let _ = self.state.total.set(pages);
        self.sink.announce(pages);
    }

    fn wants_index(&self) -> bool {
        self.sink.wants_index()
    }
}

impl State {
    fn new(first: &'static str) -> Self {
        Self { first, done: AtomicUsize::new(0), total: OnceLock::new() }
    }

    fn line(&self) -> String {
        match (self.done.load(Relaxed), self.total.get()) {
            (_, None) => self.first.to_owned(),
            (done, Some(total)) if done < *total => format!("Making the pages: {done} of {total}"),
            _ => "The pages are made. Finishing …".to_owned(),
        }
    }
}

/// Draws the line when patience is over, and again and again until `end`. Nobody can help it if a terminal refuses.
fn draw(state: &State, end: &Receiver<()>, patience: Duration, terminal: &mut impl Write) {
    if end.recv_timeout(patience) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    loop {
        let _ = write!(terminal, "\r{:<WIDTH$}", state.line());
        let _ = terminal.flush();
        if end.recv_timeout(PAUSE) != Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    let _ = write!(terminal, "\r{:WIDTH$}\r", "");
    let _ = terminal.flush();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Discard;

    fn drawn(state: &State, patience: Duration) -> String {
        let (sender, receiver) = channel();
        let mut terminal = Vec::new();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                std::thread::sleep(Duration::from_millis(50));
                drop(sender);
            });
            draw(state, &receiver, patience, &mut terminal);
        });
        String::from_utf8(terminal).unwrap()
    }

    #[test]
    fn what_is_over_soon_shows_nothing() {
        assert_eq!(drawn(&State::new("Reading …"), Duration::from_secs(60)), "");
    }

    #[test]
    fn the_line_is_erased_with_as_many_spaces() {
        let text = drawn(&State::new("Reading …"), Duration::ZERO);
        assert!(text.starts_with("\rReading …"), "{text:?}");
        let last: Vec<&str> = text.rsplit('\r').take(3).collect();
        assert_eq!(last[0], "");
        assert_eq!(last[1].trim(), "");
        assert_eq!(last[1].chars().count(), last[2].chars().count());
    }

    #[test]
    fn outputs_are_counted() {
        let progress = Progress { state: Arc::new(State::new("Reading …")), drawer: None };
        let sink = progress.counting(&Discard);
        sink.announce(123_456);
        assert_eq!(progress.state.line(), "Making the pages: 0 of 123456");
        assert!(progress.state.line().len() <= WIDTH);
        assert!(!sink.wants_index());
        progress.state.done.store(123_455, Relaxed);
        assert!(progress.state.line().len() <= WIDTH);
        sink.put(Output { path: "a".into(), body: crate::output::Body::Copy("a".into()), source: None });
        assert_eq!(progress.state.line(), "The pages are made. Finishing …");
    }
}
