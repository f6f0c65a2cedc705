//! Tables: in a wrapper that scrolls, with a name if a heading gives it one.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::writer::Writer;
use crate::diag::codes;

/// The table that is being written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_body: bool,
    /// The end tag of the cell.
    cell: &'static str,
    /// The heading above, unless a table has its name already: two regions of one name cannot be told apart.
    heading: Option<String>,
}

impl Table {
    /// A heading: the next table is named after it.
    pub(super) fn below(&mut self, id: &str) {
        self.heading = Some(id.to_owned());
    }
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, i: usize, columns: &[Alignment]) {
        self.check_heads(i);
        self.table.columns = columns.to_vec();
        self.table.has_body = false;
        self.line("<div class=\"table-scroll\"");
        // Only a region with a name may take the focus.
        if let Some(id) = self.table.heading.take() {
            self.out.push(" role=\"region\" tabindex=\"0\"");
            self.attribute("aria-labelledby", &id);
        }
        self.out.push("><table>\n");
    }

    /// Whether a column has a name. One cell, such as the first, may well be empty.
    fn check_heads(&mut self, i: usize) {
        let head = self.events[i..].iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::TableHead)));
        let structure = |event: &Event<'_>| {
            matches!(
                event,
                Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableCell) | Event::End(TagEnd::TableCell)
            )
        };
        if head.into_iter().all(|(event, _)| structure(event)) {
            let message = "No column of this table has a name, so that a screen reader can only say numbers of cells.";
            let help = "Write what the columns hold into the first row: `| Day | Subject |`.";
            let span = self.span(&self.events[i].1);
            self.fault(&codes::TABLE_WITHOUT_HEADS, span, message, help);
        }
    }

    pub(super) fn start_head(&mut self) {
        self.table.in_head = true;
        self.table.column = 0;
        self.out.push("<thead>\n<tr>");
    }

    pub(super) fn end_head(&mut self) {
        self.table.in_head = false;
        self.out.push("</tr>\n</thead>\n");
    }

    pub(super) fn start_row(&mut self) {
        self.table.column = 0;
        if !std::mem::replace(&mut self.table.has_body, true) {
            self.out.push("<tbody>\n");
        }
        self.out.push("<tr>");
    }

    pub(super) fn end_table(&mut self) {
        let body = if self.table.has_body { "</tbody>\n" } else { "" };
        self.out.push(body);
        self.out.push("</table></div>\n");
    }

    pub(super) fn start_cell(&mut self, i: usize) {
        // An empty header cell would be announced as a header without a name.
        let empty = matches!(self.events.get(i + 1), Some((Event::End(TagEnd::TableCell), _)));
        let head = self.table.in_head && !empty;
        let (start, end) = if head { ("<th scope=\"col\"", "</th>") } else { ("<td", "</td>") };
        self.table.cell = end;
        self.out.push(start);
        self.out.push(match self.table.columns.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            _ => ">",
        });
    }

    pub(super) fn end_cell(&mut self) {
        self.table.column += 1;
        self.out.push(self.table.cell);
    }
}
