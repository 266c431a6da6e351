//! What says that somebody says something: verbs, nouns and prepositions of saying.

use super::line::Line;
use super::source::Source;
use crate::model::{Cue, Degree, Term};
use crate::rules::Class;
use crate::text::TokenKind;

/// An attribution within its sentence.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) cue: Cue,
    pub(super) cue_word: usize,
    pub(super) source: Source,
    pub(super) accused: Option<Term>,
    /// Words of the content, in order; empty where there is none in this sentence.
    pub(super) said: Vec<usize>,
    /// The quotation that is the content, or a part of it.
    pub(super) quotation: Option<usize>,
    /// *selon X*: the content is the rest of the cue's own clause.
    pub(super) prepositional: bool,
    /// The cue stands behind its content: *P, a dit X*.
    pub(super) inverted: bool,
    /// The content is said to be negated twice: *ne nie pas*.
    pub(super) negated: bool,
}

/// So many words before a word of answering, somebody may refuse to answer.
const REACH: usize = 5;

/// A verb that may be a cue, with what surrounds it.
pub(super) struct Verb {
    pub(super) at: usize,
    pub(super) start: usize,
    pub(super) cue: Cue,
    pub(super) negated: bool,
}

impl Line<'_, '_> {
    /// All attributions of the sentence, by the place of their cues.
    pub(super) fn found(&self) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        let mut i = 0;
        while i < self.len() {
            let (len, found) = self.found_at(i);
            out.extend(found);
            i += len;
        }
        self.tags(&mut out);
        self.introductions(&mut out);
        out.sort_by_key(|f| f.cue_word);
        out.dedup_by_key(|f| f.cue_word);
        self.shared_sources(&mut out);
        // *P, apprend-on de source judiciaire*: told once, by the source.
        let preposed: Vec<usize> =
            out.iter().filter(|f| f.prepositional).filter_map(|f| f.said.first().copied()).collect();
        out.retain(|f| {
            let nobody =
                f.inverted && f.source.at == [f.cue_word] && f.source.speaker.as_ref().is_none_or(|s| s.anonymous);
            !(nobody && f.said.first().is_some_and(|w| preposed.contains(w)))
        });
        out
    }

    /// *X se dit rassuré et pense que P*: both say it.
    fn shared_sources(&self, out: &mut [Found]) {
        for n in 1..out.len() {
            let joined =
                self.verb_start(out[n].cue_word).checked_sub(1).is_some_and(|k| self.is(k, Class::Conjunction));
            let takes = joined && out[n].source.at.is_empty() && !out[n - 1].prepositional && !out[n - 1].inverted;
            if takes && matches!(out[n].cue, Cue::Assert | Cue::Deny | Cue::Confirm) {
                out[n].source = out[n - 1].source.clone();
            }
        }
    }

    fn found_at(&self, i: usize) -> (usize, Option<Found>) {
        if !self.is_word(i) || !self.word(i).says {
            return (1, None);
        }
        if let Some((len, ())) = self.rules.attribution.idioms.at(|k| (i + k < self.len()).then(|| self.lower(i + k))) {
            return (len, None);
        }
        if let Some((len, found)) = self.according(i) {
            return (len, found);
        }
        if let Some(found) = self.viewpoint(i) {
            return (1, Some(found));
        }
        if let Some((len, &cue)) =
            self.rules.attribution.phrases.at(|k| (i + k < self.len()).then(|| self.lower(i + k)))
        {
            let found = self.verb(i, i + len - 1, cue);
            return (len, found);
        }
        if let Some(found) = self.noun(i) {
            return (1, Some(found));
        }
        if let Some(found) = self.named_so(i) {
            return (1, Some(found));
        }
        (1, self.declined(i).or_else(|| self.cue_of(i).and_then(|cue| self.verb(i, i, cue))))
    }

    pub(super) fn cue_noun(&self, i: usize) -> Option<Cue> {
        self.rules.attribution.noun(&self.word(i).root)
    }

    /// *n'a pas souhaité commenter, s'est refusé à tout commentaire*.
    fn declined(&self, i: usize) -> Option<Found> {
        let rules = &self.rules.attribution;
        let (len, ()) = rules
            .speech
            .at(|k| (i + k < self.len()).then(|| if k == 0 { self.verb_form(i) } else { self.lower(i + k) }))?;
        let refusal = (i.saturating_sub(REACH)..i)
            .rev()
            .take_while(|&k| self.is_word(k) && !self.word(k).classes.any(&[Class::That, Class::Relative]))
            .find(|&k| self.cue_of(k) == Some(Cue::Decline) && !self.is(k.saturating_sub(1), Class::Determiner));
        let noun = i > 0 && self.is(i - 1, Class::Determiner) && !self.is(i - 1, Class::Pronoun);
        if refusal.is_none() && (noun || i == 0 || self.is(i - 1, Class::Without)) {
            return None;
        }
        let start = self.verb_start(refusal.unwrap_or(i));
        if start == i {
            return None;
        }
        let negated = (start..i).any(|k| self.is(k, Class::NegationParticle));
        if refusal.is_none() && !negated {
            return None;
        }
        let from = i + len;
        if self.that(i).is_some() && refusal.is_none() {
            return None;
        }
        let subject = self.left(start);
        let impersonal = subject.first().is_none_or(|&w| {
            self.word(w).classes.any(&[Class::Demonstrative, Class::NegativePronoun, Class::NegativeDeterminer])
                && !self.is(w, Class::Determiner)
        });
        if impersonal {
            return None;
        }
        let said = self.declined_content(from);
        Some(Found {
            cue: Cue::Decline,
            cue_word: refusal.unwrap_or(i),
            source: self.source(&subject),
            accused: None,
            said,
            quotation: None,
            prepositional: false,
            inverted: false,
            negated: false,
        })
    }

    /// What was not spoken of: *sur l'accident, si P, ces informations*.
    pub(super) fn declined_content(&self, from: usize) -> Vec<usize> {
        let end = self.object_end(from);
        let first = (from..end).find(|&k| {
            self.is_word(k)
                && (!self.is(k, Class::Preposition) || self.opens_phrase(k) && !self.is(k, Class::PlacePreposition))
        });
        if self.is(from, Class::Subordinator) {
            return self.trimmed(from, self.statement_end(from));
        }
        let Some(first) = first else { return Vec::new() };
        if self.is(first, Class::If) || self.is(first, Class::That) {
            return self.trimmed(first + 1, self.statement_end(first));
        }
        let speech = (first..end.min(first + 4))
            .any(|k| self.rules.attribution.speech.at(|n| (n == 0).then(|| self.lower(k))).is_some());
        if speech { Vec::new() } else { self.trimmed(first, end) }
    }

    /// A verb of saying: `first` to `at` are the words of the cue.
    fn verb(&self, first: usize, at: usize, cue: Cue) -> Option<Found> {
        let word = self.word(first);
        if first > 0 && word.is_capitalised() && self.is_word(first - 1) {
            return None;
        }
        let infinitive = self.is_infinitive(first);
        if first > 0 && self.is_word(first - 1) {
            let before = self.word(first - 1);
            let start = self.verb_start(first);
            let article = before.classes.any(&[Class::Determiner, Class::Possessive, Class::NegativeDeterminer])
                && (first == 1 || !before.is_capitalised());
            let noun = article && start == first
                || before.classes.any(&[Class::Preposition]) && !infinitive && !before.is(Class::Pronoun)
                || before.is(Class::Without);
            if noun && !(before.is(Class::Pronoun) && self.is_mark(at + 1, &[":"])) {
                return None;
            }
        }
        let start = self.verb_start(first);
        // *told reporters*: a noun of the same root.
        if self.rules.language.head_last && first > 0 && self.cue_of(first - 1).is_some() && self.is_in_verb(first - 1)
        {
            return None;
        }
        if start > 0 && self.is(start - 1, Class::Without) {
            return None;
        }
        let particle = (start..first).any(|k| self.is(k, Class::NegationParticle));
        let negated = particle
            || !self.rules.language.has_negation_particle() && (start..first).any(|k| self.is(k, Class::Negation));
        let verb = Verb { at, start, cue, negated };
        let reflexive = (start..first).any(|k| matches!(self.lower(k), "s'" | "se"));
        if reflexive && first == at && self.rules.attribution.is_not_reflexive(&word.root) {
            return None;
        }
        let be = (start..first).any(|k| self.is(k, Class::Be));
        let auxiliary = be || (start..first).any(|k| self.word(k).classes.any(&[Class::Have, Class::LightVerb]));
        let lower = self.verb_form(first);
        let finite = self.rules.polarity.is_finite(lower) || self.rules.attribution.is_finite(lower);
        let shaped = self.rules.polarity.is_participle(lower) && !finite;
        let listed = first != at || self.rules.attribution.is_exact(lower);
        if be && !reflexive && (self.rules.polarity.is_participle(lower) || listed)
            || shaped && !auxiliary && !infinitive && !listed
        {
            // *il a été signalé que P*: nobody is named.
            let subject = self.left(start);
            let impersonal = subject.len() == 1 && self.rules.attribution.is_impersonal(self.lower(subject[0]));
            if be && impersonal && self.that(at).is_some() {
                return None;
            }
            if let Some(found) = self.passive(&verb, be) {
                return Some(found);
            }
            // *un rapport établi par X sur « P »*
            if !be && !auxiliary && self.is(at + 1, Class::By) {
                return None;
            }
            let coordinated = (0..start).rev().take_while(|&k| self.is_word(k)).any(|k| self.is(k, Class::Have));
            let tail = self.inverted(first).is_some() || lower.ends_with("ant") || lower.ends_with("nt") || coordinated;
            // *la réforme a été rejetée par l'Assemblée*: a vote, not a denial.
            let acts = be && cue == Cue::Deny && self.rules.attribution.is_acting(&self.word(at).root);
            // *admissible à être reconnue sainte*: in the passive, nobody is told.
            let nobody = be && infinitive_be(self, start, first) && self.that(at).is_none();
            if acts || nobody || cue == Cue::Accuse || !be && !tail && !self.is_in_verb(first) {
                return None;
            }
        }
        self.active(verb)
    }

    /// *accusé par X de P, P a été confirmé par X, est soupçonné de P*.
    fn passive(&self, verb: &Verb, be: bool) -> Option<Found> {
        let end = self.object_end(verb.at + 1);
        let by = self.by(verb.at + 1, end.min(verb.at + 8));
        let subject = if be { self.left(verb.start) } else { Vec::new() };
        let by = by.map(|b| if verb.cue == Cue::Accuse { self.before_charge(b) } else { b });
        let after = by.as_ref().and_then(|b| b.last()).map_or(verb.at + 1, |l| l + 1);
        let acts = self.rules.attribution.is_acting(&self.word(verb.at).root) && !self.points(&subject);
        let said = if verb.cue == Cue::Accuse {
            let of = (after..end)
                .find(|&k| self.is(k, Class::Of) || self.is(k, Class::Preposition) && !self.is(k, Class::By));
            of.map_or_else(Vec::new, |k| self.trimmed(k + usize::from(!self.opens_phrase(k)), end))
        } else {
            subject.clone()
        };
        // *rejeté par 178 voix, lancée par un spectacle*
        let counted = by.as_ref().is_some_and(|b| self.word(b[0]).kind == TokenKind::Number);
        let root = &self.word(verb.at).root;
        let thing =
            verb.cue == Cue::Assert && !self.rules.attribution.takes_object(root) && self.that(verb.at).is_none();
        if said.is_empty() || by.is_none() && verb.cue != Cue::Accuse || acts || counted || thing && be {
            return None;
        }
        let accused = if be {
            // *il est accusé de*: whom the pronoun stands for.
            self.named(&subject).or_else(|| self.source(&subject).speaker).map(|s| s.term)
        } else {
            // *le Maroc, accusé d'avoir …*: the name right before it.
            let mentions = &self.parsed.mentions;
            let before = mentions.iter().rev().find(|m| m.end <= verb.start && m.end + 2 >= verb.start);
            before.or_else(|| mentions.iter().find(|m| m.first >= end)).map(|m| m.term.clone())
        };
        Some(Found {
            cue: verb.cue,
            cue_word: verb.at,
            source: by.map(|b| self.source(&b)).unwrap_or_default(),
            accused: accused.filter(|_| verb.cue == Cue::Accuse),
            said,
            quotation: None,
            prepositional: false,
            inverted: false,
            negated: verb.negated,
        })
    }

    /// *par X de P*: the last *de* brings the charge.
    fn before_charge(&self, by: Vec<usize>) -> Vec<usize> {
        let of = by.iter().rposition(|&k| self.is(k, Class::Of) && !self.is(k, Class::Determiner));
        of.filter(|&n| n > 0).map_or_else(|| by.clone(), |n| by[..n].to_vec())
    }

    fn active(&self, verb: Verb) -> Option<Found> {
        if let Some(found) = self.tag(&verb, false).or_else(|| self.plain_tag(&verb)) {
            return Some(found);
        }
        let Some((said, quotation)) = self.content(&verb) else { return self.tag(&verb, true) };
        let subject = self.left(verb.start);
        let nothing = subject
            .first()
            .is_some_and(|&w| self.word(w).classes.any(&[Class::NegativePronoun, Class::NegativeDeterminer]));
        let infinitive = self.is_infinitive(verb.at);
        let (mut cue, mut negated) = (verb.cue, verb.negated);
        let gerund = self.word(verb.at).gerund && !self.rules.language.head_last;
        let within = subject.iter().any(|&w| self.is_in_verb(w));
        let subject = match gerund.then(|| self.main_subject(verb.start, within)).flatten() {
            Some(main) => main,
            None if gerund => self.behind_noun(subject),
            None => subject,
        };
        let mut source = if nothing { Source::default() } else { self.source(&subject) };
        let clausal = said.first().is_some_and(|&f| f > 0 && self.is(f - 1, Class::That));
        if nothing && negated && cue == Cue::Confirm && !clausal {
            // *Aucun des trois ne reconnaît avoir tiré.*
            source = self.source(&subject);
            (cue, negated) = (Cue::Deny, false);
        } else if nothing && negated && matches!(cue, Cue::Assert | Cue::Confirm) {
            (cue, negated) = (Cue::Doubt, false);
        } else if negated && cue == Cue::Deny {
            (cue, negated) = (Cue::Confirm, false);
        } else if negated && cue == Cue::Assert && self.doubts(&verb) {
            // *ne pense pas que P*: rather not P.
            (cue, negated) = (Cue::Doubt, false);
        } else if negated
            && (cue == Cue::Confirm && !self.is_act(&verb, &said)
                || cue == Cue::Assert && self.rules.language.has_negation_particle())
        {
            // *n'a pas confirmé que P*
            cue = Cue::Decline;
            negated = false;
        }
        if subject.is_empty()
            && let Some(hyphened) = (verb.start..=verb.at).find_map(|k| self.inverted_source(k))
        {
            source = hyphened;
        } else if subject.is_empty() && !nothing {
            source = self.omitted(&verb);
        }
        if infinitive && subject.len() > 1 && self.rules.attribution.is_impersonal(self.lower(subject[0])) {
            // *il convient de redire que P*: nobody says it but the narrator.
            return None;
        }
        // *ce qui prouve que P*
        let thing = subject.len() == 1
            && self.is(subject[0], Class::Demonstrative)
            && !self.is(subject[0], Class::SubjectPronoun)
            && self.is(subject[0] + 1, Class::Relative);
        if thing {
            return None;
        }
        let mark = said.first().and_then(|f| f.checked_sub(1));
        if cue == Cue::Deny
            && mark.is_some_and(|m| m > verb.at && self.is(m, Class::InfinitiveMark) && !self.is(m, Class::Of))
        {
            // *se negó a responder*: a refusal.
            cue = Cue::Decline;
        }
        if verb.cue == Cue::Deny {
            source = self.accused_party(source);
        }
        if cue == Cue::Assert
            && (verb.start..=verb.at).any(|k| self.is_conditional(k))
            && subject.len() == 1
            && self.rules.attribution.is_source_pronoun(self.lower(subject[0]))
        {
            // *on dirait que P*: it seems.
            return None;
        }
        let accused = (verb.cue == Cue::Accuse)
            .then(|| {
                self.parsed
                    .mentions
                    .iter()
                    .find(|m| m.first > verb.at && m.first <= verb.at + 6)
                    .map(|m| m.term.clone())
            })
            .flatten();
        Some(Found {
            cue,
            cue_word: verb.at,
            source,
            accused,
            said,
            quotation,
            prepositional: false,
            inverted: false,
            negated,
        })
    }

    /// A verb of believing, whose negation is a doubt.
    fn doubts(&self, verb: &Verb) -> bool {
        self.rules.attribution.degree(&self.word(verb.at).root) == Degree::Probable && self.that(verb.at).is_some()
    }

    /// *ne reconnaît pas avoir tiré*: what one does not admit to have done.
    fn is_act(&self, verb: &Verb, said: &[usize]) -> bool {
        said.iter()
            .take(3)
            .any(|&w| w > verb.at && self.is_infinitive(w) && self.word(w).classes.any(&[Class::Be, Class::Have]))
    }

    /// *X a revu P à la baisse, affirmant que Q*: whose deed the main clause before `verb` tells.
    fn main_subject(&self, verb: usize, within: bool) -> Option<Vec<usize>> {
        let apart = verb
            .checked_sub(1)
            .filter(|&k| within || self.is_mark(k, &[","]) || self.is(k, Class::PlacePreposition))?;
        let clause = self.parsed.clauses.iter().rev().find(|c| {
            use crate::extract::clauses::Opening;
            let main = !matches!(c.opening, Opening::Relative | Opening::That | Opening::If | Opening::Subordinate);
            let first = c.verb.first().copied().unwrap_or(usize::MAX);
            main && first < apart && !c.subject.is_empty() && self.quoted[first] == self.quoted[verb]
        })?;
        let subject = self.left(clause.verb[0]);
        Some(if subject.is_empty() { self.with_article(&clause.subject) } else { subject })
    }

    /// The subject of a verb that shares it with the one before: *a jugé P et demandé Q*.
    fn omitted(&self, verb: &Verb) -> Source {
        let words = self.clause(verb.at).map(|c| c.subject.clone()).unwrap_or_default();
        if words.is_empty() {
            // *qu'affirme X*: the subject stands behind.
            let behind = self.right(verb.at);
            let relative = verb.start > 0 && self.word(verb.start - 1).classes.any(&[Class::That, Class::Relative]);
            return if relative { self.source(&behind) } else { Source::default() };
        }
        if !self.is_name(words[0]) && !words.iter().any(|&w| w > 0 && self.is(w - 1, Class::Determiner)) {
            // What stands before without an article is hardly somebody.
            let pronoun = self.word(words[0]).classes.any(&[Class::Pronoun, Class::FirstPerson]);
            return if pronoun { self.source(&words) } else { Source::default() };
        }
        let run = self.with_article(&words);
        let whole = run.iter().all(|k| *k < verb.start || *k > verb.at);
        if whole { self.source(&run) } else { self.source(&words) }
    }

    /// All from the article of the first of these words to the last.
    fn with_article(&self, words: &[usize]) -> Vec<usize> {
        let (first, last) = (words[0], words[words.len() - 1]);
        let start = if first > 0 && self.is(first - 1, Class::Determiner) { first - 1 } else { first };
        (start..=last).collect()
    }

    /// The quotation that begins these words.
    pub(super) fn quotation_in(&self, said: &[usize]) -> Option<usize> {
        said.iter().find_map(|&w| self.quoted[w])
    }

    /// Whether a clause that begins right behind `comma` has a cue and a subject of its own.
    pub(super) fn begins_another(&self, comma: usize) -> bool {
        (comma + 1..self.len().min(comma + 2 + REACH))
            .take_while(|&k| self.is_word(k) && !self.word(k).classes.any(&[Class::That, Class::Relative, Class::If]))
            .any(|k| self.cue_of(k).is_some() && self.that(k).is_some() && !self.left(self.verb_start(k)).is_empty())
    }
}

/// *être reconnue*: an infinitive passive.
fn infinitive_be(line: &Line<'_, '_>, start: usize, verb: usize) -> bool {
    (start..verb).any(|k| line.is(k, Class::Be) && line.is_infinitive(k))
}
