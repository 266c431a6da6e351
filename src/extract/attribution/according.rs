//! Prepositions that name a source: *selon X, P*; *pour X, P*.

use super::cue::Found;
use super::line::Line;
use crate::model::Cue;
use crate::rules::Class;
use crate::text::TokenKind;

impl Line<'_, '_> {
    /// *selon X, P* and *P, selon X*.
    pub(super) fn according(&self, i: usize) -> Option<(usize, Option<Found>)> {
        let rules = &self.rules.attribution;
        let (len, ()) = rules.according.at(|k| (i + k < self.len()).then(|| self.lower(i + k)))?;
        let last = i + len - 1;
        let own = rules.is_anonymous(&self.word(last).root);
        let from = if own { last } else { last + 1 };
        if from >= self.len()
            || !self.is_word(from) && self.word(from).kind != TokenKind::Number
            || self.is(from, Class::Relative)
        {
            return Some((len, None));
        }
        let phrase = self.phrase(from);
        let cue = rules
            .cue(self.lower(last), &self.word(last).root)
            .or_else(|| (i..last).find_map(|w| self.cue_noun(w)))
            .unwrap_or(Cue::Assert);
        if !self.may_speak(&phrase, i) {
            return Some((len, None));
        }
        let end = phrase.last().map_or(from, |l| l + 1);
        self.prepositional(cue, i, &phrase, end).map(|found| (len, Some(found)))
    }

    /// What a preposition at `cue_word` puts in the mouth of `phrase`: all around the two.
    fn prepositional(&self, cue: Cue, cue_word: usize, phrase: &[usize], end: usize) -> Option<Found> {
        let said = self.said_around(cue_word, end);
        let quotation = self.quotation_in(&said);
        let source = self.source(phrase);
        (!said.is_empty()).then_some(Found {
            cue,
            cue_word,
            source,
            accused: None,
            said,
            quotation,
            prepositional: true,
            inverted: false,
            negated: false,
        })
    }

    /// *selon la saison* names no source: what follows must be able to speak, or stand between
    /// commas.
    fn may_speak(&self, phrase: &[usize], before: usize) -> bool {
        let Some((&first, &last)) = phrase.first().zip(phrase.last()) else { return false };
        // *n'ont selon lui jamais été*
        if first == last && self.is(first, Class::Pronoun) && !self.is(first, Class::Determiner) {
            return true;
        }
        if phrase.iter().any(|&w| self.parsed.mention_at(w).is_some()) {
            return true;
        }
        let head = phrase
            .iter()
            .copied()
            .find(|&w| self.word(w).classes.is_open() || self.is(w, Class::Pronoun) && !self.is(w, Class::Determiner));
        let Some(head) = head else {
            return self.is(first, Class::GenericOrganisation)
                || phrase.iter().any(|&w| self.is(w, Class::GenericOrganisation));
        };
        if self.rules.attribution.is_no_source(&self.word(head).root)
            || self.parsed.terms[head].is_none() && self.word(head).classes.is_open()
        {
            return false;
        }
        let apart = before == 0 || !self.is_word(before - 1) || self.is(before - 1, Class::Conjunction);
        let closed = last + 1 >= self.len() || !self.is_word(last + 1);
        self.rules.attribution.is_anonymous(&self.word(head).root)
            || apart && closed
            || closed && before > 0
            || self.rules.attribution.is_person(&self.word(head).root)
    }

    /// *Pour X, P*: a source only where X is somebody.
    pub(super) fn viewpoint(&self, i: usize) -> Option<Found> {
        let rules = &self.rules.attribution;
        if !rules.is_viewpoint(self.lower(i)) || self.statement_start(i) != i && !(i > 0 && self.is_quote(i - 1)) {
            return None;
        }
        let phrase = self.phrase(i + 1);
        let &last = phrase.last()?;
        if !self.is_mark(last + 1, &[","]) || !self.has_statement(last + 1, self.len()) {
            return None;
        }
        let mention = phrase.iter().find_map(|&w| self.parsed.mention_at(w));
        let known = mention
            .is_some_and(|m| m.end - m.first > 1 || self.discourse.entities.iter().any(|e| e.speaker.term == m.term));
        let somebody = phrase.iter().any(|&w| {
            rules.is_person(&self.word(w).root) || self.is(w, Class::GenericOrganisation) || self.is(w, Class::Title)
        });
        if !known && !somebody {
            return None;
        }
        self.prepositional(Cue::Assert, i, &phrase, last + 1)
    }
}
