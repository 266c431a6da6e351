//! What `config schema` says is what files are: every report of a story, every rule, and every
//! recoupe.toml of the cases of the command line.

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
fn a_report_with_profiles_is_valid() {
    let schema = jsonschema::validator_for(&recoupe(&["config", "schema", "findings"])).expect("a schema");
    let report = recoupe(&["audit", "tests/cmd/profiles", "--by-source", "--isolated", "--format", "json"]);
    assert!(schema.is_valid(&report), "{:#?}", schema.iter_errors(&report).collect::<Vec<_>>());
    assert_eq!(report.pointer("/profiles/3/cases/0/sort"), Some(&"alone".into()));
    let mut wrong = report.clone();
    *wrong.pointer_mut("/profiles/3/figures/alone").expect("a count") = (-1).into();
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

/// A TOML file as JSON, dates being strings.
fn toml(path: &Path) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(plain).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(k, v)| (k, plain(v))).collect(),
            other => serde_json::to_value(other).expect("JSON"),
        }
    }
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    plain(toml::Value::Table(toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))))
}

#[test]
fn every_rule_is_valid_and_a_misspelt_one_is_not() {
    let schema = jsonschema::validator_for(&recoupe(&["config", "schema", "rules"])).expect("a schema");
    let files = fs::read_dir("rules/conflicts").expect("readable").map(|e| e.expect("readable").path());
    let mut seen = 0;
    for path in files {
        let rule = toml(&path);
        let errors: Vec<String> = schema.iter_errors(&rule).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}:\n{}", path.display(), errors.join("\n"));
        for (at, key) in [("", "title"), ("", "message"), ("/example/0", "verdict")] {
            let mut without = rule.clone();
            without.pointer_mut(at).and_then(Value::as_object_mut).and_then(|o| o.remove(key)).expect(key);
            assert!(!schema.is_valid(&without), "{} without {key} is valid", path.display());
        }
        let mut wrong = rule.clone();
        wrong["comparator"] = "guess".into();
        assert!(!schema.is_valid(&wrong), "a comparator that is none");
        let mut more = rule;
        more["titel"] = "x".into();
        assert!(!schema.is_valid(&more), "a key that is none");
        seen += 1;
    }
    assert!(seen > 20, "rules/conflicts holds rules");
}

#[test]
fn every_configuration_that_loads_is_valid() {
    let schema = recoupe(&["config", "schema", "configuration"]);
    assert_eq!(schema, recoupe(&["config", "schema", "config"]), "one file under two names");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for name in ["config-override", "config-rule", "config-all", "config-suppress"] {
        let file = toml(&Path::new("tests/cmd").join(name).join("recoupe.toml"));
        let errors: Vec<String> = schema.iter_errors(&file).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{name}:\n{}", errors.join("\n"));
    }
    for name in ["config-key", "config-value"] {
        assert!(!schema.is_valid(&toml(&Path::new("tests/cmd").join(name).join("recoupe.toml"))), "{name} is valid");
    }
}
