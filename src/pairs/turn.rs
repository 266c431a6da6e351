//! Whether aligned words hold alike: each stands under so many negations on either side, and an odd
//! one on one side only turns it round (MacCartney and Manning, *Natural logic for textual
//! inference*, 2007, without its entailments).

use super::polarity::Aligned;
use super::side::{Item, Side};
use super::vector::{Feature, Vector};
use crate::model::ReadSentence;
use crate::rules::{Class, LanguageRules};

/// Words between *ne* and the *pas* or *jamais* that belongs to it.
const REACH: usize = 4;

impl Aligned<'_, '_> {
    pub fn turned(&self, out: &mut Vector) {
        let (mut all, mut turned) = (0.0, 0.0);
        for (n, own) in self.claim.items.iter().enumerate() {
            if own.name || own.number.is_some() {
                continue;
            }
            let Some((m, opposite)) = self.like(n) else { continue };
            let other = &self.text.items[m];
            all += own.weight;
            let odd = is_odd(self.claim, own) != is_odd(self.text, other);
            if odd == opposite {
                continue;
            }
            turned += own.weight;
            let told = is_told(self.claim, own) || is_told(self.text, other);
            let note = if opposite { format!("{} and {}", own.lower, other.lower) } else { own.lower.to_string() };
            if told {
                let around = self.around(own, other);
                out.see(if opposite { Feature::Opposite } else { Feature::TurnedVerb }, around, note);
            } else if opposite {
                out.see(Feature::Opposite, 0.5 * self.around(own, other), note);
            }
        }
        if all > 0.0 {
            out.set(Feature::Turned, turned / all);
        }
    }

    /// The item of the text that an item of the claim is linked to, and whether it means the
    /// opposite.
    fn like(&self, n: usize) -> Option<(usize, bool)> {
        if let Some((m, _)) = self.to_text.best[n] {
            return (!self.text.items[m].name && self.text.items[m].number.is_none()).then_some((m, false));
        }
        let own = &self.claim.items[n];
        // Where one side holds both words, neither stands against the other.
        let both = |side: &Side<'_>, item: &Item| side.items.iter().any(|i| self.are_opposite(i, item));
        if both(self.claim, own) {
            return None;
        }
        self.text.items.iter().enumerate().find_map(|(m, other)| {
            let free = self.to_claim.best[m].is_none() && other.number.is_none() && !other.name;
            (free && self.are_opposite(own, other) && !both(self.text, other)).then_some((m, true))
        })
    }

    fn are_opposite(&self, a: &Item, b: &Item) -> bool {
        self.concepts.opposite(&a.term, &b.term).is_some()
            || self.claim.rules.refutation.opposed(&a.stem, &b.stem)
            || prefixed(a, b, self.claim.rules)
    }

    /// How much of the claim's clause around `own` is found in the sentence of `other`.
    fn around(&self, own: &Item, other: &Item) -> f64 {
        let (mut all, mut found) = (0.0, 0.0);
        for (n, item) in self.claim.of_sentence(own.sentence).filter(|(_, i)| i.clause == own.clause) {
            all += item.weight;
            let there = self.to_text.best[n].is_some_and(|(m, _)| self.text.items[m].sentence == other.sentence);
            if there || item.word == own.word {
                found += item.weight;
            }
        }
        found / f64::max(all, 1e-9)
    }
}

/// *légal* and *illégal*, *approuve* and *désapprouve*.
fn prefixed(a: &Item, b: &Item, rules: &LanguageRules) -> bool {
    let (short, long) = if a.root.len() < b.root.len() { (a, b) } else { (b, a) };
    let Some(prefix) = long.root.strip_suffix(short.root.as_str()) else { return false };
    short.root.len() >= 4 && rules.polarity.is_negative_prefix(prefix)
}

/// It is what a clause says: part of its verb group, or right behind a bare copula.
pub(super) fn is_told(side: &Side<'_>, item: &Item) -> bool {
    let sentence = side.sentence(item.sentence);
    let Some(clause) = item.clause.map(|c| &sentence.clauses[c]) else { return false };
    if clause.verb.contains(&item.word) {
        return true;
    }
    let bare = clause.verb.iter().all(|&v| sentence.words[v].term.is_none());
    let first = clause.words.iter().copied().filter(|&w| clause.verb.last().is_some_and(|&v| w > v));
    bare && first.into_iter().find(|&w| sentence.words[w].term.is_some()) == Some(item.word)
}

/// True when an odd number of negations hold it.
fn is_odd(side: &Side<'_>, item: &Item) -> bool {
    let sentence = side.sentence(item.sentence);
    let before = |k: usize| item.word.checked_sub(k).map(|w| &sentence.words[w]);
    let near = |classes: &[Class]| (1..=2).any(|k| before(k).is_some_and(|w| side.is(w, classes)));
    let mut count = usize::from(near(&[Class::Without]) || near(&[Class::WordNegation]));
    let Some(clause) = item.clause.map(|c| &sentence.clauses[c]) else { return count % 2 == 1 };
    let from = clause.verb.first().copied().unwrap_or(0);
    if clause.negated {
        count += usize::from(item.word >= from || near(&[Class::NegativeDeterminer]));
    } else if let Some(loose) = loose(side, sentence, &clause.words, &clause.verb) {
        count += usize::from(item.word > loose);
    }
    let negative =
        |w: &usize| *w < item.word && side.rules.polarity.negative_verbs.contains(sentence.words[*w].lower.as_str());
    count += clause.words.iter().filter(|w| negative(w)).count();
    count % 2 == 1
}

/// *affirme n'avoir jamais vendu*, *decided not to sell*: a negation beside the verb group. Its word.
fn loose(side: &Side<'_>, sentence: &ReadSentence, words: &[usize], verb: &[usize]) -> Option<usize> {
    let is = |w: usize, classes: &[Class]| side.is(&sentence.words[w], classes);
    let negation = &[Class::Negation, Class::NegativeDeterminer, Class::NegativePronoun];
    words.iter().copied().filter(|w| !verb.contains(w)).find(|&w| {
        if side.rules.language.has_negation_particle() {
            is(w, &[Class::NegationParticle]) && words.iter().any(|&x| x > w && x <= w + REACH && is(x, negation))
        } else {
            is(w, &[Class::Negation])
        }
    })
}
