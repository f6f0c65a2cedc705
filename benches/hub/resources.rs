//! Resources: elsewhere on the web, with authors, prerequisites and a look that is not long ago.

use super::random::Random;
use super::{File, Hub, names, text};

const TYPES: [&str; 9] = ["article", "book", "course", "video", "podcast", "tool", "slides", "exercise", "dataset"];
const LEVELS: [&str; 4] = ["beginner", "intermediate", "advanced", "all"];

pub(crate) fn file(hub: Hub, at: usize) -> File {
    let mut random = Random::new("resource", at);
    let random = &mut random;
    let slug = names::resource_slug(at);
    let mut front = format!(
        "title: {}\nlink: https://library.example.org/{at}\ntype: {}\n",
        quoted(&names::resource_title(at)),
        random.one(&TYPES)
    );
    front += &format!("topics: {}\nlevel: {}\n", names::topics(random), random.one(&LEVELS));
    front += &format!("authors: {}\n", names::people(random, 2, hub.mentors));
    front +=
        &format!("price: {}\nyear: {}\n", random.one(&["free", "free", "20 EUR", "35 USD"]), random.within(2005, 2026));
    front +=
        &format!("time: {}h\nlanguages: [{}]\n", random.within(1, 30), random.one(&["en", "en", "es", "pt", "en, de"]));
    front += &format!("checked: 2025-{:02}-{:02}\n", random.within(1, 12), random.within(1, 28));
    front += &format!("date: {}-{:02}-11\n", random.within(2019, 2025), random.within(1, 12));
    if random.chance(40) {
        front += &format!("summary: {}\n", text::summary(hub, random));
    }
    if random.chance(30) {
        let who = names::person_slug(random.below(hub.mentors));
        front += &format!("recommended_by:\n  - {{who: {who}, why: The third chapter made it click}}\n");
    }
    if at > 0 && random.chance(25) {
        // Only what came before it, so that there is no ring.
        let some: Vec<String> = random.some(2, at).into_iter().map(names::resource_slug).collect();
        front += &format!("prerequisites: [{}]\n", some.join(", "));
    }
    (format!("content/resources/{slug}.md"), format!("---\n{front}---\n\n{}", text::body(hub, random)))
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
