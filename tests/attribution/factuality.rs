//! How sure: the labelled sentences of `fixtures/factuality.toml` against what is read.

use crate::labels::root;
use recoupe::engine::Engine;
use recoupe::model::{Claim, Degree, Factuality, Holder, Lang};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A sentence, and how one of its claims is committed to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    lang: Lang,
    text: String,
    clause: String,
    degree: Degree,
    #[serde(default = "yes")]
    so: bool,
    #[serde(default)]
    by: Holder,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sentence: Vec<Label>,
}

fn yes() -> bool {
    true
}

/// Scores the labels of each language; what falls below its floor, with all misses.
pub fn run(engine: &Engine, floors: &BTreeMap<Lang, f64>, show: bool) -> Result<Vec<String>, String> {
    let path = root().join("fixtures/factuality.toml");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let file: File = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut out = Vec::new();
    for (&lang, &floor) in floors {
        let labels: Vec<&Label> = file.sentence.iter().filter(|l| l.lang == lang).collect();
        let misses: Vec<String> = labels.iter().filter_map(|l| miss(engine, l)).collect();
        let reached = 1.0 - misses.len() as f64 / labels.len().max(1) as f64;
        println!("factuality in {}: {:.3} of {}", lang.code(), reached, labels.len());
        if show {
            misses.iter().for_each(|m| println!("{m}"));
        }
        // Half of the last digit that the file states.
        if reached + 0.0005 < floor {
            out.push(format!("factuality in {} is {reached:.3}, its floor is {floor:.3}", lang.code()));
            out.extend(misses);
        }
    }
    Ok(out)
}

/// What is read in place of what the label says.
fn miss(engine: &Engine, label: &Label) -> Option<String> {
    let wanted = Factuality { degree: label.degree, so: label.so, by: label.by };
    let listing = engine.extract_line("sentence", label.lang, &label.text);
    let start = label.text.find(&label.clause)?;
    let end = start + label.clause.len();
    // The claim that shares most with the clause, for its length.
    let shared = |claim: &&Claim| {
        let span = claim.place.span;
        let common = span.end.min(end).saturating_sub(span.start.max(start));
        (2 * common * 1000) / (span.len() + label.clause.len()).max(1)
    };
    let claim = listing.claims.iter().filter(|c| shared(c) > 0).max_by_key(shared);
    let right = claim.is_some_and(|c| {
        let got = c.factuality;
        got.degree == wanted.degree && got.by == wanted.by && (got.so == wanted.so || got.degree == Degree::Unknown)
    });
    (!right).then(|| format!("{}\n  want {wanted:?}\n  got  {:?}", label.text, claim.map(|c| (c.factuality, c.stance))))
}
