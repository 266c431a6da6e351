//! Which articles and passages are copies of one text.

use super::prints::{Print, Prints, alike, prints};
use crate::model::{Dossier, Origins, Sets, terms_shared};
use crate::rules::Thresholds;
use crate::text::hash64;
use itertools::Itertools;
use std::collections::{BTreeMap, BTreeSet};

/// Articles that share a sentence; more are boilerplate.
const MOST: usize = 60;

/// Article and sentence.
type At = (usize, usize);

/// The origins of `dossiers`, of which `links` are compared.
///
/// Two articles are one text where enough of the shorter one's sentences stand in the other word for
/// word, or enough of its runs of words. Elsewhere runs of sentences that were taken over with few
/// changes are a passage: its origin is that of the article that had it first.
pub fn origins(dossiers: &[Dossier], links: &[(usize, usize)], limits: &Thresholds) -> Origins {
    let mut sets = Sets::new(dossiers.len());
    let prints: Vec<Prints> = dossiers.iter().map(prints).collect();
    let texts: Vec<Vec<u64>> = dossiers.iter().map(texts).collect();
    let places: Vec<At> =
        prints.iter().enumerate().flat_map(|(a, p)| (0..p.sentences.len()).map(move |s| (a, s))).collect();
    let sentences: Vec<&Print> = places.iter().map(|&(a, s)| &prints[a].sentences[s]).collect();
    // Sentences of two articles that are one but for a few words, by the articles' numbers.
    let mut twins: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for (i, j) in alike(&sentences, limits.copies.sentence, MOST) {
        let (a, b) = (places[i], places[j]);
        if a.0 != b.0 && sentences[i].resemblance(sentences[j]) >= limits.copies.sentence {
            twins.entry((a.0, b.0)).or_default().push((a.1, b.1));
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = links.iter().chain(twins.keys()).copied().collect();
    let mut addresses: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, dossier) in dossiers.iter().enumerate().filter(|(_, d)| d.meta.url.is_some()) {
        addresses.entry(&dossier.key).or_default().push(n);
    }
    for list in addresses.values().filter(|l| l.len() <= MOST) {
        pairs.extend(list.iter().copied().array_combinations().map(|[a, b]| (a, b)));
    }
    for (a, b) in pairs {
        let page = dossiers[a].meta.url.is_some() && dossiers[a].key == dossiers[b].key;
        if is_copy(page, [&texts[a], &texts[b]], [&prints[a].whole, &prints[b].whole], limits) {
            sets.join(a, b);
        }
    }
    let mut articles = vec![0; dossiers.len()];
    for (number, group) in sets.into_groups().into_iter().enumerate() {
        for article in group {
            articles[article] = number;
        }
    }
    let passages = passages(dossiers, &prints, &twins, &articles, limits);
    Origins::new(articles, passages)
}

/// `one_page`: both are of one source and one address. With them go their sentences, hashed, and
/// their runs of words.
fn is_copy(one_page: bool, [left, right]: [&[u64]; 2], [x, y]: [&Print; 2], limits: &Thresholds) -> bool {
    let same = terms_shared(left, right).len() as f64;
    let long = x.words.min(y.words) >= limits.copies.words;
    // A short text that stands whole in a long one of other matter is a passage of it.
    let passage = long && left.len().min(right.len()) > 1;
    let longer = x.shared(y) as f64 / x.shingles.len().max(y.shingles.len()).max(1) as f64;
    let most = !passage || longer >= limits.copies.longer;
    // Two versions of one page have much in common, but more may have been added than stayed.
    let page = one_page && x.containment(y) >= limits.copies.version;
    let word_for_word = same > 0.0 && same >= limits.copies.share * left.len().min(right.len()) as f64;
    page || most && (word_for_word || long && x.containment(y) >= limits.copies.share)
}

/// The sentences of an article, hashed; sorted, each once.
fn texts(dossier: &Dossier) -> Vec<u64> {
    let mut out: Vec<u64> = dossier.sentences.iter().map(|s| hash64(s.text.as_bytes())).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The origins of sentences that were taken over from an article of another origin.
fn passages(
    dossiers: &[Dossier],
    prints: &[Prints],
    twins: &BTreeMap<(usize, usize), Vec<(usize, usize)>>,
    articles: &[usize],
    limits: &Thresholds,
) -> BTreeMap<At, usize> {
    let mut index: BTreeMap<At, usize> = BTreeMap::new();
    let mut joined: Vec<(At, At)> = Vec::new();
    for (&(a, b), pairs) in twins.iter().filter(|((a, b), _)| articles[*a] != articles[*b]) {
        for run in runs(pairs) {
            let words: usize = run.iter().map(|&(s, _)| prints[a].sentences[s].words).sum();
            if run.len() > 1 && words >= limits.copies.words {
                joined.extend(run.iter().map(|&(s, t)| ((a, s), (b, t))));
            }
        }
    }
    for at in joined.iter().flat_map(|&(x, y)| [x, y]) {
        let next = index.len();
        index.entry(at).or_insert(next);
    }
    let mut sets = Sets::new(index.len());
    for (x, y) in &joined {
        sets.join(index[x], index[y]);
    }
    let at: BTreeMap<usize, At> = index.iter().map(|(&at, &n)| (n, at)).collect();
    let mut out = BTreeMap::new();
    for group in sets.into_groups() {
        let group: Vec<At> = group.into_iter().map(|n| at[&n]).collect();
        // Who had it first: by date, then the one of whom it is the greater part.
        let first = group.iter().copied().min_by_key(|&(a, _)| {
            (dossiers[a].meta.published.is_none(), dossiers[a].meta.published, prints[a].whole.words, a)
        });
        let origin = articles[first.expect("a group has a member").0];
        out.extend(group.into_iter().filter(|&(a, _)| articles[a] != origin).map(|at| (at, origin)));
    }
    out
}

/// Pairs of sentences in runs that follow each other in both articles.
fn runs(pairs: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
    let mut out: Vec<Vec<(usize, usize)>> = Vec::new();
    for pair in pairs.iter().copied().sorted_unstable().dedup() {
        let follows = |run: &&mut Vec<(usize, usize)>| {
            run.last().is_some_and(|last| pair.0 == last.0 + 1 && pair.1 == last.1 + 1)
        };
        match out.iter_mut().find(follows) {
            Some(run) => run.push(pair),
            None => out.push(vec![pair]),
        }
    }
    out
}

/// True when the sentence stands in the other article word for word.
pub fn holds(dossier: &Dossier, sentence: &str) -> bool {
    dossier.sentences.iter().any(|s| s.text == sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Lang, Meta, SentenceText};
    use crate::rules::RuleSet;

    fn dossier(day: i8, sentences: &[&str]) -> Dossier {
        let sentences = sentences
            .iter()
            .map(|text| SentenceText { start: 0, end: text.len(), line: 1, column: 1, text: (*text).to_owned() })
            .collect();
        Dossier {
            key: String::new(),
            path: String::new(),
            lang: Lang::Fr,
            meta: Meta { published: Day::new(2025, 3, day), ..Meta::default() },
            sentences,
            names: Vec::new(),
            odd_dates: Vec::new(),
            claims: Vec::new(),
            corrections: Vec::new(),
            cut: Vec::new(),
        }
    }

    fn of(dossiers: &[Dossier]) -> Origins {
        let rules = RuleSet::embedded().unwrap();
        let links: Vec<(usize, usize)> = (0..dossiers.len()).array_combinations().map(|[a, b]| (a, b)).collect();
        origins(dossiers, &links, &rules.thresholds)
    }

    fn articles(origins: &Origins, count: usize) -> Vec<usize> {
        (0..count).map(|n| origins.article(n)).collect()
    }

    const WIRE: [&str; 4] = [
        "La crue de la Vaudre a fait douze morts dans la nuit de lundi à mardi, selon la préfecture.",
        "Deux routes restent coupées entre Lorvans et Montrelle, et trois gymnases ont été ouverts.",
        "La préfète Irène Vasselin s'est rendue sur place mardi matin avec les secours.",
        "Le courant manque encore dans quatre communes de la vallée, d'après la régie.",
    ];

    #[test]
    fn a_wire_copy_with_one_sentence_changed_has_the_origin_of_its_wire() {
        let wire = dossier(4, &["Trois morts.", "Le pont a cédé.", "Le préfet est sur place."]);
        let copy = dossier(4, &["Cinq morts.", "Le pont a cédé.", "Le préfet est sur place."]);
        let own = dossier(4, &["Le pont a cédé.", "Une enquête est ouverte.", "Des témoins parlent.", "Il pleuvait."]);
        assert_eq!(articles(&of(&[wire, own, copy]), 3), [0, 1, 0]);
    }

    #[test]
    fn a_copy_with_a_word_changed_in_every_sentence_is_one_still() {
        let changed =
            WIRE.map(|s| s.replace("préfecture", "mairie").replace("trois", "deux").replace("mardi matin", "mercredi"));
        let changed = changed.map(|s| s.replace("encore", "toujours"));
        let copy: Vec<&str> = changed.iter().map(String::as_str).collect();
        assert_eq!(articles(&of(&[dossier(4, &WIRE), dossier(4, &copy)]), 2), [0, 0]);
    }

    #[test]
    fn a_copied_passage_has_the_origin_of_who_had_it_first() {
        let own = [
            "À Montrelle, Odile Perrin a passé la nuit sur le toit de sa grange avec ses deux fils.",
            "« Nous avons vu passer des voitures », raconte-t-elle devant sa maison ouverte à tous les vents.",
            WIRE[0],
            WIRE[1],
            "Son voisin Luc Aubier compte rebâtir ailleurs, plus haut, loin de la rivière et de ses colères.",
            "Le maire promet une aide à ceux qui ont tout perdu, sans dire encore quand ni combien.",
            "Les champs sont couverts de boue jusqu'à la lisière du bois, et les bêtes manquent à l'appel.",
        ];
        let origins = of(&[dossier(5, &own), dossier(4, &WIRE)]);
        assert_eq!(articles(&origins, 2), [0, 1]);
        let of_own: Vec<usize> = (0..own.len()).map(|s| origins.of(0, s)).collect();
        assert_eq!(of_own, [0, 0, 1, 1, 0, 0, 0]);
        assert_eq!(origins.of(1, 0), 1);
    }

    #[test]
    fn one_sentence_in_common_is_no_passage() {
        let own = ["Il pleuvait sur les toits de Lorvans.", WIRE[0], "Les pompiers ont dormi dans leurs camions."];
        let origins = of(&[dossier(5, &own), dossier(4, &WIRE)]);
        assert_eq!((origins.article(0), origins.of(0, 1)), (0, 0));
    }
}
