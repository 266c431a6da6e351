//! The index: it answers as the articles' files would, whatever was added, changed and removed in
//! whatever order, and it keeps what it has said that it holds.

mod files;
mod kill;
mod limits;
mod same;
#[path = "../shared/shell.rs"]
mod shell;
mod versions;

use recoupe::engine::{Engine, Options};
use recoupe::index::{Filed, Index, Parcel};
use recoupe::model::{Problem, RawArticle};
use recoupe::rules::RuleSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(RuleSet::embedded().expect("rules"), Options::default()).expect("an engine"));

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All articles of the French stories, by their paths from the root of the repository.
fn fixtures() -> Vec<RawArticle> {
    let mut out = Vec::new();
    let walk = ignore::WalkBuilder::new(root().join("fixtures/fr")).sort_by_file_path(|a, b| a.cmp(b)).build();
    for path in
        walk.map(|entry| entry.expect("readable").into_path()).filter(|p| p.extension().is_some_and(|e| e == "md"))
    {
        let shown = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
        out.extend(recoupe::ingest::read(&shown, &std::fs::read(&path).expect("readable")).articles);
    }
    assert!(out.len() > 20, "the stories are there");
    out
}

fn parcel(raw: &RawArticle) -> Result<Parcel, Problem> {
    ENGINE.card(raw.clone()).map(|card| Parcel::new(raw, card))
}

fn read_all(some: &[RawArticle]) -> Vec<Result<Parcel, Problem>> {
    some.iter().map(parcel).collect()
}

fn add(index: &mut Index, some: &[RawArticle]) -> Vec<Filed> {
    let parcels: Vec<Parcel> = some.iter().map(|raw| parcel(raw).expect("it can be read")).collect();
    index.add(&ENGINE.stamp(), &parcels).expect("added")
}

/// A folder, and the path of an index in it that is not there yet.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("corpus.db");
    (folder, path)
}

fn recoupe(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recoupe")).args(args).current_dir(folder).output().expect("it starts")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
