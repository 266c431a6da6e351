//! Parts that miss their total: *12 morts : 7 civils et 4 soldats*; *12 blessés, dont 15 enfants*.

use super::Texts;
use crate::model::{Body, Spot};
use crate::model::{Bound, Claim, Evidence, Figure, Interval, NumeralKind, Slip, Stance, Wording};
use crate::rules::{Concepts, LanguageRules};
use crate::text::Span;

/// Letters between a total and the colon, dash or parenthesis that opens its parts.
const TO_OPENER: usize = 60;
/// Letters between that and the first part.
const TO_FIRST: usize = 24;
/// Letters between two parts.
const BETWEEN: usize = 70;
/// Parts that miss the total by more than this share of it are no parts of it.
const FAR: f64 = 0.25;

/// Groups of concepts that are counts of people.
const PEOPLE: [&str; 4] = ["people", "casualty", "displacement", "force"];

/// One figure of a sentence.
#[derive(Clone, Copy)]
struct Told<'a> {
    claim: &'a Claim,
    figure: &'a Figure,
    /// In the sentence's own text.
    start: usize,
    end: usize,
}

/// Totals whose parts do not add up to them, sentence by sentence.
pub(super) fn check(texts: &Texts<'_>) -> Vec<Slip> {
    let text = &texts.left;
    let (dossier, rules) = (text.dossier, texts.rules.language(text.dossier.lang));
    let mut out = Vec::new();
    let mut claims = &dossier.claims[..];
    for (n, sentence) in dossier.sentences.iter().enumerate() {
        let own = claims.partition_point(|c| c.place.sentence <= n);
        let (here, rest) = claims.split_at(own);
        claims = rest;
        let told: Vec<Told<'_>> = here.iter().filter_map(|c| figure(c, sentence.start)).collect();
        for (at, total) in told.iter().enumerate() {
            let found = all_parts(&sentence.text, &told, at, texts.rules.concepts(), rules)
                .or_else(|| some_parts(&sentence.text, &told, at, texts.rules.concepts()));
            let Some((parts, why)) = found else { continue };
            let (first, last) = (parts[0].claim.place.span, parts[parts.len() - 1].claim.place.span);
            let left = text.spot(n, total.claim.place.span, Some(total.claim));
            let right = Spot { claim: None, ..text.spot(n, Span::new(first.start, last.end), None) };
            let because = vec![Evidence::new("parts-and-total", why)];
            out.push(Slip { left, right, measure: total.figure.label.clone().into(), because });
            break;
        }
    }
    out
}

fn figure(claim: &Claim, sentence: usize) -> Option<Told<'_>> {
    let Body::Figure(figure) = &claim.body else { return None };
    let q = &figure.quantity;
    let fits = matches!(q.kind, NumeralKind::Count | NumeralKind::Money)
        && q.interval.high != Some(0.0)
        && q.direction.is_none()
        && claim.stance != Stance::Unclaimed;
    let (start, end) = (claim.place.span.start.checked_sub(sentence)?, claim.place.span.end.checked_sub(sentence)?);
    fits.then_some(Told { claim, figure, start, end })
}

/// The parts, and why they miss the total.
type Found<'a> = Option<(Vec<Told<'a>>, Wording)>;

/// *12 morts : 7 civils et 4 soldats*: behind a colon, a dash or in parentheses stand all parts.
fn all_parts<'a>(
    sentence: &str,
    told: &[Told<'a>],
    at: usize,
    concepts: &Concepts,
    rules: &LanguageRules,
) -> Found<'a> {
    let total = told[at];
    let behind = sentence.get(total.end..)?;
    let (offset, mark) = behind.char_indices().find(|(i, c)| opens(behind, *i, *c))?;
    let opener = total.end + offset;
    let end = closing(sentence, opener + mark.len_utf8(), mark);
    let parts: Vec<Told<'a>> = told[at + 1..].iter().copied().filter(|t| t.start > opener && t.end <= end).collect();
    let (first, last) = (parts.first()?, parts.last()?);
    // Another total stands before the mark: *12 morts et 30 blessés : …*
    let alone = !told.iter().any(|t| t.end <= opener && t.start != total.start && same_sort(t, &total, concepts));
    let gaps_fit = parts.windows(2).all(|w| w[1].start.saturating_sub(w[0].end) <= BETWEEN);
    let joined = parts.len() > 2 || {
        let gap = sentence.get(parts[0].end..last.start)?;
        gap.split(|c: char| !c.is_alphabetic()).any(|w| rules.numbers.range_and.contains(&*w.to_lowercase()))
    };
    if parts.len() < 2
        || !alone
        || offset > TO_OPENER
        || first.start - opener > TO_FIRST
        || !gaps_fit
        || !joined
        || parts.iter().any(|p| p.claim.scope.part || !same_sort(p, &total, concepts))
        || only_claimed(sentence, opener, end, &parts).is_none()
    {
        return None;
    }
    let sum = sum(&parts);
    let whole = total.figure.quantity.base();
    let (x, y) =
        (total.figure.quantity.base_value(), parts.iter().map(|p| p.figure.quantity.base_value()).sum::<f64>());
    let exact = parts.iter().all(|p| p.figure.quantity.bound == Bound::Exact);
    // Rounded amounts may miss their total by half of a last digit each.
    let step: f64 = parts.iter().chain([&total]).map(|p| cell(p.figure)).sum();
    let near = (x - y).abs() <= FAR * x.max(y);
    (exact && near && !sum.widen(step).meets(&whole)).then(|| {
        let values: Vec<String> = parts.iter().map(|p| rounded(p.figure.quantity.value).to_string()).collect();
        let unit = total.figure.quantity.unit.factor;
        let why = Wording::new("parts-make").with("parts", values.join(" + "));
        (parts.clone(), why.with("sum", rounded(y / unit)).with("total", rounded(x / unit)))
    })
}

/// *12 blessés, dont 15 enfants*: one part, and more than all.
fn some_parts<'a>(sentence: &str, told: &[Told<'a>], at: usize, concepts: &Concepts) -> Found<'a> {
    let total = told[at];
    let part = *told.get(at + 1)?;
    let gap = sentence.get(total.end..part.start)?;
    if !part.claim.scope.part
        || total.claim.scope.part
        || gap.chars().count() > TO_OPENER
        || gap.contains([';', ':', '('])
        || !same_sort(&part, &total, concepts)
    {
        return None;
    }
    let (whole, own) = (total.figure.quantity.base(), part.figure.quantity.base());
    let more = whole.high.zip(own.low).is_some_and(|(high, low)| low > high + cell(total.figure) + cell(part.figure));
    let (x, y) = (total.figure.quantity.value, part.figure.quantity.value);
    more.then(|| (vec![part], Wording::new("part-of").with("part", rounded(y)).with("total", rounded(x))))
}

/// A colon, a dash between spaces, a parenthesis.
fn opens(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    let spaced = before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
    match c {
        ':' => !after.is_some_and(|n| n.is_ascii_digit()) || before.is_some_and(char::is_whitespace),
        '(' => true,
        '—' => true,
        '–' | '-' => spaced,
        _ => false,
    }
}

/// Where the parts that `mark` opened end.
fn closing(sentence: &str, from: usize, mark: char) -> usize {
    let rest = &sentence[from..];
    let ends = |(i, c): &(usize, char)| match mark {
        '(' => *c == ')',
        ':' => matches!(c, ';' | '('),
        _ => opens(rest, *i, *c) && *c != ':' || *c == ';',
    };
    rest.char_indices().find(ends).map_or(sentence.len(), |(i, _)| from + i)
}

/// Of one unit; and people, or both of one noun.
fn same_sort(part: &Told<'_>, total: &Told<'_>, concepts: &Concepts) -> bool {
    let (p, t) = (part.figure, total.figure);
    if p.quantity.unit.dimension != t.quantity.unit.dimension {
        return false;
    }
    if p.quantity.kind == NumeralKind::Money {
        return true;
    }
    let (Some(x), Some(y)) = (&p.head, &t.head) else { return false };
    let people = |term| concepts.group(term).is_some_and(|g| PEOPLE.contains(&g));
    // *7 civils et 4 soldats*: what no list names is what the total is.
    x == y || people(y) && (people(x) || concepts.group(x).is_none())
}

/// Every digit between the mark and its end belongs to a part.
fn only_claimed(sentence: &str, from: usize, end: usize, parts: &[Told<'_>]) -> Option<()> {
    let digits = sentence.get(from..end)?.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let mut at = digits.map(|(i, _)| from + i);
    at.all(|i| parts.iter().any(|p| p.start <= i && i < p.end)).then_some(())
}

fn sum(parts: &[Told<'_>]) -> Interval {
    let bases = parts.iter().map(|p| p.figure.quantity.base());
    bases.fold(Interval::exact(0.0), |sum, next| Interval {
        low: sum.low.zip(next.low).map(|(a, b)| a + b),
        high: sum.high.zip(next.high).map(|(a, b)| a + b),
        low_open: sum.low_open || next.low_open,
        high_open: sum.high_open || next.high_open,
    })
}

/// Half of the last digit that a figure states, where it is no plain integer.
fn cell(figure: &Figure) -> f64 {
    let q = &figure.quantity;
    let plain = q.kind == NumeralKind::Count && q.step <= 1.0 && q.value.fract() == 0.0;
    if plain { 0.0 } else { q.step * q.unit.factor / 2.0 }
}

fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_between_a_mark_and_its_end() {
        let parts = |text: &'static str| -> Option<&'static str> {
            let (at, mark) = text.char_indices().find(|(i, c)| opens(text, *i, *c))?;
            let from = at + mark.len_utf8();
            Some(&text[from..closing(text, from, mark)])
        };
        assert_eq!(parts("12 morts : 7 civils et 4 soldats ; le calme revient"), Some(" 7 civils et 4 soldats "));
        assert_eq!(parts("12 morts (7 civils et 4 soldats) mardi"), Some("7 civils et 4 soldats"));
        assert_eq!(parts("12 morts – 7 civils et 4 soldats – mardi"), Some(" 7 civils et 4 soldats "));
        assert_eq!(parts("le sous-sol à 12:30"), None);
    }
}
