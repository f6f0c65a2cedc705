//! What was found at an address of the web.

/// Whether something is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is there.
    Alive,
    /// It is at another address for good.
    Moved(String),
    /// It is gone: what the website says of it.
    Gone(u16),
    /// There is no such website.
    NoHost,
    /// Nobody can say: why.
    Unknown(String),
    /// Nobody can say: its certificate is none of those that are trusted. That may be another case as soon as others are.
    NotTrusted,
}

impl Answer {
    /// Why nobody can say whether something is there.
    pub(super) fn unknown(&self) -> Option<&str> {
        match self {
            Self::Unknown(why) => Some(why),
            Self::NotTrusted => Some("the certificate of the website is not one that this program trusts"),
            _ => None,
        }
    }

    /// What a status means.
    pub(super) fn of(status: u16) -> Self {
        match status {
            200..=299 => Self::Alive,
            404 | 410 => Self::Gone(status),
            401 | 403 => Self::Unknown(format!("the website does not let programs look ({status})")),
            429 => Self::Unknown("the website asks for fewer questions (429)".into()),
            500..=599 => Self::Unknown(format!("the website has a fault just now ({status})")),
            _ => Self::Unknown(format!("the website answers {status}")),
        }
    }
}
