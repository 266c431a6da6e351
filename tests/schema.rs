//! What `audit --format json` writes is what `config schema findings` says, for every story.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn recoupe(args: &[&str]) -> Value {
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO_BIN_EXE_recoupe")).args(args).current_dir(root).output().expect("it starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.is_empty(), "{args:?}: {stderr}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{args:?}: {e}"))
}

/// The folders in a folder, sorted.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("readable").map(|e| e.expect("readable").path());
    let mut folders: Vec<PathBuf> = entries.filter(|p| p.is_dir()).collect();
    folders.sort();
    folders
}

fn audit(folder: &str) -> Value {
    recoupe(&["audit", folder, "--isolated", "--format", "json"])
}

#[test]
fn every_report_is_valid() {
    let schema = jsonschema::validator_for(&recoupe(&["config", "schema", "findings"])).expect("a schema");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for story in folders(&fixtures).iter().flat_map(|lang| folders(lang)) {
        let report = audit(&story.to_string_lossy());
        let errors: Vec<String> = schema.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}:\n{}", story.display(), errors.join("\n"));
    }
}

#[test]
fn a_report_of_two_versions_is_valid() {
    let schema = jsonschema::validator_for(&recoupe(&["config", "schema", "findings"])).expect("a schema");
    let (old, new) = ("tests/cmd/versions/old.md", "tests/cmd/versions/new.md");
    let report = recoupe(&["diff", old, new, "--versions", "--isolated", "--format", "json"]);
    assert!(schema.is_valid(&report), "{:#?}", schema.iter_errors(&report).collect::<Vec<_>>());
    assert_eq!(report.pointer("/comparison/changes/0/sort"), Some(&"figure".into()));
    let mut wrong = report.clone();
    *wrong.pointer_mut("/comparison/changes/0/sort").expect("a sort") = "mood".into();
    assert!(!schema.is_valid(&wrong));
}

#[test]
fn a_report_that_lacks_a_field_is_not() {
    let schema = jsonschema::validator_for(&recoupe(&["config", "schema", "findings"])).expect("a schema");
    let report = audit("fixtures/fr/pegasus");
    assert!(schema.is_valid(&report));
    for (at, key) in
        [("", "problems"), ("/articles/0", "title"), ("/findings/0", "id"), ("/findings/0/sides/0", "quote")]
    {
        let mut without = report.clone();
        let removed = without.pointer_mut(at).and_then(Value::as_object_mut).and_then(|o| o.remove(key));
        assert!(removed.is_some(), "{at} has no {key}");
        assert!(!schema.is_valid(&without), "{at} without {key} is valid");
    }
}
