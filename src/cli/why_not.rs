//! `recoupe why-not`: the gate that turned a pair away.

use super::Status;
use super::analysis::ReadingArgs;
use super::bounds::BoundArgs;
use super::console::Console;
use super::inputs::bytes_of;
use crate::error::{Error, Result};
use crate::ingest;
use crate::model::{Limits, RawArticle};
use std::path::Path;

/// Say why two places are not reported as a disagreement: the first gate that said no
#[derive(clap::Args)]
pub(super) struct Args {
    /// File and line of one side
    #[arg(value_name = "A:LINE")]
    left: String,
    /// File and line of the other side
    #[arg(value_name = "B:LINE")]
    right: String,
    #[command(flatten)]
    bounds: BoundArgs,
    #[command(flatten)]
    reading: ReadingArgs,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    let (left, line_left) = place(&args.left)?;
    let (right, line_right) = place(&args.right)?;
    let (engine, settings) = args.reading.engine(Some(Path::new(&left)), console, &args.bounds, |_| {})?;
    let limits = settings.limits();
    let lines = engine.why_not((read(&left, &limits)?, line_left), (read(&right, &limits)?, line_right))?;
    console.print(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    Ok(Status::Clean)
}

fn place(text: &str) -> Result<(String, usize)> {
    text.rsplit_once(':')
        .and_then(|(path, line)| Some((path.to_owned(), line.parse().ok().filter(|&l| l > 0)?)))
        .ok_or_else(|| Error::Usage(format!("\"{text}\" is not a place, expected FILE:LINE, as in corpus/a.md:12")))
}

fn read(path: &str, limits: &Limits) -> Result<RawArticle> {
    let most = limits.file as u64 + 1;
    let bytes = bytes_of(Path::new(path), most).map_err(|e| Error::file(path, "read this article", &e))?;
    let input = ingest::read_within(path, &bytes, limits);
    input.articles.into_iter().next().ok_or_else(|| {
        let why = input.problems.into_iter().next().map_or_else(|| "it holds no article".into(), |p| p.message);
        Error::File { path: path.into(), message: why }
    })
}
