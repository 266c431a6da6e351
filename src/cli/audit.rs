//! `recoupe audit`: all articles against each other.

use super::Status;
use super::analysis::AnalysisArgs;
use super::console::Console;
use super::inputs::InputArgs;
use super::outputs::OutputArgs;
use super::values::{FailOn, severity};
use crate::error::Result;
use crate::model::{FindingCounts, Report, Severity};

const EXAMPLES: &str = "\
Examples:
  recoupe audit corpus/
  recoupe audit corpus/ --select numeric,date --min-severity warning
  recoupe audit corpus/ -o json=findings.json -o markdown=findings.md
  git ls-files '*.md' | recoupe audit --files-from -";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    outputs: OutputArgs,
    /// Leave out findings that matter less than this: error, warning or note [default: note]
    #[arg(long, value_name = "SEVERITY", value_parser = severity(), hide_possible_values = true)]
    min_severity: Option<Severity>,
    /// Exit with 1 on findings that matter at least this much, shown or not: error, warning, note or never [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = FailOn::parser(), hide_possible_values = true)]
    fail_on: Option<FailOn>,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    let (engine, config) = args.analysis.engine(args.inputs.start(), console)?;
    let inputs = args.inputs.read()?;
    let mut report = engine.audit(inputs.articles, inputs.problems);

    let fail_on = args.fail_on.or(config.fail_on).unwrap_or(FailOn(Some(Severity::Error)));
    let failed = report.findings.iter().any(|f| fail_on.includes(f.severity));
    let by_findings = if failed { Status::Found } else { Status::Clean };
    if let Some(least) = args.min_severity.or(config.min_severity) {
        report.findings.retain(|f| f.severity <= least);
        report.summary.findings = FindingCounts::of(&report.findings);
    }

    let analysed = report.articles.len();
    let status = args.inputs.status(inputs.missing, analysed, &report.problems, by_findings);
    // Whatever standard output shows, standard error says why a run ended in trouble.
    let trouble = status.as_ref().map_or(true, |s| *s == Status::Trouble);
    if trouble || !args.outputs.shows_problems() {
        console.problems(&report.problems);
    }
    let status = status?;
    tell(&report, console);
    if analysed > 0 || status == Status::Clean {
        args.outputs.write(&report, console)?;
    }
    Ok(status)
}

fn tell(report: &Report, console: &Console) {
    let s = &report.summary;
    console.detail(&format_args!(
        "articles: {}, independent origins: {}, sentences: {}, claims: {}, pairs compared: {}",
        s.articles, s.origins, s.sentences, s.claims, s.compared
    ));
}
