//! `recoupe version`.

use super::Status;
use super::console::Console;
use crate::error::Result;
use crate::model::{Report, Tool};

pub(super) fn run(console: &Console) -> Result<Status> {
    let tool = Tool::default();
    console.print(|out| writeln!(out, "{} {}\nwrites {}", tool.name, tool.version, Report::SCHEMA))?;
    Ok(Status::Clean)
}
