//! One build with a clock: how long each stage takes, with reading and writing.

use std::path::Path;

use lyceum::disk::{self, Writer};
use lyceum::pipeline::{self, Memo, Options};
use lyceum::time::{Now, Zone};

/// Builds a hub as the command does and prints a line `stage nanoseconds` for each stage.
#[allow(clippy::print_stdout, reason = "the parent process reads it")]
pub(crate) fn run(hub: &Path, out: &Path) {
    let start = disk::stopwatch();
    let tree = disk::read(hub).unwrap();
    println!("read {}", disk::stopwatch() - start);
    let writer = Writer::open(hub, out).unwrap();
    let now = Now::parse(crate::hub::NOW, &Zone::utc()).unwrap();
    let options = Options { now, base_url: None, drafts: false, relative: false, clock: disk::stopwatch };
    let built = pipeline::build(&tree, &options, &mut Memo::once(), &writer);
    for (stage, took) in &built.profile.stages {
        println!("{stage} {took}");
    }
    let before = disk::stopwatch();
    writer.finish().unwrap();
    println!("finish {}", disk::stopwatch() - before);
}
