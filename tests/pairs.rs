//! Pairs of texts of one matter, labelled by hand in `fixtures/pairs.jsonl`.

use recoupe::engine::{Engine, Options};
use recoupe::model::Lang;
use recoupe::pairs::Answer;
use recoupe::rules::RuleSet;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Labelled {
    id: String,
    lang: Lang,
    left: String,
    right: String,
    conflict: bool,
    /// The kind of the conflict, where one is surely meant.
    kind: Option<String>,
    /// Why it is known to go wrong as yet.
    known_miss: Option<String>,
}

fn engine(jobs: usize) -> Engine {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    Engine::new(rules, Options { jobs: Some(jobs), ..Options::default() }).expect("plain options")
}

fn labelled() -> Vec<Labelled> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pairs.jsonl");
    let text = std::fs::read_to_string(path).expect("the fixture");
    text.lines().map(|line| serde_json::from_str(line).expect("a labelled pair")).collect()
}

fn answers(engine: &Engine, pairs: &[Labelled]) -> Vec<Answer> {
    engine.pairs(pairs.iter().map(|p| (p.lang, p.left.as_str(), p.right.as_str())).collect())
}

#[test]
fn labelled_pairs_get_their_answer() {
    let pairs = labelled();
    let mut wrong = Vec::new();
    for (pair, answer) in pairs.iter().zip(answers(&engine(2), &pairs)) {
        let kind = answer.kind.map_or("none", |k| k.word());
        let other_kind = pair.kind.as_ref().is_some_and(|k| k != kind);
        let missed = answer.conflict != pair.conflict || other_kind;
        match &pair.known_miss {
            Some(why) if !missed => wrong.push(format!("{}: no longer a miss ({why})", pair.id)),
            None if missed => {
                wrong.push(format!("{}: {} {kind} {:.2}", pair.id, answer.conflict, answer.confidence));
            }
            _ => {}
        }
        if answer.conflict && answer.because.is_empty() {
            wrong.push(format!("{}: a conflict without a reason", pair.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_number_of_threads_and_the_neighbours_change_no_answer() {
    let pairs = labelled();
    let expected = answers(&engine(1), &pairs);
    assert_eq!(answers(&engine(3), &pairs), expected);
    let mut reversed: Vec<Labelled> = labelled();
    reversed.reverse();
    let mut back = answers(&engine(2), &reversed);
    back.reverse();
    assert_eq!(back, expected);
}

#[test]
fn a_text_and_its_copy_never_contradict_each_other() {
    let engine = engine(1);
    for pair in labelled() {
        for text in [&pair.left, &pair.right] {
            assert_eq!(engine.pair(pair.lang, text, text), Answer::none(), "{}", pair.id);
        }
    }
}

#[test]
fn any_text_has_an_answer() {
    use proptest::prelude::*;
    let engine = engine(1);
    let piece = prop_oneof![
        "\\PC{0,12}",
        prop::sample::select(vec![
            "ne",
            "pas",
            "n'",
            "jamais",
            "aucun",
            "que",
            ",",
            ".",
            "«",
            "12",
            "3 mars 2021",
            "la mairie",
            "faux",
            "not",
            "no",
            "Kelsby",
            "denied",
            "sans",
            "avant",
            "\u{a0}",
            "!",
            "\n\n",
            "?",
        ])
        .prop_map(str::to_owned),
    ];
    let text = || prop::collection::vec(piece.clone(), 0..30).prop_map(|p| p.join(" "));
    proptest!(ProptestConfig::with_cases(200), |(left in text(), right in text(), lang in 0..3_usize)| {
        let answer = engine.pair(Lang::ALL[lang], &left, &right);
        prop_assert!((0.0..=1.0).contains(&answer.confidence));
    });
}
