//! The nouns: what the stages hand to each other.
//!
//! An article becomes sentences, sentences become claims, claims of different articles meet as
//! pairs, pairs get a verdict, verdicts become findings, findings make a report.

mod article;
mod card;
mod change;
mod claim;
mod days;
mod evidence;
mod finding;
mod kept;
mod lang;
mod limits;
mod mark;
mod number;
mod origins;
mod outlet;
mod pair;
mod passage;
mod profile;
mod quantity;
mod ranks;
mod rarity;
mod report;
mod sets;
mod shelf;
mod slip;
mod story;
mod wording;

pub use article::{Article, Dossier, Meta, Name, Problem, RawArticle, Sentence, SentenceText};
pub use card::Card;
pub use change::{Change, ChangeSort, Comparison, Edit, Stretch};
pub use claim::{
    Body, Claim, Cue, Dating, Degree, Factuality, Figure, Holder, Place, Proposition, Quoted, Reach, Role, Scope,
    Speaker, Stance, Term, terms_shared,
};
pub use days::{Day, Days};
pub use evidence::{Evidence, GATES, Gate, Leaning, PRIOR, Weighed, logistic};
pub use finding::{Accepted, AcceptedBy, Finding, Kind, Severity, Side, Value, VerdictKind};
pub use kept::{Act, ArticleText, ClaimSort, KeptClaim};
pub use lang::{Lang, ReportLang};
pub use limits::Limits;
pub use mark::{Entry, Mark, Marked, Reason, Sort};
pub use number::{number, number_or_none};
pub use origins::Origins;
pub use outlet::{Outlet, Reliability, host};
pub use pair::{Clash, Judged, Verdict};
pub use passage::{Passage, ReadClause, ReadDate, ReadQuantity, ReadSentence, ReadWord};
pub use profile::{AgainCounts, Case, CaseSort, FigureCounts, FindingTally, Profile, StatementCounts};
pub use quantity::{Bound, Direction, Interval, NumeralKind, Quantity, Unit};
pub use ranks::{Ranks, TermTable};
pub use rarity::{Rarity, Weighing};
pub use report::{
    ArticleInfo, Capped, FigureCell, FigureRow, FindingCounts, Report, RuleInfo, RuleWords, Summary, Tool,
};
pub use sets::Sets;
pub use shelf::Shelf;
pub use slip::{OddDate, Slip, Spot};
pub use story::Story;
pub use wording::{Slot, WORDINGS, Wording};
