//! Texts of articles as a report keeps them, for formats that show the words around a claim.

use super::Dossier;
use super::article::SentenceText;
use super::claim::{Body, Claim, Cue, Stance};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What sort of claim it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ClaimSort {
    /// So many, so much.
    Figure,
    /// Then.
    Dating,
    /// Somebody is something.
    Role,
    /// Somebody's very words.
    Quotation,
    /// So or not so.
    Proposition,
}

impl ClaimSort {
    /// Every value, in order.
    pub const ALL: [Self; 5] = [Self::Figure, Self::Dating, Self::Role, Self::Quotation, Self::Proposition];

    /// The word that stands for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Dating => "dating",
            Self::Role => "role",
            Self::Quotation => "quotation",
            Self::Proposition => "proposition",
        }
    }
}

/// What is done with a claim, by its speaker or by the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// It is said.
    Says,
    /// It is said of somebody as a reproach.
    Accuses,
    /// It is said not to be so.
    Denies,
    /// It is said to be so indeed.
    Confirms,
    /// It is told as what may be.
    Hedges,
    /// It is doubted.
    Doubts,
    /// Nothing is said of it, expressly.
    Declines,
    /// It is announced for later.
    Plans,
    /// Nobody claims it: a question, a hypothesis.
    Asks,
}

impl Act {
    /// Every value, in order.
    pub const ALL: [Self; 9] = [
        Self::Says,
        Self::Accuses,
        Self::Denies,
        Self::Confirms,
        Self::Hedges,
        Self::Doubts,
        Self::Declines,
        Self::Plans,
        Self::Asks,
    ];

    /// The word that stands for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Says => "says",
            Self::Accuses => "accuses",
            Self::Denies => "denies",
            Self::Confirms => "confirms",
            Self::Hedges => "hedges",
            Self::Doubts => "doubts",
            Self::Declines => "declines",
            Self::Plans => "plans",
            Self::Asks => "asks",
        }
    }

    /// What is done with `claim`. How it is held comes before who says it: *aurait accusé* is a hedge.
    pub fn of(claim: &Claim) -> Self {
        let cue = match &claim.body {
            Body::Proposition(p) => Some((p.cue, p.affirmed)),
            _ => None,
        };
        match (claim.stance, cue) {
            (Stance::Unclaimed, _) => Self::Asks,
            (_, Some((Cue::Decline, _))) => Self::Declines,
            (_, Some((Cue::Doubt, _))) => Self::Doubts,
            (Stance::Denied, _) | (_, Some((Cue::Deny, _) | (Cue::Assert, false))) => Self::Denies,
            (_, Some((Cue::Accuse, _))) => Self::Accuses,
            (_, Some((Cue::Confirm, _))) => Self::Confirms,
            (Stance::Hedged, _) => Self::Hedges,
            (Stance::Planned, _) => Self::Plans,
            (Stance::Asserted | Stance::Reported, _) => Self::Says,
        }
    }
}

/// A claim of a kept text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KeptClaim {
    /// First byte in the article's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What sort of claim.
    pub sort: ClaimSort,
    /// What is done with it.
    pub act: Act,
    /// Whose words, where the article says.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub speaker: Option<String>,
}

/// The text of an article, sentence by sentence, with its claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleText {
    /// Id of the article.
    pub article: String,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// In order; what is no sentence of the article (menus, captions) is left out.
    pub sentences: Vec<SentenceText>,
    /// In the order of the text.
    pub claims: Vec<KeptClaim>,
}

impl ArticleText {
    /// The text of a dossier that the report calls `article`.
    pub fn of(article: String, dossier: &Dossier) -> Self {
        let mut claims: Vec<KeptClaim> = dossier.claims.iter().map(kept).collect();
        claims.sort_by(|a, b| {
            let key = |c: &KeptClaim| (c.start, c.end, c.sort, c.act);
            key(a).cmp(&key(b)).then_with(|| a.speaker.cmp(&b.speaker))
        });
        claims.dedup();
        Self { article, url: dossier.meta.url.clone(), sentences: dossier.sentences.clone(), claims }
    }
}

fn kept(claim: &Claim) -> KeptClaim {
    let sort = match &claim.body {
        Body::Figure(_) => ClaimSort::Figure,
        Body::Dating(_) => ClaimSort::Dating,
        Body::Proposition(_) => ClaimSort::Proposition,
        Body::Role(_) => ClaimSort::Role,
        Body::Quoted(_) => ClaimSort::Quotation,
    };
    KeptClaim {
        start: claim.place.span.start,
        end: claim.place.span.end,
        sort,
        act: Act::of(claim),
        speaker: claim.speaker.as_ref().map(|s| s.name.clone()),
    }
}
