//! Importing a second time changes nothing.

use lyceum::import::{Fate, Plan};
use lyceum::source::{Source, Tree};

/// Imports into an empty site, and again into what has become of it.
pub fn twice(run: impl Fn(&Tree, &str) -> Plan) {
    let mut tree = Tree::default();
    tree.insert(Source::new(
        "site.yaml",
        b"title: Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\n".to_vec(),
    ));
    let first = run(&tree, "");
    for item in &first.items {
        if let Fate::New(text) = &item.fate {
            tree.insert(Source::new(&item.path, text.as_bytes()));
        }
    }
    assert!(run(&tree, &first.lock).items.iter().all(|item| item.fate == Fate::Same));
}
