//! Numbers as articles state them: a value, a bound, a unit.

use compact_str::CompactString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a figure is bounded by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// *12*.
    #[default]
    Exact,
    /// *environ 12, une dizaine*.
    About,
    /// *au moins 12*.
    AtLeast,
    /// *plus de 12*.
    MoreThan,
    /// *au plus 12, jusqu'à 12*.
    AtMost,
    /// *moins de 12*.
    LessThan,
    /// *entre 12 et 15*.
    Between,
}

/// Which way a change goes: *a reculé de 0,3 point*, *rose by 3%*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Increase.
    Up,
    /// Decrease.
    Down,
}

/// What sort of numeral it is. Only like sorts are ever compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumeralKind {
    /// So many of something.
    Count,
    /// A part of a whole: per cent, *la moitié*, *deux sur trois*; values are fractions of 1.
    Share,
    /// An amount of money.
    Money,
    /// A number with a physical unit.
    Measure,
    /// An age of a person.
    Age,
    /// A length of time.
    Duration,
    /// A calendar year.
    Year,
    /// Part of a date.
    Date,
    /// A time of day.
    Time,
    /// *3e, premier*.
    Ordinal,
    /// *2-1*, *289 voix contre 241*.
    Score,
    /// A number that names: *article 49.3, vol 370, A380, ligne 4*, a telephone number.
    Identifier,
}

/// An interval of numbers. A bound that is not known is open.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Default)]
pub struct Interval {
    /// Lowest possible value.
    #[serde(serialize_with = "super::number::number_or_none")]
    pub low: Option<f64>,
    /// Highest possible value.
    #[serde(serialize_with = "super::number::number_or_none")]
    pub high: Option<f64>,
    /// The low bound itself is excluded (*plus de 12*).
    pub low_open: bool,
    /// The high bound itself is excluded (*moins de 12*).
    pub high_open: bool,
}

impl Interval {
    /// Exactly this value.
    pub fn exact(value: f64) -> Self {
        Self::closed(value, value)
    }

    /// From `low` to `high`, both included; in order whatever the order given.
    pub fn closed(low: f64, high: f64) -> Self {
        Self { low: Some(low.min(high)), high: Some(low.max(high)), ..Self::default() }
    }

    /// `low` and all above it; without `low` itself where `open`.
    pub fn at_least(low: f64, open: bool) -> Self {
        Self { low: Some(low), low_open: open, ..Self::default() }
    }

    /// `high` and all below it; without `high` itself where `open`.
    pub fn at_most(high: f64, open: bool) -> Self {
        Self { high: Some(high), high_open: open, ..Self::default() }
    }

    /// True when some number lies in both. Bounds within a relative 1e-9 of each other are the
    /// same, since both may come out of a unit conversion.
    pub fn meets(&self, other: &Interval) -> bool {
        let below = |a: &Interval, b: &Interval| match (a.low, b.high) {
            (Some(low), Some(high)) => {
                let same = (low - high).abs() <= 1e-9 * low.abs().max(high.abs());
                if same { !(a.low_open || b.high_open) } else { low < high }
            }
            _ => true,
        };
        below(self, other) && below(other, self)
    }

    /// True when `value` lies in the interval.
    pub fn holds(&self, value: f64) -> bool {
        self.meets(&Interval::exact(value))
    }

    /// Both bounds times `factor` (positive) plus `offset`.
    pub fn scale(&self, factor: f64, offset: f64) -> Self {
        Self { low: self.low.map(|v| v * factor + offset), high: self.high.map(|v| v * factor + offset), ..*self }
    }

    /// The interval widened by `by` (an absolute amount) on each bounded side.
    pub fn widen(&self, by: f64) -> Self {
        Self { low: self.low.map(|v| v - by), high: self.high.map(|v| v + by), ..*self }
    }
}

/// A unit, as `rules/units.toml` declares it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Its name in output: `count`, `%`, `EUR`, `m`, `year`.
    pub name: CompactString,
    /// What it measures: `count`, `share`, `money-EUR`, `length`, `duration`. Figures of different
    /// dimensions are never compared.
    pub dimension: CompactString,
    /// Stated value × factor + offset is the value in the dimension's base unit.
    #[serde(serialize_with = "super::number::number")]
    pub factor: f64,
    /// See `factor`; other than 0 for temperatures alone.
    #[serde(serialize_with = "super::number::number")]
    pub offset: f64,
}

impl Unit {
    /// The unit of plain counts.
    pub fn count() -> Self {
        Self { name: "count".into(), dimension: "count".into(), factor: 1.0, offset: 0.0 }
    }

    /// The unit of results of matches and ballots: *2-1*.
    pub fn score() -> Self {
        Self { name: "score".into(), dimension: "score".into(), factor: 1.0, offset: 0.0 }
    }
}

/// A number as stated, with its bound and unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The stated number, in the stated unit (*1,2 million* is 1 200 000; *38 %* is 38).
    #[serde(serialize_with = "super::number::number")]
    pub value: f64,
    /// What the words allow, in the stated unit.
    pub interval: Interval,
    /// The size of the last stated digit: 100 000 for *1,2 million*, 1 for *1 187 000*.
    #[serde(serialize_with = "super::number::number")]
    pub step: f64,
    /// The bound in words.
    pub bound: Bound,
    /// Which way a change goes, where the number is one of change.
    pub direction: Option<Direction>,
    /// What sort of numeral it is.
    pub kind: NumeralKind,
    /// The unit.
    pub unit: Unit,
}

impl Quantity {
    /// The interval in the base unit of the dimension.
    pub fn base(&self) -> Interval {
        self.interval.scale(self.unit.factor, self.unit.offset)
    }

    /// The value in the base unit of the dimension.
    pub fn base_value(&self) -> f64 {
        self.value * self.unit.factor + self.unit.offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_and_closed_ends_meet_as_words_do() {
        let more_than_20 = Interval::at_least(20.0, true);
        assert!(more_than_20.meets(&Interval::exact(25.0)));
        assert!(!more_than_20.meets(&Interval::exact(20.0)));
        assert!(Interval::at_least(20.0, false).meets(&Interval::exact(20.0)));
        assert!(!Interval::closed(8.0, 12.0).meets(&Interval::at_least(40.0, true)));
        assert!(Interval::at_least(180.0, false).meets(&Interval::at_most(200.0, false)));
    }

    #[test]
    fn conversion_noise_is_no_difference() {
        assert!(Interval::exact(0.1 + 0.2).meets(&Interval::exact(0.3)));
    }
}
