//! Sentences → clauses: where one statement ends and the next begins, what it is said of, and
//! whether it is said or unsaid.
//!
//! No tagger and no dictionary of verbs stand behind this: closed classes (auxiliaries, relatives,
//! negations), endings that only verbs have, and punctuation carry most of the structure of news
//! prose. Clauses need not be right to the word: comparison asks for shared terms, and clauses
//! keep the terms of one statement from leaking into the next.

use super::word::Word;
use crate::rules::{Class, LanguageRules};
use crate::text::TokenKind;

/// How a clause begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// At the start of the sentence or after a strong mark.
    Main,
    /// After a comma.
    Comma,
    /// After a closed quotation: *« … », a dit X*.
    Tag,
    /// After *et, mais, and*, with a verb of its own.
    Coordinated,
    /// After *que, that*: a content.
    That,
    /// After *qui, which*.
    Relative,
    /// After *si, if*.
    If,
    /// After *lorsque, because*.
    Subordinate,
}

/// A clause as indexes into the words of its sentence.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its words, in order; a subject taken over from further left is not among them.
    pub words: Vec<usize>,
    /// How it begins.
    pub opening: Opening,
    /// The words of its verb group, where one was found: auxiliaries, negation, participle.
    pub verb: Vec<usize>,
    /// The words that it is said of, perhaps from further left.
    pub subject: Vec<usize>,
    /// It says that something is not so.
    pub negated: bool,
    /// Its verb is in the conditional, or it is affirmed with a hedge. (*soi-disant* in a denial
    /// weakens what is denied, not the denial.)
    pub hedged: bool,
    /// Nothing is claimed: hypothesis, question.
    pub unclaimed: bool,
    /// Its verb is in the future: announced, not done.
    pub planned: bool,
    /// Its verb is in the pluperfect: done before what the text tells.
    pub earlier: bool,
}

impl Clause {
    /// Words behind the verb group (all words where there is no verb).
    pub fn object(&self) -> impl Iterator<Item = usize> + '_ {
        let from = self.verb.last().map_or(0, |v| v + 1);
        self.words.iter().copied().filter(move |&w| w >= from)
    }
}

/// A stretch between two boundaries.
pub(super) struct Segment {
    pub(super) first: usize,
    pub(super) end: usize,
    opening: Opening,
}

/// Splits a sentence.
pub fn clauses(words: &[Word<'_>], rules: &LanguageRules) -> Vec<Clause> {
    let reader = Reader { words, rules };
    let segments = reader.segments();
    reader.build(&segments)
}

/// The words of a sentence and the rules to split them by.
pub(super) struct Reader<'a, 'w> {
    pub(super) words: &'a [Word<'w>],
    pub(super) rules: &'a LanguageRules,
}

impl Reader<'_, '_> {
    fn segments(&self) -> Vec<Segment> {
        let mut out: Vec<Segment> = Vec::new();
        let (mut first, mut opening) = (0, self.opening_word(0).unwrap_or(Opening::Main));
        for i in 0..self.words.len() {
            let Some((next, keep)) = self.boundary(i, first) else { continue };
            if first < i {
                out.push(Segment { first, end: i, opening });
            }
            // A word that opens a clause belongs to it; a mark does not.
            let new_first = if keep { i } else { i + 1 };
            // ", qui" is one boundary: the word decides, not the comma.
            opening = if keep { next } else { self.opening_word(new_first).unwrap_or(next) };
            first = new_first;
        }
        if first < self.words.len() {
            out.push(Segment { first, end: self.words.len(), opening });
        }
        out
    }

    /// How a clause opens that begins with the word at `i`, where that word decides it.
    fn opening_word(&self, i: usize) -> Option<Opening> {
        let word = self.words.get(i)?;
        if word.is(Class::If) {
            Some(Opening::If)
        } else if word.is(Class::Relative) && !word.classes.any(&[Class::PartOf, Class::That]) && i > 0 {
            Some(Opening::Relative)
        } else if word.is(Class::Subordinator) && !word.classes.any(&[Class::Preposition, Class::Filler]) {
            Some(Opening::Subordinate)
        } else {
            None
        }
    }

    /// How the clause that begins at `i` opens, where one does, and whether the word at `i`
    /// belongs to it.
    fn boundary(&self, i: usize, first: usize) -> Option<(Opening, bool)> {
        let word = &self.words[i];
        if word.kind == TokenKind::Mark {
            return match word.text {
                "," if i > 0 && matches!(self.words[i - 1].text, "»" | "”" | "\"") => Some((Opening::Tag, false)),
                "," => Some((Opening::Comma, false)),
                ";" | ":" | "." | "!" | "?" | "…" | "(" | ")" | "[" | "]" | "—" | "–" => {
                    Some((Opening::Main, false))
                }
                "-" if !word.glued => Some((Opening::Main, false)),
                "«" | "“" | "\"" if self.follows_cue(i) => Some((Opening::Main, false)),
                _ => None,
            };
        }
        if word.kind != TokenKind::Word || i == first {
            return None;
        }
        let next_verb = (i + 1..self.words.len().min(i + 4))
            .find(|&n| {
                let word = &self.words[n];
                word.is(Class::SubjectPronoun) || !word.classes.any(&[Class::Pronoun, Class::Filler])
            })
            .is_some_and(|n| self.is_verbish(n, first));
        if word.is(Class::Relative) && (!word.is(Class::That) || next_verb) && !word.is(Class::PartOf) {
            // *niega que faltaran medios*: behind a verb of saying it opens what is said.
            let said = word.is(Class::That) && self.words[i - 1].cue.is_some() && !self.words[i - 1].is_capitalised();
            return Some((if said { Opening::That } else { Opening::Relative }, true));
        }
        if word.is(Class::That) {
            let before = &self.words[i - 1];
            let compared = before.is(Class::Compared);
            // *ruled out that the mayor*: two determiners are none.
            let content =
                self.words.get(i + 1).is_some_and(|w| w.classes.any(&[Class::Determiner, Class::SubjectPronoun]));
            let demonstrative =
                word.is(Class::Determiner) && !content && (before.classes.any(&[Class::Preposition]) || i == first);
            let only = self.words[first..i].iter().any(|w| w.is(Class::NegationParticle))
                && !self.words[first..i].iter().any(|w| self.negates(w, true));
            if compared || demonstrative || only {
                return None;
            }
            return Some((
                if next_verb && word.is(Class::Determiner) { Opening::Relative } else { Opening::That },
                true,
            ));
        }
        if word.is(Class::If) {
            return Some((Opening::If, true));
        }
        if self.opens_bare(i, first) {
            return Some((Opening::That, true));
        }
        if word.is(Class::Subordinator)
            && (!word.is(Class::Preposition) || self.opens_clause(i + 1))
            && !word.is(Class::Filler)
        {
            return Some((Opening::Subordinate, true));
        }
        if word.is(Class::Conjunction) && self.has_verb(first, i) && self.has_finite(i + 1) {
            return Some((Opening::Coordinated, true));
        }
        None
    }

    /// *said the rocket reached orbit, means it was no rocket*: a content without *that*.
    fn opens_bare(&self, i: usize, first: usize) -> bool {
        let (before, word) = (&self.words[i - 1], &self.words[i]);
        if i <= first + 1 || !self.rules.polarity.bare_verbs.contains(before.lower.as_str()) {
            return false;
        }
        let opens = word.classes.any(&[Class::Determiner, Class::SubjectPronoun, Class::Pronoun, Class::FirstPerson])
            || word.classes.is_open();
        let end = (i + 1..self.words.len())
            .find(|&k| {
                self.words[k].kind == TokenKind::Mark
                    || self.words[k].classes.any(&[Class::Relative, Class::That, Class::Subordinator, Class::If])
            })
            .unwrap_or(self.words.len());
        opens
            && (i + 1..end).any(|k| {
                let finite = self.words[k].classes.any(&[Class::Be, Class::Have, Class::LightVerb, Class::Future])
                    || self.words[k].classes.is_open() && self.words[k].finite;
                finite && self.is_verbish(k, i)
            })
    }

    /// A quotation mark right behind a verb of saying opens a content; elsewhere it quotes a part
    /// of the phrase around it.
    fn follows_cue(&self, i: usize) -> bool {
        i > 0
            && self.words[i - 1].classes.is_open()
            && self.words[i - 1].kind == TokenKind::Word
            && self.words[i - 1].cue.is_some()
    }

    fn opens_clause(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.classes.any(&[Class::Pronoun, Class::FirstPerson, Class::Determiner]))
    }

    fn build(&self, segments: &[Segment]) -> Vec<Clause> {
        let question = self.words.last().is_some_and(|w| w.is_mark('?'))
            || self.words.iter().rev().take(2).any(|w| w.is_mark('?'));
        let mut out: Vec<Clause> = Vec::new();
        // Verbless stretches that may turn out to be the subject of what follows.
        let mut floating: Vec<usize> = Vec::new();
        let mut last_subject: Vec<usize> = Vec::new();
        // *si le baril augmentait, le prix grimperait*: a hypothesis makes one of what hangs on it.
        let has_if = segments.iter().any(|s| s.opening == Opening::If);
        for (n, segment) in segments.iter().enumerate() {
            let verb = self.verb_group(segment);
            let next = segments.get(n + 1).map(|s| s.opening);
            let tag = segment.opening == Opening::Comma && self.is_tag(segment, &verb, next);
            let range: Vec<usize> = (segment.first..segment.end).collect();
            if verb.is_empty() {
                floating.extend(&range);
                let attach = matches!(segment.opening, Opening::Comma | Opening::Coordinated);
                match out.last_mut() {
                    Some(clause) if attach => clause.words.extend(&range),
                    _ => out.push(self.clause(range, segment.opening, Vec::new(), Vec::new(), question)),
                }
                continue;
            }
            let own: Vec<usize> = range.iter().copied().filter(|&w| w < verb[0] && self.is_content(w)).collect();
            let subject = match segment.opening {
                Opening::Relative => self.antecedent(segment.first),
                _ if tag => own,
                // *son contrat, signé en 2016*
                Opening::Comma if own.is_empty() && self.is_lone_participle(verb[0]) => self.antecedent(segment.first),
                Opening::Tag => own,
                _ if !own.is_empty() => own,
                Opening::Comma | Opening::Coordinated | Opening::Main if !floating.is_empty() => {
                    floating.iter().copied().filter(|&w| self.is_content(w)).collect()
                }
                Opening::Comma | Opening::Coordinated if self.lacks_subject(segment, &verb) => {
                    if self.is_lone_participle(verb[0]) { self.antecedent(segment.first) } else { last_subject.clone() }
                }
                _ => Vec::new(),
            };
            let participle_only = self.is_lone_participle(verb[0]) && segment.opening == Opening::Comma;
            if !participle_only {
                floating.clear();
            }
            if !matches!(segment.opening, Opening::Relative | Opening::That | Opening::Subordinate) && !participle_only
            {
                last_subject.clone_from(&subject);
            }
            let mut clause =
                self.clause(range, segment.opening, verb, subject, question || segment.opening == Opening::If);
            clause.unclaimed |= has_if && (clause.planned || self.is_conditional(&clause.verb));
            out.push(clause);
        }
        out
    }

    /// *…, a annoncé sa fille*: a verb of saying at the head, its subject behind it.
    fn is_tag(&self, segment: &Segment, verb: &[usize], next: Option<Opening>) -> bool {
        let said = verb.iter().copied().find(|&v| {
            let word = &self.words[v];
            word.classes.is_open() && word.cue.is_some()
        });
        let behind = said.map(|v| v + 1).filter(|&v| v < segment.end).map(|v| &self.words[v]);
        verb.first() == Some(&segment.first)
            && !self.is_lone_participle(segment.first)
            && next != Some(Opening::That)
            && behind.is_some_and(|w| {
                w.is_capitalised()
                    || w.classes.any(&[Class::Determiner, Class::GenericOrganisation]) && !w.is(Class::Demonstrative)
            })
    }

    fn lacks_subject(&self, segment: &Segment, verb: &[usize]) -> bool {
        !(segment.first..verb[0]).any(|i| self.words[i].is(Class::Pronoun))
    }

    fn clause(
        &self,
        words: Vec<usize>,
        opening: Opening,
        verb: Vec<usize>,
        subject: Vec<usize>,
        unclaimed: bool,
    ) -> Clause {
        let negated = self.is_negated(&words, &verb);
        let has = |class: Class| words.iter().any(|&w| self.words[w].is(class));
        let conditional = self.is_conditional(&verb);
        let planned = verb.iter().any(|&v| {
            let word = &self.words[v];
            word.is(Class::Future) || word.classes.is_open() && word.future
        });
        // *had a width of nine yards* is no pluperfect.
        let deed = |v: &usize| self.words[*v].classes.is_open() || self.words[*v].is(Class::Be);
        let earlier = verb.iter().position(|&v| self.words[v].is(Class::Pluperfect));
        let earlier = earlier.is_some_and(|at| verb[at + 1..].iter().any(deed));
        let hedged = conditional || has(Class::Hedge) && !negated;
        Clause { words, opening, verb, subject, negated, hedged, unclaimed, planned, earlier }
    }

    fn is_conditional(&self, verb: &[usize]) -> bool {
        verb.iter().any(|&v| {
            let word = &self.words[v];
            word.is(Class::Conditional) || word.conditional
        })
    }

    fn is_content(&self, i: usize) -> bool {
        let word = &self.words[i];
        word.kind == TokenKind::Word
            && (word.classes.is_open()
                || word.is_capitalised() && word.classes.any(&[Class::GenericOrganisation, Class::Title])
                || word.classes.any(&[
                    Class::Pronoun,
                    Class::FirstPerson,
                    Class::NegativePronoun,
                    Class::Demonstrative,
                ]) && !word.classes.any(&[Class::Preposition, Class::Determiner])
                || word.is(Class::GenericOrganisation))
    }

    /// The noun phrase right before `i`.
    fn antecedent(&self, i: usize) -> Vec<usize> {
        let mut out = Vec::new();
        for at in (0..i).rev() {
            let word = &self.words[at];
            if word.kind == TokenKind::Mark {
                if out.is_empty() && word.text == "," {
                    continue;
                }
                break;
            }
            if word.classes.any(&[Class::Be, Class::Have, Class::NegationParticle, Class::Relative, Class::That]) {
                break;
            }
            if word.is(Class::Preposition) && !word.is(Class::Of) {
                break;
            }
            if self.is_content(at) || word.kind == TokenKind::Number {
                out.push(at);
            }
            let joined = at > 0 && self.words[at - 1].is(Class::Of) || word.is(Class::Of);
            if word.is(Class::Determiner) && !out.is_empty() && !joined || out.len() >= 6 {
                break;
            }
        }
        out.reverse();
        out
    }

    fn negates(&self, word: &Word<'_>, has_particle: bool) -> bool {
        if has_particle {
            word.classes.any(&[Class::Negation, Class::NegativeDeterminer, Class::NegativePronoun])
        } else {
            // Without ne, rien, point, personne and plus are words like others.
            word.is(Class::Negation)
                && !word.classes.any(&[Class::NegativePronoun, Class::Filler])
                && !word.is(Class::WordNegation)
                || word.is(Class::NegativeDeterminer)
        }
    }

    fn is_negated(&self, clause: &[usize], verb: &[usize]) -> bool {
        let needs_particle = self.rules.language.has_negation_particle();
        let particle = clause.iter().copied().find(|&w| self.words[w].is(Class::NegationParticle));
        // *a voulu ne pas être nommé* denies no demand.
        if particle.is_some_and(|p| !verb.is_empty() && !verb.contains(&p)) {
            return false;
        }
        let lexical = verb.iter().copied().find(|&v| self.words[v].classes.is_open());
        let Some(position) = clause.iter().position(|&w| {
            let word = &self.words[w];
            if needs_particle {
                self.negates(word, particle.is_some())
            } else {
                let late = word.is(Class::Negation) && lexical.is_some_and(|l| l < w && verb.contains(&w));
                !late && word.classes.any(&[Class::Negation, Class::NegativeDeterminer, Class::NegativePronoun])
            }
        }) else {
            return false;
        };
        let without = position > 0 && self.words[clause[position - 1]].is(Class::Without);
        !without && !self.is_idiom(clause, position)
    }

    /// True when the negation word at `position` stands in a phrase that negates nothing.
    fn is_idiom(&self, clause: &[usize], position: usize) -> bool {
        self.rules.polarity.not_negations.iter().any(|phrase| {
            let parts: Vec<&str> = phrase.split(' ').collect();
            (0..parts.len()).any(|offset| {
                position >= offset
                    && parts.iter().enumerate().all(|(n, part)| {
                        clause.get(position - offset + n).is_some_and(|&w| self.words[w].lower == *part)
                    })
            })
        })
    }
}
