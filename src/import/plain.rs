//! Plain text as Markdown that looks the same: lines stay lines, and no character gets a meaning.

/// Text of several lines.
pub(super) fn markdown(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).copied().unwrap_or_default();
        out += &item(line).map_or_else(|| start(&inline(line)), |rest| format!("- {}", inline(rest)));
        let breaks = !line.is_empty() && !next.is_empty() && item(line).is_none();
        out += match (breaks, item(next).is_some()) {
            (true, true) => "\n\n",
            (true, false) => "\\\n",
            (false, _) => "\n",
        };
    }
    tidy(&out)
}

/// At most one empty line between two others.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::new();
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 && !(out.is_empty() && line.is_empty()) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.trim_end().to_owned()
}

/// The rest of a line that is an entry of a list.
fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '•', '·', '–'])?;
    rest.starts_with([' ', '\u{a0}', '\t']).then(|| rest.trim())
}

/// What means something only at the beginning of a line.
fn start(line: &str) -> String {
    let rule = line.len() > 1 && line.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | ' '));
    let marked = rule || line.starts_with(['#', '+', '-', ':', '|']);
    if marked { format!("\\{line}") } else { line.to_owned() }
}

/// Text within a line. Addresses become links.
pub(super) fn inline(text: &str) -> String {
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn word(word: &str) -> String {
    let Some(at) = ["https://", "http://"].iter().find_map(|scheme| word.find(scheme)) else { return escaped(word) };
    let (before, rest) = word.split_at(at);
    let end = rest.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"\\".contains(c)).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_']);
    let after = &rest[address.len()..];
    // `<https://…>` stands in some texts already.
    let (before, after) = match (before.strip_suffix('<'), after.strip_prefix('>')) {
        (Some(before), Some(after)) => (before, after),
        _ => (before, after),
    };
    format!("{}<{address}>{}", escaped(before), escaped(after))
}

fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for (at, c) in word.char_indices() {
        // Within a word an underscore means nothing.
        let inside = at > 0 && at + 1 < word.len();
        let special = "\\`*[]<>&|~".contains(c) || (c == '_' && !inside);
        out.extend(special.then_some('\\').into_iter().chain([c]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_lines() {
        let text = "Bring a *lamp*.\nSee https://x.org/a_b.\n\n\n\nWe need:\n- soup\n• bread_\n# one";
        let expected = "Bring a \\*lamp\\*.\\\nSee <https://x.org/a_b>.\n\nWe need:\n\n- soup\n- bread\\_\n\\# one";
        assert_eq!(markdown(text), expected);
    }
}
