//! Rule files → typed, checked values.
//!
//! In: TOML, from the binary and from a folder of the user's own. Out: one [`RuleSet`]. It refuses
//! unknown keys, unknown names and rules without proof, naming file, line and column.

mod boilerplate;
mod language;
mod set;
mod source;

pub use boilerplate::{Boilerplate, BoilerplateExample, Opening};
pub use language::{Alias, Class, Classes, Language, LanguageFile};
pub use set::{LanguageRules, RuleSet};
pub use source::{Files, located, parse};
