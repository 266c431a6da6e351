//! Phrases of one or more words, found with one lookup per word.

use crate::text::{Clitics, Map, fold, tokenize};
use compact_str::CompactString;

/// A word in lower case with straight apostrophes: the form in which phrases are kept.
pub fn normal(text: &str) -> CompactString {
    let lower = text.to_lowercase();
    if lower.contains('’') { lower.replace('’', "'").into() } else { lower.into() }
}

/// Cuts a phrase of a rule file into words as sentences are cut.
pub fn phrase(text: &str, clitics: &Clitics) -> Vec<CompactString> {
    let mut tokens = Vec::new();
    if text.ends_with(['\'', '’']) {
        // A clitic is one only before a word.
        let whole = format!("{text}x");
        tokenize(&whole, 0, clitics, &mut tokens);
        tokens.pop();
        return tokens.iter().map(|t| normal(t.span.of(&whole))).collect();
    }
    tokenize(text, 0, clitics, &mut tokens);
    tokens.iter().map(|t| normal(t.span.of(text))).collect()
}

#[derive(Debug, Clone)]
struct Entry<T> {
    words: Vec<CompactString>,
    value: T,
}

/// Phrases with a value each, looked up by their first or their last word. Of several that match
/// the longest wins, and of these the one declared first.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    first: Ends<T>,
    last: Ends<T>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { first: Ends::default(), last: Ends::default() }
    }
}

/// Phrases by the word at one of their ends.
#[derive(Debug, Clone)]
struct Ends<T> {
    entries: Map<CompactString, Vec<Entry<T>>>,
    /// The bits of the words: most words of a sentence are turned away by theirs.
    sieve: [u64; 16],
}

impl<T> Default for Ends<T> {
    fn default() -> Self {
        Self { entries: Map::default(), sieve: [0; 16] }
    }
}

impl<T> Ends<T> {
    /// Where the bit of a word stands: made of its length and outer letters.
    fn bit(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let (first, last) = (bytes.first().copied().unwrap_or(0), bytes.last().copied().unwrap_or(0));
        let second = bytes.get(1).copied().unwrap_or(0);
        let mixed = bytes.len() ^ usize::from(first) << 5 ^ usize::from(last) << 2 ^ usize::from(second) << 3;
        (mixed >> 6 & 15, 1 << (mixed & 63))
    }

    fn of(&mut self, word: CompactString) -> &mut Vec<Entry<T>> {
        let (at, bit) = Self::bit(&word);
        self.sieve[at] |= bit;
        self.entries.entry(word).or_default()
    }

    fn get(&self, word: &str) -> Option<&Vec<Entry<T>>> {
        let (at, bit) = Self::bit(word);
        if self.sieve[at] & bit == 0 { None } else { self.entries.get(word) }
    }
}

impl<T: Clone> Phrases<T> {
    /// Adds a phrase; also without its accents, since hurried texts drop them.
    pub fn add(&mut self, text: &str, clitics: &Clitics, value: T) {
        let words = phrase(text, clitics);
        // Folded, "à" would be "a", another word.
        let plain: Vec<_> = words.iter().map(|w| if w.chars().count() > 2 { fold(w) } else { w.clone() }).collect();
        if plain != words {
            self.insert(plain, value.clone());
        }
        self.insert(words, value);
    }

    fn insert(&mut self, words: Vec<CompactString>, value: T) {
        let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) else { return };
        for (map, key) in [(&mut self.first, first), (&mut self.last, last)] {
            let entries = map.of(key);
            if !entries.iter().any(|e| e.words == words) {
                entries.push(Entry { words: words.clone(), value: value.clone() });
                entries.sort_by_key(|e| std::cmp::Reverse(e.words.len()));
            }
        }
    }

    /// The longest phrase that begins where `word(0)` stands, with its number of words.
    /// `word(k)` gives the k-th word from there, in its normal form.
    pub fn at<'a>(&self, word: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, &T)> {
        let entries = self.first.get(word(0)?)?;
        entries
            .iter()
            .find(|e| e.words.iter().enumerate().skip(1).all(|(k, w)| word(k) == Some(w.as_str())))
            .map(|e| (e.words.len(), &e.value))
    }

    /// The longest phrase that ends where `word(0)` stands, with its number of words. `word(k)`
    /// gives the k-th word to the left of there.
    pub fn ending<'a>(&self, word: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, &T)> {
        let entries = self.last.get(word(0)?)?;
        entries
            .iter()
            .find(|e| e.words.iter().rev().enumerate().skip(1).all(|(k, w)| word(k) == Some(w.as_str())))
            .map(|e| (e.words.len(), &e.value))
    }

    /// True where a phrase begins with `word`.
    pub fn begins(&self, word: &str) -> bool {
        self.first.get(word).is_some()
    }

    /// The first words of all phrases.
    pub fn beginnings(&self) -> impl Iterator<Item = &CompactString> {
        self.first.entries.keys()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_from_either_end() {
        let clitics = Clitics { front: vec!["jusqu".into()], back: Vec::new() };
        let mut phrases = Phrases::default();
        for (n, text) in ["plus de", "pas plus de", "jusqu'à", "âgé jusqu'"].into_iter().enumerate() {
            phrases.add(text, &clitics, n);
        }
        let words = ["pas", "plus", "de", "jusqu'", "à"];
        assert_eq!(phrases.at(|k| words.get(k).copied()), Some((3, &1)));
        assert_eq!(phrases.ending(|k| words.get(2usize.wrapping_sub(k)).copied()), Some((3, &1)));
        assert_eq!(phrases.at(|k| words.get(3 + k).copied()), Some((2, &2)));
        assert_eq!(phrases.ending(|k| ["âgé", "jusqu'"].get(1usize.wrapping_sub(k)).copied()), Some((2, &3)));
    }
}
