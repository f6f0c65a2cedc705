//! Files that belong to pages: pictures and downloads, found relative to the item that names them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::diag::nearest;
use crate::source::{SitePath, Source, Tree};

/// A file that a page shows or links to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asset {
    /// Where it goes, without the base path: `events/night/photo.3f2a9c1b.jpg`.
    pub output: Arc<str>,
    /// Width in pixels; 0 where it is not a picture.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Whether its name changes with what is in it, so that it can be cached for ever.
    pub lasting: bool,
}

/// Finds files, and remembers which are used.
pub(super) struct Files<'a> {
    tree: &'a Tree,
    /// Whether what is found goes onto the website.
    pub(super) takes: bool,
    used: BTreeMap<SitePath, Asset>,
}

impl<'a> Files<'a> {
    pub(super) fn new(tree: &'a Tree) -> Self {
        Self { tree, takes: true, used: BTreeMap::new() }
    }

    pub(super) fn into_used(self) -> BTreeMap<SitePath, Asset> {
        self.used
    }

    /// The file that `target` names from the file `from`: relative to it, or from `content/` or `static/` with a leading slash.
    pub(super) fn find(&self, from: &str, target: &str) -> Option<&'a Source> {
        self.first(&paths(from, target))
    }

    /// The first of the files that is there.
    pub(super) fn first(&self, paths: &[String]) -> Option<&'a Source> {
        paths.iter().find_map(|path| self.tree.get(path))
    }

    /// Whether there is a file of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.tree.get(path).is_some()
    }

    /// What `target` should probably be: the file in the same folder whose name is nearest.
    pub(super) fn nearest(&self, from: &str, target: &str) -> Option<String> {
        let (before, name) = target.rsplit_once('/').map_or(("", target), |(folder, name)| (folder, name));
        let found = paths(from, target).into_iter().find_map(|path| {
            let prefix = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let names = self.tree.under(&prefix).map(|source| source.path.get(prefix.len()..).unwrap_or_default());
            nearest(name, names.filter(|name| !name.contains('/'))).map(str::to_owned)
        })?;
        Some(if target.contains('/') { format!("{before}/{found}") } else { found })
    }

    /// Takes a picture to the site under a name with its digest, so that it can be cached for ever.
    pub(super) fn image(&mut self, source: &Source) -> SitePath {
        let size = dimensions(source);
        self.take(source, size, true)
    }

    /// Takes a download to the site under its own name.
    pub(super) fn download(&mut self, source: &Source) -> SitePath {
        self.take(source, (0, 0), false)
    }

    fn take(&mut self, source: &Source, (width, height): (usize, usize), hashed: bool) -> SitePath {
        let output = output(source, hashed);
        if self.takes {
            self.used.entry(source.path.clone()).or_insert_with(|| Asset { output, width, height, lasting: hashed });
        }
        source.path.clone()
    }
}

fn output(source: &Source, hashed: bool) -> Arc<str> {
    let rest =
        source.path.strip_prefix("content/").or_else(|| source.path.strip_prefix("static/")).unwrap_or(&source.path);
    match rest.rsplit_once('.') {
        Some((stem, ending)) if hashed => format!("{stem}.{}.{ending}", source.digest.hex(8)).into(),
        _ => rest.into(),
    }
}

/// The paths that a target may mean, in the order in which they are tried.
pub(super) fn paths(from: &str, target: &str) -> Vec<String> {
    let target = percent_decoded(target);
    match target.strip_prefix('/') {
        Some(rooted) => [clean("content", rooted), clean("static", rooted)].into_iter().flatten().collect(),
        None => clean(from.rsplit_once('/').map_or("", |(folder, _)| folder), &target).into_iter().collect(),
    }
}

/// Joins a folder and a relative path; none where it would leave the site.
pub(super) fn clean(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// Width and height in pixels, as it is shown; of an SVG those of its attributes or its view box.
fn dimensions(source: &Source) -> (usize, usize) {
    if source.path.ends_with(".svg") {
        return source.text().ok().map_or((0, 0), svg_dimensions);
    }
    source.picture().size
}

fn svg_dimensions(text: &str) -> (usize, usize) {
    let Some(start) = text.find("<svg") else { return (0, 0) };
    let tag = &text[start..start + text[start..].find('>').unwrap_or(0)];
    let attribute = |name: &str| tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    let pixels = |text: &str| text.trim_end_matches("px").parse::<f64>().ok().map(|n| n.round() as usize);
    if let (Some(width), Some(height)) = (attribute("width").and_then(pixels), attribute("height").and_then(pixels)) {
        return (width, height);
    }
    let numbers: Vec<usize> = attribute("viewBox").unwrap_or_default().split([' ', ',']).filter_map(pixels).collect();
    match numbers[..] {
        [_, _, width, height] => (width, height),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(clean("content/events", "../resources/guide.md").as_deref(), Some("content/resources/guide.md"));
        assert_eq!(clean("content", "../../etc/passwd"), None);
        assert_eq!(percent_decoded("a%20b%C3%A9%zz"), "a bé%zz");
    }

    #[test]
    fn svg_sizes() {
        assert_eq!(svg_dimensions("<svg xmlns=\"x\" viewBox=\"0 0 640 360\">"), (640, 360));
        assert_eq!(svg_dimensions("<svg width=\"10\" height=\"20px\">"), (10, 20));
    }
}
