//! Words of scripts that put no spaces between them. Pagefind looks for words between spaces, and divides texts itself only in an index
//! that is in one of three languages; a hub has texts in several.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use icu_segmenter::{GraphemeClusterSegmenter, WordSegmenter};

/// Stands before a space that we put in; `search.js` takes both out again, and Pagefind takes it for no part of a word.
const JOINER: char = '\u{2060}';
/// The languages of an index in which Pagefind divides texts itself. Titles it never does.
const DIVIDED: &[&str] = &["ja", "th", "zh"];
/// Thai and Lao, Burmese, Khmer, Japanese, Chinese.
const UNSPACED: &[RangeInclusive<char>] = &[
    '\u{e01}'..='\u{eff}',
    '\u{1000}'..='\u{109f}',
    '\u{1780}'..='\u{17ff}',
    '\u{3041}'..='\u{30ff}',
    '\u{3400}'..='\u{9fff}',
    '\u{20000}'..='\u{3ffff}',
];

/// Whether Pagefind divides texts itself in an index of this language.
pub(super) fn are_divided(language: &str) -> bool {
    DIVIDED.contains(&language.split('-').next().unwrap_or_default())
}

/// The text, with spaces between the words of such scripts.
pub(super) fn divided(text: &str) -> String {
    if !text.chars().any(is_unspaced) {
        return text.to_owned();
    }
    text.split_inclusive(char::is_whitespace).map(parts).collect()
}

fn is_unspaced(c: char) -> bool {
    UNSPACED.iter().any(|range| range.contains(&c))
}

fn parts(chunk: &str) -> String {
    if !chunk.chars().any(is_unspaced) {
        return chunk.to_owned();
    }
    // A dictionary that knows no word may part a letter from its marks.
    let letters: BTreeSet<usize> = GraphemeClusterSegmenter::new().segment_str(chunk).collect();
    let words = WordSegmenter::new_dictionary(Default::default());
    let ends: BTreeSet<usize> = words.segment_str(chunk).filter(|end| letters.contains(end)).collect();
    let place = |(at, c): (usize, char)| {
        let between = at > 0 && ends.contains(&at) && !c.is_whitespace();
        between.then_some([JOINER, ' ']).into_iter().flatten().chain([c])
    };
    chunk.char_indices().flat_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_spaces_between_them() {
        let plain = "Take a rope, don't run.\n\u{2060}Größe";
        assert_eq!(divided(plain), plain);
        let found = divided("灯台で勉強会を\n開きます。 Rope 2");
        assert!(found.starts_with("灯台\u{2060} で\u{2060} 勉強") && found.ends_with("。 Rope 2"), "{found:?}");
        assert!(divided("เชือกมีมาตรฐานสูง").contains(" มาตรฐาน\u{2060}"));
        assert!(divided("你好世界").contains(' '));
    }

    #[test]
    fn without_the_spaces_that_were_put_in_the_text_is_the_same() {
        for text in
            ["来週の土曜日は、灯台で\n\n勉強会 を開きます", "วิกิพีเดีย ภาษาไทย", "ភាសាខ្មែរ", "မြန်မာဘာသာ x", "Ab 中 c"]
        {
            assert_eq!(divided(text).replace("\u{2060} ", ""), text);
        }
    }

    #[test]
    fn pagefind_divides_three_languages() {
        assert_eq!(["ja", "zh-Hant", "th", "en", "km", ""].map(are_divided), [true, true, true, false, false, false]);
    }
}
