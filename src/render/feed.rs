//! JSON Feed, and what XML does not allow.

use serde_json::{Map, Value, json};

use crate::view::{FeedEntry, FeedView};

/// A feed as JSON Feed 1.1; where an entry names no author, the site is.
pub(super) fn json(feed: &FeedView, site: &str) -> Vec<u8> {
    let value = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.json,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": site}],
        "items": feed.entries.iter().map(entry).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn entry(entry: &FeedEntry) -> Value {
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| item.insert(name.to_owned(), value);
    put("id", json!(entry.url));
    put("url", json!(entry.url));
    put("title", json!(entry.title));
    put("content_text", json!(if entry.summary.is_empty() { &entry.title } else { &entry.summary }));
    put("date_published", json!(entry.published));
    put("date_modified", json!(entry.updated));
    if !entry.authors.is_empty() {
        put("authors", entry.authors.iter().map(|name| json!({"name": name})).collect());
    }
    if !entry.topics.is_empty() {
        put("tags", json!(entry.topics));
    }
    Value::Object(item)
}

/// Takes out the control characters that an XML file cannot contain, not even escaped.
pub(super) fn without_controls(mut xml: Vec<u8>) -> Vec<u8> {
    xml.retain(|byte| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r'));
    xml
}
