//! recoupe.toml: what a user sets once for a folder of articles.
//!
//! In: the file near the articles and those that it extends. Out: [`Settings`], each value with its
//! origin, for the engine and the command line. Unknown keys, values and rules are refused with
//! their place.

mod file;
mod globs;
mod limits;
mod load;
mod schema;
mod show;
mod suppress;
mod values;

pub use file::{Config, Extend, Paths, RuleConfig, Source, Suppress, Windows};
pub use globs::Walk;
pub use limits::Limits;
pub use load::{Key, NAME, Settings};
pub use schema::schema;
pub use show::Shown;
pub use values::{Confidence, FailOn, LangChoice, Origin, Size};

/// A recoupe.toml with every key, explained, and nothing switched on.
pub const TEMPLATE: &str = include_str!("init.toml");
