//! A corpus to write beside.

use std::fs;
use std::path::Path;

/// A new folder with the two articles of `cmd/corpus`, which contradict each other.
pub fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["courrier.md", "tribune.md"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/corpus").join(name);
        fs::copy(from, folder.path().join(name)).expect("copied");
    }
    folder
}
