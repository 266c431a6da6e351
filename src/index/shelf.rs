//! The index as a shelf: the answers that the articles' files would give.

use super::fault::{Fault, damaged};
use super::open::Reader;
use super::pack::{dossier, numbers_of, signed};
use super::refresh::Reread;
use crate::error::Result;
use crate::model::{Day, Dossier, Shelf, Term};
use crate::text::Map;
use rusqlite::{Connection, OptionalExtension};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An index that is read as it stood when it was opened.
pub struct IndexShelf {
    path: PathBuf,
    state: Mutex<State>,
    /// The file's numbers of articles, in the order of their paths.
    numbers: Vec<i64>,
    /// Back from them; articles that take no part have none.
    places: Map<i64, usize>,
}

/// What one thread at a time may use.
struct State {
    reader: Reader,
    /// What is known of terms; most are asked for again and again, by articles of one story.
    by_term: Map<Term, Known>,
    by_number: Map<i64, Term>,
}

/// A term's number, and in how many articles it occurs.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// 0 for a term that is not there.
    number: i64,
    articles: usize,
}

impl IndexShelf {
    /// Opens the index at `path`. Where articles were read in another way than `stamp` says, they
    /// are read again by `reread` in a copy of the index, which may take as long as it took to add
    /// them; [`Reader::stale`] says so beforehand.
    pub fn open(path: &Path, stamp: &str, reread: Reread<'_>) -> Result<Self> {
        let reader = Reader::open(path)?.fresh(stamp, reread)?;
        let numbers = numbers(&reader.connection).or_fault(path, "read this index")?;
        let places = numbers.iter().enumerate().map(|(place, &number)| (number, place)).collect();
        let state = State { reader, by_term: Map::default(), by_number: Map::default() };
        Ok(Self { path: path.to_path_buf(), state: Mutex::new(state), numbers, places })
    }

    /// What a thread that panicked left behind is whole: every change of it is one insertion.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a query with the connection.
    fn ask<T>(&self, query: impl FnOnce(&mut State) -> rusqlite::Result<T>) -> Result<T> {
        query(&mut self.state()).or_fault(&self.path, "read this index")
    }

    /// Articles of the file's numbers, ascending.
    fn ascending(&self, numbers: impl IntoIterator<Item = i64>) -> Vec<usize> {
        let mut out: Vec<usize> = numbers.into_iter().filter_map(|n| self.places.get(&n).copied()).collect();
        out.sort_unstable();
        out
    }
}

/// All articles that take part, in the order of their paths: the index on paths is read from end to
/// end, and nothing is sorted.
fn numbers(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    let all = |sql: &str| -> rusqlite::Result<Vec<i64>> {
        connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    let mut out = all("SELECT id FROM articles WHERE superseded = 0 ORDER BY path")?;
    let unreadable = all("SELECT article FROM unreadable ORDER BY article")?;
    if !unreadable.is_empty() {
        out.retain(|number| unreadable.binary_search(number).is_err());
    }
    Ok(out)
}

impl State {
    fn known(&mut self, term: &Term) -> rusqlite::Result<Known> {
        if let Some(&known) = self.by_term.get(term) {
            return Ok(known);
        }
        let found = self
            .reader
            .connection
            .prepare_cached("SELECT id, articles FROM terms WHERE term = ?1")?
            .query_row([term.as_str()], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))
            .optional()?;
        let known = found.map_or(Known { number: 0, articles: 0 }, |(number, articles)| Known {
            number,
            articles: usize::try_from(articles).unwrap_or(0),
        });
        self.by_term.insert(term.clone(), known);
        if known.number != 0 {
            self.by_number.insert(known.number, term.clone());
        }
        Ok(known)
    }

    fn term(&mut self, number: i64) -> rusqlite::Result<Term> {
        if let Some(term) = self.by_number.get(&number) {
            return Ok(term.clone());
        }
        let (term, articles): (Term, i64) = self
            .reader
            .connection
            .prepare_cached("SELECT term, articles FROM terms WHERE id = ?1")?
            .query_row([number], |row| Ok((Term::from(row.get_ref(0)?.as_str()?), row.get(1)?)))?;
        let known = Known { number, articles: usize::try_from(articles).unwrap_or(0) };
        self.by_term.insert(term.clone(), known);
        self.by_number.insert(number, term.clone());
        Ok(term)
    }
}

impl Shelf for IndexShelf {
    fn articles(&self) -> usize {
        self.numbers.len()
    }

    fn find(&self, path: &str) -> Result<Option<usize>> {
        let number: Option<i64> = self.ask(|state| {
            state
                .reader
                .connection
                .prepare_cached("SELECT id FROM articles WHERE path = ?1 AND superseded = 0")?
                .query_row([path], |row| row.get(0))
                .optional()
        })?;
        Ok(number.and_then(|n| self.places.get(&n).copied()))
    }

    fn frequencies(&self, terms: &[Term]) -> Result<Vec<usize>> {
        self.ask(|state| terms.iter().map(|term| Ok(state.known(term)?.articles)).collect())
    }

    fn holding(&self, term: &Term) -> Result<Vec<usize>> {
        let numbers = self.ask(|state| {
            let number = state.known(term)?.number;
            let mut statement =
                state.reader.connection.prepare_cached("SELECT batch, articles FROM postings WHERE term = ?1")?;
            let mut rows = statement.query([number])?;
            let mut out = Vec::new();
            while let Some(row) = rows.next()? {
                let batch: i64 = row.get(0)?;
                let list = row.get_ref(1)?.as_blob()?;
                out.extend(numbers_of(list).into_iter().map(|n| n.wrapping_add(batch)));
            }
            Ok(out)
        })?;
        Ok(self.ascending(numbers))
    }

    fn in_band(&self, band: usize, hash: u64) -> Result<Vec<usize>> {
        let numbers: Vec<i64> = self.ask(|state| {
            let mut statement =
                state.reader.connection.prepare_cached("SELECT article FROM bands WHERE hash = ?1 AND band = ?2")?;
            statement.query_map([signed(hash), band as i64], |row| row.get(0))?.collect()
        })?;
        Ok(self.ascending(numbers))
    }

    fn profile(&self, article: usize) -> Result<Vec<Term>> {
        let Some(&number) = self.numbers.get(article) else { return Ok(Vec::new()) };
        let mut terms: Vec<Term> = self.ask(|state| {
            let list: Vec<u8> = state
                .reader
                .connection
                .prepare_cached("SELECT terms FROM profiles WHERE article = ?1")?
                .query_row([number], |row| row.get(0))?;
            numbers_of(&list).into_iter().map(|number| state.term(number)).collect()
        })?;
        terms.sort_unstable();
        Ok(terms)
    }

    fn published(&self, article: usize) -> Result<Option<Day>> {
        let Some(&number) = self.numbers.get(article) else { return Ok(None) };
        let day: Option<String> = self.ask(|state| {
            state
                .reader
                .connection
                .prepare_cached("SELECT published FROM articles WHERE id = ?1")?
                .query_row([number], |row| row.get(0))
        })?;
        Ok(day.and_then(|day| day.parse().ok()))
    }

    fn dossier(&self, article: usize) -> Result<Dossier> {
        let Some(&number) = self.numbers.get(article) else {
            return Err(damaged(&self.path, &format!("there is no article {article}")));
        };
        let packed: Vec<u8> = self.ask(|state| {
            state
                .reader
                .connection
                .prepare_cached("SELECT packed FROM dossiers WHERE article = ?1")?
                .query_row([number], |row| row.get(0))
        })?;
        // Unpacked by as many threads as ask.
        dossier(&packed).map_err(|what| damaged(&self.path, &what))
    }
}
