//! Answers as problems, and as a list of what nobody could say.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr};

use url::{Host, Url};

use super::Answer;
use crate::diag::{Code, Diagnostic, codes, show};
use crate::links::External;
use crate::source::{Source, Tree};

/// Links that nobody else can follow.
pub fn local(links: &[External]) -> Vec<Diagnostic> {
    let fault = |link: &External| {
        let message = format!("`{}` is an address of your own computer or network: nobody else gets there", link.url);
        problem(link, &codes::LOCAL_LINK, message, "write the public address".into())
    };
    links.iter().filter(|link| is_local(&link.url)).map(fault).collect()
}

/// Links that lead to nothing, and those to what has moved.
pub fn problems(answers: &[(External, Answer)]) -> Vec<Diagnostic> {
    answers.iter().filter_map(|(link, answer)| told(link, answer)).collect()
}

fn told(link: &External, answer: &Answer) -> Option<Diagnostic> {
    let url = &link.url;
    let gone = "look for its new address, or take the link out".to_owned();
    let (code, message, help) = match answer {
        Answer::Gone(status) => (&codes::DEAD_WEB_LINK, format!("`{url}` is gone: the website answers {status}"), gone),
        Answer::NoHost => (&codes::DEAD_WEB_LINK, format!("`{url}`: there is no website of this name"), gone),
        Answer::Moved(to) => (&codes::MOVED, format!("`{url}` has moved for good"), format!("write `{to}`")),
        Answer::Alive | Answer::Unknown(_) | Answer::NotTrusted => return None,
    };
    Some(problem(link, code, message, help))
}

fn problem(link: &External, code: &'static Code, message: String, help: String) -> Diagnostic {
    Diagnostic { code, path: link.path.clone(), span: link.span, message, help: Some(help) }
}

/// The links of which nobody can say whether they lead somewhere, with the reason; empty if there are none.
pub fn unknown(answers: &[(External, Answer)], tree: &Tree) -> String {
    let why = |(link, answer): &(External, Answer)| Some((link.clone(), answer.unknown()?.to_owned()));
    let all: Vec<(External, String)> = answers.iter().filter_map(why).collect();
    match &all[..] {
        [] => String::new(),
        [_] => format!("Of 1 link nobody can say whether it leads somewhere; open it yourself:\n{}", list(&all, tree)),
        [(_, why), others @ ..]
            if others.len() + 1 == answers.len() && others.iter().all(|(_, other)| other == why) =>
        {
            format!("Of all {} links nobody can say whether they lead somewhere: {why}\n", all.len())
        }
        _ => {
            let many = all.len();
            format!(
                "Of {many} links nobody can say whether they lead somewhere; open them yourself:\n{}",
                list(&all, tree)
            )
        }
    }
}

fn list(all: &[(External, String)], tree: &Tree) -> String {
    let mut text = String::new();
    for (link, why) in all {
        let bytes = tree.get(&link.path).map_or(&[][..], Source::head);
        let (line, _) = show::position(bytes, link.span.start as usize);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {}:{line} {}: {why}", link.path, link.url);
    }
    text
}

/// Whether an address is one of the own computer or network.
pub fn is_local(url: &str) -> bool {
    match Url::parse(url).ok().as_ref().and_then(Url::host) {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            !name.contains('.') || [".local", ".localhost", ".internal", ".lan"].iter().any(|end| name.ends_with(end))
        }
        Some(Host::Ipv4(address)) => is_own(address),
        Some(Host::Ipv6(address)) => match address.to_canonical() {
            IpAddr::V4(address) => is_own(address),
            IpAddr::V6(address) => {
                address.is_loopback()
                    || address.is_unspecified()
                    || address.is_unique_local()
                    || address.is_unicast_link_local()
            }
        },
        None => false,
    }
}

fn is_own(address: Ipv4Addr) -> bool {
    address.is_loopback() || address.is_private() || address.is_link_local() || address.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn what_is_of_the_own_network() {
        let own = "http://localhost:4000/ http://127.0.0.1/ http://[::1]/ http://192.168.1.5/ http://10.1.1.1/ http://wiki/ http://printer.local/
            http://a.localhost http://[fe80::1]/ http://[fd00::1]/ http://172.16.0.1/ http://0.0.0.0:8000";
        for url in own.split_whitespace() {
            assert!(is_local(url), "{url}");
        }
        for url in "https://example.org/ http://8.8.8.8/ http://172.32.0.1/ https://localhost.example.org/ http://[2001:db8::1]/".split(' ') {
            assert!(!is_local(url), "{url}");
        }
    }
}
