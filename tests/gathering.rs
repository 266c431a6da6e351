//! One disagreement is one finding, whoever tells it and how often: groups, origins, versions.

use recoupe::engine::{Engine, Options};
use recoupe::model::{Day, Finding, Lang, Meta, Outlet, RawArticle, Reliability, Report};
use recoupe::rules::RuleSet;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    Engine::new(rules, Options::default()).unwrap_or_else(|e| panic!("{e}"))
});

fn article(path: &str, source: &str, day: i8, text: &str) -> RawArticle {
    let meta =
        Meta { source: source.into(), published: Day::new(2025, 3, day), lang: Some(Lang::Fr), ..Meta::default() };
    RawArticle { path: path.into(), text: text.into(), body: 0..text.len(), meta }
}

/// Articles of one day, of sources and paths of their own.
fn audit(texts: &[&str]) -> Report {
    let name = |n: usize| format!("{n}.md");
    let articles = texts.iter().enumerate().map(|(n, t)| article(&name(n), &format!("Journal {n}"), 6, t)).collect();
    ENGINE.audit(articles, Vec::new())
}

/// The quotes of each group, sorted, whatever the numbers of the groups.
fn groups(finding: &Finding) -> BTreeSet<BTreeSet<String>> {
    let mut groups: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for side in &finding.sides {
        groups.entry(side.group).or_default().insert(format!("{} {}", side.article, side.quote));
    }
    groups.into_values().collect()
}

fn set(groups: &[&[&str]]) -> BTreeSet<BTreeSet<String>> {
    groups.iter().map(|g| g.iter().map(|s| (*s).to_owned()).collect()).collect()
}

const EIGHTY: [&str; 3] = [
    "La fonderie Viarel de Montrelle supprime 80 emplois, a annoncé sa direction jeudi matin.",
    "À Montrelle, la fonderie Viarel va fermer un atelier. Elle supprime 80 emplois, selon la direction de la fonderie.",
    "Le maire est en colère : la fonderie Viarel supprime 80 emplois à Montrelle, d'après la direction.",
];
const SIXTY: &str = "La direction de la fonderie Viarel, à Montrelle, supprime 60 emplois sur le site.";

#[test]
fn three_against_one_are_one_finding_of_two_groups() {
    let report = audit(&[EIGHTY[0], EIGHTY[1], EIGHTY[2], SIXTY]);
    let found: Vec<&Finding> = report.findings.iter().filter(|f| f.rule == "count-mismatch").collect();
    assert_eq!(found.len(), 1, "{:#?}", report.findings);
    assert_eq!(groups(found[0]), set(&[&["a1 80 emplois", "a2 80 emplois", "a3 80 emplois"], &["a4 60 emplois"]]));
    assert_eq!(found[0].origins.iter().sum::<usize>(), 4, "all are independent");
    assert_eq!(found[0].story, "Montrelle: emplois");
}

#[test]
fn three_values_are_three_groups() {
    let seventy = "À la fonderie Viarel de Montrelle, la direction supprime 70 emplois, dit-elle.";
    let report = audit(&[EIGHTY[0], SIXTY, seventy]);
    assert_eq!(report.findings.len(), 1, "{:#?}", report.findings);
    assert_eq!(groups(&report.findings[0]), set(&[&["a1 80 emplois"], &["a2 60 emplois"], &["a3 70 emplois"]]));
}

#[test]
fn a_bound_that_meets_two_groups_joins_the_nearer_one_in_any_order() {
    let forty = "La direction de la fonderie Viarel, à Montrelle, supprime 40 emplois sur le site.";
    let bound = "À la fonderie Viarel de Montrelle, la direction supprime plus de 50 emplois, dit-elle.";
    let texts = [EIGHTY[0], SIXTY, forty, bound];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
        let report = audit(&order.map(|n| texts[n]));
        let of = |n: usize| format!("a{}", order.iter().position(|&o| o == n).unwrap() + 1);
        let expected = [
            vec![format!("{} 80 emplois", of(0))],
            vec![format!("{} 60 emplois", of(1)), format!("{} plus de 50 emplois", of(3))],
            vec![format!("{} 40 emplois", of(2))],
        ];
        let expected: BTreeSet<BTreeSet<String>> = expected.into_iter().map(BTreeSet::from_iter).collect();
        assert_eq!(report.findings.len(), 1, "{:#?}", report.findings);
        assert_eq!(groups(&report.findings[0]), expected, "{order:?}");
    }
}

const WIRE: &str = "La crue de la Vaudre a fait douze morts à Lorvans, selon la préfecture. Deux routes restent coupées \
    vers Montrelle, et trois gymnases ont été ouverts aux habitants. La préfète Irène Vasselin s'est rendue sur place \
    avec les secours. Le courant manque encore dans quatre communes de la vallée, d'après la régie.";
const OWN: &str = "La crue de la Vaudre a fait dix-sept morts à Lorvans, selon la préfecture.";

#[test]
fn copies_of_one_text_are_one_origin_in_a_finding() {
    let copy = WIRE.replace("restent coupées", "sont encore coupées").replace("aux habitants", "à tous");
    let report = audit(&[WIRE, &copy, OWN]);
    let found = report.findings.iter().find(|f| f.rule == "same-source-figure").expect("the toll");
    assert_eq!(groups(found), set(&[&["a1 douze morts", "a2 douze morts"], &["a3 dix-sept morts"]]));
    assert_eq!(found.origins, [1, 1]);
    assert_eq!(report.summary.origins, 2);
}

#[test]
fn a_passage_taken_over_is_of_the_origin_of_its_wire() {
    let own = format!(
        "À Montrelle, Odile Perrin a passé la nuit sur le toit de sa grange avec ses deux fils et son chien. \
         Elle a vu passer des voitures, des arbres et la barrière du passage à niveau. {WIRE} \
         Son voisin Luc Aubier compte rebâtir ailleurs, plus haut, loin de la rivière et de ses colères. \
         Le maire promet une aide à ceux qui ont tout perdu, sans dire encore quand elle viendra. \
         Les champs sont couverts de boue jusqu'à la lisière du bois, et les bêtes manquent à l'appel. \
         À l'école, les cours reprendront quand le poêle aura séché, dit l'institutrice du village voisin."
    );
    let wire = article("b.md", "Agence Tarno", 6, WIRE);
    let articles = vec![article("a.md", "Le Fil", 6, &own), wire, article("c.md", "Le Cap", 6, OWN)];
    let report = ENGINE.audit(articles, Vec::new());
    let found = report.findings.iter().find(|f| f.sides.iter().any(|s| s.quote == "dix-sept morts")).expect("the toll");
    let origin = |article: &str| &found.sides.iter().find(|s| s.article == article).expect("a side").origin;
    assert_eq!(origin("a1"), origin("a2"), "{:#?}", found.sides);
    assert_ne!(origin("a1"), origin("a3"));
    assert_eq!(report.articles[0].origin, "o1", "the rest of the article is its own");
    assert_eq!(report.articles[1].origin, "o2");
}

#[test]
fn a_copy_is_still_compared_for_what_was_changed_in_it() {
    let report = audit(&[WIRE, &WIRE.replace("trois gymnases", "treize gymnases")]);
    let quotes: BTreeSet<&str> = report.findings.iter().flat_map(|f| &f.sides).map(|s| s.quote.as_str()).collect();
    assert_eq!(quotes, BTreeSet::from(["treize gymnases", "trois gymnases"]), "{:#?}", report.findings);
}

#[test]
fn copies_of_one_count_do_not_make_an_older_one_stale() {
    let first = "La crue de la Vaudre a fait neuf morts à Lorvans, selon un premier bilan de la préfecture.";
    let late = "L'école de Lorvans rouvre. La crue de la Vaudre y a fait neuf morts, selon la préfecture.";
    let rules = |second: &str| {
        let articles = vec![
            article("1.md", "Le Fil", 2, first),
            article("2.md", "Le Cap", 4, WIRE),
            article("3.md", "Le Quai", 4, second),
            article("4.md", "Le Relais", 8, late),
        ];
        let report = ENGINE.audit(articles, Vec::new());
        let of = |f: &&Finding| f.sides.iter().any(|s| s.article == "a4");
        report.findings.iter().filter(of).map(|f| f.rule.clone()).collect::<Vec<_>>()
    };
    assert_eq!(rules(&WIRE.replace("sur place", "à Lorvans")), ["downward-revision"]);
    let other = "À Lorvans, la préfecture compte désormais douze morts dans la crue de la Vaudre, vendredi soir.";
    assert_eq!(rules(other), ["stale-figure"]);
}

#[test]
fn a_rise_and_a_fall_are_told_with_their_verbs() {
    let left = "Les loyers de Tervigne ont reculé de 4 % en janvier, selon l'agence du logement.";
    let right = "Les loyers de Tervigne ont progressé de 4 % en janvier, selon l'agence du logement.";
    let report = audit(&[left, right]);
    let messages: Vec<&str> = report.findings.iter().map(|f| f.message.as_str()).collect();
    assert!(messages[0].ends_with("“ont reculé de 4 %” against “ont progressé de 4 %”"), "{messages:?}");
}

#[test]
fn two_articles_meet_in_diff_whatever_they_share() {
    let (left, right) = (article("z.md", "Le Fil", 6, WIRE), article("a.md", "Le Cap", 6, OWN));
    let report = ENGINE.diff(left, right, false);
    assert_eq!(report.articles[0].path, "z.md", "in the order given");
    assert!(report.findings.iter().any(|f| f.rule == "same-source-figure"), "{:#?}", report.findings);
    assert!(report.comparison.is_some_and(|c| !c.versions && c.changes.is_empty()));
}

#[test]
fn versions_tell_what_was_changed_and_what_a_note_covers() {
    let text = format!(
        "{}\n\nCorrection : une version précédente donnait douze morts à Lorvans.\n",
        WIRE.replace("douze", "treize")
            .replace("Irène Vasselin", "Odile Perrin")
            .replace("Deux routes", "Quelques routes")
    );
    let report = ENGINE.diff(article("1.md", "Le Fil", 6, WIRE), article("2.md", "Le Fil", 6, &text), true);
    let told: Vec<&str> = report.findings.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(told, ["name changed without a note: “Irène Vasselin” became “Odile Perrin”"]);
    let changes = report.comparison.expect("versions").changes;
    let shown: Vec<String> = changes
        .iter()
        .map(|c| {
            let quotes: Vec<&str> = c.sides.iter().map(|s| s.quote.as_str()).collect();
            format!("{} {} {}", c.sort.word(), quotes.join(" → "), if c.note.is_some() { "noted" } else { "silent" })
        })
        .collect();
    assert_eq!(shown[0], "figure douze → treize noted");
    assert!(shown.contains(&"name Irène Vasselin → Odile Perrin silent".to_owned()), "{shown:?}");
    assert!(!shown.iter().any(|s| s.contains("Correction")), "the note is no change: {shown:?}");
}

/// An engine that knows these outlets.
fn knowing(outlets: &[(&str, &str, Option<&str>)]) -> Engine {
    let outlet = |&(name, domain, group): &(&str, &str, Option<&str>)| Outlet {
        name: name.into(),
        domains: vec![domain.into()],
        group: group.map(str::to_owned),
        reliability: Some(Reliability::C),
    };
    let options = Options { outlets: outlets.iter().map(outlet).collect(), ..Options::default() };
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    Engine::new(rules, options).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn outlets_of_one_group_contradict_each_other_and_confirm_nothing() {
    let engine = knowing(&[
        ("Journal 0", "a.example", Some("Agence")),
        ("Journal 1", "b.example", Some("Agence")),
        ("Journal 3", "c.example", Some("Agence")),
    ]);
    let texts = [EIGHTY[0], EIGHTY[1], EIGHTY[2], SIXTY];
    let articles = |order: [usize; 4]| -> Vec<RawArticle> {
        order.into_iter().map(|n| article(&format!("{n}.md"), &format!("Journal {n}"), 6, texts[n])).collect()
    };
    let alone = ENGINE.audit(articles([0, 1, 2, 3]), Vec::new());
    let grouped = engine.audit(articles([3, 1, 2, 0]), Vec::new());
    let origins = |r: &Report| r.findings.iter().find(|f| f.rule == "count-mismatch").map(|f| f.origins.clone());
    assert_eq!((origins(&alone), alone.summary.origins), (Some(vec![3, 1]), 4));
    assert_eq!((origins(&grouped), grouped.summary.origins), (Some(vec![2, 1]), 2), "two of the three are one");
    let ids = |r: &Report| -> Vec<String> { r.findings.iter().map(|f| f.id.clone()).collect() };
    assert_eq!(ids(&grouped), ids(&alone), "one group or not, what disagrees disagrees");
    let copies: BTreeSet<&str> = grouped.articles.iter().map(|a| a.origin.as_str()).collect();
    assert_eq!(copies.len(), 4, "none is a copy of another");
    let told: Vec<_> = grouped.articles.iter().map(|a| (a.group.as_deref(), a.reliability)).collect();
    let of_agency = (Some("Agence"), Some(Reliability::C));
    assert_eq!(told, [of_agency, of_agency, (None, None), of_agency]);
}

#[test]
fn a_domain_names_the_source_and_changes_no_id() {
    let engine = knowing(&[("Le Relais", "relais.example", None)]);
    let articles = || {
        let mut articles = vec![article("0.md", "www", 6, EIGHTY[0]), article("1.md", "Journal 1", 6, SIXTY)];
        articles[0].meta.url = Some("https://actu.relais.example/viarel".into());
        articles
    };
    let (named, plain) = (engine.audit(articles(), Vec::new()), ENGINE.audit(articles(), Vec::new()));
    assert_eq!((named.articles[0].source.as_str(), named.articles[1].source.as_str()), ("Le Relais", "Journal 1"));
    assert_eq!(plain.articles[0].source, "www");
    assert!(!plain.findings.is_empty());
    assert_eq!(named.findings[0].id, plain.findings[0].id);
}
