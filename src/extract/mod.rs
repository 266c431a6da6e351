//! Sentences → claims.
//!
//! In: an [`Article`](crate::model::Article) and the rules of its language. Out: a
//! [`Dossier`](crate::model::Dossier). It never compares anything.

mod attribution;
mod clauses;
mod dates;
mod datings;
mod dossier;
mod extents;
mod factuality;
mod figures;
mod lexeme;
mod listing;
mod marks;
mod names;
mod numerals;
mod parsed;
mod passage;
mod population;
mod propositions;
mod quantities;
mod quotes;
mod reach;
mod reasons;
mod roles;
mod scope;
mod scores;
mod verbs;
mod word;

pub use attribution::{Attributed, Attributions, Content, Discourse, attributions};
pub use clauses::{Clause, Opening, clauses};
pub use dates::{Anchor, DateReading, dates};
pub use dossier::{Extractor, ReadArticle, dossier, read};
pub use factuality::Told;
pub use lexeme::{Lexeme, Vocabularies, Vocabulary};
pub use listing::{ListedAttribution, ListedDate, ListedQuantity, Listing, Range, listing};
pub use marks::marked;
pub use names::{Capitals, Mention, Names};
pub use parsed::{Parsed, parse, sorted};
pub use passage::passage;
pub use propositions::{Context, Shared};
pub use quantities::{Reading, quantities};
pub use reasons::{Explained, Reasons, explain};
#[cfg(test)]
pub(crate) use word::words_of;
pub use word::{Word, words};
