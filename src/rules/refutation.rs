//! `rules/<lang>/refutation.toml`: how a language says that something is not so, is doubted, is put
//! right, holds for one only or for all.

use super::language::Language;
use super::phrases::Phrases;
use crate::model::{ReadWord, Term};
use crate::text::TokenKind;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// What a word or phrase says of what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sign {
    /// It is not so: *faux, hoax, no evidence*.
    False,
    /// Somebody says that it is not so: *dément, denies*.
    Deny,
    /// Somebody doubts it: *improbable, skeptical*.
    Doubt,
    /// Nobody vouches for it: *prétendu, reportedly*.
    Unsure,
    /// It is a story that goes round: *viral, tabloid, on the internet*.
    Hearsay,
    /// Something else is so: *en réalité, instead*.
    Correct,
    /// What was planned is given up: *renonce, called off*.
    Abandon,
    /// It is so, or not so in a clause that is negated: *vrai, real, existe*.
    Truth,
    /// It is so indeed: *confirme, authenticated*.
    Confirm,
    /// For these alone: *seulement, only*.
    Only,
    /// For all: *tous, every*.
    All,
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RefutationFile {
    /// Words, each for all forms of its root, and phrases, each for itself.
    pub signs: BTreeMap<Sign, Vec<String>>,
    /// Words that count only as they stand.
    pub exact: BTreeMap<Sign, Vec<String>>,
    /// Pairs of sides, each side words apart by a space: a word of one says the contrary of a word
    /// of the other.
    pub opposites: Vec<[String; 2]>,
}

/// Ready for lookup.
#[derive(Debug, Default)]
pub struct Refutation {
    roots: HashMap<Term, Sign>,
    phrases: Phrases<Sign>,
    sides: HashMap<Term, Vec<(usize, usize)>>,
}

impl Refutation {
    /// Prepares the file's lists for lookup.
    pub fn new(file: RefutationFile, language: &Language) -> Self {
        let mut out = Self::default();
        for (axis, sides) in file.opposites.iter().enumerate() {
            for (side, words) in sides.iter().enumerate() {
                for word in words.split(' ') {
                    let list = out.sides.entry(language.root(word)).or_default();
                    list.push((axis, side));
                }
            }
        }
        for (sign, text) in file.exact.iter().flat_map(|(sign, list)| list.iter().map(move |text| (*sign, text))) {
            out.phrases.add(text, &language.clitics, sign);
        }
        for (sign, text) in file.signs.iter().flat_map(|(sign, list)| list.iter().map(move |text| (*sign, text))) {
            if super::phrase(text, &language.clitics).len() > 1 {
                out.phrases.add(text, &language.clitics, sign);
            } else {
                out.roots.insert(language.root(text), sign);
            }
        }
        out
    }

    /// True for the root of a word that has an opposite.
    pub fn has_opposite(&self, root: &Term) -> bool {
        self.sides.contains_key(root)
    }

    /// True when words with these roots say the contrary of one another.
    pub fn opposed(&self, left: &Term, right: &Term) -> bool {
        let sides = |root: &Term| self.sides.get(root).map_or(&[][..], Vec::as_slice);
        sides(left).iter().any(|(axis, side)| sides(right).iter().any(|(a, s)| a == axis && s != side))
    }

    /// The signs among the words of a sentence, in order, each with its first word and its number of
    /// words.
    pub fn signs(&self, words: &[ReadWord]) -> Vec<(usize, usize, Sign)> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let found = self.phrases.at(|k| words.get(at + k).map(|w| w.lower.as_str()));
            if let Some((length, sign)) = found {
                out.push((at, length, *sign));
                at += length;
                continue;
            }
            if words[at].kind == TokenKind::Word
                && let Some(sign) = self.roots.get(&words[at].root)
            {
                out.push((at, 1, *sign));
            }
            at += 1;
        }
        out
    }
}
