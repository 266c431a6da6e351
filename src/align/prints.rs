//! Runs of words of texts: which sentences and articles may be near copies of each other, without
//! comparing all with all. Articles are filed by MinHash (Broder, *On the resemblance and containment
//! of documents*, 1997), sentences by the first of their runs (Chaudhuri et al., *A primitive operator
//! for similarity joins in data cleaning*, 2006).

use crate::model::Dossier;
use crate::text::{hash64, push_folded};
use unicode_segmentation::UnicodeSegmentation;

/// Words of a shingle.
const SHINGLE: usize = 3;
/// Bands of a signature, and hashes of each. Texts whose resemblance is .6 share a band in 97 of
/// 100 cases, those of .1 in one of 60.
const BANDS: usize = 16;
const ROWS: usize = 3;

/// What an article is filed under: near copies share one of these hashes at its place.
pub type Bands = Vec<u64>;

/// The shingles of one article.
#[derive(Debug, Clone)]
pub struct Prints {
    /// Of each sentence.
    pub(super) sentences: Vec<Print>,
    /// Of the article.
    pub(super) whole: Print,
}

/// The shingles of one text, and what it is filed under.
#[derive(Debug, Clone)]
pub(super) struct Print {
    /// Hashes of the runs of words, sorted, each once.
    pub shingles: Vec<u64>,
    /// Number of words.
    pub words: usize,
}

/// What an article is filed under; nothing where it holds no words.
pub fn bands(dossier: &Dossier) -> Bands {
    prints(dossier).bands()
}

/// Reads the shingles of an article.
pub fn prints(dossier: &Dossier) -> Prints {
    let sentences: Vec<Print> = dossier.sentences.iter().map(|s| Print::new(&s.text)).collect();
    let mut all: Vec<u64> = sentences.iter().flat_map(|p| p.shingles.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let words = sentences.iter().map(|p| p.words).sum();
    Prints { whole: Print { shingles: all, words }, sentences }
}

impl Prints {
    /// A hash for each band; none where the article holds no words.
    fn bands(&self) -> Bands {
        let shingles = &self.whole.shingles;
        if shingles.is_empty() {
            return Vec::new();
        }
        let band = |b: usize| {
            (0..ROWS).fold(0, |band, row| {
                let seed = mix((b * ROWS + row) as u64 + 1);
                mix(band ^ shingles.iter().map(|&s| mix(s ^ seed)).min().unwrap_or(0))
            })
        };
        (0..BANDS).map(band).collect()
    }
}

impl Print {
    fn new(text: &str) -> Self {
        let (mut folded, mut ends) = (String::with_capacity(text.len()), Vec::new());
        for word in text.unicode_words() {
            word.chars().for_each(|c| push_folded(c, &mut folded));
            ends.push(folded.len());
            folded.push(' ');
        }
        let start = |n: usize| if n == 0 { 0 } else { ends[n - 1] + 1 };
        // A text shorter than a shingle is one.
        let runs = if ends.is_empty() { 0 } else { (ends.len() + 1).saturating_sub(SHINGLE).max(1) };
        let mut shingles: Vec<u64> =
            (0..runs).map(|n| hash64(&folded.as_bytes()[start(n)..ends[(n + SHINGLE).min(ends.len()) - 1]])).collect();
        shingles.sort_unstable();
        shingles.dedup();
        Self { shingles, words: ends.len() }
    }

    /// Shingles that both have.
    pub fn shared(&self, other: &Self) -> usize {
        let (mut i, mut j, mut out) = (0, 0, 0);
        while i < self.shingles.len() && j < other.shingles.len() {
            match self.shingles[i].cmp(&other.shingles[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => (i, j, out) = (i + 1, j + 1, out + 1),
            }
        }
        out
    }

    /// What both share of what they hold together, 0 to 1.
    pub fn resemblance(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        shared as f64 / (self.shingles.len() + other.shingles.len() - shared).max(1) as f64
    }

    /// What both share of what the shorter holds, 0 to 1.
    pub fn containment(&self, other: &Self) -> f64 {
        self.shared(other) as f64 / self.shingles.len().min(other.shingles.len()).max(1) as f64
    }
}

/// Pairs of texts that may resemble each other by `share` or more, each once and in order; none that
/// do are missing. `most`: runs of words that more texts share than this are boilerplate and tell of
/// no copy.
pub(super) fn alike(texts: &[&Print], share: f64, most: usize) -> Vec<(usize, usize)> {
    let mut filed: Vec<(u64, usize)> = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        // Two sets of so many that share that much share one of their first: as many as are left
        // when all that they must share but one are taken away.
        let all = text.shingles.len();
        let first = all - (share * all as f64).ceil() as usize + 1;
        filed.extend(text.shingles.iter().take(first).map(|&shingle| (shingle, n)));
    }
    filed.sort_unstable();
    let mut out = Vec::new();
    for group in filed.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() <= most) {
        for (i, &(_, a)) in group.iter().enumerate() {
            out.extend(group[i + 1..].iter().map(|&(_, b)| (a, b)));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Spreads the bits of a number over all of it (Steele et al., *Fast splittable pseudorandom number
/// generators*, 2014).
fn mix(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_word_leaves_a_text_near_its_copy_and_far_from_others() {
        let wire = "La crue de la Vaudre a fait douze morts et coupé deux routes, selon la préfecture de Lorvans.";
        let copy = wire.replace("douze", "quinze");
        let other = "Le conseil municipal de Tervigne a voté lundi un budget en hausse, malgré l'avis de la préfète.";
        let texts = [wire, other, &copy].map(Print::new);
        assert!(texts[0].resemblance(&texts[2]) > 0.6 && texts[0].resemblance(&texts[1]) < 0.1);
        assert_eq!(alike(&texts.iter().collect::<Vec<_>>(), 0.5, 10), [(0, 2)]);
        assert_eq!(alike(&texts.iter().collect::<Vec<_>>(), 0.5, 1), [], "what all share is boilerplate");
    }

    #[test]
    fn case_accents_and_punctuation_are_no_difference() {
        let (a, b) = (Print::new("« Évacués », dit-elle : trois."), Print::new("EVACUES, dit elle trois"));
        assert_eq!(a.shingles, b.shingles);
        assert!(Print::new("").shingles.is_empty());
        assert_eq!(Print::new("Trois morts.").shingles.len(), 1);
    }
}
