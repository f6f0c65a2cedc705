//! A page whose text somebody is writing, long before a build is through with all others.

use super::Website;
use crate::diag::Level;
use crate::doc::Part;
use crate::output::Output;
use crate::parse;
use crate::render::Rendered;
use crate::source::Source;

impl Website {
    /// The page of a file in which nothing has changed since but words of its text, as a build would make it. None if more has changed, or the file
    /// cannot be read. What else may be wrong is for a build to say.
    pub fn reworded(&mut self, source: &Source) -> Option<Output> {
        if !parse::holds_items(&source.path) {
            return None;
        }
        let site = self.pages.site();
        let parsed = parse::parse(source, &site.kinds, site.config.highlight);
        let [Part::Item(doc)] = &parsed.parts[..] else { return None };
        if parsed.diagnostics.iter().any(|problem| problem.level() == Level::Error) {
            return None;
        }
        let id = self.pages.reword(doc)?;
        let Rendered { path, body, source, problem } = self.renderer.page(&self.pages.page(&id), None);
        problem.is_none().then_some(Output { path, body, source })
    }
}
