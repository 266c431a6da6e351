//! The languages that rules exist for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A language of articles and rules, by its ISO 639-1 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
    /// Spanish.
    Es,
}

impl Lang {
    /// Every language, in the order of help and documentation.
    pub const ALL: [Lang; 3] = [Lang::Fr, Lang::En, Lang::Es];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
            Lang::Es => "es",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = String;

    /// Reads `fr`, `fr-FR`, `fr_CA`, `FR`. Errors name the languages that there are.
    fn from_str(s: &str) -> Result<Self, String> {
        let code = s.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        Lang::ALL
            .into_iter()
            .find(|l| l.code() == code)
            .ok_or_else(|| format!("unknown language \"{s}\", expected one of fr, en, es"))
    }
}

/// A language that reports are written in; what articles say keeps theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum ReportLang {
    /// English, the language of JSON and of every format that programs read.
    #[default]
    En,
    /// French.
    Fr,
}

impl ReportLang {
    /// Every language, in the order of help.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }
}

impl fmt::Display for ReportLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for ReportLang {
    type Err = String;

    /// Reads a code. Errors name the languages that there are.
    fn from_str(s: &str) -> Result<Self, String> {
        let known = Self::ALL.map(Self::code).join(", ");
        Self::ALL
            .into_iter()
            .find(|l| l.code() == s)
            .ok_or_else(|| format!("unknown language \"{s}\", expected {known}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_reports_are_named_by_their_codes() {
        assert_eq!("fr".parse(), Ok(ReportLang::Fr));
        assert_eq!("es".parse::<ReportLang>(), Err("unknown language \"es\", expected en, fr".into()));
    }
}
