//! Sentence boundaries on a corpus that is not part of the repository: skipped, saying so, where
//! it is absent.

use recoupe::model::Lang;
use recoupe::rules::RuleSet;
use recoupe::split::split;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

#[derive(serde::Deserialize)]
struct Item {
    id: String,
    lang: Lang,
    text: String,
    sentences: Vec<String>,
}

/// Share of texts whose sentences must all be right.
const FLOOR: f64 = 0.9;

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn golden_rules_of_sentence_boundaries() {
    let shared = std::env::var("RECOUPE_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(shared).join("eval/data/sentences-dev.jsonl");
    let Ok(lines) = std::fs::read_to_string(&path) else {
        // Past the test harness, which shows what a test prints only where it fails.
        let line = format!("skipped: {} is not there\n", path.display());
        std::io::stderr().write_all(line.as_bytes()).expect("standard error can be written");
        return;
    };
    let rules = RuleSet::embedded().expect("the embedded rules load");
    let mut score: BTreeMap<Lang, (usize, usize)> = BTreeMap::new();
    for line in lines.lines() {
        let item: Item = serde_json::from_str(line).expect("a line is an item");
        let found = split(&item.text, rules.language(item.lang));
        let found: Vec<String> = found.sentences.iter().map(|s| squeeze(s.span.of(&item.text))).collect();
        let wanted: Vec<String> = item.sentences.iter().map(|s| squeeze(s)).collect();
        let entry = score.entry(item.lang).or_default();
        entry.1 += 1;
        if found == wanted {
            entry.0 += 1;
        } else {
            println!("{}\n  want {wanted:?}\n  got  {found:?}", item.id);
        }
    }
    for (lang, (right, all)) in score {
        println!("{lang}: {right}/{all}");
        assert!(right as f64 >= FLOOR * all as f64, "{lang}: {right} of {all}");
    }
}
