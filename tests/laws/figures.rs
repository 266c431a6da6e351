//! Figures: intervals, units, and bounds as the languages word them.

use super::{ENGINE, article, audit, cases};
use proptest::prelude::*;
use recoupe::model::{Interval, Lang, Report, Severity};
use std::fs;

fn interval() -> impl Strategy<Value = Interval> {
    let bound = || prop::option::of((-1e6..1e6, any::<bool>()));
    (bound(), bound()).prop_map(|(low, high)| {
        let (low, high) = match (low, high) {
            (Some(a), Some(b)) if a.0 > b.0 => (Some(b), Some(a)),
            other => other,
        };
        Interval {
            low: low.map(|b| b.0),
            high: high.map(|b| b.0),
            low_open: low.is_some_and(|b| b.1),
            high_open: high.is_some_and(|b| b.1),
        }
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn meeting_is_mutual(a in interval(), b in interval()) {
        prop_assert_eq!(a.meets(&b), b.meets(&a));
        let inside = a.low.unwrap_or(-2e6) / 2.0 + a.high.unwrap_or(2e6) / 2.0;
        prop_assert!(a.high.zip(a.low).is_some_and(|(h, l)| h - l < 1e-3) || a.holds(inside));
    }

    #[test]
    fn a_figure_inside_a_bound_meets_it_and_one_outside_does_not(
        bound in -1e6..1e6, by in 0.01..1e6, open in any::<bool>()
    ) {
        let (low, high) = (Interval::at_least(bound, open), Interval::at_most(bound, open));
        prop_assert!(low.holds(bound + by) && high.holds(bound - by));
        prop_assert!(!low.holds(bound - by) && !high.holds(bound + by));
        prop_assert_eq!([low.holds(bound), high.holds(bound)], [!open, !open]);
        let range = Interval::closed(bound + by, bound);
        prop_assert!(range.holds(bound) && range.holds(bound + by) && range.holds(bound + by / 2.0));
        prop_assert!(!range.holds(bound - by) && !range.holds(bound + by * 2.0));
    }

    #[test]
    fn units_keep_the_order(a in interval(), b in interval(), factor in 1e-6..1e9, offset in -500.0..500.0) {
        let (x, y) = (a.scale(factor, offset), b.scale(factor, offset));
        let ordered = |left: Option<f64>, right: Option<f64>| left.zip(right).map(|(l, r)| l <= r);
        if ordered(a.low, b.low) == Some(true) {
            prop_assert_eq!(ordered(x.low, y.low), Some(true));
        }
        if ordered(a.high, b.low) == Some(true) {
            prop_assert_eq!(ordered(x.high, y.low), Some(true));
        }
        if a.meets(&b) {
            prop_assert!(x.meets(&y), "{:?} and {:?} meet, {:?} and {:?} do not", a, b, x, y);
        }
    }
}

/// What a language says of so many deaths, and how it words bounds of them.
struct Words {
    lang: Lang,
    /// The sentence, `#` in place of the number.
    sentence: &'static str,
    at_least: &'static [&'static str],
    more_than: &'static [&'static str],
    at_most: &'static [&'static str],
    less_than: &'static [&'static str],
    between: &'static str,
}

const WORDS: &[Words] = &[
    Words {
        lang: Lang::Fr,
        sentence: "L'explosion de l'usine Varnel a fait # morts mardi 4 mars 2025 à Ostrel.",
        at_least: &["au moins #", "pas moins de #", "# au moins"],
        more_than: &["plus de #"],
        at_most: &["au plus #", "pas plus de #", "au maximum #"],
        less_than: &["moins de #"],
        between: "entre # et @",
    },
    Words {
        lang: Lang::En,
        sentence: "The blast at the Varnel plant in Ostrel killed # people on Tuesday, 4 March 2025.",
        at_least: &["at least #", "no fewer than #"],
        more_than: &["more than #"],
        at_most: &["at most #", "no more than #"],
        less_than: &["fewer than #", "less than #"],
        between: "between # and @",
    },
    Words {
        lang: Lang::Es,
        sentence: "La explosión de la planta Varnel de Ostrel causó # muertos el martes 4 de marzo de 2025.",
        at_least: &["al menos #", "por lo menos #", "no menos de #"],
        more_than: &["más de #"],
        at_most: &["como máximo #", "no más de #"],
        less_than: &["menos de #"],
        between: "entre # y @",
    },
];

/// An article that tells a count against one that tells a bound.
fn told(words: &Words, count: u32, bound: &str) -> Report {
    let text = |count: &str| words.sentence.replace('#', count);
    audit(&[
        article("1.md", "Le Fil", words.lang, &text(&count.to_string())),
        article("2.md", "Le Cap", words.lang, &text(bound)),
    ])
}

fn contradicts(report: &Report) -> bool {
    report.findings.iter().any(|f| f.severity == Severity::Error)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_count_contradicts_a_bound_that_it_breaks_and_no_other(x in 2_u32..900, y in 2_u32..900, near in -1_i32..2) {
        // Every other pair is as near as can be.
        let x = if near == 0 { x } else { y.saturating_add_signed(near).max(2) };
        for words in WORDS {
            let sorts: [(&[&str], bool); 4] = [
                (words.at_least, x < y),
                (words.more_than, x <= y),
                (words.at_most, x > y),
                (words.less_than, x >= y),
            ];
            for (forms, broken) in sorts {
                for form in forms {
                    let report = told(words, x, &form.replace('#', &y.to_string()));
                    prop_assert_eq!(contradicts(&report), broken, "{} against {}: {:?}", x, form, report.findings);
                }
            }
        }
    }

    #[test]
    fn a_count_contradicts_a_range_that_it_is_outside_of_and_no_other(x in 2_u32..900, low in 2_u32..900, by in 1_u32..90, end in 0..4) {
        let high = low + by;
        let x = [x, low, high, high + 1][end as usize];
        for words in WORDS {
            let range = words.between.replace('#', &low.to_string()).replace('@', &high.to_string());
            let report = told(words, x, &range);
            prop_assert_eq!(contradicts(&report), !(low..=high).contains(&x), "{} against {}: {:?}", x, range, report.findings);
        }
    }
}

/// In groups of three digits.
fn grouped(n: u64, separator: &str) -> String {
    let digits = n.to_string();
    let first = digits.len() % 3;
    let (head, rest) = digits.split_at(first);
    let groups = rest.as_bytes().chunks(3).map(|c| std::str::from_utf8(c).expect("digits").to_owned());
    (!head.is_empty()).then(|| head.to_owned()).into_iter().chain(groups).collect::<Vec<_>>().join(separator)
}

/// Language, sentence, separators of groups, sign before decimals.
const DIGITS: &[(Lang, &str, &[&str], &str)] = &[
    (Lang::Fr, "Le port d'Ostrel abrite # bateaux.", &[" ", "\u{a0}", "\u{202f}"], ","),
    (Lang::En, "The harbour of Ostrel shelters # boats.", &[","], "."),
    (Lang::Es, "El puerto de Ostrel alberga # barcos.", &[".", "\u{a0}", "\u{202f}"], ","),
];

proptest! {
    #![proptest_config(cases(256))]

    /// What is written in digits is read back; what is spelled, in `printed.rs`.
    #[test]
    fn numbers_in_digits_are_read_as_they_were_printed(n in prop_oneof![0_u64..1000, 0_u64..1_000_000, 0_u64..1_000_000_000], tenths in 1_u64..10) {
        for &(lang, sentence, separators, point) in DIGITS {
            for separator in separators {
                let whole = grouped(n, separator);
                let decimal = format!("{whole}{point}{tenths}");
                for (written, value) in [(whole, n as f64), (decimal, (n * 10 + tenths) as f64 / 10.0)] {
                    let listing = ENGINE.extract_line("x", lang, &sentence.replace('#', &written));
                    let values: Vec<(f64, &str)> = listing.quantities.iter().map(|q| (q.value, q.text.as_str())).collect();
                    prop_assert_eq!(values, [(value, written.as_str())], "{}", lang);
                }
            }
        }
    }

    /// Of the units that the program knows, not of any.
    #[test]
    fn units_of_the_rules_keep_the_order(a in -1e9..1e9, b in -1e9..1e9, near in prop::option::of(1e-6..1e-3)) {
        let b = near.map_or(b, |by| a + by);
        for (name, factor, offset) in units() {
            let [x, y] = [a, b].map(|v| Interval::exact(v).scale(factor, offset).low.expect("a bound"));
            prop_assert_eq!(a < b, x < y, "{} and {} {}", a, b, name);
            // And back: what was converted is what it was, to the billionth part.
            prop_assert!(((x - offset) / factor - a).abs() <= 1e-9 * a.abs().max(offset.abs() / factor).max(1e-9), "{} {}", a, name);
        }
    }
}

/// Name, factor and offset of each unit.
fn units() -> Vec<(String, f64, f64)> {
    let text = fs::read_to_string("rules/units.toml").expect("readable");
    let file: toml::Table = text.parse().expect("TOML");
    let number = |unit: &toml::Value, key: &str, default: f64| {
        unit.get(key).map_or(default, |v| v.as_float().or(v.as_integer().map(|n| n as f64)).expect("a number"))
    };
    let units = file["unit"].as_array().expect("units");
    assert!(units.len() > 50);
    let name = |unit: &toml::Value| unit["name"].as_str().expect("a name").to_owned();
    units.iter().map(|unit| (name(unit), number(unit, "factor", 1.0), number(unit, "offset", 0.0))).collect()
}
