//! The form of double quotes in a language. The parser knows the English one only.

/// A text event in the form of the language; `typed` is what stands in the file.
pub(super) fn localized<'t>(text: &'t str, typed: &str, language: &str) -> &'t str {
    match (text, typed) {
        ("“", "\"") => quotes(language).0,
        ("”", "\"") => quotes(language).1,
        _ => text,
    }
}

/// Opening and closing double quotes.
fn quotes(language: &str) -> (&'static str, &'static str) {
    let base = language.split(['-', '_']).next().unwrap_or_default();
    match base {
        _ if language.eq_ignore_ascii_case("de-ch") => ("«", "»"),
        "de" | "cs" | "sk" | "sl" | "is" | "bg" | "lt" | "ka" | "et" | "hr" | "sr" | "mk" => ("„", "“"),
        "pl" | "hu" | "ro" | "nl" => ("„", "”"),
        // A narrow space that does not break stands inside the French ones.
        "fr" => ("«\u{202f}", "\u{202f}»"),
        "es" | "ca" | "gl" | "it" | "pt" | "el" | "ru" | "uk" | "be" | "no" | "nb" | "nn" | "eu" | "hy" => ("«", "»"),
        "sv" | "fi" => ("”", "”"),
        "da" => ("»", "«"),
        "ja" => ("「", "」"),
        _ => ("“", "”"),
    }
}
