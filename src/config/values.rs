//! Values that recoupe.toml and the command line share, checked in one place.

use crate::model::{Lang, Severity};
use bytesize::ByteSize;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// The gravest severity that does not fail a run lies below this; `never` is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct FailOn(pub Option<Severity>);

impl FailOn {
    /// The word for none.
    pub const NEVER: &str = "never";

    /// True when a finding of this severity makes the run fail.
    pub fn includes(self, severity: Severity) -> bool {
        self.0.is_some_and(|limit| severity <= limit)
    }

    /// Every word that stands for a value, in order.
    pub fn words() -> impl Iterator<Item = &'static str> {
        Severity::ALL.iter().map(|s| s.word()).chain([Self::NEVER])
    }
}

impl TryFrom<String> for FailOn {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        if word == Self::NEVER {
            return Ok(FailOn(None));
        }
        word.parse().map(|s| FailOn(Some(s))).map_err(|e: String| format!("{e}, {}", Self::NEVER))
    }
}

impl From<FailOn> for String {
    fn from(value: FailOn) -> String {
        value.0.map_or(FailOn::NEVER, Severity::word).into()
    }
}

impl JsonSchema for FailOn {
    fn schema_name() -> Cow<'static, str> {
        "FailOn".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "enum": FailOn::words().collect::<Vec<_>>()})
    }
}

/// The language to read articles in; `auto` is as declared, else detected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct LangChoice(pub Option<Lang>);

impl LangChoice {
    const AUTO: &str = "auto";

    /// Every word that stands for a value, in order.
    pub fn words() -> impl Iterator<Item = &'static str> {
        [Self::AUTO].into_iter().chain(Lang::ALL.iter().map(|l| l.code()))
    }
}

impl TryFrom<String> for LangChoice {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        if word == Self::AUTO {
            return Ok(LangChoice(None));
        }
        word.parse().map(|l| LangChoice(Some(l))).map_err(|e: String| format!("{e}, {}", Self::AUTO))
    }
}

impl From<LangChoice> for String {
    fn from(value: LangChoice) -> String {
        value.0.map_or(LangChoice::AUTO, Lang::code).into()
    }
}

impl JsonSchema for LangChoice {
    fn schema_name() -> Cow<'static, str> {
        "LangChoice".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "enum": LangChoice::words().collect::<Vec<_>>()})
    }
}

/// A confidence, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Confidence(pub f64);

impl TryFrom<f64> for Confidence {
    type Error = String;

    fn try_from(value: f64) -> Result<Self, String> {
        if (0.0..=1.0).contains(&value) {
            Ok(Confidence(value))
        } else {
            Err(format!("{value} is not a confidence, expected a number from 0 to 1"))
        }
    }
}

impl FromStr for Confidence {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let value: f64 = s.parse().map_err(|_| "expected a number from 0 to 1".to_owned())?;
        value.try_into()
    }
}

impl From<Confidence> for f64 {
    fn from(value: Confidence) -> f64 {
        value.0
    }
}

impl JsonSchema for Confidence {
    fn schema_name() -> Cow<'static, str> {
        "Confidence".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number", "minimum": 0, "maximum": 1})
    }
}

/// A number of bytes, such as `64MiB` or `500kB`, at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Size(pub usize);

impl FromStr for Size {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let bytes = s.parse::<ByteSize>().ok().and_then(|size| usize::try_from(size.as_u64()).ok());
        let wrong = || format!("\"{s}\" is not a size, expected bytes, at least 1, such as 64MiB or 500kB");
        bytes.filter(|&n| n > 0).map(Size).ok_or_else(wrong)
    }
}

impl TryFrom<String> for Size {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            n if n % (1 << 20) == 0 => write!(f, "{}MiB", n >> 20),
            n if n % (1 << 10) == 0 => write!(f, "{}KiB", n >> 10),
            n => write!(f, "{n}B"),
        }
    }
}

impl From<Size> for String {
    fn from(value: Size) -> String {
        value.to_string()
    }
}

impl JsonSchema for Size {
    fn schema_name() -> Cow<'static, str> {
        "Size".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[0-9.]+ ?([kKMGT]i?)?B?$"})
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// Nobody gave it.
    #[default]
    Default,
    /// A configuration file.
    File {
        /// As messages name it.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// An option of the command line.
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File { file, line, .. } => write!(f, "{file}:{line}"),
            Origin::CommandLine => f.write_str("command line"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fail_on_includes_what_is_graver() {
        let on = |word: &str| FailOn::try_from(word.to_owned()).unwrap();
        assert!(on("warning").includes(Severity::Error));
        assert!(!on("warning").includes(Severity::Note));
        assert!(!on("never").includes(Severity::Error));
    }

    #[test]
    fn a_size_is_shown_as_it_is_read() {
        for (text, bytes) in [("64MiB", 64 << 20), ("8KiB", 8192), ("1001B", 1001)] {
            assert_eq!(text.parse(), Ok(Size(bytes)));
            assert_eq!(Size(bytes).to_string(), text);
        }
        assert_eq!("2M".parse(), Ok(Size(2_000_000)));
    }

    #[test]
    fn wrong_values_are_told_what_is_right() {
        let error = FailOn::try_from("fatal".to_owned()).unwrap_err();
        assert_eq!(error, "unknown value \"fatal\", expected one of error, warning, note, never");
        assert!("1.5".parse::<Confidence>().unwrap_err().contains("from 0 to 1"));
        assert!("NaN".parse::<Confidence>().is_err());
        assert!("much".parse::<Size>().unwrap_err().contains("such as 64MiB"));
        assert!("0".parse::<Size>().is_err());
    }
}
