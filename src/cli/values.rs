//! Options whose values recoupe.toml knows, too, and what limits do to a report.

use super::Status;
use crate::config::{FailOn, LangChoice, Settings};
use crate::model::{Report, Severity};
use clap::builder::{PossibleValuesParser, TypedValueParser};

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
    /// Puts what the command line says in place of the configuration.
    pub fn give(&self, settings: &mut Settings) {
        settings.give("min-severity", |c| &mut c.min_severity, self.min_severity);
        settings.give("fail-on", |c| &mut c.fail_on, self.fail_on);
    }

    /// Drops what is not to be shown, and says how the findings end the run. What is accepted fails
    /// no run.
    pub fn apply(&self, report: &mut Report, settings: &Settings) -> Status {
        let config = &settings.config;
        let fail_on = self.fail_on.or(config.fail_on).unwrap_or(FailOn(Some(Severity::Error)));
        let failed = report.findings.iter().any(|f| f.accepted.is_none() && fail_on.includes(f.severity));
        if let Some(least) = self.min_severity.or(config.min_severity) {
            report.findings.retain(|f| f.severity <= least);
            report.count_shown();
        }
        if failed { Status::Found } else { Status::Clean }
    }
}

impl FailOn {
    /// For the option's declaration.
    pub(super) fn parser() -> impl TypedValueParser<Value = FailOn> {
        PossibleValuesParser::new(FailOn::words()).try_map(FailOn::try_from)
    }
}

impl LangChoice {
    /// For the option's declaration.
    pub(super) fn parser() -> impl TypedValueParser<Value = LangChoice> {
        PossibleValuesParser::new(LangChoice::words()).try_map(LangChoice::try_from)
    }
}

/// For options that take a severity.
pub(super) fn severity() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.iter().map(|s| s.word())).try_map(|word| word.parse::<Severity>())
}
