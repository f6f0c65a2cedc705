//! The example hub with the plain theme of this folder.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test, and tests may read files")]

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::program::{copy, write};

/// A folder with the site.
pub(crate) fn hub() -> TempDir {
    let (root, folder) = (Path::new(env!("CARGO_MANIFEST_DIR")), TempDir::new().unwrap());
    for part in ["content", "kinds", "static"].into_iter().filter(|part| root.join(part).is_dir()) {
        copy(&root.join(part), &folder.path().join(part));
    }
    for part in ["theme.yaml", "templates", "assets"] {
        let (from, to) = (root.join("tests/plain").join(part), folder.path().join("themes/plain").join(part));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            write(folder.path(), "themes/plain/theme.yaml", &fs::read_to_string(from).unwrap());
        }
    }
    let settings = fs::read_to_string(root.join("site.yaml")).unwrap();
    assert!(settings.contains("  name: default\n"));
    write(folder.path(), "site.yaml", &settings.replace("  name: default\n", "  name: plain\n"));
    write(folder.path(), "topics.yaml", &fs::read_to_string(root.join("topics.yaml")).unwrap());
    folder
}
