//! What finds near copies among sentences and near spellings among names without comparing all with
//! all.

use crate::model::Dossier;
use crate::text::hash64;

/// Words at either end. A sentence of ten words or more that shares four fifths of them with
/// another, but for one stretch, shares four words with it at its beginning or at its end.
const WORDS: usize = 4;

/// How an article's sentences begin and end, and its full names, for lookup.
#[derive(Debug, Default)]
pub struct Outline {
    /// Hash of the words, sentence; sorted.
    by_hash: Vec<(u64, usize)>,
    /// First names and last name, folded; sorted.
    names: Vec<Full>,
}

/// A full name: first names and last name, folded.
pub(super) type Full = (String, String);

impl Outline {
    /// Those of `dossier`.
    pub fn of(dossier: &Dossier) -> Self {
        let mut by_hash = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        let mut key = String::new();
        for (n, sentence) in dossier.sentences.iter().enumerate() {
            words.clear();
            words.extend(sentence.text.split_whitespace());
            if words.len() <= 2 * WORDS {
                continue;
            }
            let last = words.len() - WORDS;
            for (side, part) in [("<", &words[..WORDS]), (">", &words[last..])] {
                key.clear();
                key.push_str(side);
                for word in part {
                    key.push_str(word);
                    key.push(' ');
                }
                by_hash.push((hash64(key.as_bytes()), n));
            }
        }
        by_hash.sort_unstable();
        let forms = dossier.names.iter().flat_map(|n| &n.forms).filter(|f| !f.contains(|c: char| c.is_ascii_digit()));
        let split = |form: &String| form.rsplit_once(' ').map(|(given, last)| (given.to_owned(), last.to_owned()));
        let mut names: Vec<(String, String)> = forms.filter_map(split).collect();
        names.sort_unstable();
        Self { by_hash, names }
    }

    /// Pairs of sentences, of this and of the `other` article, that begin or end alike, in order.
    pub(super) fn alike(&self, other: &Self) -> Vec<(usize, usize)> {
        let (mut i, mut j) = (0, 0);
        let mut out = Vec::new();
        while i < self.by_hash.len() && j < other.by_hash.len() {
            let (a, b) = (self.by_hash[i].0, other.by_hash[j].0);
            match a.cmp(&b) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    let run = other.by_hash[j..].iter().take_while(|(hash, _)| *hash == a);
                    out.extend(run.map(|&(_, n)| (self.by_hash[i].1, n)));
                    i += 1;
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Pairs of full names, of this and of the `other` article, whose last names differ behind one
    /// first name or behind two that `near` takes for one.
    pub(super) fn namesakes<'a>(&'a self, other: &'a Self, near: impl Fn(&str, &str) -> bool) -> Vec<[&'a Full; 2]> {
        let mut out = Vec::new();
        for own in &self.names {
            let (given, last) = own;
            let letter = |n: &Full| n.0.chars().next();
            let from = other.names.partition_point(|n| letter(n) < letter(own));
            let same = other.names[from..].iter().take_while(|n| letter(n) == letter(own));
            out.extend(same.filter(|n| n.1 != *last && (n.0 == *given || near(given, &n.0))).map(|n| [own, n]));
        }
        out
    }

    /// True when the article has this name.
    pub(super) fn knows(&self, given: &str, last: &str) -> bool {
        self.names.binary_search_by(|(g, l)| (g.as_str(), l.as_str()).cmp(&(given, last))).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lang, Meta, Name, SentenceText};

    fn outline(sentences: &[&str], forms: &[&str]) -> Outline {
        let sentence =
            |text: &&str| SentenceText { start: 0, end: text.len(), line: 1, column: 1, text: (*text).into() };
        let name = |form: &&str| Name { term: "@x".into(), forms: vec![(*form).into()], shown: (*form).into() };
        Outline::of(&Dossier {
            key: String::new(),
            path: String::new(),
            lang: Lang::Fr,
            meta: Meta::default(),
            sentences: sentences.iter().map(sentence).collect(),
            names: forms.iter().map(name).collect(),
            odd_dates: Vec::new(),
            corrections: Vec::new(),
            cut: Vec::new(),
            claims: Vec::new(),
        })
    }

    #[test]
    fn long_sentences_that_begin_or_end_alike_meet() {
        let a = outline(&["Le pont est fermé.", "La direction a annoncé mardi soir la fin de 120 postes."], &[]);
        let b =
            outline(&["La direction a annoncé\nmardi soir la suppression de 120 emplois.", "Le pont est fermé."], &[]);
        assert_eq!(a.alike(&b), [(1, 0)]);
    }

    #[test]
    fn names_meet_behind_one_first_name() {
        let a = outline(&[], &["eyal holata", "jean morel", "paris"]);
        let b = outline(&[], &["eyal hulata", "jean morel", "jeanne morel"]);
        let full = |given: &str, last: &str| (given.to_owned(), last.to_owned());
        assert_eq!(a.namesakes(&b, |_, _| false), [[&full("eyal", "holata"), &full("eyal", "hulata")]]);
        let c = outline(&[], &["eial hulata"]);
        assert!(a.namesakes(&c, |_, _| false).is_empty());
        assert_eq!(a.namesakes(&c, |x, y| x == "eyal" && y == "eial").len(), 1);
        assert!(a.knows("jean", "morel") && !a.knows("jeanne", "morel"));
    }
}
