//! Persons and organizations on their own pages.

use serde_json::Value;

use super::object::Object;
use super::{Page, is_web, place, series};
use crate::plan::places::Places;

/// A person: what the page shows, and no address but web pages.
pub(super) fn person(page: Page<'_>) -> Object {
    let item = page.item;
    let headline = page.text("headline");
    // Without a summary the headline stands in for it.
    let description = Some(&*item.summary).filter(|summary| Some(*summary) != headline);
    Object::of(&item.kind.schema_org)
        .with("name", &*item.title)
        .with("jobTitle", headline)
        .with("description", description)
        .with("url", page.url())
        .with("image", page.image())
        .with("affiliation", page.named("organization"))
        .with("knowsLanguage", page.all("languages"))
        .with("knowsAbout", page.topics())
        .with("sameAs", links(page))
}

/// An organization or a group: with its website if it has one, and with its next dates.
pub(super) fn organization(page: Page<'_>) -> Object {
    let site = page.item.kind.roles.link.as_deref().and_then(|path| page.is_web(path));
    let places = Places::of_item(page.item);
    page.head()
        .with("sameAs", links(page).into_iter().chain(site).collect::<Vec<_>>())
        .with("location", places.place.map(|fields| Value::from(place::location(fields))))
        .with("parentOrganization", page.named("parent"))
        .with("knowsAbout", page.topics())
        .with("event", series::next(page))
}

/// Where else somebody is found. An e-mail address is none of these.
fn links(page: Page<'_>) -> Vec<&str> {
    page.all("links.url").into_iter().filter(|url| is_web(url)).collect()
}
