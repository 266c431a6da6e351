//! Runs the checks of [`CHECKS`]: which articles they look at, and what they find beside what claims
//! have told.

use super::Engine;
use crate::compare::{CHECKS, Checking, Outline, Text, Texts};
use crate::model::{Article, Dossier, Judged, Origins, Rarity, Slip};
use crate::rules::Comparator;
use crate::split::split;
use crate::text::OffsetMapBuilder;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How far into an article its headline may begin, in bytes.
const HEADLINE: usize = 200;

/// All articles, with what is known of them together.
pub(super) struct Surroundings<'a> {
    pub dossiers: &'a [Dossier],
    /// What headlines say, where articles are looked at alone.
    pub titles: Option<&'a [Option<Dossier>]>,
    /// Pairs of articles that are compared.
    pub links: &'a [(usize, usize)],
    pub origins: &'a Origins,
    /// Pairs of articles that are versions of one: they are compared as such.
    pub versions: &'a BTreeSet<(usize, usize)>,
    /// How telling terms are in the story.
    pub rarity: &'a Rarity,
    /// All pairs of claims that were found to be of one thing, whether their rules are on or off.
    pub judged: &'a [Judged],
}

impl Engine {
    /// What the headline says, where it stands in the file.
    pub(super) fn title(&self, article: &Article) -> Option<Dossier> {
        let raw = &article.raw;
        let title = raw.meta.title.as_deref()?;
        let at = raw.text.find(title).filter(|&at| at < raw.body.start + HEADLINE)?;
        let mut map = OffsetMapBuilder::default();
        map.copy(at, title.len());
        let split = split(title, self.rules.language(article.lang));
        let title = Article {
            raw: raw.clone(),
            lang: article.lang,
            clean: title.to_owned(),
            map: map.finish(),
            sentences: split.sentences,
            quotations: split.quotations,
            cut: Vec::new(),
        };
        Some(self.dossier(&title))
    }

    /// Slips by the rule that takes them. Of two copies a changed sentence is told as such alone:
    /// clashes of its claims leave `told`. Of other articles it is told where no claims clash.
    pub(super) fn slips(&self, with: &Surroundings<'_>, told: &mut Vec<Judged>) -> BTreeMap<usize, Vec<Slip>> {
        let rule = |checking: &Checking| {
            self.rules.conflicts.iter().position(|r| r.comparator == checking.comparator && self.is_on(r))
        };
        let checks: Vec<(usize, &Checking)> = CHECKS.iter().filter_map(|c| Some((rule(c)?, c))).collect();
        let outlines: Vec<Outline> = with.dossiers.par_iter().map(Outline::of).collect();
        let text = |n: usize| Text {
            article: n,
            dossier: &with.dossiers[n],
            outline: &outlines[n],
            title: with.titles.and_then(|titles| titles[n].as_ref()),
        };
        let source = |n: usize| &with.dossiers[n].meta.source;
        let mut pairs: Vec<(usize, usize)> = with.links.to_vec();
        pairs.retain(|pair| !with.versions.contains(pair) && !with.versions.contains(&(pair.1, pair.0)));
        pairs.retain(|&(a, b)| !self.options.skip_same_source || source(a) != source(b));
        if with.titles.is_some() {
            pairs.extend((0..with.dossiers.len()).map(|n| (n, n)));
        }
        let found: Vec<Vec<(usize, Slip)>> = pairs
            .par_iter()
            .map(|&(a, b)| {
                let texts = Texts {
                    left: text(a),
                    right: text(b),
                    copies: with.origins.article(a) == with.origins.article(b),
                    rarity: with.rarity,
                    rules: &self.rules,
                };
                let fits = |c: &Checking| if a == b { c.within } else { c.across };
                let checks = checks.iter().filter(|(_, c)| fits(c));
                checks.flat_map(|(rule, c)| (c.check)(&texts).into_iter().map(|slip| (*rule, slip))).collect()
            })
            .collect();
        let mut out: BTreeMap<usize, Vec<Slip>> = BTreeMap::new();
        let clashing: BTreeSet<Sentences> =
            with.judged.iter().filter(|j| j.rule.is_some()).map(|j| of_judged(with, j)).collect();
        let mut changed: BTreeSet<Sentences> = BTreeSet::new();
        for (rule, slip) in found.into_iter().flatten() {
            if self.rules.conflicts[rule].comparator == Comparator::Drift {
                let (a, b) = (&slip.left, &slip.right);
                let sentences = ((a.article, a.sentence.start), (b.article, b.sentence.start));
                if with.origins.article(a.article) == with.origins.article(b.article) {
                    changed.insert(sentences);
                } else if clashing.contains(&sentences) {
                    continue;
                }
            }
            out.entry(rule).or_default().push(slip);
        }
        told.retain(|j| !changed.contains(&of_judged(with, j)));
        out
    }
}

/// Article and first byte of the sentence, twice.
type Sentences = ((usize, usize), (usize, usize));

fn of_judged(with: &Surroundings<'_>, judged: &Judged) -> Sentences {
    let sentence = |at: (usize, usize)| {
        let dossier = &with.dossiers[at.0];
        (at.0, dossier.sentences[dossier.claims[at.1].place.sentence].start)
    };
    (sentence(judged.left), sentence(judged.right))
}
