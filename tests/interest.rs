//! What a comparator is not asked it would have had nothing to say of.

use recoupe::compare::{COMPARATORS, Interest, Pair};
use recoupe::engine::{Engine, Options};
use recoupe::ingest;
use recoupe::model::{Dossier, Rarity, Verdict};
use recoupe::rules::RuleSet;
use std::fs;
use std::path::Path;

fn folders(of: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(of).expect("readable").map(|e| e.expect("readable").path());
    let mut out: Vec<_> = entries.collect();
    out.sort();
    out
}

#[test]
fn comparators_that_are_not_asked_say_unlike() {
    let engine = Engine::new(RuleSet::embedded().expect("rules"), Options::default()).expect("an engine");
    let mut told = vec![0usize; COMPARATORS.len()];
    for story in folders(Path::new("fixtures")).iter().filter(|p| p.is_dir()).flat_map(|lang| folders(lang)) {
        if !story.is_dir() {
            continue;
        }
        let files = folders(&story).into_iter().filter(|p| ingest::is_supported(p));
        let read = files.flat_map(|p| ingest::read(&p.to_string_lossy(), &fs::read(&p).expect("readable")).articles);
        let dossiers: Vec<Dossier> =
            read.filter_map(|raw| engine.read(raw).ok()).map(|article| engine.dossier(&article)).collect();
        check(&engine, &dossiers, &mut told);
    }
    // Examples are read as they stand, each side a text of its own.
    for example in engine.rules().conflicts.iter().flat_map(|r| &r.examples) {
        let line = |text: &str| engine.dossier(&engine.line("x", example.lang, text));
        check(&engine, &[line(&example.left.text), line(&example.right.text)], &mut told);
    }
    // They hold something for each of them, or this would show nothing; a revision needs dates, which
    // examples have beside their texts.
    let silent: Vec<&str> =
        COMPARATORS.iter().zip(&told).filter(|(_, n)| **n == 0).map(|(c, _)| c.comparator.word()).collect();
    assert_eq!(silent, ["revision"], "nothing was told by these");
}

/// Every pair of claims of `dossiers`; counts what each comparator told in `told`.
fn check(engine: &Engine, dossiers: &[Dossier], told: &mut [usize]) {
    let rarity = Rarity::default();
    for (n, left) in dossiers.iter().enumerate() {
        for right in &dossiers[n + 1..] {
            for a in &left.claims {
                let one = Interest::of(a, engine.rules());
                for b in &right.claims {
                    let asked = one.shared(Interest::of(b, engine.rules()));
                    let pair = Pair { left, right, a, b, rarity: &rarity, rules: engine.rules(), worded: true };
                    for (n, comparing) in COMPARATORS.iter().enumerate() {
                        let verdict = (comparing.compare)(&pair);
                        let unlike = matches!(verdict, Verdict::Unlike { .. });
                        told[n] += usize::from(!unlike);
                        assert!(unlike || asked >> n & 1 == 1, "{}: {verdict:?}", comparing.comparator.word());
                    }
                }
            }
        }
    }
}
