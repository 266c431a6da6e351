//! Standard output and standard error: colour, width, verbosity, and readers that leave early.

use super::interrupt;
use super::progress::{Progress, When};
use crate::engine::Watcher;
use crate::error::{Error, Result};
use crate::model::Problem;
use crate::report::Style;
use clap::ColorChoice;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

/// Columns where the width of the terminal is not known.
const WIDTH: usize = 100;

#[derive(clap::Args)]
pub(super) struct ConsoleArgs {
    /// Colour the text: auto (on a terminal, unless NO_COLOR is set), always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    color: ColorChoice,
    /// Print findings and problems only, no summary
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Show how far a long run is, on standard error: auto (on a terminal) or never
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = When::Auto, hide_possible_values = true)]
    progress: When,
    /// Say on standard error what was read and compared
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// Where a command prints.
pub(super) struct Console {
    style: Style,
    verbose: bool,
    progress: Progress,
}

impl Console {
    pub fn new(args: &ConsoleArgs) -> Self {
        let stdout = io::stdout();
        let color = match args.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
        };
        let width = stdout.is_terminal().then(terminal_size::terminal_size).flatten();
        let width = width.map_or(WIDTH, |(terminal_size::Width(columns), _)| columns.into());
        let progress = Progress::new(args.progress, args.quiet);
        Self { style: Style { color, width, quiet: args.quiet, ..Style::default() }, verbose: args.verbose, progress }
    }

    /// Notes how far a run is, and shows it where somebody looks.
    pub fn watcher(&self) -> Option<Watcher> {
        let bar = self.progress.watcher();
        Some(Box::new(move |stage, done, total| {
            interrupt::note(stage, done);
            if let Some(bar) = &bar {
                bar(stage, done, total);
            }
        }))
    }

    /// How to render for standard output.
    pub fn style(&self) -> &Style {
        &self.style
    }

    /// How to render for a file: the same on every machine.
    pub fn file_style(&self) -> Style {
        Style { width: WIDTH, quiet: self.style.quiet, ..Style::default() }
    }

    /// True with `--verbose`.
    pub fn verbose(&self) -> bool {
        self.verbose
    }

    /// One line on standard error.
    pub fn say(&self, message: &dyn Display) {
        self.progress.clear();
        // Names of files come from elsewhere: what a terminal would obey is shown and not sent.
        let message = message.to_string().replace(|c: char| c.is_control() && c != '\n', "\u{fffd}");
        // There is no place left to report that standard error is gone.
        let _ = writeln!(io::stderr(), "recoupe: {message}");
    }

    /// One line on standard error, unless `--quiet`.
    pub fn remark(&self, message: &dyn Display) {
        if !self.style.quiet {
            self.say(message);
        }
    }

    /// One line on standard error, with `--verbose` only.
    pub fn detail(&self, message: &dyn Display) {
        if self.verbose {
            self.say(message);
        }
    }

    /// Problems on standard error.
    pub fn problems(&self, problems: &[Problem]) {
        for problem in problems {
            self.say(&format_args!("{}: {}", problem.path, problem.message));
        }
    }

    /// Writes to standard output. A reader that has seen enough is no error.
    pub fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        self.progress.clear();
        let mut out = io::BufWriter::new(io::stdout().lock());
        match write(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::file("standard output", "write", &error))
            }
            _ => Ok(()),
        }
    }
}
