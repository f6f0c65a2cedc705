//! What is made of the hub: pages and files, without their looks.

pub mod ics;
pub mod json_ld;
mod places;
