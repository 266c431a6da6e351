//! Sentences → claims.
//!
//! In: an [`Article`](crate::model::Article) and the rules of its language. Out: a
//! [`Dossier`](crate::model::Dossier). It never compares anything.

mod attribution;
mod clauses;
mod dates;
mod datings;
mod dossier;
mod figures;
mod listing;
mod names;
mod numerals;
mod parsed;
mod passage;
mod propositions;
mod quantities;
mod scope;
mod verbs;
mod word;

pub use attribution::{Attributed, Attributions, Content, Discourse, attributions};
pub use clauses::{Clause, Opening, clauses};
pub use dates::{Anchor, DateReading, dates};
pub use dossier::{Extractor, dossier};
pub use listing::{ListedAttribution, ListedDate, ListedQuantity, Listing, Range, listing};
pub use names::{Capitals, Mention, Names};
pub use parsed::{Parsed, parse, sorted};
pub use passage::passage;
pub use propositions::Context;
pub use quantities::{Reading, quantities};
pub use word::{Word, words, words_of};
