//! `recoupe baseline`: the file of findings that are known.

use super::Status;
use super::analysis::{AnalysisArgs, WithinArgs};
use super::console::Console;
use super::inputs::InputArgs;
use super::known::{read, suppress, today};
use super::outputs::replace;
use super::values::severity;
use crate::baseline::{Baseline, NAME, Note};
use crate::error::{Error, Result};
use crate::model::{Day, Report, Severity};
use clap::Subcommand;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  recoupe baseline create corpus/ --reason \"known before we began\"
  recoupe audit corpus/ --baseline recoupe-baseline.toml
  recoupe baseline update corpus/ --reason \"both figures are attributed\" --who Nora --expires 2030-06-30
  recoupe baseline prune corpus/";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write all findings to a new baseline
    Create(WriteArgs),
    /// Add new findings to a baseline; what stands in it keeps its reasons and comments
    Update(WriteArgs),
    /// Drop from a baseline what is found no more
    Prune(FileArgs),
}

#[derive(clap::Args)]
struct FileArgs {
    /// The baseline [default: that of recoupe.toml, else recoupe-baseline.toml]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    within: WithinArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

#[derive(clap::Args)]
struct WriteArgs {
    /// Why the new findings are accepted
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Who accepts them
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// The last day on which they are accepted, as YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    expires: Option<Day>,
    /// Add only findings that matter at least this much: error, warning or note [default: note]
    #[arg(long, value_name = "SEVERITY", value_parser = severity(), hide_possible_values = true)]
    min_severity: Option<Severity>,
    #[command(flatten)]
    file: FileArgs,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    match &args.command {
        Command::Create(args) => write(args, true, console),
        Command::Update(args) => write(args, false, console),
        Command::Prune(args) => prune(args, console),
    }
}

/// A report of the articles, and what else was asked for.
struct Found {
    report: Report,
    /// The baseline's file.
    path: PathBuf,
    least: Severity,
    /// A path that was named is not there, or what else the options do not accept.
    trouble: bool,
}

/// `open` says whether the baseline's file is as it should be before any article is read.
fn find(args: &FileArgs, console: &Console, open: impl FnOnce(&Path) -> Result<()>) -> Result<Found> {
    let (engine, settings) = args.analysis.engine(args.inputs.start(), console, args.within.given(), false)?;
    let path = args.baseline.clone().or(settings.config.baseline.clone()).unwrap_or_else(|| NAME.into());
    open(&path)?;
    let inputs = args.inputs.read(&settings)?;
    let mut report = engine.audit(inputs.articles, inputs.problems);
    console.problems(&report.problems);
    let status = args.inputs.status(inputs.missing, report.articles.len(), &report.problems, Status::Clean)?;
    suppress(&mut report, &settings, console)?;
    let least = settings.config.min_severity.unwrap_or(Severity::Note);
    Ok(Found { report, path, least, trouble: status == Status::Trouble })
}

fn write(args: &WriteArgs, create: bool, console: &Console) -> Result<Status> {
    let mut old = None;
    let found = find(&args.file, console, |path| {
        if create && path.exists() {
            let message = "a baseline stands here, expected recoupe baseline update, or --baseline and another file";
            return Err(Error::File { path: path.into(), message: message.into() });
        }
        old = Some(if create { Baseline::empty(&path.display().to_string()) } else { existing(path)? });
        Ok(())
    })?;
    let Some(old) = old.filter(|_| !found.trouble) else { return Ok(unchanged(&found.path, console)) };
    let note = Note {
        reason: args.reason.clone(),
        who: args.who.clone(),
        today: today(),
        expires: args.expires,
        least: args.min_severity.unwrap_or(found.least),
    };
    let (text, counts) = old.updated(&found.report, &note)?;
    replace(&found.path, text.as_bytes())?;
    let path = found.path.display();
    console.print(|out| {
        let (added, renewed, kept, stale) = (counts.added, counts.renewed, counts.kept, counts.stale);
        writeln!(out, "{path}: added: {added}, renewed: {renewed}, kept: {kept}, of them found no more: {stale}")
    })?;
    Ok(Status::Clean)
}

fn prune(args: &FileArgs, console: &Console) -> Result<Status> {
    let mut old = None;
    let found = find(args, console, |path| {
        old = Some(existing(path)?);
        Ok(())
    })?;
    let Some(old) = old.filter(|_| !found.trouble) else { return Ok(unchanged(&found.path, console)) };
    let (text, dropped) = old.pruned(&found.report)?;
    if !dropped.is_empty() {
        replace(&found.path, text.as_bytes())?;
    }
    let path = found.path.display();
    console.print(|out| {
        dropped.iter().try_for_each(|e| writeln!(out, "dropped {} {}: {}", e.id, e.rule, e.message))?;
        writeln!(out, "{path}: dropped: {}, kept: {}", dropped.len(), old.entries().count() - dropped.len())
    })?;
    Ok(Status::Clean)
}

fn existing(path: &Path) -> Result<Baseline> {
    if !path.exists() {
        let message = "there is no baseline here, expected recoupe baseline create first";
        return Err(Error::File { path: path.into(), message: message.into() });
    }
    read(path)
}

/// What could not be looked at must not look as if it were gone.
fn unchanged(path: &Path, console: &Console) -> Status {
    console.say(&format_args!("{}: left as it was, since not all that was named could be read", path.display()));
    Status::Trouble
}
