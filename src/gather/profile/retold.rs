//! What a source made of its own figures later: in later versions, and in later articles.

use super::super::Gathering;
use super::passages::Passages;
use super::{At, Edited, is_figure};
use crate::model::{Body, ChangeSort, Edit, Figure, Judged, Stretch, VerdictKind};
use crate::rules::Comparator;

/// Notes on the figures of each source what its later articles make of them.
pub fn later_articles(with: &Gathering<'_>, source: &[usize], passages: &mut Passages<'_>, judged: &[Judged]) {
    let own =
        |p: &&Judged| source[p.left.0] == source[p.right.0] && is_figure(with, p.left) && is_figure(with, p.right);
    for pair in judged.iter().filter(own) {
        let Some(earlier) = earlier(with, pair) else { continue };
        let Some(passage) = passages.at(earlier) else { continue };
        let rule = pair.rule.map(|r| &with.rules.conflicts[r]);
        passage.again.told = true;
        match rule.map(|r| (r.comparator, r.verdict)) {
            None => {}
            Some((Comparator::Later | Comparator::Revision, _)) => passage.again.moved = true,
            // Other counters and old counts told again revise nothing.
            Some((_, verdict)) => passage.again.contradicted |= verdict == VerdictKind::Contradiction,
        }
    }
}

/// The claim of the earlier article; on one day, that of the earlier hour where a count moves by the
/// hour. `None` where no day tells them apart.
fn earlier(with: &Gathering<'_>, pair: &Judged) -> Option<At> {
    let dossier = |at: At| &with.dossiers[at.0];
    let time = |at: At| (dossier(at).meta.published, dossier(at).claims[at.1].scope.minute);
    let (left, right) = (time(pair.left), time(pair.right));
    left.0.zip(right.0)?;
    let moves = pair
        .rule
        .is_some_and(|r| matches!(with.rules.conflicts[r].comparator, Comparator::Later | Comparator::Revision));
    let order = if moves { left.cmp(&right) } else { left.0.cmp(&right.0) };
    match order {
        std::cmp::Ordering::Less => Some(pair.left),
        std::cmp::Ordering::Greater => Some(pair.right),
        std::cmp::Ordering::Equal => None,
    }
}

/// Notes on the figures of earlier versions what the later ones make of them.
pub fn later_versions(with: &Gathering<'_>, passages: &mut Passages<'_>, edited: &[Edited]) {
    for ((before, after), edits) in edited {
        for n in 0..with.dossiers[*before].claims.len() {
            let at = (*before, n);
            if !is_figure(with, at) {
                continue;
            }
            let span = with.dossiers[*before].claims[n].place.span;
            let touches = |s: &Stretch| s.span.start < span.end && span.start < s.span.end;
            let touching: Vec<&Edit> = edits.iter().filter(|e| e.before.as_ref().is_some_and(touches)).collect();
            let revised = touching.iter().find(|e| revises(with, at, *after, e));
            let gone = revised.is_none() && touching.iter().any(|e| e.sort == ChangeSort::Removed);
            let Some(passage) = passages.at(at).filter(|_| !gone) else { continue };
            passage.again.told = true;
            if let Some(edit) = revised {
                if edit.note.is_some() { passage.again.noted = true } else { passage.again.silent = true }
            }
        }
    }
}

/// The change takes the figure away and puts none of its value there. One change may span several
/// figures of a sentence, of which some stay.
fn revises(with: &Gathering<'_>, at: At, after: usize, edit: &Edit) -> bool {
    let figure = |article: usize, n: usize| -> Option<&Figure> {
        match &with.dossiers[article].claims[n].body {
            Body::Figure(figure) => Some(figure),
            _ => None,
        }
    };
    let (Some(own), Some(there)) = (figure(at.0, at.1), edit.after) else { return false };
    let later = &with.dossiers[after].claims;
    let stays = later.iter().enumerate().any(|(n, claim)| {
        claim.place.sentence == there.sentence
            && figure(after, n).is_some_and(|f| {
                f.quantity.unit.dimension == own.quantity.unit.dimension
                    && f.quantity.base().meets(&own.quantity.base())
            })
    });
    edit.sort == ChangeSort::Figure && edit.clash && !stays
}
