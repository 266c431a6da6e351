//! Sentences → claims.
//!
//! In: an [`Article`](crate::model::Article) and the rules of its language. Out: a
//! [`Dossier`](crate::model::Dossier). It never compares anything.

mod word;

pub use word::{Word, words, words_of};
