//! The tables of the file, its version, and the steps from one version to the next.

use super::fault::Fault;
use crate::error::{Error, Result};
use rusqlite::{Connection, TransactionBehavior};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What SQLite files say at byte 68 of what they are for: `RCPE`.
const APPLICATION: u32 = 0x5243_5045;

/// Each step brings a file from the version that is its place in the list to the next; a new file
/// goes through all of them. A step that a release has written is never changed.
pub(super) const STEPS: &[&str] = &[V1];

/// Version 1.
///
/// Large columns stand in tables of their own, so that those that are searched stay small. An
/// article that was changed or removed leaves `profiles`, `postings` and `bands` at once; a
/// superseded version keeps its row and its text. Terms go by a number. For each term and each transaction that added articles (`batch`, the
/// first of their numbers) there is one list of numbers, so that adding only ever appends.
const V1: &str = "
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    stamp TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    hash INTEGER NOT NULL,
    reading INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    superseded INTEGER NOT NULL,
    title TEXT,
    source TEXT NOT NULL,
    published TEXT,
    updated TEXT,
    url TEXT,
    lang TEXT,
    author TEXT,
    body_start INTEGER NOT NULL,
    body_end INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX current ON articles (path) WHERE superseded = 0;
CREATE INDEX versions ON articles (path) WHERE superseded = 1;
CREATE INDEX by_reading ON articles (reading) WHERE superseded = 0;
CREATE TABLE texts (
    article INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
) STRICT;
CREATE TABLE dossiers (
    article INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
) STRICT;
CREATE TABLE unreadable (
    article INTEGER PRIMARY KEY,
    message TEXT NOT NULL
) STRICT;
CREATE TABLE terms (
    id INTEGER PRIMARY KEY,
    term TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL
) STRICT;
CREATE TABLE profiles (
    article INTEGER PRIMARY KEY,
    terms BLOB NOT NULL,
    bands BLOB NOT NULL
) STRICT;
CREATE TABLE postings (
    term INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    articles BLOB NOT NULL,
    PRIMARY KEY (term, batch)
) STRICT, WITHOUT ROWID;
CREATE TABLE bands (
    hash INTEGER NOT NULL,
    band INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (hash, band, article)
) STRICT, WITHOUT ROWID;
";

/// Refuses what is no index before SQLite opens it, so that it is not touched.
pub(super) fn check_is_index(path: &Path) -> Result<()> {
    let mut head = [0; 72];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    let refuse = |what: &str| {
        let message = format!("{what}; nothing was changed. recoupe index add makes an index at a path that is free");
        Err(Error::File { path: path.to_path_buf(), message })
    };
    match read {
        Err(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            Err(Error::file(path, "open this index", &error))
        }
        Ok(()) if head.starts_with(b"SQLite format 3\0") => {
            let application = u32::from_be_bytes([head[68], head[69], head[70], head[71]]);
            if application == APPLICATION {
                return Ok(());
            }
            refuse("this is a database of another program, expected an index of recoupe")
        }
        _ => refuse("this file is no index"),
    }
}

/// The version of the file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<usize> {
    connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).map(|v| usize::try_from(v).unwrap_or(0))
}

/// Refuses a file that a later release wrote; true when it is of the version that `steps` lead to.
pub(super) fn check_version(connection: &Connection, path: &Path, steps: &[&str]) -> Result<bool> {
    let version = version(connection).or_fault(path, "read this index")?;
    if version > steps.len() {
        let message = format!(
            "this index has version {version}, and this recoupe knows versions up to {}: use the release that wrote \
             it, or a later one",
            steps.len()
        );
        return Err(Error::File { path: path.to_path_buf(), message });
    }
    Ok(version == steps.len())
}

/// Makes the tables of a new file.
pub(super) fn create(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION)?;
    migrate(connection, STEPS)
}

/// Takes the steps that the file has not taken, all or none.
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps.get(version(&transaction)?..).unwrap_or_default() {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", steps.len() as i64)?;
    transaction.commit()
}
