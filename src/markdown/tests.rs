//! Tests of rendering: what the parser does not do by itself, and each check.

mod checks;
mod forms;
mod laws;
mod replies;
mod safety;

use super::{Hole, Options, Rendered, escape, escape_href, render};

/// Rendered without smart punctuation and highlighting.
pub(super) fn done(text: &str) -> Rendered {
    render(text, &Options { smart: false, highlight: false, ..Options::default() })
}

/// The HTML with its holes filled plainly.
pub(super) fn filled(rendered: &Rendered) -> String {
    let mut out = String::new();
    rendered.html.fill(&mut out, |hole, out| match hole {
        Hole::Link(n) => {
            let link = &rendered.links[n];
            let fragment = link.fragment.as_ref().map(|f| format!("#{f}")).unwrap_or_default();
            out.push_str(" href=\"");
            escape_href(&format!("{}{fragment}", link.target), out);
            out.push('"');
        }
        Hole::Image(n) => {
            out.push_str(" src=\"");
            escape_href(&rendered.images[n].src, out);
            out.push('"');
        }
        Hole::Word(word) => escape(&format!("[{}]", word.key()), out),
    });
    out
}

pub(super) fn html(text: &str) -> String {
    filled(&done(text))
}

/// The codes of the faults and the text at which they point.
pub(super) fn faults(text: &str) -> Vec<(&'static str, &str)> {
    done(text).faults.iter().map(|f| (f.code.id, &text[f.span.range()])).collect()
}
