//! The way to an address: a short question first, then a whole one; redirects are followed and remembered.

use std::time::Duration;

use url::Url;

use super::Answer;

/// How a website is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// For what it says of a page.
    Head,
    /// For the page: some websites answer nothing else.
    Get,
}

/// What a website says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Where it leads on.
    pub location: Option<String>,
}

/// Why a website says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is none of this name.
    NoHost,
    /// Something else, in words.
    Other(String),
}

/// Asks websites.
pub trait Ask: Sync {
    /// Asks for one address, and follows no redirect.
    ///
    /// # Errors
    /// If there is no answer.
    fn ask(&self, method: Method, url: &str) -> Result<Reply, Failure>;

    /// Waits between two questions to one website.
    fn wait(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// How many redirects are followed.
const HOPS: usize = 10;

/// The host and the port of an address.
pub(super) fn host(url: &str) -> String {
    let url = Url::parse(url).ok();
    url.map(|url| format!("{}:{}", url.host_str().unwrap_or_default(), url.port().unwrap_or_default()))
        .unwrap_or_default()
}

/// Asks one host for its addresses, one after the other. When it asks for peace, it gets it.
pub(super) fn host_of(urls: &[&str], pause: Duration, ask: &dyn Ask) -> Vec<(String, Answer)> {
    let (mut answers, mut last) = (Vec::new(), None);
    for url in urls {
        let stop = last.take().filter(|answer| *answer == Answer::of(429) || *answer == Answer::NoHost);
        let answer = stop.unwrap_or_else(|| {
            if !answers.is_empty() {
                ask.wait(pause);
            }
            one(url, pause, ask)
        });
        last = Some(answer.clone());
        answers.push(((*url).to_owned(), answer));
    }
    answers
}

/// A website that does not know the short question gets the whole one.
fn one(url: &str, pause: Duration, ask: &dyn Ask) -> Answer {
    match follow(Method::Head, url, ask) {
        answer @ (Answer::Alive | Answer::Moved(_) | Answer::NoHost) => answer,
        answer if answer == Answer::of(429) => answer,
        _ => {
            ask.wait(pause);
            follow(Method::Get, url, ask)
        }
    }
}

fn follow(method: Method, start: &str, ask: &dyn Ask) -> Answer {
    let (mut url, mut for_good) = (start.to_owned(), true);
    for _ in 0..HOPS {
        let reply = match ask.ask(method, &url) {
            Ok(reply) => reply,
            Err(Failure::NoHost) => return Answer::NoHost,
            Err(Failure::Other(why)) => return Answer::Unknown(why),
        };
        let next = reply.location.filter(|_| (300..400).contains(&reply.status));
        let Some(next) = next.and_then(|next| Url::parse(&url).ok()?.join(&next).ok()) else {
            return match Answer::of(reply.status) {
                Answer::Alive if for_good && url != start => Answer::Moved(url),
                answer => answer,
            };
        };
        if !matches!(next.scheme(), "http" | "https") || super::is_local(next.as_str()) {
            return Answer::Unknown("it leads to an address that is not in the web".into());
        }
        for_good &= matches!(reply.status, 301 | 308);
        url = next.into();
    }
    Answer::Unknown("it leads in a circle".into())
}
