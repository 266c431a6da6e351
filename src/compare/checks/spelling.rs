//! One name in two spellings: *Eyal Holata* and *Eyal Hulata*.

use super::{Text, Texts};
use crate::model::{Dossier, Evidence, Slip, Spot};
use crate::text::{Raw, Span, fold};
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation;

/// Near spellings of one full name; of two articles, each has one of them.
pub(super) fn check(texts: &Texts<'_>) -> Vec<Slip> {
    let (left, right) = (&texts.left, &texts.right);
    // Each language has its own letters for foreign names.
    if left.dossier.lang != right.dossier.lang {
        return Vec::new();
    }
    let alone = left.article == right.article;
    let (xs, ys) = (full(left.dossier), full(right.dossier));
    let mut out = Vec::new();
    for x in &xs {
        for y in ys.iter().filter(|y| if alone { x < *y } else { x != *y }) {
            if !near(texts, x, y) || !alone && (ys.contains(x) || xs.contains(y)) {
                continue;
            }
            let (Some(a), Some(b)) = (mention(left, x), mention(right, y)) else { continue };
            // *Jean Morin et Jean Martin*: named together they are two.
            if alone && (a.sentence.start == b.sentence.start || established(left.dossier, x, y)) {
                continue;
            }
            let (first, second) = if alone && a.span.start > b.span.start { (b, a) } else { (a, b) };
            out.push(Slip {
                measure: first.quote().to_owned(),
                left: first,
                right: second,
                because: vec![Evidence::new("near-spelling", format!("{x} and {y} differ by a letter or two"), 1.5)],
            });
        }
    }
    out
}

/// The names of two words or more, folded.
fn full(dossier: &Dossier) -> BTreeSet<&str> {
    let forms = dossier.names.iter().flat_map(|n| n.forms.iter());
    forms.map(String::as_str).filter(|f| f.contains(' ') && !f.contains(|c: char| c.is_ascii_digit())).collect()
}

/// One first name, and a last name that differs by a slip of the pen, not by its ending.
fn near(texts: &Texts<'_>, x: &str, y: &str) -> bool {
    let limits = &texts.rules.thresholds.names;
    let (Some((given, a)), Some((other, b))) = (x.rsplit_once(' '), y.rsplit_once(' ')) else { return false };
    let letters = a.chars().count().min(b.chars().count());
    let edits = strsim::damerau_levenshtein(a, b);
    // Two letters of a long name: *Hezbollahi* and *Hizbullahi*.
    let allowed = if letters >= limits.long { 2 } else { 1 };
    let ending = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| matches!(rest, "e" | "s" | "es" | "n" | "ne"));
    given == other
        && letters + 1 >= limits.length
        && (1..=allowed).contains(&edits)
        && strsim::jaro_winkler(a, b) >= limits.variant
        && a.chars().next() == b.chars().next()
        && !ending(a, b)
        && !ending(b, a)
}

/// Both forms stand often: two people, and the writer knows it.
fn established(dossier: &Dossier, x: &str, y: &str) -> bool {
    let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_owned();
    let times = |name: &str| {
        let name = last(name);
        dossier.sentences.iter().filter(|s| s.text.unicode_words().any(|w| fold(w) == name.as_str())).count()
    };
    times(x) > 1 && times(y) > 1
}

/// Where the article first gives this name.
fn mention(text: &Text<'_>, name: &str) -> Option<Spot> {
    let parts: Vec<&str> = name.split(' ').collect();
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
