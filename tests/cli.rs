//! The command line. A case is a file of `cmd/`: arguments, exit code, output and error texts;
//! `TRYCMD=overwrite cargo test --test cli` writes today's answers into them. What cannot be a file
//! of the repository is made here.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn recoupe(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recoupe")).args(args).current_dir(folder).output().expect("it starts")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The paths of the articles in a JSON report.
fn paths(output: &Output) -> Vec<String> {
    let report: recoupe::model::Report = serde_json::from_slice(&output.stdout).expect("a report");
    report.articles.into_iter().map(|a| a.path).collect()
}

/// A new folder with the two articles of `cmd/corpus`, which contradict each other.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["courrier.md", "tribune.md"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/corpus").join(name);
        fs::copy(from, folder.path().join(name)).expect("copied");
    }
    folder
}

#[test]
fn cases() {
    trycmd::TestCases::new().env("COLUMNS", "100").case("tests/cmd/*.toml");
}

#[test]
fn an_empty_folder_is_not_green() {
    let folder = tempfile::tempdir().unwrap();
    let output = recoupe(folder.path(), &["audit", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("nothing to analyse"), "{}", stderr(&output));
    assert_eq!(recoupe(folder.path(), &["audit", ".", "--allow-empty"]).status.code(), Some(0));
}

#[test]
fn argument_order_and_repetition_change_no_byte() {
    let folder = corpus();
    let run = |args: &[&str]| recoupe(folder.path(), &[&["audit", "--format", "json"], args].concat()).stdout;
    let expected = run(&["courrier.md", "tribune.md"]);
    assert!(!expected.is_empty());
    assert_eq!(run(&["tribune.md", "courrier.md"]), expected);
    assert_eq!(run(&["./tribune.md", ".", "courrier.md"]), expected);
    assert_eq!(run(&[".", "--jobs", "1"]), expected);
}

#[test]
fn folders_are_walked_as_gitignore_says() {
    let folder = corpus();
    fs::write(folder.path().join(".gitignore"), "tribune.md\n").unwrap();
    let output = recoupe(folder.path(), &["audit", ".", "--format", "json"]);
    assert_eq!(paths(&output), ["courrier.md"]);
}

#[test]
fn packed_articles_are_found_and_read_like_others() {
    let folder = corpus();
    let plain = fs::read(folder.path().join("tribune.md")).unwrap();
    let file = fs::File::create(folder.path().join("tribune.md.gz")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::default());
    packed.write_all(&plain).and_then(|()| packed.finish()).unwrap();
    fs::remove_file(folder.path().join("tribune.md")).unwrap();
    let output = recoupe(folder.path(), &["audit", ".", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(paths(&output), ["courrier.md", "tribune.md.gz"]);
}

#[test]
fn a_line_of_50_megabytes_keeps_nothing_else_from_being_read() {
    let folder = corpus();
    fs::write(folder.path().join("vast.txt"), "lorem ".repeat(50_000_000 / 6)).unwrap();
    let output = recoupe(folder.path(), &["audit", ".", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let paths = paths(&output);
    assert!(paths.contains(&"courrier.md".to_owned()) && paths.contains(&"tribune.md".to_owned()), "{paths:?}");
}

#[test]
fn many_reports_come_from_one_analysis() {
    let folder = corpus();
    let output = recoupe(folder.path(), &["audit", ".", "-o", "json=all.json", "-o", "csv=all.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stdout.is_empty(), "FORMAT=FILE adds a report");
    assert!(folder.path().join("all.csv").exists());

    let again = recoupe(folder.path(), &["report", "all.json"]);
    assert_eq!(again.stdout, output.stdout, "a saved report renders as the fresh one");

    let output = recoupe(folder.path(), &["audit", ".", "--format", "json", "-o", "only.json"]);
    assert!(output.stdout.is_empty(), "FILE takes the place of standard output");
    assert_eq!(fs::read(folder.path().join("only.json")).unwrap(), fs::read(folder.path().join("all.json")).unwrap());
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let folder = corpus();
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["audit", "."])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "");
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let folder = corpus();
    let escapes = |args: &[&str]| recoupe(folder.path(), &[&["audit", "."], args].concat()).stdout.contains(&0x1b);
    assert!(!escapes(&[]));
    assert!(!escapes(&["--color", "never"]));
    assert!(escapes(&["--color", "always"]));
    assert!(escapes(&["--color", "always", "-o", "json=all.json"]));
}
