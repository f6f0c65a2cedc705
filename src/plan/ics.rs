//! stub
use crate::site::{Item, Site};
pub(crate) struct C; impl C { pub(crate) fn to_ics(&self) -> Vec<u8> { Vec::new() } }
pub(crate) fn whole(_: &Site) -> C { C }
pub(crate) fn of_item(_: &Site, _: &Item) -> C { C }
