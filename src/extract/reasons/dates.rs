//! Why a date means these days.

use super::{Why, because};
use crate::extract::{Anchor, DateReading};
use crate::model::Reason;
use crate::text::TokenKind;

/// Lists of words that make a date, with what each says.
const LISTS: &[(&str, &str)] = &[
    ("relative[", "day"),
    ("modifiers.", "modifier"),
    ("months", "month"),
    ("weekdays", "weekday"),
    ("seasons", "season"),
    ("ago_before", "ago"),
    ("ago_after", "ago"),
    ("decade", "decade"),
    ("units.", "calendar unit"),
    ("last", "last"),
    ("next", "next"),
    ("this", "this"),
    ("named_times", "time"),
    ("hour", "time"),
    ("morning", "time"),
    ("evening", "time"),
];

impl Why<'_> {
    pub(super) fn date(&self, date: &DateReading) -> Vec<Reason> {
        let mut out = Vec::new();
        let mut i = date.first;
        while i <= date.last {
            let longest = LISTS
                .iter()
                .filter_map(|(list, reads)| {
                    let (end, entry) = self.phrase("dates", &[list], i, date.last + 1)?;
                    Some((end, *reads, entry))
                })
                // Of equal ones the first list counts.
                .rev()
                .max_by_key(|(end, ..)| *end);
            match longest {
                Some((end, reads, entry)) => {
                    let reads = match entry.list.split_once('.') {
                        Some(("modifiers", modifier)) => format!("modifier {modifier}"),
                        Some(("units", unit)) => format!("calendar unit {unit}"),
                        _ => reads.to_owned(),
                    };
                    out.push(self.reason(reads, (i, end), Some(entry)));
                    i = end;
                }
                None => {
                    out.extend(self.digits(date, i));
                    i += 1;
                }
            }
        }
        out.push(self.anchor(date));
        out
    }

    fn digits(&self, date: &DateReading, i: usize) -> Option<Reason> {
        let word = &self.parsed.words[i];
        if word.kind != TokenKind::Number {
            return None;
        }
        let text = word.text.to_owned();
        let year = word.text.len() == 4 && word.text.bytes().all(|b| b.is_ascii_digit());
        if !year {
            let reads = if date.minute.is_some() && date.first == date.last { "time" } else { "day or hour" };
            return Some(because(reads, text, "digits beside these words"));
        }
        let before = i.checked_sub(1).and_then(|b| Some((b, self.word("dates", &["year_before", "modifiers."], b)?)));
        Some(match before {
            Some((b, entry)) => {
                let mut reason = self.reason("year", (i, i + 1), Some(entry));
                reason.why = format!("four digits behind \"{}\"", self.text(b, b + 1));
                reason
            }
            None => because("year", text, "four digits"),
        })
    }

    fn anchor(&self, date: &DateReading) -> Reason {
        let why = match (date.anchor, self.published) {
            (Anchor::Absolute, _) => "it names its year".to_owned(),
            (Anchor::Publication, Some(day)) => format!("counted from publication on {day}"),
            (Anchor::Publication, None) => "counted from publication".to_owned(),
            (Anchor::Text, _) => "counted from another date of its sentence".to_owned(),
            (Anchor::Unresolved, None) => "there is no day of publication to count from".to_owned(),
            (Anchor::Unresolved, Some(_)) => "what it is counted from is not known".to_owned(),
        };
        because(format!("days {}", date.days), String::new(), why)
    }
}
