//! What the fuzz targets do with their bytes, and what must hold then. A target is a function that
//! panics where something does not hold; `targets/` hands each to libFuzzer.

mod blocking;
mod files;
mod forms;
mod index;
#[path = "../../tests/shared/listing.rs"]
mod listing;
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
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use tempfile::TempDir;

/// One thread: what is slow shows, and the same bytes take the same way.
pub(crate) static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine(Options { jobs: Some(1), ..Options::default() }));

pub(crate) fn engine(options: Options) -> Engine {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    Engine::new(rules, options).unwrap_or_else(|e| panic!("{e}"))
}

/// What 100 KB may take, in milliseconds of the processor: 1 s, and five times that with coverage counted
/// and every check on.
const MOST: u128 = 5_000;

/// The slowest unit so far, in milliseconds.
static SLOWEST: AtomicU64 = AtomicU64::new(0);

/// Runs a target. Its time is that of the processor, which a busy machine does not change; `run.sh` reads
/// the slowest out of what is printed.
pub fn timed(target: fn(&[u8]), data: &[u8]) {
    LazyLock::force(&ENGINE);
    let start = spent();
    target(data);
    let took = spent() - start;
    assert!(took <= MOST * (1 + data.len() as u128 / 100_000), "slow: {took} ms for {} bytes", data.len());
    let took = u64::try_from(took).unwrap_or(u64::MAX);
    if SLOWEST.fetch_max(took, Relaxed) < took {
        eprintln!("slowest: {took} ms for {} bytes", data.len());
    }
}

/// Milliseconds of the processor that this process has taken.
fn spent() -> u128 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    u128::try_from(time.tv_sec).unwrap_or(0) * 1000 + u128::try_from(time.tv_nsec).unwrap_or(0) / 1_000_000
}

/// The language that the first byte picks, and the rest.
pub(crate) fn lang(data: &[u8]) -> Option<(Lang, &[u8])> {
    let (&first, rest) = data.split_first()?;
    Some((Lang::ALL[usize::from(first) % Lang::ALL.len()], rest))
}

pub(crate) fn article(path: &str, lang: Lang, text: &str) -> RawArticle {
    let meta =
        Meta { source: path.to_owned(), published: "2025-03-06".parse().ok(), lang: Some(lang), ..Meta::default() };
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
