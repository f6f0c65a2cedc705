//! Events: evenings, days, several days, weekly series; at places and online; with sessions, prices and people.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::random::Random;
use super::{File, Hub, names, text};

const TYPES: [&str; 6] = ["meetup", "workshop", "talk", "call", "seminar", "study-session"];
const LEVELS: [&str; 4] = ["beginner", "intermediate", "advanced", "all"];
const CITIES: [(&str, &str); 6] = [
    ("Porto", "Portugal"),
    ("Montevideo", "Uruguay"),
    ("Kathmandu", "Nepal"),
    ("Gothenburg", "Sweden"),
    ("Lagos", "Nigeria"),
    ("Osaka", "Japan"),
];
const ZONES: [&str; 5] =
    ["Europe/Madrid", "America/New_York", "Asia/Kathmandu", "America/Montevideo", "Australia/Sydney"];

pub(crate) fn file(hub: Hub, at: usize) -> File {
    let mut random = Random::new("event", at);
    let random = &mut random;
    let slug = names::event_slug(at);
    let mut front = format!("title: {}\ntype: {}\n", names::event_title(at), random.one(&TYPES));
    front += &when(hub, random);
    front += &format!("topics: {}\nlevel: {}\n", names::topics(random), random.one(&LEVELS));
    front += &whereabouts(random, at);
    front += &price(random);
    front += &format!("hosts: {}\n", names::people(random, 2, hub.mentors));
    if random.chance(40) {
        front += &format!("summary: {}\n", text::summary(hub, random));
    }
    if random.chance(30) {
        let some: Vec<String> = random.some(3, hub.resources).into_iter().map(names::resource_slug).collect();
        front += &format!("resources: [{}]\n", some.join(", "));
    }
    if random.chance(20) {
        front += &format!("group: {}\n", names::group_slug(random.below(hub.groups)));
    }
    (format!("content/events/{slug}.md"), format!("---\n{front}---\n\n{}", text::body(hub, random)))
}

fn day(random: &mut Random) -> Date {
    // 2019 to 2027.
    date(2019, 1, 1).checked_add((random.below(3_200) as i64).days()).unwrap()
}

fn when(hub: Hub, random: &mut Random) -> String {
    let day = day(random);
    match random.below(100) {
        0..55 => evening(random, day),
        55..65 => format!("start: {day}\n"),
        65..80 => days(hub, random, day),
        80..95 => with_sessions(hub, random, day),
        _ => series(random, day),
    }
}

fn clock(random: &mut Random) -> String {
    format!("{:02}:{:02}", random.within(9, 19), random.one(&[&0, &15, &30, &45]))
}

fn evening(random: &mut Random, day: Date) -> String {
    let zone = if random.chance(15) { format!("timezone: {}\n", random.one(&ZONES)) } else { String::new() };
    let length = random.one(&["1h", "90m", "2h", "3h"]);
    format!("start: {day}T{}\nduration: {length}\n{zone}", clock(random))
}

fn days(hub: Hub, random: &mut Random, first: Date) -> String {
    let length = random.within(1, 3);
    let last = first.checked_add((length as i64).days()).unwrap();
    let mut out = format!("start: {first}\nend: {last}\nsessions:\n");
    for number in 0..random.within(4, 12) {
        let day = first.checked_add((random.within(0, length) as i64).days()).unwrap();
        out += &session(hub, random, number, &format!("{day}T{:02}:30", 9 + number % 9));
    }
    out
}

fn with_sessions(hub: Hub, random: &mut Random, day: Date) -> String {
    let mut out = format!("start: {day}T14:00\nend: {day}T20:00\nsessions:\n");
    for number in 0..random.within(2, 5) {
        out += &session(hub, random, number, &format!("{day}T{}:15", 14 + number));
    }
    out
}

fn session(hub: Hub, random: &mut Random, number: usize, start: &str) -> String {
    let title = names::topic(random);
    let who = names::people(random, 2, hub.mentors);
    let mut out = format!(
        "  - id: s{number}\n    title: Part {number} on {title}\n    start: {start}\n    duration: 40m\n    speakers: {who}\n"
    );
    if random.chance(30) {
        out += &format!("    text: With *questions* from everyone, and a look at `{title}`.\n");
    }
    out
}

fn series(random: &mut Random, first: Date) -> String {
    let last = first.checked_add((random.within(20, 52) as i64).weeks()).unwrap();
    let skipped = first.checked_add((random.within(2, 9) as i64).weeks()).unwrap();
    let weekday = first.strftime("%a").to_string().to_lowercase();
    format!(
        "start: {first}T{}\nduration: 90m\nrepeat: {{every: week, days: [{weekday}], until: {last}}}\nskip: [{skipped}]\n",
        clock(random)
    )
}

fn whereabouts(random: &mut Random, at: usize) -> String {
    let mut out = String::new();
    let online = random.chance(45);
    if !online || random.chance(20) {
        let (city, country) = CITIES[random.below(CITIES.len())];
        out += &format!(
            "place:\n  name: House {}\n  room: Room {}\n  address: {{street: {} Harbor Street, city: {city}, country: {country}}}\n",
            random.below(300),
            random.below(9),
            random.within(1, 200),
        );
    }
    if online {
        out += &format!("online: {{url: \"https://meet.example.org/{at}\", label: Video room}}\n");
    }
    if random.chance(50) {
        out += &format!(
            "registration: {{url: \"https://example.org/register/{at}\"}}\ncapacity: {}\n",
            random.within(8, 200)
        );
    }
    out
}

fn price(random: &mut Random) -> String {
    match random.below(10) {
        0..5 => "price: free\n".into(),
        5..7 => format!("price: {} EUR\n", random.within(5, 80)),
        7 => {
            let full = random.within(20, 90);
            format!("price:\n  - {{name: Full, price: {full} EUR}}\n  - {{name: Reduced, price: {} EUR}}\n", full / 2)
        }
        _ => String::new(),
    }
}
