//! The passages of each source: what it prints again word for word is one passage.

use super::super::Gathering;
use super::{At, Relation};
use crate::model::{AgainCounts, Body, Claim, Cue, Degree, Holder, Proposition, Stance};
use std::collections::HashMap;

/// What a passage tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// So many, so much.
    Figure,
    /// It is so.
    Statement,
    /// Somebody is accused.
    Accusation,
}

/// What the source made of a figure later.
#[derive(Debug, Clone, Copy, Default)]
pub struct Again {
    /// A later version or a later article takes it up.
    pub told: bool,
    pub silent: bool,
    pub noted: bool,
    pub moved: bool,
    pub contradicted: bool,
}

impl Again {
    /// With another value.
    pub fn is_revised(self) -> bool {
        self.silent || self.noted || self.moved || self.contradicted
    }

    /// Adds it to `counts`.
    pub fn count(self, counts: &mut AgainCounts) {
        counts.told += usize::from(self.told);
        counts.revised += usize::from(self.is_revised());
        counts.silent += usize::from(self.silent);
        counts.noted += usize::from(self.noted);
        counts.moved += usize::from(self.moved);
        counts.contradicted += usize::from(self.contradicted);
    }
}

/// A passage with what became of it.
#[derive(Debug)]
pub struct Passage {
    /// Number of its source.
    pub source: usize,
    pub sort: Sort,
    /// Where it stands first, in the order of articles.
    pub first: At,
    /// In the words of a speaker.
    pub attributed: bool,
    /// Of one that could not be asked again.
    pub anonymous: bool,
    pub hedged: bool,
    pub again: Again,
    /// What claims of independent origins say to it.
    pub others: Vec<(At, Relation)>,
}

/// What makes a passage one: source, origin, words of the sentence, place in it, sort. An accusation is
/// a statement.
type Key<'a> = (usize, usize, &'a str, usize, usize, bool);

/// All passages, in the order of articles.
pub struct Passages<'a> {
    pub list: Vec<Passage>,
    /// The passage of each claim, by article.
    of: Vec<Vec<Option<usize>>>,
    known: HashMap<Key<'a>, usize>,
}

impl<'a> Passages<'a> {
    /// The passages of all claims that somebody claims; `source` is the source of each article.
    pub fn new(with: &Gathering<'a>, source: &[usize]) -> Self {
        let mut out = Self { list: Vec::new(), of: Vec::with_capacity(source.len()), known: HashMap::new() };
        for (article, dossier) in with.dossiers.iter().enumerate() {
            let mut of = Vec::with_capacity(dossier.claims.len());
            for (n, claim) in dossier.claims.iter().enumerate() {
                let sentence = &dossier.sentences[claim.place.sentence];
                let origin = with.origins.of(article, claim.place.sentence);
                let from = claim.place.span.start.saturating_sub(sentence.start);
                let to = claim.place.span.end.saturating_sub(sentence.start);
                let place = sort(claim).map(|sort| {
                    let key = (source[article], origin, sentence.text.as_str(), from, to, sort == Sort::Figure);
                    out.add(key, sort, (article, n), claim)
                });
                of.push(place);
            }
            out.of.push(of);
        }
        out
    }

    /// The place of the passage of a claim, new or known.
    fn add(&mut self, key: Key<'a>, sort: Sort, at: At, claim: &Claim) -> usize {
        let place = *self.known.entry(key).or_insert_with(|| {
            self.list.push(Passage {
                source: key.0,
                sort,
                first: at,
                attributed: false,
                anonymous: false,
                hedged: false,
                again: Again::default(),
                others: Vec::new(),
            });
            self.list.len() - 1
        });
        let passage = &mut self.list[place];
        passage.sort = passage.sort.max(sort);
        if claim.speaker.is_some() || claim.factuality.by == Holder::Source {
            // Two claims of one passage are of one speaker, or one of them names none.
            let anonymous = claim.speaker.as_ref().is_none_or(|s| s.anonymous);
            passage.anonymous = anonymous && (passage.anonymous || !passage.attributed);
            passage.attributed = true;
        }
        passage.hedged |= is_hedged(claim);
        place
    }

    /// The passage of a claim.
    pub fn at(&mut self, at: At) -> Option<&mut Passage> {
        let place = self.of[at.0][at.1]?;
        self.list.get_mut(place)
    }
}

/// What is counted of a claim: nothing of what nobody claims, and of what is not so nothing either.
fn sort(claim: &Claim) -> Option<Sort> {
    match &claim.body {
        _ if claim.stance == Stance::Unclaimed => None,
        Body::Figure(_) => Some(Sort::Figure),
        Body::Proposition(Proposition { affirmed: true, cue: Cue::Accuse, .. }) => Some(Sort::Accusation),
        Body::Proposition(Proposition { affirmed: true, cue: Cue::Assert | Cue::Confirm, .. }) => {
            (claim.stance != Stance::Denied).then_some(Sort::Statement)
        }
        Body::Proposition(_) | Body::Dating(_) | Body::Role(_) | Body::Quoted(_) => None,
    }
}

fn is_hedged(claim: &Claim) -> bool {
    claim.stance == Stance::Hedged || matches!(claim.factuality.degree, Degree::Possible | Degree::Probable)
}
