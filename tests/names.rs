//! Names: variants meet across articles, near names of different people do not.

use recoupe::engine::{Engine, Options};
use recoupe::ingest;
use recoupe::model::Report;
use recoupe::rules::{Alias, RuleSet};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine(Options::default()));

fn engine(options: Options) -> Engine {
    Engine::new(RuleSet::embedded().expect("the embedded rules load"), options).expect("the options are right")
}

fn audit(engine: &Engine, left: &str, right: &str) -> Report {
    let read = |name: &str, text: &str| {
        let file = format!("---\nsource: {name}\npublished: 2025-03-06\nlang: fr\n---\n\n{text}\n");
        ingest::read(&format!("{name}.md"), file.as_bytes()).articles
    };
    let articles = read("gauche", left).into_iter().chain(read("droite", right)).collect();
    engine.audit(articles, Vec::new())
}

/// The rules that tell a conflict between the two texts.
fn rules(engine: &Engine, left: &str, right: &str) -> Vec<String> {
    let report = audit(engine, left, right);
    report.findings.into_iter().map(|f| f.rule).filter(|r| r != "different-measure").collect()
}

const DENIAL: &str = "La société Argelot dément qu'Hélène Ferrand ait été la cible du logiciel Sirius.";

#[test]
fn a_full_name_and_a_surname_are_one() {
    let told = "Selon le consortium Phare, Ferrand a été la cible du logiciel Sirius vendu par Argelot.";
    assert_eq!(rules(&ENGINE, DENIAL, told), ["claim-denial"]);
}

#[test]
fn a_description_stands_for_the_name_that_it_came_with() {
    let told = "La présidente valmaise Hélène Ferrand est arrivée mercredi à Lorvans. Selon le consortium Phare, \
                la présidente valmaise a été la cible du logiciel Sirius vendu par Argelot.";
    assert_eq!(rules(&ENGINE, DENIAL, told), ["claim-denial"]);
}

#[test]
fn another_first_name_is_another_person() {
    let told = "Selon le consortium Phare, Pauline Ferrand a été la cible du logiciel Sirius vendu par Argelot.";
    assert!(rules(&ENGINE, DENIAL, told).is_empty());
}

#[test]
fn a_misspelt_channel_is_the_same_and_another_number_is_not() {
    let left = "Channel 12 a été condamnée mercredi à Lorvans pour diffamation envers le maire.";
    let right = "Chanel 12 a été relaxée mercredi à Lorvans dans l'affaire de diffamation envers le maire.";
    assert_eq!(rules(&ENGINE, left, right), ["opposite-outcome"]);
    assert!(rules(&ENGINE, left, &right.replace("Chanel 12", "Channel 13")).is_empty());
}

#[test]
fn an_alias_makes_two_names_one() {
    let left = "Norlink a été condamnée mercredi à Lorvans pour espionnage de journalistes.";
    let right = "Nordlien a été relaxée mercredi à Lorvans dans l'affaire d'espionnage de journalistes.";
    assert!(rules(&ENGINE, left, right).is_empty());
    let aliases = vec![Alias { name: "Norlink".into(), variants: vec!["Nordlien".into()] }];
    let engine = engine(Options { aliases, ..Options::default() });
    assert_eq!(rules(&engine, left, right), ["opposite-outcome"]);
}

#[test]
fn a_group_and_its_bare_name_are_one() {
    let left = "Le groupe Norlink a été condamné mercredi à Lorvans pour espionnage de journalistes.";
    let right = "Norlink a été relaxé mercredi à Lorvans dans l'affaire d'espionnage de journalistes.";
    assert_eq!(rules(&ENGINE, left, right), ["opposite-outcome"]);
}
