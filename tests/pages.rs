//! The pages of the kinds, driven by roles: steps, awards, consent, confirmation, what is open and what is settled.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod website;

use website::{Website, folder, once, said, tree};

const SITE: &str = "title: Long Table\nurl: https://table.example.org\ntimezone: Europe/Lisbon\ndescription: People who cook together.\nreview: {baker: 6 months}\n";

/// A kind that the program has never heard of, with the roles of built-in ones.
const COURSE: &str = r#"label: {one: Course, many: Courses}
folder: courses
title_from: title
fields:
  lessons:
    type: map
    many: true
    fields:
      title: {type: text, required: true}
      sort:  {type: choice, of: [taste, bake]}
      takes: {type: duration}
      spare: {type: bool, label: If you like}
      text:  {type: markdown}
      flour: {type: text}
  tables:
    type: map
    many: true
    fields:
      baker:  {type: ref, to: baker, many: true, as: Teaches}
      guests: {type: ref, to: person, many: true, as: Learns}
      dish:   {type: text}
      agreed: {type: bool}
  medals:
    type: map
    many: true
    fields:
      to:   {type: ref, to: person, many: true, as: Has the medal}
      date: {type: date, partial: true}
      by:   {type: ref, to: baker, as: Gave the medal}
roles:
  steps: lessons
  awards: medals
  consent: {tables: agreed}
  people: [tables.baker, tables.guests, medals.to, medals.by]
"#;

const BAKER: &str = r#"label: {one: Baker, many: Bakers}
folder: bakers
extends: person
fields:
  mood:  {type: choice, of: [willing, busy, asleep]}
  asked: {type: date}
roles:
  confirmed: asked
  confirmed_if: {mood: [willing, busy]}
sort: [mood, name]
card: [mood, asked]
"#;

const BREAD: &str = "---
title: Bread
lessons:
  - {title: Smell the flour, sort: taste, takes: 10m}
  - {title: Wait, spare: true, text: \"All *night*.\"}
  - {title: Smell the flour, flour: rye}
tables:
  - {baker: [tia], guests: [{name: Shown Guest}], dish: Open dish, agreed: true}
  - {baker: [tio], guests: [{name: Hidden Guest}], dish: Secret dish, agreed: false}
  - {baker: [tio], guests: [{name: Silent Guest}], dish: Silent dish}
medals:
  - {to: [rosa, {name: Ana Sá}], date: 2026-03, by: tia}
  - {to: rosa, date: 2026-05-02}
---
Bread is time.
";

fn baker(name: &str, mood: &str, asked: &str) -> String {
    format!("---\nname: {name}\nmood: {mood}\nasked: {asked}\ncan: [speak]\n---\nBakes.\n")
}

fn site() -> Website {
    let (tia, tio) = (baker("Tia", "busy", "2026-10-01"), baker("Tio", "willing", "2025-10-01"));
    let (zeca, abel) = (baker("Zeca", "willing", "2026-11-01"), baker("Abel", "asleep", "2024-01-01"));
    let website = once(&tree(&[
        ("site.yaml", SITE),
        ("kinds/course.yaml", COURSE),
        ("kinds/baker.yaml", BAKER),
        ("content/courses/bread.md", BREAD),
        ("content/bakers/tia.md", &tia),
        ("content/bakers/tio.md", &tio),
        ("content/bakers/zeca.md", &zeca),
        ("content/bakers/abel.md", &abel),
        ("content/people/rosa.md", "---\nname: Rosa Lamego\n---\nBakes.\n"),
    ]));
    assert!(!website.built.has_errors(), "{}", said(&website.built.diagnostics));
    website
}

#[test]
fn an_own_kind_has_steps() {
    let website = site();
    let page = website.page("courses/bread/index.html");
    assert_eq!(page.texts(".path > li h3"), ["Smell the flour", "Wait", "Smell the flour"]);
    // The browser remembers steps by these: two of one title are told apart.
    assert_eq!(page.attrs(".path > li", "id"), ["step-smell-the-flour", "step-wait", "step-smell-the-flour-2"]);
    assert_eq!(page.texts(".path > li:nth-child(1) .mark"), ["Taste", "10m"]);
    assert_eq!(page.texts(".path > li:nth-child(2) .mark"), ["If you like"]);
    assert_eq!(page.texts(".path > li:nth-child(2) em"), ["night"]);
    assert_eq!(page.texts(".path > li:nth-child(3) dd"), ["rye"]);
    assert_eq!(page.attrs("[data-steps]", "data-steps"), ["/courses/bread/"]);
    assert_eq!(page.all("script[data-say-progress]").len(), 1);
    // Without the script there is nothing to tick.
    assert!(page.all("input[type=checkbox]").is_empty());
}

#[test]
fn who_did_not_agree_stands_nowhere() {
    let website = site();
    for path in website.paths() {
        let Some(lyceum::output::Body::Bytes(bytes)) = website.files.get(path) else { continue };
        let text = String::from_utf8_lossy(bytes);
        for secret in ["Hidden Guest", "Secret dish", "Silent Guest", "Silent dish"] {
            assert!(!text.contains(secret), "{secret} in {path}");
        }
    }
    let page = website.page("courses/bread/index.html");
    let shown = page.texts("main").concat();
    assert!(shown.contains("Shown Guest") && shown.contains("Open dish"));
    // That somebody agreed is not told, nor is the course on the page of one who did not.
    assert!(!shown.contains("Agreed"));
    assert!(website.page("bakers/tia/index.html").links("main").contains(&"/courses/bread/".to_owned()));
    assert!(!website.page("bakers/tio/index.html").links("main").contains(&"/courses/bread/".to_owned()));
}

#[test]
fn pairs_of_a_cohort_that_did_not_agree_stand_nowhere_but_are_checked() {
    let cohort = "---\ntitle: Spring\nprogram: strands\nstart: 2026-10-05\nend: 2027-03-31\nmentors: [tia]\nmentees: [rosa]\npairs:\n  - {mentors: [tia], mentees: [rosa], goals: [Zyxomma], show: false}\n  - {mentors: [tia], mentees: [{name: Pantala Nobody}]}\n---\n";
    let website = once(&tree(&[
        ("site.yaml", SITE.replace("review: {baker: 6 months}\n", "").as_str()),
        ("content/cohorts/spring.md", cohort),
        ("content/programs/strands.md", "---\ntitle: Strands\ntype: mentoring\n---\nTwo.\n"),
        ("content/people/tia.md", "---\nname: Tia\n---\nBakes.\n"),
        ("content/people/rosa.md", "---\nname: Rosa\n---\nBakes.\n"),
    ]));
    let told = said(&website.built.diagnostics);
    assert!(told.contains("Pantala Nobody is in `pairs.mentees`, but not in `mentees`"), "{told}");
    for (path, text) in website.pages() {
        assert!(!text.contains("Zyxomma") && !text.contains("Pantala"), "{path}");
    }
}

#[test]
fn every_award_has_a_page_that_proves_it() {
    let website = site();
    let course = website.page("courses/bread/index.html");
    let proofs = course.links(".awarded .person-note");
    assert_eq!(proofs, ["/courses/bread/rosa/", "/courses/bread/ana-sá/", "/courses/bread/rosa-2/"].map(encoded));
    let proof = website.page("courses/bread/rosa/index.html");
    assert_eq!(proof.texts("h1"), ["Bread"]);
    assert_eq!(proof.texts(".certificate-who .person-name"), ["Rosa Lamego"]);
    assert_eq!(proof.texts("[data-field=date] dd"), ["March 2026"]);
    assert_eq!(proof.texts("[data-field=by] .person-name"), ["Tia"]);
    let json: serde_json::Value = serde_json::from_str(&proof.texts("script[type='application/ld+json']")[0]).unwrap();
    assert_eq!(json["name"], "Rosa Lamego");
    assert_eq!(json["hasCredential"]["name"], "Bread");
    assert_eq!(json["hasCredential"]["dateCreated"], "2026-03");
    assert_eq!(json["hasCredential"]["author"]["name"], "Tia");
}

fn encoded(path: &str) -> String {
    path.replace('á', "%C3%A1")
}

#[test]
fn who_was_not_asked_for_long_rests_at_the_end() {
    let website = site();
    let index = website.page("bakers/index.html");
    // As the choice has its words, not as the alphabet has them; one who sleeps need not be asked, and does not rest.
    assert_eq!(index.texts("main h3"), ["Zeca", "Tia", "Abel", "Tio"]);
    let marks = |name: &str| website.page(&format!("bakers/{name}/index.html")).texts(".page-head .mark");
    assert_eq!(marks("zeca"), ["Willing", "confirmed in November 2026"]);
    assert_eq!(marks("tio"), ["Willing", "not confirmed since October 2025"]);
    // A kind's card takes the place of that of the kind that it extends.
    assert!(!index.texts("main").concat().contains("Speak"));
}

#[test]
fn open_ones_come_first_and_say_once_when_they_close() {
    let website = once(&folder("."));
    let index = website.page("opportunities/index.html");
    let open = index.all("#upcoming article").len();
    assert!(open > 0 && index.all("#upcoming [data-coming], [data-coming]").len() == 1);
    let closed = index.texts("#past .card-title");
    assert!(closed.iter().all(|title| !index.texts("#upcoming .card-title").contains(title)));
    let bursary = website.page("opportunities/splice-bursary/index.html");
    let told: Vec<String> = bursary.texts("article time").into_iter().filter(|text| text.contains("Feb 7")).collect();
    // Once as a promise, and once, still hidden, for when it is over.
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(bursary.all("article .notice[hidden]").len(), 1);
    let threads = website.page("discussions/index.html");
    assert!(threads.all("#upcoming .answered").is_empty() && !threads.all("#past .answered").is_empty());
}

#[test]
fn nobody_is_listed_twice_in_a_cohort() {
    let website = once(&folder("."));
    let page = website.page("cohorts/two-strands-2/index.html");
    let headings = page.texts(".aside .role h2");
    let mut once = headings.clone();
    once.sort();
    once.dedup();
    assert_eq!(headings.len(), once.len(), "{headings:?}");
}

#[test]
fn a_place_is_on_a_map_and_not_two_numbers() {
    let website = once(&folder("."));
    let mut maps = 0;
    for (path, _) in website.pages().filter(|(_, text)| text.contains("openstreetmap.org")) {
        let page = website.page(path);
        maps += 1;
        assert!(page.all("[data-field=lat], [data-field=lon]").is_empty(), "{path}");
        assert!(
            page.links("[data-field=map]").iter().all(|url| url.starts_with("https://www.openstreetmap.org/?mlat="))
        );
    }
    assert!(maps > 0);
}

#[test]
fn a_thread_says_who_answers_whom() {
    let website = once(&tree(&[
        ("site.yaml", SITE.replace("review: {baker: 6 months}\n", "").as_str()),
        ("content/people/ana.md", "---\nname: Ana\n---\nAsks.\n"),
        ("content/people/rui.md", "---\nname: Rui\n---\nAnswers.\n"),
        (
            "content/discussions/salt.md",
            "---\ntitle: How much salt?\nauthor: ana\ndate: 2026-11-01\n---\nAnd when?\n\n## @rui 2026-11-02 10:00 {#r1 .accepted}\nTwo in a hundred.\n\n## @ana 2026-11-03 10:00 {#r2 to=r1}\nThank you.\n",
        ),
    ]));
    assert_eq!(said(&website.built.diagnostics), "");
    let page = website.page("discussions/salt/index.html");
    assert_eq!(page.links("#r1 .reply-answers"), ["#r2"]);
    assert_eq!(page.links("#r2 .reply-when"), ["#r2", "#r1"]);
    assert_eq!(page.links(".jump"), ["#r1", "#r2"]);
    assert_eq!(website.page("people/rui/index.html").texts(".content h2"), ["Discussions: accepted answers"]);
}

#[test]
fn people_with_much_behind_them_have_short_pages() {
    let talk = |n: usize| {
        (
            format!("content/resources/r{n}.md"),
            format!("---\ntitle: Text {n}\ntype: article\ndate: 2026-01-{n:02}\nauthors: [bo]\n---\n"),
        )
    };
    let mut files = vec![
        ("site.yaml".to_owned(), "title: Shelf\nurl: https://shelf.example.org\n".to_owned()),
        ("content/people/bo.md".to_owned(), "---\nname: Bo\nconsent: true\n---\n".to_owned()),
    ];
    files.extend((1..=15).map(talk));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let website = once(&tree(&files));
    let page = "people/bo/index.html";
    assert_eq!(website.page(page).texts("#resource-authors .card-title").first().unwrap(), "Text 15");
    assert_eq!(website.page(page).texts("#resource-authors .card-title").len(), 12);
    assert_eq!(website.page(page).texts("#resource-authors details a"), ["Text 3", "Text 2", "Text 1"]);
    assert_eq!(website.page(page).texts(".deeds .count"), ["15"]);
}

#[test]
fn pictures_stay_in_caches_where_their_ending_says_that_they_have_a_digest() {
    let rules = |more: &[(&str, &str)]| {
        let picture = "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>";
        let mut files = vec![
            ("site.yaml", "title: Quay\nurl: https://quay.example.org/hub/\n"),
            (
                "content/news/loft.md",
                "---\ntitle: Loft\ndate: 2026-11-01\n---\n![The loft](loft.svg) and [its plan](plan.pdf)\n",
            ),
            ("content/news/loft.svg", picture),
            ("content/news/plan.pdf", "%PDF-1.7"),
        ];
        files.extend(more);
        let website = once(&tree(&files));
        assert_eq!(said(&website.built.diagnostics), "");
        website.text("_headers").to_owned()
    };
    let lasting = "/hub/*.svg\n  Cache-Control: public, max-age=31536000, immutable\n";
    let alone = rules(&[]);
    assert!(alone.contains(lasting) && !alone.contains("*.pdf"), "{alone}");
    assert!(!rules(&[("static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")]).contains("*.svg"));
}

#[test]
fn mentors_can_be_found_by_time_zone() {
    let mentor = |name: &str, zone: &str| {
        format!(
            "---\nname: {name}\ntimezone: {zone}\nmentoring: {{status: open, topics: [bread], confirmed: 2026-11-01}}\n---\nYes.\n"
        )
    };
    let (tia, rosa) = (mentor("Tia", "Europe/Lisbon"), mentor("Rosa", "America/Lima"));
    let site = tree(&[("site.yaml", SITE), ("content/mentors/tia.md", &tia), ("content/mentors/rosa.md", &rosa)]);
    let list = once(&site).page("mentors/timezone/america-lima/index.html");
    assert_eq!(list.texts("main .card h2, main .card h3"), ["Rosa"]);
    assert!(list.texts("h1")[0].contains("Lima time"));
}
