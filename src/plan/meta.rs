//! What a page says of itself: title, addresses, feeds, languages.

use std::sync::Arc;

use super::{Outline, PageId};
use crate::time::When;
use crate::view::{Alternate, Body, DateView, FeedLink, HtmlView, ImageView, NavLink, PageMeta, Text};

/// The parts of [`PageMeta`] that pages decide on.
#[derive(Clone, Debug, Default)]
pub(super) struct Meta {
    pub(super) url: Text,
    pub(super) title: Text,
    pub(super) description: Text,
    pub(super) language: Text,
    pub(super) direction: Text,
    pub(super) og_type: Text,
    pub(super) image: Option<ImageView>,
    pub(super) feeds: Vec<FeedLink>,
    pub(super) breadcrumbs: Vec<NavLink>,
    pub(super) section: Text,
    pub(super) alternates: Vec<Alternate>,
    pub(super) edit: Option<Text>,
    pub(super) json_ld: Text,
    pub(super) noindex: bool,
    pub(super) built: Option<DateView>,
}

impl Outline {
    /// The day of the build, for pages that are about the present.
    pub(super) fn built(&self) -> DateView {
        let zone = self.site.config.zone_or_utc();
        self.main().day(&When::Day(self.site.now.date(&zone)))
    }

    /// What every page in the site's language starts from.
    pub(super) fn meta(&self, id: &PageId, title: Text) -> Meta {
        let speech = self.main();
        Meta {
            url: self.href(id),
            title,
            description: self.site.config.description.clone(),
            language: speech.language.clone(),
            direction: speech.locale.direction().into(),
            og_type: "website".into(),
            feeds: self.feed_links(&super::FeedOf::Site, &self.site.config.title),
            breadcrumbs: vec![NavLink { label: speech.word("home").into(), url: self.href(&PageId::Home) }],
            ..Meta::default()
        }
    }

    /// A page.
    pub(super) fn html_view(&self, meta: Meta, view: Body) -> HtmlView {
        let full = |image: ImageView| ImageView { url: self.full(&image.url), ..image };
        HtmlView {
            page: PageMeta {
                canonical: self.base.full(&meta.url),
                url: meta.url,
                title: meta.title,
                description: meta.description,
                language: meta.language,
                direction: meta.direction,
                og_type: meta.og_type,
                image: meta.image.map(full),
                feeds: meta.feeds,
                breadcrumbs: meta.breadcrumbs,
                section: meta.section,
                alternates: meta.alternates,
                edit: meta.edit,
                json_ld: meta.json_ld,
                noindex: meta.noindex,
                built: meta.built,
            },
            view,
        }
    }

    /// What is shown where there is nothing.
    pub(super) fn not_found(&self) -> HtmlView {
        let title: Arc<str> = self.main().word("not_found_title").into();
        self.html_view(
            Meta { noindex: true, breadcrumbs: Vec::new(), ..self.meta(&PageId::NotFound, title) },
            Body::NotFound,
        )
    }
}
