//! What search engines read of a page: schema.org as JSON-LD.

use crate::site::Site;

/// The full address of a path of the site, percent-encoded.
pub(super) fn full(site: &Site, path: &str) -> String {
    let base = &site.config.url;
    let full = base.full(&base.local(path));
    url::Url::parse(&full).map_or_else(|_| full.to_string(), String::from)
}
