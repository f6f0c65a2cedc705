//! Any bytes as a spreadsheet: the import ends, and a second one changes nothing.
#![no_main]

#[path = "../again.rs"]
mod again;

use libfuzzer_sys::fuzz_target;
use lyceum::import::{self, Given};

fuzz_target!(|bytes: &[u8]| {
    let given = Given { name: "any.xlsx", bytes };
    again::twice(|tree, lock| import::xlsx(&given, None, "event", None, tree, lock));
});
