//! What somebody made: resources, articles, pages; and things of which little can be said.

use serde_json::Value;

use super::object::Object;
use super::{Page, series};
use crate::doc;

/// A work. One that is elsewhere on the web has its own address and year; the page here is about it.
pub(super) fn object(page: Page<'_>) -> Object {
    let link = page.item.kind.roles.link.as_deref().and_then(|path| page.is_web(path));
    let head = page.head_as(&page.item.kind.schema_org, link.map_or_else(|| page.url(), str::to_owned));
    head.with("mainEntityOfPage", link.map(|_| page.url()))
        .with("author", page.people(&["author", "authors", "from"]))
        .with("editor", page.people(&["editor", "editors"]))
        .with("translator", page.people(&["translator", "translators"]))
        .and(dates(page, link.is_some()))
        .with("inLanguage", page.languages())
        .with("about", page.about())
        .and(learning(page, link.is_some()))
        .with("subjectOf", series::next(page))
}

/// Anything else: only what all things may have, and what products are asked for.
pub(super) fn thing(page: Page<'_>) -> Object {
    let offers = if takes_offers(&page.item.kind.schema_org) { page.offers() } else { Vec::new() };
    page.head().with("offers", offers).with("subjectOf", series::next(page))
}

fn takes_offers(ty: &str) -> bool {
    matches!(ty, "Product" | "Service" | "EducationalOccupationalProgram")
}

fn dates(page: Page<'_>, elsewhere: bool) -> Object {
    let year = page.text("year").map(str::to_owned);
    // Of what is elsewhere, the date says when it came to the community.
    let here = page.stamp(page.item.published()).filter(|_| !elsewhere);
    let object = Object::default().with("datePublished", year.or(here));
    object.with("dateModified", page.stamp(page.item.when("updated")).filter(|_| !elsewhere))
}

/// What it is to a learner.
fn learning(page: Page<'_>, elsewhere: bool) -> Object {
    let is_resource = elsewhere || &*page.item.kind.schema_org == "LearningResource";
    let license = page.text("license").map(|name| match page.is_web("license") {
        Some(url) => Value::from(url),
        None => Object::of("CreativeWork").with("name", name).into(),
    });
    let doi = page.text("doi").map(|doi| format!("https://doi.org/{doi}"));
    Object::default()
        .with("isAccessibleForFree", page.is_free())
        .with("learningResourceType", page.text("type").filter(|_| is_resource))
        .with("educationalLevel", page.text("level"))
        .with("timeRequired", length(page))
        .with("license", license)
        .with("sameAs", doi)
}

fn length(page: Page<'_>) -> Option<String> {
    match &page.item.fields.first("time")?.value {
        doc::Value::Duration(length) => Some(length.iso()),
        _ => None,
    }
}
