//! `recoupe pairs`: conflict or not, for pairs of texts, one JSON object on each line.

use super::Status;
use super::analysis::RuleArgs;
use super::console::Console;
use super::inputs::text_of;
use super::report::bad_json;
use crate::engine::{Engine, Options};
use crate::error::Result;
use crate::model::{Kind, Lang};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  recoupe pairs pairs.jsonl
  recoupe pairs pairs.jsonl | jq 'select(.conflict) | .id'";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Pairs, each line {"id", "lang", "left", "right"} (- for standard input)
    #[arg(value_name = "FILE.jsonl")]
    pairs: PathBuf,
    #[command(flatten)]
    rules: RuleArgs,
}

/// One line; more fields may stand there.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    lang: Lang,
    left: String,
    right: String,
}

#[derive(Serialize)]
struct Out<'a> {
    id: &'a serde_json::Value,
    conflict: bool,
    kind: Option<Kind>,
    confidence: f64,
    because: Vec<String>,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    let (rules, _) = args.rules.load(Some(&args.pairs), console)?;
    let engine = Engine::new(rules, Options::default())?;
    let text = text_of(&args.pairs, "read these pairs")?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let lines: Vec<Line> = lines
        .map(|(number, line)| {
            let wanted = "{\"id\": …, \"lang\": …, \"left\": …, \"right\": …}";
            serde_json::from_str(line).map_err(|error| bad_json(&args.pairs, &error, number, wanted))
        })
        .collect::<Result<_>>()?;
    let answers = engine.pairs(lines.iter().map(|l| (l.lang, l.left.as_str(), l.right.as_str())).collect());
    console.print(|out| {
        for (line, answer) in lines.iter().zip(answers) {
            let confidence = (answer.confidence * 1e4).round() / 1e4;
            let told =
                Out { id: &line.id, conflict: answer.conflict, kind: answer.kind, confidence, because: answer.because };
            serde_json::to_writer(&mut *out, &told)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })?;
    Ok(Status::Clean)
}
