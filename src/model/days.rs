//! Days and intervals of days.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A calendar day of the Gregorian calendar. Written `2021-07-24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub Date);

impl Day {
    /// The day with this year, month (1–12) and day of the month, where there is one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// The day `days` later (earlier when negative), held inside the calendar's range.
    pub fn plus(self, days: i64) -> Self {
        Day(self.0.saturating_add(days.days()))
    }

    /// Number of days from `other` to this day; negative when `other` is later.
    pub fn since(self, other: Day) -> i64 {
        other.0.until(self.0).map_or(0, |span| i64::from(span.get_days()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = String;

    /// Reads `2021-07-24` and any date-time that begins so (`2021-07-24T10:00:00+02:00`).
    fn from_str(s: &str) -> Result<Self, String> {
        let head = s.get(..10).unwrap_or(s);
        head.parse::<Date>().map(Day).map_err(|_| format!("\"{s}\" is not a date, expected YYYY-MM-DD"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "date", "pattern": "^-?\\d{4,6}-\\d{2}-\\d{2}$"})
    }
}

/// An interval of days, both ends included; an end that is not known is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
pub struct Days {
    /// First possible day; `None` is "any time before".
    pub from: Option<Day>,
    /// Last possible day; `None` is "any time after".
    pub to: Option<Day>,
}

impl Days {
    /// One day.
    pub fn on(day: Day) -> Self {
        Self { from: Some(day), to: Some(day) }
    }

    /// From one day to another, both included.
    pub fn between(from: Day, to: Day) -> Self {
        Self { from: Some(from.min(to)), to: Some(from.max(to)) }
    }

    /// The whole of a month, where the month (1–12) exists.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Day::new(year, month, 1)?;
        Some(Self::between(first, Day(first.0.last_of_month())))
    }

    /// The whole of a year.
    pub fn year(year: i16) -> Option<Self> {
        Some(Self::between(Day::new(year, 1, 1)?, Day::new(year, 12, 31)?))
    }

    /// True when some day lies in both.
    pub fn meets(&self, other: &Days) -> bool {
        let starts_in_time = |a: &Days, b: &Days| match (a.from, b.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_in_time(self, other) && starts_in_time(other, self)
    }

    /// Number of days, where both ends are known.
    pub fn count(&self) -> Option<i64> {
        Some(self.to?.since(self.from?) + 1)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(a), Some(b)) if a == b => write!(f, "{a}"),
            (Some(a), Some(b)) => write!(f, "{a}..{b}"),
            (Some(a), None) => write!(f, "{a}.."),
            (None, Some(b)) => write!(f, "..{b}"),
            (None, None) => f.write_str("?"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_meets_its_days_and_no_others() {
        let march = Days::month(2009, 3).unwrap();
        assert!(march.meets(&Days::on(Day::new(2009, 3, 3).unwrap())));
        assert!(!march.meets(&Days::year(2007).unwrap()));
        assert!(march.meets(&Days { from: None, to: Day::new(2009, 3, 1) }));
        assert_eq!(march.count(), Some(31));
    }

    #[test]
    fn a_date_time_is_read_by_its_day() {
        assert_eq!("2021-07-24T10:00:00+02:00".parse(), Ok(Day::new(2021, 7, 24).unwrap()));
        assert!("24/07/2021".parse::<Day>().is_err());
    }
}
