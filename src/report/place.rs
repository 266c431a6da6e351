//! Where a side stands, for machines that open the file: its path, the lines of the file if the
//! article's text is the file's own, and the extent of its quote.

use super::side::ToldSide;
use crate::model::ArticleInfo;
use unicode_segmentation::UnicodeSegmentation;

/// What files of several articles end in; the name of the article follows behind `#`.
const OF_SEVERAL: &[&str] = &[".jsonl", ".ndjson", ".rss", ".atom", ".xml", ".gz"];

/// Extensions of files whose text is the article's, so that a line of one is a line of the other.
/// Of a page, a feed or a packed file only the text that was taken from it has lines.
const OWN_TEXT: &[&str] = &[".txt", ".md", ".markdown"];

/// A stretch of a text, as people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1. What stands on the line before the sentence is counted in
    /// user-perceived characters: a report does not hold it.
    pub column: usize,
    /// Line of the last character.
    pub end_line: usize,
    /// Column behind the last character.
    pub end_column: usize,
}

/// The file of an article; empty where the article is not known.
pub(super) fn file(article: Option<&ArticleInfo>) -> String {
    article.map_or_else(String::new, |a| file_of(&a.path))
}

/// The file of a path: where several articles stand in one, what names this one is left out.
pub(super) fn file_of(path: &str) -> String {
    let ends = |file: &&str| OF_SEVERAL.iter().any(|end| file.to_lowercase().ends_with(end));
    let file = path.match_indices('#').map(|(at, _)| &path[..at]).find(ends);
    file.unwrap_or(path).replace('\\', "/")
}

/// The extent of a side's quote; `None` where the lines are not those of the file.
pub(super) fn extent(told: &ToldSide<'_>) -> Option<Extent> {
    let path = told.article?.path.to_lowercase();
    if !OWN_TEXT.iter().any(|end| path.ends_with(end)) {
        return None;
    }
    let side = told.side;
    let before = &side.sentence[..side.sentence.find(&side.quote).unwrap_or(0)];
    let on_line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    let column = side.column + on_line.chars().count() - on_line.graphemes(true).count();
    let (lines, last) = match side.quote.rfind('\n') {
        Some(at) => (side.quote.matches('\n').count(), side.quote[at + 1..].chars().count() + 1),
        None => (0, column + side.quote.chars().count()),
    };
    Some(Extent { line: side.line, column, end_line: side.line + lines, end_column: last })
}

/// A path as a URI: relative as it is, absolute with its scheme. What a URI may not hold is
/// written as its bytes.
pub(super) fn uri(path: &str) -> String {
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    let mut out = match path.starts_with('/') {
        true => "file://".to_owned(),
        false if drive => "file:///".to_owned(),
        false => String::new(),
    };
    for (at, &byte) in path.as_bytes().iter().enumerate() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || drive && at == 1 {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::report::side::Told;

    #[test]
    fn an_article_among_several_stands_in_their_file() {
        assert_eq!(file_of("corpus/fil.jsonl#7"), "corpus/fil.jsonl");
        assert_eq!(file_of("fil.atom#tag:lefil.example,2021#1"), "fil.atom");
        assert_eq!(file_of("c#/notes.md"), "c#/notes.md");
        assert_eq!(file_of("a\\b.md"), "a/b.md");
        assert_eq!(file(None), "");
    }

    #[test]
    fn a_path_is_a_uri_and_nothing_more() {
        assert_eq!(uri("corpus/à b%.md"), "corpus/%C3%A0%20b%25.md");
        assert_eq!(uri("/tmp/a.md"), "file:///tmp/a.md");
        assert_eq!(uri("C:/tmp/a.md"), "file:///C:/tmp/a.md");
        assert_eq!(uri("javascript:alert(1)"), "javascript%3Aalert%281%29");
    }

    #[test]
    fn lines_are_given_where_they_are_those_of_the_file() {
        let mut report = sample();
        let quote = "de\u{301}s\nle soir";
        report.findings[0].sides[0].quote = quote.into();
        report.findings[0].sides[0].sentence = format!("Fe\u{301}vrier, {quote}.");
        (report.findings[0].sides[0].line, report.findings[0].sides[0].column) = (3, 19);
        let articles = report.by_id();
        let told = Told::new(&report.findings[0], &articles);
        // The accent that stands alone is a code point more than there are characters.
        assert_eq!(extent(&told.sides[0]), Some(Extent { line: 3, column: 20, end_line: 4, end_column: 8 }));
        let page = told.sides.iter().find(|s| s.side.article == "a4").unwrap();
        assert_eq!(extent(page), None, "the lines of a page's text are not those of its file");
    }
}
