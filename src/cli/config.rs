//! `recoupe config`: what is in force, and what files look like.

use super::Status;
use super::analysis::{AnalysisArgs, WithinArgs};
use super::console::Console;
use super::known::KnownArgs;
use super::values::LimitArgs;
use crate::error::Result;
use clap::{Subcommand, ValueEnum};
use serde_json::json;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  recoupe config show corpus/
  recoupe config show corpus/ --fail-on warning --format json
  recoupe config schema configuration > recoupe.schema.json";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print what is in force, and where each value comes from: default, file and line, or command line
    Show(Box<ShowArgs>),
    /// Print the JSON Schema of a file
    Schema {
        /// What to describe
        file: File,
    },
}

#[derive(clap::Args)]
struct ShowArgs {
    /// Where articles lie: the nearest recoupe.toml at or above it is read
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// Format of the output
    #[arg(long, value_name = "FORMAT", default_value = "toml")]
    format: Form,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    known: KnownArgs,
    #[command(flatten)]
    within: WithinArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A recoupe.toml, each value with its origin behind it
    Toml,
    /// Key, value and origin, for scripts
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum File {
    /// recoupe.toml
    #[value(alias = "config")]
    Configuration,
    /// A file of a conflict rule, `conflicts/<id>.toml`
    Rules,
    /// What `--format json` writes
    Findings,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    match &args.command {
        Command::Show(args) => show(args, console)?,
        Command::Schema { file } => {
            let schema = match file {
                File::Configuration => crate::config::schema(),
                File::Rules => crate::rules::schema(),
                File::Findings => crate::report::schema(),
            };
            console.print(|out| writeln!(out, "{schema:#}"))?;
        }
    }
    Ok(Status::Clean)
}

fn show(args: &ShowArgs, console: &Console) -> Result<()> {
    let (rules, mut settings) = args.analysis.settings(Some(&args.path), console, args.within.given())?;
    args.limits.give(&mut settings);
    args.known.give(&mut settings);
    let text = match args.format {
        Form::Toml => settings.to_toml(&rules)?,
        Form::Json => format!("{:#}\n", json!({"files": settings.files, "values": settings.shown(&rules)?})),
    };
    console.print(|out| out.write_all(text.as_bytes()))
}
