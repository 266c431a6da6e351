//! Indexes of other releases and rules, and earlier versions of articles.

use super::{ENGINE, add, fixtures, parcel, place, read_all, recoupe, root, stderr, stdout};
use recoupe::index::{Index, IndexShelf, Parcel, Reader};
use recoupe::model::{Problem, RawArticle, Shelf};
use std::cell::Cell;
use std::fs;

#[test]
fn an_index_that_the_first_release_wrote_is_read_for_ever() {
    let (_folder, path) = place();
    let kept = root().join("tests/index/v1.db");
    if std::env::var_os("RECOUPE_BLESS").is_some() && !kept.exists() {
        let mut index = Index::open_or_create(&kept).unwrap();
        let articles = fixtures();
        let crue = |raw: &&RawArticle| raw.path.starts_with("fixtures/fr/crue/");
        let parcels: Vec<_> = articles.iter().filter(crue).map(|raw| parcel(raw).unwrap()).collect();
        index.add("0.1.0 as first written", &parcels).unwrap();
    }
    fs::copy(&kept, &path).unwrap();
    let articles: Vec<RawArticle> = {
        let reader = Reader::open(&path).unwrap();
        assert_eq!(reader.verify().unwrap(), [""; 0]);
        let listed = reader.list(None, false).unwrap();
        assert_eq!(
            listed.iter().map(|v| v.path.as_str()).collect::<Vec<_>>(),
            ["a", "b", "c", "d"].map(|n| format!("fixtures/fr/crue/{n}.md"))
        );
        assert_eq!(listed[0].meta.published.unwrap().to_string(), "2023-10-16");
        assert_eq!(listed[0].meta.source, "Agence Méridienne");
        assert_eq!(reader.stale(&ENGINE.stamp()).unwrap(), 4, "its stamp is that of no release");
        listed.iter().map(|v| reader.raw(&v.path, v.version).unwrap().expect("kept")).collect()
    };
    assert!(articles[0].text[articles[0].body.clone()].contains("Valombreuse"));

    // What was read with other rules is read again from its text, and the file stays as it is.
    let before = fs::read(&path).unwrap();
    let shelf = IndexShelf::open(&path, &ENGINE.stamp(), &read_all).unwrap();
    for (n, raw) in articles.iter().enumerate() {
        assert_eq!(shelf.dossier(n).unwrap(), ENGINE.card(raw.clone()).unwrap().dossier);
    }
    drop(shelf);
    assert!(fs::read(&path).unwrap() == before, "reading changes nothing");
}

#[test]
fn articles_that_were_read_in_another_way_are_read_again() {
    let (_folder, path) = place();
    let articles = fixtures();
    let mut index = Index::open_or_create(&path).unwrap();
    // Another release read nothing in the first five.
    let blank = |raw: &RawArticle| {
        let mut card = ENGINE.card(raw.clone()).unwrap();
        card.dossier.claims.clear();
        card.profile = vec!["=nothing".into()];
        card.bands = vec![7];
        recoupe::index::Parcel::new(raw, card)
    };
    index.add("another release", &articles[..5].iter().map(blank).collect::<Vec<_>>()).unwrap();
    add(&mut index, &articles[5..]);
    assert_eq!(index.stale(&ENGINE.stamp()).unwrap(), 5);

    let read = Cell::new(0);
    let reread = |some: &[RawArticle]| {
        read.set(read.get() + some.len());
        read_all(some)
    };
    let shelf = IndexShelf::open(&path, &ENGINE.stamp(), &reread).unwrap();
    assert_eq!((read.get(), shelf.holding(&"=nothing".into()).unwrap()), (5, Vec::new()));
    let at = shelf.find(&articles[2].path).unwrap().unwrap();
    assert_eq!(shelf.dossier(at).unwrap(), ENGINE.card(articles[2].clone()).unwrap().dossier);
    assert_eq!(Reader::open(&path).unwrap().stale(&ENGINE.stamp()).unwrap(), 5, "the index stays as it is");

    assert_eq!(index.refresh(&ENGINE.stamp(), &reread).unwrap(), []);
    assert_eq!((read.get(), index.stale(&ENGINE.stamp()).unwrap()), (10, 0));
    let shelf = IndexShelf::open(&path, &ENGINE.stamp(), &reread).unwrap();
    assert_eq!(read.get(), 10, "nothing is read twice");
    assert_eq!(shelf.profile(at).unwrap(), ENGINE.card(articles[2].clone()).unwrap().profile);
    assert_eq!(Reader::open(&path).unwrap().verify().unwrap(), [""; 0]);
}

#[test]
fn an_article_that_cannot_be_read_any_more_takes_part_in_nothing_until_it_can() {
    let (_folder, path) = place();
    let articles = fixtures();
    let mut index = Index::open_or_create(&path).unwrap();
    add(&mut index, &articles[..4]);
    let refuse = |some: &[RawArticle]| {
        let read = |raw: &RawArticle| match raw.path == articles[1].path {
            true => Err(Problem { path: raw.path.clone(), message: "of no language that is read".into() }),
            false => parcel(raw),
        };
        some.iter().map(read).collect()
    };
    let problems = index.refresh("other rules", &refuse).unwrap();
    assert_eq!(problems.iter().map(|p| &p.path).collect::<Vec<_>>(), [&articles[1].path]);
    let reader = Reader::open(&path).unwrap();
    assert_eq!(reader.verify().unwrap(), [""; 0]);
    let listed = reader.list(Some(&articles[1].path), false).unwrap();
    assert_eq!(listed[0].problem.as_deref(), Some("of no language that is read"));
    let shelf = IndexShelf::open(&path, "other rules", &refuse).unwrap();
    assert_eq!((shelf.articles(), shelf.find(&articles[1].path).unwrap()), (3, None));
    drop((reader, shelf));

    index.refresh(&ENGINE.stamp(), &read_all).unwrap();
    let shelf = IndexShelf::open(&path, &ENGINE.stamp(), &read_all).unwrap();
    assert_eq!((shelf.articles(), shelf.find(&articles[1].path).unwrap()), (4, Some(1)));
    assert_eq!(Reader::open(&path).unwrap().verify().unwrap(), [""; 0]);
}

#[test]
fn earlier_versions_of_an_article_are_listed_and_can_be_read() {
    let (folder, path) = place();
    let versions = ["Douze blessés à Arvel mardi.", "Quinze blessés à Arvel mardi.", "Seize blessés à Arvel mardi."];
    let run = |args: &[&str]| recoupe(folder.path(), &[&["index"], args, &["--index", "corpus.db"]].concat());
    for (n, text) in versions.iter().enumerate() {
        let text = format!("---\ntitle: Arvel {n}\nsource: Le Fil\nlang: fr\n---\n\n{text}\n");
        fs::write(folder.path().join("a.md"), text).unwrap();
        let output = run(&["add", "a.md", "-v"]);
        let word = if n == 0 { "added" } else { "replaced" };
        assert_eq!(stdout(&output).lines().next(), Some(format!("{word} a.md").as_str()), "{}", stderr(&output));
    }
    let listed = stdout(&run(&["list", "--versions", "a.md"]));
    assert_eq!(
        listed.lines().collect::<Vec<_>>(),
        [
            "a.md  version 1  -  Le Fil  Arvel 0",
            "a.md  version 2  -  Le Fil  Arvel 1",
            "a.md  version 3, current  -  Le Fil  Arvel 2"
        ]
    );
    assert_eq!(stdout(&run(&["list"])), "a.md  -  Le Fil  Arvel 2\n");
    let reader = Reader::open(&path).unwrap();
    for (n, text) in versions.iter().enumerate() {
        assert!(reader.raw("a.md", n + 1).unwrap().unwrap().text.contains(text));
    }
    assert_eq!(reader.raw("a.md", 4).unwrap(), None);
    assert_eq!(reader.raw("b.md", 1).unwrap(), None);
    drop(reader);

    let lines = stdout(&run(&["list", "--versions", "--format", "json"]));
    let current: Vec<bool> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["current"].as_bool().unwrap())
        .collect();
    assert_eq!(current, [false, false, true]);
    assert_eq!(stdout(&run(&["remove", "a.md"])), "1 removed; corpus.db holds 0 articles.\n");
    assert_eq!(stdout(&run(&["list", "--versions"])), "", "its versions went with it");
}

/// A check of a corpus that is to be read again, in a copy: the file is named, and no copy that is gone
/// by then.
#[test]
fn what_is_wrong_while_articles_are_read_again_is_told_of_the_file() {
    let (_folder, path) = place();
    let some = &fixtures()[..2];
    let parcels: Vec<Parcel> = some.iter().map(|raw| parcel(raw).expect("it can be read")).collect();
    Index::open_or_create(&path).unwrap().add("an older reading", &parcels).unwrap();
    let change = rusqlite::Connection::open(&path).unwrap();
    change.execute("DELETE FROM postings", []).unwrap();
    drop(change);
    let error = IndexShelf::open(&path, &ENGINE.stamp(), &read_all).map(drop).unwrap_err().to_string();
    assert!(error.starts_with(&path.display().to_string()), "{error}");
    assert!(error.contains("the file is damaged; take it from a copy"), "{error}");
}
