//! The form in which an article stands in the file: packed text, packed dossier, lists of numbers.
//!
//! Dossiers are MessagePack with named fields, since some of their fields are left out where they
//! say nothing and a form without names could not be read back then.

use crate::model::{Card, Dossier, Meta, RawArticle, Term};
use crate::text::fingerprint;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::io::{self, Read, Write};
use std::ops::Range;

/// The longest text of an article, in bytes (128 MiB): twice the largest file that is read, which may
/// have been in an encoding that takes less room.
const MOST_TEXT: usize = 128 << 20;
/// The largest dossier, in bytes (512 MiB): some times its text.
const MOST_DOSSIER: usize = 512 << 20;

/// An article ready to be filed.
#[derive(Debug, Clone)]
pub struct Parcel {
    pub(super) path: String,
    /// Of the text and of what the article says of itself.
    pub(super) hash: i64,
    pub(super) meta: Meta,
    pub(super) body: Range<usize>,
    pub(super) text: Vec<u8>,
    pub(super) read: ReadParcel,
}

/// What was read in an article, ready to be filed.
#[derive(Debug, Clone)]
pub(super) struct ReadParcel {
    pub dossier: Vec<u8>,
    pub profile: Vec<Term>,
    pub bands: Vec<u64>,
}

impl Parcel {
    /// Packs an article and what was read in it. Takes as long as compressing both does, so that
    /// it is done by many threads while one writes.
    pub fn new(raw: &RawArticle, card: Card) -> Self {
        Self {
            path: raw.path.clone(),
            hash: content_hash(raw),
            meta: raw.meta.clone(),
            body: raw.body.clone(),
            text: deflate(raw.text.as_bytes()),
            read: ReadParcel::new(card),
        }
    }
}

impl Parcel {
    /// The article's path.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl ReadParcel {
    pub fn new(card: Card) -> Self {
        // Memory takes every byte, and a dossier holds nothing that MessagePack has no form for.
        let plain = rmp_serde::to_vec_named(&card.dossier).unwrap_or_default();
        Self { dossier: deflate(&plain), profile: card.profile, bands: card.bands }
    }
}

/// Tells an article that was changed from one that was not: its text, and what it says of itself.
pub(super) fn content_hash(raw: &RawArticle) -> i64 {
    let meta = &raw.meta;
    let day = |day: Option<crate::model::Day>| day.map(|d| d.to_string()).unwrap_or_default();
    let word = |text: &Option<String>| text.clone().unwrap_or_default();
    let parts = [
        word(&meta.title),
        meta.source.clone(),
        day(meta.published),
        day(meta.updated),
        word(&meta.url),
        meta.lang.map(|l| l.code().to_owned()).unwrap_or_default(),
        word(&meta.author),
        format!("{:?}", raw.body),
        raw.text.clone(),
    ];
    let digits = fingerprint(parts.iter().map(String::as_str));
    signed(u64::from_str_radix(&digits, 16).unwrap_or_default())
}

/// SQLite's integers have a sign; the bits stay.
pub(super) fn signed(hash: u64) -> i64 {
    i64::from_ne_bytes(hash.to_ne_bytes())
}

pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut out = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
    // Memory takes every byte.
    let _ = out.write_all(bytes);
    out.finish().unwrap_or_default()
}

/// Stops where more than `most` bytes come out: a damaged file, or one made to fill the memory.
fn inflate(bytes: &[u8], most: usize) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len().saturating_mul(6).min(most));
    DeflateDecoder::new(bytes).take(most as u64 + 1).read_to_end(&mut out)?;
    if out.len() > most {
        return Err(io::Error::other(format!("it unpacks to more than {most} bytes, which no article does")));
    }
    Ok(out)
}

/// A packed text. The error says what is wrong with it.
pub(super) fn text(packed: &[u8]) -> Result<String, String> {
    let bytes = inflate(packed, MOST_TEXT).map_err(|e| format!("its text cannot be unpacked: {e}"))?;
    String::from_utf8(bytes).map_err(|e| format!("its text is not UTF-8: {e}"))
}

/// A packed dossier. The error says what is wrong with it.
pub(super) fn dossier(packed: &[u8]) -> Result<Dossier, String> {
    let bytes = inflate(packed, MOST_DOSSIER).map_err(|e| format!("its dossier cannot be unpacked: {e}"))?;
    let dossier: Dossier = rmp_serde::from_slice(&bytes).map_err(|e| format!("its dossier cannot be read: {e}"))?;
    dossier.check().map_err(|e| format!("its dossier cannot be right: {e}"))?;
    Ok(dossier)
}

/// Ascending numbers as differences, seven bits to a byte.
pub(super) fn numbers(ascending: impl IntoIterator<Item = i64>) -> Vec<u8> {
    let (mut out, mut last) = (Vec::new(), 0);
    for number in ascending {
        let mut rest = number.abs_diff(last);
        last = number;
        while rest >= 0x80 {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }
    out
}

/// Reads [`numbers`] back. What does not end as it should is left out, so that a damaged list is
/// shorter and no panic.
pub(super) fn numbers_of(bytes: &[u8]) -> Vec<i64> {
    let (mut out, mut last, mut rest, mut shift) = (Vec::with_capacity(bytes.len()), 0i64, 0u64, 0);
    for &byte in bytes {
        rest |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if byte & 0x80 == 0 {
            last = last.wrapping_add_unsigned(rest);
            out.push(last);
            (rest, shift) = (0, 0);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_read_back(mut list in prop::collection::vec(0..i64::MAX, 0..40)) {
            list.sort_unstable();
            prop_assert_eq!(numbers_of(&numbers(list.iter().copied())), list);
        }

        #[test]
        fn any_bytes_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            numbers_of(&bytes);
            let _ = (text(&bytes), dossier(&bytes));
        }
    }

    fn packed(change: impl Fn(&mut Dossier)) -> Vec<u8> {
        let text = "Le pont de Lorvans, é.";
        let sentence =
            crate::model::SentenceText { start: 3, end: 3 + text.len(), line: 1, column: 1, text: text.to_owned() };
        let odd = crate::model::OddDate {
            sentence: 0,
            weekday: (3, 5),
            date: (6, 10),
            day: crate::model::Day::new(2021, 3, 4).unwrap(),
            absolute: true,
        };
        let mut dossier = Dossier {
            key: String::new(),
            path: "a.md".into(),
            lang: crate::model::Lang::Fr,
            meta: Meta::default(),
            sentences: vec![sentence],
            names: Vec::new(),
            odd_dates: vec![odd],
            claims: Vec::new(),
            corrections: Vec::new(),
            cut: Vec::new(),
        };
        change(&mut dossier);
        deflate(&rmp_serde::to_vec_named(&dossier).unwrap())
    }

    /// A damaged file: what was unpacked is MessagePack, and points outside of itself.
    #[test]
    fn a_dossier_that_points_outside_of_itself_is_refused() {
        dossier(&packed(|_| {})).unwrap();
        let wrong: [fn(&mut Dossier); 6] = [
            |d| d.sentences[0].end += 1,
            |d| d.sentences[0].start = usize::MAX,
            |d| d.sentences.clear(),
            |d| d.odd_dates[0].sentence = 1,
            |d| d.odd_dates[0].date = (0, 4),
            // The last byte of é.
            |d| d.odd_dates[0].weekday = (24, 25),
        ];
        for change in wrong {
            assert!(dossier(&packed(change)).unwrap_err().contains("cannot be right"));
        }
    }

    #[test]
    fn a_bomb_is_refused_without_unpacking_all_of_it() {
        let bomb = deflate(&vec![0; 2 << 20]);
        assert!(bomb.len() < 4 << 10);
        let error = inflate(&bomb, 1 << 20).unwrap_err();
        assert!(error.to_string().contains("unpacks to more than 1048576 bytes"), "{error}");
        assert_eq!(inflate(&bomb, 2 << 20).unwrap().len(), 2 << 20);
    }

    #[test]
    fn whatever_an_article_says_of_itself_is_part_of_its_hash() {
        let raw = RawArticle { path: "a.md".into(), text: "Un pont.".into(), body: 0..8, meta: Meta::default() };
        let hash = |change: &dyn Fn(&mut RawArticle)| {
            let mut other = raw.clone();
            change(&mut other);
            content_hash(&other)
        };
        let own = content_hash(&raw);
        assert_eq!(hash(&|r| r.path = "b.md".into()), own, "where it lies is no part of it");
        assert_ne!(hash(&|r| r.text.push('!')), own);
        assert_ne!(hash(&|r| r.body.end = 4), own);
        assert_ne!(hash(&|r| r.meta.title = Some("Pont".into())), own);
        assert_ne!(hash(&|r| r.meta.updated = crate::model::Day::new(2021, 3, 4)), own);
        assert_ne!(
            hash(&|r| r.meta.published = crate::model::Day::new(2021, 3, 4)),
            hash(&|r| r.meta.updated = crate::model::Day::new(2021, 3, 4))
        );
    }
}
