//! Which names of different articles are one.

use crate::model::{Body, Claim, Dossier, Name, Term};
use crate::rules::Thresholds;
use std::collections::{BTreeMap, HashMap};

/// For each of `dossiers` (the articles of one story), the terms to put in place of others:
/// spellings that are one name get one term; one surname that two people bear gets two.
pub fn unify(dossiers: &[&Dossier], limits: &Thresholds) -> Vec<HashMap<Term, Term>> {
    let mut out: Vec<HashMap<Term, Term>> = vec![HashMap::new(); dossiers.len()];
    split_namesakes(dossiers, &mut out);
    join_spellings(dossiers, limits, &mut out);
    out
}

/// *Jean Morel* and *Pierre Morel* both have the term `@morel`: where articles that give a full
/// name give different ones, the term of each becomes the full name.
fn split_namesakes(dossiers: &[&Dossier], out: &mut [HashMap<Term, Term>]) {
    let mut by_term: BTreeMap<&Term, Vec<(usize, &Name)>> = BTreeMap::new();
    for (n, dossier) in dossiers.iter().enumerate() {
        for name in &dossier.names {
            by_term.entry(&name.term).or_default().push((n, name));
        }
    }
    for (term, bearers) in by_term {
        for (i, &(n, name)) in bearers.iter().enumerate() {
            let others = bearers.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, &(_, other))| other);
            let clash = others.clone().any(|other| !compatible(name, other));
            if clash && let Some(full) = given(name) {
                out[n].insert(term.clone(), Term::from(format!("@{full}")));
            }
        }
    }
}

/// The longest full form with more than the last word.
fn given(name: &Name) -> Option<&str> {
    name.forms.iter().filter(|f| f.contains(' ')).max_by_key(|f| f.len()).map(String::as_str)
}

/// True unless both give full forms and none of one fits one of the other.
fn compatible(a: &Name, b: &Name) -> bool {
    let (a, b) = (long_forms(a), long_forms(b));
    a.is_empty() || b.is_empty() || a.iter().any(|x| b.iter().any(|y| forms_fit(x, y)))
}

fn long_forms(name: &Name) -> Vec<&str> {
    name.forms.iter().map(String::as_str).filter(|f| f.contains(' ')).collect()
}

/// One is the other with more before it, or first names are spellings or initials of one another.
fn forms_fit(a: &str, b: &str) -> bool {
    if a.ends_with(b) || b.ends_with(a) {
        return true;
    }
    let (x, y) = (a.split(' ').next().unwrap_or(""), b.split(' ').next().unwrap_or(""));
    x == y
        || strsim::jaro_winkler(x, y) >= 0.85
        || (x.trim_end_matches('.').len() == 1 || y.trim_end_matches('.').len() == 1)
            && x.chars().next() == y.chars().next()
}

/// *Chanel 12* and *Channel 12*: near spellings become the alphabetically first of them. Digits
/// must be the same, and so must first names where both are given.
fn join_spellings(dossiers: &[&Dossier], limits: &Thresholds, out: &mut [HashMap<Term, Term>]) {
    let mut names: BTreeMap<&Term, Vec<&Name>> = BTreeMap::new();
    for dossier in dossiers {
        for name in &dossier.names {
            names.entry(&name.term).or_default().push(name);
        }
    }
    let long: Vec<(&Term, &Vec<&Name>)> =
        names.iter().filter(|(t, _)| t.chars().count() > limits.names.length).map(|(t, n)| (*t, n)).collect();
    let mut joined: BTreeMap<&Term, &Term> = BTreeMap::new();
    for (i, &(a, a_names)) in long.iter().enumerate() {
        if joined.contains_key(a) {
            continue;
        }
        for &(b, b_names) in &long[i + 1..] {
            if !joined.contains_key(b)
                && near(a, b, limits)
                && a_names.iter().all(|x| b_names.iter().all(|y| same_given(x, y)))
            {
                joined.insert(b, a);
            }
        }
    }
    for (from, to) in joined {
        for (n, dossier) in dossiers.iter().enumerate() {
            if dossier.names.iter().any(|name| name.term == *from) {
                out[n].insert(from.clone(), to.clone());
            }
        }
    }
}

fn near(a: &str, b: &str, limits: &Thresholds) -> bool {
    // Most pairs are told apart by this; letters have up to four bytes.
    if a.len().abs_diff(b.len()) > 4 || !one_edit(a.as_bytes(), b.as_bytes()) {
        return false;
    }
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    // One edit in a long word; an inflection at the end (Italien, Italienne) is another word.
    digits(a) == digits(b)
        && strsim::levenshtein(a, b) == 1
        && strsim::jaro_winkler(a, b) >= limits.names.similarity
        && a.chars().last() == b.chars().last()
}

/// False where the bytes that two words have in common at their ends leave more of either than one
/// letter may have.
fn one_edit(a: &[u8], b: &[u8]) -> bool {
    const LETTER: usize = 4;
    let shorter = a.len().min(b.len());
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count().min(shorter - head);
    a.len().max(b.len()) - head - tail <= LETTER
}

fn same_given(a: &Name, b: &Name) -> bool {
    match (given(a), given(b)) {
        (Some(x), Some(y)) => forms_fit(x, y),
        _ => true,
    }
}

/// Puts terms in place of others, throughout a claim.
pub fn rename(claim: &mut Claim, map: &HashMap<Term, Term>) {
    if map.is_empty() {
        return;
    }
    let swap = |term: &mut Term| {
        if let Some(to) = map.get(term) {
            *term = to.clone();
        }
    };
    // Lists that are kept sorted are sorted again; the order of a proposition's terms is the text's.
    let mut in_order: Vec<&mut Vec<Term>> = vec![&mut claim.about, &mut claim.context, &mut claim.scope.places];
    match &mut claim.body {
        Body::Figure(f) => {
            f.subject.iter_mut().for_each(swap);
            in_order.extend([&mut f.complement, &mut f.restrictors, &mut f.relation, &mut f.owner]);
        }
        Body::Dating(d) => {
            d.subject.iter_mut().for_each(swap);
            in_order.extend([&mut d.predicate, &mut d.others]);
        }
        Body::Proposition(p) => {
            p.subject.iter_mut().chain(&mut p.predicate).chain(&mut p.object).chain(&mut p.agent).for_each(swap);
        }
        Body::Role(r) => {
            swap(&mut r.person);
            in_order.push(&mut r.of);
        }
        Body::Quoted(_) => {}
    }
    for list in in_order {
        list.iter_mut().for_each(swap);
        list.sort_unstable();
        list.dedup();
    }
    if let Some(speaker) = &mut claim.speaker {
        swap(&mut speaker.term);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lang, Meta};

    fn dossier(names: &[(&str, &str)]) -> Dossier {
        let names = names
            .iter()
            .map(|(term, form)| Name { term: (*term).into(), forms: vec![(*form).into()], shown: (*form).into() })
            .collect();
        Dossier {
            key: String::new(),
            path: String::new(),
            lang: Lang::Fr,
            meta: Meta::default(),
            sentences: Vec::new(),
            names,
            odd_dates: Vec::new(),
            claims: Vec::new(),
            corrections: Vec::new(),
            cut: Vec::new(),
        }
    }

    fn limits() -> Thresholds {
        crate::rules::RuleSet::embedded().unwrap().thresholds
    }

    #[test]
    fn a_misspelt_channel_is_the_same_channel_and_another_number_is_not() {
        let (a, b) = (dossier(&[("@channel 12", "channel 12")]), dossier(&[("@chanel 12", "chanel 12")]));
        let maps = unify(&[&a, &b], &limits());
        assert_eq!(maps[0].get("@channel 12").map(Term::as_str), Some("@chanel 12"));
        let c = dossier(&[("@channel 13", "channel 13")]);
        assert!(unify(&[&a, &c], &limits()).iter().all(HashMap::is_empty));
    }

    #[test]
    fn two_people_of_one_surname_are_two() {
        let (a, b) = (dossier(&[("@morel", "jean morel")]), dossier(&[("@morel", "pierre morel")]));
        let maps = unify(&[&a, &b], &limits());
        assert_eq!(maps[0]["@morel"], "@jean morel");
        assert_eq!(maps[1]["@morel"], "@pierre morel");
        let c = dossier(&[("@morel", "morel")]);
        assert!(unify(&[&a, &c], &limits()).iter().all(HashMap::is_empty));
    }
}
