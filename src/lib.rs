//! Lyceum: Markdown of a learning community becomes its website, with calendar and resource index.
//!
//! The stages, in order, each with a type of its own (see ARCHITECTURE.md):
//! `disk::read` → [`parse`] → [`site`] → `plan` → `render` → `disk::write`.

pub mod calendar;
pub mod cli;
pub mod commands;
pub mod config;
pub mod diag;
pub mod disk;
pub mod doc;
pub mod editors;
pub mod front;
pub mod import;
pub mod init;
pub mod kinds;
pub mod links;
pub mod locale;
pub mod markdown;
pub mod memo;
pub mod money;
pub mod new;
pub mod output;
pub mod parse;
pub mod picture;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
pub mod time;
pub mod view;
pub mod web;
