//! What the words that schema.org has not mean: terms of our own, and those of the W3C's Web
//! Annotation for places in texts.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// How a value of a term is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    /// As it is: text, number, node.
    Plain,
    /// As the name of a node.
    Name,
    /// In its order: lists of linked data have none unless it is said.
    List,
}

/// A term, what it stands for, how its value is read. None is a word of schema.org: it would lose its
/// meaning there (`line` is part of a shape, `address` that of a house).
pub(super) const TERMS: &[(&str, &str, As)] = &[
    ("recoupe", "urn:recoupe:term:", As::Plain),
    ("oa", "http://www.w3.org/ns/oa#", As::Plain),
    // Types.
    ("Acceptance", "recoupe:Acceptance", As::Plain),
    ("Change", "recoupe:Change", As::Plain),
    ("Comparison", "recoupe:Comparison", As::Plain),
    ("Evidence", "recoupe:Evidence", As::Plain),
    ("FigureRow", "recoupe:FigureRow", As::Plain),
    ("Finding", "recoupe:Finding", As::Plain),
    ("Problem", "recoupe:Problem", As::Plain),
    ("Side", "recoupe:Side", As::Plain),
    // Places, as Web Annotations name them.
    ("SpecificResource", "oa:SpecificResource", As::Plain),
    ("TextQuoteSelector", "oa:TextQuoteSelector", As::Plain),
    ("DataPositionSelector", "oa:DataPositionSelector", As::Plain),
    ("source", "oa:hasSource", As::Name),
    ("selector", "oa:hasSelector", As::Plain),
    ("exact", "oa:exact", As::Plain),
    ("prefix", "oa:prefix", As::Plain),
    ("suffix", "oa:suffix", As::Plain),
    ("start", "oa:start", As::Plain),
    ("end", "oa:end", As::Plain),
    ("lineNumber", "recoupe:lineNumber", As::Plain),
    ("columnNumber", "recoupe:columnNumber", As::Plain),
    // Articles.
    ("key", "recoupe:key", As::Plain),
    ("path", "recoupe:path", As::Plain),
    ("givenAddress", "recoupe:givenAddress", As::Plain),
    ("origin", "recoupe:origin", As::Name),
    ("reliability", "recoupe:reliability", As::Plain),
    ("checked", "recoupe:checked", As::Plain),
    // Claims.
    ("place", "recoupe:place", As::Plain),
    ("sentence", "recoupe:sentence", As::Plain),
    ("figure", "recoupe:figure", As::Plain),
    ("measure", "recoupe:measure", As::Plain),
    ("bound", "recoupe:bound", As::Plain),
    // Findings, and the rules that find them.
    ("rule", "recoupe:rule", As::Name),
    ("kind", "recoupe:kind", As::Plain),
    ("verdict", "recoupe:verdict", As::Plain),
    ("severity", "recoupe:severity", As::Plain),
    ("confidence", "recoupe:confidence", As::Plain),
    ("topic", "recoupe:topic", As::Plain),
    ("because", "recoupe:because", As::List),
    ("evidence", "recoupe:evidence", As::List),
    ("gate", "recoupe:gate", As::Plain),
    ("logOdds", "recoupe:logOdds", As::Plain),
    ("sides", "recoupe:sides", As::List),
    ("claim", "recoupe:claim", As::Name),
    ("group", "recoupe:group", As::Plain),
    ("independentOrigins", "recoupe:independentOrigins", As::List),
    ("accepted", "recoupe:accepted", As::Plain),
    ("acceptedBy", "recoupe:acceptedBy", As::Plain),
    ("reason", "recoupe:reason", As::Plain),
    // The rest of the report.
    ("cells", "recoupe:cells", As::List),
    ("problems", "recoupe:problems", As::List),
    ("message", "recoupe:message", As::Plain),
    ("comparison", "recoupe:comparison", As::Plain),
    ("ofVersions", "recoupe:ofVersions", As::Plain),
    ("notes", "recoupe:notes", As::List),
    ("changes", "recoupe:changes", As::List),
    ("sort", "recoupe:sort", As::Plain),
    ("note", "recoupe:note", As::Plain),
];

/// The part of `@context` that stands in the document itself.
pub(super) struct Context;

/// A term that says how its value is read.
#[derive(serde::Serialize)]
struct Read<'a> {
    #[serde(rename = "@id")]
    id: &'a str,
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(rename = "@container", skip_serializing_if = "Option::is_none")]
    container: Option<&'a str>,
}

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(TERMS.len()))?;
        for &(term, id, read) in TERMS {
            match read {
                As::Plain => map.serialize_entry(term, id)?,
                As::Name => map.serialize_entry(term, &Read { id, of: Some("@id"), container: None })?,
                As::List => map.serialize_entry(term, &Read { id, of: None, container: Some("@list") })?,
            }
        }
        map.end()
    }
}
