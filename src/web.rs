//! Whether what links lead to in the web is still there: asked politely, and not more often than needed.

mod answer;
mod cache;
#[cfg(feature = "web")]
mod http;
mod report;
mod visit;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;

use crate::links::External;

pub use answer::Answer;
pub use cache::Cache;
#[cfg(feature = "web")]
pub use http::Http;
pub use report::{is_local, local, problems, unknown};
pub use visit::{Ask, Failure, Method, Reply};

/// How many websites are asked at the same time.
const HOSTS_AT_ONCE: usize = 6;
/// How long a website has peace between two questions.
const PAUSE: Duration = Duration::from_secs(1);

/// What is known of each link, in their order: from the cache, else by asking. Links to the own computer or network are not asked for.
/// After each answer `keep` gets all that is known by then, so that nothing is lost if somebody interrupts.
pub fn look(
    links: &[External],
    cache: &mut Cache,
    now: Timestamp,
    ask: &dyn Ask,
    keep: &(dyn Fn(&Cache) + Sync),
) -> Vec<(External, Answer)> {
    let links: Vec<&External> = links.iter().filter(|link| !is_local(&link.url)).collect();
    let wanted: Vec<&str> =
        links.iter().filter(|link| cache.get(&link.url, now).is_none()).map(|link| &*link.url).collect();
    let lately = links.iter().find(|link| cache.get(&link.url, now) == Some(&Answer::Alive));
    let heard = Mutex::new(Heard { cache, waiting: Vec::new(), online: false });
    answers(&wanted, ask, &|url, answer| lock(&heard).take(url, answer, now, keep));
    let Heard { cache, waiting, online } = heard.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    // If not one website was reached, not even one that was there lately, it is us who are not connected.
    if online || lately.is_some_and(|link| !waiting.is_empty() && visit::answers(&link.url, ask)) {
        waiting.into_iter().for_each(|(url, answer)| cache.put(&url, answer, now));
    }
    let known = |link: &External| match cache.get(&link.url, now) {
        Some(answer) => answer.clone(),
        None => Answer::Unknown("not one website could be reached: is this computer connected?".into()),
    };
    links.into_iter().map(|link| (link.clone(), known(link))).collect()
}

/// The answers as they come in.
struct Heard<'a> {
    cache: &'a mut Cache,
    /// Those that only count if this computer is connected.
    waiting: Vec<(String, Answer)>,
    /// Whether any website was reached.
    online: bool,
}

impl Heard<'_> {
    fn take(&mut self, url: &str, answer: Answer, now: Timestamp, keep: &(dyn Fn(&Cache) + Sync)) {
        self.online |= answer != Answer::NoHost;
        self.waiting.push((url.to_owned(), answer));
        if self.online {
            self.waiting.drain(..).for_each(|(url, answer)| self.cache.put(&url, answer, now));
            keep(self.cache);
        }
    }
}

/// Asks for each address once: several hosts at a time, each of them one question after the other.
fn answers(urls: &[&str], ask: &dyn Ask, tell: &(dyn Fn(&str, Answer) + Sync)) {
    let mut by_host: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for url in urls {
        by_host.entry(visit::host(url)).or_default().insert(url);
    }
    let queue = Mutex::new(by_host.into_values().collect::<VecDeque<_>>());
    let work = || {
        while let Some(urls) = { lock(&queue).pop_front() } {
            visit::host_of(urls, PAUSE, ask, tell);
        }
    };
    std::thread::scope(|scope| {
        (0..HOSTS_AT_ONCE).for_each(|_| drop(scope.spawn(work)));
    });
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
