//! Pairs of texts of one matter, labelled by hand in `fixtures/pairs.jsonl`.

use recoupe::engine::{Engine, Options};
use recoupe::model::Lang;
use recoupe::pairs::{Answer, Feature};
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

/// What is seen of one feature in a pair of French texts.
fn seen(feature: Feature, left: &str, right: &str) -> f64 {
    engine(1).evidence(Lang::Fr, left, right).get(feature)
}

#[test]
fn a_clause_that_tells_the_claim_weighs_more_than_clauses_that_share_it() {
    let claim = "La mairie de Sorvane a vendu le stade.";
    let one = seen(Feature::Together, "Mardi soir, la mairie de Sorvane a vendu le stade à un armateur.", claim);
    let two = seen(Feature::Together, "La mairie de Sorvane ferme. Un armateur a vendu le stade de Brale.", claim);
    assert!(one > 0.9 && two < one, "{one} {two}");
}

#[test]
fn a_negation_counts_by_what_it_negates_of_the_claim() {
    let claim = "La mairie de Sorvane a vendu le stade.";
    let of_it = seen(Feature::TextNegates, "La mairie de Sorvane n'a pas vendu le stade.", claim);
    let beside = "Le club n'a pas joué dimanche. La mairie de Sorvane a vendu le stade.";
    assert!(of_it > 0.9, "{of_it}");
    assert_eq!(seen(Feature::TextNegates, beside, claim), 0.0);
    let both = "La mairie de Sorvane n'a pas vendu le stade.";
    assert_eq!(seen(Feature::TextNegates, both, both), 0.0);
}

#[test]
fn a_refutation_counts_by_what_its_sentence_tells_of_the_claim() {
    let claim = "La mairie de Sorvane a vendu le stade.";
    let of_it = seen(Feature::TextRefutes, "La vente du stade par la mairie de Sorvane est un canular.", claim);
    let beside =
        seen(Feature::TextRefutes, "La mairie de Sorvane a vendu le stade. Le crocodile est un canular.", claim);
    assert!(of_it > 0.5 && beside == 0.0, "{of_it} {beside}");
}

#[test]
fn what_the_claim_says_is_new_where_the_text_says_something_else_of_the_same() {
    let claim = "La mairie de Sorvane a vendu le stade.";
    assert!(seen(Feature::SaidNew, "Le stade de la mairie de Sorvane a brûlé.", claim) > 0.5);
    assert_eq!(seen(Feature::SaidNew, "Le stade a été vendu par la mairie de Sorvane.", claim), 0.0);
}

#[test]
fn the_end_of_the_claim_and_what_hangs_on_its_words_are_looked_for() {
    let claim = "Lundi, le port a doublé le prix du blé.";
    for (text, other, last) in [
        ("Lundi, le port a doublé le prix du maïs.", 1.0, 1.0),
        ("Lundi, le port a doublé le prix du blé dur.", 0.0, 0.0),
        ("Lundi, le prix a doublé au port.", 0.0, 1.0),
    ] {
        assert_eq!(seen(Feature::OtherComplement, text, claim), other, "{text}");
        assert_eq!(seen(Feature::MissingLast, text, claim), last, "{text}");
    }
}

#[test]
fn what_is_made_is_no_fake_but_what_is_made_up() {
    let claim = "Le tapis est exposé à Brale.";
    assert_eq!(seen(Feature::FalseOnce, "Le tapis fabriqué à Sorvane est exposé à Brale.", claim), 0.0);
    assert_eq!(seen(Feature::FalseOnce, "Le tapis exposé à Brale est fabriqué de toutes pièces.", claim), 1.0);
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
