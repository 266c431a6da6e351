//! `recoupe init`: a recoupe.toml to begin with.

use super::Status;
use super::console::Console;
use super::outputs::replace;
use crate::config::{NAME, TEMPLATE};
use crate::error::{Error, Result};
use std::path::PathBuf;

/// Write a recoupe.toml that explains every key, and switches nothing on
#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder to write it to
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Write it though there is one
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, console: &Console) -> Result<Status> {
    let path = args.folder.join(NAME);
    let path = path.strip_prefix(".").map(PathBuf::from).unwrap_or(path);
    if path.exists() && !args.force {
        let message = "a configuration stands here, expected --force to write another in its place";
        return Err(Error::File { path, message: message.into() });
    }
    replace(&path, TEMPLATE.as_bytes())?;
    console.print(|out| writeln!(out, "wrote {}", path.display()))?;
    Ok(Status::Clean)
}
