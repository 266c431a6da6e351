//! `rules/wording.toml`: the sentences that reports say, in every language of reports.
//!
//! Every sentence of the register stands there in every language, and nothing else does. How a language
//! writes numbers, days and hours stands there too.

use super::source::{Files, located, parse};
use crate::error::{Error, Result};
use crate::model::{Day, Days, Interval, ReportLang, Slot, WORDINGS, Wording};
use crate::text::unknown;
use serde::Deserialize;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use toml::Spanned;

const FILE: &str = "wording.toml";

/// The sentences of reports.
#[derive(Debug, Clone)]
pub struct Wordings {
    by_lang: BTreeMap<ReportLang, OfLanguage>,
}

#[derive(Debug, Clone)]
struct OfLanguage {
    texts: BTreeMap<&'static str, String>,
    signs: Signs,
}

/// How a language writes numbers, days and hours.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signs {
    /// Between whole and fraction.
    decimal: String,
    /// Between thousands; empty where they are not set apart.
    thousands: String,
    /// Between the hours and the minutes of a time of day.
    hour: String,
    /// Quotation marks, and those of a quotation inside of one: opening and closing.
    quotes: [String; 2],
    inner_quotes: [String; 2],
    /// The names of months, from January on; empty where days are written `2021-07-24`.
    months: Vec<String>,
    /// The first day of a month; empty where it is written as the others are.
    first: String,
    /// The names of weekdays, from Monday on.
    weekdays: Vec<String>,
}

/// The file, as written: signs by language, and sentences by name and language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordingFile {
    #[serde(default)]
    signs: BTreeMap<String, Spanned<Signs>>,
    #[serde(default)]
    say: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<String>>>,
}

impl Wordings {
    /// Reads and checks the file. Errors name file, line and column, and what is missing.
    pub(super) fn load(files: &Files) -> Result<Self> {
        let (shown, text) = (files.shown(FILE), files.text(FILE));
        let file: WordingFile = parse(&shown, text)?;
        let wrong = |at: usize, message: &str| -> Error { located(&shown, text, at, message) };
        let codes = || ReportLang::ALL.iter().map(|l| l.code());
        let mut by_lang = BTreeMap::new();
        for lang in ReportLang::ALL {
            let signs = file.signs.get(lang.code());
            let signs = signs.ok_or_else(|| wrong(text.len(), &format!("no [signs.{lang}], expected one")))?;
            let (at, signs) = (signs.span().start, signs.get_ref().clone());
            if signs.weekdays.len() != 7 || !matches!(signs.months.len(), 0 | 12) {
                return Err(wrong(at, "expected seven weekdays from Monday on, and twelve months or none"));
            }
            by_lang.insert(lang, OfLanguage { texts: BTreeMap::new(), signs });
        }
        for (name, texts) in &file.say {
            let known = WORDINGS.iter().find(|w| w.0 == name.get_ref());
            let (known, slots) = known.ok_or_else(|| {
                wrong(name.span().start, &unknown("sentence", name.get_ref(), WORDINGS.iter().map(|w| w.0)))
            })?;
            for (code, said) in texts {
                let lang = ReportLang::ALL.into_iter().find(|l| l.code() == code.get_ref());
                let lang =
                    lang.ok_or_else(|| wrong(code.span().start, &unknown("language", code.get_ref(), codes())))?;
                check(said.get_ref(), slots).map_err(|e| wrong(said.span().start, &e))?;
                if let Some(of) = by_lang.get_mut(&lang) {
                    of.texts.insert(known, said.get_ref().clone());
                }
            }
        }
        for (lang, of) in &by_lang {
            if let Some((name, _)) = WORDINGS.iter().find(|w| !of.texts.contains_key(w.0)) {
                return Err(wrong(
                    text.len(),
                    &format!("no {lang} for {name}, expected {lang} = \"…\" in [say.{name}]"),
                ));
            }
        }
        Ok(Self { by_lang })
    }

    /// The sentence in `lang`.
    pub fn say(&self, wording: &Wording, lang: ReportLang) -> String {
        let Some(template) = self.by_lang.get(&lang).and_then(|of| of.texts.get(wording.name)) else {
            return String::new();
        };
        self.fill(template, lang, |name| wording.slots.iter().find(|s| s.0 == name).map(|s| &s.1))
    }

    /// `template` with its placeholders filled; one that nothing fills is left out.
    pub(super) fn fill<'a>(&self, template: &str, lang: ReportLang, slot: impl Fn(&str) -> Option<&'a Slot>) -> String {
        let mut out = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, name, after)) = next_placeholder(rest) {
            out.push_str(before);
            if let Some(slot) = slot(name) {
                out.push_str(&self.slot(slot, lang));
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn slot(&self, slot: &Slot, lang: ReportLang) -> String {
        let Some(OfLanguage { signs, .. }) = self.by_lang.get(&lang) else { return String::new() };
        match slot {
            Slot::Words(words) => signs.quoted(words),
            Slot::Number(n) => signs.number(*n),
            Slot::Range(range) => self.range(range, lang, signs),
            Slot::Days(days) => self.days(days, lang, signs),
            Slot::Hour(minutes) => signs.hour(*minutes),
            Slot::Weekday(day) => {
                signs.weekdays[usize::from(day.0.weekday().to_monday_zero_offset().unsigned_abs())].clone()
            }
            Slot::Wording(wording) => self.say(wording, lang),
        }
    }

    fn range(&self, range: &Interval, lang: ReportLang, signs: &Signs) -> String {
        let one = |name: &'static str, n: f64| self.say(&Wording::new(name).with("n", n), lang);
        match (range.low, range.high) {
            (Some(low), Some(high)) if low == high => signs.number(low),
            (Some(low), Some(high)) => {
                self.say(&Wording::new("range-between").with("low", low).with("high", high), lang)
            }
            (Some(low), None) => one(if range.low_open { "range-above" } else { "range-at-least" }, low),
            (None, Some(high)) => one(if range.high_open { "range-below" } else { "range-at-most" }, high),
            (None, None) => self.say(&Wording::new("range-unknown"), lang),
        }
    }

    fn days(&self, days: &Days, lang: ReportLang, signs: &Signs) -> String {
        let on = |day: Day| Slot::Words(signs.day(day));
        match (days.from, days.to) {
            (Some(a), Some(b)) if a == b => signs.day(a),
            (Some(a), Some(b)) => signs
                .whole(a, b)
                .unwrap_or_else(|| self.say(&Wording::new("days-between").with("from", on(a)).with("to", on(b)), lang)),
            (Some(a), None) => self.say(&Wording::new("days-from").with("from", on(a)), lang),
            (None, Some(b)) => self.say(&Wording::new("days-until").with("to", on(b)), lang),
            (None, None) => self.say(&Wording::new("days-unknown"), lang),
        }
    }
}

impl Signs {
    fn number(&self, n: f64) -> String {
        let plain = if n.fract() == 0.0 && n.abs() < 1e15 { format!("{n:.0}") } else { format!("{n}") };
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = if self.thousands.is_empty() && !sign.is_empty() { "-".to_owned() } else { sign.to_owned() };
        for (n, digit) in whole.chars().enumerate() {
            if n > 0 && (whole.len() - n).is_multiple_of(3) {
                out.push_str(&self.thousands);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push_str(&self.decimal);
            out.push_str(fraction);
        }
        out
    }

    fn hour(&self, minutes: u16) -> String {
        format!("{:02}{}{:02}", minutes / 60, self.hour, minutes % 60)
    }

    fn month(&self, day: Day) -> Option<&str> {
        self.months.get(usize::from(day.0.month().unsigned_abs()) - 1).map(String::as_str)
    }

    fn day(&self, day: Day) -> String {
        let Some(month) = self.month(day) else { return day.to_string() };
        let first = day.0.day() == 1 && !self.first.is_empty();
        let n = if first { self.first.clone() } else { day.0.day().to_string() };
        format!("{n}\u{a0}{month} {}", day.0.year())
    }

    /// A whole month or a whole year, where the language has names for them.
    fn whole(&self, from: Day, to: Day) -> Option<String> {
        let month = self.month(from)?;
        let (first, last) = (from.0.first_of_month() == from.0, to.0.last_of_month() == to.0);
        let one_year = from.0.year() == to.0.year();
        match (from.0.month(), to.0.month()) {
            (1, 12) if first && last && one_year => Some(from.0.year().to_string()),
            (x, y) if x == y && first && last && one_year => Some(format!("{month} {}", from.0.year())),
            _ => None,
        }
    }

    /// Words as they stand between quotation marks: marks of their own become inner ones, and one that
    /// a cut quotation left alone at its border goes.
    fn quoted(&self, words: &str) -> String {
        let [open, close] = [0, 1].map(|n| self.quotes[n].trim());
        let (mut text, count) = (words.trim(), |text: &str, mark: &str| text.matches(mark).count());
        for (a, b) in [("«", "»"), ("“", "”")] {
            let (opened, closed) = (count(text, a), count(text, b));
            if opened > closed {
                text = text.strip_prefix(a).unwrap_or(text).trim_start();
            } else if closed > opened {
                text = text.strip_suffix(b).unwrap_or(text).trim_end();
            }
        }
        if count(text, "\"") == 1 {
            text = text.trim_matches('"').trim();
        }
        // One in the middle stays, and has its other half.
        let (opened, closed) = (count(text, open), count(text, close));
        let text = match opened.cmp(&closed) {
            Ordering::Greater => Cow::from(format!("{text}{close}")),
            Ordering::Less => Cow::from(format!("{open}{text}")),
            Ordering::Equal => Cow::from(text),
        };
        if opened + closed == 0 {
            return text.into_owned();
        }
        let mut out = String::with_capacity(text.len());
        for part in text.split_inclusive([open.chars().next().unwrap_or('“'), close.chars().next().unwrap_or('”')])
        {
            if let Some(before) = part.strip_suffix(open) {
                out.push_str(before);
                out.push_str(&self.inner_quotes[0]);
            } else if let Some(before) = part.strip_suffix(close) {
                out.push_str(before.trim_end());
                out.push_str(&self.inner_quotes[1]);
            } else {
                out.push_str(part);
            }
        }
        // *« oui »*: the spaces inside of guillemets go with them.
        out.replace(&format!("{}\u{a0}", self.inner_quotes[0]), &self.inner_quotes[0])
            .replace(&format!("{}\u{202f}", self.inner_quotes[0]), &self.inner_quotes[0])
            .replace(&format!("{} ", self.inner_quotes[0]), &self.inner_quotes[0])
    }
}

/// The text before the first placeholder, its name, and the text behind it.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Refuses what is no placeholder of `slots`.
pub(super) fn check(template: &str, slots: &[&str]) -> std::result::Result<(), String> {
    let braced = || match slots {
        [] => "none".to_owned(),
        slots => format!("one of {}", slots.iter().map(|p| format!("{{{p}}}")).collect::<Vec<_>>().join(", ")),
    };
    let mut rest = template;
    while let Some((before, name, after)) = next_placeholder(rest) {
        if before.contains('}') {
            break;
        }
        if !slots.contains(&name) {
            return Err(format!("unknown placeholder \"{{{name}}}\", expected {}", braced()));
        }
        rest = after;
    }
    if rest.contains(['{', '}']) {
        return Err(format!("a brace that is part of no placeholder, expected {}", braced()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::source::error_of;
    use super::*;

    fn wordings() -> Wordings {
        Wordings::load(&Files::embedded()).unwrap()
    }

    fn both(wording: Wording) -> [String; 2] {
        ReportLang::ALL.map(|lang| wordings().say(&wording, lang))
    }

    fn error(from: &str, to: &str) -> String {
        error_of(FILE, from, to, Wordings::load)
    }

    #[test]
    fn what_is_missing_or_misspelt_is_an_error_with_its_line() {
        let gone = error("[say.copies]\nen", "[say.copies]\nfr");
        assert!(gone.starts_with("mine/wording.toml:") && gone.contains("duplicate key"), "{gone}");
        let copies = "fr = \"les articles sont des copies d'un même texte\"\n";
        assert!(error(copies, "").contains("no fr for copies, expected fr = \"…\" in [say.copies]"));
        let name = error("[say.copies]", "[say.copys]");
        assert!(name.contains("unknown sentence \"copys\", did you mean \"copies\"?"), "{name}");
        assert!(error(copies, "es = \"copias\"\n").contains("unknown language \"es\""));
        let slot = error("{when}", "{wen}");
        assert!(slot.contains("unknown placeholder \"{wen}\", expected one of {when}"), "{slot}");
        assert!(error(copies, "fr = \"copies {who}\"\n").contains("\"{who}\", expected none"));
        assert!(error("[signs.fr]", "[signs.de]").contains("no [signs.fr]"));
        assert!(error("\"Monday\", ", "").contains("expected seven weekdays"));
    }

    #[test]
    fn days_are_written_as_the_language_writes_them() {
        let day = |y, m, d| Day::new(y, m, d).unwrap();
        let when = |days: Days| both(Wording::new("same-time").with("when", days));
        assert_eq!(when(Days::on(day(2023, 2, 6))), ["same time: 2023-02-06", "même date\u{a0}: 6\u{a0}février 2023"]);
        let march = Days::month(2009, 3).unwrap();
        assert_eq!(when(march)[1], "même date\u{a0}: mars 2009");
        assert_eq!(when(march)[0], "same time: 2009-03-01..2009-03-31");
        assert_eq!(when(Days::year(2007).unwrap())[1], "même date\u{a0}: 2007");
        let some = Days::between(day(2021, 7, 1), day(2021, 7, 3));
        assert_eq!(when(some)[1], "même date\u{a0}: du 1er\u{a0}juillet 2021 au 3\u{a0}juillet 2021");
        assert_eq!(when(Days { from: None, to: day(2021, 7, 3).into() })[0], "same time: ..2021-07-03");
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let said =
            |a: Interval, b: f64| both(Wording::new("do-not-meet").with("left", a).with("right", Interval::exact(b)));
        assert_eq!(
            said(Interval::closed(3300.0, 3400.5), -0.25),
            ["3300–3400.5 and -0.25 do not meet", "3\u{202f}300 à 3\u{202f}400,5 et −0,25 sont incompatibles"]
        );
        assert_eq!(said(Interval::at_least(180.0, true), 12.0)[0], ">180 and 12 do not meet");
        assert_eq!(said(Interval::at_least(180.0, false), 12.0)[1], "au moins 180 et 12 sont incompatibles");
    }

    #[test]
    fn quotations_inside_of_quotations_have_inner_marks() {
        let said = |words: &str| both(Wording::new("denied-by").with("who", words))[1].clone();
        assert!(said("répond «\u{a0}non\u{a0}» à tout").contains("répond “non” à tout"));
        assert!(said("« nous n'avons rien fait").ends_with("nous n'avons rien fait"), "{}", said("« nous"));
        assert!(said("jure n'avoir «\u{202f}jamais acquis").ends_with("jure n'avoir “jamais acquis”"));
        let english = |words: &str| both(Wording::new("denied-by").with("who", words))[0].clone();
        assert_eq!(english("says “no” to all"), "denied by says ‘no’ to all");
    }
}
