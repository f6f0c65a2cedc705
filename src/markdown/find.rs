//! Web addresses and e-mail addresses in plain text.

use std::ops::Range;

/// What was found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// `https://…`
    Url,
    /// `www.…`
    Www,
    /// `ana@example.org`
    Email,
}

/// Whether a text can hold an address at all: a cheap look. `www`: whether `www.` is anywhere around.
pub(super) fn promising(text: &str, www: bool) -> bool {
    let bytes = text.as_bytes();
    // Without a branch in the loop, so that the compiler can take many bytes at once; nearly every text ends here.
    if !www && !bytes.iter().fold(false, |found, b| found | matches!(b, b'@' | b':')) {
        return false;
    }
    bytes.iter().enumerate().any(|(i, b)| match b {
        b'@' => true,
        b':' => bytes[i..].starts_with(b"://"),
        b'.' => i >= 3 && bytes[i - 3..i].eq_ignore_ascii_case(b"www"),
        _ => false,
    })
}

/// The addresses in a text, in order, none inside another.
pub(super) fn addresses(text: &str) -> Vec<(Kind, Range<usize>)> {
    let mut found: Vec<(Kind, Range<usize>)> = Vec::new();
    let mut floor = 0;
    for (i, byte) in text.bytes().enumerate() {
        if i < floor {
            continue;
        }
        let here = match byte {
            b':' => url(text, i, floor).map(|r| (Kind::Url, r)),
            b'.' => www(text, i, floor).map(|r| (Kind::Www, r)),
            b'@' => email(text, i, floor).map(|r| (Kind::Email, r)),
            _ => None,
        };
        if let Some((_, range)) = &here {
            floor = range.end;
        }
        found.extend(here);
    }
    found
}

/// The e-mail addresses in a text; those within web addresses do not count.
pub fn emails(text: &str) -> Vec<Range<usize>> {
    let mails = |(kind, range)| (kind == Kind::Email).then_some(range);
    if text.contains('@') { addresses(text).into_iter().filter_map(mails).collect() } else { Vec::new() }
}

/// The address whose `://` begins at `colon`.
fn url(text: &str, colon: usize, floor: usize) -> Option<Range<usize>> {
    text[colon..].starts_with("://").then_some(())?;
    let scheme = ["https", "http"].into_iter().find(|s| {
        let start = colon.checked_sub(s.len()).filter(|start| *start >= floor && boundary(text, *start));
        start.and_then(|start| text.get(start..colon)).is_some_and(|word| word.eq_ignore_ascii_case(s))
    })?;
    let host = colon + 3;
    text[host..].starts_with(char::is_alphanumeric).then_some(())?;
    Some(colon - scheme.len()..end(text, host))
}

/// The address whose `www.` has its point at `point`.
fn www(text: &str, point: usize, floor: usize) -> Option<Range<usize>> {
    let start = point.checked_sub(3).filter(|start| *start >= floor && boundary(text, *start))?;
    text.get(start..point)?.eq_ignore_ascii_case("www").then_some(())?;
    let end = end(text, point + 1);
    let host = text[point + 1..end].split(['/', '?', '#', ':']).next()?;
    (host.contains('.') && host.starts_with(char::is_alphanumeric)).then_some(start..end)
}

/// Whether a web address may begin here: not inside a word or another address.
fn boundary(text: &str, at: usize) -> bool {
    text.is_char_boundary(at)
        && !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '.' | '@' | '=' | ':'))
}

/// Where a web address ends: before a space, `<`, or a mark that belongs to the sentence around it.
fn end(text: &str, from: usize) -> usize {
    let stops = |c: char| c.is_whitespace() || c.is_control() || "<\"`。、，；：？！）」』】》〉”’»…".contains(c);
    let stop = text[from..].find(stops).map_or(text.len(), |n| from + n);
    trimmed(text, from, stop)
}

/// Without marks at the end; a closing parenthesis or bracket stays if it was opened inside.
fn trimmed(text: &str, from: usize, mut end: usize) -> usize {
    let excess = |open: char, close: char| {
        let count = |c: char| text[from..end].matches(c).count();
        count(close).saturating_sub(count(open))
    };
    let (mut round, mut square) = (excess('(', ')'), excess('[', ']'));
    while let Some(last) = text[from..end].chars().next_back() {
        match last {
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            ';' => {
                end -= entity(&text[from..end]);
                continue;
            }
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' => {}
            _ => break,
        }
        end -= 1;
    }
    end
}

/// How many bytes at the end are an entity such as `&quot;`; 1 if it is only a semicolon.
fn entity(text: &str) -> usize {
    let name = |b: &&u8| b.is_ascii_alphanumeric();
    let letters = text.as_bytes().iter().rev().skip(1).take(32).take_while(name).count();
    let opened = letters > 0 && text[..text.len() - 1 - letters].ends_with('&');
    if opened { letters + 2 } else { 1 }
}

/// The e-mail address around an `@`: as `(?<![\w/@])[\w.+-]+@[\w-]+\.[a-z]{2,}(?![\w/])` finds it.
fn email(text: &str, at: usize, floor: usize) -> Option<Range<usize>> {
    let local = |c: char| word(c) || matches!(c, '.' | '+' | '-');
    let mut start = floor + text[floor..at].trim_end_matches(local).len();
    // Behind `/`, `@` only a later part that follows a mark can be an address: `/x.ana@…`, but not `@ana@…`.
    if text[..start].ends_with(['/', '@']) {
        start += text[start..at].find(|c: char| !word(c))? + 1;
    }
    (start < at).then_some(())?;
    let rest = &text[at + 1..];
    let host = rest.find(|c: char| !word(c) && c != '-').filter(|n| *n > 0)?;
    let top = rest[host..].strip_prefix('.')?;
    let letters = top.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(top.len());
    let ends = letters >= 2 && !top[letters..].starts_with(|c: char| word(c) || c == '/');
    ends.then(|| start..at + 1 + host + 1 + letters).map(|range| range.start..whole_host(text, range.end))
}

/// Further parts of a host name: `.uk` behind `.co`.
fn whole_host(text: &str, mut end: usize) -> usize {
    while let Some(rest) = text[end..].strip_prefix('.') {
        let part = rest.find(|c: char| !word(c) && c != '-').unwrap_or(rest.len());
        if part == 0 {
            break;
        }
        end += 1 + part;
    }
    end
}

fn word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
