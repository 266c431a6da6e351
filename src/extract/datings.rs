//! Dates → datings: what happened when.

use super::clauses::Clause;
use super::dates::DateReading;
use super::parsed::sorted;
use super::propositions::Context;
use crate::model::{Body, Claim, Cue, Dating, Days, Place, Scope, Term};
use crate::rules::Class;
use crate::text::TokenKind;

impl Context<'_, '_> {
    /// The datings of the sentence, in order: one for each date that is known and stands with a
    /// predicate. The day on which something was *said* dates no event and is left out.
    pub fn datings(&self) -> Vec<Claim> {
        let parsed = self.parsed;
        let mut out = Vec::new();
        for date in &parsed.dates {
            if date.days.from.is_none() && date.days.to.is_none() {
                continue;
            }
            let Some(number) = parsed.clauses.iter().position(|c| c.words.contains(&date.first)) else { continue };
            let clause = &parsed.clauses[number];
            let said = self
                .attributed
                .iter()
                .any(|a| a.clause == number && matches!(a.cue, Cue::Assert | Cue::Confirm | Cue::Deny));
            if said
                && date.first
                    > self.attributed.iter().find(|a| a.clause == number).map_or(0, |a| a.cue_word.saturating_sub(4))
            {
                continue;
            }
            let (predicate_at, mut subject_at) = self.event_before(number, date.first);
            let mut predicate = parsed.terms_of(predicate_at.iter().copied());
            let clause_terms = parsed.terms_of(clause.subject.iter().copied());
            // *se trouvait samedi*: a day and a bare auxiliary date nothing.
            if predicate.is_empty() {
                continue;
            }
            subject_at.retain(|w| !predicate_at.contains(w) && !(date.first..=date.last).contains(w));
            // *un contrat signé en 2014*: what was signed stands before the participle.
            let own = predicate_at.first().filter(|p| !clause.verb.contains(p)).map(|&p| self.noun_before(p));
            let mut subject = self.identity_first(own.as_deref().unwrap_or(&clause.subject));
            subject.retain(|t| !predicate.contains(t));
            let others: Vec<Term> =
                parsed.terms_of(subject_at).into_iter().filter(|t| !clause_terms.contains(t)).collect();
            if subject.is_empty() && others.is_empty() {
                continue;
            }
            predicate.extend(self.turn(clause, &predicate_at));
            let days = self.done_by(clause, date);
            let (speaker, stance) = self.voice(number);
            let factuality = self.factuality_of(number, stance, speaker.is_some(), false);
            let first = predicate_at.iter().copied().chain([date.first]).min().unwrap_or(date.first);
            let last = predicate_at.iter().copied().chain([date.last]).max().unwrap_or(date.last);
            let span = parsed.words[first].span.join(parsed.words[last].span);
            let mut about = predicate.clone();
            about.extend(subject.iter().chain(&others).cloned());
            out.push(Claim {
                place: Place { sentence: self.number, span: self.map.to_raw(span) },
                about: sorted(about),
                context: self.wide_context(),
                speaker,
                stance,
                factuality,
                scope: Scope { when: Some(days), minute: date.minute, ..self.scope(clause) },
                body: Body::Dating(Dating {
                    predicate: sorted(predicate),
                    subject,
                    others: sorted(others),
                    days,
                    label: date.label.clone(),
                }),
            });
        }
        out
    }

    /// *did not open until 4 May, no retiró el lote hasta el 14 de mayo*: it was done on that day.
    fn done_by(&self, clause: &Clause, date: &DateReading) -> Days {
        match (date.days.from, date.days.to) {
            (None, Some(to)) if clause.negated => Days::on(to),
            _ => date.days,
        }
    }

    /// *last won, pour la première fois*: which of several times it was, as a term.
    fn turn(&self, clause: &Clause, predicate: &[usize]) -> Option<Term> {
        let words = &self.parsed.words;
        clause.words.iter().find_map(|&w| {
            let (len, turn) = self.rules.language.turns.at(|k| words.get(w + k).map(|word| word.lower.as_str()))?;
            // *the last bus won*: one word stands right before the verb.
            (len > 1 || predicate.contains(&(w + 1))).then(|| Term::from(format!("#{turn}")))
        })
    }

    /// The noun phrase that ends right before word `at`.
    fn noun_before(&self, at: usize) -> Vec<usize> {
        let words = &self.parsed.words;
        let mut out: Vec<usize> = (0..at)
            .rev()
            .take_while(|&w| {
                words[w].kind == TokenKind::Word && !words[w].classes.any(&[Class::Be, Class::Have, Class::Relative])
            })
            .take(6)
            .scan(false, |done, w| {
                let stop = *done;
                *done =
                    words[w].is(Class::Determiner) && !(w > 0 && words[w - 1].is(Class::Of)) && !words[w].is(Class::Of);
                (!stop).then_some(w)
            })
            .filter(|&w| self.parsed.terms[w].is_some())
            .collect();
        out.reverse();
        out
    }

    /// The predicate that a date at word `at` belongs to, and what it is said of: the last
    /// participle or verb before it, else the clause's verb group.
    fn event_before(&self, number: usize, at: usize) -> (Vec<usize>, Vec<usize>) {
        let parsed = self.parsed;
        let clause = &parsed.clauses[number];
        // A participle of its own stands right before the date: *built in 1989*.
        let open_verb = |w: &usize| {
            let word = &parsed.words[*w];
            word.kind == TokenKind::Word
                && parsed.terms[*w].is_some()
                && !word.is_capitalised()
                && (clause.verb.contains(w)
                    || word.participle
                        && *w < at
                        && *w + 3 >= at
                        && (*w == 0 || !parsed.words[*w - 1].is(Class::Determiner)))
        };
        let before = clause.words.iter().copied().filter(|&w| w < at).rfind(open_verb);
        let predicate: Vec<usize> = match before {
            Some(w) => vec![w],
            None => clause.verb.iter().copied().filter(open_verb).collect(),
        };
        let subject: Vec<usize> = clause.subject.iter().chain(&clause.words).copied().collect();
        (predicate, subject)
    }
}
