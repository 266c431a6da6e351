//! Articles that wait on disk: what memory has no room for, in a file that nobody else sees and
//! that is gone when the run is.

use super::kept::Taken;
use crate::error::{Error, Result};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

/// Where an article stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    start: u64,
    length: usize,
}

/// The file, and what memory still has room for.
#[derive(Debug, Default)]
pub(super) struct Spill {
    /// Bytes of articles that may stay in memory; no end where none is given.
    budget: Option<usize>,
    held: usize,
    file: Option<Mutex<File>>,
    end: u64,
}

impl Spill {
    pub fn new(budget: Option<usize>) -> Self {
        Self { budget, ..Self::default() }
    }

    /// Writes an article of about `size` bytes where memory has no room for it; `None` where it has.
    ///
    /// # Errors
    /// There is no room on disk either.
    pub fn put(&mut self, taken: &Taken, size: usize) -> Result<Option<Place>> {
        self.held += size;
        if self.budget.is_none_or(|most| self.held <= most) {
            return Ok(None);
        }
        self.held -= size;
        let mut bytes = Vec::with_capacity(size);
        rmp_serde::encode::write_named(&mut bytes, taken).map_err(|e| fault("write", &e))?;
        let packed = lz4_flex::compress_prepend_size(&bytes);
        if self.file.is_none() {
            self.file = Some(Mutex::new(tempfile::tempfile().map_err(|e| fault("make", &e))?));
        }
        let place = Place { start: self.end, length: packed.len() };
        if let Some(file) = &mut self.file {
            let file = file.get_mut().unwrap_or_else(PoisonError::into_inner);
            file.write_all(&packed).map_err(|e| fault("write", &e))?;
        }
        self.end += packed.len() as u64;
        Ok(Some(place))
    }

    /// Reads an article again.
    ///
    /// # Errors
    /// The file does not give back what was written.
    pub fn get(&self, place: Place) -> Result<Taken> {
        let mut packed = vec![0; place.length];
        if let Some(file) = &self.file {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(place.start)).map_err(|e| fault("read", &e))?;
            file.read_exact(&mut packed).map_err(|e| fault("read", &e))?;
        }
        let bytes = lz4_flex::decompress_size_prepended(&packed).map_err(|e| fault("read", &e))?;
        rmp_serde::from_slice(&bytes).map_err(|e| fault("read", &e))
    }
}

fn fault(doing: &str, error: &dyn std::fmt::Display) -> Error {
    let folder = std::env::temp_dir();
    let message = format!(
        "cannot {doing} the file of articles that --memory has no room for: {error}; expected room there, or a larger \
         --memory"
    );
    Error::File { path: folder, message }
}
