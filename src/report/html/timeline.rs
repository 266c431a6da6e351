//! Figures of one measure that change from day to day, as places on one line each.

use super::article::Anchors;
use super::view::plain;
use crate::model::{ArticleInfo, FigureCell};
use crate::report::matrix::{Matrix, Row};
use serde::Serialize;

/// The part of the line, from 0 to 100, that figures take; arrows stand beyond it.
const ROOM: (f64, f64) = (8.0, 92.0);

/// A measure over time.
#[derive(Debug, Serialize)]
pub(super) struct Timeline {
    measure: String,
    /// In the order of publication.
    points: Vec<Point>,
}

/// A figure of one article.
#[derive(Debug, Serialize)]
struct Point {
    date: String,
    source: String,
    text: String,
    anchor: String,
    /// Where it begins, from 0 to 100.
    from: String,
    /// Where it ends.
    to: String,
    /// It begins and ends in different places.
    wide: bool,
    open_low: bool,
    open_high: bool,
}

/// The timeline of a row; none where its figures are of one day, or all the same.
pub(super) fn timeline(matrix: &Matrix<'_>, row: &Row<'_>, anchors: &Anchors) -> Option<Timeline> {
    let mut told: Vec<(&ArticleInfo, &str, &FigureCell)> = Vec::new();
    for ((article, name), cells) in matrix.columns.iter().zip(&row.cells) {
        let dated = cells.iter().filter(|c| article.published.is_some() && (c.low.is_some() || c.high.is_some()));
        told.extend(dated.map(|c| (*article, name.as_str(), *c)));
    }
    told.sort_by_key(|(article, ..)| article.published);
    let (first, rest) = told.split_first()?;
    if rest.iter().all(|t| t.0.published == first.0.published)
        || rest.iter().all(|t| (t.2.low, t.2.high) == (first.2.low, first.2.high))
    {
        return None;
    }
    let ends = told.iter().flat_map(|t| [t.2.low, t.2.high]).flatten().filter(|n| n.is_finite());
    let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), n| (a.min(n), b.max(n)));
    let width = (high - low).max(f64::MIN_POSITIVE);
    let place = |n: f64| ROOM.0 + (ROOM.1 - ROOM.0) * ((n - low) / width).clamp(0.0, 1.0);
    let point = |(article, name, cell): &(&ArticleInfo, &str, &FigureCell)| {
        let from = cell.low.map_or(0.0, place);
        let to = cell.high.map_or(100.0, place);
        let date = article.published.map(|d| d.to_string()).unwrap_or_default();
        let name = plain(name);
        Point {
            source: name.strip_suffix(&format!(" ({date})")).map_or(name.clone(), str::to_owned),
            date,
            text: plain(&cell.text),
            anchor: anchors.of(&cell.article, cell.start),
            from: format!("{from:.2}"),
            to: format!("{to:.2}"),
            wide: to - from > 0.005,
            open_low: cell.low.is_none(),
            open_high: cell.high.is_none(),
        }
    };
    Some(Timeline { measure: plain(row.measure), points: told.iter().map(point).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::matrix::matrices;
    use crate::report::sample;

    fn of(measure: &str) -> Option<Timeline> {
        let report = sample();
        let matrices = matrices(&report);
        let row = matrices[0].rows.iter().find(|r| r.measure == measure).unwrap();
        timeline(&matrices[0], row, &Anchors::default())
    }

    #[test]
    fn figures_stand_in_the_order_of_days_and_of_size() {
        let line = of("morts").unwrap();
        let told: Vec<(&str, &str, bool)> =
            line.points.iter().map(|p| (p.date.as_str(), p.from.as_str(), p.wide)).collect();
        let day = |d: u8| format!("2024-03-0{d}");
        let (five, six) = (day(5), day(6));
        assert_eq!(
            told,
            [
                (five.as_str(), "8.00", false),
                (five.as_str(), "92.00", false),
                (six.as_str(), "8.00", false),
                (six.as_str(), "92.00", false)
            ]
        );
        let line = of("blessés").unwrap();
        let last = line.points.last().unwrap();
        assert!(last.open_high && !last.open_low && last.wide && last.to == "100.00", "at least eight");
    }

    #[test]
    fn what_does_not_change_has_none() {
        assert!(of("foyers").is_none(), "one article");
        assert!(of("gymnases").is_none(), "three, and three again");
    }
}
