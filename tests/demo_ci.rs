//! A newsroom's CI from the first article to the last, with the program as it is run there; then
//! the commands of `docs/ci.md` and the shell steps of `action.yml`, run as they are written.

use recoupe::model::Report;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use yaml_rust2::{Yaml, YamlLoader};

const RECOUPE: &str = env!("CARGO_BIN_EXE_recoupe");

/// An article of the day of the accident, by one of the outlets of Brancourt.
fn article(source: &str, title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\nsource: {source}\npublished: 2025-02-11\nlang: fr\n---\n\n{text}\n")
}

/// What an outlet writes of it; the figure stands in line 8, column 66.
fn accident(source: &str, hurt: u32) -> String {
    let text = "À Brancourt, l'effondrement du toit du gymnase Delvigne a blessé";
    let end = "élèves lundi 10 février 2025, selon les pompiers.";
    article(source, "Le toit du gymnase s'effondre", &format!("{text} {hurt} {end}"))
}

/// A folder with `content/`: what was published, one story of it being the accident with 14 hurt.
fn newsroom() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("content")).unwrap();
    write(folder.path(), "content/le-fil.md", &accident("Le Fil de Brancourt", 14));
    let market = "Le marché de Montalzac reçoit quarante exposants dimanche, annonce la mairie.";
    write(folder.path(), "content/marche.md", &article("La Feuille de Montalzac", "Le marché s'étend", market));
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap_or_else(|e| panic!("{name}: {e}"));
}

fn recoupe(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(RECOUPE);
    command.args(args).current_dir(folder).env_remove("GITHUB_STEP_SUMMARY").output().expect("it starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn ends_with(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}{}", stdout(output), stderr(output));
}

/// Where the published articles are.
const PUBLISHED: [[&str; 2]; 2] = [["--against", "content"], ["--index", "corpus.db"]];

/// Runs `recoupe check drafts/echo.md` both against the files and against an index of them; both
/// must say the same, byte for byte.
fn check(folder: &Path, code: i32, args: &[&str]) -> Output {
    ends_with(&recoupe(folder, &["index", "add", "--index", "corpus.db", "content"]), 0);
    let run =
        |published: &[&str; 2]| recoupe(folder, &[&["check", "drafts/echo.md"], published.as_slice(), args].concat());
    let [files, index] = PUBLISHED.each_ref().map(run);
    assert_eq!((stdout(&files), stderr(&files)), (stdout(&index), stderr(&index)), "{args:?}");
    ends_with(&files, code);
    ends_with(&index, code);
    files
}

#[test]
fn a_newsroom_is_told_of_new_contradictions_only() {
    let folder = newsroom();
    let folder = folder.path();
    fs::create_dir(folder.join("drafts")).unwrap();

    // An article that agrees is green, and the last line says that it was compared.
    let text = "Quatorze élèves ont été blessés lundi 10 février 2025 à Brancourt dans l'effondrement du toit du gymnase \
                Delvigne, selon les pompiers.";
    write(folder, "drafts/echo.md", &article("L'Écho du Vernay", "Le gymnase s'effondre", text));
    let clean = stdout(&check(folder, 0, &[]));
    assert!(clean.starts_with("Checked 1 article against 2: 1 article of the same stories"), "{clean}");
    assert!(clean.contains("No findings.") && !clean.contains("compared 0 pairs"), "{clean}");

    // One that does not is red, at the figure's line, in every format that CI shows.
    write(folder, "drafts/echo.md", &accident("L'Écho du Vernay", 41));
    let sarif: Value = serde_json::from_slice(&check(folder, 1, &["--format", "sarif"]).stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 1, "{sarif:#}");
    assert_eq!((&results[0]["ruleId"], &results[0]["level"]), (&"same-source-figure".into(), &"error".into()));
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "drafts/echo.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&8.into(), &66.into()));
    let other = &results[0]["relatedLocations"][0]["physicalLocation"];
    assert_eq!(
        (&other["artifactLocation"]["uri"], &other["region"]["startLine"]),
        (&"content/le-fil.md".into(), &8.into())
    );
    assert!(results[0]["suppressions"].as_array().is_none_or(Vec::is_empty), "{sarif:#}");

    let github = stdout(&check(folder, 1, &["--format", "github"]));
    let head = "::error file=drafts/echo.md,line=8,col=66,endLine=8,title=same-source-figure::";
    assert_eq!(github.lines().filter(|l| l.starts_with("::")).count(), 1, "{github}");
    assert!(github.starts_with(head), "{github}");

    let junit = stdout(&check(folder, 1, &["--format", "junit"]));
    assert!(junit.contains("<testsuite name=\"drafts/echo.md\"") && junit.contains("failures=\"1\""), "{junit}");
    assert!(junit.contains("<failure") && junit.contains("type=\"same-source-figure\""), "{junit}");
    assert!(junit.contains("drafts/echo.md:8:66"), "{junit}");

    // Accepted, it is green, counted, and still there for programs.
    let create = ["baseline", "create", "content", "drafts", "--within", "--reason", "both outlets were asked"];
    ends_with(&recoupe(folder, &create), 0);
    let baseline = ["--baseline", "recoupe-baseline.toml"];
    let known = stdout(&check(folder, 0, &baseline));
    assert!(known.contains("No findings; known: 1."), "{known}");
    let sarif: Value =
        serde_json::from_slice(&check(folder, 0, &[&baseline[..], &["--format", "sarif"]].concat()).stdout).unwrap();
    let suppressions = sarif["runs"][0]["results"][0]["suppressions"].as_array().unwrap();
    assert_eq!(suppressions[0]["justification"], "both outlets were asked");

    // Another figure is another contradiction.
    write(folder, "drafts/echo.md", &accident("L'Écho du Vernay", 43));
    let again = stdout(&check(folder, 1, &[&baseline[..], &["--format", "concise"]].concat()));
    let head = "content/le-fil.md:8:66: error[same-source-figure] ";
    assert!(again.starts_with(head) && again.contains("(drafts/echo.md:8:66)"), "{again}");
    assert!(again.contains("43 élèves") && !again.contains("41 élèves"), "{again}");

    // A mistyped path is neither: nothing was checked.
    for published in PUBLISHED {
        let output = recoupe(folder, &[&["check", "drafts/eco.md"], published.as_slice()].concat());
        ends_with(&output, 2);
        assert!(stderr(&output).contains("drafts/eco.md: there is no such file or folder"), "{}", stderr(&output));
        assert_eq!(stdout(&output), "");
    }
    let output = recoupe(folder, &["check", "drafts/echo.md", "--against", "contnt"]);
    ends_with(&output, 2);
    assert!(stderr(&output).contains("contnt: there is no such file or folder"), "{}", stderr(&output));
}

#[test]
fn an_article_that_nobody_else_tells_says_so() {
    let folder = newsroom();
    let alone =
        article("L'Écho du Vernay", "Un pont rouvre", "Le pont de Serrange rouvre lundi, après six mois de travaux.");
    write(folder.path(), "new.md", &alone);
    let output = recoupe(folder.path(), &["check", "new.md", "--against", "content"]);
    ends_with(&output, 0);
    assert!(stdout(&output).contains("against 2: 0 articles of the same stories"), "{}", stdout(&output));
}

/// Runs a script as the shell of a CI server does; `None` where that shell is not on this machine.
fn shell(folder: &Path, script: &str, variables: &[(&str, &str)]) -> Option<Output> {
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(folder);
    let path = format!("{}:{}", Path::new(RECOUPE).parent()?.display(), std::env::var("PATH").unwrap_or_default());
    command.env("PATH", path).env_remove("GITHUB_STEP_SUMMARY").env_remove("MAKEFLAGS").envs(variables.iter().copied());
    command.output().ok()
}

/// A newsroom in git, whose `origin/main` has two articles and whose working folder has a third,
/// `content/new.md`, which contradicts one. `None` where there is no git or bash.
fn repository() -> Option<tempfile::TempDir> {
    let folder = newsroom();
    write(folder.path(), "content/old.md", &article("Le Fil de Brancourt", "Avis", "Le marché est fermé."));
    let script = "
        git() { command git -c user.name=desk -c user.email=desk@example.org -c commit.gpgsign=false \"$@\"; }
        git init -q . && git add content && git commit -qm published && git update-ref refs/remotes/origin/main HEAD";
    let output = shell(folder.path(), script, &[])?;
    if !output.status.success() {
        eprintln!("skipped: no git here: {}", stderr(&output));
        return None;
    }
    write(folder.path(), "content/new.md", &accident("L'Écho du Vernay", 41));
    ends_with(&shell(folder.path(), "git add content", &[])?, 0);
    Some(folder)
}

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci.md")).expect("docs/ci.md")
}

/// The code blocks of the page in one language.
fn blocks(lang: &str) -> Vec<String> {
    let page = page();
    let blocks = page.split("\n```").skip(1).step_by(2);
    blocks.filter_map(|b| b.strip_prefix(&format!("{lang}\n"))).map(str::to_owned).collect()
}

#[test]
fn the_commands_of_the_page_end_as_it_says() {
    let Some(folder) = repository() else { return };
    let folder = folder.path();
    ends_with(&recoupe(folder, &["index", "add", "--index", "corpus.db", "content"]), 0);
    let expected = [
        // In CI: three ways to check the contradiction.
        ("recoupe check --since origin/main content --against content ", 1),
        ("recoupe check content/new.md --against content ", 1),
        ("recoupe check content/new.md --index corpus.db ", 1),
        // How a run ends.
        ("recoupe check --since origin/main content --against content --statistics", 1),
        ("recoupe report findings.json --statistics", 0),
        // Findings that are known.
        ("recoupe baseline create", 0),
        ("recoupe check --since origin/main content --against content --baseline", 0),
        ("recoupe baseline update", 0),
        ("recoupe baseline prune", 0),
        // An index between runs.
        ("recoupe index add", 0),
        ("recoupe check --since origin/main content --index corpus.db", 1),
    ];
    let lines: Vec<String> = blocks("sh").iter().flat_map(|b| b.lines()).map(str::to_owned).collect();
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    for (line, (begins, code)) in lines.iter().zip(expected) {
        assert!(line.starts_with(begins), "{line}, expected {begins}");
        let output = shell(folder, line, &[]).unwrap();
        assert_eq!(output.status.code(), Some(code), "{line}\n{}{}", stdout(&output), stderr(&output));
        if line.ends_with("--statistics --format json") {
            let counts: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!((&counts[0]["rule"], &counts[0]["count"]), (&"same-source-figure".into(), &1.into()));
        }
    }
    let report: Report = serde_json::from_slice(&fs::read(folder.join("findings.json")).unwrap()).unwrap();
    assert_eq!(report.findings.len(), 1, "the file beside the counts is whole");
    // What the page says of the other ways in which a run may end.
    for (line, code, told) in [
        ("recoupe check --since HEAD content/marche.md --against content", 0, "Checked 0 articles against 4"),
        ("recoupe check --since origin/main contnt --against content", 2, "contnt: there is no such file or folder"),
        ("recoupe check -v --since HEAD content/marche.md --against content", 0, "no article differs from HEAD"),
        ("recoupe check content/nwe.md --against content", 2, "there is no such file or folder"),
        ("recoupe check content/new.md --index nowhere.db", 2, "nowhere.db"),
        ("recoupe check content/new.md --against content --baseline nowhere.toml", 2, "nowhere.toml"),
        ("recoupe index remove --index corpus.db content/old.md", 0, "1 removed"),
        ("recoupe audit content --within --baseline recoupe-baseline.toml", 0, "known: 1"),
    ] {
        let output = shell(folder, line, &[]).unwrap();
        let all = stdout(&output) + &stderr(&output);
        assert_eq!(output.status.code(), Some(code), "{line}\n{all}");
        assert!(all.contains(told), "{line}\n{all}");
    }
}

fn yaml(text: &str) -> Yaml {
    YamlLoader::load_from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}")).remove(0)
}

fn lines(list: &Yaml) -> String {
    list.as_vec().expect("a list").iter().map(|l| format!("{}\n", l.as_str().expect("text"))).collect()
}

#[test]
fn the_jobs_of_the_page_find_the_contradiction() {
    let Some(folder) = repository() else { return };
    let folder = folder.path();
    let jobs: Vec<Yaml> = blocks("yaml").iter().map(|b| yaml(b)).collect();

    // GitLab: the program is in the cache already.
    let job = jobs.iter().map(|j| &j["recoupe"]).find(|j| !j["before_script"].is_badvalue()).expect("a job of GitLab");
    fs::create_dir_all(folder.join(".recoupe/bin")).unwrap();
    fs::copy(RECOUPE, folder.join(".recoupe/bin/recoupe")).unwrap();
    let script = lines(&job["before_script"]) + &lines(&job["script"]);
    ends_with(&shell(folder, &script, &[("CI_MERGE_REQUEST_DIFF_BASE_SHA", "origin/main")]).unwrap(), 1);
    let reports = &job["artifacts"]["reports"];
    let read = |key: &str| fs::read_to_string(folder.join(reports[key].as_str().expect("a file"))).unwrap();
    let quality: Value = serde_json::from_str(&read("codequality")).unwrap();
    assert_eq!(quality[0]["location"]["path"], "content/new.md");
    assert_eq!(quality[0]["location"]["lines"]["begin"], 8);
    assert!(read("junit").contains("<failure"), "{}", read("junit"));

    // GitHub without the action.
    let steps = jobs.iter().filter_map(|j| j["jobs"]["recoupe"]["steps"].as_vec()).flatten();
    let audit: Vec<&str> = steps.filter_map(|s| s["run"].as_str()).filter(|r| r.starts_with("recoupe ")).collect();
    assert!(!audit.is_empty());
    for script in audit {
        let output = shell(folder, script, &[]).unwrap();
        ends_with(&output, 1);
        assert!(stdout(&output).starts_with("::error file=content/"), "{}", stdout(&output));
    }

    // make.
    let block = blocks("make");
    write(folder, "Makefile", &block[0]);
    if !shell(folder, "make --version", &[]).unwrap().status.success() {
        eprintln!("skipped: there is no make on this machine");
        return;
    }
    ends_with(&shell(folder, "recoupe baseline create content/marche.md", &[]).unwrap(), 0);
    let output = shell(folder, "make check", &[]).unwrap();
    ends_with(&output, 2);
    assert!(stderr(&output).contains("Error 1"), "{}", stderr(&output));
    let output = shell(folder, "make counts", &[]).unwrap();
    ends_with(&output, 0);
    assert!(stdout(&output).contains("    1      0  error     same-source-figure"), "{}", stdout(&output));
    ends_with(&shell(folder, "make accept WHY='both outlets were asked'", &[]).unwrap(), 0);
    ends_with(&shell(folder, "make check", &[]).unwrap(), 0);
    ends_with(&shell(folder, "make check BASE=nowhere", &[]).unwrap(), 2);
}

/// The step of the action that checks, with these inputs: its exit code, what it printed, and its
/// outputs.
fn act(folder: &Path, inputs: &[(&str, &str)]) -> Option<(Option<i32>, String, String)> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml")).expect("action.yml");
    let action = yaml(&text);
    let steps = action["runs"]["steps"].as_vec().expect("steps");
    let step = steps.iter().find(|s| s["id"].as_str() == Some("check")).expect("the step that checks");
    let temp = folder.join("runner");
    fs::create_dir_all(temp.join("recoupe/bin")).unwrap();
    fs::copy(RECOUPE, temp.join("recoupe/bin/recoupe")).unwrap();
    let (outputs, summary, path) = (temp.join("outputs"), temp.join("summary"), temp.join("path"));
    fs::write(&outputs, "").unwrap();
    let mut variables: Vec<(String, String)> = Vec::new();
    for (name, value) in step["env"].as_hash().expect("env") {
        let (name, value) = (name.as_str().expect("text"), value.as_str().expect("text"));
        let input = value.strip_prefix("${{ inputs.").and_then(|v| v.strip_suffix(" }}"));
        let value = match input {
            Some(input) => match inputs.iter().find(|(name, _)| *name == input) {
                Some((_, value)) => (*value).to_owned(),
                None => action["inputs"][input]["default"].as_str().expect("a default").to_owned(),
            },
            None => value.replace("${{ runner.temp }}", &temp.display().to_string()),
        };
        assert!(!value.contains("${{"), "{name}: {value}");
        variables.push((name.to_owned(), value));
    }
    for (name, file) in [("GITHUB_OUTPUT", &outputs), ("GITHUB_STEP_SUMMARY", &summary), ("GITHUB_PATH", &path)] {
        variables.push((name.to_owned(), file.display().to_string()));
    }
    let variables: Vec<(&str, &str)> = variables.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let output = shell(folder, step["run"].as_str().expect("a script"), &variables)?;
    let told = stdout(&output) + &stderr(&output);
    assert!(fs::read_to_string(&path).unwrap().contains("recoupe/bin"), "steps behind it find the program");
    Some((output.status.code(), told, fs::read_to_string(&outputs).unwrap()))
}

#[test]
fn the_action_annotates_counts_and_fails_as_the_program_does() {
    let Some(folder) = repository() else { return };
    let folder = folder.path();
    let counts = |code: i32, errors: usize| {
        let sarif = "sarif=recoupe.sarif\n";
        format!("{sarif}errors={errors}\nwarnings=0\nnotes=0\nexit-code={code}\n")
    };
    let both = [("since", "origin/main"), ("paths", "content"), ("against", "content")];
    let (code, told, outputs) = act(folder, &both).unwrap();
    assert_eq!((code, outputs), (Some(1), counts(1, 1)), "{told}");
    assert!(told.starts_with("::error file=content/new.md,line=8,col=66,"), "{told}");
    let sarif: Value = serde_json::from_slice(&fs::read(folder.join("recoupe.sarif")).unwrap()).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "same-source-figure");
    assert!(fs::read_to_string(folder.join("runner/summary")).unwrap().contains("| error | same-source-figure |"));

    // Against an index that it makes, and then only reads; names with blanks, lists, further options.
    fs::rename(folder.join("content/new.md"), folder.join("content/a new one.md")).unwrap();
    let named = [("paths", "content/a new one.md\r\n\ncontent/old.md\n"), ("args", "--no-within  --jobs 1")];
    for against in [&[("against", "content"), ("index", "corpus.db")][..], &[("index", "corpus.db")]] {
        let (code, told, outputs) = act(folder, &[&named[..], against, &[("fail-on", "never")]].concat()).unwrap();
        assert_eq!((code, outputs), (Some(0), counts(0, 1)), "{told}");
        assert!(told.contains("Checked 2 articles against 2"), "{told}");
    }

    // What is known counts no more; what cannot be checked says so and leaves no file of before.
    ends_with(&recoupe(folder, &["baseline", "create", "content", "--within"]), 0);
    let known = [&named[..1], &[("against", "content"), ("baseline", "recoupe-baseline.toml")]].concat();
    let (code, told, outputs) = act(folder, &known).unwrap();
    assert_eq!((code, outputs), (Some(0), counts(0, 0)), "{told}");
    let (code, told, outputs) = act(folder, &[("paths", "content/nwe.md"), ("against", "content")]).unwrap();
    assert_eq!((code, outputs.as_str()), (Some(2), "exit-code=2\n"), "{told}");
    assert!(told.contains("there is no such file or folder"), "{told}");
    assert!(!folder.join("recoupe.sarif").exists());
    let (code, _, outputs) = act(folder, &[("paths", "content"), ("against", "contnt"), ("index", "new.db")]).unwrap();
    assert_eq!((code, outputs.as_str()), (Some(2), "exit-code=2\n"));
}
