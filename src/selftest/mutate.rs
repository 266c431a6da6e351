//! Examples that fire, changed so that they must not: does the rule look at what it claims to?
//!
//! A rule that fires whatever stands on the other side proves nothing. Each firing example is
//! changed in up to four ways that a reader would see at once; what the rule said of it must
//! change with it.

use super::article;
use crate::engine::Engine;
use crate::model::{Cue, Kind, Lang, Severity};
use crate::rules::{Class, Comparator, ConflictRule, Example, ExampleSide, ExampleVerdict, RuleSet};
use std::ops::Range;

/// A change to one side of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mutation {
    /// The right side takes the left one's figure or date, bound and all: they agree.
    Value,
    /// Each side is put in the mouth of another counter: two counts of two sources.
    Counter,
    /// The right side tells of another year.
    Day,
    /// The side that affirms is negated: both say the same.
    Negation,
}

impl Mutation {
    /// Every one, in the order in which they run.
    pub const ALL: [Mutation; 4] = [Mutation::Value, Mutation::Counter, Mutation::Day, Mutation::Negation];

    /// Its name in reports.
    pub fn word(self) -> &'static str {
        match self {
            Mutation::Value => "value",
            Mutation::Counter => "counter",
            Mutation::Day => "day",
            Mutation::Negation => "negation",
        }
    }
}

/// What became of one changed example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// Id of the rule.
    pub rule: String,
    /// Number of the example in its file, from 1.
    pub example: usize,
    /// What was changed.
    pub mutation: Mutation,
    /// The two texts as changed.
    pub texts: [String; 2],
    /// What the rule still says, in a sentence; `None` where it changed its verdict as it should.
    pub survivor: Option<String>,
}

/// Runs every mutation of every firing example that it can be applied to, in the order of the rules.
pub fn mutate(engine: &Engine, rules: &RuleSet) -> Vec<Mutant> {
    let mut jobs = Vec::new();
    for rule in &rules.conflicts {
        for (index, example) in rule.examples.iter().enumerate() {
            let ExampleVerdict::Fires { words } = &example.verdict else { continue };
            if example.known_miss.is_some() || example.alone {
                continue;
            }
            jobs.extend(Mutation::ALL.map(|mutation| (rule, index + 1, example, words, mutation)));
        }
    }
    let mutants = engine.each(&jobs, |&(rule, number, example, words, mutation)| {
        let texts = Changing { engine, rule, example, words }.texts(mutation)?;
        let survivor = survivor(engine, rule, example, &texts, mutation);
        Some(Mutant { rule: rule.id.clone(), example: number, mutation, texts, survivor })
    });
    mutants.into_iter().flatten().collect()
}

/// What the rule still says of the changed texts. Two counters may be told as such.
fn survivor(
    engine: &Engine,
    rule: &ConflictRule,
    example: &Example,
    texts: &[String; 2],
    mutation: Mutation,
) -> Option<String> {
    let sides = [&example.left, &example.right];
    let articles = [0, 1].map(|n| {
        let side = ExampleSide { text: texts[n].clone(), ..sides[n].clone() };
        article(["a.txt", "b.txt"][n], example.lang, &side, "")
    });
    let findings = engine.audit(articles.to_vec(), Vec::new()).findings;
    let same =
        findings.iter().find(|f| f.rule == rule.id && (mutation != Mutation::Counter || f.severity < Severity::Note));
    same.map(|f| format!("{} still fires: {}", f.rule, f.message))
}

/// An example on its way to another.
struct Changing<'a> {
    engine: &'a Engine,
    rule: &'a ConflictRule,
    example: &'a Example,
    /// The words that the rule fires on.
    words: &'a [String; 2],
}

impl Changing<'_> {
    /// The texts changed, where the change makes sense for them.
    fn texts(&self, mutation: Mutation) -> Option<[String; 2]> {
        let numeric = matches!(self.rule.kind, Kind::Numeric | Kind::Update);
        match mutation {
            // Where the change of a figure is told, its amount is not what differs.
            Mutation::Value if self.rule.comparator == Comparator::Direction => None,
            Mutation::Value if numeric || self.rule.kind == Kind::Date => self.same_value(),
            // An age and a price are no matter of who counts.
            Mutation::Counter if self.counts() => self.two_counters(),
            Mutation::Day if numeric || self.rule.kind == Kind::Polarity => self.other_year(),
            Mutation::Negation if matches!(self.rule.kind, Kind::Polarity | Kind::Denial) => self.negated(),
            _ => None,
        }
    }

    fn counts(&self) -> bool {
        let of_things = |side| matches!(&self.values(side)[..], [(_, unit)] if unit == "count");
        // A vote is what it is, and what a copy changed is no count of another's.
        let counted = !matches!(self.rule.comparator, Comparator::Score | Comparator::Drift);
        counted && self.rule.kind == Kind::Numeric && (of_things(0) || of_things(1))
    }

    fn texts_of(&self) -> [&str; 2] {
        [&self.example.left.text, &self.example.right.text]
    }

    /// The figures and dates of a side that lie in the words fired on.
    fn values(&self, side: usize) -> Vec<(Range<usize>, String)> {
        let text = self.texts_of()[side];
        let Some(at) = text.find(self.words[side].as_str()) else { return Vec::new() };
        let fired = at..at + self.words[side].len();
        let listing = self.engine.extract_line("", self.example.lang, text);
        let dated = self.rule.kind == Kind::Date;
        let quantities = listing.quantities.iter().filter(|_| !dated).map(|q| (q.start..q.end, q.unit.clone()));
        let dates = listing.dates.iter().filter(|_| dated).map(|d| (d.start..d.end, String::new()));
        quantities.chain(dates).filter(|(r, _)| r.start < fired.end && fired.start < r.end).collect()
    }

    fn same_value(&self) -> Option<[String; 2]> {
        let [left, right] = self.texts_of();
        let ([(from, unit)], [(to, other)]) = (&self.values(0)[..], &self.values(1)[..]) else { return None };
        // One value in two units cannot take the other's words.
        if unit != other {
            return None;
        }
        let changed = format!("{}{}{}", &right[..to.start], &left[from.clone()], &right[to.end..]);
        Some([left.to_owned(), changed])
    }

    fn two_counters(&self) -> Option<[String; 2]> {
        let [left, right] = self.texts_of();
        let said = |text: &str| !self.engine.extract_line("", self.example.lang, text).attributions.is_empty();
        if said(left) || said(right) || self.example.left.source == self.example.right.source {
            return None;
        }
        let [first, second] = match self.example.lang {
            Lang::Fr => ["Selon la police, ", "Selon les organisateurs, "],
            Lang::En => ["According to the police, ", "According to the organisers, "],
            Lang::Es => ["Según la policía, ", "Según los organizadores, "],
        };
        Some([self.behind(first, 0), self.behind(second, 1)])
    }

    fn other_year(&self) -> Option<[String; 2]> {
        let [left, right] = self.texts_of();
        if !self.engine.extract_line("", self.example.lang, right).dates.is_empty() {
            return None;
        }
        let year = match self.example.lang {
            Lang::Fr | Lang::Es => "En 2009, ",
            Lang::En => "In 2009, ",
        };
        Some([left.to_owned(), self.behind(year, 1)])
    }

    /// The text of a side with `words` before the sentence that is fired on; its first word in lower
    /// case where only its place gives it a capital.
    fn behind(&self, words: &str, side: usize) -> String {
        let text = self.texts_of()[side];
        let fired = text.find(self.words[side].as_str()).unwrap_or(0);
        let sentences = self.engine.extract_line("", self.example.lang, text).sentences;
        let start = sentences.iter().map(|s| s.start).filter(|&start| start <= fired).max().unwrap_or(0);
        let (before, text) = text.split_at(start);
        let language = &self.engine.rules().language(self.example.lang).language;
        let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let lower = first.to_lowercase();
        if language.classes(&lower).is_open() {
            return format!("{before}{words}{text}");
        }
        format!("{before}{words}{lower}{}", &text[first.len()..])
    }

    /// The one side without a negation, with one at its first auxiliary.
    fn negated(&self) -> Option<[String; 2]> {
        let texts = self.texts_of();
        let plain: Vec<usize> = (0..2).filter(|&n| !self.has_negation(texts[n])).collect();
        let side = match plain[..] {
            [side] => side,
            // Of two opposites one, negated, is the other.
            [side, _] if self.rule.comparator == Comparator::Opposites => side,
            _ => return None,
        };
        let mut out = texts.map(str::to_owned);
        out[side] = self.negate(texts[side])?;
        Some(out)
    }

    fn has_negation(&self, text: &str) -> bool {
        const NEGATIONS: [Class; 3] = [Class::Negation, Class::NegativeDeterminer, Class::NegativePronoun];
        let rules = self.engine.rules().language(self.example.lang);
        let cue = |w: &str| rules.attribution.cue(w, &rules.language.root(w));
        let denies = |w: &str| cue(w).is_some_and(|c| c != Cue::Assert);
        // Without its *ne*, French negates nothing: *plus de*.
        let marks: &[Class] =
            if rules.language.has_negation_particle() { &[Class::NegationParticle] } else { &NEGATIONS };
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| rules.language.classes(w).any(marks) || denies(w))
    }

    fn negate(&self, text: &str) -> Option<String> {
        let language = &self.engine.rules().language(self.example.lang).language;
        let mut at = 0;
        for word in text.split_inclusive(' ') {
            let bare = word.trim_end();
            let finite = language.classes(bare).any(&[Class::Be, Class::Have]);
            if finite && bare.chars().all(char::is_lowercase) {
                let (before, after) = (&text[..at], &text[at + bare.len()..]);
                let vowel = bare.starts_with(['a', 'e', 'é', 'ê', 'o', 'u', 'i']);
                let negated = match self.example.lang {
                    Lang::Fr if vowel => format!("n'{bare} pas"),
                    Lang::Fr => format!("ne {bare} pas"),
                    Lang::En => format!("{bare} not"),
                    Lang::Es => format!("no {bare}"),
                };
                return Some(format!("{before}{negated}{after}"));
            }
            at += word.len();
        }
        None
    }
}
