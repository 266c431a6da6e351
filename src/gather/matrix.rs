//! Figures side by side: rows are measures, cells what each article says.

use super::Gathering;
use super::side::quote;
use crate::model::{Body, Figure, FigureCell, FigureRow, Judged, NumeralKind, Sets};
use itertools::Itertools;
use std::collections::BTreeMap;

/// Rows for every measure of a story that two articles give, then those that one gives alone; in
/// the order of their first figure.
pub fn figures(with: &Gathering<'_>, judged: &[Judged]) -> Vec<FigureRow> {
    let mut out = Vec::new();
    for story in with.stories.iter().filter(|s| s.members.len() > 1) {
        let at: Vec<(usize, usize)> = story
            .members
            .iter()
            .flat_map(|&a| (0..with.dossiers[a].claims.len()).map(move |c| (a, c)))
            .filter(|&at| figure(with, at).is_some_and(worth_a_row))
            .collect();
        let index: BTreeMap<(usize, usize), usize> = at.iter().enumerate().map(|(n, &a)| (a, n)).collect();
        let mut sets = Sets::new(at.len());
        for pair in judged {
            if let (Some(&a), Some(&b)) = (index.get(&pair.left), index.get(&pair.right)) {
                sets.join(a, b);
            }
        }
        let rows = sets.into_groups().into_iter().map(|group| group.into_iter().map(|n| at[n]).collect::<Vec<_>>());
        let (shared, alone): (Vec<_>, Vec<_>) = rows.partition(|cells| cells.iter().map(|c| c.0).unique().count() > 1);
        out.extend(shared.into_iter().chain(alone).map(|cells| row(with, &story.topic, &cells)));
    }
    out
}

fn figure<'a>(with: &'a Gathering<'_>, at: (usize, usize)) -> Option<&'a Figure> {
    match &with.dossiers[at.0].claims[at.1].body {
        Body::Figure(figure) => Some(figure),
        _ => None,
    }
}

fn worth_a_row(figure: &Figure) -> bool {
    !figure.label.is_empty() && !matches!(figure.quantity.kind, NumeralKind::Age | NumeralKind::Duration)
}

fn row(with: &Gathering<'_>, topic: &str, cells: &[(usize, usize)]) -> FigureRow {
    let measure = cells
        .iter()
        .filter_map(|&at| figure(with, at))
        .map(|f| f.label.as_str())
        .min_by_key(|label| label.len())
        .unwrap_or_default();
    FigureRow {
        topic: topic.to_owned(),
        measure: measure.to_owned(),
        cells: cells
            .iter()
            .filter_map(|&at| {
                let figure = figure(with, at)?;
                let span = with.dossiers[at.0].claims[at.1].place.span;
                Some(FigureCell {
                    article: format!("a{}", at.0 + 1),
                    text: quote(with, at).to_owned(),
                    low: figure.quantity.interval.low,
                    high: figure.quantity.interval.high,
                    start: span.start,
                    end: span.end,
                })
            })
            .unique_by(|c| (c.article.clone(), c.start))
            .collect(),
    }
}
