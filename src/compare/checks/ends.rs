//! How sentences begin and end: what finds the near copies among them without comparing all with
//! all.

use crate::model::Dossier;
use crate::text::hash64;

/// Words at either end. A sentence of ten words or more that shares four fifths of them with
/// another, but for one stretch, shares four words with it at its beginning or at its end.
const WORDS: usize = 4;

/// The beginnings and endings of an article's sentences, for lookup.
#[derive(Debug, Default)]
pub struct Ends {
    /// Hash of the words, sentence; sorted.
    by_hash: Vec<(u64, usize)>,
}

impl Ends {
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
        Self { by_hash }
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
}
