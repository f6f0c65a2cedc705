//! Any bytes as a calendar and as a table: the import ends, and a second one changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lyceum::import::{self, Fate, Given, Plan};
use lyceum::source::{Source, Tree};

fuzz_target!(|bytes: &[u8]| {
    let mut tree = Tree::default();
    tree.insert(Source::new(
        "site.yaml",
        b"title: Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\n".to_vec(),
    ));
    let given = Given { name: "any", bytes };
    twice(&tree, |tree, lock| import::ics(&[given], tree, lock));
    twice(&tree, |tree, lock| import::csv(&given, "event", None, tree, lock));
});

fn twice(tree: &Tree, run: impl Fn(&Tree, &str) -> Plan) {
    let first = run(tree, "");
    let mut after = tree.clone();
    for item in &first.items {
        if let Fate::New(text) = &item.fate {
            after.insert(Source::new(&item.path, text.as_bytes()));
        }
    }
    assert!(run(&after, &first.lock).items.iter().all(|item| item.fate == Fate::Same));
}
