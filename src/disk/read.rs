//! From the disk to a [`Tree`].

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::place::{belongs, check_link, left_out, site_path, stays_inside};
use super::{Fatal, ROOTS};
use crate::picture;
use crate::source::{Content, Digest, Source, Tree};

/// Text above this stays on the disk; `parse` then says that it is too large.
const TEXT_LIMIT: u64 = 16 << 20;
/// As much of a file that is no text as stages may look at.
const HEAD: u64 = 64 << 10;
/// The files that stages read as text.
const TEXTS: [&str; 12] = ["md", "yaml", "yml", "csv", "html", "css", "js", "svg", "xml", "txt", "json", "lock"];

/// Reads all files of the site in the folder `root`. Hidden files, backups of editors, `private`, `node_modules` and `target` are left
/// out.
///
/// # Errors
/// If there is no `site.yaml`; if a file cannot be read, has a name that is not UTF-8, or is neither file nor folder; if a link leads out
/// of the site or in a ring.
pub fn read(root: &Path) -> Result<Tree, Fatal> {
    let root = site_folder(root)?;
    let mut tree = Tree::default();
    ROOTS.iter().try_for_each(|start| walk(&root, &root.join(start), &mut tree))?;
    Ok(tree)
}

/// Brings a tree up to date after some paths changed, appeared or went: for `serve`, which need not read everything again. The paths are
/// relative to `root` or begin with it; those that do not belong to the site are passed over.
///
/// # Errors
/// As [`read`]. The tree is then half up to date: read it anew.
pub fn refresh(tree: &mut Tree, root: &Path, changed: &[PathBuf]) -> Result<(), Fatal> {
    let real = site_folder(root)?;
    for path in changed {
        let inside = path.strip_prefix(root).or_else(|_| path.strip_prefix(&real)).unwrap_or(path);
        if stays_inside(inside) && belongs(inside) {
            forget(tree, &site_path(inside)?);
            walk(&real, &real.join(inside), tree)?;
        }
    }
    Ok(())
}

fn forget(tree: &mut Tree, path: &str) {
    let below: Vec<_> = tree.under(&format!("{path}/")).map(|source| source.path.clone()).collect();
    tree.remove(path);
    below.iter().for_each(|path| drop(tree.remove(path)));
}

/// The folder without links in its path, if it is one of a hub.
fn site_folder(root: &Path) -> Result<PathBuf, Fatal> {
    let real = root.canonicalize().map_err(|_| {
        let message = format!("There is no folder {}", root.display());
        Fatal::new(message, "Check the spelling behind --root. A new hub begins with: lyceum init my-hub")
    })?;
    if is_hub(&real) { Ok(real) } else { Err(no_hub(root, &real)) }
}

fn is_hub(folder: &Path) -> bool {
    folder.join("site.yaml").is_file()
}

/// Says that a folder is none of a hub, and which of those around it is.
fn no_hub(root: &Path, real: &Path) -> Fatal {
    let below = |name: &OsString| is_hub(&real.join(name));
    let hub =
        if root == Path::new(".") { hub_above(real).or_else(|| folders(real).into_iter().find(below)) } else { None };
    let help = hub.map_or_else(
        || {
            "Run this in the folder of a hub, or name it with --root. A new hub begins with: lyceum init my-hub"
                .to_owned()
        },
        |hub| format!("There is one in {0}: add --root {0}", Path::new(&hub).display()),
    );
    Fatal::new(format!("There is no site.yaml in {}, so it is not the folder of a hub", real.display()), help)
}

/// The way up to the hub in which a folder lies: `..`, `../..`.
fn hub_above(real: &Path) -> Option<OsString> {
    let steps = real.ancestors().skip(1).position(is_hub)?;
    Some(vec![".."; steps + 1].join("/").into())
}

/// The names of what lies in a folder, sorted.
#[expect(clippy::disallowed_methods, reason = "disk is where folders are looked into")]
fn folders(real: &Path) -> Vec<OsString> {
    let mut names: Vec<_> =
        std::fs::read_dir(real).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
    names.sort();
    names
}

/// Reads a file, or a folder and all below it, if it is there.
fn walk(root: &Path, start: &Path, tree: &mut Tree) -> Result<(), Fatal> {
    // A link that leads nowhere is there too: it gets its message below.
    if start.symlink_metadata().is_err() {
        return Ok(());
    }
    let walker = WalkDir::new(start).follow_links(true).sort_by_file_name();
    for entry in walker.into_iter().filter_entry(|entry| !is_left_out(entry.path())) {
        match entry {
            Ok(entry) => visit(root, &entry, tree)?,
            // Editors leave hidden links that lead nowhere.
            Err(error) if error.path().is_some_and(is_left_out) => {}
            Err(error) => return Err(not_walked(root, &error)),
        }
    }
    Ok(())
}

fn is_left_out(path: &Path) -> bool {
    path.file_name().is_some_and(|name| left_out(&name.to_string_lossy()))
}

fn visit(root: &Path, entry: &DirEntry, tree: &mut Tree) -> Result<(), Fatal> {
    let path = entry.path();
    if entry.path_is_symlink() || (entry.depth() == 0 && path.is_symlink()) {
        check_link(root, path)?;
    }
    let inside = path.strip_prefix(root).unwrap_or(path);
    match entry.file_type() {
        kind if kind.is_file() => tree.insert(source(path, inside)?),
        kind if kind.is_dir() => {}
        _ => return Err(Fatal::new(format!("{} is neither a file nor a folder", inside.display()), "Take it out.")),
    }
    Ok(())
}

fn source(path: &Path, inside: &Path) -> Result<Source, Fatal> {
    let site_path = site_path(inside)?;
    let (content, digest) = content(path).map_err(|e| Fatal::io("read", path, &e))?;
    Ok(Source { path: site_path, content, digest })
}

fn content(path: &Path) -> io::Result<(Content, Digest)> {
    let mut file = open(path)?;
    let len = file.metadata()?.len();
    if len > TEXT_LIMIT || !is_text(path) {
        return on_disk(file);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or_default());
    file.read_to_end(&mut bytes)?;
    let digest = Digest::of(&bytes);
    Ok((Content::Bytes(bytes.into()), digest))
}

/// Of a picture all is looked at, since what it tells of itself may stand at its end.
fn on_disk(mut file: File) -> io::Result<(Content, Digest)> {
    let start = start(&mut file)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&start).update_reader(file)?;
    let len = hasher.count();
    let is_part = picture::is_rewritten(&start) && start.len() as u64 != len;
    let picture = if is_part { picture::facts_of_large(&start) } else { picture::facts(&start) };
    let head = start.get(..HEAD as usize).unwrap_or(&start).into();
    Ok((Content::OnDisk { head, len, picture }, Digest::from_bytes(*hasher.finalize().as_bytes())))
}

/// All of a picture that is not too large, the beginning of any other file.
fn start(file: &mut File) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    file.take(HEAD).read_to_end(&mut start)?;
    if picture::is_rewritten(&start) {
        file.take(picture::LIMIT - HEAD).read_to_end(&mut start)?;
    }
    Ok(start)
}

/// A picture as it is published; nothing for other files, and for what is too large to be held in memory.
pub(super) fn picture(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut file = open(path)?;
    let all = start(&mut file)?;
    let is_all = file.read(&mut [0])? == 0;
    Ok((is_all && picture::is_rewritten(&all)).then(|| picture::published(all)))
}

/// The digest and the length of a file, without holding it in memory.
pub(super) fn digest(path: &Path) -> io::Result<(Digest, u64)> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(open(path)?)?;
    Ok((Digest::from_bytes(*hasher.finalize().as_bytes()), hasher.count()))
}

/// All bytes of a file.
#[expect(clippy::disallowed_methods, reason = "disk is where files are read")]
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(path)
}

#[expect(clippy::disallowed_methods, reason = "disk is where files are opened")]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    TEXTS.iter().any(|text| text.eq_ignore_ascii_case(extension))
}

fn not_walked(root: &Path, error: &walkdir::Error) -> Fatal {
    let path = error.path().unwrap_or(root);
    let inside = path.strip_prefix(root).unwrap_or(path);
    if let Some(ancestor) = error.loop_ancestor() {
        let message = format!("{} is a link to {}, in which it lies itself", inside.display(), ancestor.display());
        return Fatal::new(message, "Remove the link.");
    }
    match check_link(root, path) {
        Err(fatal) if path.is_symlink() => fatal,
        _ => error
            .io_error()
            .map_or_else(|| Fatal::new(error.to_string(), "Check this place."), |e| Fatal::io("read", path, e)),
    }
}
