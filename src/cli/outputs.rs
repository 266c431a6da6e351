//! Where reports go: standard output, and any number of files that appear whole or not at all.

use super::console::Console;
use super::interrupt;
use super::page::PageArgs;
use crate::error::{Error, Result};
use crate::model::Report;
use crate::report::{self, Counts, FORMATS, Format, PROFILES, STATISTICS, Style};
use crate::text::unknown;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Names the file that GitHub Actions shows as the summary of a step.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

#[derive(clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// Format of the report
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = parser())]
    format: &'static Format,
    /// Write the report to FILE instead of standard output, or one more in FORMAT to FILE (repeatable)
    #[arg(short, long, value_name = "[FORMAT=]FILE")]
    output: Vec<Target<&'static Format>>,
    /// Show findings that are known as well, marked as such; html, json, jsonl, jsonld and sarif always have them
    #[arg(long)]
    show_known: bool,
    /// Count findings by rule in place of showing them, in text, concise or json; what -o FORMAT=FILE writes stays whole
    #[arg(long)]
    statistics: bool,
    #[command(flatten)]
    page: PageArgs,
}

fn parser() -> impl TypedValueParser<Value = &'static Format> {
    PossibleValuesParser::new(FORMATS.iter().map(|f| PossibleValue::new(f.name).help(f.about)))
        .try_map(|name| <&Format>::named(&name))
}

/// A format by its name on the command line.
pub(super) trait Named: Sized {
    /// The error says which name may have been meant.
    fn named(name: &str) -> std::result::Result<Self, String>;
}

impl Named for &'static Format {
    fn named(name: &str) -> std::result::Result<Self, String> {
        report::format(name).ok_or_else(|| unknown("format", name, FORMATS.iter().map(|f| f.name)))
    }
}

/// The value of one `-o`.
#[derive(Clone)]
pub(super) struct Target<F> {
    pub format: Option<F>,
    pub path: PathBuf,
}

impl<F: Named> FromStr for Target<F> {
    type Err = String;

    /// `FORMAT=FILE` or `FILE`. What stands before `=` is a format wherever it could be one; for a
    /// file with such a name there is `./a=b`.
    fn from_str(value: &str) -> std::result::Result<Self, String> {
        match value.split_once('=') {
            Some((name, path)) if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
                Ok(Target { format: Some(F::named(name)?), path: path.into() })
            }
            _ => Ok(Target { format: None, path: value.into() }),
        }
    }
}

impl OutputArgs {
    /// Asked before anything is analysed: whether the report is to keep the articles' texts, where
    /// `texts` says that the user asks for them. The error names the formats that count findings, or
    /// the option that would do nothing.
    pub fn check(&self, texts: bool) -> Result<bool> {
        self.counts()?;
        let writes = |names: &[&str]| self.formats().any(|f| names.contains(&f.name));
        self.page.check(&self.formats().collect::<Vec<_>>())?;
        if texts && !writes(&["html", "json", "jsonl"]) {
            let message = "--texts is for html, json and jsonl, and no report is written as one of them";
            return Err(Error::Usage(message.into()));
        }
        Ok(texts || writes(&["html"]))
    }

    /// Refuses `--by-source` where no report that is written would tell of sources.
    pub fn check_profiles(&self, by_source: bool) -> Result<()> {
        if !by_source || self.formats().any(|f| PROFILES.contains(&f.name)) {
            return Ok(());
        }
        let (last, others) = PROFILES.split_last().expect("some format tells of sources");
        let formats = format!("{} and {last}", others.join(", "));
        let message = format!("--by-source is for {formats}, and no report is written as one of them");
        Err(Error::Usage(message))
    }

    /// How to count, with `--statistics`.
    fn counts(&self) -> Result<Option<Counts>> {
        if !self.statistics {
            return Ok(None);
        }
        let name = self.format.name;
        let counts = STATISTICS.iter().find(|(format, _)| *format == name);
        counts.map(|(_, counts)| Some(*counts)).ok_or_else(|| {
            let formats: Vec<&str> = STATISTICS.iter().map(|(format, _)| *format).collect();
            let formats = formats.join(", ");
            let whole = format!("-o {name}=FILE writes the whole report beside them");
            Error::Usage(format!("--statistics does not go with --format {name}, expected one of {formats}; {whole}"))
        })
    }

    /// True when standard output shows problems to people, and standard error need not.
    pub fn shows_problems(&self) -> bool {
        self.to_stdout() && matches!(self.format.name, "text" | "concise")
    }

    /// A plain `-o FILE` takes the place of standard output.
    fn to_stdout(&self) -> bool {
        self.output.iter().all(|target| target.format.is_some())
    }

    /// The report as a format tells it: without what is accepted, unless asked for, or unless the
    /// format has a mark for it that its readers know.
    fn told<'a>(&self, report: &'a Report, format: &Format) -> Cow<'a, Report> {
        let hides = !self.show_known && !format.whole && report.findings.iter().any(|f| f.accepted.is_some());
        if hides { Cow::Owned(report.without_accepted()) } else { Cow::Borrowed(report) }
    }

    /// Formats that the report is written in, not only counted.
    fn formats(&self) -> impl Iterator<Item = &'static Format> {
        let own = (!self.statistics).then_some(self.format);
        let targets = self.output.iter().filter_map(move |target| target.format.or(own));
        targets.chain(own.filter(|_| self.to_stdout()))
    }

    fn rendered(&self, report: &Report, format: &Format, style: &Style) -> Result<Vec<u8>> {
        let told = self.told(report, format);
        if format.name == "html" {
            return self.page.render(&told);
        }
        if !format.translated {
            return Ok((format.render)(&told, style));
        }
        let lang = self.page.lang();
        Ok((format.render)(&told.told_in(lang), &Style { lang, ..*style }))
    }

    /// Renders the report to every place, in GitHub's format to the summary of the step too. Errors
    /// name the file that cannot be written.
    pub fn write(&self, report: &Report, console: &Console) -> Result<()> {
        let counts = self.counts()?;
        // Counts tell what is accepted too, apart.
        let rendered = |style: &Style| match counts {
            Some(counts) => Ok(counts(report, style)),
            None => self.rendered(report, self.format, style),
        };
        for target in &self.output {
            let bytes = match target.format {
                Some(format) => self.rendered(report, format, &console.file_style())?,
                None => rendered(&console.file_style())?,
            };
            replace(&target.path, &bytes)?;
        }
        if self.to_stdout() {
            let bytes = rendered(console.style())?;
            console.print(|out| out.write_all(&bytes))?;
        }
        let github = self.formats().find(|format| format.name == "github");
        match (github, std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty())) {
            (Some(format), Some(path)) => append(Path::new(&path), &report::step_summary(&self.told(report, format))),
            _ => Ok(()),
        }
    }
}

/// Writes behind what stands in a file: other steps write there too.
fn append(path: &Path, bytes: &[u8]) -> Result<()> {
    let file = OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(bytes)).map_err(|error| failed(path, &error))
}

/// Writes a file as a whole.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = Whole::create(path)?;
    file.write_all(bytes).map_err(|error| failed(path, &error))?;
    file.keep()
}

fn failed(path: &Path, error: &io::Error) -> Error {
    Error::file(path, "write this file", error)
}

/// A file that is written beside its place and then renamed, so that nobody ever reads half of it.
/// Devices and pipes are written to as they are.
pub(super) struct Whole {
    /// As given.
    path: PathBuf,
    to: To,
}

enum To {
    Device(File),
    /// The file beside.
    Beside(tempfile::NamedTempFile),
}

impl Whole {
    /// Errors name the file that cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        let failed = |error: io::Error| failed(path, &error);
        if is_device(path) {
            let device = OpenOptions::new().append(true).open(path).map_err(failed)?;
            return Ok(Self { path: path.to_path_buf(), to: To::Device(device) });
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Asked first, since its error does not name the temporary file.
        folder.metadata().map_err(failed)?;
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for any new file: the user's mask takes away from it.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(failed)?;
        interrupt::begun(file.path());
        Ok(Self { path: path.to_path_buf(), to: To::Beside(file) })
    }

    /// As given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name; until then, and where this is not called, nothing is changed.
    pub fn keep(self) -> Result<()> {
        match self.to {
            To::Device(_) => Ok(()),
            To::Beside(file) => {
                let beside = file.path().to_path_buf();
                // Some disks tell only now that they are full; those that cannot tell say so.
                let synced = file.as_file().sync_data();
                if let Err(error) = synced.or_else(|e| if cannot(&e) { Ok(()) } else { Err(e) }) {
                    interrupt::dropped(&beside);
                    return Err(self::failed(&self.path, &error));
                }
                let outcome = file.persist(&self.path).map_err(|e| failed(&self.path, &e.error));
                match &outcome {
                    Ok(_) => interrupt::kept(&beside, &self.path),
                    Err(_) => interrupt::dropped(&beside),
                }
                outcome.map(drop)
            }
        }
    }
}

fn cannot(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

/// True where there is no file to replace: a pipe, a device, or a name of standard output, which may
/// be a file. Any other link is itself replaced, and what it leads to is left alone: somebody else
/// may have put it there.
fn is_device(path: &Path) -> bool {
    let Ok(own) = path.symlink_metadata() else { return false };
    if !own.is_symlink() {
        return !own.is_file();
    }
    let real = path.parent().and_then(|folder| folder.canonicalize().ok()).unwrap_or_default();
    let of_system = real == Path::new("/dev") || real.starts_with("/proc") || real == Path::new("/dev/fd");
    of_system || path.metadata().is_ok_and(|to| !to.is_file() && !to.is_dir())
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Device(file) => file.write(bytes),
            To::Beside(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Device(file) => file.flush(),
            To::Beside(file) => file.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_before_the_file_is_told_from_a_file() {
        let target: Target<&Format> = "json=out.json".parse().ok().unwrap();
        assert_eq!((target.format.map(|f| f.name), target.path), (Some("json"), "out.json".into()));
        let target: Target<&Format> = "./a=b.json".parse().ok().unwrap();
        assert_eq!((target.format.map(|f| f.name), target.path), (None, "./a=b.json".into()));
        assert_eq!(
            "jsn=out".parse::<Target<&Format>>().err().unwrap(),
            "unknown format \"jsn\", did you mean \"json\"?"
        );
    }

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.txt");
        replace(&path, b"first, and longer").unwrap();
        replace(&path, b"second").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"second");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
        let error = replace(&folder.path().join("none/report.txt"), b"x").unwrap_err().to_string();
        assert!(error.contains("report.txt: cannot write this file"), "{error}");
    }
}
