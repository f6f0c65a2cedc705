//! What search engines read of a page: schema.org as JSON-LD, for a `<script type="application/ld+json">`.
//!
//! Types come from `schema_org` of the kind, properties from its roles and from the types of its fields.

mod agent;
mod event;
mod family;
mod object;
mod offers;
mod place;
mod series;
#[cfg(test)]
mod tests;
mod text;
mod thread;
mod times;
mod who;
mod work;

use std::sync::Arc;

use serde_json::Value;

use crate::doc;
use crate::site::{Item, Site, Target};
use crate::time::{When, Zone, instant};
use family::Family;
use object::Object;
pub(super) use text::words;

/// The page of an item.
#[derive(Clone, Copy)]
struct Page<'a> {
    site: &'a Site,
    item: &'a Item,
}

/// The JSON-LD of an item's page.
pub fn item(site: &Site, item: &Item) -> String {
    let page = Page { site, item };
    let object = match page.family() {
        _ if item.kind.roles.replies.is_some() => thread::object(page),
        Family::Event => event::object(page),
        Family::Person => agent::person(page),
        Family::Organization => agent::organization(page),
        Family::Work => work::object(page),
        Family::Thing => work::thing(page),
    };
    script(object)
}

/// The JSON-LD of the page of one date: the series, and the item as it is on that date.
pub fn date(site: &Site, series: &Item, on_date: &Item) -> String {
    script(series::one(site, series, on_date))
}

/// The JSON-LD of the page that proves an award: who has the credential.
pub fn award(site: &Site, item: &Item, to: &Target, fields: &doc::Map<Target>) -> String {
    let page = Page { site, item };
    let date = match fields.get("date").map(|found| &found.value) {
        Some(doc::Value::Date(date)) => date.to_string(),
        _ => String::new(),
    };
    let path = item.kind.roles.awards.as_deref().unwrap_or_default();
    let evidence = fields.get("evidence").and_then(|found| found.value.text()).filter(|url| is_web(url));
    let by = fields.get("by").and_then(|found| found.value.reference());
    let credential = Object::of("EducationalOccupationalCredential")
        .with("name", &*item.title)
        .with("description", &*item.summary)
        .with("url", page.url())
        .with("image", page.image())
        .with("dateCreated", date)
        .with("author", by.map(|by| page.who(by, &format!("{path}.by"))))
        .with("citation", evidence);
    let Value::Object(who) = page.who(to, &format!("{path}.to")) else { return String::new() };
    script(Object::from(who).with("hasCredential", Value::from(credential)))
}

/// The JSON-LD of the home page: the community and its website.
pub fn home(site: &Site) -> String {
    let (config, url) = (&site.config, full(site, ""));
    let community = format!("{url}#community");
    let social: Vec<&str> = config.social.iter().map(|link| &*link.url).filter(|url| is_web(url)).collect();
    let organization = Object::of("Organization")
        .with("@id", community.as_str())
        .with("name", &*config.title)
        .with("description", &*config.description)
        .with("url", url.as_str())
        .with("sameAs", social);
    let website = Object::of("WebSite")
        .with("@id", format!("{url}#website"))
        .with("name", &*config.title)
        .with("description", &*config.description)
        .with("url", url.as_str())
        .with("inLanguage", texts(&config.languages))
        .with("publisher", Object::default().with("@id", community.as_str()));
    script(Object::default().with("@graph", vec![Value::from(organization), website.into()]))
}

/// The way from the home page to a page: names with their addresses, without the base path.
pub fn breadcrumbs(site: &Site, trail: &[(Arc<str>, Arc<str>)]) -> String {
    let step = |(position, (name, path)): (usize, &(Arc<str>, Arc<str>))| {
        let item = Object::of("ListItem").with("position", position).with("name", &**name);
        Value::from(item.with("item", full(site, path)))
    };
    let steps: Vec<Value> = (1..).zip(trail).map(step).collect();
    script(Object::of("BreadcrumbList").with_list("itemListElement", steps))
}

/// The full address of a path of the site, percent-encoded.
pub(super) fn full(site: &Site, path: &str) -> String {
    let base = &site.config.url;
    let full = base.full(&base.local(path));
    url::Url::parse(&full).map_or_else(|_| full.to_string(), String::from)
}

/// As text that neither ends its `<script>` nor a line of it.
fn script(object: Object) -> String {
    let text = Value::from(Object::default().with("@context", "https://schema.org").and(object)).to_string();
    text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn texts(all: &[Arc<str>]) -> Vec<&str> {
    all.iter().map(|text| &**text).collect()
}

impl<'a> Page<'a> {
    fn family(self) -> Family {
        Family::of(&self.item.kind.schema_org)
    }

    fn url(self) -> String {
        full(self.site, &self.item.url)
    }

    /// The address of an anchor of the page.
    fn anchor(self, id: &str) -> String {
        format!("{}#{id}", self.url())
    }

    /// The properties that everything has.
    fn head(self) -> Object {
        self.head_as(&self.item.kind.schema_org, self.url())
    }

    fn head_as(self, ty: &str, url: String) -> Object {
        Object::of(ty)
            .with("name", &*self.item.title)
            .with("description", &*self.item.summary)
            .with("url", url)
            .with("image", self.image())
    }

    fn image(self) -> Option<String> {
        let image = self.item.fields.first(self.item.kind.roles.image.as_deref()?)?.value.map()?;
        let src = image.first("src")?.value.text()?;
        match self.site.assets.get(src) {
            Some(asset) => Some(full(self.site, &asset.output)),
            None => Some(src.to_owned()).filter(|src| is_web(src)),
        }
    }

    /// The topics, as people call them.
    fn topics(self) -> Vec<&'a str> {
        self.item.topics.iter().map(|topic| self.site.topics.label(topic, &self.item.language)).collect()
    }

    fn about(self) -> Vec<Value> {
        self.topics().into_iter().map(|topic| Object::of("Thing").with("name", topic).into()).collect()
    }

    fn text(self, path: &str) -> Option<&'a str> {
        self.item.text(path)
    }

    /// All values of a field that are a word or a line.
    fn all(self, path: &str) -> Vec<&'a str> {
        self.item.fields.at(path).into_iter().filter_map(|found| found.value.text()).collect()
    }

    fn is_web(self, path: &str) -> Option<&'a str> {
        self.text(path).filter(|url| is_web(url))
    }

    /// The languages of what the item describes, or its own.
    fn languages(self) -> Vec<&'a str> {
        let described = self.all("languages");
        if described.is_empty() { vec![&self.item.language] } else { described }
    }

    fn zone(self) -> Zone {
        self.site.config.zone_or_utc()
    }

    /// A date of the page itself, which is one of the site's zone.
    fn stamp(self, when: Option<When>) -> Option<String> {
        let zone = self.zone();
        when.map(|when| times::moment(&when, instant(&when, &zone), &zone))
    }

    fn prices(self) -> Option<&'a [doc::Offer]> {
        self.item.fields.iter().find_map(|entry| match &entry.value.value {
            doc::Value::Money(offers) => Some(&**offers),
            _ => None,
        })
    }
}
