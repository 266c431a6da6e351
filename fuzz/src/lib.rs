//! What the fuzz targets do with their bytes, and what must hold then. A target is a function that
//! panics where something does not hold; `targets/` hands each to libFuzzer.

mod blocking;
mod files;
mod forms;
mod index;
mod report;
mod texts;

pub use blocking::blocking;
pub use files::{config, rules};
pub use forms::{charset, feed, gzip, html, jsonl, plain};
pub use index::index;
pub use report::report;
pub use texts::{clean, extract, split};

use recoupe::engine::{Engine, Options};
use recoupe::model::{Lang, Meta, RawArticle};
use recoupe::rules::RuleSet;
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

/// One thread: what is slow shows, and the same bytes take the same way.
pub(crate) static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| engine(Options { jobs: Some(1), ..Options::default() }));

pub(crate) fn engine(options: Options) -> Engine {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    Engine::new(rules, options).unwrap_or_else(|e| panic!("{e}"))
}

/// The language that the first byte picks, and the rest.
pub(crate) fn lang(data: &[u8]) -> Option<(Lang, &[u8])> {
    let (&first, rest) = data.split_first()?;
    Some((Lang::ALL[usize::from(first) % Lang::ALL.len()], rest))
}

pub(crate) fn article(path: &str, lang: Lang, text: &str) -> RawArticle {
    let meta = Meta { source: path.to_owned(), published: "2025-03-06".parse().ok(), lang: Some(lang), ..Meta::default() };
    RawArticle { path: path.to_owned(), text: text.to_owned(), body: 0..text.len(), meta }
}

/// A folder for the files of a target, in memory where the machine has a place for that.
pub(crate) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a temporary folder")
}

/// An error is a sentence that says where: in which file, or which option.
pub(crate) fn is_told(message: &str, named: &str) {
    assert!(message.contains(named), "an error without its place, {named}: {message:?}");
    assert!(message.len() > named.len() + 3, "an error without a sentence: {message:?}");
}
