//! Why a listed item was read as it was: the words and the entries of the rule files that decided.
//!
//! The words are looked up once more in the same lists, so that the reading itself carries nothing
//! for it. What no entry decided is told in words.

mod dates;
mod quantities;
mod said;
mod terms;

use super::dossier::{Extractor, ReadArticle};
use super::listing::{Listing, is_quantity};
use super::parsed::Parsed;
use crate::model::{Article, Entry, Reason};
use crate::rules::{Entries, LanguageRules};
use serde::Serialize;
use serde::ser::{SerializeSeq, SerializeStruct, Serializer};

/// The reasons for the items of a [`Listing`], item by item.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reasons {
    /// For each quantity.
    pub quantities: Vec<Vec<Reason>>,
    /// For each attribution.
    pub attributions: Vec<Vec<Reason>>,
    /// For each date.
    pub dates: Vec<Vec<Reason>>,
    /// For each claim.
    pub claims: Vec<Vec<Reason>>,
}

/// The reasons for what `listing` holds of `article`, which was read as `reading`.
pub fn explain(
    article: &Article,
    listing: &Listing,
    reading: &ReadArticle<'_>,
    with: &Extractor<'_>,
    entries: &Entries,
) -> Reasons {
    let rules = with.rules.language(article.lang);
    let ReadArticle { parsed, said, .. } = reading;
    let lang = article.lang.to_string();
    let published = article.raw.meta.published;
    let whys: Vec<Why<'_>> =
        parsed.iter().map(|parsed| Why { parsed, rules, entries, lang: &lang, published }).collect();
    let mut out = Reasons::default();
    for (why, said) in whys.iter().zip(&said.found) {
        out.quantities
            .extend(why.parsed.numbers.iter().filter(|r| is_quantity(r.quantity.kind)).map(|r| why.quantity(r)));
        out.dates.extend(why.parsed.dates.iter().map(|d| why.date(d)));
        for one in said {
            // Content in several pieces is listed in as many items.
            let runs = one.said.chunk_by(|left, right| left + 1 == *right).count() + one.more.len();
            out.attributions.extend(std::iter::repeat_n(why.attribution(one), runs.max(1)));
        }
    }
    for claim in &listing.claims {
        let number = claim.place.sentence;
        out.claims.push(match whys.get(number) {
            Some(why) => why.claim(claim, &article.map, &said.found[number]),
            None => Vec::new(),
        });
    }
    out
}

/// A sentence, and where its words may stand in the rules.
struct Why<'a> {
    parsed: &'a Parsed<'a>,
    rules: &'a LanguageRules,
    entries: &'a Entries,
    lang: &'a str,
    published: Option<crate::model::Day>,
}

impl<'a> Why<'a> {
    fn file(&self, name: &str) -> String {
        format!("{}/{name}.toml", self.lang)
    }

    fn lower(&self, from: usize, end: usize) -> String {
        let words: Vec<&str> = self.parsed.words[from..end].iter().map(|w| w.lower.as_str()).collect();
        words.join(" ")
    }

    /// The words as they stand in the sentence.
    fn text(&self, from: usize, end: usize) -> String {
        let mut out = String::new();
        for (n, word) in self.parsed.words[from..end].iter().enumerate() {
            if n > 0 && !word.glued {
                out.push(' ');
            }
            out.push_str(word.text);
        }
        out
    }

    /// The longest phrase of `lists` that begins at `from` and ends before `end`, with where it ends.
    fn phrase(&self, file: &str, lists: &[&str], from: usize, end: usize) -> Option<(usize, &'a Entry)> {
        let file = self.file(file);
        (from + 1..=end.min(from + 7).min(self.parsed.words.len())).rev().find_map(|end| {
            let key = self.lower(from, end);
            self.entries.words(&file, lists, &key).map(|e| (end, e))
        })
    }

    /// The word at `i`, as it stands or by its root.
    fn word(&self, file: &str, lists: &[&str], i: usize) -> Option<&'a Entry> {
        let word = self.parsed.words.get(i)?;
        let file = self.file(file);
        self.entries
            .words(&file, lists, &word.lower)
            .or_else(|| self.entries.words(&file, lists, word.lower.trim_end_matches('\'')))
            .or_else(|| self.entries.root(&file, lists, &word.root))
    }

    /// The word at `i` by its closed class: `hedge`.
    fn class(&self, class: &str, i: usize) -> Option<&'a Entry> {
        let lower = self.parsed.words.get(i)?.lower.trim_end_matches('\'');
        self.entries
            .words(&self.file("language"), &[&format!("classes.{class}")], lower)
            .filter(|e| e.list.len() == "classes.".len() + class.len())
    }

    fn reason(&self, reads: impl Into<String>, (from, end): (usize, usize), by: Option<&Entry>) -> Reason {
        Reason { reads: reads.into(), words: self.text(from, end), by: by.cloned(), why: String::new() }
    }
}

fn because(reads: impl Into<String>, words: String, why: impl Into<String>) -> Reason {
    Reason { reads: reads.into(), words, by: None, why: why.into() }
}

/// A listing with its reasons: each item has a list `because` at its end.
pub struct Explained<'a> {
    /// What was read.
    pub listing: &'a Listing,
    /// Why.
    pub reasons: &'a Reasons,
}

impl Serialize for Explained<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (listing, reasons) = (self.listing, self.reasons);
        let mut out = serializer.serialize_struct("Listing", 7)?;
        out.serialize_field("id", &listing.id)?;
        out.serialize_field("lang", &listing.lang)?;
        out.serialize_field("sentences", &listing.sentences)?;
        out.serialize_field("quantities", &Items(&listing.quantities, &reasons.quantities))?;
        out.serialize_field("attributions", &Items(&listing.attributions, &reasons.attributions))?;
        out.serialize_field("dates", &Items(&listing.dates, &reasons.dates))?;
        out.serialize_field("claims", &Items(&listing.claims, &reasons.claims))?;
        out.end()
    }
}

struct Items<'a, T>(&'a [T], &'a [Vec<Reason>]);

#[derive(Serialize)]
struct Item<'a, T> {
    #[serde(flatten)]
    item: &'a T,
    because: &'a [Reason],
}

impl<T: Serialize> Serialize for Items<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_seq(Some(self.0.len()))?;
        for (n, item) in self.0.iter().enumerate() {
            let because = self.1.get(n).map_or(&[][..], Vec::as_slice);
            out.serialize_element(&Item { item, because })?;
        }
        out.end()
    }
}
