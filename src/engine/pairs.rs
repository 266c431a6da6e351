//! Two texts that are known to be of one matter: the same stages, and no question of stories.

use super::Engine;
use super::settle::settle;
use crate::align::profile;
use crate::extract::{dossier, passage};
use crate::model::{Dossier, Lang, Passage, Rarity, ReportLang};
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
        self.unify_names(&mut dossiers);
        let profiles: Vec<_> = dossiers.iter().map(profile).collect();
        let rarity = Rarity::new(profiles.iter().map(Vec::as_slice));
        let (judged, _) = self.judge_all(&dossiers, [(0, 1)], &rarity, |_| true);
        let judged = settle(judged, &dossiers, &self.rules);
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
