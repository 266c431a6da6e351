//! Which item of one text speaks of what an item of the other does.

use super::side::{Item, Side};
use crate::model::Quantity;

/// For each item of one side the best of the other, with how alike they are, from 0 to 1.
pub(super) struct Links {
    pub best: Vec<Option<(usize, f64)>>,
}

/// Links the items of `from` to those of `to`; with `only`, to those of one sentence.
pub(super) fn link(from: &Side<'_>, to: &Side<'_>, only: Option<usize>) -> Links {
    let best = from
        .items
        .iter()
        .map(|item| {
            let mut best: Option<(usize, f64)> = None;
            for (n, other) in to.items.iter().enumerate() {
                if only.is_some_and(|s| s != other.sentence) {
                    continue;
                }
                let alike = alike(from, item, to, other);
                if alike > best.map_or(0.0, |(_, a)| a) {
                    best = Some((n, alike));
                }
                if alike >= 1.0 {
                    break;
                }
            }
            best
        })
        .collect();
    Links { best }
}

impl Links {
    /// The share of the weight of these items that found a like.
    pub fn coverage<'i>(&self, items: impl Iterator<Item = (usize, &'i Item)>) -> f64 {
        let (mut found, mut all) = (0.0, 0.0);
        for (n, item) in items {
            all += item.weight;
            found += item.weight * self.best[n].map_or(0.0, |(_, alike)| alike);
        }
        if all == 0.0 { 0.0 } else { found / all }
    }
}

/// From 0 to 1.
pub(super) fn alike(left: &Side<'_>, a: &Item, right: &Side<'_>, b: &Item) -> f64 {
    match (left.quantity(a), right.quantity(b)) {
        (Some(x), Some(y)) => f64::from(u8::from(same_number(x, y))),
        (None, None) => words(a, b),
        _ => 0.0,
    }
}

/// One of them allows what the other says, in the same unit.
pub(super) fn same_number(x: &Quantity, y: &Quantity) -> bool {
    x.unit.dimension == y.unit.dimension && x.base().meets(&y.base())
}

fn words(a: &Item, b: &Item) -> f64 {
    if a.term == b.term || a.root == b.root {
        return 1.0;
    }
    let (x, y) = (a.root.as_str(), b.root.as_str());
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    if short.len() < 4 {
        return 0.0;
    }
    // Ukraine, ukrainien; Zelensky, Zelenski
    let common = x.chars().zip(y.chars()).take_while(|(p, q)| p == q).count();
    if common >= 4 && common * 5 >= long.chars().count() * 3 {
        return 0.8;
    }
    if short.len() >= 5 && strsim::levenshtein(x, y) == 1 {
        return 0.9;
    }
    0.0
}
