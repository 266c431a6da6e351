//! Source, cue and content: who says what, in direct, indirect and mixed speech.
//!
//! The triple is that of Pareti, *A database of attribution relations* (LREC 2012). Each sentence
//! is read for cues ([`cue`], [`according`]), their sources ([`source`], [`referent`]) and contents ([`content`]); direct
//! speech has tags and introductions of its own ([`quotation`]) and runs over several sentences
//! ([`speech`]).

mod according;
mod content;
mod cue;
mod line;
mod nominal;
mod quotation;
mod referent;
mod source;
mod speech;

use super::clauses::{Clause, Opening};
use super::parsed::Parsed;
use crate::model::{Article, Cue, Speaker, Stance, Term};
use crate::rules::{Agreement, Class, LanguageRules};
use crate::text::{Clean, Span};
use cue::Found;
use line::Line;
use std::sync::Arc;

/// Where the content of an attribution stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// In these clauses of the sentence.
    Clauses(Vec<usize>),
    /// In the words of the cue's own clause from this one on: *nie avoir fait P*.
    Rest(usize),
    /// In the sentences before: *a rejeté ces accusations*.
    Pointer,
    /// In none that was found.
    Unknown,
}

/// One attribution.
#[derive(Debug, Clone)]
pub struct Attributed {
    /// What the source does.
    pub cue: Cue,
    /// The word that says so.
    pub cue_word: usize,
    /// The clause that it stands in.
    pub clause: usize,
    /// The source's words, or the name that its pronoun points to; `None` where nobody is named.
    pub source: Option<String>,
    /// Who; `None` where the sentence does not say.
    pub speaker: Option<Speaker>,
    /// Every name in the source's noun phrase: a spokesman speaks for his house.
    pub houses: Vec<Term>,
    /// Who is accused, where the cue is an accusation and says so.
    pub accused: Option<Term>,
    /// What, in clauses.
    pub content: Content,
    /// What, in words of the sentence.
    pub said: Vec<usize>,
    /// What, in other sentences: direct speech that runs on.
    pub more: Vec<Span<Clean>>,
    /// How the content is held.
    pub stance: Stance,
    /// The cue itself is negated: *n'a pas affirmé*.
    pub negated: bool,
    /// *selon X*: the content is the rest of the cue's own clause.
    pub prepositional: bool,
    /// The quotation that is the content.
    quotation: Option<usize>,
    /// Gender and number that the source's pronoun shows.
    agreement: Agreement,
}

/// Somebody or something that was named.
#[derive(Debug, Clone)]
struct Entity {
    speaker: Speaker,
    agreement: Agreement,
    /// A firm or a body, not a person; `None` where nothing tells.
    house: Option<bool>,
    /// What the text calls it: *le boxeur Kamel Haddad*, *Julie Arnal, directrice*.
    role: Option<Term>,
    /// It does or says something, or is a person: whom a pronoun means before all others.
    acts: bool,
    /// *la mairie de Castelbrun*: told by what it is, with a name behind.
    office: bool,
}

/// What the sentences before leave in mind: whom a pronoun may point to.
#[derive(Debug, Default, Clone)]
pub struct Discourse {
    /// The last subject that was named.
    pub subject: Option<Speaker>,
    /// The last source that was named.
    pub source: Option<Speaker>,
    /// All that were named, the last one last.
    entities: Vec<Arc<Entity>>,
    /// Those of the sentence before, as they stand in it.
    recent: Vec<Arc<Entity>>,
    /// The subject of the sentence before, where it has no name.
    described: Option<Arc<Entity>>,
    /// Whom the last accusation was about.
    accused: Option<Term>,
}

/// So many names are kept in mind.
const MEMORY: usize = 24;

/// Who says what in an article, by sentence.
#[derive(Debug)]
pub struct Attributions {
    /// The attributions of each sentence, in order.
    pub found: Vec<Vec<Attributed>>,
    /// What was in mind before each sentence.
    pub before: Vec<Discourse>,
    /// Who speaks in the quotation that most of a sentence stands in, with the names of the house.
    pub quoted: Vec<Option<(Speaker, Vec<Term>)>>,
}

/// Finds the attributions of an article.
pub fn attributions(article: &Article, parsed: &[Parsed<'_>], rules: &LanguageRules) -> Attributions {
    let outer = speech::outermost(&article.quotations);
    let mut discourse = Discourse::default();
    let mut out = Attributions { found: Vec::new(), before: Vec::new(), quoted: Vec::new() };
    for sentence in parsed {
        let line = Line::new(sentence, rules, &discourse, &outer);
        let sources = line.found();
        let told = sources.iter().filter_map(|f| line.described_entity(&f.source)).map(Arc::new).collect();
        let found: Vec<Attributed> = sources.into_iter().map(|f| line.attributed(f)).collect();
        let entities = line.entities(line.len());
        let described = line.described_subject().map(Arc::new);
        let subject = line.last_subject();
        out.before.push(discourse.clone());
        let mut recent = entities.clone();
        recent.sort_by_key(|e| line.place_of(e));
        discourse.recent = recent;
        discourse.described.clone_from(&described);
        discourse.remember(entities);
        discourse.remember(described.filter(|e| e.acts).into_iter().collect());
        discourse.remember(told);
        let excess = discourse.entities.len().saturating_sub(MEMORY);
        discourse.entities.drain(..excess);
        for one in &found {
            if let Some(speaker) = &one.speaker
                && speaker.term.starts_with('@')
            {
                discourse.source = Some(speaker.clone());
                // Who speaks is in mind before those whom he names.
                if let Some(at) = discourse.entities.iter().rposition(|e| e.speaker.term == speaker.term) {
                    let mut shared = discourse.entities.remove(at);
                    let entity = Arc::make_mut(&mut shared);
                    entity.acts = true;
                    // *Il a déclaré*: what the pronoun shows of him is known from now on.
                    let shown = one.agreement;
                    entity.agreement.feminine = entity.agreement.feminine.or(shown.feminine);
                    entity.agreement.plural = entity.agreement.plural.or(shown.plural);
                    discourse.entities.push(shared);
                }
            }
        }
        if let Some(accusing) = found.iter().rev().find(|a| a.cue == Cue::Accuse) {
            discourse.accused.clone_from(&accusing.accused);
        }
        discourse.subject = subject.or(discourse.subject);
        out.found.push(found);
    }
    speech::run_on(&outer, parsed, rules, &mut out);
    out.quoted = speech::speakers(&article.quotations, &outer, parsed, &out.found);
    out
}

impl Line<'_, '_> {
    /// Where in the sentence the name of `entity` stands.
    fn place_of(&self, entity: &Entity) -> usize {
        self.parsed.mentions.iter().find(|m| m.term == entity.speaker.term).map_or(0, |m| m.first)
    }

    /// The last subject of a main clause that is named.
    fn last_subject(&self) -> Option<Speaker> {
        use super::clauses::Opening;
        self.parsed.clauses.iter().rev().find_map(|c| {
            let main = matches!(c.opening, Opening::Main | Opening::Comma | Opening::Coordinated);
            if main && !c.verb.is_empty() { self.named(&c.subject) } else { None }
        })
    }

    fn attributed(&self, found: Found) -> Attributed {
        let clause = self.clause_of(found.cue_word);
        let content = self.content_of(&found, clause);
        let stance = self.stance(&found);
        Attributed {
            cue: found.cue,
            cue_word: found.cue_word,
            clause,
            source: found.source.text,
            speaker: found.source.speaker,
            houses: found.source.houses,
            accused: found.accused,
            content,
            said: found.said,
            more: Vec::new(),
            stance,
            negated: found.negated,
            prepositional: found.prepositional,
            quotation: found.quotation,
            agreement: found.source.agreement,
        }
    }

    /// The content as the clauses that hold it.
    fn content_of(&self, found: &Found, own: usize) -> Content {
        let words = &self.parsed.words;
        let behind = found.said.first().is_some_and(|&f| f > found.cue_word);
        if !found.prepositional && !found.inverted && behind {
            if self.points(&found.said)
                && found.said.len() <= 8
                && !self.has_statement(found.said[0], found.said[found.said.len() - 1] + 1)
            {
                return Content::Pointer;
            }
            if self.rules.attribution.bare_content && found.cue == Cue::Assert && !self.is_clausal(found) {
                return Content::Unknown;
            }
            let one = &found.said[..1];
            let alone = self.is_word(one[0]) && found.said.len() <= 2 && self.is(one[0], Class::Demonstrative);
            if alone {
                return Content::Pointer;
            }
            if self.rules.attribution.is_rejecting(&words[found.cue_word].root) && !self.is_clausal(found) {
                return Content::Unknown;
            }
            if self.parsed.clauses[own].words.contains(&found.said[0]) {
                let substantial = found.said.iter().any(|&w| self.parsed.terms[w].is_some());
                return if substantial { Content::Rest(found.cue_word + 1) } else { Content::Unknown };
            }
        }
        let clauses: Vec<usize> = (0..self.parsed.clauses.len())
            .filter(|&c| c != own || found.prepositional)
            .filter(|&c| {
                let inner = self.parsed.clauses[c].words.iter().filter(|&&w| self.is_word(w));
                let (all, in_said) = inner.fold((0, 0), |(a, s), w| (a + 1, s + usize::from(found.said.contains(w))));
                all > 0 && in_said * 2 > all
            })
            .collect();
        if clauses.is_empty() { Content::Unknown } else { Content::Clauses(clauses) }
    }

    /// A clause or an infinitive, not a thing.
    fn is_clausal(&self, found: &Found) -> bool {
        let first = found.said[0];
        let opens = |c: &Clause| c.opening == Opening::That && c.words.first() == Some(&first);
        self.is(first - 1, Class::That)
            || self.parsed.clauses.iter().any(opens)
            || found
                .said
                .iter()
                .take(3)
                .any(|&w| self.word(w).infinitive && self.word(w).classes.any(&[Class::Be, Class::Have]))
    }

    /// How the content is held: by its cue, unless a conditional weakens it.
    fn stance(&self, found: &Found) -> Stance {
        let base = match found.cue {
            Cue::Assert | Cue::Accuse => Stance::Reported,
            Cue::Deny => Stance::Denied,
            Cue::Confirm => Stance::Asserted,
            Cue::Doubt => Stance::Hedged,
            Cue::Decline => Stance::Unclaimed,
        };
        if !matches!(found.cue, Cue::Assert | Cue::Accuse | Cue::Confirm) {
            return base;
        }
        let own = (self.verb_start(found.cue_word)..=found.cue_word).any(|k| self.is_conditional(k));
        let past = self.is_past(found.cue_word);
        // *a dit que P serait* is a future seen from the past; *selon X, P serait* is a hedge.
        let told = found.prepositional
            || found.inverted && found.quotation.is_none()
            || self.is_in_verb(found.cue_word)
                && (!past || self.rules.attribution.bare_content)
                && found.said.first().is_some_and(|&f| f > 0 && self.is(f - 1, Class::That));
        let content = told
            && found
                .said
                .iter()
                .copied()
                .filter(|&w| self.quoted[w] == self.quoted[found.cue_word])
                .find(|&w| self.is_in_verb(w) && (self.word(w).finite || !self.word(w).classes.is_open()))
                .is_some_and(|w| {
                    // *said that P would*: a future, as against *might*.
                    let weak = self.is(w, Class::LightVerb)
                        && self.rules.polarity.commitment(|k| (k == 0).then(|| self.lower(w))).is_some();
                    self.is_conditional(w) && (!past || found.prepositional || weak)
                });
        if own || content { Stance::Hedged } else { base }
    }

    pub(super) fn is_conditional(&self, i: usize) -> bool {
        self.is(i, Class::Conditional) || self.is_word(i) && self.word(i).conditional
    }

    fn is_past(&self, cue: usize) -> bool {
        (self.verb_start(cue)..cue).any(|k| self.word(k).classes.any(&[Class::Have, Class::Be]))
            || self.lower(cue).ends_with("ait")
            || self.rules.attribution.is_past(self.lower(cue))
    }
}
