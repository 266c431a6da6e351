//! `recoupe config`: what the files that the program writes look like.

use super::Status;
use super::console::Console;
use crate::error::Result;
use clap::{Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  recoupe config schema findings > findings.schema.json";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the JSON Schema of a file
    Schema {
        /// What to describe
        file: File,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum File {
    /// What `--format json` writes
    Findings,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    let Command::Schema { file } = &args.command;
    let schema = match file {
        File::Findings => crate::report::schema(),
    };
    console.print(|out| writeln!(out, "{schema:#}"))?;
    Ok(Status::Clean)
}
