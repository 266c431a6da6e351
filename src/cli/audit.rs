//! `recoupe audit`: all articles against each other.

use super::Status;
use super::analysis::{AnalysisArgs, WithinArgs};
use super::console::Console;
use super::inputs::InputArgs;
use super::known::{KnownArgs, Scope};
use super::memory::MemoryArgs;
use super::outputs::OutputArgs;
use super::page::TextsArgs;
use super::values::LimitArgs;
use crate::error::Result;
use crate::model::Report;

const EXAMPLES: &str = "\
Examples:
  recoupe audit corpus/
  recoupe audit corpus/ --select numeric,date --min-severity warning
  recoupe audit corpus/ -o json=findings.json -o markdown=findings.md
  recoupe audit corpus/ --by-source -o html=page.html
  git ls-files '*.md' | recoupe audit --files-from -";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    outputs: OutputArgs,
    #[command(flatten)]
    texts: TextsArgs,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    within: WithinArgs,
    #[command(flatten)]
    sources: SourceArgs,
    #[command(flatten)]
    known: KnownArgs,
    #[command(flatten)]
    memory: MemoryArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

#[derive(clap::Args)]
#[command(next_help_heading = "Analysis")]
struct SourceArgs {
    /// Count for each source how often its figures stood alone, were revised or hedged, and its statements denied; in text, json, jsonl, markdown, html and csv
    #[arg(long)]
    by_source: bool,
}

/// Articles that are read at a time.
const BATCH: usize = 2000;

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    let texts = args.outputs.check(args.texts.texts)?;
    args.outputs.check_profiles(args.sources.by_source)?;
    let (engine, config) = args.analysis.engine(args.inputs.start(), console, args.within.given(), texts)?;
    let engine = engine.by_source(args.sources.by_source);
    let mut audit = engine.begin(Some(args.memory.budget()));
    let inputs = args.inputs.batches(BATCH, &config, |articles, share| audit.take(articles, share))?;
    let mut report = audit.finish(inputs.problems)?;
    args.known.apply(&mut report, &config, Scope::All, console)?;
    let analysed = report.articles.len();
    finish(report, console, &args.outputs, |report| {
        let by_findings = args.limits.apply(report, &config);
        args.inputs.status(inputs.missing, analysed, &report.problems, by_findings)
    })
}

/// Tells a report everywhere. `status` drops what is not to be shown and says how the run ends.
pub(super) fn finish(
    mut report: Report,
    console: &Console,
    outputs: &OutputArgs,
    status: impl FnOnce(&mut Report) -> Result<Status>,
) -> Result<Status> {
    let status = status(&mut report);
    // Whatever standard output shows, standard error says why a run ended in trouble.
    let trouble = status.as_ref().map_or(true, |s| *s == Status::Trouble);
    if trouble || !outputs.shows_problems() {
        console.problems(&report.problems);
    }
    let status = status?;
    tell(&report, console);
    if !report.articles.is_empty() || status == Status::Clean {
        outputs.write(&report, console)?;
    }
    Ok(status)
}

pub(super) fn tell(report: &Report, console: &Console) {
    let s = &report.summary;
    console.detail(&format_args!(
        "articles: {}, independent origins: {}, sentences: {}, claims: {}, pairs compared: {}",
        s.articles, s.origins, s.sentences, s.claims, s.compared
    ));
}
