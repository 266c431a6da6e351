//! Whom a pronoun or a noun that only points means: the last one named that fits.

use super::line::Line;
use super::source::Source;
use super::{Discourse, Entity};
use crate::extract::names::Mention;
use crate::model::Speaker;
use crate::rules::{Agreement, Class};

impl Line<'_, '_> {
    /// Whom an inverted pronoun points to.
    pub(super) fn inverted_source(&self, i: usize) -> Option<Source> {
        let (_, pronoun) = self.inverted(i)?;
        Some(self.resolved(pronoun, i))
    }

    fn resolved(&self, pronoun: &str, i: usize) -> Source {
        let word = pronoun.to_owned();
        let entity = if self.rules.attribution.is_source_pronoun(pronoun) { None } else { self.referent(pronoun, i) };
        let name = entity.as_ref().map_or(word, |e| e.speaker.name.clone());
        Source {
            at: vec![i],
            text: Some(name),
            houses: entity.iter().map(|e| e.speaker.term.clone()).collect(),
            speaker: entity.map(|e| e.speaker),
        }
    }

    /// The last one that fits the pronoun, in this sentence or before.
    fn referent(&self, pronoun: &str, before: usize) -> Option<Entity> {
        let wanted = self.rules.attribution.agreement(pronoun);
        let here = self.entities(before);
        here.iter().rev().chain(self.discourse.entities.iter().rev()).find(|e| e.agreement.fits(wanted)).cloned()
    }

    /// A pronoun, or a noun that only points: *elle, l'élu, le groupe*.
    pub(super) fn pointed(&self, at: &[usize]) -> Option<Source> {
        let words: Vec<usize> =
            at.iter().copied().filter(|&w| !self.word(w).classes.any(&[Class::Determiner])).collect();
        let &head = words.first().or(at.first())?;
        let lower = self.lower(head);
        if at.len() == 1
            && (self.word(head).is(Class::SubjectPronoun)
                || self.word(head).is(Class::Pronoun) && !self.rules.attribution.is_source_pronoun(lower))
        {
            return Some(self.resolved(lower, at[0]));
        }
        let definite = at.len() == 2 && self.is(at[0], Class::Determiner) && !self.lower(at[0]).starts_with("un");
        if !definite || self.is_name(head) {
            return None;
        }
        let house = self.word(head).is(Class::GenericOrganisation);
        if !house && !self.rules.attribution.is_anaphor(&self.word(head).root) {
            return None;
        }
        let mut wanted = self.rules.attribution.agreement(self.lower(at[0]));
        if house {
            // *le groupe* may be *la société X*.
            wanted = Agreement::default();
        }
        let here = self.entities(at[0]);
        let entity = here
            .iter()
            .rev()
            .chain(self.discourse.entities.iter().rev())
            .find(|e| e.agreement.fits(wanted) && e.house != Some(!house))?
            .clone();
        Some(Source {
            at: at.to_vec(),
            text: Some(entity.speaker.name.clone()),
            houses: vec![entity.speaker.term.clone()],
            speaker: Some(entity.speaker),
        })
    }

    /// Whoever is named in the words before `end`, subjects last.
    pub(super) fn entities(&self, end: usize) -> Vec<Entity> {
        let mut subjects = Vec::new();
        let mut others = Vec::new();
        let mentions: Vec<&Mention> = self.parsed.mentions.iter().filter(|m| m.end <= end && !m.place).collect();
        for (n, mention) in mentions.iter().enumerate() {
            let mut first = mention.first;
            while first > 0
                && mention.first - first < 5
                && self.word(first - 1).classes.is_open()
                && self.parsed.terms[first - 1].is_some()
                || first > 0
                    && self.word(first - 1).classes.any(&[Class::GenericOrganisation, Class::Title])
                    && !self.is(first - 1, Class::Determiner)
            {
                first -= 1;
            }
            let determiner = (first > 0 && self.is(first - 1, Class::Determiner)).then(|| first - 1);
            let mut agreement = determiner.map(|d| self.rules.attribution.agreement(self.lower(d))).unwrap_or_default();
            if mention.end - mention.first > 1 && agreement.plural.is_none() {
                agreement.plural = Some(false);
            }
            let words = first..mention.end;
            let generic = words.clone().any(|w| self.is(w, Class::GenericOrganisation));
            let person =
                mention.end - mention.first > 1 && determiner != Some(mention.first.wrapping_sub(1)) && !generic;
            let house = if generic || determiner.is_some() && determiner == mention.first.checked_sub(1) {
                Some(true)
            } else {
                person.then_some(false)
            };
            let span = self.word(mention.first).span.join(self.word(mention.end - 1).span);
            let speaker =
                Speaker { name: self.text(span.start, span.end), term: mention.term.clone(), anonymous: false };
            let entity = Entity { speaker, agreement, house };
            let subject = self.parsed.clauses.iter().any(|c| !c.verb.is_empty() && c.subject.contains(&mention.first));
            let pair =
                n > 0 && mentions[n - 1].end + 1 == mention.first && self.is(mentions[n - 1].end, Class::Conjunction);
            let list = if subject { &mut subjects } else { &mut others };
            if pair {
                let left = mentions[n - 1];
                let span = self.word(left.first).span.join(self.word(mention.end - 1).span);
                let speaker =
                    Speaker { name: self.text(span.start, span.end), term: mention.term.clone(), anonymous: false };
                let agreement = Agreement { feminine: None, plural: Some(true) };
                list.push(entity);
                list.push(Entity { speaker, agreement, house });
            } else {
                list.push(entity);
            }
        }
        others.extend(subjects);
        others
    }
}

impl Discourse {
    /// Adds those whom a sentence names.
    pub(super) fn remember(&mut self, entities: Vec<Entity>) {
        for entity in entities {
            self.entities.retain(|e| {
                e.speaker.term != entity.speaker.term
                    || e.agreement.plural == Some(true) && entity.agreement.plural != Some(true)
            });
            self.entities.push(entity);
        }
    }
}
