//! A story: its figures side by side, what changes over time, who says what, its findings.

use super::article::{Anchors, row_id};
use super::finding::{FindingView, Numbered};
use super::said::{SaidRow, SpeakerView, said};
use super::timeline::{Timeline, timeline};
use super::view::{Numbers, by_severity, plain};
use crate::model::{ArticleInfo, FigureCell, Finding, Report, Severity};
use crate::report::matrix::{Mark, Matrix, Row, matrices};
use serde::Serialize;
use std::collections::BTreeMap;

/// A story.
#[derive(Serialize)]
pub(super) struct StoryView {
    id: String,
    name: String,
    /// Those that findings or figures tell of, in the order of publication.
    articles: Vec<Column>,
    /// Findings by severity.
    counts: Vec<usize>,
    /// Measures whose figures can hold together.
    agree: usize,
    /// Measures whose figures cannot.
    differ: usize,
    /// Columns of the figure matrix, in the order of publication.
    columns: Vec<Column>,
    /// Measures that two articles tell of; those that differ come first.
    rows: Vec<MeasureRow>,
    /// Measures that one article alone tells of.
    alone: Vec<AloneRow>,
    timelines: Vec<Timeline>,
    speakers: Vec<SpeakerView>,
    said: Vec<SaidRow>,
    /// Errors and warnings.
    findings: Vec<FindingView>,
    notes: Vec<FindingView>,
}

#[derive(Serialize)]
struct Column {
    id: String,
    name: String,
    date: String,
}

#[derive(Serialize)]
struct MeasureRow {
    id: String,
    measure: String,
    mark: &'static str,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    said: Vec<Figure>,
    mark: &'static str,
}

/// A figure as an article tells it.
#[derive(Serialize)]
pub(super) struct Figure {
    text: String,
    /// In signs, where the words do not show it.
    range: String,
    anchor: String,
}

#[derive(Serialize)]
struct AloneRow {
    measure: String,
    source: String,
    said: Vec<Figure>,
}

fn word(mark: Option<Mark>) -> &'static str {
    match mark {
        Some(Mark::Agree) => "agree",
        Some(Mark::Differ) => "differ",
        Some(Mark::Single) => "single",
        None => "silent",
    }
}

fn figure(cell: &FigureCell, numbers: &Numbers, anchors: &Anchors) -> Figure {
    let exact = cell.low.is_some() && cell.low == cell.high;
    let shows = exact && cell.text.contains(|c: char| c.is_ascii_digit());
    let range = if shows { String::new() } else { numbers.range(cell.low, cell.high, false) };
    Figure { text: plain(&cell.text), range, anchor: anchors.of(&cell.article, cell.start) }
}

/// What the report holds of one topic.
#[derive(Default)]
struct Topic<'a> {
    findings: Vec<&'a Finding>,
    matrix: Option<usize>,
}

/// Stories in the order of their gravest findings, then those of which there are figures alone.
pub(super) fn stories(report: &Report, numbered: &Numbered<'_>, anchors: &Anchors) -> Vec<StoryView> {
    let matrices = matrices(report);
    let mut order: Vec<&str> = Vec::new();
    let mut topics: BTreeMap<&str, Topic<'_>> = BTreeMap::new();
    for finding in report.findings.iter().filter(|f| f.accepted.is_none()) {
        let of = topics.entry(&finding.topic).or_insert_with(|| {
            order.push(&finding.topic);
            Topic::default()
        });
        of.findings.push(finding);
    }
    for (n, matrix) in matrices.iter().enumerate() {
        let of = topics.entry(matrix.topic).or_insert_with(|| {
            order.push(matrix.topic);
            Topic::default()
        });
        of.matrix = Some(n);
    }
    let view = |(n, topic): (usize, &str)| {
        let Topic { findings, matrix } = topics.remove(topic).unwrap_or_default();
        let with = With { report, numbered, anchors };
        with.story(n, topic, &findings, matrix.map(|m| (m, &matrices[m])))
    };
    order.into_iter().enumerate().map(view).collect()
}

struct With<'a> {
    report: &'a Report,
    numbered: &'a Numbered<'a>,
    anchors: &'a Anchors,
}

impl With<'_> {
    fn story(&self, n: usize, topic: &str, findings: &[&Finding], matrix: Option<(usize, &Matrix<'_>)>) -> StoryView {
        let name = findings.iter().map(|f| plain(&f.story)).find(|s| !s.is_empty());
        let name = name.unwrap_or_else(|| if plain(topic).is_empty() { "…".into() } else { plain(topic) });
        let spoken = |a: &&ArticleInfo| {
            findings.iter().any(|f| f.sides.iter().any(|s| s.article == a.id))
                || matrix.is_some_and(|(_, m)| m.columns.iter().any(|(c, _)| c.id == a.id))
        };
        let mut articles: Vec<&ArticleInfo> = self.report.articles.iter().filter(spoken).collect();
        articles.sort_by_key(|a| (a.published.is_none(), a.published));
        let articles = articles.into_iter().map(|a| column(a, &a.source)).collect();
        let (notes, graver): (Vec<&Finding>, Vec<&Finding>) =
            findings.iter().copied().partition(|f| f.severity == Severity::Note);
        let views = |list: Vec<&Finding>| list.into_iter().map(|f| self.numbered.view(f, self.anchors)).collect();
        let (speakers, said) = said(self.report, findings, self.numbered, self.anchors);
        let mut story = StoryView {
            id: format!("s{}", n + 1),
            name,
            articles,
            counts: by_severity(findings),
            agree: 0,
            differ: 0,
            columns: Vec::new(),
            rows: Vec::new(),
            alone: Vec::new(),
            timelines: Vec::new(),
            speakers,
            said,
            findings: views(graver),
            notes: views(notes),
        };
        if let Some((n, matrix)) = matrix {
            self.figures(n, matrix, &mut story);
        }
        story
    }

    fn figures(&self, n: usize, matrix: &Matrix<'_>, story: &mut StoryView) {
        let count = |mark: Mark| matrix.rows.iter().filter(|r| r.mark == mark).count();
        (story.agree, story.differ) = (count(Mark::Agree), count(Mark::Differ));
        let speak = |row: &Row<'_>| row.cells.iter().filter(|c| !c.is_empty()).count();
        // Only columns that a shared measure fills.
        let mut order: Vec<usize> = (0..matrix.columns.len())
            .filter(|&c| matrix.rows.iter().any(|r| speak(r) > 1 && !r.cells[c].is_empty()))
            .collect();
        order.sort_by_key(|&c| (matrix.columns[c].0.published.is_none(), matrix.columns[c].0.published));
        story.columns = order.iter().map(|&c| column(matrix.columns[c].0, &matrix.columns[c].1)).collect();
        let (numbers, anchors) = (self.numbered.numbers(), self.anchors);
        let shown = |cells: &[&FigureCell]| cells.iter().map(|c| figure(c, numbers, anchors)).collect::<Vec<_>>();
        let mut rows: Vec<(usize, &Row<'_>)> = matrix.rows.iter().enumerate().collect();
        rows.sort_by_key(|(_, row)| match row.mark {
            Mark::Differ => 0,
            Mark::Agree => 1,
            Mark::Single => 2,
        });
        for (r, row) in rows {
            if speak(row) > 1 {
                let cell = |&c: &usize| CellView { said: shown(&row.cells[c]), mark: word(row.standing[c]) };
                let (id, mark) = (row_id(n, r), word(Some(row.mark)));
                let cells = order.iter().map(cell).collect();
                story.rows.push(MeasureRow { id, measure: plain(row.measure), mark, cells });
                story.timelines.extend(timeline(matrix, row, anchors));
            } else if let Some(c) = row.cells.iter().position(|c| !c.is_empty()) {
                let source = plain(&matrix.columns[c].1);
                story.alone.push(AloneRow { measure: plain(row.measure), source, said: shown(&row.cells[c]) });
            }
        }
    }
}

fn column(article: &ArticleInfo, name: &str) -> Column {
    let date = article.published.map(|d| d.to_string()).unwrap_or_default();
    // The name tells two articles of one outlet apart by their days; the day is told beside it.
    let name = plain(name);
    let name = name.strip_suffix(&format!(" ({date})")).map_or(name.clone(), str::to_owned);
    Column { id: article.id.clone(), name, date }
}
