//! The nodes of the graph, their fields in the order in which they are written; the name of a type
//! stands before them. Words that schema.org has not are those of `context.rs`.

use crate::model::{
    AcceptedBy, Bound, ChangeSort, Day, Kind, Lang, Reliability, Severity, VerdictKind, number, number_or_none,
};
use serde::Serialize;

/// A node at the top of the graph.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Node<'a> {
    Report(Dataset<'a>),
    Tool(SoftwareApplication<'a>),
    Article(NewsArticle<'a>),
    Rule(DefinedTerm<'a>),
    Claim(Claim<'a>),
    Review(Review<'a>),
    Figures(FigureRow<'a>),
}

/// The name of a node that stands elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Ref {
    #[serde(rename = "@id")]
    pub id: String,
}

/// The report: what was looked at, what could not be read, how two versions differ.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Dataset<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: &'static str,
    pub description: &'static str,
    #[serde(rename = "schemaVersion")]
    pub schema: &'a str,
    pub creator: Ref,
    #[serde(rename = "variableMeasured")]
    pub counts: Vec<PropertyValue<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison<'a>>,
}

/// What made the report.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct SoftwareApplication<'a> {
    #[serde(rename = "@id")]
    pub id: &'static str,
    pub name: &'a str,
    #[serde(rename = "softwareVersion")]
    pub version: &'a str,
}

/// A named number.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct PropertyValue<'a> {
    pub name: &'a str,
    #[serde(serialize_with = "number")]
    pub value: f64,
}

/// An outlet, or the group that it belongs to.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Organization<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: &'a str,
    #[serde(rename = "parentOrganization", skip_serializing_if = "Option::is_none")]
    pub parent: Option<Box<Organization<'a>>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct NewsArticle<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<&'a str>,
    pub publisher: Organization<'a>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    pub published: Option<Day>,
    #[serde(rename = "inLanguage")]
    pub lang: Lang,
    /// An address of the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The address as the article gives it, where `url` is not it.
    #[serde(rename = "givenAddress", skip_serializing_if = "Option::is_none")]
    pub address: Option<&'a str>,
    pub key: &'a str,
    pub path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reliability: Option<Reliability>,
    /// It was checked against the others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub checked: bool,
}

/// A rule's page; of one whose page the report has not, its name alone.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct DefinedTerm<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "termCode")]
    pub code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<VerdictKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
}

/// Something with a name, and nothing more is known of it: a speaker may be a person or an office.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Thing<'a> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub name: &'a str,
}

/// The words of one article that a finding quotes.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Claim<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Thing<'a>>,
    pub appearance: Ref,
    #[serde(rename = "firstAppearance", skip_serializing_if = "Option::is_none")]
    pub first: Option<Ref>,
    pub sentence: &'a str,
    pub place: SpecificResource<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<QuantitativeValue<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
}

/// A stretch of an article.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct SpecificResource<'a> {
    pub source: String,
    pub selector: (TextQuoteSelector<'a>, DataPositionSelector),
}

/// The words, and those around them where they stand in their sentence once.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct TextQuoteSelector<'a> {
    pub exact: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<&'a str>,
}

/// Bytes of the article's text: the Web Annotation's `TextPositionSelector` would count characters.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct DataPositionSelector {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "lineNumber", skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    #[serde(rename = "columnNumber", skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
}

/// A figure; a bound that is open is missing.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct QuantitativeValue<'a> {
    pub name: &'a str,
    #[serde(rename = "minValue", serialize_with = "number_or_none", skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    #[serde(rename = "maxValue", serialize_with = "number_or_none", skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    #[serde(rename = "unitText", skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// Where it stands, in a table of figures; a claim has a place of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<SpecificResource<'a>>,
}

/// A finding. There is no field for a rating.
#[derive(Serialize)]
pub(super) struct Review<'a> {
    #[serde(rename = "@type")]
    pub types: [&'static str; 2],
    #[serde(rename = "@id")]
    pub id: String,
    pub identifier: &'a str,
    #[serde(rename = "claimReviewed")]
    pub message: &'a str,
    #[serde(rename = "reviewBody")]
    pub body: String,
    pub author: Ref,
    #[serde(rename = "isPartOf")]
    pub report: Ref,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<Thing<'a>>,
    pub topic: &'a str,
    #[serde(rename = "itemReviewed")]
    pub claims: Vec<Ref>,
    pub sides: Vec<Side>,
    #[serde(rename = "independentOrigins", skip_serializing_if = "<[usize]>::is_empty")]
    pub origins: &'a [usize],
    pub rule: String,
    pub kind: Kind,
    pub verdict: VerdictKind,
    pub severity: Severity,
    pub confidence: f64,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub because: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Acceptance<'a>>,
}

/// A claim as a side of a finding: claims of one group say the same.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Side {
    pub claim: String,
    pub group: usize,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Evidence<'a> {
    pub gate: &'a str,
    pub text: &'a str,
    #[serde(rename = "logOdds")]
    pub weight: f64,
    #[serde(rename = "additionalProperty", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<PropertyValue<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Acceptance<'a> {
    #[serde(rename = "acceptedBy")]
    pub by: AcceptedBy,
    pub reason: &'a str,
}

/// What each article says of one measure.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct FigureRow<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    #[serde(rename = "isPartOf")]
    pub report: Ref,
    pub topic: &'a str,
    pub measure: &'a str,
    pub cells: Vec<QuantitativeValue<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Problem<'a> {
    pub path: &'a str,
    pub message: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Comparison<'a> {
    #[serde(rename = "ofVersions")]
    pub versions: bool,
    pub notes: &'a [String],
    pub changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) struct Change<'a> {
    pub sort: ChangeSort,
    pub sides: Vec<Side>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'a str>,
}
