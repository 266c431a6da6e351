//! How sure a claim is told to be, whether as so or not so, and by whom.
//!
//! A claim's own words (*peut-être, aurait, may*), the words that introduce it (*il est probable
//! que*) and the verb of the source that says it (*croit que, craint que*) each lower what is held;
//! the lowest counts. In the sense of FactBank (Saurí and Pustejovsky, 2009).

use super::attribution::{Attributed, Content};
use super::clauses::{Clause, Opening};
use super::propositions::Context;
use crate::model::{Cue, Degree, Factuality, Holder, Stance};
use crate::rules::{Class, Commitment};

/// What is known of a claim before its degree is read.
pub struct Told {
    /// Number of its clause.
    pub clause: usize,
    /// Its words begin here, where they are only the rest of the clause: *nie **avoir fait P***.
    pub from: usize,
    /// So or not so, as its clause and its source have it.
    pub affirmed: bool,
    /// How it is held.
    pub stance: Stance,
    /// A source says it.
    pub sourced: bool,
}

impl Context<'_, '_> {
    /// How far the claim is committed to. `by` is the attribution that it is the content of.
    pub fn factuality(&self, told: &Told, by: Option<&Attributed>) -> Factuality {
        let clause = &self.parsed.clauses[told.clause];
        let sourced = told.sourced || by.is_some_and(|a| a.cue != Cue::Doubt || a.source.is_some());
        let mut out = Factuality {
            degree: Degree::Certain,
            so: told.affirmed,
            by: if sourced { Holder::Source } else { Holder::Narrator },
        };
        let hypothesis = self.own_words(clause, told, by, &mut out);
        let introduced = self.introduction(told.clause, by, &mut out);
        if let Some(by) = by {
            self.source_commitment(by, told, introduced, &mut out);
        }
        if clause.unclaimed || hypothesis || told.stance == Stance::Unclaimed && by.is_none() {
            out.degree = Degree::Unknown;
        }
        out
    }

    /// The same for a figure or a dating of clause `n`. `none`: it says by itself that there is none.
    pub fn factuality_of(&self, n: usize, stance: Stance, sourced: bool, none: bool) -> Factuality {
        let own = self.attributed.iter().find(|a| a.clause == n && matches!(a.content, Content::Rest(_)));
        let by = self.governor(n).or(own);
        let negated = self.parsed.clauses[n].negated && !none;
        let told = Told { clause: n, from: 0, affirmed: negated == (stance == Stance::Denied), stance, sourced };
        self.factuality(&told, by)
    }

    /// What the claim's own words say; true where they make it a hypothesis.
    fn own_words(&self, clause: &Clause, told: &Told, by: Option<&Attributed>, out: &mut Factuality) -> bool {
        let words = &self.parsed.words;
        let conditional = clause
            .verb
            .iter()
            .copied()
            .filter(|&v| v >= told.from)
            .find(|&v| words[v].is(Class::Conditional) || words[v].classes.is_open() && words[v].conditional);
        let mut hypothesis = false;
        let mut modal = false;
        let own = clause.subject.iter().chain(clause.words.iter().filter(|w| **w >= told.from));
        for &w in own {
            match self.commitment_at(w) {
                Some(Commitment::Held(degree)) => {
                    modal |= conditional.is_some_and(|c| c == w);
                    out.degree = out.degree.min(degree);
                }
                Some(Commitment::HeldNot(degree)) => {
                    out.degree = out.degree.min(degree);
                    out.so = !out.so;
                }
                Some(Commitment::Hypothesis) => hypothesis = conditional.is_some(),
                None => {}
            }
        }
        if let Some(conditional) = conditional.filter(|_| !modal) {
            // *a dit que le camion roulerait*: a future seen from the past, not a doubt.
            let compound = words[conditional].classes.any(&[Class::Have, Class::Be]);
            let future = !compound && by.is_some_and(|a| a.stance != Stance::Hedged && !a.prepositional);
            if !future {
                out.degree = out.degree.min(Degree::Possible);
            }
        }
        if self.is_undone(clause, told.from) {
            out.so = !out.so;
        }
        hypothesis
    }

    /// *a refusé de signer, failed to answer*: what the second verb tells did not happen.
    fn is_undone(&self, clause: &Clause, from: usize) -> bool {
        let words = &self.parsed.words;
        clause.words.iter().any(|&w| {
            w >= from
                && self.rules.polarity.negative_verbs.contains(words[w].lower.as_str())
                && words.get(w + 1).is_some_and(|mark| mark.is(Class::InfinitiveMark))
                && words.get(w + 2).is_some_and(|verb| {
                    self.rules.language.head_last
                        || verb.infinitive
                        || verb.classes.any(&[Class::Pronoun, Class::Be, Class::Have])
                })
        })
    }

    /// *il est probable que P, puede que P*: what the words before a content say of it, unless a
    /// source speaks in them.
    fn introduction(&self, clause: usize, by: Option<&Attributed>, out: &mut Factuality) -> bool {
        let Some(before) = clause.checked_sub(1) else { return false };
        let (this, clauses) = (&self.parsed.clauses[clause], &self.parsed.clauses);
        // *Perhaps, P*
        let leads = self.parsed.clauses[before].verb.is_empty() && this.opening == Opening::Comma;
        let speaks = by.is_some_and(|a| a.clause == before && a.source.is_some());
        if speaks || this.opening != Opening::That && !leads && !self.rules.language.head_last {
            return false;
        }
        let Some((&first, &end)) = clauses[before].words.first().zip(this.words.first()) else { return false };
        if end < first || this.opening != Opening::That && !leads {
            return false;
        }
        let mut any = false;
        for w in first..end {
            let (degree, so) = match self.commitment_at(w) {
                Some(Commitment::Held(degree)) => (degree, true),
                Some(Commitment::HeldNot(degree)) => (degree, false),
                _ => continue,
            };
            // *peu probable* begins with *peu*: the first phrase decides, its parts are not read again.
            if !any {
                out.degree = out.degree.min(degree);
                // What refutes P may have turned it already.
                out.so = if by.is_some_and(|a| a.cue == Cue::Doubt) { so } else { out.so == so };
            }
            any = true;
        }
        any
    }

    /// What the word or phrase at `w` says of how sure a claim is.
    pub fn commitment_at(&self, w: usize) -> Option<Commitment> {
        let words = &self.parsed.words;
        if !words[w].opens_degree {
            return None;
        }
        self.rules.polarity.commitment(|k| words.get(w + k).map(|word| word.lower.as_str())).map(|c| c.1)
    }

    /// What the verb of the source makes of its content.
    fn source_commitment(&self, by: &Attributed, told: &Told, introduced: bool, out: &mut Factuality) {
        let cue = &self.parsed.words[by.cue_word];
        out.degree = out.degree.min(self.rules.attribution.degree(&cue.root));
        match by.cue {
            Cue::Doubt if introduced => {}
            Cue::Doubt
                if cue.cue == Some(Cue::Doubt) || self.rules.attribution.degree(&cue.root) == Degree::Probable =>
            {
                // *doute que P*: it is probably not so.
                out.degree = out.degree.min(Degree::Probable);
                out.so = !out.so;
            }
            Cue::Doubt => out.degree = Degree::Unknown,
            Cue::Decline if self.rules.polarity.negative_verbs.contains(cue.lower.as_str()) && told.from > 0 => {
                // That somebody refuses is told by the narrator.
                (out.so, out.by) = (!out.so, Holder::Narrator);
            }
            Cue::Decline => out.degree = Degree::Unknown,
            _ => {}
        }
    }
}
