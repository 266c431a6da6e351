//! Which extent of a thing a length is: *9 metres wide, a radius of 20 feet, 3 mètres de
//! profondeur*.
//!
//! The word is an attribute and never the name of what is measured, which stands before it (*a
//! pond with a radius of 9 metres*), behind it (*a 30-foot-wide pond*) or is the subject.

use super::clauses::Clause;
use super::figures::Head;
use super::propositions::Context;
use super::quantities::Reading;
use crate::model::Term;
use crate::rules::{Class, Extent};
use crate::text::TokenKind;

/// An extent with the words that tell it.
#[derive(Debug, Clone)]
pub(super) struct Extended {
    /// Which one.
    pub(super) extent: Extent,
    /// First and last word of it; none where it is part of the number's own word.
    pub(super) at: Option<(usize, usize)>,
    /// The thing measured stands behind: *a 30-foot-wide pond*.
    joined: bool,
}

impl Context<'_, '_> {
    /// The extent that a length is, where its words say so. `all` are the readings of the sentence.
    pub(super) fn extent(&self, reading: &Reading, all: &[Reading]) -> Option<Extended> {
        if reading.quantity.unit.dimension != "length" || reading.quantity.direction.is_some() {
            return None;
        }
        // *9 metres (30 feet) wide, a 30-foot-wide (9 metres) pond*: said again in another unit.
        if let Some(stated) = self.restated(reading, all) {
            return self.own_extent(stated, all).or_else(|| self.extent_behind(self.past_brackets(reading)));
        }
        self.own_extent(reading, all)
    }

    /// The reading that this one says again in brackets.
    pub(super) fn restated<'r>(&self, reading: &Reading, all: &'r [Reading]) -> Option<&'r Reading> {
        let bracket = reading.first.checked_sub(1).filter(|&b| self.parsed.words[b].is_mark('('))?;
        all.iter().find(|r| r.last + 1 == bracket && r.quantity.unit.dimension == reading.quantity.unit.dimension)
    }

    /// Where the words behind a reading go on: past the bracket that it stands in or that says it
    /// again.
    fn past_brackets(&self, reading: &Reading) -> usize {
        let words = &self.parsed.words;
        let is = |w: usize, c: char| words.get(w).is_some_and(|word| word.is_mark(c));
        let after = reading.last + 1;
        if is(after, ')') {
            return after + 1;
        }
        if is(after, '(') {
            let close = (after + 1..words.len().min(after + 8)).find(|&w| is(w, ')'));
            return close.map_or(after, |c| c + 1);
        }
        after
    }

    /// Terms of the sentence's words for extents.
    pub(super) fn extent_terms(&self) -> Vec<Term> {
        let words = self.parsed.words.iter().zip(&self.parsed.terms);
        words
            .filter(|(w, _)| self.rules.units.extents.at(|k| (k == 0).then_some(w.lower.as_str())).is_some())
            .filter_map(|(_, t)| t.clone())
            .collect()
    }

    fn own_extent(&self, reading: &Reading, all: &[Reading]) -> Option<Extended> {
        let words = &self.parsed.words;
        let known = &self.rules.units.extents;
        // 30-foot-wide
        if let Some(tail) = words[reading.last].lower.rsplit_once(['-', '‑']).map(|t| t.1)
            && let Some((1, extent)) = known.at(|k| (k == 0).then_some(tail))
        {
            return Some(Extended { extent: extent.clone(), at: None, joined: true });
        }
        if let Some(found) = self.extent_behind(self.past_brackets(reading)) {
            return Some(found);
        }
        self.extent_before(reading, all).or_else(|| self.extent_as_subject(reading))
    }

    /// *un rayon de*, *a diameter of about*; not past another number.
    fn extent_before(&self, reading: &Reading, all: &[Reading]) -> Option<Extended> {
        let words = &self.parsed.words;
        let of = (reading.first.saturating_sub(2)..reading.first).rev().find(|&w| words[w].is(Class::Of))?;
        let last = of.checked_sub(1)?;
        if all.iter().any(|r| r.first <= last && last <= r.last) {
            return None;
        }
        let before = |k: usize| last.checked_sub(k).map(|w| words[w].lower.as_str());
        let (len, extent) = self.rules.units.extents.ending(before)?;
        Some(Extended { extent: extent.clone(), at: Some((last + 1 - len, last)), joined: false })
    }

    /// *La profondeur du lac est de 9 mètres*: the attribute is the subject.
    fn extent_as_subject(&self, reading: &Reading) -> Option<Extended> {
        let words = &self.parsed.words;
        let clause = self.clause_at(reading.number.0)?;
        let (&verb, &first) =
            clause.verb.last().zip(clause.subject.iter().find(|&&w| self.parsed.terms[w].is_some()))?;
        let tells = clause.verb.iter().all(|&v| words[v].measuring || !words[v].classes.is_open());
        if !tells || verb > reading.first || reading.first - verb > 3 {
            return None;
        }
        let (_, extent) = self.rules.units.extents.at(|k| (k == 0).then_some(words[first].lower.as_str()))?;
        Some(Extended { extent: extent.clone(), at: Some((first, first)), joined: false })
    }

    /// *wide*, *in diameter*, *de large*.
    fn extent_behind(&self, after: usize) -> Option<Extended> {
        let words = &self.parsed.words;
        let (len, extent) = self.rules.units.extents.at(|k| words.get(after + k).map(|w| w.lower.as_str()))?;
        let end = after + len;
        // *12 miles across the border, 3 km long the coast*: what follows a preposition is its object.
        let closes = words.get(end).is_none_or(|w| {
            w.kind == TokenKind::Mark
                || w.classes.is_open() && (w.verbal || w.participle) && !w.is_capitalised()
                || w.classes.any(&[Class::Conjunction, Class::Be, Class::Have, Class::Relative])
        });
        let preposition = words[after].is(Class::Across);
        (!preposition || closes).then(|| Extended { extent: extent.clone(), at: Some((after, end - 1)), joined: false })
    }

    /// The thing whose extent it is.
    pub(super) fn measured(&self, reading: &Reading, extended: &Extended, all: &[Reading], clause: &Clause) -> Head {
        let words = &self.parsed.words;
        let stated = self.restated(reading, all).unwrap_or(reading);
        let clause = self.clause_at(stated.number.0).unwrap_or(clause);
        if extended.joined {
            return self.head_after(self.past_brackets(stated));
        }
        // *La profondeur du gouffre*: its complement.
        if let Some((_, last)) = extended.at.filter(|&(_, last)| words.get(last + 1).is_some_and(|w| w.is(Class::Of)))
            && last < reading.first
            && let Some(w) = (last + 2..reading.first.min(last + 5)).find(|&w| self.parsed.terms[w].is_some())
        {
            return Head { term: self.parsed.terms[w].clone(), at: vec![w], ..Head::default() };
        }
        let start = stated.first;
        let start = extended.at.map_or(start, |(first, _)| first.min(start));
        let mut verb = false;
        let mut at = start;
        let mut steps = 0;
        while let Some(w) = at.checked_sub(1).filter(|_| steps < 14) {
            steps += 1;
            at = w;
            let word = &words[w];
            if word.measuring || clause.verb.contains(&w) && !word.participle {
                verb = true;
                continue;
            }
            let other = self.rules.units.extents.at(|k| (k == 0).then_some(word.lower.as_str())).is_some();
            let noun = word.kind == TokenKind::Word && self.parsed.terms[w].is_some() && !word.participle && !other;
            // *The hole, which they heard before they saw it, has a radius of*
            if word.verbal && word.classes.is_open() && noun {
                break;
            }
            if noun && !clause.verb.contains(&w) {
                // *dug in the park measuring 9 metres*: behind a verb, what a preposition
                // governs is not what is measured.
                let (first, governed) = self.governed(w);
                if verb && governed {
                    at = first;
                    continue;
                }
                let w = self.head_word(w);
                return Head { term: self.parsed.terms[w].clone(), at: vec![w], ..Head::default() };
            }
            let link = word.classes.any(&[Class::Of, Class::Determiner, Class::Filler, Class::Preposition])
                || word.kind == TokenKind::Number
                || matches!(word.text, "," | "(" | ")" | "«" | "“" | "\"")
                || word.classes.any(&[Class::Have, Class::Be, Class::Conjunction, Class::Pronoun])
                || word.participle
                || other
                || all.iter().any(|r| r.first <= w && w <= r.last)
                || clause.verb.contains(&w);
            verb |= word.classes.any(&[Class::Have, Class::Be]);
            if !link {
                break;
            }
        }
        // *La brèche de la digue mesure*, *and was 10 feet deep*.
        self.subject_head(clause)
    }

    /// Where the phrase of the noun at `w` begins, and whether a preposition stands before it.
    fn governed(&self, w: usize) -> (usize, bool) {
        let words = &self.parsed.words;
        let mut first = w;
        while let Some(b) = first.checked_sub(1) {
            let word = &words[b];
            if !(word.classes.any(&[Class::Determiner, Class::Filler, Class::Possessive]) && !word.is(Class::Of)
                || self.parsed.terms[b].is_some() && !word.participle && !word.measuring)
            {
                break;
            }
            first = b;
        }
        let before = first.checked_sub(1).map(|b| &words[b]);
        (first, before.is_some_and(|b| b.is(Class::Preposition)))
    }

    /// The head of the noun phrase that ends at `w`: *étang communal* is a pond.
    fn head_word(&self, w: usize) -> usize {
        let words = &self.parsed.words;
        if self.rules.language.head_last {
            return w;
        }
        let mut head = w;
        while let Some(b) = head.checked_sub(1) {
            let noun = words[b].kind == TokenKind::Word && self.parsed.terms[b].is_some() && !words[b].verbal;
            let of = words[b].is(Class::Of) && b > 0 && self.parsed.terms[b - 1].is_some();
            if noun && words[head].kind == TokenKind::Word && !words[b].is_capitalised() {
                head = b;
            } else if of {
                head = b - 1;
            } else {
                break;
            }
        }
        head
    }
}
