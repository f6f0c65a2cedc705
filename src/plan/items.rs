//! The page of an item.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lists::is_unlisted;
use super::meta::Meta;
use super::speech::Speech;
use super::{Outline, PageId};
use crate::diag::Spanned;
use crate::doc::{Map, Value};
use crate::kinds::Type;
use crate::markdown::Rendered;
use crate::site::{Bound, Dated, Item, ItemId, Target};
use crate::time::Ending;
use crate::view::{
    Alternate, Body, Card, DateEntry, FieldMap, FieldView, HtmlView, ItemView, NavLink, ReplyView, RoleGroup,
    SessionView, Text, TocEntry, WhenView,
};

/// The fields that every page shows in a place of its own.
const PLACED: &[&str] = &[
    "title",
    "name",
    "summary",
    "headline",
    "date",
    "updated",
    "topics",
    "language",
    "image",
    "photo",
    "related",
    "draft",
    "publish",
    "unpublish",
    "aliases",
    "slug",
    "extra",
    "status",
    "sessions",
    "listed",
    "consent",
    "uid",
    "sequence",
];

/// The parts of a schedule that stand beside its start.
const SCHEDULE: &[&str] =
    &["start", "end", "duration", "timezone", "time", "repeat", "rrule", "skip", "also", "change", "previous_start"];

/// How many dates of a series its page lists.
const MOST_DATES: usize = 24;

/// How many words a minute somebody reads.
const WORDS_A_MINUTE: u32 = 220;

impl Outline {
    /// The page of an item.
    pub(super) fn item_page(&self, id: &PageId, item: ItemId) -> (Arc<str>, HtmlView) {
        let item = self.site.item(item);
        let speech = self.speech_of(item);
        let view = ItemView {
            dates: self.dates_of(item, speech),
            links: self.links(item),
            related: self.related(item),
            calendar: self.calendar_of(item),
            add: self.invitations(item),
            ..self.item_view(item, self.card_of(item.id), speech)
        };
        (self.template(item), self.html_view(self.item_meta(id, item, speech), Body::Item(Box::new(view))))
    }

    /// The text of an item. A translation that has none yet shows that of the original, whose language comes with it.
    fn body_of<'s>(&'s self, item: &'s Item) -> (&'s Bound, Option<Text>) {
        let original = item.original.filter(|_| item.doc.body.empty).map(|id| self.site.item(id));
        match original.filter(|original| !original.doc.body.empty) {
            Some(original) => (&original.body, Some(original.language.clone())),
            None => (&item.body, None),
        }
    }

    /// What the page of an item shows, without what others say of it and without its dates.
    pub(super) fn item_view(&self, item: &Item, card: Arc<Card>, speech: &Speech) -> ItemView {
        let all = self.field_views(item, &item.fields, &item.kind.fields, speech);
        let (body, untranslated) = self.body_of(item);
        ItemView {
            card,
            lead: item.text("summary").or_else(|| item.text("headline")).unwrap_or_default().into(),
            body: self.html(body, speech),
            toc: toc(&body.text),
            dates: Vec::new(),
            series: None,
            sessions: self.sessions(item, speech),
            steps: self.steps(item, speech),
            awards: self.award_links(item, speech),
            checked: self.checked(item, speech),
            people: self.roles(item, speech),
            fields: Self::other_fields(item, &all),
            data: FieldMap(all.into_iter().map(|view| (view.name, view.value)).collect()),
            links: Vec::new(),
            related: Vec::new(),
            replies: self.replies(item, speech),
            calendar: None,
            add: Vec::new(),
            windows: self.windows(item, speech),
            published: item.published().map(|date| speech.day(&date)),
            updated: item.when("updated").map(|date| speech.day(&date)),
            reading_minutes: reading_minutes(body.text.words),
            untranslated,
        }
    }

    /// The template made for the kind, or for one that it extends; else the general one.
    fn template(&self, item: &Item) -> Arc<str> {
        let own = item
            .kind
            .lineage
            .iter()
            .map(|kind| format!("item/{kind}.html"))
            .find(|name| self.theme.templates.contains_key(name));
        own.unwrap_or_else(|| "item.html".into()).into()
    }

    pub(super) fn item_meta(&self, id: &PageId, item: &Item, speech: &Speech) -> Meta {
        let list = self
            .site
            .kinds
            .get(&item.kind.name)
            .filter(|kind| !kind.path.is_empty())
            .map(|kind| NavLink { label: speech.label(&kind.label.many), ..self.kind_link(kind) });
        let section = list.as_ref().map(|link| link.url.clone()).unwrap_or_default();
        let home = || NavLink { label: speech.word("home").into(), url: self.href(&PageId::Home) };
        Meta {
            description: item.summary.clone(),
            language: speech.language.clone(),
            direction: speech.locale.direction().into(),
            og_type: "article".into(),
            image: self.item_image(item),
            breadcrumbs: [home()].into_iter().chain(list).collect(),
            section,
            alternates: self.alternates(item),
            feeds: self.feeds_of(item),
            edit: self.site.config.edit.as_ref().map(|edit| edit.url(&item.doc.path).into()),
            json_ld: super::json_ld::item(&self.site, item).into(),
            noindex: is_unlisted(item),
            ..self.meta(id, item.title.clone())
        }
    }

    /// An item in all its languages, where there are several: only what somebody translated counts.
    pub(super) fn alternates(&self, item: &Item) -> Vec<Alternate> {
        self.versions(item).map(|version| self.alternate(version, self.item_href(version.id))).collect()
    }

    /// An item and its translations, the original first; nothing where there is only one of them.
    pub(super) fn versions<'s>(&'s self, item: &'s Item) -> impl Iterator<Item = &'s Item> {
        let original = self.original(item);
        let several = (!original.translations.is_empty()).then_some(original);
        several
            .into_iter()
            .flat_map(|one| [one.id].into_iter().chain(one.translations.clone()))
            .map(|id| self.site.item(id))
    }

    /// A page of an item as one among several languages.
    pub(super) fn alternate(&self, version: &Item, url: Text) -> Alternate {
        Alternate {
            label: crate::locale::language_name(&version.language).into(),
            language: version.language.clone(),
            full: self.base.full(&url),
            original: version.original.is_none(),
            url,
        }
    }

    /// The dates of an item: upcoming ones first, then past ones, the last first.
    fn dates_of<'a>(&'a self, item: &'a Item, speech: &Speech) -> Vec<DateEntry> {
        let all: Vec<&Dated> = self.site.dates_of(item).collect();
        // Something long may outlast what begins after it, so the past is not simply the first part.
        let (past, next): (Vec<&Dated>, Vec<&Dated>) =
            all.into_iter().partition(|dated| dated.occurrence.ends_at <= self.site.now.at);
        // What is different on a date is told however far away it is.
        let listed = |most: usize| {
            move |(at, dated): (usize, &'a Dated)| {
                (at < most || self.changed_date(item.id, dated).is_some()).then_some(dated)
            }
        };
        let next = next.into_iter().enumerate().filter_map(listed(MOST_DATES));
        let past = past.into_iter().rev().enumerate().filter_map(listed(MOST_DATES / 2));
        next.chain(past).filter_map(|dated| self.date_entry(item, dated, speech)).collect()
    }

    fn sessions(&self, item: &Item, speech: &Speech) -> Vec<SessionView> {
        let mut last_day =
            item.times.first().map(|timed| timed.schedule.start.date()).filter(|_| item.times.len() == 1);
        let several = item
            .fields
            .at("sessions.start")
            .iter()
            .filter_map(|found| found.value.when())
            .any(|when| Some(when.date()) != last_day);
        last_day = last_day.filter(|_| !several);
        let maps = item.fields.at("sessions").into_iter().filter_map(|found| found.value.map());
        let mut all = Vec::new();
        for map in maps {
            let day = map.get("start").and_then(|found| found.value.when()).map(|when| when.date());
            let new_day =
                day.filter(|day| Some(*day) != last_day).map(|day| speech.locale.date_long(day)).unwrap_or_default();
            last_day = day.or(last_day);
            all.push(self.session(item, map, new_day.into(), speech));
        }
        all
    }

    fn session(&self, item: &Item, map: &Map<Target>, new_day: Text, speech: &Speech) -> SessionView {
        let text =
            |name: &str| -> Text { map.get(name).and_then(|found| found.value.text()).unwrap_or_default().into() };
        let resources = item.kind.field("sessions.resources").map(|field| {
            map.at("resources").into_iter().filter_map(|found| self.shown(item, found, field, speech)).collect()
        });
        SessionView {
            id: text("id"),
            title: text("title"),
            when: self.session_when(item, map, speech),
            new_day,
            room: text("room"),
            track: text("track"),
            speakers: map
                .at("speakers")
                .into_iter()
                .filter_map(|found| found.value.reference())
                .map(|who| self.person(who))
                .collect(),
            text: map.get("text").map(|found| self.field_html(item, found.span, speech)).unwrap_or_default(),
            resources: resources.unwrap_or_default(),
        }
    }

    /// The time of a session, in the zone of its event.
    fn session_when(&self, item: &Item, map: &Map<Target>, speech: &Speech) -> Option<WhenView> {
        let start = map.get("start")?.value.when()?;
        let end = match (
            map.get("end").and_then(|found| found.value.when()),
            map.get("duration").map(|found| &found.value),
        ) {
            (Some(end), _) => Ending::At(end),
            (None, Some(Value::Duration(length))) => Ending::After(*length),
            _ => Ending::Open,
        };
        let schedule = crate::time::Schedule::once(start, end, self.site.zone_of(item));
        let occurrence = schedule.first()?;
        let timed = crate::site::Timed { id: None, title: None, schedule, within: None, changes: BTreeMap::new() };
        Some(speech.when(&timed, &occurrence, self.site.now))
    }

    fn roles(&self, item: &Item, speech: &Speech) -> Vec<RoleGroup> {
        let mut groups: Vec<RoleGroup> = Vec::new();
        // Who is named in a group of fields stands there: speakers with their session, pairs with what they want to reach.
        let elsewhere = |path: &str| {
            let group = path.rsplit_once('.').and_then(|(group, _)| item.kind.field(group));
            group.is_some_and(|group| matches!(group.ty, Type::Map { .. }))
        };
        for participant in item.people.iter().filter(|participant| !elsewhere(&participant.path)) {
            let person = self.person(&participant.who);
            match groups.last_mut().filter(|group| *group.name == *participant.path) {
                Some(group) => group.people.push(person),
                None => {
                    let label = item
                        .kind
                        .field(&participant.path)
                        .map_or_else(|| participant.path.clone(), |field| speech.label(&field.label));
                    groups.push(RoleGroup { name: participant.path.clone(), label, people: vec![person] });
                }
            }
        }
        groups
    }

    /// Those of all fields that have no place of their own on a page; what an item does not say itself is left out.
    pub(super) fn other_fields(item: &Item, all: &[FieldView]) -> Vec<FieldView> {
        let roles = &item.kind.roles;
        let is_person = |name: &str| roles.people.iter().any(|path| **path == *name);
        let is_when = |name: &str| {
            !roles.when.is_empty() && (SCHEDULE.contains(&name) || roles.when.iter().any(|path| **path == *name))
        };
        let is_named = item.kind.fields.contains_key("name");
        // Of a person, city and pronouns stand beside the name.
        let is_beside = |name: &str| is_named && matches!(name, "place" | "pronouns");
        let is_placed = |name: &str| {
            PLACED.contains(&name)
                || is_beside(name)
                || is_person(name)
                || is_when(name)
                || [&roles.link, &roles.steps, &roles.awards].iter().any(|role| role.as_deref() == Some(name))
                || (item.times.is_empty() && roles.closes.iter().any(|path| **path == *name))
        };
        let is_own = |name: &str| item.fields.entry(name).is_some_and(|entry| entry.key != item.doc.at);
        let mut views: Vec<FieldView> =
            all.iter().filter(|view| is_own(&view.name) && !is_placed(&view.name)).cloned().collect();
        views.sort_by_key(|view| item.kind.fields.get_index_of(&view.name));
        views
    }

    fn related(&self, item: &Item) -> Vec<Text> {
        let targets = item.fields.at("related").into_iter().filter_map(|found: &Spanned<Value<Target>>| {
            match found.value.reference() {
                Some(Target::Item(id)) => Some(self.drawn.item(*id)),
                _ => None,
            }
        });
        targets.collect()
    }

    fn replies(&self, item: &Item, speech: &Speech) -> Vec<ReplyView> {
        let zone = self.site.zone_of(item);
        let author = |id: &Arc<str>| {
            item.replies.iter().find(|reply| reply.id == *id).map(|reply| self.site.name_of(&reply.author).clone())
        };
        let answer = |reply: &crate::site::BoundReply| Some((reply.id.clone(), author(&reply.id)?));
        let view = |reply: &crate::site::BoundReply| ReplyView {
            id: reply.id.clone(),
            author: self.person(&reply.author),
            date: speech.date(&reply.date, &zone),
            to: reply.to.as_ref().and_then(|to| Some((to.clone(), author(to)?))),
            accepted: reply.accepted,
            answers: item
                .replies
                .iter()
                .filter(|other| other.to.as_ref() == Some(&reply.id))
                .filter_map(answer)
                .collect(),
            body: self.html(&reply.body, speech),
        };
        item.replies.iter().map(view).collect()
    }
}

fn toc(text: &Rendered) -> Vec<TocEntry> {
    let entries = text.headings.iter().filter(|heading| heading.level <= 3);
    entries
        .map(|heading| TocEntry {
            id: heading.id.as_str().into(),
            text: heading.text.as_str().into(),
            level: heading.level,
        })
        .collect()
}

fn reading_minutes(words: u32) -> u32 {
    if words < 2 * WORDS_A_MINUTE { 0 } else { words.div_ceil(WORDS_A_MINUTE) }
}
