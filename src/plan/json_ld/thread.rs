//! Threads: a question with its answers, or a posting with its comments.

use serde_json::Value;

use super::Page;
use super::object::Object;
use super::text::words;
use crate::site::BoundReply;

/// A thread. A question with an accepted answer gets a type that shows the answer in search results.
pub(super) fn object(page: Page<'_>) -> Object {
    if page.item.is_answered() { answered(page) } else { posting(page) }
}

fn answered(page: Page<'_>) -> Object {
    let (accepted, others): (Vec<_>, Vec<_>) = answers(page).into_iter().partition(|reply| reply.accepted);
    let all = |replies: Vec<&BoundReply>| -> Vec<Value> {
        replies.into_iter().map(|reply| said(page, reply, "Answer").into()).collect()
    };
    let question = Object::of("Question")
        .with("name", &*page.item.title)
        .with("text", words(&page.item.body.text.html))
        .with("url", page.url())
        .with("author", author(page))
        .with("datePublished", page.stamp(page.item.published()))
        .with("answerCount", accepted.len() + others.len())
        .with("acceptedAnswer", all(accepted))
        .with_list("suggestedAnswer", all(others));
    let page_itself = Object::of("QAPage").with("name", &*page.item.title).with("url", page.url());
    page_itself.with("inLanguage", &*page.item.language).with("about", page.about()).with("mainEntity", question)
}

/// The accepted answer, and what else answers the question itself, unless the one who asked wrote it.
fn answers(page: Page<'_>) -> Vec<&BoundReply> {
    let asker = asker(page);
    let others = |reply: &&BoundReply| reply.accepted || (reply.to.is_none() && Some(&reply.author) != asker);
    page.item.replies.iter().filter(others).collect()
}

fn posting(page: Page<'_>) -> Object {
    let item = page.item;
    let comments = item.replies.iter().map(|reply| said(page, reply, "Comment").into()).collect();
    Object::of(&item.kind.schema_org)
        .with("headline", &*item.title)
        .with("text", words(&item.body.text.html))
        .with("url", page.url())
        .with("image", page.image())
        .with("author", author(page))
        .with("datePublished", page.stamp(item.published()))
        .with("dateModified", page.stamp(item.when("updated")))
        .with("inLanguage", &*item.language)
        .with("about", page.about())
        .with("commentCount", item.replies.len())
        .with_list("comment", comments)
}

fn said(page: Page<'_>, reply: &BoundReply, ty: &str) -> Object {
    Object::of(ty)
        .with("text", words(&reply.body.text.html))
        .with("url", page.anchor(&reply.id))
        .with("author", page.who(&reply.author, opener(page)))
        .with("datePublished", page.stamp(Some(reply.date)))
}

/// The field that names who opened the thread.
fn opener(page: Page<'_>) -> &str {
    page.item.kind.roles.replies.as_deref().unwrap_or_default()
}

fn asker(page: Page<'_>) -> Option<&crate::site::Target> {
    page.item.fields.first(opener(page))?.value.reference()
}

fn author(page: Page<'_>) -> Option<Value> {
    asker(page).map(|who| page.who(who, opener(page)))
}
