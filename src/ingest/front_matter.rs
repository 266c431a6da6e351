//! Front matter: `key: value` between `---` lines at the head of a file.

use crate::model::Meta;
use std::str::FromStr;

/// A place in the file and what is wrong there.
fn wrong(line: usize, before: &str, message: &str) -> String {
    format!("line {line}, column {}: {message}", before.chars().count() + 1)
}

/// Reads the front matter that `text` has at `from`, and tells where the body begins. No front
/// matter gives an empty [`Meta`] and `from`. The error is a sentence with line and column.
pub(super) fn read(text: &str, from: usize) -> Result<(Meta, usize), String> {
    let mut meta = Meta::default();
    let mut at = from;
    // A key without a value may be followed by a list or a block of its own: `tags:`, `  - port`.
    let mut block = false;
    for (index, line) in text[from..].split_inclusive('\n').enumerate() {
        let number = index + 1;
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if index == 0 {
            if line != "---" {
                return Ok((meta, from));
            }
            continue;
        }
        if line == "---" {
            return Ok((meta, at));
        }
        let nested = line.starts_with([' ', '\t', '-']);
        if line.is_empty() || line.starts_with('#') || (block && nested) {
            continue;
        }
        let Some((key, value)) = line.split_once(':') else {
            // Without a closing line all of the article would be read as front matter: say that
            // instead of complaining of its first sentence.
            if !text[start..].lines().any(|l| l.trim_end() == "---") {
                break;
            }
            return Err(wrong(number, "", "a line of front matter has no colon, expected \"key: value\""));
        };
        let before = &line[..line.len() - value.trim_start().len()];
        let value = value.trim();
        block = value.is_empty();
        if block {
            continue;
        }
        set(&mut meta, key.trim(), value).map_err(|message| wrong(number, before, &message))?;
    }
    Err("line 1, column 1: the front matter has no end, expected a line \"---\" after it".to_owned())
}

fn set(meta: &mut Meta, key: &str, value: &str) -> Result<(), String> {
    let value = unquote(value)?;
    match key.to_ascii_lowercase().as_str() {
        "title" => meta.title = filled(value),
        "source" => meta.source = value.trim().to_owned(),
        "published" => meta.published = Some(parsed(&value)?),
        "updated" => meta.updated = Some(parsed(&value)?),
        "url" => meta.url = filled(value),
        "lang" => meta.lang = Some(parsed(&value)?),
        "author" => meta.author = filled(value),
        // Other programs keep their own keys here.
        _ => {}
    }
    Ok(())
}

pub(super) fn filled(value: String) -> Option<String> {
    let trimmed = value.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// Reads a date or language; what a message repeats of a long value is cut.
pub(super) fn parsed<T: FromStr<Err = String>>(value: &str) -> Result<T, String> {
    let value = value.trim();
    match value.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", &value[..cut]).parse(),
        None => value.parse(),
    }
}

/// A value without its quotation marks; escapes inside them are those of JSON.
fn unquote(value: &str) -> Result<String, String> {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return Ok(value.to_owned());
    };
    let unclosed = || format!("the value begins with {quote} and does not end with it");
    let inner = value[1..].strip_suffix(quote).ok_or_else(unclosed)?;
    // For the JSON reader the other mark needs no escape and this one does.
    let mut json = String::with_capacity(value.len() + 2);
    json.push('"');
    let mut escaped = false;
    for c in inner.chars() {
        if c == quote && !escaped {
            // YAML doubles a mark inside single ones.
            if quote == '\'' {
                escaped = true;
                continue;
            }
            return Err(format!("the value holds a bare {quote}, expected \\{quote}"));
        }
        match (escaped, c) {
            (true, '\'') => json.push('\''),
            (true, _) => {
                json.push('\\');
                json.push(c);
            }
            (false, '\\') => {}
            (false, '"') => json.push_str("\\\""),
            (false, '\t') => json.push_str("\\t"),
            (false, _) => json.push(c),
        }
        escaped = !escaped && c == '\\';
    }
    if escaped {
        return Err(unclosed());
    }
    json.push('"');
    serde_json::from_str(&json).map_err(|_| "the value holds an escape that JSON does not know".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Lang};

    fn meta(lines: &str) -> Result<Meta, String> {
        read(&format!("---\n{lines}\n---\nText."), 0).map(|(meta, _)| meta)
    }

    #[test]
    fn known_keys_are_read_and_others_tolerated() {
        let text = "---\r\ntitle: \"Ferry \\\"Norna\\\" aground\"\r\nlang: en-GB\r\npublished: 2019-08-05T10:00Z\r\nrating: 5\r\ntags:\r\n  - port\r\n- sea\r\n---\r\nText.";
        let (meta, start) = read(text, 0).unwrap();
        assert_eq!(meta.title.as_deref(), Some("Ferry \"Norna\" aground"));
        assert_eq!((meta.lang, meta.published), (Some(Lang::En), Day::new(2019, 8, 5)));
        assert_eq!(&text[start..], "Text.");
    }

    #[test]
    fn values_are_bare_or_in_either_mark() {
        assert_eq!(meta("title: L'usine : \"morte\" ?").unwrap().title.unwrap(), "L'usine : \"morte\" ?");
        assert_eq!(meta(r#"title: 'L\'usine "X"'"#).unwrap().title.unwrap(), "L'usine \"X\"");
        assert_eq!(meta("title: 'L''usine'").unwrap().title.unwrap(), "L'usine");
        assert_eq!(meta(r#"source: "a\u00e9\\b""#).unwrap().source, "aé\\b");
        assert_eq!(meta("title: \"\"").unwrap().title, None);
    }

    #[test]
    fn wrong_front_matter_is_named_with_its_place() {
        for (lines, expected) in [
            ("lang: en\nno colon here", "line 3, column 1: a line of front matter has no colon"),
            ("published: 5 March", "line 2, column 12: \"5 March\" is not a date, expected YYYY-MM-DD"),
            ("lang: tlh", "line 2, column 7: unknown language \"tlh\""),
            ("title: \"open", "line 2, column 8: the value begins with \""),
            ("title: \"a\\q\"", "line 2, column 8: the value holds an escape"),
        ] {
            let message = meta(lines).unwrap_err();
            assert!(message.starts_with(expected), "{message}");
        }
        let open = read("---\ntitle: x\n\nThe port closed.\n", 0).unwrap_err();
        assert!(open.starts_with("line 1, column 1: the front matter has no end"), "{open}");
    }

    #[test]
    fn a_file_without_front_matter_is_all_body() {
        assert_eq!(read("The port closed.\n---\n", 0), Ok((Meta::default(), 0)));
    }
}
