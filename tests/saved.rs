//! Reports that were saved: `recoupe report` makes every format of the JSON alone, byte for byte as
//! the run did that saved it, whatever the command and its options.

#[path = "shared/corpus.rs"]
mod corpus;

use corpus::corpus;
use recoupe::report::FORMATS;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn recoupe(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
    command.args(args).current_dir(folder).env_remove("GITHUB_STEP_SUMMARY").output().expect("it starts")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The same with two articles of other days, one of them with an address, one that cannot be read, two versions
/// of one, and what configuration says of an outlet: findings of every severity, one of them known.
fn rich() -> tempfile::TempDir {
    let folder = corpus();
    let third = "---\ntitle: Varelle sans ministres\nsource: Radio Passerelle\npublished: 2024-03-08\nlang: fr\nurl: \
                 https://passerelle.example/varelle?a=1&b=2\n---\n\nÀ Varelle, une dizaine de ministres du gouvernement \
                 Dastrel ont démissionné lundi 4 mars 2024. Le port d'Orsenne n'est pas resté fermé. Le syndicat des \
                 dockers accuse le maire d'avoir menti sur la fermeture du port d'Orsenne <b>| `hier`</b>.\n";
    fs::write(folder.path().join("passerelle.md"), third).unwrap();
    let fourth = "---\ntitle: À Varelle, le maire répond\nsource: Le Phare\npublished: 2024-03-08\nlang: fr\n---\n\nÀ \
                  Varelle, le maire dément avoir menti sur la fermeture du port d'Orsenne.\n";
    fs::write(folder.path().join("phare.md"), fourth).unwrap();
    fs::write(folder.path().join("vide.html"), "<html><body><nav>menu</nav></body></html>").unwrap();
    let outlet = "[sources.\"La Tribune d'Orsenne\"]\ngroup = \"Agence Passerelle\"\nreliability = \"C\"\n";
    fs::write(folder.path().join("recoupe.toml"), outlet).unwrap();
    for name in ["old.md", "new.md"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/versions").join(name);
        fs::create_dir_all(folder.path().join("versions")).unwrap();
        fs::copy(from, folder.path().join("versions").join(name)).expect("copied");
    }
    folder
}

/// Runs `args` with a file of every format, then makes every format again of the JSON, with the
/// options that are those of the output. What they differ in, and the report.
fn both_ways(folder: &Path, args: &[&str], shown: &[&str]) -> recoupe::model::Report {
    let targets: Vec<String> = FORMATS.iter().map(|f| format!("{0}=all.{0}.out", f.name)).collect();
    let targets: Vec<&str> = targets.iter().flat_map(|target| ["-o", target]).collect();
    let output = recoupe(folder, &[args, shown, &targets].concat());
    assert_ne!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
    for format in FORMATS {
        let direct = fs::read(folder.join(format!("all.{}.out", format.name))).unwrap();
        let again = format!("again.{}.out", format.name);
        let target = format!("{}={again}", format.name);
        // An option for html alone is refused where no html is written.
        let also = if shown.contains(&"--report-lang") { ["-o", "html=again.html.out"].as_slice() } else { &[] };
        let output = recoupe(folder, &[&["report", "all.json.out", "-o", &target], shown, also].concat());
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{args:?} {}", format.name);
        let same = fs::read(folder.join(again)).unwrap() == direct;
        assert!(same, "{args:?} {shown:?} {}: a saved report renders otherwise", format.name);
    }
    serde_json::from_slice(&fs::read(folder.join("all.json.out")).unwrap()).expect("a report")
}

#[test]
fn every_command_with_every_option_gives_what_can_be_made_again() {
    let folder = rich();
    let folder = folder.path();
    let saved = recoupe(folder, &["baseline", "create", "courrier.md", "tribune.md", "--reason", "asked"]);
    assert_eq!(saved.status.code(), Some(0), "{}", stderr(&saved));
    let known = ["--baseline", "recoupe-baseline.toml"];
    let all = ["courrier.md", "tribune.md", "passerelle.md", "phare.md", "vide.html"];
    let audit = [&["audit"], &all[..], &known].concat();
    let check = [["check", "passerelle.md", "--against", "courrier.md", "tribune.md"].as_slice(), &known].concat();
    let shows: [&[&str]; 4] =
        [&[], &["--show-known"], &["--report-lang", "fr"], &["--show-known", "--report-lang", "fr", "-q"]];

    let whole = both_ways(folder, &audit, shows[0]);
    let severities: Vec<&str> = whole.findings.iter().map(|f| f.severity.word()).collect();
    for severity in ["error", "warning", "note"] {
        assert!(severities.contains(&severity), "{severities:?}");
    }
    assert!(
        whole.findings.iter().any(|f| f.accepted.is_some()) && !whole.figures.is_empty() && !whole.problems.is_empty()
    );
    let addresses: Vec<_> = whole.articles.iter().filter_map(|a| a.url.as_deref()).collect();
    assert_eq!(addresses, ["https://passerelle.example/varelle?a=1&b=2"]);
    assert!(whole.articles.iter().any(|a| a.group.is_some() && a.reliability.is_some()));
    for shown in &shows[1..] {
        assert_eq!(both_ways(folder, &audit, shown), whole);
    }
    for severity in ["error", "warning", "note"] {
        for shown in [shows[0], shows[3]] {
            let report = both_ways(folder, &[&audit, ["--min-severity", severity].as_slice()].concat(), shown);
            // A note is the least there is.
            let fewer = severity != "note";
            assert_eq!(report.findings.len() < whole.findings.len(), fewer, "{severity}");
        }
    }
    for shown in [shows[0], shows[3]] {
        let checked = both_ways(folder, &check, shown);
        assert!(checked.articles.iter().any(|a| a.new) && !checked.findings.is_empty());
        both_ways(folder, &["diff", "courrier.md", "passerelle.md"], shown);
        let versions = both_ways(folder, &["diff", "versions/old.md", "versions/new.md", "--versions"], shown);
        assert!(!versions.comparison.unwrap().changes.is_empty());
    }
}

#[test]
fn counts_and_the_summary_of_a_step_are_those_of_the_run() {
    let folder = rich();
    let folder = folder.path();
    let audit = ["audit", "courrier.md", "tribune.md", "passerelle.md"];
    both_ways(folder, &audit, &[]);
    for format in ["text", "concise", "json"] {
        let counts = ["--statistics", "--format", format];
        let direct = recoupe(folder, &[audit.as_slice(), &counts].concat());
        let again = recoupe(folder, &[["report", "all.json.out"].as_slice(), &counts].concat());
        assert!(!direct.stdout.is_empty() && again.stdout == direct.stdout, "{format}");
    }
    let summary = |args: &[&str], name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
        let path = folder.join(name);
        command.args(args).args(["--format", "github"]).current_dir(folder).env("GITHUB_STEP_SUMMARY", &path);
        command.output().expect("it starts");
        fs::read_to_string(path).expect("a summary")
    };
    assert_eq!(summary(&audit, "direct.out"), summary(&["report", "all.json.out"], "again.out"));
}

#[test]
fn a_saved_report_gives_the_bytes_of_the_direct_run_in_every_format() {
    let folder = corpus();
    let targets: Vec<String> = FORMATS.iter().map(|f| format!("{0}=all.{0}.out", f.name)).collect();
    let args: Vec<&str> = targets.iter().flat_map(|target| ["-o", target]).collect();
    let output = recoupe(folder.path(), &[["audit", "."].as_slice(), &args].concat());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let whole = fs::read(folder.path().join("all.json.out")).unwrap();
    let report: recoupe::model::Report = serde_json::from_slice(&whole).unwrap();
    let rules: Vec<_> = report.rules.iter().map(|r| (r.id.as_str(), r.title.as_str())).collect();
    assert_eq!(rules, [("count-mismatch", "Two exact numbers of one thing")], "the rules that findings name");
    assert!(report.rules[0].why.starts_with("Two articles count the same thing"));
    for format in FORMATS {
        let direct = fs::read(folder.path().join(format!("all.{}.out", format.name))).unwrap();
        assert!(String::from_utf8_lossy(&direct).contains("ministres"), "{} shows no finding", format.name);
        let again = recoupe(folder.path(), &["report", "all.json.out", "--format", format.name]);
        assert_eq!((again.status.code(), stderr(&again)), (Some(0), String::new()));
        assert!(again.stdout == direct, "{}: a saved report renders otherwise", format.name);
    }
}

#[test]
fn texts_are_kept_for_a_page_and_when_asked_for() {
    let folder = corpus();
    let texts = |name: &str| -> usize {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        serde_json::from_str::<recoupe::model::Report>(&text).unwrap().texts.len()
    };
    let run = |args: &[&str]| {
        let output = recoupe(folder.path(), &[&["audit", "."], args].concat());
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    };
    run(&["-o", "json=plain.json.out"]);
    run(&["-o", "json=kept.json.out", "--texts"]);
    run(&["-o", "json=beside.json.out", "-o", "html=page.html.out"]);
    assert_eq!((texts("plain.json.out"), texts("kept.json.out"), texts("beside.json.out")), (0, 2, 2));
    let page = |saved: &str| {
        let output = recoupe(folder.path(), &["report", saved, "--format", "html"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let direct = fs::read_to_string(folder.path().join("page.html.out")).unwrap();
    assert!(page("kept.json.out") == direct, "a page of a report that kept its texts");
    let without = page("plain.json.out");
    let lacks = "This report does not hold the article&#x27;s text";
    assert!(without.contains(lacks) && !direct.contains(lacks), "what is missing is said");
    assert!(without.contains("<mark id=\"a2-"), "the sentences that findings quote are shown");
}

#[test]
fn what_is_accepted_is_the_same_in_a_saved_report() {
    let folder = corpus();
    let output = recoupe(folder.path(), &["baseline", "create", ".", "--reason", "both offices were asked"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for shown in [[].as_slice(), &["--show-known"]] {
        let targets: Vec<String> = FORMATS.iter().map(|f| format!("{0}=all.{0}.out", f.name)).collect();
        let args: Vec<&str> = targets.iter().flat_map(|target| ["-o", target]).collect();
        let output =
            recoupe(folder.path(), &[&["audit", ".", "--baseline", "recoupe-baseline.toml"], shown, &args].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        for format in FORMATS {
            let direct = fs::read(folder.path().join(format!("all.{}.out", format.name))).unwrap();
            let args = ["report", "all.json.out", "--format", format.name];
            let again = recoupe(folder.path(), &[&args, shown].concat());
            assert!(again.stdout == direct, "{}: a saved report renders otherwise", format.name);
            let told = String::from_utf8_lossy(&direct).contains("both offices were asked");
            assert_eq!(told, format.whole || !shown.is_empty(), "{}", format.name);
        }
    }
}
