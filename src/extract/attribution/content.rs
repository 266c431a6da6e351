//! What is said: the clause, the infinitive, the quotation or the thing that a cue introduces.

use super::cue::Verb;
use super::line::Line;
use crate::extract::clauses::Opening;
use crate::model::Cue;
use crate::rules::Class;
use crate::text::TokenKind;

/// So many words may stand between a verb of saying and its content.
const GAP: usize = 12;

/// The words of a content, and the quotation among them.
pub(super) type Said = (Vec<usize>, Option<usize>);

impl Line<'_, '_> {
    /// The content of an active verb whose subject stands before it; `None` where the verb says
    /// nothing.
    pub(super) fn content(&self, verb: &Verb) -> Option<Said> {
        let at = verb.at;
        if let Some(that) = self.that(at) {
            let restricted = verb.negated
                && !(verb.start..that).any(|k| {
                    self.word(k).classes.any(&[Class::Negation, Class::NegativeDeterminer, Class::NegativePronoun])
                })
                && !self
                    .left(verb.start)
                    .first()
                    .is_some_and(|&w| self.word(w).classes.any(&[Class::NegativePronoun, Class::NegativeDeterminer]));
            if !restricted {
                let said = self.trimmed(that + 1, self.content_end(verb, that + 1));
                let quotation =
                    said.iter().all(|&w| self.quoted[w].is_some()).then(|| self.quotation_in(&said)).flatten();
                return Some((said, quotation));
            }
        }
        // *permet de poursuivre les recherches : « P »*: an infinitive with an object introduces nothing.
        let infinitive = self.is_infinitive(at) && self.inverted(at).is_none();
        if let Some(colon) = (at + 1..self.len().min(at + GAP)).find(|&k| self.is_strong(k))
            && self.is_mark(colon, &[":"])
            && self.quoted[colon] == self.quoted[at]
            && !(infinitive && self.is(at + 1, Class::Determiner))
            && !(at + 1..colon).any(|k| self.word(k).gerund && self.cue_of(k).is_some())
        {
            let said = self.introduced(colon);
            if !said.0.is_empty() {
                return Some(said);
            }
        }
        if verb.cue == Cue::Decline {
            return None;
        }
        if let Some(from) = self.infinitive(verb) {
            return Some((self.trimmed(from, self.content_end(verb, from)), None));
        }
        let end = self.object_end(at + 1);
        let object = self.object(at + 1, end);
        let quotes: Vec<usize> = object.iter().copied().filter(|&w| self.quoted[w] != self.quoted[at]).collect();
        if !quotes.is_empty() && self.quoted[at].is_none() {
            return Some((object, None));
        }
        let root = if self.verb_form(at).len() == self.lower(at).len() {
            self.word(at).root.clone()
        } else {
            self.rules.language.root(self.verb_form(at))
        };
        let rules = &self.rules.attribution;
        let points = self.points(&object);
        // *se dit prêt à P*: what one says of oneself.
        let oneself = (verb.start..=at).any(|k| self.is_reflexive(k)) && verb.cue == Cue::Assert && at > 0;
        if oneself && rules.is_exact(self.lower(at)) && !object.is_empty() && self.quoted[at].is_none() {
            return Some((object, None));
        }
        if infinitive {
            // *dit ne pas reconnaître X*: an infinitive says something only with a clause.
            return None;
        }
        match verb.cue {
            Cue::Deny if rules.is_acting(&root) => points.then_some((object, None)),
            Cue::Deny | Cue::Doubt => Some((object, None)),
            Cue::Accuse
                if rules.is_blaming(&root)
                    && object.iter().take(2).any(|&w| rules.is_not_accused(&self.word(w).root)) =>
            {
                None
            }
            Cue::Accuse if rules.is_blaming(&root) => Some((self.charge(object), None)).filter(|(o, _)| !o.is_empty()),
            Cue::Confirm | Cue::Accuse if !object.is_empty() => Some((object, None)),
            Cue::Assert if rules.takes_object(&root) && !object.is_empty() => Some((object, None)),
            Cue::Assert if self.rules.attribution.bare_content && !object.is_empty() => self.bare(at),
            _ => None,
        }
    }

    fn is_reflexive(&self, i: usize) -> bool {
        matches!(self.lower(i), "se" | "s'") && i > 0 && !self.is(i - 1, Class::Determiner)
    }

    /// *accuse X de P*: what stands behind the last *de*.
    fn charge(&self, object: Vec<usize>) -> Vec<usize> {
        let of = object.iter().rposition(|&k| self.is(k, Class::Of) && !self.is(k, Class::Determiner));
        let other = || object.iter().position(|&k| self.rules.attribution.is_charging(self.lower(k)));
        of.filter(|&n| n > 0).or_else(other).map_or_else(|| object.clone(), |n| object[n + 1..].to_vec())
    }

    /// *ces accusations, tout, toute responsabilité*.
    pub(super) fn points(&self, object: &[usize]) -> bool {
        object.first().is_some_and(|&w| self.word(w).classes.any(&[Class::Demonstrative, Class::Quantifier]))
            || object
                .iter()
                .take(6)
                .any(|&w| self.rules.attribution.is_pointer(&self.word(w).root) && self.word(w).classes.is_open())
    }

    /// *X said the bridge was safe*: the words behind, where they hold a verb.
    fn bare(&self, at: usize) -> Option<Said> {
        let end = self.statement_end(at);
        let verb = (at + 1..end)
            .any(|k| self.is_in_verb(k) || self.word(k).finite || self.word(k).classes.any(&[Class::Be, Class::Have]));
        verb.then(|| (self.trimmed(at + 1, end), None))
    }

    /// The *que* that the verb at `at` governs.
    pub(super) fn that(&self, at: usize) -> Option<usize> {
        let mut complement = false;
        let addressing = self.rules.attribution.is_addressing(&self.word(at).root);
        for k in at + 1..self.len().min(at + GAP) {
            if self.word(k).kind == TokenKind::Mark {
                // *affirme, chiffres à l'appui, que P*
                if self.is_mark(k, &[","]) && !self.is(k + 1, Class::That) {
                    complement = true;
                    continue;
                }
                if self.is_mark(k, &[","]) || self.is_quote(k) && self.is(k + 1, Class::That) {
                    continue;
                }
                return None;
            }
            let word = self.word(k);
            if word.is(Class::That) {
                let before = self.lower(k - 1);
                let compared = matches!(before, "plus" | "moins" | "autant" | "même" | "tel" | "ainsi" | "than");
                return (!compared && (!word.is(Class::Determiner) || self.has_verb(k))).then_some(k);
            }
            if word.is(Class::Relative) || word.is(Class::SubjectPronoun) {
                return None;
            }
            if word.is(Class::Preposition) && !word.is(Class::Of) || word.is(Class::Of) && k == at + 1 {
                complement = true;
            }
            // A direct object: a *que* behind it would continue that noun, unless it is whom it is
            // said to.
            if word.is(Class::Determiner)
                && !word.is(Class::Preposition)
                && !complement
                && !addressing
                && !self.is(k - 1, Class::Preposition)
            {
                return None;
            }
            if k > at + 1 && self.is_in_verb(k) && self.cue_of(k).is_some() {
                return None;
            }
        }
        None
    }

    fn has_verb(&self, from: usize) -> bool {
        (from..self.statement_end(from)).any(|k| self.is_in_verb(k))
    }

    /// What stands behind a colon: its quotation, else the rest.
    pub(super) fn introduced(&self, colon: usize) -> Said {
        let first = (colon + 1..self.len()).find(|&k| self.is_word(k) || self.word(k).kind == TokenKind::Number);
        let Some(first) = first else { return (Vec::new(), None) };
        match self.quoted[first].filter(|q| self.quoted[colon] != Some(*q)) {
            Some(q) => ((first..self.len()).filter(|&k| self.quoted[k] == Some(q)).collect(), Some(q)),
            None => (self.trimmed(first, self.statement_end(first)), None),
        }
    }

    /// Where the infinitive begins that the verb governs: *nie avoir fait, accuse X d'avoir fait*.
    fn infinitive(&self, verb: &Verb) -> Option<usize> {
        let end = self.statement_end(verb.at + 1).min(verb.at + GAP);
        for k in verb.at + 1..end {
            if !self.is_word(k) {
                continue;
            }
            let word = self.word(k);
            if word.classes.any(&[Class::That, Class::Relative, Class::Conjunction]) {
                return None;
            }
            let form = word.infinitive
                && (word.classes.is_open() || word.classes.any(&[Class::Be, Class::Have, Class::LightVerb]));
            // *l'hiver* is no verb: an article that may be a pronoun stands before auxiliaries alone.
            let noun = word.classes.is_open() && self.is(k - 1, Class::Determiner);
            if !form || noun || word.is_capitalised() {
                continue;
            }
            // Clitics and negations that belong to it.
            let mut from = k;
            while from > verb.at + 1
                && self.word(from - 1).classes.any(&[Class::NegationParticle, Class::Negation, Class::Pronoun])
                && !(self.is(from - 1, Class::Determiner)
                    && self.lower(from - 1).len() > 3
                    && !self.is(from - 1, Class::Pronoun))
                || from > verb.at + 1 && self.is(from - 1, Class::Filler)
            {
                from -= 1;
            }
            let before = self.word(from - 1);
            let of = before.is(Class::Of) && !before.is(Class::Determiner);
            let direct = from == verb.at + 1
                || (verb.at + 1..from).all(|w| !self.is_in_verb(w)) && self.is_dative(verb.at + 1, from);
            let charge = verb.cue == Cue::Accuse && before.is(Class::Preposition);
            // *se negó a responder*
            let refused = verb.cue == Cue::Deny && before.is(Class::InfinitiveMark);
            let governed = charge
                || refused
                || of && (matches!(verb.cue, Cue::Accuse | Cue::Deny | Cue::Confirm) || from == verb.at + 2);
            if direct && (from < k || !self.is(k - 1, Class::Determiner)) || governed {
                return Some(from);
            }
        }
        None
    }

    /// *à notre journal, mardi*: what may stand between a verb and its infinitive.
    fn is_dative(&self, from: usize, end: usize) -> bool {
        let first = (from..end).find(|&k| {
            self.is_word(k)
                && !self.is(k, Class::Filler)
                && (self.parsed.terms[k].is_some() || !self.word(k).classes.is_open())
        });
        first.is_none_or(|k| {
            self.is(k, Class::PlacePreposition)
                && end - k >= 2
                && end - k <= 5
                && !self.is(end - 1, Class::Determiner)
                && !self.is(end - 1, Class::PlacePreposition)
        })
    }

    /// The object behind a verb, without what only introduces it.
    fn object(&self, from: usize, end: usize) -> Vec<usize> {
        let mut first = from;
        while first < end {
            let word = self.word(first);
            let adverb = word.is(Class::Filler) && !word.is(Class::Determiner)
                || word.kind == TokenKind::Word
                    && word.classes.is_open()
                    && (self.parsed.terms[first].is_none() && !self.is_name(first)
                        || word.lower.ends_with("ment")
                            && self.rules.language.has_negation_particle()
                            && first == from);
            let of = word.is(Class::Of) && !word.is(Class::Determiner) && (self.is_quote(first + 1));
            if adverb || of || word.classes.any(&[Class::Negation]) {
                first += 1;
            } else {
                break;
            }
        }
        let dative = self.is(first, Class::Dative) && self.opens_phrase(first);
        if first < end
            && self.is(first, Class::Preposition)
            && (!self.opens_phrase(first) || dative)
            && !self.is_quote(first + 1)
        {
            // *a confirmé à la presse la mort de …*; other complements are no object.
            let dative = self.is(first, Class::PlacePreposition);
            let next = (first + 2..end).find(|&k| {
                self.is(k, Class::Determiner) && !self.is(k, Class::Of) && !self.is(k - 1, Class::Preposition)
            });
            let quote = (first..end).find(|&k| self.is_quote(k));
            if let Some(quote) = quote.filter(|q| next.is_none_or(|n| *q < n)) {
                return self.trimmed(quote, end);
            }
            return match next {
                Some(next) if dative => self.trimmed(next, end),
                _ => Vec::new(),
            };
        }
        self.trimmed(first, end)
    }

    /// Where an object ends that begins at `from`: at a comma, a strong mark or the next verb's
    /// clause.
    pub(super) fn object_end(&self, from: usize) -> usize {
        let inside = self.quoted.get(from.saturating_sub(1)).copied().flatten();
        (from..self.len())
            .find(|&k| {
                let outside = self.quoted[k] == inside;
                let mark = outside && (self.is_strong(k) || self.is_mark(k, &[",", "»"]) && !self.is_quote(k));
                let next = outside
                    && self.is(k, Class::Conjunction)
                    && (self.starts_clause(k) || self.has_participle_behind(k));
                let relative = outside && self.word(k).classes.any(&[Class::Relative]) && k > from
                    || outside
                        && self.is(k, Class::Subordinator)
                        && !self.is(k, Class::Filler)
                        && !self.is(k, Class::Preposition);
                mark || next || relative || inside.is_some() && self.quoted[k] != inside
            })
            .unwrap_or(self.len())
    }

    fn starts_clause(&self, k: usize) -> bool {
        self.parsed.clauses.iter().any(|c| c.opening == Opening::Coordinated && c.words.first() == Some(&k))
    }

    fn has_participle_behind(&self, k: usize) -> bool {
        self.is_word(k + 1)
            && self.word(k + 1).classes.is_open()
            && self.rules.polarity.is_participle(self.lower(k + 1))
            && self.opens_phrase(k + 2)
    }

    /// Where the content of `verb` ends that begins at `from`: in *X, qui dit P, a fait Q* and *la
    /// lettre affirmant que P a fait Q* a verb of another clause comes behind.
    fn content_end(&self, verb: &Verb, from: usize) -> usize {
        let end = self.clause_end(from);
        let before = verb.start.saturating_sub(1);
        if self.is(before, Class::Relative) && self.is_mark(before.saturating_sub(1), &[","]) {
            let close = (from..end).find(|&k| self.is_mark(k, &[","]) && self.quoted[k] == self.quoted[from]);
            return close.filter(|&c| c + 1 < end).unwrap_or(end);
        }
        let gerund = self.word(verb.at).gerund && !self.rules.language.head_last;
        let subject = verb.start > 0 && self.is_word(verb.start - 1);
        if gerund && subject && self.statement_start(verb.at) + 1 < verb.start {
            return end.min(self.main_verb_after(from));
        }
        end
    }

    /// Where a clausal content ends that begins at `from`.
    pub(super) fn clause_end(&self, from: usize) -> usize {
        let end = self.statement_end(from);
        (from..end)
            .find(|&k| {
                // *que, selon X, P*
                if k == from {
                    return false;
                }
                let again = self.is(k, Class::Conjunction)
                    && self.is_word(k + 1)
                    && self.cue_of(k + 1).is_some()
                    && (self.word(k + 1).finite || self.rules.attribution.is_finite(self.lower(k + 1)));
                self.quoted[k] == self.quoted[from] && again
                    || self.quoted[k] == self.quoted[from]
                        && self.is_mark(k, &[","])
                        && (self.begins_another(k)
                            || self.is_tag_behind(k)
                            || self
                                .rules
                                .attribution
                                .according
                                .at(|n| (k + 1 + n < self.len()).then(|| self.lower(k + 1 + n)))
                                .is_some())
            })
            .unwrap_or(end)
    }

    /// *…, a-t-il dit*: an inverted pronoun right behind the comma.
    fn is_tag_behind(&self, comma: usize) -> bool {
        (comma + 1..self.len().min(comma + 5)).take_while(|&k| self.is_word(k)).any(|k| self.inverted(k).is_some())
    }

    /// The statement around *selon X*, whose words are `from` to `end`.
    pub(super) fn said_around(&self, from: usize, end: usize) -> Vec<usize> {
        let mut start = self.statement_start(from);
        let stop = self.statement_end(end.min(self.len() - 1));
        // *ajoute que, selon X, P*: what X says begins behind the *que*.
        let mark = from.saturating_sub(1);
        let that = if self.is_mark(mark, &[","]) { mark.saturating_sub(1) } else { mark };
        if that > start && self.is(that, Class::That) {
            start = that + 1;
        }
        // A quotation that the phrase introduces is what is said.
        if stop < self.len() && self.is_mark(stop, &[":"]) {
            let (said, quotation) = self.introduced(stop);
            if quotation.is_some() {
                return said;
            }
        }
        let mut before = self.trimmed(start, from);
        if let Some(comma) = (start..from).rev().find(|&k| self.is_mark(k, &[","]))
            && (comma + 1..from).any(|k| self.inverted(k).is_some())
        {
            before = self.trimmed(start, comma);
        }
        let mut after = end;
        while self.is_mark(after, &[",", "»"]) {
            after += 1;
        }
        let lead = before.iter().all(|&w| self.word(w).classes.any(&[Class::Conjunction, Class::Filler]));
        if lead || !self.has_statement(start, from) && self.quotation_in(&before).is_none() {
            // *selon X, citant Y, P*: the content begins with the first segment that has a verb.
            let mut first = after;
            while let Some(comma) = (first..stop).find(|&k| self.is_mark(k, &[","])) {
                if self.has_statement(first, comma) && !self.lower(first).ends_with("ant")
                    || !self.has_statement(comma, stop)
                {
                    break;
                }
                let relative = self.word(first).classes.any(&[Class::Relative]) || self.lower(first).ends_with("ant");
                if !relative {
                    break;
                }
                first = comma + 1;
            }
            let rest = self.trimmed(first, stop);
            return if lead { rest } else { before.into_iter().chain(rest).collect() };
        }
        if self.is_mark(end, &[","]) && !self.is_complete(start, from) {
            before.extend(self.trimmed(after, stop));
        }
        before
    }

    /// A statement that needs no more: more than a bare auxiliary.
    fn is_complete(&self, from: usize, end: usize) -> bool {
        let last = (from..end).rev().find(|&k| self.is_word(k));
        !last.is_some_and(|k| self.word(k).classes.any(&[Class::Be, Class::Have, Class::LightVerb]))
    }
}
