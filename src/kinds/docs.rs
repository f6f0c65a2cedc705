//! The reference of all kinds and fields, for organizers.

use super::Kinds;

/// The reference as Markdown.
pub fn markdown(kinds: &Kinds) -> String {
    kinds.iter().map(|kind| format!("## {}\n", kind.label.many)).collect()
}
