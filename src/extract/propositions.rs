//! Clauses and attributions → propositions: what is said to be so, or not to be so, and by whom.
//!
//! *accuse X d'avoir fait P*, *X nie avoir fait P*, *X a rejeté ces accusations*, *« nous n'avons
//! jamais fait P », a dit X* and *P, a reconnu X* come out as propositions about X and P that
//! differ in polarity and stance alone.

use super::attribution::{Attributed, Content, Discourse};
use super::clauses::{Clause, Opening};
use super::dates::DateReading;
use super::factuality::Told;
use super::parsed::{Parsed, sorted};
use crate::model::{
    Body, Claim, Cue, Day, Degree, Factuality, Holder, Place, Proposition, Scope, Speaker, Stance, Term,
};
use crate::rules::{Class, LanguageRules};
use crate::text::{OffsetMap, TokenKind};
use std::cell::OnceCell;

/// All that one sentence's propositions are read from.
pub struct Context<'a, 'w> {
    /// The sentence.
    pub parsed: &'a Parsed<'w>,
    /// Its number in the article.
    pub number: usize,
    /// Its attributions.
    pub attributed: &'a [Attributed],
    /// Speaker of the quotation that the sentence stands in, with the names of the house.
    pub quoted: Option<&'a (Speaker, Vec<Term>)>,
    /// What pronouns may point to, as it was before the sentence.
    pub discourse: &'a Discourse,
    /// Claims of the sentences before, for pointers.
    pub earlier: &'a [Claim],
    /// When the article was published.
    pub published: Option<Day>,
    /// A time this many days before publication is history, not news.
    pub history_days: i64,
    /// Rules of the language.
    pub rules: &'a LanguageRules,
    /// To the file.
    pub map: &'a OffsetMap,
    /// What its claims have in common.
    pub shared: Shared,
}

/// What the claims of one sentence have in common, worked out when the first of them asks.
#[derive(Debug, Default)]
pub struct Shared {
    /// Places and items.
    pub scope: OnceCell<Scope>,
    /// Its terms, and what its pronouns point to.
    pub context: OnceCell<Vec<Term>>,
}

/// How far back *ces accusations* may point, in sentences.
const POINTER_REACH: usize = 12;

impl Context<'_, '_> {
    /// The propositions of the sentence, in order.
    pub fn propositions(&self) -> Vec<Claim> {
        let context = self.parsed.context();
        let mut out = Vec::new();
        for (n, clause) in self.parsed.clauses.iter().enumerate() {
            let own = self.attributed.iter().find(|a| a.clause == n);
            let outer = self.governor(n);
            match own {
                Some(own) => match &own.content {
                    // *reported an engine failure*: what is said is a thing, not a deed of the source.
                    Content::Rest(_) if own.cue == Cue::Assert && self.has_object(clause, own.cue_word) => {
                        out.extend(self.plain(clause, outer, &context));
                    }
                    Content::Rest(from) => out.extend(self.reported_act(clause, own, *from, &context)),
                    Content::Pointer => out.extend(self.pointer(clause, own, &context)),
                    // « selon X, P » and « P, dit X » hold their content in the clause itself.
                    _ if own.prepositional => out.extend(self.plain(clause, outer, &context)),
                    _ if own.cue == Cue::Assert && self.has_object(clause, own.cue_word) => {
                        out.extend(self.plain(clause, outer, &context));
                    }
                    _ => {}
                },
                None => out.extend(self.plain(clause, outer, &context)),
            }
        }
        out
    }

    fn has_object(&self, clause: &Clause, cue: usize) -> bool {
        let words = &self.parsed.words;
        let next = clause.words.iter().copied().find(|&w| w > cue);
        next.is_some_and(|w| {
            words[w].is(Class::Determiner) || self.parsed.terms[w].is_some() && self.parsed.mention_at(w).is_none()
        }) && !clause.subject.is_empty()
    }

    /// The attribution whose content clause `n` is; the nearest one.
    pub fn governor(&self, n: usize) -> Option<&Attributed> {
        self.attributed
            .iter()
            .filter(|a| match &a.content {
                Content::Clauses(clauses) => clauses.contains(&n),
                // *se dit étranger au fichier, dont P*: what follows in his words is his, too.
                Content::Rest(_) => a.clause < n && matches!(a.cue, Cue::Assert | Cue::Confirm) && self.says(a, n),
                _ => false,
            })
            .min_by_key(|a| (a.clause.abs_diff(n), a.clause))
    }

    /// The clause's verb stands among the words of the attribution's content.
    fn says(&self, a: &Attributed, n: usize) -> bool {
        self.parsed.clauses[n].verb.first().is_some_and(|v| a.said.binary_search(v).is_ok())
    }

    /// Who says clause `n`, with the names of the house.
    pub fn speaker_of(&self, n: usize) -> Option<(Speaker, &[Term])> {
        if let Some(outer) = self.governor(n)
            && let Some(speaker) = &outer.speaker
        {
            return Some((speaker.clone(), &outer.houses));
        }
        self.quoted.map(|(speaker, houses)| (speaker.clone(), houses.as_slice()))
    }

    fn plain(&self, clause: &Clause, outer: Option<&Attributed>, context: &[Term]) -> Option<Claim> {
        let n = self.parsed.clauses.iter().position(|c| std::ptr::eq(c, clause))?;
        let speaker = self.speaker_of(n);
        let mut subject = self.subject(clause, speaker.as_ref());
        let (mut predicate, mut object) = self.predicate_and_object(clause);
        // *no retiró el lote hasta el 14 de mayo*: it was done, and the dating tells when.
        let until = |d: &DateReading| d.days.from.is_none() && d.days.to.is_some() && clause.words.contains(&d.first);
        if clause.negated && self.parsed.dates.iter().any(until) {
            return None;
        }
        // *it was not a wolf* is said of no more than a pronoun.
        let identifies = clause.negated && speaker.is_some() && predicate.len() == 1;
        if predicate.len() + object.len() + subject.len() < 2 && !identifies {
            return None;
        }
        let agent = self.by_agent(clause);
        let mut cue = outer.map_or(Cue::Assert, |a| a.cue);
        // *aucun élément ne permet d'affirmer que P*, but not *X doute que P*
        let refuted = |a: &Attributed| {
            let word = &self.parsed.words[a.cue_word];
            a.cue == Cue::Doubt && word.cue != Some(Cue::Doubt)
        };
        // *les images n'attestent en aucun cas que P*
        let unproven = |a: &Attributed| {
            (a.negated || a.cue == Cue::Decline)
                && self.rules.attribution.is_proving(&self.parsed.words[a.cue_word].root)
        };
        let by_source = outer.is_some_and(|a| a.cue == Cue::Deny && !a.negated || refuted(a) || unproven(a));
        let refuted_before = !by_source && self.refuted_before(n);
        let denied = by_source || refuted_before;
        // What the words before say of it, factuality reads for itself.
        let held = !clause.negated ^ by_source;
        let mut affirmed = held ^ refuted_before;
        let mut stance = if clause.unclaimed || cue == Cue::Decline && !denied {
            Stance::Unclaimed
        } else if clause.planned && !denied {
            Stance::Planned
        } else if clause.hedged || cue == Cue::Doubt && !denied {
            Stance::Hedged
        } else if denied {
            Stance::Denied
        } else if speaker.is_some() {
            Stance::Reported
        } else {
            Stance::Asserted
        };
        subject = dedup(subject);
        let nominal = !clause.verb.is_empty() && self.parsed.terms_of(clause.verb.iter().copied()).is_empty();
        let told = Told { clause: n, from: 0, affirmed: held, stance, sourced: speaker.is_some() };
        let factuality = self.factuality(&told, outer);
        // *doute que P, il est peu probable que P*: held to be rather not so.
        if affirmed && !factuality.so && factuality.degree >= Degree::Probable {
            affirmed = false;
            let doubted = factuality.degree < Degree::Certain;
            if !doubted {
                // *failed to reach orbit*: it did not reach it.
                let negative = |t: &Term| {
                    clause.verb.iter().any(|&v| {
                        self.parsed.terms[v].as_ref() == Some(t)
                            && self.rules.polarity.negative_verbs.contains(self.parsed.words[v].lower.as_str())
                    })
                };
                if predicate.iter().all(negative) && !object.is_empty() {
                    predicate = vec![object.remove(0)];
                }
            } else if cue == Cue::Assert {
                cue = Cue::Doubt;
            }
            if doubted && speaker.is_none() {
                stance = Stance::Hedged;
            }
        }
        let (done, reach) = (self.is_done(clause), self.reach(clause));
        let proposition =
            Proposition { subject, predicate, object, nominal, affirmed, cue, agent, anaphoric: false, done, reach };
        Some(self.claim(&clause.words, proposition, speaker.map(|s| s.0), (stance, factuality), context))
    }

    /// *There is no evidence that P*: the words before the content refute it.
    fn refuted_before(&self, n: usize) -> bool {
        let (clause, words) = (&self.parsed.clauses[n], &self.parsed.words);
        let Some(before) = n.checked_sub(1).map(|b| &self.parsed.clauses[b]) else { return false };
        if clause.opening != Opening::That {
            return false;
        }
        // *Nothing suggests that P*: the verb of saying is part of the phrase.
        let cues: Vec<usize> = self.attributed.iter().filter(|a| a.clause + 1 == n).map(|a| a.cue_word).collect();
        let (Some(&first), Some(&end)) = (before.words.first(), clause.words.first()) else { return false };
        let fits = |phrase: &[String], w: usize| {
            w + phrase.len() <= end && phrase.iter().zip(&words[w..]).all(|(p, word)| *p == word.lower.as_str())
        };
        let negates =
            |w: usize| words[w].classes.any(&[Class::Negation, Class::NegativeDeterminer, Class::NegativePronoun]);
        (first..end).any(|w| {
            let mut found = self.rules.attribution.refuting.iter().filter(|p| fits(p, w)).map(|p| w..w + p.len());
            // *has not ruled out that P* refutes nothing.
            found.any(|at| cues.iter().all(|c| at.contains(c)) && (!before.negated || at.clone().any(negates)))
        })
    }

    /// *X nie avoir fait P*, *accuse X d'avoir fait P*, *X, accusé d'avoir fait P*.
    fn reported_act(&self, clause: &Clause, own: &Attributed, from: usize, context: &[Term]) -> Option<Claim> {
        let words = &self.parsed.words;
        let rest: Vec<usize> = clause.words.iter().copied().filter(|&w| w >= from).collect();
        // *accuse la maire, Irène Vasselin, d'avoir fait P*: whom, then what.
        let deed = match own.cue {
            Cue::Accuse => rest.iter().position(|&w| self.opens_deed(w)),
            _ => None,
        };
        let (whom, what) = rest.split_at(deed.unwrap_or(0));
        let accused = self.identity_first(whom).into_iter().find(|t| t.starts_with('@')).or(own.accused.clone());
        let mut subject: Vec<Term> = match own.cue {
            Cue::Accuse => accused.iter().cloned().chain(self.identity_first(whom)).collect(),
            _ => own.speaker.iter().map(|s| s.term.clone()).chain(own.houses.iter().cloned()).collect(),
        };
        subject = dedup(subject);
        // The deed is the first word of content, or the last of a chain of infinitives (*dément
        // vouloir vendre*): a noun may stand for it (*nie tout espionnage*).
        let content: Vec<usize> = what.iter().copied().filter(|&w| self.parsed.terms[w].is_some()).collect();
        let chained =
            |pair: &&[usize]| pair[1] == pair[0] + 1 && words[pair[0]].infinitive && words[pair[1]].infinitive;
        let skip = content.windows(2).take_while(chained).count();
        let verb = content.get(skip).copied();
        let predicate: Vec<Term> = verb.and_then(|v| self.parsed.terms[v].clone()).into_iter().collect();
        let object = self
            .parsed
            .terms_of(content.iter().copied().skip(skip + 1))
            .into_iter()
            .filter(|t| !subject.contains(t))
            .collect::<Vec<_>>();
        if predicate.is_empty() && object.is_empty() {
            return None;
        }
        // *affirme n'avoir jamais négocié*
        let negated = what.iter().any(|&w| words[w].classes.any(&[Class::Negation, Class::NegativeDeterminer]))
            && (!self.rules.language.has_negation_particle()
                || what.iter().any(|&w| words[w].is(Class::NegationParticle)));
        let denied = (own.cue == Cue::Deny && !own.negated) ^ negated;
        let refused = own.negated && own.cue != Cue::Deny;
        let stance = match own.cue {
            Cue::Deny => Stance::Denied,
            _ if clause.unclaimed || own.cue == Cue::Decline => Stance::Unclaimed,
            _ if clause.hedged => Stance::Hedged,
            _ => Stance::Reported,
        };
        if refused {
            return None;
        }
        let agent = accused.or_else(|| own.speaker.as_ref().map(|s| s.term.clone()));
        let proposition = Proposition {
            subject,
            predicate,
            object,
            nominal: false,
            affirmed: !denied,
            cue: own.cue,
            agent,
            anaphoric: false,
            done: true,
            reach: None,
        };
        let told = Told { clause: own.clause, from, affirmed: !denied, stance, sourced: true };
        let factuality = self.factuality(&told, Some(own));
        Some(self.claim(&clause.words, proposition, own.speaker.clone(), (stance, factuality), context))
    }

    /// *d'avoir fait, de faire, of doing*: where the deed begins that somebody is accused of.
    fn opens_deed(&self, w: usize) -> bool {
        let words = &self.parsed.words;
        words[w].is(Class::Of)
            && words
                .get(w + 1)
                .is_some_and(|n| n.classes.any(&[Class::Have, Class::Be, Class::NegationParticle]) || n.infinitive)
    }

    /// *X a rejeté ces accusations*: what X was said to have done in the sentences before.
    fn pointer(&self, clause: &Clause, own: &Attributed, context: &[Term]) -> Option<Claim> {
        let speaker = own.speaker.clone()?;
        if !matches!(own.cue, Cue::Deny | Cue::Confirm) || own.negated {
            return None;
        }
        let (mut predicate, mut object) = (Vec::new(), Vec::new());
        for claim in self.earlier.iter().rev().take_while(|c| c.place.sentence + POINTER_REACH >= self.number) {
            let Body::Proposition(said) = &claim.body else { continue };
            let of_speaker = said.agent.as_ref() == Some(&speaker.term)
                || said.agent.is_none()
                    && (said.subject.contains(&speaker.term) || said.object.contains(&speaker.term));
            if of_speaker && said.affirmed && claim.stance != Stance::Unclaimed {
                predicate.extend(said.predicate.iter().cloned());
                object.extend(said.object.iter().filter(|t| **t != speaker.term).cloned());
            }
        }
        let proposition = Proposition {
            subject: vec![speaker.term.clone()],
            predicate: sorted(predicate),
            object: sorted(object),
            nominal: false,
            affirmed: own.cue == Cue::Confirm,
            cue: own.cue,
            agent: Some(speaker.term.clone()),
            anaphoric: true,
            done: true,
            reach: None,
        };
        let stance = if own.cue == Cue::Deny { Stance::Denied } else { Stance::Reported };
        let so = own.cue == Cue::Confirm;
        let factuality = Factuality { so, by: Holder::Source, ..Factuality::default() };
        Some(self.claim(&clause.words, proposition, Some(speaker), (stance, factuality), context))
    }

    fn subject(&self, clause: &Clause, speaker: Option<&(Speaker, &[Term])>) -> Vec<Term> {
        let words = &self.parsed.words;
        let mut out = self.identity_first(&self.listed(&clause.subject));
        let before_verb = clause.words.iter().copied().take_while(|&w| clause.verb.first().is_none_or(|&v| w <= v));
        let in_group = clause.verb.iter().copied();
        let heads: Vec<usize> = before_verb.chain(in_group).chain(clause.subject.iter().copied()).collect();
        if heads.iter().any(|&w| words[w].is(Class::FirstPerson) && words[w].kind == TokenKind::Word)
            && let Some((speaker, houses)) = speaker
        {
            out.push(speaker.term.clone());
            out.extend(houses.iter().cloned());
        } else if out.is_empty() && heads.iter().any(|&w| words[w].is(Class::SubjectPronoun)) {
            // In reported speech, he who speaks is the nearest that a pronoun may mean.
            // *NASA said it was not a rocket*: nobody says *it* of himself.
            let impersonal = self.rules.language.head_last
                && heads.iter().any(|&w| self.rules.attribution.is_impersonal(words[w].lower.as_str()));
            let own = speaker.map(|(s, _)| s).filter(|_| !impersonal);
            let referent = own.or(self.discourse.subject.as_ref().filter(|_| !impersonal || speaker.is_none()));
            out.extend(referent.map(|r| r.term.clone()));
        }
        out
    }

    /// A subject with the names that are enumerated before it: *A, B et C ont signé*.
    fn listed(&self, subject: &[usize]) -> Vec<usize> {
        let (words, mentions) = (&self.parsed.words, &self.parsed.mentions);
        let at = |w: usize| mentions.iter().find(|m| m.first == w);
        let Some(first) = subject.iter().copied().find(|&w| self.parsed.terms[w].is_some()) else {
            return subject.to_vec();
        };
        let joined = at(first).is_some_and(|m| words.get(m.end).is_some_and(|w| w.is(Class::Conjunction)));
        // Two names with *et* between them are the end of the enumeration.
        if !joined {
            return subject.to_vec();
        }
        let mut out = Vec::new();
        let mut from = first;
        loop {
            let mut comma = from;
            while comma > 0 && words[comma - 1].is(Class::Determiner) {
                comma -= 1;
            }
            let Some(before) = comma.checked_sub(1).filter(|&c| words[c].is_mark(',')) else { break };
            let Some(mention) = mentions.iter().find(|m| m.end == before) else { break };
            out.push(mention.first);
            from = mention.first;
        }
        // An apposition is no member: *Dralac, Sélinor et Norlink*, but not *le maire, A et B*.
        let opens = words[..from].iter().all(|w| w.classes.any(&[Class::Determiner, Class::GenericOrganisation]));
        if out.is_empty() || !opens {
            return subject.to_vec();
        }
        out.reverse();
        out.extend(subject.iter().copied().filter(|w| *w >= first));
        out
    }

    fn predicate_and_object(&self, clause: &Clause) -> (Vec<Term>, Vec<Term>) {
        let predicate = self.parsed.terms_of(clause.verb.iter().copied());
        let mut object: Vec<usize> = clause.object().filter(|w| !clause.subject.contains(w)).collect();
        if clause.negated {
            // What is denied ends with its phrase: what follows a comma is another matter.
            let words = &self.parsed.words;
            let end = object.iter().position(|&w| {
                words[w].is_mark(',') || words[w].is(Class::Conjunction) || w > 0 && words[w - 1].is_mark(',')
            });
            if let Some(end) = end.filter(|&e| {
                self.parsed.terms_of(object[..e].iter().copied()).len() > usize::from(predicate.is_empty())
            }) {
                object.truncate(end);
            }
        }
        if clause.verb.is_empty() {
            return (predicate, dedup(self.parsed.terms_of(object)));
        }
        if predicate.is_empty() {
            // Copula: the head of the noun phrase behind it is what is said; where that only says
            // the subject again (*la liste n'est pas une liste de cibles*), its complement is.
            let run: Vec<usize> = object
                .iter()
                .copied()
                .skip_while(|&w| self.parsed.terms[w].is_none())
                .take_while(|&w| self.parsed.terms[w].is_some())
                .collect();
            let head = if self.rules.language.head_last { run.last() } else { run.first() };
            let again = |w: &usize| {
                clause
                    .subject
                    .iter()
                    .any(|&s| self.parsed.terms[s].is_some() && self.parsed.terms[s] == self.parsed.terms[*w])
            };
            let complement = object.iter().find(|&&w| self.parsed.terms[w].is_some() && !again(&w));
            let head = head.filter(|h| !again(h)).or(complement);
            if let Some(&head) = head {
                let rest = object.into_iter().filter(|&w| w != head);
                return (self.parsed.terms_of([head]), dedup(self.parsed.terms_of(rest)));
            }
        }
        (dedup(predicate), dedup(self.parsed.terms_of(object)))
    }

    /// *par le Maroc*: the doer of what the clause tells.
    fn by_agent(&self, clause: &Clause) -> Option<Term> {
        let words = &self.parsed.words;
        clause.words.iter().find_map(|&w| {
            if !words[w].is(Class::By) {
                return None;
            }
            self.parsed.mentions.iter().find(|m| m.first > w && m.first <= w + 3).map(|m| m.term.clone())
        })
    }

    /// Puts a proposition of this sentence in its envelope.
    pub fn claim(
        &self,
        at: &[usize],
        proposition: Proposition,
        speaker: Option<Speaker>,
        (stance, factuality): (Stance, Factuality),
        context: &[Term],
    ) -> Claim {
        let about = sorted(proposition.terms().cloned().collect());
        Claim {
            place: Place { sentence: self.number, span: self.map.to_raw(self.parsed.span(&self.with_subject(at))) },
            about,
            context: context.to_vec(),
            speaker,
            stance,
            factuality,
            scope: self.clause_of(at).map(|c| self.scope(c)).unwrap_or_default(),
            body: Body::Proposition(proposition),
        }
    }

    fn clause_of(&self, at: &[usize]) -> Option<&Clause> {
        let first = at.first()?;
        self.parsed.clauses.iter().find(|c| c.words.contains(first))
    }

    /// These words, with the subject that stands right before them.
    fn with_subject(&self, at: &[usize]) -> Vec<usize> {
        let subject = at.first().and_then(|first| {
            let clause = self.parsed.clauses.iter().find(|c| c.words.first() == Some(first))?;
            let near = clause.subject.last().is_some_and(|&s| s < *first && s + 3 >= *first);
            near.then_some(&clause.subject)
        });
        let mut out: Vec<usize> = subject.into_iter().flatten().copied().filter(|s| !at.contains(s)).collect();
        out.extend(at);
        // A quote begins with its determiner.
        if let Some(before) = out.iter().min().and_then(|first| first.checked_sub(1))
            && self.parsed.words[before].is(Class::Determiner)
        {
            out.insert(0, before);
        }
        out
    }
}

fn dedup(terms: Vec<Term>) -> Vec<Term> {
    let mut out: Vec<Term> = Vec::with_capacity(terms.len());
    for term in terms {
        if !out.contains(&term) {
            out.push(term);
        }
    }
    out
}
