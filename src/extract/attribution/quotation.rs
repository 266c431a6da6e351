//! Direct speech: tags behind quotations, words before them, and speech that runs on.

use super::content::Said;
use super::cue::{Found, Verb};
use super::line::Line;
use super::source::Source;
use crate::extract::clauses::Opening;
use crate::model::Cue;
use crate::rules::Class;
use crate::text::TokenKind;

impl Line<'_, '_> {
    /// *P, a dit X* and *« P », a dit X*: the verb stands behind its content. `bold`: no other
    /// reading of the verb is left, so that what stands before it need not show a verb.
    pub(super) fn tag(&self, verb: &Verb, bold: bool) -> Option<Found> {
        let plain = self.inverted(verb.at).is_none();
        if self.word(verb.at).gerund || plain && self.is_purpose(verb) {
            // *« P », évoquant Q; pour maintenir Q*: they go with the subject of another verb.
            return None;
        }
        let mark = verb.start.checked_sub(1)?;
        let quote = self.quote_before(mark);
        if quote.is_none() && !self.is_mark(mark, &[",", "–", "—", "»", "”", "\""]) {
            return None;
        }
        let hyphened = (verb.start..=verb.at).find(|&k| self.inverted(k).is_some());
        if hyphened.is_none() && self.that(verb.at).is_some_and(|t| !self.is_mark(t - 1, &[","])) {
            return None;
        }
        let start = self.statement_start(mark);
        let parenthesis = hyphened.is_none() && self.is_parenthesis(verb, start, mark);
        let content = quote.is_some() || bold || self.has_statement(start, mark) || parenthesis;
        if !content {
            return None;
        }
        let (source, end) = match hyphened {
            Some(k) => (self.inverted_source(k)?, verb.at + 1),
            None => {
                let phrase = self.right(verb.at);
                let end = phrase.last()? + 1;
                (self.source(&phrase), end)
            }
        };
        let (said, quotation) = self.tagged(quote, mark, end);
        if said.is_empty() {
            return None;
        }
        Some(Found {
            // *« Je n'ai rien pris », dément X*: the words are what he says, not what he denies.
            cue: if verb.cue == Cue::Deny { Cue::Assert } else { verb.cue },
            cue_word: verb.at,
            source,
            accused: None,
            said,
            quotation,
            prepositional: false,
            inverted: true,
            negated: verb.negated,
        })
    }

    /// *suffisant pour maintenir Q*: an infinitive behind a preposition, with no verb before it.
    fn is_purpose(&self, verb: &Verb) -> bool {
        let has = |classes: &[Class]| (verb.start..verb.at).any(|k| self.word(k).classes.any(classes));
        self.is_infinitive(verb.at) && has(&[Class::Preposition]) && !has(&[Class::LightVerb, Class::Have, Class::Be])
    }

    /// *P, police said on Tuesday; “P,” the owner told reporters*: subject, verb, and nothing said behind.
    pub(super) fn plain_tag(&self, verb: &Verb) -> Option<Found> {
        if !self.rules.attribution.bare_content || self.that(verb.at).is_some() {
            return None;
        }
        let subject = self.left(verb.start);
        let &first = subject.first()?;
        let mark = first.checked_sub(1)?;
        let close = subject.last().is_some_and(|&l| l + 1 == verb.start);
        let quote = self.quote_before(mark);
        if !close || quote.is_none() && !self.is_mark(mark, &[","]) || self.quoted[mark + 1] != self.quoted[verb.at] {
            return None;
        }
        let stop = self.statement_end(verb.at);
        if quote.is_none() {
            let start = self.statement_start(mark);
            let goes_on = (verb.at + 1..stop).any(|k| self.is_in_verb(k) && k > verb.at + 1);
            if goes_on || !self.has_statement(start, mark) || self.is(start, Class::Subordinator) {
                return None;
            }
        } else if self.is_mark(verb.at + 1, &[":"]) {
            return None;
        }
        let (said, quotation) = self.tagged(quote, mark, stop);
        (!said.is_empty()).then(|| Found {
            cue: if verb.cue == Cue::Deny { Cue::Assert } else { verb.cue },
            cue_word: verb.at,
            source: self.source(&subject),
            accused: None,
            said,
            quotation,
            prepositional: false,
            inverted: true,
            negated: verb.negated,
        })
    }

    /// *Le suspect, a indiqué le parquet, était connu*: the statement's verb comes behind.
    fn is_parenthesis(&self, verb: &Verb, start: usize, mark: usize) -> bool {
        let phrase = self.right(verb.at);
        let Some(&last) = phrase.last() else { return false };
        if !self.is_mark(last + 1, &[","]) || self.trimmed(start, mark).is_empty() {
            return false;
        }
        self.word(last + 2 - usize::from(last + 2 >= self.len())).classes.any(&[
            Class::Be,
            Class::Have,
            Class::NegationParticle,
        ]) || self.is_in_verb((last + 2).min(self.len() - 1))
    }

    /// The quotation that ends right before the tag whose mark stands at `mark`.
    fn quote_before(&self, mark: usize) -> Option<usize> {
        let last = (0..=mark).rev().find(|&k| self.word(k).kind != TokenKind::Mark)?;
        if mark - last > 4 {
            return None;
        }
        let quotation = self.quoted[last]?;
        (self.quoted.get(mark + 1).copied().flatten() != Some(quotation)).then_some(quotation)
    }

    fn tagged(&self, quote: Option<usize>, mark: usize, end: usize) -> Said {
        if let Some(q) = quote {
            let mut said: Vec<usize> = (0..mark).filter(|&k| self.quoted[k] == Some(q)).collect();
            // « A », dit X, « B ».
            let more = (end..self.len())
                .take_while(|&k| !self.is_strong(k) || self.quoted[k].is_some() || self.is_mark(k, &[":"]))
                .find(|&k| self.quoted[k].is_some());
            if let Some(next) = more.and_then(|k| self.quoted[k]) {
                said.extend((end..self.len()).filter(|&k| self.quoted[k] == Some(next)));
            }
            // A quotation that only ends the statement: « ses comptes sont « en règle » », dit X.
            let start = self.statement_start(mark);
            let first = said.first().copied().unwrap_or(mark);
            if self.has_statement(start, first)
                && self.quoted[start] != Some(q)
                && !self.is_strong(first.saturating_sub(1))
            {
                let whole = self.trimmed(start, mark);
                return (whole, None);
            }
            return (said, Some(q));
        }
        let inside = self.quoted[mark];
        let start = self.statement_start(mark);
        let mut said = self.trimmed(start, mark);
        let stop = self.statement_end(end.min(self.len() - 1));
        let comma = self.is_mark(end, &[","]);
        let goes_on = comma
            && (inside.is_some()
                || self.is(end + 1, Class::That)
                || !self.has_statement(start, mark)
                || self.is_unfinished(start, mark));
        if goes_on {
            said.extend(self.trimmed(end, stop));
        }
        (said, inside)
    }

    /// *Le navire transportait, précise X, …*: the verb waits for its object.
    fn is_unfinished(&self, start: usize, mark: usize) -> bool {
        (start..mark).rev().find(|&k| self.is_word(k)).is_some_and(|k| {
            self.is_in_verb(k) && !self.parsed.clauses.iter().any(|c| c.verb.last() == Some(&k) && c.verb.len() > 1)
        })
    }

    /// Any inverted verb right behind a quotation and a comma says it, whatever it means.
    pub(super) fn tags(&self, out: &mut Vec<Found>) {
        for mark in 0..self.len() {
            let last = mark + 1 >= self.len() || self.word(mark + 1).kind == TokenKind::Mark;
            if self.word(mark).kind != TokenKind::Mark || last || self.quote_before(mark).is_none() {
                continue;
            }
            let stop = (mark + 1..self.len()).find(|&k| self.word(k).kind == TokenKind::Mark).unwrap_or(self.len());
            if out.iter().any(|f| f.cue_word > mark && f.cue_word < stop) {
                continue;
            }
            let comma = self.is_mark(mark, &[","])
                || mark > 0 && self.is_mark(mark - 1, &[",", "!", "?"])
                || self.is_quote(mark) && (mark + 1..stop).any(|k| self.inverted(k).is_some());
            if !comma {
                continue;
            }
            let verb = (mark + 1..stop.min(mark + 6)).find(|&k| {
                let word = self.word(k);
                word.kind == TokenKind::Word
                    && !word.is_capitalised()
                    && (word.classes.is_open() && self.parsed.terms[k].is_some()
                        || self.inverted(k).is_some() && !word.is(Class::Have))
            });
            let Some(at) = verb else { continue };
            // *« … », les manifestants ont scandé; « … », ils ont fini par*: a subject before its verb.
            if self.is(at - 1, Class::Determiner) || (mark + 1..at).any(|k| self.is_subject_word(k)) {
                continue;
            }
            // What stands before it may only be helpers and clitics.
            let plain = (mark + 1..at).all(|k| {
                self.word(k).classes.any(&[
                    Class::Have,
                    Class::Be,
                    Class::Pronoun,
                    Class::Filler,
                    Class::Negation,
                    Class::NegationParticle,
                    Class::LightVerb,
                ])
            });
            if !plain {
                continue;
            }
            let verb = Verb { at, start: mark + 1, cue: Cue::Assert, negated: false };
            let found = self.tag(&verb, false);
            // *« grand public », alternative aux systèmes …*: a noun has complements before its next noun.
            let bare = at == mark + 1 && !self.word(at).finite && self.inverted(at).is_none();
            let near = |f: &Found| {
                let first = f.source.at.first().copied().unwrap_or(at);
                !(at + 1..first).any(|k| self.is(k, Class::Preposition))
            };
            out.extend(found.filter(|f| !bare || near(f)));
        }
    }

    /// Words before a colon and a quotation introduce it, whatever they mean: *X est catégorique :
    /// « P »*.
    pub(super) fn introductions(&self, out: &mut Vec<Found>) {
        for colon in 0..self.len() {
            if !self.is_mark(colon, &[":"]) || self.quoted[colon].is_some() {
                continue;
            }
            let (said, quotation) = self.introduced(colon);
            if quotation.is_none() || out.iter().any(|f| said.first().is_some_and(|w| f.said.contains(w))) {
                continue;
            }
            let start = self.statement_start(colon);
            // *X a affirmé qu'il restera : « P »*: the words of whoever spoke before the colon.
            let speaking = |f: &&mut Found| {
                (start..colon).contains(&f.cue_word)
                    && f.quotation.is_none()
                    && !f.prepositional
                    && f.cue == Cue::Assert
            };
            if let Some(before) = out.iter_mut().rev().find(speaking) {
                before.said.extend(said);
                before.quotation = quotation;
                continue;
            }
            let Some((at, source)) = self.introducer(start, colon) else { continue };
            out.push(Found {
                cue: self.cue_of(at).unwrap_or(Cue::Assert),
                cue_word: at,
                source,
                accused: None,
                said,
                quotation,
                prepositional: false,
                inverted: false,
                negated: false,
            });
        }
    }

    /// The verb that ends the words from `start` to `end`, or their noun, and whose it is.
    pub(super) fn introducer(&self, start: usize, end: usize) -> Option<(usize, Source)> {
        let verb = self.parsed.clauses.iter().rev().find_map(|c| {
            let main = !matches!(c.opening, Opening::Relative | Opening::If | Opening::Subordinate);
            let inside = main && c.verb.first().is_some_and(|v| (start..end).contains(v));
            inside.then(|| {
                (
                    c.verb[0],
                    c.verb
                        .iter()
                        .rev()
                        .copied()
                        .find(|&v| self.word(v).classes.is_open())
                        .unwrap_or(c.verb[c.verb.len() - 1]),
                )
            })
        });
        match verb {
            // *Assise sur le trottoir, X tremble*: a participle is nobody's deed.
            Some((first, at)) => {
                let subject = self.left(first);
                if subject.is_empty() {
                    return self.person(start, end);
                }
                Some((at, self.source(&subject)))
            }
            None if self.person(start, end).is_some() => self.person(start, end),
            None => {
                let noun = (start..end.min(start + 2))
                    .find(|&k| self.is_word(k) && self.word(k).classes.is_open() && self.is(k + 1, Class::Of))?;
                let phrase = self.phrase(noun + 2);
                (!phrase.is_empty()).then(|| (noun, self.source(&phrase)))
            }
        }
    }
    /// A full name with a word behind it that may be its verb.
    fn person(&self, start: usize, end: usize) -> Option<(usize, Source)> {
        let mention = self.parsed.mentions.iter().rev().find(|m| {
            let verb = m.end < end && self.is_word(m.end) && !self.word(m.end).is_capitalised();
            m.first >= start && m.end - m.first > 1 && verb && self.word(m.end).classes.is_open()
        })?;
        let behind = mention.first == start || !self.is_word(mention.first - 1);
        behind.then(|| (mention.end, self.source(&(mention.first..mention.end).collect::<Vec<_>>())))
    }
}
