//! Problems as one SARIF 2.1.0 document, which code scanning services and editors read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::github::with_help;
use super::{Texts, level_name};
use crate::diag::{Code, Diagnostic, explain};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// One document for all.
pub(super) fn show<'a>(diagnostics: &'a [Diagnostic], texts: &mut Texts<'a>) -> String {
    let codes: BTreeMap<&str, &Code> = diagnostics.iter().map(|d| (d.code.id, d.code)).collect();
    let results: Vec<_> = diagnostics.iter().map(|d| result(d, texts)).collect();
    let rules: Vec<_> = codes.into_values().map(rule).collect();
    let driver = json!({ "name": "Lyceum", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    format!("{:#}\n", json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))
}

fn rule(code: &Code) -> Value {
    let text = explain::explain(code);
    json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "help": { "text": text, "markdown": text },
        "defaultConfiguration": { "level": level_name(code.level) },
    })
}

fn result<'a>(diagnostic: &'a Diagnostic, texts: &mut Texts<'a>) -> Value {
    let [(line, column), (end_line, end_column)] = texts.region(diagnostic);
    let region = json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column });
    let file = json!({ "uri": uri(&diagnostic.path) });
    json!({
        "ruleId": diagnostic.code.id,
        "level": level_name(diagnostic.level()),
        "message": { "text": with_help(diagnostic) },
        "locations": [{ "physicalLocation": { "artifactLocation": file, "region": region } }],
    })
}

/// A path as a relative URI: everything that is not plainly allowed is percent-encoded.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
