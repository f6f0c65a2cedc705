//! Content lines of iCalendar (RFC 5545, section 3.1): unfolded and taken apart, each with the number of the line on which it begins.

use std::borrow::Cow;

/// The longest line that is read, unfolded, in bytes.
const MOST_LINE: usize = 1 << 20;

/// `NAME;PARAMETER=value:value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins, from 1 on.
    pub(super) number: usize,
    /// In capitals.
    pub(super) name: String,
    /// The names in capitals.
    pub(super) params: Vec<(String, String)>,
    /// As it stands, with the escapes of texts.
    pub(super) value: String,
}

impl Line {
    /// A parameter.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value as TEXT: without escapes, trimmed.
    pub(super) fn text(&self) -> String {
        unescaped(&self.value).trim().to_owned()
    }

    /// The value as a list of TEXT.
    pub(super) fn texts(&self) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut chars = self.value.chars();
        while let Some(c) = chars.next() {
            match (c, parts.last_mut()) {
                (',', _) => parts.push(String::new()),
                (_, Some(last)) => {
                    last.push(c);
                    last.extend((c == '\\').then(|| chars.next()).flatten());
                }
                (_, None) => {}
            }
        }
        let texts = parts.iter().map(|part| unescaped(part).trim().to_owned());
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// The line as one can write it down again.
    pub(super) fn source(&self) -> String {
        let params: String = self.params.iter().map(|(name, value)| format!(";{name}={value}")).collect();
        format!("{}{params}:{}", self.name, self.value)
    }
}

/// A line that cannot be read, and why.
pub(super) type Broken = (usize, String);

/// All lines of a file.
pub(super) fn lines(bytes: &[u8]) -> Vec<Result<Line, Broken>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut unfolded: Vec<(usize, Cow<'_, [u8]>)> = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (line, unfolded.last_mut()) {
            // Folding may cut a character in two, so that lines are joined before they are text.
            ([b' ' | b'\t', rest @ ..], Some((_, last))) => {
                let room = (MOST_LINE + 1).saturating_sub(last.len());
                last.to_mut().extend_from_slice(&rest[..rest.len().min(room)]);
            }
            _ => unfolded.push((number, line.into())),
        }
    }
    let filled = unfolded.into_iter().filter(|(_, line)| !line.trim_ascii().is_empty());
    filled.map(|(number, line)| read(number, &line).map_err(|why| (number, why.to_owned()))).collect()
}

fn read(number: usize, line: &[u8]) -> Result<Line, &'static str> {
    if line.len() > MOST_LINE {
        return Err("the line is longer than a million characters");
    }
    let line = std::str::from_utf8(line).map_err(|_| "the line is not UTF-8 text")?;
    let (name, params, value) = split(line).ok_or("here `NAME:value` is expected")?;
    let params = params.into_iter().map(|(name, value)| (name.to_ascii_uppercase(), decoded(&value))).collect();
    Ok(Line { number, name: name.to_ascii_uppercase(), params, value: value.to_owned() })
}

type Split<'a> = (&'a str, Vec<(&'a str, String)>, &'a str);

fn split(line: &str) -> Option<Split<'_>> {
    let end = line.find([':', ';'])?;
    let name = line[..end].trim();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    // A group before the name (`group.NAME`) comes from vCard, and says nothing.
    let name = name.rsplit('.').next().filter(|_| is_name)?;
    let (mut params, mut rest) = (Vec::new(), &line[end..]);
    while let Some(after) = rest.strip_prefix(';') {
        let end = outside_quotes(after)?;
        let (name, value) = after[..end].split_once('=').unwrap_or((&after[..end], ""));
        params.push((name.trim(), value.replace('"', "")));
        rest = &after[end..];
    }
    Some((name, params, rest.strip_prefix(':')?))
}

/// Where a parameter ends: at a `;` or `:` that is not in quotes.
fn outside_quotes(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        !quoted && matches!(byte, b';' | b':')
    })
}

/// The escapes of parameters (RFC 6868).
fn decoded(value: &str) -> String {
    value.replace("^n", "\n").replace("^'", "\"").replace("^^", "^").trim().to_owned()
}

/// TEXT without its escapes (RFC 5545, section 3.3.11), and without control characters.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => '\n',
                Some(other) => other,
                None => '\\',
            },
            '\t' | '\u{2028}' | '\u{2029}' => ' ',
            other => other,
        };
        out.extend((c == '\n' || !c.is_control()).then_some(c));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfolds_bytes_before_it_reads_text() {
        let text = "SUMMARY;X=\"a;b:c\":M\u{fc}".as_bytes();
        let (one, two) = text.split_at(text.len() - 1);
        let folded = [one, b"\r\n ", two, b"nchen\\, a\\nb\r\n\r\nBROKEN\r\n"].concat();
        let read = lines(&folded);
        let line = read[0].as_ref().unwrap();
        assert_eq!((line.number, line.text().as_str(), line.param("X")), (1, "München, a\nb", Some("a;b:c")));
        assert_eq!(read[1], Err((4, "here `NAME:value` is expected".to_owned())));
    }

    #[test]
    fn splits_lists_at_bare_commas() {
        let line = lines(b"CATEGORIES:Book clubs\\, small,rust,,")[0].clone().unwrap();
        assert_eq!(line.texts(), ["Book clubs, small", "rust"]);
    }
}
