//! Every example of every conflict rule, each way, as a test with its own name:
//! `count-mismatch::2::swapped`.

use libtest_mimic::{Arguments, Failed, Trial};
use recoupe::engine::{Engine, Options};
use recoupe::rules::{Example, RuleSet};
use recoupe::selftest::{Way, run_one};
use std::sync::Arc;

fn main() {
    let arguments = Arguments::from_args();
    let rules = RuleSet::embedded().expect("the rules in the binary load");
    let engine = Arc::new(Engine::new(rules, Options::default()).expect("an engine of the rules in the binary"));
    let mut trials = Vec::new();
    for (rule_index, rule) in engine.rules().conflicts.iter().enumerate() {
        for index in 0..rule.examples.len() {
            if rule.examples[index].known_miss.is_some() {
                let engine = Arc::clone(&engine);
                trials.push(Trial::test(format!("{}::{}::known-miss", rule.id, index + 1), move || {
                    still_missed(&engine, rule_index, index)
                }));
                continue;
            }
            for way in Way::ALL {
                let engine = Arc::clone(&engine);
                let name = format!("{}::{}::{}", rule.id, index + 1, way.word());
                trials.push(Trial::test(name, move || {
                    let rule = &engine.rules().conflicts[rule_index];
                    let example = &rule.examples[index];
                    match run_one(&engine, rule, example, way) {
                        None => Ok(()),
                        Some(failure) => Err(told(example, &failure)),
                    }
                }));
            }
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// A known miss must go wrong in one way at least; one that passes every way is a miss no longer.
fn still_missed(engine: &Engine, rule_index: usize, index: usize) -> Result<(), Failed> {
    let rule = &engine.rules().conflicts[rule_index];
    let example = &rule.examples[index];
    if Way::ALL.iter().any(|&way| run_one(engine, rule, example, way).is_some()) {
        return Ok(());
    }
    let mark = example.known_miss.as_deref().unwrap_or_default();
    Err(told(
        example,
        &format!(
            "this known miss passes every way now: remove known_miss = \"{mark}\" from example {} of rules/conflicts/{}.toml",
            index + 1,
            rule.id
        ),
    ))
}

fn told(example: &Example, failure: &str) -> Failed {
    format!("{failure}\n  left:  {}\n  right: {}", example.left.text, example.right.text).into()
}
