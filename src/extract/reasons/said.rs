//! Why somebody says something.

use super::{Why, because};
use crate::extract::Attributed;
use crate::model::{Cue, Entry, Reason, Stance};

impl Why<'_> {
    pub(super) fn attribution(&self, a: &Attributed) -> Vec<Reason> {
        let mut out = vec![self.cue(a)];
        out.push(match (&a.speaker, &a.source) {
            (Some(speaker), _) if speaker.anonymous => {
                let word = (0..self.parsed.words.len()).find_map(|i| {
                    let entry = self.word("attribution", &["anonymous"], i)?;
                    Some((i, entry)).filter(|_| self.rules.attribution.is_anonymous(&self.parsed.words[i].root))
                });
                match word {
                    Some((i, entry)) => self.reason("source, anonymous", (i, i + 1), Some(entry)),
                    None => because("source, anonymous", speaker.name.clone(), ""),
                }
            }
            (Some(speaker), Some(source)) if speaker.term.starts_with('@') => {
                let here = self.parsed.mentions.iter().any(|m| m.term == speaker.term);
                let why = if here {
                    "a name of this sentence"
                } else {
                    "a name of a sentence before, to which a pronoun points"
                };
                because("source", source.clone(), why)
            }
            (_, Some(source)) => because("source", source.clone(), "the noun phrase that does the saying"),
            (_, None) => because("source unknown", String::new(), "nobody is named"),
        });
        out.extend(self.held(a));
        out
    }

    pub(super) fn cue(&self, a: &Attributed) -> Reason {
        let i = a.cue_word;
        let name = cue_word(a.cue);
        let reads = if a.negated { format!("cue {name}, negated") } else { format!("cue {name}") };
        match self.cue_entry(i, name) {
            Some((at, entry)) => self.reason(reads, at, Some(entry)),
            None => because(reads, self.text(i, i + 1), "direct speech beside it"),
        }
    }

    /// The entry that makes the word at `i` a cue, in the order in which the reading asks.
    fn cue_entry(&self, i: usize, name: &str) -> Option<((usize, usize), &Entry)> {
        let n = self.parsed.words.len();
        let one = (i, i + 1);
        let lower = self.parsed.words[i].lower.as_str();
        if let Some((end, entry)) = self.phrase("attribution", &["according"], i, n) {
            return Some(((i, end), entry));
        }
        // "clame son innocence": a cue of several words, one of which is this.
        let phrase = (i.saturating_sub(3)..=i).find_map(|from| {
            let (end, entry) = self.phrase("attribution", &["cues."], from, n)?;
            (end > i && end - from > 1).then_some(((from, end), entry))
        });
        let file = self.file("attribution");
        let (exact, cues, nouns) = (format!("exact.{name}"), format!("cues.{name}"), format!("nouns.{name}"));
        phrase
            .or_else(|| self.entries.words(&file, &[&exact], lower).map(|e| (one, e)))
            .or_else(|| self.word("attribution", &[&cues], i).map(|e| (one, e)))
            .or_else(|| self.inflected(lower, &cues).map(|e| (one, e)))
            .or_else(|| self.word("attribution", &[&nouns], i).map(|e| (one, e)))
            .or_else(|| self.entries.words(&file, &["viewpoint"], lower).map(|e| (one, e)))
            .or_else(|| {
                self.word("attribution", &["cues.", "exact.", "nouns.", "speech", "refuting"], i).map(|e| (one, e))
            })
    }

    /// *annonçait*: a form of a listed verb that has another root.
    fn inflected(&self, lower: &str, cues: &str) -> Option<&Entry> {
        let file = self.file("attribution");
        self.entries.of(&file, "inflection.").find_map(|form| {
            let stem = lower.strip_suffix(form.entry.as_str())?;
            let ending = form.list.strip_prefix("inflection.")?;
            self.entries.words(&file, &[cues], &format!("{stem}{ending}"))
        })
    }

    fn held(&self, a: &Attributed) -> Option<Reason> {
        if a.stance != Stance::Hedged {
            return None;
        }
        let words = a.said.iter().copied().chain([a.cue_word]).chain(a.cue_word.saturating_sub(4)..a.cue_word);
        self.weakened(words)
    }

    /// The first of these words that weakens what is said.
    pub(super) fn weakened(&self, words: impl Iterator<Item = usize> + Clone) -> Option<Reason> {
        words.clone().find_map(|i| {
            let entry = self.class("conditional", i).or_else(|| self.class("hedge", i));
            if let Some(entry) = entry {
                return Some(self.reason("stance hedged", (i, i + 1), Some(entry)));
            }
            let word = &self.parsed.words[i];
            if !word.classes.is_open() || !self.rules.language.is_conditional(&word.lower) {
                return None;
            }
            let file = self.file("language");
            let ending = self.entries.of(&file, "conditional_endings").find(|e| word.lower.ends_with(e.entry.as_str()));
            Some(self.reason("stance hedged", (i, i + 1), ending))
        })
    }
}

pub(super) fn cue_word(cue: Cue) -> &'static str {
    match cue {
        Cue::Assert => "assert",
        Cue::Accuse => "accuse",
        Cue::Deny => "deny",
        Cue::Confirm => "confirm",
        Cue::Doubt => "doubt",
        Cue::Decline => "decline",
    }
}
