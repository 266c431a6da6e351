//! New articles against a corpus: what `check` finds is what an audit of all finds about them.

use recoupe::engine::{Engine, Options};
use recoupe::ingest;
use recoupe::model::{Finding, RawArticle, Report};
use recoupe::rules::RuleSet;
use std::collections::BTreeMap;
use std::path::Path;

fn engine() -> Engine {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    Engine::new(rules, Options { within: true, ..Options::default() }).unwrap_or_else(|e| panic!("{e}"))
}

/// The articles of every story.
fn corpus() -> Vec<RawArticle> {
    let mut out = Vec::new();
    let mut folders = vec![Path::new("fixtures").to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if ingest::is_supported(&path) && path.extension().is_some_and(|e| e == "md" || e == "txt") {
                out.extend(ingest::read(&path.to_string_lossy(), &std::fs::read(&path).expect("readable")).articles);
            }
        }
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

/// Findings in which the article takes part, with paths in place of numbers.
fn about(report: &Report, path: &str) -> Vec<String> {
    let paths: BTreeMap<&str, &str> = report.articles.iter().map(|a| (a.id.as_str(), a.path.as_str())).collect();
    let named = |finding: &Finding| {
        let mut finding = finding.clone();
        for side in &mut finding.sides {
            side.article = paths[side.article.as_str()].to_owned();
            side.origin.clear();
        }
        finding
    };
    let found = report.findings.iter().map(named).filter(|f| f.sides.iter().any(|s| s.article == path));
    found.map(|f| serde_json::to_string_pretty(&f).expect("findings are JSON")).collect()
}

#[test]
fn a_check_finds_what_an_audit_finds_about_the_new_article() {
    let (engine, all) = (engine(), corpus());
    let audit = engine.audit(all.clone(), Vec::new());
    let mut found = 0;
    let (held, problems) = engine.shelve(all.clone());
    assert!(problems.is_empty(), "{problems:?}");
    for new in &all {
        let checked = engine.check(vec![new.clone()], Vec::new(), &held).expect("memory is read");
        let (expected, got) = (about(&audit, &new.path), about(&checked, &new.path));
        assert_eq!(expected.join("\n"), got.join("\n"), "{}", new.path);
        assert_eq!(got.len(), checked.findings.len(), "{}: a finding without it", new.path);
        assert_eq!(checked.summary.corpus, Some(all.len() - 1));
        found += got.len();
    }
    assert!(found > 0);
}

#[test]
fn a_new_version_takes_the_place_of_the_old_one() {
    let (engine, all) = (engine(), corpus());
    let (held, _) = engine.shelve(all.clone());
    let new = &all[0];
    let without = engine.shelve(all.iter().filter(|a| a.path != new.path).cloned().collect()).0;
    let report =
        |shelf: &recoupe::engine::Held| engine.check(vec![new.clone()], Vec::new(), shelf).expect("memory is read");
    assert_eq!(report(&held), report(&without));
    assert!(report(&held).articles.iter().any(|a| a.new && a.path == new.path));
}
