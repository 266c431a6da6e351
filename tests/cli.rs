//! The command line. A case is a file of `cmd/`: arguments, exit code, output and error texts;
//! `TRYCMD=overwrite cargo test --test cli` writes today's answers into them. What cannot be a file
//! of the repository is made here.

#[path = "shared/corpus.rs"]
mod corpus;

use corpus::corpus;
use recoupe::report::FORMATS;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn recoupe(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
    command.args(args).current_dir(folder).env_remove("GITHUB_STEP_SUMMARY").output().expect("it starts")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The paths of the articles in a JSON report.
fn paths(output: &Output) -> Vec<String> {
    let report: recoupe::model::Report = serde_json::from_slice(&output.stdout).expect("a report");
    report.articles.into_iter().map(|a| a.path).collect()
}

#[test]
fn cases() {
    trycmd::TestCases::new().env("COLUMNS", "100").case("tests/cmd/*.toml");
}

#[test]
fn an_empty_folder_is_not_green() {
    let folder = tempfile::tempdir().unwrap();
    let output = recoupe(folder.path(), &["audit", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("nothing to analyse"), "{}", stderr(&output));
    assert_eq!(recoupe(folder.path(), &["audit", ".", "--allow-empty"]).status.code(), Some(0));
}

#[test]
fn argument_order_and_repetition_change_no_byte() {
    let folder = corpus();
    let run = |args: &[&str]| recoupe(folder.path(), &[&["audit", "--format", "json"], args].concat()).stdout;
    let expected = run(&["courrier.md", "tribune.md"]);
    assert!(!expected.is_empty());
    assert_eq!(run(&["tribune.md", "courrier.md"]), expected);
    assert_eq!(run(&["./tribune.md", ".", "courrier.md"]), expected);
    assert_eq!(run(&[".", "--jobs", "1"]), expected);
}

#[test]
fn folders_are_walked_as_gitignore_says() {
    let folder = corpus();
    fs::write(folder.path().join(".gitignore"), "tribune.md\n").unwrap();
    let output = recoupe(folder.path(), &["audit", ".", "--format", "json"]);
    assert_eq!(paths(&output), ["courrier.md"]);
}

#[test]
fn packed_articles_are_found_and_read_like_others() {
    let folder = corpus();
    let plain = fs::read(folder.path().join("tribune.md")).unwrap();
    let file = fs::File::create(folder.path().join("tribune.md.gz")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::default());
    packed.write_all(&plain).and_then(|()| packed.finish()).unwrap();
    fs::remove_file(folder.path().join("tribune.md")).unwrap();
    let output = recoupe(folder.path(), &["audit", ".", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(paths(&output), ["courrier.md", "tribune.md.gz"]);
}

#[test]
fn a_line_of_50_megabytes_keeps_nothing_else_from_being_read() {
    let folder = corpus();
    fs::write(folder.path().join("vast.txt"), "lorem ".repeat(50_000_000 / 6)).unwrap();
    let output = recoupe(folder.path(), &["audit", ".", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let paths = paths(&output);
    assert!(paths.contains(&"courrier.md".to_owned()) && paths.contains(&"tribune.md".to_owned()), "{paths:?}");
}

#[test]
fn many_reports_come_from_one_analysis() {
    let folder = corpus();
    let output = recoupe(folder.path(), &["audit", ".", "-o", "json=all.json", "-o", "csv=all.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stdout.is_empty(), "FORMAT=FILE adds a report");
    assert!(folder.path().join("all.csv").exists());

    let again = recoupe(folder.path(), &["report", "all.json"]);
    assert_eq!(again.stdout, output.stdout, "a saved report renders as the fresh one");

    let output = recoupe(folder.path(), &["audit", ".", "--format", "json", "-o", "only.json"]);
    assert!(output.stdout.is_empty(), "FILE takes the place of standard output");
    assert_eq!(fs::read(folder.path().join("only.json")).unwrap(), fs::read(folder.path().join("all.json")).unwrap());
}

#[test]
fn of_two_versions_the_later_one_is_annotated() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let args = ["diff", "versions/old.md", "versions/new.md", "--versions", "--isolated", "--format", "github"];
    let text = String::from_utf8(recoupe(&folder, &args).stdout).unwrap();
    let commands: Vec<&str> = text.lines().filter(|l| l.starts_with("::")).collect();
    assert!(!commands.is_empty() && commands.iter().all(|l| l.contains(" file=versions/new.md,line=")), "{text}");
}

#[test]
fn what_is_hostile_in_an_article_is_text_in_every_format() {
    let folder = corpus();
    let attack = "::error file=x::y ##[add-mask]e =cmd|' /C calc' <script>alert(1)</script>\"><img onerror=x>]]> \
                  \u{1b}[2J\u{202e}";
    let article = format!(
        "---\ntitle: \"=1+1 ::error::x\"\nsource: '=cmd|x'\npublished: 2024-03-06\nlang: fr\n---\n\nÀ Varelle, 15 ministres \
         du gouvernement Dastrel ont démissionné mardi 5 mars 2024 {attack}.\n"
    );
    fs::write(folder.path().join("tribune.md"), article).unwrap();
    for format in FORMATS {
        let output = recoupe(folder.path(), &["audit", ".", "--format", format.name]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!text.contains(['\u{1b}', '\u{202e}']) || format.name == "csv", "{} steers a terminal", format.name);
        let own = if format.name == "github" { 1 } else { 0 };
        assert_eq!(text.lines().filter(|l| l.trim_start().starts_with("::e")).count(), own, "{text}");
    }
}

#[test]
fn the_summary_of_a_step_gets_the_table_behind_what_stands_there() {
    let folder = corpus();
    let summary = folder.path().join("summary.out");
    fs::write(&summary, "# Before\n").unwrap();
    let run = |args: &[&str], summary: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
        command.args(args).current_dir(folder.path()).env("GITHUB_STEP_SUMMARY", summary).output().expect("it starts")
    };
    run(&["audit", "."], &summary);
    assert_eq!(fs::read_to_string(&summary).unwrap(), "# Before\n", "other formats leave it alone");
    let output = run(&["audit", ".", "--format", "github"], &summary);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("# Before\n## Where the sources disagree\n"), "{text}");
    assert!(text.contains("| error | count-mismatch | "), "{text}");
    run(&["audit", ".", "-o", "github=notes.out"], &summary);
    assert_eq!(fs::read_to_string(&summary).unwrap().matches("## Where the sources disagree").count(), 2);

    let output = run(&["audit", ".", "--format", "github"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot write this file"), "{}", stderr(&output));
    let output = run(&["audit", ".", "--format", "github"], Path::new(""));
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), String::new()), "an empty name is none");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let folder = corpus();
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["audit", "."])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "");
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let folder = corpus();
    let escapes = |args: &[&str]| recoupe(folder.path(), &[&["audit", "."], args].concat()).stdout.contains(&0x1b);
    assert!(!escapes(&[]));
    assert!(!escapes(&["--color", "never"]));
    assert!(escapes(&["--color", "always"]));
    assert!(escapes(&["--color", "always", "-o", "json=all.json"]));
}

/// A folder with more articles than are read at a time.
fn many() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let line = |n: usize| {
        let text = format!("L'incendie de l'entrepôt Orvalis a fait {n} blessés mardi, selon les pompiers d'Arvel.");
        serde_json::json!({"id": format!("{n:03}"), "lang": "fr", "text": text}).to_string()
    };
    fs::write(folder.path().join("all.jsonl"), (2..152).map(line).collect::<Vec<_>>().join("\n")).unwrap();
    fs::write(folder.path().join("one.md"), "Le port d'Arvel ferme lundi. Douze bateaux sont à quai.\n").unwrap();
    folder
}

#[test]
fn what_was_read_is_written_in_order_whatever_the_threads() {
    let folder = many();
    for form in ["json", "text"] {
        let run = |jobs: &str| {
            recoupe(folder.path(), &["extract", ".", "--explain", "--format", form, "--jobs", jobs]).stdout
        };
        let expected = run("1");
        assert_eq!(run("3"), expected);
        assert_eq!(run("64"), expected);
        let text = String::from_utf8(expected).unwrap();
        let places: Vec<_> = (2..152).map(|n| text.find(&format!("all.jsonl#{n:03}"))).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{form}: {places:?}");
        assert!(text.find("one.md") > places[149], "files are in order");
    }
}

#[test]
fn reasons_change_nothing_else() {
    let folder = many();
    let lines = |args: &[&str]| -> Vec<serde_json::Value> {
        let output = recoupe(folder.path(), &[&["extract", "."], args].concat());
        String::from_utf8(output.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
    };
    let mut explained = lines(&["--explain"]);
    for listing in &mut explained {
        for list in ["quantities", "attributions", "dates", "claims"] {
            for item in listing[list].as_array_mut().unwrap() {
                let because = item.as_object_mut().unwrap().remove("because");
                assert!(because.is_some_and(|b| !b.as_array().unwrap().is_empty()), "{item}");
            }
        }
    }
    assert_eq!(explained, lines(&[]));
}

#[test]
fn what_was_read_goes_to_several_files_or_none() {
    let folder = many();
    let at = |name: &str| folder.path().join(name);
    let output = recoupe(folder.path(), &["extract", ".", "-o", "text=all.out", "-o", "json=all.out2"]);
    let expected = recoupe(folder.path(), &["extract", "."]).stdout;
    assert_eq!(output.stdout, expected, "FORMAT=FILE adds a file");
    assert_eq!(fs::read(at("all.out2")).unwrap(), expected);
    assert_eq!(fs::read(at("all.out")).unwrap(), recoupe(folder.path(), &["extract", ".", "--format", "text"]).stdout);
    let output = recoupe(folder.path(), &["extract", ".", "--format", "text", "-o", "only.out"]);
    assert!(output.stdout.is_empty(), "FILE takes the place of standard output");
    assert_eq!(fs::read(at("only.out")).unwrap(), fs::read(at("all.out")).unwrap());

    // Nothing could be read: what stood there before stays.
    let output = recoupe(folder.path(), &["extract", "nothing.md", "-o", "only.out"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(fs::read(at("only.out")).unwrap() == fs::read(at("all.out")).unwrap(), "the file was replaced");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5, "no temporary file stays");
}

#[test]
fn a_reader_of_an_extract_that_leaves_early_is_no_error() {
    let folder = many();
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["extract", ".", "--explain"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
}

/// A JSON report.
fn report(output: &Output) -> recoupe::model::Report {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", stderr(output)))
}

#[test]
fn a_baseline_lives_from_its_making_to_its_pruning() {
    let folder = corpus();
    let run = |args: &[&str]| recoupe(folder.path(), args);
    let audit = |more: &[&str]| run(&[&["audit", ".", "--baseline", "recoupe-baseline.toml"], more].concat());
    let file = folder.path().join("recoupe-baseline.toml");
    let made = run(&["baseline", "create", ".", "--reason", "known before", "--who", "Nora"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("reason = \"known before\"\nwho = \"Nora\"\nwhen = 20"), "{text}");
    assert_eq!(audit(&[]).status.code(), Some(0));

    // An edit elsewhere and another name leave it known.
    let tribune = folder.path().join("tribune.md");
    let article = fs::read_to_string(&tribune).unwrap();
    let moved = article.replace("---\n\n", "---\n\nLe marché d'Orsenne a rouvert.\n\n");
    assert_ne!(moved, article);
    fs::write(folder.path().join("a.md"), &moved).unwrap();
    fs::remove_file(&tribune).unwrap();
    fs::write(&file, text.replace("\n[[finding]]", "\n# Ours.\n[[finding]]")).unwrap();
    let known = audit(&["--format", "json", "--show-known"]);
    assert_eq!((known.status.code(), stderr(&known)), (Some(0), String::new()));
    let accepted = report(&known).findings[0].accepted.clone().expect("accepted");
    assert_eq!(accepted.reason, "known before");

    // Another figure is another finding: new, and the old one stale.
    fs::write(folder.path().join("a.md"), moved.replace("15 ministres", "16 ministres")).unwrap();
    let new = audit(&["--format", "json"]);
    assert_eq!((new.status.code(), report(&new).findings.len(), report(&new).summary.known), (Some(1), 1, 0));
    assert!(stderr(&new).contains("is found no more"), "{}", stderr(&new));
    assert_eq!(run(&["baseline", "update", ".", "--reason", "later"]).status.code(), Some(0));
    assert_eq!(audit(&["-q"]).status.code(), Some(0));
    let both = fs::read_to_string(&file).unwrap();
    assert!(both.contains("reason = \"known before\"") && both.contains("reason = \"later\""), "{both}");
    let pruned = run(&["baseline", "prune", "."]);
    assert!(String::from_utf8_lossy(&pruned.stdout).starts_with("dropped "), "{}", stderr(&pruned));
    let last = fs::read_to_string(&file).unwrap();
    assert!(!last.contains("# Ours.") && last.matches("[[finding]]").count() == 1, "{last}");
    assert_eq!(stderr(&audit(&[])), "");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "no temporary file stays: {left:?}");
}

#[test]
fn each_report_of_one_run_holds_what_is_known_or_not() {
    let folder = corpus();
    let run = |args: &[&str]| recoupe(folder.path(), args);
    run(&["baseline", "create", "."]);
    let audit = |more: &[&str]| run(&[&["audit", ".", "--baseline", "recoupe-baseline.toml", "-q"], more].concat());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let files = ["-o", "json=all.json", "-o", "sarif=all.sarif", "-o", "concise=all.out"];
    assert!(audit(&files).stdout.is_empty());
    let saved: recoupe::model::Report = serde_json::from_str(&read("all.json")).unwrap();
    assert!(saved.findings[0].accepted.is_some() && saved.summary.known == 1, "programs see what is known");
    assert!(read("all.sarif").contains("\"suppressions\"") && read("all.out").is_empty());
    audit(&[&files[..], &["--show-known"]].concat());
    assert!(read("all.out").contains("count-mismatch"));
    let again = |more: &[&str]| run(&[&["report", "all.json", "-q", "--format", "concise"], more].concat()).stdout;
    assert!(again(&[]).is_empty(), "a saved report hides what is known, too");
    assert_eq!(String::from_utf8(again(&["--show-known"])).unwrap(), read("all.out"));
}

#[test]
fn the_file_that_init_writes_changes_nothing() {
    let folder = corpus();
    let before = recoupe(folder.path(), &["audit", ".", "--format", "json"]);
    assert_eq!(recoupe(folder.path(), &["init"]).status.code(), Some(0));
    let after = recoupe(folder.path(), &["audit", ".", "--format", "json", "-v"]);
    assert!(stderr(&after).contains("configuration from recoupe.toml"), "{}", stderr(&after));
    assert_eq!(after.stdout, before.stdout);
}

/// Runs git in `folder`; `None` where there is no git.
fn git(folder: &Path, args: &[&str]) -> Option<()> {
    let who = ["-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").args(who).args(args).current_dir(folder).output().ok()?;
    assert!(output.status.success(), "git {args:?}: {}", stderr(&output));
    Some(())
}

#[test]
fn what_git_says_is_new_is_checked() {
    let folder = corpus();
    let at = |name: &str| folder.path().join(name);
    let run =
        |args: &[&str]| recoupe(folder.path(), &[&["check", "--against", ".", "--format", "json"], args].concat());
    if git(folder.path(), &["init", "-q"]).is_none() {
        eprintln!("skipped: there is no git on this machine");
        return;
    }
    fs::remove_file(at("tribune.md")).unwrap();
    git(folder.path(), &["add", "."]).unwrap();
    git(folder.path(), &["commit", "-qm", "first"]).unwrap();
    let output = run(&["--since", "HEAD"]);
    assert_eq!((output.status.code(), paths(&output).len()), (Some(0), 0), "{}", stderr(&output));

    let wrong = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/corpus/tribune.md");
    fs::copy(wrong, at("a new one.md")).unwrap();
    fs::write(at("notes.toml"), "x = 1\n").unwrap();
    git(folder.path(), &["add", "."]).unwrap();
    git(folder.path(), &["commit", "-qm", "second"]).unwrap();
    let output = run(&["--since", "HEAD~1"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let report: recoupe::model::Report = serde_json::from_slice(&output.stdout).expect("a report");
    let new: Vec<&str> = report.articles.iter().filter(|a| a.new).map(|a| a.path.as_str()).collect();
    assert_eq!(new, ["a new one.md"]);
    let output = run(&["--since", "HEAD~1", "courrier.md"]);
    assert_eq!(output.status.code(), Some(0), "NEW limits where to look: {}", stderr(&output));

    let output = run(&["--since", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("git does not know what changed since \"nowhere\": fatal"), "{}", stderr(&output));
    let output = run(&["--since", "--output=stolen"]);
    assert_eq!(output.status.code(), Some(2), "a revision is no option of git");
    assert!(!at("stolen").exists());
}

#[test]
fn completions_and_manual_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let commands: Vec<String> =
        recoupe::cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = recoupe(folder.path(), &["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let script = String::from_utf8(output.stdout).unwrap();
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell} does not know {command}");
        }
    }
    let output = recoupe(folder.path(), &["man", "--dir", "man1"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    for command in &commands {
        let page = fs::read_to_string(folder.path().join(format!("man1/recoupe-{command}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{page}");
    }
    let main = fs::read(folder.path().join("man1/recoupe.1")).unwrap();
    assert_eq!(recoupe(folder.path(), &["man"]).stdout, main);
    let output = recoupe(folder.path(), &["completions", "csh"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("invalid value 'csh'"), "{}", stderr(&output));
}

#[test]
fn progress_is_for_terminals() {
    let folder = corpus();
    let output = recoupe(folder.path(), &["audit", ".", "--progress", "auto"]);
    assert_eq!(stderr(&output), "");
}
