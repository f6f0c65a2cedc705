//! Links and pictures in texts: bound to items, files and anchors; dead ones are reported at their line.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bind::{Binder, missing_picture};
use super::files::{clean, paths};
use super::{Bound, ImageTarget, Item, ItemId, LinkTarget, Target};
use crate::diag::{Fault, Span, codes, nearest};
use crate::doc::{Map, Value};
use crate::kinds::Kinds;
use crate::markdown::{ImageUse, Link, Rendered};
use crate::parse;
use crate::source::SitePath;

/// Binds the texts of all items: bodies, replies, and fields of type `markdown`.
pub(super) fn bind(items: &mut [Item], binder: &mut Binder<'_>, kinds: &Kinds) {
    let mut texts = Texts {
        by_path: items.iter().map(|item| (&*item.doc.path, item.id)).collect(),
        by_url: items.iter().map(|item| (&*item.url, item.id)).collect(),
        items,
        binder,
        kinds,
    };
    let bound: Vec<BoundTexts> = items.iter().map(|item| texts.all(item)).collect();
    for (item, bound) in items.iter_mut().zip(bound) {
        item.body = bound.body;
        item.replies.iter_mut().zip(bound.replies).for_each(|(reply, body)| reply.body = body);
        item.texts = bound.fields;
    }
}

/// The texts of one item.
struct BoundTexts {
    body: Bound,
    replies: Vec<Bound>,
    fields: BTreeMap<Span, Bound>,
}

/// All values of type `markdown`, nested ones too.
fn markdown_fields(fields: &Map<Target>, found: &mut Vec<(Span, Arc<Rendered>)>) {
    for single in fields.iter().flat_map(|entry| entry.value.value.singles(&entry.value)) {
        match &single.value {
            Value::Markdown(text) => found.push((single.span, text.clone())),
            Value::Map(map) => markdown_fields(map, found),
            _ => {}
        }
    }
}

/// All anchors of an item's page that content may name.
fn anchors(item: &Item) -> Vec<&str> {
    let sessions = item.fields.at("sessions.id").into_iter().filter_map(|found| found.value.text());
    let body = item.body.text.ids.iter().map(String::as_str);
    let replies =
        item.replies.iter().flat_map(|reply| reply.body.text.ids.iter().map(String::as_str).chain([&*reply.id]));
    body.chain(sessions).chain(replies).collect()
}

struct Texts<'a, 'b> {
    items: &'a [Item],
    by_path: BTreeMap<&'a str, ItemId>,
    by_url: BTreeMap<&'a str, ItemId>,
    binder: &'a mut Binder<'b>,
    kinds: &'a Kinds,
}

impl Texts<'_, '_> {
    fn all(&mut self, item: &Item) -> BoundTexts {
        let path = &item.doc.path;
        let mut fields = Vec::new();
        markdown_fields(&item.fields, &mut fields);
        BoundTexts {
            body: self.text(path, &item.body.text, item.id),
            replies: item.replies.iter().map(|reply| self.text(&reply.path, &reply.body.text, item.id)).collect(),
            fields: fields.iter().map(|(span, text)| (*span, self.text(path, text, item.id))).collect(),
        }
    }

    fn text(&mut self, from: &SitePath, text: &Arc<Rendered>, own: ItemId) -> Bound {
        let links = text.links.iter().map(|link| self.link(from, link, own)).collect();
        let images = text.images.iter().map(|image| self.image(from, image)).collect();
        Bound { text: text.clone(), links, images }
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
                let near = nearest(&image.src, self.binder.files.neighbors(from, &image.src))
                    .map(|near| format!("did you mean `{near}`?"));
                self.say(from, missing_picture(&image.src, image.span).help_opt(near));
                ImageTarget::External(image.src.as_str().into())
            }
        }
    }

    fn link(&mut self, from: &SitePath, link: &Link, own: ItemId) -> LinkTarget {
        let fragment = link.fragment.as_deref().map(Arc::from);
        if link.target.is_empty() {
            self.check_anchor(from, link, own);
            return fragment.map_or(LinkTarget::Nowhere, LinkTarget::Anchor);
        }
        self.item(from, link, fragment)
            .or_else(|| self.place(from, &link.target))
            .unwrap_or_else(|| self.dead(from, link))
    }

    /// A link to the file of an item.
    fn item(&mut self, from: &SitePath, link: &Link, fragment: Option<Arc<str>>) -> Option<LinkTarget> {
        let paths = paths(from, &link.target);
        let named = paths.first().filter(|path| path.ends_with(".md"));
        if let Some(&id) = named.and_then(|path| self.by_path.get(&**path)) {
            self.check_anchor(from, link, id);
            return Some(LinkTarget::Item(id, fragment));
        }
        let source = self.binder.files.first(&paths)?;
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

    fn dead(&mut self, from: &SitePath, link: &Link) -> LinkTarget {
        let near = nearest(&link.target, self.binder.files.neighbors(from, &link.target)).map(|near| {
            let folder = link.target.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            format!("did you mean `{folder}{near}`?")
        });
        let help = near.or_else(|| {
            Some(
                "name the file from here, such as `../resources/guide.md`, or from content/: `/resources/guide.md`"
                    .into(),
            )
        });
        self.say(
            from,
            Fault::new(&codes::DEAD_LINK, link.span, format!("the link leads to no file: `{}`", link.target))
                .help_opt(help),
        );
        LinkTarget::Nowhere
    }

    fn check_anchor(&mut self, from: &SitePath, link: &Link, to: ItemId) {
        let Some(fragment) = &link.fragment else { return };
        let anchors = anchors(&self.items[to.0]);
        if fragment.is_empty() || anchors.contains(&&**fragment) {
            return;
        }
        let near = nearest(fragment, anchors.into_iter()).map(|near| format!("did you mean `#{near}`?"));
        self.say(
            from,
            Fault::new(&codes::DEAD_ANCHOR, link.span, format!("no heading there has the anchor `#{fragment}`"))
                .help_opt(near),
        );
    }
}

/// Addresses that every site has, or may have.
const STANDING: &[&str] = &["", "calendar", "topics", "calendar.ics", "feed.xml", "feed.json"];
