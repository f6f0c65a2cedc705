//! Where an address of a link leads: out of the site, into it, or nowhere good.

/// What kind of address it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// Out of the site: goes into the HTML as it is.
    External,
    /// A file of the site, or the same page if the path is empty.
    Internal {
        /// The decoded path.
        path: String,
        /// The decoded fragment.
        fragment: Option<String>,
    },
    /// A scheme that browsers run, or that Lyceum does not know.
    Unsafe {
        /// The scheme, lower case.
        scheme: String,
    },
}

/// The schemes that a link may have.
pub(super) const SCHEMES: &[&str] = &[
    "http",
    "https",
    "mailto",
    "tel",
    "sms",
    "webcal",
    "webcals",
    "xmpp",
    "irc",
    "ircs",
    "matrix",
    "geo",
    "ftp",
    "ftps",
    "sftp",
    "ssh",
    "git",
    "magnet",
    "sip",
    "sips",
    "news",
    "nntp",
    "gemini",
    "gopher",
    "doi",
    "urn",
    "facetime",
    "zoommtg",
    "msteams",
    "slack",
    "signal",
    "tg",
    "whatsapp",
    "element",
    "jitsi-meet",
    "discord",
    "im",
    "mumble",
];

/// Looks at an address as browsers do: they skip spaces and control characters when they look for the scheme.
pub(super) fn classify(address: &str) -> Address {
    let bare: String = address.chars().filter(|c| *c > ' ').take(256).collect();
    if bare.starts_with("//") {
        return Address::External;
    }
    match scheme(&bare) {
        Some(scheme) if SCHEMES.contains(&scheme.as_str()) => Address::External,
        Some(scheme) => Address::Unsafe { scheme },
        None => internal(address),
    }
}

/// The scheme of an address, lower case.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(fits))
        .then(|| scheme.to_ascii_lowercase())
}

fn internal(address: &str) -> Address {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    Address::Internal { path: decoded(path), fragment: fragment.map(decoded) }
}

/// Percent-decoded; as it is if that is no text.
pub(super) fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(hex_byte);
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |b: &u8| char::from(*b).to_digit(16);
    u8::try_from(digit(digits.first()?)? * 16 + digit(digits.get(1)?)?).ok()
}
