//! Words between quotation marks whose speaker the sentence shows.

use super::parsed::sorted;
use super::propositions::Context;
use crate::model::{Article, Body, Claim, Factuality, Holder, Place, Quoted, Scope, Stance};
use crate::text::{Span, fold};
use unicode_segmentation::UnicodeSegmentation;

/// A shorter quotation is a manner of speaking.
const FEWEST: usize = 3;

impl Context<'_, '_> {
    /// The quotations that begin in the sentence and have a named speaker, each once.
    pub fn quotes(&self, article: &Article) -> Vec<Claim> {
        let sentence = self.parsed.sentence.span;
        let mut out = Vec::new();
        for &quotation in &article.quotations {
            if quotation.start < sentence.start || quotation.start >= sentence.end {
                continue;
            }
            let words: Vec<String> =
                quotation.of(&article.clean).unicode_words().map(|w| fold(w).to_string()).collect();
            if words.len() < FEWEST {
                continue;
            }
            let holds = |w: &usize| quotation.contains(self.parsed.words[*w].span);
            let own = self.attributed.iter().find(|a| a.said.iter().any(holds)).and_then(|a| a.speaker.clone());
            let Some(speaker) = own.or_else(|| self.quoted.map(|(s, _)| s.clone())) else { continue };
            if !speaker.term.starts_with('@') || speaker.anonymous {
                continue;
            }
            let inside = Span::new(quotation.start, quotation.end.min(sentence.end));
            let about: Vec<_> = (0..self.parsed.words.len()).filter(holds).collect();
            out.push(Claim {
                place: Place { sentence: self.number, span: self.map.to_raw(inside) },
                about: sorted(self.parsed.terms_of(about)),
                context: self.parsed.context(),
                speaker: Some(speaker),
                stance: Stance::Reported,
                factuality: Factuality { by: Holder::Source, ..Factuality::default() },
                scope: Scope::default(),
                body: Body::Quoted(Quoted { words }),
            });
        }
        out
    }
}
