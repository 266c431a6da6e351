//! Ctrl-C, and the end that a shell or a service asks for: no file is left half-written, and what
//! was done is told.

use crate::engine::Stage;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

/// What the shell says of a program that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// How far the run is.
static READ: AtomicUsize = AtomicUsize::new(0);
static COMPARED: AtomicUsize = AtomicUsize::new(0);

#[derive(Default)]
struct Files {
    /// Those that are written beside their places, and have no names yet.
    unfinished: BTreeSet<PathBuf>,
    /// Those that are whole.
    kept: Vec<PathBuf>,
}

static FILES: LazyLock<Mutex<Files>> = LazyLock::new(Mutex::default);

fn files() -> MutexGuard<'static, Files> {
    FILES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes how far a run is.
pub(super) fn note(stage: Stage, done: usize) {
    let count = match stage {
        Stage::Reading => &READ,
        Stage::Comparing => &COMPARED,
    };
    count.fetch_max(done, Ordering::Relaxed);
}

/// Notes a file that is to be taken away unless it is [`kept`].
pub(super) fn begun(file: &Path) {
    files().unfinished.insert(file.to_path_buf());
}

/// Notes that `file`, written beside its place, has its name now.
pub(super) fn kept(file: &Path, name: &Path) {
    let mut files = files();
    files.unfinished.remove(file);
    files.kept.push(name.to_path_buf());
}

/// Notes that a file is gone.
pub(super) fn dropped(file: &Path) {
    files().unfinished.remove(file);
}

/// From now on the program ends in order when it is told to. Where that cannot be had it ends as
/// any program does.
pub(super) fn watch() {
    let _ = ctrlc::set_handler(|| {
        // Held to the end: nobody renames a file meanwhile.
        let files = files();
        for file in &files.unfinished {
            let _ = std::fs::remove_file(file);
        }
        // Who closed standard error wants to hear nothing, and the program must end all the same.
        let _ = writeln!(std::io::stderr(), "\nrecoupe: {}", told(&files.kept));
        std::process::exit(INTERRUPTED);
    });
}

fn told(kept: &[PathBuf]) -> String {
    let (read, compared) = (READ.load(Ordering::Relaxed), COMPARED.load(Ordering::Relaxed));
    let mut line = format!("interrupted: articles read: {read}");
    if compared > 0 {
        line += &format!(", stories compared: {compared}");
    }
    line += "; ";
    line += &match kept {
        [] => "no file was written".to_owned(),
        kept => {
            let names: Vec<String> = kept.iter().map(|p| p.display().to_string()).collect();
            format!("written: {}", names.join(", "))
        }
    };
    line
}
