//! A sentence as attribution reads it: its words, and which of them stand between quotation marks.

use super::Discourse;
use crate::extract::clauses::{Clause, Opening};
use crate::extract::parsed::Parsed;
use crate::extract::word::Word;
use crate::model::Cue;
use crate::rules::{Class, LanguageRules};
use crate::text::{Clean, Span, TokenKind};

/// A sentence and what its readers share.
pub(super) struct Line<'a, 'w> {
    pub(super) parsed: &'a Parsed<'w>,
    pub(super) rules: &'a LanguageRules,
    pub(super) discourse: &'a Discourse,
    /// For each word, the number of the outermost quotation that it stands in.
    pub(super) quoted: Vec<Option<usize>>,
}

impl<'a, 'w> Line<'a, 'w> {
    /// `quotations` are the outermost ones, in order.
    pub(super) fn new(
        parsed: &'a Parsed<'w>,
        rules: &'a LanguageRules,
        discourse: &'a Discourse,
        quotations: &[Span<Clean>],
    ) -> Self {
        let quoted = parsed.words.iter().map(|w| quotations.iter().position(|q| q.contains(w.span))).collect();
        Self { parsed, rules, discourse, quoted }
    }

    pub(super) fn len(&self) -> usize {
        self.parsed.words.len()
    }

    pub(super) fn word(&self, i: usize) -> &'a Word<'w> {
        &self.parsed.words[i]
    }

    pub(super) fn is(&self, i: usize, class: Class) -> bool {
        i < self.len() && self.word(i).is(class)
    }

    pub(super) fn lower(&self, i: usize) -> &str {
        self.parsed.words.get(i).map_or("", |w| w.lower.as_str())
    }

    pub(super) fn is_infinitive(&self, i: usize) -> bool {
        self.parsed.words.get(i).is_some_and(|w| w.infinitive)
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        i < self.len() && self.word(i).kind == TokenKind::Word
    }

    pub(super) fn is_mark(&self, i: usize, marks: &[&str]) -> bool {
        i < self.len() && self.word(i).kind == TokenKind::Mark && marks.contains(&self.word(i).text)
    }

    /// An opening or closing quotation mark.
    pub(super) fn is_quote(&self, i: usize) -> bool {
        self.is_mark(i, &["«", "»", "“", "”", "„", "\"", "‘"])
    }

    /// A mark that ends a statement.
    pub(super) fn is_strong(&self, i: usize) -> bool {
        self.is_mark(i, &[".", "!", "?", "…", ";", ":", "(", ")", "[", "]", "—", "–"])
    }

    /// An article or another word that opens a noun phrase.
    pub(super) fn opens_phrase(&self, i: usize) -> bool {
        if !self.is_word(i) {
            return i < self.len() && self.word(i).kind == TokenKind::Number;
        }
        let word = self.word(i);
        word.classes.any(&[Class::Determiner, Class::Title, Class::NegativeDeterminer, Class::Quantifier])
            && (!word.is(Class::Of) || !matches!(word.lower.as_str(), "de" | "d'" | "of"))
            || self.is_name(i)
            || word.is(Class::GenericOrganisation)
            || self.rules.attribution.is_source_pronoun(&word.lower)
            || word.is(Class::Of) && self.rules.attribution.is_source_pronoun(self.lower(i + 1))
    }

    /// A capitalised word that belongs to a name.
    pub(super) fn is_name(&self, i: usize) -> bool {
        self.is_word(i) && self.word(i).is_capitalised() && self.parsed.mention_at(i).is_some()
    }

    /// The lower-case form without an inverted pronoun: *explique* of *explique-t-elle*.
    pub(super) fn verb_form(&self, i: usize) -> &str {
        let lower = self.lower(i);
        self.inverted(i).map_or(lower, |(verb, _)| verb)
    }

    /// Verb and pronoun of *explique-t-elle*.
    pub(super) fn inverted(&self, i: usize) -> Option<(&str, &str)> {
        let word = self.parsed.words.get(i).filter(|w| w.hyphened)?;
        let (verb, pronoun) = word.lower.rsplit_once('-')?;
        let verb = verb.strip_suffix("-t").unwrap_or(verb);
        let subject = self.rules.language.classes(pronoun);
        (subject.has(Class::SubjectPronoun) || self.rules.attribution.is_source_pronoun(pronoun))
            .then_some((verb, pronoun))
    }

    /// What a source does by the word at `i`, where it is a cue and not a noun.
    pub(super) fn cue_of(&self, i: usize) -> Option<Cue> {
        let word = self.word(i);
        if word.kind != TokenKind::Word || !(word.classes.is_open() || word.is(Class::Filler)) {
            return None;
        }
        let cue = match self.inverted(i) {
            Some((form, _)) => self.rules.attribution.cue(form, &self.rules.language.root(form)),
            None => word.cue,
        };
        // *notamment* is no *noter*.
        cue.filter(|_| !(word.is(Class::Filler) && word.lower.ends_with("ment")))
    }

    /// Number of the clause that word `i` stands in.
    pub(super) fn clause_of(&self, i: usize) -> usize {
        self.parsed.clauses.iter().position(|c| c.words.contains(&i)).unwrap_or(0)
    }

    pub(super) fn clause(&self, i: usize) -> Option<&'a Clause> {
        self.parsed.clauses.get(self.clause_of(i))
    }

    /// A word of some clause's verb group.
    pub(super) fn is_in_verb(&self, i: usize) -> bool {
        self.parsed.clauses.iter().any(|c| c.verb.contains(&i))
    }

    /// A verb that says something between the two words, other than in a relative clause.
    pub(super) fn has_statement(&self, from: usize, end: usize) -> bool {
        self.parsed.clauses.iter().any(|c| {
            c.opening != Opening::Relative
                && c.verb.first().is_some_and(|v| (from..end).contains(v) && !self.is_lone_participle(*v))
        })
    }

    fn is_lone_participle(&self, i: usize) -> bool {
        let word = self.word(i);
        let auxiliary = |k: usize| self.word(k).classes.any(&[Class::Be, Class::Have, Class::LightVerb]);
        word.classes.is_open()
            && !word.finite
            && word.participle
            && !self.parsed.clauses.iter().any(|c| c.verb.contains(&i) && c.verb.iter().any(|&v| auxiliary(v)))
    }

    /// Where the verb group begins that the word at `i` ends: its auxiliaries, negations, clitics.
    pub(super) fn verb_start(&self, i: usize) -> usize {
        let mut start = i;
        let infinitive = self.is_infinitive(i);
        while start > 0 {
            let at = start - 1;
            if !self.is_word(at) || self.quoted[at] != self.quoted[i] {
                break;
            }
            let word = self.word(at);
            let helper = word.classes.any(&[
                Class::Be,
                Class::Have,
                Class::LightVerb,
                Class::Negation,
                Class::NegationParticle,
                Class::Conditional,
            ]) && !(word.is(Class::Pronoun) && word.is(Class::NegativePronoun));
            let rien =
                word.is(Class::NegativePronoun) && at > 0 && self.word(at - 1).classes.any(&[Class::Have, Class::Be]);
            let adverb = word.is(Class::Filler) && !self.is_subject_word(at)
                || word.classes.is_open() && word.lower.ends_with("ment") && self.is_helper_before(at);
            let clitic = word.classes.any(&[Class::Pronoun, Class::FirstPerson])
                && !self.is_subject_word(at)
                && !(word.is(Class::Determiner) && word.lower.len() > 3)
                && (!word.is(Class::Determiner) || self.follows_subject(at) && (self.word(i).finite || infinitive));
            let complement = infinitive
                && (word.classes.any(&[Class::Preposition]) || self.is_in_verb(at))
                && (at > 0 && (self.is_in_verb(at - 1) || self.is_in_verb(at)));
            if rien || adverb || clitic || complement || helper && !word.is(Class::NegativePronoun) {
                start = at;
            } else {
                break;
            }
        }
        start
    }

    fn is_helper_before(&self, at: usize) -> bool {
        at > 0
            && self.word(at - 1).classes.any(&[Class::Have, Class::Be, Class::Filler, Class::Pronoun])
            && !self.is(at - 1, Class::Determiner)
    }

    /// *le, l'* right behind a noun is a pronoun: *le colonel l'affirme*.
    fn follows_subject(&self, at: usize) -> bool {
        at > 0
            && self.is_word(at - 1)
            && (self.is_name(at - 1)
                || self.word(at - 1).classes.any(&[Class::SubjectPronoun, Class::NegationParticle, Class::FirstPerson])
                || self.word(at - 1).classes.is_open() && !self.is_in_verb(at - 1))
    }

    /// A pronoun that is a subject, not an object: *il, on, certains*.
    pub(super) fn is_subject_word(&self, i: usize) -> bool {
        let word = self.word(i);
        word.is(Class::SubjectPronoun) || self.rules.attribution.is_source_pronoun(&word.lower) || word.lower == "je"
    }

    /// The words from `from` to `end` without marks at the ends.
    pub(super) fn trimmed(&self, from: usize, end: usize) -> Vec<usize> {
        let inner = |i: &usize| self.word(*i).kind != TokenKind::Mark;
        let Some(first) = (from..end.min(self.len())).find(inner) else { return Vec::new() };
        let Some(last) = (from..end.min(self.len())).rev().find(inner) else { return Vec::new() };
        (first..=last).collect()
    }

    /// Where the statement around `i` begins: behind a strong mark, or at the quotation's mark.
    pub(super) fn statement_start(&self, i: usize) -> usize {
        (0..i).rev().find(|&k| self.is_strong(k) && self.quoted[k] == self.quoted[i]).map_or(0, |k| k + 1)
    }

    /// Where the statement around `i` ends.
    pub(super) fn statement_end(&self, i: usize) -> usize {
        (i..self.len())
            .find(|&k| {
                self.is_strong(k) && self.quoted[k] == self.quoted[i]
                    || self.quoted[i].is_some() && self.quoted[k] != self.quoted[i]
            })
            .unwrap_or(self.len())
    }
}
