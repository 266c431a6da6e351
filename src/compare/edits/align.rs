//! Alignment of sentences, and of the words in them, in their order.

use itertools::Itertools;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Share of their words that two versions of one sentence have in common at least.
const LIKE: f64 = 0.5;

/// A word of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// First byte in its sentence.
    pub at: usize,
    /// As written.
    pub text: &'a str,
    /// In lower case.
    pub lower: String,
}

impl Word<'_> {
    /// True for a number in digits.
    pub fn digits(&self) -> bool {
        self.text.bytes().any(|b| b.is_ascii_digit())
    }
}

/// The words of a sentence; what stands before an apostrophe is one of its own.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    for (at, word) in text.unicode_word_indices() {
        let mut from = 0;
        for (cut, mark) in word.match_indices(['\'', '’']) {
            out.push(Word { at: at + from, text: &word[from..cut], lower: word[from..cut].to_lowercase() });
            from = cut + mark.len();
        }
        out.push(Word { at: at + from, text: &word[from..], lower: word[from..].to_lowercase() });
    }
    out.retain(|w| !w.text.is_empty());
    out
}

/// Sentences that are one, in order, with those that only one version has between them.
pub(super) fn aligned(left: &[Vec<Word<'_>>], right: &[Vec<Word<'_>>]) -> Vec<(Option<usize>, Option<usize>)> {
    let like = |i: usize, j: usize| {
        let share = share(&left[i], &right[j]);
        if share >= LIKE { share } else { 0.0 }
    };
    let (n, m) = (left.len(), right.len());
    let mut best = vec![vec![0.0; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let skipped = f64::max(best[i + 1][j], best[i][j + 1]);
            best[i][j] = f64::max(skipped, best[i + 1][j + 1] + like(i, j));
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < n && j < m {
        let one = like(i, j);
        if one > 0.0 && best[i][j] == best[i + 1][j + 1] + one {
            out.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if best[i][j] == best[i + 1][j] {
            out.push((Some(i), None));
            i += 1;
        } else {
            out.push((None, Some(j)));
            j += 1;
        }
    }
    out.extend((i..n).map(|i| (Some(i), None)));
    out.extend((j..m).map(|j| (None, Some(j))));
    out
}

/// Words that both have, of all that they have, 0 to 1.
fn share(a: &[Word<'_>], b: &[Word<'_>]) -> f64 {
    let mut counts: BTreeMap<&str, isize> = BTreeMap::new();
    for word in a {
        *counts.entry(&word.lower).or_insert(0) += 1;
    }
    let mut shared = 0;
    for word in b {
        if let Some(left) = counts.get_mut(word.lower.as_str()).filter(|n| **n > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    2.0 * f64::from(shared) / (a.len() + b.len()).max(1) as f64
}

/// Where two versions of a sentence differ: ranges of words of each.
pub(super) fn gaps(left: &[Word<'_>], right: &[Word<'_>]) -> Vec<[Range<usize>; 2]> {
    let (n, m) = (left.len(), right.len());
    let mut longest = vec![vec![0_usize; m + 1]; n + 1];
    for (i, j) in (0..n).rev().cartesian_product((0..m).rev()) {
        longest[i][j] = if left[i].lower == right[j].lower {
            longest[i + 1][j + 1] + 1
        } else {
            longest[i + 1][j].max(longest[i][j + 1])
        };
    }
    let (mut i, mut j) = (0, 0);
    let mut out: Vec<[Range<usize>; 2]> = Vec::new();
    let mut open = [0, 0];
    let mut close = |open: [usize; 2], i: usize, j: usize| {
        if open != [i, j] {
            out.push([open[0]..i, open[1]..j]);
        }
    };
    while i < n && j < m {
        if left[i].lower == right[j].lower {
            close(open, i, j);
            (i, j) = (i + 1, j + 1);
            open = [i, j];
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    close(open, n, m);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_words_are_found_between_those_that_stayed() {
        let (a, b) = (words("L'usine n'a pas fermé lundi."), words("L'usine a fermé mardi soir."));
        let shown: Vec<[Vec<&str>; 2]> = gaps(&a, &b)
            .into_iter()
            .map(|[x, y]| [a[x].iter().map(|w| w.text).collect(), b[y].iter().map(|w| w.text).collect()])
            .collect();
        let expected: [[Vec<&str>; 2]; 3] =
            [[vec!["n"], vec![]], [vec!["pas"], vec![]], [vec!["lundi"], vec!["mardi", "soir"]]];
        assert_eq!(shown, expected);
        assert!(gaps(&a, &a).is_empty());
    }

    #[test]
    fn sentences_keep_their_order_and_new_ones_stand_between() {
        let left = ["Le pont a cédé mardi.", "Trois morts ont été comptés."].map(words);
        let right =
            ["Le pont a cédé mardi soir.", "Le maire est venu sur place.", "Cinq morts ont été comptés."].map(words);
        assert_eq!(aligned(&left, &right), [(Some(0), Some(0)), (None, Some(1)), (Some(1), Some(2))]);
    }
}
