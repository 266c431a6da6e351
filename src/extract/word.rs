//! Words with what the language's rules know of them: the form in which every extractor reads a
//! sentence.

use crate::model::{Sentence, Term};
use crate::rules::{Class, Classes, LanguageRules};
use crate::text::{Clean, Span, Token, TokenKind, tokenize};
use compact_str::CompactString;

/// A token of a sentence, looked up once.
#[derive(Debug, Clone)]
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// In lower case, with straight apostrophes.
    pub lower: CompactString,
    /// Where it stands in the clean text.
    pub span: Span<Clean>,
    /// Word, number or mark.
    pub kind: TokenKind,
    /// No white space before it.
    pub glued: bool,
    /// Its closed classes; empty for open-class words, numbers and marks.
    pub classes: Classes,
    /// Its root; empty for numbers and marks.
    pub root: Term,
    /// It is part of a name.
    pub name: bool,
    /// Its form can only be a finite verb.
    pub finite: bool,
    /// What an open-class word is about: a concept or its root. `None` for closed classes, numbers
    /// and marks.
    pub term: Option<Term>,
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
        self.kind == TokenKind::Word && crate::text::is_capitalised(self.text)
    }
}

/// The words of `span` of the clean text.
pub fn words<'a>(clean: &'a str, span: Span<Clean>, rules: &LanguageRules) -> Vec<Word<'a>> {
    let mut out = single_words(clean, span, rules);
    join_phrases(&mut out, rules);
    out
}

/// *mise en examen*, *chiffre d'affaires*: the phrase is about one concept, told at its first word.
fn join_phrases(words: &mut [Word<'_>], rules: &LanguageRules) {
    let roots: Vec<Term> = words.iter().map(|w| w.root.clone()).collect();
    for i in 0..words.len() {
        if let Some((term, n)) = rules.lexicon.phrase(&roots[i..]) {
            let term = term.clone();
            for word in &mut words[i..i + n] {
                word.term = None;
            }
            words[i].term = Some(term);
        }
    }
}

fn single_words<'a>(clean: &'a str, span: Span<Clean>, rules: &LanguageRules) -> Vec<Word<'a>> {
    let mut tokens: Vec<Token> = Vec::with_capacity(span.len() / 5);
    tokenize(span.of(clean), span.start, &rules.language.clitics, &mut tokens);
    tokens
        .into_iter()
        .map(|token| {
            let text = token.span.of(clean);
            let mut lower = CompactString::from(text.to_lowercase());
            if lower.contains('’') {
                lower = lower.replace('’', "'").into();
            }
            let (classes, root, term) = match token.kind {
                TokenKind::Word => {
                    let classes = rules.language.classes(lower.trim_end_matches('\''));
                    let root = rules.language.root(&lower);
                    let term = classes.is_open().then(|| rules.term_of(&lower, &root));
                    (classes, root, term)
                }
                _ => (Classes::default(), Term::default(), None),
            };
            let finite = classes.is_open() && token.kind == TokenKind::Word && rules.polarity.is_finite(&lower);
            Word {
                text,
                lower,
                span: token.span,
                kind: token.kind,
                glued: token.glued,
                classes,
                root,
                finite,
                name: false,
                term,
            }
        })
        .collect()
}

/// The words of a sentence.
pub fn words_of<'a>(clean: &'a str, sentence: &Sentence, rules: &LanguageRules) -> Vec<Word<'a>> {
    words(clean, sentence.span, rules)
}
