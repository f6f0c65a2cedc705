//! What things are called: titles and slugs by number, so that any item can link to any other.

use super::random::Random;

pub(crate) const TOPICS: [&str; 60] = [
    "rust",
    "python",
    "javascript",
    "sql",
    "statistics",
    "mapping",
    "accessibility",
    "writing",
    "teaching",
    "mentoring",
    "career",
    "testing",
    "databases",
    "networks",
    "security",
    "privacy",
    "licensing",
    "archives",
    "repair",
    "electronics",
    "knitting",
    "astronomy",
    "botany",
    "weather",
    "shipbuilding",
    "navigation",
    "photography",
    "sound",
    "video",
    "typography",
    "translation",
    "languages",
    "interviews",
    "facilitation",
    "governance",
    "fundraising",
    "budgets",
    "volunteering",
    "onboarding",
    "documentation",
    "design",
    "usability",
    "research",
    "reproducibility",
    "notebooks",
    "charts",
    "geometry",
    "algebra",
    "probability",
    "logic",
    "compilers",
    "kernels",
    "containers",
    "packaging",
    "releases",
    "monitoring",
    "ethics",
    "history",
    "libraries",
    "cooking",
];

const FIRST: [&str; 40] = [
    "Ana", "Bartosz", "Chidi", "Dilnoza", "Esther", "Fatou", "Goran", "Hamid", "Ines", "Jonah", "Kamala", "Lucio",
    "Marisol", "Nilufar", "Oriol", "Pilar", "Quina", "Roi", "Sanna", "Tomas", "Uxia", "Vikram", "Wanjiru", "Ximena",
    "Yusuf", "Zofia", "Aroha", "Brais", "Carme", "Duarte", "Eluned", "Fiadh", "Gwen", "Hiroko", "Ivo", "Jovana",
    "Kofi", "Leilani", "Mateus", "Noor",
];
const LAST: [&str; 40] = [
    "Silva",
    "Klimczuk",
    "Okafor",
    "Yusupova",
    "Mbeki",
    "Diallo",
    "Horvat",
    "Oulhaj",
    "Carvalho",
    "Kealamakia",
    "Shrestha",
    "Etcheberry",
    "Quispe",
    "Rashidova",
    "Puig",
    "Ferreiro",
    "Bento",
    "Castro",
    "Lindgren",
    "Navarro",
    "Rivas",
    "Menon",
    "Njeri",
    "Ortega",
    "Demir",
    "Wrobel",
    "Ngata",
    "Outeiral",
    "Vidal",
    "Furtado",
    "Pryce",
    "Brennan",
    "Llwyd",
    "Tanaka",
    "Petrov",
    "Savic",
    "Asante",
    "Akana",
    "Teixeira",
    "Haddad",
];
const MIDDLE: [&str; 8] = ["", "Luz ", "Wei ", "Otto ", "Mary ", "Ines ", "Juan ", "Kim "];
const GUEST: [&str; 20] = [
    "Guðmundsdóttir",
    "Xhaka",
    "Ueberroth",
    "Jekyllstone",
    "Fjeldstad",
    "Zwick",
    "Pfeffermann",
    "Djokaj",
    "Mxolisi",
    "Egbuchulam",
    "Bjerregaard",
    "Gbadebo",
    "Vstavskaya",
    "Hrdlicka",
    "Czwartek",
    "Kvitova",
    "Szymborska",
    "Tschudi",
    "Yttrevik",
    "Phumzile",
];
const SORT: [&str; 10] = [
    "evening",
    "workshop",
    "clinic",
    "walk",
    "reading circle",
    "open table",
    "sprint",
    "lecture",
    "show and tell",
    "repair night",
];
const MANNER: [&str; 12] = [
    "first steps in",
    "a patient look at",
    "practical",
    "questions about",
    "small tools for",
    "mistakes in",
    "notes on",
    "a field guide to",
    "the history of",
    "teaching",
    "a year of",
    "the limits of",
];

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn dashed(text: &str) -> String {
    text.to_lowercase().replace(' ', "-")
}

pub(crate) fn topic(random: &mut Random) -> &'static str {
    // The square makes a few topics large and most small, as they are.
    let at = random.below(TOPICS.len()) * random.below(TOPICS.len()) / TOPICS.len();
    TOPICS[at]
}

/// A YAML list of one to three topics.
pub(crate) fn topics(random: &mut Random) -> String {
    let mut all: Vec<&str> = (0..random.within(1, 3)).map(|_| topic(random)).collect();
    all.sort_unstable();
    all.dedup();
    format!("[{}]", all.join(", "))
}

pub(crate) fn topics_yaml() -> String {
    let entry = |slug: &&str| {
        let label = capital(slug);
        format!("- slug: {slug}\n  label: {label}\n  description: Everything that we know and ask about {slug}.\n")
    };
    TOPICS.iter().map(entry).collect()
}

pub(crate) fn event_title(at: usize) -> String {
    let mut random = Random::new("event title", at);
    format!("{} {} {}", capital(topic(&mut random)), random.one(&SORT), at + 1)
}

pub(crate) fn event_slug(at: usize) -> String {
    dashed(&event_title(at))
}

pub(crate) fn resource_title(at: usize) -> String {
    let mut random = Random::new("resource title", at);
    format!("{} {}, part {}", capital(random.one(&MANNER)), topic(&mut random), at + 1)
}

pub(crate) fn resource_slug(at: usize) -> String {
    dashed(&resource_title(at)).replace(',', "")
}

pub(crate) fn thread_title(at: usize) -> String {
    let mut random = Random::new("thread title", at);
    format!("How do you begin with {} and {}? Question {}", topic(&mut random), topic(&mut random), at + 1)
}

pub(crate) fn thread_slug(at: usize) -> String {
    dashed(&thread_title(at)).replace('?', "")
}

pub(crate) fn person_name(at: usize) -> String {
    let (first, last) = (FIRST[at % 40], LAST[(at / 40 + at) % 40]);
    let middle = MIDDLE[at / 1600 % 8];
    let again = match at / 12_800 {
        0 => String::new(),
        n => format!(" {}", n + 1),
    };
    format!("{first} {middle}{last}{again}")
}

pub(crate) fn person_slug(at: usize) -> String {
    dashed(&person_name(at))
}

pub(crate) fn guest_name(random: &mut Random) -> String {
    format!("{} {}", random.one(&FIRST), random.one(&GUEST))
}

/// Somebody as a value of front matter: mostly a mentor's slug, now and then a guest.
pub(crate) fn somebody(random: &mut Random, mentors: usize) -> String {
    match random.chance(10) {
        true => format!("{{name: {}}}", guest_name(random)),
        false => person_slug(random.below(mentors)),
    }
}

/// A YAML list of different mentors, and now and then a guest.
pub(crate) fn people(random: &mut Random, most: usize, mentors: usize) -> String {
    let mut all: Vec<String> = random.some(most, mentors).into_iter().map(person_slug).collect();
    if random.chance(10) {
        all.push(format!("{{name: {}}}", guest_name(random)));
    }
    format!("[{}]", all.join(", "))
}

pub(crate) fn group_slug(at: usize) -> String {
    format!("{}-group-{}", TOPICS[at % TOPICS.len()], at + 1)
}

pub(crate) fn group_title(at: usize) -> String {
    format!("{} group {}", capital(TOPICS[at % TOPICS.len()]), at + 1)
}
