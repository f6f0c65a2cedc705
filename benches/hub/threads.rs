//! Discussions: a question and up to eight replies, by mentors and by guests.

use jiff::ToSpan;
use jiff::civil::{DateTime, date};

use super::random::Random;
use super::text::Writer;
use super::{File, Hub, names};

pub(crate) fn file(hub: Hub, at: usize) -> File {
    let mut random = Random::new("thread", at);
    let random = &mut random;
    let mut now = date(2019, 1, 1).at(8, 0, 0, 0).checked_add((random.below(2_800) as i64).days()).unwrap();
    let mut front = format!("title: {}\ndate: {}\n", names::thread_title(at), now.strftime("%Y-%m-%dT%H:%M"));
    front += &format!("author: {}\ntopics: {}\n", names::somebody(random, hub.mentors), names::topics(random));
    front += &format!("type: {}\n", random.one(&["question", "discussion", "showcase"]));
    if random.chance(30) {
        front += &format!("about: [events/{}]\n", names::event_slug(random.below(hub.events)));
    }
    let replies = random.within(0, 8);
    let share = random.within(150, 900) / (replies + 1);
    let with_code = random.chance(33);
    let mut body = Writer::new(hub, random).body(share, with_code);
    let accepted = random.chance(40);
    for number in 1..=replies {
        now = now.checked_add((random.within(10, 3000) as i64).minutes()).unwrap();
        body += &reply(hub, random, number, now, accepted && number == 2);
        body += &reply_text(hub, random, share);
    }
    (format!("content/discussions/{}.md", names::thread_slug(at)), format!("---\n{front}---\n\n{body}"))
}

fn reply(hub: Hub, random: &mut Random, number: usize, now: DateTime, accepted: bool) -> String {
    let who = match random.chance(10) {
        true => format!("\"{}\"", names::guest_name(random)),
        false => names::person_slug(random.below(hub.mentors)),
    };
    let mark = if accepted { " .accepted" } else { "" };
    let to =
        if number > 1 && random.chance(50) { format!(" to=r{}", random.within(1, number - 1)) } else { String::new() };
    format!("\n## @{who} {} {{#r{number}{mark}{to}}}\n\n", now.strftime("%Y-%m-%d %H:%M"))
}

fn reply_text(hub: Hub, random: &mut Random, words: usize) -> String {
    let with_code = random.chance(8);
    Writer::new(hub, random).body(words.max(20), with_code)
}
