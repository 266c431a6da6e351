//! Workflow commands of GitHub Actions: an annotation for each finding at its line in the changed
//! file, and a table for the summary of the step.
//!
//! A step shows ten annotations of a level and drops the rest, so that no more are written; the
//! last line counts what is left, and the table holds everything that fits.

use super::Style;
use super::markdown::escaped;
use super::place::{extent, file, file_of};
use super::safe;
use super::side::{Told, counted, end_line, known};
use crate::model::{Finding, Report, ReportLang, Severity};

/// Annotations of one level that a step shows.
const MOST: usize = 10;
/// Bytes of a step's summary, less than the mebibyte at which GitHub refuses it.
const SUMMARY: usize = 900_000;
/// Characters of a quote that are shown.
const QUOTE: usize = 300;

/// What follows `::` in a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(&safe::line(text)).replace(':', "%3A").replace(',', "%2C")
}

fn level(finding: &Finding) -> Severity {
    if finding.accepted.is_some() { Severity::Note } else { finding.severity }
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn annotation(told: &Told<'_>) -> String {
    let f = told.finding;
    let mut properties = Vec::new();
    if let Some(lead) = told.lead() {
        let path = file(lead.article);
        if !path.is_empty() {
            properties.push(format!("file={}", property(&path)));
        }
        if let Some(at) = extent(lead) {
            properties.push(format!("line={}", at.line));
            // Columns of an annotation of several lines are refused.
            if at.line == at.end_line {
                properties.push(format!("col={}", at.column));
            }
            properties.push(format!("endLine={}", at.end_line));
        }
    }
    properties.push(format!("title={}", property(&f.rule)));
    let mut lines = vec![safe::line(&f.message).trim().to_owned()];
    lines.extend(known(f).map(|known| format!("known: {known}")));
    lines.extend(told.sides.iter().map(|side| side.told(QUOTE)));
    lines.push(format!("{}, confidence {:.2}, id {}", f.verdict, f.confidence, safe::line(&f.id)));
    format!("::{} {}::{}", command(level(f)), properties.join(","), data(&lines.join("\n")))
}

/// At most ten annotations of each level, in the order of the findings; files that could not be
/// read are warnings behind them. Then what was looked at, and how much is not shown.
pub(super) fn render(report: &Report, style: &Style) -> Vec<u8> {
    let articles = report.by_id();
    let findings = report.findings.iter().map(|f| (level(f), annotation(&Told::new(f, &articles))));
    let problems = report.problems.iter().map(|problem| {
        let (path, text) = (property(&file_of(&problem.path)), data(safe::line(&problem.message).trim()));
        (Severity::Warning, format!("::warning file={path},title=not-read::{text}"))
    });
    let mut all: Vec<(Severity, String)> = findings.chain(problems).collect();
    all.sort_by_key(|(severity, _)| *severity);
    let (mut out, mut left) = (String::new(), Vec::new());
    for &severity in Severity::ALL {
        let of_it: Vec<&String> = all.iter().filter(|(s, _)| *s == severity).map(|(_, line)| line).collect();
        for line in of_it.iter().take(MOST) {
            // Nor may text within be read as a command of the old form.
            out += &format!("{}\n", line.replace("##[", "## ["));
        }
        if of_it.len() > MOST {
            left.push(counted(of_it.len() - MOST, command(severity)));
        }
    }
    if !left.is_empty() {
        out += &format!("Not annotated, since a step shows {MOST} of a level: {}.\n", left.join(", "));
    }
    if !style.quiet {
        out += &end_line(report, ReportLang::En);
        out.push('\n');
    }
    out.into_bytes()
}

/// All findings as a table in Markdown, for the summary of the step; the last line counts those
/// for which the summary has no room.
pub fn step_summary(report: &Report) -> Vec<u8> {
    table(report, SUMMARY)
}

fn table(report: &Report, most: usize) -> Vec<u8> {
    let articles = report.by_id();
    let mut out = format!("## Where the sources disagree\n\n{}\n\n", escaped(&end_line(report, ReportLang::En)));
    let mut left = 0;
    if !report.findings.is_empty() {
        out += "| | rule | finding | where | id |\n|---|---|---|---|---|\n";
    }
    for f in &report.findings {
        let told = Told::new(f, &articles);
        let known = known(f).map_or_else(String::new, |known| format!(" (known: {})", escaped(&known)));
        let places: Vec<String> = told
            .lead()
            .into_iter()
            .chain(told.others())
            .map(|side| {
                let (source, place) = (escaped(&side.source()), escaped(&side.place()));
                format!("{source} {place}: {}", escaped(&safe::short(&side.side.quote, QUOTE)))
            })
            .collect();
        let (rule, message) = (escaped(&f.rule), escaped(safe::line(&f.message).trim()));
        let row =
            format!("| {} | {rule} | {message}{known} | {} | {} |\n", f.severity, places.join("<br>"), escaped(&f.id));
        // Once one has no room the rest has none: the table ends with the least grave.
        if left > 0 || out.len() + row.len() > most {
            left += 1;
        } else {
            out += &row;
        }
    }
    if left > 0 {
        out += &format!("\n{} more: the summary of a step has no room for them.\n", counted(left, "finding"));
    }
    if !report.problems.is_empty() {
        out += "\nNot read:\n\n";
        for problem in &report.problems {
            let (path, text) = (escaped(&problem.path), escaped(safe::line(&problem.message).trim()));
            out += &format!("- {path}: {text}\n");
        }
    }
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn lines(report: &Report) -> Vec<String> {
        String::from_utf8(render(report, &Style::default())).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn an_annotation_stands_at_its_line_in_the_article_that_is_checked() {
        let first = &lines(&sample())[0];
        let head =
            "::error file=corpus/echo.md,line=4,col=1,endLine=4,title=count-mismatch::dead at Vaucelles: 12 or 17%0A";
        assert!(first.starts_with(head), "{first}");
        assert!(first.contains("%0ALa Dépêche du Val (2024-03-05) corpus/depeche.md:9:81 (group 1"), "{first}");
        let mut report = sample();
        report.findings[0].sides[1].quote = "Dix-sept personnes sont mortes à\nVaucelles".into();
        assert!(lines(&report)[0].starts_with("::error file=corpus/echo.md,line=4,endLine=5,title="));
    }

    #[test]
    fn what_is_known_is_no_error_and_what_was_not_read_is_a_warning() {
        let lines = lines(&sample());
        let known = lines.iter().find(|l| l.contains("title=date-mismatch")).unwrap();
        assert!(known.starts_with("::notice ") && known.contains("%0Aknown: L'Écho put its date right"), "{known}");
        assert!(lines.iter().any(|l| l.starts_with("::warning file=corpus/brouillon.html,title=not-read::the page")));
    }

    #[test]
    fn nothing_in_a_property_ends_it() {
        assert_eq!(property("a,b:c%\n::error"), "a%2Cb%3Ac%25 %3A%3Aerror");
        assert_eq!(data("50 %\r\nx"), "50 %25%0D%0Ax");
    }

    #[test]
    fn ten_of_a_level_are_shown_and_the_rest_is_counted() {
        let mut report = sample();
        let error = report.findings[0].clone();
        report.findings.splice(0..0, std::iter::repeat_n(error, 12));
        let lines = lines(&report);
        assert_eq!(lines.iter().filter(|l| l.starts_with("::error ")).count(), 10);
        assert!(lines.iter().any(|l| l.starts_with("::warning ")), "one level does not crowd out the next");
        let told = &lines[lines.len() - 2];
        assert_eq!(told, "Not annotated, since a step shows 10 of a level: 3 errors.");
        assert!(lines[lines.len() - 1].starts_with("Looked at 5 articles"));
    }

    #[test]
    fn the_summary_holds_every_finding_or_counts_it() {
        let text = |most| String::from_utf8(table(&sample(), most)).unwrap();
        let whole = text(SUMMARY);
        for finding in &sample().findings {
            assert!(whole.contains(&finding.id), "{whole}");
        }
        let rows = whole.lines().filter(|l| l.starts_with('|'));
        for row in rows {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 6, "{row}");
        }
        assert!(whole.contains("(known: L'Écho put its date right on 7 March)"), "{whole}");
        assert!(whole.contains("- corpus/brouillon.html: the page holds"), "{whole}");
        assert!(text(0).contains("\n5 findings more: the summary of a step has no room"), "{}", text(0));
    }
}
