//! Tags in raw HTML, as a browser's tokenizer sees them: to check and to bind them, not to trust them.

use std::ops::Range;

/// A start or end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawTag<'t> {
    /// The name, lower case.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) end: bool,
    pub(super) attributes: Vec<RawAttribute<'t>>,
    /// From `<` to behind `>`.
    pub(super) range: Range<usize>,
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawAttribute<'t> {
    /// The name, lower case.
    pub(super) name: String,
    /// The value as it is written, without quotes.
    pub(super) value: &'t str,
    pub(super) range: Range<usize>,
}

impl RawTag<'_> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|a| a.name == name)
    }
}

/// All complete tags in some HTML.
pub(super) fn tags(html: &str) -> Tags<'_> {
    Tags { html, at: 0 }
}

/// Iterator over tags.
#[derive(Clone, Debug)]
pub(super) struct Tags<'t> {
    html: &'t str,
    at: usize,
}

impl<'t> Iterator for Tags<'t> {
    type Item = RawTag<'t>;

    fn next(&mut self) -> Option<RawTag<'t>> {
        loop {
            self.at += self.rest().find('<')?;
            let after = &self.rest()[1..];
            let name = after.strip_prefix('/').unwrap_or(after);
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                return self.tag(name.len() < after.len());
            }
            match after {
                // `<!-->` is a whole comment.
                _ if after.starts_with("!--") => self.skip_behind(3 - 1, "-->"),
                _ if after.starts_with(['!', '?', '/']) => self.skip_behind(1, ">"),
                _ => self.at += 1,
            }
        }
    }
}

impl<'t> Tags<'t> {
    fn rest(&self) -> &'t str {
        &self.html[self.at..]
    }

    fn skip_behind(&mut self, from: usize, mark: &str) {
        self.at += self.rest()[from..].find(mark).map_or(self.rest().len(), |n| from + n + mark.len());
    }

    /// Goes on to the first character that is one of `stops`, or to the end; what was passed.
    fn until(&mut self, stops: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let passed = &rest[..rest.find(stops).unwrap_or(rest.len())];
        self.at += passed.len();
        passed
    }

    fn tag(&mut self, end: bool) -> Option<RawTag<'t>> {
        let start = self.at;
        self.at += 1 + usize::from(end);
        let name = self.until(|c| space(c) || matches!(c, '/' | '>')).to_ascii_lowercase();
        let mut attributes = Vec::new();
        loop {
            self.until(|c| !space(c) && c != '/');
            if self.rest().starts_with('>') {
                self.at += 1;
                return Some(RawTag { name, end, attributes, range: start..self.at });
            }
            attributes.push(self.attribute()?);
        }
    }

    /// Nothing at the end of the text: the tag is not complete.
    fn attribute(&mut self) -> Option<RawAttribute<'t>> {
        let start = self.at;
        let first = self.rest().chars().next()?;
        self.at += first.len_utf8();
        self.until(|c| space(c) || matches!(c, '/' | '>' | '='));
        let name = self.html[start..self.at].to_ascii_lowercase();
        let end = self.at;
        self.until(|c| !space(c));
        if !self.rest().starts_with('=') {
            return Some(RawAttribute { name, value: "", range: start..end });
        }
        self.at += 1;
        self.until(|c| !space(c));
        let value = self.value()?;
        Some(RawAttribute { name, value, range: start..self.at })
    }

    fn value(&mut self) -> Option<&'t str> {
        let quote = self.rest().chars().next()?;
        if !matches!(quote, '"' | '\'') {
            return Some(self.until(|c| space(c) || c == '>'));
        }
        self.at += 1;
        let value = self.until(|c| c == quote);
        self.rest().starts_with(quote).then_some(())?;
        self.at += 1;
        Some(value)
    }
}

fn space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}
