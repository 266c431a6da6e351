//! How many people live in a place: *a town of 30,000 souls*, *Tervigne compte 3 000
//! habitants*, *some 4,000 live in the valley*, *Kelsby, population 400*.
//!
//! Such a figure is the place's, whatever else its sentence tells, and holds at any hour and day of
//! the story.

use super::clauses::Clause;
use super::propositions::Context;
use super::quantities::Reading;
use crate::model::{Body, Claim, NumeralKind, Term};
use crate::rules::Class;
use crate::text::TokenKind;

/// The attribute's name in claims.
const POPULATION: &str = "population";
/// Whose number it is.
const RESIDENT: &str = "=resident";

/// The place whose people are counted.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Its name, where it has one here.
    name: Option<Term>,
    /// What sort of place.
    sort: Option<Term>,
}

impl Context<'_, '_> {
    /// Makes a count of people the population of a place, where its words say so.
    pub(super) fn settle_population(&self, claim: &mut Claim, reading: &Reading, clause: &Clause) {
        if reading.quantity.kind != NumeralKind::Count || reading.quantity.direction.is_some() {
            return;
        }
        let Some(place) = self.populated(reading, clause) else { return };
        let Body::Figure(figure) = &mut claim.body else { return };
        figure.attribute = Some(POPULATION.into());
        figure.head = Some(RESIDENT.into());
        figure.complement = place.sort.into_iter().collect();
        figure.restrictors.clear();
        figure.relation.clear();
        figure.subject = place.name.into_iter().collect();
        if !claim.scope.past {
            (claim.scope.when, claim.scope.minute) = (None, None);
        }
    }

    /// The place whose population a count is.
    pub(super) fn populated(&self, reading: &Reading, clause: &Clause) -> Option<Place> {
        let words = &self.parsed.words;
        let rules = &self.rules.units.population;
        let is_noun = |w: usize| words.get(w).is_some_and(|word| rules.nouns.contains(&word.lower));
        let people = words.get(reading.after).is_some_and(|w| rules.people.contains(&w.lower));
        // *Kelsby, population 400*; *une population de 3 000 habitants*
        let noun = (reading.first.saturating_sub(3)..reading.first).rev().find(|&w| is_noun(w));
        if let Some(noun) = noun {
            let only = (noun + 1..reading.first).all(|w| words[w].classes.any(&[Class::Of, Class::Determiner]));
            let comma = noun.checked_sub(1).filter(|&c| words[c].is_mark(',') || words[c].is_mark('('));
            return match comma {
                Some(comma) if only => self.place_before(comma),
                _ if only => self.place_subject(clause, noun),
                _ => None,
            };
        }
        if !people {
            return None;
        }
        let of = reading.first.checked_sub(1).filter(|&w| words[w].is(Class::Of));
        if let Some(sort) = of.and_then(|of| of.checked_sub(1)).and_then(|w| self.sort_at(w).map(|s| (w, s))) {
            return Some(Place { name: self.apposition(sort.0), sort: Some(sort.1) });
        }
        let end = reading.after + 1;
        let next = words.get(end);
        if next.is_some_and(|w| rules.live.contains(&w.lower)) {
            return self.place_behind(end + 1).or_else(|| self.place_where(reading.first));
        }
        // *Tervigne compte 3 000 habitants*; but not *the town has 300 people in tents*.
        let closes =
            next.is_none_or(|w| w.kind == TokenKind::Mark || w.classes.any(&[Class::Conjunction, Class::Relative]));
        let near = clause.verb.last().is_some_and(|&v| v < reading.first && reading.first - v <= 3);
        if closes && near { self.place_subject(clause, reading.first) } else { None }
    }

    /// *in Kelsby, where about 12,000 people live*: for a reading that begins at `first`.
    fn place_where(&self, first: usize) -> Option<Place> {
        let link = first.checked_sub(1).filter(|&w| self.parsed.words[w].is(Class::Where))?;
        let end = link.checked_sub(1).filter(|&w| self.parsed.words[w].is_mark(',')).unwrap_or(link);
        self.place_before(end)
    }

    /// *Tervigne compte 3 000 habitants*, for a reading whose verb says so.
    fn place_subject(&self, clause: &Clause, before: usize) -> Option<Place> {
        let words = &self.parsed.words;
        let has = clause.verb.iter().any(|&v| self.rules.units.population.have.contains(&words[v].lower) && v < before);
        if !has {
            return None;
        }
        let first = clause.subject.iter().copied().find(|&w| self.parsed.terms[w].is_some())?;
        self.place_at(first)
    }

    /// A place that begins at word `w`: its name, or a noun for its sort with its name behind it.
    fn place_at(&self, w: usize) -> Option<Place> {
        if let Some(mention) = self.parsed.mentions.iter().find(|m| m.first == w) {
            return Some(Place { name: Some(mention.term.clone()), sort: None });
        }
        let sort = self.sort_at(w)?;
        let words = &self.parsed.words;
        // *la ville de Tervigne*; but *the capital of Varland* bears another name.
        let named = (w + 1..words.len().min(w + 3))
            .take_while(|&n| n == w + 1 && words[n].is(Class::Of) || n == w + 2)
            .find_map(|n| self.parsed.mentions.iter().find(|m| m.first == n));
        let own = named.filter(|_| !words[w].lower.starts_with("capital"));
        Some(Place { name: own.map(|m| m.term.clone()), sort: Some(sort) })
    }

    fn sort_at(&self, w: usize) -> Option<Term> {
        let word = self.parsed.words.get(w)?;
        self.rules.units.population.places.get(&word.lower).cloned()
    }

    /// *Managua, a sprawling city*: the name before the comma.
    fn apposition(&self, noun: usize) -> Option<Term> {
        let words = &self.parsed.words;
        let comma = (noun.saturating_sub(4)..noun).rev().find(|&w| words[w].kind == TokenKind::Mark)?;
        self.place_before(comma)?.name
    }

    /// The place whose name ends right before the mark at `comma`.
    fn place_before(&self, comma: usize) -> Option<Place> {
        let mention = self.parsed.mentions.iter().find(|m| m.end == comma)?;
        Some(Place { name: Some(mention.term.clone()), sort: None })
    }

    /// *in the Nicaraguan capital*, *à Tervigne*.
    fn place_behind(&self, from: usize) -> Option<Place> {
        let words = &self.parsed.words;
        let preposition = words.get(from).is_some_and(|w| w.is(Class::PlacePreposition));
        if !preposition {
            return None;
        }
        let mut at = from + 1;
        while at < words.len().min(from + 6) {
            if let Some(place) = self.place_at(at).filter(|p| p.sort.is_some()) {
                return Some(place);
            }
            let next_noun =
                self.parsed.terms.get(at + 1).is_some_and(Option::is_some) && words[at + 1].kind == TokenKind::Word;
            match self.place_at(at) {
                // *the Nicaraguan capital*: the noun decides.
                Some(place) if !next_noun => return Some(place),
                _ => {}
            }
            if words[at].kind != TokenKind::Word {
                return None;
            }
            at += 1;
        }
        None
    }
}
