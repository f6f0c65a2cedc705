//! A hub with one long discussion: a hundred replies by members and guests, to the question and to each other, with code, long addresses and
//! an answer that was accepted in the middle of it.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write;

use tempfile::TempDir;

use crate::program::write;

/// The number of the reply that was accepted.
const ACCEPTED: usize = 57;

/// A folder with the site.
pub(crate) fn site() -> TempDir {
    let folder = TempDir::new().unwrap();
    write(
        folder.path(),
        "site.yaml",
        "title: The Long Bench\nurl: https://bench.example.org\ntimezone: Europe/Lisbon\n",
    );
    for (slug, name) in [("ana", "Ana Sal"), ("bo", "Bo Lindqvist"), ("chi", "Chi Okafor")] {
        write(folder.path(), &format!("content/people/{slug}.md"), &format!("---\nname: {name}\n---\n"));
    }
    write(folder.path(), "content/discussions/knots.md", &thread());
    folder
}

fn thread() -> String {
    let mut text =
        "---\ntitle: Which knot holds when wet?\nauthor: ana\ntype: question\ndate: 2026-10-01\n---\nMine slips.\n"
            .to_owned();
    for n in 1..=100 {
        let author = ["ana", "bo", "chi", "\"A guest with rather a long name, from far away\""][n % 4];
        let (day, hour) = (1 + n / 4, 8 + n % 4);
        let to = if n % 3 == 0 { format!(" to=r{}", n - 1 - n % 2) } else { String::new() };
        let accepted = if n == ACCEPTED { " .accepted" } else { "" };
        let _ = write!(text, "\n## @{author} 2026-10-{day:02} {hour:02}:15 {{#r{n}{accepted}{to}}}\n\n");
        text += match n % 7 {
            0 => {
                "```sh\nmeasure --rope hemp --water salt --load 40 --repeat 100 --report long-lines-do-not-break-the-page.txt\n```\n"
            }
            1 => {
                "See <https://example.org/knots/a-very-long-address-that-has-no-place-to-break/on-a-small-screen/index.html>.\n"
            }
            2 => "> Mine slips.\n\nSo did mine:\n\n1. Wet it.\n2. Pull.\n3. Look again.\n",
            3 => "| Knot | Dry | Wet |\n|---|---|---|\n| Bowline | holds | holds |\n| Granny | slips | slips |\n",
            _ => "A bowline, and *two* turns more than you would think.\n",
        };
    }
    text
}
