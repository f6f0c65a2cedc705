//! One page as templates receive it, for those who ask why it looks as it does.

use super::profile::Watch;
use super::{Memo, Options, Website, prepare};
use crate::diag::nearest;
use crate::output::{file_at, path_of};
use crate::plan::Page;
use crate::site::Held;
use crate::source::{SitePath, Tree};

/// What stands at an address.
#[derive(Clone, Debug)]
pub enum Looked {
    /// A file of the website.
    Page {
        /// What is to stand in it.
        page: Page,
        /// The templates that make it, from its own to that of all pages.
        templates: Vec<SitePath>,
    },
    /// An item that is not shown.
    Held(Held),
    /// Nothing; an address that looks alike, relative to the website.
    Nothing(Option<String>),
}

/// Looks up an address: a full one, or `/events/night/`.
pub fn look(tree: &Tree, options: &Options<'_>, address: &str) -> Looked {
    prepare(tree, options, &mut Memo::once(), &Watch::new(options.clock)).0.look(address)
}

impl Website {
    fn look(&self, address: &str) -> Looked {
        let wanted = self.path(address);
        let paths = || self.pages.pages.iter().map(|id| (id, self.pages.path(id)));
        if let Some((id, _)) = paths().find(|(_, path)| *path == wanted || *path == file_at(&format!("{wanted}/"))) {
            let page = self.pages.page(id);
            return Looked::Page { templates: self.templates(page.template()), page };
        }
        let folder = path_of(&wanted);
        match self.pages.site().held.iter().find(|held| held.url.trim_end_matches('/') == folder.trim_end_matches('/'))
        {
            Some(held) => Looked::Held(held.clone()),
            None => {
                let known: Vec<String> = paths().map(|(_, path)| self.address(&path)).collect();
                Looked::Nothing(nearest(&self.address(&wanted), known.iter().map(String::as_str)).map(str::to_owned))
            }
        }
    }

    /// The path of the file behind an address.
    fn path(&self, address: &str) -> String {
        let url = &self.pages.site().config.url;
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let local = address.strip_prefix(&*url.origin).unwrap_or(address);
        let path = local.strip_prefix(&*url.path).unwrap_or(local).trim_start_matches('/');
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        file_at(&path)
    }

    fn address(&self, path: &str) -> String {
        self.pages.site().config.url.local(path_of(path)).to_string()
    }

    /// The template of that name, and those on which it stands.
    fn templates(&self, name: &str) -> Vec<SitePath> {
        let mut all: Vec<SitePath> = Vec::new();
        let mut next = self.theme.templates.get(name);
        while let Some(template) = next.filter(|template| !all.contains(&template.path)) {
            all.push(template.path.clone());
            let base = template.text.split_once("{% extends \"").and_then(|(_, rest)| rest.split_once('"'));
            next = base.and_then(|(base, _)| self.theme.templates.get(base));
        }
        all
    }
}
