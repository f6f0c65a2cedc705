//! Tests of reading front matter.

use super::*;

fn ok(text: &str) -> Node {
    read(text, 0).unwrap().0
}

#[test]
fn scalars_stay_text() {
    let node = ok("a: no\nb: 007\nc: 1:30\nd: ''\ne:\n");
    let texts: Vec<_> = node.fields().iter().map(|(_, n)| n.text()).collect();
    assert_eq!(texts, [Some("no"), Some("007"), Some("1:30"), Some(""), None]);
}

#[test]
fn spans_are_bytes_of_the_file() {
    let text = "title: Café\nstart: now\n";
    let node = read(text, 100).unwrap().0;
    let start = node.get("start").unwrap().span;
    assert_eq!((start.start, start.end), (100 + 20, 100 + 23));
}

#[test]
fn faults_of_data_are_at_bytes() {
    let text = "a: é\nb: [é\n";
    let fault = data::<BTreeMap<String, String>>(text).unwrap_err();
    assert!(text.is_char_boundary(fault.span.start as usize), "{fault:?}");
    let fault = data::<BTreeMap<String, u8>>("é: 1\nü: x\n").unwrap_err();
    assert_eq!(fault.span.start, 10, "{fault:?}");
}

#[test]
fn a_second_field_is_reported_and_the_first_counts() {
    let (node, faults) = read("start: 1\nstart: 2\n", 0).unwrap();
    assert_eq!(node.get("start").unwrap().text(), Some("1"));
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].span.start, 9);
}

#[test]
fn bombs_and_depth_end_in_a_fault() {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for i in 1..9 {
        let refs = format!("*a{}", i - 1);
        bomb += &format!("a{i}: &a{i} [{}]\n", vec![refs; 10].join(","));
    }
    assert_eq!(read(&bomb, 0).unwrap_err().code, &codes::TOO_LARGE);
    assert_eq!(read(&format!("{}{}", "[".repeat(100), "]".repeat(100)), 0).unwrap_err().code, &codes::TOO_DEEP);
}

#[test]
fn front_matter_is_split() {
    let text = "---\ntitle: x\n---\nBody\n";
    let split = split(text).unwrap();
    assert_eq!((&text[split.front], &text[split.body]), ("title: x\n", "Body\n"));
    assert_eq!(super::split("---\ntitle: x\n").unwrap_err().code, &codes::FRONT_MATTER_OPEN);
    assert_eq!(super::split("# x\n").unwrap_err().code, &codes::NO_FRONT_MATTER);
}
