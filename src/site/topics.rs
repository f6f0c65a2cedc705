//! Topics without a vocabulary: two spellings of one word make two pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Site;
use crate::diag::{Diagnostic, Fault, codes};
use crate::parse::squeeze;

/// Reports topics that are nearly the same, at the items that use the rarer one. With `topics.yaml` the vocabulary is checked instead.
pub(super) fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    if site.topics.controlled {
        return;
    }
    let mut groups: BTreeMap<String, Vec<&Arc<str>>> = BTreeMap::new();
    for topic in site.by_topic.keys() {
        groups.entry(squeeze(topic)).or_default().push(topic);
    }
    for topics in groups.values().filter(|topics| topics.len() > 1) {
        // Of two that are used equally often the shorter one stays, or that in small letters, which are behind capitals.
        let rank = |topic: &Arc<str>| (site.by_topic[topic].len(), std::cmp::Reverse(topic.len()), topic.clone());
        let Some(usual) = topics.iter().max_by_key(|topic| rank(topic)) else { continue };
        for rare in topics.iter().filter(|topic| *topic != usual) {
            report(site, rare, usual, found);
        }
    }
}

fn report(site: &Site, rare: &Arc<str>, usual: &str, found: &mut Vec<Diagnostic>) {
    for item in site.by_topic[rare].iter().map(|id| site.item(*id)) {
        let values = item.kind.roles.topics.iter().flat_map(|path| item.fields.at(path));
        for value in values.filter(|value| value.value.text() == Some(rare)) {
            let message = format!("the topics `{rare}` and `{usual}` are nearly the same");
            let fault = Fault::new(&codes::SIMILAR_TOPICS, value.span, message);
            found.push(fault.help(format!("write `{usual}`, as others do")).at(&item.doc.path));
        }
    }
}
