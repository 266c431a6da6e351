//! Lines → paragraphs. A line is a paragraph, unless a program wrapped it at a fixed width.

use super::list;
use std::ops::Range;

/// Lines of a wrapped block are at least this share of its longest one.
const WRAPPED_WIDTH: f64 = 0.55;
/// Blocks of fewer lines are only joined where the next line goes on in lower case.
const WRAPPED_LINES: usize = 4;

/// The paragraphs of `text`, without surrounding white space, none of them empty.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut block: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = start + line.trim().len();
        at += line.len();
        if line.trim().is_empty() {
            close(text, &mut block, &mut out);
        } else {
            block.push(start..end);
        }
    }
    close(text, &mut block, &mut out);
    out
}

/// Joins the wrapped lines of a block of lines with no empty line between.
fn close(text: &str, block: &mut Vec<Range<usize>>, out: &mut Vec<Range<usize>>) {
    let open = |i: usize| !ends(&text[block[i].clone()]) && list::marker(&text[block[i + 1].clone()], 0).is_none();
    let goes_on = |i: usize| open(i) && text[block[i + 1].clone()].starts_with(char::is_lowercase);
    let breaks = 0..block.len().saturating_sub(1);
    let opens = breaks.clone().filter(|&i| open(i)).count();
    let soft = breaks.clone().filter(|&i| goes_on(i)).count();
    let widest = block.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
    // Names and nouns in capitals begin lines too: where lines of one width go on in lower case
    // again and again, the others do.
    let wrapped = block.len() >= WRAPPED_LINES
        && soft >= 2
        && soft * 3 >= opens
        && breaks.clone().all(|i| block[i].len() as f64 >= widest as f64 * WRAPPED_WIDTH);
    let joins: Vec<bool> = breaks.map(|i| goes_on(i) || (wrapped && open(i))).collect();
    for (i, line) in block.drain(..).enumerate() {
        match out.last_mut() {
            Some(last) if i > 0 && joins[i - 1] => last.end = line.end,
            _ => out.push(line),
        }
    }
}

/// True when a line ends as a sentence, a list's head or an item does.
fn ends(line: &str) -> bool {
    line.trim_end_matches(['"', '»', '”', '’', '\'', ')', ']', ' ']).ends_with(['.', '!', '?', '…', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|p| &text[p]).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(
            split("\n Le port ferme \nLa mairie hésite.\nles élus non.\n\n"),
            ["Le port ferme", "La mairie hésite.", "les élus non."]
        );
        assert_eq!(split("Ils veulent :\nune digue ;\nun phare"), ["Ils veulent :", "une digue ;", "un phare"]);
    }

    #[test]
    fn wrapped_lines_are_one() {
        assert_eq!(
            split("The mayor of Arvel said\nthat the port would close."),
            ["The mayor of Arvel said\nthat the port would close."]
        );
        let wrapped = "La ministre a déclaré hier que le port d'Arvel et celui de\nNorvik, dans le nord du pays, seraient fermés avant la fin de\nl'année, malgré la promesse faite aux marins par le maire de la\nville voisine.";
        assert_eq!(split(wrapped), [wrapped]);
    }
}
