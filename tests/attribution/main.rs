//! Who says what: the labelled passages of `fixtures/fr/attribution.toml` against what is read.
//!
//! Prints a table of scores, per set and overall, and fails where one falls below its floor in
//! `fixtures/floor.toml`, naming the worst misses. `cargo test --test attribution -- --show` names
//! all of them.

mod labels;
mod score;

use labels::{Passage, read_passages, root};
use recoupe::engine::{Engine, Options};
use recoupe::model::Lang;
use recoupe::rules::RuleSet;
use score::{Miss, Score, score};
use serde::Deserialize;
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
    attribution: Floor,
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
    let passages = read_passages()?;
    let rules = RuleSet::embedded().map_err(|e| e.to_string())?;
    let engine = Engine::new(rules, Options::default()).map_err(|e| e.to_string())?;
    let (mut sets, mut misses): ([Score; 2], Vec<Miss>) = (Default::default(), Vec::new());
    for passage in &passages {
        let listing = engine.extract_line("passage", Lang::Fr, &passage.text);
        let (own, missed) = score(passage, &listing.attributions);
        sets[usize::from(passage.set == labels::Set::B)].add(&own);
        misses.extend(missed);
    }
    let mut overall = sets[0].clone();
    overall.add(&sets[1]);
    println!("set      passages  labels  source  content   cue  stance");
    for (name, of) in [("a", &sets[0]), ("b", &sets[1]), ("overall", &overall)] {
        println!(
            "{name:8} {:8} {:7}  {:.3}    {:.3}  {:.3}   {:.3}",
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
    hold(&overall, &misses)
}

fn hold(overall: &Score, misses: &[Miss]) -> Result<(), String> {
    let path = root().join("fixtures/floor.toml");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let floor = toml::from_str::<Floors>(&text).map_err(|e| format!("{}: {e}", path.display()))?.attribution;
    let mut out: Vec<String> = [
        ("source", overall.source(), floor.source),
        ("content", overall.content(), floor.content),
        ("cue", overall.cue(), floor.cue),
        ("stance", overall.stance(), floor.stance),
    ]
    .into_iter()
    // Half of the last digit that the file states.
    .filter(|&(_, reached, least)| reached + 0.0005 < least)
    .map(|(name, reached, least)| format!("attribution: {name} is {reached:.3}, its floor is {least:.3}"))
    .collect();
    if out.is_empty() {
        return Ok(());
    }
    out.extend(misses.iter().take(NAMED).map(ToString::to_string));
    Err(out.join("\n"))
}

/// Shows what a label and an answer say beside each other.
fn beside(passage: &Passage, wanted: &str, got: &str) -> String {
    format!("{}\n  want {wanted}\n  got  {got}", passage.text)
}
