//! `rules/<lang>/numbers.toml` as written.

use crate::model::Bound;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A sentence and what must be read out of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingExample {
    /// The sentence.
    pub text: String,
    /// Its readings in their order, each `kind value [bound] [direction] [unit]`; `exact` and
    /// `count` are left out.
    pub expect: Vec<String>,
}

/// *dizaine, dozens*: a number of things that is seldom meant to the unit.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collective {
    /// What it stands for.
    pub value: f64,
    /// Lowest number it is used for, once.
    pub low: f64,
    /// Highest number it is used for, once.
    pub high: f64,
    /// It is a plural without a number: *des dizaines*.
    #[serde(default)]
    pub plural: bool,
}

/// Words before or after a number that bound it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundWords {
    /// What they say.
    pub bound: Bound,
    /// Lowest value meant, as a factor of the stated one; for `about`.
    #[serde(default = "one")]
    pub low: f64,
    /// Highest value meant, as a factor of the stated one; for `about`.
    #[serde(default = "one")]
    pub high: f64,
    /// What they say when negated: *n'a pas dépassé*.
    pub negated: Option<Bound>,
    /// Behind a word of change they say where the change led, and bound nothing: *climbed up to*.
    #[serde(default)]
    pub level: bool,
    /// Phrases right before the number.
    #[serde(default)]
    pub before: Vec<String>,
    /// Phrases right after the number and its unit.
    #[serde(default)]
    pub after: Vec<String>,
}

fn one() -> f64 {
    1.0
}

/// A connector inside spelled numbers: *vingt et un, hundred and five, treinta y dos*.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Joint {
    /// The words.
    pub words: Vec<String>,
    /// It may stand after a word that takes less than one of these.
    pub rooms: Vec<f64>,
    /// What may follow it; empty: anything that there is room for.
    pub before: Vec<f64>,
}

/// Words of change.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeWords {
    /// Words of increase, any form.
    pub up: Vec<String>,
    /// Words of decrease, any form.
    pub down: Vec<String>,
    /// *by* alone: what joins a change to its number where the verb is left out.
    pub by: Vec<String>,
    /// Short words that may stand between such a word and its number: *de, by*.
    pub between: Vec<String>,
    /// Phrases right after the number that say it is an increase: *de plus, higher*.
    pub up_after: Vec<String>,
    /// Phrases right after the number that say it is a decrease.
    pub down_after: Vec<String>,
    /// *up, down*, which mean nothing of the kind after `particle_verbs`: *gave up 517 yards*.
    pub particles: Vec<String>,
    /// See `particles`.
    pub particle_verbs: Vec<String>,
    /// Verbs of going from one value to another: *passer de 3 à 5* is no range.
    pub moves: Vec<String>,
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NumbersFile {
    /// The decimal mark, `,` or `.`.
    pub decimal: String,
    /// Marks between groups of three digits; a space stands for any single space.
    pub groups: Vec<String>,
    /// Letters glued to digits that multiply: *12k, 3M, 5bn*.
    pub suffixes: BTreeMap<String, f64>,
    /// Those of `suffixes` that also are a unit's symbol: *m*.
    pub weak_suffixes: Vec<String>,
    /// Those of `suffixes` that multiply nothing but money: *4G* is a network.
    pub money_suffixes: Vec<String>,
    /// Letters glued to digits that make an ordinal: *2e, 22nd*.
    pub ordinal_suffixes: Vec<String>,
    /// *4 hundred* is written; where it is not, *50 cents* is money.
    pub hundred_after_digits: bool,
    /// Phrases after a fraction that make it something else: *de finale*.
    pub not_fractions: Vec<String>,
    /// A number joined to a noun by a hyphen counts it: *ten-page*.
    pub compounds: bool,
    /// Values below 20 that take nothing: *un, treize*.
    pub units: BTreeMap<String, f64>,
    /// Values that take 1 to 9: *vingt*.
    pub tens: BTreeMap<String, f64>,
    /// Values that take 1 to 19: *soixante, quatre-vingt*.
    pub scores: BTreeMap<String, f64>,
    /// Values that take 1 to 99: *doscientos*.
    pub hundreds: BTreeMap<String, f64>,
    /// Words that multiply by a hundred: *cent*.
    pub hundred: Vec<String>,
    /// Words that multiply all before them: *mille*.
    pub scales: BTreeMap<String, f64>,
    /// Those of `hundred` and `scales` that may stand alone.
    pub bare: Vec<String>,
    /// Ordinals.
    pub ordinals: BTreeMap<String, f64>,
    /// Denominators that are no ordinals: *tiers*.
    pub denominators: BTreeMap<String, f64>,
    /// Ordinals that are never denominators: *first, second*.
    pub never_denominators: Vec<String>,
    /// *moitié*.
    pub parts: BTreeMap<String, f64>,
    /// Words that are a part of what follows and nothing alone: *medio millón*.
    pub halvers: BTreeMap<String, f64>,
    /// Words between a number and a fraction on top of it: *cinq et trois quarts*.
    pub mixed: Vec<String>,
    /// Words that a hyphen joins to digits, with the bound that they set: *sub* in *sub-300*.
    pub prefixes: BTreeMap<String, Bound>,
    /// The same behind digits: *plus* in *100-plus*.
    pub tails: BTreeMap<String, Bound>,
    /// Endings that multiply: *fold* in *sixfold*.
    pub fold_endings: Vec<String>,
    /// Endings that make a denominator of a number: *veinteavo*.
    pub denominator_endings: Vec<String>,
    /// Endings of plurals.
    pub plural_endings: Vec<String>,
    /// Plurals without such an ending: *people*.
    pub plurals: Vec<String>,
    /// *dizaine*.
    pub collectives: BTreeMap<String, Collective>,
    /// What names somebody by the decade of their age: *nonagénaire*; the lowest year of it.
    pub aged: BTreeMap<String, f64>,
    /// The same, where one of `decades_before` stands before it and no *of* behind: *forties,
    /// quarantaine*.
    pub decades: BTreeMap<String, f64>,
    /// Phrases before a decade of age: *in his, dans la*.
    pub decades_before: Vec<String>,
    /// *quelques, several*: what makes of a multiplier or collective some of them: *several hundred*.
    pub few: Vec<String>,
    /// *un, a*.
    pub articles: Vec<String>,
    /// *seul, single*: an article beside it is a number.
    pub sole: Vec<String>,
    /// Phrases before an article that make it the number of a toll: *a fait, bilan de*.
    pub tolls: Vec<String>,
    /// What tolls count, one and many: *mort, blessés*.
    pub toll_nouns: Vec<String>,
    /// Whom an enumeration counts with its numbers: *deux hommes et une femme*.
    pub toll_people: Vec<String>,
    /// *neuf*.
    pub ambiguous: Vec<String>,
    /// *one*: a number only before a noun or *of*, and not behind `not_before_pronouns`.
    pub pronouns: Vec<String>,
    /// *no, any*: what makes of *one* no number.
    pub not_before_pronouns: Vec<String>,
    /// *et, and*.
    pub joint: Joint,
    /// *un, a* is never a number of its own, not even before a unit.
    pub mute_articles: bool,
    /// *not, ne, pas*: what turns *dépassé* into a highest value.
    pub negations: Vec<String>,
    /// *virgule, point*.
    pub points: Vec<String>,
    /// *et demi, and a half*.
    pub halves: Vec<String>,
    /// Words that, after a comma, restate a number in another unit: *soit, or*.
    pub restating: Vec<String>,
    /// *sur, out of*: between the parts of a fraction.
    pub over: Vec<String>,
    /// *minus*.
    pub negative: Vec<String>,
    /// Words that negate only temperatures and lone numbers: *moins*.
    pub negative_degrees: Vec<String>,
    /// Phrases behind degrees that turn their sign: *sous zéro*.
    pub below_zero: Vec<String>,
    /// Words between the ends of a range: *à, to*.
    pub range: Vec<String>,
    /// Words between two guesses: *deux ou trois*.
    pub either: Vec<String>,
    /// Phrases between two guesses of which the second is higher: *voire, or even*.
    pub even: Vec<String>,
    /// Words that open a range closed by `range_and`: *entre, between*.
    pub range_open: Vec<String>,
    /// *et, and* of such a range.
    pub range_and: Vec<String>,
    /// *de, from*: opens a range or a move.
    pub range_from: Vec<String>,
    /// Forms that a preposition takes before an article or vowel: `de` → `du, des, d'`. A phrase
    /// of bound that ends in one may end in the others.
    pub contractions: BTreeMap<String, Vec<String>>,
    /// Bounds.
    pub bound: Vec<BoundWords>,
    /// Changes.
    pub change: ChangeWords,
    /// Nouns before a number that names: *article, flight*.
    pub identifiers: Vec<String>,
    /// Names with a number in them: *CAC 40*.
    pub names: Vec<String>,
    /// Phrases before or behind a number that make it a year: *A.D., av. J.-C.*
    pub eras: Vec<String>,
    /// Words behind the number of a house (*33 rue*), or before it (*calle Mayor 12*).
    pub streets: Vec<String>,
    /// The word of the street stands behind its name: *33 Harrow Lane*.
    pub streets_last: bool,
    /// Words for votes: *voix*.
    pub votes: Vec<String>,
    /// Words beside a score that is not the last one: *mi-temps, aggregate*.
    pub partial_scores: Vec<String>,
    /// Words between the two numbers of a vote: *contre*.
    pub against: Vec<String>,
    /// Proof.
    pub example: Vec<ReadingExample>,
}
