//! What an article calls somebody: *Jean Morel, maire de Valmère*, *le meurtrier présumé, Karim Sol*.
//!
//! Only noun phrases that stand in apposition to a full name count, before it or after it, with a
//! head that names people.

use super::names::Mention;
use super::parsed::sorted;
use super::propositions::Context;
use crate::model::{Body, Claim, Factuality, Place, Role, Scope, Stance};
use crate::rules::{Class, Commitment};
use crate::text::TokenKind;

/// The longest phrase that tells a role, in words.
const LONGEST: usize = 10;

impl Context<'_, '_> {
    /// The roles that the sentence gives to people.
    pub fn roles(&self) -> Vec<Claim> {
        let mut out = Vec::new();
        if self.parsed.sentence.heading || self.quoted.is_some() {
            return out;
        }
        for mention in &self.parsed.mentions {
            if mention.end - mention.first < 2 || mention.place {
                continue;
            }
            let phrase = self.before(mention).or_else(|| self.behind(mention));
            out.extend(phrase.and_then(|p| self.role(mention, &p)));
        }
        out
    }

    /// *la maire de Valmère, Irène Vasselin,* and *le maire Hugo Tarrade*: the words of the phrase.
    fn before(&self, mention: &Mention) -> Option<Vec<usize>> {
        let words = &self.parsed.words;
        let comma = mention.first > 0 && words[mention.first - 1].is_mark(',');
        // *Selon le maire, Jean Morel a menti*: only what is closed again is an apposition.
        if comma && words.get(mention.end).is_some_and(|w| w.kind != TokenKind::Mark) {
            return None;
        }
        let end = mention.first - usize::from(comma);
        let mut first = end;
        while first > 0 && end - first < LONGEST && self.in_phrase(first - 1) {
            first -= 1;
            let of = first > 0 && words[first - 1].is(Class::Of);
            let opens = words[first].is(Class::Determiner) && !words[first].is(Class::Of) && !of;
            if opens && !words[first].is(Class::Indefinite) {
                break;
            }
        }
        let inner: Vec<usize> = (first..end).collect();
        (!inner.is_empty() && words[first].is(Class::Determiner)).then_some(inner)
    }

    /// *Irène Vasselin, maire de Valmère,*
    fn behind(&self, mention: &Mention) -> Option<Vec<usize>> {
        let words = &self.parsed.words;
        if !words.get(mention.end)?.is_mark(',') {
            return None;
        }
        let first = mention.end + 1;
        let inner: Vec<usize> = (first..words.len().min(first + LONGEST)).take_while(|&w| self.in_phrase(w)).collect();
        let next = inner.last().map_or(first, |l| l + 1);
        let closed = words.get(next).is_none_or(|w| w.kind == TokenKind::Mark || w.is(Class::Relative));
        (closed && !inner.is_empty()).then_some(inner)
    }

    fn in_phrase(&self, w: usize) -> bool {
        let word = &self.parsed.words[w];
        let verb = || self.parsed.clauses.iter().any(|c| c.verb.contains(&w));
        word.kind == TokenKind::Word
            && !word.classes.any(&[Class::Relative, Class::Be, Class::Have, Class::Conjunction])
            && (!word.is(Class::Pronoun) || word.is(Class::Determiner))
            && !word.finite
            && !verb()
    }

    fn role(&self, mention: &Mention, phrase: &[usize]) -> Option<Claim> {
        let words = &self.parsed.words;
        let noun = |w: &&usize| self.parsed.terms[**w].is_some() && self.parsed.mention_at(**w).is_none();
        let head = if self.rules.language.head_last {
            let run = phrase.iter().take_while(|&&w| !words[w].classes.any(&[Class::Of, Class::Preposition]));
            run.filter(noun).last()
        } else {
            phrase.iter().find(noun)
        };
        let head = *head?;
        let term = self.parsed.terms[head].clone()?;
        // Words that say that it was so once.
        if phrase.iter().any(|&w| self.rules.polarity.former.contains(words[w].lower.as_str())) {
            return None;
        }
        let people =
            self.rules.attribution.is_person(&words[head].root) || self.rules.attribution.is_anaphor(&words[head].root);
        let hedged =
            |w: &usize| words[*w].is(Class::Hedge) || matches!(self.commitment_at(*w), Some(Commitment::Held(_)));
        let presumed = phrase.iter().any(hedged);
        if !people && !presumed && !term.starts_with('=') {
            return None;
        }
        let distinct = words[mention.first..mention.end].iter().filter(|w| !w.is(Class::Title));
        let name = distinct.map(|w| w.folded.to_string()).collect::<Vec<_>>().join(" ");
        let of = phrase.iter().filter(|&&w| w != head).filter_map(|&w| self.parsed.terms[w].clone());
        let of = sorted(of.filter(|t| *t != mention.term).collect());
        let mut at: Vec<usize> = phrase.iter().copied().chain(mention.first..mention.end).collect();
        at.sort_unstable();
        let mut about = of.clone();
        about.extend([mention.term.clone(), term.clone()]);
        let clause = self.parsed.clauses.iter().position(|c| c.words.contains(&mention.first));
        let speaker = clause.and_then(|c| self.speaker_of(c)).map(|s| s.0);
        Some(Claim {
            place: Place { sentence: self.number, span: self.map.to_raw(self.parsed.span(&at)) },
            about: sorted(about),
            context: self.parsed.context(),
            stance: if speaker.is_some() { Stance::Reported } else { Stance::Asserted },
            speaker,
            factuality: Factuality::default(),
            scope: Scope::default(),
            body: Body::Role(Role { person: mention.term.clone(), name, head: term, of, presumed }),
        })
    }
}
