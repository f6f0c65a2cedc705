//! Any text as Markdown, and as a thread: it is rendered, and every place is one of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lyceum::diag::Span;
use lyceum::markdown::{self, Options};

fuzz_target!(|text: &str| {
    let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {}", text.len());
    let done = markdown::render(text, &Options { highlight: false, prefix: "p-", ..Options::default() });
    done.faults.iter().for_each(|fault| inside(fault.span));
    done.links.iter().for_each(|link| inside(link.span));
    done.images.iter().for_each(|image| inside(image.span));
    done.headings.iter().for_each(|heading| inside(heading.span));
    let (mut out, mut links) = (String::new(), 0);
    done.html.fill(&mut out, |hole, _| links += usize::from(matches!(hole, markdown::Hole::Link(_))));
    assert!(links <= done.links.len() + done.html.pieces().count());
    assert!(!out.to_ascii_lowercase().contains("<script"), "{out}");
    let thread = markdown::split_replies(text, 0);
    assert!(text.get(thread.opening).is_some());
    thread.replies.into_iter().for_each(|reply| assert!(text.get(reply.body).is_some()));
    thread.faults.iter().for_each(|fault| inside(fault.span));
});
