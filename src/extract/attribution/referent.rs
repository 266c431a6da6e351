//! Whom a pronoun or a noun that only points means: the last one named that fits.

use super::line::Line;
use super::source::Source;
use super::{Discourse, Entity};
use crate::extract::clauses::Opening;
use crate::extract::names::Mention;
use crate::model::{Speaker, Term};
use crate::rules::{Agreement, Class};
use std::sync::Arc;

/// So many words may stand between the article of a description and its name.
const DESCRIPTION: usize = 5;

impl Line<'_, '_> {
    /// Whom an inverted pronoun points to.
    pub(super) fn inverted_source(&self, i: usize) -> Option<Source> {
        let (_, pronoun) = self.inverted(i)?;
        Some(self.resolved(pronoun, i))
    }

    fn resolved(&self, pronoun: &str, i: usize) -> Source {
        let own = self.rules.attribution.is_source_pronoun(pronoun);
        let entity = if own { None } else { self.referent(pronoun, i) };
        self.meaning(entity, pronoun, vec![i])
    }

    /// The source that the words `at` point to, which the pronoun or article `word` begins.
    fn meaning(&self, entity: Option<Arc<Entity>>, word: &str, at: Vec<usize>) -> Source {
        let named = entity.iter().filter(|e| e.speaker.term.starts_with('@'));
        // Somebody says it, though nobody knows who: it is not the narrator's.
        let unknown = || Speaker { name: word.to_owned(), term: Term::from(word), anonymous: true };
        Source {
            at,
            text: Some(entity.as_ref().map_or_else(|| word.to_owned(), |e| e.speaker.name.clone())),
            houses: named.map(|e| e.speaker.term.clone()).collect(),
            agreement: self.rules.attribution.agreement(word),
            speaker: Some(entity.map_or_else(unknown, |e| e.speaker.clone())),
        }
    }

    /// Whom the pronoun at `before` means: the last one that fits and acts, else the last person.
    fn referent(&self, pronoun: &str, before: usize) -> Option<Arc<Entity>> {
        let wanted = self.rules.attribution.agreement(pronoun);
        let here = self.entities(before);
        // *X a écrit à Y. Celui-ci …*: the last one named.
        if self.is(before, Class::Demonstrative) && here.is_empty() {
            let last = self.discourse.recent.iter().rev().find(|e| e.agreement.fits(wanted));
            if last.is_some() {
                return last.cloned();
            }
        }
        let known = || here.iter().rev().chain(self.discourse.entities.iter().rev());
        let mut fitting = known().filter(|e| e.agreement.fits(wanted));
        fitting
            .find(|e| e.acts)
            .or_else(|| known().find(|e| e.agreement.fits(wanted) && e.house == Some(false)))
            // *Un gardien a vu la scène. Il …*
            .or_else(|| self.discourse.described.as_ref().filter(|e| e.agreement.fits(wanted)))
            .cloned()
    }

    /// Whoever was accused denies: *X accuse Y. Elle nie*.
    pub(super) fn accused_party(&self, source: Source) -> Source {
        let pointing = source.at.len() == 1 && self.is(source.at[0], Class::Pronoun);
        let Some(accused) = self.discourse.accused.as_ref().filter(|_| pointing) else { return source };
        if source.speaker.as_ref().is_some_and(|s| s.term == *accused) {
            return source;
        }
        let entity = self.discourse.entities.iter().rev().find(|e| e.speaker.term == *accused);
        match entity.filter(|e| e.agreement.fits(source.agreement)) {
            Some(entity) => self.meaning(Some(entity.clone()), self.lower(source.at[0]), source.at),
            None => source,
        }
    }

    /// A pronoun, or a noun that only points: *elle, l'élu, le groupe*.
    pub(super) fn pointed(&self, at: &[usize]) -> Option<Source> {
        let mut words = at.iter().copied().filter(|&w| !self.is(w, Class::Determiner));
        let head = words.next().or(at.first().copied())?;
        let lower = self.lower(head);
        if at.len() == 1
            && (self.word(head).is(Class::SubjectPronoun)
                || self.word(head).is(Class::Pronoun) && !self.rules.attribution.is_source_pronoun(lower))
        {
            return Some(self.resolved(lower, at[0]));
        }
        let definite = at.len() == 2 && self.is(at[0], Class::Determiner) && !self.is(at[0], Class::Indefinite);
        if !definite || self.is_name(head) || self.is(at[0], Class::Possessive) {
            return None;
        }
        let root = &self.word(head).root;
        let house = self.rules.attribution.is_body(root);
        let anaphor = self.rules.attribution.is_anaphor(root);
        let here = self.entities(at[0]);
        let known = || here.iter().rev().chain(self.discourse.entities.iter().rev());
        // *le boxeur Kamel Haddad …; le boxeur*
        let called = known().find(|e| e.role.as_ref() == Some(root) && e.speaker.term.starts_with('@'));
        let entity = match called {
            Some(entity) => entity,
            None if house || anaphor => {
                // *le groupe* may be *la société X*.
                let shown = self.rules.attribution.agreement(self.lower(at[0]));
                let wanted = if house { Agreement::default() } else { shown };
                let fits = |e: &&Arc<Entity>| e.agreement.fits(wanted) && e.house != Some(!house);
                // *X dit que le suspect …* is not X.
                let before = || self.discourse.entities.iter().rev();
                let body = |e: &&Arc<Entity>| fits(e) && !is_office(e);
                let acting =
                    if house { known().find(|e| body(e) && e.acts).or_else(|| known().find(body)) } else { None };
                acting.or_else(|| if house { known().find(fits) } else { before().find(|e| fits(e) && e.acts) })?
            }
            None => return None,
        };
        Some(self.meaning(Some(entity.clone()), self.lower(at[0]), at.to_vec()))
    }

    /// The subject of the last main clause, where it has no name: *un gardien*.
    pub(super) fn described_subject(&self) -> Option<Entity> {
        let clause = self.parsed.clauses.iter().rev().find(|c| {
            matches!(c.opening, Opening::Main | Opening::Comma) && !c.verb.is_empty() && !c.subject.is_empty()
        })?;
        let verb = clause.verb[0];
        if self.quoted[verb].is_some() || clause.subject.iter().any(|&w| self.parsed.mention_at(w).is_some()) {
            return None;
        }
        let phrase = self.left(verb);
        let described = phrase.first().is_some_and(|&w| self.is(w, Class::Determiner)) && phrase.len() > 1;
        let source = described.then(|| self.source(&phrase))?;
        let head = phrase.iter().find(|&&w| self.word(w).classes.is_open())?;
        let person = self.rules.attribution.is_person(&self.word(*head).root);
        self.described_entity(&source).map(|e| Entity { acts: person, ..e })
    }

    /// A source that a description tells, to be remembered: *un pompier … Il …*.
    pub(super) fn described_entity(&self, source: &Source) -> Option<Entity> {
        let speaker = source.speaker.as_ref().filter(|s| !s.term.starts_with('@'))?;
        let first = *source.at.first()?;
        if !self.is(first, Class::Determiner) {
            return None;
        }
        let text = source.text.clone().unwrap_or_else(|| speaker.name.clone());
        Some(Entity {
            speaker: Speaker { name: text, ..speaker.clone() },
            agreement: source.agreement,
            house: None,
            role: None,
            acts: true,
            office: false,
        })
    }

    /// Whoever is named in the words before `end`, subjects last.
    pub(super) fn entities(&self, end: usize) -> Vec<Arc<Entity>> {
        let mut subjects = Vec::new();
        let mut others = Vec::new();
        let mut left: Option<&Mention> = None;
        // Who tags a quotation is not named in it.
        let outside = self.quoted.get(end).copied().flatten();
        let apart = |m: &&Mention| end == self.len() || self.quoted[m.first] == outside;
        for mention in self.parsed.mentions.iter().filter(|m| m.end <= end && !m.place).filter(apart) {
            let (mut entity, subject) = self.entity(mention);
            // Those of whom others speak come after those who act.
            entity.acts &= self.quoted[mention.first].is_none();
            let house = entity.house;
            if is_office(&entity) {
                // *le groupe* may be what X is the spokesman of.
                let speaker = self.speaker(mention.first, mention.end, mention);
                let agreement = Agreement { feminine: None, plural: Some(false) };
                others.push(Arc::new(Entity {
                    speaker,
                    agreement,
                    house: Some(true),
                    role: None,
                    acts: false,
                    office: false,
                }));
            }
            let list = if subject { &mut subjects } else { &mut others };
            list.push(Arc::new(entity));
            // *X et Y*: the two together.
            if let Some(left) = left.filter(|l| l.end + 1 == mention.first && self.is(l.end, Class::Conjunction)) {
                let agreement = Agreement { feminine: None, plural: Some(true) };
                let speaker = self.speaker(left.first, mention.end, mention);
                list.push(Arc::new(Entity { speaker, agreement, house, role: None, acts: true, office: false }));
            }
            left = Some(mention);
        }
        others.extend(subjects);
        others
    }

    fn speaker(&self, first: usize, end: usize, mention: &Mention) -> Speaker {
        let span = self.word(first).span.join(self.word(end - 1).span);
        Speaker { name: self.text(span.start, span.end), term: mention.term.clone(), anonymous: false }
    }

    /// Whom a name stands for, and whether it is a subject.
    fn entity(&self, mention: &Mention) -> (Entity, bool) {
        let rules = &self.rules.attribution;
        // *le ministre des Ports Bastien Ruel*: the person's name begins with a first name.
        let given = (mention.first..mention.end).find(|&w| rules.is_feminine_name(self.lower(w)).is_some());
        let given = given.filter(|&w| w == mention.first || w + 1 < mention.end);
        let inner = given.is_some_and(|w| w > mention.first);
        let mention = &Mention { first: given.unwrap_or(mention.first), ..mention.clone() };
        let mut first = mention.first;
        while first > 0
            && !inner
            && mention.first - first < DESCRIPTION
            && (self.word(first - 1).classes.is_open() && self.parsed.terms[first - 1].is_some()
                || self.word(first - 1).classes.any(&[Class::GenericOrganisation, Class::Title])
                    && !self.is(first - 1, Class::Determiner))
        {
            first -= 1;
        }
        // *la mairie de Castelbrun*: the office, not the town.
        let office = (first == mention.first && mention.end - first == 1).then(|| self.office(first)).flatten();
        let first = office.unwrap_or(first);
        let determiner = (first > 0 && !inner && self.is(first - 1, Class::Determiner)).then(|| first - 1);
        let mut agreement = determiner.map(|d| rules.agreement(self.lower(d))).unwrap_or_default();
        let words = first..mention.end;
        let generic = words.clone().any(|w| self.is(w, Class::GenericOrganisation));
        let bare = determiner == mention.first.checked_sub(1) && determiner.is_some();
        let several = mention.end - mention.first > 1;
        let gender = rules.is_feminine_name(self.lower(mention.first)).filter(|_| !generic && !bare);
        let title = (first..mention.first).find(|&w| self.is(w, Class::Title)).map(|w| rules.agreement(self.lower(w)));
        agreement.feminine = title.and_then(|t| t.feminine).or(gender).or(agreement.feminine);
        if several && agreement.plural.is_none() {
            agreement.plural = Some(false);
        }
        let person = several && !bare && !generic;
        let house = if generic || bare || office.is_some() { Some(true) } else { person.then_some(false) };
        // *le succès du Front national est …*: not the head.
        let complement = first > 0 && self.is(first - 1, Class::Of);
        let subject =
            !complement && self.parsed.clauses.iter().any(|c| !c.verb.is_empty() && c.subject.contains(&mention.first));
        let speaker = match office {
            Some(_) => self.speaker(determiner.unwrap_or(first), mention.end, mention),
            None => self.speaker(mention.first, mention.end, mention),
        };
        let role = self.role(first, mention);
        // *président du groupe UMP*: what only completes another is not meant by a pronoun.
        let apart = first == 0 || !self.is(first - 1, Class::Preposition);
        let named = role.as_ref().is_some_and(|r| several || generic || rules.is_person(r));
        let known = gender.is_some() && several || title.is_some() || office.is_some() || named;
        let acts = subject || known || apart && (generic || person);
        (
            Entity {
                speaker,
                agreement,
                house: house.filter(|_| office.is_none()),
                role,
                acts,
                office: office.is_some(),
            },
            subject,
        )
    }

    /// *la mairie **de** Castelbrun*: where the head begins whose complement the name at `first` is, if
    /// that head can speak.
    fn office(&self, first: usize) -> Option<usize> {
        let of = first.checked_sub(1).filter(|&w| {
            self.is(w, Class::Of) && self.rules.attribution.agreement(self.lower(w)).plural != Some(true)
        })?;
        let head = of.checked_sub(1).filter(|&w| self.is_word(w) && !self.word(w).is_capitalised())?;
        let speaks =
            self.rules.attribution.is_person(&self.word(head).root) || self.is(head, Class::GenericOrganisation);
        speaks.then_some(head)
    }

    /// The noun right before a name, or right behind it and a comma: *le boxeur X*, *X, directrice*.
    fn role(&self, first: usize, mention: &Mention) -> Option<Term> {
        let noun = |w: usize| {
            self.is_word(w)
                && !self.word(w).is_capitalised()
                && self.word(w).classes.is_open()
                && self.parsed.terms[w].is_some()
        };
        if first < mention.first && self.is(first, Class::GenericOrganisation) {
            return Some(self.word(first).root.clone());
        }
        if first < mention.first && noun(first) && first > 0 && self.is(first - 1, Class::Determiner) {
            return Some(self.word(first).root.clone());
        }
        // *le maire, Loïc Perrin*
        let apposed = first
            .checked_sub(2)
            .filter(|&w| self.is_mark(first - 1, &[","]) && noun(w) && self.is(w.saturating_sub(1), Class::Determiner));
        if let Some(w) = apposed {
            return Some(self.word(w).root.clone());
        }
        // *Julie Arnal, directrice*; but *selon La Gazette, le procureur a dit*
        let behind =
            (self.is_mark(mention.end, &[","]) && mention.end - mention.first > 1).then_some(mention.end + 1)?;
        (noun(behind) && !self.is_in_verb(behind) && self.rules.attribution.is_person(&self.word(behind).root))
            .then(|| self.word(behind).root.clone())
    }
}

impl Discourse {
    /// Adds those whom a sentence names.
    pub(super) fn remember(&mut self, entities: Vec<Arc<Entity>>) {
        for entity in entities {
            let mut entity = entity;
            if let Some(known) = self.entities.iter().rev().find(|e| same(e, &entity)) {
                // What was known of a name is not forgotten.
                let (agreement, role) = (known.agreement, known.role.clone());
                let (house, longer) = (known.house, known.speaker.name.clone());
                let new = Arc::make_mut(&mut entity);
                new.agreement.feminine = new.agreement.feminine.or(agreement.feminine);
                new.role = new.role.take().or(role);
                new.house = new.house.or(house);
                new.acts |= known.acts;
                if longer.len() > new.speaker.name.len() {
                    new.speaker.name = longer;
                }
            }
            self.entities.retain(|e| !same(e, &entity));
            self.entities.push(entity);
        }
    }
}

/// *la mairie de Castelbrun*: told by what it is, with a name behind.
fn is_office(entity: &Entity) -> bool {
    entity.office
}

/// One name, of one or of two together.
fn same(left: &Entity, right: &Entity) -> bool {
    let pair = |e: &Entity| e.agreement.plural == Some(true);
    // *la mairie de Castelbrun* is not *le maire de Castelbrun*.
    left.speaker.term == right.speaker.term
        && pair(left) == pair(right)
        && (!is_office(left) && !is_office(right) || left.speaker.name == right.speaker.name)
}
