//! What holds whatever the articles say: either side may come first, a text never contradicts its
//! copy, nothing depends on order, threads, memory or index, what is unrelated changes nothing (see
//! `corpus`), figures clash where their words exclude each other (see `figures`), quotes are the file's
//! own bytes, and no input is too strange. What is spelled is read back: `printed.rs` beside the reader of
//! numerals. Articles are mixed of the sentences of the stories, the examples of the rules, and noise.
//!
//! Every run tries the same cases; `PROPTEST_RNG_SEED=7 PROPTEST_CASES=2000` tries others, and more.

mod corpus;
mod figures;
#[path = "../shared/listing.rs"]
mod listing;

use listing::check;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use recoupe::engine::{Engine, Options};
use recoupe::index::{self, IndexShelf, Parcel};
use recoupe::ingest;
use recoupe::model::{Day, Finding, Lang, Meta, Problem, RawArticle, Report};
use recoupe::rules::{Example, RuleSet};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine(None));
static ALONE: LazyLock<Engine> = LazyLock::new(|| engine(Some(1)));
/// Each claim meets each, whatever they share.
static EVERY: LazyLock<Engine> = LazyLock::new(|| {
    let options = Options { every_pair: true, ..Options::default() };
    Engine::new(RuleSet::embedded().expect("rules"), options).expect("an engine")
});

/// The articles of every story, story by story.
static STORIES: LazyLock<Vec<Vec<RawArticle>>> = LazyLock::new(stories);

/// The sentences of every story, by language.
static SENTENCES: LazyLock<BTreeMap<Lang, Vec<String>>> = LazyLock::new(|| {
    let mut out: BTreeMap<Lang, Vec<String>> = BTreeMap::new();
    for raw in STORIES.iter().flatten() {
        let article = ENGINE.read(raw.clone()).expect("a story's articles are read");
        let texts = article.sentences.iter().map(|s| s.span.of(&article.clean).to_owned());
        out.entry(article.lang).or_default().extend(texts);
    }
    out
});

/// The examples of every rule, by language.
static EXAMPLES: LazyLock<BTreeMap<Lang, Vec<Example>>> = LazyLock::new(|| {
    let mut out: BTreeMap<Lang, Vec<Example>> = BTreeMap::new();
    for example in ENGINE.rules().conflicts.iter().flat_map(|r| &r.examples) {
        out.entry(example.lang).or_default().push(example.clone());
    }
    out
});

fn engine(jobs: Option<usize>) -> Engine {
    let rules = RuleSet::embedded().unwrap_or_else(|e| panic!("{e}"));
    Engine::new(rules, Options { jobs, ..Options::default() }).unwrap_or_else(|e| panic!("{e}"))
}

fn stories() -> Vec<Vec<RawArticle>> {
    let below = |folder: &Path| -> BTreeSet<_> {
        fs::read_dir(folder).expect("readable").map(|e| e.expect("readable").path()).collect()
    };
    // Tests start in the folder of the package.
    let folders = below(Path::new("fixtures"))
        .into_iter()
        .filter(|p| p.is_dir())
        .flat_map(|lang| below(&lang))
        .filter(|p| p.is_dir());
    let mut out = Vec::new();
    for folder in folders {
        let texts = below(&folder).into_iter().filter(|path| ingest::is_supported(path));
        let read = texts.flat_map(|p| ingest::read(&p.to_string_lossy(), &fs::read(&p).expect("readable")).articles);
        out.push(read.collect());
    }
    out
}

/// As many cases as PROPTEST_CASES says for 256, from a seed that stays the same unless given.
fn cases(number: u32) -> ProptestConfig {
    let given = ProptestConfig::default();
    let seed = if given.rng_seed == RngSeed::Random { RngSeed::Fixed(20_240_305) } else { given.rng_seed };
    let cases = (number * given.cases / 256).max(1);
    ProptestConfig { cases, rng_seed: seed, failure_persistence: None, ..given }
}

fn article(path: &str, name: &str, lang: Lang, text: &str) -> RawArticle {
    let meta = Meta {
        source: name.to_owned(),
        title: Some(format!("{name} 1")),
        published: Day::new(2025, 3, 6),
        lang: Some(lang),
        ..Meta::default()
    };
    RawArticle { path: path.to_owned(), text: text.to_owned(), body: 0..text.len(), meta }
}

fn audit(articles: &[RawArticle]) -> Report {
    ENGINE.audit(articles.to_vec(), Vec::new())
}

fn parcels(some: &[RawArticle]) -> Vec<Result<Parcel, Problem>> {
    some.iter().map(|raw| ENGINE.card(raw.clone()).map(|card| Parcel::new(raw, card))).collect()
}

fn json(engine: &Engine, articles: &[RawArticle]) -> String {
    serde_json::to_string(&engine.audit(articles.to_vec(), Vec::new())).expect("JSON")
}

/// What a finding says, whichever article came first.
fn said(report: &Report) -> BTreeSet<String> {
    let sources: BTreeMap<&str, &str> = report.articles.iter().map(|a| (a.id.as_str(), a.source.as_str())).collect();
    let told = |f: &Finding| {
        let sides: BTreeSet<String> = f
            .sides
            .iter()
            .map(|s| format!("{} {}..{} {:?}", sources[s.article.as_str()], s.start, s.end, s.quote))
            .collect();
        format!("{} {} {} {sides:?}", f.rule, f.id, f.confidence)
    };
    report.findings.iter().map(told).collect()
}

/// Two texts that hold the two sides of some examples, among sentences of stories and noise.
fn texts() -> impl Strategy<Value = (Lang, [String; 2])> {
    let some = || prop::collection::vec(any::<Index>(), 0..3);
    let noise = || "(\\PC{0,12}|[«»\"“”() \u{a0}0-9.,;%€\u{301}\n-]{0,12})";
    let lang = prop::sample::select(Lang::ALL.to_vec());
    (lang, prop::collection::vec(any::<Index>(), 1..3), [some(), some()], [noise(), noise()], any::<bool>()).prop_map(
        |(lang, examples, extra, noise, lines)| {
            let sentences = &SENTENCES[&lang];
            let gap = if lines { "\n\n" } else { " " };
            let text = |n: usize| {
                let mut parts: Vec<&str> = vec![&noise[n]];
                for example in &examples {
                    let example = example.get(&EXAMPLES[&lang]);
                    parts.push(if n == 0 { &example.left.text } else { &example.right.text });
                }
                parts.extend(extra[n].iter().map(|i| i.get(sentences).as_str()));
                parts.join(gap)
            };
            (lang, [text(0), text(1)])
        },
    )
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn either_side_may_come_first((lang, [left, right]) in texts()) {
        let there = audit(&[article("1.md", "Le Fil", lang, &left), article("2.md", "Le Cap", lang, &right)]);
        let back = audit(&[article("2.md", "Le Fil", lang, &left), article("1.md", "Le Cap", lang, &right)]);
        prop_assert_eq!(said(&there), said(&back));
    }

    #[test]
    fn a_text_never_contradicts_its_copy((lang, [text, _]) in texts()) {
        let report = audit(&[article("1.md", "Le Fil", lang, &text), article("2.md", "Le Cap", lang, &text)]);
        prop_assert!(report.findings.is_empty(), "{:?}", report.findings);
    }

    #[test]
    fn what_is_found_within_stands_in_one_article((lang, [text, _]) in texts()) {
        let twice = [article("1.md", "Le Fil", lang, &text), article("2.md", "Le Cap", lang, &text)];
        let report = ENGINE.audit_within(twice.to_vec(), Vec::new());
        check_places(&report, |_| text.as_str());
        for finding in &report.findings {
            let articles: BTreeSet<&str> = finding.sides.iter().map(|s| s.article.as_str()).collect();
            prop_assert_eq!(articles.len(), 1, "{:?}", finding);
        }
    }

    #[test]
    fn order_and_threads_change_no_byte((lang, [left, right]) in texts(), (_, [third, _]) in texts()) {
        let [a, b, c] = [("1.md", "Le Fil", &left), ("2.md", "Le Cap", &right), ("3.md", "Le Quai", &third)]
            .map(|(path, name, text)| article(path, name, lang, text));
        let expected = json(&ENGINE, &[a.clone(), b.clone(), c.clone()]);
        prop_assert_eq!(&json(&ALONE, &[c.clone(), a.clone(), b.clone()]), &expected);
        prop_assert_eq!(&json(&ENGINE, &[b, c, a]), &expected);
    }

    #[test]
    fn what_waits_on_disk_comes_back_as_it_was(picked in prop::collection::vec(any::<Index>(), 1..3), budget in 0usize..400_000) {
        let stories: BTreeSet<usize> = picked.iter().map(|i| i.index(STORIES.len())).collect();
        let articles: Vec<RawArticle> = stories.iter().flat_map(|&n| STORIES[n].clone()).collect();
        let mut audit = ENGINE.begin(Some(budget));
        for (n, article) in articles.iter().rev().enumerate() {
            let share = (n + 1) as f64 / articles.len() as f64;
            audit.take(vec![article.clone()], share).map_err(|e| TestCaseError::fail(e.to_string()))?;
        }
        let spilled = audit.finish(Vec::new()).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(serde_json::to_string(&spilled).expect("JSON"), json(&ENGINE, &articles));
    }

    #[test]
    fn blocking_keeps_no_finding_back((lang, [left, right]) in texts(), (_, [third, _]) in texts()) {
        let articles = [("1.md", "Le Fil", &left), ("2.md", "Le Cap", &right), ("3.md", "Le Quai", &third)]
            .map(|(path, name, text)| article(path, name, lang, text));
        let (blocked, every) = (audit(&articles), EVERY.audit(articles.to_vec(), Vec::new()));
        prop_assert_eq!(&blocked.findings, &every.findings);
        prop_assert_eq!(&blocked.figures, &every.figures);
        prop_assert!(blocked.summary.compared <= every.summary.compared);
    }

    #[test]
    fn an_index_answers_as_the_files_do((lang, [left, right]) in texts(), (other, [third, fourth]) in texts()) {
        let corpus = [article("1.md", "Le Fil", lang, &left), article("3.md", "Le Quai", other, &third)];
        let new = [article("2.md", "Le Cap", lang, &right), article("4.md", "La Rive", other, &fourth)];
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("corpus.db");
        let mut shelved = index::Index::open_or_create(&path).expect("an index");
        // One by one, the last first.
        for raw in corpus.iter().rev() {
            let parcels: Vec<Parcel> = parcels(std::slice::from_ref(raw)).into_iter().flatten().collect();
            shelved.add(&ENGINE.stamp(), &parcels).expect("added");
        }
        let shelf = IndexShelf::open(&path, &ENGINE.stamp(), &parcels).expect("a shelf");
        let (held, _) = ENGINE.shelve(corpus.to_vec());
        let by_index = ENGINE.check(new.to_vec(), Vec::new(), &shelf).expect("checked");
        let by_files = ENGINE.check(new.to_vec(), Vec::new(), &held).expect("checked");
        let json = |report: &Report| serde_json::to_string(report).expect("JSON");
        prop_assert_eq!(json(&by_index), json(&by_files));
        // What the audit of all of them finds where a new article takes part.
        let all = audit(&[corpus, new].concat());
        let is_new = |f: &&Finding| f.sides.iter().any(|s| ["a2", "a4"].contains(&s.article.as_str()));
        let told: BTreeSet<&str> = all.findings.iter().filter(is_new).map(|f| f.id.as_str()).collect();
        if all.articles.len() == 4 {
            prop_assert_eq!(by_index.findings.iter().map(|f| f.id.as_str()).collect::<BTreeSet<_>>(), told);
        }
    }

    #[test]
    fn quotes_are_the_bytes_of_the_file((lang, texts) in texts()) {
        let report = audit(&[article("1.md", "Le Fil", lang, &texts[0]), article("2.md", "Le Cap", lang, &texts[1])]);
        check_places(&report, |path| texts[usize::from(path == "2.md")].as_str());
    }

    #[test]
    fn any_text_is_read(text in "(\\PC|[\\s\u{301}\u{202e}\u{feff}]|[0-9]{1,25}|[«»\"“”'’().,;:%€$-]| dont | about | ni | n'a pas ){0,60}") {
        for lang in Lang::ALL {
            check(&ENGINE.extract_line("x", lang, &text), &text);
        }
    }

    #[test]
    fn sentences_with_noise_are_read((lang, [text, _]) in texts(), at in any::<Index>(), noise in "\\PC{1,6}") {
        let at = at.index(text.len());
        let at = (0..=at).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
        let text = format!("{}{noise}{}", &text[..at], &text[at..]);
        check(&ENGINE.extract_line("x", lang, &text), &text);
        if let Ok(listing) = ENGINE.extract(&article("1.md", "Le Fil", lang, &text)) {
            check(&listing, &text);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"-\n{}\":, az09".to_vec())], 0..300)
    ) {
        for path in ["a.md", "a.txt", "a.jsonl", "a"] {
            let input = ingest::read(path, &bytes);
            check_places(&ENGINE.audit(input.articles.clone(), input.problems), |path| {
                &input.articles.iter().find(|a| a.path == path).expect("one that was given").text
            });
        }
    }
}

/// Every quote is `start..end` of its article, on character borders, inside its sentence, on its
/// line; every cell of the matrix is its article's own bytes too.
fn check_places<'a>(report: &Report, text: impl Fn(&str) -> &'a str) {
    let articles = report.by_id();
    for side in report.findings.iter().flat_map(|f| &f.sides) {
        let text = text(&articles[side.article.as_str()].path);
        assert_eq!(text.get(side.start..side.end), Some(side.quote.as_str()), "a quote of {text:?}");
        assert!(!side.quote.is_empty(), "an empty quote");
        let around = text.match_indices(side.sentence.as_str());
        let holds = |(at, s): (usize, &str)| at <= side.start && side.end <= at + s.len();
        assert!(around.into_iter().any(holds), "{:?} does not stand in {:?}", side.quote, side.sentence);
        let line = text[..side.start].matches('\n').count() + 1;
        assert_eq!(side.line, line, "the line of {:?} in {text:?}", side.quote);
    }
    for cell in report.figures.iter().flat_map(|row| &row.cells) {
        let text = text(&articles[cell.article.as_str()].path);
        assert_eq!(text.get(cell.start..cell.end), Some(cell.text.as_str()), "a cell of {text:?}");
    }
}
