//! Nouns of saying, and verbs of naming: *l'annonce de X que P, le démenti de X, called P “Q”*.

use super::cue::Found;
use super::line::Line;
use crate::model::Cue;
use crate::rules::Class;

impl Line<'_, '_> {
    /// *l'annonce de X que P, le démenti de X, l'annonce par X de P, X's claim that P*.
    pub(super) fn noun(&self, i: usize) -> Option<Found> {
        let cue = self.cue_noun(i)?;
        let genitive = i > 0 && self.rules.language.head_last && self.is(i - 1, Class::Of) && self.word(i - 1).glued;
        if genitive {
            let start = (0..i - 1).rev().take_while(|&k| self.is_word(k) && !self.is_in_verb(k)).last()?;
            let start = (start..i - 1).find(|&k| self.opens_phrase(k)).unwrap_or(start);
            let said = if self.is(i + 1, Class::That) {
                self.trimmed(i + 2, self.main_verb_after(i + 2))
            } else if matches!(cue, Cue::Deny | Cue::Confirm) {
                Vec::new()
            } else {
                return None;
            };
            return Some(self.nominal(cue, i, &(start..i - 1).collect::<Vec<_>>(), said, None));
        }
        let headed = i == 0 || self.is(i - 1, Class::Determiner);
        if headed && self.is(i + 1, Class::By) {
            let phrase = self.phrase(i + 2);
            let end = phrase.last()? + 1;
            // *l'annonce par X **de** P*: the last *de* behind the first word of X.
            let of = (i + 3..end + 1).find(|&k| self.is(k, Class::Of) && (cue != Cue::Deny || k == end));
            let by = of.map_or_else(|| phrase.clone(), |k| self.trimmed(i + 2, k));
            let from = of.map(|k| if self.opens_phrase(k) { k } else { k + 1 });
            let said = from.map_or_else(Vec::new, |f| self.trimmed(f, self.noun_end(f)));
            let empty = said.is_empty() && !matches!(cue, Cue::Deny | Cue::Confirm);
            return (!empty && !by.is_empty()).then(|| self.nominal(cue, i, &by, said, None));
        }
        if !headed || !self.is(i + 1, Class::Of) {
            return None;
        }
        let phrase = self.phrase(i + 2);
        let end = phrase.last()? + 1;
        // *L'accusation de P lancée par X*
        if cue == Cue::Accuse
            && let Some(by) = (end.saturating_sub(1)..end + 2).find(|&k| self.is(k, Class::By))
            && by > i + 2
            && self.rules.polarity.is_participle(self.lower(by - 1))
        {
            return Some(self.nominal(cue, i, &self.phrase(by + 1), self.trimmed(i + 2, by - 1), None));
        }
        let comma = usize::from(self.is_mark(end, &[",", "»"]));
        let next = if self.is(end, Class::Be) && self.is(end + 1, Class::That) { end + 1 } else { end };
        // *el anuncio de X **de que** P*
        let next = if self.is(next, Class::Of) && self.is(next + 1, Class::That) { next + 1 } else { next };
        let (said, quotation) = if self.is(next, Class::That) {
            let stop = if next == end + 1 && self.is(end, Class::Be) {
                self.statement_end(next)
            } else {
                self.main_verb_after(next + 1)
            };
            (self.trimmed(next + 1, stop), None)
        } else if let Some((len, ())) = self.rules.attribution.according.at(|k| {
            let at = end + comma + k;
            (at < self.len()).then(|| self.lower(at))
        }) && self.is(end + comma + len, Class::Relative)
        {
            let from = end + comma + len + 1;
            let close = (from..self.len()).find(|&k| comma > 0 && self.is_mark(k, &[","]));
            (self.trimmed(from, close.unwrap_or_else(|| self.main_verb_after(from))), None)
        } else if self.is_mark(end, &[":"]) {
            self.introduced(end)
        } else if matches!(cue, Cue::Deny | Cue::Confirm) {
            (Vec::new(), None)
        } else {
            return None;
        };
        if !phrase.iter().any(|&w| {
            self.parsed.mention_at(w).is_some()
                || self.rules.attribution.is_person(&self.word(w).root)
                || self.is(w, Class::GenericOrganisation)
        }) && said.is_empty()
        {
            return None;
        }
        Some(self.nominal(cue, i, &phrase, said, quotation))
    }

    fn nominal(&self, cue: Cue, at: usize, source: &[usize], said: Vec<usize>, quotation: Option<usize>) -> Found {
        Found {
            cue,
            cue_word: at,
            source: self.source(source),
            accused: None,
            said,
            quotation,
            prepositional: false,
            inverted: false,
            negated: false,
        }
    }

    /// Where a noun phrase ends that begins at `from`: before a verb.
    fn noun_end(&self, from: usize) -> usize {
        let end = self.object_end(from);
        (from..end).find(|&k| self.is_in_verb(k) || self.is_helper(k)).unwrap_or(end)
    }

    /// Where the second verb behind `from` begins: *l'affirmation que P* **n'a convaincu** *…*.
    pub(super) fn main_verb_after(&self, from: usize) -> usize {
        let end = self.statement_end(from);
        // The content has one verb, and one more for each clause within it.
        let (mut verbs, mut wanted) = (0, 1);
        let mut behind = from;
        for k in from..end {
            if !self.is_word(k) || k < behind || self.quoted[k] != self.quoted[from] {
                continue;
            }
            let word = self.word(k);
            if k > from && word.classes.any(&[Class::Relative, Class::That, Class::Subordinator, Class::If]) {
                wanted += 1;
                continue;
            }
            let auxiliary = word.classes.any(&[Class::Be, Class::Have, Class::NegationParticle])
                && !self.is(k - 1, Class::Determiner)
                && !word.infinitive;
            if !(self.is_in_verb(k) || auxiliary || verbs > 0 && word.finite) {
                continue;
            }
            verbs += 1;
            if verbs > wanted {
                // *selon lesquelles P, rien n'a été fait*
                let comma = (from..k).rev().take_while(|&c| !self.is_in_verb(c)).find(|&c| self.is_mark(c, &[","]));
                return comma.unwrap_or(k);
            }
            // Past the rest of its group.
            behind = self.group_end(k, end);
        }
        end
    }

    /// Where the verb group ends that begins at `k`: at an auxiliary behind its participle, at the latest.
    fn group_end(&self, k: usize, end: usize) -> usize {
        let mut lexical = self.word(k).classes.is_open();
        for c in k + 1..end {
            let word = self.word(c);
            let open = self.is_word(c) && word.classes.is_open();
            let again = lexical
                && (word.classes.any(&[Class::Be, Class::Have, Class::NegationParticle]) && !word.infinitive
                    || word.finite && !self.is_in_verb(c));
            let goes_on = self.is_in_verb(c) || word.is(Class::Filler) || self.is_helper(c) || open && !lexical;
            if again || !goes_on {
                return c;
            }
            lexical |= open;
        }
        end
    }

    fn is_helper(&self, i: usize) -> bool {
        self.is_word(i)
            && self.word(i).classes.any(&[Class::Be, Class::Have, Class::Negation, Class::NegationParticle])
            && !self.is(i, Class::Determiner)
    }

    /// *called the law “a gift to smugglers”*: a verb of naming, an object and a quotation.
    pub(super) fn named_so(&self, i: usize) -> Option<Found> {
        if !self.rules.attribution.is_naming(&self.word(i).root) || self.quoted[i].is_some() || !self.is_in_verb(i) {
            return None;
        }
        let end = self.object_end(i + 1);
        let object = self.trimmed(i + 1, end);
        let quotes =
            object.iter().any(|&w| self.quoted[w].is_some()) && self.quoted.get(i + 2).copied().flatten().is_none();
        let subject = self.left(self.verb_start(i));
        (quotes && !subject.is_empty()).then(|| self.nominal(Cue::Assert, i, &subject, object, None))
    }
}
