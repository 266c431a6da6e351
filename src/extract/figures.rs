//! Numbers → figures: what a number counts, in open vocabulary.
//!
//! The head noun stands behind a count (*45 pays*), before the *de* of a measure (*une digue de
//! 9 mètres*), or is the subject (*les évacués sont désormais 1 400*). What restricts it, what it
//! is a complement of and what is said of it go with it, since most look-alikes share the noun and
//! differ in one of those.

use super::clauses::Clause;
use super::names::Mention;
use super::parsed::sorted;
use super::propositions::Context;
use super::quantities::Reading;
use crate::model::{
    Body, Bound, Claim, Cue, Figure, Interval, NumeralKind, Place, Quantity, Scope, Speaker, Stance, Term, Unit,
};
use crate::rules::Class;
use crate::text::{Clean, Span, TokenKind};

/// A head noun with what belongs to it.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) term: Option<Term>,
    /// Words that the label shows.
    pub(super) at: Vec<usize>,
    pub(super) complement: Vec<Term>,
    pub(super) restrictors: Vec<Term>,
}

impl Context<'_, '_> {
    /// The figures of the sentence, in order.
    pub fn figures(&self) -> Vec<Claim> {
        let readings = &self.parsed.numbers;
        let mut out: Vec<Claim> = readings.iter().filter_map(|r| self.figure(r, readings)).collect();
        out.extend(self.scores());
        out.extend(self.zeros());
        out.sort_by_key(|c| c.place.span);
        out
    }

    fn figure(&self, reading: &Reading, all: &[Reading]) -> Option<Claim> {
        use NumeralKind::{Age, Count, Duration, Measure, Money, Share};
        let mut quantity = self.aged(reading);
        let kind = quantity.kind;
        if !matches!(kind, Count | Share | Money | Measure | Age | Duration) {
            return None;
        }
        let clause = self.clause_at(reading.number.0)?;
        let extended = self.extent(reading, all);
        let mut head = match kind {
            _ if extended.is_some() => Head::default(),
            Count => self.head_after(reading.after),
            Share => self.head_of_share(reading.after),
            // *a reculé de 4 %*: the verb is no noun.
            _ => self
                .head_before(reading.first)
                .filter(|h| !h.at.iter().any(|w| clause.verb.contains(w)))
                .unwrap_or_default(),
        };
        if let Some(extended) = &extended {
            head = self.measured(reading, extended, all, clause);
            quantity.unit.factor *= extended.extent.factor;
        } else if kind != Count && kind != Share {
            head.restrictors.extend(self.attribute_after(reading.after));
        }
        let person = if kind == Age { self.person(reading, clause) } else { None };
        if head.term.is_none() && kind != Age {
            let subject = self.subject_head(clause);
            head.term = subject.term;
            head.at = subject.at;
        }
        if head.term.is_none() && matches!(kind, Count) && self.populated(reading, clause).is_none() {
            return None;
        }
        let taken: Vec<usize> = all.iter().flat_map(|r| r.first..=r.last).collect();
        head.at.retain(|w| !taken.contains(w) || kind != Count);
        let last = head.at.iter().copied().filter(|&w| w > reading.last).max().unwrap_or(reading.last);
        let first = head.at.iter().copied().filter(|&w| w < reading.first).max().unwrap_or(reading.first);
        let first = if reading.first - first <= 3 { first } else { reading.first };
        // The quote shows the attribute: *a radius of 20 feet, 18 mètres de diamètre*.
        let (first, last) = match extended.as_ref().and_then(|e| e.at) {
            Some(at) if reading.first.abs_diff(at.0) <= 8 => (first.min(at.0), last.max(at.1)),
            _ => (first, last),
        };
        let span = self.parsed.words[first].span.join(self.parsed.words[last].span);
        let part = kind == Count && self.is_partitive(reading)
            || (reading.first.saturating_sub(2)..reading.first).any(|w| self.parsed.words[w].is(Class::PartOf));
        let mut claim = self.assemble(clause, head, quantity, span, part);
        self.own_date(&mut claim.scope, last + 1);
        if let (Some((label, subject)), Body::Figure(figure)) = (person, &mut claim.body) {
            figure.label = label;
            figure.subject = subject;
        }
        self.settle_population(&mut claim, reading, clause);
        if let (Some(extended), Body::Figure(figure)) = (extended, &mut claim.body) {
            figure.attribute = Some(extended.extent.attribute);
            // *un gouffre de 18 mètres de diamètre et large de 30*: attributes are told of nothing.
            let attributes = self.extent_terms();
            figure.subject.retain(|t| !attributes.contains(t));
            figure.owner.retain(|t| !attributes.contains(t));
        }
        Some(claim)
    }

    /// *trois des personnes interpellées, three of the, two of them, deux d'entre eux, dos de ellos*
    fn is_partitive(&self, reading: &Reading) -> bool {
        let words = &self.parsed.words;
        let is = |w: usize, classes: &[Class]| words.get(w).is_some_and(|w| w.classes.any(classes));
        let of = reading.after;
        let among = of + 1 + usize::from(is(of + 1, &[Class::Preposition]) && !is(of + 1, &[Class::Determiner]));
        of == reading.last + 1
            && is(of, &[Class::Of])
            && (is(of, &[Class::Determiner])
                || is(of + 1, &[Class::Determiner])
                || is(among, &[Class::Pronoun, Class::SubjectPronoun]))
    }

    /// Years right behind a name are an age (*Julián Matamala, de 54 años*), and so are years that a
    /// sentence opens with (*À 71 ans, le maire …*).
    fn aged(&self, reading: &Reading) -> Quantity {
        let mut quantity = reading.quantity.clone();
        let years = quantity.kind == NumeralKind::Duration && quantity.unit.name == "year";
        let opens = reading.first == 1 && self.parsed.words[0].is(Class::PlacePreposition);
        if years && (opens || self.name_before(reading).is_some()) {
            quantity.kind = NumeralKind::Age;
            quantity.unit.dimension = "age".into();
        }
        quantity
    }

    /// The name that a number stands right behind, with no more than a comma between.
    fn name_before(&self, reading: &Reading) -> Option<&Mention> {
        let near = self.parsed.mentions.iter().rev().find(|m| m.end <= reading.first && m.end + 3 >= reading.first)?;
        let only_marks = (near.end..reading.first).all(|w| {
            let word = &self.parsed.words[w];
            word.is_mark(',') || word.is_mark('(') || word.is(Class::Of)
        });
        only_marks.then_some(near)
    }

    /// Whose age it is: the name right before it (*Annick, 59 ans*), else the clause's subject. The
    /// name as written, and its terms.
    fn person(&self, reading: &Reading, clause: &Clause) -> Option<(String, Vec<Term>)> {
        if let Some(mention) = self.name_before(reading) {
            let at: Vec<usize> = (mention.first..mention.end).collect();
            return Some((self.label(&at), vec![mention.term.clone()]));
        }
        // *À 71 ans, l'ancien maire …*: the first clause that has a subject.
        let clause = Some(clause)
            .filter(|c| !c.subject.is_empty())
            .or_else(|| self.parsed.clauses.iter().find(|c| !c.subject.is_empty()))?;
        let subject = self.identity_first(&clause.subject);
        let first = subject.first()?;
        let at: Vec<usize> = match self.parsed.mentions.iter().find(|m| m.term == *first) {
            Some(mention) => (mention.first..mention.end).collect(),
            None => clause.subject.iter().copied().filter(|&w| self.parsed.terms[w].as_ref() == Some(first)).collect(),
        };
        Some((self.label(&at), subject))
    }

    /// *aucun blessé, personne n'a été blessé, nobody was hurt, sans faire de victime*: none.
    fn zeros(&self) -> Vec<Claim> {
        let words = &self.parsed.words;
        let mut out = Vec::new();
        for (i, word) in words.iter().enumerate() {
            let Some(clause) = self.clause_at(i) else { continue };
            let next_one = words.get(i + 1).is_some_and(|w| w.is(Class::One));
            let mut head = if word.is(Class::NegativeDeterminer) && !next_one {
                if !clause.negated && !self.lone_negative(clause) {
                    continue;
                }
                self.head_after(i + 1)
            } else if word.is(Class::NegativePronoun) || word.is(Class::NegativeDeterminer) {
                if !clause.negated || !clause.subject.is_empty() && !clause.subject.contains(&i) {
                    continue;
                }
                let term = clause.verb.iter().rev().find_map(|&v| self.parsed.terms[v].clone());
                Head { term, at: clause.verb.iter().rev().take(1).copied().collect(), ..Head::default() }
            } else if word.is(Class::Without) {
                let verb = |w: &usize| words[*w].infinitive;
                let skip = (i + 1..words.len()).take(4).find(|w| self.parsed.terms[*w].is_some() && !verb(w));
                match skip {
                    Some(w) => self.head_after(w),
                    None => continue,
                }
            } else {
                continue;
            };
            if head.term.is_none() {
                continue;
            }
            head.at.retain(|&w| w > i);
            let last = head.at.iter().copied().max().unwrap_or(i);
            let quantity = Quantity {
                value: 0.0,
                interval: Interval::exact(0.0),
                step: 1.0,
                bound: Bound::Exact,
                direction: None,
                kind: NumeralKind::Count,
                unit: Unit::count(),
            };
            let mut claim = self.assemble(clause, head, quantity, word.span.join(words[last].span), false);
            if word.is(Class::Without)
                && let Body::Figure(figure) = &mut claim.body
            {
                // *s'est écrasé sans laisser de survivants*: what is said of the plane is not said
                // of survivors.
                figure.relation.clear();
            }
            out.push(claim);
        }
        out
    }

    /// *aucun blessé* in a clause without a verb.
    fn lone_negative(&self, clause: &Clause) -> bool {
        clause.verb.is_empty()
    }

    pub(super) fn assemble(
        &self,
        clause: &Clause,
        head: Head,
        quantity: Quantity,
        span: Span<Clean>,
        part: bool,
    ) -> Claim {
        let parsed = self.parsed;
        let number = parsed.clauses.iter().position(|c| std::ptr::eq(c, clause)).unwrap_or(0);
        // *s'élève à, atteint, compte*: verbs that only introduce a figure say nothing of it.
        let tells = |w: &usize| !parsed.words[*w].measuring;
        // *le ministère a annoncé une subvention*: who tells of the figure is not whom it is told of.
        let said = self.attributed.iter().any(|a| {
            a.clause == number && matches!(a.cue, Cue::Assert | Cue::Confirm) && clause.verb.contains(&a.cue_word)
        });
        let verb: &[usize] = if said { &[] } else { &clause.verb };
        let mut relation = parsed.terms_of(verb.iter().copied().filter(tells));
        let participle = |w: &usize| {
            parsed.words[*w].participle
                && clause.verb.last().is_none_or(|v| w > v)
                && !parsed.words[*w].is_capitalised()
                && tells(w)
        };
        relation.extend(parsed.terms_of(clause.words.iter().copied().filter(participle)));
        let (speaker, stance) = self.voice(number);
        // *aucun blessé* is a figure that holds.
        let none = quantity.interval.high == Some(0.0);
        let factuality = self.factuality_of(number, stance, speaker.is_some(), none);
        // *a pond measuring 9 metres*
        let told: Vec<usize> = clause.subject.iter().copied().filter(tells).collect();
        let subject: Vec<Term> = if said { Vec::new() } else { self.identity_first(&told) };
        let subject: Vec<Term> = subject.into_iter().filter(|t| Some(t) != head.term.as_ref()).collect();
        let owner: Vec<Term> = parsed
            .terms_of(clause.subject.iter().chain(&clause.words).copied())
            .into_iter()
            .filter(|t| Some(t) != head.term.as_ref() && !relation.contains(t))
            .collect();
        let mut about: Vec<Term> = parsed.terms_of(clause.words.iter().chain(&clause.subject).copied());
        about.extend(head.term.clone());
        let figure = Figure {
            quantity,
            against: None,
            attribute: None,
            label: self.label(&head.at),
            head: head.term,
            complement: sorted(head.complement),
            restrictors: sorted(head.restrictors),
            relation: sorted(relation),
            subject,
            owner: sorted(owner),
        };
        Claim {
            place: Place { sentence: self.number, span: self.map.to_raw(span) },
            about: sorted(about),
            context: self.wide_context(),
            speaker,
            stance,
            factuality,
            scope: Scope { part, ..self.scope(clause) },
            body: Body::Figure(figure),
        }
    }

    /// The clause that word `i` stands in.
    pub fn clause_at(&self, i: usize) -> Option<&Clause> {
        self.parsed.clauses.iter().find(|c| c.words.contains(&i))
    }

    /// Who says the clause, and how it is held.
    pub fn voice(&self, number: usize) -> (Option<Speaker>, Stance) {
        let clause = &self.parsed.clauses[number];
        let speaker = self.speaker_of(number).map(|s| s.0).or_else(|| {
            let own = self.attributed.iter().find(|a| a.clause == number)?;
            own.speaker.clone()
        });
        let denied = self.governor(number).is_some_and(|a| a.cue == Cue::Deny && !a.negated)
            || self.attributed.iter().any(|a| a.clause == number && a.cue == Cue::Deny && !a.negated);
        let stance = if clause.unclaimed {
            Stance::Unclaimed
        } else if clause.planned && !denied {
            Stance::Planned
        } else if denied {
            Stance::Denied
        } else if clause.hedged {
            Stance::Hedged
        } else if speaker.is_some() {
            Stance::Reported
        } else {
            Stance::Asserted
        };
        (speaker, stance)
    }

    /// The sentence's terms, and what its pronouns point to.
    pub fn wide_context(&self) -> Vec<Term> {
        self.shared.context.get_or_init(|| self.read_context()).clone()
    }

    fn read_context(&self) -> Vec<Term> {
        let tells = |i: &usize| !self.parsed.words[*i].measuring;
        let mut terms = self.parsed.terms_of((0..self.parsed.words.len()).filter(tells));
        let pronoun = self.parsed.words.iter().any(|w| w.is(Class::SubjectPronoun));
        if pronoun && let Some(subject) = &self.discourse.subject {
            terms.push(subject.term.clone());
        }
        sorted(terms)
    }

    /// The noun phrase from word `from` on: *cibles potentielles*, *chefs d'entreprise*, *rescue
    /// workers*.
    pub(super) fn head_after(&self, from: usize) -> Head {
        let words = &self.parsed.words;
        let mut at = from;
        while words.get(at).is_some_and(|w| {
            w.classes.any(&[Class::Of, Class::Filler, Class::Hedge, Class::Title, Class::Possessive])
                || w.is(Class::Determiner) && !w.is(Class::Have)
                || matches!(w.text, "«" | "“" | "\"" | "-")
        }) && at < from + 4
        {
            at += 1;
        }
        let open =
            |w: usize| words.get(w).is_some_and(|word| word.kind == TokenKind::Word && self.parsed.terms[w].is_some());
        let generic = |w: usize| words.get(w).is_some_and(|word| word.is(Class::GenericOrganisation));
        if !open(at) && !generic(at) {
            return Head::default();
        }
        let mut run = vec![at];
        while open(run[run.len() - 1] + 1) && run.len() < 4 {
            let next = run[run.len() - 1] + 1;
            // A verb ends the noun phrase; a participle may belong to it.
            if words[next].is_capitalised() || words[next].verbal {
                break;
            }
            run.push(next);
        }
        let head_at = if self.rules.language.head_last {
            run.iter().copied().find(|&w| self.rules.language.is_plural(&words[w].lower)).unwrap_or(run[run.len() - 1])
        } else {
            run[0]
        };
        let term = self.parsed.terms[head_at].clone().or_else(|| Some(self.rules.term(&words[head_at].lower)));
        let restrictors: Vec<usize> = run.iter().copied().filter(|&w| w != head_at).collect();
        let mut shown = run.clone();
        let complement = self.complement(run[run.len() - 1] + 1, &mut shown);
        // *le nombre de morts* counts the dead.
        if let [counted, rest @ ..] = &complement[..]
            && self.rules.polarity.is_counting(&words[head_at].root)
        {
            return Head { term: Some(counted.clone()), at: shown, complement: rest.to_vec(), restrictors: Vec::new() };
        }
        Head { term, at: shown, complement, restrictors: self.parsed.terms_of(restrictors) }
    }

    /// *d'entreprise*, *of the region*: terms behind an *of*, up to the next other word.
    fn complement(&self, from: usize, shown: &mut Vec<usize>) -> Vec<Term> {
        let words = &self.parsed.words;
        if !words.get(from).is_some_and(|w| w.is(Class::Of) && !w.lower.starts_with('\'')) {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (at, word) in words.iter().enumerate().take(from + 5).skip(from + 1) {
            // An organisation in general is a complement like any other: *chefs d'entreprise*.
            let generic = word.is(Class::GenericOrganisation).then(|| self.rules.term(&word.lower));
            if let Some(term) = self.parsed.terms[at].as_ref().or(generic.as_ref()) {
                if word.verbal && !out.is_empty() {
                    break;
                }
                out.push(term.clone());
            } else if !word.classes.any(&[Class::Determiner, Class::Of, Class::Filler])
                || word.kind != TokenKind::Word
                || word.is(Class::Of) && !out.is_empty()
            {
                break;
            }
        }
        if !out.is_empty() {
            let end = (from + 1..words.len().min(from + 5))
                .find(|&w| self.parsed.terms[w].is_some() || words[w].is(Class::GenericOrganisation))
                .unwrap_or(from);
            shown.extend(from..=end);
        }
        out
    }

    /// *% des voix*: the noun behind *des*; without it the subject stands for the whole.
    fn head_of_share(&self, after: usize) -> Head {
        let of = |w: usize| self.parsed.words.get(w).is_some_and(|word| word.is(Class::Of));
        if of(after) || after > 0 && of(after - 1) { self.head_after(after) } else { Head::default() }
    }

    /// *une digue de 9 mètres*, *a width of nine yards*, *an energy equivalent of*.
    fn head_before(&self, first: usize) -> Option<Head> {
        let words = &self.parsed.words;
        let of = (first.saturating_sub(2)..first).rev().find(|&w| words[w].is(Class::Of))?;
        let mut at = of.checked_sub(1)?;
        let mut restrictors = Vec::new();
        // une digue longue de 9 mètres
        while at > 0
            && self.parsed.terms[at].is_some()
            && self.parsed.terms[at - 1].is_some()
            && !words[at].is_capitalised()
            && restrictors.len() < 2
        {
            restrictors.push(at);
            at -= 1;
        }
        let term = self.parsed.terms[at].clone()?;
        let head_last = self.rules.language.head_last;
        let (term, restrictors) = match restrictors.first() {
            Some(&last) if head_last => (self.parsed.terms[last].clone()?, vec![at]),
            _ => (term, restrictors),
        };
        Some(Head {
            term: Some(term),
            at: vec![at],
            complement: Vec::new(),
            restrictors: self.parsed.terms_of(restrictors),
        })
    }

    /// *9 metres **wide***.
    fn attribute_after(&self, after: usize) -> Vec<Term> {
        let words = &self.parsed.words;
        (after..words.len().min(after + 2))
            .take_while(|&w| {
                words[w].kind == TokenKind::Word && self.parsed.terms[w].is_some() && !words[w].is_capitalised()
            })
            .filter_map(|w| self.parsed.terms[w].clone())
            .take(2)
            .chain(words.get(after).filter(|w| w.is(Class::Across)).map(|w| Term::from(w.lower.as_str())))
            .collect()
    }

    pub(super) fn subject_head(&self, clause: &Clause) -> Head {
        let at = clause
            .subject
            .iter()
            .copied()
            .find(|&w| self.parsed.terms[w].as_ref().is_some_and(|t| !t.starts_with('@')));
        match at {
            Some(w) if self.rules.polarity.is_counting(&self.parsed.words[w].root) => self.head_after(w),
            Some(w) => Head { term: self.parsed.terms[w].clone(), at: vec![w], ..Head::default() },
            None => Head::default(),
        }
    }

    fn label(&self, at: &[usize]) -> String {
        let mut at: Vec<usize> = at.to_vec();
        at.sort_unstable();
        at.dedup();
        let mut out = String::new();
        for (n, &w) in at.iter().enumerate() {
            let word = &self.parsed.words[w];
            if n > 0 && !word.glued {
                out.push(' ');
            }
            out.push_str(word.text);
        }
        out
    }
}
