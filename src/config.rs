//! What `site.yaml` and `topics.yaml` say, as types. `parse` fills them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Span;
use crate::time::Zone;

/// The settings of a site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// The name of the hub.
    pub title: Arc<str>,
    /// Its public address.
    pub url: BaseUrl,
    /// The zone of times that name none. UTC if nothing in the hub has a time.
    pub zone: Option<Zone>,
    /// The main language.
    pub language: Arc<str>,
    /// All languages, the main one first.
    pub languages: Vec<Arc<str>>,
    /// What the hub is, in a sentence.
    pub description: Arc<str>,
    /// The name of the theme.
    pub theme: Arc<str>,
    /// Tokens of the theme that the site sets.
    pub tokens: Vec<(Arc<str>, Arc<str>)>,
    /// The main menu; none for one made from the kinds.
    pub menu: Option<Vec<Link>>,
    /// How many months of an endless series are listed.
    pub horizon_months: u32,
    /// How many days a cancelled date stays in sight.
    pub keep_cancelled_days: u32,
    /// After how many months the items of a kind want a look.
    pub review: BTreeMap<Arc<str>, u32>,
    /// Whether code is highlighted.
    pub highlight: bool,
    /// Whether the site has a search.
    pub search: bool,
    /// How many items a page of a list has.
    pub page_size: usize,
    /// Where the sources can be edited.
    pub edit: Option<Edit>,
    /// How to reach the organizers: an address or a page.
    pub contact: Option<Arc<str>>,
    /// The code of conduct: an address or a page.
    pub code_of_conduct: Option<Arc<str>>,
    /// The privacy notice: an address or a page.
    pub privacy: Option<Arc<str>>,
    /// Accounts elsewhere.
    pub social: Vec<Link>,
}

impl Config {
    /// The zone of times that name none; UTC for a site that has no times, or whose missing zone was reported.
    pub fn zone_or_utc(&self) -> Zone {
        self.zone.clone().unwrap_or_else(Zone::utc)
    }
}

/// A label with an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// What it says.
    pub label: Arc<str>,
    /// Where it leads.
    pub url: Arc<str>,
}

/// Where the sources of the site are kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// `github`, `gitlab`, `gitea`, `forgejo`, `codeberg`.
    pub forge: Arc<str>,
    /// `owner/name`, or a full address.
    pub repository: Arc<str>,
    /// The branch.
    pub branch: Arc<str>,
}

impl Edit {
    /// The address at which a file can be edited.
    pub fn url(&self, path: &str) -> String {
        let (host, middle) = match &*self.forge {
            "gitlab" => ("https://gitlab.com", "-/edit"),
            "codeberg" => ("https://codeberg.org", "_edit"),
            "gitea" | "forgejo" => ("", "_edit"),
            _ => ("https://github.com", "edit"),
        };
        let repository = match self.repository.contains("://") {
            true => self.repository.to_string(),
            false => format!("{host}/{}", self.repository),
        };
        format!("{}/{middle}/{}/{path}", repository.trim_end_matches('/'), self.branch)
    }
}

/// The address of a site, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    /// `https://x.org`.
    pub origin: Arc<str>,
    /// `x.org`, for identifiers.
    pub host: Arc<str>,
    /// `/`, or `/hub/`: always with a slash at both ends.
    pub path: Arc<str>,
}

impl BaseUrl {
    /// Takes an address apart.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let url =
            url::Url::parse(text).map_err(|_| format!("`{text}` is not an address such as https://example.org/"))?;
        let host = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https"));
        let Some(host) = host else { return Err(format!("`{text}` does not begin with https://")) };
        let path = format!("{}/", url.path().trim_end_matches('/'));
        Ok(Self { origin: url.origin().ascii_serialization().into(), host: host.into(), path: path.into() })
    }

    /// An address within the site, from one without the base path: `events/night/`.
    pub fn local(&self, path: &str) -> Arc<str> {
        format!("{}{}", self.path, path.trim_start_matches('/')).into()
    }

    /// The full address of one that `local` made.
    pub fn full(&self, local: &str) -> Arc<str> {
        format!("{}{local}", self.origin).into()
    }
}

/// The words under which things are filed.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    /// The topics by slug.
    pub by_slug: BTreeMap<Arc<str>, Topic>,
    /// Whether only these may be used: there is a `topics.yaml`.
    pub controlled: bool,
}

/// A topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Topic {
    /// What it is called, per language; the empty language is for all others.
    pub labels: BTreeMap<Arc<str>, Arc<str>>,
    /// What it is.
    pub description: Arc<str>,
    /// Other words for it.
    pub synonyms: Vec<Arc<str>>,
    /// The topic above it.
    pub broader: Option<Arc<str>>,
    /// Where it stands in `topics.yaml`.
    pub span: Span,
}

impl Topics {
    /// What a topic is called in a language.
    pub fn label<'a>(&'a self, slug: &'a str, language: &str) -> &'a str {
        let labels = self.by_slug.get(slug).map(|topic| &topic.labels);
        labels
            .and_then(|l| l.get(language).or_else(|| l.get("")).or_else(|| l.values().next()))
            .map_or(slug, |label| label)
    }
}
