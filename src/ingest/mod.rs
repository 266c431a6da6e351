//! Bytes → raw articles.
//!
//! In: a path as shown to the user, and the bytes of the file. Out: [`Input`], the articles in it
//! and the problems met on the way. It walks no folder and opens no file. Of a page's markup it
//! keeps the text; what to drop of a text is decided elsewhere.

mod charset;
mod decode;
mod defaults;
mod feed;
mod front_matter;
mod gzip;
mod html;
mod jsonl;
mod plain;

use crate::model::{Limits, Problem, RawArticle};
pub use jsonl::Lines;

use encoding_rs::Encoding;
use std::path::Path;

/// What a file held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    /// In the order of the file.
    pub articles: Vec<RawArticle>,
    /// What could not be read, and why.
    pub problems: Vec<Problem>,
}

impl Input {
    fn refuse(&mut self, path: &str, message: impl Into<String>) {
        self.problems.push(Problem { path: path.to_owned(), message: message.into() });
    }
}

/// A form of input.
struct Format {
    /// Extensions of its files, in lower case, without the dot.
    extensions: &'static [&'static str],
    /// The encoding that a file of this form declares, where it is not UTF-8.
    declared: fn(bytes: &[u8]) -> Option<&'static Encoding>,
    /// Reads a file that was found to be neither empty, nor too large, nor binary. The bytes are
    /// UTF-8 unless they are damaged, or of an encoding that cannot be told.
    read: fn(path: &str, bytes: &[u8], limits: &Limits, out: &mut Input),
}

/// All forms of input, in the order of help and documentation.
const FORMATS: &[Format] = &[
    Format { extensions: &["txt", "md", "markdown"], declared: |_| None, read: plain::read },
    Format { extensions: &["html", "htm", "xhtml"], declared: html::declared, read: html::read },
    Format { extensions: &["jsonl", "ndjson"], declared: |_| None, read: jsonl::read },
    Format { extensions: &["rss", "atom", "xml"], declared: feed::declared, read: feed::read },
];

fn format_of(path: &Path) -> Option<&'static Format> {
    let name = path.file_name()?.to_str()?;
    let extension = Path::new(gzip::inner(name).unwrap_or(name)).extension()?.to_str()?;
    FORMATS.iter().find(|f| f.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension)))
}

/// The form of what has no known extension, such as standard input: a page or a feed by how it
/// begins, else plain text.
fn format_by_head(bytes: &[u8]) -> &'static Format {
    let head = &bytes[decode::bom(bytes)..];
    let head = head.trim_ascii_start();
    let begins = |with: &str| head.get(..with.len()).is_some_and(|h| h.eq_ignore_ascii_case(with.as_bytes()));
    let extension = if ["<!doctype html", "<html"].into_iter().any(begins) {
        "html"
    } else if ["<?xml", "<rss", "<feed"].into_iter().any(begins) {
        "xml"
    } else {
        "txt"
    };
    FORMATS.iter().find(|f| f.extensions.contains(&extension)).unwrap_or(&FORMATS[0])
}

/// The extensions that are read, in lower case, without the dot. Each may have `.gz` behind it.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().flat_map(|f| f.extensions.iter().copied())
}

/// True when the extension of `path` is one of [`extensions`], in either case, packed or not.
pub fn is_supported(path: &Path) -> bool {
    format_of(path).is_some()
}

/// True when the file of this name holds an article in each line, which may be read one by one.
pub fn is_lines(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str());
    format_of(path)
        .zip(extension)
        .is_some_and(|(f, e)| f.extensions.contains(&"jsonl") && !e.eq_ignore_ascii_case("gz"))
}

/// Reads the articles in `bytes`, within the default [`Limits`]. `path` is the name to show; its
/// extension tells the form, and where it has none that is known the bytes tell it: a page, a feed,
/// else plain text.
pub fn read(path: &str, bytes: &[u8]) -> Input {
    read_within(path, bytes, &Limits::default())
}

/// As [`read`], within other limits.
pub fn read_within(path: &str, bytes: &[u8], limits: &Limits) -> Input {
    let mut out = Input::default();
    if let Err(message) = read_into(path, bytes, limits, &mut out) {
        out.refuse(path, message);
    }
    out
}

fn read_into(path: &str, bytes: &[u8], limits: &Limits, out: &mut Input) -> Result<(), String> {
    let bytes = gzip::unpacked(path, bytes, limits)?;
    decode::check_size(&bytes, limits)?;
    let format = format_of(Path::new(path)).unwrap_or_else(|| format_by_head(&bytes));
    let bytes = charset::to_utf8(&bytes, (format.declared)(&bytes))?;
    decode::check(&bytes)?;
    (format.read)(path, &bytes, limits, out);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_extension_tells_the_form_in_either_case() {
        assert!(is_supported(Path::new("corpus/a.MD")));
        assert!(is_supported(Path::new("corpus/a.html.gz")));
        assert!(!is_supported(Path::new("corpus/a.pdf.gz")));
        assert!(!is_supported(Path::new("corpus/html.gz")));
        assert!(!is_supported(Path::new("corpus/a.pdf")));
        assert!(!is_supported(Path::new("corpus/md")));
        for (name, lines) in [("a.jsonl", true), ("a.NDJSON", true), ("a.jsonl.gz", false), ("a.md", false)] {
            assert_eq!(is_lines(Path::new(name)), lines, "{name}");
        }
        assert_eq!(read("A.JSONL", br#"{"id":"x","text":"Two people died."}"#).articles[0].path, "A.JSONL#x");
    }

    #[test]
    fn what_has_no_known_extension_is_told_by_how_it_begins() {
        assert_eq!(read("-", b"Two people died.").articles[0].text, "Two people died.");
        assert_eq!(read("-", b"\n<!DOCTYPE html><p>Two people died.</p>").articles[0].text, "Two people died.");
        assert!(read("-", b"<rss>").problems[0].message.contains("no feed"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            for path in ["a.md", "a.jsonl", "a.html", "a.xml", "a.md.gz"] {
                let input = read(path, &bytes);
                prop_assert!(path == "a.jsonl" || input.articles.len() + input.problems.len() == 1);
            }
        }

        #[test]
        fn bodies_lie_on_character_borders(text in "(---\n)?(title: [\"'é]{0,4}\n|é: x\n|\u{feff}){0,3}(---\n)?\\PC{0,80}") {
            for article in read("a.md", text.as_bytes()).articles {
                prop_assert!(article.text.get(article.body.clone()).is_some());
                prop_assert_eq!(&article.text, &text);
            }
        }
    }
}
