//! `rules/<lang>/numbers.toml`: how a language writes, spells, bounds and changes numbers.

use super::numbers_file::{BoundWords, Collective, NumbersFile, ReadingExample};
use super::phrases::Phrases;
use crate::error::{Error, Result};
use crate::model::{Bound, Direction};
use crate::text::{Clitics, Map, Set, fold};
use compact_str::CompactString;

/// What a word can do in a spelled number. A word may do several of these.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct NumberWord {
    /// Its value, and below which value something may be added right after it: *vingt* is 20 and
    /// takes less than 10, *soixante* 60 and takes less than 20.
    pub small: Option<(f64, f64)>,
    /// *cent, hundred*: multiplies what stands before it by 100.
    pub hundred: bool,
    /// *mille, million*: multiplies all that stands before it.
    pub scale: Option<f64>,
    /// A scale or hundred that may stand without a number before it: *mille*, not *million*.
    pub bare: bool,
    /// *troisième, third*.
    pub ordinal: Option<f64>,
    /// *tiers, quart, third*.
    pub denominator: Option<f64>,
    /// *moitié, half*.
    pub part: Option<f64>,
    /// *media* in *media docena*: a part of what follows.
    pub halver: Option<f64>,
    /// *dizaine, dozen*: its value.
    pub collective: Option<Collective>,
    /// *nonagénaire*: the first year of that age.
    pub aged: Option<f64>,
    /// *forties*: the same, behind words that say so.
    pub decade: Option<f64>,
    /// *un, a*: one where something after it demands a number.
    pub article: bool,
    /// Read as a number only before a plural: *neuf* is also *new*.
    pub ambiguous: bool,
}

/// What a phrase says of the bound of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundSense {
    /// The bound.
    pub bound: Bound,
    /// Factors of the stated value, for `about`.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// The bound under negation.
    pub negated: Option<Bound>,
    /// See [`super::numbers_file::BoundWords`].
    pub level: bool,
}

/// What is known of a language's numbers, for lookup.
#[derive(Debug, Default)]
pub struct Numbers {
    /// The decimal mark.
    pub decimal: char,
    /// Marks between groups of three digits.
    pub groups: Vec<char>,
    /// See [`NumbersFile`].
    pub suffixes: Map<CompactString, f64>,
    /// See [`NumbersFile`].
    pub weak_suffixes: Set<CompactString>,
    /// See [`NumbersFile`].
    pub money_suffixes: Set<CompactString>,
    /// See [`NumbersFile`].
    pub decades_before: Phrases<()>,
    /// See [`NumbersFile`].
    pub few: Set<CompactString>,
    /// See [`NumbersFile`].
    pub sole: Set<CompactString>,
    /// See [`NumbersFile`].
    pub tolls: Phrases<()>,
    /// See [`NumbersFile`].
    pub toll_nouns: Set<CompactString>,
    /// See [`NumbersFile`].
    pub toll_people: Set<CompactString>,
    /// See [`NumbersFile`].
    pub tails: Map<CompactString, Bound>,
    fold_endings: Vec<String>,
    /// See [`NumbersFile`].
    pub below_zero: Phrases<()>,
    /// See [`NumbersFile`].
    pub names: Phrases<()>,
    /// See [`NumbersFile`].
    pub eras: Phrases<()>,
    /// See [`NumbersFile`].
    pub streets_last: bool,
    /// See [`NumbersFile`].
    pub ordinal_suffixes: Set<CompactString>,
    /// See [`NumbersFile`].
    pub hundred_after_digits: bool,
    /// See [`NumbersFile`].
    pub not_fractions: Phrases<()>,
    /// See [`NumbersFile`].
    pub compounds: bool,
    words: Map<CompactString, NumberWord>,
    /// First words of entries of two words: *quatre vingt*.
    pairs: Set<CompactString>,
    /// See [`NumbersFile`].
    pub pronouns: Set<CompactString>,
    /// See [`NumbersFile`].
    pub not_before_pronouns: Set<CompactString>,
    /// See [`NumbersFile`].
    pub mixed: Set<CompactString>,
    /// See [`NumbersFile`].
    pub prefixes: Map<CompactString, Bound>,
    denominator_endings: Vec<String>,
    plural_endings: Vec<String>,
    /// See [`NumbersFile`].
    pub plurals: Set<CompactString>,
    /// See [`NumbersFile`].
    pub joint: Set<CompactString>,
    /// See [`Joint`].
    pub joint_rooms: Vec<f64>,
    /// See [`Joint`].
    pub joint_before: Vec<f64>,
    /// See [`NumbersFile`].
    pub mute_articles: bool,
    /// See [`NumbersFile`].
    pub negations: Set<CompactString>,
    /// See [`NumbersFile`].
    pub points: Set<CompactString>,
    /// See [`NumbersFile`].
    pub halves: Phrases<()>,
    /// See [`NumbersFile`].
    pub restating: Set<CompactString>,
    /// See [`NumbersFile`].
    pub over: Phrases<()>,
    /// See [`NumbersFile`].
    pub negative: Set<CompactString>,
    /// See [`NumbersFile`].
    pub negative_degrees: Set<CompactString>,
    /// See [`NumbersFile`].
    pub range: Phrases<()>,
    /// See [`NumbersFile`].
    pub either: Set<CompactString>,
    /// See [`NumbersFile`].
    pub even: Phrases<()>,
    /// See [`NumbersFile`].
    pub range_open: Set<CompactString>,
    /// See [`NumbersFile`].
    pub range_and: Set<CompactString>,
    /// See [`NumbersFile`].
    pub range_from: Set<CompactString>,
    /// Bounds before a number.
    pub bound_before: Phrases<BoundSense>,
    /// Bounds after a number.
    pub bound_after: Phrases<BoundSense>,
    /// Words of change by their form.
    pub change: Map<CompactString, Direction>,
    /// Words of change by their root.
    pub change_roots: Map<CompactString, Direction>,
    /// See [`ChangeWords`].
    pub change_between: Set<CompactString>,
    /// See [`ChangeWords`].
    pub change_by: Set<CompactString>,
    /// See [`ChangeWords`].
    pub particles: Set<CompactString>,
    /// See [`ChangeWords`].
    pub particle_verbs: Set<CompactString>,
    /// See [`ChangeWords`].
    pub change_after: Phrases<Direction>,
    /// See [`ChangeWords`].
    pub moves: Set<CompactString>,
    /// See [`NumbersFile`].
    pub identifiers: Set<CompactString>,
    /// See [`NumbersFile`].
    pub streets: Set<CompactString>,
    /// See [`NumbersFile`].
    pub votes: Set<CompactString>,
    /// Words beside a score that is not the last one: *mi-temps, aggregate*.
    pub partial_scores: Set<CompactString>,
    /// See [`NumbersFile`].
    pub against: Set<CompactString>,
    /// Proof.
    pub examples: Vec<ReadingExample>,
}

fn set(words: &[String]) -> Set<CompactString> {
    words.iter().map(|w| super::phrases::normal(w)).collect()
}

/// Refuses a file that proves nothing.
pub(super) fn proven(shown: &str, examples: usize) -> Result<()> {
    if examples > 0 {
        return Ok(());
    }
    Err(Error::Data {
        path: shown.to_owned(),
        line: 1,
        column: 1,
        message: "there is no [[example]]; a rule file needs at least one sentence with what must be read out of it"
            .into(),
    })
}

impl Numbers {
    /// Prepares the file for lookup. `root` gives the root of a word. The error says that the
    /// file, shown as `shown`, proves nothing or names no decimal mark.
    pub fn new(
        shown: &str,
        file: NumbersFile,
        clitics: &Clitics,
        root: impl Fn(&str) -> CompactString,
    ) -> Result<Self> {
        proven(shown, file.example.len())?;
        let mut numbers = Self {
            decimal: if file.decimal == "," { ',' } else { '.' },
            groups: file.groups.iter().filter_map(|g| g.chars().next()).collect(),
            suffixes: file.suffixes.iter().map(|(k, &v)| (k.as_str().into(), v)).collect(),
            weak_suffixes: file.weak_suffixes.iter().map(|w| w.as_str().into()).collect(),
            money_suffixes: file.money_suffixes.iter().map(|w| w.as_str().into()).collect(),
            few: set(&file.few),
            sole: set(&file.sole),
            toll_nouns: set(&file.toll_nouns),
            toll_people: set(&file.toll_people),
            change_by: set(&file.change.by),
            tails: file.tails.iter().map(|(word, &bound)| (super::phrases::normal(word), bound)).collect(),
            fold_endings: file.fold_endings.clone(),
            streets_last: file.streets_last,
            ordinal_suffixes: set(&file.ordinal_suffixes),
            hundred_after_digits: file.hundred_after_digits,
            compounds: file.compounds,
            pronouns: set(&file.pronouns),
            not_before_pronouns: set(&file.not_before_pronouns),
            mixed: set(&file.mixed),
            prefixes: file.prefixes.iter().map(|(word, &bound)| (super::phrases::normal(word), bound)).collect(),
            denominator_endings: file.denominator_endings.clone(),
            plural_endings: file.plural_endings.clone(),
            plurals: set(&file.plurals),
            joint: set(&file.joint.words),
            joint_rooms: file.joint.rooms.clone(),
            joint_before: file.joint.before.clone(),
            mute_articles: file.mute_articles,
            negations: set(&file.negations),
            restating: set(&file.restating),
            points: set(&file.points),
            negative: set(&file.negative),
            negative_degrees: set(&file.negative_degrees),
            either: set(&file.either),
            range_open: set(&file.range_open),
            range_and: set(&file.range_and),
            range_from: set(&file.range_from),
            change_between: set(&file.change.between),
            particles: set(&file.change.particles),
            particle_verbs: set(&file.change.particle_verbs),
            moves: set(&file.change.moves),
            identifiers: set(&file.identifiers),
            streets: set(&file.streets),
            votes: set(&file.votes),
            partial_scores: set(&file.partial_scores),
            against: set(&file.against),
            ..Self::default()
        };
        numbers.spell(&file);
        for (list, target) in [
            (&file.halves, &mut numbers.halves),
            (&file.over, &mut numbers.over),
            (&file.range, &mut numbers.range),
            (&file.not_fractions, &mut numbers.not_fractions),
            (&file.tolls, &mut numbers.tolls),
            (&file.even, &mut numbers.even),
            (&file.decades_before, &mut numbers.decades_before),
            (&file.below_zero, &mut numbers.below_zero),
            (&file.names, &mut numbers.names),
            (&file.eras, &mut numbers.eras),
        ] {
            for text in list {
                target.add(text, clitics, ());
            }
        }
        for words in &file.bound {
            let BoundWords { bound, low, high, negated, level, .. } = *words;
            let sense = BoundSense { bound, low, high, negated, level };
            for text in &words.before {
                numbers.bound_before.add(text, clitics, sense);
                let Some((head, last)) = text.rsplit_once(' ') else { continue };
                for form in file.contractions.get(last).into_iter().flatten() {
                    numbers.bound_before.add(&format!("{head} {form}"), clitics, sense);
                }
            }
            for text in &words.after {
                numbers.bound_after.add(text, clitics, sense);
            }
        }
        let change = &file.change;
        for (list, after, direction) in
            [(&change.up, &change.up_after, Direction::Up), (&change.down, &change.down_after, Direction::Down)]
        {
            for word in list {
                let word = super::phrases::normal(word);
                // Roots of short words meet too many others.
                if word.chars().count() > 4 {
                    numbers.change_roots.insert(root(&word), direction);
                }
                numbers.change.insert(word, direction);
            }
            for text in after {
                numbers.change_after.add(text, clitics, direction);
            }
        }
        numbers.examples = file.example;
        Ok(numbers)
    }

    fn spell(&mut self, file: &NumbersFile) {
        let rooms = [(&file.units, 0.0), (&file.tens, 10.0), (&file.scores, 20.0), (&file.hundreds, 100.0)];
        for (table, room) in rooms {
            for (word, &value) in table {
                self.word(word, |w| w.small = Some((value, room)));
            }
        }
        for word in &file.hundred {
            self.word(word, |w| w.hundred = true);
        }
        for (word, &value) in &file.scales {
            self.word(word, |w| w.scale = Some(value));
        }
        for word in &file.bare {
            self.word(word, |w| w.bare = true);
        }
        for (word, &value) in &file.ordinals {
            let fraction = value > 2.0 && !file.never_denominators.contains(word);
            self.word(word, |w| {
                w.ordinal = Some(value);
                if fraction {
                    w.denominator = Some(value);
                }
            });
        }
        for (word, &value) in &file.denominators {
            self.word(word, |w| w.denominator = Some(value));
        }
        for (word, &value) in &file.parts {
            self.word(word, |w| w.part = Some(value));
        }
        for (word, &value) in &file.halvers {
            self.word(word, |w| w.halver = Some(value));
        }
        for (word, &value) in &file.collectives {
            self.word(word, |w| w.collective = Some(value));
        }
        for (word, &value) in &file.aged {
            self.word(word, |w| w.aged = Some(value));
        }
        for (word, &value) in &file.decades {
            self.word(word, |w| w.decade = Some(value));
        }
        for word in &file.articles {
            self.word(word, |w| w.article = true);
        }
        for word in &file.ambiguous {
            self.word(word, |w| w.ambiguous = true);
        }
    }

    fn word(&mut self, word: &str, set: impl Fn(&mut NumberWord)) {
        let word = super::phrases::normal(word);
        if let Some((first, _)) = word.split_once(' ') {
            self.pairs.insert(first.into());
            self.pairs.insert(fold(first));
        }
        set(self.words.entry(fold(&word)).or_default());
        set(self.words.entry(word).or_default());
    }

    /// What a word, or the part of a word between hyphens, can do in a number.
    pub fn lookup(&self, lower: &str) -> Option<&NumberWord> {
        self.words.get(lower)
    }

    /// True when a word looks like a plural.
    pub fn is_plural(&self, lower: &str) -> bool {
        self.plural_endings.iter().any(|e| lower.ends_with(e.as_str())) || self.plurals.contains(lower)
    }

    /// The denominator that a word names: *tiers, cinquième, veinteavos*.
    pub fn denominator(&self, lower: &str) -> Option<f64> {
        if let Some(value) = self.lookup(lower).and_then(|w| w.denominator) {
            return Some(value);
        }
        let stem = self.denominator_endings.iter().find_map(|e| lower.strip_suffix(e.as_str()))?;
        self.lookup(stem)?.small.map(|(value, _)| value)
    }

    /// What a word multiplies by: *sixfold*.
    pub fn fold(&self, lower: &str) -> Option<f64> {
        let stem = self.fold_endings.iter().find_map(|e| lower.strip_suffix(e.as_str()))?;
        self.lookup(stem.trim_end_matches('-'))?.small.map(|(value, _)| value).filter(|&v| v > 1.0)
    }

    /// What two such words can do together: *quatre vingt*.
    pub fn lookup_pair(&self, first: &str, second: &str) -> Option<&NumberWord> {
        if !self.pairs.contains(first) {
            return None;
        }
        let mut key = CompactString::with_capacity(first.len() + second.len() + 1);
        key.push_str(first);
        key.push(' ');
        key.push_str(second);
        self.words.get(&key)
    }
}
