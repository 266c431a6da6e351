//! What a corpus shows of each source: counts, each beside what it is counted of.
//!
//! Nothing here says who is right: a figure that stands alone may be the only true one.

use super::finding::{Finding, Kind, Severity};
use super::report::ArticleInfo;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A source over the corpus.
///
/// *Independent* are words of two sources neither of which prints the other's words in the story, and
/// of two groups. What is of one origin, of one group or of one source is one independent origin, however many
/// articles it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Profile {
    /// Its name, as its articles have it in this report.
    pub source: String,
    /// Its articles.
    pub articles: usize,
    /// Of `articles`: those of which another source prints a copy.
    pub shared: usize,
    /// The sentences of its articles.
    pub sentences: usize,
    /// The claims of its articles.
    pub claims: usize,
    /// What became of its figures.
    pub figures: FigureCounts,
    /// What became of its statements that something is so.
    pub statements: StatementCounts,
    /// Findings of this report that it takes part in, by kind and severity, in their order.
    pub findings: Vec<FindingTally>,
    /// The places behind `alone`, `revised` and `denied`, in the order of articles.
    pub cases: Vec<Case>,
}

/// The figures of a source. A passage that it prints again word for word (in versions, in a reprint)
/// counts once; questions and hypotheses do not count.
///
/// Of the figures that `met` one of an independent origin each is one of `agreed`, `opposed`,
/// `diverged` and `updated`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct FigureCounts {
    /// Figures.
    pub told: usize,
    /// Of `told`: in the words of a speaker; the others are in the source's own voice.
    pub attributed: usize,
    /// Of `attributed`: of nobody that could be asked again (*des témoins, une source proche*).
    pub anonymous: usize,
    /// Of `told`: with a hedge.
    pub hedged: usize,
    /// Of `told`: a figure of an independent origin was found to be of the same thing.
    pub met: usize,
    /// Of `met`: at least one independent origin agrees.
    pub agreed: usize,
    /// Of `met`: every independent origin contradicts.
    pub opposed: usize,
    /// Of `met`: none agrees, some name another counter, and the others contradict.
    pub diverged: usize,
    /// Of `met`: none agrees, and some give another state of a count that moves.
    pub updated: usize,
    /// Of `met`: by two independent origins or more.
    pub met_several: usize,
    /// Of `met_several`: stood alone. Every independent origin contradicts, and at least two of them
    /// agree with each other.
    pub alone: usize,
    /// What the source itself made of them later; absent where articles of one source were not
    /// compared.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub again: Option<AgainCounts>,
}

/// Figures that a later version or a later article of the same source takes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct AgainCounts {
    /// Figures that are taken up.
    pub told: usize,
    /// Of `told`: with another value, in any of the four ways.
    pub revised: usize,
    /// Of `revised`: in a later version that no correction note covers.
    pub silent: usize,
    /// Of `revised`: in a later version with a correction note.
    pub noted: usize,
    /// Of `revised`: by a later article, of a count that moves.
    pub moved: usize,
    /// Of `revised`: by a later article that contradicts.
    pub contradicted: usize,
}

/// Statements of a source that something is so. A passage that it prints again counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct StatementCounts {
    /// Statements.
    pub told: usize,
    /// Of `told`: denied by a speaker in an independent origin.
    pub denied: usize,
    /// Of `told`: accusations that the source reports.
    pub accusations: usize,
    /// Of `accusations`: denied by a speaker in an independent origin.
    pub accusations_denied: usize,
}

/// Findings of one kind and severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FindingTally {
    /// Their kind.
    pub kind: Kind,
    /// Their severity.
    pub severity: Severity,
    /// Those that are not accepted.
    pub count: usize,
    /// Those that are accepted.
    pub known: usize,
}

/// What a place is told for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CaseSort {
    /// A figure that stood alone.
    Alone,
    /// A figure that the source revised later.
    Revised,
    /// A statement that was denied.
    Denied,
}

impl CaseSort {
    /// Every value, in order.
    pub const ALL: [Self; 3] = [Self::Alone, Self::Revised, Self::Denied];

    /// The word that stands for it in files and output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Revised => "revised",
            Self::Denied => "denied",
        }
    }
}

/// A place behind a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Case {
    /// What it is told for.
    pub sort: CaseSort,
    /// Independent origins that contradict or deny; 0 for what the source revised itself.
    pub origins: usize,
    /// Id of the article.
    pub article: String,
    /// First byte of the quote in the article's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Line of the quote, from 1.
    pub line: usize,
    /// Column of the quote in user-perceived characters, from 1.
    pub column: usize,
    /// Exactly the bytes `start..end`.
    pub quote: String,
}

/// Adds the fields of one struct to those of another.
macro_rules! add {
    ($to:expr, $from:expr, $($field:ident),+) => {{ $($to.$field += $from.$field;)+ }};
}

impl Profile {
    /// Adds what other stories show of the same source. Findings are counted anew.
    pub fn add(&mut self, mut other: Profile) {
        add!(self, other, articles, shared, sentences, claims);
        let (to, from) = (&mut self.figures, other.figures);
        add!(
            to,
            from,
            told,
            attributed,
            anonymous,
            hedged,
            met,
            agreed,
            opposed,
            diverged,
            updated,
            met_several,
            alone
        );
        if let Some((to, from)) = to.again.as_mut().zip(from.again) {
            add!(to, from, told, revised, silent, noted, moved, contradicted);
        }
        add!(self.statements, other.statements, told, denied, accusations, accusations_denied);
        self.cases.append(&mut other.cases);
    }
}

/// Counts the findings of each profile anew, after some were accepted or dropped.
pub(super) fn tally(profiles: &mut [Profile], articles: &[ArticleInfo], findings: &[Finding]) {
    if profiles.is_empty() {
        return;
    }
    let source: BTreeMap<&str, &str> = articles.iter().map(|a| (a.id.as_str(), a.source.as_str())).collect();
    let mut tallies: BTreeMap<&str, BTreeMap<(Kind, Severity), [usize; 2]>> = BTreeMap::new();
    for finding in findings {
        let sources: BTreeSet<&str> =
            finding.sides.iter().filter_map(|s| source.get(s.article.as_str()).copied()).collect();
        for source in sources {
            let tally = tallies.entry(source).or_default().entry((finding.kind, finding.severity)).or_default();
            tally[usize::from(finding.accepted.is_some())] += 1;
        }
    }
    for profile in profiles {
        let of_it = tallies.remove(profile.source.as_str()).unwrap_or_default();
        profile.findings = of_it
            .into_iter()
            .map(|((kind, severity), [count, known])| FindingTally { kind, severity, count, known })
            .collect();
    }
}
