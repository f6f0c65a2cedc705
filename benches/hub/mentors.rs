//! Mentors, whom all other items name, and the groups that they run.

use super::random::Random;
use super::{File, Hub, names, text};

const ZONES: [&str; 4] = ["Europe/Lisbon", "America/Lima", "Africa/Nairobi", "Asia/Tokyo"];
const SKILLS: [&str; 8] =
    ["testing", "Python", "public speaking", "woodwork", "statistics", "editing", "drawing", "repair"];

pub(crate) fn file(hub: Hub, at: usize) -> File {
    let mut random = Random::new("mentor", at);
    let random = &mut random;
    let mut front = format!(
        "name: {}\nheadline: Works with {}, learns {}\nplace: {{city: Porto, country: Portugal}}\ntimezone: {}\n",
        names::person_name(at),
        names::topic(random),
        names::topic(random),
        random.one(&ZONES)
    );
    front += &format!("languages: [{}]\nskills: [{}]\n", random.one(&["en", "en, es", "pt, en"]), random.one(&SKILLS));
    front += &format!("topics: {}\ncan: [mentor, speak]\nconsent: 2026-09-01\n", names::topics(random));
    front += &format!(
        "mentoring:\n  status: {}\n  topics: {}\n  helps_with: [The first published page]\n  formats: [one-off, long-term]\n",
        random.one(&["open", "full", "paused"]),
        names::topics(random)
    );
    front += &format!(
        "  capacity: {}\n  hours_per_month: {}\n  levels: [beginner, intermediate]\n  availability: [\"Mon-Thu 18:00-21:00\"]\n",
        random.within(1, 4),
        random.within(1, 6)
    );
    front += &format!("  confirmed: 2026-{:02}-{:02}\n", random.within(1, 10), random.within(1, 28));
    (
        format!("content/mentors/{}.md", names::person_slug(at)),
        format!("---\n{front}---\n\n{}", text::body(hub, random)),
    )
}

pub(crate) fn group(hub: Hub, at: usize) -> File {
    let mut random = Random::new("group", at);
    let random = &mut random;
    let mut front = format!("title: {}\ntype: study-group\n", names::group_title(at));
    front += &format!("organizers: {}\n", names::people(random, 3, hub.mentors));
    // The first Tuesday, and all after it.
    front += "meets:\n  - {start: \"2026-01-06T18:30\", duration: 2h, repeat: {every: week, days: [tue], until: 2027-06-29}}\n";
    front += &format!("online: {{url: \"https://meet.example.org/group/{at}\"}}\n");
    let body = text::body(hub, random);
    (format!("content/groups/{}.md", names::group_slug(at)), format!("---\n{front}---\n\n{body}"))
}
