//! The figure matrix: per topic, what each article says of each measure, and whether the figures
//! can hold together.

use crate::model::{ArticleInfo, FigureCell, FigureRow, Report};
use std::collections::BTreeMap;

/// What the cells of a row say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Figures of two or more origins can hold together.
    Agree,
    /// Figures of two articles cannot both hold.
    Differ,
    /// One source alone, or copies of one text: nothing confirms it.
    Single,
}

/// A measure and what the columns say of it.
pub(super) struct Row<'a> {
    /// What is counted or measured.
    pub measure: &'a str,
    /// One for each column: the figures of that article, none where it does not say.
    pub cells: Vec<Vec<&'a FigureCell>>,
    /// What they say together.
    pub mark: Mark,
    /// What each says beside the others: apart from one of them, with one of another origin, or
    /// alone; none where it does not say.
    pub standing: Vec<Option<Mark>>,
}

/// The figures of one topic.
pub(super) struct Matrix<'a> {
    /// The story.
    pub topic: &'a str,
    /// The articles that have a figure here, in the order of the report, each with the name of its
    /// column: the source, with a date or a number where two would be called the same.
    pub columns: Vec<(&'a ArticleInfo, String)>,
    /// In the order of the report.
    pub rows: Vec<Row<'a>>,
}

/// One matrix per topic, in the order in which topics first come.
pub(super) fn matrices(report: &Report) -> Vec<Matrix<'_>> {
    let mut topics: Vec<&str> = Vec::new();
    let mut rows: BTreeMap<&str, Vec<&FigureRow>> = BTreeMap::new();
    for row in &report.figures {
        let of_topic = rows.entry(row.topic.as_str()).or_default();
        if of_topic.is_empty() {
            topics.push(&row.topic);
        }
        of_topic.push(row);
    }
    topics.into_iter().map(|topic| matrix(report, topic, &rows[topic])).collect()
}

fn matrix<'a>(report: &'a Report, topic: &'a str, rows: &[&'a FigureRow]) -> Matrix<'a> {
    let speaks = |a: &&ArticleInfo| rows.iter().any(|r| r.cells.iter().any(|c| c.article == a.id));
    let articles: Vec<&ArticleInfo> = report.articles.iter().filter(speaks).collect();
    let rows = rows.iter().map(|row| {
        let of = |a: &&ArticleInfo| row.cells.iter().filter(|c| c.article == a.id).collect();
        let cells: Vec<Vec<&FigureCell>> = articles.iter().map(of).collect();
        let standing = (0..cells.len()).map(|i| standing(&articles, &cells, i)).collect();
        Row { measure: &row.measure, mark: mark(&articles, &cells), standing, cells }
    });
    let rows = rows.collect();
    Matrix { topic, rows, columns: named(&articles) }
}

fn named<'a>(articles: &[&'a ArticleInfo]) -> Vec<(&'a ArticleInfo, String)> {
    let name = |(i, a): (usize, &&'a ArticleInfo)| {
        let same: Vec<usize> = (0..articles.len()).filter(|&j| articles[j].source == a.source).collect();
        let alone_on_its_day = same.iter().filter(|&&j| articles[j].published == a.published).count() == 1;
        let nth = same.iter().position(|&j| j == i).unwrap_or(0) + 1;
        match a.published {
            _ if same.len() == 1 => (*a, a.source.clone()),
            Some(day) if alone_on_its_day => (*a, format!("{} ({day})", a.source)),
            _ => (*a, format!("{} ({nth})", a.source)),
        }
    };
    articles.iter().enumerate().map(name).collect()
}

/// True where some number lies in both; an open end meets everything on its side.
fn meet(a: &FigureCell, b: &FigureCell) -> bool {
    let reaches = |low: Option<f64>, high: Option<f64>| low.zip(high).is_none_or(|(low, high)| low <= high);
    reaches(a.low, b.high) && reaches(b.low, a.high)
}

/// The columns whose figures can be held against others: one open on both sides meets everything
/// and so confirms nothing.
fn bounded(cells: &[Vec<&FigureCell>]) -> Vec<usize> {
    let bounded = |i: &usize| cells[*i].iter().any(|c| c.low.is_some() || c.high.is_some());
    (0..cells.len()).filter(bounded).collect()
}

/// No figure of one meets one of the other: an article that gives several agrees with another where
/// any of them does.
fn apart(a: &[&FigureCell], b: &[&FigureCell]) -> bool {
    !a.iter().any(|a| b.iter().any(|b| meet(a, b)))
}

/// Copies of one text never confirm each other, nor do outlets of one group.
fn together(a: &ArticleInfo, b: &ArticleInfo) -> bool {
    a.origin == b.origin || a.group.is_some() && a.group == b.group
}

fn mark(articles: &[&ArticleInfo], cells: &[Vec<&FigureCell>]) -> Mark {
    let said = bounded(cells);
    if said.iter().enumerate().any(|(n, &i)| said[n + 1..].iter().any(|&j| apart(&cells[i], &cells[j]))) {
        return Mark::Differ;
    }
    let first = said.first().copied();
    let one = said.iter().all(|&i| first.is_none_or(|first| together(articles[first], articles[i])));
    if one { Mark::Single } else { Mark::Agree }
}

fn standing(articles: &[&ArticleInfo], cells: &[Vec<&FigureCell>], i: usize) -> Option<Mark> {
    let said = bounded(cells);
    if cells[i].is_empty() || !said.contains(&i) {
        return (!cells[i].is_empty()).then_some(Mark::Single);
    }
    let mut others = said.iter().filter(|&&j| j != i);
    if others.clone().any(|&j| apart(&cells[i], &cells[j])) {
        return Some(Mark::Differ);
    }
    Some(if others.any(|&j| !together(articles[i], articles[j])) { Mark::Agree } else { Mark::Single })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn mark_of(measure: &str) -> Mark {
        let report = sample();
        let matrices = matrices(&report);
        matrices[0].rows.iter().find(|r| r.measure == measure).unwrap().mark
    }

    #[test]
    fn marks_follow_the_intervals() {
        assert_eq!(mark_of("morts"), Mark::Differ, "12 and 17");
        assert_eq!(mark_of("blessés"), Mark::Agree, "8 to 12, 11, at least 8");
        assert_eq!(mark_of("foyers"), Mark::Single);
        assert_eq!(mark_of("gymnases"), Mark::Single, "a copy confirms nothing");
        assert_eq!(mark_of("niveau | crue"), Mark::Single, "nor does a figure without bounds");
    }

    #[test]
    fn a_cell_that_clashes_is_told_from_one_that_does_not() {
        let mut report = sample();
        report.figures[1].cells[3].low = Some(12.0);
        let matrices = matrices(&report);
        let row = matrices[0].rows.iter().find(|r| r.measure == "blessés").unwrap();
        let (agree, differ) = (Some(Mark::Agree), Some(Mark::Differ));
        assert_eq!(row.standing, [agree, differ, None, differ, None], "8 to 12; 11 or 3; 12 and more");
        let row = matrices[0].rows.iter().find(|r| r.measure == "gymnases").unwrap();
        assert_eq!(row.standing[0], Some(Mark::Single), "a copy confirms nothing");
    }

    #[test]
    fn two_articles_of_one_source_are_told_apart() {
        let mut report = sample();
        report.articles[3].source = "La Dépêche du Val".into();
        let names = |report: &Report| -> Vec<String> {
            matrices(report)[0].columns.iter().map(|(_, name)| name.clone()).collect()
        };
        assert_eq!(names(&report)[0], "La Dépêche du Val (2024-03-05)");
        assert_eq!(names(&report)[3], "La Dépêche du Val (2024-03-06)");
        report.articles[3].published = report.articles[0].published;
        assert_eq!(names(&report)[0], "La Dépêche du Val (1)");
        assert_eq!(names(&report)[3], "La Dépêche du Val (2)");
    }
}
