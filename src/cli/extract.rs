//! `recoupe extract`: what was read in each article, one JSON object on each line.

use super::Status;
use super::analysis::ReadingArgs;
use super::console::Console;
use super::inputs::{InputArgs, text_of};
use super::report::bad_json;
use crate::engine::Engine;
use crate::error::Result;
use crate::model::Lang;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  recoupe extract corpus/a.md
  recoupe extract corpus/ | jq .path
  recoupe extract --lines sentences.jsonl";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES, mut_arg("paths", |arg| arg.required_unless_present_any(["files_from", "lines"])))]
pub(super) struct Args {
    #[command(flatten)]
    inputs: InputArgs,
    /// Read each line {"id", "lang", "text"} of this file (- for standard input) as one text
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "files_from"])]
    lines: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
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
    let (engine, _) = args.reading.engine(start, console, |_, _| {})?;
    match &args.lines {
        Some(path) => lines(path, &engine, console),
        None => articles(args, &engine, console),
    }
}

fn articles(args: &Args, engine: &Engine, console: &Console) -> Result<Status> {
    let inputs = args.inputs.read()?;
    let mut problems = inputs.problems;
    let mut analysed = 0;
    console.print(|out| {
        for article in &inputs.articles {
            match engine.extract(article) {
                Ok(extract) => {
                    analysed += 1;
                    put(out, &extract)?;
                }
                Err(problem) => problems.push(problem),
            }
        }
        Ok(())
    })?;
    problems.sort();
    console.problems(&problems);
    args.inputs.status(inputs.missing, analysed, &problems, Status::Clean)
}

fn lines(path: &Path, engine: &Engine, console: &Console) -> Result<Status> {
    let text = text_of(path, "read these lines")?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let lines: Vec<Line> = lines
        .map(|(number, line)| {
            let wanted = "{\"id\": …, \"lang\": …, \"text\": …}";
            serde_json::from_str(line).map_err(|error| bad_json(path, &error, number, wanted))
        })
        .collect::<Result<_>>()?;
    console.print(|out| lines.iter().try_for_each(|l| put(out, &engine.extract_line(&l.id, l.lang, &l.text))))?;
    Ok(Status::Clean)
}

fn put(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    // One write a line: a buffered writer asks for room at every comma.
    let mut line = Vec::with_capacity(1 << 16);
    serde_json::to_writer(&mut line, value)?;
    line.push(b'\n');
    out.write_all(&line)
}
