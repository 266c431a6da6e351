//! Articles: as given, as read, and as kept for comparison.

use super::claim::{Claim, Term};
use super::days::Day;
use super::lang::Lang;
use super::slip::OddDate;
use crate::text::{Clean, OffsetMap, Raw, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What an article says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The headline, where one is declared or the first line reads like one.
    pub title: Option<String>,
    /// The outlet: declared, else the host of the URL, else the file's own name.
    pub source: String,
    /// Day of publication.
    pub published: Option<Day>,
    /// Day of the last correction.
    pub updated: Option<Day>,
    /// Where it was published.
    pub url: Option<String>,
    /// Declared language.
    pub lang: Option<Lang>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// An article as it came in: metadata and text, nothing dropped yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawArticle {
    /// The path as the user gave it; for one of many in a file, the path, `#` and its id.
    pub path: String,
    /// The text that spans of findings refer to: the whole file for `.txt` and `.md`, the
    /// extracted text for other forms.
    pub text: String,
    /// The part of `text` that is the article's body (without front matter).
    pub body: Range<usize>,
    /// What the article says of itself.
    pub meta: Meta,
}

/// A sentence of the clean text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding white space.
    pub span: Span<Clean>,
    /// Number of its paragraph, from 0.
    pub paragraph: u32,
    /// It reads like a heading: the title, or a short line of its own with no final stop.
    pub heading: bool,
}

/// A cleaned and split article. Never changed after; all that follows is a pure function of it.
#[derive(Debug, Clone)]
pub struct Article {
    /// As given.
    pub raw: RawArticle,
    /// The language that it is read in.
    pub lang: Lang,
    /// The text without boilerplate, with plain spaces.
    pub clean: String,
    /// From `clean` back to `raw.text`.
    pub map: OffsetMap,
    /// In order.
    pub sentences: Vec<Sentence>,
    /// What stands between quotation marks, in order, without the marks; a quotation may run over
    /// several sentences.
    pub quotations: Vec<Span<Clean>>,
    /// What limits left out of it, in sentences.
    pub cut: Vec<String>,
}

/// A sentence as it is kept: verbatim, with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentenceText {
    /// First byte in the raw text.
    pub start: usize,
    /// One past the last byte in the raw text.
    pub end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// Exactly the bytes `start..end`.
    pub text: String,
}

impl SentenceText {
    /// Its place.
    pub fn span(&self) -> Span<Raw> {
        Span::new(self.start, self.end)
    }
}

/// A name that an article mentions, with the forms in which it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// What it is compared by: `@` and its last word, folded.
    pub term: Term,
    /// The full forms, folded, sorted: `emmanuel macron`, `macron`.
    pub forms: Vec<String>,
    /// As first written.
    pub shown: String,
}

/// All that comparison needs of an article. The same type whether it was just read or comes out
/// of an index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Stable key: hash of path-independent content (source, title, text).
    pub key: String,
    /// The path as the user gave it.
    pub path: String,
    /// Language that it was read in.
    pub lang: Lang,
    /// What the article says of itself.
    pub meta: Meta,
    /// The sentences that claims point to, all of them, in order.
    pub sentences: Vec<SentenceText>,
    /// Names, sorted by term.
    pub names: Vec<Name>,
    /// Dates whose weekday is another, in the order of the text.
    #[serde(default)]
    pub odd_dates: Vec<OddDate>,
    /// In the order of the text.
    pub claims: Vec<Claim>,
    /// Lines that say that the article was corrected, verbatim, in the order of the text.
    #[serde(default)]
    pub corrections: Vec<String>,
    /// What limits left out, in sentences that say where, what, and what would be right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cut: Vec<String>,
}

impl Dossier {
    /// What limits left out, as problems of the article.
    pub fn problems(&self) -> Vec<Problem> {
        let problem = |message: &String| Problem { path: self.path.clone(), message: message.clone() };
        self.cut.iter().map(problem).collect()
    }

    /// About how many bytes of memory it takes.
    pub fn weight(&self) -> usize {
        let terms = |claim: &Claim| claim.about.len() + claim.context.len();
        let claims: usize = self.claims.iter().map(|c| size_of::<Claim>() + terms(c) * size_of::<Term>()).sum();
        let texts: usize = self.sentences.iter().map(|s| size_of::<SentenceText>() + s.text.len()).sum();
        // Forms and spellings of names are short.
        claims + texts + self.names.len() * (size_of::<Name>() + 64) + size_of::<Self>()
    }

    /// Where a dossier that comes from elsewhere points to what it does not hold: a sentence that there
    /// is not, a place outside of its sentence or inside of a character. `Ok` where it does not.
    ///
    /// # Errors
    /// A sentence that says which.
    pub fn check(&self) -> Result<(), String> {
        for (n, sentence) in self.sentences.iter().enumerate() {
            if sentence.end.checked_sub(sentence.start) != Some(sentence.text.len()) {
                return Err(format!("sentence {n} is not as long as it says"));
            }
        }
        let inside = |sentence: usize, start: usize, end: usize| {
            self.sentences.get(sentence).is_some_and(|s| {
                let place = start.checked_sub(s.start).zip(end.checked_sub(s.start));
                place.is_some_and(|(start, end)| s.text.get(start..end).is_some())
            })
        };
        for (n, claim) in self.claims.iter().enumerate() {
            let span = claim.place.span;
            if !inside(claim.place.sentence, span.start, span.end) {
                return Err(format!("claim {n} stands outside of its sentence"));
            }
        }
        for (n, odd) in self.odd_dates.iter().enumerate() {
            if [odd.weekday, odd.date].iter().any(|&(start, end)| !inside(odd.sentence, start, end)) {
                return Err(format!("date {n} stands outside of its sentence"));
            }
        }
        Ok(())
    }
}

/// Something that could not be read, with a sentence that says where, what, and what would be
/// right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// The file.
    pub path: String,
    /// The sentence.
    pub message: String,
}
