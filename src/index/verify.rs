//! Proves that the file holds what it should: every list is made again from what it was made of.

use super::fault::Fault;
use super::lists::raw_article;
use super::open::Reader;
use super::pack::{content_hash, dossier, numbers_of, signed};
use super::store::hashes_of;
use crate::error::Result;
use crate::text::{Map, hash64};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Faults that are named one by one; of more, the number is enough.
const NAMED: usize = 20;

impl Reader {
    /// What is wrong with the file, a sentence each; empty where nothing is. Every article is
    /// unpacked, so that it takes its time.
    pub fn verify(&self) -> Result<Vec<String>> {
        let mut wrong = self.sqlite().or_fault(&self.path, "check this index")?;
        // Where SQLite itself finds the file broken, what stands in it is not looked at.
        if wrong.is_empty() {
            let ids = ids(&self.connection).or_fault(&self.path, "check this index")?;
            for &(id, superseded) in &ids {
                self.article(id, superseded, &mut wrong)?;
            }
            self.lists(&mut wrong).or_fault(&self.path, "check this index")?;
        }
        let more = wrong.len().saturating_sub(NAMED);
        wrong.truncate(NAMED);
        if more > 0 {
            wrong.push(format!("and {more} more"));
        }
        Ok(wrong)
    }

    fn sqlite(&self) -> rusqlite::Result<Vec<String>> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let lines: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }

    /// The text and the dossier of one article.
    fn article(&self, id: i64, superseded: bool, wrong: &mut Vec<String>) -> Result<()> {
        let (path, hash) = self
            .connection
            .prepare_cached("SELECT path, hash FROM articles WHERE id = ?1")
            .and_then(|mut s| s.query_row([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))))
            .or_fault(&self.path, "check this index")?;
        match raw_article(&self.connection, &self.path, id) {
            Ok(raw) if content_hash(&raw) != hash => {
                wrong.push(format!("{path}: its text or metadata are not those that were added"));
            }
            Ok(_) => {}
            Err(error) => wrong.push(format!("{path}: {error}")),
        }
        let count = |table: &str| -> rusqlite::Result<i64> {
            let sql = format!("SELECT count(*) FROM {table} WHERE article = ?1");
            self.connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0))
        };
        let read =
            || -> rusqlite::Result<[i64; 3]> { Ok([count("dossiers")?, count("profiles")?, count("unreadable")?]) };
        let expected: &[[i64; 3]] = if superseded { &[[0, 0, 0]] } else { &[[1, 1, 0], [0, 0, 1]] };
        let found = read().or_fault(&self.path, "check this index")?;
        if !expected.contains(&found) {
            wrong.push(format!("{path}: {} dossiers, {} profiles, expected one of each", found[0], found[1]));
        }
        if found[0] == 1 {
            let packed: Vec<u8> = self
                .connection
                .prepare_cached("SELECT packed FROM dossiers WHERE article = ?1")
                .and_then(|mut s| s.query_row([id], |row| row.get(0)))
                .or_fault(&self.path, "check this index")?;
            match dossier(&packed) {
                Ok(dossier) if dossier.path != path => {
                    wrong.push(format!("{path}: its dossier is of {}", dossier.path))
                }
                Ok(_) => {}
                // One of an earlier release need not be read: its text will be.
                Err(_) if self.of_earlier(id).or_fault(&self.path, "check this index")? => {}
                Err(what) => wrong.push(format!("{path}: {what}")),
            }
        }
        Ok(())
    }

    /// True for an article that was not read in the way that was used last.
    fn of_earlier(&self, id: i64) -> rusqlite::Result<bool> {
        self.connection
            .prepare_cached("SELECT reading <> (SELECT max(id) FROM readings) FROM articles WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
    }

    /// Frequencies, postings and bands against the profiles that they are made of. What stands in a
    /// list is summed up: the lists of a large index are larger than memory.
    fn lists(&self, wrong: &mut Vec<String>) -> rusqlite::Result<()> {
        let (mut terms, mut articles) = (Map::<i64, Sum>::default(), Map::<i64, Sum>::default());
        let mut profiles = self.connection.prepare("SELECT article, terms, bands FROM profiles")?;
        let mut rows = profiles.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            numbers_of(row.get_ref(1)?.as_blob()?)
                .into_iter()
                .for_each(|term| terms.entry(term).or_default().add(id, 0));
            let bands = articles.entry(id).or_default();
            (0..).zip(hashes_of(row.get_ref(2)?.as_blob()?)).for_each(|(band, hash)| bands.add(signed(hash), band));
        }
        let mut filed = Map::<i64, Sum>::default();
        let mut postings = self.connection.prepare("SELECT term, batch, articles FROM postings")?;
        let mut rows = postings.query([])?;
        while let Some(row) = rows.next()? {
            let (sum, batch) = (filed.entry(row.get(0)?).or_default(), row.get::<_, i64>(1)?);
            numbers_of(row.get_ref(2)?.as_blob()?).into_iter().for_each(|n| sum.add(n.wrapping_add(batch), 0));
        }
        let mut named = self.connection.prepare("SELECT id, term, articles FROM terms ORDER BY id")?;
        let mut rows = named.query([])?;
        while let Some(row) = rows.next()? {
            let (id, told): (i64, i64) = (row.get(0)?, row.get(2)?);
            let (right, filed) = (terms.remove(&id).unwrap_or_default(), filed.remove(&id).unwrap_or_default());
            if told != right.count || filed != right {
                let term: String = row.get(1)?;
                wrong.push(format!(
                    "the term \"{term}\" occurs in {} articles, is said to occur in {told}, and is filed under {}{}",
                    right.count,
                    filed.count,
                    if filed.count == right.count && filed != right { " others" } else { "" }
                ));
            }
        }
        if !(terms.is_empty() && filed.is_empty()) {
            wrong.push(format!("{} terms have no word", terms.len() + filed.len()));
        }
        let mut banded = Map::<i64, Sum>::default();
        let mut bands = self.connection.prepare("SELECT hash, band, article FROM bands")?;
        let mut rows = bands.query([])?;
        while let Some(row) = rows.next()? {
            banded.entry(row.get(2)?).or_default().add(row.get(0)?, row.get(1)?);
        }
        let of = |sums: &Map<i64, Sum>, id: &i64| sums.get(id).copied().unwrap_or_default();
        let differ = |id: &&i64| of(&articles, id) != of(&banded, id);
        let all: BTreeSet<i64> = articles.keys().chain(banded.keys()).filter(differ).copied().collect();
        wrong.extend(all.iter().map(|id| format!("the bands of article {id} are filed under others")));
        Ok(())
    }
}

/// A set of pairs of numbers, told from another one without keeping either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sum {
    count: i64,
    hashes: u64,
}

impl Sum {
    fn add(&mut self, a: i64, b: i64) {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&a.to_le_bytes());
        bytes[8..].copy_from_slice(&b.to_le_bytes());
        self.count += 1;
        self.hashes = self.hashes.wrapping_add(hash64(&bytes));
    }
}

/// Numbers of all articles, and which of them are superseded.
fn ids(connection: &Connection) -> rusqlite::Result<Vec<(i64, bool)>> {
    let mut statement = connection.prepare("SELECT id, superseded FROM articles ORDER BY id")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
