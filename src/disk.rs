//! The edge to the disk and the clock: reads the files of a site, writes those of the website, and says what time it is.
//!
//! Beside `serve` this is the only module that touches files. It knows nothing of what is in them.

mod answers;
mod clock;
mod fatal;
mod lock;
mod manifest;
mod new;
mod outpath;
mod pack;
mod place;
mod read;
mod replace;
mod settle;
mod single;
mod staging;
mod target;
mod write;

pub use answers::{read_answers, write_answers};
pub use clock::{clock, stopwatch};
pub use fatal::Fatal;
pub use lock::write_lock;
pub use new::{vacant, write_new};
pub use place::{folders_of_a_site, is_of_a_site};
pub use read::{read, refresh};
pub use single::{read_file, text_of, write_over};
pub use write::{Writer, Written};

/// The files and folders of a site that belong to it; all others are the organizer's own business.
const ROOTS: [&str; 8] =
    ["site.yaml", "topics.yaml", "calendar.lock", "urls.lock", "kinds", "content", "themes", "static"];

#[cfg(test)]
mod tests;
