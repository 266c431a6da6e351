//! `recoupe explain`: a rule's page, or the proof of one finding.

use super::analysis::{AnalysisArgs, WithinArgs};
use super::console::Console;
use super::inputs::InputArgs;
use super::{Status, report};
use crate::config::Settings;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::model::{FindingCounts, Report};
use crate::report::{Style, proof};
use crate::rules::page;
use crate::text::unknown;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  recoupe explain count-mismatch
  recoupe explain 3f9c2b corpus/
  recoupe explain 3f9c2b --report findings.json";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The id of a rule, or the id of a finding or its first letters
    #[arg(value_name = "RULE|ID")]
    subject: String,
    /// Articles to find the finding in
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Saved report to find the finding in
    #[arg(long, value_name = "FINDINGS.json", conflicts_with = "paths")]
    report: Option<PathBuf>,
    #[command(flatten)]
    within: WithinArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    let start = args.paths.first().map(PathBuf::as_path);
    let (engine, settings) = args.analysis.engine(start, console, args.within.given(), false)?;
    let rule = |id: &str| engine.rules().conflicts.iter().find(|r| r.id == id);
    if let Some(rule) = rule(&args.subject) {
        console.print(|out| out.write_all(page(rule).as_bytes()))?;
        return Ok(Status::Clean);
    }
    let report = findings(args, &engine, &settings, console)?;
    let report = only(report, &args.subject)?;
    let style = Style { quiet: true, ..*console.style() };
    let text = crate::report::format("text").map_or_else(Vec::new, |text| (text.render)(&report, &style));
    console.print(|out| {
        out.write_all(&text)?;
        for finding in &report.findings {
            writeln!(out, "{}", proof(finding, &style))?;
        }
        // The rule may be unknown here: a report of another machine, with its own rules.
        match report.findings.first().and_then(|f| rule(&f.rule)) {
            Some(rule) => writeln!(out, "{}: {}\n\n{}", rule.id, rule.title, rule.why.trim_end()),
            None => Ok(()),
        }
    })?;
    Ok(Status::Clean)
}

fn findings(args: &Args, engine: &Engine, settings: &Settings, console: &Console) -> Result<Report> {
    if let Some(path) = &args.report {
        return report::read(path);
    }
    if args.paths.is_empty() {
        let rules = engine.rules().conflicts.iter().map(|r| r.id.as_str());
        let message = unknown("rule", &args.subject, rules);
        return Err(Error::Usage(format!(
            "{message} (to explain a finding, name its articles or --report FINDINGS.json)"
        )));
    }
    let inputs = InputArgs { paths: args.paths.clone(), ..Default::default() }.read(settings)?;
    let report = engine.audit(inputs.articles, inputs.problems);
    console.problems(&report.problems);
    Ok(report)
}

/// The report of the one finding whose id begins so.
fn only(mut report: Report, id: &str) -> Result<Report> {
    let known: Vec<String> = report.findings.iter().map(|f| f.id.clone()).collect();
    let fits = known.iter().filter(|k| k.starts_with(id)).count();
    if fits == 0 {
        let message = unknown("rule or finding", id, known.iter().map(String::as_str));
        return Err(Error::Usage(format!("{message} (findings in this report: {})", known.len())));
    }
    if fits > 1 && !known.iter().any(|k| k == id) {
        return Err(Error::Usage(format!("\"{id}\" begins the ids of {fits} findings, expected more of one id")));
    }
    report.findings.retain(|f| if fits > 1 { f.id == id } else { f.id.starts_with(id) });
    report.summary.findings = FindingCounts::of(&report.findings);
    report.figures.clear();
    report.problems.clear();
    Ok(report)
}
