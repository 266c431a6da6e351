//! recoupe finds where news sources contradict each other.
//!
//! The contents page, in the order in which an article passes through on its way to a finding:
//! [`ingest`] → [`clean`] → [`split`] → [`extract`] → [`align`] → [`compare`] → [`gather`] →
//! [`report`]. [`engine`] alone knows that order.

pub mod text;

pub mod model;

pub mod rules;

pub mod ingest;

pub mod clean;

pub mod split;

pub mod extract;

pub mod align;

pub mod compare;

pub mod gather;

pub mod pairs;

pub mod index;

pub mod report;

pub mod detect;

pub mod engine;

pub mod selftest;

pub mod config;

pub mod baseline;

pub mod cli;
pub mod error;

pub mod files;
