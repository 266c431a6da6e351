//! What must hold of a listing, whatever was read.

use recoupe::extract::{Listing, Range};

/// All that is listed stands where it says that it stands.
pub fn check(listing: &Listing, text: &str) {
    let of = |start: usize, end: usize| text.get(start..end).unwrap_or_else(|| panic!("{start}..{end} of {text:?}"));
    let inside = |sentence: &Range, start: usize, end: usize| sentence.start <= start && end <= sentence.end;
    let mut last = 0;
    for sentence in &listing.sentences {
        assert!(last <= sentence.start && sentence.start < sentence.end, "sentences in order of {text:?}");
        last = sentence.end;
        let shown = of(sentence.start, sentence.end);
        assert_eq!(shown.trim(), shown, "a sentence of {text:?}");
    }
    let in_one = |start: usize, end: usize| {
        assert!(
            listing.sentences.iter().any(|s| inside(s, start, end)),
            "{:?} in no sentence of {text:?}",
            of(start, end)
        );
    };
    for quantity in &listing.quantities {
        assert_eq!(of(quantity.start, quantity.end), quantity.text, "a quantity of {text:?}");
        assert!(!quantity.text.trim().is_empty());
        let ordered = quantity.low.zip(quantity.high).is_none_or(|(low, high)| low <= high);
        assert!(ordered && !quantity.value.is_nan(), "{quantity:?} in {text:?}");
        in_one(quantity.start, quantity.end);
    }
    for date in &listing.dates {
        assert_eq!(of(date.start, date.end), date.text, "a date of {text:?}");
        in_one(date.start, date.end);
    }
    for said in &listing.attributions {
        assert!(!of(said.cue_at.start, said.cue_at.end).trim().is_empty(), "a cue of {text:?}");
        in_one(said.cue_at.start, said.cue_at.end);
        if let Some(content) = said.content {
            assert!(!of(content.start, content.end).trim().is_empty(), "a content of {text:?}");
            in_one(content.start, content.end);
        }
    }
    for claim in &listing.claims {
        let span = claim.place.span;
        assert!(!of(span.start, span.end).trim().is_empty(), "a claim of {text:?}");
        let sentence = &listing.sentences[claim.place.sentence];
        assert!(
            inside(sentence, span.start, span.end),
            "{:?} leaves its sentence in {text:?}",
            of(span.start, span.end)
        );
    }
}
