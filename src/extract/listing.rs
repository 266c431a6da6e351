//! What was read, for people and scripts: sentences, quantities, attributions, dates.

use super::attribution::{Attributed, Content, Discourse, attributions};
use super::dossier::Extractor;
use super::names::Names;
use super::parsed::{Parsed, parse};
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
    /// Which way a change goes.
    pub direction: Option<Direction>,
}

/// Who says what.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedAttribution {
    /// What the source does.
    pub cue: Cue,
    /// The word that says so.
    pub cue_at: Range,
    /// The source, where the text names it.
    pub source: Option<String>,
    /// The content, where it was found.
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
pub fn listing(article: &Article, id: String, claims: Vec<Claim>, with: &Extractor<'_>) -> Listing {
    let rules = with.rules.language(article.lang);
    let mut names = Names::new(with.aliases);
    let parsed = parse(article, rules, &with.rules.units, &mut names);
    let mut discourse = Discourse::default();
    let lister = Lister { map: &article.map, raw: &article.raw };
    let mut out = Listing {
        id,
        lang: article.lang,
        sentences: Vec::new(),
        quantities: Vec::new(),
        attributions: Vec::new(),
        dates: Vec::new(),
        claims,
    };
    for sentence in &parsed {
        out.sentences.push(lister.range(sentence.sentence.span));
        out.quantities
            .extend(sentence.numbers.iter().filter(|r| is_quantity(r.quantity.kind)).map(|r| lister.quantity(r)));
        out.dates.extend(sentence.dates.iter().map(|d| {
            let range = lister.range(d.span);
            ListedDate { start: range.start, end: range.end, text: lister.text(range), days: d.days.to_string() }
        }));
        let said = attributions(sentence, rules, &mut discourse);
        out.attributions.extend(said.iter().map(|a| lister.attribution(sentence, a)));
    }
    out
}

/// Dates, times, ordinals and names of things are numerals, not quantities.
fn is_quantity(kind: NumeralKind) -> bool {
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
            direction: q.direction,
        }
    }

    fn attribution(&self, parsed: &Parsed<'_>, a: &Attributed) -> ListedAttribution {
        let content: Vec<usize> = match &a.content {
            Content::Clauses(clauses) => {
                clauses.iter().flat_map(|&c| parsed.clauses[c].words.iter().copied()).collect()
            }
            Content::Rest(from) => parsed.clauses[a.clause].words.iter().copied().filter(|w| w >= from).collect(),
            Content::Pointer | Content::Unknown => Vec::new(),
        };
        ListedAttribution {
            cue: a.cue,
            cue_at: self.range(parsed.words[a.cue_word].span),
            source: a.speaker.as_ref().map(|s| s.name.clone()),
            content: (!content.is_empty()).then(|| self.range(parsed.span(&content))),
            stance: match a.cue {
                Cue::Assert | Cue::Accuse => Stance::Reported,
                Cue::Deny => Stance::Denied,
                Cue::Confirm => Stance::Asserted,
                Cue::Doubt => Stance::Hedged,
                Cue::Decline => Stance::Unclaimed,
            },
        }
    }
}
