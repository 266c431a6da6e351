//! Words with what the language's rules know of them: the form in which every extractor reads a
//! sentence.

use super::lexeme::{Lexeme, Vocabulary};
use crate::model::Term;
use crate::rules::{Class, Classes, LanguageRules};
use crate::text::{Clean, Span, Token, TokenKind, tokenize};
use std::ops::Deref;

/// A token of a sentence; what its form alone decides is its [`Lexeme`]'s.
#[derive(Debug, Clone)]
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// What is known of the form.
    pub lexeme: &'a Lexeme,
    /// Where it stands in the clean text.
    pub span: Span<Clean>,
    /// Word, number or mark.
    pub kind: TokenKind,
    /// No white space before it.
    pub glued: bool,
    /// Its closed classes; empty for open-class words, numbers and marks.
    pub classes: Classes,
    /// It is part of a name.
    pub name: bool,
    /// What it is about, here: its own meaning, that of the phrase that it begins, or nothing
    /// where a date or a number takes it in.
    pub term: Option<&'a Term>,
}

impl Deref for Word<'_> {
    type Target = Lexeme;

    fn deref(&self) -> &Lexeme {
        self.lexeme
    }
}

impl Word<'_> {
    /// True when the word belongs to `class`.
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// True for the mark `c`.
    pub fn is_mark(&self, c: char) -> bool {
        self.kind == TokenKind::Mark && self.text.starts_with(c)
    }

    /// True when it begins with an upper-case letter.
    pub fn is_capitalised(&self) -> bool {
        self.lexeme.capital
    }
}

/// The words of `span` of the clean text.
pub fn words<'a>(
    clean: &'a str,
    span: Span<Clean>,
    rules: &'a LanguageRules,
    vocabulary: &'a Vocabulary,
) -> Vec<Word<'a>> {
    let mut tokens: Vec<Token> = Vec::with_capacity(span.len() / 4);
    tokenize(span.of(clean), span.start, &rules.language.clitics, &mut tokens);
    let mut out: Vec<Word<'a>> = tokens
        .into_iter()
        .map(|token| {
            let text = token.span.of(clean);
            let lexeme = vocabulary.get(text, token.kind, rules);
            Word {
                text,
                lexeme,
                span: token.span,
                kind: token.kind,
                glued: token.glued,
                classes: lexeme.closed,
                name: false,
                term: lexeme.meaning.as_ref(),
            }
        })
        .collect();
    join_phrases(&mut out, rules);
    out
}

/// *mise en examen*, *chiffre d'affaires*: the phrase is about one concept, told at its first word.
fn join_phrases<'a>(words: &mut [Word<'a>], rules: &'a LanguageRules) {
    for i in 0..words.len() {
        if !words[i].opens_phrase {
            continue;
        }
        if let Some((term, n)) =
            rules.lexicon.phrase(&words[i].lexeme.root, |k| words.get(i + k).map(|w| &w.lexeme.root))
        {
            for word in &mut words[i..i + n] {
                word.term = None;
            }
            words[i].term = Some(term);
        }
    }
}

/// The words of a whole text, for tests: what they point to is never freed.
#[cfg(test)]
pub fn words_of<'a>(text: &'a str, rules: &'a LanguageRules) -> Vec<Word<'a>> {
    words(text, Span::new(0, text.len()), rules, Box::leak(Box::default()))
}
