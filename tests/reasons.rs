//! Why something was read as it was: which words, by which entry of which rule file. A case is a
//! sentence with what must be among the reasons, as
//! `what was decided | words | list, file`, or `… | why` where no entry decided.

use recoupe::engine::{Engine, Options};
use recoupe::model::{Lang, Reason};
use recoupe::rules::RuleSet;
use std::fs;

fn reasons(lang: Lang, text: &str) -> Vec<Reason> {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    let engine = Engine::new(rules, Options::default()).unwrap_or_else(|e| panic!("{e}"));
    let entries = engine.rules().entries();
    let (listing, reasons) = engine.list(&engine.line("x", lang, text), Some(&entries));
    assert_eq!(reasons.quantities.len(), listing.quantities.len());
    assert_eq!(reasons.dates.len(), listing.dates.len());
    assert_eq!(reasons.attributions.len(), listing.attributions.len());
    assert_eq!(reasons.claims.len(), listing.claims.len());
    [reasons.quantities, reasons.dates, reasons.attributions, reasons.claims].concat().concat()
}

fn told(reason: &Reason) -> String {
    let Reason { reads, words, by, why } = reason;
    match by {
        Some(by) if why.is_empty() => format!("{reads} | {words} | {}, {}", by.list, by.file),
        Some(by) => format!("{reads}, {why} | {words} | {}, {}", by.list, by.file),
        None => format!("{reads} | {words} | {why}"),
    }
}

fn check(lang: Lang, text: &str, expected: &[&str]) {
    let all = reasons(lang, text);
    let told: Vec<String> = all.iter().map(told).collect();
    for one in expected {
        assert!(told.iter().any(|t| t == one), "{text}\nlacks {one}\nof {told:#?}");
    }
    for entry in all.iter().filter_map(|r| r.by.as_ref()) {
        let file = fs::read_to_string(entry.file.as_str()).expect("a rule file");
        let line = file.lines().nth(entry.line - 1).unwrap_or("");
        assert!(line.contains(entry.entry.as_str()), "{entry:?} does not stand in {line}");
    }
}

#[test]
fn bounds_units_and_numbers_name_their_entries() {
    check(
        Lang::Fr,
        "Le port d'Arvel a coûté près de 250 M€ et près d'un million d'euros de plus au moins vingt fois.",
        &[
            "bound about | près de | bound[about].before, rules/fr/numbers.toml",
            "unit EUR | € | unit[EUR].symbols, rules/units.toml",
            "unit EUR | euros | words.EUR, rules/fr/units.toml",
            "number | million | scales, rules/fr/numbers.toml",
            "kind money |  | its unit measures money-EUR",
        ],
    );
    check(
        Lang::En,
        "The Norlink tanker lost $3 million, up to 40 km from Skerra, about a dozen sailors said.",
        &[
            "unit USD | $ | unit[USD].prefixes, rules/units.toml",
            "unit km ×1000 | km | unit[km].symbols, rules/units.toml",
            "bound at-most | up to | bound[at-most].before, rules/en/numbers.toml",
            "number | dozen | collectives, rules/en/numbers.toml",
        ],
    );
}

#[test]
fn a_contracted_bound_is_found_by_its_full_form() {
    let text = "Près d'un millier de marins ont quitté Arvel.";
    check(Lang::Fr, text, &["bound about | Près d' | bound[about].before, rules/fr/numbers.toml"]);
}

#[test]
fn dates_say_what_they_are_counted_from() {
    check(
        Lang::Fr,
        "Le barrage de Vaucelles, bâti en 1989, a cédé hier soir, depuis le 3 mars.",
        &[
            "year, four digits behind \"en\" | 1989 | year_before, rules/fr/dates.toml",
            "modifier at | en | modifiers.at, rules/fr/dates.toml",
            "days 1989-01-01..1989-12-31 |  | it names its year",
            "day | hier soir | relative[day -1].phrases, rules/fr/dates.toml",
            "month | mars | months, rules/fr/dates.toml",
            "days ? |  | there is no day of publication to count from",
        ],
    );
}

#[test]
fn cues_hedges_negations_and_concepts_name_their_entries() {
    check(
        Lang::Fr,
        "Lina Morel a démenti avoir vendu des grues. Selon les pompiers, douze marins auraient été blessés. \
         Aucun bateau n'a coulé. Si le port fermait, il faudrait partir.",
        &[
            "cue deny | démenti | cues.deny, rules/fr/attribution.toml",
            "source | Lina Morel | a name of this sentence",
            "cue assert | Selon | according, rules/fr/attribution.toml",
            "stance hedged | auraient | classes.conditional, rules/fr/language.toml",
            "said of it: concept =injured | blessés | words.injured, rules/fr/measures.toml",
            "number 0 | Aucun | classes.negative-determiner, rules/fr/language.toml",
            "not so | n' | classes.negation-particle, rules/fr/language.toml",
            "stance unclaimed | Si | classes.if, rules/fr/language.toml",
        ],
    );
    check(
        Lang::Es,
        "Según los bomberos, doce marineros resultaron heridos. Nuria Belmonte negó haber vendido las grúas.",
        &["cue assert | Según | according, rules/es/attribution.toml", "number | doce | units, rules/es/numbers.toml"],
    );
}
