//! The command line: arguments and recoupe.toml in; a report on standard output, problems on
//! standard error and an exit code out. The only part of the library that prints; it decides
//! nothing about articles.

mod analysis;
mod audit;
mod baseline;
mod bounds;
mod changed;
mod check;
mod completions;
mod config;
mod console;
mod diff;
mod explain;
mod extract;
mod found;
mod index;
mod init;
mod inputs;
mod interrupt;
mod known;
mod memory;
mod outputs;
mod page;
mod pairs;
mod progress;
mod report;
mod rules;
mod values;
mod version;
mod why_not;

use crate::error::Result;
use clap::{CommandFactory, Parser, Subcommand};
use console::{Console, ConsoleArgs};
use std::ffi::OsString;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  recoupe audit corpus/                          compare all articles of a folder with each other
  recoupe audit a.md b.html --lang fr            compare two articles, both read as French
  recoupe audit corpus/ -o json=findings.json    text on the terminal, the whole report in a file
  recoupe audit corpus/ --fail-on warning        for CI: exit 1 on warnings too
  recoupe check new.md --against published/      for CI: what a new article contradicts
  recoupe diff old.md new.md --versions          what was changed in an article, and is it said
  recoupe report findings.json --format csv      show a saved report again
  recoupe extract a.md --format text             what was read in an article, marked in its text
  recoupe explain count-mismatch                 what a rule looks for, and why
  recoupe explain 3f9c --report findings.json    the proof of one finding

Exit codes:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on
  2  a usage, configuration, rule or input error, or nothing to analyse";

/// Finds where news sources contradict each other: figures, dates, accusations and denials.
#[derive(Parser)]
#[command(name = "recoupe", version, after_help = EXAMPLES, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    console: ConsoleArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Compare all articles with each other
    Audit(audit::Args),
    /// Check new articles against a corpus: only findings that a new article takes part in
    Check(check::Args),
    /// Compare two articles, or two versions of one
    Diff(diff::Args),
    /// Show a saved report again, without analysing again
    Report(report::Args),
    /// Show what was read in articles: JSON lines, or marks on the text
    Extract(extract::Args),
    /// Say of pairs of texts whether they contradict each other, as JSON lines
    Pairs(pairs::Args),
    /// Explain a rule, or prove one finding
    Explain(explain::Args),
    /// Say which gate turned a pair of places away
    WhyNot(why_not::Args),
    /// List, show and test rules
    Rules(rules::Args),
    /// Keep articles in an index that new articles are checked against
    Index(index::Args),
    /// Keep a file of findings that are known and accepted
    Baseline(baseline::Args),
    /// Write a recoupe.toml to begin with
    Init(init::Args),
    /// Show what is configured, and what files look like
    Config(config::Args),
    /// Print completions for a shell
    Completions(completions::CompletionArgs),
    /// Print the manual page
    Man(completions::ManArgs),
    /// Print the version of the program and of what it writes
    Version,
}

/// How a run ended; the number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Nothing at or above the limit.
    Clean = 0,
    /// Findings, or failed examples of rules.
    Found = 1,
    /// Something that was asked for could not be done.
    Trouble = 2,
}

/// Runs the program on `args`, the first of which is its own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Fails only where the reader is gone, who then has no use for the message.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(Status::Trouble as u8));
        }
    };
    interrupt::watch();
    let console = Console::new(&cli.console);
    let status = dispatch(&cli.command, &console).unwrap_or_else(|error| {
        console.say(&error);
        Status::Trouble
    });
    ExitCode::from(status as u8)
}

fn dispatch(command: &Command, console: &Console) -> Result<Status> {
    match command {
        Command::Audit(args) => audit::run(args, console),
        Command::Check(args) => check::run(args, console),
        Command::Diff(args) => diff::run(args, console),
        Command::Report(args) => report::run(args, console),
        Command::Extract(args) => extract::run(args, console),
        Command::Pairs(args) => pairs::run(args, console),
        Command::Explain(args) => explain::run(args, console),
        Command::WhyNot(args) => why_not::run(args, console),
        Command::Rules(args) => rules::run(args, console),
        Command::Index(args) => index::run(args, console),
        Command::Baseline(args) => baseline::run(args, console),
        Command::Init(args) => init::run(args, console),
        Command::Config(args) => config::run(args, console),
        Command::Completions(args) => completions::completions(args, console),
        Command::Man(args) => completions::man(args, console),
        Command::Version => version::run(console),
    }
}

/// The declaration of every command and option, from which help and `docs/options.md` are made.
pub fn command() -> clap::Command {
    Cli::command()
}
