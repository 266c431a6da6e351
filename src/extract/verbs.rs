//! Where the verbs of a clause are.
//!
//! Auxiliaries and endings that only verbs have; where those fail, the place: between a noun and a
//! determiner.

use super::clauses::{Reader, Segment};
use crate::rules::Class;
use crate::text::TokenKind;

impl Reader<'_, '_> {
    pub(super) fn has_verb(&self, first: usize, end: usize) -> bool {
        (first..end).any(|i| self.is_verbish(i, first))
    }

    /// A finite verb before the next mark or clause-opening word.
    pub(super) fn has_finite(&self, from: usize) -> bool {
        let end = (from..self.words.len())
            .find(|&i| {
                self.words[i].kind == TokenKind::Mark
                    || self.words[i].classes.any(&[Class::Relative, Class::That, Class::Subordinator, Class::If])
                        && !self.words[i].classes.any(&[Class::Preposition, Class::Determiner])
            })
            .unwrap_or(self.words.len());
        (from..end).any(|i| self.is_verbish(i, from.min(i)) && !self.is_lone_participle(i))
    }

    pub(super) fn is_lone_participle(&self, i: usize) -> bool {
        let word = &self.words[i];
        word.classes.is_open() && !word.verbal
    }

    /// True when the word at `i` is, or begins, a verb group.
    pub(super) fn is_verbish(&self, i: usize, first: usize) -> bool {
        let word = &self.words[i];
        if word.kind != TokenKind::Word {
            return false;
        }
        if word.is(Class::NegationParticle) {
            return true;
        }
        let before = i.checked_sub(1).map(|b| &self.words[b]);
        // *le, la, les* are pronouns only behind a subject pronoun, *ne* or *qui*: *il le porte*.
        let clitic =
            i >= 2 && self.words[i - 2].classes.any(&[Class::SubjectPronoun, Class::NegationParticle, Class::Relative]);
        let after_determiner = before.is_some_and(|w| {
            w.classes.any(&[Class::Determiner, Class::Of])
                && !w.is(Class::That)
                && !(w.is(Class::Pronoun) && (clitic || !w.is(Class::Determiner)))
                || w.is(Class::Possessive)
        });
        if word.classes.any(&[Class::Be, Class::Have, Class::LightVerb, Class::Conditional, Class::Future]) {
            return !after_determiner;
        }
        if !word.classes.is_open() || word.name || word.is_capitalised() && i > first {
            return false;
        }
        if after_determiner {
            return false;
        }
        let tag = i == first
            && i > 0
            && word.cue.is_some()
            && self
                .words
                .get(i + 1)
                .is_some_and(|n| n.is_capitalised() || n.classes.any(&[Class::Determiner, Class::Filler]));
        let measures = !self.rules.language.head_last && word.measuring && i > first;
        if word.verbal || measures || tag {
            return true;
        }
        // Participle at the head of a segment (built in 1989; accusé d'avoir …).
        let lead = self.words[first..i].iter().all(|w| {
            w.classes.any(&[Class::Filler, Class::Relative, Class::That, Class::Conjunction])
                || w.kind == TokenKind::Mark
        });
        if lead && word.participle && i + 1 < self.words.len() {
            return true;
        }
        // *certains ouvriers, plusieurs élus*: no more than a determiner.
        before.is_some_and(|w| {
            w.is(Class::Pronoun) && !w.classes.any(&[Class::Determiner, Class::Preposition, Class::Filler])
                || w.is(Class::FirstPerson) && !w.is(Class::Possessive)
                || w.is(Class::Relative) && !w.is(Class::PartOf) && !w.is(Class::Where)
        })
    }

    /// A noun is hardly ever followed by a determiner without a preposition between: *le ministre
    /// exclut une fermeture*, *el juez ordena el cierre*.
    fn plain_verb(&self, segment: &Segment) -> Option<usize> {
        (segment.first + 1..segment.end.saturating_sub(1)).find(|&i| {
            let (before, word, next) = (&self.words[i - 1], &self.words[i], &self.words[i + 1]);
            word.kind == TokenKind::Word
                && word.classes.is_open()
                && !word.is_capitalised()
                && (before.classes.is_open() || before.name || before.is(Class::GenericOrganisation))
                && before.kind == TokenKind::Word
                && next.is(Class::Determiner)
                && !next.classes.any(&[Class::Of, Class::PlacePreposition, Class::That, Class::Quantifier])
        })
    }

    pub(super) fn verb_group(&self, segment: &Segment) -> Vec<usize> {
        let Some(start) = (segment.first..segment.end).find(|&i| self.is_verbish(i, segment.first)) else {
            return self.plain_verb(segment).into_iter().collect();
        };
        // The spyware sold by X has been bought: a participle that an auxiliary follows is no verb.
        let start = self.auxiliary_behind(segment, start).unwrap_or(start);
        let mut group = vec![start];
        let mut lexical = self.words[start].classes.is_open();
        for i in start + 1..segment.end {
            let word = &self.words[i];
            if word.kind != TokenKind::Word {
                if matches!(word.text, "«" | "“" | "\"") {
                    continue;
                }
                break;
            }
            let auxiliary = word.classes.any(&[
                Class::Be,
                Class::Have,
                Class::LightVerb,
                Class::Negation,
                Class::NegationParticle,
                Class::Filler,
                Class::Conditional,
                Class::Hedge,
            ]);
            if auxiliary && !word.is(Class::NegativeDeterminer) {
                group.push(i);
                continue;
            }
            if word.is(Class::Pronoun) && !word.classes.any(&[Class::Determiner, Class::Preposition]) {
                group.push(i);
                continue;
            }
            let expects = !lexical || self.words[start].is(Class::NegationParticle) && group.len() == 1;
            // did not attend: behind an auxiliary a plain form is a verb, where forms have no endings.
            let plain = self.rules.language.head_last
                && group
                    .iter()
                    .any(|&g| self.words[g].classes.any(&[Class::LightVerb, Class::Conditional, Class::Future]))
                && !group.iter().any(|&g| self.words[g].classes.any(&[Class::Be, Class::Have]));
            let form = plain
                || word.participle
                || word.infinitive
                || word.verbal
                || group.iter().all(|&g| self.words[g].classes.any(&[Class::NegationParticle, Class::Pronoun]));
            if word.classes.is_open() && !word.is_capitalised() && expects && form {
                group.push(i);
                lexical = true;
                continue;
            }
            // a tenté de préserver, failli acheter, to have been; but accusé d'avoir … is a content
            let said = group.iter().any(|&g| self.words[g].cue.is_some());
            if !said
                && word.is(Class::InfinitiveMark)
                && self.words.get(i + 1).is_some_and(|n| {
                    n.classes.any(&[Class::Be, Class::Have]) && (n.infinitive || self.rules.language.head_last)
                })
            {
                group.push(i);
                lexical = false;
                continue;
            }
            break;
        }
        group
    }

    /// The auxiliary that follows a form that may be a participle, with nothing between that opens
    /// a clause.
    fn auxiliary_behind(&self, segment: &Segment, start: usize) -> Option<usize> {
        let reduced = self.words[start].classes.is_open() && self.words[start].participle;
        let by = self.words.get(start + 1).is_some_and(|w| w.classes.any(&[Class::By, Class::Preposition]));
        if !reduced || !by || start == segment.first {
            return None;
        }
        (start + 2..segment.end)
            .take_while(|&i| {
                self.words[i].kind != TokenKind::Mark
                    && !self.words[i].classes.any(&[Class::Relative, Class::SubjectPronoun, Class::Conjunction])
            })
            .find(|&i| self.words[i].classes.any(&[Class::Be, Class::Have]) && self.is_verbish(i, segment.first))
    }
}
