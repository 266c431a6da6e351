//! `recoupe completions` and `recoupe man`: made from the declaration of the command line.

use super::Status;
use super::console::Console;
use super::outputs::replace;
use crate::error::{Error, Result};
use clap_complete::Shell;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  recoupe completions bash > ~/.local/share/bash-completion/completions/recoupe
  recoupe completions zsh > \"${fpath[1]}/_recoupe\"
  recoupe completions fish > ~/.config/fish/completions/recoupe.fish";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CompletionArgs {
    /// The shell
    shell: Shell,
}

const MAN_EXAMPLES: &str = "\
Examples:
  recoupe man | man -l -
  recoupe man --dir /usr/local/share/man/man1";

#[derive(clap::Args)]
#[command(after_help = MAN_EXAMPLES)]
pub(super) struct ManArgs {
    /// Write this page and that of each command into this folder, in place of standard output
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(super) fn completions(args: &CompletionArgs, console: &Console) -> Result<Status> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "recoupe", &mut bytes);
    console.print(|out| out.write_all(&bytes))?;
    Ok(Status::Clean)
}

pub(super) fn man(args: &ManArgs, console: &Console) -> Result<Status> {
    let mut command = super::command();
    command.build();
    let Some(folder) = &args.dir else {
        let bytes = page(command)?;
        console.print(|out| out.write_all(&bytes))?;
        return Ok(Status::Clean);
    };
    std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, "make this folder", &e))?;
    let mut left = vec![command];
    while let Some(command) = left.pop() {
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        left.extend(command.get_subcommands().cloned());
        replace(&folder.join(format!("{name}.1")), &page(command)?)?;
    }
    Ok(Status::Clean)
}

fn page(command: clap::Command) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let page = clap_mangen::Man::new(command);
    page.render(&mut bytes).map_err(|e| Error::Usage(format!("the page cannot be made: {e}")))?;
    Ok(bytes)
}
