//! Articles as a shelf files them, and the mark of how they were read.

use super::Engine;
use crate::align::{bands, profile};
use crate::model::{Card, Lang, Limits, Problem, RawArticle};
use crate::text::fingerprint;

impl Engine {
    /// Reads an article for a shelf. The problem says why it cannot be read.
    pub fn card(&self, raw: RawArticle) -> std::result::Result<Card, Problem> {
        let dossier = self.dossier(&self.read(raw)?);
        let (profile, bands) = (profile(&dossier), bands(&dossier));
        Ok(Card { dossier, profile, bands })
    }

    /// What reading depends on: the version of the program, and a fingerprint of the rules, the
    /// aliases, the language asked for and the limits. Dossiers with one stamp were read in one way.
    pub fn stamp(&self) -> String {
        let lang = self.options.lang.map_or("auto", Lang::code);
        let rules = self.rules.reading_stamp();
        // A limit that nobody moved leaves no mark: an index stays valid when one is added.
        let (limits, usual) = (self.options.limits, Limits::default());
        let moved = (limits.sentence, limits.claims) != (usual.sentence, usual.claims);
        let bounds = moved.then(|| format!("{} {}", limits.sentence, limits.claims));
        let aliases = self.options.aliases.iter().flat_map(|a| {
            let variants = a.variants.iter().map(String::as_str);
            std::iter::once(a.name.as_str()).chain(variants).chain([""])
        });
        let parts = [rules.as_str(), lang].into_iter().chain(aliases).chain(bounds.as_deref());
        format!("{} {}", env!("CARGO_PKG_VERSION"), fingerprint(parts))
    }
}
