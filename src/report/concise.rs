//! One line per finding, as editors and `grep` like them: the place of the first side, severity,
//! rule, message, and the places of the other sides.

use super::Style;
use super::plain::plain;
use super::safe;
use super::side::{Told, ToldSide, end_line, known_in};
use crate::model::{Report, Severity};
use annotate_snippets::renderer::{AnsiColor, Effects};

/// The colours that the text format has, too.
pub(super) fn painted(severity: Severity, text: &str, color: bool) -> String {
    if !color {
        return text.to_owned();
    }
    let style = match severity {
        Severity::Error => AnsiColor::BrightRed.on_default(),
        Severity::Warning => AnsiColor::Yellow.on_default(),
        Severity::Note => AnsiColor::BrightGreen.on_default(),
    };
    let style = style.effects(Effects::BOLD);
    format!("{style}{text}{style:#}")
}

/// One line per finding and problem, then what was looked at.
pub(super) fn render(report: &Report, style: &Style) -> Vec<u8> {
    let articles = report.by_id();
    let words = plain(style.lang);
    let mut out = String::new();
    for finding in &report.findings {
        let told = Told::new_in(style.lang, finding, &articles);
        let mut places = told.sides.iter().map(ToldSide::place);
        let first = places.next().unwrap_or_else(|| "?".to_owned());
        let others: Vec<String> = places.collect();
        let tag = format!("{}[{}]", finding.severity, safe::line(&finding.rule));
        let tag = painted(finding.severity, &tag, style.color);
        let message = safe::line(&finding.message);
        let known = known_in(style.lang, finding);
        let known = known.map_or_else(String::new, |known| format!(" [{}{}{known}]", words.known, words.colon));
        out += &format!("{first}: {tag} {} ({}){known}\n", message.trim(), others.join(", "));
    }
    for problem in &report.problems {
        out += &format!("{}: {}: {}\n", safe::line(&problem.path), words.problem, safe::line(&problem.message).trim());
    }
    if !style.quiet {
        out += &end_line(report, style.lang);
        out.push('\n');
    }
    safe::no_commands(out).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_finding_is_one_line_whatever_its_text_holds() {
        let mut report = sample();
        report.findings[0].message = "first\nsecond \u{1b}]0;title\u{7}".into();
        let style = Style { quiet: true, ..Style::default() };
        let out = String::from_utf8(render(&report, &style)).unwrap();
        assert_eq!(out.lines().count(), report.findings.len() + report.problems.len());
        let first = "corpus/depeche.md:9:81: error[count-mismatch] first second ␛]0;title␇ (corpus/relais.txt:1:81,";
        assert!(out.starts_with(first), "{out}");
    }
}
