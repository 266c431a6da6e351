//! Why a number has this value, bound, unit, kind and direction.

use super::{Why, because};
use crate::extract::Reading;
use crate::model::{Bound, Direction, Entry, NumeralKind, Reason, Unit};
use crate::text::TokenKind;

/// Lists of words that are, or belong to, a number.
const NUMBERS: &[&str] = &[
    "units",
    "tens",
    "scores",
    "hundreds",
    "hundred",
    "scales",
    "ordinals",
    "denominators",
    "parts",
    "halvers",
    "collectives",
    "suffixes",
    "points",
    "halves",
    "over",
    "articles",
    "pronouns",
    "ordinal_suffixes",
];

/// How many words may stand between a word of change and its number.
const CHANGE_REACH: usize = 5;

impl Why<'_> {
    pub(super) fn quantity(&self, reading: &Reading) -> Vec<Reason> {
        let q = &reading.quantity;
        let mut out = Vec::new();
        out.extend(self.bound(reading));
        out.extend(self.spelled(reading));
        out.extend(self.unit(reading, &q.unit));
        out.push(self.kind(reading));
        out.extend(self.direction(reading));
        out
    }

    fn bound(&self, reading: &Reading) -> Option<Reason> {
        let bound = reading.quantity.bound;
        let reads = format!("bound {}", bound_word(bound));
        let (first, last) = reading.number;
        match bound {
            Bound::Exact => return None,
            Bound::Between => {
                return Some(because(reads, self.text(first, last + 1), "two numbers as the ends of a range"));
            }
            _ => {}
        }
        let before = (reading.first..first).find_map(|i| Some((i, self.bound_phrase(i, first)?)));
        let after = (last + 1..=reading.last).find_map(|i| Some((i, self.bound_phrase(i, reading.last + 1)?)));
        if let Some((from, (end, entry))) = before.or(after) {
            let mut reason = self.reason(reads, (from, end), Some(entry));
            if !entry.list.contains(&format!("[{}]", bound_word(bound))) {
                reason.why = "negated".into();
            }
            return Some(reason);
        }
        let collective = (first..=last).find_map(|i| Some((i, self.word("numbers", &["collectives", "prefixes"], i)?)));
        if let Some((i, entry)) = collective {
            return Some(self.reason(reads, (i, i + 1), Some(entry)));
        }
        Some(because(reads, self.text(reading.first, first), if reading.first < first { "a sign" } else { "" }))
    }

    /// A phrase of bound at `from`; its last word may have taken an article or lost its vowel.
    fn bound_phrase(&self, from: usize, end: usize) -> Option<(usize, &Entry)> {
        if let Some(found) = self.phrase("numbers", &["bound["], from, end) {
            return Some(found);
        }
        let file = self.file("numbers");
        (from + 2..=end).rev().find_map(|end| {
            let contracted = self.entries.words(&file, &["contractions."], &self.lower(end - 1, end))?;
            let full = contracted.list.rsplit('.').next()?;
            let key = format!("{} {full}", self.lower(from, end - 1));
            self.entries.words(&file, &["bound["], &key).map(|e| (end, e))
        })
    }

    /// The words of a number that is not written in digits.
    fn spelled(&self, reading: &Reading) -> Vec<Reason> {
        let (first, last) = reading.number;
        let mut out = Vec::new();
        for i in first..=last {
            if self.parsed.words[i].kind == TokenKind::Word
                && let Some(entry) = self.word("numbers", NUMBERS, i)
            {
                out.push(self.reason("number", (i, i + 1), Some(entry)));
            }
        }
        out
    }

    fn unit(&self, reading: &Reading, unit: &Unit) -> Option<Reason> {
        if unit.name == "count" {
            return None;
        }
        let mut reads = format!("unit {}", unit.name);
        if unit.factor != 1.0 {
            reads += &format!(" ×{}", unit.factor);
        }
        let name = unit.name.strip_prefix("age-").unwrap_or(&unit.name);
        let list = format!("words.{name}");
        let own = |e: &&Entry| e.list == list;
        let found = (reading.first..=reading.last).find_map(|i| {
            if let Some((end, entry)) = self.phrase("units", &[&list], i, reading.last + 1).filter(|(_, e)| own(e)) {
                return Some(((i, end), entry));
            }
            let place = if i < reading.number.0 { "prefixes" } else { "symbols" };
            self.symbol(&format!("unit[{name}].{place}"), i, reading.last + 1)
        });
        Some(match found {
            Some((at, entry)) => self.reason(reads, at, Some(entry)),
            None if unit.name == "share" => {
                because(reads, self.text(reading.first, reading.last + 1), "a part of a whole")
            }
            None => because(reads, self.text(reading.first, reading.last + 1), "from the words around it"),
        })
    }

    /// The symbol in `list` that begins at `from`.
    fn symbol(&self, list: &str, from: usize, end: usize) -> Option<((usize, usize), &Entry)> {
        (from + 1..=end.min(from + 3)).rev().find_map(|end| {
            let shown = self.text(from, end);
            let entry = self.entries.of("units.toml", list).find(|e| e.entry == shown)?;
            Some(((from, end), entry))
        })
    }

    fn kind(&self, reading: &Reading) -> Reason {
        let kind = reading.quantity.kind;
        let unit = &reading.quantity.unit;
        let reads = format!("kind {}", kind_word(kind));
        if kind == NumeralKind::Age {
            let lists = ["age_before", "age_verbs", "age_of"];
            let from = reading.first.saturating_sub(4);
            let before = (from..reading.number.0).find_map(|i| {
                let (end, entry) = self.phrase("units", &lists, i, reading.number.0)?;
                Some(((i, end), entry))
            });
            let after = self.phrase("units", &["age_after"], reading.last + 1, reading.last + 5);
            let after = after.map(|(end, entry)| ((reading.last + 1, end), entry));
            if let Some((at, entry)) = before.or(after) {
                return self.reason(reads, at, Some(entry));
            }
            return because(reads, self.text(reading.first, reading.last + 1), "years of somebody");
        }
        let why = match kind {
            NumeralKind::Count => "no unit".to_owned(),
            _ => format!("its unit measures {}", unit.dimension),
        };
        because(reads, String::new(), why)
    }

    fn direction(&self, reading: &Reading) -> Option<Reason> {
        let direction = reading.quantity.direction?;
        let (word, before, behind) = match direction {
            Direction::Up => ("up", "change.up", "change.up_after"),
            Direction::Down => ("down", "change.down", "change.down_after"),
        };
        let reads = format!("direction {word}");
        let left = (reading.first.saturating_sub(CHANGE_REACH)..reading.first).rev();
        let found = left.filter_map(|i| Some((i, self.word("numbers", &[before], i)?))).find(|(_, e)| e.list == before);
        if let Some((i, entry)) = found {
            return Some(self.reason(reads, (i, i + 1), Some(entry)));
        }
        let end = self.parsed.words.len();
        match self.phrase("numbers", &[behind], reading.last + 1, end) {
            Some((end, entry)) => Some(self.reason(reads, (reading.last + 1, end), Some(entry))),
            None => Some(because(reads, String::new(), "from the words around it")),
        }
    }
}

fn bound_word(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::About => "about",
        Bound::AtLeast => "at-least",
        Bound::MoreThan => "more-than",
        Bound::AtMost => "at-most",
        Bound::LessThan => "less-than",
        Bound::Between => "between",
    }
}

fn kind_word(kind: NumeralKind) -> &'static str {
    match kind {
        NumeralKind::Count => "count",
        NumeralKind::Share => "share",
        NumeralKind::Money => "money",
        NumeralKind::Measure => "measure",
        NumeralKind::Age => "age",
        NumeralKind::Duration => "duration",
        NumeralKind::Year => "year",
        NumeralKind::Date => "date",
        NumeralKind::Time => "time",
        NumeralKind::Ordinal => "ordinal",
        NumeralKind::Score => "score",
        NumeralKind::Identifier => "identifier",
    }
}
