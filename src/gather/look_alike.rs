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
    let paired: BTreeSet<(At, At)> = judged.iter().flat_map(|p| [(p.left, p.right), (p.right, p.left)]).collect();
    let mut names: Vec<Term> = story.names.clone();
    names.sort_unstable();
    // One group for each measure: agreeing figures and clashing ones are told elsewhere.
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (at, claim) in claims(with, story) {
        let Body::Figure(figure) = &claim.body else { continue };
        if !counts(figure) || claim.stance == Stance::Unclaimed || claim.scope.past {
            continue;
        }
        let on_topic = !terms_shared(&claim.context, &names).is_empty();
        let same = |group: &&mut Group<'_>| {
            group.figures.iter().any(|&(other, f)| {
                paired.contains(&(at, other)) || f.head == figure.head && f.quantity.value == figure.quantity.value
            })
        };
        match groups.iter_mut().find(same) {
            Some(group) => {
                group.figures.push((at, figure));
                group.on_topic |= on_topic;
            }
            None => groups.push(Group { figures: vec![(at, figure)], on_topic }),
        }
    }
    // It takes figures of two articles in sentences about what the story is about; the others are
    // told with them.
    let told: BTreeSet<usize> = groups.iter().filter(|g| g.on_topic).map(|g| g.lead().0.0).collect();
    if told.len() < 2 {
        return None;
    }
    // Nouns that two articles count come first, since those are the ones that are mixed up.
    let alike = |group: &Group<'_>| {
        let ((article, _), figure) = group.lead();
        groups.iter().any(|g| g.lead().1.head == figure.head && g.lead().0.0 != article)
    };
    let mut chosen: Vec<&Group<'_>> = groups.iter().sorted_by_key(|g| (!alike(g), !g.on_topic, g.lead().0)).collect();
    chosen.truncate(with.rules.thresholds.notes.look_alikes);
    chosen.sort_by_key(|g| g.lead().0);
    Some(finding(with, rule, story, &chosen))
}

/// Article and claim.
type At = (usize, usize);

/// Figures of one measure.
struct Group<'a> {
    figures: Vec<(At, &'a Figure)>,
    on_topic: bool,
}

impl<'a> Group<'a> {
    fn lead(&self) -> (At, &'a Figure) {
        self.figures[0]
    }
}

fn claims<'a>(with: &'a Gathering<'_>, story: &'a Story) -> impl Iterator<Item = (At, &'a Claim)> {
    story
        .members
        .iter()
        .flat_map(|&a| with.dossiers[a].claims.iter().enumerate().map(move |(c, claim)| ((a, c), claim)))
}

fn counts(figure: &Figure) -> bool {
    figure.quantity.kind == NumeralKind::Count && figure.quantity.value > 1.0 && figure.head.is_some()
}

fn finding(with: &Gathering<'_>, rule: &ConflictRule, story: &Story, chosen: &[&Group<'_>]) -> Finding {
    let leads: Vec<At> = chosen.iter().map(|g| g.lead().0).collect();
    let sides: Vec<_> = chosen
        .iter()
        .enumerate()
        .flat_map(|(n, g)| g.figures.iter().unique_by(|(at, _)| at.0).map(move |&(at, _)| (at, n)))
        .map(|(at, n)| side(with, at, n))
        .collect();
    let said = |at: At| shorten(quote(with, at));
    let second = leads.get(1).map(|&at| said(at)).unwrap_or_default();
    let list = leads.iter().map(|&at| said(at)).unique().join(", ");
    let parts = MessageParts { left: &said(leads[0]), right: &second, topic: &story.topic, measure: &list };
    Finding {
        id: id(with, rule, leads.iter().copied()),
        rule: rule.id.clone(),
        kind: rule.kind,
        verdict: rule.verdict,
        severity: rule.severity,
        confidence: 0.9,
        topic: story.topic.clone(),
        message: rule.say(&parts),
        because: vec!["they are told of one topic and count different things".into()],
        sides,
    }
}
