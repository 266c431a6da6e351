//! Sentences that are too long to be read.

use crate::model::RawArticle;
use crate::split::Split;
use crate::text::{Clean, LineIndex, OffsetMap, Span};

/// Drops the sentences that are longer than `most` bytes, and what is quoted in them. The message
/// tells the first of them.
pub(super) fn bound(split: &mut Split, map: &OffsetMap, raw: &RawArticle, most: usize) -> Option<String> {
    let mut long: Vec<Span<Clean>> = Vec::new();
    split.sentences.retain(|sentence| {
        let fits = sentence.span.end - sentence.span.start <= most;
        if !fits {
            long.push(sentence.span);
        }
        fits
    });
    let first = long.first()?;
    // Both are in the order of the text.
    split.quotations.retain(|quotation| {
        let before = long.partition_point(|l| l.start <= quotation.start);
        before == 0 || long[before - 1].end < quotation.end
    });
    let line = LineIndex::new(&raw.text).position(&raw.text, map.to_raw(*first).start).line;
    let others = match long.len() - 1 {
        0 => String::new(),
        more => format!(", nor are {more} more"),
    };
    let bytes = first.end - first.start;
    Some(format!(
        "line {line}: a sentence of {bytes} bytes is not read{others}; the limit is {most}, and --max-sentence sets another"
    ))
}
