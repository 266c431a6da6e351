//! Clean text → sentences and quotations.
//!
//! In: the clean text and the rules of its language. Out: [`Split`], spans of that text. It changes
//! no text, and reads no meaning but whether a stop ends a sentence.

mod abbreviation;
mod boundary;
mod list;
mod paragraph;
mod quotes;

use crate::model::Sentence;
use crate::rules::LanguageRules;
use crate::text::{Clean, Span};
use std::ops::Range;

/// Longest heading, in characters.
const MAX_HEADING: usize = 130;

/// The sentences and quotations of a text, both in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// They do not overlap; together they hold every letter and digit of the text.
    pub sentences: Vec<Sentence>,
    /// What stands between quotation marks, without the marks and never empty. A quotation inside
    /// another comes after it.
    pub quotations: Vec<Span<Clean>>,
}

/// Splits `clean`. The end of a line ends a sentence unless the line was wrapped by a program.
pub fn split(clean: &str, rules: &LanguageRules) -> Split {
    let mut out = Split::default();
    let paragraphs = paragraph::paragraphs(clean);
    let alone = paragraphs.len() < 2;
    for (number, paragraph) in paragraphs.into_iter().enumerate() {
        let text = &clean[paragraph.clone()];
        let marks = quotes::scan(text, paragraph.start, &mut out.quotations);
        let pieces = boundary::sentences(text, &marks, rules);
        // "Arvel. Le port ferme": a topic may stand before the headline.
        let topics = pieces.len().saturating_sub(1);
        let one = pieces.iter().take(topics).all(|p| text[p.clone()].split_whitespace().count() <= 3);
        let heading = !alone && one && reads_like_heading(text, number == 0);
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        out.sentences.extend(pieces.into_iter().map(|piece: Range<usize>| Sentence {
            span: Span::new(paragraph.start + piece.start, paragraph.start + piece.end),
            paragraph: number,
            heading,
        }));
    }
    out
}

/// A short line of its own with no final stop. The first line of an article may ask or exclaim.
fn reads_like_heading(line: &str, first: bool) -> bool {
    let bare = line.trim_end_matches(['"', '»', '”', '’', '\'', ')', ']', ' ']);
    let stops: &[char] = if first { &['.', ':', ';', ','] } else { &['.', ':', ';', ',', '!', '?', '…'] };
    line.chars().take(MAX_HEADING).count() < MAX_HEADING && !bare.ends_with(stops) && list::marker(line, 0).is_none()
}

#[cfg(test)]
pub(crate) fn rules_of(lang: crate::model::Lang) -> &'static LanguageRules {
    use std::sync::LazyLock;
    static RULES: LazyLock<crate::rules::RuleSet> =
        LazyLock::new(|| crate::rules::RuleSet::embedded().expect("the embedded rules load"));
    RULES.language(lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use proptest::prelude::*;

    fn headings(text: &str) -> Vec<&str> {
        let split = split(text, rules_of(Lang::Fr));
        split.sentences.iter().filter(|s| s.heading).map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn short_lines_without_a_stop_are_headings() {
        let text = "Le port va-t-il fermer ?\n\nLe port ferme.\n\nLa mairie hésite\n\nElle a dit :\n\nVraiment ?";
        assert_eq!(headings(text), ["Le port va-t-il fermer ?", "La mairie hésite"]);
        assert_eq!(headings("Le port ferme.\nArvel. La mairie hésite"), ["Arvel.", "La mairie hésite"]);
        assert_eq!(headings("Le port ferme"), [""; 0]);
        assert_eq!(headings("Il faut :\n- du temps\n- des moyens"), [""; 0]);
    }

    #[test]
    fn paragraphs_are_numbered() {
        let text = "Le port ferme. La mairie hésite.\n\nElle attend.";
        let split = split(text, rules_of(Lang::Fr));
        assert_eq!(split.sentences.iter().map(|s| s.paragraph).collect::<Vec<_>>(), [0, 0, 1]);
    }

    proptest! {
        #[test]
        fn sentences_are_in_order_and_lose_no_letter(text in "([a-zéA-Z0-9]{1,6}|[.!?…:,]|[«»“”\"'‘’()\\[\\]]|[ \n]|M\\.|•|\\PC){0,60}") {
            for lang in Lang::ALL {
                let split = split(&text, rules_of(lang));
                let mut end = 0;
                for sentence in &split.sentences {
                    prop_assert!(sentence.span.start >= end && !sentence.span.of(&text).trim().is_empty());
                    prop_assert!(!text[end..sentence.span.start].contains(char::is_alphanumeric));
                    end = sentence.span.end;
                }
                prop_assert!(!text[end..].contains(char::is_alphanumeric));
                for pair in split.quotations.windows(2) {
                    prop_assert!(pair[0].start <= pair[1].start);
                }
                for quotation in &split.quotations {
                    prop_assert!(!quotation.of(&text).trim().is_empty());
                }
            }
        }
    }

    #[test]
    fn megabytes_without_a_line_end_take_one_pass() {
        for unit in ["a. ", "« ", "\"a ", "( ", ". ", "“a« ”", "‘a ", "M.", "?\" ", "1) ", "é"] {
            let text = unit.repeat(200_000 / unit.len());
            split(&text, rules_of(Lang::Fr));
        }
    }
}
