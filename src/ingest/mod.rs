//! Bytes → raw articles.
//!
//! In: a path as shown to the user, and the bytes of the file. Out: [`Input`], the articles in it
//! and the problems met on the way. It walks no folder, opens no file and drops nothing of the
//! text: that is the work of others.

mod decode;
mod defaults;
mod front_matter;
mod jsonl;
mod plain;

use crate::model::{Problem, RawArticle};
use std::path::Path;

/// The largest file that is read, in bytes (64 MiB). An article has some kilobytes; what is larger
/// is a dump of something else.
pub const MAX_BYTES: usize = 64 << 20;

/// The longest line that an article may have, in bytes (1 MiB). Longer ones are data or minified
/// code.
pub const MAX_LINE: usize = 1 << 20;

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
    /// Reads a file that was found to be neither empty, nor too large, nor binary.
    read: fn(path: &str, bytes: &[u8], out: &mut Input),
}

/// All forms of input, in the order of help and documentation. The first also reads what has no
/// known extension, such as standard input.
const FORMATS: &[Format] = &[
    Format { extensions: &["txt", "md", "markdown"], read: plain::read },
    Format { extensions: &["jsonl", "ndjson"], read: jsonl::read },
];

fn format_of(path: &Path) -> Option<&'static Format> {
    let extension = path.extension()?.to_str()?;
    FORMATS.iter().find(|f| f.extensions.iter().any(|e| e.eq_ignore_ascii_case(extension)))
}

/// The extensions that are read, in lower case, without the dot.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().flat_map(|f| f.extensions.iter().copied())
}

/// True when the extension of `path` is one of [`extensions`], in either case.
pub fn is_supported(path: &Path) -> bool {
    format_of(path).is_some()
}

/// Reads the articles in `bytes`. `path` is the name to show; its extension tells the form, and
/// where it has none that is known the bytes are read as plain text.
pub fn read(path: &str, bytes: &[u8]) -> Input {
    let mut out = Input::default();
    if let Err(message) = decode::check(bytes) {
        out.refuse(path, message);
        return out;
    }
    let format = format_of(Path::new(path)).unwrap_or(&FORMATS[0]);
    (format.read)(path, bytes, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_extension_tells_the_form_in_either_case() {
        assert!(is_supported(Path::new("corpus/a.MD")));
        assert!(!is_supported(Path::new("corpus/a.pdf")));
        assert!(!is_supported(Path::new("corpus/md")));
        assert_eq!(read("A.JSONL", br#"{"id":"x","text":"Two people died."}"#).articles[0].path, "A.JSONL#x");
    }

    #[test]
    fn what_has_no_known_extension_is_plain_text() {
        assert_eq!(read("-", b"Two people died.").articles[0].text, "Two people died.");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            for path in ["a.md", "a.jsonl"] {
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
