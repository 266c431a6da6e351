//! What SQLite reports, as sentences that say what to do.

use crate::error::{Error, Result};
use rusqlite::ErrorCode;
use std::path::Path;

/// Carries an error of SQLite over to one of this program.
pub(super) trait Fault<T> {
    /// `doing` goes on from "cannot": "read this index".
    fn or_fault(self, path: &Path, doing: &str) -> Result<T>;
}

impl<T> Fault<T> for rusqlite::Result<T> {
    fn or_fault(self, path: &Path, doing: &str) -> Result<T> {
        self.map_err(|error| fault(path, doing, &error))
    }
}

fn fault(path: &Path, doing: &str, error: &rusqlite::Error) -> Error {
    // A row that is missing, or of another type than this program writes.
    let is_foreign = matches!(
        error,
        rusqlite::Error::QueryReturnedNoRows
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..)
    );
    let advice = match error.sqlite_error_code() {
        None if is_foreign => "the file is damaged; take it from a copy, or remove it and add the articles again",
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another process is writing to it; try again when that is done"
        }
        Some(ErrorCode::DiskFull) => {
            "the disk is full; all that was reported as added is kept. Make room and try again"
        }
        Some(ErrorCode::SystemIoFailure) => {
            "the disk does not take or give the bytes; all that was reported as added is kept. Check the disk and its \
             limits, and try again"
        }
        Some(ErrorCode::ReadOnly) => "the file or its folder is write-protected",
        Some(ErrorCode::CannotOpen) => "the file, or its folder, cannot be opened or written to",
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            "the file is damaged; take it from a copy, or remove it and add the articles again"
        }
        _ => "",
    };
    let message = if advice.is_empty() {
        format!("cannot {doing}: {error}")
    } else {
        format!("cannot {doing}: {advice} ({error})")
    };
    Error::File { path: path.to_path_buf(), message }
}

/// Something in the file is not as this program writes it.
pub(super) fn damaged(path: &Path, what: &str) -> Error {
    let message = format!("this index is damaged: {what}. recoupe index verify says what else is");
    Error::File { path: path.to_path_buf(), message }
}
