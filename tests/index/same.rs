//! The shelf of an index against the articles themselves.

use super::{ENGINE, add, fixtures, parcel, place, read_all};
use recoupe::index::{Filed, Index, IndexShelf, Reader};
use recoupe::model::{Card, RawArticle, Shelf, Term};
use std::collections::BTreeMap;
use std::path::Path;

/// Every answer of the index at `path` is that of `articles`.
fn assert_same(path: &Path, articles: &[RawArticle]) {
    let shelf = IndexShelf::open(path, &ENGINE.stamp(), &read_all).expect("a shelf");
    let mut cards: Vec<Card> = articles.iter().map(|raw| ENGINE.card(raw.clone()).expect("it can be read")).collect();
    cards.sort_by(|a, b| a.dossier.path.cmp(&b.dossier.path));
    assert_eq!(shelf.articles(), cards.len());
    let mut holding: BTreeMap<&Term, Vec<usize>> = BTreeMap::new();
    let mut bands: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    for (n, card) in cards.iter().enumerate() {
        let path = &card.dossier.path;
        assert_eq!(shelf.find(path).unwrap(), Some(n), "{path}");
        assert_eq!(shelf.dossier(n).unwrap(), card.dossier, "{path}");
        assert_eq!(
            serde_json::to_string(&shelf.dossier(n).unwrap()).unwrap(),
            serde_json::to_string(&card.dossier).unwrap(),
            "to the byte"
        );
        assert_eq!(shelf.profile(n).unwrap(), card.profile, "{path}");
        assert_eq!(shelf.published(n).unwrap(), card.dossier.meta.published, "{path}");
        card.profile.iter().for_each(|term| holding.entry(term).or_default().push(n));
        card.bands.iter().enumerate().for_each(|(b, &hash)| bands.entry((b, hash)).or_default().push(n));
    }
    let terms: Vec<Term> = holding.keys().map(|&term| term.clone()).collect();
    let counted: Vec<usize> = holding.values().map(Vec::len).collect();
    assert_eq!(shelf.frequencies(&terms).unwrap(), counted);
    for (term, articles) in &holding {
        assert_eq!(&shelf.holding(term).unwrap(), articles, "{term}");
    }
    for (&(band, hash), articles) in &bands {
        assert_eq!(&shelf.in_band(band, hash).unwrap(), articles, "band {band}");
    }
    assert_eq!(shelf.find("no/such/article.md").unwrap(), None);
    assert_eq!(shelf.frequencies(&["no such term".into()]).unwrap(), [0]);
    assert_eq!(shelf.holding(&"no such term".into()).unwrap(), [0; 0]);
    assert_eq!(Reader::open(path).unwrap().verify().unwrap(), [""; 0]);
}

#[test]
fn an_index_answers_as_the_files_would_in_whatever_order_they_came() {
    let (_folder, path) = place();
    let mut articles = fixtures();
    let mut index = Index::open_or_create(&path).unwrap();
    // Neither in the order of paths nor at once.
    articles.sort_by_key(|raw| recoupe::text::hash64(raw.path.as_bytes()));
    for some in articles.chunks(7) {
        assert!(add(&mut index, some).iter().all(|filed| *filed == Filed::Added));
    }
    assert_same(&path, &articles);

    assert!(add(&mut index, &articles).iter().all(|filed| *filed == Filed::Unchanged));
    assert_same(&path, &articles);
}

#[test]
fn a_check_against_an_index_is_to_the_byte_one_against_the_files() {
    let (_folder, path) = place();
    let articles = fixtures();
    add(&mut Index::open_or_create(&path).unwrap(), &articles);
    let shelf = IndexShelf::open(&path, &ENGINE.stamp(), &read_all).unwrap();
    let (held, _) = ENGINE.shelve(articles.clone());
    let mut findings = 0;
    for raw in articles.iter().step_by(3) {
        let new = |path: &str| vec![RawArticle { path: path.into(), ..raw.clone() }];
        // As the new version of an old article, and as an article of its own.
        for path in [raw.path.as_str(), "fixtures/new.md"] {
            let [by_index, by_files] =
                [&shelf as &dyn Shelf, &held].map(|shelf| ENGINE.check(new(path), Vec::new(), shelf).expect("checked"));
            findings += by_files.findings.len();
            assert_eq!(serde_json::to_string(&by_index).unwrap(), serde_json::to_string(&by_files).unwrap(), "{path}");
        }
    }
    assert!(findings > 10, "stories contradict each other: {findings}");
}

#[test]
fn what_was_changed_and_removed_leaves_no_trace_in_the_answers() {
    let (_folder, path) = place();
    let mut articles = fixtures();
    let mut index = Index::open_or_create(&path).unwrap();
    add(&mut index, &articles);
    let other = articles[3].clone();
    for raw in articles.iter_mut().take(5) {
        raw.text = format!("{} Le pont de Tervigne a rouvert mardi.\n", &raw.text[..raw.body.start]);
        raw.body.end = raw.text.len();
    }
    assert_eq!(add(&mut index, &articles[..6])[4..], [Filed::Replaced, Filed::Unchanged]);
    assert_same(&path, &articles);
    articles[3] = other;
    assert_eq!(add(&mut index, &articles[3..4]), [Filed::Replaced], "back to what it was");
    assert_same(&path, &articles);

    let folder = "fixtures/fr/crue";
    let gone = articles.iter().filter(|raw| raw.path.starts_with(folder)).count();
    assert_eq!(index.remove(folder).unwrap(), gone);
    let one = articles[0].path.clone();
    assert_eq!(index.remove(&one).unwrap(), 1);
    assert_eq!(index.remove(&one).unwrap(), 0, "it is gone");
    articles.retain(|raw| !raw.path.starts_with(folder) && raw.path != one);
    assert_same(&path, &articles);
}

#[test]
fn the_articles_of_a_file_are_removed_with_it_and_those_of_its_neighbours_stay() {
    let (_folder, path) = place();
    let raw = fixtures().remove(0);
    let named = |path: &str| RawArticle { path: path.into(), ..raw.clone() };
    let articles =
        ["a.jsonl#1", "a.jsonl#2", "a.jsonl", "a.jsonl.gz#1", "a.json", "a.jsonl/x.md", "a.jsonlz"].map(named);
    let mut index = Index::open_or_create(&path).unwrap();
    add(&mut index, &articles);
    assert_eq!(index.remove("a.jsonl").unwrap(), 4);
    assert_same(
        &path,
        &articles
            .into_iter()
            .filter(|a| ["a.jsonl.gz#1", "a.json", "a.jsonlz"].contains(&a.path.as_str()))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn of_two_articles_with_one_path_the_last_is_current() {
    let (_folder, path) = place();
    let [a, mut b] = [0, 1].map(|n| fixtures().remove(n));
    b.path = a.path.clone();
    let mut index = Index::open_or_create(&path).unwrap();
    assert_eq!(add(&mut index, &[a, b.clone()]), [Filed::Added, Filed::Replaced]);
    assert_same(&path, &[b]);
}

#[test]
fn an_article_without_words_has_no_bands_and_an_empty_index_no_articles() {
    let (_folder, path) = place();
    let mut index = Index::open_or_create(&path).unwrap();
    assert_same(&path, &[]);
    let raw = fixtures().remove(0);
    let mut card = ENGINE.card(raw.clone()).unwrap();
    card.bands.clear();
    card.profile.clear();
    index.add(&ENGINE.stamp(), &[recoupe::index::Parcel::new(&raw, card)]).unwrap();
    let shelf = IndexShelf::open(&path, &ENGINE.stamp(), &read_all).unwrap();
    assert_eq!((shelf.articles(), shelf.profile(0).unwrap()), (1, Vec::new()));
    assert_eq!(shelf.in_band(0, 0).unwrap(), [0; 0]);
    assert!(shelf.dossier(1).is_err(), "there is one article");
    assert!(parcel(&raw).is_ok());
}

#[test]
fn a_shelf_stays_as_it_was_opened() {
    let (_folder, path) = place();
    let articles = fixtures();
    let mut index = Index::open_or_create(&path).unwrap();
    add(&mut index, &articles[..10]);
    let shelf = IndexShelf::open(&path, &ENGINE.stamp(), &read_all).unwrap();
    let before = shelf.dossier(4).unwrap();
    index.remove(&articles[0].path).unwrap();
    add(&mut index, &articles[10..]);
    assert_eq!((shelf.articles(), shelf.dossier(4).unwrap()), (10, before));
    assert_eq!(IndexShelf::open(&path, &ENGINE.stamp(), &read_all).unwrap().articles(), articles.len() - 1);
}
