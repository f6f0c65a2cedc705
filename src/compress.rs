//! Smaller forms of the website's texts, for web servers that hand out a file which lies there already compressed. Without the feature
//! `precompress` there is none.

#[cfg(feature = "precompress")]
mod forms;

/// A way to make a text smaller.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// What the name of such a file ends in, behind that of the text: `.gz`.
    pub ending: &'static str,
    /// Makes it smaller: the same bytes for the same bytes, on any machine. None if it cannot be done.
    pub pack: fn(&[u8]) -> Option<Vec<u8>>,
}

/// All forms, with those that servers know best first.
#[cfg(feature = "precompress")]
pub const FORMS: &[Form] = forms::ALL;

/// No forms.
#[cfg(not(feature = "precompress"))]
pub const FORMS: &[Form] = &[];

/// What texts end in. Pictures are compressed as they are, and so are the parts of the index of the search that are not named here.
const TEXTS: [&str; 13] =
    ["html", "css", "js", "mjs", "json", "geojson", "xml", "atom", "svg", "ics", "txt", "md", "webmanifest"];

/// Whether a file is one of those that get much smaller.
pub fn is_text(path: &str) -> bool {
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    ending.is_some_and(|ending| TEXTS.iter().any(|text| ending.eq_ignore_ascii_case(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_by_their_endings() {
        for text in ["index.html", "a/b.CSS", "events/calendar.ics", "resources/a.b.json"] {
            assert!(is_text(text), "{text}");
        }
        for other in ["_headers", ".nojekyll", "a.html/b", "media/a.png", "search/index/en.pf_meta", "html"] {
            assert!(!is_text(other), "{other}");
        }
    }

    #[test]
    fn nothing_can_be_packed_too() {
        assert!(FORMS.iter().all(|form| (form.pack)(b"").is_some()));
    }
}
