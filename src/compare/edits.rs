//! Two versions of one article: which sentences are the same, and what was changed in them.
//!
//! Sentences are aligned in their order, words within them; a stretch of changed words is a change
//! of what was read there: a figure, a date, a name, so and not so, who says it.

mod align;

use crate::model::{Body, ChangeSort, Claim, Dossier, Edit, Stretch, Term};
use crate::rules::{Class, LanguageRules, RuleSet};
use crate::text::{Span, fold, is_capitalised};
use align::{Word, aligned, gaps, words};
use std::collections::BTreeSet;
use std::ops::Range;

/// Content words from which a correction note says what was corrected, and not only that something
/// was.
const SPECIFIC: usize = 5;

/// The correction notes of the later version that the earlier one has not.
pub fn new_notes<'a>(before: &Dossier, after: &'a Dossier) -> Vec<&'a str> {
    after.corrections.iter().filter(|note| !before.corrections.contains(note)).map(String::as_str).collect()
}

/// What was changed from `before` to `after`, in the order of the text.
pub fn edits(before: &Dossier, after: &Dossier, rules: &RuleSet) -> Vec<Edit> {
    let language = rules.language(after.lang);
    let left: Vec<Vec<Word<'_>>> = before.sentences.iter().map(|s| words(&s.text)).collect();
    let right: Vec<Vec<Word<'_>>> = after.sentences.iter().map(|s| words(&s.text)).collect();
    let notes = new_notes(before, after);
    let mut out = Vec::new();
    for (i, j) in aligned(&left, &right) {
        let whole = |d: &Dossier, n: usize| Stretch { sentence: n, span: d.sentences[n].span() };
        let is_note = |d: &Dossier, n: usize| d.corrections.iter().any(|c| c.contains(d.sentences[n].text.trim()));
        match (i, j) {
            (Some(i), Some(j)) => {
                let pair = Sentences { sides: [(before, i, &left[i]), (after, j, &right[j])], language, rules };
                out.extend(pair.edits(&notes));
            }
            (Some(i), None) => out.push(Edit {
                sort: ChangeSort::Removed,
                before: Some(whole(before, i)),
                after: None,
                clash: false,
                note: None,
            }),
            // The note itself is no change of the article.
            (None, Some(j)) if !is_note(after, j) => out.push(Edit {
                sort: ChangeSort::Added,
                before: None,
                after: Some(whole(after, j)),
                clash: false,
                note: None,
            }),
            _ => {}
        }
    }
    out
}

/// Two versions of one sentence.
struct Sentences<'a> {
    sides: [(&'a Dossier, usize, &'a [Word<'a>]); 2],
    language: &'a LanguageRules,
    rules: &'a RuleSet,
}

impl<'a> Sentences<'a> {
    fn edits(&self, notes: &[&str]) -> Vec<Edit> {
        let mut found: Vec<(ChangeSort, bool, [Range<usize>; 2])> = Vec::new();
        for gap in gaps(self.sides[0].2, self.sides[1].2) {
            let (sort, clash) = self.sort(&gap);
            // *ne … pas* is one change in two places.
            match found.iter_mut().find(|f| f.0 == sort) {
                Some(known) => {
                    known.1 |= clash;
                    for (one, more) in known.2.iter_mut().zip(gap) {
                        *one = one.start.min(more.start)..one.end.max(more.end);
                    }
                }
                None => found.push((sort, clash, gap)),
            }
        }
        let edit = |(sort, clash, gap): (ChangeSort, bool, [Range<usize>; 2])| Edit {
            sort,
            before: Some(self.stretch(0, &gap)),
            after: Some(self.stretch(1, &gap)),
            clash,
            note: notes.iter().find(|n| self.covers(n, &gap)).map(|n| (*n).to_owned()),
        };
        found.into_iter().map(edit).collect()
    }

    fn changed(&self, side: usize, gap: &[Range<usize>; 2]) -> &'a [Word<'a>] {
        &self.sides[side].2[gap[side].clone()]
    }

    /// What was changed where the two differ, and whether both cannot be right.
    fn sort(&self, gap: &[Range<usize>; 2]) -> (ChangeSort, bool) {
        let (old, new) = (self.changed(0, gap), self.changed(1, gap));
        let (x, y) = (self.figures(0, gap), self.figures(1, gap));
        if !x.is_empty() || !y.is_empty() {
            let apart = |a: &Claim, b: &Claim| match (&a.body, &b.body) {
                (Body::Figure(f), Body::Figure(g)) => {
                    f.quantity.unit.dimension == g.quantity.unit.dimension
                        && !f.quantity.base().meets(&g.quantity.base())
                }
                _ => false,
            };
            let same = |a: &Claim, b: &Claim| match (&a.body, &b.body) {
                (Body::Figure(f), Body::Figure(g)) => f.quantity.base() == g.quantity.base(),
                _ => false,
            };
            // Twelve and 12 are one number.
            if x.len() != y.len() || !x.iter().zip(&y).all(|(a, b)| same(a, b)) {
                return (ChangeSort::Figure, x.iter().zip(&y).any(|(a, b)| apart(a, b)));
            }
        }
        let both = !old.is_empty() && !new.is_empty();
        let is_date = |w: &Word<'_>| self.language.dates.name(&w.lower).is_some();
        if old.iter().chain(new).any(is_date) || self.days(0) != self.days(1) && has_digits(old, new) {
            return (ChangeSort::Date, both);
        }
        if has_digits(old, new) && x.is_empty() && y.is_empty() {
            return (ChangeSort::Figure, both && old.iter().any(|w| w.digits()) && new.iter().any(|w| w.digits()));
        }
        let count = |words: &[Word<'_>], classes: &[Class]| {
            words.iter().filter(|w| self.language.language.classes(&w.lower).any(classes)).count()
        };
        let negated = |words: &[Word<'_>]| {
            count(words, &[Class::Negation, Class::NegativeDeterminer, Class::NegativePronoun, Class::NegationParticle])
        };
        if (negated(old) > 0) != (negated(new) > 0) || self.opposite(old, new) {
            return (ChangeSort::Polarity, true);
        }
        if self.speakers(0) != self.speakers(1) && (self.speaks(0, old) || self.speaks(1, new)) {
            return (ChangeSort::Attribution, true);
        }
        let hedged = |words: &[Word<'_>]| {
            count(words, &[Class::Conditional, Class::Hedge]) > 0
                || words.iter().any(|w| self.language.language.is_conditional(&w.lower))
        };
        if hedged(old) != hedged(new) {
            return (ChangeSort::Certainty, false);
        }
        let names = |side: usize| -> BTreeSet<String> {
            let opens = |n: usize| n + gap[side].start == 0;
            let words = self.changed(side, gap).iter().enumerate();
            words.filter(|&(n, w)| !opens(n) && is_capitalised(w.text)).map(|(_, w)| fold(w.text).to_string()).collect()
        };
        let (x, y) = (names(0), names(1));
        if x != y {
            // A first name that is added is no other name.
            return (ChangeSort::Name, !x.is_subset(&y) && !y.is_subset(&x));
        }
        (ChangeSort::Wording, false)
    }

    fn claims(&self, side: usize) -> impl Iterator<Item = &'a Claim> {
        let (dossier, sentence, _) = self.sides[side];
        dossier.claims.iter().filter(move |c| c.place.sentence == sentence)
    }

    /// The figures that stand in a gap, each once.
    fn figures(&self, side: usize, gap: &[Range<usize>; 2]) -> Vec<&'a Claim> {
        let (dossier, sentence, _) = self.sides[side];
        let start = dossier.sentences[sentence].start;
        let changed = self.changed(side, gap);
        let touches = |c: &&Claim| {
            let span = c.place.span;
            changed.iter().any(|w| start + w.at < span.end && span.start < start + w.at + w.text.len())
        };
        let mut out: Vec<&Claim> = Vec::new();
        for claim in self.claims(side).filter(|c| matches!(c.body, Body::Figure(_))).filter(touches) {
            if !out.iter().any(|c| c.place == claim.place) {
                out.push(claim);
            }
        }
        out
    }

    fn days(&self, side: usize) -> BTreeSet<String> {
        let of = |c: &Claim| match &c.body {
            Body::Dating(d) => Some(d.days.to_string()),
            _ => c.scope.when.map(|days| days.to_string()),
        };
        self.claims(side).filter_map(of).collect()
    }

    fn speakers(&self, side: usize) -> BTreeSet<&'a Term> {
        self.claims(side).filter_map(|c| c.speaker.as_ref()).map(|s| &s.term).collect()
    }

    /// True where one of the words belongs to the name of a speaker.
    fn speaks(&self, side: usize, words: &[Word<'_>]) -> bool {
        self.claims(side).filter_map(|c| c.speaker.as_ref()).any(|s| {
            let name = s.name.to_lowercase();
            words.iter().any(|w| !self.closed(w) && name.contains(&w.lower))
        })
    }

    fn closed(&self, word: &Word<'_>) -> bool {
        !self.language.language.classes(&word.lower).is_open()
    }

    /// *acquitté* against *condamné*.
    fn opposite(&self, old: &[Word<'_>], new: &[Word<'_>]) -> bool {
        let terms = |words: &[Word<'_>]| words.iter().map(|w| self.language.term(&w.lower)).collect::<Vec<Term>>();
        let (x, y) = (terms(old), terms(new));
        x.iter().any(|a| y.iter().any(|b| self.rules.concepts().opposite(a, b).is_some()))
    }

    /// True when the note is of this change: it names the old or the new words or speaks of what the
    /// sentence speaks of, or it does not say what was corrected.
    fn covers(&self, note: &str, gap: &[Range<usize>; 2]) -> bool {
        let open = |list: &[Word<'_>]| -> BTreeSet<String> {
            list.iter().filter(|w| !self.closed(w) || w.digits()).map(|w| fold(w.text).to_string()).collect()
        };
        let note = open(&words(note));
        let changed: BTreeSet<String> = (0..2).flat_map(|side| open(self.changed(side, gap))).collect();
        let sentence: BTreeSet<String> = (0..2).flat_map(|side| open(self.sides[side].2)).collect();
        note.len() < SPECIFIC || !note.is_disjoint(&changed) || note.intersection(&sentence).count() >= 2
    }

    /// The words of a gap; where one side has none there, with the words before and behind on both.
    fn stretch(&self, side: usize, gap: &[Range<usize>; 2]) -> Stretch {
        let (dossier, sentence, words) = self.sides[side];
        let wider = usize::from(gap.iter().any(Range::is_empty));
        let from = gap[side].start.saturating_sub(wider);
        let to = (gap[side].end + wider).min(words.len()).max(from + 1) - 1;
        let start = dossier.sentences[sentence].start;
        let end = words[to].at + words[to].text.len();
        Stretch { sentence, span: Span::new(start + words[from].at, start + end) }
    }
}

fn has_digits(old: &[Word<'_>], new: &[Word<'_>]) -> bool {
    old.iter().chain(new).any(Word::digits)
}
