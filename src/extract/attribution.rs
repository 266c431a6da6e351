//! Source, cue and content: who says what, in direct, indirect and mixed speech.
//!
//! The triple is that of Pareti, *A database of attribution relations* (LREC 2012).

use super::clauses::{Clause, Opening};
use super::parsed::Parsed;
use crate::model::{Cue, Speaker, Term};
use crate::rules::{Class, LanguageRules};
use crate::text::TokenKind;

/// Where the content of an attribution stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// In these clauses of the sentence.
    Clauses(Vec<usize>),
    /// In the words of the cue's own clause from this one on: *nie avoir fait P*.
    Rest(usize),
    /// In the sentences before: *a rejeté ces accusations*.
    Pointer,
    /// In none that was found.
    Unknown,
}

/// One attribution.
#[derive(Debug, Clone)]
pub struct Attributed {
    /// What the source does.
    pub cue: Cue,
    /// The word that says so.
    pub cue_word: usize,
    /// The clause that it stands in.
    pub clause: usize,
    /// Who; `None` where the sentence does not say.
    pub speaker: Option<Speaker>,
    /// Every name in the source's noun phrase: a spokesman speaks for his house.
    pub houses: Vec<Term>,
    /// Who is accused, where the cue is an accusation and says so.
    pub accused: Option<Term>,
    /// What.
    pub content: Content,
    /// The cue itself is negated: *n'a pas nié*.
    pub negated: bool,
}

/// What the sentences before leave in mind: whom a pronoun may point to.
#[derive(Debug, Default, Clone)]
pub struct Discourse {
    /// The last subject that was named.
    pub subject: Option<Speaker>,
    /// The last source that was named.
    pub source: Option<Speaker>,
}

/// Finds the attributions of a sentence and updates `discourse`.
pub fn attributions(parsed: &Parsed<'_>, rules: &LanguageRules, discourse: &mut Discourse) -> Vec<Attributed> {
    let reader = Reader { parsed, rules };
    let mut out = Vec::new();
    for (n, clause) in parsed.clauses.iter().enumerate() {
        if let Some(found) = reader.according(n, clause).or_else(|| reader.cue_in(n, clause, discourse)) {
            if let Some(speaker) = &found.speaker
                && speaker.term.starts_with('@')
            {
                discourse.source = Some(speaker.clone());
            }
            out.push(found);
        }
        let main = matches!(clause.opening, Opening::Main | Opening::Comma | Opening::Coordinated);
        if main
            && !clause.verb.is_empty()
            && let Some(subject) = reader.named(&clause.subject)
        {
            discourse.subject = Some(subject);
        }
    }
    out
}

struct Reader<'a, 'w> {
    parsed: &'a Parsed<'w>,
    rules: &'a LanguageRules,
}

impl Reader<'_, '_> {
    /// *selon X, P*.
    fn according(&self, n: usize, clause: &Clause) -> Option<Attributed> {
        let words = &self.parsed.words;
        let at = *clause.words.iter().find(|&&w| self.rules.attribution.is_according(&words[w].lower))?;
        let phrase: Vec<usize> = (at + 1..words.len())
            .take_while(|&w| {
                words[w].kind != TokenKind::Mark && !words[w].classes.any(&[Class::Relative, Class::NegationParticle])
            })
            .collect();
        let speaker = self.named(&phrase).or_else(|| self.described(&phrase))?;
        let houses = self.names_in(&phrase);
        let others = (0..self.parsed.clauses.len())
            .filter(|&c| c >= n || self.parsed.clauses[c].opening != Opening::If)
            .collect();
        Some(Attributed {
            cue: Cue::Assert,
            cue_word: at,
            clause: n,
            speaker: Some(speaker),
            houses,
            accused: None,
            content: Content::Clauses(others),
            negated: false,
        })
    }

    /// A verb of saying in the clause's verb group.
    fn cue_in(&self, n: usize, clause: &Clause, discourse: &Discourse) -> Option<Attributed> {
        let words = &self.parsed.words;
        let (at, cue) = clause.verb.iter().find_map(|&v| {
            let word = &words[v];
            if word.kind != TokenKind::Word || !word.classes.is_open() {
                return None;
            }
            self.rules.attribution.cue(&word.lower, &word.root).map(|cue| (v, cue))
        })?;
        let passive = cue == Cue::Accuse && self.is_passive(clause, at);
        let mut houses = self.names_in(&clause.subject);
        let mut accused = None;
        let mut speaker = None;
        if passive {
            let pronoun = clause.words.iter().take_while(|&&w| w < at).any(|&w| words[w].is(Class::SubjectPronoun));
            accused =
                self.named(&clause.subject).or_else(|| discourse.subject.clone().filter(|_| pronoun)).map(|s| s.term);
            houses.clear();
        } else {
            speaker = self.speaker(clause, discourse);
            if speaker.is_none() {
                // Inverted: « … », a déclaré mercredi X, responsable de …
                let after: Vec<usize> = (at + 1..words.len())
                    .take_while(|&w| !words[w].classes.any(&[Class::That, Class::Relative]))
                    .take(14)
                    .collect();
                let direct =
                    after.iter().take_while(|&&w| words[w].kind != TokenKind::Mark).copied().collect::<Vec<_>>();
                speaker = self.named(&direct).or_else(|| self.named(&after)).or_else(|| self.described(&direct));
                houses = self.names_in(&after);
                if words[at..].iter().take(1).any(|w| w.lower.contains('-'))
                    || clause.verb.iter().any(|&v| words[v].lower.contains("-il") || words[v].lower.contains("-elle"))
                {
                    speaker = discourse.source.clone().or_else(|| discourse.subject.clone());
                }
            }
        }
        if cue == Cue::Accuse && accused.is_none() {
            accused = self.parsed.mentions.iter().find(|m| m.first > at && m.first <= at + 6).map(|m| m.term.clone());
        }
        let content = self.content(n, clause, at);
        Some(Attributed { cue, cue_word: at, clause: n, speaker, houses, accused, content, negated: clause.negated })
    }

    fn is_passive(&self, clause: &Clause, at: usize) -> bool {
        let words = &self.parsed.words;
        let before: Vec<usize> = clause.verb.iter().copied().filter(|&v| v < at).collect();
        let be = before.iter().any(|&v| words[v].is(Class::Be));
        let active = before.iter().any(|&v| words[v].is(Class::Have)) && !be;
        let lone = before.iter().all(|&v| words[v].classes.any(&[Class::Filler]));
        be || !active
            && lone
            && self.rules.polarity.is_participle(&words[at].lower)
            && !self.rules.polarity.is_finite(&words[at].lower)
    }

    fn content(&self, n: usize, clause: &Clause, at: usize) -> Content {
        let words = &self.parsed.words;
        if let Some(next) = self.parsed.clauses.get(n + 1)
            && next.opening == Opening::That
            && next.words.first().is_some_and(|&w| w <= at + 8)
        {
            return Content::Clauses(self.run_from(n + 1));
        }
        let object: Vec<usize> = clause.words.iter().copied().filter(|&w| w > at).collect();
        let pointer = object.iter().take(6).any(|&w| {
            words[w].classes.is_open()
                && self.rules.attribution.is_pointer(&words[w].root)
                && w > 0
                && words[w - 1].classes.any(&[Class::Determiner, Class::Demonstrative, Class::Possessive])
        });
        let points = object.first().is_some_and(|&w| {
            words[w].is(Class::Demonstrative) || words[w].is(Class::Pronoun) && !words[w].is(Class::Preposition)
        });
        if pointer || points && object.len() <= 2 {
            return Content::Pointer;
        }
        let substantial = object.iter().filter(|&&w| self.parsed.terms[w].is_some()).count() >= 1;
        let infinitive = object.iter().take(3).any(|&w| {
            words[w].classes.any(&[Class::Be, Class::Have]) || self.rules.polarity.is_infinitive(&words[w].lower)
        });
        let cue = self.rules.attribution.cue(&words[at].lower, &words[at].root);
        if self.rules.attribution.is_rejecting(&words[at].root) {
            return Content::Unknown;
        }
        if substantial && (infinitive || matches!(cue, Some(Cue::Deny | Cue::Accuse | Cue::Confirm))) {
            return Content::Rest(at + 1);
        }
        let before: Vec<usize> = (0..self.parsed.clauses.len()).filter(|&c| c != n).collect();
        if before.is_empty() { Content::Unknown } else { Content::Clauses(before) }
    }

    /// Clause `from` and those after it that are not a new main statement.
    fn run_from(&self, from: usize) -> Vec<usize> {
        (from..self.parsed.clauses.len())
            .take_while(|&c| c == from || self.parsed.clauses[c].opening != Opening::Main)
            .collect()
    }

    fn speaker(&self, clause: &Clause, discourse: &Discourse) -> Option<Speaker> {
        if let Some(named) = self.named(&clause.subject) {
            return Some(named);
        }
        let words = &self.parsed.words;
        let pronoun = |w: &usize| words[*w].is(Class::SubjectPronoun);
        let in_clause =
            clause.words.iter().take_while(|&&w| clause.verb.first().is_none_or(|&v| w < v)).any(|w| pronoun(w));
        if clause.subject.iter().any(|w| pronoun(w)) || clause.subject.is_empty() && in_clause {
            return discourse.subject.clone().or_else(|| discourse.source.clone());
        }
        self.described(&clause.subject)
    }

    fn named(&self, at: &[usize]) -> Option<Speaker> {
        let mention = at.iter().find_map(|&w| self.parsed.mention_at(w))?;
        let span = self.parsed.words[mention.first].span.join(self.parsed.words[mention.end - 1].span);
        let name = self.text(span.start, span.end);
        Some(Speaker { name, term: mention.term.clone(), anonymous: false })
    }

    /// A source without a name: *le propriétaire, des témoins*.
    fn described(&self, at: &[usize]) -> Option<Speaker> {
        let words = &self.parsed.words;
        let first = *at.iter().find(|&&w| words[w].classes.is_open() && self.parsed.terms[w].is_some())?;
        let last =
            at.iter().copied().take_while(|&w| w <= first + 4).filter(|&w| self.parsed.terms[w].is_some()).last()?;
        let span = words[first].span.join(words[last].span);
        let root = words[first].root.clone();
        Some(Speaker {
            name: self.text(span.start, span.end),
            term: self.parsed.terms[first].clone()?,
            anonymous: self.rules.attribution.is_anonymous(&root),
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
