//! Claims and their sources as linked data: JSON-LD in the words of schema.org, for whoever keeps
//! claims in a graph. Nothing that `json` has is missing but the articles' texts.
//!
//! Each finding is a `ClaimReview` of the claims that stand against each other. It has no rating:
//! which side is right is nothing that recoupe says.

mod context;
mod graph;
mod ids;
mod node;
#[cfg(test)]
mod proof;

use super::Style;
use super::safe;
use crate::model::Report;
use context::Context;
use node::Node;
use serde::Serialize;

/// The document.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: (&'static str, Context),
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

/// One document, pretty-printed, with a line end at the end. No byte of it steers a terminal, and
/// within a `<script>` of a page none ends it.
pub(super) fn render(report: &Report, _: &Style) -> Vec<u8> {
    let document = Document { context: ("https://schema.org", Context), graph: graph::nodes(report) };
    let mut out = serde_json::to_vec_pretty(&document).expect("a graph has string keys and no foreign types");
    out.push(b'\n');
    let out = String::from_utf8(safe::json(out)).expect("JSON is written in UTF-8");
    // The sign stands in strings and nowhere else.
    out.replace('<', "\\u003c").into_bytes()
}
