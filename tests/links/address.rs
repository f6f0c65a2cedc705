//! From an address in a page to the file of the website that it means.

use url::Url;

/// Where a website stands.
pub(crate) struct Base {
    pub(crate) url: Url,
    pub(crate) path: String,
    relative: bool,
}

impl Base {
    /// On a server.
    pub(crate) fn at(url: &str) -> Self {
        let url = Url::parse(url).unwrap();
        Self { path: url.path().to_owned(), url, relative: false }
    }

    /// In a folder that is opened without a server.
    pub(crate) fn folder(url: &str) -> Self {
        Self { relative: true, ..Self::at(url) }
    }

    /// The file and the fragment; none for addresses elsewhere.
    pub(crate) fn file(&self, page: &str, address: &str) -> Option<(String, Option<String>)> {
        if self.relative && address.starts_with('/') {
            return Some((format!("(not relative) {address}"), None));
        }
        let here = self.url.join(&encoded(page)).unwrap();
        let Ok(there) = here.join(address) else { return Some((format!("(no address) {address}"), None)) };
        let scheme = if there.scheme() == "webcal" { "https" } else { there.scheme() };
        if scheme != self.url.scheme() || there.host() != self.url.host() {
            return None;
        }
        let Some(inside) = there.path().strip_prefix(&self.path) else {
            return Some((format!("(outside) {address}"), None));
        };
        // What begins with the full address is meant for a server in either mode.
        let as_file = self.relative && !address.contains("://");
        let file = decoded(inside);
        let file =
            if file.is_empty() || (file.ends_with('/') && !as_file) { format!("{file}index.html") } else { file };
        Some((file, there.fragment().filter(|fragment| !fragment.is_empty()).map(decoded)))
    }
}

/// The addresses of the website that a feed or a site map names.
pub(crate) fn named(text: &str, base: &Base) -> Vec<String> {
    let starts = text.match_indices(base.url.as_str()).map(|(at, _)| &text[at..]);
    let ends = |c: char| matches!(c, '<' | '"' | '\'' | ' ' | '\n' | '\\');
    starts.map(|rest| rest.split(ends).next().unwrap_or_default().replace("&amp;", "&")).collect()
}

fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}

/// Percent signs read.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        match (first, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
