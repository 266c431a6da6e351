//! Rule files → typed, checked values.
//!
//! In: TOML, from the binary and from a folder of the user's own. Out: one [`RuleSet`]. It refuses
//! unknown keys, unknown names and rules without proof, naming file, line and column.

mod attribution;
mod boilerplate;
mod concepts;
mod conflict;
mod dates;
mod entries;
mod evidence;
mod example;
mod language;
mod lexicon;
mod numbers;
mod numbers_file;
mod page;
mod phrases;
mod polarity;
mod refutation;
mod set;
mod source;
mod thresholds;
mod units;
mod weights;
mod when;
mod wording;

pub use attribution::{Agreement, Attribution};
pub use boilerplate::{Boilerplate, BoilerplateExample, Folded, Opening};
pub use concepts::{Axis, Concepts};
pub use conflict::{ConflictRule, MessageParts, Told, schema};
pub use dates::{Calendar, DateExample, DateName, DateWords, DatesFile, Modifier, RelativeWords};
pub use entries::Entries;
pub use evidence::EvidenceWeights;
pub use example::{Example, ExampleSide, ExampleVerdict};
pub use language::{Alias, Class, Classes, Language, LanguageFile};
pub use lexicon::Lexicon;
pub use numbers::{BoundSense, NumberWord, Numbers};
pub use numbers_file::{BoundWords, ChangeWords, Collective, Joint, NumbersFile, ReadingExample};
pub use page::{book, page};
pub use phrases::{Phrases, normal, phrase};
pub use polarity::{Commitment, Degrees, Polarity};
pub use refutation::{Refutation, Sign};
pub use set::{LanguageRules, RuleSet};
pub use source::{Files, day, located, parse};
pub use thresholds::{StoryLimits, Thresholds};
pub use units::{
    Ambiguous, AmbiguousFile, ConversionExample, Extent, ExtentFile, Population, PopulationFile, UnitEntry, UnitWords,
    UnitWordsFile, Units, UnitsFile,
};
pub use weights::{FormWeights, PairWeights};
pub use when::{Comparator, When};
pub use wording::Wordings;
