//! Numerals of a sentence → readings: each classified, with its unit, bound and direction.
//!
//! In: words and the dates among them. Out: one [`Reading`] per number, in order; articles (*un,
//! une, a*) that nothing makes a number give none. It never says what is counted, only where the
//! noun would begin.

mod amounts;
mod bounds;
mod kinds;
mod named;
mod ones;
mod ranges;
mod units;

use super::numerals::{self, Form, Numeral};
use super::{DateReading, Word};
use crate::model::{Bound, NumeralKind, Quantity, Unit};
use crate::rules::{Class, LanguageRules, Units};
use crate::text::{Clean, Span, TokenKind};

/// A number in a sentence and what its words make of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// First word of bound, number and unit.
    pub first: usize,
    /// Last word of them, inclusive.
    pub last: usize,
    /// First and last word of the numeral alone; of a range, from its first number to its last.
    pub number: (usize, usize),
    /// The first word after numeral and unit, and after an *of* that these demand: where a head
    /// noun would begin. May be the number of words.
    pub after: usize,
    /// Where `first..=last` stands in the clean text.
    pub span: Span<Clean>,
    /// The value, interval, bound, kind and unit. Of a range the value is its upper end, the
    /// one that stands with the unit.
    pub quantity: Quantity,
    /// The direction is that of what the number measures, told by a noun or a comparative (*a 3%
    /// drop*); no verb says that anything moved by it.
    pub nominal: bool,
}

/// All that quantities are read with.
struct Context<'a> {
    words: &'a [Word<'a>],
    rules: &'a LanguageRules,
    units: &'a Units,
}

/// A reading in the making.
#[derive(Debug, Clone)]
struct Draft {
    numeral: Numeral,
    /// First and last word of numeral, sign, currency and unit.
    edges: (usize, usize),
    unit: Option<Unit>,
    /// The unit was joined by a hyphen: *24-year-old*; its last part says *old*.
    old: bool,
    kind: Option<NumeralKind>,
    /// The upper end of a range.
    upper: Option<f64>,
}

impl<'a> Context<'a> {
    fn lower(&self, at: usize) -> Option<&'a str> {
        self.words.get(at).map(|w| w.lower.as_str())
    }

    fn text(&self, at: usize) -> Option<&'a str> {
        self.words.get(at).map(|w| w.text)
    }

    fn before(&self, at: usize) -> Option<&'a Word<'a>> {
        at.checked_sub(1).and_then(|k| self.words.get(k))
    }

    /// The k-th word to the left of `at`, 0 being the one right before it.
    fn left(&self, at: usize, k: usize) -> Option<&'a str> {
        at.checked_sub(1 + k).and_then(|n| self.lower(n))
    }

    /// True when no noun begins at `at`.
    fn closed(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(|w| w.kind != TokenKind::Word || !w.classes.is_open())
    }
}

/// Reads the quantities of a sentence. `dates` are its dates; numbers inside them are classified
/// as such and are nothing else.
pub fn quantities(words: &[Word<'_>], rules: &LanguageRules, units: &Units, dates: &[DateReading]) -> Vec<Reading> {
    let context = Context { words, rules, units };
    let mut taken = vec![false; dates.iter().map(|d| d.last + 1).max().unwrap_or(0)];
    let mut out = Vec::new();
    for date in dates {
        taken[date.first..=date.last].fill(true);
        out.extend(kinds::in_date(&context, date));
    }
    let numerals = numerals::numerals(words, &rules.numbers, units, &taken);
    let mut drafts: Vec<Draft> = Vec::with_capacity(numerals.len());
    for numeral in numerals {
        let from = drafts.last().map_or(0, |d: &Draft| d.edges.1 + 1);
        if numeral.words.0 < from {
            continue;
        }
        drafts.push(units::draft(&context, numeral, from));
    }
    kinds::classify(&context, &mut drafts);
    ones::count(&context, &mut drafts);
    ranges::join(&context, &mut drafts);
    let mut before: Option<Said> = None;
    for draft in drafts {
        if let Some((reading, said)) = finish(&context, draft, before.as_ref()) {
            before = Some(said);
            out.push(reading);
        }
    }
    out.sort_by_key(|r| r.number);
    out
}

/// What the reading before said, for one that restates it.
struct Said {
    last: usize,
    bound: Bound,
    factors: Option<(f64, f64)>,
    change: Option<bounds::Change>,
    unit: Unit,
}

/// Gives a draft its bound, direction, interval and kind. `before` is the reading before it.
fn finish(context: &Context<'_>, mut draft: Draft, before: Option<&Said>) -> Option<(Reading, Said)> {
    let from = before.map_or(0, |s| s.last + 1);
    if draft.numeral.form == Form::Article && draft.kind.is_none() {
        let numbers = &context.rules.numbers;
        let pronoun = context.lower(draft.numeral.words.0).is_some_and(|w| numbers.pronouns.contains(w));
        // Alone in its sentence a word for one is a number.
        let alone = context.words.len() == 1;
        // "half-hour" is no article.
        let one = draft.numeral.value == 1.0;
        if draft.unit.is_none() && !(alone && one) || numbers.mute_articles && one && !pronoun {
            return None;
        }
    }
    if draft.kind.is_none() && units::is_age(context, &draft) {
        let name = draft.unit.as_ref().map_or("year", |u| u.name.as_str());
        draft.unit = context.units.named(&format!("age-{name}")).cloned();
        draft.kind = Some(NumeralKind::Age);
    }
    let share = context.units.named("share");
    if draft.numeral.form == Form::Fraction && draft.unit.is_none() && draft.kind.is_none() {
        draft.unit = share.cloned();
    }
    let unit = draft.unit.clone().unwrap_or_else(Unit::count);
    // "grew sixfold": a factor is no amount of change.
    let factor = unit.dimension == "factor";
    let kind = draft.kind.unwrap_or_else(|| kinds::of_unit(&unit));
    let counts = !matches!(kind, NumeralKind::Identifier | NumeralKind::Ordinal | NumeralKind::Score);
    let mut bounded = if counts { bounds::read(context, &draft, from) } else { bounds::Bounded::none(&draft) };
    let mut change = if counts && !factor { bounds::direction(context, &draft, bounded.first) } else { None };
    if let Some(said) =
        before.filter(|s| counts && unit.name != s.unit.name && bounds::restates(context, &draft, s.last))
    {
        change = change.or(said.change);
        // A share restates a change of a figure, not its bound.
        let sort = |unit: &Unit| unit.dimension.split('-').next().map(str::to_owned);
        if bounded.bound == Bound::Exact && sort(&unit) == sort(&said.unit) {
            (bounded.bound, bounded.factors) = (said.bound, said.factors);
        }
    }
    if let Some(said) = before.filter(|s| counts && change.is_none() && unit.name == s.unit.name)
        && bounds::elliptic(context, &draft, said.last)
    {
        change = said.change;
    }
    let interval = bounds::interval(&draft, &bounded);
    let bound = match draft.upper {
        Some(_) => Bound::Between,
        None => bounded.bound,
    };
    let span = context.words[bounded.first].span.join(context.words[bounded.last].span);
    let said = Said { last: bounded.last, bound, factors: bounded.factors, change, unit: unit.clone() };
    let reading = Reading {
        first: bounded.first,
        last: bounded.last,
        number: draft.numeral.words,
        after: after(context, &draft),
        span,
        quantity: Quantity {
            value: draft.upper.unwrap_or(draft.numeral.value),
            interval,
            step: draft.numeral.step,
            bound,
            direction: change.map(|c| c.direction),
            kind,
            unit,
        },
        nominal: change.is_some_and(|c| c.nominal),
    };
    Some((reading, said))
}

/// Where a head noun would begin.
fn after(context: &Context<'_>, draft: &Draft) -> usize {
    if let Some(noun) = draft.numeral.noun {
        return noun;
    }
    let mut at = draft.edges.1 + 1;
    let part = draft.unit.as_ref().is_some_and(|u| u.dimension == "share") || draft.numeral.form == Form::Fraction;
    let links = draft.numeral.scaled || part;
    if links && context.words.get(at).is_some_and(|w| w.is(Class::Of) || context.rules.units.link.contains(&w.lower)) {
        at += 1;
        if part && context.words.get(at).is_some_and(|w| w.is(Class::Determiner)) {
            at += 1;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{dates, words_of};
    use crate::model::{Interval, Lang};
    use crate::rules::RuleSet;

    fn readings(lang: Lang, text: &str) -> Vec<Reading> {
        let rules = RuleSet::embedded().unwrap();
        let rules_of = rules.language(lang);
        let words = words_of(text, rules_of);
        let dates = dates(&words, rules_of, None);
        quantities(&words, rules_of, &rules.units, &dates)
    }

    /// `kind value [bound] [direction] [unit]`, as in the rule files.
    fn told(q: &Quantity) -> String {
        let word = |v: serde_json::Value| v.as_str().unwrap_or("").to_owned();
        let value = (q.value * 1e10).round() / 1e10;
        let mut out = format!("{} {value}", word(serde_json::to_value(q.kind).unwrap()));
        if q.bound != Bound::Exact {
            out += &format!(" {}", word(serde_json::to_value(q.bound).unwrap()));
        }
        if let Some(direction) = q.direction {
            out += &format!(" {}", word(serde_json::to_value(direction).unwrap()));
        }
        if q.unit.name != "count" {
            out += &format!(" {}", q.unit.name);
        }
        out
    }

    #[test]
    fn the_examples_of_the_rule_files_read_as_they_say() {
        let rules = RuleSet::embedded().unwrap();
        let mut wrong = Vec::new();
        for lang in Lang::ALL {
            let of = rules.language(lang);
            for example in of.numbers.examples.iter().chain(&of.units.examples) {
                let got: Vec<String> = readings(lang, &example.text).iter().map(|r| told(&r.quantity)).collect();
                if got != example.expect {
                    wrong.push(format!("{}\n   read {got:?}\n expect {:?}", example.text, example.expect));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn no_row_of_words_breaks_it_and_readings_never_overlap() {
        use proptest::prelude::*;
        const PIECES: &[&str] = &[
            "12",
            "2019",
            "1,2",
            "06",
            "30",
            "000",
            "1.082",
            "3/4",
            "½",
            "-",
            "–",
            "$",
            "€",
            "%",
            "(",
            ")",
            ",",
            ".",
            "'",
            "un",
            "deux",
            "cent",
            "mille",
            "million",
            "quatre-vingt-dix",
            "neuf",
            "moitié",
            "tiers",
            "dizaine",
            "dizaines",
            "de",
            "d'",
            "et",
            "à",
            "entre",
            "plus",
            "moins",
            "sur",
            "environ",
            "ans",
            "âgé",
            "heures",
            "h",
            "mars",
            "lundi",
            "dernier",
            "fin",
            "depuis",
            "il y a",
            "jours",
            "hausse",
            "a",
            "half",
            "of",
            "twenty-one-year-old",
            "USD10m",
            "minus-5",
            "1e10",
            "^",
            "ago",
            "the",
            "May",
            "p.m.",
            "mil",
            "con",
            "avos",
            "por ciento",
            "voix",
            "contre",
            "n°",
            "morts",
            "Norlink",
            "une",
            "M€",
            "°C",
            "km/h",
            "\u{a0}",
            "premier",
            "to",
            "from",
            "between",
            "or",
        ];
        let rules = RuleSet::embedded().unwrap();
        let row = prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 1..14);
        proptest!(|(row in row)| {
            let text: String = row.iter().map(|(p, glued)| format!("{p}{}", if *glued { "" } else { " " })).collect();
            for lang in Lang::ALL {
                let of = rules.language(lang);
                let words = words_of(&text, of);
                let dates = dates(&words, of, crate::model::Day::new(2021, 7, 24));
                let got = quantities(&words, of, &rules.units, &dates);
                for r in &got {
                    prop_assert!(r.first <= r.number.0 && r.number.0 <= r.number.1 && r.number.1 <= r.last);
                    prop_assert!(r.last < words.len() && r.after <= words.len());
                    prop_assert!(r.quantity.value.is_finite());
                }
                prop_assert!(got.windows(2).all(|w| w[0].number.1 < w[1].number.0));
                prop_assert!(dates.windows(2).all(|w| w[0].last < w[1].first));
            }
        });
    }

    fn interval(text: &str) -> Interval {
        readings(Lang::Fr, text)[0].quantity.interval
    }

    #[test]
    fn intervals_say_what_the_words_allow() {
        assert!(interval("1,2 million de francs").holds(1_187_000.0));
        assert!(!interval("1,2 million de francs").holds(1_260_000.0));
        assert!(!interval("1 200 000 francs").holds(1_187_000.0));
        assert!(interval("environ 200 élus").holds(197.0));
        assert!(interval("au moins 180 élus").holds(220.0));
        assert!(!interval("plus de 40 élus").holds(40.0));
        assert!(interval("des dizaines d'élus").holds(34.0));
        assert!(!interval("une dizaine d'élus").holds(34.0));
        assert!(interval("entre 12 et 15 élus").holds(13.0));
    }

    #[test]
    fn the_noun_begins_behind_number_unit_and_link() {
        for (text, noun) in [
            ("Environ 1,2 million de lecteurs lisent.", "lecteurs"),
            ("Il y a 38 % des inscrits ici.", "inscrits"),
            ("Une dizaine de blessés.", "blessés"),
            ("Les 12 400 habitants.", "habitants"),
            ("Deux ouvriers sur trois votent.", "ouvriers"),
        ] {
            let rules = RuleSet::embedded().unwrap();
            let words = words_of(text, rules.language(Lang::Fr));
            assert_eq!(words[readings(Lang::Fr, text)[0].after].text, noun, "{text}");
        }
    }
}
