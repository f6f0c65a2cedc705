//! The program as people start it, and folders as it leaves them.
#![allow(dead_code, unreachable_pub, clippy::disallowed_methods, reason = "a part of each test")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use tempfile::TempDir;

/// The program with some arguments, and nothing of this environment that it might heed.
pub fn lyceum(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lyceum"));
    for variable in ["SOURCE_DATE_EPOCH", "TZ", "LANG", "SSL_CERT_FILE"] {
        command.env_remove(variable);
    }
    command.args(arguments).env("NO_COLOR", "1");
    command
}

/// What it said and how it ended.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Longer than anything takes on any machine.
const LIMIT: Duration = Duration::from_secs(25 * 60);

/// Runs it to its end, with nothing to read.
pub fn run(command: &mut Command) -> Ran {
    run_with(command, String::new())
}

/// Runs it to its end, with something to read. Where it never comes to one, it and whatever it started are ended, and what they said until then
/// is told.
pub fn run_with(command: &mut Command, input: String) -> Ran {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.process_group(0).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Beside the rest: who is given much may say much before it has read all of it.
    let fed = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let (group, (done, ended)) = (format!("-{}", child.id()), mpsc::channel::<()>());
    let watch = std::thread::spawn(move || {
        let hangs = ended.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout);
        hangs && Command::new("kill").args(["-KILL", "--", &group]).status().is_ok()
    });
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    drop(done);
    let [out, err] = [stdout, stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert!(!watch.join().unwrap(), "{command:?} had to be ended\n{out}{err}");
    fed.join().unwrap().unwrap();
    Ran { status: status.code().unwrap(), out, err }
}

/// All files below a folder, by path; none where there is no folder.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found);
    found
}

fn walk(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), &format!("{path}/"), found);
        } else {
            found.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}

/// Writes a file and the folders above it.
pub fn write(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

/// A small hub with pages of every sort, to change: tests/golden/whole.
pub fn whole() -> TempDir {
    let hub = TempDir::new().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/whole"), hub.path());
    hub
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let place = to.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
}
