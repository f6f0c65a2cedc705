//! The policies (`Content-Security-Policy`) that a host sends: the strict one, and what gives way to a page of `static/` with one of its own.
//!
//! Where several rules of `_headers` fit an address, some hosts send the last policy, others all of them, of which browsers then heed each. So
//! what is sent for everything allows what any page may do, and the strict policy follows for all addresses but those of such pages: that is
//! right in both cases.

use std::collections::BTreeSet;

use super::Outline;
use super::body::encoded;
use crate::output::path_of;
use crate::source::Tree;

/// How a page of `static/` says what it may do.
const META: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// A page of `static/` that says itself what it may do, such as one for editing.
#[derive(Debug)]
pub(super) struct Own {
    /// How its addresses begin: its folder, or its name.
    start: String,
    policy: String,
}

/// All such pages. A policy that leaves anything open is none.
pub(super) fn own(tree: &Tree) -> Vec<Own> {
    let pages = tree.under("static/").filter(|source| source.path.ends_with(".html"));
    let own = pages.filter_map(|source| {
        let policy = source.text().ok()?.split_once(META)?.1.split_once('"')?.0;
        let path = source.path.strip_prefix("static/")?;
        let start = encoded(path_of(path));
        let is_whole = !start.is_empty() && directives(policy).iter().any(|(name, _)| *name == "default-src");
        is_whole.then(|| Own { start, policy: policy.to_owned() })
    });
    own.collect()
}

impl Outline {
    /// What pages may do. The index of the search is read by a program in WebAssembly, which a browser only runs where it is told that it may.
    fn strict(&self) -> String {
        let wasm = if self.site.config.search { " script-src 'self' 'wasm-unsafe-eval';" } else { "" };
        format!(
            "default-src 'self';{wasm} img-src 'self' data: https:; base-uri 'none'; form-action 'self' https:; frame-ancestors 'self'"
        )
    }

    /// What is sent with everything.
    pub(super) fn policy(&self) -> String {
        self.own_policies.iter().fold(self.strict(), |all, own| either(&all, &own.policy))
    }

    /// The rules that hold all other pages to the strict policy, if one has its own.
    pub(super) fn strict_rules(&self) -> String {
        if self.own_policies.is_empty() {
            return String::new();
        }
        let paths: Vec<String> = self.pages.iter().map(|id| encoded(&self.path(id))).collect();
        let starts = starts(&paths, &self.own_policies).into_iter().map(|start| format!("{start}*"));
        let (base, strict) = (&self.base.path, self.strict());
        let rule = |pattern: String| format!("{base}{pattern}\n  Content-Security-Policy: {strict}\n");
        std::iter::once(String::new()).chain(starts).map(rule).collect()
    }
}

/// The shortest beginnings that all other addresses have, but none of these pages. Some hosts take capitals for small letters, and a dot for
/// any letter.
fn starts<'a>(paths: &'a [String], own: &[Own]) -> BTreeSet<&'a str> {
    let alike = |(there, letter): (u8, u8)| letter == b'.' || letter.eq_ignore_ascii_case(&there);
    let of_own = |start: &str| {
        own.iter().any(|own| start.len() <= own.start.len() && own.start.bytes().zip(start.bytes()).all(alike))
    };
    let others = paths.iter().filter(|path| !own.iter().any(|own| path.starts_with(&own.start)));
    others.filter_map(|path| (1..=path.len()).filter_map(|end| path.get(..end)).find(|start| !of_own(start))).collect()
}

type Directive<'a> = (&'a str, Vec<&'a str>);

fn directives(policy: &str) -> Vec<Directive<'_>> {
    let words = policy.split(';').map(str::split_whitespace);
    words.filter_map(|mut words| Some((words.next()?, words.collect()))).collect()
}

/// What allows whatever one of the two allows to be loaded and run; all else as the first one has it.
fn either(first: &str, second: &str) -> String {
    let (first, second) = (directives(first), directives(second));
    let loads = |name: &str| name.contains("-src");
    let more = second.iter().filter(|(name, _)| loads(name) && first.iter().all(|(known, _)| known != name));
    let joined = first.iter().chain(more).map(|(name, alone)| {
        let mut all =
            if loads(name) { [sources(&first, name), sources(&second, name)].concat() } else { alone.clone() };
        let mut seen = BTreeSet::new();
        all.retain(|source| seen.insert(*source));
        format!("{name} {}", at_least(all).join(" "))
    });
    joined.collect::<Vec<_>>().join("; ")
}

/// Without sources beside which others count for nothing: in their place stands what allows no less (CSP Level 3, section 6.7).
fn at_least(mut all: Vec<&str>) -> Vec<&str> {
    let has = |all: &[&str], source: &str| all.contains(&source);
    // It stands alone or not at all.
    let is_alone = all.len() == 1;
    all.retain(|source| *source != "'none'" || is_alone);
    if has(&all, "'unsafe-inline'") {
        all.retain(|source| !["'sha", "'nonce-"].iter().any(|one| source.starts_with(one)));
    }
    if has(&all, "'strict-dynamic'") {
        all.retain(|source| !["'strict-dynamic'", "https:"].contains(source));
        all.push("https:");
    }
    all
}

/// From where a policy lets something be loaded; what it does not name is as what stands in for it.
fn sources<'a>(policy: &[Directive<'a>], name: &str) -> Vec<&'a str> {
    let instead = match name {
        "script-src-elem" | "script-src-attr" | "worker-src" => "script-src",
        "style-src-elem" | "style-src-attr" => "style-src",
        _ => "default-src",
    };
    match policy.iter().find(|(known, _)| *known == name) {
        Some((_, sources)) => sources.clone(),
        None if name == instead => Vec::new(),
        None => sources(policy, instead),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_of_two_policies_allows_is_allowed() {
        let strict = "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'self'";
        let own = "default-src 'none'; script-src https://a.example 'unsafe-eval'; img-src blob:; base-uri 'self'";
        assert_eq!(
            either(strict, own),
            "default-src 'self'; img-src 'self' data: blob:; base-uri 'none'; frame-ancestors 'self'; \
             script-src 'self' https://a.example 'unsafe-eval'"
        );
        let none = "default-src 'none'; worker-src blob:";
        assert_eq!(
            either(none, own),
            "default-src 'none'; worker-src blob: https://a.example 'unsafe-eval'; script-src https://a.example 'unsafe-eval'; img-src blob:"
        );
        assert_eq!(either(strict, strict), strict);
        let dynamic = "default-src 'self'; script-src 'sha256-x' 'strict-dynamic'";
        assert_eq!(either("default-src 'self'", dynamic), "default-src 'self'; script-src 'self' 'sha256-x' https:");
        let inline = "default-src 'self'; script-src 'unsafe-inline'";
        assert_eq!(either(dynamic, inline), "default-src 'self'; script-src 'unsafe-inline' https:");
    }

    #[test]
    fn all_other_addresses_have_a_beginning_of_their_own() {
        let own = ["admin/", "tools/a.html"].map(|start| Own { start: start.to_owned(), policy: String::new() });
        let paths = [
            "about/",
            "Admins/x",
            "admin/config.yml",
            "events/a/",
            "events/b/",
            "tools/a.htm",
            "tools/b",
            "t",
            "%E6/",
            ".nojekyll",
        ];
        let found: Vec<String> = starts(&paths.map(str::to_owned), &own).into_iter().map(str::to_owned).collect();
        assert_eq!(found, ["%", ".n", "Admins", "ab", "e", "tools/b"]);
    }
}
