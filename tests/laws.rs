//! What holds whatever the articles say: either side may come first, a text never contradicts its
//! copy, nothing depends on order or threads, quotes are the file's own bytes, and no input is too
//! strange. Articles are mixed of the sentences of the stories, the examples of the rules, and noise.
//!
//! Every run tries the same cases; `PROPTEST_RNG_SEED=7 PROPTEST_CASES=2000` tries others, and more.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use recoupe::baseline::{Baseline, Note};
use recoupe::engine::{Engine, Options};
use recoupe::extract::Listing;
use recoupe::ingest;
use recoupe::model::{Day, Finding, Interval, Lang, Meta, RawArticle, Report, Severity};
use recoupe::rules::{Example, RuleSet};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine(None));
static ALONE: LazyLock<Engine> = LazyLock::new(|| engine(Some(1)));

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
    fn quotes_are_the_bytes_of_the_file((lang, texts) in texts()) {
        let report = audit(&[article("1.md", "Le Fil", lang, &texts[0]), article("2.md", "Le Cap", lang, &texts[1])]);
        check_places(&report, |path| texts[usize::from(path == "2.md")].as_str());
    }

    #[test]
    fn any_text_is_read(text in "(\\PC|[\\s\u{301}\u{202e}\u{feff}]|[0-9]{1,25}|[«»\"“”'’().,;:%€$-]| dont | about | ni | n'a pas ){0,60}") {
        for lang in Lang::ALL {
            check_listing(&ENGINE.extract_line("x", lang, &text), &text);
        }
    }

    #[test]
    fn sentences_with_noise_are_read((lang, [text, _]) in texts(), at in any::<Index>(), noise in "\\PC{1,6}") {
        let at = at.index(text.len());
        let at = (0..=at).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
        let text = format!("{}{noise}{}", &text[..at], &text[at..]);
        check_listing(&ENGINE.extract_line("x", lang, &text), &text);
        if let Ok(listing) = ENGINE.extract(&article("1.md", "Le Fil", lang, &text)) {
            check_listing(&listing, &text);
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

fn check_listing(listing: &Listing, text: &str) {
    let of = |start: usize, end: usize| text.get(start..end).unwrap_or_else(|| panic!("{start}..{end} of {text:?}"));
    for sentence in &listing.sentences {
        of(sentence.start, sentence.end);
    }
    for quantity in &listing.quantities {
        assert_eq!(of(quantity.start, quantity.end), quantity.text, "a quantity of {text:?}");
        let in_order = quantity.low.zip(quantity.high).is_none_or(|(low, high)| low <= high);
        assert!(in_order && !quantity.value.is_nan(), "{quantity:?} in {text:?}");
    }
    for date in &listing.dates {
        assert_eq!(of(date.start, date.end), date.text, "a date of {text:?}");
    }
    for said in &listing.attributions {
        of(said.cue_at.start, said.cue_at.end);
        if let Some(content) = said.content {
            of(content.start, content.end);
        }
    }
    for claim in &listing.claims {
        let sentence = &listing.sentences[claim.place.sentence];
        of(claim.place.span.start, claim.place.span.end);
        assert!(
            sentence.start <= claim.place.span.start && claim.place.span.end <= sentence.end,
            "a claim leaves its sentence in {text:?}"
        );
    }
}

/// Sentences that share no word that tells anything with an article of a story.
fn unrelated(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "\n\nUne fauvette niche sous la gouttière du moulin. Ses œufs sont tachetés de brun.\n",
        Lang::En => "\n\nA puppet troupe rehearses a farce in a disused laundry. The curtain is sewn of velvet.\n",
        Lang::Es => "\n\nUna compañía de títeres ensaya una farsa en un antiguo lavadero. El telón es de terciopelo.\n",
    }
}

/// The article with two sentences more at its end.
fn with_postscript(raw: &RawArticle) -> RawArticle {
    let lang = raw.meta.lang.unwrap_or(Lang::Fr);
    let text = format!("{}{}", raw.text, unrelated(lang));
    RawArticle { body: raw.body.start..text.len(), text, ..raw.clone() }
}

#[test]
fn an_article_never_contradicts_its_copy_with_a_postscript() {
    let examples = EXAMPLES.iter().flat_map(|(lang, list)| list.iter().map(|e| (*lang, e)));
    let sides = examples.flat_map(|(lang, e)| [&e.left, &e.right].map(|s| article(&s.text, "Le Fil", lang, &s.text)));
    let mut failing = BTreeSet::new();
    for raw in STORIES.iter().flatten().cloned().chain(sides) {
        let copy = with_postscript(&raw);
        let copy =
            RawArticle { path: "copy.md".into(), meta: Meta { source: "Le Relais".into(), ..copy.meta }, ..copy };
        let report = audit(&[raw.clone(), copy]);
        let grave = report.findings.iter().filter(|f| f.severity < Severity::Note);
        failing.extend(grave.map(|f| format!("{}: {}", raw.path, f.rule)));
    }
    assert!(failing.is_empty(), "an article never contradicts its copy, but: {failing:#?}");
}

/// The ids of findings that article number `n` takes part in, or does not.
fn ids(report: &Report, n: usize, takes_part: bool) -> BTreeSet<String> {
    let id = format!("a{}", n + 1);
    let of = |f: &&Finding| takes_part == f.sides.iter().any(|s| s.article == id);
    report.findings.iter().filter(of).map(|f| format!("{} {}", f.rule, f.id)).collect()
}

#[test]
fn a_postscript_changes_no_finding() {
    let mut own = BTreeSet::new();
    for story in STORIES.iter() {
        let before = audit(story);
        for (n, raw) in story.iter().enumerate() {
            let mut changed = story.clone();
            changed[n] = with_postscript(raw);
            let after = audit(&changed);
            assert_eq!(ids(&after, n, false), ids(&before, n, false), "a postscript to {}", raw.path);
            if ids(&after, n, true) != ids(&before, n, true) {
                own.insert(raw.path.clone());
            }
        }
    }
    assert!(own.is_empty(), "a postscript to an article changes none of its findings, but: {own:#?}");
}

#[test]
fn a_baseline_knows_its_findings_after_edits_elsewhere_and_in_any_order() {
    let today = Day::new(2025, 3, 6).expect("a day");
    let note = Note { reason: None, who: None, today, expires: None, least: Severity::Note };
    let mut known = 0;
    for story in STORIES.iter() {
        let (text, _) = Baseline::empty("b.toml").updated(&audit(story), &note).expect("written");
        let baseline = Baseline::parse("b.toml", &text).expect("read");
        let mut edited: Vec<RawArticle> = story.iter().map(with_postscript).collect();
        for (n, raw) in edited.iter_mut().enumerate() {
            // A paragraph before the first, and names that sort the other way round.
            let preface = format!("{}\n", unrelated(raw.meta.lang.unwrap_or(Lang::Fr)));
            raw.text.insert_str(raw.body.start, &preface);
            raw.body.end += preface.len();
            raw.path = format!("{:02}.md", 99 - n);
        }
        edited.reverse();
        let mut report = audit(&edited);
        let remarks = baseline.accept(&mut report, today);
        assert_eq!(remarks.stale, [""; 0], "{}", story[0].path);
        let new: Vec<&Finding> = report.findings.iter().filter(|f| f.accepted.is_none()).collect();
        assert!(new.is_empty(), "{}: {new:#?}", story[0].path);
        known += report.summary.known;
    }
    assert!(known > STORIES.len(), "the stories hold findings");
}

#[test]
fn stories_are_quoted_to_the_byte_and_either_way_round() {
    for story in STORIES.iter() {
        let report = audit(story);
        let text = |path: &str| story.iter().find(|a| a.path == path).map_or("", |a| a.text.as_str());
        check_places(&report, text);
        let mut turned = story.clone();
        for (n, article) in turned.iter_mut().enumerate() {
            article.path = format!("{}.md", 9 - n);
        }
        assert_eq!(said(&audit(&turned)), said(&report), "{}", story[0].path);
    }
}

fn interval() -> impl Strategy<Value = Interval> {
    let bound = || prop::option::of((-1e6..1e6, any::<bool>()));
    (bound(), bound()).prop_map(|(low, high)| {
        let (low, high) = match (low, high) {
            (Some(a), Some(b)) if a.0 > b.0 => (Some(b), Some(a)),
            other => other,
        };
        Interval {
            low: low.map(|b| b.0),
            high: high.map(|b| b.0),
            low_open: low.is_some_and(|b| b.1),
            high_open: high.is_some_and(|b| b.1),
        }
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn meeting_is_mutual(a in interval(), b in interval()) {
        prop_assert_eq!(a.meets(&b), b.meets(&a));
        let inside = a.low.unwrap_or(-2e6) / 2.0 + a.high.unwrap_or(2e6) / 2.0;
        prop_assert!(a.high.zip(a.low).is_some_and(|(h, l)| h - l < 1e-3) || a.holds(inside));
    }

    #[test]
    fn a_figure_inside_a_bound_meets_it_and_one_outside_does_not(
        bound in -1e6..1e6, by in 0.01..1e6, open in any::<bool>()
    ) {
        let (low, high) = (Interval::at_least(bound, open), Interval::at_most(bound, open));
        prop_assert!(low.holds(bound + by) && high.holds(bound - by));
        prop_assert!(!low.holds(bound - by) && !high.holds(bound + by));
        prop_assert_eq!([low.holds(bound), high.holds(bound)], [!open, !open]);
        let range = Interval::closed(bound + by, bound);
        prop_assert!(range.holds(bound) && range.holds(bound + by) && range.holds(bound + by / 2.0));
        prop_assert!(!range.holds(bound - by) && !range.holds(bound + by * 2.0));
    }

    #[test]
    fn units_keep_the_order(a in interval(), b in interval(), factor in 1e-6..1e9, offset in -500.0..500.0) {
        let (x, y) = (a.scale(factor, offset), b.scale(factor, offset));
        let ordered = |left: Option<f64>, right: Option<f64>| left.zip(right).map(|(l, r)| l <= r);
        if ordered(a.low, b.low) == Some(true) {
            prop_assert_eq!(ordered(x.low, y.low), Some(true));
        }
        if ordered(a.high, b.low) == Some(true) {
            prop_assert_eq!(ordered(x.high, y.low), Some(true));
        }
        if a.meets(&b) {
            prop_assert!(x.meets(&y), "{:?} and {:?} meet, {:?} and {:?} do not", a, b, x, y);
        }
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_count_contradicts_a_bound_that_it_breaks_and_no_other(x in 2_u32..900, y in 2_u32..900) {
        let text = |count: String| format!("L'explosion de l'usine Varnel a fait {count} morts mardi 4 mars 2025 à Ostrel.");
        let report = audit(&[
            article("1.md", "Le Fil", Lang::Fr, &text(x.to_string())),
            article("2.md", "Le Cap", Lang::Fr, &text(format!("au moins {y}"))),
        ]);
        prop_assert_eq!(report.findings.iter().any(|f| f.severity == Severity::Error), x < y, "{:?}", report.findings);
    }
}
