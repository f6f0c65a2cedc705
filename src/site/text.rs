//! Links and pictures in texts: bound to items, files and anchors; dead ones are reported at their line.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bind::{Binder, missing_picture};
use super::files::clean;
use super::{Bound, ImageTarget, Item, ItemId, LinkTarget, Target};
use crate::diag::{Fault, Span, Spanned, codes, nearest};
use crate::doc::{Map, Value};
use crate::kinds::{Kinds, Shape};
use crate::markdown::{ImageUse, Link, Rendered};
use crate::parse;
use crate::source::SitePath;

/// Binds the texts of all items: bodies, replies, and fields of type `markdown`.
pub(super) fn bind(items: &mut [Item], binder: &mut Binder<'_>, kinds: &Kinds) {
    let paths: Vec<SitePath> = items.iter().map(|item| item.doc.path.clone()).collect();
    let mut texts = Texts {
        by_path: items.iter().map(|item| (item.doc.path.clone(), item.id)).collect(),
        by_url: items.iter().map(|item| (item.url.clone(), item.id)).collect(),
        replies: replies(items),
        anchors: items.iter().map(anchors).collect(),
        binder,
        kinds,
    };
    for item in items.iter_mut() {
        let path = item.doc.path.clone();
        item.body = texts.text(&path, &item.body.text, item.id);
        for reply in &mut item.replies {
            reply.body = texts.text(&reply.path, &reply.body.text, item.id);
        }
        item.texts = texts.fields(item, item.original.map(|original| &paths[original.0]));
    }
}

/// The files that hold a reply, each with its discussion and its anchor there.
fn replies(items: &[Item]) -> BTreeMap<SitePath, (ItemId, Arc<str>)> {
    let replies = items.iter().flat_map(|item| item.replies.iter().map(move |reply| (item, reply)));
    let apart = replies.filter(|(item, reply)| reply.path != item.doc.path);
    apart.map(|(item, reply)| (reply.path.clone(), (item.id, reply.id.clone()))).collect()
}

/// All values of type `markdown`, nested ones too.
fn markdown_fields(fields: &Map<Target>, found: &mut Vec<(Span, Arc<Rendered>)>) {
    fields.iter().for_each(|entry| markdown_field(&entry.value, found));
}

fn markdown_field(value: &Spanned<Value<Target>>, found: &mut Vec<(Span, Arc<Rendered>)>) {
    for single in value.value.singles(value) {
        match &single.value {
            Value::Markdown(text) => found.push((single.span, text.clone())),
            Value::Map(map) => markdown_fields(map, found),
            _ => {}
        }
    }
}

/// All anchors of an item's page that content may name: headings, replies, entries with an `id`, such as sessions, and the dates of
/// a series on which something is different.
fn anchors(item: &Item) -> BTreeSet<Arc<str>> {
    let mut fields = Vec::new();
    markdown_fields(&item.fields, &mut fields);
    let replies = item.replies.iter().map(|reply| &reply.body.text);
    let texts = [&item.body.text].into_iter().chain(replies).chain(fields.iter().map(|(_, text)| text));
    let headings = texts.flat_map(|text| &text.ids).map(|id| Arc::from(id.as_str()));
    let maps = item.fields.iter().flat_map(|entry| entry.value.value.singles(&entry.value));
    let entries = maps.filter_map(|single| single.value.map()?.get("id")?.value.text().map(Arc::from));
    headings.chain(entries).chain(item.replies.iter().map(|reply| reply.id.clone())).chain(dates(item)).collect()
}

/// The dates of `change`. Where an item has several schedules they have longer names, and are no anchors to be written.
fn dates(item: &Item) -> impl Iterator<Item = Arc<str>> {
    let groups = item.kind.roles.when.iter().filter_map(|path| {
        let schedule = item.kind.field(path).is_some_and(|field| field.ty.has_shape(Shape::Schedule));
        let group = if schedule { Some(&**path) } else { path.rsplit_once('.').map(|(group, _)| group) };
        group.is_none_or(|group| item.fields.at(group).len() == 1).then_some(group)
    });
    let paths =
        groups.map(|group| group.map_or_else(|| "change.date".to_owned(), |group| format!("{group}.change.date")));
    let dates = paths.flat_map(|path| item.fields.at(&path));
    dates.filter_map(|found| Some(found.value.when()?.date().to_string().into()))
}

struct Texts<'a, 'b> {
    by_path: BTreeMap<SitePath, ItemId>,
    by_url: BTreeMap<Arc<str>, ItemId>,
    replies: BTreeMap<SitePath, (ItemId, Arc<str>)>,
    anchors: Vec<BTreeSet<Arc<str>>>,
    binder: &'a mut Binder<'b>,
    kinds: &'a Kinds,
}

impl Texts<'_, '_> {
    fn text(&mut self, from: &SitePath, text: &Arc<Rendered>, own: ItemId) -> Bound {
        let links = text.links.iter().map(|link| self.link(from, link, own)).collect();
        let images = text.images.iter().map(|image| self.image(from, image)).collect();
        Bound { text: text.clone(), links, images }
    }

    /// The texts of the fields. Those that a translation has from `original` are bound as they are there, where their faults are
    /// reported.
    fn fields(&mut self, item: &Item, original: Option<&SitePath>) -> BTreeMap<Span, Bound> {
        let mut bound = BTreeMap::new();
        for entry in &item.fields {
            let mut texts = Vec::new();
            markdown_field(&entry.value, &mut texts);
            let home = original.filter(|_| item.doc.fields.entry(&entry.name).is_none());
            let before = self.binder.found.len();
            for (span, text) in texts {
                bound.insert(span, self.text(home.unwrap_or(&item.doc.path), &text, item.id));
            }
            if home.is_some() {
                self.binder.found.truncate(before);
            }
        }
        bound
    }

    fn say(&mut self, from: &SitePath, fault: Fault) {
        self.binder.found.push(fault.at(from));
    }

    fn image(&mut self, from: &SitePath, image: &ImageUse) -> ImageTarget {
        if image.external {
            return ImageTarget::External(image.src.as_str().into());
        }
        match self.binder.files.find(from, &image.src) {
            Some(source) => ImageTarget::File(self.binder.files.image(source)),
            None => {
                let near = self.nearest(from, &image.src);
                self.say(from, missing_picture(&image.src, image.span, near));
                ImageTarget::External(image.src.as_str().into())
            }
        }
    }

    fn link(&mut self, from: &SitePath, link: &Link, own: ItemId) -> LinkTarget {
        let fragment = link.fragment.as_deref().map(Arc::from);
        if link.target.is_empty() {
            self.check_anchor(from, link, own);
            return fragment.map_or_else(|| self.empty(from, link), LinkTarget::Anchor);
        }
        self.item(from, link, fragment)
            .or_else(|| self.place(from, &link.target))
            .unwrap_or_else(|| self.dead(from, link))
    }

    /// A link to the file of an item.
    fn item(&mut self, from: &SitePath, link: &Link, fragment: Option<Arc<str>>) -> Option<LinkTarget> {
        let source = self.binder.files.find(from, &link.target)?;
        if let Some(&id) = self.by_path.get(&source.path).filter(|_| source.path.ends_with(".md")) {
            self.check_anchor(from, link, id);
            return Some(LinkTarget::Item(id, fragment));
        }
        if let Some((id, anchor)) = self.replies.get(&source.path) {
            return Some(LinkTarget::Item(*id, Some(anchor.clone())));
        }
        // An item that is held back has a file but no page.
        let held = parse::holds_items(&source.path) && source.path.ends_with(".md");
        Some(if held { LinkTarget::Nowhere } else { LinkTarget::File(self.binder.files.download(source)) })
    }

    /// A link to a folder of items, or to an address of the site as it will be.
    fn place(&self, from: &SitePath, target: &str) -> Option<LinkTarget> {
        let rooted = target.strip_prefix('/');
        let path = match rooted {
            Some(rooted) => clean("", rooted)?,
            None => clean(from.rsplit_once('/').map_or("", |(folder, _)| folder), target)?
                .strip_prefix("content/")?
                .to_string(),
        };
        if let Some(id) = self.by_url.get(&*format!("{path}/")) {
            return Some(LinkTarget::Item(*id, None));
        }
        let of_kind = self.kinds.iter().find(|kind| *kind.folder == *path || *kind.path == *path);
        let local = match of_kind {
            Some(kind) => format!("{}/", kind.path),
            None if rooted.is_some() && STANDING.contains(&&*path) => {
                if path.contains('.') {
                    path
                } else {
                    format!("{path}/")
                }
            }
            None => return None,
        };
        Some(LinkTarget::Local(local.trim_start_matches('/').into()))
    }

    /// A link without any address: the text stays, and nothing is lost, so that it is no error.
    fn empty(&mut self, from: &SitePath, link: &Link) -> LinkTarget {
        let fault = Fault::new(&codes::DEAD_ANCHOR, link.span, "the link has no address");
        self.say(from, fault.help("write the file or the address it leads to, or take the link away"));
        LinkTarget::Nowhere
    }

    fn dead(&mut self, from: &SitePath, link: &Link) -> LinkTarget {
        let help = self.nearest(from, &link.target).map_or_else(
            || {
                "name the file from here, such as `../resources/guide.md`, or from content/: `/resources/guide.md`"
                    .into()
            },
            |near| format!("did you mean `{near}`?"),
        );
        self.say(
            from,
            Fault::new(&codes::DEAD_LINK, link.span, format!("the link leads to no file: `{}`", link.target))
                .help(help),
        );
        LinkTarget::Nowhere
    }

    fn nearest(&self, from: &SitePath, target: &str) -> Option<String> {
        if self.binder.suggests() { self.binder.files.nearest(from, target) } else { None }
    }

    fn check_anchor(&mut self, from: &SitePath, link: &Link, to: ItemId) {
        let Some(fragment) = &link.fragment else { return };
        let anchors = &self.anchors[to.0];
        if fragment.is_empty() || anchors.contains(&**fragment) {
            return;
        }
        let help = match nearest(fragment, anchors.iter().map(|anchor| &**anchor)) {
            Some(near) => format!("did you mean `#{near}`?"),
            None if anchors.is_empty() => "that page has no headings: take `#…` away".into(),
            None => {
                let some: Vec<String> = anchors.iter().take(5).map(|anchor| format!("`#{anchor}`")).collect();
                format!("the anchors there are {}{}", some.join(", "), if anchors.len() > 5 { " …" } else { "" })
            }
        };
        self.say(
            from,
            Fault::new(&codes::DEAD_ANCHOR, link.span, format!("no heading there has the anchor `#{fragment}`"))
                .help(help),
        );
    }
}

/// Addresses that every site has, or may have.
const STANDING: &[&str] = &["", "calendar", "topics", "calendar.ics", "feed.xml", "feed.json"];
