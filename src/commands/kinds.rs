//! `lyceum kinds`: the reference of all kinds.

use super::{FAILED, PROBLEMS, RootArgs, say};
use crate::diag::show::{Format, show};
use crate::disk;
use crate::kinds::{Kinds, docs};
use crate::source::Tree;

/// Prints the reference: of the site in the folder, or of the built-in kinds where there is none.
pub(super) fn print(args: &RootArgs) -> u8 {
    let has_site = args.root.join("site.yaml").exists();
    let tree = match has_site.then(|| disk::read(&args.root)).transpose() {
        Ok(tree) => tree.unwrap_or_default(),
        Err(error) => {
            say::fatal(&error);
            return FAILED;
        }
    };
    reference(&tree)
}

fn reference(tree: &Tree) -> u8 {
    let (kinds, problems) = Kinds::new(tree.under("kinds/"));
    say::note(&show(&problems, tree, Format::Human, say::color()));
    say::result(&docs::markdown(&kinds));
    if problems.is_empty() { 0 } else { PROBLEMS }
}
