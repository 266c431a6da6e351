//! Findings that the configuration accepts.

use super::file::Suppress;
use super::globs::{Glob, real};
use super::load::Settings;
use crate::error::Result;
use crate::model::{Accepted, AcceptedBy, ArticleInfo, Day, Finding, Report};
use crate::text::fold;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The articles of a report by id, each with its real paths.
type Articles<'a> = BTreeMap<&'a str, (&'a ArticleInfo, Vec<PathBuf>)>;

impl Settings {
    /// Accepts the findings of `report` that `[[suppress]]` names, on the day `today`, and counts
    /// anew. Gives a sentence for each entry that expired and would name some. Errors name an entry
    /// whose letters begin the ids of several findings.
    pub fn suppress(&self, report: &mut Report, today: Day) -> Result<Vec<String>> {
        let mut remarks = Vec::new();
        let articles: Articles<'_> = report.articles.iter().map(|a| (a.id.as_str(), (a, real(&a.path)))).collect();
        let mut accepted: Vec<Option<Accepted>> = vec![None; report.findings.len()];
        for (n, suppress) in self.config.suppress.iter().enumerate() {
            let glob = self.suppressed.get(n).and_then(Option::as_ref);
            let named = (0..accepted.len()).filter(|&f| fits(suppress, glob, &report.findings[f], &articles));
            let named: Vec<usize> = named.collect();
            let at = ["suppress", &n.to_string()];
            if let Some(id) = &suppress.finding
                && report.findings.iter().filter(|f| f.id.starts_with(id.as_str())).count() > 1
            {
                let message = format!("\"{id}\" begins the ids of several findings, expected more of one id");
                return Err(self.wrong(&[at[0], at[1], "finding"], &message));
            }
            if let Some(day) = suppress.expires.filter(|&day| day < today && !named.is_empty()) {
                remarks.push(format!(
                    "{}: this suppression expired on {day}, what it names counts again",
                    self.origin(&at)
                ));
                continue;
            }
            for finding in named {
                let reason = suppress.reason.trim().to_owned();
                accepted[finding].get_or_insert(Accepted { by: AcceptedBy::Configuration, reason });
            }
        }
        for (finding, accepted) in report.findings.iter_mut().zip(accepted) {
            finding.accepted = finding.accepted.take().or(accepted);
        }
        report.count();
        Ok(remarks)
    }
}

/// True where all that is given fits, `source` and `path` one and the same article.
fn fits(suppress: &Suppress, glob: Option<&Glob>, finding: &Finding, articles: &Articles<'_>) -> bool {
    let source = suppress.source.as_deref().map(fold);
    let article = |id: &str| {
        articles.get(id).is_some_and(|(info, paths)| {
            source.as_ref().is_none_or(|s| fold(&info.source) == *s)
                && glob.is_none_or(|g| paths.iter().any(|p| g.names(p)))
        })
    };
    suppress.finding.as_ref().is_none_or(|id| finding.id.starts_with(id.as_str()))
        && suppress.rule.as_ref().is_none_or(|rule| finding.rule == *rule)
        && finding.sides.iter().any(|side| article(&side.article))
}
