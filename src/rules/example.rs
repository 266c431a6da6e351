//! An example of a conflict rule: two texts and what the rule says of them.

use crate::model::{Day, Lang};
use schemars::JsonSchema;
use serde::Deserialize;

/// The day on which both sides appear where the example names none.
const DATE: (i16, i8, i8) = (2025, 3, 6);

/// One side of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleSide {
    /// The text, one or more whole sentences.
    pub text: String,
    /// The outlet.
    pub source: String,
    /// Day of publication.
    pub date: Day,
}

/// What the rule says of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExampleVerdict {
    /// It fires on these words of the left and of the right side.
    Fires {
        /// Words of the left text and of the right text.
        words: [String; 2],
    },
    /// It stays silent.
    Silent,
}

/// An example: a test of its rule and a part of its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Language of both texts.
    pub lang: Lang,
    /// One side.
    pub left: ExampleSide,
    /// The other.
    pub right: ExampleSide,
    /// Both sides are one article, which is looked at alone.
    pub alone: bool,
    /// Further articles of the story, for rules that take more than two.
    pub also: Vec<ExampleSide>,
    /// Both sides are versions of one article, the left one first.
    pub versions: bool,
    /// What the rule says.
    pub verdict: ExampleVerdict,
    /// Why the rule is known to get it wrong as yet.
    pub known_miss: Option<String>,
    /// What the example is there to show.
    pub note: Option<String>,
}

impl Example {
    /// True when the rule fires on it.
    pub fn fires(&self) -> bool {
        matches!(self.verdict, ExampleVerdict::Fires { .. })
    }

    /// Checks an example. The error is a sentence without the place.
    pub(super) fn new(mut file: ExampleFile) -> Result<Self, String> {
        let alone = file.text.is_some();
        match (file.text.take(), &file.left, &file.right) {
            (Some(text), None, None) => (file.left, file.right) = (Some(text.clone()), Some(text)),
            (None, Some(_), Some(_)) => {}
            _ => return Err("an example needs either left and right, or text alone".into()),
        }
        let (left, right) = (file.left.unwrap_or_default(), file.right.unwrap_or_default());
        let verdict = match (file.verdict, file.words) {
            (VerdictWord::Fires, Some(words)) => {
                for (word, text, side) in [(&words[0], &left, "left"), (&words[1], &right, "right")] {
                    if word.is_empty() || !text.contains(word.as_str()) {
                        return Err(format!("the words \"{word}\" do not stand in the {side} text of this example"));
                    }
                }
                ExampleVerdict::Fires { words }
            }
            (VerdictWord::Fires, None) => {
                return Err("an example that fires needs words = [\"words of left\", \"words of right\"]".into());
            }
            (VerdictWord::Silent, None) => ExampleVerdict::Silent,
            (VerdictWord::Silent, Some(_)) => {
                return Err(
                    "an example that stays silent has no words, expected verdict = \"fires\" or no words".into()
                );
            }
        };
        let standard = Day::new(DATE.0, DATE.1, DATE.2).ok_or("the standard date is no date")?;
        let side = |text: String, source: Option<String>, other: &str, date: Option<Day>| ExampleSide {
            text,
            source: source.unwrap_or_else(|| other.to_owned()),
            date: date.unwrap_or(standard),
        };
        Ok(Self {
            lang: file.lang,
            left: side(left, file.left_source, "Le Fil", file.left_date),
            right: side(right, file.right_source, "L'Écho", file.right_date),
            alone,
            also: file.also.into_iter().map(|a| ExampleSide { text: a.text, source: a.source, date: a.date }).collect(),
            versions: file.versions,
            verdict,
            known_miss: file.known_miss,
            note: file.note,
        })
    }
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum VerdictWord {
    Fires,
    Silent,
}

/// A further article as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AlsoFile {
    text: String,
    source: String,
    date: Day,
}

/// An example as written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExampleFile {
    lang: Lang,
    left: Option<String>,
    right: Option<String>,
    /// One article that contradicts itself, or seems to. Its first line is the headline where an
    /// empty line follows.
    text: Option<String>,
    left_source: Option<String>,
    right_source: Option<String>,
    left_date: Option<Day>,
    right_date: Option<Day>,
    #[serde(default)]
    also: Vec<AlsoFile>,
    #[serde(default)]
    versions: bool,
    verdict: VerdictWord,
    words: Option<[String; 2]>,
    known_miss: Option<String>,
    note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Example, String> {
        Example::new(toml::from_str(text).map_err(|e| e.to_string())?)
    }

    const TEXTS: &str = "lang = \"fr\"\nleft = \"Trois morts.\"\nright = \"Six morts.\"\n";

    #[test]
    fn sources_and_dates_have_standard_values() {
        let example = read(&format!("{TEXTS}verdict = \"silent\"\nright_date = \"2025-03-07\"")).unwrap();
        assert_eq!(example.left.source, "Le Fil");
        assert_eq!(example.right.source, "L'Écho");
        assert_eq!(example.left.date.to_string(), "2025-03-06");
        assert_eq!(example.right.date.to_string(), "2025-03-07");
    }

    #[test]
    fn one_text_is_looked_at_alone() {
        let example = read("lang = \"fr\"\ntext = \"Trois morts.\"\nverdict = \"silent\"").unwrap();
        assert!(example.alone && example.left.text == example.right.text);
        assert!(!read(&format!("{TEXTS}verdict = \"silent\"")).unwrap().alone);
        let both = read(&format!("{TEXTS}text = \"Trois morts.\"\nverdict = \"silent\""));
        assert!(both.unwrap_err().contains("either left and right, or text alone"));
    }

    #[test]
    fn words_belong_to_examples_that_fire() {
        assert!(read(&format!("{TEXTS}verdict = \"fires\"")).unwrap_err().contains("needs words"));
        let silent = read(&format!("{TEXTS}verdict = \"silent\"\nwords = [\"Trois\", \"Six\"]"));
        assert!(silent.unwrap_err().contains("has no words"));
        assert!(read(&format!("{TEXTS}verdict = \"fires\"\nwords = [\"Trois\", \"Six\"]")).unwrap().fires());
    }
}
