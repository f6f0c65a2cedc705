//! The search page, and what the search knows of each item.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::ToSpan;

use super::json_ld::words;
use super::lists::is_unlisted;
use super::{Outline, PageId, outline};
use crate::locale;
use crate::site::Item;
use crate::time::{Occurrence, When};
use crate::view::{Body, Card, Choice, HtmlView, SearchRecord, SearchRecords, SearchView, Text};

/// Where the index lies. Its files are named by what is in them, but for the few with which a browser begins.
pub const FOLDER: &str = "search/index";
/// Sorts behind every day.
const NO_DAY: &str = "0000-00-00";
/// By so many days one item is found.
const MOST_DAYS: usize = 60;

impl Outline {
    /// Whether the site has a search.
    pub fn has_search(&self) -> bool {
        self.site.config.search
    }

    /// What the search knows.
    pub fn search_records(&self) -> SearchRecords {
        let records = self.found_items().map(|item| self.search_record(item)).collect();
        SearchRecords { folder: FOLDER, language: self.site.config.language.clone(), records }
    }

    /// The items that the search finds: those of `listed: false` and the home page are left out.
    fn found_items(&self) -> impl Iterator<Item = &Item> {
        self.site.items.iter().filter(|item| !is_unlisted(item) && !outline::is_home(&item.url, &self.site))
    }

    fn search_record(&self, item: &Item) -> SearchRecord {
        let card = &self.cards[item.id.0];
        let (day, date) = day(card);
        let shown = [("title", &card.title), ("kind", &card.kind_label), ("date", &date), ("place", &card.place)];
        let filters = [
            ("kind", vec![card.kind.clone()]),
            ("topic", item.topics.clone()),
            ("language", vec![item.language.clone()]),
            ("day", self.days_of(item, &day)),
        ];
        SearchRecord {
            url: card.url.clone(),
            text: self.words_of(item, card),
            shown: shown
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(name, text)| (name, text.clone()))
                .collect(),
            filters: BTreeMap::from(filters),
            day,
        }
    }

    /// The days by which an item is found: all on which it takes place, of a long series those after the day that is shown; else that of
    /// its publication.
    fn days_of(&self, item: &Item, shown: &Text) -> Vec<Text> {
        let days = self.site.dates_of(item).filter(|dated| !dated.occurrence.cancelled);
        let days: BTreeSet<Text> = days.flat_map(|dated| days_on(&dated.occurrence)).collect();
        let passed = days.range(..shown.clone()).count();
        let days: Vec<Text> =
            days.iter().skip(if days.len() > MOST_DAYS { passed } else { 0 }).take(MOST_DAYS).cloned().collect();
        if days.is_empty() && &**shown != NO_DAY { vec![shown.clone()] } else { days }
    }

    /// What stands on the page of an item: its summary, texts and replies, who takes part, and its topics with their synonyms.
    fn words_of(&self, item: &Item, card: &Card) -> String {
        let body = words(&item.body.text.html);
        let begins = |summary: &str| body.starts_with(summary.trim_end_matches(['…', '.', ' ']));
        let summary = Some(&*card.summary).filter(|summary| !summary.is_empty() && !begins(summary));
        let texts = item.texts.values().chain(item.replies.iter().map(|reply| &reply.body));
        let people = item.people.iter().map(|person| self.site.name_of(&person.who).to_string());
        let topics = item.topics.iter().map(|topic| self.topic_words(topic));
        let parts = summary.map(str::to_owned).into_iter().chain([body.clone()]);
        let parts = parts.chain(texts.map(|text| words(&text.text.html))).chain(people).chain(topics);
        let text = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        if text.is_empty() { card.title.to_string() } else { text }
    }

    fn topic_words(&self, slug: &Arc<str>) -> String {
        let label = self.site.topics.label(slug, &self.site.config.language);
        let synonyms = self.site.topics.by_slug.get(slug).map_or(&[][..], |topic| &topic.synonyms);
        [label].into_iter().chain(synonyms.iter().map(|word| &**word)).collect::<Vec<_>>().join(", ")
    }

    /// The page of the search.
    pub(super) fn search(&self) -> HtmlView {
        let title: Text = self.main().word("search").into();
        let view = SearchView {
            index: self.base.local(&format!("{FOLDER}/")),
            kinds: self.search_kinds(),
            topics: self.search_topics(),
            languages: self.search_languages(),
        };
        self.html_view(self.meta(&PageId::Search, title), Body::Search(view))
    }

    fn search_kinds(&self) -> Vec<Choice> {
        let counted = self.site.kinds.iter().map(|kind| (kind, self.count(|item| item.kind.name == kind.name)));
        let with_items = counted.filter(|(_, count)| *count > 0);
        let page = |kind: &str| Some(PageId::Index(kind.into(), 1)).filter(|id| self.pages.binary_search(id).is_ok());
        with_items
            .map(|(kind, count)| Choice {
                value: kind.name.clone(),
                label: self.kind_label(kind),
                url: page(&kind.name).map(|id| self.href(&id)).unwrap_or_default(),
                count,
            })
            .collect()
    }

    fn search_topics(&self) -> Vec<Choice> {
        let choice = |(slug, items): (&Arc<str>, &Vec<_>)| {
            let link = self.topic_link(slug, &self.main().language);
            Choice { value: slug.clone(), label: link.label, url: link.url, count: items.len() }
        };
        let mut topics: Vec<Choice> = self.site.by_topic.iter().map(choice).collect();
        topics.sort_by(|a, b| (a.label.to_lowercase(), &a.url).cmp(&(b.label.to_lowercase(), &b.url)));
        topics
    }

    fn search_languages(&self) -> Vec<Choice> {
        let languages: BTreeSet<&Arc<str>> = self.found_items().map(|item| &item.language).collect();
        let choice = |language: &Arc<str>| Choice {
            value: language.clone(),
            label: locale::language_name(language).into(),
            url: "".into(),
            count: self.count(|item| item.language == *language),
        };
        languages.into_iter().map(choice).collect()
    }

    fn count(&self, is: impl Fn(&Item) -> bool) -> usize {
        self.found_items().filter(|item| is(item)).count()
    }
}

/// From the first to the last day on which something takes place.
fn days_on(occurrence: &Occurrence) -> impl Iterator<Item = Text> + use<> {
    let first = occurrence.start.date();
    let last = occurrence.end.as_ref().map_or(first, When::date);
    first.series(1.day()).take_while(move |day| *day <= last).take(MOST_DAYS).map(|day| day.to_string().into())
}

/// The day of an item to sort by, and in words: when it takes place, else when it was published.
fn day(card: &Card) -> (Text, Text) {
    let when = card.when.as_ref().map(|when| (&when.start, &when.date));
    let published = || card.date.as_ref().map(|date| (&date.iso, &date.text));
    let found = when.or_else(published).and_then(|(iso, text)| Some((iso.get(..10)?.into(), text.clone())));
    found.unwrap_or_else(|| (NO_DAY.into(), "".into()))
}
