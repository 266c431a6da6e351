//! Why two places of two articles make no finding, or make one: the gate that turned each pair away.

use super::Engine;
use crate::align::{linked, near, profile, total};
use crate::compare::{COMPARATORS, Pair, said};
use crate::error::{Error, Result};
use crate::model::{Claim, Dossier, Rarity, RawArticle, Term};

impl Engine {
    /// Every pair of claims on two lines, with what each comparator says of it: the gate that
    /// turned it away, or that it is reported. Errors say that an article cannot be read, or that
    /// a line holds no claim.
    pub fn why_not(&self, left: (RawArticle, usize), right: (RawArticle, usize)) -> Result<Vec<String>> {
        let lines = [left.1, right.1];
        let mut dossiers = Vec::new();
        for (raw, _) in [left, right] {
            let path = raw.path.clone();
            let article = self.read(raw).map_err(|p| Error::File { path: path.into(), message: p.message })?;
            dossiers.push(self.dossier(&article));
        }
        let profiles: Vec<Vec<Term>> = dossiers.iter().map(profile).collect();
        let all = Rarity::new(profiles.iter().map(Vec::as_slice));
        let mut out = Vec::new();
        let rarity = &if self.tell_one(&dossiers, &profiles, &all) {
            self.unify_names(&mut dossiers);
            all.within(profiles.iter().map(Vec::as_slice))
        } else {
            out.push("other-story: the two articles share too little to tell one story".to_owned());
            all.within([profiles[0].as_slice()])
        };
        let on_line = |n: usize| -> Result<Vec<&Claim>> {
            let found: Vec<&Claim> =
                dossiers[n].claims.iter().filter(|c| line_of(&dossiers[n], c) == lines[n]).collect();
            if found.is_empty() {
                let message = format!("no claim was read on line {}", lines[n]);
                return Err(Error::File { path: dossiers[n].path.clone().into(), message });
            }
            Ok(found)
        };
        let (lefts, rights) = (on_line(0)?, on_line(1)?);
        for a in &lefts {
            for b in &rights {
                let pair =
                    Pair { left: &dossiers[0], right: &dossiers[1], a, b, rarity, rules: &self.rules, worded: true };
                let said: Vec<String> =
                    COMPARATORS.iter().filter_map(|c| said(&self.rules, c.comparator, &(c.compare)(&pair))).collect();
                if !said.is_empty() {
                    out.push(format!("{} × {}", words(&dossiers[0], a), words(&dossiers[1], b)));
                    out.extend(said.into_iter().map(|s| format!("  {s}")));
                }
            }
        }
        Ok(out)
    }
}

impl Engine {
    /// True where two articles with these terms tell one story.
    fn tell_one(&self, dossiers: &[Dossier], profiles: &[Vec<Term>], rarity: &Rarity) -> bool {
        let limits = &self.rules.thresholds.story;
        let smaller = total(&profiles[0], rarity).min(total(&profiles[1], rarity));
        near(dossiers[0].meta.published, dossiers[1].meta.published, self.window())
            && linked(&profiles[0], &profiles[1], smaller, rarity, limits).is_some()
    }
}

fn line_of(dossier: &Dossier, claim: &Claim) -> usize {
    dossier.sentences[claim.place.sentence].line
}

fn words<'a>(dossier: &'a Dossier, claim: &Claim) -> &'a str {
    let sentence = &dossier.sentences[claim.place.sentence];
    sentence.text.get(claim.place.span.start - sentence.start..claim.place.span.end - sentence.start).unwrap_or("")
}
