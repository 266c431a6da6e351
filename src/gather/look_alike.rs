//! Look-alike figures: one note per story that tells together the counts of one topic that count
//! different things.

use super::Gathering;
use super::group::{id, origins, shorten, weighed};
use super::side::{quote, side};
use crate::model::{
    Body, Claim, Evidence, Figure, Finding, Judged, NumeralKind, Sets, Slot, Stance, Story, Term, terms_shared,
};
use crate::rules::{ConflictRule, MessageParts};
use itertools::Itertools;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The notes of `rule`, one for each story that has such figures.
pub fn look_alikes(with: &Gathering<'_>, rule: &ConflictRule, judged: &[Judged]) -> Vec<Finding> {
    with.stories.iter().filter(|s| s.members.len() > 1).filter_map(|story| note(with, rule, story, judged)).collect()
}

fn note(with: &Gathering<'_>, rule: &ConflictRule, story: &Story, judged: &[Judged]) -> Option<Finding> {
    let mut names: Vec<Term> = story.names.clone();
    names.sort_unstable();
    let told: Vec<(At, &Claim, &Figure)> = claims(with, story)
        .filter(|(_, claim)| claim.stance != Stance::Unclaimed && !claim.scope.past)
        .filter_map(|(at, claim)| match &claim.body {
            Body::Figure(figure) if counts(figure) => Some((at, claim, figure)),
            _ => None,
        })
        .collect();
    // One group for each measure: agreeing figures and clashing ones are told elsewhere.
    let mut sets = Sets::new(told.len());
    let place: BTreeMap<At, usize> = told.iter().enumerate().map(|(n, t)| (t.0, n)).collect();
    for pair in judged {
        if let (Some(&a), Some(&b)) = (place.get(&pair.left), place.get(&pair.right)) {
            sets.join(a, b);
        }
    }
    let mut first: BTreeMap<(&Term, u64), usize> = BTreeMap::new();
    for (n, (_, _, figure)) in told.iter().enumerate() {
        if let Some(head) = &figure.head {
            sets.join(*first.entry((head, figure.quantity.value.to_bits())).or_insert(n), n);
        }
    }
    let groups: Vec<Group<'_>> = sets
        .into_groups()
        .into_iter()
        .map(|group| Group {
            on_topic: group.iter().any(|&n| !terms_shared(&told[n].1.context, &names).is_empty()),
            articles: group.iter().map(|&n| told[n].0.0).collect(),
            figures: group.into_iter().map(|n| (told[n].0, told[n].2)).collect(),
        })
        .collect();
    // It takes figures of two articles in sentences about what the story is about; the others are
    // told with them.
    let on_topic: BTreeSet<usize> =
        groups.iter().filter(|g| g.on_topic).flat_map(|g| g.articles.iter().copied()).collect();
    let apart = |[g, h]: [&Group<'_>; 2]| !g.articles.is_subset(&h.articles) && !h.articles.is_subset(&g.articles);
    if on_topic.len() < 2 || !groups.iter().filter(|g| g.on_topic).array_combinations().any(apart) {
        return None;
    }
    // Nouns that two articles count come first, since those are the ones that are mixed up. The
    // rest of the order is that of the texts, whichever article comes first.
    let rank = |g: &Group<'_>| {
        let heads: BTreeSet<_> = g.figures.iter().map(|f| &f.1.head).collect();
        let alike = groups.iter().any(|other| {
            !std::ptr::eq(other, g)
                && other.figures.iter().any(|f| heads.contains(&f.1.head))
                && (other.articles.len() > 1 || other.articles != g.articles)
        });
        let at = g.figures.iter().map(|f| (f.0.1, with.dossiers[f.0.0].key.as_str())).min();
        (!alike, !g.on_topic, Reverse(g.articles.len()), at)
    };
    let mut chosen: Vec<&Group<'_>> = groups.iter().sorted_by_cached_key(|g| rank(g)).collect();
    chosen.truncate(with.rules.thresholds.notes.look_alikes);
    chosen.sort_by_key(|g| g.lead());
    Some(finding(with, rule, story, &chosen))
}

/// Article and claim.
type At = (usize, usize);

/// Figures of one measure, in the order of articles.
struct Group<'a> {
    figures: Vec<(At, &'a Figure)>,
    articles: BTreeSet<usize>,
    on_topic: bool,
}

impl Group<'_> {
    fn lead(&self) -> At {
        self.figures[0].0
    }
}

fn claims<'a>(with: &'a Gathering<'_>, story: &'a Story) -> impl Iterator<Item = (At, &'a Claim)> {
    story
        .members
        .iter()
        .filter(|a| !with.replaced.contains(a))
        .flat_map(|&a| with.dossiers[a].claims.iter().enumerate().map(move |(c, claim)| ((a, c), claim)))
}

fn counts(figure: &Figure) -> bool {
    figure.quantity.kind == NumeralKind::Count && figure.quantity.value > 1.0 && figure.head.is_some()
}

fn finding(with: &Gathering<'_>, rule: &ConflictRule, story: &Story, chosen: &[&Group<'_>]) -> Finding {
    let leads: Vec<At> = chosen.iter().map(|g| g.lead()).collect();
    let told: Vec<(At, usize)> = chosen
        .iter()
        .enumerate()
        .flat_map(|(n, g)| g.figures.iter().unique_by(|(at, _)| at.0).map(move |&(at, _)| (at, n)))
        .collect();
    let sides: Vec<_> = told.iter().map(|&(at, n)| side(with, at, n)).collect();
    let said = |at: At| shorten(quote(with, at));
    let second = leads.get(1).map(|&at| said(at)).unwrap_or_default();
    let list = leads.iter().map(|&at| said(at)).unique().join(", ");
    let [left, right] = [said(leads[0]), second].map(Slot::from);
    let parts = MessageParts { left, right, topic: story.topic.as_str().into(), measure: list.into() };
    let (message, translations) = rule.say(&parts, &with.rules.wordings);
    let because = [Evidence::new("other-measures", "other-measures")];
    let (confidence, because, evidence) = weighed(with, rule, &because);
    Finding {
        id: id(with, rule, told.iter().map(|t| t.0)),
        rule: rule.id.clone(),
        kind: rule.kind,
        verdict: rule.verdict,
        severity: rule.severity,
        confidence,
        topic: story.topic.clone(),
        message,
        translations,
        story: String::new(),
        origins: origins(with, &sides),
        because,
        evidence,
        sides,
        accepted: None,
    }
}
