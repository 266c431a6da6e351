//! How much of something a clause speaks of: *tous les X, seulement certains X, aussi X*.

use super::clauses::Clause;
use super::propositions::Context;
use crate::model::{Reach, Term};
use crate::text::TokenKind;

/// The noun stands at most so many words behind the word that measures it.
const NEAR: usize = 4;

impl Context<'_, '_> {
    /// The first word of reach among the clause's words and those of its subject, with the noun or
    /// name behind it.
    pub fn reach(&self, clause: &Clause) -> Option<(Reach, Term)> {
        let words = &self.parsed.words;
        clause.subject.iter().chain(&clause.words).find_map(|&w| {
            if !words[w].opens_reach {
                return None;
            }
            let (len, reach) = self.rules.polarity.reach_at(|k| words.get(w + k).map(|x| x.lower.as_str()))?;
            let end = words.len().min(w + len + NEAR);
            let noun = (w + len..end)
                .take_while(|&k| words[k].kind == TokenKind::Word && !words[k].finite)
                .find_map(|k| self.parsed.terms[k].clone())?;
            Some((reach, noun))
        })
    }

    /// True where the clause tells what is done: *a fermé, closed*.
    pub fn is_done(&self, clause: &Clause) -> bool {
        use crate::rules::Class;
        let words = &self.parsed.words;
        !clause.planned
            && clause.verb.iter().any(|&v| {
                let auxiliary = words[v].is(Class::Have) && clause.verb.iter().any(|&p| p > v && words[p].participle);
                let past =
                    self.rules.attribution.is_past(words[v].lower.as_str()) || words[v].participle && !words[v].gerund;
                auxiliary || past
            })
    }
}
