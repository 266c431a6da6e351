//! `recoupe check`: new articles against all that was published before.

use super::Status;
use super::analysis::AnalysisArgs;
use super::audit::finish;
use super::changed::changed;
use super::console::Console;
use super::inputs::{InputArgs, Inputs};
use super::known::{KnownArgs, Scope};
use super::outputs::OutputArgs;
use super::page::TextsArgs;
use super::values::LimitArgs;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::index::{IndexShelf, Parcel, Reader};
use crate::ingest;
use crate::model::RawArticle;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  recoupe check drafts/new.md --against published/
  recoupe check drafts/new.md --index corpus.db --baseline recoupe-baseline.toml
  recoupe check --since origin/main --against content/ --format github
  recoupe check - --stdin-name drafts/new.md --against published/ < buffer";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// New articles: files, folders, or - for standard input
    #[arg(value_name = "NEW", required_unless_present_any = ["files_from", "since"])]
    new: Vec<PathBuf>,
    /// Published articles, files or folders; a new one among them is not held against itself (repeatable)
    #[arg(long, value_name = "PATH", required_unless_present = "index", conflicts_with = "index")]
    against: Vec<PathBuf>,
    /// Published articles, as an index that recoupe index keeps
    #[arg(long, value_name = "DB")]
    index: Option<PathBuf>,
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
    /// Follow links in folders that lead out of all that was named
    #[arg(long, help_heading = "Limits")]
    follow_outside: bool,
    /// Do not look inside each new article
    #[arg(long)]
    no_within: bool,
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
    let texts = args.outputs.check(args.texts.texts)?;
    let inputs = args.inputs()?;
    let start = inputs.start().or(args.against.first().map(PathBuf::as_path));
    let (engine, config) = args.analysis.engine(start, console, Some(!args.no_within), texts)?;
    let new = if inputs.paths.is_empty() && inputs.files_from.is_none() {
        Inputs::default()
    } else {
        inputs.read(&config)?
    };
    if let (Some(rev), true) = (&args.since, new.articles.is_empty() && new.problems.is_empty()) {
        console.detail(&format_args!("no article differs from {rev}"));
    }
    let (mut problems, mut missing) = (new.problems, new.missing);
    let mut report = if let Some(path) = &args.index {
        engine.check(new.articles, problems, &index(path, &engine, console)?)?
    } else {
        let corpus = InputArgs {
            paths: args.against.clone(),
            without: new.files,
            follow_outside: args.follow_outside,
            ..InputArgs::default()
        };
        let corpus = corpus.read(&config)?;
        let (held, unread) = engine.shelve(corpus.articles);
        problems.extend(corpus.problems.into_iter().chain(unread));
        missing |= corpus.missing;
        engine.check(new.articles, problems, &held)?
    };
    args.known.apply(&mut report, &config, Scope::Some, console)?;
    let analysed = report.articles.iter().filter(|a| a.new).count();
    finish(report, console, &args.outputs, |report| {
        let by_findings = args.limits.apply(report, &config);
        inputs.status(missing, analysed, &report.problems, by_findings)
    })
}

/// Opens an index, and says where that will take long.
fn index(path: &Path, engine: &Engine, console: &Console) -> Result<IndexShelf> {
    let stamp = engine.stamp();
    let stale = Reader::open(path)?.stale(&stamp)?;
    if stale > 0 {
        let what = "articles here were read by another release or with other rules, and are read again for this run";
        let hint = "recoupe index add reads them again for good";
        console.say(&format_args!("{}: {stale} {what} ({hint})", path.display()));
    }
    let reread =
        |some: &[RawArticle]| engine.each(some, |raw| engine.card(raw.clone()).map(|card| Parcel::new(raw, card)));
    IndexShelf::open(path, &stamp, &reread)
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
            follow_outside: self.follow_outside,
            ..InputArgs::default()
        };
        if let Some(rev) = &self.since {
            inputs.paths = changed(rev, &self.new)?;
            inputs.paths.retain(|path| ingest::is_supported(path));
            // Git finds nothing in a folder that is not there, and does not say so.
            inputs.paths.extend(self.new.iter().filter(|path| *path != stdin && !path.exists()).cloned());
            // A commit that touches no article has nothing to be checked.
            inputs.allow_empty |= inputs.paths.is_empty();
        }
        Ok(inputs)
    }
}
