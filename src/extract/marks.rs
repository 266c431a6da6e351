//! What was read → marks on the article's text, with a label in words for each.

use super::listing::{ListedAttribution, ListedQuantity, Listing, Range};
use super::reasons::Reasons;
use crate::model::{
    Article, Body, Bound, Claim, Cue, Figure, Mark, Marked, NumeralKind, Quantity, Reason, Sort, Stance,
};

/// The marks of an article that was listed; `reasons` are those of the listing, item by item.
pub fn marked(article: &Article, listing: &Listing, reasons: &Reasons) -> Marked {
    let mut marks = Marks { listing, text: &article.raw.text, out: Vec::new() };
    let of = |list: &[Vec<Reason>], n: usize| list.get(n).cloned().unwrap_or_default();
    for (n, claim) in listing.claims.iter().enumerate() {
        marks.claim(claim, of(&reasons.claims, n));
    }
    for (n, quantity) in listing.quantities.iter().enumerate() {
        marks.quantity(quantity, of(&reasons.quantities, n));
    }
    for (n, date) in listing.dates.iter().enumerate() {
        marks.date(date.start, date.end, &date.days, of(&reasons.dates, n));
    }
    for (n, said) in listing.attributions.iter().enumerate() {
        marks.attribution(said, of(&reasons.attributions, n));
    }
    let mut out = marks.out;
    out.sort_by_key(|m| (m.sort, m.at.start, m.at.end));
    out.dedup_by(|a, b| a.sort == b.sort && a.at == b.at && a.label == b.label);
    let raw = &article.raw;
    Marked {
        path: raw.path.clone(),
        lang: listing.lang,
        source: raw.meta.source.clone(),
        published: raw.meta.published,
        text: raw.text.clone(),
        body: raw.body.clone(),
        sentences: listing.sentences.iter().map(|s| s.start..s.end).collect(),
        marks: out,
    }
}

struct Marks<'a> {
    listing: &'a Listing,
    text: &'a str,
    out: Vec<Mark>,
}

impl Marks<'_> {
    fn add(&mut self, start: usize, end: usize, sort: Sort, label: String, because: Vec<Reason>) {
        let sentence = self.listing.sentences.partition_point(|s| s.end <= start);
        self.out.push(Mark { at: start..end, sort, sentence, label, because });
    }

    fn claim(&mut self, claim: &Claim, because: Vec<Reason>) {
        let span = claim.place.span;
        let (sort, what) = match &claim.body {
            Body::Figure(figure) => (Sort::Figure, counted(figure)),
            Body::Dating(dating) => (Sort::Dating, dating.days.to_string()),
            Body::Proposition(p) => (Sort::Proposition, if p.affirmed { "so" } else { "not so" }.to_owned()),
            // Names and contents show the same words.
            Body::Role(_) | Body::Quoted(_) => return,
        };
        let label = match held(claim) {
            Some(held) => format!("{what}, {held}"),
            None => what,
        };
        self.add(span.start, span.end, sort, label, because);
    }

    /// A quantity that stands in a figure is part of it, and gives it its reasons; a date likewise.
    fn quantity(&mut self, quantity: &ListedQuantity, because: Vec<Reason>) {
        let inside = |m: &&mut Mark| m.sort == Sort::Figure && m.at.start <= quantity.start && quantity.end <= m.at.end;
        if let Some(figure) = self.out.iter_mut().find(inside) {
            figure.because.splice(0..0, because);
            return;
        }
        let label = amount(quantity.low, quantity.high, quantity.bound, &quantity.unit, quantity.kind);
        self.add(quantity.start, quantity.end, Sort::Quantity, label, because);
    }

    fn date(&mut self, start: usize, end: usize, days: &str, because: Vec<Reason>) {
        let inside = |m: &&mut Mark| {
            m.sort == Sort::Dating && m.at.start <= start && end <= m.at.end && m.label.starts_with(days)
        };
        match self.out.iter_mut().find(inside) {
            Some(dating) => {
                dating.because.splice(0..0, because);
            }
            None => self.add(start, end, Sort::Date, days.to_owned(), because),
        }
    }

    fn attribution(&mut self, said: &ListedAttribution, because: Vec<Reason>) {
        let who = said.source.as_deref().unwrap_or("somebody");
        let does = match said.cue {
            Cue::Assert => "says",
            Cue::Accuse => "accuses",
            Cue::Deny => "denies",
            Cue::Confirm => "confirms",
            Cue::Doubt => "doubts",
            Cue::Decline => "declines",
        };
        self.add(said.cue_at.start, said.cue_at.end, Sort::Cue, format!("{does}, {}", stance(said.stance)), because);
        let Some(sentence) =
            self.listing.sentences.iter().find(|s| s.start <= said.cue_at.start && said.cue_at.end <= s.end)
        else {
            return self.content(said.content, who);
        };
        if let Some(source) = said.source.as_deref().and_then(|s| self.nearest(s, *sentence, said.cue_at)) {
            self.add(source.start, source.end, Sort::Source, String::new(), Vec::new());
        }
        self.content(said.content, who);
    }

    fn content(&mut self, content: Option<Range>, who: &str) {
        if let Some(at) = content {
            self.add(at.start, at.end, Sort::Content, format!("of {who}"), Vec::new());
        }
    }

    /// Where in the sentence the source's own words stand, nearest to the cue; nowhere, where a
    /// pronoun points to them.
    fn nearest(&self, source: &str, sentence: Range, cue: Range) -> Option<Range> {
        let text = self.text.get(sentence.start..sentence.end)?;
        text.match_indices(source)
            .map(|(at, s)| Range { start: sentence.start + at, end: sentence.start + at + s.len() })
            .min_by_key(|r| r.start.abs_diff(cue.start))
    }
}

/// How a claim is held, where it is not plainly asserted.
fn held(claim: &Claim) -> Option<String> {
    let by = claim.speaker.as_ref().map(|s| format!("according to {}", s.name));
    match (claim.stance, by) {
        (Stance::Asserted, None) => None,
        (Stance::Asserted | Stance::Reported, Some(by)) => Some(by),
        (other, None) => Some(stance(other).to_owned()),
        (other, Some(by)) => Some(format!("{}, {by}", stance(other))),
    }
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserted => "asserted",
        Stance::Reported => "reported",
        Stance::Hedged => "hedged",
        Stance::Denied => "denied",
        Stance::Planned => "planned",
        Stance::Unclaimed => "unclaimed",
    }
}

fn counted(figure: &Figure) -> String {
    let Quantity { interval, bound, unit, kind, .. } = &figure.quantity;
    let amount = amount(interval.low, interval.high, *bound, &unit.name, *kind);
    if figure.label.is_empty() { amount } else { format!("{amount} {}", figure.label) }
}

/// `≥180`, `8–12`, `~50000`, `38 %`.
fn amount(low: Option<f64>, high: Option<f64>, bound: Bound, unit: &str, kind: NumeralKind) -> String {
    let number = match (low, high, bound) {
        (Some(low), Some(high), _) if low == high => format!("{low}"),
        (Some(low), Some(high), Bound::About) => format!("about {low}–{high}"),
        (Some(low), Some(high), _) => format!("{low}–{high}"),
        (Some(low), None, Bound::MoreThan) => format!(">{low}"),
        (Some(low), None, _) => format!("≥{low}"),
        (None, Some(high), Bound::LessThan) => format!("<{high}"),
        (None, Some(high), _) => format!("≤{high}"),
        (None, None, _) => "?".to_owned(),
    };
    if kind == NumeralKind::Count || unit == "count" { number } else { format!("{number} {unit}") }
}
