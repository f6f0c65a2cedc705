//! What an open page is told: that there is a newer website, which pages changed, and what is wrong.

use std::convert::Infallible;

use axum::extract::State;
use axum::http::header;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::http::Server;
use super::shown::{Changed, Problem, Shown};

/// Where the script is: no page of a hub begins like this.
pub(super) const SCRIPT: &str = "/_lyceum/live.js";
/// Where the script listens.
pub(super) const EVENTS: &str = "/_lyceum/events";
/// The page in place of a website that has never been built without errors.
pub(super) const WAITING: &str = include_str!("live/waiting.html");

/// What the script is told.
#[derive(Serialize)]
struct Told<'a> {
    version: u64,
    has_errors: bool,
    problems: &'a [Problem],
    changed: &'a [Changed],
}

impl<'a> Told<'a> {
    fn of(shown: &'a Shown) -> Self {
        let Shown { version, problems, changed, .. } = shown;
        Self { version: *version, has_errors: shown.has_errors(), problems, changed }
    }
}

pub(super) async fn script() -> Response {
    let head = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (head, include_str!("live/live.js")).into_response()
}

/// The state now, and each later one.
pub(super) async fn events(State(server): State<Server>) -> impl IntoResponse {
    let states = WatchStream::new(server.shown.clone());
    let event = |shown: Shown| Event::default().data(serde_json::to_string(&Told::of(&shown)).unwrap_or_default());
    Sse::new(states.map(move |shown| Ok::<_, Infallible>(event(shown)))).keep_alive(KeepAlive::default())
}

/// A page with the script in it.
pub(super) fn with_script(page: &[u8], version: u64) -> Vec<u8> {
    let script = format!("<script type=\"module\" src=\"{SCRIPT}\" data-version=\"{version}\"></script>\n");
    let end = page.windows(7).rposition(|part| part.eq_ignore_ascii_case(b"</body>")).unwrap_or(page.len());
    [&page[..end], script.as_bytes(), &page[end..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end() {
        let page = with_script(b"<body>a</body></html>\n", 7);
        let expected =
            "<body>a<script type=\"module\" src=\"/_lyceum/live.js\" data-version=\"7\"></script>\n</body></html>\n";
        assert_eq!(String::from_utf8(page).unwrap(), expected);
        assert!(with_script(b"a", 1).starts_with(b"a<script"));
    }
}
