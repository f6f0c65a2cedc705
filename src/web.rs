//! Whether what links lead to in the web is still there: asked politely, and not more often than needed.

mod answer;
mod cache;
#[cfg(feature = "web")]
mod http;
mod report;
mod visit;

use std::collections::{BTreeMap, VecDeque};
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
pub fn look(links: &[External], cache: &mut Cache, now: Timestamp, ask: &dyn Ask) -> Vec<(External, Answer)> {
    let links: Vec<&External> = links.iter().filter(|link| !is_local(&link.url)).collect();
    let fresh = answers(links.iter().filter(|link| cache.get(&link.url, now).is_none()).map(|link| &*link.url), ask);
    // If not one website was reached, not even one that was there lately, it is us who are not connected.
    let lately = || links.iter().find(|link| cache.get(&link.url, now) == Some(&Answer::Alive));
    let offline = !fresh.is_empty()
        && fresh.values().all(|answer| *answer == Answer::NoHost)
        && lately().is_none_or(|link| !visit::answers(&link.url, ask));
    for (url, answer) in fresh.iter().filter(|_| !offline) {
        cache.put(url, answer.clone(), now);
    }
    let known = |link: &External| match cache.get(&link.url, now) {
        Some(answer) => answer.clone(),
        None => Answer::Unknown("not one website could be reached: is this computer connected?".into()),
    };
    links.into_iter().map(|link| (link.clone(), known(link))).collect()
}

/// Asks for each address once: several hosts at a time, each of them one question after the other.
fn answers<'a>(urls: impl Iterator<Item = &'a str>, ask: &dyn Ask) -> BTreeMap<String, Answer> {
    let mut by_host: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    urls.for_each(|url| by_host.entry(visit::host(url)).or_default().push(url));
    let queue = Mutex::new(by_host.into_values().collect::<VecDeque<_>>());
    let found = Mutex::new(BTreeMap::new());
    let work = || {
        while let Some(urls) = { lock(&queue).pop_front() } {
            let answers = visit::host_of(&urls, PAUSE, ask);
            lock(&found).extend(answers);
        }
    };
    std::thread::scope(|scope| {
        (0..HOSTS_AT_ONCE).for_each(|_| drop(scope.spawn(work)));
    });
    found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
