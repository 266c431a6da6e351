//! Bytes of any encoding → bytes of UTF-8.
//!
//! What is valid UTF-8 is taken for it, whatever it declares: pages are often saved in another
//! encoding than they name. What is not is read in the encoding of its byte order mark, else in
//! the declared one, else in one that fits the whole file. Bytes that fit nothing are handed on as
//! they are, and the reader of the form names the first wrong one.

use crate::text::LineIndex;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Fewer bytes beyond ASCII than this tell no encoding: one wrong byte in a file is damage.
const ENOUGH: usize = 3;

/// So many wrong bytes must come on each valid UTF-8 character for a file to be no damaged UTF-8.
const WRONG_FOR_EACH_VALID: usize = 10;

/// How much of a file is looked at for UTF-16 without a mark, in bytes.
const UTF16_WINDOW: usize = 4 << 10;

/// `bytes` in UTF-8, where they are in an encoding that can be told; else as they are. `declared`
/// is what the file says of itself. The error is a sentence: the file is in its encoding but for
/// one place.
pub(super) fn to_utf8<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Result<Cow<'a, [u8]>, String> {
    // UTF-16 first: in ASCII its NUL bytes are valid UTF-8.
    if let Some(encoding) = utf16(bytes) {
        return decoded(bytes, encoding);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(Cow::Borrowed(bytes));
    }
    match declared.filter(|&e| e != UTF_8) {
        Some(encoding) => decoded(bytes, encoding),
        None => Ok(detected(bytes).map_or(Cow::Borrowed(bytes), |text| Cow::Owned(text.into_bytes()))),
    }
}

/// UTF-16 by its mark, or by the NUL bytes that every other byte of Latin text is in it.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let window = &bytes[..bytes.len().min(UTF16_WINDOW) & !1];
    let pairs = window.len() / 2;
    let zeros = |from: usize| window.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let most = |n: usize| pairs >= 8 && n * 10 >= pairs * 8;
    match (first, second) {
        (0, n) if most(n) => Some(UTF_16LE),
        (n, 0) if most(n) => Some(UTF_16BE),
        _ => None,
    }
}

/// The error names the first place that is none of `encoding`.
fn decoded<'a>(bytes: &[u8], encoding: &'static Encoding) -> Result<Cow<'a, [u8]>, String> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(bytes.len()));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::Malformed(wrong, behind), read) => {
            let at = read.saturating_sub(usize::from(wrong) + usize::from(behind));
            let place = LineIndex::new(&text).position(&text, text.len());
            Err(format!(
                "line {}, column {}: byte 0x{:02x} at offset {at} is not {}; save the file as UTF-8",
                place.line,
                place.column,
                bytes[at],
                encoding.name()
            ))
        }
        _ => Ok(Cow::Owned(text.into_bytes())),
    }
}

/// The text in the encoding that fits it, where the text looks like one of Western Europe then.
fn detected(bytes: &[u8]) -> Option<String> {
    let beyond = bytes.iter().filter(|b| !b.is_ascii()).count();
    if beyond < ENOUGH || is_damaged_utf8(bytes) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    if encoding == WINDOWS_1252 && is_latin9(bytes) {
        encoding = ISO_8859_15;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    text.chars().all(is_plausible).then(|| text.into_owned())
}

/// True when many of the characters beyond ASCII are valid UTF-8, and only some are not.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += chunk.invalid().len();
    }
    wrong < valid * WRONG_FOR_EACH_VALID
}

/// ISO-8859-15 and windows-1252 differ in few signs; it is the former where these make sense (the
/// euro after a number, *œ* in a word) and none of the latter's quotation marks and dashes stand.
fn is_latin9(bytes: &[u8]) -> bool {
    let in_word = |pair: &[u8]| {
        matches!(pair[1], 0xbc | 0xbd) && pair[0].is_ascii_alphabetic()
            || matches!(pair[0], 0xbc | 0xbd) && pair[1].is_ascii_alphabetic()
    };
    !bytes.iter().any(|b| (0x80..0xa0).contains(b)) && (bytes.contains(&0xa4) || bytes.windows(2).any(in_word))
}

/// Letters of European languages in the Latin script, and the signs of their typography.
fn is_plausible(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => !c.is_ascii_control() || c.is_ascii_whitespace(),
        // Icelandic ones are more often damage.
        'À'..='ÿ' => !matches!(c, '×' | '÷' | 'Ð' | 'ð' | 'Þ' | 'þ'),
        '\u{100}'..='\u{17f}' | '\u{2010}'..='\u{2026}' | '\u{2039}' | '\u{203a}' => true,
        _ => "\u{a0}\u{ad}¡£§©ª«®°±²³µ·¹º»¼½¾¿×€™‰".contains(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "La préfète a fermé le port d'Arvel « jusqu'à nouvel ordre ».\nDéjà douze blessés.";

    fn text(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<String> {
        to_utf8(bytes, declared).ok().and_then(|b| String::from_utf8(b.into_owned()).ok())
    }

    #[test]
    fn legacy_encodings_are_told_by_the_whole_text() {
        let latin = WINDOWS_1252.encode(STORY).0;
        assert_eq!(text(&latin, None).as_deref(), Some(STORY));
        let typographic = "L’usine d’Arvel — fermée — coûtait 12 € par mois…";
        assert_eq!(text(&WINDOWS_1252.encode(typographic).0, None).as_deref(), Some(typographic));
        let latin9 = "Le cœur de l'été : 12 € pour le marché.";
        assert_eq!(text(&ISO_8859_15.encode(latin9).0, None).as_deref(), Some(latin9));
        let spanish = "La alcaldesa negó «cualquier daño»: ¿quién pagó los señuelos?";
        assert_eq!(text(&WINDOWS_1252.encode(spanish).0, None).as_deref(), Some(spanish));
    }

    #[test]
    fn utf_16_is_told_by_its_mark_and_without() {
        for little in [true, false] {
            let unit = |u: u16| if little { u.to_le_bytes() } else { u.to_be_bytes() };
            let bare: Vec<u8> = STORY.encode_utf16().flat_map(unit).collect();
            let marked = [unit(0xfeff).to_vec(), bare.clone()].concat();
            assert_eq!(text(&bare, None).as_deref(), Some(STORY));
            assert_eq!(text(&marked, None).as_deref(), Some(STORY));
        }
    }

    #[test]
    fn valid_utf_8_is_utf_8_whatever_it_declares() {
        assert_eq!(to_utf8(STORY.as_bytes(), Some(WINDOWS_1252)), Ok(Cow::Borrowed(STORY.as_bytes())));
    }

    #[test]
    fn damage_is_no_encoding() {
        let mut bytes = STORY.as_bytes().to_vec();
        bytes.extend(b" ferm\xe9s, bless\xe9s, pr\xe9fet");
        assert_eq!(text(&bytes, None), None);
        assert_eq!(text(b"Le port est ferm\xe9.", None), None);
        assert_eq!(text(b"Il a adopt\xe9 le budget \xc3( \xff\xfe de la ville.", None), None);
        assert_eq!(text(b"\x81\x8d\x8f\x01\x02\xff\xd0\xd1 a", None), None);
    }

    #[test]
    fn a_declared_encoding_holds_for_one_character_and_names_what_is_none_of_it() {
        assert_eq!(text(b"ferm\xe9", Some(WINDOWS_1252)).as_deref(), Some("fermé"));
        let message = to_utf8(b"Le port\nferm\xe9.", Some(encoding_rs::SHIFT_JIS)).unwrap_err();
        assert!(message.starts_with("line 2, column 5: byte 0xe9 at offset 12 is not Shift_JIS"), "{message}");
    }
}
