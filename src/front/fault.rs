//! What the YAML parser cannot read, in the words of an organizer, with the line to write.

use granit_parser::{ErrorKind, ScanError};

use crate::diag::{Fault, Span, codes};

/// The fault for a parser's error, at the line that is wrong rather than where the parser noticed.
pub(super) fn explain(text: &str, base: usize, error: &ScanError) -> Fault {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return Fault::new(
            &codes::TOO_DEEP,
            Span::new(base + at, base + at),
            "too many levels stand in each other here",
        );
    }
    let suspect = lines(text)
        .filter(|(start, line)| *start <= at && at <= start + line.len() + 1)
        .find_map(|(s, l)| suspicion(s, l));
    match suspect.or_else(|| lines(text).find_map(|(start, line)| suspicion(start, line))) {
        Some((span, message, help)) => Fault::new(&codes::YAML_SYNTAX, span.shifted(base), message).help(help),
        None => Fault::new(
            &codes::YAML_SYNTAX,
            Span::new(base + at, base + at),
            format!("this cannot be read: {}", error.info()),
        )
        .help("put texts with special characters into quotes: `title: \"…\"`"),
    }
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

type Suspicion = (Span, String, String);

/// The usual slips, each on one line: a tab as indent, a colon or a special character in a text without quotes, an open quote.
fn suspicion(start: usize, line: &str) -> Option<Suspicion> {
    let indent = line.len() - line.trim_start().len();
    if let Some(tab) = line[..indent].find('\t') {
        let span = Span::new(start + tab, start + tab + 1);
        return Some((
            span,
            "a tab stands at the beginning of the line".into(),
            "use spaces: two for each level".into(),
        ));
    }
    let (name, value) = line.split_once(": ")?;
    let value = value.trim();
    let key = name.trim_start_matches(|c: char| c == '-' || c.is_whitespace());
    let span = Span::new(start + name.len() + 2, start + line.trim_end().len());
    let quoted = format!("write `{key}: \"{}\"`", value.replace('"', "'"));
    let first = value.chars().next()?;
    if matches!(first, '@' | '`' | '%' | '*' | '&' | '!') {
        return Some((span, format!("a text that begins with `{first}` needs quotes"), quoted));
    }
    if matches!(first, '"' | '\'') {
        let odd = value.matches(first).count() % 2 == 1;
        let message = format!("the quote `{first}` is opened and not closed");
        return odd.then(|| (span, message, format!("end the text with `{first}`")));
    }
    let flow = matches!(first, '[' | '{' | '|' | '>' | '#');
    (!flow && (value.contains(": ") || value.ends_with(':')))
        .then(|| (span, "a text with a colon in it needs quotes".into(), quoted))
}

#[cfg(test)]
mod tests {
    use crate::front::read;

    fn said(text: &str) -> (u32, String, String) {
        let fault = read(text, 0).unwrap_err();
        (fault.span.start, fault.message, fault.help.unwrap_or_default())
    }

    #[test]
    fn a_colon_in_a_title() {
        let (at, _, help) = said("start: 2026-01-01\ntitle: Terraform: an introduction\n");
        assert_eq!((at, &*help), (25, "write `title: \"Terraform: an introduction\"`"));
    }

    #[test]
    fn an_at_sign() {
        assert!(said("title: @home edition\nstart: x\n").1.contains("begins with `@`"));
    }

    #[test]
    fn a_tab() {
        let (at, message, _) = said("title: Tabs\nplace:\n\tname: Library\n");
        assert_eq!(at, 19);
        assert!(message.contains("tab"));
    }

    #[test]
    fn an_open_quote() {
        assert!(said("title: \"Open\nstart: 2026-01-01\n").1.contains("not closed"));
    }
}
