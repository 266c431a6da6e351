//! What is unrelated changes nothing: sentences more in an article, an article more in the corpus, edits
//! elsewhere, other paths.
//!
//! What holds, exactly. Terms are weighed by how many articles hold them, and a corpus of fewer than
//! fifty articles as one of fifty: so an article that shares no term with the others leaves every finding
//! as it is, to the byte, while there are no more than fifty, and beyond that weights move with the size of
//! the corpus. An article of another story that shares terms moves weights too, and a finding that stands
//! at a threshold may come or go. Sentences more in an article leave every finding as it is for as long as
//! the articles stay of one story, for which they share so much of what the smaller one tells, and stay
//! copies or none, for which they share so much of their words.

use super::{EVERY, EXAMPLES, STORIES, article, audit, cases, check_places, said, texts};
use proptest::prelude::*;
use proptest::sample::subsequence;
use recoupe::baseline::{Baseline, Note};
use recoupe::model::{Day, Finding, Lang, Meta, RawArticle, Report, Severity};
use std::collections::BTreeSet;

/// Sentences that share no word that tells anything with an article of a story.
fn bank(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Fr => [
            "Une fauvette niche sous la gouttière du moulin.",
            "Ses œufs sont tachetés de brun.",
            "La meunière saupoudre le levain de cannelle.",
            "Un hérisson grignote des limaces dans le compost.",
            "L'épouvantail porte un chapeau de paille tressée.",
        ],
        Lang::En => [
            "A puppet troupe rehearses a farce in a disused laundry.",
            "The curtain is sewn of velvet.",
            "A hedgehog nibbles slugs beneath the rhubarb.",
            "The scarecrow wears a braided straw hat.",
            "Cinnamon flavours the sourdough.",
        ],
        Lang::Es => [
            "Una compañía de títeres ensaya una farsa en un antiguo lavadero.",
            "El telón es de terciopelo.",
            "Un erizo mordisquea babosas bajo el ruibarbo.",
            "El espantapájaros lleva un sombrero de paja trenzada.",
            "La canela perfuma la masa madre.",
        ],
    }
}

/// Two of them, as a paragraph at the end of an article.
fn unrelated(lang: Lang) -> String {
    let [first, second, ..] = bank(lang);
    format!("\n\n{first} {second}\n")
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

/// Claims meet where they share a key. Whatever that saves, it costs no finding and no figure.
#[test]
fn blocking_keeps_no_finding_of_a_story_back() {
    let (mut blocked, mut every) = (0, 0);
    let mut differ = BTreeSet::new();
    for story in STORIES.iter() {
        let (some, all) = (audit(story), EVERY.audit(story.clone(), Vec::new()));
        if some.findings != all.findings || some.figures != all.figures {
            differ.insert((story[0].path.clone(), known(&some), known(&all)));
        }
        blocked += some.summary.compared;
        every += all.summary.compared;
    }
    assert!(differ.is_empty(), "findings that blocking changes: {differ:#?}");
    assert!(blocked * 2 < every, "blocking saves something: {blocked} of {every}");
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

/// Some of the unrelated sentences of a language, by their numbers.
fn some() -> impl Strategy<Value = Vec<usize>> {
    subsequence((0..5).collect::<Vec<_>>(), 1..=5)
}

fn sentences(lang: Lang, some: &[usize]) -> String {
    some.iter().map(|&n| bank(lang)[n]).collect::<Vec<_>>().join(" ")
}

/// Whether two articles are of one story, and copies: what sentences more in one of them can end.
fn bond(report: &Report) -> (bool, bool) {
    (report.summary.compared > 0, report.summary.origins == 1)
}

/// The rules and ids of findings.
fn known(report: &Report) -> BTreeSet<String> {
    report.findings.iter().map(|f| format!("{} {}", f.rule, f.id)).collect()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn an_unrelated_article_changes_no_finding((lang, [left, right]) in texts(), some in some(), first in any::<bool>()) {
        let two = [article("1.md", "Le Fil", lang, &left), article("2.md", "Le Cap", lang, &right)];
        let path = if first { "0.md" } else { "3.md" };
        let three = [&two[..], &[article(path, "Le Quai", lang, &sentences(lang, &some))]].concat();
        prop_assert_eq!(said(&audit(&three)), said(&audit(&two)));
    }

    #[test]
    fn unrelated_sentences_at_the_end_change_no_finding((lang, [left, right]) in texts(), some in some(), turned in any::<bool>()) {
        let longer = format!("{left}\n\n{}\n", sentences(lang, &some));
        let of = |left: &str| {
            let two = [article("1.md", "Le Fil", lang, left), article("2.md", "Le Cap", lang, &right)];
            audit(&if turned { [two[1].clone(), two[0].clone()] } else { two })
        };
        let (after, before) = (of(&longer), of(&left));
        if bond(&after) == bond(&before) {
            prop_assert_eq!(known(&after), known(&before));
        }
    }

    #[test]
    fn ids_outlive_edits_elsewhere((lang, [left, right]) in texts(), cut in 1..5_usize, lines in any::<bool>()) {
        let plain = audit(&[article("1.md", "Le Fil", lang, &left), article("2.md", "Le Cap", lang, &right)]);
        let line = if lines { "\r\n" } else { "\n" };
        // Neither the same sentences in both, nor the same places, nor the same paths.
        let (own, other): (Vec<usize>, Vec<usize>) = (0..5).partition(|n| n % 5 < cut);
        let first = format!("{}\n\n{left}\n", sentences(lang, &own)).replace('\n', line);
        let second = format!("{right}\n\n{}\n", sentences(lang, &other)).replace('\n', line);
        let moved = audit(&[article("z/9.md", "Le Fil", lang, &first), article("a/8.md", "Le Cap", lang, &second)]);
        if bond(&plain) == bond(&moved) {
            prop_assert_eq!(known(&plain), known(&moved));
        }
    }
}
