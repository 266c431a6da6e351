//! A sentence with everything that is known of its words: the workbench of the extractors.

use super::clauses::{Clause, clauses};
use super::dates::{DateReading, dates};
use super::lexeme::Vocabulary;
use super::names::{Capitals, Mention, Names};
use super::quantities::{Reading, quantities};
use super::word::{Word, words};
use crate::model::{Article, Sentence, Term};
use crate::rules::{Class, Classes, LanguageRules, Units};
use crate::text::{Clean, Span, TokenKind};
use std::collections::HashMap;

/// A sentence, read.
#[derive(Debug)]
pub struct Parsed<'a> {
    /// The sentence.
    pub sentence: Sentence,
    /// Its words.
    pub words: Vec<Word<'a>>,
    /// Its names.
    pub mentions: Vec<Mention>,
    /// What each word is about; a name's term stands at its first word, its others have none.
    pub terms: Vec<Option<Term>>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// Its dates, in order.
    pub dates: Vec<DateReading>,
    /// Its numbers, in order.
    pub numbers: Vec<Reading>,
}

/// Reads all sentences of an article; names are known across them.
pub fn parse<'a>(
    article: &'a Article,
    rules: &'a LanguageRules,
    units: &Units,
    vocabulary: &'a Vocabulary,
    names: &mut Names<'_>,
) -> Vec<Parsed<'a>> {
    let published = article.raw.meta.published;
    let measured: Vec<Measured<'a>> = article
        .sentences
        .iter()
        .map(|s| {
            let mut words = words(&article.clean, s.span, rules, vocabulary);
            let dates = dates(&words, rules, published);
            let numbers = quantities(&words, rules, units, &dates);
            mask(&mut words, &dates, &numbers);
            (words, dates, numbers)
        })
        .collect();
    let mut capitals = Capitals::default();
    for (sentence, ..) in &measured {
        capitals.add(sentence);
    }
    let mut out: Vec<Parsed<'a>> = measured
        .into_iter()
        .zip(&article.sentences)
        .map(|((mut words, dates, numbers), &sentence)| {
            let mentions = names.read(&words, &capitals);
            for mention in &mentions {
                words[mention.first..mention.end].iter_mut().for_each(|w| w.name = true);
            }
            let mut terms: Vec<Option<Term>> = words.iter().map(|w| w.term.cloned()).collect();
            for mention in &mentions {
                terms[mention.first..mention.end].fill(None);
                terms[mention.first] = Some(mention.term.clone());
            }
            let clauses = clauses(&words, rules);
            Parsed { sentence, words, mentions, terms, clauses, dates, numbers }
        })
        .collect();
    keep_places(&mut out);
    resolve_descriptions(&mut out);
    out
}

/// Words with the dates and numbers among them.
type Measured<'a> = (Vec<Word<'a>>, Vec<DateReading>, Vec<Reading>);

/// What dates and numbers are made of is about nothing else: *May* is no hedge, *dimanche* and
/// *quinze* are no topics.
fn mask(words: &mut [Word<'_>], dates: &[DateReading], numbers: &[Reading]) {
    for date in dates {
        for word in &mut words[date.first..=date.last] {
            word.term = None;
            if word.is_capitalised() {
                word.classes = Classes::default().with(Class::Filler);
            }
        }
    }
    for number in numbers {
        for word in &mut words[number.first..=number.last] {
            word.term = None;
        }
    }
}

/// *à Bennett* is no place: a place is a name that mostly follows a preposition of place, and a
/// name of several words behind *à* is rather a person's.
fn keep_places(sentences: &mut [Parsed<'_>]) {
    let mut tally: HashMap<Term, (usize, usize)> = HashMap::new();
    for mention in sentences.iter().flat_map(|p| &p.mentions) {
        let entry = tally.entry(mention.term.clone()).or_default();
        entry.0 += usize::from(mention.place);
        entry.1 += 1;
    }
    for parsed in sentences.iter_mut() {
        for mention in &mut parsed.mentions {
            let (placed, all) = tally[&mention.term];
            let dative = mention.first > 0 && parsed.words[mention.first - 1].is(Class::Dative);
            mention.place &= placed * 2 > all && !(dative && mention.end - mention.first > 1);
        }
    }
}

/// *le président français Emmanuel Macron* teaches that *le président français* is Macron for the
/// rest of the article.
fn resolve_descriptions(sentences: &mut [Parsed<'_>]) {
    let mut known: Vec<(Vec<Term>, Term)> = Vec::new();
    for parsed in sentences.iter() {
        for mention in &parsed.mentions {
            let mut at = mention.first;
            if at > 0 && parsed.words[at - 1].is_mark(',') {
                at -= 1;
            }
            let end = at;
            while at > 0 && parsed.terms[at - 1].is_some() && !parsed.words[at - 1].is_capitalised() {
                at -= 1;
            }
            let definite = at > 0
                && at < end
                && parsed.words[at - 1].is(Class::Determiner)
                && !parsed.words[at - 1].is(Class::Indefinite);
            let described: Vec<Term> = parsed.terms[at..end].iter().flatten().cloned().collect();
            // One bare noun describes a person alone, and only where the article has one such.
            let enough = if mention.end - mention.first > 1 { 1 } else { 2 };
            if definite
                && (enough..=4).contains(&described.len())
                && !known.iter().any(|(d, n)| *d == described && *n == mention.term)
            {
                known.push((described, mention.term.clone()));
            }
        }
    }
    let one = |described: &[Term]| known.iter().filter(|(d, _)| d == described).count() == 1;
    for parsed in sentences.iter_mut() {
        for (described, name) in known.iter().filter(|(d, _)| one(d)) {
            let len = described.len();
            for at in 1..parsed.words.len().saturating_sub(len).max(1) {
                let fits = parsed.words[at - 1].is(Class::Determiner)
                    && parsed
                        .terms
                        .get(at..at + len)
                        .is_some_and(|t| t.iter().zip(described).all(|(t, d)| t.as_ref() == Some(d)));
                let named = parsed.mentions.iter().any(|m| m.first >= at + len && m.first <= at + len + 1);
                if fits && !named {
                    parsed.terms[at + len - 1] = Some(name.clone());
                    parsed.mentions.push(Mention {
                        first: at + len - 1,
                        end: at + len,
                        term: name.clone(),
                        place: false,
                    });
                }
            }
        }
        parsed.mentions.sort_by_key(|m| m.first);
    }
}

impl Parsed<'_> {
    /// The terms of these words, in order.
    pub fn terms_of(&self, at: impl IntoIterator<Item = usize>) -> Vec<Term> {
        at.into_iter().filter_map(|i| self.terms[i].clone()).collect()
    }

    /// The mention that begins at or covers word `i`.
    pub fn mention_at(&self, i: usize) -> Option<&Mention> {
        self.mentions.iter().find(|m| m.first <= i && i < m.end)
    }

    /// From the first to the last of these words, without marks at the ends.
    pub fn span(&self, at: &[usize]) -> Span<Clean> {
        let inner = |i: &&usize| self.words[**i].kind != TokenKind::Mark;
        match (at.iter().find(inner), at.iter().rev().find(inner)) {
            (Some(&first), Some(&last)) => self.words[first].span.join(self.words[last].span),
            _ => self.sentence.span,
        }
    }

    /// All its terms, sorted, each once.
    pub fn context(&self) -> Vec<Term> {
        sorted(self.terms.iter().flatten().cloned().collect())
    }
}

/// Sorted, each once.
pub fn sorted(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_unstable();
    terms.dedup();
    terms
}
