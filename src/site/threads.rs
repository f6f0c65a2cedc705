//! Replies join their discussions, from the thread's own file and from files of their own.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bind::Binder;
use super::{Bound, BoundReply, Item};
use crate::diag::{Diagnostic, Fault, codes, nearest};
use crate::doc::{Part, Reply};
use crate::time::When;

/// Binds all replies and checks each thread.
pub(super) fn attach(items: &mut [Item], parts: &[Part], binder: &mut Binder<'_>) {
    let mut loose = loose(parts);
    for item in items.iter_mut().filter(|item| item.kind.roles.replies.is_some() && item.doc.translation.is_none()) {
        let apart = loose.remove(&(item.kind.name.clone(), item.doc.slug.clone())).unwrap_or_default();
        let mut replies: Vec<&Reply> = item.doc.replies.iter().chain(apart.iter().map(|reply| &**reply)).collect();
        replies.sort_by(|a, b| a.date.value.first_moment().cmp(&b.date.value.first_moment()));
        check(item, &replies, &mut binder.found);
        item.replies = replies.into_iter().map(|reply| bound(item, reply, binder)).collect();
    }
    for ((kind, thread), replies) in loose {
        let kinds = [kind];
        // The replies of a draft are held back with it; the fault of a file that cannot be read is enough.
        if binder.register.find(&kinds, None, &thread).is_none() {
            let lost = replies.iter().filter(|reply| !binder.has_thread(&reply.path));
            let lost: Vec<_> = lost.map(|reply| homeless(reply, &thread)).collect();
            binder.found.extend(lost);
        }
    }
    let translated = items.iter().filter(|item| item.doc.translation.is_some());
    binder.found.extend(translated.filter_map(|item| translated_reply(item)));
}

/// Replies belong to the original: whoever writes one in a translation would wait for an answer.
fn translated_reply(item: &Item) -> Option<Diagnostic> {
    let reply = item.doc.replies.first()?;
    let fault = Fault::new(&codes::BAD_REPLY, reply.at, "replies stand in the original, not in a translation");
    Some(fault.help(format!("move it to `{}.md`", item.doc.slug)).at(&reply.path))
}

type Loose = BTreeMap<(Arc<str>, Arc<str>), Vec<Arc<Reply>>>;

fn loose(parts: &[Part]) -> Loose {
    let mut all = Loose::new();
    for part in parts {
        if let Part::Reply { kind, thread, reply } = part {
            all.entry((kind.clone(), thread.clone())).or_default().push(reply.clone());
        }
    }
    all
}

fn homeless(reply: &Reply, thread: &str) -> Diagnostic {
    let fault =
        Fault::new(&codes::REPLY_TO_NOTHING, reply.at, format!("there is no discussion `{thread}` for this reply"));
    fault.help(format!("write `{thread}/index.md`, or move the reply to its discussion")).at(&reply.path)
}

fn bound(item: &Item, reply: &Reply, binder: &mut Binder<'_>) -> BoundReply {
    let field = item.kind.roles.replies.as_ref().and_then(|path| item.kind.field(path));
    let author = match field {
        Some(field) => binder.reference(&reply.path, &reply.author.value, field, reply.author.span),
        None => super::bind::nobody(""),
    };
    BoundReply {
        path: reply.path.clone(),
        id: reply.id.clone(),
        author,
        date: reply.date.value,
        to: reply.to.as_ref().map(|to| to.value.clone()),
        accepted: reply.accepted,
        body: Bound { text: reply.body.text.clone(), ..Bound::default() },
    }
}

/// Ids once, answers behind what they answer, one accepted reply. `replies` are sorted by date.
fn check(item: &Item, replies: &[&Reply], found: &mut Vec<Diagnostic>) {
    let opened = item.published();
    let mut ids: BTreeMap<&str, &Reply> = BTreeMap::new();
    let mut accepted = 0;
    for reply in in_file_order(replies) {
        if ids.insert(&reply.id, reply).is_some() {
            let fault =
                Fault::new(&codes::DUPLICATE_REPLY, reply.at, format!("two replies have the id `{}`", reply.id));
            found.push(fault.help(format!("give this one another id: `{{#{}b}}`", reply.id)).at(&reply.path));
        }
        accepted += usize::from(reply.accepted);
        if reply.accepted && accepted > 1 {
            let fault =
                Fault::new(&codes::SECOND_ACCEPTED, reply.at, "a second reply is marked as the accepted answer");
            found.push(fault.help("take `.accepted` away from one of them").at(&reply.path));
        }
        if opened.is_some_and(|opened| is_earlier(&reply.date.value, &opened)) {
            let fault = Fault::new(&codes::REPLY_TOO_EARLY, reply.date.span, "the reply is older than its discussion");
            found.push(fault.help("check the year and the day of both").at(&reply.path));
        }
    }
    for reply in replies {
        check_answer(reply, &ids, found);
        if turns(reply, &ids) {
            let message = match reply.to.as_ref().filter(|to| *to.value != *reply.id) {
                Some(to) => format!("the reply `{}` answers `{}`, which answers it in turn", reply.id, to.value),
                None => format!("the reply `{}` answers itself", reply.id),
            };
            let fault = Fault::new(&codes::REPLY_TO_NOTHING, reply.to.as_ref().map_or(reply.at, |to| to.span), message);
            found.push(fault.help("write `to=` with the id of an earlier reply, or take it away").at(&reply.path));
        }
    }
}

/// Whether a reply answers itself, directly or by others of the same moment; other rings go back in time and are reported as such.
fn turns(reply: &Reply, ids: &BTreeMap<&str, &Reply>) -> bool {
    let mut at = reply;
    for _ in 0..ids.len() {
        let Some(next) = at.to.as_ref().and_then(|to| ids.get(&*to.value)) else { return false };
        if next.id == reply.id {
            return true;
        }
        if is_earlier(&next.date.value, &reply.date.value) || is_earlier(&reply.date.value, &next.date.value) {
            return false;
        }
        at = next;
    }
    false
}

fn in_file_order<'a>(replies: &[&'a Reply]) -> Vec<&'a Reply> {
    let mut sorted = replies.to_vec();
    sorted.sort_by(|a, b| (&a.path, a.at).cmp(&(&b.path, b.at)));
    sorted
}

fn check_answer(reply: &Reply, ids: &BTreeMap<&str, &Reply>, found: &mut Vec<Diagnostic>) {
    let Some(to) = &reply.to else { return };
    match ids.get(&*to.value) {
        None => {
            let near = nearest(&to.value, ids.keys().copied().filter(|id| **id != *reply.id))
                .map(|near| format!("did you mean `to={near}`?"));
            let fault = Fault::new(
                &codes::REPLY_TO_NOTHING,
                to.span,
                format!("there is no reply `{}` in this discussion", to.value),
            );
            found.push(
                fault.help_opt(near.or(Some("take `to=` away to answer the opening text".into()))).at(&reply.path),
            );
        }
        Some(answered) if is_earlier(&reply.date.value, &answered.date.value) => {
            let fault = Fault::new(
                &codes::REPLY_TOO_EARLY,
                reply.date.span,
                format!("the reply is older than `{}`, which it answers", to.value),
            );
            found.push(fault.help("check the year and the day of both").at(&reply.path));
        }
        Some(_) => {}
    }
}

/// Whether one is before the other; on days without a time only the day counts.
fn is_earlier(one: &When, other: &When) -> bool {
    match (one, other) {
        (When::Time(one), When::Time(other)) => one < other,
        _ => one.date() < other.date(),
    }
}
