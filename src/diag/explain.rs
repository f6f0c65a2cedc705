//! The texts of `lyceum explain`: a paragraph for every code, with a wrong and a right example.

use super::Code;

const TEXTS: &str = include_str!("explain.md");

/// What a problem means, as Markdown, without the heading.
pub fn explain(code: &Code) -> &'static str {
    sections().find(|(id, _)| *id == code.id).map_or("", |(_, text)| text)
}

/// Each section's code and text. Only `## ` before a code begins a section: the examples have headings of their own.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut starts: Vec<_> =
        TEXTS.match_indices("\n## ").map(|(at, _)| at + 1).filter(|at| begins_section(*at)).collect();
    starts.push(TEXTS.len());
    let ranges: Vec<_> = starts.windows(2).map(|pair| pair[0]..pair[1]).collect();
    ranges
        .into_iter()
        .filter_map(|range| TEXTS[range].split_once('\n'))
        .map(|(heading, text)| (&heading[3..], text.trim()))
}

fn begins_section(at: usize) -> bool {
    let id = TEXTS[at + 3..].lines().next().unwrap_or_default();
    matches!(id.as_bytes(), [b'E' | b'W', digits @ ..] if digits.len() == 3 && digits.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes::ALL;

    #[test]
    fn every_code_has_its_section_in_order() {
        let ids: Vec<_> = sections().map(|(id, _)| id).collect();
        let codes: Vec<_> = ALL.iter().map(|code| code.id).collect();
        assert_eq!(ids, codes);
    }

    #[test]
    fn every_section_has_a_wrong_and_a_right_example() {
        for code in ALL {
            let text = explain(code);
            assert!(text.len() > 150, "{} is too short", code.id);
            assert!(text.contains("Wrong") && text.contains("Right"), "{} lacks an example", code.id);
            assert!(text.matches("```").count().is_multiple_of(2), "{} has an open code block", code.id);
            assert!(text.lines().all(|line| line.chars().count() <= 100), "{} has a long line", code.id);
        }
    }
}
