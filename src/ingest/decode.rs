//! Bytes → text, and the files that are none.

use crate::model::Limits;
use crate::text::LineIndex;

/// How far into a file a NUL byte tells that it is no text, in bytes.
const BINARY_WINDOW: usize = 8 << 10;

/// Refuses a file that is too large to be read. The error is a sentence.
pub(super) fn check_size(bytes: &[u8], limits: &Limits) -> Result<(), String> {
    let most = limits.file;
    if bytes.len() > most {
        // How many more nobody knows: no more were read.
        return Err(format!(
            "the file has more than {most} bytes, the limit; split it into one file for each article (--max-file-size \
             sets another limit)"
        ));
    }
    Ok(())
}

/// Refuses what cannot be an article in any form. The error is a sentence.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    if let Some(at) = memchr::memchr(0, &bytes[..bytes.len().min(BINARY_WINDOW)]) {
        return Err(format!("the file is binary (a NUL byte at offset {at}), expected UTF-8 text"));
    }
    let body = &bytes[bom(bytes)..];
    if body.iter().all(u8::is_ascii_whitespace) {
        let what = if bytes.is_empty() { "is empty" } else { "holds nothing but white space" };
        return Err(format!("the file {what}, expected the text of an article"));
    }
    Ok(())
}

/// Length of the byte order mark at the head of `bytes`: 3, or 0 where there is none.
pub(super) fn bom(bytes: &[u8]) -> usize {
    if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 }
}

/// `bytes` as text. The error says where the first wrong byte is.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let valid = std::str::from_utf8(&bytes[..at]).unwrap_or("");
        let place = LineIndex::new(valid).position(valid, at);
        format!(
            "line {}, column {}: byte 0x{:02x} at offset {at} is not UTF-8; save the file as UTF-8",
            place.line, place.column, bytes[at]
        )
    })
}

/// Refuses text with a line that no article has.
pub(super) fn check_lines(text: &str, limits: &Limits) -> Result<(), String> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    for (number, end) in ends.enumerate() {
        if end - start > limits.line {
            return Err(format!(
                "line {}: a line of {} bytes is not an article's; the limit is {}, and --max-line sets another",
                number + 1,
                end - start,
                limits.line
            ));
        }
        start = end + 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_text_are_told_apart() {
        assert!(check(b"").unwrap_err().contains("is empty"));
        assert!(check(b" \n\t\r\n").unwrap_err().contains("white space"));
        assert!(check("\u{feff}\n".as_bytes()).unwrap_err().contains("white space"));
        assert!(check(b"PK\x03\x04\0").unwrap_err().contains("NUL byte at offset 4"));
        assert!(check("Deux morts.".as_bytes()).is_ok());
    }

    #[test]
    fn a_wrong_byte_is_named_with_its_place() {
        let message = utf8(b"Le port\nest ferm\xe9.").unwrap_err();
        assert_eq!(message, "line 2, column 9: byte 0xe9 at offset 16 is not UTF-8; save the file as UTF-8");
    }

    #[test]
    fn a_huge_line_is_refused_and_named() {
        let limits = Limits::default();
        let text = format!("Two died.\n{}", "a".repeat(limits.line + 1));
        assert!(check_lines(&text, &limits).unwrap_err().starts_with("line 2: a line of 1048577 bytes"));
        assert!(check_lines("Two died.\nThree hurt.\n", &limits).is_ok());
    }
}
