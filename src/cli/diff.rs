//! `recoupe diff`: two articles against each other, or two versions of one.

use super::Status;
use super::analysis::AnalysisArgs;
use super::audit::tell;
use super::console::Console;
use super::inputs::InputArgs;
use super::known::{KnownArgs, Scope};
use super::outputs::OutputArgs;
use super::page::TextsArgs;
use super::values::LimitArgs;
use crate::config::Settings;
use crate::error::{Error, Result};
use crate::model::RawArticle;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  recoupe diff tribune.md courrier.html
  recoupe diff old.md new.md --versions
  recoupe diff old.md new.md --versions --fail-on warning --format github";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// One article, or the earlier version
    #[arg(value_name = "A")]
    left: PathBuf,
    /// The other article, or the later version
    #[arg(value_name = "B")]
    right: PathBuf,
    /// A and B are versions of one article: what was changed, and whether a note says so
    #[arg(long)]
    versions: bool,
    #[command(flatten)]
    outputs: OutputArgs,
    #[command(flatten)]
    texts: TextsArgs,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    known: KnownArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    if args.left == Path::new("-") && args.right == Path::new("-") {
        return Err(Error::Usage("standard input cannot be both articles".into()));
    }
    let texts = args.outputs.check(args.texts.texts)?;
    let (engine, config) = args.analysis.engine(Some(&args.left), console, Some(false), texts)?;
    let (left, right) = (article(&args.left, &config)?, article(&args.right, &config)?);
    let mut report = engine.diff(left, right, args.versions);
    args.known.apply(&mut report, &config, Scope::Some, console)?;
    let status = args.limits.apply(&mut report, &config);
    if report.articles.len() < 2 {
        console.problems(&report.problems);
        return Err(Error::Usage("nothing to compare: not both files could be read as an article".into()));
    }
    tell(&report, console);
    args.outputs.write(&report, console)?;
    Ok(status)
}

/// The one article of a file.
fn article(path: &Path, settings: &Settings) -> Result<RawArticle> {
    let inputs = InputArgs { paths: vec![path.to_path_buf()], ..InputArgs::default() }.read(settings)?;
    if let Some(problem) = inputs.problems.into_iter().next() {
        return Err(Error::File { path: problem.path.into(), message: problem.message });
    }
    let count = inputs.articles.len();
    match <[RawArticle; 1]>::try_from(inputs.articles) {
        Ok([article]) => Ok(article),
        Err(_) => {
            let message = format!("{count} articles stand here, expected one (audit compares any number)");
            Err(Error::File { path: path.to_path_buf(), message })
        }
    }
}
