//! `recoupe check`: new articles against all that was published before.

use super::Status;
use super::analysis::AnalysisArgs;
use super::audit::finish;
use super::changed::changed;
use super::console::Console;
use super::inputs::{InputArgs, Inputs};
use super::outputs::OutputArgs;
use super::values::LimitArgs;
use crate::error::{Error, Result};
use crate::ingest;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  recoupe check drafts/new.md --against published/
  recoupe check --since origin/main --against content/ --format github
  recoupe check - --stdin-name drafts/new.md --against published/ < buffer";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// New articles: files, folders, or - for standard input
    #[arg(value_name = "NEW", required_unless_present_any = ["files_from", "since"])]
    new: Vec<PathBuf>,
    /// Published articles, files or folders; a new one among them is not held against itself (repeatable)
    #[arg(long, value_name = "PATH", required = true)]
    against: Vec<PathBuf>,
    /// Read more new paths from this file (- for standard input), one on each line
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// New articles are those that git says differ from this revision; NEW limits where to look
    #[arg(long, value_name = "REV", conflicts_with = "files_from")]
    since: Option<String>,
    /// Name of the article on standard input, as if it stood in this file
    #[arg(long, value_name = "NAME")]
    stdin_name: Option<String>,
    /// Accept that there is nothing to check
    #[arg(long)]
    allow_empty: bool,
    /// Exit with 2 when an article could not be read
    #[arg(long)]
    error_on_skipped: bool,
    /// Do not look inside each new article
    #[arg(long)]
    no_within: bool,
    #[command(flatten)]
    outputs: OutputArgs,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    let inputs = args.inputs()?;
    let start = inputs.start().or(args.against.first().map(PathBuf::as_path));
    let (engine, config) = args.analysis.engine(start, console, |_| !args.no_within)?;
    let new = if inputs.paths.is_empty() && inputs.files_from.is_none() { Inputs::default() } else { inputs.read()? };
    if let (Some(rev), true) = (&args.since, new.articles.is_empty() && new.problems.is_empty()) {
        console.detail(&format_args!("no article differs from {rev}"));
    }
    let without = new.files.clone();
    let corpus = InputArgs { paths: args.against.clone(), without, ..InputArgs::default() }.read()?;
    let (held, problems) = engine.shelve(corpus.articles);
    let problems = new.problems.into_iter().chain(corpus.problems).chain(problems).collect();
    let report = engine.check(new.articles, problems, &held)?;
    let missing = new.missing || corpus.missing;
    let analysed = report.articles.iter().filter(|a| a.new).count();
    finish(report, console, &args.outputs, |report| {
        let by_findings = args.limits.apply(report, &config);
        inputs.status(missing, analysed, &report.problems, by_findings)
    })
}

impl Args {
    fn inputs(&self) -> Result<InputArgs> {
        let stdin = Path::new("-");
        if self.stdin_name.is_some() && !self.new.iter().any(|p| p == stdin) {
            return Err(Error::Usage(
                "--stdin-name names the article on standard input, but - is not among NEW".into(),
            ));
        }
        if self.against.iter().any(|p| p == stdin) {
            return Err(Error::Usage("standard input can be a new article, but not the corpus of --against".into()));
        }
        let mut inputs = InputArgs {
            paths: self.new.clone(),
            files_from: self.files_from.clone(),
            allow_empty: self.allow_empty,
            error_on_skipped: self.error_on_skipped,
            stdin_name: self.stdin_name.clone(),
            ..InputArgs::default()
        };
        if let Some(rev) = &self.since {
            inputs.paths = changed(rev, &self.new)?;
            inputs.paths.retain(|path| ingest::is_supported(path));
            // A commit that touches no article has nothing to be checked.
            inputs.allow_empty |= inputs.paths.is_empty();
        }
        Ok(inputs)
    }
}
