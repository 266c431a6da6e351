//! Cleaning, splitting and extracting: any text, in any language.

use crate::listing::check;
use crate::{ENGINE, article, lang};
use recoupe::clean::clean as cleaned;
use recoupe::report::{Style, Tally, legend, marked};
use recoupe::rules::Entries;
use recoupe::split::split as pieces;
use recoupe::text::{Span, fold, fold_char};
use std::sync::LazyLock;

static ENTRIES: LazyLock<Entries> = LazyLock::new(|| ENGINE.rules().entries());

/// The cleaner and its map: every letter of the clean text is one of the file, in its order.
pub fn clean(data: &[u8]) {
    let Some((lang, rest)) = lang(data) else { return };
    let Some((&skip, rest)) = rest.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let mut raw = article("a.md", lang, &text);
    // A body that begins behind something that is none of it.
    raw.body.start = (0..=usize::from(skip).min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let body = raw.body.clone();
    let out = cleaned(&raw, ENGINE.rules().language(lang));
    let mut last = body.start;
    for (at, c) in out.text.char_indices() {
        let span = out.map.to_raw(Span::new(at, at + c.len_utf8()));
        let from = text.get(span.range()).unwrap_or_else(|| panic!("{span:?} cuts a character of {text:?}"));
        assert!(span.start >= last && span.end <= body.end, "{c:?} at {at} leaves its order in {text:?}");
        last = span.end;
        let same = from.starts_with(c) || c.is_whitespace() || fold(from).starts_with(fold_char(c));
        assert!(same, "{c:?} came from {from:?} in {text:?}");
    }
    assert!(!out.text.contains("\n\n\n"), "two empty lines in {:?}", out.text);
    let again = cleaned(&article("a.md", lang, &out.text), ENGINE.rules().language(lang));
    assert!(again.text.len() <= out.text.len(), "cleaning what is clean adds to {:?}", out.text);
}

/// Sentences and quotations: in order, apart, and no letter is lost.
pub fn split(data: &[u8]) {
    let Some((lang, rest)) = lang(data) else { return };
    let text = String::from_utf8_lossy(rest);
    let out = pieces(&text, ENGINE.rules().language(lang));
    let mut end = 0;
    for sentence in &out.sentences {
        assert!(sentence.span.start >= end && !sentence.span.of(&text).trim().is_empty(), "{sentence:?} of {text:?}");
        let lost = text[end..sentence.span.start].contains(char::is_alphanumeric);
        assert!(!lost, "a letter between {end} and {sentence:?} of {text:?}");
        end = sentence.span.end;
    }
    assert!(!text[end..].contains(char::is_alphanumeric), "a letter after {end} of {text:?}");
    for pair in out.quotations.windows(2) {
        assert!(pair[0].start <= pair[1].start, "{pair:?} of {text:?}");
    }
    for quotation in &out.quotations {
        assert!(!quotation.of(&text).trim().is_empty(), "{quotation:?} of {text:?}");
    }
}

/// What is read in a text stands where it says, with its reasons and its marks.
pub fn extract(data: &[u8]) {
    let Some((lang, rest)) = lang(data) else { return };
    let text = String::from_utf8_lossy(rest);
    let line = ENGINE.line("x", lang, &text);
    let (listing, reasons) = ENGINE.list(&line, Some(&ENTRIES));
    check(&listing, &text);
    let marks = ENGINE.marked(&line, &listing, &reasons);
    let mut tally = Tally::default();
    tally.add(&marks);
    serde_json::to_vec(&ENGINE.explained(&listing, &reasons)).expect("JSON");
    for shown in [marked(&marks, &Style::default()), legend(&tally, &Style::default())] {
        String::from_utf8(shown).expect("UTF-8");
    }
    if let Ok(listing) = ENGINE.extract(&article("a.md", lang, &text)) {
        check(&listing, &text);
    }
}
