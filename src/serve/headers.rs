//! The rules in `_headers`, as hosts apply them: what a strict policy forbids is then seen here, not on the day of publishing.

/// Which headers go with which addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Headers(Vec<Rule>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    /// An address, with `*` for anything.
    pattern: String,
    headers: Vec<(String, String)>,
}

impl Headers {
    /// Reads a file: a line with a pattern, below it indented lines with headers.
    pub(super) fn read(text: &str) -> Self {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            if !line.starts_with([' ', '\t']) {
                rules.push(Rule { pattern: line.trim().to_owned(), headers: Vec::new() });
            } else if let (Some(rule), Some((name, value))) = (rules.last_mut(), line.trim().split_once(':')) {
                rule.headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self(rules)
    }

    /// All headers for an address, in the order of the file. What several rules say of one header is sent together, behind commas.
    pub(super) fn of(&self, address: &str) -> Vec<(&str, String)> {
        let rules = self.0.iter().filter(|rule| matches(&rule.pattern, address));
        let mut all: Vec<(&str, String)> = Vec::new();
        for (name, value) in rules.flat_map(|rule| &rule.headers) {
            match all.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
                Some((_, values)) => values.extend([", ", value]),
                None => all.push((name, value.clone())),
            }
        }
        all
    }
}

/// Whether an address fits a pattern with at most one `*`.
fn matches(pattern: &str, address: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == address,
        Some((start, end)) => {
            address.len() >= start.len() + end.len() && address.starts_with(start) && address.ends_with(end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_apply_to_what_fits_them() {
        let rules = Headers::read(
            "/*\n  X-One: 1\n# no rule\n/hub/assets/*\n  Cache-Control: a, b: c\n/*.ics\n\tX-Two:2\n  x-one: 3\n",
        );
        let of =
            |address| rules.of(address).into_iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>();
        assert_eq!(of("/hub/"), ["X-One: 1"]);
        assert_eq!(of("/hub/assets/a.css"), ["X-One: 1", "Cache-Control: a, b: c"]);
        assert_eq!(of("/hub/a.ics"), ["X-One: 1, 3", "X-Two: 2"]);
        assert!(of("hub").is_empty());
    }
}
