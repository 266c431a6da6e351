//! Filing articles, replacing and removing them.

use super::fault::Fault;
use super::open::Index;
use super::pack::{Parcel, ReadParcel, numbers, numbers_of, signed};
use crate::error::Result;
use crate::model::Term;
use itertools::Itertools;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::collections::{BTreeMap, HashMap};

/// What became of an article that was to be filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filed {
    /// It was not there.
    Added,
    /// It was there with another text or other metadata; that version is kept aside.
    Replaced,
    /// It was there as it is.
    Unchanged,
}

impl Index {
    /// Files articles in one transaction; `stamp` says how they were read. The answer is in the
    /// order of `parcels`, and all of them are on the disk when it is given. Of two articles with
    /// one path the last is kept, and the first is an earlier version.
    pub fn add(&mut self, stamp: &str, parcels: &[Parcel]) -> Result<Vec<Filed>> {
        self.write("add to this index", |connection, terms| {
            let reading = reading_number(connection, stamp)?;
            let mut batch = Batch::new(connection, terms, reading)?;
            let filed = parcels.iter().map(|parcel| batch.file(parcel)).collect::<rusqlite::Result<_>>()?;
            batch.finish()?;
            Ok(filed)
        })
    }

    /// Removes the articles at `path` with all their versions in one transaction: the article of
    /// this path, those of a file (`path#…`) and those of a folder (`path/…`). Says how many
    /// articles there were.
    pub fn remove(&mut self, path: &str) -> Result<usize> {
        self.write("remove from this index", |connection, _| {
            let (current, superseded) = (below(connection, path, false)?, below(connection, path, true)?);
            for &(id, _) in &current {
                take_out(connection, id)?;
            }
            for (id, _) in current.iter().chain(&superseded) {
                connection.prepare_cached("DELETE FROM articles WHERE id = ?1")?.execute([id])?;
                connection.prepare_cached("DELETE FROM texts WHERE article = ?1")?.execute([id])?;
            }
            Ok(current.len())
        })
    }

    /// Runs `change` as one transaction; what it has learnt of terms is forgotten where it fails.
    pub(super) fn write<T>(
        &mut self,
        doing: &str,
        change: impl FnOnce(&Connection, &mut HashMap<Term, i64>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let Self { path, connection, terms } = self;
        let outcome = (|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let out = change(&transaction, terms)?;
            transaction.commit()?;
            Ok(out)
        })();
        if outcome.is_err() {
            terms.clear();
        }
        outcome.or_fault(path, doing)
    }
}

/// Numbers and paths of the article at `path`, of those of a file (`path#…`) and those of a folder
/// (`path/…`), in the order of paths, then of versions.
pub(super) fn below(connection: &Connection, path: &str, superseded: bool) -> rusqlite::Result<Vec<(i64, String)>> {
    // `$` follows `#`, and `0` follows `/`. Only a condition that is written out finds its index.
    let sql = format!(
        "SELECT id, path FROM articles WHERE superseded = {}
         AND (path = ?1 OR path >= ?1 || '#' AND path < ?1 || '$' OR path >= ?1 || '/' AND path < ?1 || '0')
         ORDER BY path, id",
        u8::from(superseded)
    );
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map([path.trim_end_matches('/')], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// The number of a way of reading.
pub(super) fn reading_number(connection: &Connection, stamp: &str) -> rusqlite::Result<i64> {
    connection.execute("INSERT INTO readings (stamp) VALUES (?1) ON CONFLICT DO NOTHING", [stamp])?;
    connection.query_row("SELECT id FROM readings WHERE stamp = ?1", [stamp], |row| row.get(0))
}

/// The articles of one transaction. Lists of terms are written when all are known.
pub(super) struct Batch<'a> {
    connection: &'a Connection,
    terms: &'a mut HashMap<Term, i64>,
    reading: i64,
    /// The first number that no article has.
    first: i64,
    next: i64,
    read: BTreeMap<i64, &'a ReadParcel>,
}

impl<'a> Batch<'a> {
    pub fn new(connection: &'a Connection, terms: &'a mut HashMap<Term, i64>, reading: i64) -> rusqlite::Result<Self> {
        let first = connection.query_row("SELECT coalesce(max(id), 0) + 1 FROM articles", [], |row| row.get(0))?;
        Ok(Self { connection, terms, reading, first, next: first, read: BTreeMap::new() })
    }

    fn file(&mut self, parcel: &'a Parcel) -> rusqlite::Result<Filed> {
        let mut find =
            self.connection.prepare_cached("SELECT id, hash FROM articles WHERE path = ?1 AND superseded = 0")?;
        let found: Option<(i64, i64)> =
            find.query_row([&parcel.path], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        if found.is_some_and(|(_, hash)| hash == parcel.hash) {
            return Ok(Filed::Unchanged);
        }
        let id = self.next;
        self.next += 1;
        if let Some((old, _)) = found {
            if self.read.remove(&old).is_none() {
                take_out(self.connection, old)?;
            }
            self.connection.prepare_cached("UPDATE articles SET superseded = 1 WHERE id = ?1")?.execute([old])?;
        }
        let meta = &parcel.meta;
        let day = |day: Option<crate::model::Day>| day.map(|d| d.to_string());
        self.connection
            .prepare_cached(
                "INSERT INTO articles (id, path, hash, reading, batch, superseded, title, source, published, updated, url, lang,
                 author, body_start, body_end) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                id,
                parcel.path,
                parcel.hash,
                self.reading,
                self.first,
                meta.title,
                meta.source,
                day(meta.published),
                day(meta.updated),
                meta.url,
                meta.lang.map(|l| l.code()),
                meta.author,
                parcel.body.start as i64,
                parcel.body.end as i64,
            ])?;
        self.connection
            .prepare_cached("INSERT INTO texts (article, packed) VALUES (?1, ?2)")?
            .execute(params![id, parcel.text])?;
        self.read.insert(id, &parcel.read);
        Ok(if found.is_some() { Filed::Replaced } else { Filed::Added })
    }

    /// Gives a new number to an article that was read again, so that its lists are appended too.
    pub fn file_again(&mut self, old: i64, read: &'a ReadParcel) -> rusqlite::Result<()> {
        let id = self.next;
        self.next += 1;
        take_out(self.connection, old)?;
        self.connection
            .prepare_cached("UPDATE articles SET id = ?2, reading = ?3, batch = ?4 WHERE id = ?1")?
            .execute([old, id, self.reading, self.first])?;
        self.connection.prepare_cached("UPDATE texts SET article = ?2 WHERE article = ?1")?.execute([old, id])?;
        self.read.insert(id, read);
        Ok(())
    }

    /// Writes what was read, in the order of the tables' keys: pages are written once then.
    pub fn finish(self) -> rusqlite::Result<()> {
        let Self { connection, terms, first, read, .. } = self;
        let all: Vec<&Term> = read.values().flat_map(|r| &r.profile).sorted_unstable().dedup().collect();
        for term in all {
            if !terms.contains_key(term) {
                terms.insert(term.clone(), term_number(connection, term)?);
            }
        }
        let mut postings: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        let mut bands: Vec<(i64, i64, i64)> = Vec::new();
        let mut dossier = connection.prepare_cached("INSERT INTO dossiers (article, packed) VALUES (?1, ?2)")?;
        let mut profile =
            connection.prepare_cached("INSERT INTO profiles (article, terms, bands) VALUES (?1, ?2, ?3)")?;
        for (&id, read) in &read {
            dossier.execute(params![id, read.dossier])?;
            let own: Vec<i64> = read.profile.iter().map(|term| terms[term]).sorted_unstable().dedup().collect();
            let hashes: Vec<u8> = read.bands.iter().flat_map(|hash| hash.to_le_bytes()).collect();
            profile.execute(params![id, numbers(own.iter().copied()), hashes])?;
            for term in own {
                postings.entry(term).or_default().push(id);
            }
            bands.extend((0..).zip(&read.bands).map(|(band, &hash)| (signed(hash), band, id)));
        }
        let mut posting =
            connection.prepare_cached("INSERT INTO postings (term, batch, articles) VALUES (?1, ?2, ?3)")?;
        let mut count = connection.prepare_cached("UPDATE terms SET articles = articles + ?2 WHERE id = ?1")?;
        for (term, articles) in &postings {
            posting.execute(params![term, first, numbers(articles.iter().map(|id| id - first))])?;
            count.execute([*term, articles.len() as i64])?;
        }
        bands.sort_unstable();
        let mut band = connection.prepare_cached("INSERT INTO bands (hash, band, article) VALUES (?1, ?2, ?3)")?;
        bands.iter().try_for_each(|&(hash, number, id)| band.execute([hash, number, id]).map(drop))
    }
}

fn term_number(connection: &Connection, term: &Term) -> rusqlite::Result<i64> {
    let mut find = connection.prepare_cached("SELECT id FROM terms WHERE term = ?1")?;
    if let Some(id) = find.query_row([term.as_str()], |row| row.get(0)).optional()? {
        return Ok(id);
    }
    connection.prepare_cached("INSERT INTO terms (term, articles) VALUES (?1, 0)")?.execute([term.as_str()])?;
    Ok(connection.last_insert_rowid())
}

/// Takes an article out of all that it is found by, and drops its dossier.
pub(super) fn take_out(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    let batch: i64 =
        connection.prepare_cached("SELECT batch FROM articles WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
    let found: Option<(Vec<u8>, Vec<u8>)> = connection
        .prepare_cached("SELECT terms, bands FROM profiles WHERE article = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (terms, bands) = found.unwrap_or_default();
    let mut count = connection.prepare_cached("UPDATE terms SET articles = articles - 1 WHERE id = ?1")?;
    let mut list = connection.prepare_cached("SELECT articles FROM postings WHERE term = ?1 AND batch = ?2")?;
    let mut shorten = connection.prepare_cached("UPDATE postings SET articles = ?3 WHERE term = ?1 AND batch = ?2")?;
    let mut drop_list = connection.prepare_cached("DELETE FROM postings WHERE term = ?1 AND batch = ?2")?;
    for term in numbers_of(&terms) {
        count.execute([term])?;
        let articles: Vec<u8> = list.query_row([term, batch], |row| row.get(0))?;
        let rest: Vec<i64> = numbers_of(&articles).into_iter().filter(|n| n.wrapping_add(batch) != id).collect();
        if rest.is_empty() {
            drop_list.execute([term, batch])?;
        } else {
            shorten.execute(params![term, batch, numbers(rest)])?;
        }
    }
    let mut band = connection.prepare_cached("DELETE FROM bands WHERE hash = ?1 AND band = ?2 AND article = ?3")?;
    for (number, hash) in (0..).zip(hashes_of(&bands)) {
        band.execute([signed(hash), number, id])?;
    }
    for table in ["profiles", "dossiers", "unreadable"] {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?1"))?.execute([id])?;
    }
    Ok(())
}

/// The hashes of an article's bands, as `profiles` holds them.
pub(super) fn hashes_of(bands: &[u8]) -> impl Iterator<Item = u64> + '_ {
    bands.chunks_exact(8).map(|b| u64::from_le_bytes(b.try_into().unwrap_or_default()))
}
