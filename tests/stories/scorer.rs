//! The scorer is itself proved: on a report made by hand.

use crate::labels::{Place, Role, Target};
use crate::score::{Score, score};
use libtest_mimic::Trial;
use recoupe::model::Kind;
use recoupe::model::Report;
use serde_json::{Value, json};

fn side(article: &str, group: usize, start: usize, end: usize) -> Value {
    json!({"article": article, "group": group, "start": start, "end": end, "line": 1, "column": 1,
           "quote": "q", "sentence": "q"})
}

/// A report on the articles `a` and `b` with one finding.
fn report(kind: Kind, sides: &[Value]) -> Result<Report, String> {
    let article = |id: &str, path: &str| {
        json!({"id": id, "path": path, "title": null, "source": path, "published": null, "lang": "fr", "origin": id})
    };
    let finding = json!({"id": "1", "rule": "some-rule", "kind": kind, "verdict": "contradiction", "severity": "error",
        "confidence": 1.0, "topic": "", "message": "", "because": [], "sides": sides});
    let counts = json!({"error": 1, "warning": 0, "note": 0});
    let summary = json!({"articles": 2, "sentences": 2, "claims": 2, "compared": 1, "findings": counts, "origins": 2});
    let report = json!({"schema": Report::SCHEMA, "tool": {"name": "recoupe", "version": "0"},
        "articles": [article("a1", "x/a.md"), article("a2", "x/b.md")],
        "findings": [finding], "figures": [], "problems": [], "summary": summary});
    serde_json::from_value(report).map_err(|e| e.to_string())
}

fn target(name: &str, kinds: &[Kind], role: Role) -> Target {
    let place = |article: &str| Place { article: article.into(), start: 10, end: 20 };
    Target { name: name.into(), kinds: kinds.to_vec(), role, places: [place("a"), place("b")], shown: String::new() }
}

fn scored(kind: Kind, sides: &[Value], targets: &[Target]) -> Result<Score, String> {
    Ok(score(&report(kind, sides)?, targets))
}

fn expect(ok: bool, score: &Score) -> Result<(), String> {
    if ok { Ok(()) } else { Err(format!("{score:?}")) }
}

fn swapped_sides_are_right() -> Result<(), String> {
    let sides = [side("a2", 0, 19, 30), side("a1", 1, 0, 11)];
    let score = scored(Kind::Numeric, &sides, &[target("toll", &[Kind::Numeric], Role::Must)])?;
    expect(score.right == 1 && score.wrong.is_empty() && score.found.contains("toll"), &score)
}

fn another_kind_is_false() -> Result<(), String> {
    let sides = [side("a1", 0, 10, 20), side("a2", 1, 10, 20)];
    let score = scored(Kind::Denial, &sides, &[target("toll", &[Kind::Numeric], Role::Must)])?;
    expect(score.wrong.len() == 1 && score.missed.len() == 1, &score)
}

fn touching_is_not_overlapping() -> Result<(), String> {
    let sides = [side("a1", 0, 20, 30), side("a2", 1, 10, 20)];
    let score = scored(Kind::Numeric, &sides, &[target("toll", &[Kind::Numeric], Role::Must)])?;
    expect(score.wrong.len() == 1, &score)
}

fn sides_of_one_group_are_no_pair() -> Result<(), String> {
    let sides = [side("a1", 0, 10, 20), side("a2", 0, 10, 20)];
    let score = scored(Kind::Numeric, &sides, &[target("toll", &[Kind::Numeric], Role::Must)])?;
    expect(score.right == 0 && score.wrong.is_empty() && score.found.is_empty(), &score)
}

fn optional_counts_neither_way() -> Result<(), String> {
    let sides = [side("a1", 0, 10, 20), side("a2", 1, 10, 20)];
    let score = scored(Kind::Numeric, &sides, &[target("toll", &[Kind::Numeric], Role::Optional)])?;
    expect(score.right == 0 && score.wrong.is_empty() && score.must.is_empty(), &score)
}

fn later_is_right_and_never_missed() -> Result<(), String> {
    let sides = [side("a1", 0, 10, 20), side("a2", 1, 10, 20)];
    let targets = [target("cause", &[Kind::Polarity], Role::Later)];
    let told = scored(Kind::Polarity, &sides, &targets)?;
    expect(told.right == 1 && told.must.is_empty(), &told)?;
    let untold = scored(Kind::Update, &sides, &targets)?;
    expect(untold.missed.is_empty(), &untold)
}

fn a_trap_is_named() -> Result<(), String> {
    let sides = [side("a1", 0, 10, 20), side("a2", 1, 10, 20)];
    let score = scored(Kind::Numeric, &sides, &[target("another year", &[], Role::Trap)])?;
    expect(score.wrong.iter().any(|line| line.contains("another year")), &score)
}

fn a_note_is_never_false() -> Result<(), String> {
    let sides = [side("a1", 0, 10, 20), side("a2", 1, 10, 20)];
    let targets = [target("toll", &[Kind::Update], Role::Must), target("trap", &[], Role::Trap)];
    let score = scored(Kind::Update, &sides, &targets)?;
    expect(score.wrong.is_empty() && score.notes_found.contains("toll") && score.notes() == 1.0, &score)
}

/// The proofs, as tests.
pub fn trials() -> Vec<Trial> {
    let tests: [(&str, fn() -> Result<(), String>); 8] = [
        ("swapped_sides_are_right", swapped_sides_are_right),
        ("another_kind_is_false", another_kind_is_false),
        ("touching_is_not_overlapping", touching_is_not_overlapping),
        ("sides_of_one_group_are_no_pair", sides_of_one_group_are_no_pair),
        ("optional_counts_neither_way", optional_counts_neither_way),
        ("later_is_right_and_never_missed", later_is_right_and_never_missed),
        ("a_trap_is_named", a_trap_is_named),
        ("a_note_is_never_false", a_note_is_never_false),
    ];
    tests.into_iter().map(|(name, test)| Trial::test(format!("scorer/{name}"), move || Ok(test()?))).collect()
}
