//! One quotation with two speakers, or with a word turned.

use super::Pair;
use super::gates::{differ, shown};
use crate::model::{Body, Claim, Clash, Dossier, Evidence, Speaker, Verdict, Wording};
use crate::rules::{Class, LanguageRules, RuleSet};

/// Quotations that have speakers, on both sides.
pub fn sides(claim: &Claim, _: &RuleSet) -> [bool; 2] {
    [matches!(claim.body, Body::Quoted(_)) && claim.speaker.is_some(); 2]
}

/// Compares two quotations, word by word.
pub fn compare(pair: &Pair<'_>) -> Verdict {
    let (Body::Quoted(a), Body::Quoted(b)) = (&pair.a.body, &pair.b.body) else {
        return Verdict::unlike("other-kind", "not two quotations");
    };
    let (Some(x), Some(y)) = (&pair.a.speaker, &pair.b.speaker) else {
        return Verdict::unlike("no-speaker", "one quotation has no speaker");
    };
    if pair.left.lang != pair.right.lang {
        return Verdict::unlike("other-language", "one of them is translated");
    }
    let change = Change::between(&a.words, &b.words);
    if x.term == y.term {
        return altered(pair, &change);
    }
    let limits = &pair.rules.thresholds.quotes;
    let shorter = a.words.len().min(b.words.len());
    if shorter < limits.words || (change.kept as f64) < limits.same * shorter as f64 {
        return Verdict::unlike("other-words", "they are not the same words");
    }
    // *la direction* and its head: where one sentence names both, one speaks for the other.
    if named(pair.a, y) || named(pair.b, x) || !named(pair.a, x) || !named(pair.b, y) {
        return Verdict::unlike("one-voice", "one sentence names both speakers, or a pronoun stands for one");
    }
    // *the Pentagon* and its spokesman, *DHS* and *Homeland Security*: only two people are surely two.
    let (Some(one), Some(other)) = (person(pair.left, x, pair), person(pair.right, y, pair)) else {
        return Verdict::unlike("one-voice", "one speaker is not known to be a person");
    };
    if one.split(' ').any(|w| other.split(' ').any(|v| v == w || strsim::jaro_winkler(v, w) >= ALIKE)) {
        return Verdict::unlike("one-voice", "the speakers may be one person");
    }
    let known = |claims: &[Claim], s: &Speaker| claims.iter().any(|c| c.context.contains(&s.term));
    let both = known(&pair.left.claims, y) && known(&pair.right.claims, x);
    Verdict::Conflict {
        clash: Clash::Speaker,
        because: vec![
            Evidence::graded(
                "same-words",
                "two-speakers",
                Wording::new("words-kept-of").with("kept", change.kept).with("of", shorter),
            ),
            Evidence::new("other-speaker", differ(shown(pair, &x.term), shown(pair, &y.term))),
            known_to(both),
        ],
    }
}

fn known_to(both: bool) -> Evidence {
    match both {
        true => Evidence::graded("known", "both", "known-both"),
        false => Evidence::graded("known", "one", "known-one"),
    }
}

/// Two spellings of one name are so alike, by Jaro and Winkler.
const ALIKE: f64 = 0.85;

/// The full name of a speaker, folded, where it begins with a first name.
fn person<'a>(dossier: &'a Dossier, speaker: &Speaker, pair: &Pair<'_>) -> Option<&'a str> {
    let rules = pair.rules.language(dossier.lang);
    let name = dossier.names.iter().find(|n| n.term == speaker.term)?;
    let first = |form: &str| form.split_once(' ').is_some_and(|(f, _)| rules.attribution.is_first_name(f));
    name.forms.iter().map(String::as_str).find(|form| first(form))
}

fn named(claim: &Claim, speaker: &Speaker) -> bool {
    claim.context.contains(&speaker.term)
}

fn altered(pair: &Pair<'_>, change: &Change<'_>) -> Verdict {
    let rules = pair.rules.language(pair.left.lang);
    if change.kept < pair.rules.thresholds.quotes.kept
        || change.only_left.is_empty() && change.only_right.is_empty()
        || change.only_left.len() + change.only_right.len() > change.kept
    {
        return Verdict::unlike("other-words", "they are the same words, or others");
    }
    let what = match turned(&change.only_left, &change.only_right, rules, pair) {
        Some(what) => what,
        None => return Verdict::unlike("same-sense", "nothing that differs turns the sense"),
    };
    Verdict::Conflict {
        clash: Clash::Words,
        because: vec![
            Evidence::graded("same-words", "one-speaker", Wording::new("words-kept").with("kept", change.kept)),
            Evidence::new("turned", what),
        ],
    }
}

/// What turns the sense: a negation on one side, two numbers, or opposites.
fn turned(left: &[&str], right: &[&str], rules: &LanguageRules, pair: &Pair<'_>) -> Option<Wording> {
    let negation = |words: &[&str]| {
        words.iter().any(|w| rules.language.classes(w).any(&[Class::Negation, Class::NegativeDeterminer]))
    };
    let rest = |words: &[&str]| {
        let closed = [
            Class::Negation,
            Class::NegationParticle,
            Class::NegativeDeterminer,
            Class::Determiner,
            Class::Be,
            Class::Have,
            Class::LightVerb,
        ];
        words.iter().filter(|w| !rules.language.classes(w).any(&closed)).count()
    };
    if negation(left) != negation(right) && rest(left) + rest(right) == 0 {
        return Some("turned-negation".into());
    }
    if let ([x], [y]) = (left, right) {
        let number = |w: &str| w.bytes().any(|b| b.is_ascii_digit());
        if number(x) && number(y) {
            return Some(differ(*x, *y));
        }
        let (p, q) = (rules.term(x), rules.term(y));
        if let Some(axis) = pair.rules.concepts().opposite(&p, &q) {
            return Some(Wording::new("opposites").with("axis", axis).with("left", *x).with("right", *y));
        }
    }
    None
}

/// What two quotations have in common, in order, and what one alone has between its first and last
/// common word.
struct Change<'a> {
    kept: usize,
    only_left: Vec<&'a str>,
    only_right: Vec<&'a str>,
}

impl<'a> Change<'a> {
    /// By their longest common subsequence.
    fn between(a: &'a [String], b: &'a [String]) -> Self {
        let mut longest = vec![vec![0usize; b.len() + 1]; a.len() + 1];
        for i in (0..a.len()).rev() {
            for j in (0..b.len()).rev() {
                longest[i][j] =
                    if a[i] == b[j] { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
            }
        }
        let mut out = Self { kept: longest[0][0], only_left: Vec::new(), only_right: Vec::new() };
        let (mut i, mut j, mut seen) = (0, 0, 0);
        while i < a.len() || j < b.len() {
            // One quotation may be cut shorter than the other; what is beyond is no change.
            let within = seen > 0 && seen < out.kept;
            if i < a.len() && j < b.len() && a[i] == b[j] {
                (i, j, seen) = (i + 1, j + 1, seen + 1);
            } else if j == b.len() || i < a.len() && longest[i + 1][j] >= longest[i][j + 1] {
                if within || i == 0 && a.len() - out.kept <= b.len() {
                    out.only_left.push(&a[i]);
                }
                i += 1;
            } else {
                if within {
                    out.only_right.push(&b[j]);
                }
                j += 1;
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn what_only_one_side_has_in_between_is_a_change() {
        let (a, b) = (words("nous partirons demain matin"), words("nous ne partirons pas demain matin"));
        let change = Change::between(&a, &b);
        assert_eq!((change.kept, change.only_left, change.only_right), (4, vec![], vec!["ne", "pas"]));
    }
}
