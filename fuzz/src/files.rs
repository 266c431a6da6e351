//! What users write for the program: rules, recoupe.toml, baselines. It loads, or an error says where
//! it does not.

use crate::{ENGINE, folder, is_told};
use recoupe::baseline::{Baseline, Note};
use recoupe::config::Settings;
use recoupe::model::{Day, Severity};
use recoupe::report::sample;
use recoupe::rules::{Files, RuleSet};
use std::fs;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};
use tempfile::TempDir;

/// The files of the binary, which those of a user add to or take the place of.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut names: Vec<String> = Files::embedded().under("").map(str::to_owned).collect();
    // One that there is not yet.
    names.push("conflicts/fuzz-count.toml".to_owned());
    names
});

/// Rules whose thresholds a configuration may change.
static LIMITED: LazyLock<Mutex<RuleSet>> = LazyLock::new(|| Mutex::new(RuleSet::embedded().expect("they load")));

static FOLDER: LazyLock<TempDir> = LazyLock::new(folder);

/// A rule file of the user's own in place of one of the binary: the first line names it, as it
/// stands below `rules/`.
pub fn rules(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (name, text) = text.split_once('\n').unwrap_or(("", text));
    let name = NAMES.iter().find(|n| *n == name).unwrap_or(&NAMES[name.len() % NAMES.len()]);
    let root = FOLDER.path().join("rules");
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("made");
    fs::write(&path, text).expect("written");
    let mut files = Files::embedded();
    files.overlay(&root).expect("read");
    let loaded = RuleSet::load(&files);
    fs::remove_file(&path).expect("removed");
    match loaded {
        Ok(rules) => {
            rules.reading_stamp();
            rules.entries();
            rules.conflicts.iter().for_each(|rule| drop(recoupe::rules::page(rule)));
        }
        // Where a name of one file is missing in another, the other one is named.
        Err(error) => is_told(&error.to_string(), ".toml"),
    }
}

/// recoupe.toml, or a baseline where the first byte is `#` and the second `b`.
pub fn config(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(text) = text.strip_prefix("#b") {
        return baseline(text);
    }
    let path: PathBuf = FOLDER.path().join("recoupe.toml");
    fs::write(&path, text).expect("written");
    let rules = ENGINE.rules();
    let settings = match Settings::find(Some(&path), None) {
        Ok(settings) => settings,
        Err(error) => return is_told(&error.to_string(), ".toml"),
    };
    if let Err(error) = settings.check(rules) {
        return is_told(&error.to_string(), "recoupe.toml");
    }
    let shown = settings.to_toml(rules).expect("what was read can be shown");
    settings.shown(rules).expect("what was read can be shown");
    settings.options(rules);
    settings.limit(&mut LIMITED.lock().expect("no panic while it is held"));
    if let Err(error) = settings.suppress(&mut sample(), Day::new(2025, 3, 6).expect("a day")) {
        is_told(&error.to_string(), "recoupe.toml");
    }
    // What is shown is a configuration, and says the same.
    fs::write(&path, &shown).expect("written");
    let again = Settings::find(Some(&path), None).unwrap_or_else(|e| panic!("{e}, in what was shown:\n{shown}"));
    assert_eq!(again.config.select.unwrap_or_default(), settings.config.select.unwrap_or_default());
}

fn baseline(text: &str) {
    let today = Day::new(2025, 3, 6).expect("a day");
    let baseline = match Baseline::parse("b.toml", text) {
        Ok(baseline) => baseline,
        Err(error) => return is_told(&error.to_string(), "b.toml"),
    };
    let mut report = sample();
    baseline.accept(&mut report, today);
    let note = Note { reason: None, who: Some("Z".into()), today, expires: None, least: Severity::Note };
    let (updated, _) = baseline.updated(&sample(), &note).expect("updated");
    let next = Baseline::parse("b.toml", &updated).unwrap_or_else(|e| panic!("{e}, in what was written:\n{updated}"));
    assert!(next.entries().count() >= baseline.entries().count(), "an entry is lost");
    let (pruned, _) = baseline.pruned(&sample()).expect("pruned");
    Baseline::parse("b.toml", &pruned).unwrap_or_else(|e| panic!("{e}, in what was pruned:\n{pruned}"));
}
