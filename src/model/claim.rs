//! Claims: what an article says, in a form that can be compared.

use super::days::Days;
use super::quantity::Quantity;
use crate::text::{Raw, Span};
use compact_str::CompactString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a word is about, independent of its inflection: a concept of `rules/concepts.toml`
/// (`=injured`), a name (`@macron`), or the root of an open-vocabulary word (`fissur`).
pub type Term = CompactString;

/// Where a claim stands in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Number of the sentence in the dossier.
    pub sentence: usize,
    /// The words that make the claim, as shown to people.
    pub span: Span<Raw>,
}

impl Serialize for Place {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.sentence, self.span.start, self.span.end).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (sentence, start, end) = Deserialize::deserialize(deserializer)?;
        Ok(Self { sentence, span: Span::new(start, end) })
    }
}

/// How the article holds a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// In the narrator's own voice, or confirmed.
    Asserted,
    /// Put in the mouth of a source.
    Reported,
    /// With a hedge: *aurait, présumé, allegedly, may*.
    Hedged,
    /// A source (or the narrator) says that it is not so.
    Denied,
    /// Announced for later.
    Planned,
    /// A question, a hypothesis, a wish: nothing is claimed.
    Unclaimed,
}

/// How sure a claim is held to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Degree {
    /// Nobody commits to it: a question, a hypothesis, a hope, what nothing shows.
    Unknown,
    /// It may be: *aurait fermé, peut-être, allegedly, might*.
    Possible,
    /// It is likely: *sans doute, devrait, croit que, must have*.
    Probable,
    /// It is so, or not so.
    #[default]
    Certain,
}

/// Who commits to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holder {
    /// The article itself.
    #[default]
    Narrator,
    /// A source: the claim's speaker, or one that is not named.
    Source,
}

/// How far somebody commits to a claim, in the sense of FactBank (Saurí and Pustejovsky, 2009).
/// Finer than [`Stance`], which is what claims are compared by: *X thinks that P may be* and *X
/// says P* are both reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Factuality {
    /// How sure.
    pub degree: Degree,
    /// Held to be so; false for held not to be so. Means nothing where the degree is unknown.
    pub so: bool,
    /// Whose commitment it is.
    pub by: Holder,
}

impl Default for Factuality {
    fn default() -> Self {
        Self { degree: Degree::Certain, so: true, by: Holder::Narrator }
    }
}

/// What a source does with a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Cue {
    /// Says.
    Assert,
    /// Accuses somebody of.
    Accuse,
    /// Denies.
    Deny,
    /// Confirms, admits.
    Confirm,
    /// Doubts, or says that nothing shows it.
    Doubt,
    /// Declines to say.
    Decline,
}

/// Whose words they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// As written, or as resolved from a pronoun.
    pub name: String,
    /// For comparison.
    pub term: Term,
    /// *une source proche, des témoins*: nobody that could be asked again.
    pub anonymous: bool,
}

/// Where, when and of which part a claim holds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Scope {
    /// Names of places that the clause names.
    pub places: Vec<Term>,
    /// The time that the claim speaks of.
    pub when: Option<Days>,
    /// Time of day in minutes after midnight, where stated.
    pub minute: Option<u16>,
    /// Which of several of its kind, as noun and number or side: `article#12`, `tour#2`,
    /// `match#before`. Sorted.
    pub items: Vec<Term>,
    /// History recalled: another time than that of the story.
    pub past: bool,
    /// The figure is a part of another in its sentence (*dont 3 enfants*).
    pub part: bool,
}

/// A figure and what it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number.
    pub quantity: Quantity,
    /// Of a score or a vote, the other number: the 1 of *2-1*, the 241 of *289 voix contre 241*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<f64>,
    /// What is counted or measured: the head noun (*ministres*), or for a unit the attribute or
    /// the thing measured (*fissure*). `None` where the text does not say.
    pub head: Option<Term>,
    /// Which attribute of the head it is: `width`, `depth` of a length, `population` of a place. The
    /// unit's factor leads to it, so that a radius counts twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<CompactString>,
    /// The head as written, for people.
    pub label: String,
    /// The head's complement: *chefs d'**entreprise***. Figures whose complements differ count
    /// different things.
    pub complement: Vec<Term>,
    /// Adjectives and other words that restrict the head: *grièvement*, *français*.
    pub restrictors: Vec<Term>,
    /// What is said of what is counted: the predicate's terms (*évacuer*).
    pub relation: Vec<Term>,
    /// Who or what the figure is told of, its head first, without the noun counted.
    pub subject: Vec<Term>,
    /// What else the clause names: subject or object other than the head.
    pub owner: Vec<Term>,
}

/// An event and when it took place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dating {
    /// What happened.
    pub predicate: Vec<Term>,
    /// To whom or what: the subject's own name or noun first; empty where the clause has none.
    pub subject: Vec<Term>,
    /// What else the clause names, sorted: objects, the doer.
    pub others: Vec<Term>,
    /// When.
    pub days: Days,
    /// The date as written.
    pub label: String,
}

/// Something said to be so or not to be so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposition {
    /// Who or what it is said of: first the name or noun that tells it, then what describes it.
    pub subject: Vec<Term>,
    /// What is said: verbs, participles and predicate nouns.
    pub predicate: Vec<Term>,
    /// The rest of the clause.
    pub object: Vec<Term>,
    /// The predicate is a noun or adjective behind a copula (*est une cible*).
    pub nominal: bool,
    /// False where the clause says that it is not so.
    pub affirmed: bool,
    /// What the speaker does with it.
    pub cue: Cue,
    /// The one accused, where the cue is an accusation, or the doer of a deed told in the passive.
    pub agent: Option<Term>,
    /// The content is a pointer (*ces accusations*): its terms come from the sentences before.
    pub anaphoric: bool,
    /// Told as done: its verb is in the past (*a fermé, closed*).
    #[serde(default)]
    pub done: bool,
    /// How much of what it names it speaks of, and which of its terms that word stands before.
    #[serde(default)]
    pub reach: Option<(Reach, Term)>,
}

/// How much of something a proposition speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// *tous les X*
    All,
    /// *seulement certains X, pas tous les X*
    Some,
    /// *uniquement X*
    Only,
    /// *aussi X*
    Also,
}

/// What an article calls somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Whom, for comparison.
    pub person: Term,
    /// The full name, folded.
    pub name: String,
    /// What: the noun that tells it.
    pub head: Term,
    /// Of what, where and which: the other terms of the phrase, sorted.
    pub of: Vec<Term>,
    /// Under suspicion only: *l'auteur présumé*.
    pub presumed: bool,
}

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quoted {
    /// Its words, folded, without marks.
    pub words: Vec<String>,
}

impl Proposition {
    /// All its terms, in the order subject, predicate, object.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.subject.iter().chain(&self.predicate).chain(&self.object)
    }
}

/// The kinds of claim. A new one makes the compiler list every place that must answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// So many, so much.
    Figure(Figure),
    /// Then.
    Dating(Dating),
    /// So or not so; with its speaker and cue, an attribution.
    Proposition(Proposition),
    /// Somebody is something.
    Role(Role),
    /// Somebody's very words.
    Quoted(Quoted),
}

/// A claim in its envelope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Where it stands.
    pub place: Place,
    /// Content terms of its clause, sorted, each once.
    pub about: Vec<Term>,
    /// Content terms of its whole sentence (and of what a pronoun subject points to), sorted, each
    /// once.
    pub context: Vec<Term>,
    /// Whose words.
    pub speaker: Option<Speaker>,
    /// How it is held.
    pub stance: Stance,
    /// How sure it is held to be, and by whom.
    #[serde(default)]
    pub factuality: Factuality,
    /// Where, when, of which part.
    pub scope: Scope,
    /// The claim itself.
    pub body: Body,
}

/// The terms that two sorted slices share, in order.
pub fn terms_shared<'a, T: Ord>(left: &'a [T], right: &'a [T]) -> Vec<&'a T> {
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < left.len() && j < right.len() {
        match left[i].cmp(&right[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                out.push(&left[i]);
                i += 1;
                j += 1;
            }
        }
    }
    out
}
