//! What the index holds, for people: its articles, their versions, and how many of what.

use super::fault::{Fault, damaged};
use super::open::Reader;
use super::pack::{content_hash, text};
use super::schema::version;
use super::store::below;
use crate::error::Result;
use crate::model::{Day, Lang, Meta, RawArticle};
use rusqlite::{Connection, Row};
use serde::Serialize;
use std::path::Path;

/// One version of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The path that it was added under.
    pub path: String,
    /// From 1 for the oldest one that is kept; the last is current.
    pub version: usize,
    /// True for the version that new articles are checked against.
    pub current: bool,
    /// What it says of itself.
    #[serde(flatten)]
    pub meta: Meta,
    /// Why it takes part in nothing, where it could not be read by the last release or rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// How many of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Version of the file's form.
    pub version: usize,
    /// Articles, each in its current version.
    pub articles: usize,
    /// Earlier versions that are kept.
    pub superseded: usize,
    /// Articles that the last release or rules could not read.
    pub unreadable: usize,
    /// Articles that were read in another way than now, and will be read again.
    pub stale: usize,
    /// Outlets.
    pub sources: usize,
    /// Terms that occur.
    pub terms: usize,
    /// First and last day of publication, where known.
    pub from: Option<String>,
    /// See `from`.
    pub to: Option<String>,
    /// Size of the file.
    pub bytes: u64,
}

impl Reader {
    /// True where the article is there as it is now.
    pub fn holds(&self, article: &RawArticle) -> Result<bool> {
        let find = || {
            self.connection
                .prepare_cached("SELECT 1 FROM articles WHERE path = ?1 AND superseded = 0 AND hash = ?2")?
                .exists(rusqlite::params![article.path, content_hash(article)])
        };
        find().or_fault(&self.path, "read this index")
    }

    /// How many articles there are.
    pub fn count(&self) -> Result<usize> {
        let count = "SELECT count(*) FROM articles WHERE superseded = 0";
        let count = self.connection.query_row(count, [], |row| row.get::<_, i64>(0));
        Ok(usize::try_from(count.or_fault(&self.path, "read this index")?).unwrap_or(0))
    }

    /// The articles at `path`, those of a file and those below a folder, in the order of paths; all
    /// articles where no path is given. With `versions` the earlier ones of each stand before it.
    pub fn list(&self, path: Option<&str>, versions: bool) -> Result<Vec<Version>> {
        let list = || -> rusqlite::Result<Vec<(i64, bool)>> {
            let mut found: Vec<(String, i64, bool)> = Vec::new();
            for superseded in [true, false].into_iter().filter(|s| versions || !s) {
                let rows = match path {
                    Some(path) => below(&self.connection, path, superseded)?,
                    None => all(&self.connection, superseded)?,
                };
                found.extend(rows.into_iter().map(|(id, path)| (path, id, !superseded)));
            }
            found.sort();
            Ok(found.into_iter().map(|(_, id, current)| (id, current)).collect())
        };
        let found = list().or_fault(&self.path, "read this index")?;
        let mut out: Vec<Version> = Vec::with_capacity(found.len());
        for (id, current) in found {
            let (path, meta, problem) = self.row(id).or_fault(&self.path, "read this index")?;
            let earlier = out.last().filter(|v| v.path == path).map_or(0, |v| v.version);
            out.push(Version { path, version: earlier + 1, current, meta, problem });
        }
        Ok(out)
    }

    /// One version of the article at `path`, as it was given; `version` counts from 1 as in
    /// [`Version`].
    pub fn raw(&self, path: &str, version: usize) -> Result<Option<RawArticle>> {
        let find = || -> rusqlite::Result<Vec<i64>> {
            let mut found = below(&self.connection, path, true)?;
            found.extend(below(&self.connection, path, false)?);
            Ok(found.into_iter().filter(|(_, p)| p == path).map(|(id, _)| id).collect())
        };
        let found = find().or_fault(&self.path, "read this index")?;
        let Some(&id) = version.checked_sub(1).and_then(|n| found.get(n)) else { return Ok(None) };
        raw_article(&self.connection, &self.path, id).map(Some)
    }

    fn row(&self, id: i64) -> rusqlite::Result<(String, Meta, Option<String>)> {
        self.connection
            .prepare_cached(
                "SELECT path, title, source, published, updated, url, lang, author, body_start, body_end, message
                 FROM articles LEFT JOIN unreadable ON article = id WHERE id = ?1",
            )?
            .query_row([id], |row| Ok((row.get(0)?, meta(row)?, row.get(10)?)))
    }

    /// How many of what; `stamp` says how articles are read now.
    pub fn stats(&self, stamp: &str) -> Result<Stats> {
        let count = |sql: &str| -> rusqlite::Result<usize> {
            self.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map(|n| usize::try_from(n).unwrap_or(0))
        };
        let day = |which: &str| -> rusqlite::Result<Option<String>> {
            let sql = format!("SELECT {which}(published) FROM articles WHERE superseded = 0");
            self.connection.query_row(&sql, [], |row| row.get(0))
        };
        let stats = || -> rusqlite::Result<Stats> {
            Ok(Stats {
                version: version(&self.connection)?,
                articles: count("SELECT count(*) FROM articles WHERE superseded = 0")?,
                superseded: count("SELECT count(*) FROM articles WHERE superseded = 1")?,
                unreadable: count("SELECT count(*) FROM unreadable")?,
                stale: 0,
                sources: count("SELECT count(DISTINCT source) FROM articles WHERE superseded = 0")?,
                terms: count("SELECT count(*) FROM terms WHERE articles > 0")?,
                from: day("min")?,
                to: day("max")?,
                bytes: self.path.metadata().map_or(0, |m| m.len()),
            })
        };
        let stats = stats().or_fault(&self.path, "read this index")?;
        Ok(Stats { stale: self.stale(stamp)?, ..stats })
    }
}

fn all(connection: &Connection, superseded: bool) -> rusqlite::Result<Vec<(i64, String)>> {
    let sql = format!("SELECT id, path FROM articles WHERE superseded = {} ORDER BY path, id", u8::from(superseded));
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Columns 1 to 7, as they stand in `articles`.
fn meta(row: &Row<'_>) -> rusqlite::Result<Meta> {
    let day = |n: usize| -> rusqlite::Result<Option<Day>> {
        Ok(row.get::<_, Option<String>>(n)?.and_then(|day| day.parse().ok()))
    };
    let lang: Option<String> = row.get(6)?;
    Ok(Meta {
        title: row.get(1)?,
        source: row.get(2)?,
        published: day(3)?,
        updated: day(4)?,
        url: row.get(5)?,
        lang: lang.and_then(|code| code.parse::<Lang>().ok()),
        author: row.get(7)?,
    })
}

/// An article as it was given.
pub(super) fn raw_article(connection: &Connection, path: &Path, id: i64) -> Result<RawArticle> {
    let find = || -> rusqlite::Result<(RawArticle, Vec<u8>)> {
        connection
            .prepare_cached(
                "SELECT path, title, source, published, updated, url, lang, author, body_start, body_end, packed
                 FROM articles JOIN texts ON article = id WHERE id = ?1",
            )?
            .query_row([id], |row| {
                let at = |n: usize| row.get::<_, i64>(n).map(|n| usize::try_from(n).unwrap_or(0));
                let raw = RawArticle { path: row.get(0)?, text: String::new(), body: at(8)?..at(9)?, meta: meta(row)? };
                Ok((raw, row.get(10)?))
            })
    };
    let (mut raw, packed) = find().or_fault(path, "read this index")?;
    raw.text = text(&packed).map_err(|what| damaged(path, &format!("{}: {what}", raw.path)))?;
    if raw.text.get(raw.body.clone()).is_none() {
        return Err(damaged(path, &format!("{}: its body lies outside its text", raw.path)));
    }
    Ok(raw)
}
