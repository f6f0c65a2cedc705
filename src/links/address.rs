//! From an address as it is written to what it means: a file of the website, or something elsewhere.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

use crate::output::file_at;

/// What would end the path of an address.
const PATH: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#').add(b' ');

/// Where the website is to stand.
#[derive(Clone, Debug)]
pub struct Base {
    url: Url,
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// To a file of the website: what has to be there is one of these; and there to an anchor.
    Here(Vec<String>, Option<String>),
    /// To the host of the website, but not into its folder.
    Outside,
    /// Into the web.
    Elsewhere(String),
    /// To something that is no file: a mail, a phone call, a text within the address.
    Other,
}

impl Base {
    /// From origin and path: `https://x.org`, `/hub/`. None if that is no address.
    pub fn new(origin: &str, path: &str) -> Option<Self> {
        Url::parse(origin).and_then(|url| url.join(path)).ok().map(|url| Self { url })
    }

    /// The path of the website: `/hub/`.
    pub(super) fn path(&self) -> &str {
        self.url.path()
    }

    /// Where an address in a file of the website leads.
    pub(super) fn leads(&self, page: &str, written: &str) -> Leads {
        let here = self.url.join(&utf8_percent_encode(page, PATH).to_string());
        let Ok(there) = here.and_then(|here| here.join(written)) else { return Leads::Other };
        let scheme = if there.scheme() == "webcal" { self.url.scheme() } else { there.scheme() };
        if !matches!(scheme, "http" | "https") {
            return Leads::Other;
        }
        if there.host() != self.url.host() || there.port() != self.url.port() {
            return Leads::Elsewhere(in_the_web(&there));
        }
        let Some(inside) = there.path().strip_prefix(self.path()) else {
            // The website may share its host with others, to which full addresses lead.
            let is_full = written.contains("://") || written.starts_with("//");
            return if is_full { Leads::Elsewhere(there.into()) } else { Leads::Outside };
        };
        let file = decoded(inside);
        let files = match file.is_empty() || file.ends_with('/') {
            true => vec![file_at(&file)],
            // Servers lead from an address without a slash to the one with it.
            false => vec![file.clone(), file_at(&format!("{file}/")), format!("{file}.html")],
        };
        Leads::Here(files, there.fragment().and_then(anchor))
    }
}

/// A calendar to subscribe to is fetched as a page is.
fn in_the_web(url: &Url) -> String {
    url.as_str().strip_prefix("webcal:").map_or_else(|| url.to_string(), |rest| format!("https:{rest}"))
}

/// What a fragment names; the top of the page and a search for words are everywhere.
fn anchor(fragment: &str) -> Option<String> {
    let name = fragment.split(":~:").next().unwrap_or_default();
    (!name.is_empty() && name != "top").then(|| decoded(name))
}

/// Percent signs read.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_mean_files() {
        let base = Base::new("https://x.org", "/hub/").unwrap();
        let here = |written: &str| match base.leads("a/ü/index.html", written) {
            Leads::Here(files, anchor) => format!("{} {}", files[0], anchor.unwrap_or_default()),
            other => format!("{other:?}"),
        };
        assert_eq!(here("/hub/b/#c"), "b/index.html c");
        assert_eq!(here("#c%20d"), "a/ü/index.html c d");
        assert_eq!(here("#top"), "a/ü/index.html ");
        assert_eq!(here("../%C3%A9.png?v=1"), "a/é.png ");
        assert_eq!(here("webcal://x.org/hub/calendar.ics"), "calendar.ics ");
        assert_eq!(here("/b/"), "Outside");
        assert_eq!(here("mailto:a@x.org"), "Other");
        assert_eq!(here("webcal://y.org/a.ics"), "Elsewhere(\"https://y.org/a.ics\")");
        assert_eq!(here("//y.org"), "Elsewhere(\"https://y.org/\")");
        assert_eq!(here("https://x.org:8443/hub/"), "Elsewhere(\"https://x.org:8443/hub/\")");
    }
}
