//! What a story is called: its place and what it is about, in the words of its articles.

use super::Gathering;
use crate::model::{Body, Claim, Finding, Story, Term};
use itertools::Itertools;
use std::collections::{BTreeMap, BTreeSet};
use unicode_segmentation::UnicodeSegmentation;

/// Nouns in a name.
const NOUNS: usize = 2;

/// Writes the name of its story on every finding.
pub fn name_stories(with: &Gathering<'_>, findings: &mut [Finding]) {
    let of: BTreeMap<usize, usize> =
        with.stories.iter().enumerate().flat_map(|(n, s)| s.members.iter().map(move |&m| (m, n))).collect();
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    for finding in findings {
        let article = finding.sides.first().and_then(|s| s.article.trim_start_matches('a').parse::<usize>().ok());
        if let Some(&story) = article.and_then(|n| of.get(&(n - 1))) {
            finding.story = names.entry(story).or_insert_with(|| name(with, &with.stories[story])).clone();
        }
    }
}

/// *Tarzit: éboulement, mine*; without a place or nouns, what else the articles share.
fn name(with: &Gathering<'_>, story: &Story) -> String {
    // Two articles or more share the place, where the story has so many.
    let shared = |term: &Term| story.names.contains(term);
    let place = most_told(with, story, |claim| claim.scope.places.iter().collect())
        .into_iter()
        .find_map(|(term, _)| if shared(&term) { shown(with, story, &term) } else { None });
    let nouns: Vec<String> = most_told(with, story, nouns)
        .into_iter()
        .filter(|(_, articles)| articles * 2 >= story.members.len())
        .filter_map(|(term, _)| word(with, story, &term))
        .take(NOUNS)
        .collect();
    let head = place.or_else(|| story.topic.split(", ").next().map(str::to_owned)).unwrap_or_default();
    if nouns.is_empty() { head } else { format!("{head}: {}", nouns.join(", ")) }
}

/// Nouns by their role: what is counted, and what something is said of.
fn nouns(claim: &Claim) -> Vec<&Term> {
    let found = match &claim.body {
        Body::Figure(f) => f.subject.first().or(f.head.as_ref()),
        Body::Dating(d) => d.subject.first(),
        Body::Proposition(p) => p.subject.first(),
        Body::Role(_) | Body::Quoted(_) => None,
    };
    found.into_iter().filter(|t| !t.starts_with('@')).collect()
}

/// Terms with the number of articles that have them; those of most articles first, then those told
/// most often.
fn most_told(with: &Gathering<'_>, story: &Story, terms: impl Fn(&Claim) -> Vec<&Term>) -> Vec<(Term, usize)> {
    let mut told: BTreeMap<&Term, (BTreeSet<usize>, usize)> = BTreeMap::new();
    for &m in &story.members {
        for term in with.dossiers[m].claims.iter().flat_map(&terms) {
            let entry = told.entry(term).or_default();
            entry.0.insert(m);
            entry.1 += 1;
        }
    }
    told.into_iter()
        .sorted_by(|a, b| (b.1.0.len(), b.1.1).cmp(&(a.1.0.len(), a.1.1)).then(a.0.cmp(b.0)))
        .map(|(term, (articles, _))| (term.clone(), articles.len()))
        .collect()
}

/// A name as written, the longest form that an article begins with; ties by the alphabet.
fn shown(with: &Gathering<'_>, story: &Story, term: &Term) -> Option<String> {
    let forms = story.members.iter().flat_map(|&m| &with.dossiers[m].names).filter(|n| n.term == *term);
    forms.map(|n| n.shown.clone()).min_by_key(|s| (std::cmp::Reverse(s.chars().count()), s.clone()))
}

/// The form in which a term is written most.
fn word(with: &Gathering<'_>, story: &Story, term: &Term) -> Option<String> {
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    for &m in &story.members {
        let dossier = &with.dossiers[m];
        let rules = with.rules.language(dossier.lang);
        let sentences: BTreeSet<usize> =
            dossier.claims.iter().filter(|c| c.context.contains(term)).map(|c| c.place.sentence).collect();
        for sentence in sentences {
            for word in dossier.sentences[sentence].text.unicode_words() {
                let word = word.rsplit(['\'', '’']).next().unwrap_or(word).to_lowercase();
                if rules.language.classes(&word).is_open() && rules.term(&word) == *term {
                    *forms.entry(word).or_insert(0) += 1;
                }
            }
        }
    }
    forms.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))).map(|(form, _)| form)
}
