//! A single value by its type: `2026-12-01`, `90m`, `Europe/Lisbon`, `https://…`.

use std::sync::Arc;

use crate::diag::{Wrong, codes, nearest};
use crate::doc::{Reference, Value};
use crate::kinds::Type;
use crate::time::{Availability, Length, PartialDate, When, Zone};

type Read = Result<Value<Reference>, Wrong>;

/// Reads one value.
pub(super) fn scalar(text: &str, ty: &Type) -> Read {
    let text = text.trim();
    match ty {
        Type::Bool => boolean(text),
        Type::Number { min, max } => number(text, *min, *max),
        Type::Date { partial: true } => PartialDate::parse(text).map(Value::Date),
        Type::Date { partial: false } => day(text),
        Type::Moment => When::parse(text).map(|parsed| Value::Moment(parsed.when)),
        Type::Duration => Length::parse(text).map(Value::Duration),
        Type::Timezone => Zone::parse(text).map(Value::Zone),
        Type::Language => language(text),
        Type::Url => url(text).map(|url| Value::Url(url.into())),
        Type::Email => email(text),
        Type::Color => color(text),
        Type::Slug => slug(text),
        Type::Choice { .. } => Ok(Value::Choice(text.into())),
        Type::Topic => Ok(Value::Topic(text.into())),
        Type::Availability => Availability::parse(text).map(Value::Availability),
        _ => Ok(Value::Text(text.into())),
    }
}

/// What is odd about a value that can be read.
pub(super) fn doubt(text: &str, ty: &Type) -> Option<Wrong> {
    match ty {
        Type::Moment => When::parse(text).ok().and_then(|parsed| parsed.warning()),
        Type::Timezone => Zone::parse(text).ok().and_then(|zone| zone.warning()),
        Type::Choice { of } if !of.iter().any(|word| &**word == text) => Some(choice(text, of)),
        Type::Url if text.matches("://").count() > 1 && text.split_whitespace().count() > 1 => {
            Some(Wrong::new(&codes::TWO_URLS, "two addresses stand here").help("keep one; the other goes into `links`"))
        }
        _ => None,
    }
}

fn choice(text: &str, of: &[Arc<str>]) -> Wrong {
    let words: Vec<&str> = of.iter().map(|word| &**word).collect();
    let wrong = Wrong::new(&codes::UNKNOWN_CHOICE, format!("`{text}` is not one of: {}", words.join(", ")));
    let squeezed = text.to_lowercase().replace([' ', '_'], "-");
    match nearest(&squeezed, words) {
        Some(near) => wrong.help(format!("did you mean `{near}`?")),
        None => wrong.help("take one of these, or lengthen the list with `of+` in a file of `kinds/`"),
    }
}

fn boolean(text: &str) -> Read {
    match text {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        other => {
            let meant = if matches!(other.to_lowercase().as_str(), "yes" | "on" | "y" | "1" | "true") {
                "true"
            } else {
                "false"
            };
            Err(Wrong::new(&codes::WRONG_TYPE, format!("`{other}` is neither `true` nor `false`"))
                .help(format!("write `{meant}`")))
        }
    }
}

fn number(text: &str, min: Option<f64>, max: Option<f64>) -> Read {
    let wrong = |message: String| Wrong::new(&codes::WRONG_TYPE, message);
    let Some(value) = text.parse::<f64>().ok().filter(|_| is_number(text)) else {
        let meant = meant_number(text).map(|number| format!("write `{number}`"));
        return Err(wrong(format!("`{text}` is not a number"))
            .help(meant.unwrap_or_else(|| "write digits only, such as `20`".into())));
    };
    if let Some(min) = min.filter(|min| value < *min) {
        return Err(wrong(format!("`{text}` is too small")).help(format!("write `{min}` or more")));
    }
    if let Some(max) = max.filter(|max| value > *max) {
        return Err(wrong(format!("`{text}` is too large")).help(format!("write `{max}` or less")));
    }
    Ok(Value::Number(text.into()))
}

/// Digits, perhaps with a sign and decimals, without needless zeros: `20`, `-3`, `0.5`.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = text.split_once('.').map_or((text, "0"), |(whole, decimals)| (whole, decimals));
    digits(whole) && digits(decimals) && (whole == "0" || !whole.starts_with('0'))
}

/// The number in `20 people`, `007` or `1,5`.
fn meant_number(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let number = digits.replace(',', ".");
    let short = number.trim_start_matches('0');
    let number = if short.is_empty() || short.starts_with('.') { format!("0{short}") } else { short.into() };
    (end > 0 && is_number(&number) && !rest.starts_with(|c: char| c.is_ascii_punctuation())).then_some(number)
}

fn day(text: &str) -> Read {
    match When::parse(text)?.when {
        When::Day(day) => Ok(Value::Date(PartialDate::Day(day))),
        When::Time(time) => Err(Wrong::new(&codes::BAD_DATE, format!("`{text}` has a time; a day is expected here"))
            .help(format!("write `{}`", time.date()))),
    }
}

/// A language code of two or three letters, with an optional script and region (BCP 47): `en`, `pt-BR`, `zh-Hant`.
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let letters = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
    let main =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_lowercase()));
    let rest = |part: &str| match part.len() {
        2 => letters(part) && part == part.to_uppercase(),
        3 => part.chars().all(|c| c.is_ascii_digit()),
        4 => letters(part) && part.starts_with(|c: char| c.is_ascii_uppercase()),
        _ => false,
    };
    main && parts.all(rest)
}

fn language(text: &str) -> Read {
    if is_language(text) {
        return Ok(Value::Language(text.into()));
    }
    let wrong = Wrong::new(&codes::BAD_LANGUAGE, format!("`{text}` is not a language code"));
    let lower = text.to_lowercase();
    let known = LANGUAGES.iter().find(|(name, _)| strsim::jaro_winkler(&lower, name) > 0.9);
    let meant = known.map(|(_, code)| (*code).to_owned()).or_else(|| Some(usual_case(text)).filter(|t| is_language(t)));
    Err(match meant {
        Some(code) => wrong.help(format!("write `{code}`")),
        None => wrong.help("write a code such as `en`, `es` or `pt-BR`"),
    })
}

/// `en-GB` for `EN_gb`.
fn usual_case(text: &str) -> String {
    let parts = text.split(['-', '_']).enumerate().map(|(at, part)| match part.len() {
        2 if at > 0 => part.to_uppercase(),
        4 if at > 0 => {
            let (first, rest) = part.split_at_checked(1).unwrap_or((part, ""));
            first.to_uppercase() + &rest.to_lowercase()
        }
        _ => part.to_lowercase(),
    });
    parts.collect::<Vec<_>>().join("-")
}

/// English names that people write in place of a code.
const LANGUAGES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("bengali", "bn"),
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("indonesian", "id"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("norwegian", "no"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
    ("urdu", "ur"),
    ("vietnamese", "vi"),
];

/// The schemes that an address may have.
const SCHEMES: &[&str] =
    &["https", "http", "webcal", "ftp", "tel", "mailto", "matrix", "irc", "xmpp", "sms", "geo", "doi"];

/// The address; of two that stand in one field, the first.
fn url(text: &str) -> Result<&str, Wrong> {
    let bad = |message: String, help: String| Wrong::new(&codes::BAD_URL, message).help(help);
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.len() != text.len() && !text.split_whitespace().all(|part| part.contains("://")) {
        return Err(bad(format!("`{text}` has a space in it"), format!("write `{}`", text.replace(' ', "%20"))));
    }
    let (scheme, rest) = first.split_once(':').unwrap_or(("", first));
    let scheme = scheme.to_lowercase();
    if matches!(&*scheme, "javascript" | "data" | "vbscript") {
        let message = format!("an address with `{scheme}:` could run a script in the reader's browser");
        return Err(Wrong::new(&codes::UNSAFE_URL, message).help("write an address that begins with `https://`"));
    }
    if !SCHEMES.contains(&&*scheme) {
        return Err(bad(format!("`{text}` does not begin with https://"), format!("write `https://{text}`")));
    }
    if has_email(text) {
        return Err(Wrong::new(&codes::EMAIL, "an e-mail address would stand on a public page")
            .help("link to a contact form instead"));
    }
    let host = rest.trim_start_matches('/');
    if host.is_empty() || host.starts_with(['?', '#', '.']) {
        return Err(bad(format!("`{text}` leads nowhere"), "write the whole address, as `https://example.org`".into()));
    }
    if matches!(&*scheme, "http" | "https") && !rest.starts_with("//") {
        return Err(bad(format!("`{text}` has no `//` behind `{scheme}:`"), format!("write `{scheme}://{host}`")));
    }
    Ok(first.trim_end_matches([',', ';']))
}

/// An address that is meant to be public.
fn email(text: &str) -> Read {
    match has_email(text) {
        true => Ok(Value::Text(text.into())),
        false => Err(Wrong::new(&codes::WRONG_TYPE, format!("`{text}` is not an e-mail address"))
            .help("write it as `hello@example.org`")),
    }
}

fn color(text: &str) -> Read {
    let digits = text
        .strip_prefix('#')
        .filter(|digits| matches!(digits.len(), 3 | 6) && digits.chars().all(|c| c.is_ascii_hexdigit()));
    match digits {
        Some(_) => Ok(Value::Text(text.into())),
        None => Err(Wrong::new(&codes::WRONG_TYPE, format!("`{text}` is not a color"))
            .help("write it as in `\"#1a6b5c\"`, with quotes")),
    }
}

fn slug(text: &str) -> Read {
    match super::is_slug(text) {
        true => Ok(Value::Text(text.into())),
        false => Err(Wrong::new(&codes::BAD_SLUG, format!("`{text}` is not a slug"))
            .help(format!("write `{}`", super::slug_of(text, None)))),
    }
}

/// `slug` or `folder/slug`.
pub(super) fn slug_reference(text: &str) -> Option<Reference> {
    let (folder, slug) = text.split_once('/').map_or((None, text), |(folder, slug)| (Some(folder), slug));
    let shaped = super::is_slug(slug) && folder.is_none_or(super::is_slug);
    shaped.then(|| Reference::Item { folder: folder.map(Into::into), slug: slug.into() })
}

/// Whether an e-mail address stands in a text.
pub(super) fn has_email(text: &str) -> bool {
    text.contains('@') && !crate::markdown::emails(text).is_empty()
}

/// Whether a telephone number stands in a text.
pub(super) fn has_phone(text: &str) -> bool {
    !crate::markdown::phones(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails() {
        assert!(has_email("Write to ana.tavares@example.org and"));
        assert!(has_email("mailto:ana@example.org"));
        for fine in ["https://example.org/@ana", "https://u@example.org/x", "@ana", "a @ b.org", "git@host", "a@B"] {
            assert!(!has_email(fine), "{fine}");
        }
    }

    #[test]
    fn numbers_are_not_guessed() {
        let number = |text| scalar(text, &Type::Number { min: Some(0.0), max: None });
        assert_eq!(number("20").unwrap(), Value::Number("20".into()));
        assert_eq!(number("20 people").unwrap_err().help.as_deref(), Some("write `20`"));
        assert!(number("007").is_err() && number("1:30").is_err() && number("-1").is_err() && number("NaN").is_err());
        assert!(number("0").is_ok() && number("0.5").is_ok());
        let help = |text| number(text).unwrap_err().help.unwrap();
        assert_eq!(help("1,5"), "write `1.5`");
        assert_eq!(help("007"), "write `7`");
        assert_eq!(help("1:30"), "write digits only, such as `20`");
    }

    #[test]
    fn urls() {
        assert_eq!(url("youtube.com/x").unwrap_err().help.as_deref(), Some("write `https://youtube.com/x`"));
        assert!(url("https://example.org/a?b=c").is_ok() && url("matrix:r/hub:example.org").is_ok());
        assert_eq!(url("https:example.org").unwrap_err().help.as_deref(), Some("write `https://example.org`"));
        assert_eq!(url("https://a.org, https://b.org").unwrap(), "https://a.org");
        assert_eq!(url("JavaScript:alert(1)").unwrap_err().code, &codes::UNSAFE_URL);
        assert!(doubt("https://a.org https://b.org", &Type::Url).is_some());
    }

    #[test]
    fn languages() {
        assert!(
            is_language("en")
                && is_language("pt-BR")
                && is_language("zh-Hant")
                && !is_language("English")
                && !is_language("EN")
        );
        assert_eq!(language("Ukranian").unwrap_err().help.as_deref(), Some("write `uk`"));
        assert_eq!(language("EN_gb").unwrap_err().help.as_deref(), Some("write `en-GB`"));
    }
}
