//! `recoupe rules`: the rules in force, and their proof.

use super::Status;
use super::analysis::RuleArgs;
use super::console::Console;
use crate::engine::{Engine, Options};
use crate::error::{Error, Result};
use crate::rules::{RuleSet, page};
use crate::selftest;
use crate::text::unknown;
use clap::Subcommand;

const EXAMPLES: &str = "\
Examples:
  recoupe rules list
  recoupe rules show count-mismatch
  recoupe rules test --rules my-rules/
  recoupe rules test --mutate";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List all rules: id, kind, severity, whether it is on, title
    List(RuleArgs),
    /// Print the page of a rule
    Show {
        /// The rule's id
        #[arg(value_name = "RULE")]
        rule: String,
        #[command(flatten)]
        rules: RuleArgs,
    },
    /// Run the examples of all rules; exits with 1 when one fails
    Test {
        /// Change each example that fires so that it must not, and show what fires all the same
        #[arg(long)]
        mutate: bool,
        #[command(flatten)]
        rules: RuleArgs,
    },
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    match &args.command {
        Command::List(rules) => list(&rules.load(None, console)?.0, console),
        Command::Show { rule, rules } => show(rule, &rules.load(None, console)?.0, console),
        Command::Test { mutate: false, rules } => test(rules.load(None, console)?.0, console),
        Command::Test { mutate: true, rules } => mutate(rules.load(None, console)?.0, console),
    }
}

fn list(rules: &RuleSet, console: &Console) -> Result<Status> {
    let longest = rules.conflicts.iter().map(|r| r.id.len()).max().unwrap_or(0);
    console.print(|out| {
        rules.conflicts.iter().try_for_each(|r| {
            let on = if r.default { "on" } else { "off" };
            writeln!(out, "{:longest$}  {:11}  {:7}  {on:3}  {}", r.id, r.kind, r.severity, r.title)
        })
    })?;
    Ok(Status::Clean)
}

fn show(id: &str, rules: &RuleSet, console: &Console) -> Result<Status> {
    let Some(rule) = rules.conflicts.iter().find(|r| r.id == id) else {
        return Err(Error::Usage(unknown("rule", id, rules.conflicts.iter().map(|r| r.id.as_str()))));
    };
    console.print(|out| out.write_all(page(rule).as_bytes()))?;
    Ok(Status::Clean)
}

fn test(rules: RuleSet, console: &Console) -> Result<Status> {
    let engine = Engine::new(rules, Options::default())?;
    let outcomes = selftest::run(&engine, engine.rules());
    let (mut passed, mut missed, mut failed) = (0, 0, 0);
    console.print(|out| {
        for ways in outcomes.chunk_by(|a, b| (&a.rule, a.example) == (&b.rule, b.example)) {
            let failures = ways.iter().filter(|o| o.failure.is_some()).count();
            match &ways[0].known_miss {
                None if failures == 0 => passed += 1,
                None => failed += 1,
                Some(_) if failures > 0 => {
                    missed += 1;
                    continue;
                }
                Some(mark) => {
                    failed += 1;
                    let (rule, example) = (&ways[0].rule, ways[0].example);
                    writeln!(
                        out,
                        "{rule}::{example}: this known miss passes now, expected no known_miss = \"{mark}\""
                    )?;
                }
            }
            for outcome in ways {
                if let Some(failure) = &outcome.failure {
                    writeln!(out, "{}: {failure}", outcome.name())?;
                }
            }
        }
        writeln!(out, "examples passed: {passed}, known misses: {missed}, failed: {failed}")
    })?;
    Ok(if failed > 0 { Status::Found } else { Status::Clean })
}

/// A line for each example that still fires, then how many of each rule changed.
fn mutate(rules: RuleSet, console: &Console) -> Result<Status> {
    let engine = Engine::new(rules, Options::default())?;
    let mutants = selftest::mutate(&engine, engine.rules());
    let longest = engine.rules().conflicts.iter().map(|r| r.id.len()).max().unwrap_or(0);
    let changed = |mutants: &[selftest::Mutant]| mutants.iter().filter(|m| m.survivor.is_none()).count();
    console.print(|out| {
        for mutant in &mutants {
            if let Some(survivor) = &mutant.survivor {
                let (rule, example, mutation) = (&mutant.rule, mutant.example, mutant.mutation.word());
                writeln!(out, "{rule}::{example}::{mutation}: {survivor}")?;
                mutant.texts.iter().try_for_each(|text| writeln!(out, "  {text}"))?;
            }
        }
        for of_rule in mutants.chunk_by(|a, b| a.rule == b.rule) {
            writeln!(out, "{:longest$}  {} of {} changed", of_rule[0].rule, changed(of_rule), of_rule.len())?;
        }
        writeln!(out, "changed: {} of {}", changed(&mutants), mutants.len())
    })?;
    Ok(if changed(&mutants) < mutants.len() { Status::Found } else { Status::Clean })
}
