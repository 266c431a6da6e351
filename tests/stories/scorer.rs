//! The scorer is itself proved: on a report and a story made by hand.

use crate::floor::Floor;
use crate::labels::{ArticleFile, Place, Role, Story, Target};
use crate::score::{Score, score};
use libtest_mimic::Trial;
use recoupe::model::{Kind, Report};
use serde_json::{Value, json};
use std::path::PathBuf;

type Test = fn() -> Result<(), String>;

fn side(article: &str, group: usize, start: usize, end: usize) -> Value {
    json!({"article": article, "group": group, "start": start, "end": end, "line": 1, "column": 1,
           "quote": "q", "sentence": "q"})
}

/// A report on the articles `a` and `b` with one finding.
fn report(kind: Kind, sides: &[Value]) -> Result<Report, String> {
    let article = |id: &str, path: &str| json!({"id": id, "path": path, "title": null, "source": path, "published": null, "lang": "fr", "origin": id});
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

fn a_fallen_score_is_explained() -> Result<(), String> {
    let sides = [side("a1", 0, 0, 5), side("a2", 1, 0, 5)];
    let score = scored(Kind::Numeric, &sides, &[target("toll", &[Kind::Numeric], Role::Must)])?;
    let low = Floor { precision: 0.0, recall: 0.0, notes: 1.0 };
    low.hold("x", &score)?;
    let high = Floor { precision: 0.5, recall: 0.5, notes: 1.0 };
    match high.hold("x", &score) {
        Err(told) if told.contains("missed numeric \"toll\"") && told.contains("false  numeric some-rule") => Ok(()),
        other => Err(format!("{other:?}")),
    }
}

/// A story of two articles with one conflict between `sides`, in TOML.
fn story(sides: &str) -> Result<Story, String> {
    let file = |path: &str, text: &str| ArticleFile { path: path.into(), text: text.into() };
    let articles = [("a", file("a.md", "Three died. Three fled.")), ("b", file("b.md", "Five died."))];
    let text = format!("title = 't'\nlang = 'en'\n[[conflict]]\nname = 'toll'\nkinds = ['numeric']\nsides = [{sides}]");
    Ok(Story {
        key: "en/x".into(),
        folder: PathBuf::new(),
        articles: articles.into_iter().map(|(name, file)| (name.to_string(), file)).collect(),
        labels: toml::from_str(&text).map_err(|e| e.to_string())?,
    })
}

fn refused(sides: &str, why: &str) -> Result<(), String> {
    match story(sides)?.check() {
        Err(told) if told.contains(why) => Ok(()),
        other => Err(format!("{sides}: {other:?}, expected \"{why}\"")),
    }
}

fn wrong_labels_are_refused() -> Result<(), String> {
    let b = "{article='b', words='Five died'}";
    story(&format!("{{article='a', words='Three died'}}, {b}"))?.check()?;
    refused(&format!("{{article='a', words='Three'}}, {b}"), "more than once")?;
    refused(&format!("{{article='a', words='Four died'}}, {b}"), "does not hold the words")?;
    refused(&format!("{{article='c', words='Three died'}}, {b}"), "there is no article")?;
    refused("{article='a', words='Three died'}, {article='a', words='Three fled'}", "sets nothing against anything")
}

fn a_side_without_a_group_stands_alone() -> Result<(), String> {
    let one = "{article='a', words='Three died', group=0}, {article='b', words='Five died', group=0}";
    refused(one, "sets nothing against anything")?;
    let two = "{article='a', words='Three died', group=0}, {article='b', words='Five died'}";
    story(two)?.check()
}

/// The proofs, as tests.
pub fn trials() -> Vec<Trial> {
    let tests: [(&str, Test); 11] = [
        ("swapped_sides_are_right", swapped_sides_are_right),
        ("another_kind_is_false", another_kind_is_false),
        ("touching_is_not_overlapping", touching_is_not_overlapping),
        ("sides_of_one_group_are_no_pair", sides_of_one_group_are_no_pair),
        ("optional_counts_neither_way", optional_counts_neither_way),
        ("later_is_right_and_never_missed", later_is_right_and_never_missed),
        ("a_trap_is_named", a_trap_is_named),
        ("a_note_is_never_false", a_note_is_never_false),
        ("a_fallen_score_is_explained", a_fallen_score_is_explained),
        ("wrong_labels_are_refused", wrong_labels_are_refused),
        ("a_side_without_a_group_stands_alone", a_side_without_a_group_stands_alone),
    ];
    tests.into_iter().map(|(name, test)| Trial::test(format!("scorer/{name}"), move || Ok(test()?))).collect()
}
