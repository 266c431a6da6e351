//! What the articles show of each source: how often its figures stood alone, were revised, hedged,
//! how often its statements were denied. Counts only, each to be read beside what it is counted of.
//!
//! Everything is counted in one pass over claims and one over judged pairs.

mod passages;
mod retold;

use super::Gathering;
use super::side::side;
use crate::model::{
    AgainCounts, Body, Case, CaseSort, Cue, Edit, FigureCounts, Judged, Profile, Sets, StatementCounts, VerdictKind,
};
use crate::rules::Comparator;
use crate::text::fold;
use compact_str::CompactString;
use passages::{Passage, Passages, Sort};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Article and claim.
type At = (usize, usize);

/// What was changed between two versions of one article, the earlier one first.
pub type Edited = ((usize, usize), Vec<Edit>);

/// How a comparable figure of an independent origin stands to one. Ordered: of an origin that says
/// several things the last decides, of several origins the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    /// Another state of a count that moves.
    Updates,
    /// The count of another counter.
    Diverges,
    /// Both cannot hold.
    Contradicts,
    /// Both can hold.
    Agrees,
}

/// Who publishes which article, and what is of whom.
struct Sources<'a> {
    /// Sorted.
    names: Vec<&'a str>,
    /// The source of each article, as its place in `names`.
    of: Vec<usize>,
    /// Source and origin of every article.
    prints: BTreeSet<(usize, usize)>,
    /// The first article of each origin.
    first: HashMap<usize, usize>,
}

impl<'a> Sources<'a> {
    fn new(with: &Gathering<'a>) -> Self {
        let all: BTreeSet<&str> = with.dossiers.iter().map(|d| d.meta.source.as_str()).collect();
        let names: Vec<&str> = all.into_iter().collect();
        let place: HashMap<&str, usize> = names.iter().enumerate().map(|(n, &name)| (name, n)).collect();
        let of: Vec<usize> = with.dossiers.iter().map(|d| place[d.meta.source.as_str()]).collect();
        let prints = of.iter().enumerate().map(|(article, &source)| (source, with.origins.article(article))).collect();
        let mut first = HashMap::new();
        for article in 0..of.len() {
            first.entry(with.origins.article(article)).or_insert(article);
        }
        Self { names, of, prints, first }
    }

    /// The group of the words of a place, as origins have it, found without a search.
    fn group(&self, with: &Gathering<'_>, (article, origin): (usize, usize)) -> Option<usize> {
        let own = with.origins.article(article) == origin;
        let first = if own { article } else { self.first.get(&origin).copied().unwrap_or(article) };
        with.origins.group((first, origin))
    }

    /// True where two passages, each an article and the origin of its words, are independent: of two
    /// sources neither of which prints the other's words, and of two groups.
    fn independent(&self, with: &Gathering<'_>, own: (usize, usize), other: (usize, usize)) -> bool {
        let source = self.of[own.0];
        let group = self.group(with, own);
        source != self.of[other.0]
            && own.1 != other.1
            && !self.prints.contains(&(source, other.1))
            && !self.prints.contains(&(self.of[other.0], own.1))
            && (group.is_none() || group != self.group(with, other))
    }

    /// Numbers for the independent origins among places: what is of one origin, one group or one
    /// source has one number.
    fn origins(&self, with: &Gathering<'_>, places: &[(usize, usize)]) -> Vec<usize> {
        let mut sets = Sets::new(places.len());
        let (mut origins, mut groups, mut sources) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (n, &place) in places.iter().enumerate() {
            sets.join(*origins.entry(place.1).or_insert(n), n);
            sets.join(*sources.entry(self.of[place.0]).or_insert(n), n);
            if let Some(group) = self.group(with, place) {
                sets.join(*groups.entry(group).or_insert(n), n);
            }
        }
        let mut out = vec![0; places.len()];
        for (number, set) in sets.into_groups().into_iter().enumerate() {
            set.into_iter().for_each(|n| out[n] = number);
        }
        out
    }
}

/// The profiles of several stories as one of each source, in the order of their names: any other
/// order would read as a rank.
pub fn merged(profiles: Vec<Profile>) -> Vec<Profile> {
    let mut out: BTreeMap<(CompactString, String), Profile> = BTreeMap::new();
    for profile in profiles {
        match out.entry((fold(&profile.source), profile.source.clone())) {
            Entry::Vacant(place) => drop(place.insert(profile)),
            Entry::Occupied(mut known) => known.get_mut().add(profile),
        }
    }
    let mut out: Vec<Profile> = out.into_values().collect();
    let number = |case: &Case| case.article.trim_start_matches('a').parse::<usize>().unwrap_or(0);
    out.iter_mut().for_each(|p| p.cases.sort_by_key(|case| (number(case), case.start, case.sort)));
    out
}

/// A profile of each source of a story. `judged` holds agreements and conflicts,
/// whether their rules are on or off; `edited` what was changed between versions, `None` where
/// articles of one source were not compared. Findings are counted where the report is made.
pub fn by_source(with: &Gathering<'_>, judged: &[Judged], edited: Option<&[Edited]>) -> Vec<Profile> {
    let sources = Sources::new(with);
    let mut passages = Passages::new(with, &sources.of);
    let mut agreeing: HashMap<At, Vec<At>> = HashMap::new();
    for pair in judged {
        for (own, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
            meet(with, &sources, &mut passages, pair, own, other);
            if pair.rule.is_none() {
                agreeing.entry(own).or_default().push(other);
            }
        }
    }
    if let Some(edited) = edited {
        retold::later_articles(with, &sources.of, &mut passages, judged);
        retold::later_versions(with, &mut passages, edited);
    }
    let counting = Counting { with, sources: &sources, agreeing: &agreeing };
    let mut out = counting.articles(edited.is_some());
    for passage in passages.list {
        counting.count(&passage, &mut out[passage.source]);
    }
    out
}

/// Notes on the passage of `own` what a claim of an independent origin says to it.
fn meet(with: &Gathering<'_>, sources: &Sources<'_>, passages: &mut Passages<'_>, pair: &Judged, own: At, other: At) {
    let rule = pair.rule.map(|r| &with.rules.conflicts[r]);
    let Some(passage) = passages.at(own) else { return };
    let relation = match passage.sort {
        Sort::Figure if !is_figure(with, other) => return,
        Sort::Figure => match rule.map(|r| r.verdict) {
            None => Relation::Agrees,
            Some(VerdictKind::Update) => Relation::Updates,
            Some(VerdictKind::Divergence) => Relation::Diverges,
            Some(_) => Relation::Contradicts,
        },
        Sort::Statement | Sort::Accusation => {
            let denies = rule.is_some_and(|r| matches!(r.comparator, Comparator::Denial | Comparator::Negation));
            if !denies || !is_denial(with, other) {
                return;
            }
            Relation::Contradicts
        }
    };
    if sources.independent(with, place(with, own), place(with, other)) {
        passage.others.push((other, relation));
    }
}

fn is_figure(with: &Gathering<'_>, at: At) -> bool {
    matches!(with.dossiers[at.0].claims[at.1].body, Body::Figure(_))
}

/// A speaker says that it is not so. Who only doubts it or declines to answer denies nothing.
fn is_denial(with: &Gathering<'_>, at: At) -> bool {
    let claim = &with.dossiers[at.0].claims[at.1];
    let Body::Proposition(told) = &claim.body else { return false };
    claim.speaker.is_some() && !told.affirmed && !matches!(told.cue, Cue::Doubt | Cue::Decline)
}

/// Article and origin of the words of a claim.
fn place(with: &Gathering<'_>, at: At) -> (usize, usize) {
    (at.0, with.origins.of(at.0, with.dossiers[at.0].claims[at.1].place.sentence))
}

struct Counting<'a> {
    with: &'a Gathering<'a>,
    sources: &'a Sources<'a>,
    agreeing: &'a HashMap<At, Vec<At>>,
}

impl Counting<'_> {
    /// Profiles in which articles, sentences and claims are counted.
    fn articles(&self, again: bool) -> Vec<Profile> {
        let profile = |name: &&str| Profile {
            source: (*name).to_owned(),
            articles: 0,
            shared: 0,
            sentences: 0,
            claims: 0,
            figures: FigureCounts { again: again.then(AgainCounts::default), ..FigureCounts::default() },
            statements: StatementCounts::default(),
            findings: Vec::new(),
            cases: Vec::new(),
        };
        let mut out: Vec<Profile> = self.sources.names.iter().map(profile).collect();
        let mut printed: HashMap<usize, usize> = HashMap::new();
        self.sources.prints.iter().for_each(|&(_, origin)| *printed.entry(origin).or_insert(0) += 1);
        for (article, dossier) in self.with.dossiers.iter().enumerate() {
            let profile = &mut out[self.sources.of[article]];
            profile.articles += 1;
            profile.shared += usize::from(printed[&self.with.origins.article(article)] > 1);
            profile.sentences += dossier.sentences.len();
            profile.claims += dossier.claims.len();
        }
        out
    }

    fn count(&self, passage: &Passage, profile: &mut Profile) {
        let places: Vec<(usize, usize)> = passage.others.iter().map(|&(at, _)| place(self.with, at)).collect();
        let numbers = self.sources.origins(self.with, &places);
        match passage.sort {
            Sort::Figure => self.figure(passage, &numbers, profile),
            Sort::Statement | Sort::Accusation => {
                let accusation = usize::from(passage.sort == Sort::Accusation);
                let denied = usize::from(!numbers.is_empty());
                let statements = &mut profile.statements;
                statements.told += 1;
                statements.denied += denied;
                statements.accusations += accusation;
                statements.accusations_denied += accusation * denied;
                if denied > 0 {
                    profile.cases.push(self.case(passage, CaseSort::Denied, most(&numbers)));
                }
            }
        }
    }

    fn figure(&self, passage: &Passage, numbers: &[usize], profile: &mut Profile) {
        let counts = &mut profile.figures;
        counts.told += 1;
        counts.attributed += usize::from(passage.attributed);
        counts.anonymous += usize::from(passage.anonymous);
        counts.hedged += usize::from(passage.hedged);
        let mut by_origin: BTreeMap<usize, Relation> = BTreeMap::new();
        for (&number, &(_, relation)) in numbers.iter().zip(&passage.others) {
            let known = by_origin.entry(number).or_insert(relation);
            *known = relation.max(*known);
        }
        let origins = by_origin.len();
        counts.met += usize::from(origins > 0);
        counts.met_several += usize::from(origins > 1);
        let agreed = by_origin.values().any(|&r| r == Relation::Agrees);
        match by_origin.values().min() {
            None => {}
            Some(_) if agreed => counts.agreed += 1,
            Some(Relation::Updates) => counts.updated += 1,
            Some(Relation::Diverges) => counts.diverged += 1,
            Some(_) => counts.opposed += 1,
        }
        let opposed = by_origin.values().all(|&r| r == Relation::Contradicts);
        let alone = origins > 1 && opposed && self.two_agree(passage, numbers);
        counts.alone += usize::from(alone);
        if let Some(again) = &mut counts.again {
            passage.again.count(again);
        }
        if alone {
            profile.cases.push(self.case(passage, CaseSort::Alone, origins));
        }
        if passage.again.is_revised() {
            profile.cases.push(self.case(passage, CaseSort::Revised, 0));
        }
    }

    /// Two independent origins among those that the passage met agree with each other.
    fn two_agree(&self, passage: &Passage, numbers: &[usize]) -> bool {
        let number: HashMap<At, usize> = passage.others.iter().map(|o| o.0).zip(numbers.iter().copied()).collect();
        let independent = |a: At, b: At| self.sources.independent(self.with, place(self.with, a), place(self.with, b));
        passage.others.iter().any(|&(at, _)| {
            let agreeing = self.agreeing.get(&at).into_iter().flatten();
            agreeing
                .filter_map(|&other| Some((other, number.get(&other)?)))
                .any(|(other, n)| *n != number[&at] && independent(at, other))
        })
    }

    fn case(&self, passage: &Passage, sort: CaseSort, origins: usize) -> Case {
        let side = side(self.with, passage.first, 0);
        let (article, quote) = (side.article, side.quote);
        Case { sort, origins, article, start: side.start, end: side.end, line: side.line, column: side.column, quote }
    }
}

/// How many numbers there are, counted from 0.
fn most(numbers: &[usize]) -> usize {
    numbers.iter().max().map_or(0, |most| most + 1)
}
