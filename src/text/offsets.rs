//! The monotone map from clean text back to the file.

use super::span::{Clean, Raw, Span};

/// A stretch of clean text and the stretch of raw text that it came from.
///
/// Where both have one length the bytes correspond one to one; where they differ (a no-break
/// space that became a space, an entity that became a letter) the stretch maps as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    clean: usize,
    clean_len: usize,
    raw: usize,
    raw_len: usize,
}

/// Maps spans of the clean text to spans of the raw text. Built by [`OffsetMapBuilder`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    segments: Vec<Segment>,
}

impl OffsetMap {
    /// The map of a text that was not changed at all.
    pub fn identity(len: usize) -> Self {
        let mut builder = OffsetMapBuilder::default();
        builder.copy(0, len);
        builder.finish()
    }

    /// The raw bytes that the clean bytes of `span` came from: from the raw place of its first
    /// byte to the raw place of its last. Dropped text in between is included.
    pub fn to_raw(&self, span: Span<Clean>) -> Span<Raw> {
        if self.segments.is_empty() {
            return Span::new(0, 0);
        }
        let start = self.locate(span.start);
        let raw_start = if start.clean_len == start.raw_len {
            start.raw + (span.start - start.clean).min(start.raw_len)
        } else {
            start.raw
        };
        if span.is_empty() {
            return Span::new(raw_start, raw_start);
        }
        let last = self.locate(span.end - 1);
        let raw_end = if last.clean_len == last.raw_len {
            last.raw + (span.end - last.clean).min(last.raw_len)
        } else {
            last.raw + last.raw_len
        };
        Span::new(raw_start, raw_end)
    }

    fn locate(&self, at: usize) -> Segment {
        let after = self.segments.partition_point(|s| s.clean <= at);
        self.segments[after.saturating_sub(1)]
    }
}

/// Records, in order, where each stretch of clean text came from.
#[derive(Debug, Default)]
pub struct OffsetMapBuilder {
    segments: Vec<Segment>,
    clean: usize,
}

impl OffsetMapBuilder {
    /// The next `len` clean bytes are the raw bytes from `raw` on, unchanged.
    pub fn copy(&mut self, raw: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.segments.last_mut()
            && last.clean_len == last.raw_len
            && last.raw + last.raw_len == raw
            && last.clean + last.clean_len == self.clean
        {
            last.clean_len += len;
            last.raw_len += len;
        } else {
            self.segments.push(Segment { clean: self.clean, clean_len: len, raw, raw_len: len });
        }
        self.clean += len;
    }

    /// The next `clean_len` clean bytes stand for the `raw_len` raw bytes from `raw` on.
    pub fn replace(&mut self, clean_len: usize, raw: usize, raw_len: usize) {
        if clean_len == 0 {
            return;
        }
        self.segments.push(Segment { clean: self.clean, clean_len, raw, raw_len });
        self.clean += clean_len;
    }

    /// Number of clean bytes recorded so far.
    pub fn clean_len(&self) -> usize {
        self.clean
    }

    /// The finished map.
    pub fn finish(self) -> OffsetMap {
        OffsetMap { segments: self.segments }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_character_maps_as_a_whole() {
        // raw "1\u{a0}082 morts" → clean "1 082 morts"
        let raw = "1\u{a0}082 morts";
        let mut builder = OffsetMapBuilder::default();
        builder.copy(0, 1);
        builder.replace(1, 1, 2);
        builder.copy(3, 9);
        let map = builder.finish();
        assert_eq!(map.to_raw(Span::new(0, 5)).of(raw), "1\u{a0}082");
        assert_eq!(map.to_raw(Span::new(6, 11)).of(raw), "morts");
        assert_eq!(map.to_raw(Span::new(1, 2)).of(raw), "\u{a0}");
    }

    #[test]
    fn dropped_text_between_is_included() {
        let raw = "abc[x]def";
        let mut builder = OffsetMapBuilder::default();
        builder.copy(0, 3);
        builder.copy(6, 3);
        let map = builder.finish();
        assert_eq!(map.to_raw(Span::new(0, 6)).of(raw), raw);
        assert_eq!(map.to_raw(Span::new(0, 3)).of(raw), "abc");
        assert_eq!(map.to_raw(Span::new(3, 6)).of(raw), "def");
    }
}
