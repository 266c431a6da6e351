//! Dossiers → stories: which articles tell of one thing, with names that meet and terms weighed.

use super::Engine;
use crate::align::{Postings, Prints, Stories, prints, profile, rename, unify};
use crate::model::{Dossier, Rarity, Story, Term};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Which articles are compared, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Meeting {
    /// Those that tell one story.
    #[default]
    Stories,
    /// Two, whatever they share.
    Two,
    /// Two versions of one article, the earlier one first.
    Versions,
}

/// Dossiers whose names meet, with their stories and the weights of their terms.
pub(super) struct Prepared {
    pub dossiers: Vec<Dossier>,
    pub prints: Vec<Prints>,
    pub stories: Stories,
    /// By story.
    rarities: Vec<Rarity>,
    /// The story of each article.
    story_of: Vec<usize>,
    /// Which articles are checked against the others; all where all are compared.
    pub new: Vec<bool>,
}

impl Prepared {
    /// How telling terms are in the story of an article.
    pub fn rarity(&self, article: usize) -> &Rarity {
        &self.rarities[self.story_of[article]]
    }
}

impl Engine {
    /// Days between publications beyond which articles tell two stories.
    pub(super) fn window(&self) -> u32 {
        self.options.window.unwrap_or(self.rules.thresholds.story.window)
    }

    /// Finds the stories, makes the names of each one's articles meet, and weighs terms.
    pub(super) fn prepare(&self, dossiers: Vec<Dossier>, meeting: Meeting) -> Prepared {
        let limits = &self.rules.thresholds.story;
        let profiles: Vec<Vec<Term>> = dossiers.par_iter().map(profile).collect();
        let prints: Vec<Prints> = dossiers.par_iter().map(prints).collect();
        let rarity = Rarity::new(profiles.iter().map(Vec::as_slice));
        let stories = match meeting {
            Meeting::Stories => {
                let bands: Vec<_> = prints.iter().map(Prints::bands).collect();
                let postings = Postings::new(&dossiers, &profiles, &bands, &rarity, limits);
                let links: BTreeSet<(usize, usize)> = (0..dossiers.len())
                    .into_par_iter()
                    .flat_map_iter(|a| postings.links(a, &rarity, limits, self.window()))
                    .collect();
                let is_whole = |members: &[usize]| members.len() <= limits.whole;
                Stories::of(&dossiers, &profiles, &rarity, links, is_whole, self.window())
            }
            Meeting::Two | Meeting::Versions => Stories::one(&dossiers, &profiles, &rarity),
        };
        self.told(dossiers, &profiles, prints, stories, &rarity)
    }

    /// The same where the stories are known; `rarity` is that of all articles.
    pub(super) fn told(
        &self,
        mut dossiers: Vec<Dossier>,
        profiles: &[Vec<Term>],
        prints: Vec<Prints>,
        stories: Stories,
        rarity: &Rarity,
    ) -> Prepared {
        let rarities = stories.rarities(profiles, rarity);
        let mut story_of = vec![0; dossiers.len()];
        for (number, story) in stories.stories.iter().enumerate() {
            story.members.iter().for_each(|&m| story_of[m] = number);
            if story.members.len() > 1 {
                self.unify_names(&mut dossiers, story);
            }
        }
        let new = vec![true; dossiers.len()];
        Prepared { dossiers, prints, stories, rarities, story_of, new }
    }

    fn unify_names(&self, dossiers: &mut [Dossier], story: &Story) {
        let maps = {
            let members: Vec<&Dossier> = story.members.iter().map(|&m| &dossiers[m]).collect();
            unify(&members, &self.rules.thresholds)
        };
        for (&m, map) in story.members.iter().zip(&maps) {
            for claim in &mut dossiers[m].claims {
                rename(claim, map);
            }
        }
    }
}
