//! What a corpus shows of each source, counted by hand: who stood alone, who revised, hedged, was
//! denied; and what never confirms anything.

use recoupe::engine::{Engine, Options};
use recoupe::model::{
    AgainCounts, Case, CaseSort, Day, FigureCounts, FindingTally, Kind, Lang, Meta, Outlet, Profile, RawArticle,
    Report, Severity,
};
use recoupe::report::{FORMATS, Style};
use recoupe::rules::RuleSet;
use std::process::Command;

fn engine(options: Options) -> Engine {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    Engine::new(rules, options).unwrap_or_else(|e| panic!("{e}")).by_source(true)
}

fn article(path: &str, source: &str, day: i8, text: &str) -> RawArticle {
    let meta =
        Meta { source: source.into(), published: Day::new(2031, 1, day), lang: Some(Lang::Fr), ..Meta::default() };
    RawArticle { path: path.into(), text: text.into(), body: 0..text.len(), meta }
}

/// Articles as source, day of January and text, audited with `options`.
fn audit_with(options: Options, articles: &[(&str, i8, &str)]) -> Report {
    let raw = |(n, (source, day, text)): (usize, &(&str, i8, &str))| article(&format!("{n}.md"), source, *day, text);
    engine(options).audit(articles.iter().enumerate().map(raw).collect(), Vec::new())
}

fn audit(articles: &[(&str, i8, &str)]) -> Report {
    audit_with(Options::default(), articles)
}

fn profile<'a>(report: &'a Report, source: &str) -> &'a Profile {
    report.profiles.iter().find(|p| p.source == source).unwrap_or_else(|| panic!("no {source}: {:#?}", report.profiles))
}

fn figures(report: &Report, source: &str) -> FigureCounts {
    profile(report, source).figures
}

/// Runs the program on the corpus of the cases of the command line.
fn recoupe(args: &[&str]) -> (Option<i32>, Vec<u8>) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd");
    let output = Command::new(env!("CARGO_BIN_EXE_recoupe")).args(args).current_dir(root).output().expect("it starts");
    (output.status.code(), output.stdout)
}

fn corpus(more: &[&str]) -> Report {
    let (_, out) = recoupe(&[&["audit", "profiles", "--by-source", "--isolated", "--format", "json"], more].concat());
    serde_json::from_slice(&out).expect("a report")
}

fn tally(kind: Kind, severity: Severity, count: usize) -> FindingTally {
    FindingTally { kind, severity, count, known: 0 }
}

fn told(cases: &[Case]) -> Vec<(CaseSort, usize, &str)> {
    cases.iter().map(|c| (c.sort, c.origins, c.quote.as_str())).collect()
}

/// Counted in the articles of `tests/cmd/profiles` by a reader.
#[test]
fn a_corpus_is_counted_as_a_reader_counts_it() {
    let report = corpus(&[]);
    let names: Vec<&str> = report.profiles.iter().map(|p| p.source.as_str()).collect();
    let expected =
        ["L'Étoile du Plateau", "La Gazette d'Ambrel", "Le Matin d'Ambrel", "Le Phare de Malvernes", "Radio Cimes"];
    assert_eq!(names, expected, "in the order of their names");

    // 52 against 34 of Étoile and of Cimes; 80 000 against 120 000 of one text that two print.
    let phare = profile(&report, "Le Phare de Malvernes");
    let once = AgainCounts::default();
    assert_eq!(
        phare.figures,
        FigureCounts { told: 2, met: 2, opposed: 2, met_several: 1, alone: 1, again: Some(once), ..Default::default() }
    );
    assert_eq!(told(&phare.cases), [(CaseSort::Alone, 2, "52 skieurs de la télécabine")]);
    assert_eq!(phare.findings, [tally(Kind::Numeric, Severity::Error, 2)]);
    assert_eq!((phare.articles, phare.shared), (1, 0));

    // 34 agrees with Cimes, and both versions print it; four became nine, as a regular says.
    let etoile = profile(&report, "L'Étoile du Plateau");
    assert_eq!(
        etoile.figures,
        FigureCounts {
            told: 3,
            attributed: 2,
            met: 1,
            agreed: 1,
            met_several: 1,
            again: Some(AgainCounts { told: 2, revised: 1, silent: 1, ..Default::default() }),
            ..Default::default()
        }
    );
    let (statements, accused) = (&etoile.statements, "Le syndicat des pisteurs accuse");
    assert_eq!((statements.denied, statements.accusations, statements.accusations_denied), (1, 1, 1));
    let cases = told(&etoile.cases);
    assert_eq!(cases[0], (CaseSort::Revised, 0, "Quatre pisteurs"));
    assert!(cases[1].0 == CaseSort::Denied && cases[1].1 == 1 && cases[1].2.starts_with(accused), "{cases:?}");
    assert_eq!((cases.len(), etoile.articles), (2, 2));

    // The police's 34, six winters of its own, and a winch that may have cost 3 million.
    let cimes = profile(&report, "Radio Cimes");
    assert_eq!(
        cimes.figures,
        FigureCounts {
            told: 3,
            attributed: 1,
            hedged: 1,
            met: 1,
            agreed: 1,
            met_several: 1,
            again: Some(once),
            ..Default::default()
        }
    );
    assert_eq!((cimes.statements.denied, cimes.cases.len()), (0, 0), "it tells the denial");

    for copy in ["La Gazette d'Ambrel", "Le Matin d'Ambrel"] {
        let copy = profile(&report, copy);
        let figures =
            FigureCounts { told: 1, attributed: 1, met: 1, opposed: 1, again: Some(once), ..Default::default() };
        assert_eq!((copy.articles, copy.shared, copy.figures), (1, 1, figures), "copies do not confirm each other");
        assert_eq!(copy.cases, []);
    }
}

const ROAD: &str = "La tempête a coupé 12 routes du canton de Fauvières, indique le journal local.";
const ROAD_TOO: &str = "Dans le canton de Fauvières, 12 routes ont été coupées par la tempête. Les écoles ferment.";
const ROAD_LESS: &str = "Fauvières panse ses plaies : la tempête y a coupé 7 routes du canton, en une heure.";
const ROAD_MORE: &str = "On n'avait jamais vu cela : 20 routes du canton de Fauvières coupées par la tempête.";

#[test]
fn to_stand_alone_takes_two_origins_that_agree_with_each_other() {
    let report = audit(&[("Alto", 4, ROAD), ("Basso", 4, ROAD_TOO), ("Canto", 4, ROAD_LESS)]);
    let canto = figures(&report, "Canto");
    assert_eq!((canto.met, canto.opposed, canto.met_several, canto.alone), (1, 1, 1, 1), "{report:#?}");
    let alto = figures(&report, "Alto");
    assert_eq!((alto.met, alto.agreed, alto.opposed, alto.met_several, alto.alone), (1, 1, 0, 1, 0));

    let report = audit(&[("Alto", 4, ROAD), ("Canto", 4, ROAD_LESS), ("Duo", 4, ROAD_MORE)]);
    for source in ["Alto", "Canto", "Duo"] {
        let of = figures(&report, source);
        assert_eq!((of.met, of.opposed, of.met_several, of.alone), (1, 1, 1, 0), "{source}: three figures, none alone");
    }
    let report = audit(&[("Alto", 4, ROAD), ("Canto", 4, ROAD_LESS)]);
    let canto = figures(&report, "Canto");
    assert_eq!((canto.opposed, canto.met_several, canto.alone), (1, 0, 0), "one against one");
}

#[test]
fn one_source_one_text_or_one_group_is_one_origin() {
    // Twice the same outlet, in words of its own.
    let report = audit(&[("Alto", 4, ROAD), ("Alto", 4, ROAD_TOO), ("Canto", 4, ROAD_LESS)]);
    let canto = figures(&report, "Canto");
    assert_eq!((canto.opposed, canto.met_several, canto.alone), (1, 0, 0), "{report:#?}");
    let alto = figures(&report, "Alto");
    assert_eq!((alto.told, alto.agreed, alto.opposed), (2, 0, 2), "an outlet does not confirm itself");

    let outlet = |name: &str| Outlet { name: name.into(), group: Some("Trio".into()), ..Outlet::default() };
    let grouped = Options { outlets: vec![outlet("Alto"), outlet("Basso")], ..Options::default() };
    let report = audit_with(grouped, &[("Alto", 4, ROAD), ("Basso", 4, ROAD_TOO), ("Canto", 4, ROAD_LESS)]);
    assert_eq!(figures(&report, "Canto").met_several, 0, "two of one group");
    assert_eq!(figures(&report, "Alto").agreed, 0, "one of its own group confirms nothing");

    // What a source prints itself is not independent of it, whoever else prints it.
    let wire = "Dans le canton de Fauvières, 12 routes ont été coupées par la tempête. Les écoles ferment deux jours, \
                et le conseil du canton se réunit lundi pour compter les dégâts.";
    let report = audit(&[("Canto", 4, ROAD_LESS), ("Canto", 4, wire), ("Alto", 4, wire)]);
    let canto = profile(&report, "Canto");
    assert_eq!((canto.articles, canto.shared, canto.figures.met), (2, 1, 0), "{report:#?}");
    assert_eq!(figures(&report, "Alto").met, 0, "nor are its other words of who else prints it");
}

#[test]
fn sources_go_by_the_names_of_the_configuration() {
    let outlet = Outlet { name: "Alto".into(), domains: vec!["alto.example".into()], ..Outlet::default() };
    let options = Options { outlets: vec![outlet], ..Options::default() };
    let report = audit_with(options, &[("www.alto.example", 4, ROAD), ("m.alto.example", 4, ROAD_LESS)]);
    assert_eq!(report.profiles.len(), 1, "{:#?}", report.profiles);
    assert_eq!((report.profiles[0].source.as_str(), report.profiles[0].articles), ("Alto", 2));
}

const TOLL: &str = "L'effondrement du hangar de Brévannes-sur-Lisle a fait 3 morts, selon la préfecture.";
const TOLL_LATER: &str = "À Brévannes-sur-Lisle, l'effondrement du hangar a fait 8 morts, annonce la préfecture.";

#[test]
fn a_count_that_moves_is_revised_and_contradicts_nobody() {
    let report = audit(&[("Alto", 4, TOLL), ("Alto", 6, TOLL_LATER), ("Basso", 6, TOLL_LATER)]);
    let alto = profile(&report, "Alto");
    let again = AgainCounts { told: 1, revised: 1, moved: 1, ..AgainCounts::default() };
    assert_eq!(alto.figures.again, Some(again), "{report:#?}");
    assert_eq!(told(&alto.cases), [(CaseSort::Revised, 0, "3 morts")]);
    assert_eq!((alto.figures.opposed, alto.figures.alone), (0, 0));
    let report = audit(&[("Alto", 4, TOLL), ("Basso", 6, TOLL_LATER)]);
    let alto = figures(&report, "Alto");
    assert_eq!((alto.met, alto.updated, alto.opposed), (1, 1, 0), "{report:#?}");
}

#[test]
fn stories_add_up_wherever_their_articles_wait() {
    let articles = |engine: &Engine, budget: Option<usize>| {
        let texts = [("Alto", 4, TOLL), ("Duo", 4, ROAD), ("Alto", 6, TOLL_LATER), ("Basso", 4, ROAD_TOO)];
        let raw = |(n, (source, day, text)): (usize, (&str, i8, &str))| article(&format!("{n}.md"), source, day, text);
        let mut all: Vec<RawArticle> = texts.into_iter().enumerate().map(raw).collect();
        all.push(article("9.md", "Alto", 4, ROAD_LESS));
        all.push(article("a.md", "Alto", 4, "Le musée de Sarlune expose 41 violons. Il ouvre lundi."));
        let mut audit = engine.begin(budget);
        audit.take(all, 1.0).expect("room");
        audit.finish(Vec::new()).expect("a report")
    };
    let engine = engine(Options::default());
    let report = articles(&engine, None);
    let alto = profile(&report, "Alto");
    // Two tolls, the roads and their hour, and the violins of a museum that nobody else tells of.
    assert_eq!((alto.articles, alto.figures.told, alto.figures.met, alto.figures.alone), (4, 5, 1, 1), "{report:#?}");
    assert_eq!(alto.figures.again.map(|a| (a.told, a.moved)), Some((1, 1)));
    let places: Vec<(CaseSort, &str)> = alto.cases.iter().map(|c| (c.sort, c.article.as_str())).collect();
    assert_eq!(places, [(CaseSort::Revised, "a1"), (CaseSort::Alone, "a5")], "by the numbers of the report");
    let (articles_all, claims): (usize, usize) =
        report.profiles.iter().fold((0, 0), |(a, c), p| (a + p.articles, c + p.claims));
    assert_eq!((articles_all, claims), (report.summary.articles, report.summary.claims));
    assert_eq!(articles(&engine, Some(0)), report, "on disk as in memory");
}

#[test]
fn another_figure_of_a_later_article_revises_the_earlier_one() {
    let report = audit(&[("Canto", 6, ROAD_LESS), ("Canto", 4, ROAD)]);
    let again = AgainCounts { told: 1, revised: 1, contradicted: 1, ..AgainCounts::default() };
    assert_eq!(figures(&report, "Canto").again, Some(again), "{report:#?}");
    assert_eq!(told(&profile(&report, "Canto").cases), [(CaseSort::Revised, 0, "12 routes du canton")]);
    let report = audit(&[("Canto", 4, ROAD_LESS), ("Canto", 4, ROAD)]);
    assert_eq!(figures(&report, "Canto").again, Some(AgainCounts::default()), "no day tells which is later");
    let options = Options { skip_same_source: true, ..Options::default() };
    let report = audit_with(options, &[("Canto", 6, ROAD_LESS), ("Canto", 4, ROAD)]);
    assert_eq!(figures(&report, "Canto").again, None, "what was not compared is not counted as 0");
}

/// Two versions of one article of 6 sentences.
fn versions(first: &str, second: &str) -> Report {
    let rest = "Le bourg de Cressonne garde son calme. La halle sert de refuge aux familles du quai. Un boulanger \
                offre le pain à qui vient. Le car du soir ne passera pas avant jeudi.";
    let page = |path: &str, text: &str| {
        let mut raw = article(path, "Alto", 4, &format!("{text} {rest}"));
        raw.meta.url = Some("https://alto.example/cressonne".into());
        raw.meta.updated = Day::new(2031, 1, if path == "1.md" { 4 } else { 5 });
        raw
    };
    engine(Options::default()).audit(vec![page("1.md", first), page("2.md", second)], Vec::new())
}

#[test]
fn a_version_revises_what_it_changes_and_nothing_else() {
    let before = "La crue a noyé 14 caves et emporté deux ponts du village, dit le maire.";
    let after = "La crue a noyé 19 caves et emporté deux ponts du village, dit le maire.";
    let report = versions(before, after);
    let silent = AgainCounts { told: 2, revised: 1, silent: 1, ..AgainCounts::default() };
    assert_eq!(figures(&report, "Alto").again, Some(silent), "{report:#?}");
    assert_eq!(told(&profile(&report, "Alto").cases), [(CaseSort::Revised, 0, "14 caves")]);
    let noted = format!("{after}\n\nCorrection : une version précédente donnait 14 caves.\n\n");
    let report = versions(before, &noted);
    let again = figures(&report, "Alto").again.expect("compared");
    assert_eq!((again.revised, again.silent, again.noted), (1, 0, 1), "{report:#?}");
    assert_eq!(versions(before, before).profiles[0].figures.told, 2, "what is printed again counts once");
}

#[test]
fn rules_that_are_off_change_findings_and_no_other_count() {
    let (all, few) = (corpus(&[]), corpus(&["--select", "denial"]));
    let mut expected = all.profiles.clone();
    for profile in &mut expected {
        profile.findings.retain(|t| t.kind == Kind::Denial);
    }
    assert_eq!(few.profiles, expected);
    let graver = corpus(&["--min-severity", "error"]);
    assert_eq!(profile(&graver, "L'Étoile du Plateau").findings, [tally(Kind::Numeric, Severity::Error, 1)]);
}

#[test]
fn what_is_known_is_counted_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let baseline = folder.path().join("known.toml");
    let path = baseline.to_string_lossy();
    recoupe(&["baseline", "create", "profiles", "--isolated", "--baseline", &path]);
    let report = corpus(&["--baseline", &path]);
    let known = FindingTally { kind: Kind::Numeric, severity: Severity::Error, count: 0, known: 2 };
    assert_eq!(profile(&report, "Le Phare de Malvernes").findings, [known]);
}

#[test]
fn order_threads_and_a_saved_report_change_no_byte() {
    let texts = [("Alto", 4, ROAD), ("Basso", 5, ROAD_TOO), ("Canto", 4, ROAD_LESS), ("Duo", 6, ROAD_MORE)];
    let raw = |n: usize| article(&format!("{n}.md"), texts[n].0, texts[n].1, texts[n].2);
    let audit = |order: [usize; 4], jobs: usize| {
        let options = Options { jobs: Some(jobs), ..Options::default() };
        engine(options).audit(order.map(raw).into(), Vec::new())
    };
    let first = audit([0, 1, 2, 3], 1);
    for (order, jobs) in [([3, 2, 1, 0], 1), ([2, 0, 3, 1], 4), ([0, 1, 2, 3], 4)] {
        assert_eq!(audit(order, jobs), first, "{order:?} by {jobs} threads");
    }
    let saved: Report = serde_json::from_str(&serde_json::to_string(&first).expect("JSON")).expect("a report");
    for format in FORMATS {
        assert_eq!((format.render)(&saved, &Style::default()), (format.render)(&first, &Style::default()));
    }
}

#[test]
fn a_saved_report_is_shown_without_its_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    let saved = folder.path().join("saved.json");
    let saved = saved.to_string_lossy();
    let to_json = format!("json={saved}");
    for format in ["text", "markdown", "csv", "jsonl"] {
        let audit = ["audit", "profiles", "--by-source", "--isolated", "--format", format, "-o", &to_json];
        let (code, direct) = recoupe(&audit);
        let (saved_code, again) = recoupe(&["report", &saved, "--format", format]);
        assert_eq!((code, saved_code), (Some(1), Some(0)));
        assert!(direct == again && String::from_utf8_lossy(&again).contains("52 skieurs"), "{format}");
    }
}

#[test]
fn who_does_not_ask_gets_no_profiles_and_the_same_findings() {
    let (_, plain) = recoupe(&["audit", "profiles", "--isolated", "--format", "json"]);
    assert!(!String::from_utf8_lossy(&plain).contains("\"profiles\":"));
    let plain: Report = serde_json::from_slice(&plain).expect("a report");
    assert_eq!(Report { profiles: Vec::new(), ..corpus(&[]) }, plain);
}

/// No word of any language of the page ranks sources or says who is right.
#[test]
fn no_word_judges() {
    let (_, text) = recoupe(&["audit", "profiles", "--by-source", "--isolated"]);
    let page = ["--format", "html", "--report-lang", "fr"];
    let (_, page) = recoupe(&[&["audit", "profiles", "--by-source", "--isolated"], &page[..]].concat());
    let (text, page) = (String::from_utf8(text).expect("UTF-8"), String::from_utf8(page).expect("UTF-8"));
    let profiles = text.split("Profiles of sources").nth(1).expect("profiles").to_lowercase();
    let section = page.split("<section id=\"profiles\"").nth(1).and_then(|s| s.split("</section>").next());
    let section = section.expect("a section").to_lowercase();
    for word in ["%", "score", "rank", "reliab", "fiab", "accura", "error rate", "wrong", "faux", "trust", "mieux"] {
        assert!(!profiles.contains(word), "{word}: {profiles}");
        assert!(!section.contains(word), "{word}: {section}");
    }
    assert!(profiles.contains("stood alone: all contradict, and at least two of them agree with each other: 1 of 1"));
    assert!(section.contains("resté seul") && section.contains("52 skieurs"));
}
