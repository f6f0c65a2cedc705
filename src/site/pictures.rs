//! What pictures tell of those who took them.

use std::collections::BTreeMap;

use super::files::Asset;
use crate::diag::{Diagnostic, Span, Wrong, codes};
use crate::picture::Kept;
use crate::source::{SitePath, Source, Tree};

/// Looks at all pictures, shown or not: those who can read the files of the hub see them all.
pub(super) fn check(tree: &Tree, assets: &BTreeMap<SitePath, Asset>) -> Vec<Diagnostic> {
    let problems = |source: &Source| {
        let facts = source.picture();
        let kept = facts.kept.filter(|_| is_published(source, assets)).map(kept);
        let wrong = [facts.place.then(|| place(source)), kept];
        wrong.map(|wrong| Some(wrong?.at(Span::default()).at(&source.path)))
    };
    tree.iter().flat_map(problems).flatten().collect()
}

fn place(source: &Source) -> Wrong {
    let help = format!(
        "its copy on the website does not, but all who can read this file know it: `exiftool -overwrite_original -all= \
         -tagsfromfile @ -orientation -icc_profile {}` takes it out",
        source.path
    );
    Wrong::new(&codes::PICTURE_TELLS_PLACE, "this picture says where it was taken").help(help)
}

fn kept(kept: Kept) -> Wrong {
    let (why, help) = match kept {
        Kept::Large => ("it is larger than 64 MiB", "make it smaller"),
        Kept::Form => ("it is neither JPEG, PNG, WebP nor GIF", "save it as one of these"),
        Kept::Broken => ("its file is damaged", "save it anew"),
    };
    let message = format!("this picture is published with all that it tells of place, time and camera: {why}");
    Wrong::new(&codes::PICTURE_AS_IT_IS, message).help(help)
}

fn is_published(source: &Source, assets: &BTreeMap<SitePath, Asset>) -> bool {
    assets.contains_key(&source.path) || source.path.starts_with("static/") || source.path.starts_with("themes/")
}
