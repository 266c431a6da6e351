//! Errors: sentences that say where, what, and what would be right.

use std::path::PathBuf;
use thiserror::Error;

/// Why a run could not be made at all. Problems of single articles are
/// [`Problem`](crate::model::Problem)s instead.
#[derive(Debug, Error)]
pub enum Error {
    /// A rule or configuration file is wrong.
    #[error("{path}:{line}:{column}: {message}")]
    Data {
        /// The file, as the user knows it.
        path: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong and what would be right.
        message: String,
    },
    /// A file could not be read or written.
    #[error("{}: {message}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        message: String,
    },
    /// The command line asks for something that cannot be done.
    #[error("{0}")]
    Usage(String),
}

/// Shorthand.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A file error with the operating system's reason.
    pub fn file(path: impl Into<PathBuf>, doing: &str, error: &std::io::Error) -> Self {
        Error::File { path: path.into(), message: format!("cannot {doing}: {error}") }
    }
}
