//! An article → its dossier: every extractor over every sentence, in the order of the text.

use super::attribution::{Attributions, attributions};
use super::dates::Anchor;
use super::lexeme::Vocabulary;
use super::names::Names;
use super::parsed::{Parsed, parse};
use super::propositions::{Context, Shared};
use crate::model::{Article, Claim, Dossier, Name, OddDate, RawArticle, SentenceText};
use crate::rules::{DateName, DateWords, Language, RuleSet};
use crate::text::{LineIndex, Positions, TokenKind, fingerprint, fold};
use std::collections::HashMap;

/// What extraction needs besides the article.
pub struct Extractor<'r> {
    /// All rules.
    pub rules: &'r RuleSet,
    /// Claims that are kept of one sentence.
    pub claims: usize,
    /// Variant → name, both folded.
    pub aliases: &'r HashMap<String, String>,
    /// The word forms met so far, of the article's language.
    pub vocabulary: &'r Vocabulary,
}

/// An article with its words, dates, numbers, names, clauses and attributions: what claims are
/// made of and what is listed.
pub struct ReadArticle<'a> {
    pub(super) parsed: Vec<Parsed<'a>>,
    pub(super) said: Attributions,
    pub(super) names: Vec<Name>,
}

/// Reads an article, once for all that is asked of it.
pub fn read<'a>(article: &'a Article, with: &Extractor<'a>) -> ReadArticle<'a> {
    let rules = with.rules.language(article.lang);
    let mut names = Names::new(with.aliases);
    let parsed = parse(article, rules, &with.rules.units, with.vocabulary, &mut names);
    let said = attributions(article, &parsed, rules);
    ReadArticle { parsed, said, names: names.finish() }
}

/// The claims of an article that was read.
pub fn dossier(article: &Article, reading: &ReadArticle<'_>, with: &Extractor<'_>) -> Dossier {
    let rules = with.rules.language(article.lang);
    let Attributions { found: attributed, before, quoted } = &reading.said;
    let mut claims: Vec<Claim> = Vec::new();
    let mut cut = article.cut.clone();
    for (number, sentence) in reading.parsed.iter().enumerate() {
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
            shared: Shared::default(),
        };
        let mut found = context.propositions();
        found.extend(context.figures());
        found.extend(context.datings());
        found.extend(context.roles());
        found.extend(context.quotes(article));
        if sentence.sentence.heading {
            // A headline shortens: it names no source, and what it says the text says again.
            found.retain(|c| !matches!(c.body, crate::model::Body::Dating(_)));
        }
        if found.len() > with.claims {
            let line = LineIndex::new(&article.raw.text)
                .position(&article.raw.text, article.map.to_raw(sentence.sentence.span).start)
                .line;
            let (made, most) = (found.len(), with.claims);
            cut.push(format!(
                "line {line}: a sentence makes {made} claims, and the first {most} are kept; --max-claims sets another limit"
            ));
            found.truncate(most);
        }
        claims.extend(found);
    }
    Dossier {
        key: key(&article.raw),
        path: article.raw.path.clone(),
        lang: article.lang,
        meta: article.raw.meta.clone(),
        sentences: sentences(article),
        names: reading.names.clone(),
        odd_dates: odd_dates(article, reading, &rules.dates),
        claims,
        corrections: corrections(&article.raw, &rules.language),
        cut,
    }
}

/// The dates whose weekday is another.
fn odd_dates(article: &Article, reading: &ReadArticle<'_>, names: &DateWords) -> Vec<OddDate> {
    let mut out = Vec::new();
    for (sentence, parsed) in reading.parsed.iter().enumerate() {
        for date in parsed.dates.iter().filter(|d| d.weekday_matches == Some(false)) {
            let Some(day) = date.days.from.or(date.days.to) else { continue };
            let is_mark = |w: &usize| parsed.words[*w].kind == TokenKind::Mark;
            let is_weekday = |w: &usize| matches!(names.name(&parsed.words[*w].lower), Some(DateName::Weekday(_)));
            let Some(weekday) = (date.first..=date.last).find(is_weekday) else { continue };
            let Some(rest) = (weekday + 1..=date.last).find(|w| !is_mark(w)) else { continue };
            let place = |from: usize, to: usize| {
                let span = article.map.to_raw(parsed.words[from].span.join(parsed.words[to].span));
                (span.start, span.end)
            };
            out.push(OddDate {
                sentence,
                weekday: place(weekday, weekday),
                date: place(rest, date.last),
                day,
                absolute: date.anchor == Anchor::Absolute,
            });
        }
    }
    out
}

/// Lines of the body that begin like a correction note, be they boilerplate or not.
fn corrections(raw: &RawArticle, language: &Language) -> Vec<String> {
    /// Bytes of a line that are looked at.
    const HEAD: usize = 80;
    let body = &raw.text[raw.body.clone()];
    let lines = body.lines().map(|line| line.trim().trim_start_matches(|c: char| !c.is_alphanumeric()));
    let is_note = |line: &&str| {
        let end = (0..=HEAD.min(line.len())).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
        language.opens_correction(&fold(&line[..end]))
    };
    lines.filter(is_note).map(str::to_owned).collect()
}

/// Survives edits of the text: the outlet and the URL, else the title, else the path.
fn key(raw: &RawArticle) -> String {
    let meta = &raw.meta;
    let own = meta.url.as_deref().or(meta.title.as_deref()).unwrap_or(&raw.path);
    fingerprint([meta.source.as_str(), own])
}

fn sentences(article: &Article) -> Vec<SentenceText> {
    let mut positions = Positions::new(&article.raw.text);
    article
        .sentences
        .iter()
        .map(|s| {
            let span = article.map.to_raw(s.span);
            let at = positions.of(span.start);
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
