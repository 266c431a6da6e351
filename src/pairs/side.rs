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
            read(sentence, n, &mut items);
        }
        let words = passage.sentences.iter().flat_map(|s| &s.words);
        let length = words.filter(|w| w.kind != TokenKind::Mark).count();
        let signs = passage.sentences.iter().map(|s| rules.refutation.signs(&s.words)).collect();
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

    /// True when a word of the sentence belongs to one of these classes.
    pub fn has_class(&self, n: usize, classes: &[Class]) -> bool {
        self.sentence(n).words.iter().any(|w| self.is(w, classes))
    }

    pub fn is(&self, word: &ReadWord, classes: &[Class]) -> bool {
        self.rules.language.classes(word.lower.trim_end_matches('\'')).any(classes)
    }
}

fn read(sentence: &ReadSentence, n: usize, out: &mut Vec<Item>) {
    let clause = |word: usize| sentence.clauses.iter().position(|c| c.words.contains(&word));
    for (at, word) in sentence.words.iter().enumerate() {
        let inside = |q: &crate::model::ReadQuantity| q.first <= at && at <= q.last;
        if let Some(number) = sentence.quantities.iter().position(|q| q.first == at) {
            out.push(Item {
                term: Term::default(),
                root: CompactString::default(),
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
        let Some(term) = &word.term else { continue };
        out.push(Item {
            term: term.clone(),
            root: fold(if word.name { term.trim_start_matches('@') } else { &word.root }),
            lower: word.lower.clone(),
            sentence: n,
            word: at,
            clause: clause(at),
            name: word.name,
            number: None,
            weight: if word.name { NAME } else { 1.0 },
        });
    }
}
