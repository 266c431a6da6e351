//! `recoupe extract`: what was read in each article, as JSON lines for scripts or as marks on the
//! text for people. Articles are read by several threads, some at a time, and written in order.

use super::Status;
use super::analysis::ReadingArgs;
use super::bounds::BoundArgs;
use super::console::Console;
use super::inputs::{InputArgs, text_of};
use super::outputs::{Named, Target, Whole};
use super::report::bad_json;
use crate::config::Settings;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::model::{Article, Lang, Problem, RawArticle};
use crate::report::{Style, Tally, legend, marked};
use crate::rules::Entries;
use crate::text::unknown;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  recoupe extract corpus/a.md --format text            the article with its claims marked
  recoupe extract corpus/a.md --format text --explain  and which rule read what
  recoupe extract corpus/ -o all.jsonl --jobs 4
  recoupe extract corpus/ | jq .id
  recoupe extract --lines sentences.jsonl";

/// So many articles are read before the first of them is written.
const BATCH: usize = 64;

#[derive(clap::Args)]
#[command(after_help = EXAMPLES, mut_arg("paths", |arg| arg.required_unless_present_any(["files_from", "lines"])))]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    /// Read each line {"id", "lang", "text"} of this file (- for standard input) as one text
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "files_from"])]
    lines: Option<PathBuf>,
    /// Say which entry of which rule file read what
    #[arg(long)]
    explain: bool,
    /// Number of threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    bounds: BoundArgs,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Format of the output
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "json", help_heading = "Output")]
    format: Form,
    /// Write to FILE instead of standard output, or also in FORMAT to FILE (repeatable)
    #[arg(short, long, value_name = "[FORMAT=]FILE", help_heading = "Output")]
    output: Vec<Target<Form>>,
}

/// How what was read is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One JSON object on each line, for scripts
    Json,
    /// The article's own lines with marks below them, for people
    Text,
}

impl Named for Form {
    fn named(name: &str) -> std::result::Result<Self, String> {
        Self::from_str(name, false).map_err(|_| unknown("format", name, ["json", "text"]))
    }
}

/// One line of `--lines`; more fields may stand there.
#[derive(Deserialize)]
struct Line {
    id: String,
    lang: Lang,
    text: String,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    let start = args.lines.as_deref().or(args.inputs.start());
    let (engine, settings) = args.reading.engine(start, console, &args.bounds, |options| {
        options.jobs = args.jobs.map(NonZeroUsize::get);
    })?;
    let entries = args.explain.then(|| engine.rules().entries());
    let mut written = Written::new(args, console)?;
    let reader = Reader { engine: &engine, entries: entries.as_ref(), places: written.kinds() };
    let status = match &args.lines {
        Some(path) => lines(path, &reader, &mut written, console)?,
        None => articles(args, &settings, &reader, &mut written, console)?,
    };
    // Where nothing was read, what stood in the files stays.
    if written.articles > 0 || status == Status::Clean {
        written.finish()?;
    }
    Ok(status)
}

fn articles(
    args: &Args,
    settings: &Settings,
    reader: &Reader<'_>,
    written: &mut Written,
    console: &Console,
) -> Result<Status> {
    let mut problems = Vec::new();
    let inputs = args.inputs.batches(BATCH, settings, |batch, _| {
        for some in batch.chunks(BATCH) {
            let shown = reader
                .engine
                .each(some, |raw: &RawArticle| reader.engine.read(raw.clone()).map(|article| reader.show(&article)));
            for one in shown {
                match one {
                    Ok(shown) => {
                        problems.extend(shown.cut.iter().cloned());
                        written.put(&shown)?;
                    }
                    Err(problem) => problems.push(problem),
                }
            }
        }
        Ok(())
    })?;
    problems.extend(inputs.problems);
    problems.sort();
    if written.articles > 0 {
        written.end()?;
    }
    console.problems(&problems);
    args.inputs.status(inputs.missing, written.articles, &problems, Status::Clean)
}

fn lines(path: &Path, reader: &Reader<'_>, written: &mut Written, console: &Console) -> Result<Status> {
    let text = text_of(path, "read these lines")?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let lines: Vec<Line> = lines
        .map(|(number, line)| {
            let wanted = "{\"id\": …, \"lang\": …, \"text\": …}";
            serde_json::from_str(line).map_err(|error| bad_json(path, &error, number, wanted))
        })
        .collect::<Result<_>>()?;
    for some in lines.chunks(BATCH) {
        let shown =
            reader.engine.each(some, |line: &Line| reader.show(&reader.engine.line(&line.id, line.lang, &line.text)));
        for one in &shown {
            console.problems(&one.cut);
            written.put(one)?;
        }
    }
    written.end()?;
    Ok(Status::Clean)
}

/// Reads an article and renders it for every place.
struct Reader<'a> {
    engine: &'a Engine,
    /// Where reasons are asked for.
    entries: Option<&'a Entries>,
    places: Vec<(Form, Style)>,
}

/// An article as it is to be written.
struct Shown {
    /// For each place.
    bytes: Vec<Vec<u8>>,
    tally: Tally,
    /// What limits left out.
    cut: Vec<Problem>,
}

impl Reader<'_> {
    fn show(&self, article: &Article) -> Shown {
        let (listing, reasons) = self.engine.list(article, self.entries);
        let text = self.places.iter().any(|(form, _)| *form == Form::Text);
        let marks = text.then(|| self.engine.marked(article, &listing, &reasons));
        let mut tally = Tally::default();
        marks.iter().for_each(|m| tally.add(m));
        let render = |(form, style): &(Form, Style)| match (form, &marks) {
            (Form::Text, Some(marks)) => marked(marks, style),
            _ if self.entries.is_some() => line_of(&self.engine.explained(&listing, &reasons)),
            _ => line_of(&listing),
        };
        let cut = listing.cut.iter().map(|message| Problem { path: listing.id.clone(), message: message.clone() });
        Shown { bytes: self.places.iter().map(render).collect(), tally, cut: cut.collect() }
    }
}

fn line_of(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::with_capacity(1 << 16);
    // Nothing can fail: memory takes every byte, and no map has keys that are no strings.
    let _ = serde_json::to_writer(&mut out, value);
    out.push(b'\n');
    out
}

/// A place that the output goes to.
struct Place {
    form: Form,
    style: Style,
    out: Out,
    /// The reader has seen enough.
    gone: bool,
}

enum Out {
    Console(io::BufWriter<io::StdoutLock<'static>>),
    File(io::BufWriter<Whole>),
}

/// All places, and what has been written to them.
struct Written {
    places: Vec<Place>,
    articles: usize,
    tally: Tally,
}

impl Written {
    fn new(args: &Args, console: &Console) -> Result<Self> {
        let mut places = Vec::new();
        if args.output.iter().all(|t| t.format.is_some()) {
            let out = Out::Console(io::BufWriter::new(io::stdout().lock()));
            places.push(Place { form: args.format, style: *console.style(), out, gone: false });
        }
        for target in &args.output {
            let out = Out::File(io::BufWriter::new(Whole::create(&target.path)?));
            let form = target.format.unwrap_or(args.format);
            places.push(Place { form, style: console.file_style(), out, gone: false });
        }
        Ok(Self { places, articles: 0, tally: Tally::default() })
    }

    fn kinds(&self) -> Vec<(Form, Style)> {
        self.places.iter().map(|p| (p.form, p.style)).collect()
    }

    fn put(&mut self, shown: &Shown) -> Result<()> {
        self.articles += 1;
        self.tally.join(&shown.tally);
        self.places.iter_mut().zip(&shown.bytes).try_for_each(|(place, bytes)| place.put(bytes))
    }

    /// What the marks mean and how much was read, below texts.
    fn end(&mut self) -> Result<()> {
        let tally = &self.tally;
        let texts = self.places.iter_mut().filter(|p| p.form == Form::Text && !p.style.quiet);
        texts.into_iter().try_for_each(|place| {
            let bytes = legend(tally, &place.style);
            place.put(&bytes)
        })
    }

    /// Files get their names only now that all went well.
    fn finish(self) -> Result<()> {
        self.places.into_iter().try_for_each(Place::finish)
    }
}

impl Place {
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        if self.gone {
            return Ok(());
        }
        let done = match &mut self.out {
            Out::Console(out) => out.write_all(bytes),
            Out::File(out) => out.write_all(bytes),
        };
        self.judge(done)
    }

    /// A reader that has seen enough is no error.
    fn judge(&mut self, done: io::Result<()>) -> Result<()> {
        match (done, &self.out) {
            (Ok(()), _) => Ok(()),
            (Err(error), Out::Console(_)) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(())
            }
            (Err(error), Out::Console(_)) => Err(Error::file("standard output", "write", &error)),
            (Err(error), Out::File(file)) => Err(Error::file(file.get_ref().path(), "write this file", &error)),
        }
    }

    fn finish(mut self) -> Result<()> {
        let done = match &mut self.out {
            Out::Console(out) if !self.gone => out.flush(),
            Out::Console(_) => Ok(()),
            Out::File(out) => out.flush(),
        };
        self.judge(done)?;
        match self.out {
            Out::File(out) => match out.into_inner() {
                Ok(file) => file.keep(),
                Err(error) => Err(Error::file("output", "write", error.error())),
            },
            Out::Console(_) => Ok(()),
        }
    }
}
