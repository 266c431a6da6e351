//! Word forms, looked up once.
//!
//! News repeats itself: a form met before costs one lookup, however many lists, endings and stems
//! decide what it is. A vocabulary outlives the article that it was filled by.

use super::numerals;
use crate::model::{Cue, Lang, Term};
use crate::rules::{Classes, LanguageRules};
use crate::text::{TokenKind, fold, is_capitalised};
use compact_str::CompactString;
use elsa::FrozenMap;
use std::cell::Cell;

/// All that the rules of one language say of a form, whatever stands around it.
#[derive(Debug, Clone, Default)]
pub struct Lexeme {
    /// In lower case, with straight apostrophes.
    pub lower: CompactString,
    /// In lower case, without diacritics.
    pub folded: CompactString,
    /// Its closed classes; empty for open-class words, numbers and marks.
    pub closed: Classes,
    /// Its root; empty for numbers and marks.
    pub root: Term,
    /// What an open-class word is about: a concept or its root. `None` for closed classes, numbers
    /// and marks.
    pub meaning: Option<Term>,
    /// What a source does by it, where it is a word of saying.
    pub cue: Option<Cue>,
    /// It begins with an upper-case letter.
    pub capital: bool,
    /// It has two letters or more and none in lower case.
    pub acronym: bool,
    /// Open-class, and its form can only be a finite verb.
    pub finite: bool,
    /// The form can only be a finite verb, as far as its letters tell.
    pub verbal: bool,
    /// The form may be a participle.
    pub participle: bool,
    /// The form may be an infinitive.
    pub infinitive: bool,
    /// Its ending is one of the future.
    pub future: bool,
    /// Its ending is one of the conditional.
    pub conditional: bool,
    /// A verb that only introduces a figure.
    pub measuring: bool,
    /// It may tell an attribution, or begin the phrase that does.
    pub says: bool,
    /// It has a hyphen inside.
    pub hyphened: bool,
    /// A phrase that stands for one concept may begin with it.
    pub opens_phrase: bool,
    /// A phrase that says how sure a claim is may begin with it.
    pub opens_degree: bool,
    /// A phrase that says how much of something is spoken of may begin with it.
    pub opens_reach: bool,
    /// A participle that goes with another verb, as far as its letters tell: *affirmant*.
    pub gerund: bool,
    /// A number may begin with it.
    pub opens_number: bool,
    /// A date or time may begin with it.
    pub opens_date: bool,
}

impl Lexeme {
    fn new(text: &str, kind: TokenKind, rules: &LanguageRules) -> Self {
        let mut lower = CompactString::from(text.to_lowercase());
        if lower.contains('’') {
            lower = lower.replace('’', "'").into();
        }
        let mut out = Self {
            opens_number: numerals::triggers(text, &lower, kind, &rules.numbers),
            folded: fold(text),
            ..Self::default()
        };
        if kind == TokenKind::Word {
            out.closed = rules.language.classes(lower.trim_end_matches('\''));
            out.root = rules.language.root(&lower);
            out.meaning = out.closed.is_open().then(|| rules.term_of(&lower, &out.root));
            out.cue = rules.attribution.cue(&lower, &out.root);
            out.capital = is_capitalised(text);
            out.verbal = rules.polarity.is_finite(&lower);
            out.finite = out.closed.is_open() && out.verbal;
            out.participle = rules.polarity.is_participle(&lower);
            out.infinitive = rules.polarity.is_infinitive(&lower);
            out.future = rules.polarity.is_future(&lower);
            out.conditional = rules.language.is_conditional(&lower);
            out.measuring = rules.polarity.is_measuring(&out.root);
            out.opens_phrase = rules.lexicon.starts_phrase(&out.root);
            out.opens_degree = rules.polarity.opens_commitment(&lower);
            out.opens_reach = rules.polarity.opens_reach(&lower);
            out.gerund = rules.polarity.is_gerund(&lower);
            out.hyphened = lower.contains(['-', '‑']);
            // *explique-t-elle*: the verb is only a part of it.
            out.says = out.hyphened || rules.attribution.may_say(&lower, &out.root);
            out.opens_date = out.hyphened || rules.dates.may_begin(&lower);
        }
        out.acronym =
            text.chars().filter(|c| c.is_alphabetic()).count() >= 2 && text.chars().all(|c| !c.is_lowercase());
        out.lower = lower;
        out
    }
}

/// The forms of one language that were met so far.
#[derive(Default)]
pub struct Vocabulary {
    forms: FrozenMap<CompactString, Box<Lexeme>, foldhash::fast::RandomState>,
    count: Cell<usize>,
}

/// Forms that a vocabulary keeps from one article to the next, about 60 MB of them. Hostile text
/// may hold any number.
const MOST_FORMS: usize = 200_000;

impl Vocabulary {
    /// What is known of `text`, a token of this kind. The same text always is of the same kind.
    pub fn get(&self, text: &str, kind: TokenKind, rules: &LanguageRules) -> &Lexeme {
        match self.forms.get(text) {
            Some(known) => known,
            None => {
                self.count.set(self.count.get() + 1);
                self.forms.insert(text.into(), Box::new(Lexeme::new(text, kind, rules)))
            }
        }
    }
}

/// The vocabularies of one worker, a language each.
#[derive(Default)]
pub struct Vocabularies([Vocabulary; Lang::ALL.len()]);

impl Vocabularies {
    /// That of `lang`.
    pub fn of(&self, lang: Lang) -> &Vocabulary {
        &self.0[lang as usize]
    }

    /// Empties what has grown too large to keep.
    pub fn trim(&mut self) {
        for vocabulary in &mut self.0 {
            if vocabulary.count.get() > MOST_FORMS {
                *vocabulary = Vocabulary::default();
            }
        }
    }
}
