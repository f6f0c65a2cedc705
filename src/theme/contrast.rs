//! Contrast of the colors that a site sets, against those of the built-in theme, as WCAG 2.2 measures it.
//!
//! The accent is not among them: `site.css` makes links and buttons of it with a lightness of their own.

use std::collections::BTreeMap;
use std::fmt;

/// The sheet that says which colors there are.
const SHEET: &str = include_str!("../../themes/default/assets/site.css");

/// The least contrast of text of the usual size.
const ENOUGH: f64 = 4.5;

/// Which token is the color of text, and on which it stands.
const PAIRS: &[(&str, &[&str])] = &[
    ("ink", &["paper", "surface", "sunken"]),
    ("ink-soft", &["paper", "surface"]),
    ("link", &["paper", "surface"]),
    ("on-fill", &["fill"]),
    ("straw", &["straw-tint"]),
    ("alarm", &["alarm-tint"]),
    ("sea", &["sea-tint"]),
];

/// A color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rgb([u8; 3]);

/// The two colors of a token: by day and by night.
type Pair = [Rgb; 2];

/// A token that is hard to tell from another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Weak {
    /// The token that the site sets, as it is written.
    pub token: String,
    /// The other one.
    pub beside: String,
    /// Whether that is so with dark colors; else with light ones.
    pub dark: bool,
    /// How many times the lighter of both is as bright as the darker one.
    pub ratio: f64,
    /// A value near the present one that does; none if no single one can.
    pub better: Option<String>,
}

/// All tokens of a site that are too near to what they stand on, or what stands on them. Values that are no hexadecimal colors
/// are passed over.
pub fn weak(tokens: &[(&str, &str)]) -> Vec<Weak> {
    let named = |name: &str| name.replace('_', "-");
    let own: BTreeMap<String, Pair> =
        tokens.iter().filter_map(|(name, value)| Some((named(name), pair(value)?))).collect();
    let mut all = defaults();
    all.extend(own.clone());
    let set = tokens.iter().filter(|(name, _)| own.contains_key(&named(name)));
    set.filter_map(|(name, _)| weakest(name, &named(name), &own, &all)).collect()
}

/// The worst pair of a token. Where both are the site's own, it is said of the text.
fn weakest(written: &str, name: &str, own: &BTreeMap<String, Pair>, all: &BTreeMap<String, Pair>) -> Option<Weak> {
    let color = all.get(name)?;
    let beside: Vec<(&str, Pair)> = opposite(name, own).filter_map(|other| Some((other, *all.get(other)?))).collect();
    let ratios =
        (0..2).flat_map(|at| beside.iter().map(move |(other, colors)| (color[at].ratio(colors[at]), *other, at)));
    let (ratio, other, at) = ratios.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(ratio, ..)| *ratio < ENOUGH)?;
    let better = |at: usize| color[at].away_from(&beside.iter().map(|(_, colors)| colors[at]).collect::<Vec<_>>());
    let better = better(0).zip(better(1)).map(|(day, night)| match day == night {
        true => day.to_string(),
        false => format!("light-dark({day}, {night})"),
    });
    Some(Weak { token: written.into(), beside: other.into(), dark: at == 1, ratio, better })
}

/// What a token stands on, and what stands on it.
fn opposite<'a>(name: &'a str, own: &'a BTreeMap<String, Pair>) -> impl Iterator<Item = &'static str> + 'a {
    let below = PAIRS.iter().filter(move |(text, _)| *text == name).flat_map(|(_, grounds)| grounds.iter().copied());
    let above = PAIRS.iter().filter(move |(text, grounds)| grounds.contains(&name) && !own.contains_key(*text));
    below.chain(above.map(|(text, _)| *text))
}

/// The tokens of the sheet: `--paper: light-dark(#fbfaf6, #141817);`
fn defaults() -> BTreeMap<String, Pair> {
    let root = SHEET.split('}').next().unwrap_or_default();
    let lines = root.lines().filter_map(|line| line.trim().strip_prefix("--")?.trim_end_matches(';').split_once(": "));
    lines.filter_map(|(name, value)| Some((name.to_owned(), pair(value)?))).collect()
}

/// `#fff`, `#fbfaf6`, `light-dark(#fff, #000)`.
fn pair(value: &str) -> Option<Pair> {
    let two = value.trim().strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')?.split_once(','));
    match two {
        Some((day, night)) => Some([Rgb::parse(day)?, Rgb::parse(night)?]),
        None => Rgb::parse(value).map(|one| [one; 2]),
    }
}

impl Rgb {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        let part = |shift: u32, bits: u32| ((value >> shift) & ((1 << bits) - 1)) as u8;
        match digits.len() {
            3 => Some(Self([part(8, 4) * 17, part(4, 4) * 17, part(0, 4) * 17])),
            6 => Some(Self([part(16, 8), part(8, 8), part(0, 8)])),
            _ => None,
        }
    }

    /// The relative luminance: 0 for black, 1 for white.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn ratio(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest color on the way to black or to white that is far enough from all others.
    fn away_from(self, others: &[Self]) -> Option<Self> {
        let steps = (0..=100_u8).flat_map(|step| [(step, 0), (step, 255)]);
        steps
            .map(|(step, end)| self.mixed(end, step))
            .find(|new| others.iter().all(|other| new.ratio(*other) >= ENOUGH))
    }

    fn mixed(self, end: u8, percent: u8) -> Self {
        let (own, new) = (u32::from(100 - percent), u32::from(percent));
        Self(self.0.map(|part| ((u32::from(part) * own + u32::from(end) * new) / 100) as u8))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Rgb {
        Rgb::parse(text).unwrap_or(Rgb([1, 2, 3]))
    }

    /// Values that WCAG and its well-known checkers give.
    #[test]
    fn ratios_are_those_of_wcag() {
        for (one, other, ratio) in
            [("#fff", "#000", 21.0), ("#777777", "#fff", 4.48), ("#767676", "#fff", 4.54), ("#f00", "#fff", 4.0)]
        {
            assert!((color(one).ratio(color(other)) - ratio).abs() < 0.005, "{one} {other}");
        }
    }

    #[test]
    fn the_theme_has_enough_contrast_itself() {
        let all = defaults();
        for (text, grounds) in PAIRS {
            for ground in *grounds {
                for (text_color, ground_color) in all[*text].iter().zip(&all[*ground]) {
                    let ratio = text_color.ratio(*ground_color);
                    assert!(ratio >= ENOUGH, "{text} on {ground}: {ratio}");
                }
            }
        }
    }

    #[test]
    fn what_is_proposed_does() {
        for (name, value) in
            [("ink", "#888"), ("paper", "#777777"), ("on_fill", "light-dark(#ddd, #555)"), ("link", "#ffe000")]
        {
            let found = weak(&[(name, value)]);
            let better = found.first().and_then(|weak| weak.better.clone());
            let better = better.unwrap_or_else(|| format!("nothing for {name}"));
            assert!(pair(&better).is_some(), "{better}");
            assert_eq!(weak(&[(name, &better)]), [], "{name}: {better}");
        }
    }
}
