//! Look-alike figures: one note per story that tells together the counts of one topic that count
//! different things.

use super::Gathering;
use super::group::{id, shorten};
use super::side::{quote, side};
use crate::model::{Body, Claim, Figure, Finding, Judged, NumeralKind, Stance, Story, Term, terms_shared};
use crate::rules::{ConflictRule, MessageParts};
use itertools::Itertools;
use std::collections::BTreeSet;

/// The notes of `rule`, one for each story that has such figures.
pub fn look_alikes(with: &Gathering<'_>, rule: &ConflictRule, judged: &[Judged]) -> Vec<Finding> {
    with.stories.iter().filter(|s| s.members.len() > 1).filter_map(|story| note(with, rule, story, judged)).collect()
}

fn note(with: &Gathering<'_>, rule: &ConflictRule, story: &Story, judged: &[Judged]) -> Option<Finding> {
    // Counts in sentences about what the story is about.
    let on_topic: Vec<((usize, usize), &Figure)> = story
        .members
        .iter()
        .flat_map(|&a| with.dossiers[a].claims.iter().enumerate().map(move |(c, claim)| ((a, c), claim)))
        .filter(|(_, claim)| is_on_topic(claim, &story.names))
        .filter_map(|(at, claim)| match &claim.body {
            Body::Figure(f) if counts(f) => Some((at, f)),
            _ => None,
        })
        .collect();
    // One figure for each measure: agreeing ones are told in the matrix. Nouns that several
    // articles count come first, since those are the ones that are mixed up.
    let mut groups: Vec<Vec<((usize, usize), &Figure)>> = Vec::new();
    for &(at, figure) in &on_topic {
        let same = |group: &Vec<((usize, usize), &Figure)>| {
            group.iter().any(|&(other, f)| {
                paired(judged, at, other) || f.head == figure.head && f.quantity.value == figure.quantity.value
            })
        };
        match groups.iter_mut().find(|g| same(g)) {
            Some(group) => group.push((at, figure)),
            None => groups.push(vec![(at, figure)]),
        }
    }
    let alike = |group: &Vec<((usize, usize), &Figure)>| {
        groups.iter().any(|g| g[0].1.head == group[0].1.head && g[0].0 != group[0].0 && g[0].0.0 != group[0].0.0)
    };
    let mut chosen: Vec<&Vec<((usize, usize), &Figure)>> =
        groups.iter().sorted_by_key(|g| (!alike(g), g[0].0)).collect();
    chosen.truncate(with.rules.thresholds.notes.look_alikes);
    chosen.sort_by_key(|g| g[0].0);
    let articles: BTreeSet<usize> = chosen.iter().map(|g| g[0].0.0).collect();
    if chosen.len() < 2 || articles.len() < 2 {
        return None;
    }
    let leads: Vec<(usize, usize)> = chosen.iter().map(|g| g[0].0).collect();
    let sides: Vec<_> = chosen
        .iter()
        .enumerate()
        .flat_map(|(n, g)| g.iter().unique_by(|(at, _)| at.0).map(move |&(at, _)| (at, n)))
        .map(|(at, n)| side(with, at, n))
        .collect();
    let (left, right) = (shorten(quote(with, leads[0])), shorten(quote(with, leads[1])));
    let list = leads.iter().map(|&at| shorten(quote(with, at))).unique().join(", ");
    let message = rule.say(&MessageParts { left: &left, right: &right, topic: &story.topic, measure: &list });
    Some(Finding {
        id: id(with, rule, leads.into_iter()),
        rule: rule.id.clone(),
        kind: rule.kind,
        verdict: rule.verdict,
        severity: rule.severity,
        confidence: 0.9,
        topic: story.topic.clone(),
        message,
        because: vec!["they are told of one topic and count different things".into()],
        sides,
    })
}

fn paired(judged: &[Judged], a: (usize, usize), b: (usize, usize)) -> bool {
    judged.iter().any(|p| (p.left, p.right) == (a, b) || (p.left, p.right) == (b, a))
}

fn is_on_topic(claim: &Claim, names: &[Term]) -> bool {
    let mut sorted: Vec<Term> = names.to_vec();
    sorted.sort_unstable();
    claim.stance != Stance::Unclaimed && !claim.scope.past && !terms_shared(&claim.context, &sorted).is_empty()
}

fn counts(figure: &Figure) -> bool {
    figure.quantity.kind == NumeralKind::Count && figure.quantity.value > 1.0 && figure.head.is_some()
}
