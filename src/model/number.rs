//! How numbers are written: `3300` and not `3300.0`. Both read back as the same number.

use serde::Serializer;

/// Above this, in either direction, not every whole number has a value of its own (2^53).
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// Writes a whole number without a fraction.
pub fn number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() <= WHOLE {
        // Exact, by the line above.
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

/// The same for a number that may be unknown.
pub fn number_or_none<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, serializer),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Interval;
    use proptest::prelude::*;

    fn written(interval: &Interval) -> String {
        serde_json::to_string(interval).unwrap()
    }

    #[test]
    fn whole_numbers_have_no_fraction() {
        let text = written(&Interval::closed(-3300.0, 0.5));
        assert!(text.contains("\"low\":-3300,") && text.contains("\"high\":0.5,"), "{text}");
        assert!(written(&Interval::at_least(12.0, false)).contains("\"high\":null"));
    }

    proptest! {
        #[test]
        fn every_number_reads_back_as_itself(low in any::<f64>().prop_filter("a number", |v| v.is_finite()), n in any::<i64>()) {
            for value in [low, low.trunc(), n as f64] {
                let interval = Interval::exact(value);
                prop_assert_eq!(serde_json::from_str::<Interval>(&written(&interval)).unwrap(), interval);
            }
        }
    }
}
