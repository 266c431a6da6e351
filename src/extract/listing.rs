//! What was read, for people and scripts: sentences, quantities, attributions, dates.

use super::attribution::Attributed;
use super::dossier::ReadArticle;
use super::parsed::Parsed;
use super::quantities::Reading;
use crate::model::{Article, Bound, Claim, Cue, Direction, Lang, NumeralKind, RawArticle, Stance};
use crate::text::{Clean, OffsetMap, Span};
use serde::Serialize;

/// One article, read. Offsets are bytes of the article's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listing {
    /// The path as the user gave it, or the line's own id.
    pub id: String,
    /// The language that it was read in.
    pub lang: Lang,
    /// In order.
    pub sentences: Vec<Range>,
    /// In order.
    pub quantities: Vec<ListedQuantity>,
    /// In order.
    pub attributions: Vec<ListedAttribution>,
    /// In order.
    pub dates: Vec<ListedDate>,
    /// In order.
    pub claims: Vec<Claim>,
    /// What limits left out of it, in sentences.
    #[serde(skip)]
    pub cut: Vec<String>,
}

/// A stretch of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A number with its bound and unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedQuantity {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Exactly these bytes.
    pub text: String,
    /// Lowest possible value; `null` where open.
    #[serde(serialize_with = "crate::model::number_or_none")]
    pub low: Option<f64>,
    /// Highest possible value; `null` where open.
    #[serde(serialize_with = "crate::model::number_or_none")]
    pub high: Option<f64>,
    /// The stated number.
    #[serde(serialize_with = "crate::model::number")]
    pub value: f64,
    /// Name of the unit.
    pub unit: String,
    /// Sort of numeral.
    pub kind: NumeralKind,
    /// Bound in words.
    pub bound: Bound,
    /// Which way a verb, or a word such as *up*, says that something moved by it.
    pub direction: Option<Direction>,
    /// The same, or which way the noun goes that it measures: *a 3% drop*, *300 jobs fewer*.
    pub change: Option<Direction>,
}

/// Who says what.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedAttribution {
    /// What the source does.
    pub cue: Cue,
    /// The word that says so.
    pub cue_at: Range,
    /// The source's words, or the name that its pronoun points to; `null` where nobody is named.
    pub source: Option<String>,
    /// The content, where there is one. Speech that is cut in pieces is listed in pieces, with
    /// one cue.
    pub content: Option<Range>,
    /// How the content is held.
    pub stance: Stance,
}

/// A date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedDate {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// As written.
    pub text: String,
    /// `2021-07-22`, `2021-07-01..2021-07-31`, `?`.
    pub days: String,
}

/// Lists what is read in `article`; `id` is put on top, `claims` are those of its dossier.
pub fn listing(article: &Article, id: String, claims: Vec<Claim>, reading: &ReadArticle<'_>) -> Listing {
    let lister = Lister { map: &article.map, raw: &article.raw };
    let mut out = Listing {
        id,
        lang: article.lang,
        sentences: Vec::new(),
        quantities: Vec::new(),
        attributions: Vec::new(),
        dates: Vec::new(),
        claims,
        cut: Vec::new(),
    };
    for (sentence, said) in reading.parsed.iter().zip(&reading.said.found) {
        out.sentences.push(lister.range(sentence.sentence.span));
        out.quantities
            .extend(sentence.numbers.iter().filter(|r| is_quantity(r.quantity.kind)).map(|r| lister.quantity(r)));
        out.dates.extend(sentence.dates.iter().map(|d| {
            let range = lister.range(d.span);
            ListedDate { start: range.start, end: range.end, text: lister.text(range), days: d.days.to_string() }
        }));
        out.attributions.extend(said.iter().flat_map(|a| lister.attribution(sentence, a)));
    }
    out
}

/// Dates, times, ordinals and names of things are numerals, not quantities.
pub(super) fn is_quantity(kind: NumeralKind) -> bool {
    use NumeralKind::{Date, Identifier, Ordinal, Score, Time, Year};
    !matches!(kind, Date | Identifier | Ordinal | Score | Time | Year)
}

struct Lister<'a> {
    map: &'a OffsetMap,
    raw: &'a RawArticle,
}

impl Lister<'_> {
    fn range(&self, span: Span<Clean>) -> Range {
        let raw = self.map.to_raw(span);
        Range { start: raw.start, end: raw.end }
    }

    fn text(&self, range: Range) -> String {
        self.raw.text.get(range.start..range.end).unwrap_or("").to_owned()
    }

    fn quantity(&self, reading: &Reading) -> ListedQuantity {
        let range = self.range(reading.span);
        let q = &reading.quantity;
        ListedQuantity {
            start: range.start,
            end: range.end,
            text: self.text(range),
            low: q.interval.low,
            high: q.interval.high,
            value: q.value,
            unit: q.unit.name.to_string(),
            kind: q.kind,
            bound: q.bound,
            direction: q.direction.filter(|_| !reading.nominal),
            change: q.direction,
        }
    }

    /// One entry for each stretch of the content, or one where there is none.
    fn attribution(&self, parsed: &Parsed<'_>, a: &Attributed) -> Vec<ListedAttribution> {
        let mut pieces: Vec<Range> = Vec::new();
        for run in a.said.chunk_by(|left, right| left + 1 == *right) {
            pieces.push(self.range(parsed.span(run)));
        }
        pieces.extend(a.more.iter().map(|span| self.range(*span)));
        pieces.sort_by_key(|r| r.start);
        let listed = |content: Option<Range>| ListedAttribution {
            cue: a.cue,
            cue_at: self.range(parsed.words[a.cue_word].span),
            source: a.source.clone(),
            content,
            stance: a.stance,
        };
        if pieces.is_empty() {
            return vec![listed(None)];
        }
        pieces.into_iter().map(|piece| listed(Some(piece))).collect()
    }
}
