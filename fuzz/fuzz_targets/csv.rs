//! Any bytes as a table, behind a first NUL as the map of its columns: the import ends, and a second one changes nothing.
#![no_main]

#[path = "../again.rs"]
mod again;

use libfuzzer_sys::fuzz_target;
use lyceum::import::{self, Given};

fuzz_target!(|bytes: &[u8]| {
    let (table, map) = match bytes.iter().position(|byte| *byte == 0) {
        Some(end) => (&bytes[..end], Some(Given { name: "map.yaml", bytes: &bytes[end + 1..] })),
        None => (bytes, None),
    };
    let given = Given { name: "any.csv", bytes: table };
    again::twice(|tree, lock| import::csv(&given, "event", map.as_ref(), tree, lock));
    again::twice(|tree, lock| import::csv(&given, "resource", map.as_ref(), tree, lock));
});
