//! One finding per disagreement, not per pair.

use super::Gathering;
use super::side::{quote, side};
use super::words::{in_order, said};
use crate::model::{
    Body, Bound, Claim, Day, Evidence, Figure, Finding, Judged, Kind, ReportLang, Sets, Severity, Side, Slot, Weighed,
    terms_shared,
};
use crate::rules::{Comparator, ConflictRule, MessageParts};
use crate::text::{fingerprint, fold};
use itertools::Itertools;
use std::collections::{BTreeMap, BTreeSet};

/// Article and claim.
type At = (usize, usize);

/// The findings that the conflicts among `told` make, sorted by severity, confidence, then id.
/// `judged` holds the agreements too: pairs whose sides agree are of one disagreement.
pub fn findings(with: &Gathering<'_>, told: &[Judged], judged: &[Judged]) -> Vec<Finding> {
    // One disagreement may be of two rules: 60 against 80, and against at least 70.
    let mut families: BTreeMap<_, Vec<&Judged>> = BTreeMap::new();
    for pair in told {
        if let Some(rule) = pair.rule {
            let rule = &with.rules.conflicts[rule];
            families.entry((rule.comparator, rule.verdict.word(), rule.severity, rule.kind)).or_default().push(pair);
        }
    }
    let mut agreed: BTreeMap<At, BTreeSet<At>> = BTreeMap::new();
    for pair in judged.iter().filter(|p| p.rule.is_none()) {
        agreed.entry(pair.left).or_default().insert(pair.right);
        agreed.entry(pair.right).or_default().insert(pair.left);
    }
    let mut out = Vec::new();
    for ((comparator, ..), pairs) in families {
        for cluster in clusters(with, comparator, &pairs, &agreed) {
            out.push(finding(with, comparator, &cluster));
        }
    }
    sort(&mut out);
    out
}

/// By severity, confidence, then id.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        a.severity.cmp(&b.severity).then(b.confidence.total_cmp(&a.confidence)).then_with(|| a.id.cmp(&b.id))
    });
}

/// Pairs that are of one disagreement. Pairs that share a claim are, and pairs whose sides agree
/// with each other; but denials must be of one thing, or one broad accusation would tie all denials
/// of a story together.
fn clusters<'a>(
    with: &Gathering<'_>,
    comparator: Comparator,
    pairs: &[&'a Judged],
    agreed: &BTreeMap<At, BTreeSet<At>>,
) -> Vec<Vec<&'a Judged>> {
    let mut sets = Sets::new(pairs.len());
    if is_denial(comparator) {
        for [i, j] in (0..pairs.len()).array_combinations() {
            if same_denial(with, denied(with, pairs[i]), denied(with, pairs[j])) {
                sets.join(i, j);
            }
        }
    } else {
        let mut first: BTreeMap<At, usize> = BTreeMap::new();
        let mut of: BTreeMap<(At, At), usize> = BTreeMap::new();
        for (n, pair) in pairs.iter().enumerate() {
            for end in ends(pair) {
                sets.join(*first.entry(end).or_insert(n), n);
            }
            of.insert((pair.left, pair.right), n);
            of.insert((pair.right, pair.left), n);
        }
        let same = |at: At| agreed.get(&at).into_iter().flatten().copied();
        for (n, pair) in pairs.iter().enumerate() {
            for left in same(pair.left) {
                for right in same(pair.right) {
                    if let Some(&other) = of.get(&(left, right)) {
                        sets.join(n, other);
                    }
                }
            }
        }
    }
    sets.into_groups().into_iter().map(|group| group.into_iter().map(|i| pairs[i]).collect()).collect()
}

fn is_denial(comparator: Comparator) -> bool {
    matches!(comparator, Comparator::Denial | Comparator::Negation)
}

fn ends(pair: &Judged) -> [At; 2] {
    [pair.left, pair.right]
}

fn claim<'a>(with: &'a Gathering<'_>, at: At) -> &'a Claim {
    &with.dossiers[at.0].claims[at.1]
}

fn affirmed(with: &Gathering<'_>, at: At) -> bool {
    match &claim(with, at).body {
        Body::Proposition(p) => p.affirmed,
        _ => true,
    }
}

/// The side of a pair that says no.
fn denied(with: &Gathering<'_>, pair: &Judged) -> At {
    if affirmed(with, pair.left) { pair.right } else { pair.left }
}

fn same_denial(with: &Gathering<'_>, a: At, b: At) -> bool {
    if a == b {
        return true;
    }
    let (x, y) = (claim(with, a), claim(with, b));
    // *la liste n'est pas une liste de cibles* and *Macron n'était pas une cible* are two.
    let apart = match (&x.body, &y.body) {
        (Body::Proposition(p), Body::Proposition(q)) if !p.subject.is_empty() && !q.subject.is_empty() => {
            !p.subject.iter().any(|t| q.subject.contains(t))
        }
        _ => false,
    };
    if apart {
        return false;
    }
    let shared = terms_shared(&x.about, &y.about).len();
    shared * 2 >= x.about.len().min(y.about.len()) && shared >= 2
}

/// Which sides say the same: a number for each claim. Claims that do not clash with any of a group
/// join it; a bound that meets two groups (*more than 50* beside 60 and 80) joins the nearer one.
fn groups(with: &Gathering<'_>, comparator: Comparator, cluster: &[&Judged]) -> BTreeMap<At, usize> {
    let claims: BTreeSet<At> = cluster.iter().flat_map(|p| ends(p)).collect();
    if is_denial(comparator) {
        return claims.into_iter().map(|at| (at, usize::from(!affirmed(with, at)))).collect();
    }
    let clash: BTreeSet<(At, At)> = cluster.iter().flat_map(|p| [(p.left, p.right), (p.right, p.left)]).collect();
    // Plain numbers make the groups, in their own order and not that of the articles.
    let mut claims: Vec<At> = claims.into_iter().collect();
    claims.sort_by(|&a, &b| {
        let (x, y) = (value(with, a), value(with, b));
        x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)).then(a.cmp(&b))
    });
    let mut groups: Vec<Vec<At>> = Vec::new();
    for &at in &claims {
        let own = value(with, at).1;
        let fits = |g: &Vec<At>| g.iter().all(|&m| !clash.contains(&(at, m)) && alike(with, at, m));
        let away = |g: &Vec<At>| (value(with, g[0]).1 - own).abs();
        let home = groups.iter().positions(fits).min_by(|&a, &b| away(&groups[a]).total_cmp(&away(&groups[b])));
        match home {
            Some(n) => groups[n].push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.iter().enumerate().flat_map(|(n, group)| group.iter().map(move |&at| (at, n))).collect()
}

/// Whether a claim states a bound, and the number or the first day that it states.
fn value(with: &Gathering<'_>, at: At) -> (bool, f64) {
    match &claim(with, at).body {
        Body::Figure(f) => (f.quantity.bound != Bound::Exact, f.quantity.base_value()),
        Body::Dating(d) => (d.days.count() != Some(1), d.days.from.map_or(0.0, |day| day.since(EPOCH) as f64)),
        Body::Proposition(_) | Body::Role(_) | Body::Quoted(_) => (false, 0.0),
    }
}

/// Days are counted from here where they are put in order.
const EPOCH: Day = Day(jiff::civil::Date::constant(2000, 1, 1));

/// Claims that may stand in one group: figures of one value, dates of one day, anything else.
fn alike(with: &Gathering<'_>, a: At, b: At) -> bool {
    match (&claim(with, a).body, &claim(with, b).body) {
        (Body::Figure(x), Body::Figure(y)) => {
            x.quantity.base().meets(&y.quantity.base())
                && x.quantity.direction == y.quantity.direction
                && (x.against == y.against || x.against.is_none() || y.against.is_none())
        }
        (Body::Dating(x), Body::Dating(y)) => x.days.meets(&y.days),
        _ => true,
    }
}

fn finding(with: &Gathering<'_>, comparator: Comparator, cluster: &[&Judged]) -> Finding {
    let groups = groups(with, comparator, cluster);
    let best = cluster
        .iter()
        .max_by(|a, b| {
            odds(with, a)
                .total_cmp(&odds(with, b))
                .then_with(|| (b.rule, b.left, b.right).cmp(&(a.rule, a.left, a.right)))
        })
        .expect("a cluster has a pair");
    let rule = &with.rules.conflicts[best.rule.expect("a clash has its rule")];
    // The clearest pair leads; within a group, the order of articles.
    let mut order: Vec<At> = groups.keys().copied().collect();
    let lead = [best.left, best.right];
    order.sort_by_key(|at| (!lead.contains(at), *at));
    let first = groups[&order[0]];
    let renumber = |g: usize| {
        if g == first {
            0
        } else if g < first {
            g + 1
        } else {
            g
        }
    };
    let sides: Vec<Side> = order
        .iter()
        .map(|&at| side(with, at, renumber(groups[&at])))
        .unique_by(|s| (s.article.clone(), s.start, s.end))
        .collect();
    let sides = without_nested(sides);
    let topic = with.topic(best.left.0).to_owned();
    let [left, right] = in_order(with, rule, [order[0], order[1]]).map(|at| Slot::from(shorten(said(with, rule, at))));
    let label = |at: At| match &claim(with, at).body {
        Body::Figure(figure) if !figure.label.is_empty() => Some(figure.label.clone()),
        _ => None,
    };
    let measure = label(order[0]).or_else(|| label(order[1])).unwrap_or_else(|| topic.clone());
    let parts = MessageParts { left, right, topic: topic.as_str().into(), measure: measure.into() };
    let (message, translations) = rule.say(&parts, &with.rules.wordings);
    let mut because = best.because.clone();
    let mut severity = rule.severity;
    if rule.comparator == Comparator::Denial && rule.kind == Kind::Denial && each_tells_both(&sides) {
        severity = Severity::Note;
        because.push(Evidence::new("both-sides", "both-sides"));
    }
    let (confidence, because, evidence) = weighed(with, rule, &because);
    Finding {
        id: id(with, rule, groups.keys().copied()),
        rule: rule.id.clone(),
        kind: rule.kind,
        verdict: rule.verdict,
        severity,
        confidence,
        topic,
        story: String::new(),
        message,
        translations,
        origins: origins(with, &sides),
        because,
        evidence,
        sides,
        accepted: None,
    }
}

fn odds(with: &Gathering<'_>, pair: &Judged) -> f64 {
    let comparator = pair.rule.map(|r| with.rules.conflicts[r].comparator);
    comparator.map_or(0.0, |c| with.rules.weights.odds(c, &pair.because))
}

/// What the evidence of a finding of `rule` makes of it: its confidence, with two decimals, what
/// each piece says, and what each weighs. Nothing is certain: it stays between .01 and .99.
pub(super) fn weighed(
    with: &Gathering<'_>,
    rule: &ConflictRule,
    because: &[Evidence],
) -> (f64, Vec<String>, Vec<Weighed>) {
    let (weights, wordings) = (&with.rules.weights, &with.rules.wordings);
    let confidence = (weights.confidence(rule.comparator, because) * 100.0).round().clamp(1.0, 99.0) / 100.0;
    (
        confidence,
        because.iter().map(|e| wordings.say(&e.says, ReportLang::En)).collect(),
        weights.weigh(rule.comparator, because, wordings),
    )
}

/// Independent origins of each group.
pub(super) fn origins(with: &Gathering<'_>, sides: &[Side]) -> Vec<usize> {
    let groups = sides.iter().map(|s| s.group).max().map_or(0, |most| most + 1);
    // Ids are `a` and `o` and a number from 1.
    let number = |id: &str| id.get(1..).and_then(|n| n.parse().ok()).map_or(0, |n: usize| n - 1);
    let place = |s: &Side| (number(&s.article), number(&s.origin));
    let of = |n: usize| {
        let places: Vec<_> = sides.iter().filter(|s| s.group == n).map(place).unique().collect();
        with.origins.independent(&places)
    };
    (0..groups).map(of).collect()
}

/// Every article of the finding says so on one side and not so on the other: whoever reads one of
/// them knows of both.
fn each_tells_both(sides: &[Side]) -> bool {
    let tells = |article: &str, group: usize| sides.iter().any(|s| s.article == article && s.group == group);
    sides.iter().all(|s| tells(&s.article, 0) && tells(&s.article, 1))
}

/// Of two overlapping quotes of one group, the one that comes first stays.
fn without_nested(sides: Vec<Side>) -> Vec<Side> {
    let mut out: Vec<Side> = Vec::with_capacity(sides.len());
    for side in sides {
        let told =
            |s: &Side| s.article == side.article && s.group == side.group && s.start < side.end && side.start < s.end;
        if !out.iter().any(told) {
            out.push(side);
        }
    }
    out
}

/// Long quotes are cut at a word, with an ellipsis.
pub(super) fn shorten(quote: &str) -> String {
    const MOST: usize = 90;
    let flat = quote.split_whitespace().join(" ");
    if flat.chars().count() <= MOST {
        return flat;
    }
    let cut: String = flat.chars().take(MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ' ']))
}

/// Rule, articles and what they claim; no positions.
pub(super) fn id(with: &Gathering<'_>, rule: &ConflictRule, claims: impl Iterator<Item = At>) -> String {
    let mut parts: Vec<String> = claims
        .map(|at| {
            let claim = claim(with, at);
            let said = match &claim.body {
                Body::Figure(Figure { quantity: q, against: Some(other), .. }) => format!("{}-{other}", q.value),
                Body::Figure(f) => format!("{} {:?} {:?}", f.quantity.value, f.quantity.bound, f.quantity.unit.name),
                Body::Dating(d) => d.days.to_string(),
                Body::Proposition(p) => p.affirmed.to_string(),
                Body::Role(r) => format!("{} {}", r.name, r.head),
                Body::Quoted(q) => q.words.join(" "),
            };
            // The words themselves, since terms depend on the articles beside them.
            format!("{}|{}|{}", with.dossiers[at.0].key, fold(&quote(with, at).split_whitespace().join(" ")), said)
        })
        .collect();
    parts.sort_unstable();
    parts.dedup();
    fingerprint(std::iter::once(rule.id.as_str()).chain(parts.iter().map(String::as_str)))
}
