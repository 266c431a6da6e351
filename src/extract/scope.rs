//! Where, when and of which one of its kind a clause holds.

use super::clauses::Clause;
use super::dates::DateReading;
use super::propositions::Context;
use crate::model::{Day, NumeralKind, Scope, Term};
use crate::rules::Class;
use crate::text::TokenKind;

/// Stands among the places of a claim that holds everywhere.
const EVERYWHERE: &str = "@*";

impl Context<'_, '_> {
    /// The scope of a clause. Places and items may stand anywhere in the sentence; a date counts
    /// where it stands in the clause, or in a sentence that has one statement only.
    pub fn scope(&self, clause: &Clause) -> Scope {
        let sentence = self.shared.scope.get_or_init(|| self.sentence_scope());
        let mut scope = Scope { past: clause.earlier, ..sentence.clone() };
        for date in &self.parsed.dates {
            // Behind a comma a date belongs to what stands right before it.
            let apart = clause
                .verb
                .last()
                .is_some_and(|&v| date.first > v && (v..date.first).any(|w| self.parsed.words[w].is_mark(',')));
            let inside = clause.words.contains(&date.first) && !apart;
            if apart {
                continue;
            }
            if !inside && self.since_then(date, clause) {
                // *the worst since 1967, when 31 people were killed*: it happened then.
                scope.past = true;
                continue;
            }
            if inside || scope.when.is_none() && self.parsed.clauses.len() <= 3 {
                if date.days.from.is_some() || date.days.to.is_some() {
                    scope.when = Some(date.days);
                }
                if date.minute.is_some() {
                    scope.minute = date.minute;
                }
            }
        }
        scope.past |= scope.when.and_then(|when| when.to).is_some_and(|to| self.is_history(to));
        scope
    }

    /// Whether the clause tells of the day from which `date` counts until now: it follows right
    /// behind it, and that day is history.
    fn since_then(&self, date: &DateReading, clause: &Clause) -> bool {
        let Some(&first) = clause.words.first() else { return false };
        let words = &self.parsed.words;
        let link = |w: usize| words[w].is_mark(',') || words[w].classes.any(&[Class::Relative, Class::Subordinator]);
        let behind = first > date.last && (date.last + 1..first).all(link);
        behind && date.days.to.is_none() && date.days.from.is_some_and(|from| self.is_history(from))
    }

    /// A date right behind a figure is the figure's own, whatever its clause dates: *35 % in 2014,
    /// 35 % de 2014*. `end` is the first word behind the figure.
    pub fn own_date(&self, scope: &mut Scope, end: usize) {
        let linked = self.parsed.words.get(end).is_some_and(|w| w.is(Class::Of));
        let own = |d: &&DateReading| d.days.from.is_some() && (d.first == end || linked && d.first == end + 1);
        let Some(date) = self.parsed.dates.iter().find(own) else { return };
        scope.when = Some(date.days);
        scope.past |= date.days.to.is_some_and(|to| self.is_history(to));
    }

    /// Whether a day is too long before publication to be of the story.
    fn is_history(&self, day: Day) -> bool {
        self.published.is_some_and(|published| published.since(day) > self.history_days)
    }

    /// What all clauses of the sentence share: its places and items.
    fn sentence_scope(&self) -> Scope {
        let mut places: Vec<Term> = self.parsed.mentions.iter().filter(|m| m.place).map(|m| m.term.clone()).collect();
        if self.is_everywhere() {
            places.push(EVERYWHERE.into());
        }
        Scope { places: super::parsed::sorted(places), items: self.items(), ..Scope::default() }
    }

    fn is_everywhere(&self) -> bool {
        let words = &self.parsed.words;
        (0..words.len()).any(|i| self.rules.language.everywhere(|k| words.get(i + k).map(|w| w.lower.as_str())))
    }

    /// *article 12, second tour, avant le match*: nouns with the number or side that tells one of
    /// them from the others.
    fn items(&self) -> Vec<Term> {
        let words = &self.parsed.words;
        let mut out: Vec<Term> = Vec::new();
        for reading in &self.parsed.numbers {
            let noun = match reading.quantity.kind {
                NumeralKind::Ordinal => self.parsed.terms.get(reading.after).cloned().flatten(),
                NumeralKind::Identifier => reading.number.0.checked_sub(1).and_then(|b| self.parsed.terms[b].clone()),
                _ => None,
            };
            if let Some(noun) = noun {
                out.push(Term::from(format!("{noun}#{}", reading.quantity.value)));
            }
        }
        for (i, word) in words.iter().enumerate() {
            let Some(side) = self.rules.language.sides.get(word.lower.as_str()) else { continue };
            let noun = (i + 1..words.len().min(i + 4))
                .take_while(|&w| words[w].kind == TokenKind::Word)
                .find(|&w| {
                    self.parsed.terms[w].is_some()
                        || !words[w].classes.any(&[Class::Determiner, Class::Of, Class::Possessive])
                })
                .and_then(|w| self.parsed.terms[w].clone());
            if let Some(noun) = noun {
                out.push(Term::from(format!("{noun}#{side}")));
            }
        }
        super::parsed::sorted(out)
    }

    /// The terms of a noun phrase, first what tells it: a name that stands for it (*le maire Hugo
    /// Tarrade*), else its head noun (*le port de Tarzit*).
    pub fn identity_first(&self, at: &[usize]) -> Vec<Term> {
        let words = &self.parsed.words;
        let mut filled: Vec<usize> = at.iter().copied().filter(|&w| self.parsed.terms[w].is_some()).collect();
        let Some(&first) = filled.first() else { return Vec::new() };
        let named = filled.iter().copied().find(|&w| {
            self.parsed.mentions.iter().any(|m| m.first == w)
                && (w == first
                    || !(first..w)
                        .rev()
                        .take_while(|&i| !words[i].is_mark(','))
                        .any(|i| words[i].classes.any(&[Class::Of, Class::Preposition])))
        });
        let head = if self.rules.language.head_last {
            // The last word of the first run; a name before it describes it (the Kelsby pool),
            // but for words that say no more than that it is a firm.
            let mut run: Vec<usize> = Vec::new();
            for w in at.iter().copied().filter(|&w| w >= first) {
                // *the Petrel 2 rocket*: the number is part of the name.
                let next = run.last().map_or(first, |&last| last + 1);
                let named = |n: usize| self.parsed.mention_at(n).is_some() || words[n].kind == TokenKind::Number;
                let joined = (next..w).all(named);
                if !joined || words[w].is(Class::Of) {
                    break;
                }
                run.push(w);
            }
            let last = run
                .iter()
                .copied()
                .rev()
                .find(|&w| self.parsed.mention_at(w).is_some() || self.parsed.terms[w].is_some());
            let firm = run.last().is_some_and(|&w| words[w].is(Class::GenericOrganisation));
            match last {
                Some(_) if firm => named,
                Some(w) => Some(self.parsed.mention_at(w).map_or(w, |m| m.first)),
                None => named,
            }
        } else {
            named
        };
        if let Some(position) = head.and_then(|h| filled.iter().position(|&w| w == h)) {
            filled[..=position].rotate_right(1);
        }
        self.parsed.terms_of(filled)
    }
}
