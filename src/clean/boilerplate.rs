//! Which lines of a page are the article, and which parts of them.

use super::line::Line;
use super::shape::Shape;
use super::{dateline, shape};
use crate::rules::{Folded, LanguageRules, Opening};
use std::ops::Range;

/// Before a heading such as *Leave a comment* may end an article, that much of it must have been
/// read, in words of full sentences: on some pages the same words stand in a menu at the top.
const ARTICLE_WORDS: usize = 40;
/// An end counts only behind this share of a page's sentences: invitations to comment also stand
/// between the paragraphs.
const ARTICLE_SHARE: f64 = 0.5;
/// From this many words on a line is a paragraph, and loses only the sentence with the phrase.
const PARAGRAPH_WORDS: usize = 40;
/// So many sentence-like lines make a page on which trailing scraps are told from an article of
/// short lines.
const SENTENCES_BEFORE_SCRAPS: usize = 3;

/// For each line, the ranges of it that are kept: none of a line that is dropped.
pub(super) fn kept(lines: &[Line], rules: &LanguageRules) -> Vec<Vec<Range<usize>>> {
    let shapes: Vec<Shape> = lines.iter().map(|l| Shape::of(&l.text)).collect();
    let all = shapes.iter().filter(|s| s.sentence).map(|s| s.words).sum();
    let mut page = Page { rules, all, first: true, read: 0, sentences: 0, in_list: false, over: false };
    let mut out: Vec<Vec<Range<usize>>> =
        lines.iter().zip(&shapes).map(|(line, &shape)| page.judge(&line.text, shape)).collect();
    if page.sentences >= SENTENCES_BEFORE_SCRAPS {
        for (line, kept) in lines.iter().zip(&mut out).rev() {
            if !kept.is_empty() && !shape::is_scrap(&line.text) {
                break;
            }
            kept.clear();
        }
    }
    out
}

/// What is known of the page so far.
struct Page<'a> {
    rules: &'a LanguageRules,
    /// Words of all sentences.
    all: usize,
    /// No line has been kept yet.
    first: bool,
    /// Words of sentences kept.
    read: usize,
    /// Lines kept that are sentences.
    sentences: usize,
    /// Inside a list of links.
    in_list: bool,
    /// Behind the end of the article.
    over: bool,
}

impl Page<'_> {
    fn judge(&mut self, line: &str, shape: Shape) -> Vec<Range<usize>> {
        if line.is_empty() || self.over {
            return Vec::new();
        }
        let rules = &self.rules.boilerplate;
        let folded = Folded::new(line);
        if self.read >= ARTICLE_WORDS && self.read as f64 >= self.all as f64 * ARTICLE_SHARE && rules.is_end(&folded) {
            self.over = true;
            return Vec::new();
        }
        if rules.is_list(&folded) {
            self.in_list = true;
            return Vec::new();
        }
        if self.in_list && !shape.sentence {
            return Vec::new();
        }
        self.in_list = false;
        if self.is_dropped(line, &folded, shape) {
            return Vec::new();
        }
        let kept = self.parts(line, &folded, shape);
        if !kept.is_empty() {
            self.first = false;
            if shape.sentence {
                self.sentences += 1;
                self.read += shape.words;
            }
        }
        kept
    }

    fn is_dropped(&self, line: &str, folded: &Folded<'_>, shape: Shape) -> bool {
        let rules = &self.rules.boilerplate;
        if rules.is_line(folded)
            || rules.is_end(folded)
            || rules.is_section(folded)
            || shape::is_debris(line, shape, self.rules)
        {
            return true;
        }
        match rules.opening(folded) {
            Some(Opening::Certain) => return true,
            Some(Opening::Likely) if !shape.sentence => return true,
            _ => {}
        }
        if !self.first && self.is_headline_of_section(line) {
            return true;
        }
        if shape.sentence {
            return false;
        }
        // "Fishermen at the pier on Monday (Lina Varn/Nordwire Photo)"
        let credit = line
            .strip_suffix(')')
            .and_then(|l| l.rsplit_once('('))
            .is_some_and(|(_, c)| rules.has_hint(&Folded::new(c)));
        // "She posted this picture:" leads on; a long line is a paragraph whose stop was lost.
        let short = !line.ends_with(':') && shape.words < PARAGRAPH_WORDS;
        credit || short && (rules.has_hint(folded) || (self.sentences > 0 && shape::is_caption(line)))
    }

    /// "Politique Une ministre à Norvik : Pour quoi faire ?": a section, then a headline.
    fn is_headline_of_section(&self, line: &str) -> bool {
        let Some((section, headline)) = line.split_once(' ') else { return false };
        let headline = headline.trim_start_matches([' ', '|', '-', '–', '/', ':']);
        headline.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '“' | '"'))
            && !line.ends_with('.')
            && self.rules.boilerplate.is_section(&Folded::new(section))
            && shape::words(headline) >= 3
    }

    /// The line without its dateline, a headline in brackets at its end, and, in a long one, the
    /// sentences that no article has.
    fn parts(&self, line: &str, folded: &Folded<'_>, shape: Shape) -> Vec<Range<usize>> {
        let start = dateline::end(line);
        let end = shape::without_headline(line);
        let (start, end) = if start < end { (start, end) } else { (0, line.len()) };
        if !self.rules.boilerplate.has_phrase(folded) {
            return std::iter::once(start..end).collect();
        }
        if shape.words < PARAGRAPH_WORDS {
            return Vec::new();
        }
        sentences(line, start..end)
            .into_iter()
            .filter(|s| !self.rules.boilerplate.has_phrase(&Folded::new(&line[s.clone()])))
            .collect()
    }
}

/// Rough sentences: good enough to cut a plea for subscriptions out of a paragraph.
fn sentences(line: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    let mut stopped = false;
    let mut space = false;
    for (at, c) in line[range.clone()].char_indices() {
        if c.is_uppercase() && stopped && space {
            out.push(start..range.start + at);
            start = range.start + at;
        }
        space = c.is_whitespace();
        if !space {
            stopped = matches!(c, '.' | '!' | '?' | '…') || (stopped && matches!(c, '"' | '»' | '”' | ')'));
        }
    }
    out.push(start..range.end);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::line;
    use crate::model::Lang;
    use crate::rules::RuleSet;

    fn lines(lang: Lang, text: &str) -> Vec<String> {
        let lines = line::read(text, 0..text.len());
        let rules = RuleSet::embedded().unwrap();
        let kept = kept(&lines, rules.language(lang));
        lines
            .iter()
            .zip(kept)
            .filter(|(_, k)| !k.is_empty())
            .map(|(l, k)| k.into_iter().map(|r| &l.text[r]).collect::<String>())
            .collect()
    }

    const SENTENCE: &str = "The harbour of Arvel will close on Monday, the mayor said.";

    #[test]
    fn an_end_counts_only_behind_an_article() {
        let comments = "Leave a comment\n\nI have lived in Arvel for all of my life.";
        assert_eq!(lines(Lang::En, &format!("Leave a comment\n{SENTENCE}")), [SENTENCE]);
        let article = [SENTENCE; 5].join("\n");
        assert_eq!(lines(Lang::En, &format!("{article}\n{comments}")).len(), 5);
        assert_eq!(lines(Lang::En, &format!("{article}\nLeave a comment\n{article}\n{article}")).len(), 15);
    }

    #[test]
    fn a_list_of_links_ends_with_the_next_sentence() {
        let text = format!("{SENTENCE}\nRelated articles\nWhale seen in harbour\nPier sold\n{SENTENCE}");
        assert_eq!(lines(Lang::En, &text), [SENTENCE, SENTENCE]);
    }

    #[test]
    fn scraps_at_the_end_go_and_figures_stay() {
        let article = [SENTENCE; 3].join("\n");
        assert_eq!(lines(Lang::En, &format!("{article}\nLina Holt\nBack")).len(), 3);
        assert_eq!(lines(Lang::En, &format!("{article}\nDead: 12")).len(), 4);
        assert_eq!(lines(Lang::En, "Ferry aground\nTwo dead").len(), 2);
    }

    #[test]
    fn a_paragraph_loses_only_the_sentence_with_the_phrase() {
        let long = format!("{SENTENCE} {SENTENCE} {SENTENCE} Sign up for our newsletter. {SENTENCE}");
        assert_eq!(lines(Lang::En, &long), [[SENTENCE; 4].join(" ")]);
    }
}
