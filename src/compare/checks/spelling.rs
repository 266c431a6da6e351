//! One name in two spellings: *Eyal Holata* and *Eyal Hulata*.

use super::{Text, Texts};
use crate::model::{Dossier, Evidence, Slip, Spot, Wording};
use crate::text::{Raw, Span, fold};
use unicode_segmentation::UnicodeSegmentation;

/// Near spellings of one full name; of two articles, each has one of them.
pub(super) fn check(texts: &Texts<'_>) -> Vec<Slip> {
    let (left, right) = (&texts.left, &texts.right);
    // Each language has its own letters for foreign names.
    if left.dossier.lang != right.dossier.lang {
        return Vec::new();
    }
    let alone = left.article == right.article;
    let (xs, ys) = (left.outline, right.outline);
    let mut out = Vec::new();
    let limits = &texts.rules.thresholds.names;
    let spelt = |a: &str, b: &str| strsim::jaro_winkler(a, b) >= limits.variant;
    for [(first, x), (second, y)] in xs.namesakes(ys, spelt) {
        if alone && x > y || !alone && (ys.knows(second, x) || xs.knows(first, y)) {
            continue;
        }
        // A first name in two spellings, or a last name further apart, is one man's where both articles
        // tell the same of him.
        let one_house = || !alone && spelt(x, y) && house(left, right, x, y) >= limits.house;
        if !(first == second && near(texts, x, y) || one_house()) {
            continue;
        }
        let (Some(a), Some(b)) = (mention(left, first, x), mention(right, second, y)) else { continue };
        // *Jean Morin et Jean Martin*: named together they are two.
        if alone && (a.sentence.start == b.sentence.start || established(left.dossier, x, y)) {
            continue;
        }
        let (a, b) = if alone && a.span.start > b.span.start { (b, a) } else { (a, b) };
        out.push(Slip {
            measure: a.quote().into(),
            left: a,
            right: b,
            because: vec![Evidence::new(
                "near-spelling",
                Wording::new("near-spelling").with("left", x).with("right", y),
            )],
        });
    }
    out
}

/// Last names that differ by a slip of the pen, not by their ending.
fn near(texts: &Texts<'_>, a: &str, b: &str) -> bool {
    let limits = &texts.rules.thresholds.names;
    let letters = a.chars().count().min(b.chars().count());
    let edits = strsim::damerau_levenshtein(a, b);
    // Two letters of a long name: *Hezbollahi* and *Hizbollahy*.
    let allowed = if letters >= limits.long { 2 } else { 1 };
    let ending = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| matches!(rest, "e" | "s" | "es" | "n" | "ne"));
    letters + 1 >= limits.length
        && (1..=allowed).contains(&edits)
        && strsim::jaro_winkler(a, b) >= limits.variant
        && a.chars().next() == b.chars().next()
        && !ending(a, b)
        && !ending(b, a)
}

/// Words with a capital, of four letters or more, that stand beside both names: *of the Kelsby
/// Institute of Geology*.
fn house(left: &Text<'_>, right: &Text<'_>, x: &str, y: &str) -> usize {
    let beside = |dossier: &Dossier, name: &str| {
        let told = dossier.sentences.iter().map(|s| s.text.unicode_words().collect::<Vec<_>>());
        let mut out: Vec<_> = told
            .filter(|words| words.iter().any(|w| fold(w) == name))
            .flatten()
            .filter(|w| w.starts_with(char::is_uppercase) && w.chars().count() >= 4)
            .map(fold)
            .filter(|w| *w != name)
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    };
    let (a, b) = (beside(left.dossier, x), beside(right.dossier, y));
    a.iter().filter(|w| b.contains(w)).count()
}

/// Both forms stand often: two people, and the writer knows it.
fn established(dossier: &Dossier, x: &str, y: &str) -> bool {
    let stands = |text: &str, name: &str| text.unicode_words().any(|w| fold(w) == name);
    let times = |name: &str| dossier.sentences.iter().filter(|s| stands(&s.text, name)).count();
    times(x) > 1 && times(y) > 1
}

/// Where the article first gives this name.
fn mention(text: &Text<'_>, given: &str, last: &str) -> Option<Spot> {
    let parts: Vec<&str> = given.split(' ').chain([last]).collect();
    for (n, sentence) in text.dossier.sentences.iter().enumerate() {
        let words: Vec<(usize, &str)> = sentence.text.unicode_word_indices().collect();
        let found = words.windows(parts.len()).find(|w| {
            w.iter().zip(&parts).all(|((_, word), part)| word.starts_with(char::is_uppercase) && fold(word) == *part)
        });
        if let Some([(first, _), .., (last, word)]) = found {
            let span: Span<Raw> = Span::new(sentence.start + first, sentence.start + last + word.len());
            return Some(text.spot(n, span, None));
        }
    }
    None
}
