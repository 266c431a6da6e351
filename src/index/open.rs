//! Opening the file: for writing by one process at a time, for reading by any number beside it.

use super::fault::Fault;
use super::schema::{STEPS, check_is_index, check_version, create, migrate};
use crate::error::{Error, Result};
use crate::model::Term;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a process waits for another one that is writing: longer than a transaction takes on a
/// slow disk, shorter than somebody's patience.
const PATIENCE: Duration = Duration::from_secs(20);
/// Pages that a connection keeps, in KiB: the inner pages of every tree of a large index.
const CACHE: i64 = 64 * 1024;

/// An index that is written to.
///
/// Every call is one transaction: all of it is on the disk when the call returns, or none.
pub struct Index {
    pub(super) path: PathBuf,
    pub(super) connection: Connection,
    /// Numbers of terms that were met; terms never change theirs and are never removed.
    pub(super) terms: HashMap<Term, i64>,
}

/// An index as it stands at one moment, whatever is written to it meanwhile.
pub struct Reader {
    pub(super) path: PathBuf,
    pub(super) connection: Connection,
    /// Where the file itself could not be read as it is: a copy of it, for as long as this lives.
    _copy: Option<tempfile::TempDir>,
}

impl Index {
    /// Opens the index at `path` for writing, and brings it to the version of this release. Errors
    /// say why it cannot be; what is no index is not touched.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_by(path, STEPS)
    }

    fn open_by(path: &Path, steps: &[&str]) -> Result<Self> {
        exists(path)?;
        check_is_index(path)?;
        let doing = "write to this index";
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).or_fault(path, doing)?;
        let current = check_version(&connection, path, steps)?;
        // Readers go on while one writes. A commit waits for the disk (`FULL`): what was reported
        // as added is there after a loss of power too, and one wait for some hundred articles is
        // nothing beside reading them.
        let prepare = |connection: &mut Connection| {
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            if current { Ok(()) } else { migrate(connection, steps) }
        };
        prepare(&mut connection).or_fault(path, doing)?;
        Ok(Self { path: path.to_path_buf(), connection, terms: HashMap::new() })
    }

    /// The same, and makes an empty index where there is no file.
    pub fn open_or_create(path: &Path) -> Result<Self> {
        if let Err(error) = path.symlink_metadata() {
            if error.kind() != std::io::ErrorKind::NotFound {
                return Err(Error::file(path, "open this index", &error));
            }
            make(path)?;
        }
        Self::open(path)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Reader {
    /// Opens the index at `path` for reading. An index of an earlier release is brought to the
    /// version of this one in a copy; the file itself stays as it is.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_by(path, STEPS)
    }

    fn open_by(path: &Path, steps: &[&str]) -> Result<Self> {
        exists(path)?;
        check_is_index(path)?;
        let connection = snapshot(path)?;
        if check_version(&connection, path, steps)? {
            return Ok(Self { path: path.to_path_buf(), connection, _copy: None });
        }
        drop(connection);
        let (folder, copy) = copy(path)?;
        let made = Index::open_by(&copy, steps).and_then(|_| Self::of_copy(path, folder, &copy));
        made.map_err(|error| in_original(error, path))
    }

    /// Reads `copy` in `folder` in place of the file at `path`.
    pub(super) fn of_copy(path: &Path, folder: tempfile::TempDir, copy: &Path) -> Result<Self> {
        Ok(Self { path: path.to_path_buf(), connection: snapshot(copy)?, _copy: Some(folder) })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// What goes wrong in a copy, of which nobody knows, told of the file that it is a copy of.
pub(super) fn in_original(error: Error, original: &Path) -> Error {
    match error {
        Error::File { message, .. } => Error::File { path: original.to_path_buf(), message },
        other => other,
    }
}

fn exists(path: &Path) -> Result<()> {
    match path.metadata() {
        Ok(meta) if meta.is_file() => Ok(()),
        Ok(_) => Err(Error::File { path: path.to_path_buf(), message: "this is no file, expected an index".into() }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let message = "there is no index here; recoupe index add makes one".into();
            Err(Error::File { path: path.to_path_buf(), message })
        }
        Err(error) => Err(Error::file(path, "open this index", &error)),
    }
}

/// Makes an empty index beside its place and gives it its name when it is whole, so that a process
/// that is killed leaves none or a good one.
fn make(path: &Path) -> Result<()> {
    let doing = "make this index";
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| Error::file(path, doing, &error);
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
    let fill = || {
        let mut connection = connect(file.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        create(&mut connection)?;
        connection.close().map_err(|(_, error)| error)
    };
    fill().or_fault(path, doing)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        // Another process was quicker, and its index is as good.
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(failed(error.error)),
    }
}

fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// A connection that sees the file as it is now, for as long as it is open.
fn snapshot(path: &Path) -> Result<Connection> {
    let begin = |connection: Connection| -> rusqlite::Result<Connection> {
        connection.pragma_update(None, "query_only", true)?;
        connection.execute_batch("BEGIN")?;
        // The transaction begins when something is read.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    let opened = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(begin);
    // Beside an index readers agree with the writer in a small file. Where the folder is
    // write-protected there can be no such file and no writer: then the index is read as it lies,
    // unless a writer that was stopped left changes that only a writer can bring home.
    let protected = |error: &rusqlite::Error| {
        matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
    };
    match opened {
        Err(error) if protected(&error) && beside(path, "-wal").metadata().map_or(0, |m| m.len()) == 0 => {
            let address = path.canonicalize().map_err(|e| Error::file(path, "read this index", &e))?;
            let mut uri = String::from("file:");
            for c in address.to_string_lossy().chars() {
                match c {
                    '%' => uri += "%25",
                    '?' => uri += "%3f",
                    '#' => uri += "%23",
                    _ => uri.push(c),
                }
            }
            uri += "?immutable=1";
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            connect(Path::new(&uri), flags).and_then(begin).or_fault(path, "read this index")
        }
        other => other.or_fault(path, "read this index"),
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// A copy of the index at `path` in a temporary folder, which goes with the value returned.
pub(super) fn copy(path: &Path) -> Result<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir().map_err(|e| Error::file(path, "copy this index to a temporary folder", &e))?;
    let copy = folder.path().join("index.db");
    let connection = snapshot(path)?;
    // A copy is made outside of transactions, and is no change.
    let made = connection
        .execute_batch("COMMIT; PRAGMA query_only = 0")
        .and_then(|()| connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()]));
    made.or_fault(path, "copy this index to a temporary folder")?;
    Ok((folder, copy))
}

#[cfg(test)]
mod tests {
    use super::super::schema::version;
    use super::*;

    /// What a later release may bring.
    const LATER: &[&str] = &[STEPS[0], "ALTER TABLE articles ADD COLUMN section TEXT"];

    #[test]
    fn an_index_of_an_earlier_version_is_read_in_a_copy_and_brought_up_to_date_when_it_is_written_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corpus.db");
        drop(Index::open_or_create(&path).unwrap());
        let before = std::fs::read(&path).unwrap();

        let reader = Reader::open_by(&path, LATER).unwrap();
        assert_eq!(version(&reader.connection).unwrap(), LATER.len());
        assert!(reader.connection.prepare("SELECT section FROM articles").is_ok());
        drop(reader);
        assert!(std::fs::read(&path).unwrap() == before, "reading changes nothing");

        drop(Index::open_by(&path, LATER).unwrap());
        assert!(Reader::open_by(&path, LATER).unwrap()._copy.is_none());
        let error = Reader::open(&path).err().unwrap().to_string();
        assert!(error.contains("has version 2, and this recoupe knows versions up to 1: use the release"), "{error}");
        let error = Index::open(&path).err().unwrap().to_string();
        assert!(error.contains("has version 2"), "{error}");
    }

    #[test]
    fn a_writer_that_waited_in_vain_says_for_whom() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corpus.db");
        let mut index = Index::open_or_create(&path).unwrap();
        let other = Index::open(&path).unwrap();
        other.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        index.connection.busy_timeout(Duration::ZERO).unwrap();
        let error = index.remove("a.md").unwrap_err().to_string();
        let expected =
            "corpus.db: cannot remove from this index: another process is writing to it; try again when that";
        assert!(error.contains(expected), "{error}");
        drop(other);
        assert_eq!(index.remove("a.md").unwrap(), 0);
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corpus.db");
        drop(Index::open_or_create(&path).unwrap());
        let steps = &[STEPS[0], "ALTER TABLE articles ADD COLUMN section TEXT; ALTER TABLE nothing ADD COLUMN x TEXT"];
        assert!(Index::open_by(&path, steps).is_err());
        let reader = Reader::open(&path).unwrap();
        assert!(reader.connection.prepare("SELECT section FROM articles").is_err());
    }
}
