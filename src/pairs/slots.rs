//! One slot, filled in two ways: another name in the same place, roles swapped.

use super::polarity::Aligned;
use super::side::{Item, Side};
use super::vector::{Feature, Vector};
use crate::rules::Class;
use crate::text::TokenKind;

impl Aligned<'_, '_> {
    pub fn slots(&self, out: &mut Vector) {
        self.substituted(out);
        self.other_name(out);
        self.swap(out);
    }

    /// A name of the claim that the text has not, where the text has another in the same place.
    fn other_name(&self, out: &mut Vector) {
        for (n, own) in self.claim.items.iter().enumerate().filter(|(_, i)| i.name) {
            if self.to_text.best[n].is_some() {
                continue;
            }
            let before = link_word(self.claim, own);
            let near = neighbour(self.claim, n);
            for other in self.text.items.iter().filter(|i| i.name) {
                let known = self.claim.items.iter().any(|i| i.root == other.root);
                if known || before.is_empty() || link_word(self.text, other) != before {
                    continue;
                }
                let beside = near.is_some_and(|k| {
                    self.to_text.best[k].is_some_and(|(m, _)| self.text.items[m].sentence == other.sentence)
                });
                if beside {
                    out.see(Feature::OtherName, 1.0, format!("{} and {}", own.lower, other.lower));
                }
            }
        }
    }

    /// A word of the claim that the text has not, between words that it has, where the text has
    /// another word between them: *le vaccin contre la variole*, *le vaccin contre la rougeole*.
    fn substituted(&self, out: &mut Vector) {
        let items = &self.claim.items;
        let there = |n: usize| self.to_text.best[n].map(|(m, _)| m);
        for n in 0..items.len() {
            if there(n).is_some() || items[n].number.is_some() {
                continue;
            }
            let beside = |k: Option<usize>| {
                let k = k.filter(|&k| k < items.len() && items[k].sentence == items[n].sentence)?;
                there(k)
            };
            let (before, behind) = (beside(n.checked_sub(1)), beside(Some(n + 1)));
            let free = |m: usize| {
                let item = self.text.items.get(m)?;
                (self.to_claim.best[m].is_none() && item.number.is_none() && item.name == items[n].name).then_some(m)
            };
            let one_sentence = |m: usize, k: usize| self.text.items[m].sentence == self.text.items[k].sentence;
            let after = before.and_then(|m| free(m + 1).filter(|&k| one_sentence(m, k)));
            let ahead = behind
                .and_then(|m| m.checked_sub(1))
                .and_then(free)
                .filter(|&k| behind.is_some_and(|m| one_sentence(m, k)));
            let (value, other) = match (after, ahead) {
                (Some(k), Some(l)) if k == l => (1.0, k),
                (Some(k), _) | (None, Some(k)) => {
                    let (own, its) = (link_word(self.claim, &items[n]), link_word(self.text, &self.text.items[k]));
                    (if own == its { 0.5 } else { 0.2 }, k)
                }
                (None, None) => continue,
            };
            out.see(Feature::Substituted, value, format!("{} and {}", items[n].lower, self.text.items[other].lower));
        }
    }

    /// Two things that both name, one before the verb and one behind it, the other way round.
    fn swap(&self, out: &mut Vector) {
        let place = |side: &Side<'_>, item: &Item| -> Option<((usize, usize), bool)> {
            let number = item.clause?;
            let verb = *side.sentence(item.sentence).clauses[number].verb.last()?;
            Some(((item.sentence, number), item.word < verb))
        };
        for (n, x) in self.claim.items.iter().enumerate() {
            for (m, y) in self.claim.items.iter().enumerate().skip(n + 1) {
                let (Some((c, true)), Some((d, false))) = (place(self.claim, x), place(self.claim, y)) else {
                    continue;
                };
                if c != d {
                    continue;
                }
                let (Some((p, a)), Some((q, b))) = (self.to_text.best[n], self.to_text.best[m]) else { continue };
                if a < 0.8 || b < 0.8 {
                    continue;
                }
                let (p, q) = (&self.text.items[p], &self.text.items[q]);
                if let (Some((e, false)), Some((f, true))) = (place(self.text, p), place(self.text, q))
                    && e == f
                {
                    out.see(Feature::Swap, 1.0, format!("{} and {}", x.lower, y.lower));
                }
            }
        }
    }
}

/// The preposition right before a name, articles left out; empty where there is none.
pub(super) fn link_word(side: &Side<'_>, item: &Item) -> String {
    let words = &side.sentence(item.sentence).words;
    for at in (0..item.word).rev() {
        let word = &words[at];
        if side.is(word, &[Class::Preposition]) {
            return word.lower.to_string();
        }
        if word.kind != TokenKind::Word || !side.is(word, &[Class::Determiner]) {
            break;
        }
    }
    String::new()
}

/// The item of the same clause right before, or else behind.
fn neighbour(side: &Side<'_>, n: usize) -> Option<usize> {
    let own = &side.items[n];
    let same = |k: &usize| side.items[*k].sentence == own.sentence;
    n.checked_sub(1).filter(same).or_else(|| Some(n + 1).filter(|k| *k < side.items.len()).filter(same))
}
