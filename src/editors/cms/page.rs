//! The page from which a content management system is started: the program that it loads, and what that may do.

use super::super::made;
use super::System;

/// What is different for each system.
struct Program {
    /// One version of one file, and the digest of its bytes: a browser runs no other.
    address: &'static str,
    integrity: &'static str,
    /// What it needs beside what both need, each behind the directive of a policy.
    needs: &'static [(&'static str, &'static str)],
}

const DECAP: Program = Program {
    address: "https://unpkg.com/decap-cms@3.16.3/dist/decap-cms.js",
    integrity: "sha384-A/Gdn928CNLufmnGWGs9RM4Q9o8bSNLeJERqBFrBjwzL7FRpoLT3MPF8Tl0+Wd2p",
    // It checks its configuration with a program that it makes. The address is that of its small server on one's own computer.
    needs: &[("script-src", "'unsafe-eval'"), ("connect-src", "http://localhost:8081")],
};

const SVELTIA: Program = Program {
    address: "https://unpkg.com/@sveltia/cms@0.221.1/dist/sveltia-cms.js",
    integrity: "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6",
    // It fetches what colors the code in a text, looks for newer versions of itself, and has its letters and icons from elsewhere.
    needs: &[
        ("script-src", "https://unpkg.com/@sveltia/ui@0.77.0/dist/ https://unpkg.com/@shikijs/langs@4.4.3/dist/"),
        ("connect-src", "data: https://unpkg.com/@sveltia/cms/package.json"),
        ("font-src", "https://cdn.jsdelivr.net/fontsource/fonts/"),
    ],
};

/// What both need: they write their style into the page, and show pictures before these are saved.
const NEEDS: [(&str, &str); 8] = [
    ("default-src", "'self'"),
    ("script-src", ""),
    ("style-src", "'self' 'unsafe-inline'"),
    ("img-src", "'self' data: blob: https:"),
    ("font-src", "'self'"),
    ("connect-src", "'self' blob:"),
    ("base-uri", "'none'"),
    ("form-action", "'self' https:"),
];

/// The page of a system that keeps its files at a forge, with which it speaks at these addresses.
pub(super) fn page(system: System, forge: &str) -> String {
    let program = match system {
        System::Decap => DECAP,
        System::Sveltia => SVELTIA,
    };
    let filled = include_str!("page.html")
        .replacen("@policy@", &policy(&program, forge), 1)
        .replacen("@program@", program.address, 1)
        .replacen("@integrity@", program.integrity, 1)
        .replacen("@mark@", &made::mark(), 1);
    made::sealed(&filled)
}

fn policy(program: &Program, forge: &str) -> String {
    let own = [("script-src", program.address), ("connect-src", forge)];
    let directive = |(name, shared): &(&str, &str)| {
        let more = own.iter().chain(program.needs).filter(|(of, _)| of == name).map(|(_, sources)| *sources);
        let sources: Vec<&str> = std::iter::once(*shared).chain(more).filter(|sources| !sources.is_empty()).collect();
        format!("{name} {}", sources.join(" "))
    };
    NEEDS.iter().map(directive).collect::<Vec<_>>().join("; ")
}
