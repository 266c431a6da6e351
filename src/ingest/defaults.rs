//! What an article's file tells of it where the article says nothing itself.

use super::gzip;
use crate::model::{Day, host};
use jiff::fmt::rfc2822::DateTimeParser;
use std::path::Path;

/// Longest title, in characters.
const MAX_TITLE: usize = 160;

/// The outlet of an article that does not name it: the host of its URL, else the file's own name
/// without extension.
pub(super) fn source(url: Option<&str>, path: &str) -> String {
    let name = gzip::inner(path).unwrap_or(path);
    let stem = || Path::new(name).file_stem().and_then(|s| s.to_str()).unwrap_or(path);
    url.and_then(host).unwrap_or_else(stem).to_owned()
}

/// The first line of `body`, where it reads like a title: short, with no final stop, and with more
/// text behind it that it does not run on into.
pub(super) fn title(body: &str) -> Option<String> {
    let mut lines = body.split('\n').map(str::trim).skip_while(|l| l.is_empty());
    let first = lines.next()?;
    let next = lines.next()?;
    let further = if next.is_empty() { lines.find(|l| !l.is_empty())? } else { next };
    if !reads_like_title(first) || (!next.is_empty() && next.starts_with(char::is_lowercase)) {
        return None;
    }
    // A lone word over the headline is the name of a section.
    let shown = if !first.contains(char::is_whitespace) && reads_like_title(further) && further.contains(' ') {
        further
    } else {
        first
    };
    Some(shown.trim_start_matches('#').trim().to_owned())
}

fn reads_like_title(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '»', '”', '*', '_', ')', ' ', '\u{a0}', '\u{202f}']);
    let begins = line.trim_start_matches(['#', '*', '_', ' ']).chars().next();
    line.chars().take(MAX_TITLE).count() < MAX_TITLE
        && !bare.ends_with(['.', ';', ':', ',', '…'])
        && begins.is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '«' | '“' | '‘' | '\'' | '¿' | '¡'))
}

/// The day of a date as pages and feeds write it: ISO 8601 with or without hyphens, `2021/07/24`,
/// or as in mail (`Sat, 24 Jul 2021 18:03:00 +0200`). It is the day at the place of writing,
/// whatever the time zone.
pub(super) fn day(text: &str) -> Option<Day> {
    const MAIL: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/'))).unwrap_or(text.len());
    let digits: String = text[..end].chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 8 && text.bytes().take(4).all(|b| b.is_ascii_digit()) {
        return format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]).parse().ok();
    }
    MAIL.parse_zoned(text).ok()?.date().to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_is_the_host_else_the_file() {
        assert_eq!(source(Some("https://www.lefil.example:8080/a?b"), "x/a.md"), "lefil.example");
        assert_eq!(source(Some("not a url"), "x/a.md"), "a");
        assert_eq!(source(None, "x/a.b.txt"), "a.b");
        assert_eq!(source(None, "-"), "-");
    }

    #[test]
    fn days_are_read_as_pages_and_feeds_write_them() {
        let expected = Day::new(2021, 7, 24);
        for text in [
            "2021-07-24",
            " 2021-07-24T23:30:00-04:00 ",
            "2021-07-24 18:03",
            "20210724",
            "2021/07/24",
            "20210724T180300Z",
            "Sat, 24 Jul 2021 23:30:00 -0400",
            "24 Jul 2021 18:03:00 GMT",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "hier", "24/07/2021", "2021-13-01", "é2021-07-2", "1627142580"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_short_line_over_more_text_is_a_title() {
        assert_eq!(title("# Ferry aground off Skerra\n\nA ferry ran aground.").unwrap(), "Ferry aground off Skerra");
        assert_eq!(title("\nPourquoi fermer ?\nLe port ferme.").unwrap(), "Pourquoi fermer ?");
        assert_eq!(title("Economy\n\nPort closed for good\n\nThe port closed.").unwrap(), "Port closed for good");
    }

    #[test]
    fn a_sentence_a_wrapped_line_and_a_lone_line_are_none() {
        assert_eq!(title("The port closed.\n\nTwo ships left."), None);
        assert_eq!(title("The mayor of Arvel said on Monday that\nthe port would close."), None);
        assert_eq!(title("Ferry aground off Skerra\n"), None);
        assert_eq!(title(&format!("{}\nMore.", "mot ".repeat(60))), None);
    }
}
