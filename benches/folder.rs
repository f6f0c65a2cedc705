//! An invented hub on the disk.

use std::path::Path;

use crate::hub::Hub;

/// Writes all files of a hub, with these lines more in `site.yaml`.
pub(crate) fn write(hub: Hub, folder: &Path, settings: &str) {
    for (path, text) in hub.files() {
        let text = if path == "site.yaml" { text + settings } else { text };
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
