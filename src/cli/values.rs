//! Values that the command line and recoupe.toml share, checked in one place.

use super::Status;
use super::config::Config;
use crate::model::{FindingCounts, Lang, Report, Severity};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Deserialize;
use std::str::FromStr;

/// Which findings are shown, and which make a run fail.
#[derive(clap::Args)]
pub(super) struct LimitArgs {
    /// Leave out findings that matter less than this: error, warning or note [default: note]
    #[arg(long, value_name = "SEVERITY", value_parser = severity(), hide_possible_values = true)]
    min_severity: Option<Severity>,
    /// Exit with 1 on findings that matter at least this much, shown or not: error, warning, note or never [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = FailOn::parser(), hide_possible_values = true)]
    fail_on: Option<FailOn>,
}

impl LimitArgs {
    /// Drops what is not to be shown, and says how the findings end the run.
    pub fn apply(&self, report: &mut Report, config: &Config) -> Status {
        let fail_on = self.fail_on.or(config.fail_on).unwrap_or(FailOn(Some(Severity::Error)));
        let failed = report.findings.iter().any(|f| fail_on.includes(f.severity));
        if let Some(least) = self.min_severity.or(config.min_severity) {
            report.findings.retain(|f| f.severity <= least);
            report.summary.findings = FindingCounts::of(&report.findings);
        }
        if failed { Status::Found } else { Status::Clean }
    }
}

/// The gravest severity that does not fail a run lies below this; `never` is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct FailOn(pub Option<Severity>);

impl FailOn {
    const NEVER: &str = "never";

    /// True when a finding of this severity makes the run fail.
    pub fn includes(self, severity: Severity) -> bool {
        self.0.is_some_and(|limit| severity <= limit)
    }

    /// For the option's declaration.
    pub fn parser() -> impl TypedValueParser<Value = FailOn> {
        let words = Severity::ALL.iter().map(|s| s.word()).chain([Self::NEVER]);
        PossibleValuesParser::new(words).try_map(FailOn::try_from)
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

/// The language to read articles in; `auto` is as declared, else detected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct LangChoice(pub Option<Lang>);

impl LangChoice {
    const AUTO: &str = "auto";

    /// For the option's declaration.
    pub fn parser() -> impl TypedValueParser<Value = LangChoice> {
        let words = [Self::AUTO].into_iter().chain(Lang::ALL.iter().map(|l| l.code()));
        PossibleValuesParser::new(words).try_map(LangChoice::try_from)
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

/// A confidence, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub(super) struct Confidence(pub f64);

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

/// For options that take a severity.
fn severity() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.iter().map(|s| s.word())).try_map(|word| word.parse::<Severity>())
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
    fn wrong_values_are_told_what_is_right() {
        let error = FailOn::try_from("fatal".to_owned()).unwrap_err();
        assert_eq!(error, "unknown value \"fatal\", expected one of error, warning, note, never");
        assert!("1.5".parse::<Confidence>().unwrap_err().contains("from 0 to 1"));
        assert!("NaN".parse::<Confidence>().is_err());
    }
}
