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
    /// Nobody who is trusted vouches for it.
    NotTrusted,
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
pub(super) fn host_of<'a>(
    urls: impl IntoIterator<Item = &'a str>,
    pause: Duration,
    ask: &dyn Ask,
    tell: &dyn Fn(&str, Answer),
) {
    let mut stop = None;
    for (before, url) in urls.into_iter().enumerate() {
        let answer = stop.clone().unwrap_or_else(|| {
            if before > 0 {
                ask.wait(pause);
            }
            let (answer, is_heard) = one(url, pause, ask);
            let is_over = !is_heard || answer == Answer::of(429) || answer == Answer::NoHost;
            stop = is_over.then(|| answer.clone());
            answer
        });
        tell(url, answer);
    }
}

/// Whether anything answers there.
pub(super) fn answers(url: &str, ask: &dyn Ask) -> bool {
    ask.ask(Method::Head, url).is_ok()
}

/// A website that does not know the short question gets the whole one. Beside the answer, whether the website said anything.
fn one(url: &str, pause: Duration, ask: &dyn Ask) -> (Answer, bool) {
    match follow(Method::Head, url, ask) {
        Ok(answer @ (Answer::Alive | Answer::Moved(_) | Answer::NoHost | Answer::NotTrusted)) => (answer, true),
        Ok(answer) if answer == Answer::of(429) => (answer, true),
        _ => {
            ask.wait(pause);
            follow(Method::Get, url, ask).map_or_else(|why| (Answer::Unknown(why), false), |answer| (answer, true))
        }
    }
}

/// The answer at the end of all redirects; the reason, if there is no answer.
fn follow(method: Method, start: &str, ask: &dyn Ask) -> Result<Answer, String> {
    let (mut url, mut for_good) = (start.to_owned(), true);
    for _ in 0..HOPS {
        let reply = match ask.ask(method, &url) {
            Ok(reply) => reply,
            Err(Failure::NoHost) => return Ok(Answer::NoHost),
            Err(Failure::NotTrusted) => return Ok(Answer::NotTrusted),
            Err(Failure::Other(why)) => return Err(why),
        };
        let next = reply.location.filter(|_| (300..400).contains(&reply.status));
        let Some(next) = next.and_then(|next| Url::parse(&url).ok()?.join(&next).ok()) else {
            return Ok(match Answer::of(reply.status) {
                Answer::Alive if for_good && url != start => Answer::Moved(url),
                answer => answer,
            });
        };
        if !matches!(next.scheme(), "http" | "https") || super::is_local(next.as_str()) {
            return Ok(Answer::Unknown("it leads to an address that is not in the web".into()));
        }
        for_good &= matches!(reply.status, 301 | 308);
        url = next.into();
    }
    Ok(Answer::Unknown("it leads in a circle".into()))
}
