//! Tests on a real disk: what is read, and that nothing is lost in writing.

#[cfg(feature = "precompress")]
mod packing;
mod reading;
mod writing;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A folder with these files; a name that ends in `/` is a folder.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    files.iter().for_each(|(path, bytes)| add(dir.path(), path, bytes));
    dir
}

#[expect(clippy::disallowed_methods, reason = "these tests are about the disk")]
fn add(root: &Path, path: &str, bytes: &[u8]) {
    let place = root.join(path);
    if path.ends_with('/') {
        return fs::create_dir_all(place).unwrap();
    }
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, bytes).unwrap();
}

/// All files below a folder with their contents, sorted.
fn files(root: &Path) -> Vec<(String, String)> {
    let root = &root.canonicalize().unwrap();
    let entries = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().flatten();
    let name = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
    let text = |path: &Path| String::from_utf8_lossy(&super::read::bytes(path).unwrap()).into_owned();
    entries.filter(|e| !e.file_type().is_dir()).map(|e| (name(e.path()), text(e.path()))).collect()
}
