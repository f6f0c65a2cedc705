//! Any text as the file of a kind, and any fields as an item of it: both are read or explained, and the reference can be written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lyceum::kinds::{self, Kinds};
use lyceum::parse;
use lyceum::source::Source;

fuzz_target!(|files: (&str, &str, &str)| {
    let (kind, more, item) = files;
    let own = Source::new("kinds/recipe.yaml", kind.as_bytes());
    // A built-in kind that the site adds to.
    let added = Source::new("kinds/event.yaml", more.as_bytes());
    let (kinds, problems) = Kinds::new([&own, &added].into_iter());
    for problem in &problems {
        let text = if &*problem.path == "kinds/recipe.yaml" { kind } else { more };
        assert!(text.get(problem.span.range()).is_some(), "{problem:?}");
    }
    assert!(!kinds::docs::markdown(&kinds).is_empty());
    for kind in ["recipe", "event"].iter().filter_map(|name| kinds.get(name)) {
        let path = format!("content/{}/any.md", kind.folder);
        parse::parse(&Source::new(&path, format!("---\n{item}\n---\n").as_bytes()), &kinds, false);
    }
});
