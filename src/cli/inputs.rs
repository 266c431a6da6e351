//! Paths → articles: walks folders, reads files and standard input, and tells what is missing.

use super::Status;
use super::found::Found;
use crate::config::Settings;
use crate::error::{Error, Result};
use crate::ingest;
use crate::model::{Problem, RawArticle};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest file that is no article, such as a saved report, in bytes (4 GiB): what never ends, as a
/// device does, is given up before memory is.
const MOST_TEXT: u64 = 4 << 30;

/// Stands for standard input.
const STDIN: &str = "-";

#[derive(clap::Args, Default)]
pub(super) struct InputArgs {
    /// Articles: files, folders (walked in order, .gitignore respected), or - for standard input
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub paths: Vec<PathBuf>,
    /// Read more paths from this file (- for standard input), one on each line
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// Accept that there is nothing to analyse
    #[arg(long)]
    pub allow_empty: bool,
    /// Exit with 2 when an article could not be read
    #[arg(long)]
    pub error_on_skipped: bool,
    /// Follow links in folders that lead out of all that was named
    #[arg(long, help_heading = "Limits")]
    pub follow_outside: bool,
    /// What an article on standard input is called, where something else knows its name.
    #[arg(skip)]
    pub stdin_name: Option<String>,
    /// Real paths of files that are left out.
    #[arg(skip)]
    pub without: BTreeSet<PathBuf>,
}

/// What was read, in the order of paths.
#[derive(Default)]
pub(super) struct Inputs {
    /// The files that were read, by their real paths.
    pub files: BTreeSet<PathBuf>,
    pub articles: Vec<RawArticle>,
    pub problems: Vec<Problem>,
    /// A path that was named is not there.
    pub missing: bool,
}

impl InputArgs {
    /// Where the search for recoupe.toml starts.
    pub fn start(&self) -> Option<&Path> {
        self.paths.first().map(PathBuf::as_path)
    }

    /// Reads everything. Errors only where the list of paths itself cannot be read; all else is a
    /// problem of one path.
    pub fn read(&self, settings: &Settings) -> Result<Inputs> {
        let mut all = Vec::new();
        let mut inputs = self.batches(usize::MAX, settings, |articles, _| {
            all.extend(articles);
            Ok(())
        })?;
        inputs.articles = all;
        inputs.articles.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(inputs)
    }

    /// Reads file after file and hands their articles on as soon as there are `most` of them, in
    /// the order of the files and in each in the order of paths, or of lines where a file is too
    /// large to be held. With them goes the share, up to 1, of all bytes that came so far. What is
    /// left over are the problems.
    pub fn batches(
        &self,
        most: usize,
        settings: &Settings,
        mut each: impl FnMut(Vec<RawArticle>, f64) -> Result<()>,
    ) -> Result<Inputs> {
        let limits = settings.limits();
        let paths: Vec<PathBuf> = self.paths.iter().cloned().chain(self.listed()?).collect();
        let found = Found::of(&paths, &settings.walk, self.follow_outside);
        let nothing = found.files.is_empty() && found.problems.is_empty();
        if nothing && found.left_out > 0 && !self.allow_empty {
            let left_out = found.left_out;
            return Err(Error::Usage(format!(
                "nothing to analyse: [paths] of the configuration leaves out all files there, {left_out} in number \
                 (--allow-empty accepts that)"
            )));
        }
        let mut inputs =
            Inputs { problems: found.problems.into_iter().collect(), missing: found.missing, ..Inputs::default() };
        let size = |path: &Path| path.metadata().map_or(0, |m| m.len());
        let total: u64 = found.files.values().map(|path| size(path)).sum();
        let mut bytes = 0;
        let share = |bytes: u64| if total == 0 { 1.0 } else { (bytes as f64 / total as f64).min(1.0) };
        let mut seen = self.without.clone();
        let mut batch = Vec::new();
        let mut room = Room(limits.articles);
        for (shown, path) in found.files {
            // One file under two names is one article.
            if !path.canonicalize().map_or(true, |real| seen.insert(real)) {
                continue;
            }
            let shown = match &self.stdin_name {
                Some(name) if is_stdin(&path) => name,
                _ => &shown,
            };
            let own = size(&path);
            if ingest::is_lines(&path) && own > limits.file as u64 {
                let outcome = File::open(&path).map_err(Failed::from).and_then(|file| {
                    ingest::Lines::new(shown, &limits).stream(file, |mut read, within| {
                        inputs.problems.extend(read.problems);
                        let full = room.take(&mut read.articles);
                        each(read.articles, share(bytes + within)).map_err(Failed::Run)?;
                        if full { Err(Failed::Full) } else { Ok(()) }
                    })
                });
                match outcome {
                    Ok(()) => {}
                    Err(Failed::Full) => {
                        inputs.problems.push(beyond(shown, limits.articles));
                        break;
                    }
                    Err(Failed::Run(error)) => return Err(error),
                    Err(Failed::File(error)) => inputs.problems.push(unreadable(shown, &error)),
                }
                bytes += own;
                continue;
            }
            // One byte too many is enough to see that it is too large.
            match bytes_of(&path, limits.file as u64 + 1) {
                Ok(bytes) => {
                    let mut read = ingest::read_within(shown, &bytes, &limits);
                    read.articles.sort_by(|a, b| a.path.cmp(&b.path));
                    let full = room.take(&mut read.articles);
                    batch.extend(read.articles);
                    inputs.problems.extend(read.problems);
                    if full {
                        inputs.problems.push(beyond(shown, limits.articles));
                        break;
                    }
                }
                Err(error) => inputs.problems.push(unreadable(shown, &error)),
            }
            bytes += own;
            if batch.len() >= most {
                each(std::mem::take(&mut batch), share(bytes))?;
            }
        }
        each(batch, 1.0)?;
        inputs.files = seen;
        inputs.problems.sort();
        Ok(inputs)
    }

    fn listed(&self) -> Result<Vec<PathBuf>> {
        let Some(list) = &self.files_from else { return Ok(Vec::new()) };
        if is_stdin(list) && self.paths.iter().any(|p| is_stdin(p)) {
            let message = "standard input cannot be both an article and the list of --files-from";
            return Err(Error::Usage(message.into()));
        }
        let text = text_of(list, "read this list of paths")?;
        Ok(text.lines().map(str::trim_end).filter(|line| !line.is_empty()).map(PathBuf::from).collect())
    }

    /// How the run ends, given how its findings would end it. `missing` is that of [`Inputs`],
    /// `analysed` counts articles, `problems` are all there were.
    pub fn status(&self, missing: bool, analysed: usize, problems: &[Problem], by_findings: Status) -> Result<Status> {
        if missing || (self.error_on_skipped && !problems.is_empty()) {
            return Ok(Status::Trouble);
        }
        if analysed > 0 {
            return Ok(by_findings);
        }
        match problems.len() {
            0 if self.allow_empty => Ok(Status::Clean),
            0 => Err(Error::Usage(format!(
                "nothing to analyse: no file there ends in {} (--allow-empty accepts that)",
                extensions()
            ))),
            _ => Err(Error::Usage("nothing to analyse: none of the files could be read as an article".into())),
        }
    }
}

/// What articles' names end in.
pub(super) fn extensions() -> String {
    let list: Vec<String> = ingest::extensions().map(|e| format!(".{e}")).collect();
    format!("{}, or one of these and .gz", list.join(", "))
}

/// How many more articles are read.
struct Room(usize);

impl Room {
    /// Drops those that there is no room for; true where there were any.
    fn take(&mut self, articles: &mut Vec<RawArticle>) -> bool {
        let over = articles.len() > self.0;
        articles.truncate(self.0);
        self.0 -= articles.len();
        over
    }
}

fn beyond(path: &str, most: usize) -> Problem {
    problem(
        path,
        format!(
            "only the first {most} articles are read, the limit, and from here on none; --max-articles sets another"
        ),
    )
}

/// Why the lines of a file came to no end.
enum Failed {
    /// There is room for no more articles.
    Full,
    /// The file cannot be read on.
    File(io::Error),
    /// The run cannot go on.
    Run(Error),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Failed::File(error)
    }
}

fn unreadable(path: &str, error: &io::Error) -> Problem {
    problem(path, format!("cannot read this file: {error}"))
}

pub(super) fn problem(path: &str, message: String) -> Problem {
    Problem { path: path.to_owned(), message }
}

/// The path without a leading `./`, so that one file has one name.
pub(super) fn shown(path: &Path) -> String {
    let rest = path.strip_prefix(".").unwrap_or(path);
    let path = if rest.as_os_str().is_empty() { path } else { rest };
    path.to_string_lossy().into_owned()
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

/// The bytes of a file or of standard input, `most` of them at most.
pub(super) fn bytes_of(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if is_stdin(path) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The text of a file that is no article, or of standard input for `-`; `doing` goes into the error.
pub(super) fn text_of(path: &Path, doing: &str) -> Result<String> {
    let text = bytes_of(path, MOST_TEXT + 1)
        .and_then(|bytes| {
            let fits = bytes.len() as u64 <= MOST_TEXT;
            if fits {
                Ok(bytes)
            } else {
                Err(io::Error::other(format!("it has more than {MOST_TEXT} bytes, the limit")))
            }
        })
        .and_then(|b| String::from_utf8(b).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e)));
    text.map_err(|error| Error::file(path, doing, &error))
}
