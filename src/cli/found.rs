//! Named paths → files: folders are walked, and what leads out of them, or is no file, is told.

use super::inputs::{extensions, is_stdin, problem, shown};
use crate::config::Walk;
use crate::ingest;
use crate::model::Problem;
use ignore::{DirEntry, WalkBuilder};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Files by the name they are shown with; an article's place in the order is that of its name.
#[derive(Default)]
pub(super) struct Found {
    pub files: BTreeMap<String, PathBuf>,
    pub problems: BTreeSet<Problem>,
    /// A path that was named is not there.
    pub missing: bool,
    /// Files that the configuration leaves out.
    pub left_out: usize,
    /// Real paths of all that was named; `None` where links may lead anywhere.
    roots: Option<Arc<Vec<PathBuf>>>,
}

impl Found {
    /// The files at `paths`, and of folders those that `which` admits. With `outside` links are
    /// followed wherever they lead.
    pub fn of(paths: &[PathBuf], which: &Walk, outside: bool) -> Self {
        let real = || paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let mut found = Self { roots: (!outside).then(|| Arc::new(real())), ..Self::default() };
        for path in paths {
            found.add(path, which);
        }
        found
    }

    fn add(&mut self, path: &Path, which: &Walk) {
        let shown = shown(path);
        if path.is_file() && !ingest::is_supported(path) {
            let message = format!("files of this kind are not read, expected {}", extensions());
            self.problems.insert(problem(&shown, message));
        } else if is_stdin(path) || path.is_file() {
            self.files.insert(shown, path.to_path_buf());
        } else if path.is_dir() {
            self.walk(path, which);
        } else if let Err(error) = path.metadata() {
            self.missing = true;
            let message = match error.kind() {
                io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
                _ => format!("cannot open this path: {error}"),
            };
            self.problems.insert(problem(&shown, message));
        } else {
            // A pipe or device: the shell's <(…).
            self.files.insert(shown, path.to_path_buf());
        }
    }

    /// Adds the supported files of a folder that `which` admits. The result may depend on what lies in
    /// the folder and above it, never on the user's own git settings.
    fn walk(&mut self, folder: &Path, which: &Walk) {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        let admitted = |path: &Path| path.strip_prefix(folder).is_ok_and(|rest| which.admits(&real.join(rest)));
        let led_out: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
        let (roots, out) = (self.roots.clone(), Arc::clone(&led_out));
        let stays = move |entry: &DirEntry| {
            let Some(roots) = roots.as_ref().filter(|_| entry.depth() > 0 && entry.path_is_symlink()) else {
                return true;
            };
            // One that leads nowhere is told by the walk.
            let stays = entry.path().canonicalize().map_or(true, |to| roots.iter().any(|root| to.starts_with(root)));
            if !stays {
                out.lock().unwrap_or_else(PoisonError::into_inner).push(entry.path().to_path_buf());
            }
            stays
        };
        let mut walk = WalkBuilder::new(folder);
        walk.require_git(false).git_global(false).follow_links(true).filter_entry(stays);
        for entry in walk.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.problems.insert(problem(&shown(folder), format!("cannot read all of this folder: {error}")));
                    continue;
                }
            };
            let path = entry.path();
            if path.is_dir() || !ingest::is_supported(path) {
                continue;
            }
            if !admitted(path) {
                self.left_out += 1;
            } else if path.is_file() {
                self.files.insert(shown(path), path.to_path_buf());
            } else {
                let message = "pipes, sockets and devices in folders are not read, expected a file; name it to read it";
                self.problems.insert(problem(&shown(path), message.to_owned()));
            }
        }
        let led_out = std::mem::take(&mut *led_out.lock().unwrap_or_else(PoisonError::into_inner));
        for path in led_out {
            if (path.is_dir() || ingest::is_supported(&path)) && admitted(&path) {
                let message = "this link leads out of all that was named and is not followed; name what it leads to, or \
                               give --follow-outside";
                self.problems.insert(problem(&shown(&path), message.to_owned()));
            }
        }
    }
}
