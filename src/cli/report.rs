//! `recoupe report`: a saved report, rendered again.

use super::Status;
use super::console::Console;
use super::inputs::text_of;
use super::outputs::OutputArgs;
use crate::error::{Error, Result};
use crate::model::Report;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  recoupe report findings.json
  recoupe report findings.json --format csv -o findings.csv";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A report that audit wrote with --format json (- for standard input)
    #[arg(value_name = "FINDINGS.json")]
    report: PathBuf,
    #[command(flatten)]
    outputs: OutputArgs,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    args.outputs.check(false)?;
    let report = read(&args.report)?;
    args.outputs.write(&report, console)?;
    Ok(Status::Clean)
}

/// Reads a saved report. Errors carry file, line, column and what would be right.
pub(super) fn read(path: &Path) -> Result<Report> {
    let text = text_of(path, "read this report")?;
    let report: Report = serde_json::from_str(&text)
        .map_err(|e| bad_json(path, &e, 0, "a report that audit wrote with --format json"))?;
    if report.schema == Report::SCHEMA {
        return Ok(report);
    }
    let path = path.display();
    Err(Error::Usage(format!("{path}: unknown schema \"{}\", expected \"{}\"", report.schema, Report::SCHEMA)))
}

/// A JSON error at its place in the file, `lines` lines further down than the parser knows.
pub(super) fn bad_json(path: &Path, error: &serde_json::Error, lines: usize, expected: &str) -> Error {
    let whole = error.to_string();
    let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message).replace('`', "\"");
    Error::Data {
        path: path.display().to_string(),
        line: error.line() + lines,
        column: error.column().max(1),
        message: format!("{message}; expected {expected}"),
    }
}
