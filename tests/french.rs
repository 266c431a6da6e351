//! A report in French: every message, every reason and every rule, and the same from a saved report.

use recoupe::engine::{Engine, Options};
use recoupe::ingest;
use recoupe::model::{PRIOR, Report, ReportLang};
use recoupe::report::Pages;
use recoupe::rules::RuleSet;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use toml::{Table, Value};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The articles below a folder of fixtures/fr, sorted.
fn articles(folder: &Path) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(folder).sort_by_file_path(|a, b| a.cmp(b)).build();
    let files = walk.map(|e| e.expect("readable").into_path());
    files.filter(|p| p.extension().is_some_and(|e| e == "md" || e == "txt" || e == "html")).collect()
}

fn audited(folder: &str) -> Report {
    let engine = Engine::new(RuleSet::embedded().expect("rules"), Options::default()).expect("rules that fit");
    let mut raw = Vec::new();
    for path in articles(&root().join(folder)) {
        let shown = path.strip_prefix(root()).expect("below the root").display().to_string();
        raw.extend(ingest::read(&shown, &std::fs::read(&path).expect("readable")).articles);
    }
    engine.audit(raw, Vec::new())
}

#[test]
fn every_finding_is_told_in_french() {
    let report = audited("fixtures/fr/pegasus");
    let told = report.told_in(ReportLang::Fr);
    let mut out = String::new();
    for (finding, english) in told.findings.iter().zip(&report.findings) {
        assert_ne!(finding.message, english.message);
        assert_eq!(finding.because.len(), english.because.len());
        writeln!(out, "{}: {}", finding.rule, finding.message).expect("a string");
        for reason in &finding.because {
            writeln!(out, "  {reason}").expect("a string");
        }
    }
    insta::assert_snapshot!(out);
    // English is what it was, whatever was asked before.
    assert_eq!(report.told_in(ReportLang::En), report);
}

#[test]
fn every_piece_of_evidence_has_its_french_beside_it() {
    let report = audited("fixtures/fr");
    assert!(report.findings.len() > 20);
    for finding in &report.findings {
        assert!(finding.translations.contains_key("fr"), "{}", finding.rule);
        for evidence in &finding.evidence {
            let french = evidence.translations.get("fr").unwrap_or_else(|| panic!("no French for {}", evidence.gate));
            assert!(!french.is_empty() && french != &evidence.text, "{french}");
            assert!(!french.contains("  ") && !french.contains(['{', '}']), "{french}");
        }
        let reasons: Vec<&str> = finding.evidence.iter().filter(|e| e.gate != PRIOR).map(|e| e.text.as_str()).collect();
        assert_eq!(reasons, finding.because, "reasons are what the evidence says");
    }
}

#[test]
fn every_rule_has_both_languages() {
    for rule in &RuleSet::embedded().expect("rules").conflicts {
        let info = rule.info();
        let french = info.translations.get("fr").unwrap_or_else(|| panic!("{} has no [fr]", rule.id));
        assert!(!french.title.is_empty() && french.title != info.title, "{}", rule.id);
        assert!(!french.why.is_empty() && french.why.chars().count() < 400, "{}: short, on one screen", rule.id);
    }
}

/// Every text of a table with its path, those below a table of another language left out.
fn texts(table: &Table, below: &str, out: &mut Vec<(String, String)>) {
    for (key, value) in table {
        match value {
            Value::Table(inner) => texts(inner, &format!("{below}{key}."), out),
            Value::String(text) => out.push((format!("{below}{key}"), text.clone())),
            _ => {}
        }
    }
}

fn table(file: &str) -> Table {
    std::fs::read_to_string(root().join(file)).expect("readable").parse().expect("TOML")
}

/// All that reports can say in a language: words of the page, sentences, rules.
fn templates(lang: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    texts(&table(&format!("rules/report/{lang}.toml")), "page.", &mut out);
    let mut sentences = Vec::new();
    texts(&table("rules/wording.toml"), "", &mut sentences);
    out.extend(sentences.into_iter().filter(|(key, _)| key.starts_with("say.") && key.ends_with(&format!(".{lang}"))));
    for entry in std::fs::read_dir(root().join("rules/conflicts")).expect("rules") {
        let name = entry.expect("readable").file_name().into_string().expect("a name");
        let rule = table(&format!("rules/conflicts/{name}"));
        let own = if lang == "fr" { rule["fr"].as_table().expect("French").clone() } else { rule };
        for key in ["title", "message", "why"] {
            out.push((format!("{name}.{key}"), own[key].as_str().expect("a text").to_owned()));
        }
    }
    out
}

#[test]
fn french_is_set_as_french_is_set() {
    for (key, text) in templates("fr") {
        let text = text.replace("{left}", "x").replace("\u{202f}", "\u{a0}");
        for (at, sign) in text.char_indices().filter(|(_, c)| ":;!?»".contains(*c)) {
            let before = text[..at].chars().next_back();
            assert!(before.is_none_or(|c| c == '\u{a0}'), "{key}: no no-break space before {sign}: {text}");
        }
        for (at, _) in text.char_indices().filter(|(_, c)| *c == '«') {
            assert_eq!(text[at + '«'.len_utf8()..].chars().next(), Some('\u{a0}'), "{key}: {text}");
        }
        assert!(!text.contains(['"', '“']), "{key}: guillemets, not {text}");
    }
}

fn words(text: &str) -> BTreeSet<String> {
    let letters = |c: char| !c.is_alphabetic();
    text.split(letters).filter(|w| w.chars().count() > 2).map(str::to_lowercase).collect()
}

/// The text of a page without what stands between `<tag` and `</tag>`.
fn without(page: &str, tag: &str) -> String {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, behind)) = rest.split_once(&open) {
        out += before;
        rest = behind.split_once(&close).map_or("", |(_, after)| after);
    }
    out + rest
}

/// What a reader sees: no style, no script, no identifiers, no markup, but labels that are read aloud.
fn read(page: &str) -> String {
    let mut page = page.to_owned();
    for tag in ["style", "script", "code"] {
        page = without(&page, tag);
    }
    let mut out = String::new();
    for piece in page.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        for label in ["aria-label=\"", "title=\""] {
            out += tag.split_once(label).and_then(|(_, l)| l.split_once('"')).map_or("", |(l, _)| l);
            out.push(' ');
        }
        out += text;
        out.push(' ');
    }
    out
}

#[test]
fn no_english_is_left_on_the_french_page() {
    let joined = |lang: &str| templates(lang).into_iter().map(|(_, text)| text + " ").collect::<String>();
    let told: String = articles(&root().join("fixtures/fr"))
        .iter()
        .map(|p| String::from_utf8_lossy(&std::fs::read(p).expect("readable")).into_owned())
        .collect();
    let (french, articles) = (words(&joined("fr")), words(&told));
    let english: BTreeSet<String> =
        words(&joined("en")).into_iter().filter(|w| !french.contains(w) && !articles.contains(w)).collect();
    assert!(english.len() > 300, "{} words are looked for", english.len());
    let page = |lang| {
        let bytes = Pages::new(lang, BTreeMap::new()).render(&audited("fixtures/fr")).expect("it renders");
        read(&String::from_utf8(bytes).expect("UTF-8"))
    };
    let left = words(&page(ReportLang::Fr));
    let left: Vec<&String> = left.intersection(&english).filter(|w| *w != "recoupe").collect();
    assert!(left.is_empty(), "English words on the French page: {left:?}");
    let there = words(&page(ReportLang::En)).intersection(&english).count();
    assert!(there > 150, "{there}: the words are found where they stand");
}

#[test]
fn a_saved_report_is_told_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    let recoupe = |args: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_recoupe")).args(args).current_dir(root()).output().expect("it runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    };
    for format in ["html", "markdown", "text", "concise", "csv", "sarif"] {
        let (json, direct, again) = (file("saved.json"), file("direct"), file("again"));
        let json_target = format!("json={}", json.display());
        let shown = [&json, &direct, &again].map(|p| p.display().to_string());
        let lang: &[&str] = if ["csv", "sarif"].contains(&format) { &[] } else { &["--report-lang", "fr"] };
        let audit = ["audit", "fixtures/fr/pegasus", "--isolated", "--fail-on", "never", "--texts", "-o", &json_target];
        recoupe(&[&audit[..], &["--format", format, "-o", &shown[1]], lang].concat());
        recoupe(&[&["report", &shown[0], "--format", format, "-o", &shown[2]], lang].concat());
        let bytes = |path: &Path| std::fs::read(path).expect("written");
        assert!(bytes(&direct) == bytes(&again), "{format} differs");
        if !lang.is_empty() {
            assert!(String::from_utf8_lossy(&bytes(&direct)).contains("démenti"), "{format} is in French");
        }
    }
}
