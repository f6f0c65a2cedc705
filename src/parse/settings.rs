//! `site.yaml` to the settings of the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::read_fields;
use crate::config::{BaseUrl, Config, Edit, Link};
use crate::diag::{Diagnostic, Fault, Span, codes, nearest};
use crate::doc::{Map, Reference, Value};
use crate::front;
use crate::kinds::Kinds;
use crate::source::Source;
use crate::theme::{DEFAULT, contrast};
use crate::time::Zone;

/// What a caller sets over `site.yaml`.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `--base-url`.
    pub base_url: Option<String>,
}

/// Reads `site.yaml`. Without a usable one there is still a site, so that all other problems are found too.
pub fn settings(source: Option<&Source>, kinds: &Kinds, overrides: &Overrides) -> (Config, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let path = source.map_or_else(|| "site.yaml".into(), |source| source.path.clone());
    let fields = source.map_or_else(Map::default, |source| fields(source, kinds, &mut faults));
    if source.is_none() {
        faults.push(
            Fault::new(&codes::MISSING_FIELD, Span::default(), "there is no site.yaml")
                .help("write one, with `title: …` and `url: …`"),
        );
    }
    let mut config = Reading { fields: &fields, faults: &mut faults, overrides, kinds }.config();
    // A zone that cannot be read is one problem, not one for each item too.
    if faults
        .iter()
        .any(|fault| [&codes::BAD_ZONE, &codes::YAML_SYNTAX, &codes::NOT_UTF8, &codes::TOO_LARGE].contains(&fault.code))
    {
        config.zone = config.zone.or_else(|| Some(Zone::utc()));
    }
    (config, faults.into_iter().map(|fault| fault.at(&path)).collect())
}

fn fields(source: &Source, kinds: &Kinds, faults: &mut Vec<Fault>) -> Map<Reference> {
    match front::text(source).and_then(|text| front::read(text, 0)) {
        Ok((node, more)) => {
            faults.extend(more);
            read_fields(source, &node, &kinds.site, faults)
        }
        Err(fault) => {
            faults.push(fault);
            Map::default()
        }
    }
}

struct Reading<'a> {
    fields: &'a Map<Reference>,
    faults: &'a mut Vec<Fault>,
    overrides: &'a Overrides,
    kinds: &'a Kinds,
}

impl Reading<'_> {
    fn config(&mut self) -> Config {
        let language = self.text("language").unwrap_or_else(|| "en".into());
        let mut languages = self.texts("languages");
        languages.retain(|other| *other != language);
        languages.insert(0, language.clone());
        let theme = self.text("theme.name").unwrap_or_else(|| DEFAULT.into());
        self.check_contrast(&theme);
        Config {
            title: self.text("title").unwrap_or_default(),
            url: self.url(),
            zone: self.fields.first("timezone").and_then(|found| match &found.value {
                Value::Zone(zone) => Some(zone.clone()),
                _ => None,
            }),
            language,
            languages,
            description: self.text("description").unwrap_or_default(),
            theme,
            tokens: self.free("theme.tokens").into_iter().collect(),
            menu: self.fields.get("menu").map(|_| self.links("menu", "label")),
            horizon_months: self.months("calendar.horizon").unwrap_or(12),
            keep_cancelled_days: self.days("calendar.keep_cancelled").unwrap_or(60),
            review: self.review(),
            highlight: self.flag("highlight"),
            search: self.flag("search"),
            page_size: self.text("page_size").and_then(|n| n.parse().ok()).filter(|n| *n > 0).unwrap_or(24),
            edit: self.edit(),
            contact: self.text("contact"),
            code_of_conduct: self.text("code_of_conduct"),
            privacy: self.text("privacy"),
            social: self.links("social", "label"),
        }
    }

    fn text(&self, path: &str) -> Option<Arc<str>> {
        self.fields.first(path)?.value.text().map(Into::into)
    }

    fn texts(&self, path: &str) -> Vec<Arc<str>> {
        self.fields.at(path).iter().filter_map(|found| found.value.text().map(Into::into)).collect()
    }

    fn flag(&self, path: &str) -> bool {
        !matches!(self.fields.first(path).map(|found| &found.value), Some(Value::Bool(false)))
    }

    fn url(&mut self) -> BaseUrl {
        let found = self.fields.first("url");
        let span = found.map_or_else(Span::default, |found| found.span);
        let written = found.and_then(|found| found.value.text());
        let text = self.overrides.base_url.as_deref().or(written).unwrap_or("https://example.org/");
        // A preview elsewhere shows the same events: their identity is that of the address in the file.
        let host = written.and_then(|written| BaseUrl::parse(written).ok()).map(|written| written.host);
        let url = BaseUrl::parse(text).map(|url| BaseUrl { host: host.unwrap_or_else(|| url.host.clone()), ..url });
        url.unwrap_or_else(|message| {
            self.faults.push(Fault::new(&codes::BAD_URL, span, message).help("write `url: https://your-hub.org`"));
            BaseUrl { origin: "https://example.org".into(), host: "example.org".into(), path: "/".into() }
        })
    }

    fn links(&self, path: &str, label: &str) -> Vec<Link> {
        let link = |map: &Map<Reference>| {
            let url: Arc<str> = map.get("url")?.value.text()?.into();
            let label = map
                .get(label)
                .or_else(|| map.get("name"))
                .or_else(|| map.get("title"))
                .and_then(|found| found.value.text());
            Some(Link { label: label.unwrap_or(&url).into(), url })
        };
        self.fields.at(path).iter().filter_map(|found| found.value.map().and_then(link)).collect()
    }

    fn edit(&self) -> Option<Edit> {
        Some(Edit {
            forge: self.text("edit.forge").unwrap_or_else(|| "github".into()),
            repository: self.text("edit.repository")?,
            branch: self.text("edit.branch").unwrap_or_else(|| "main".into()),
        })
    }

    /// Colors that are hard to read, of the built-in theme: of others nobody knows what stands on what.
    fn check_contrast(&mut self, theme: &str) {
        let Some(Value::Free(node)) = self.fields.first("theme.tokens").map(|found| &found.value) else { return };
        let written = node.fields().iter().filter_map(|(key, value)| Some((&*key.name, value.text()?)));
        let written: Vec<(&str, &str)> = written.filter(|_| theme == DEFAULT).collect();
        for weak in contrast::weak(&written) {
            let found = node.get(&weak.token);
            let value = found.and_then(front::Node::text).unwrap_or_default();
            let (token, colors) = (&weak.token, if weak.dark { "dark" } else { "light" });
            let message = format!(
                "`{token}: {value}` beside `{}` has a contrast of {:.1} to 1 with {colors} colors; to be read it needs 4.5",
                weak.beside,
                (weak.ratio * 10.0).floor() / 10.0
            );
            let help = weak.better.map(|better| format!("write `{token}: \"{better}\"`"));
            let span = found.map_or_else(Span::default, |found| found.span);
            self.faults.push(Fault::new(&codes::LOW_CONTRAST, span, message).help_opt(help));
        }
    }

    /// The text values of a free map.
    fn free(&self, path: &str) -> BTreeMap<Arc<str>, Arc<str>> {
        let Some(Value::Free(node)) = self.fields.first(path).map(|found| &found.value) else { return BTreeMap::new() };
        node.fields().iter().filter_map(|(key, value)| Some((key.name.clone(), value.text()?.into()))).collect()
    }

    fn review(&mut self) -> BTreeMap<Arc<str>, u32> {
        let mut limits: BTreeMap<Arc<str>, u32> =
            [("mentor".into(), 12), ("resource".into(), 24), ("group".into(), 6)].into();
        let Some(Value::Free(node)) = self.fields.first("review").map(|found| &found.value) else { return limits };
        for (key, value) in node.fields() {
            let text = value.text().unwrap_or_default();
            match months(text) {
                Some(limit) => limits.insert(key.name.clone(), limit),
                None => {
                    self.faults.push(wrong_span(&format!("review.{}", key.name), text, "12 months", value.span));
                    None
                }
            };
            if self.kinds.get(&key.name).is_none() {
                let fault =
                    Fault::new(&codes::UNKNOWN_FIELD, key.span, format!("`review`: there is no kind `{}`", key.name));
                let near = nearest(&key.name, self.kinds.iter().map(|kind| &*kind.name));
                self.faults.push(fault.help_opt(near.map(|near| format!("did you mean `{near}`?"))));
            }
        }
        limits
    }

    fn months(&mut self, path: &str) -> Option<u32> {
        self.time_span(path, "12 months", months)
    }

    fn days(&mut self, path: &str) -> Option<u32> {
        self.time_span(path, "60 days", days)
    }

    fn time_span(&mut self, path: &str, example: &str, read: fn(&str) -> Option<u32>) -> Option<u32> {
        let text = self.text(path)?;
        let span = self.fields.first(path).map_or_else(Span::default, |found| found.span);
        read(&text).or_else(|| {
            self.faults.push(wrong_span(path, &text, example, span));
            None
        })
    }
}

fn wrong_span(name: &str, text: &str, example: &str, span: Span) -> Fault {
    let last = name.rsplit('.').next().unwrap_or(name);
    Fault::new(&codes::WRONG_TYPE, span, format!("`{name}`: `{text}` is not a time span"))
        .help(format!("write `{last}: {example}`"))
}

/// `60 days`, `8 weeks`, `2 months`.
fn days(text: &str) -> Option<u32> {
    let (number, unit) = text.trim().split_once(' ')?;
    let number: u32 = number.parse().ok().filter(|n| *n <= 36_500)?;
    match unit.trim_end_matches('s') {
        "day" => Some(number),
        "week" => Some(number * 7),
        "month" => Some(number * 30),
        "year" => Some(number * 365),
        _ => None,
    }
}

/// `12 months`, `2 years`.
fn months(text: &str) -> Option<u32> {
    let (number, unit) = text.trim().split_once(' ')?;
    let number: u32 = number.parse().ok().filter(|n| (1..=1200).contains(n))?;
    match unit.trim_end_matches('s') {
        "month" => Some(number),
        "year" => Some(number * 12),
        _ => None,
    }
}
