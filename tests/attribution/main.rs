//! Who says what: the labelled passages of `fixtures/<lang>/attribution.toml` against what is read.
//!
//! Prints a table of scores, per language and set, and fails where one falls below its floor in
//! `fixtures/floor.toml`, naming the worst misses. `cargo test --test attribution -- --show` names
//! all of them.

mod claims;
mod factuality;
mod labels;
mod score;

use labels::{Passage, read_passages, root};
use recoupe::engine::{Engine, Options};
use recoupe::model::Lang;
use recoupe::rules::RuleSet;
use score::{Miss, Score, score};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// How many misses are named where a score falls below its floor.
const NAMED: usize = 12;

/// Lowest scores that pass, 0 to 1.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    source: f64,
    content: f64,
    cue: f64,
    stance: f64,
}

#[derive(Debug, Deserialize)]
struct Floors {
    attribution: BTreeMap<Lang, Floor>,
    factuality: BTreeMap<Lang, f64>,
}

fn main() -> ExitCode {
    let show = std::env::args().any(|a| a == "--show");
    match run(show) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(show: bool) -> Result<(), String> {
    let path = root().join("fixtures/floor.toml");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let floors: Floors = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let rules = RuleSet::embedded().map_err(|e| e.to_string())?;
    let engine = Engine::new(rules, Options::default()).map_err(|e| e.to_string())?;
    println!("set         passages  labels  source  content   cue  stance");
    let mut wrong = Vec::new();
    for (lang, floor) in &floors.attribution {
        wrong.extend(run_language(*lang, floor, &engine, show)?);
    }
    wrong.extend(claims::run(&engine));
    wrong.extend(factuality::run(&engine, &floors.factuality, show)?);
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Scores the passages of a language; what falls below its floor, with the worst misses.
fn run_language(lang: Lang, floor: &Floor, engine: &Engine, show: bool) -> Result<Vec<String>, String> {
    let (mut sets, mut misses): ([Score; 5], Vec<Miss>) = (Default::default(), Vec::new());
    for passage in &read_passages(lang)? {
        let listing = engine.extract_line("passage", lang, &passage.text);
        let (own, missed) = score(passage, &listing.attributions);
        sets[passage.set as usize].add(&own);
        misses.extend(missed);
    }
    let mut overall = Score::default();
    sets.iter().for_each(|set| overall.add(set));
    let named = ["a", "b", "c", "d", "e"].into_iter().zip(&sets).chain([("overall", &overall)]);
    for (name, of) in named.filter(|(_, of)| of.passages > 0) {
        println!(
            "{} {name:8} {:8} {:7}  {:.3}    {:.3}  {:.3}   {:.3}",
            lang.code(),
            of.passages,
            of.labels,
            of.source(),
            of.content(),
            of.cue(),
            of.stance()
        );
    }
    misses.sort_by(|a, b| a.worth.total_cmp(&b.worth));
    if show {
        misses.iter().for_each(|m| println!("{m}"));
    }
    Ok(hold(lang, floor, &overall, &misses))
}

fn hold(lang: Lang, floor: &Floor, overall: &Score, misses: &[Miss]) -> Vec<String> {
    let mut out: Vec<String> = [
        ("source", overall.source(), floor.source),
        ("content", overall.content(), floor.content),
        ("cue", overall.cue(), floor.cue),
        ("stance", overall.stance(), floor.stance),
    ]
    .into_iter()
    // Half of the last digit that the file states.
    .filter(|&(_, reached, least)| reached + 0.0005 < least)
    .map(|(name, reached, least)| {
        format!("attribution in {}: {name} is {reached:.3}, its floor is {least:.3}", lang.code())
    })
    .collect();
    if !out.is_empty() {
        out.extend(misses.iter().take(NAMED).map(ToString::to_string));
    }
    out
}

/// Shows what a label and an answer say beside each other.
fn beside(passage: &Passage, wanted: &str, got: &str) -> String {
    format!("{}\n  shape {}\n  want  {wanted}\n  got   {got}", passage.text, passage.shape)
}
