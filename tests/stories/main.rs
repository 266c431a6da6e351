//! Stories: real-looking news with labels by hand. Labels show truth, snapshots show change.
//!
//! `fixtures/README.md` says what the labels mean. `RECOUPE_BLESS=1` refreshes the snapshots.

mod floor;
mod labels;
mod score;
mod scorer;
mod snapshot;

use floor::Floors;
use labels::Story;
use libtest_mimic::{Arguments, Failed, Trial};
use recoupe::engine::{Engine, Options};
use recoupe::ingest;
use recoupe::model::Report;
use recoupe::rules::RuleSet;
use score::Score;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

/// A story's outcome, worked out once, by whichever test asks first.
struct Case {
    key: String,
    outcome: OnceLock<Result<Outcome, String>>,
}

struct Outcome {
    story: Story,
    report: Report,
    score: Score,
}

fn audit(key: &str) -> Result<Outcome, String> {
    let story = Story::read(key)?;
    let targets = story.targets()?;
    let rules = RuleSet::embedded().map_err(|e| e.to_string())?;
    let engine = Engine::new(rules, Options::default()).map_err(|e| e.to_string())?;
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for file in story.articles.values() {
        let input = ingest::read(&file.path, file.text.as_bytes());
        articles.extend(input.articles);
        problems.extend(input.problems);
    }
    let report = engine.audit(articles, problems);
    if let Some(problem) = report.problems.first() {
        return Err(format!("{}: {}", problem.path, problem.message));
    }
    let score = score::score(&report, &targets);
    Ok(Outcome { story, report, score })
}

impl Case {
    fn outcome(&self) -> Result<&Outcome, Failed> {
        self.outcome.get_or_init(|| audit(&self.key)).as_ref().map_err(Failed::from)
    }
}

fn overall(cases: &[Case]) -> Result<Score, Failed> {
    let mut sum = Score::default();
    for case in cases {
        sum.add(&case.key, &case.outcome()?.score);
    }
    Ok(sum)
}

fn trials(cases: &Arc<Vec<Case>>, bless: bool) -> Vec<Trial> {
    let mut out = scorer::trials();
    for n in 0..cases.len() {
        let key = cases[n].key.clone();
        out.push(Trial::test(format!("labels/{key}"), {
            let key = key.clone();
            move || Ok(Story::read(&key)?.check()?)
        }));
        out.push(Trial::test(format!("score/{key}"), {
            let cases = Arc::clone(cases);
            move || {
                let case = &cases[n];
                Ok(Floors::read()?.of(&case.key)?.hold(&case.key, &case.outcome()?.score)?)
            }
        }));
        out.push(Trial::test(format!("snapshot/{key}"), {
            let cases = Arc::clone(cases);
            move || {
                let outcome = cases[n].outcome()?;
                Ok(snapshot::check(&outcome.story, &outcome.report, bless)?)
            }
        }));
    }
    let all = Arc::clone(cases);
    out.push(Trial::test("score/overall", move || Ok(Floors::read()?.overall.hold("all stories", &overall(&all)?)?)));
    let all = Arc::clone(cases);
    out.push(Trial::test("floors/complete", move || {
        let keys: Vec<String> = all.iter().map(|c| c.key.clone()).collect();
        Ok(Floors::read()?.check(&keys)?)
    }));
    out
}

/// Scores of the stories that were audited, a line each.
fn table(cases: &[Case]) -> String {
    let mut sum = Score::default();
    let mut out = String::new();
    for case in cases {
        if let Some(Ok(outcome)) = case.outcome.get() {
            sum.add(&case.key, &outcome.score);
            out.push_str(&format!("{:20} {}\n", case.key, outcome.score.line()));
        }
    }
    if !out.is_empty() {
        out.push_str(&format!("{:20} {}\n", "all of these", sum.line()));
    }
    out
}

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let keys = match labels::keys() {
        Ok(keys) => keys,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    let cases = Arc::new(keys.into_iter().map(|key| Case { key, outcome: OnceLock::new() }).collect::<Vec<_>>());
    let bless = std::env::var_os("RECOUPE_BLESS").is_some_and(|v| v == "1");
    let conclusion = libtest_mimic::run(&args, trials(&cases, bless));
    if !args.list {
        print!("{}", table(&cases));
    }
    conclusion.exit_code()
}
