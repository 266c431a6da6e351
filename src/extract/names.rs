//! Names: who and what an article mentions, with variants under one term.
//!
//! A name's term is its last word (`@macron` for *Emmanuel Macron* and *Macron*), so that the
//! articles of different outlets meet without talking to each other; the full forms are kept
//! beside it, so that *Jean Morel* and *Pierre Morel* can be told apart when they do.

use super::word::Word;
use crate::model::{Name, Term};
use crate::rules::Class;
use crate::text::TokenKind;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A name in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
    /// What it is compared by.
    pub term: Term,
    /// It follows a preposition of place.
    pub place: bool,
}

/// What an article's capital letters say, gathered before names are read: sentence-initial words
/// are names only if the rest of the article bears it out.
#[derive(Debug, Default)]
pub struct Capitals<'a> {
    inside: HashSet<&'a str, foldhash::fast::RandomState>,
    lower: HashSet<&'a str, foldhash::fast::RandomState>,
}

impl<'a> Capitals<'a> {
    /// Adds the words of one sentence.
    pub fn add(&mut self, words: &[Word<'a>]) {
        for (i, word) in words.iter().enumerate() {
            if word.kind != TokenKind::Word || !word.classes.is_open() {
                continue;
            }
            if !word.is_capitalised() {
                self.lower.insert(&word.lexeme.lower);
            } else if !begins_sentence(words, i) {
                self.inside.insert(&word.lexeme.lower);
            }
        }
    }

    fn is_name(&self, words: &[Word<'_>], i: usize) -> bool {
        let word = &words[i];
        if !word.is_capitalised() || !(word.classes.is_open() || word.is(Class::GenericOrganisation)) {
            return word.acronym && !begins_sentence(words, i);
        }
        if !begins_sentence(words, i) || word.acronym || word.text.contains(|c: char| c.is_ascii_digit()) {
            return true;
        }
        if self.inside.contains(word.lower.as_str()) {
            return true;
        }
        let next_capital = words.get(i + 1).is_some_and(|w| w.is_capitalised() && w.classes.is_open());
        !self.lower.contains(word.lower.as_str()) && (next_capital || next_is_finite(words, i + 1))
    }
}

/// A sentence-initial capitalised word right before an auxiliary or a finite verb is a subject without a
/// determiner, hence a name: *Norlink a nié*.
fn next_is_finite(words: &[Word<'_>], i: usize) -> bool {
    // Channel 12 a …
    let numbered = words.get(i).is_some_and(|w| w.kind == TokenKind::Number && w.text.len() <= 3);
    let i = i + usize::from(numbered);
    words.get(i).is_some_and(|w| w.finite || w.classes.any(&[Class::Be, Class::Have, Class::NegationParticle]))
}

/// *a battu Lorvans 3-1*: no name ends in a number that a dash joins to another.
fn begins_score(words: &[Word<'_>], i: usize) -> bool {
    let glued = |at: usize| words.get(at).filter(|w| w.glued);
    glued(i + 1).is_some_and(|w| matches!(w.text, "-" | "–" | "‑"))
        && glued(i + 2).is_some_and(|w| w.kind == TokenKind::Number)
}

fn begins_sentence(words: &[Word<'_>], i: usize) -> bool {
    words[..i].iter().rev().take_while(|w| w.kind == TokenKind::Mark).count() == i
        || i > 0 && words[i - 1].kind == TokenKind::Mark && matches!(words[i - 1].text, "«" | "“" | "\"" | ":" | "»")
}

/// Reads names and keeps the variants of one article together.
pub struct Names<'r> {
    aliases: &'r HashMap<String, String>,
    full: BTreeMap<Term, BTreeSet<String>>,
    shown: HashMap<Term, String>,
}

impl<'r> Names<'r> {
    /// A reader for one article. `aliases` are variant → name, both folded.
    pub fn new(aliases: &'r HashMap<String, String>) -> Self {
        Self { aliases, full: BTreeMap::new(), shown: HashMap::new() }
    }

    /// The names of a sentence, in order.
    pub fn read(&mut self, words: &[Word<'_>], capitals: &Capitals<'_>) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < words.len() {
            if !capitals.is_name(words, i) || words[i].is(Class::Title) {
                i += 1;
                continue;
            }
            let end = self.extent(words, i, capitals);
            if let Some(mention) = self.mention(words, i, end) {
                out.push(mention);
            }
            i = end;
        }
        out
    }

    fn extent(&self, words: &[Word<'_>], first: usize, capitals: &Capitals<'_>) -> usize {
        let mut end = first + 1;
        while end < words.len() {
            let word = &words[end];
            let joined = word.kind == TokenKind::Word && !self.elided(&words[end - 1]);
            if joined && capitals.is_name(words, end) && !begins_sentence(words, end) {
                end += 1;
            } else if word.kind == TokenKind::Number
                && word.text.len() <= 3
                && word.text.bytes().all(|b| b.is_ascii_digit())
                && words.get(end + 1).is_none_or(|w| w.classes.any(&[Class::Of]) || w.term.is_none())
                && !begins_score(words, end)
            {
                // Channel 12, Boeing 737; but not "Paris 38 blessés".
                end += 1;
                break;
            } else if let Some(next) = self.behind_particles(words, end) {
                end = next;
            } else if word.is(Class::NameLink)
                && end - first == 1
                && words.get(end + 1).is_some_and(|w| w.is_capitalised() && w.classes.is_open())
                && !self.common_before(words, first)
            {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    /// *Yann **Le** Goff, Solène **Van der** Berg*: a capital on a closed class word within a name makes it a
    /// part of the name. One past the word behind such particles.
    fn behind_particles(&self, words: &[Word<'_>], end: usize) -> Option<usize> {
        let closed = |w: &Word<'_>| w.kind == TokenKind::Word && !w.classes.is_open() && w.text.len() <= 4;
        let begins = words[end - 1].is_capitalised() && words[end - 1].classes.is_open();
        // *Rami Abd al-Rahman*
        let joined = words[end].text.split_once('-').is_some_and(|(link, name)| {
            (2..4).contains(&link.len()) && !words[end].is_capitalised() && name.starts_with(char::is_uppercase)
        });
        if begins && joined {
            return Some(end + 1);
        }
        if !begins || !words[end].is_capitalised() || !closed(&words[end]) || words[end].acronym {
            return None;
        }
        let mut next = end + 1;
        while next < words.len() && next - end < 3 && words[next].is(Class::NameLink) {
            next += 1;
        }
        let name = words.get(next)?;
        (name.is_capitalised() && name.classes.is_open()).then_some(next + 1)
    }

    fn elided(&self, word: &Word<'_>) -> bool {
        word.lower.ends_with('\'')
    }

    /// A determiner or noun before the name speaks against *X de Y* being one name: *la raffinerie
    /// Dralac de Port-Élise*.
    fn common_before(&self, words: &[Word<'_>], first: usize) -> bool {
        first > 0 && (words[first - 1].is(Class::Determiner) || words[first - 1].term.is_some())
    }

    fn mention(&mut self, words: &[Word<'_>], first: usize, end: usize) -> Option<Mention> {
        let distinct = |w: &&Word<'_>| !w.classes.any(&[Class::Title, Class::GenericOrganisation]);
        let mut parts: Vec<String> = words[first..end].iter().filter(distinct).map(|w| w.folded.to_string()).collect();
        if parts.is_empty() {
            parts = words[first..end].iter().map(|w| w.folded.to_string()).collect();
        }
        let mut full = parts.join(" ");
        if let Some(name) = self.aliases.get(&full) {
            full = name.clone();
        }
        let numbered = full.bytes().any(|b| b.is_ascii_digit());
        let key = if numbered { full.as_str() } else { full.rsplit(' ').next()? };
        if key.chars().count() < 2 {
            return None;
        }
        let term = Term::from(format!("@{key}"));
        self.full.entry(term.clone()).or_default().insert(full);
        self.shown.entry(term.clone()).or_insert_with(|| {
            let kept: Vec<&str> = words[first..end].iter().filter(distinct).map(|w| w.text).collect();
            if kept.is_empty() { words[first].text.to_owned() } else { kept.join(" ") }
        });
        let before = first.checked_sub(1).map(|b| &words[b]);
        let place = before.is_some_and(|w| w.is(Class::PlacePreposition) && !w.is(Class::Of))
            || first >= 2
                && words[first - 1].is(Class::Determiner)
                && words[first - 2].is(Class::PlacePreposition)
                && !words[first - 2].is(Class::Of);
        Some(Mention { first, end, term, place: place || self.in_place(words, first) })
    }

    /// *dans la province de Tarzit, in the Kelsby area*: a noun or two between the preposition and
    /// the name.
    fn in_place(&self, words: &[Word<'_>], first: usize) -> bool {
        let mut nouns = 0;
        for word in words[..first].iter().rev().take(5) {
            if word.is(Class::PlacePreposition) && !word.is(Class::Of) {
                return nouns > 0 && !word.is(Class::Dative);
            }
            if word.kind != TokenKind::Word || word.is_capitalised() || nouns > 1 {
                return false;
            }
            if word.classes.is_open() {
                nouns += 1;
            } else if !word.classes.any(&[Class::Of, Class::Determiner]) {
                return false;
            }
        }
        false
    }

    /// All names read so far, sorted by term.
    pub fn finish(mut self) -> Vec<Name> {
        let full = std::mem::take(&mut self.full);
        full.into_iter()
            .map(|(term, forms)| {
                let shown = self.shown.remove(&term).unwrap_or_default();
                Name { term, forms: forms.into_iter().collect(), shown }
            })
            .collect()
    }
}
