//! Telephone numbers in plain text. Rather one too few than a year, a price or an ISBN too many: a number counts if it begins with a country
//! code, or if a word before it says what it is.

use std::ops::Range;

/// Words behind which a number is one for calls, in small letters.
const WORDS: &[&str] = &[
    "phone",
    "tel",
    "telephone",
    "mobile",
    "cell",
    "whatsapp",
    "sms",
    "fax",
    "telefon",
    "handy",
    "mobil",
    "téléphone",
    "portable",
    "teléfono",
    "telefono",
    "móvil",
    "telefone",
    "telemóvel",
    "celular",
    "電話",
    "هاتف",
    "फ़ोन",
];

/// The first digits that no country code has.
const NO_COUNTRY: &[&str] = &["0", "10", "11", "210", "214", "215", "217", "219", "28", "83", "89", "99"];

/// How many digits a number has at least, and at most.
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
/// The same for one without country code.
const LOCAL_DIGITS: std::ops::RangeInclusive<usize> = 7..=13;

/// Whether a text can hold a number at all: a cheap look.
pub(super) fn promising(text: &str) -> bool {
    text.bytes().fold(0_usize, |count, byte| count + usize::from(byte.is_ascii_digit())) >= *LOCAL_DIGITS.start()
}

/// The telephone numbers in a text, in order.
pub fn phones(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut floor) = (Vec::new(), 0);
    for (at, c) in text.char_indices() {
        if at < floor || !(c == '+' || c == '(' || c.is_ascii_digit()) {
            continue;
        }
        let (end, stop) = number(text, at);
        if is_phone(text, at, end) {
            found.push(at..end);
        }
        // Marks without a digit are no number from any of them on.
        floor = if end > at + 1 { end } else { stop };
    }
    found
}

/// Where digits and the marks between them end, without and with the marks behind them.
fn number(text: &str, start: usize) -> (usize, usize) {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '-' | '.' | '(' | ')' | '/');
    // A `+` is only at the start of one.
    let stop = text[start..].char_indices().skip(1).find(|(_, c)| !is_part(*c)).map_or(text.len(), |(n, _)| start + n);
    (start + text[start..stop].trim_end_matches(|c: char| !c.is_ascii_digit()).len(), stop)
}

fn is_phone(text: &str, start: usize, end: usize) -> bool {
    let part = &text[start..end];
    let digits: String = part.chars().filter(char::is_ascii_digit).collect();
    // Letters, or signs of an address or a formula, directly at it: a part of something longer.
    let within =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '=' | '&' | '#' | '?' | '.' | '-' | ',' | '$' | '€');
    if text[..start].ends_with(within) || text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '%')
    {
        return false;
    }
    if part.contains("..") || part.contains("  ") {
        return false;
    }
    match part.strip_prefix('+') {
        Some(rest) => {
            rest.starts_with(|c: char| c.is_ascii_digit())
                && DIGITS.contains(&digits.len())
                && is_international(&digits)
        }
        None => LOCAL_DIGITS.contains(&digits.len()) && !is_date(part) && follows_word(&text[..start]),
    }
}

/// A country code, and no number of things: `+500 000 000`.
fn is_international(digits: &str) -> bool {
    !NO_COUNTRY.iter().any(|no| digits.starts_with(no)) && !digits.ends_with("0000")
}

/// `2026-11-22`, `22.11.2026 18:00`: a date in any order.
fn is_date(part: &str) -> bool {
    let groups: Vec<&str> =
        part.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).take(3).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    matches!(lengths[..], [4, 1..=2, 1..=2] | [1..=2, 1..=2, 4])
}

/// Whether the last word says that a number for calls follows: `Tel.: `, `WhatsApp `.
fn follows_word(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '*' | '_'));
    let word = before.rsplit(|c: char| !c.is_alphabetic() && c != '़').next().unwrap_or_default().to_lowercase();
    WORDS.contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_calls() {
        let text = "Call +351 912 345 678, +1 (646) 558-8656 or +49-30-123456. Tel.: 030/1234567; WhatsApp: 0171 2345678. **Phone** 555-0199-22 (+442079460958)";
        let found: Vec<&str> = phones(text).into_iter().map(|range| &text[range]).collect();
        let expected = [
            "+351 912 345 678",
            "+1 (646) 558-8656",
            "+49-30-123456",
            "030/1234567",
            "0171 2345678",
            "555-0199-22",
            "+442079460958",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn other_numbers() {
        for fine in [
            "2026-11-22 18:00",
            "ISBN 978-3-16-148410-0",
            "Meeting ID: 812 3456 7890",
            "https://example.org/+351912345678",
            "https://wa.example/?n=+351912345678",
            "+10 000 000 readers, +500 000 000 stars",
            "UTC+01:00 to UTC+0530",
            "a+12345678901",
            "1 234 567 890 people",
            "+12.5%",
            "10.1000/182.1234567",
            "Phone 2026-11-22",
            "phone 12345",
            "mobile: 2.10.1, 3.4",
            "192.168.100.200",
            "+1 or +2 and 2026",
            "x = 5 +123456789012345678901234567890",
        ] {
            assert!(phones(fine).is_empty(), "{fine}");
        }
    }
}
