//! An article → its dossier: every extractor over every sentence, in the order of the text.

use super::attribution::{Attributed, Discourse, attributions};
use super::names::Names;
use super::parsed::{Parsed, parse};
use super::propositions::Context;
use crate::model::{Article, Claim, Dossier, RawArticle, SentenceText, Speaker, Term};
use crate::rules::RuleSet;
use crate::text::{Clean, LineIndex, Span, fingerprint};
use std::collections::HashMap;

/// What extraction needs besides the article.
pub struct Extractor<'r> {
    /// All rules.
    pub rules: &'r RuleSet,
    /// Variant → name, both folded.
    pub aliases: &'r HashMap<String, String>,
}

/// Reads an article's claims.
pub fn dossier(article: &Article, with: &Extractor<'_>) -> Dossier {
    let rules = with.rules.language(article.lang);
    let mut names = Names::new(with.aliases);
    let parsed = parse(article, rules, &with.rules.units, &mut names);

    // First pass: who says what, sentence by sentence.
    let mut discourse = Discourse::default();
    let mut before: Vec<Discourse> = Vec::with_capacity(parsed.len());
    let mut attributed: Vec<Vec<Attributed>> = Vec::with_capacity(parsed.len());
    for sentence in &parsed {
        before.push(discourse.clone());
        attributed.push(attributions(sentence, rules, &mut discourse));
    }
    let quoted = quotation_speakers(article, &parsed, &attributed);

    // Second pass: claims.
    let mut claims: Vec<Claim> = Vec::new();
    for (number, sentence) in parsed.iter().enumerate() {
        let context = Context {
            parsed: sentence,
            number,
            attributed: &attributed[number],
            quoted: quoted[number].as_ref(),
            discourse: &before[number],
            earlier: &claims,
            published: article.raw.meta.published,
            history_days: with.rules.thresholds.figures.history_days,
            rules,
            map: &article.map,
        };
        let mut found = context.propositions();
        found.extend(context.figures());
        found.extend(context.datings());
        if sentence.sentence.heading {
            // A headline shortens: it names no source, and what it says the text says again.
            found.retain(|c| !matches!(c.body, crate::model::Body::Dating(_)));
        }
        claims.extend(found);
    }
    Dossier {
        key: key(&article.raw),
        path: article.raw.path.clone(),
        lang: article.lang,
        meta: article.raw.meta.clone(),
        sentences: sentences(article),
        names: names.finish(),
        claims,
    }
}

/// Survives edits of the text: the outlet and the URL, else the title, else the path.
fn key(raw: &RawArticle) -> String {
    let meta = &raw.meta;
    let own = meta.url.as_deref().or(meta.title.as_deref()).unwrap_or(&raw.path);
    fingerprint([meta.source.as_str(), own])
}

fn sentences(article: &Article) -> Vec<SentenceText> {
    let lines = LineIndex::new(&article.raw.text);
    article
        .sentences
        .iter()
        .map(|s| {
            let span = article.map.to_raw(s.span);
            let at = lines.position(&article.raw.text, span.start);
            SentenceText {
                start: span.start,
                end: span.end,
                line: at.line,
                column: at.column,
                text: span.of(&article.raw.text).to_owned(),
            }
        })
        .collect()
}

/// For each sentence, who speaks in the quotation that it stands in: the source that one of the
/// quotation's sentences, or the words right behind it, name.
fn quotation_speakers(
    article: &Article,
    parsed: &[Parsed<'_>],
    attributed: &[Vec<Attributed>],
) -> Vec<Option<(Speaker, Vec<Term>)>> {
    let mut out: Vec<Option<(Speaker, Vec<Term>)>> = vec![None; parsed.len()];
    for &quotation in &article.quotations {
        let touched: Vec<usize> = (0..parsed.len()).filter(|&n| parsed[n].sentence.span.overlaps(quotation)).collect();
        let (Some(&first), Some(&last)) = (touched.first(), touched.last()) else { continue };
        let speaker = (first..=last).find_map(|n| spoken(&attributed[n]));
        let introduced =
            first.checked_sub(1).and_then(|n| ends_with_colon(&parsed[n]).then(|| spoken(&attributed[n]))?);
        let Some(found) = speaker.or(introduced) else { continue };
        for n in touched {
            let inside = covers(quotation, parsed[n].sentence.span);
            if inside && out[n].is_none() {
                out[n] = Some(found.clone());
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

fn ends_with_colon(parsed: &Parsed<'_>) -> bool {
    parsed.words.last().is_some_and(|w| w.is_mark(':'))
}

fn spoken(attributed: &[Attributed]) -> Option<(Speaker, Vec<Term>)> {
    attributed.iter().find_map(|a| Some((a.speaker.clone()?, a.houses.clone())))
}
