//! Runs the program from a shell.

use std::path::Path;
use std::process::{Command, Output};

/// Runs a script of the shell, in which `$R` is the program.
pub fn shell(folder: &Path, script: &str) -> Output {
    Command::new("sh")
        .args(["-c", script])
        .env("R", env!("CARGO_BIN_EXE_recoupe"))
        .current_dir(folder)
        .output()
        .expect("a shell")
}
