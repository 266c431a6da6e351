//! A text as the things that it speaks of, each with its place, ready to be aligned.

use crate::model::{Passage, Quantity, ReadSentence, ReadWord, Term};
use crate::rules::{Class, LanguageRules, Sign};
use crate::text::{TokenKind, fold};
use compact_str::CompactString;

/// What a name weighs against a word.
const NAME: f64 = 1.5;

/// Something that a text speaks of: a word of content, a name or a number.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What it is about; empty for a number.
    pub term: Term,
    /// Its root, folded.
    pub root: CompactString,
    /// Its root as rules look it up.
    pub stem: Term,
    /// As written, in lower case.
    pub lower: CompactString,
    /// Its sentence.
    pub sentence: usize,
    /// Its word in the sentence.
    pub word: usize,
    /// Its clause in the sentence.
    pub clause: Option<usize>,
    /// Part of a name.
    pub name: bool,
    /// Index into the sentence's quantities.
    pub number: Option<usize>,
    /// How much it tells.
    pub weight: f64,
}

/// One of the two texts.
pub(super) struct Side<'a> {
    pub passage: &'a Passage,
    pub rules: &'a LanguageRules,
    pub items: Vec<Item>,
    /// Words and numbers.
    pub length: usize,
    /// By sentence.
    pub signs: Vec<Vec<(usize, usize, Sign)>>,
}

impl<'a> Side<'a> {
    pub fn new(passage: &'a Passage, rules: &'a LanguageRules) -> Self {
        let mut items = Vec::new();
        for (n, sentence) in passage.sentences.iter().enumerate() {
            read(sentence, n, rules, &mut items);
        }
        let words = passage.sentences.iter().flat_map(|s| &s.words);
        let length = words.filter(|w| w.kind != TokenKind::Mark).count();
        let signs = passage.sentences.iter().map(|s| signs(s, rules)).collect();
        Self { passage, rules, items, length, signs }
    }

    pub fn sentence(&self, n: usize) -> &'a ReadSentence {
        &self.passage.sentences[n]
    }

    /// The quantity of an item.
    pub fn quantity(&self, item: &Item) -> Option<&'a Quantity> {
        item.number.map(|q| &self.sentence(item.sentence).quantities[q].quantity)
    }

    /// The items of one sentence.
    pub fn of_sentence(&self, n: usize) -> impl Iterator<Item = (usize, &Item)> {
        self.items.iter().enumerate().filter(move |(_, item)| item.sentence == n)
    }

    /// How many signs of this sort a sentence holds.
    pub fn count(&self, n: usize, sign: Sign) -> usize {
        self.signs[n].iter().filter(|(_, _, s)| *s == sign).count()
    }

    /// True when some sentence holds such a sign.
    pub fn has(&self, sign: Sign) -> bool {
        (0..self.signs.len()).any(|n| self.count(n, sign) > 0)
    }

    pub fn is(&self, word: &ReadWord, classes: &[Class]) -> bool {
        self.rules.language.classes(word.lower.trim_end_matches('\'')).any(classes)
    }
}

fn read(sentence: &ReadSentence, n: usize, rules: &LanguageRules, out: &mut Vec<Item>) {
    let clause = |word: usize| sentence.clauses.iter().position(|c| c.words.contains(&word));
    let titled = is_titled(sentence);
    for (at, word) in sentence.words.iter().enumerate() {
        let inside = |q: &crate::model::ReadQuantity| q.first <= at && at <= q.last;
        if let Some(number) = sentence.quantities.iter().position(|q| q.first == at) {
            out.push(Item {
                term: Term::default(),
                root: CompactString::default(),
                stem: Term::default(),
                lower: word.lower.clone(),
                sentence: n,
                word: at,
                clause: clause(at),
                name: false,
                number: Some(number),
                weight: 1.0,
            });
        }
        if sentence.quantities.iter().any(inside) || word.kind != TokenKind::Word {
            continue;
        }
        // Of a name of several words the last one tells most, and each may stand alone.
        let term = match &word.term {
            Some(term) => term.clone(),
            None if word.name || rules.refutation.has_opposite(&word.root) => word.root.clone(),
            None => continue,
        };
        let name = word.name && !titled;
        let first = name && sentence.words.get(at + 1).is_some_and(|w| w.name && w.term.is_none());
        out.push(Item {
            term,
            root: fold(&word.root),
            stem: word.root.clone(),
            lower: word.lower.clone(),
            sentence: n,
            word: at,
            clause: clause(at),
            name,
            number: None,
            weight: if first || word.term.is_none() {
                0.5
            } else if name {
                NAME
            } else {
                1.0
            },
        });
    }
}

/// The signs of a sentence. What is not true is false.
fn signs(sentence: &ReadSentence, rules: &LanguageRules) -> Vec<(usize, usize, Sign)> {
    let negated = |at: usize| sentence.clauses.iter().any(|c| c.negated && c.words.contains(&at));
    let found = rules.refutation.signs(&sentence.words).into_iter();
    found
        .map(|(at, n, sign)| if sign == Sign::Truth && negated(at) { (at, n, Sign::False) } else { (at, n, sign) })
        .collect()
}

/// A headline in which most words have a capital: capitals tell no names there.
fn is_titled(sentence: &ReadSentence) -> bool {
    let words = sentence.words.iter().filter(|w| w.kind == TokenKind::Word && (w.term.is_some() || w.name));
    let (all, names) = words.fold((0, 0), |(all, names), w| (all + 1, names + usize::from(w.name)));
    all >= 5 && names * 10 > all * 7
}
