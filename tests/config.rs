//! recoupe.toml as a whole: what is refused, what goes before what, and that all pages of it agree.

use recoupe::config::{Config, Settings, TEMPLATE, schema};
use recoupe::model::{Accepted, AcceptedBy, Day, Reliability, Report, Severity};
use recoupe::rules::RuleSet;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The sample of the formats, before anybody accepted any of it.
fn sample() -> Report {
    let mut report = recoupe::report::sample();
    report.findings.retain(|f| f.accepted.is_none());
    report.count();
    report
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn read(files: &[(&str, &str)]) -> recoupe::error::Result<Settings> {
    let folder = folder(files);
    Settings::find(Some(&folder.path().join(files[0].0)), None)
}

fn load(text: &str) -> Settings {
    read(&[("recoupe.toml", text)]).unwrap_or_else(|e| panic!("{e}"))
}

/// The error without the folder.
fn error(files: &[(&str, &str)]) -> String {
    let folder = folder(files);
    let settings = Settings::find(Some(&folder.path().join(files[0].0)), None);
    let checked = settings.and_then(|s| s.check(&RuleSet::embedded().unwrap()).map(|()| s));
    let text = checked.expect_err("wrong on purpose").to_string();
    text.replace(&format!("{}/", folder.path().display()), "")
}

fn of(text: &str) -> String {
    error(&[("recoupe.toml", text)])
}

#[test]
fn wrong_keys_and_values_are_located() {
    let unknown = of("window = 3\n\ncolour = 1\n");
    assert!(unknown.starts_with("recoupe.toml:3:1: unknown field \"colour\", expected one of \"extend\""), "{unknown}");
    assert!(!unknown.contains("did you mean"), "{unknown}");
    for (text, place, meant) in [
        ("windw = 3", ":1:1: unknown field \"windw\"", "window"),
        ("[rules.negation]\nseverty = \"note\"", ":2:1: unknown field \"severty\"", "severity"),
        ("[sources.x]\ndomain = []", ":2:1: unknown field \"domain\"", "domains"),
        ("[paths]\nexcludes = []", ":2:1: unknown field \"excludes\"", "exclude"),
        ("[windows]\nmatch-day = 1", ":2:1: unknown field \"match-day\"", "match-days"),
        ("[[suppress]]\nrules = \"x\"", ":2:1: unknown field \"rules\"", "rule"),
        ("[[alias]]\nname = \"x\"\nvariant = []", ":3:1: unknown field \"variant\"", "variants"),
    ] {
        let error = of(text);
        assert!(error.contains(place) && error.ends_with(&format!("; did you mean \"{meant}\"?")), "{error}");
    }
    assert!(of("fail-on = \"fatal\"").contains(":1:11: unknown value \"fatal\", expected one of error, warning"));
    assert!(of("min-severity = \"high\"").contains("unknown value \"high\", expected one of error"));
    assert!(of("min-confidence = 2.0").contains("from 0 to 1"));
    assert!(of("extend = 3").contains("expected the path of a file, or a list of such"));
    assert!(of("[sources.x]\nreliability = \"G\"").contains(":2:15: unknown variant \"G\", expected one of \"A\""));
}

#[test]
fn what_only_the_whole_can_tell_is_located_too() {
    assert_eq!(
        of("[rules.count-mismach]\nseverity = \"note\""),
        "recoupe.toml:1:8: unknown rule \"count-mismach\", did you mean \"count-mismatch\"?"
    );
    let suppress = |rest: &str| of(&format!("[[suppress]]\n{rest}"));
    assert_eq!(
        suppress("reason = \"x\""),
        "recoupe.toml:1:1: this suppression fits every finding, expected finding, rule, source or path"
    );
    assert!(suppress("rule = \"negation\"").contains(":1:1: missing field \"reason\""));
    assert_eq!(
        suppress("rule = \"negation\"\nreason = \" \""),
        "recoupe.toml:3:1: this reason is empty, expected why in a sentence"
    );
    assert_eq!(
        suppress("reason = \"x\"\nfinding = \"3f9c21\""),
        "recoupe.toml:3:1: \"3f9c21\" begins no id, expected 8 or more of 0-9 and a-f"
    );
    assert!(suppress("reason = \"x\"\nfinding = \"count-mismatch\"").contains("begins no id"));
    assert!(suppress("reason = \"x\"\nrule = \"negatoin\"").contains(":3:1: unknown rule \"negatoin\", did you mean"));
    assert!(suppress("reason = \"x\"\npath = \"a/[b\"").contains(":3:1: \"a/[b\" is no glob"));
    assert!(suppress("rule = \"negation\"\nreason = \"x\"\nexpires = \"soon\"").contains("expected YYYY-MM-DD"));
    assert!(of("[paths]\nexclude = [\"[\"]").contains(":2:1: \"[\" is no glob"));
    let url = of("[sources.x]\ndomains = [\"https://x.example\"]");
    assert_eq!(url, "recoupe.toml:2:1: \"https://x.example\" is no domain, expected a host such as \"lefil.example\"");
    let twice = of("[sources.a]\ndomains = [\"x.example\"]\n[sources.b]\ndomains = [\"X.example\"]");
    assert_eq!(twice, "recoupe.toml:4:1: \"X.example\" is a domain of \"a\" already, expected one source for it");
}

#[test]
fn the_nearer_file_goes_first_key_by_key() {
    let settings = read(&[
        (
            "a/recoupe.toml",
            "extend = [\"../one.toml\", \"../two.toml\"]\nwindow = 3\n[rules.negation]\nseverity = \"note\"\n\
             [[alias]]\nname = \"Orvalis\"\nvariants = [\"ici\"]\n[[suppress]]\nrule = \"negation\"\nreason = \"near\"",
        ),
        ("one.toml", "window = 1\nlang = \"fr\"\nwithin = true\nrules-dir = \"mine\"\n[paths]\nexclude = [\"x\"]"),
        (
            "two.toml",
            "lang = \"en\"\n[rules.negation]\nseverity = \"error\"\nenabled = false\n[sources.Fil]\ngroup = \"AV\"\n\
             [[alias]]\nname = \"Orvalis\"\nvariants = [\"là\"]\n[[suppress]]\nsource = \"Fil\"\nreason = \"far\"",
        ),
    ])
    .unwrap();
    let config = &settings.config;
    assert_eq!((config.window, config.within), (Some(3), Some(true)));
    assert_eq!(String::from(config.lang.unwrap()), "en", "of several files a later one goes first");
    let rule = &config.rules["negation"];
    assert_eq!((rule.severity, rule.enabled), (Some(Severity::Note), Some(false)));
    assert_eq!(config.alias.len(), 1, "an alias is taken whole, by its name");
    assert_eq!(config.alias[0].variants, ["ici"]);
    let reasons: Vec<&str> = config.suppress.iter().map(|s| s.reason.as_str()).collect();
    assert_eq!(reasons, ["near", "far"], "suppressions add up");
    assert!(
        config.rules_dir.as_ref().unwrap().ends_with("mine") && !config.rules_dir.as_ref().unwrap().ends_with("a/mine")
    );
    let origin = |key: &[&str]| settings.origin(key).to_string();
    assert!(origin(&["window"]).ends_with("a/recoupe.toml:2"));
    assert!(origin(&["lang"]).ends_with("two.toml:1") && origin(&["within"]).ends_with("one.toml:3"));
    assert!(origin(&["rules", "negation", "severity"]).ends_with("a/recoupe.toml:4"));
    assert!(origin(&["rules", "negation", "enabled"]).ends_with("two.toml:4"));
    assert!(origin(&["sources", "Fil", "group"]).ends_with("two.toml:6"));
    assert!(origin(&["suppress", "1", "reason"]).ends_with("two.toml:12"), "{}", origin(&["suppress", "1", "reason"]));
    assert_eq!(origin(&["fail-on"]), "default");
    assert_eq!(settings.files.len(), 3);
}

#[test]
fn files_that_extend_each_other_are_named() {
    let circle = error(&[
        ("a.toml", "extend = \"b.toml\""),
        ("b.toml", "# b\nextend = [\"c.toml\"]"),
        ("c.toml", "extend = \"b.toml\""),
    ]);
    assert_eq!(circle, "c.toml:1:1: files extend each other: b.toml -> c.toml -> b.toml, expected an end");
    let own = error(&[("a.toml", "extend = \"a.toml\"")]);
    assert_eq!(own, "a.toml:1:1: files extend each other: a.toml -> a.toml, expected an end");
    let missing = error(&[("a.toml", "window = 1\nextend = \"b.toml\"")]);
    assert!(missing.starts_with("a.toml:2:1: cannot read b.toml: "), "{missing}");
    // Two ways to one file are no circle.
    let both = read(&[
        ("a.toml", "extend = [\"b.toml\", \"c.toml\"]"),
        ("b.toml", "extend = \"c.toml\""),
        ("c.toml", "window = 9"),
    ]);
    assert_eq!(both.unwrap().config.window, Some(9));
}

#[test]
fn folders_are_walked_as_the_globs_of_each_file_say() {
    let folder = folder(&[
        ("news/recoupe.toml", "extend = \"../base.toml\"\n[paths]\nexclude = [\"drafts\"]"),
        ("base.toml", "[paths]\ninclude = [\"news/**/*.md\"]\nexclude = [\"*\"]"),
    ]);
    let real = folder.path().canonicalize().unwrap();
    let walk = Settings::find(None, Some(&folder.path().join("news"))).unwrap().walk;
    assert!(walk.admits(&real.join("news/a/x.md")));
    assert!(!walk.admits(&real.join("news/a/drafts/x.md")) && !walk.admits(&real.join("news/a/x.html")));
}

#[test]
fn a_rule_switched_on_does_not_switch_off_the_others() {
    let mut rules = RuleSet::embedded().unwrap();
    rules.conflicts[0].default = false;
    rules.conflicts[1].default = true;
    let (off, on) = (&rules.conflicts[0], &rules.conflicts[1]);
    let options = load(&format!("[rules.{}]\nenabled = true", off.id)).options(&rules);
    assert!(options.select.contains(&off.id) && options.select.contains(&on.id));
}

#[test]
fn every_window_moves_its_threshold() {
    let mut rules = RuleSet::embedded().unwrap();
    load("[windows]\nhistory-days = 11\nmatch-days = 12\nstale-days = 13\nminutes = 14").limit(&mut rules);
    let figures = &rules.thresholds.figures;
    assert_eq!((figures.history_days, figures.match_days, figures.stale_days, figures.minutes), (11, 12, 13, 14));
}

#[test]
fn sources_reach_the_engine() {
    let rules = RuleSet::embedded().unwrap();
    let text = "[sources.\"Le Fil\"]\ndomains = [\"fil.example\"]\ngroup = \"AV\"\nreliability = \"B\"";
    let outlets = load(text).options(&rules).outlets;
    assert_eq!((outlets[0].name.as_str(), outlets[0].group.as_deref()), ("Le Fil", Some("AV")));
    assert_eq!(outlets[0].reliability, Some(Reliability::B));
}

/// The findings of the sample that a suppression accepts, by rule, and what is remarked.
fn accepted(suppress: &str) -> (Vec<String>, Vec<String>) {
    let settings = load(&format!("[[suppress]]\nreason = \"we know\"\n{suppress}"));
    let mut report = sample();
    let today = Day::new(2025, 3, 6).unwrap();
    let remarks = settings.suppress(&mut report, today).unwrap();
    let expected = Accepted { by: AcceptedBy::Configuration, reason: "we know".into() };
    let named = report.findings.iter().filter(|f| f.accepted.as_ref() == Some(&expected)).map(|f| f.rule.clone());
    let named: Vec<String> = named.collect();
    assert_eq!(report.summary.known, named.len());
    (named, remarks)
}

#[test]
fn a_suppression_accepts_what_fits_all_that_is_given() {
    assert_eq!(accepted("rule = \"count-mismatch\"").0, ["count-mismatch"]);
    assert_eq!(accepted("finding = \"3f9c21d0\"").0, ["count-mismatch"]);
    assert_eq!(accepted("finding = \"3f9c21d1\"").0, [""; 0]);
    assert_eq!(accepted("source = \"le relais\"").0, ["count-mismatch"], "in any case");
    let herald = ["count-mismatch", "accusation-denial", "different-measure"];
    assert_eq!(accepted("source = \"The Upland Herald\"").0, herald);
    assert_eq!(accepted("source = \"The Upland Herald\"\nrule = \"accusation-denial\"").0, ["accusation-denial"]);
    assert_eq!(accepted("source = \"Le Relais\"\nrule = \"accusation-denial\"").0, [""; 0]);
}

#[test]
fn a_suppression_is_over_after_its_day() {
    let rule = "rule = \"count-mismatch\"\nexpires = ";
    assert_eq!(accepted(&format!("{rule}2025-03-06")).0, ["count-mismatch"], "the day itself still counts");
    let (named, remarks) = accepted(&format!("{rule}\"2025-03-05\""));
    assert!(named.is_empty());
    assert!(
        remarks[0].ends_with("recoupe.toml:1: this suppression expired on 2025-03-05, what it names counts again"),
        "{remarks:?}"
    );
    assert_eq!(accepted("rule = \"negation\"\nexpires = 2025-03-05").1, [""; 0], "it would name nothing");
}

#[test]
fn a_path_is_that_of_an_article_of_many_too() {
    let folder = folder(&[("recoupe.toml", "[[suppress]]\nreason = \"x\"\npath = \"all.jsonl\"\n"), ("all.jsonl", "")]);
    let settings = Settings::find(Some(&folder.path().join("recoupe.toml")), None).unwrap();
    let mut report = sample();
    let path = folder.path().join("all.jsonl");
    report.articles[4].path = format!("{}#7", path.display());
    settings.suppress(&mut report, Day::new(2025, 3, 6).unwrap()).unwrap();
    let named: Vec<&str> = report.findings.iter().filter(|f| f.accepted.is_some()).map(|f| f.rule.as_str()).collect();
    assert_eq!(named, ["disjoint-estimates"]);
}

#[test]
fn letters_that_begin_several_ids_are_refused() {
    let settings = load("[[suppress]]\nreason = \"x\"\nfinding = \"3f9c21d0\"");
    let mut report = sample();
    report.findings[1].id = "3f9c21d0aaaaaaaa".into();
    let error = settings.suppress(&mut report, Day::new(2025, 3, 6).unwrap()).unwrap_err().to_string();
    assert!(
        error.ends_with("recoupe.toml:3:1: \"3f9c21d0\" begins the ids of several findings, expected more of one id"),
        "{error}"
    );
}

/// Every key of the schema: `window`, `paths.include`, `sources.*.group`, `suppress.rule`.
fn keys(schema: &Value) -> BTreeSet<String> {
    fn walk(root: &Value, node: &Value, path: &str, out: &mut BTreeSet<String>) {
        if let Some(name) = node["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
            return walk(root, &root["$defs"][name], path, out);
        }
        let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        for (key, inner) in node["properties"].as_object().into_iter().flatten() {
            out.insert(below(key));
            walk(root, inner, &below(key), out);
        }
        for (inner, path) in [(&node["additionalProperties"], below("*")), (&node["items"], path.to_owned())] {
            if inner.is_object() {
                walk(root, inner, &path, out);
            }
        }
        node["anyOf"].as_array().into_iter().flatten().for_each(|inner| walk(root, inner, path, out));
    }
    let mut out = BTreeSet::new();
    walk(schema, schema, "", &mut out);
    out
}

/// The template with every key switched on.
fn switched_on() -> String {
    let line = |l: &str| match l.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') => rest.to_owned(),
        _ => l.to_owned(),
    };
    TEMPLATE.lines().map(|l| line(l) + "\n").collect()
}

fn json(text: &str) -> Value {
    // TOML's dates are strings there.
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(plain).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(k, v)| (k, plain(v))).collect(),
            other => serde_json::to_value(other).unwrap(),
        }
    }
    plain(toml::Value::Table(toml::from_str(text).unwrap_or_else(|e| panic!("{e}"))))
}

#[test]
fn the_template_switches_nothing_on_and_holds_every_key() {
    assert_eq!(load(TEMPLATE).config, Config::default());
    let on = switched_on();
    let settings = read(&[("recoupe.toml", &on.replace("../recoupe.toml", "b.toml")), ("b.toml", "")]).unwrap();
    settings.check(&RuleSet::embedded().unwrap()).unwrap();
    let key = |key: &str| key.rsplit('.').next().unwrap().to_owned();
    for key in keys(&schema()).iter().map(|k| key(k)) {
        let given = on.lines().any(|l| {
            l.starts_with(&format!("{key} ="))
                || l.starts_with(&format!("[{key}"))
                || l.starts_with(&format!("[[{key}]]"))
        });
        assert!(given, "init.toml lacks {key}");
    }
}

#[test]
fn the_template_gives_the_defaults() {
    let rules = RuleSet::embedded().unwrap();
    let shown = Settings::default().shown(&rules).unwrap();
    let on = json(&switched_on());
    for value in shown.iter().filter(|s| !["select", "ignore", "paths.exclude"].contains(&s.key.as_str())) {
        let pointer = format!("/{}", value.key.replace('.', "/"));
        assert_eq!(on.pointer(&pointer), Some(&value.value), "{}", value.key);
    }
}

#[test]
fn the_schema_is_that_of_files_that_load() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    for text in [TEMPLATE, &switched_on(), "extend = [\"a\"]", "[rules.negation]\nenabled = true"] {
        assert!(
            validator.is_valid(&json(text)),
            "{text}\n{:?}",
            validator.iter_errors(&json(text)).collect::<Vec<_>>()
        );
    }
    for text in [
        "windw = 1",
        "window = -1",
        "fail-on = \"fatal\"",
        "lang = \"xx\"",
        "min-confidence = 2",
        "[sources.x]\nreliability = \"G\"",
        "[[suppress]]\nrule = \"negation\"",
        "[[suppress]]\nreason = \"x\"\nfinding = \"3f9c\"",
        "[paths]\nexclude = \"x\"",
    ] {
        assert!(!validator.is_valid(&json(text)), "{text} is valid");
        assert!(read(&[("recoupe.toml", text)]).is_err(), "{text} loads");
    }
}

#[test]
fn what_is_shown_is_a_configuration_of_the_same_values() {
    let rules = RuleSet::embedded().unwrap();
    let settings = load(&switched_on().replace("extend = \"../recoupe.toml\"", ""));
    let text = settings.to_toml(&rules).unwrap();
    let again = load(&text);
    let values = |s: &Settings| -> Vec<(String, Value)> {
        s.shown(&rules).unwrap().into_iter().map(|v| (v.key, v.value)).collect()
    };
    assert_eq!(values(&again), values(&settings));
    assert!(text.contains("recoupe.toml:"), "{text}");
    assert!(
        text.lines().filter(|l| l.contains(" = ")).all(|l| l.contains("  # ")),
        "a value without its origin: {text}"
    );
    let keys: Vec<String> = settings.shown(&rules).unwrap().into_iter().map(|s| s.key).collect();
    assert!(keys.contains(&"sources.\"Le Fil\".group".to_owned()), "{keys:?}");
}

#[test]
fn the_page_tells_every_key_and_its_examples_load() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md")).unwrap();
    let told = |key: &str| page.lines().any(|l| l.starts_with(&format!("| `{key}` |")));
    for key in keys(&schema()) {
        // A table is told by its keys.
        let table = keys(&schema()).iter().any(|k| k.starts_with(&format!("{key}.")));
        assert!(table || told(&key), "docs/configuration.md lacks a row | `{key}` |");
    }
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut examples = 0;
    for block in format!("{page}{readme}").split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        if block.contains("[[finding]]") {
            recoupe::baseline::Baseline::parse("docs", block).unwrap_or_else(|e| panic!("{e}:\n{block}"));
            continue;
        }
        examples += 1;
        let names: Vec<PathBuf> = json(block)["extend"].as_str().map(PathBuf::from).into_iter().collect();
        let mut files = vec![("a/recoupe.toml", block)];
        let shown: Vec<String> = names.iter().map(|n| Path::new("a").join(n).display().to_string()).collect();
        files.extend(shown.iter().map(|n| (n.as_str(), "")));
        let settings = read(&files).unwrap_or_else(|e| panic!("{e}:\n{block}"));
        settings.check(&RuleSet::embedded().unwrap()).unwrap_or_else(|e| panic!("{e}:\n{block}"));
    }
    assert!(examples > 4, "the examples are not found");
}
