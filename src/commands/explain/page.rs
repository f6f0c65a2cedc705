//! Why a page is as it is: its source, its templates, and what they receive.

use super::super::{ExplainArgs, say, summary};
use crate::disk::{self, Fatal};
use crate::pipeline::{Looked, Options, look};
use crate::plan::{Page, View};
use crate::source::{SitePath, Tree};

/// Prints what makes the page at an address.
///
/// # Errors
/// There is none, or the site cannot be read.
pub(super) fn print(args: &ExplainArgs) -> Result<u8, Fatal> {
    let tree = disk::read(&args.root.root)?;
    let options = Options { now: args.now.at()?, base_url: None, drafts: args.drafts, relative: false, clock: || 0 };
    match look(&tree, &options, &args.what) {
        Looked::Page { page, .. } if args.data => say::result(&data(&page)?),
        Looked::Page { page, templates } => say::result(&about(&page, &templates, &tree)),
        Looked::Held(held) => return Err(Fatal::new(summary::why(&held), "--drafts shows it")),
        Looked::Nothing(near) => return Err(nothing(&args.what, near)),
    }
    Ok(0)
}

fn nothing(address: &str, near: Option<String>) -> Fatal {
    let help = near.map_or_else(
        || "`lyceum build` writes all pages to public/".to_owned(),
        |near| format!("did you mean {near}?"),
    );
    Fatal::new(format!("there is no page {address}"), help)
}

fn about(page: &Page, templates: &[SitePath], tree: &Tree) -> String {
    let mut rows = vec![("file", format!("public/{}", page.path))];
    rows.extend(page.source.as_ref().map(|source| ("source", source.to_string())));
    match &page.view {
        View::Copy(path) => rows.push(("a copy of", path.to_string())),
        View::Redirect(view) => rows.push(("leads on to", view.url.to_string())),
        View::Html(_, html) => rows.push(("title", html.page.title.to_string())),
        _ => {}
    }
    for (at, template) in templates.iter().enumerate() {
        let whose = if tree.get(template).is_some() { "of the site" } else { "built in" };
        rows.push((if at == 0 { "template" } else { "which extends" }, format!("{template} ({whose})")));
    }
    let mut text: String = rows.iter().map(|(name, value)| format!("{name:<14} {value}\n")).collect();
    let built_in = templates.iter().find(|template| tree.get(template).is_none());
    if let Some(name) = built_in.and_then(|path| path.strip_prefix("themes/default/")) {
        text += &format!(
            "\nA copy of the template to change:  lyceum theme eject {name}\nWhat it receives:                  --data\n"
        );
    }
    text
}

/// What templates receive as `page` and `view`.
fn data(page: &Page) -> Result<String, Fatal> {
    let View::Html(_, html) = &page.view else {
        let message = format!("no page is made of public/{}: there is no data", page.path);
        return Err(Fatal { message, help: None });
    };
    let json = serde_json::to_string_pretty(html).map_err(|wrong| Fatal { message: wrong.to_string(), help: None })?;
    Ok(json + "\n")
}
