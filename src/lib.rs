//! Lyceum: Markdown of a learning community becomes its website, with calendar and resource index.
//!
//! The stages, in order, each with a type of its own (see ARCHITECTURE.md):
//! `disk::read` → [`parse`] → [`site`] → [`plan`] → [`render`] → `disk::write`.

pub mod diag;
pub mod front;
pub mod output;
pub mod render;
pub mod source;
pub mod theme;
pub mod view;
