//! One name in two spellings: *Eyal Holata* and *Eyal Hulata*.

use super::{Text, Texts};
use crate::model::{Dossier, Evidence, Slip, Spot};
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
    for (given, x, y) in xs.namesakes(ys) {
        if alone && x > y || !near(texts, x, y) || !alone && (ys.knows(given, x) || xs.knows(given, y)) {
            continue;
        }
        let (Some(a), Some(b)) = (mention(left, given, x), mention(right, given, y)) else { continue };
        // *Jean Morin et Jean Martin*: named together they are two.
        if alone && (a.sentence.start == b.sentence.start || established(left.dossier, x, y)) {
            continue;
        }
        let (first, second) = if alone && a.span.start > b.span.start { (b, a) } else { (a, b) };
        out.push(Slip {
            measure: first.quote().to_owned(),
            left: first,
            right: second,
            because: vec![Evidence::new("near-spelling", format!("{x} and {y} differ by a letter or two"))],
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
