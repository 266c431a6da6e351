//! Rule files → typed, checked values.
//!
//! In: TOML, from the binary and from a folder of the user's own. Out: one [`RuleSet`]. It refuses
//! unknown keys, unknown names and rules without proof, naming file, line and column.

mod concepts;
mod conflict;
mod example;
mod language;
mod lexicon;
mod page;
mod set;
mod source;
mod when;

pub use concepts::{Axis, Concepts};
pub use conflict::{ConflictRule, MessageParts};
pub use example::{Example, ExampleSide, ExampleVerdict};
pub use language::{Alias, Class, Classes, Language, LanguageFile};
pub use lexicon::Lexicon;
pub use page::{book, page};
pub use set::{LanguageRules, RuleSet};
pub use source::{Files, located, parse};
pub use when::{Clash, Comparator, When};
