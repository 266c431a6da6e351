//! A weekday that is not the date's: *mardi 5 mars 2025* is a Wednesday.

use super::Texts;
use crate::model::{Evidence, Slip, Slot, Wording};
use crate::text::Span;

/// A date without a year is taken for one near publication: of the year before, the weekday would
/// be right as often as not.
const NEAR: i64 = 45;
/// Before this year calendars differ from country to country.
const SINCE: i16 = 1920;

/// The dates of an article whose weekday is another.
pub(super) fn check(texts: &Texts<'_>) -> Vec<Slip> {
    let text = &texts.left;
    let published = text.dossier.meta.published;
    let sure = |day: &crate::model::OddDate| {
        day.day.0.year() >= SINCE && (day.absolute || published.is_some_and(|p| p.since(day.day).abs() <= NEAR))
    };
    let odd = text.dossier.odd_dates.iter().filter(|d| sure(d));
    odd.map(|date| {
        let spot = |(start, end): (usize, usize)| text.spot(date.sentence, Span::new(start, end), None);
        Slip {
            left: spot(date.weekday),
            right: spot(date.date),
            measure: Slot::Weekday(date.day),
            because: vec![Evidence::graded(
                "other-weekday",
                if date.absolute { "with-year" } else { "without-year" },
                Wording::new("other-weekday").with("day", date.day).with("weekday", Slot::Weekday(date.day)),
            )],
        }
    })
    .collect()
}
