//! Direct speech that runs over several sentences, and who speaks in it.

use super::line::Line;
use super::{Attributed, Attributions, Discourse};
use crate::extract::parsed::Parsed;
use crate::model::{Cue, Speaker, Stance, Term};
use crate::rules::{Class, LanguageRules};
use crate::text::{Clean, Span};

/// Quotations that stand in no other, in order.
pub(super) fn outermost(quotations: &[Span<Clean>]) -> Vec<Span<Clean>> {
    let mut out: Vec<Span<Clean>> = Vec::new();
    for &quotation in quotations {
        if !out.iter().any(|q| q.contains(quotation)) {
            out.push(quotation);
        }
    }
    out
}

/// Gives every quotation that holds whole sentences to the attribution that it continues.
pub(super) fn run_on(quotations: &[Span<Clean>], parsed: &[Parsed<'_>], rules: &LanguageRules, out: &mut Attributions) {
    // Who spoke in the quotation before: sentence, number of the attribution.
    let mut before: Option<(usize, usize)> = None;
    let mut last_touched = 0;
    for (number, &quotation) in quotations.iter().enumerate() {
        let touched: Vec<usize> = (0..parsed.len()).filter(|&n| parsed[n].sentence.span.overlaps(quotation)).collect();
        let (Some(&first), Some(&last)) = (touched.first(), touched.last()) else { continue };
        let own = (first..=last).find_map(|n| Some((n, position(&out.found[n], number)?)));
        let owner = match own {
            Some(owner) => owner,
            None => {
                // A quotation that goes on in the middle of a sentence of the narrator is a part of it.
                let words = &parsed[first].words;
                let ahead = words.iter().rev().find(|w| w.span.end <= quotation.start && !is_quote(w.text));
                let fragment = ahead.is_some_and(|w| !w.is_mark(':') && w.span.end > words[0].span.start);
                if fragment || !touched.iter().any(|&n| covers(quotation, parsed[n].sentence.span)) {
                    continue;
                }
                let colon = first.checked_sub(1).filter(|&n| parsed[n].words.last().is_some_and(|w| w.is_mark(':')));
                let introduced = colon.and_then(|n| Some((n, out.found[n].len().checked_sub(1)?)));
                let near = before.filter(|_| first <= last_touched + 1 && same_paragraph(parsed, first, last_touched));
                let Some(owner) = introduced
                    .or(near)
                    .or_else(|| narrator(first.checked_sub(1)?, first, colon.is_some(), quotations, parsed, rules, out))
                    .or_else(|| narrator(after(quotation, last, parsed)?, last, false, quotations, parsed, rules, out))
                else {
                    continue;
                };
                owner
            }
        };
        let cue = parsed[owner.0].words[out.found[owner.0][owner.1].cue_word].span;
        for &n in &touched {
            let sentence = parsed[n].sentence.span;
            let part = Span::new(quotation.start.max(sentence.start), quotation.end.min(sentence.end));
            if n != owner.0 || !part.contains(cue) && own.is_none() {
                out.found[owner.0][owner.1].more.push(part);
            }
        }
        before = Some(owner);
        last_touched = last;
    }
}

fn is_quote(text: &str) -> bool {
    matches!(text, "«" | "»" | "“" | "”" | "\"")
}

fn same_paragraph(parsed: &[Parsed<'_>], a: usize, b: usize) -> bool {
    parsed[a].sentence.paragraph == parsed[b].sentence.paragraph
}

/// The attribution whose content is the quotation.
fn position(found: &[Attributed], quotation: usize) -> Option<usize> {
    found.iter().position(|a| a.quotation == Some(quotation))
}

/// The sentence that follows a quotation which ends with a sentence.
fn after(quotation: Span<Clean>, last: usize, parsed: &[Parsed<'_>]) -> Option<usize> {
    let whole = covers(quotation, parsed[last].sentence.span);
    let next = if whole { last + 1 } else { last };
    (next < parsed.len()).then_some(next)
}

/// Speech without a verb of saying belongs to the subject of sentence `n` beside it: *X n'en démord
/// pas. « P. »*
fn narrator(
    n: usize,
    first: usize,
    colon: bool,
    quotations: &[Span<Clean>],
    parsed: &[Parsed<'_>],
    rules: &LanguageRules,
    out: &mut Attributions,
) -> Option<(usize, usize)> {
    let near = parsed[n].sentence.paragraph.abs_diff(parsed[first].sentence.paragraph) <= u32::from(n < first);
    if !near || parsed[n].sentence.heading || !colon && !out.found[n].is_empty() {
        return None;
    }
    let discourse: &Discourse = &out.before[n];
    let line = Line::new(&parsed[n], rules, discourse, quotations);
    if line.quoted.iter().any(Option::is_some) {
        return None;
    }
    let (cue_word, source) = line.introducer(0, line.len())?;
    let named = source.speaker.as_ref().is_some_and(|s| s.term.starts_with('@'));
    let pointing = source.at.first().is_some_and(|&w| line.is(w, Class::SubjectPronoun));
    if !named && !pointing && !colon {
        return None;
    }
    // Only whoever does something here and now speaks next, not a place or a thing.
    if source.at.iter().any(|&w| line.parsed.mention_at(w).is_some_and(|m| m.place)) {
        return None;
    }
    let clause = line.clause_of(cue_word);
    let index = out.found[n].len();
    out.found[n].push(Attributed {
        cue: Cue::Assert,
        cue_word,
        clause,
        source: source.text,
        speaker: source.speaker,
        houses: source.houses,
        accused: None,
        content: super::Content::Unknown,
        said: Vec::new(),
        more: Vec::new(),
        stance: Stance::Reported,
        negated: false,
        prepositional: false,
        quotation: None,
        agreement: source.agreement,
    });
    Some((n, index))
}

/// For each sentence, who speaks in the quotation that it stands in.
pub(super) fn speakers(
    quotations: &[Span<Clean>],
    outer: &[Span<Clean>],
    parsed: &[Parsed<'_>],
    found: &[Vec<Attributed>],
) -> Vec<Option<(Speaker, Vec<Term>)>> {
    let mut out: Vec<Option<(Speaker, Vec<Term>)>> = vec![None; parsed.len()];
    for (n, sentence) in parsed.iter().enumerate() {
        let span = sentence.sentence.span;
        let own = found.iter().flatten().find(|a| a.more.iter().any(|m| covers(*m, span)));
        let whole = || {
            let number = outer.iter().position(|q| covers(*q, span))?;
            found.iter().flatten().find(|a| a.quotation == Some(number))
        };
        out[n] = own.or_else(whole).and_then(spoken);
    }
    // Quotations that no attribution claims: any source that their sentences name.
    for &quotation in quotations {
        let touched: Vec<usize> = (0..parsed.len()).filter(|&n| parsed[n].sentence.span.overlaps(quotation)).collect();
        let (Some(&first), Some(&last)) = (touched.first(), touched.last()) else { continue };
        let Some(speaker) = (first..=last).find_map(|n| found[n].iter().find_map(spoken)) else { continue };
        for n in touched {
            if covers(quotation, parsed[n].sentence.span) && out[n].is_none() {
                out[n] = Some(speaker.clone());
            }
        }
    }
    out
}

/// More than half of the sentence stands in the quotation.
fn covers(quotation: Span<Clean>, sentence: Span<Clean>) -> bool {
    let from = quotation.start.max(sentence.start);
    let to = quotation.end.min(sentence.end);
    to > from && (to - from) * 2 > sentence.len()
}

fn spoken(attributed: &Attributed) -> Option<(Speaker, Vec<Term>)> {
    Some((attributed.speaker.clone()?, attributed.houses.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_in_another_is_part_of_it() {
        let spans = [Span::new(2, 40), Span::new(10, 20), Span::new(50, 60)];
        assert_eq!(outermost(&spans), [Span::new(2, 40), Span::new(50, 60)]);
    }

    #[test]
    fn a_sentence_is_covered_by_more_than_its_half() {
        assert!(covers(Span::new(0, 60), Span::new(0, 100)));
        assert!(!covers(Span::new(0, 40), Span::new(0, 100)));
        assert!(!covers(Span::new(200, 300), Span::new(0, 100)));
    }
}
