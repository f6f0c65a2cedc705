//! The web, asked on behalf of `lyceum check --links`: whom to trust, and what is kept of the answers.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

use super::{BuildArgs, say};
use crate::disk::{self, Fatal};
use crate::links::External;
use crate::pipeline::Built;
use crate::source::Tree;
use crate::web;

/// How many nanoseconds pass at least between two times that answers are written while websites are asked.
const BETWEEN_WRITES: u64 = 1_000_000_000;

/// The variable that names a file of certificates to trust, as for other programs: of a company that looks into what is sent, for instance.
const TRUSTED: &str = "SSL_CERT_FILE";

/// Asks the web, and keeps the answers. What nobody can say comes back.
pub(super) fn ask(
    args: &BuildArgs,
    tree: &Tree,
    links: &[External],
    built: &mut Built,
    now: Timestamp,
) -> Result<String, Fatal> {
    let root = &args.root.root;
    let http = http()?;
    let mut cache = web::Cache::parse(&disk::read_answers(root));
    let last = AtomicU64::new(0);
    // Asking takes long, and somebody may interrupt it. That the disk refuses is said once, at the end.
    let keep = |known: &web::Cache| {
        let now = disk::stopwatch();
        if now.saturating_sub(last.load(Ordering::Relaxed)) >= BETWEEN_WRITES || last.load(Ordering::Relaxed) == 0 {
            last.store(now.max(1), Ordering::Relaxed);
            let _ = disk::write_answers(root, &known.to_string());
        }
    };
    let answers = web::look(links, &mut cache, now, &http, &keep);
    // The answers are there all the same; the next check asks anew.
    if let Err(fatal) = disk::write_answers(root, &cache.to_string()) {
        say::note(&format!("warning: {fatal}\n"));
    }
    built.add(web::problems(&answers));
    Ok(web::unknown(&answers, tree))
}

fn http() -> Result<web::Http, Fatal> {
    let Some(path) = std::env::var_os(TRUSTED).filter(|path| !path.is_empty()) else { return Ok(web::Http::default()) };
    let help = format!("The variable {TRUSTED} names it: unset it, or name another file.");
    let pem = disk::read_file(Path::new(&path)).map_err(|fatal| Fatal::new(fatal.message, &help))?;
    let message = || format!("{} has no certificate in the form PEM", path.display());
    web::Http::trusting(&pem).ok_or_else(|| Fatal::new(message(), &help))
}
