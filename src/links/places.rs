//! Where in the files of a site an address was written.

use super::address::decoded;
use crate::diag::Span;
use crate::source::{SitePath, Source, Tree};

/// The place of an address in a file.
pub(super) fn within(tree: &Tree, path: &SitePath, written: &str, base: &str) -> Option<(SitePath, Span)> {
    let text = tree.get(path)?.text().ok()?;
    forms(written, base).iter().find_map(|form| find(text, form)).map(|span| (path.clone(), span))
}

/// The place of an address in what many pages share: the settings, and the theme.
pub(super) fn shared(tree: &Tree, written: &str, base: &str) -> Option<(SitePath, Span)> {
    let settings = ["site.yaml", "topics.yaml"].into_iter().filter_map(|path| tree.get(path));
    let all: Vec<&Source> = settings.chain(tree.under("themes/")).collect();
    all.into_iter().find_map(|source| within(tree, &source.path, written, base))
}

/// How an address may have been written: as it is in the page, with signs as they are, and from the folder of the website on.
fn forms(written: &str, base: &str) -> Vec<String> {
    let inside = written.strip_prefix(base).filter(|inside| !inside.is_empty());
    let mut forms = vec![written.to_owned(), decoded(written), written.replace('&', "&amp;")];
    for inside in inside.into_iter().flat_map(|inside| [inside.to_owned(), decoded(inside)]) {
        forms.extend([format!("/{inside}"), inside]);
    }
    forms
}

/// Where a text stands that is not a part of a longer address.
fn find(text: &str, part: &str) -> Option<Span> {
    let is_address = |c: char| c.is_alphanumeric() || matches!(c, '/' | '_' | '%' | '-' | '#' | '@' | '=');
    let alone = |at: &usize| {
        // A dot or a question mark may end a sentence too.
        let more = text[at + part.len()..].trim_start_matches(['.', '?', '&']);
        !text[..*at].ends_with(is_address) && !more.starts_with(is_address)
    };
    let at = text.match_indices(part).map(|(at, _)| at).find(alone)?;
    Some(Span::new(at, at + part.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_where_it_stands_alone() {
        let place = |text: &str, part: &str| find(text, part).map(|span| span.start);
        assert_eq!(place("[a](/x/y/) [b](/x/)", "/x/"), Some(15));
        assert_eq!(place("See https://x.org/a.", "https://x.org/a"), Some(4));
        assert_eq!(place("https://x.org/a.html", "https://x.org/a"), None);
        assert_eq!(place("https://x.org/a?b", "https://x.org/a"), None);
        let tree: Tree =
            [Source::new("site.yaml", "menu:\n  - {label: A, url: about/us/}\n".as_bytes())].into_iter().collect();
        assert_eq!(shared(&tree, "/hub/about/us/", "/hub/").unwrap().1, Span::new(26, 35));
    }
}
