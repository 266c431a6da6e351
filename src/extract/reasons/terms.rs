//! Why a claim is about what it is about, and held as it is.

use super::{Why, because};
use crate::extract::{Attributed, Clause};
use crate::model::{Body, Claim, Reason, Stance, Term};
use crate::text::OffsetMap;

impl Why<'_> {
    pub(super) fn claim(&self, claim: &Claim, map: &OffsetMap, said: &[Attributed]) -> Vec<Reason> {
        let span = claim.place.span;
        let inside = |i: &usize| {
            let raw = map.to_raw(self.parsed.words[*i].span);
            span.start <= raw.start && raw.end <= span.end
        };
        let words: Vec<usize> = (0..self.parsed.words.len()).filter(inside).collect();
        // The clause that most of the span stands in, for what is told of the whole clause.
        let shared = |c: &&Clause| words.iter().filter(|w| c.words.contains(w)).count();
        let clause = self.parsed.clauses.iter().rev().max_by_key(shared).filter(|c| shared(c) > 0);
        let around: Vec<usize> = clause.map_or_else(|| words.clone(), |c| c.words.clone());
        let mut out = Vec::new();
        if let Body::Figure(figure) = &claim.body
            && figure.quantity.value == 0.0
        {
            out.extend(self.none(&words));
        }
        for (role, terms) in roles(&claim.body) {
            for term in terms {
                out.extend(self.term(role, term, &words, &around));
            }
        }
        if let Body::Proposition(p) = &claim.body
            && !p.affirmed
        {
            out.extend(self.negated(&around, said));
        }
        out.extend(self.stance(claim, &around, said));
        out
    }

    /// *aucun blessé, sans faire de victime*: the word that says that there is none.
    fn none(&self, words: &[usize]) -> Option<Reason> {
        const CLASSES: &[&str] = &["negative-determiner", "negative-pronoun", "without"];
        words.iter().find_map(|&i| {
            let entry = CLASSES.iter().find_map(|class| self.class(class, i))?;
            Some(self.reason("number 0", (i, i + 1), Some(entry)))
        })
    }

    /// What made a word of the span, or else of its clause, this term.
    fn term(&self, role: &str, term: &Term, words: &[usize], around: &[usize]) -> Option<Reason> {
        let of = |i: &usize| self.parsed.terms[*i].as_ref() == Some(term);
        let everywhere = 0..self.parsed.words.len();
        let i = words.iter().chain(around).copied().find(|i| of(i)).or_else(|| everywhere.clone().find(of))?;
        if let Some(mention) = self.parsed.mention_at(i).filter(|m| m.term == *term) {
            return Some(because(format!("{role} {term}"), self.text(mention.first, mention.end), "a name"));
        }
        let reads = if term.starts_with('=') { format!("{role} concept {term}") } else { format!("{role} {term}") };
        if !term.starts_with('=') {
            return Some(because(reads, self.text(i, i + 1), "its root, since no list names it"));
        }
        let name = &term[1..];
        let (forms, list) = (format!("forms.{name}"), format!("words.{name}"));
        let file = self.file("measures");
        let lower = self.parsed.words[i].lower.as_str();
        let found = self
            .entries
            .words(&file, &[&forms], lower)
            .map(|e| (i + 1, e))
            .or_else(|| self.by_roots(&list, i))
            .or_else(|| self.word("measures", &[&list], i).map(|e| (i + 1, e)));
        Some(match found {
            Some((end, entry)) => self.reason(reads, (i, end), Some(entry)),
            None => because(reads, self.text(i, i + 1), "told before by these words"),
        })
    }

    /// *mise en examen*: words of a list that stand here by their roots.
    fn by_roots(&self, list: &str, i: usize) -> Option<(usize, &crate::model::Entry)> {
        let file = self.file("measures");
        self.entries.of(&file, list).filter(|e| e.list == list && e.entry.contains(' ')).find_map(|entry| {
            let roots: Vec<Term> = entry.entry.split(' ').map(|w| self.rules.language.root(w)).collect();
            let here = self.parsed.words.get(i..i + roots.len())?;
            here.iter().zip(&roots).all(|(w, r)| w.root == *r).then_some((i + roots.len(), entry))
        })
    }

    fn negated(&self, around: &[usize], said: &[Attributed]) -> Vec<Reason> {
        const CLASSES: &[&str] =
            &["negation", "negative-determiner", "negative-pronoun", "negation-particle", "without"];
        let mut out: Vec<Reason> = Vec::new();
        for &i in around {
            if let Some(entry) = CLASSES.iter().find_map(|class| self.class(class, i)) {
                out.push(self.reason("not so", (i, i + 1), Some(entry)));
            }
        }
        if out.is_empty() {
            let denied = said.iter().find(|a| matches!(a.cue, crate::model::Cue::Deny | crate::model::Cue::Doubt));
            out.push(match denied {
                Some(cue) => Reason { reads: "not so".into(), ..self.cue(cue) },
                None => because("not so", String::new(), "by the words around it"),
            });
        }
        out
    }

    fn stance(&self, claim: &Claim, around: &[usize], said: &[Attributed]) -> Option<Reason> {
        let by = |reads: &str| {
            let one = claim.speaker.as_ref().map(|s| &s.term);
            let cue =
                said.iter().find(|a| one.is_some() && a.speaker.as_ref().map(|s| &s.term) == one).or(said.first());
            match cue {
                Some(cue) => Reason { reads: reads.into(), ..self.cue(cue) },
                None => because(reads, String::new(), "direct speech that runs on from another sentence"),
            }
        };
        match claim.stance {
            Stance::Asserted => None,
            Stance::Reported => Some(by("stance reported")),
            Stance::Denied => Some(by("stance denied")),
            Stance::Hedged => Some(self.weakened(around.iter().copied()).unwrap_or_else(|| by("stance hedged"))),
            Stance::Planned => around.iter().copied().find_map(|i| {
                if let Some(entry) = self.class("future", i) {
                    return Some(self.reason("stance planned", (i, i + 1), Some(entry)));
                }
                let lower = &self.parsed.words[i].lower;
                let open = self.parsed.words[i].classes.is_open() && self.rules.polarity.is_future(lower);
                let file = self.file("polarity");
                let ending = self.entries.of(&file, "future_endings").find(|e| lower.ends_with(e.entry.as_str()));
                open.then(|| self.reason("stance planned", (i, i + 1), ending))
            }),
            Stance::Unclaimed => {
                let all = 0..self.parsed.words.len();
                let hypothesis = all.clone().find_map(|i| Some((i, self.class("if", i)?)));
                Some(match hypothesis {
                    Some((i, entry)) => self.reason("stance unclaimed", (i, i + 1), Some(entry)),
                    None => because("stance unclaimed", String::new(), "a question, or nothing was said"),
                })
            }
        }
    }
}

/// What a claim is compared by, with what it is to the claim.
fn roles(body: &Body) -> Vec<(&'static str, &[Term])> {
    match body {
        Body::Figure(f) => vec![("counts", f.head.as_slice()), ("said of it:", &f.relation)],
        Body::Dating(d) => vec![("happened:", &d.predicate), ("to", &d.subject)],
        Body::Proposition(p) => vec![("of", &p.subject), ("said:", &p.predicate), ("of what", &p.object)],
        Body::Role(r) => vec![("is", std::slice::from_ref(&r.head))],
        Body::Quoted(_) => Vec::new(),
    }
}
