//! Who says it: the noun phrase left or right of the cue.

use super::line::Line;
use crate::extract::clauses::Opening;
use crate::extract::names::Mention;
use crate::model::{Speaker, Term};
use crate::rules::{Agreement, Class};
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
    /// Gender and number that its pronoun or its article shows.
    pub(super) agreement: Agreement,
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
                    // *X démissionne*: a lower-case word behind a full name is its verb.
                    let behind_name = !first
                        && word.classes.is_open()
                        && !self.is_name(i)
                        && self.parsed.mention_at(i - 1).is_some_and(|m| m.end == i && m.end - m.first > 1)
                        && !word.participle;
                    let noun = i > from
                        && self.word(i - 1).classes.any(&[Class::Determiner, Class::Of])
                        && word.classes.is_open();
                    let opens = word.classes.any(&[
                        Class::Relative,
                        Class::That,
                        Class::If,
                        Class::Be,
                        Class::Have,
                        Class::NegationParticle,
                        Class::SubjectPronoun,
                    ]);
                    // *the ministry did little, la alcaldía no convenció, X affirmant que*
                    let verbal = !noun
                        && (word.classes.any(&[Class::LightVerb, Class::Negation]) && !word.is_capitalised()
                            || word.gerund && self.cue_of(i).is_some());
                    if (opens || verbal) && !first
                        || behind_name
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
            // *à l'ANE Paul-Henri Lorvin*: an agency, then a name.
            let acronym = self.word(i).text.len() > 1 && self.word(i).text.chars().all(char::is_uppercase);
            return if acronym && mention.end - i > 2 { i + 1 } else { mention.end };
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
        // *Philippe Gosselin (UMP) a dénoncé*
        if end > 0 && self.is_mark(end - 1, &[")", "]"]) {
            let open = (end.saturating_sub(8)..end).rev().find(|&k| self.is_mark(k, &["(", "["]));
            end = open.unwrap_or(end);
        }
        let verb = end;
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
        // *Rémi Dastrel, PDG de Norlink, a dit*: the name that stands first.
        let named = found.iter().rev().find(|p| p.iter().all(|&w| self.parsed.mention_at(w).is_some()));
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
            // *She said he denied it*: a content without *that* has a subject of its own.
            let bare = start < end
                && self.parsed.clauses.iter().any(|c| c.opening == Opening::That && c.words.first() == Some(&start));
            if mark || opens || joins || bare || self.quoted[at] != inside {
                break;
            }
            start = at;
        }
        start
    }

    /// The noun phrase that a segment begins with, behind adverbs and conjunctions.
    fn subject_in(&self, start: usize, end: usize) -> Vec<usize> {
        let (mut i, mut end) = (start, end);
        // *Pastor l'avait annoncé*: an object before the verb.
        let clitic = |k: usize| {
            self.is(k, Class::Pronoun) && !self.is_subject_word(k) && self.word(k).text.ends_with(['\'', '’'])
        };
        while end > start + 1 && clitic(end - 1) {
            end -= 1;
        }
        while i < end {
            let word = self.word(i);
            let lead = word.is(Class::Conjunction)
                || word.is(Class::Filler) && !self.opens_phrase(i) && !self.is_subject_word(i)
                || word.classes.is_open() && self.parsed.terms[i].is_none() && !self.is_name(i) && !self.is_number(i);
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
        if self.is(end - 1, Class::Conjunction) {
            // *La coordination appelle à P et fait savoir que*: the subject of both.
            return self.phrase(i);
        }
        if self.opens_phrase(i)
            || self.is_number(i)
            // *police said*
            || self.rules.language.head_last && self.rules.attribution.is_person(&self.word(i).root)
            || self.word(i).classes.any(&[Class::GenericOrganisation, Class::NegativePronoun])
        {
            let verb = (i..end).any(|k| self.is_in_verb(k) && self.word(k).classes.any(&[Class::Have, Class::Be]));
            if verb {
                // *P était jugé grave, et s'est dit Q*: a statement is no subject.
                return Vec::new();
            }
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

    /// A number opens a noun phrase as a determiner does: *trois athlètes*.
    fn is_number(&self, i: usize) -> bool {
        self.parsed.numbers.iter().any(|r| (r.number.0..=r.number.1).contains(&i))
    }

    /// The noun phrase that the relative at `relative` continues.
    fn antecedent(&self, relative: usize) -> Vec<usize> {
        self.behind_noun(self.whole_antecedent(relative))
    }

    /// *le démenti de X, qui P*: X says so.
    pub(super) fn behind_noun(&self, phrase: Vec<usize>) -> Vec<usize> {
        let speaks = |w: usize| {
            self.rules.attribution.is_person(&self.word(w).root)
                || self.is(w, Class::GenericOrganisation)
                || self.parsed.mention_at(w).is_some()
        };
        let Some(&[_, head, of]) = phrase.get(..3) else { return phrase };
        // *les représailles de l'organisation, qui affirme*
        let thing = !speaks(head) && phrase[3..].iter().take(2).any(|&w| speaks(w));
        let says = self.cue_noun(head).is_some() && phrase.len() > 3;
        if self.is(of, Class::Of) && (says || thing) { phrase[3..].to_vec() } else { phrase }
    }

    fn whole_antecedent(&self, relative: usize) -> Vec<usize> {
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
            agreement: if self.is_word(first) {
                self.rules.attribution.agreement(self.lower(first))
            } else {
                Agreement::default()
            },
        }
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

    pub(super) fn text(&self, start: usize, end: usize) -> String {
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
