//! The command line. All of it is in the library's `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    recoupe::cli::run(std::env::args_os())
}
