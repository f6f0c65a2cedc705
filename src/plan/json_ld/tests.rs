//! Tests of the JSON-LD of items.
