//! `.jsonl`: one JSON object a line, one article each.

use super::front_matter::{filled, parsed};
use super::{Input, decode, defaults};
use crate::model::{Limits, Meta, Problem, RawArticle};
use crate::text::{Map, hash64};
use serde::Deserialize;
use std::io::{self, Read};

/// A line. Keys that are not named here are tolerated: data sets carry their own.
#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    title: Option<String>,
    text: String,
    source: Option<String>,
    url: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    lang: Option<String>,
    author: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// Reads all lines; a bad one is a problem and the others are read.
pub(super) fn read(path: &str, bytes: &[u8], limits: &Limits, out: &mut Input) {
    Lines::new(path, limits).read(&bytes[decode::bom(bytes)..], out);
}

/// Lines that come piece by piece, as those of a file that is too large to be held at once.
pub struct Lines<'a> {
    path: &'a str,
    limits: &'a Limits,
    /// Lines read so far.
    number: usize,
    /// Hashes of the paths so far, with their lines.
    seen: Map<u64, usize>,
}

/// Bytes of lines that are held at once.
const PIECE: usize = 8 << 20;

impl<'a> Lines<'a> {
    /// Those of the file that is shown as `path`.
    pub fn new(path: &'a str, limits: &'a Limits) -> Self {
        Self { path, limits, number: 0, seen: Map::default() }
    }

    /// Reads whole lines.
    fn read(&mut self, bytes: &[u8], out: &mut Input) {
        let (path, limits) = (self.path, self.limits);
        for line in bytes.split(|&b| b == b'\n') {
            self.number += 1;
            let number = self.number;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match article(path, line, number, limits) {
                Ok(article) => match self.seen.insert(hash64(article.path.as_bytes()), number) {
                    None => out.articles.push(article),
                    Some(first) => out.refuse(
                        path,
                        format!("line {number}: the id is that of line {first}; each article needs an id of its own"),
                    ),
                },
                Err(message) => out.refuse(path, format!("line {number}{message}")),
            }
        }
    }

    /// Reads all lines of `source` and hands on what they hold, some megabytes at a time. Unlike a
    /// file that is read at once, this one must be UTF-8. With what was read goes the number of bytes
    /// so far.
    ///
    /// # Errors
    /// Those of `source` and of `each`; what was handed on stays.
    pub fn stream<E: From<io::Error>>(
        mut self,
        mut source: impl Read,
        mut each: impl FnMut(Input, u64) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut held = Vec::with_capacity(PIECE);
        let mut begun = false;
        let mut bytes = 0;
        loop {
            let from = held.len();
            let more = source.by_ref().take(PIECE as u64).read_to_end(&mut held)?;
            bytes += more as u64;
            if !begun {
                begun = true;
                held.drain(..decode::bom(&held));
            }
            // What follows the last line end waits for its rest.
            let whole = match memchr::memrchr(b'\n', &held[from.min(held.len())..]) {
                _ if more == 0 => held.len(),
                Some(at) => from + at,
                None => {
                    let most = self.limits.file;
                    if held.len() > most {
                        let line = self.number + 1;
                        let message = format!(
                            "line {line}: longer than {most} bytes, the limit of --max-file-size; it and what follows \
                             it are not read"
                        );
                        let problem = Problem { path: self.path.to_owned(), message };
                        return each(Input { problems: vec![problem], ..Input::default() }, bytes);
                    }
                    continue;
                }
            };
            if whole > 0 || more > 0 {
                let mut out = Input::default();
                self.read(&held[..whole], &mut out);
                each(out, bytes)?;
            }
            if more == 0 {
                return Ok(());
            }
            held.drain(..=whole);
        }
    }
}

/// One line as an article. The error goes on from "line 7".
fn article(path: &str, line: &[u8], number: usize, limits: &Limits) -> Result<RawArticle, String> {
    let line = std::str::from_utf8(line)
        .map_err(|e| format!(", byte {}: not UTF-8; save the file as UTF-8", e.valid_up_to() + 1))?;
    let record: Record = serde_json::from_str(line).map_err(|e| {
        let message = e.to_string();
        let reason = message.split(" at line ").next().unwrap_or(&message);
        let reason = reason.replace('`', "\"");
        format!(", column {}: {reason}; expected an object with \"text\" and, where known, \"id\", \"title\", \"source\", \"url\", \"published\" and \"lang\"", e.column())
    })?;
    let named = |key: &str| {
        let key = key.to_owned();
        move |message: String| format!(", \"{key}\": {message}")
    };
    if record.text.trim().is_empty() {
        return Err(", \"text\": empty, expected the text of an article".to_owned());
    }
    decode::check_lines(&record.text, limits).map_err(named("text"))?;
    let published = record.published.as_deref().filter(|d| !d.is_empty());
    let updated = record.updated.as_deref().filter(|d| !d.is_empty());
    let lang = record.lang.as_deref().filter(|l| !l.is_empty());
    let url = record.url.and_then(filled);
    let id = match record.id {
        Some(Id::Text(id)) => filled(id),
        Some(Id::Number(id)) => Some(id.to_string()),
        None => None,
    };
    let meta = Meta {
        title: record.title.and_then(filled).or_else(|| defaults::title(&record.text)),
        source: record.source.and_then(filled).unwrap_or_else(|| defaults::source(url.as_deref(), path)),
        published: published.map(parsed).transpose().map_err(named("published"))?,
        updated: updated.map(parsed).transpose().map_err(named("updated"))?,
        url,
        lang: lang.map(parsed).transpose().map_err(named("lang"))?,
        author: record.author.and_then(filled),
    };
    let id = id.unwrap_or_else(|| number.to_string());
    Ok(RawArticle { path: format!("{path}#{id}"), body: 0..record.text.len(), text: record.text, meta })
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use crate::ingest::{Input, read};
    use crate::model::{Day, Lang, Limits};
    use std::io;

    #[test]
    fn a_line_is_an_article() {
        let line = r#"{"id": 7, "title": "Port fermé", "text": "Le port ferme.\nDeux navires partent.", "source": "Le Fil", "published": "2021-03-04", "lang": "fr", "rank": 1}"#;
        let input = read("a.jsonl", format!("\u{feff}{line}\n\n").as_bytes());
        assert_eq!(input.problems, []);
        let article = &input.articles[0];
        assert_eq!((article.path.as_str(), article.meta.source.as_str()), ("a.jsonl#7", "Le Fil"));
        assert_eq!((article.meta.lang, article.meta.published), (Some(Lang::Fr), Day::new(2021, 3, 4)));
        assert_eq!(&article.text[article.body.clone()], "Le port ferme.\nDeux navires partent.");
    }

    #[test]
    fn lines_that_come_in_pieces_are_those_of_the_whole() {
        let line = |n: usize| format!("{{\"id\": {n}, \"text\": \"{}\"}}\n", "Le port ferme. ".repeat(20_000));
        let text = format!("\u{feff}{}not json\n{}", (0..60).map(line).collect::<String>(), line(7).trim_end());
        let (mut pieces, mut articles, mut problems) = (0, Vec::new(), Vec::new());
        let each = |input: Input, _| -> io::Result<()> {
            pieces += 1;
            articles.extend(input.articles);
            problems.extend(input.problems);
            Ok(())
        };
        Lines::new("a.jsonl", &Limits::default()).stream(text.as_bytes(), each).unwrap();
        let whole = read("a.jsonl", text.as_bytes());
        assert!(pieces > 2, "{pieces}");
        assert_eq!((articles, problems), (whole.articles, whole.problems));
    }

    #[test]
    fn a_bad_line_is_named_and_the_others_are_read() {
        let mut bytes = br#"{"id":"a","text":"Un."}
{"id":"b"}
not json
{"id":"c","text":" "}
{"id":"a","text":"Deux."}
{"id":"d","text":"Trois.","published":"hier"}
"#
        .to_vec();
        bytes.extend(b"{\"id\":\"e\",\"text\":\"ferm\xe9\"}\n{\"text\":\"Quatre.\"}");
        let input = read("a.jsonl", &bytes);
        let paths: Vec<&str> = input.articles.iter().map(|a| a.path.as_str()).collect();
        assert_eq!(paths, ["a.jsonl#a", "a.jsonl#8"]);
        let expected = [
            "line 2, column 10: missing field \"text\"",
            "line 3, column 2: expected",
            "line 4, \"text\": empty",
            "line 5: the id is that of line 1",
            "line 6, \"published\": \"hier\" is not a date",
            "line 7, byte 23: not UTF-8",
        ];
        assert_eq!(input.problems.len(), expected.len());
        for (problem, expected) in input.problems.iter().zip(expected) {
            assert!(problem.message.starts_with(expected), "{}", problem.message);
        }
    }
}
