//! Tables for a spreadsheet: one row per side of each finding, then an empty line, then one
//! row per figure; where sources are profiled, behind another empty line one row per count. RFC 4180: commas, quotes where needed, lines that end in CR LF.

use super::Style;
use super::profile::{rows, taken};
use super::side::known;
use crate::model::{ArticleInfo, Finding, Profile, Report, Side, Weighed};
use csv::{Terminator, Writer, WriterBuilder};

const FINDINGS: &[&[&str]] = &[
    &["id", "rule", "kind", "verdict", "severity", "confidence", "story", "topic", "message", "because", "evidence"],
    &["group", "origins", "article"],
    OF_ARTICLE,
    &["line", "column", "start", "end", "quote", "sentence", "quote_origin", "speaker"],
    &["value", "low", "high", "unit", "measure", "bound"],
    &["accepted", "known"],
];
const FIGURES: &[&[&str]] = &[&["topic", "measure", "article"], OF_ARTICLE, &["value", "low", "high", "start", "end"]];

/// What both tables say of an article.
const OF_ARTICLE: &[&str] =
    &["title", "source", "outlet_group", "reliability", "published", "lang", "url", "origin", "checked", "path"];
const PROFILES: &[&[&str]] = &[&["source", "count", "n", "of"]];

/// What a formula begins with, also in its wide form, which spreadsheets of the East take for it.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Text as a cell: one that a spreadsheet would run as a formula gets an apostrophe, which the
/// spreadsheet does not show. So does what follows a semicolon or the end of a line: where French or
/// Spanish is spoken spreadsheets take a semicolon for the end of a cell, and quotes then hold
/// neither it nor the line together.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut begins = true;
    if text.starts_with(['\t', '\r', '\n']) {
        out.push('\'');
    }
    for c in text.chars() {
        if begins && FORMULA.contains(&c) {
            out.push('\'');
        }
        // Quotes may be taken for those of the next cell.
        begins = matches!(c, ';' | '\t' | '\r' | '\n') || begins && c == '"';
        out.push(c);
    }
    out
}

/// A row for each count of a source, by its name, then one for each kind and severity of its findings.
fn profile_rows(profile: &Profile, report: &Report) -> Vec<Vec<String>> {
    let row = |name: String, n: usize, of: Option<usize>| {
        vec![cell(&profile.source), name, n.to_string(), of.map_or_else(String::new, |of| of.to_string())]
    };
    let mut out: Vec<_> = rows(profile, report).into_iter().map(|r| row(r.key.to_owned(), r.n, r.of)).collect();
    for tally in &profile.findings {
        let name = format!("findings {} {}", tally.kind, tally.severity);
        if tally.known > 0 {
            out.push(row(format!("{name} known"), tally.known, None));
        }
        out.push(row(name, tally.count, Some(taken(profile))));
    }
    out
}

/// A number, or nothing where the interval is open.
fn bound(value: Option<f64>) -> String {
    value.map_or_else(String::new, |v| v.to_string())
}

fn of_article(article: Option<&&ArticleInfo>) -> Vec<String> {
    let Some(a) = article else { return vec![String::new(); OF_ARTICLE.len()] };
    let text = |text: Option<&str>| cell(text.unwrap_or_default());
    vec![
        text(a.title.as_deref()),
        cell(&a.source),
        text(a.group.as_deref()),
        a.reliability.map_or_else(String::new, |r| r.to_string()),
        a.published.map_or_else(String::new, |d| d.to_string()),
        a.lang.to_string(),
        text(a.url.as_deref()),
        cell(&a.origin),
        if a.new { "yes".into() } else { String::new() },
        cell(&a.path),
    ]
}

/// The word of the JSON form.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|w| w.as_str().map(str::to_owned)).unwrap_or_default()
}

/// `same-measure +1.6 (noun 1): same measure: morts`.
fn evidence(e: &Weighed) -> String {
    let strengths: Vec<String> = e.values.iter().map(|(name, value)| format!("{name} {value}")).collect();
    let strengths = if strengths.is_empty() { String::new() } else { format!(" ({})", strengths.join(", ")) };
    format!("{} {:+}{strengths}: {}", e.gate, e.weight, e.text)
}

fn side_row(finding: &Finding, side: &Side, article: Option<&&ArticleInfo>) -> Vec<String> {
    let proof: Vec<String> = finding.evidence.iter().map(evidence).collect();
    let mut row = vec![
        cell(&finding.id),
        cell(&finding.rule),
        finding.kind.to_string(),
        finding.verdict.to_string(),
        finding.severity.to_string(),
        finding.confidence.to_string(),
        cell(&finding.story),
        cell(&finding.topic),
        cell(&finding.message),
        cell(&finding.because.join("; ")),
        cell(&proof.join("; ")),
        side.group.to_string(),
        // Of the group of this side.
        finding.origins.get(side.group).map_or_else(String::new, |n| n.to_string()),
        cell(&side.article),
    ];
    row.extend(of_article(article));
    row.extend([side.line, side.column, side.start, side.end].map(|n| n.to_string()));
    row.extend([&side.quote, &side.sentence, &side.origin].map(|text| cell(text)));
    row.push(cell(side.speaker.as_deref().unwrap_or_default()));
    match &side.value {
        Some(v) => {
            row.extend([cell(&v.text), bound(v.low), bound(v.high), cell(&v.unit), cell(&v.measure), word(v.bound)]);
        }
        None => row.extend(std::iter::repeat_n(String::new(), 6)),
    }
    row.push(finding.accepted.as_ref().map_or_else(String::new, |a| word(a.by)));
    row.push(cell(&known(finding).unwrap_or_default()));
    row
}

fn table(rows: impl Iterator<Item = Vec<String>>, head: &[&[&str]]) -> Vec<u8> {
    let mut writer: Writer<Vec<u8>> = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(head.concat()).expect("memory takes all");
    for row in rows {
        writer.write_record(row).expect("every row has the columns of its head");
    }
    writer.into_inner().expect("memory takes all")
}

/// Both tables; a table without rows is its head alone.
pub(super) fn render(report: &Report, _: &Style) -> Vec<u8> {
    let articles = report.by_id();
    let sides = report.findings.iter().flat_map(|f| f.sides.iter().map(move |s| (f, s)));
    let mut out = table(sides.map(|(f, s)| side_row(f, s, articles.get(s.article.as_str()))), FINDINGS);
    out.extend_from_slice(b"\r\n");
    let cells = report.figures.iter().flat_map(|r| r.cells.iter().map(move |c| (r, c)));
    let figures = cells.map(|(r, c)| {
        let mut row = vec![cell(&r.topic), cell(&r.measure), cell(&c.article)];
        row.extend(of_article(articles.get(c.article.as_str())));
        row.extend([cell(&c.text), bound(c.low), bound(c.high), c.start.to_string(), c.end.to_string()]);
        row
    });
    out.extend(table(figures, FIGURES));
    if !report.profiles.is_empty() {
        out.extend_from_slice(b"\r\n");
        out.extend(table(report.profiles.iter().flat_map(|p| profile_rows(p, report)), PROFILES));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reliability;
    use crate::report::sample;

    /// The records of both tables: the second begins where the number of columns changes.
    fn records() -> (Vec<csv::StringRecord>, Vec<csv::StringRecord>) {
        let out = render(&sample(), &Style::default());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(out.as_slice());
        reader.records().map(Result::unwrap).partition(|r| r.len() == FINDINGS.concat().len())
    }

    #[test]
    fn every_side_is_a_row_that_reads_back_verbatim() {
        let (sides, _) = records();
        let report = sample();
        let expected: Vec<&str> = report.findings.iter().flat_map(|f| &f.sides).map(|s| s.sentence.as_str()).collect();
        let at = FINDINGS.concat().iter().position(|h| *h == "sentence").unwrap();
        let found: Vec<&str> = sides.iter().skip(1).map(|r| &r[at]).collect();
        assert_eq!(found, expected, "sentences with commas, quotes and line ends come back as they were");
    }

    /// Every text and number of a JSON value, and the names of strengths; what is yes or no and what
    /// is unknown are no words.
    fn leaves(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(map) => map.values().for_each(|v| leaves(v, out)),
            serde_json::Value::Array(list) => list.iter().for_each(|v| leaves(v, out)),
            serde_json::Value::String(text) => out.push(text.clone()),
            // `1.0` is told as `1`.
            serde_json::Value::Number(n) => out.push(n.as_f64().unwrap_or_default().to_string()),
            _ => {}
        }
    }

    #[test]
    fn nothing_of_a_finding_is_left_out() {
        let mut report = sample();
        report.findings[0].sides[0].origin = "o77".into();
        (report.articles[0].group, report.articles[0].reliability) =
            (Some("Agence du Val".into()), Some(Reliability::B));
        let out = render(&report, &Style::default());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(out.as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let articles = report.by_id();
        for finding in &report.findings {
            let own: Vec<&csv::StringRecord> = rows.iter().filter(|r| r[0] == finding.id).collect();
            assert_eq!(own.len(), finding.sides.len());
            let mut said = Vec::new();
            leaves(&serde_json::to_value(finding).unwrap(), &mut said);
            finding
                .sides
                .iter()
                .for_each(|s| leaves(&serde_json::to_value(articles[s.article.as_str()]).unwrap(), &mut said));
            for text in said {
                let told = own.iter().any(|row| row.iter().any(|cell| cell.contains(&text)));
                assert!(told, "{} is told without {text:?}", finding.id);
            }
        }
        let column = |name: &str| FINDINGS.concat().iter().position(|h| *h == name).unwrap();
        let new = rows.iter().filter(|r| r[column("article")] == *"a2");
        let checked: Vec<&str> = new.map(|r| &r[column("checked")]).collect();
        assert!(!checked.is_empty() && checked.iter().all(|c| *c == "yes"), "{checked:?}");
    }

    #[test]
    fn no_cell_of_text_is_a_formula() {
        let (_, figures) = records();
        let at = FIGURES.concat().iter().position(|h| *h == "value").unwrap();
        let texts: Vec<&str> = figures.iter().map(|r| &r[at]).collect();
        assert!(texts.contains(&"'=1+`2`|<b>"));
        assert!(texts.contains(&"'-0,3\nmètre"));
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("\t=1"), "'\t'=1");
        assert_eq!(cell("\"＝1"), "\"'＝1");
        assert_eq!(cell("oui;=cmd|' /C calc'!A0\r\n+1"), "oui;'=cmd|' /C calc'!A0\r\n'+1");
        assert_eq!(cell("porte-parole ; - non, 2 + 2 = 4"), "porte-parole ; - non, 2 + 2 = 4");
        assert_eq!(bound(Some(-0.3)), "-0.3", "a negative number stays a number");
    }
}
