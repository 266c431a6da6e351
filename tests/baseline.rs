//! A baseline from its beginning to its end: made, applied, added to, cut back.

use recoupe::baseline::{Baseline, Note, Remarks, SCHEMA, Updated};
use recoupe::model::Severity;
use recoupe::model::{Accepted, AcceptedBy, Day, Report};

/// The sample of the formats, before anybody accepted any of it.
fn sample() -> Report {
    let mut report = recoupe::report::sample();
    report.findings.retain(|f| f.accepted.is_none());
    report.count();
    report
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn note(today: &str) -> Note {
    Note { reason: Some("we know".into()), who: None, today: day(today), expires: None, least: Severity::Note }
}

fn made(report: &Report, note: &Note) -> Baseline {
    let (text, _) = Baseline::empty("b.toml").updated(report, note).unwrap();
    Baseline::parse("b.toml", &text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

fn ids(baseline: &Baseline) -> Vec<&str> {
    baseline.entries().map(|e| e.id.as_str()).collect()
}

fn error(text: &str) -> String {
    Baseline::parse("b.toml", text).expect_err("wrong on purpose").to_string()
}

#[test]
fn what_is_written_is_read_sorted_and_accepts_its_report() {
    let who = Note { who: Some("Nora \"N.\" B.".into()), expires: Some(day("2025-12-31")), ..note("2025-03-06") };
    let baseline = made(&sample(), &who);
    assert_eq!(ids(&baseline), ["3f9c21d07be84a16", "5a60f2be917cd348", "81be04c6a2f7d935", "c07d5e19f3a8b264"]);
    let first = baseline.entries().next().unwrap();
    assert_eq!((first.rule.as_str(), first.who.as_deref()), ("count-mismatch", Some("Nora \"N.\" B.")));
    assert_eq!((first.when, first.expires), (Some(day("2025-03-06")), Some(day("2025-12-31"))));
    let mut report = sample();
    assert_eq!(baseline.accept(&mut report, day("2025-12-31")), Remarks::default());
    assert!(report.findings.iter().all(|f| f.accepted.as_ref().is_some_and(|a| a.reason == "we know")));
    assert_eq!((report.summary.known, report.summary.findings), (4, Default::default()));
    assert!(report.without_accepted().findings.is_empty());
}

#[test]
fn an_entry_that_is_over_counts_again_and_is_named() {
    let baseline = made(&sample(), &Note { expires: Some(day("2025-03-10")), ..note("2025-03-06") });
    let mut report = sample();
    let remarks = baseline.accept(&mut report, day("2025-03-11"));
    assert_eq!((report.summary.known, remarks.expired.len(), remarks.stale.len()), (0, 4, 0));
    assert_eq!(
        remarks.expired[0],
        "b.toml:5: the finding 3f9c21d07be84a16 (count-mismatch) was accepted until 2025-03-10 and counts again"
    );
    let (text, counts) = baseline.updated(&sample(), &note("2025-04-01")).unwrap();
    assert_eq!(counts, Updated { renewed: 4, ..Updated::default() });
    let renewed = Baseline::parse("b.toml", &text).unwrap();
    assert!(renewed.entries().all(|e| e.when == Some(day("2025-04-01")) && e.expires.is_none()));
}

#[test]
fn an_entry_that_no_finding_has_is_told_and_dropped_on_demand() {
    let baseline = made(&sample(), &note("2025-03-06"));
    let mut report = sample();
    report.findings.remove(0);
    let remarks = baseline.accept(&mut report, day("2025-03-07"));
    assert_eq!(
        remarks.stale,
        ["b.toml:5: the finding 3f9c21d07be84a16 (count-mismatch) is found no more; recoupe baseline prune drops it"]
    );
    let (text, dropped) = baseline.pruned(&report).unwrap();
    assert_eq!(dropped.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), ["3f9c21d07be84a16"]);
    assert_eq!(ids(&Baseline::parse("b.toml", &text).unwrap()).len(), 3);
    report.findings.clear();
    let (text, dropped) = baseline.pruned(&report).unwrap();
    assert_eq!((dropped.len(), text), (4, Baseline::empty("b.toml").text().to_owned()));
}

#[test]
fn what_people_wrote_stays_where_it_belongs() {
    let mut report = sample();
    let left_out = report.findings.remove(1);
    let text = made(&report, &note("2025-03-06")).text().to_owned();
    let text = text.replace("schema =", "# Ours.\nschema =").replace(
        "\n[[finding]]\nid = \"5a60f2be917cd348\"",
        "\n# Three things.\n[[finding]]   # keep\nid = \"5a60f2be917cd348\" # this one",
    );
    let text =
        text.replacen("reason = \"we know\"", "reason = \"Mairie et préfecture\" # by phone", 1) + "# The end.\n";
    report.findings.push(left_out);
    report.findings[0].message = "another wording".into();
    let baseline = Baseline::parse("b.toml", &text).unwrap();
    let (new, counts) =
        baseline.updated(&report, &Note { reason: Some("later".into()), ..note("2025-05-01") }).unwrap();
    assert_eq!(counts, Updated { added: 1, kept: 3, ..Updated::default() });
    let added = "\n[[finding]]\nid = \"81be04c6a2f7d935\"\n";
    let at = new.find(added).unwrap_or_else(|| panic!("{new}"));
    let end = new[at + 1..].find("\n[[finding]]").map(|n| at + 1 + n).unwrap();
    assert_eq!(format!("{}{}", &new[..at], &new[end..]), text, "all else is left as it was");
    assert!(new[at..end].contains("reason = \"later\"\nwhen = 2025-05-01\n"), "{new}");
    let again = Baseline::parse("b.toml", &new).unwrap();
    assert_eq!(again.updated(&report, &note("2025-06-01")).unwrap().0, new, "nothing new changes no byte");
}

#[test]
fn what_is_accepted_otherwise_or_matters_less_is_not_added() {
    let mut report = sample();
    report.findings[0].accepted = Some(Accepted { by: AcceptedBy::Configuration, reason: "x".into() });
    let baseline = made(&report, &Note { least: Severity::Warning, ..note("2025-03-06") });
    assert_eq!(ids(&baseline), ["81be04c6a2f7d935", "c07d5e19f3a8b264"]);
}

#[test]
fn what_is_not_understood_is_located() {
    let head = format!("schema = \"{SCHEMA}\"\n");
    let of = |entry: &str| error(&format!("{head}[[finding]]\n{entry}"));
    assert!(error("").starts_with("b.toml:1:1: missing field \"schema\""), "{}", error(""));
    assert_eq!(
        error("schema = \"recoupe.baseline/9\""),
        "b.toml:1:10: unknown schema \"recoupe.baseline/9\", expected \"recoupe.baseline/1\""
    );
    let id = "id = \"3f9c21d07be84a16\"\n";
    assert!(of(&format!("{id}reson = \"x\"")).ends_with("did you mean \"reason\"?"));
    assert!(of(&format!("{id}expires = 2025-02-30")).contains(":4:"), "{}", of(&format!("{id}expires = 2025-02-30")));
    assert_eq!(of("id = \"3f9c\""), "b.toml:2:1: \"3f9c\" is no id of a finding, expected 16 of 0-9 and a-f");
    assert_eq!(
        of(&format!("{id}[[finding]]\n{id}")),
        "b.toml:4:1: the finding 3f9c21d07be84a16 stands in line 2 already, expected each once"
    );
}
