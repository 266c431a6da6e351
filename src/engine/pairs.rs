//! Two texts that are known to be of one matter: the same stages, and no question of stories.

use super::Engine;
use super::settle::settle;
use crate::align::{Candidate, candidates, profile, rename, unify};
use crate::compare::{Interest, Pair};
use crate::extract::{dossier, passage};
use crate::model::{Dossier, Judged, Lang, Passage, Rarity, ReportLang};
use crate::pairs::{Answer, Told, Vector, answer, vector};

impl Engine {
    /// For each pair of texts of one matter, whether they contradict each other.
    pub fn pairs(&self, pairs: Vec<(Lang, &str, &str)>) -> Vec<Answer> {
        self.each(&pairs, |(lang, left, right)| self.pair(*lang, left, right))
    }

    /// Whether two texts of one matter contradict each other.
    pub fn pair(&self, lang: Lang, left: &str, right: &str) -> Answer {
        if left.trim().is_empty() || right.trim().is_empty() || left.split_whitespace().eq(right.split_whitespace()) {
            return Answer::none();
        }
        answer(&self.evidence(lang, left, right), &self.rules.pairs)
    }

    /// What is known of two texts of one matter.
    pub fn evidence(&self, lang: Lang, left: &str, right: &str) -> Vector {
        let read = |id: &str, text: &str| -> (Dossier, Passage) {
            let article = self.line(id, lang, text);
            self.reading(&article, |reading, with| (dossier(&article, reading, with), passage(reading, lang)))
        };
        let ((left, left_words), (right, right_words)) = (read("left", left), read("right", right));
        let told = self.clashes(vec![left, right]);
        vector(&left_words, &right_words, &told, &self.rules)
    }

    /// The clashes of the claims of two dossiers.
    fn clashes(&self, mut dossiers: Vec<Dossier>) -> Vec<Told> {
        let maps = unify(&dossiers.iter().collect::<Vec<_>>(), &self.rules.thresholds);
        for (dossier, map) in dossiers.iter_mut().zip(&maps) {
            dossier.claims.iter_mut().for_each(|claim| rename(claim, map));
        }
        let profiles: Vec<_> = dossiers.iter().map(profile).collect();
        let rarity = Rarity::new(profiles.iter().map(Vec::as_slice));
        let interest = |at: (usize, usize)| Interest::of(&dossiers[at.0].claims[at.1], &self.rules);
        let asked = |p: &Candidate| interest(p.left).shared(interest(p.right));
        let judged = candidates(&dossiers, [(0, 1)], |p| asked(p) != 0).into_iter().filter_map(|p| {
            let pair = Pair {
                left: &dossiers[0],
                right: &dossiers[1],
                a: &dossiers[0].claims[p.left.1],
                b: &dossiers[1].claims[p.right.1],
                rarity: &rarity,
                rules: &self.rules,
                worded: false,
            };
            let (rule, because) = self.judge(&pair, asked(&p))?;
            Some(Judged { left: p.left, right: p.right, rule, because })
        });
        let judged = settle(judged.collect(), &dossiers, &self.rules);
        let told = judged.iter().filter_map(|j| {
            let rule = &self.rules.conflicts[j.rule?];
            let because = j.because.iter().map(|e| self.rules.wordings.say(&e.says, ReportLang::En)).collect();
            Some(Told {
                kind: rule.kind,
                confidence: self.rules.weights.confidence(rule.comparator, &j.because),
                because,
            })
        });
        told.collect()
    }
}
