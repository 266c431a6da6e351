//! `recoupe index`: the corpus that new articles are checked against, kept in one file.

use super::Status;
use super::analysis::ReadingArgs;
use super::bounds::BoundArgs;
use super::console::Console;
use super::inputs::{InputArgs, Inputs};
use crate::config::Settings;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::index::{Filed, Index, Parcel, Reader, Version};
use crate::model::{Problem, RawArticle};
use clap::{Subcommand, ValueEnum};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

const EXAMPLES: &str = "\
Examples:
  recoupe index add --index corpus.db corpus/       what is there unchanged is not read again
  recoupe index list --index corpus.db corpus/2021
  recoupe index list --index corpus.db --versions corpus/a.md
  recoupe index remove --index corpus.db corpus/a.md
  recoupe index verify --index corpus.db";

/// Articles of a transaction: so many are read while those before them are written.
const BATCH: usize = 256;

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Args)]
struct File {
    /// The index
    #[arg(long, value_name = "DB")]
    index: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// Add articles, and replace those that were changed; makes the index where there is none
    Add(Box<AddArgs>),
    /// Remove articles, with all their versions
    Remove {
        /// Articles as list names them, or files and folders of articles
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<String>,
        #[command(flatten)]
        file: File,
    },
    /// List articles
    List {
        /// Articles as they were added, or files and folders of articles [default: all]
        #[arg(value_name = "PATH")]
        paths: Vec<String>,
        /// Also the earlier versions of articles that were changed
        #[arg(long)]
        versions: bool,
        /// Format of the list
        #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
        format: Form,
        #[command(flatten)]
        file: File,
    },
    /// Say how much of what there is
    Stats {
        /// Format of the answer
        #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
        format: Form,
        #[command(flatten)]
        file: File,
        #[command(flatten)]
        reading: ReadingArgs,
    },
    /// Check that all is as it should be; exits with 1 when something is not
    Verify {
        #[command(flatten)]
        file: File,
    },
}

#[derive(clap::Args)]
#[command(mut_arg("allow_empty", |arg| arg.help("Accept that there is nothing to add")))]
struct AddArgs {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    file: File,
    /// Number of threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    bounds: BoundArgs,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// How an answer is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    Text,
    /// JSON, one object on each line
    Json,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    match &args.command {
        Command::Add(args) => add(args, console),
        Command::Remove { paths, file } => remove(paths, &file.index, console),
        Command::List { paths, versions, format, file } => list(paths, *versions, *format, &file.index, console),
        Command::Stats { format, file, reading } => stats(*format, &file.index, reading, console),
        Command::Verify { file } => verify(&file.index, console),
    }
}

/// Reads an article and packs what was read.
fn parcel(engine: &Engine, raw: &RawArticle) -> std::result::Result<Parcel, Problem> {
    engine.card(raw.clone()).map(|card| Parcel::new(raw, card))
}

fn add(args: &AddArgs, console: &Console) -> Result<Status> {
    let (engine, settings) = args.reading.engine(args.inputs.start(), console, &args.bounds, |options| {
        options.jobs = args.jobs.map(NonZeroUsize::get);
    })?;
    let (path, stamp) = (&args.file.index, engine.stamp());
    let mut problems = Vec::new();
    let index = if path.exists() {
        let mut index = Index::open(path)?;
        let stale = index.stale(&stamp)?;
        if stale > 0 {
            let what = "articles here were read by another release or with other rules; reading them again";
            console.say(&format_args!("{}: {stale} {what}", path.display()));
            problems = index.refresh(&stamp, &|some| engine.each(some, |raw| parcel(&engine, raw)))?;
        }
        Some(index)
    } else {
        None
    };

    let (inputs, refused, tally) = thread::scope(|scope| {
        // Two batches wait at most: the slower side sets the pace, and memory stays small.
        let (send, receive) = sync_channel(2);
        let writer = scope.spawn(|| file_all(path, index, &stamp, receive, console));
        let read = read_all(args, &engine, &settings, &send);
        drop(send);
        let written = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        // Where writing failed reading stopped for want of a taker: the cause is told.
        let tally = written?;
        read.map(|(inputs, refused)| (inputs, refused, tally))
    })?;
    problems.extend(inputs.problems);
    problems.extend(refused);
    problems.sort();
    console.problems(&problems);
    let status = args.inputs.status(inputs.missing, tally.all(), &problems, Status::Clean)?;
    if !console.style().quiet && path.exists() {
        let held = Reader::open(path)?.count()?;
        let shown = path.display();
        console.print(|out| writeln!(out, "{tally}; {shown} holds {held} {}.", articles(held)))?;
    }
    Ok(status)
}

/// Articles that were read, and those that need not be: they stand in the index as they are.
struct Read {
    parcels: Vec<Parcel>,
    unchanged: Vec<String>,
}

fn read_all(
    args: &AddArgs,
    engine: &Engine,
    settings: &Settings,
    to: &SyncSender<Read>,
) -> Result<(Inputs, Vec<Problem>)> {
    let path = &args.file.index;
    let mut refused = Vec::new();
    let inputs = args.inputs.batches(BATCH, settings, |batch, _| {
        for some in batch.chunks(BATCH) {
            let mut read = Read { parcels: Vec::new(), unchanged: Vec::new() };
            let mut changed: Vec<&RawArticle> = some.iter().collect();
            if path.exists() {
                // Opened for each batch: a reader that stays keeps the writer from tidying up.
                let reader = Reader::open(path)?;
                changed.clear();
                for raw in some {
                    if reader.holds(raw)? {
                        read.unchanged.push(raw.path.clone());
                    } else {
                        changed.push(raw);
                    }
                }
            }
            let outcomes = engine.each(&changed, |raw| {
                let card = engine.card((*raw).clone())?;
                Ok((card.dossier.problems(), Parcel::new(raw, card)))
            });
            for outcome in outcomes {
                match outcome {
                    Ok((cut, parcel)) => {
                        refused.extend(cut);
                        read.parcels.push(parcel);
                    }
                    Err(problem) => refused.push(problem),
                }
            }
            if to.send(read).is_err() {
                return Err(Error::Usage("the index takes no more articles".into()));
            }
        }
        Ok(())
    })?;
    Ok((inputs, refused))
}

/// Files what is read, and says so when it is on the disk.
fn file_all(
    path: &Path,
    mut index: Option<Index>,
    stamp: &str,
    from: Receiver<Read>,
    console: &Console,
) -> Result<Tally> {
    let mut tally = Tally::default();
    for Read { parcels, unchanged } in from {
        let filed = match &mut index {
            _ if parcels.is_empty() => Vec::new(),
            Some(index) => index.add(stamp, &parcels)?,
            None => index.insert(Index::open_or_create(path)?).add(stamp, &parcels)?,
        };
        let mut lines = String::new();
        let outcomes = parcels.iter().map(|p| p.path()).zip(filed);
        for (article, filed) in outcomes.chain(unchanged.iter().map(|p| (p.as_str(), Filed::Unchanged))) {
            let word = tally.count(filed);
            if console.verbose() {
                let _ = writeln!(lines, "{word} {}", plain(article));
            }
        }
        if lines.is_empty() && parcels.len() + unchanged.len() >= BATCH && !console.style().quiet {
            let _ = writeln!(lines, "{tally} so far");
        }
        console.print(|out| out.write_all(lines.as_bytes()))?;
    }
    Ok(tally)
}

/// What became of how many articles.
#[derive(Default)]
struct Tally {
    added: usize,
    replaced: usize,
    unchanged: usize,
}

impl Tally {
    fn all(&self) -> usize {
        self.added + self.replaced + self.unchanged
    }

    /// Counts an article; the word for what became of it.
    fn count(&mut self, filed: Filed) -> &'static str {
        let (count, word) = match filed {
            Filed::Added => (&mut self.added, "added"),
            Filed::Replaced => (&mut self.replaced, "replaced"),
            Filed::Unchanged => (&mut self.unchanged, "unchanged"),
        };
        *count += 1;
        word
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} added, {} replaced, {} unchanged", self.added, self.replaced, self.unchanged)
    }
}

fn remove(paths: &[String], file: &Path, console: &Console) -> Result<Status> {
    let mut index = Index::open(file)?;
    let (mut removed, mut status) = (0, Status::Clean);
    for path in paths {
        match index.remove(path)? {
            0 => {
                console.say(&format_args!("{path}: {}", missing(file)));
                status = Status::Trouble;
            }
            count => removed += count,
        }
    }
    drop(index);
    if !console.style().quiet {
        let held = Reader::open(file)?.count()?;
        let shown = file.display();
        console.print(|out| writeln!(out, "{removed} removed; {shown} holds {held} {}.", articles(held)))?;
    }
    Ok(status)
}

fn list(paths: &[String], versions: bool, format: Form, file: &Path, console: &Console) -> Result<Status> {
    let reader = Reader::open(file)?;
    let mut found: Vec<Version> = Vec::new();
    let mut status = Status::Clean;
    if paths.is_empty() {
        found = reader.list(None, versions)?;
    }
    for path in paths {
        let some = reader.list(Some(path), versions)?;
        if some.is_empty() {
            console.say(&format_args!("{path}: {}", missing(file)));
            status = Status::Trouble;
        }
        found.extend(some);
    }
    found.sort_by(|a, b| (&a.path, a.version).cmp(&(&b.path, b.version)));
    found.dedup();
    console.print(|out| {
        found.iter().try_for_each(|version| match format {
            Form::Json => json_line(out, version),
            Form::Text => {
                let published = version.meta.published.map_or("-".to_owned(), |day| day.to_string());
                let title = version.meta.title.as_deref().unwrap_or("-");
                let number = match (versions, version.current) {
                    (false, _) => String::new(),
                    (true, true) => format!("version {}, current  ", version.version),
                    (true, false) => format!("version {}  ", version.version),
                };
                let line = format!("{}  {number}{published}  {}  {title}", version.path, version.meta.source);
                writeln!(out, "{}", plain(&line))?;
                version.problem.iter().try_for_each(|p| writeln!(out, "    takes part in nothing: {}", plain(p)))
            }
        })
    })?;
    Ok(status)
}

fn stats(format: Form, file: &Path, reading: &ReadingArgs, console: &Console) -> Result<Status> {
    let (engine, _) = reading.engine(None, console, &BoundArgs::default(), |_| {})?;
    let stats = Reader::open(file)?.stats(&engine.stamp())?;
    console.print(|out| match format {
        Form::Json => json_line(out, &stats),
        Form::Text => {
            let published = match (&stats.from, &stats.to) {
                (Some(from), Some(to)) => format!("{from} to {to}"),
                _ => "unknown".to_owned(),
            };
            let rows: [(&str, &dyn std::fmt::Display); 9] = [
                ("articles", &stats.articles),
                ("earlier versions", &stats.superseded),
                ("could not be read", &stats.unreadable),
                ("to be read again", &stats.stale),
                ("sources", &stats.sources),
                ("terms", &stats.terms),
                ("published", &published),
                ("bytes", &stats.bytes),
                ("version of the file", &stats.version),
            ];
            rows.iter().try_for_each(|(name, value)| writeln!(out, "{name:19}  {value}"))
        }
    })?;
    Ok(Status::Clean)
}

fn verify(file: &Path, console: &Console) -> Result<Status> {
    let reader = Reader::open(file)?;
    let wrong = reader.verify()?;
    let held = reader.count()?;
    console.print(|out| {
        if wrong.is_empty() && !console.style().quiet {
            writeln!(out, "{}: nothing is wrong, {held} {}", file.display(), articles(held))?;
        }
        wrong.iter().try_for_each(|what| writeln!(out, "{}: {}", file.display(), plain(what)))
    })?;
    Ok(if wrong.is_empty() { Status::Clean } else { Status::Found })
}

fn json_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

fn missing(file: &Path) -> String {
    format!("no article of this path is in {}; recoupe index list names all there are", file.display())
}

fn articles(count: usize) -> &'static str {
    if count == 1 { "article" } else { "articles" }
}

/// What comes from elsewhere, without what a terminal would obey.
fn plain(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}
