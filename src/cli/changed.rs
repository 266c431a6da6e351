//! Files that git says were changed.

use crate::error::{Error, Result};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files at or below `paths` that differ from the revision `since`, those that are gone left
/// out; below the working folder where there are no paths. Errors carry what git says.
pub(super) fn changed(since: &str, paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut git = Command::new("git");
    // The repository may come from elsewhere: what its configuration would have git run is not run.
    git.args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]);
    git.args([
        "diff",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules",
        "--name-only",
        "--relative",
        "--diff-filter=d",
        "-z",
        "--end-of-options",
        since,
        "--",
    ]);
    let output = git.args(paths).output().map_err(|e| Error::Usage(format!("--since needs git: {e}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().find(|l| !l.trim().is_empty()).unwrap_or("it says nothing").trim();
        return Err(Error::Usage(format!("git does not know what changed since \"{since}\": {said}")));
    }
    let names = output.stdout.split(|&b| b == 0).filter(|name| !name.is_empty());
    Ok(names.map(path).collect())
}

#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    Path::new(OsStr::from_bytes(name)).to_path_buf()
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}
