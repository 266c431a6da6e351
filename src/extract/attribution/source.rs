//! Who says it: the noun phrase left or right of the cue, and whom a pronoun points to.

use super::line::Line;
use super::{Discourse, Entity};
use crate::extract::names::Mention;
use crate::model::{Speaker, Term};
use crate::rules::Agreement;
use crate::rules::Class;
use crate::text::TokenKind;

/// A noun phrase holds no more words than this.
const PHRASE: usize = 14;

/// So many words may stand between an inverted verb and its subject.
const GAP: usize = 8;

/// A source as read.
#[derive(Debug, Clone, Default)]
pub(super) struct Source {
    /// Its words.
    pub(super) at: Vec<usize>,
    /// As written, or as resolved.
    pub(super) text: Option<String>,
    /// For comparison.
    pub(super) speaker: Option<Speaker>,
    /// Every name in the phrase.
    pub(super) houses: Vec<Term>,
}

impl Line<'_, '_> {
    /// The noun phrase that begins at `from`.
    pub(super) fn phrase(&self, from: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut i = from;
        while i < self.len() && out.len() < PHRASE {
            let word = self.word(i);
            let first = out.is_empty();
            match word.kind {
                TokenKind::Mark if word.text == "-" && word.glued => {}
                TokenKind::Mark => break,
                TokenKind::Number => {}
                TokenKind::Word => {
                    let partitive = word.is(Class::Of) || first;
                    let coordinated = word.is(Class::Conjunction)
                        && !first
                        && self.is_name(i - 1)
                        && (self.is_name(i + 1) || self.is(i + 1, Class::Determiner) && self.is_name(i + 2));
                    let noun = i > from
                        && self.word(i - 1).classes.any(&[Class::Determiner, Class::Of])
                        && word.classes.is_open();
                    if word.classes.any(&[
                        Class::Relative,
                        Class::That,
                        Class::If,
                        Class::Be,
                        Class::NegationParticle,
                        Class::SubjectPronoun,
                    ]) && !first
                        || word.is(Class::Have) && !first
                        || word.is(Class::Conjunction) && !coordinated
                        || word.is(Class::Subordinator) && !first && !word.is(Class::Filler)
                        || word.is(Class::Preposition) && !partitive
                        || !first && !noun && self.is_in_verb(i) && word.finite
                        || !first
                            && !noun
                            && self.parsed.terms[i].is_none()
                            && word.classes.is_open()
                            && !self.is_name(i)
                            && !self.in_mention(i)
                    {
                        break;
                    }
                    let determiner = word.is(Class::Determiner)
                        && !word.is(Class::Of)
                        && !word.is_capitalised()
                        && !self.rules.attribution.is_source_pronoun(&word.lower);
                    if determiner
                        && !first
                        && !self.word(i - 1).classes.any(&[Class::Of, Class::Quantifier, Class::Conjunction])
                        && !self.in_mention(i)
                    {
                        break;
                    }
                }
            }
            out.push(i);
            i += 1;
        }
        while out
            .last()
            .is_some_and(|&l| self.word(l).classes.any(&[Class::Of, Class::Conjunction]) || self.is_adverb(l))
            && out.len() > 1
        {
            out.pop();
        }
        out
    }

    fn is_adverb(&self, i: usize) -> bool {
        self.word(i).is(Class::Filler)
            && !self.word(i).is_capitalised()
            && !self.rules.attribution.is_source_pronoun(self.lower(i))
    }

    fn in_mention(&self, i: usize) -> bool {
        self.parsed.mention_at(i).is_some_and(|m| m.first < i)
    }

    /// The subject behind an inverted verb: *a déclaré mercredi à la presse X*.
    pub(super) fn right(&self, cue: usize) -> Vec<usize> {
        let mut i = cue + 1;
        let mut commas = 0;
        while i < self.len() && i <= cue + GAP {
            if self.is_mark(i, &[","]) && commas == 0 && i > cue + 1 {
                commas += 1;
                i += 1;
                continue;
            }
            if !self.is_word(i) && self.word(i).kind != TokenKind::Number || self.quoted[i] != self.quoted[cue] {
                return Vec::new();
            }
            let word = self.word(i);
            if word.classes.any(&[Class::That, Class::Relative, Class::If, Class::NegationParticle]) {
                return Vec::new();
            }
            if word.is(Class::Preposition) && !(word.is(Class::Of) && word.is(Class::Determiner) && word.lower == "des")
            {
                // A complement stands between: skip it.
                let end = self.complement_end(i + 1);
                if end == i + 1 {
                    return Vec::new();
                }
                i = end;
                continue;
            }
            if self.opens_phrase(i) && !self.is_subject_word_object(i) {
                return self.name_behind(self.phrase(i));
            }
            i += 1;
        }
        Vec::new()
    }

    fn is_subject_word_object(&self, i: usize) -> bool {
        self.word(i).is(Class::Filler)
            && !self.rules.attribution.is_source_pronoun(self.lower(i))
            && !self.word(i).is(Class::Determiner)
    }

    /// *à l'AFP*, *pour sa part*: one determiner, one noun or name.
    fn complement_end(&self, from: usize) -> usize {
        let mut i = from;
        if self.is(i, Class::Determiner) || self.is(i, Class::Possessive) {
            i += 1;
        }
        if let Some(mention) = self.parsed.mentions.iter().find(|m| m.first == i) {
            return mention.end;
        }
        if self.is_word(i) { i + 1 } else { i }
    }

    /// *la ministre de la Santé, Laure Vasseur*: the name is the source.
    fn name_behind(&self, phrase: Vec<usize>) -> Vec<usize> {
        let Some(&last) = phrase.last() else { return phrase };
        if self.is_mark(last + 1, &[","]) && self.is_name(last + 2) && self.is(phrase[0], Class::Determiner) {
            let name = self.phrase(last + 2);
            let closed = name.last().is_some_and(|&l| l + 1 >= self.len() || self.word(l + 1).kind == TokenKind::Mark);
            if closed && name.len() > 1 {
                return name;
            }
        }
        phrase
    }

    /// The subject left of the verb group that begins at `verb`.
    pub(super) fn left(&self, verb: usize) -> Vec<usize> {
        let inside = self.quoted.get(verb).copied().flatten();
        let mut end = verb;
        let mut found: Vec<Vec<usize>> = Vec::new();
        // Segments between commas, from the verb outwards.
        for _ in 0..5 {
            let start = self.segment_start(end, inside);
            let behind_relative = start > 0
                && self.word(start - 1).classes.any(&[Class::Relative, Class::That, Class::Subordinator, Class::If]);
            if start == end && behind_relative && self.is(start - 1, Class::Relative) && end == verb {
                return self.antecedent(start - 1);
            }
            if start < end && !(behind_relative && self.is(start - 1, Class::Relative) && end != verb) {
                let phrase = self.subject_in(start, end);
                if !phrase.is_empty() {
                    let adjacent = end == verb;
                    found.push(phrase);
                    if adjacent && !self.is_apposed(start) {
                        break;
                    }
                }
            }
            if behind_relative && end == verb {
                break;
            }
            let mut mark = start;
            if behind_relative {
                mark = (0..start).rev().find(|&k| self.is_mark(k, &[","])).map_or(0, |k| k + 1);
            }
            if mark == 0 || !self.is_mark(mark - 1, &[","]) || self.quoted[mark - 1] != inside {
                break;
            }
            end = mark - 1;
        }
        let named = found.iter().find(|p| p.len() > 1 && p.iter().all(|&w| self.parsed.mention_at(w).is_some()));
        named.or(found.last()).cloned().unwrap_or_default()
    }

    /// The segment that begins at `start` stands behind a comma and is a name: *le patron, X, …*.
    fn is_apposed(&self, start: usize) -> bool {
        start > 0
            && self.is_mark(start - 1, &[","])
            && self.is_name(start)
            && start > 1
            && !self.has_statement(self.statement_start(start), start)
    }

    fn segment_start(&self, end: usize, inside: Option<usize>) -> usize {
        let mut start = end;
        while start > 0 {
            let at = start - 1;
            let word = self.word(at);
            let mark = word.kind == TokenKind::Mark && !(word.text == "-" && word.glued);
            let opens = word.classes.any(&[Class::Relative, Class::That, Class::If])
                || word.is(Class::Subordinator) && !word.is(Class::Preposition) && !word.is(Class::Filler);
            let joins = word.is(Class::Conjunction)
                && (0..at).rev().take_while(|&k| self.word(k).kind != TokenKind::Mark).any(|k| self.is_in_verb(k));
            if mark && !self.is_quoted_scrap(at)
                || opens
                || joins
                || self.quoted[at] != inside && !self.is_quoted_scrap(at)
            {
                break;
            }
            start = at;
        }
        start
    }

    /// A mark or word of a quotation of at most three words: *le maire « fou » affirme*.
    fn is_quoted_scrap(&self, _i: usize) -> bool {
        false
    }

    /// The noun phrase that a segment begins with, behind adverbs and conjunctions.
    fn subject_in(&self, start: usize, end: usize) -> Vec<usize> {
        let mut i = start;
        while i < end {
            let word = self.word(i);
            let lead = word.is(Class::Conjunction)
                || word.is(Class::Filler) && !self.opens_phrase(i) && !self.is_subject_word(i)
                || word.classes.is_open() && self.parsed.terms[i].is_none() && !self.is_name(i);
            if !lead {
                break;
            }
            i += 1;
        }
        if i >= end {
            return Vec::new();
        }
        if self.is_subject_word(i) {
            return self.trimmed(i, end);
        }
        if self.is(i, Class::Preposition) && !self.opens_phrase(i) {
            // *Dans son rapport la chambre …*: what stands last is the subject, if it is a name.
            let name = self.parsed.mentions.iter().rev().find(|m| m.end == end && m.first > i + 1);
            return name.map_or_else(Vec::new, |m: &Mention| (m.first..m.end).collect());
        }
        if self.opens_phrase(i) || self.word(i).classes.any(&[Class::GenericOrganisation, Class::NegativePronoun]) {
            return self.trimmed(i, end.min(i + 2 * PHRASE));
        }
        // Without a determiner: a name, or a heading's noun.
        if end - i <= 3
            && i == 0
            && self.word(i).is_capitalised()
            && self.word(i).classes.is_open()
            && !self.is_in_verb(i)
        {
            return self.trimmed(i, end);
        }
        Vec::new()
    }

    /// The noun phrase that the relative at `relative` continues.
    fn antecedent(&self, relative: usize) -> Vec<usize> {
        let mut end = relative;
        if end > 0 && self.is_mark(end - 1, &[","]) {
            end -= 1;
        }
        let from = (end.saturating_sub(PHRASE)..end)
            .rev()
            .take_while(|&k| {
                self.is_word(k)
                    && !self.word(k).classes.any(&[Class::By, Class::That, Class::Relative])
                    && !self.is_in_verb(k)
            })
            .last();
        let Some(from) = from else { return Vec::new() };
        let start = (from..end).find(|&k| self.opens_phrase(k)).unwrap_or(from);
        self.trimmed(start, end)
    }

    /// *par X* within the words from `from` to `end`.
    pub(super) fn by(&self, from: usize, end: usize) -> Option<Vec<usize>> {
        let at = (from..end.min(self.len())).take_while(|&k| !self.is_strong(k)).find(|&k| self.is(k, Class::By))?;
        let phrase = self.phrase(at + 1);
        (!phrase.is_empty()).then_some(phrase)
    }

    /// The source that these words name, or that they point to.
    pub(super) fn source(&self, at: &[usize]) -> Source {
        let Some((&first, &last)) = at.first().zip(at.last()) else { return Source::default() };
        if let Some(source) = self.pointed(at) {
            return source;
        }
        let span = self.word(first).span.join(self.word(last).span);
        let text = self.text(span.start, span.end);
        Source {
            at: at.to_vec(),
            text: Some(text),
            speaker: self.named(at).or_else(|| self.described(at)),
            houses: self.names_in(at),
        }
    }

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
    fn pointed(&self, at: &[usize]) -> Option<Source> {
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

    /// The first name among these words.
    pub(super) fn named(&self, at: &[usize]) -> Option<Speaker> {
        let mention = at.iter().find_map(|&w| self.parsed.mention_at(w))?;
        let span = self.word(mention.first).span.join(self.word(mention.end - 1).span);
        Some(Speaker { name: self.text(span.start, span.end), term: mention.term.clone(), anonymous: false })
    }

    /// A source without a name: *le propriétaire, des témoins*.
    fn described(&self, at: &[usize]) -> Option<Speaker> {
        let words = &self.parsed.words;
        let first = *at.iter().find(|&&w| words[w].classes.is_open() && self.parsed.terms[w].is_some())?;
        let last =
            at.iter().copied().take_while(|&w| w <= first + 4).filter(|&w| self.parsed.terms[w].is_some()).last()?;
        let span = words[first].span.join(words[last].span);
        Some(Speaker {
            name: self.text(span.start, span.end),
            term: self.parsed.terms[first].clone()?,
            anonymous: self.rules.attribution.is_anonymous(&words[first].root),
        })
    }

    fn names_in(&self, at: &[usize]) -> Vec<Term> {
        at.iter().filter_map(|&w| self.parsed.mention_at(w)).map(|m| m.term.clone()).collect()
    }

    fn text(&self, start: usize, end: usize) -> String {
        let mut out = String::new();
        for word in self.parsed.words.iter().filter(|w| w.span.start >= start && w.span.end <= end) {
            if !out.is_empty() && !word.glued {
                out.push(' ');
            }
            out.push_str(word.text);
        }
        out
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
