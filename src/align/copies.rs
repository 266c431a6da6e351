//! Which articles are copies of one text.

use crate::model::Dossier;
use itertools::Itertools;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The origin of each article, as numbers from 0 in the order of articles. Two articles have one
/// origin where `share` of the shorter one's sentences stand in the other word for word.
pub fn origins(dossiers: &[Dossier], share: f64) -> Vec<usize> {
    let sentences: Vec<HashSet<&str>> =
        dossiers.iter().map(|d| d.sentences.iter().map(|s| s.text.as_str()).collect()).collect();
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, set) in sentences.iter().enumerate() {
        for text in set {
            holders.entry(text).or_default().push(n);
        }
    }
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for list in holders.values().filter(|l| l.len() > 1) {
        for [&a, &b] in list.iter().array_combinations() {
            *common.entry((a, b)).or_insert(0) += 1;
        }
    }
    // An article joins the first one before it that it copies.
    let mut origin: Vec<usize> = (0..dossiers.len()).collect();
    for ((a, b), shared) in common {
        let shorter = sentences[a].len().min(sentences[b].len());
        if origin[b] == b && shared as f64 >= share * shorter as f64 {
            origin[b] = origin[a];
        }
    }
    let numbers: BTreeMap<usize, usize> =
        origin.iter().copied().unique().enumerate().map(|(number, first)| (first, number)).collect();
    origin.iter().map(|o| numbers[o]).collect()
}

/// True when the sentence stands in the other article word for word.
pub fn holds(dossier: &Dossier, sentence: &str) -> bool {
    dossier.sentences.iter().any(|s| s.text == sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lang, Meta, SentenceText};

    fn dossier(sentences: &[&str]) -> Dossier {
        let sentences = sentences
            .iter()
            .map(|text| SentenceText { start: 0, end: text.len(), line: 1, column: 1, text: (*text).to_owned() })
            .collect();
        Dossier {
            key: String::new(),
            path: String::new(),
            lang: Lang::Fr,
            meta: Meta::default(),
            sentences,
            names: Vec::new(),
            odd_dates: Vec::new(),
            claims: Vec::new(),
        }
    }

    #[test]
    fn a_wire_copy_with_one_sentence_changed_has_the_origin_of_its_wire() {
        let wire = dossier(&["Trois morts.", "Le pont a cédé.", "Le préfet est sur place."]);
        let copy = dossier(&["Cinq morts.", "Le pont a cédé.", "Le préfet est sur place."]);
        let own = dossier(&["Le pont a cédé.", "Une enquête est ouverte.", "Des témoins parlent.", "Il pleuvait."]);
        assert_eq!(origins(&[wire, own, copy], 0.6), [0, 1, 0]);
    }
}
