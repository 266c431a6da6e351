//! Every example of every conflict rule, each way, as a test with its own name:
//! `count-mismatch::2::swapped`.

use libtest_mimic::{Arguments, Failed, Trial};
use recoupe::engine::{Engine, Options};
use recoupe::rules::{Example, RuleSet};
use recoupe::selftest::{Way, mutate, run_one};
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
    trials.push(Trial::test("mutants::changed", move || mutants_change(&engine)));
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

/// Examples that are changed so that they must not fire fall silent, but for as few as the floor
/// allows; all that do not are named.
fn mutants_change(engine: &Engine) -> Result<(), Failed> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/floor.toml");
    let floors: toml::Table = toml::from_str(&std::fs::read_to_string(path)?)?;
    let floor = floors["mutants"]["changed"].as_float().ok_or("fixtures/floor.toml: [mutants] has no changed = 0.0")?;
    let mutants = mutate(engine, engine.rules());
    let survivors: Vec<String> = mutants
        .iter()
        .filter_map(|m| {
            let told = m.survivor.as_ref()?;
            Some(format!("{}::{}::{}: {told}\n  {}", m.rule, m.example, m.mutation.word(), m.texts.join("\n  ")))
        })
        .collect();
    let changed = 1.0 - survivors.len() as f64 / mutants.len() as f64;
    if changed >= floor {
        return Ok(());
    }
    Err(format!("{changed:.3} of {} changed, the floor is {floor}:\n{}", mutants.len(), survivors.join("\n")).into())
}

fn told(example: &Example, failure: &str) -> Failed {
    format!("{failure}\n  left:  {}\n  right: {}", example.left.text, example.right.text).into()
}
