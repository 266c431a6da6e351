//! Articles that were read by another release, or with other rules: their texts are here, and are
//! handed to the caller to be read again.

use super::fault::Fault;
use super::lists::raw_article;
use super::open::{Index, Reader, copy, in_original};
use super::pack::Parcel;
use super::store::{Batch, reading_number, take_out};
use crate::error::Result;
use crate::model::{Problem, RawArticle};
use rusqlite::{Connection, OptionalExtension, params};

/// Reads articles again, in their order. A problem says why one cannot be read.
pub type Reread<'a> = &'a dyn Fn(&[RawArticle]) -> Vec<std::result::Result<Parcel, Problem>>;

/// Articles of a transaction.
const BATCH: usize = 256;

impl Index {
    /// How many articles were read in another way than `stamp` says.
    pub fn stale(&self, stamp: &str) -> Result<usize> {
        stale(&self.connection, stamp).or_fault(&self.path, "read this index")
    }

    /// Reads again every article that was read in another way than `stamp` says, a transaction for
    /// some hundred of them. Problems are those of articles that cannot be read in this way; they
    /// stay in the index, and take part in nothing until they can be.
    pub fn refresh(&mut self, stamp: &str, reread: Reread<'_>) -> Result<Vec<Problem>> {
        let doing = "bring this index up to date";
        let mut problems = Vec::new();
        loop {
            let numbers = some_stale(&self.connection, stamp).or_fault(&self.path, doing)?;
            if numbers.is_empty() {
                problems.sort();
                return Ok(problems);
            }
            let articles: Vec<RawArticle> =
                numbers.iter().map(|&n| raw_article(&self.connection, &self.path, n)).collect::<Result<_>>()?;
            let read = reread(&articles);
            self.write(doing, |connection, terms| {
                let reading = reading_number(connection, stamp)?;
                let mut batch = Batch::new(connection, terms, reading)?;
                for (&number, read) in numbers.iter().zip(&read) {
                    match read {
                        Ok(parcel) => batch.file_again(number, &parcel.read)?,
                        Err(problem) => set_aside(connection, number, reading, problem)?,
                    }
                }
                batch.finish()
            })?;
            problems.extend(read.into_iter().filter_map(std::result::Result::err));
        }
    }
}

impl Reader {
    /// How many articles were read in another way than `stamp` says.
    pub fn stale(&self, stamp: &str) -> Result<usize> {
        stale(&self.connection, stamp).or_fault(&self.path, "read this index")
    }

    /// The index with every article read as `stamp` says. Where some were not, a copy of it is
    /// brought up to date and read in its place, so that the answers are those of the articles'
    /// files; the index itself stays as it is.
    pub(super) fn fresh(self, stamp: &str, reread: Reread<'_>) -> Result<Self> {
        if self.stale(stamp)? == 0 {
            return Ok(self);
        }
        let path = self.path.clone();
        drop(self);
        let (folder, copy) = copy(&path)?;
        let refreshed = || {
            let mut index = Index::open(&copy)?;
            index.refresh(stamp, reread)?;
            drop(index);
            Self::of_copy(&path, folder, &copy)
        };
        refreshed().map_err(|error| in_original(error, &path))
    }
}

fn number_of(connection: &Connection, stamp: &str) -> rusqlite::Result<i64> {
    let found = connection.query_row("SELECT id FROM readings WHERE stamp = ?1", [stamp], |row| row.get(0));
    // Numbers of readings begin at 1.
    Ok(found.optional()?.unwrap_or(0))
}

fn stale(connection: &Connection, stamp: &str) -> rusqlite::Result<usize> {
    let own = number_of(connection, stamp)?;
    let sql = "SELECT count(*) FROM articles WHERE superseded = 0 AND reading <> ?1";
    connection.query_row(sql, [own], |row| row.get::<_, i64>(0)).map(|n| usize::try_from(n).unwrap_or(0))
}

fn some_stale(connection: &Connection, stamp: &str) -> rusqlite::Result<Vec<i64>> {
    let own = number_of(connection, stamp)?;
    let sql = "SELECT id FROM articles WHERE superseded = 0 AND reading <> ?1 ORDER BY id LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_map([own, BATCH as i64], |row| row.get(0))?.collect()
}

fn set_aside(connection: &Connection, number: i64, reading: i64, problem: &Problem) -> rusqlite::Result<()> {
    take_out(connection, number)?;
    connection.execute("UPDATE articles SET reading = ?2 WHERE id = ?1", [number, reading])?;
    connection
        .execute("INSERT INTO unreadable (article, message) VALUES (?1, ?2)", params![number, problem.message])
        .map(drop)
}
