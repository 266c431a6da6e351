//! recoupe finds where news sources contradict each other.
//!
//! The contents page, in the order in which an article passes through on its way to a finding:
//! ingest → clean → split → extract → align → compare → report.

pub mod clean;
pub mod error;
pub mod extract;
pub mod ingest;
pub mod model;
pub mod rules;
pub mod split;
pub mod text;
