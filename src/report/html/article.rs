//! The articles with what was read in them: their own words where the report keeps them, else the
//! sentences that findings quote.

use super::view::{class, plain};
use crate::model::{ArticleInfo, ArticleText, KeptClaim, Report};
use crate::report::matrix::{Mark, matrices};
use crate::report::safe;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// An article.
#[derive(Serialize)]
pub(super) struct ArticleView {
    id: String,
    source: String,
    title: String,
    date: String,
    path: String,
    lang: &'static str,
    origin: String,
    new: bool,
    url: String,
    /// The address is one that a browser may be sent to.
    linked: bool,
    /// The report holds its text.
    kept: bool,
    paragraphs: Vec<Paragraph>,
    /// Figures that stand in none of the sentences.
    figures: Vec<Cell>,
}

#[derive(Serialize)]
struct Paragraph {
    pieces: Vec<Piece>,
}

/// A stretch of text of one look.
#[derive(Debug, Default, PartialEq, Serialize)]
struct Piece {
    text: String,
    /// What links to it, if anything does.
    id: String,
    /// By what claim it is, if it is one.
    class: String,
    /// Words of a finding.
    side: bool,
    /// Findings whose words end here.
    refs: Vec<Ref>,
    /// Rows of the figure matrix for a figure that ends here.
    rows: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Ref {
    n: usize,
    id: String,
}

#[derive(Serialize)]
struct Cell {
    id: String,
    text: String,
}

/// The places of articles that can be linked to.
#[derive(Default)]
pub(super) struct Anchors(BTreeSet<String>);

impl Anchors {
    /// The anchor of a place: that of its words where they are on the page, else of the article.
    pub fn of(&self, article: &str, start: usize) -> String {
        let place = anchor(article, start);
        if self.0.contains(&place) { place } else { article.to_owned() }
    }
}

fn anchor(article: &str, start: usize) -> String {
    format!("{article}-{start}")
}

/// What is marked in one article.
#[derive(Default)]
struct Marks<'a> {
    sides: Vec<(usize, usize, Ref)>,
    /// With the row of the matrix that it stands in, where another source speaks there too.
    cells: Vec<(usize, usize, Option<String>, &'a str)>,
    claims: &'a [KeptClaim],
}

/// The id of a row of the figure matrix.
pub(super) fn row_id(topic: usize, row: usize) -> String {
    format!("m{}-{}", topic + 1, row + 1)
}

/// The articles in the order of the report, and the places in them that can be linked to. `numbers`
/// are those of findings by id.
pub(super) fn articles(report: &Report, numbers: &BTreeMap<&str, usize>) -> (Vec<ArticleView>, Anchors) {
    let mut marks: BTreeMap<&str, Marks<'_>> = BTreeMap::new();
    let mut quoted: BTreeMap<&str, BTreeMap<usize, &str>> = BTreeMap::new();
    for finding in &report.findings {
        for side in &finding.sides {
            let n = numbers.get(finding.id.as_str()).copied().unwrap_or(0);
            let of = marks.entry(&side.article).or_default();
            of.sides.push((side.start, side.end, Ref { n, id: finding.id.clone() }));
            if let Some(at) = side.sentence.find(&side.quote) {
                let start = side.start.saturating_sub(at);
                quoted.entry(&side.article).or_default().entry(start).or_insert(&side.sentence);
            }
        }
    }
    for (t, matrix) in matrices(report).iter().enumerate() {
        for (r, row) in matrix.rows.iter().enumerate() {
            let shared = row.mark != Mark::Single || row.cells.iter().filter(|c| !c.is_empty()).count() > 1;
            for cell in row.cells.iter().flatten() {
                let row = shared.then(|| row_id(t, r));
                marks.entry(&cell.article).or_default().cells.push((cell.start, cell.end, row, &cell.text));
            }
        }
    }
    let texts: BTreeMap<&str, &ArticleText> = report.texts.iter().map(|t| (t.article.as_str(), t)).collect();
    let mut anchors = Anchors::default();
    let view = |article: &ArticleInfo| {
        let text = texts.get(article.id.as_str()).copied();
        let mut of = marks.remove(article.id.as_str()).unwrap_or_default();
        of.claims = text.map_or(&[], |t| &t.claims);
        let quoted = quoted.remove(article.id.as_str()).unwrap_or_default();
        article_view(article, text, &quoted, &of, &mut anchors)
    };
    let views = report.articles.iter().map(view).collect();
    (views, anchors)
}

fn article_view(
    article: &ArticleInfo,
    text: Option<&ArticleText>,
    quoted: &BTreeMap<usize, &str>,
    marks: &Marks<'_>,
    anchors: &mut Anchors,
) -> ArticleView {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut put = |start: usize, sentence: &str, joined: bool| {
        let pieces = pieces(&article.id, start, sentence, marks, anchors);
        match paragraphs.last_mut() {
            Some(last) if joined => {
                last.pieces.push(Piece { text: " ".into(), ..Piece::default() });
                last.pieces.extend(pieces);
            }
            _ => paragraphs.push(Paragraph { pieces }),
        }
    };
    match text {
        Some(text) => {
            let mut last = None::<usize>;
            for s in &text.sentences {
                // Sentences stand in one paragraph unless a line is empty between them.
                put(s.start, &s.text, last.is_some_and(|last| s.line <= last + 1));
                last = Some(s.line + s.text.matches('\n').count());
            }
        }
        None => quoted.iter().for_each(|(&start, &sentence)| put(start, sentence, false)),
    }
    let mut figures = Vec::new();
    for &(start, _, _, text) in &marks.cells {
        let id = anchor(&article.id, start);
        if anchors.0.insert(id.clone()) {
            figures.push(Cell { id, text: plain(text) });
        }
    }
    // A report of a version that knew addresses from kept texts alone has it there.
    let url = article.url.as_deref().or(text.and_then(|t| t.url.as_deref()));
    let url = url.map(plain).unwrap_or_default();
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    ArticleView {
        id: article.id.clone(),
        source: plain(&article.source),
        title: article.title.as_deref().map(plain).unwrap_or_default(),
        date: article.published.map(|d| d.to_string()).unwrap_or_default(),
        path: plain(&article.path),
        lang: article.lang.code(),
        origin: plain(&article.origin),
        new: article.new,
        linked: matches!(scheme.as_deref(), Some("http" | "https")),
        url,
        kept: text.is_some(),
        paragraphs,
        figures,
    }
}

/// A sentence that begins at byte `base`, cut wherever something begins or ends.
fn pieces(article: &str, base: usize, sentence: &str, marks: &Marks<'_>, anchors: &mut Anchors) -> Vec<Piece> {
    let end = base + sentence.len();
    let inside = |start: &usize, stop: &usize| *start < end && *stop > base;
    let sides: Vec<_> = marks.sides.iter().filter(|(s, e, _)| inside(s, e)).collect();
    let cells: Vec<_> = marks.cells.iter().filter(|(s, e, ..)| inside(s, e)).collect();
    // Claims are in the order of their beginnings, but may be long.
    let claims: Vec<&KeptClaim> = marks.claims.iter().filter(|c| inside(&c.start, &c.end)).collect();
    let spans = sides.iter().map(|(s, e, _)| (*s, *e)).chain(cells.iter().map(|(s, e, ..)| (*s, *e)));
    let spans = spans.chain(claims.iter().map(|c| (c.start, c.end)));
    // A report that was edited by hand may tell of places inside of a character.
    let cuts =
        spans.flat_map(|(s, e)| [s, e]).filter(|&at| at > base && at < end && sentence.is_char_boundary(at - base));
    let cuts: BTreeSet<usize> = cuts.chain([base, end]).collect();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut out: Vec<Piece> = Vec::new();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let over = |s: usize, e: usize| s <= from && e >= to;
        let side = sides.iter().any(|(s, e, _)| over(*s, *e));
        let sort = claims.iter().filter(|c| over(c.start, c.end)).map(|c| c.sort).min();
        let begins = sides.iter().map(|(s, ..)| *s).chain(cells.iter().map(|(s, ..)| *s)).any(|s| s == from);
        let id = anchor(article, from);
        let id = if begins && anchors.0.insert(id.clone()) { id } else { String::new() };
        let refs: BTreeSet<Ref> = sides.iter().filter(|(_, e, _)| *e == to).map(|(.., r)| r.clone()).collect();
        let rows: BTreeSet<String> = cells.iter().filter(|(_, e, ..)| *e == to).filter_map(|c| c.2.clone()).collect();
        let piece = Piece {
            text: safe::unbroken(&sentence[from - base..to - base]),
            id,
            class: sort.map(class).unwrap_or_default(),
            side,
            refs: refs.into_iter().collect(),
            rows: rows.into_iter().collect(),
        };
        match out.last_mut() {
            Some(last)
                if piece.id.is_empty()
                    && last.refs.is_empty()
                    && last.rows.is_empty()
                    && last.side == piece.side
                    && last.class == piece.class =>
            {
                last.text += &piece.text;
                (last.refs, last.rows) = (piece.refs, piece.rows);
            }
            _ => out.push(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Act, ClaimSort};

    #[test]
    fn what_overlaps_is_cut_and_nothing_is_lost() {
        let sentence = "La crue a fait douze morts à Vaucelles.";
        let claim = |words: &str, sort| {
            let start = 100 + sentence.find(words).unwrap();
            KeptClaim { start, end: start + words.len(), sort, act: Act::Says, speaker: None }
        };
        let claims = [claim(sentence, ClaimSort::Proposition), claim("douze morts", ClaimSort::Figure)];
        let finding = Ref { n: 3, id: "f".into() };
        let of = |words: &str| (100 + sentence.find(words).unwrap(), 100 + sentence.find(words).unwrap() + words.len());
        let (start, end) = of("douze morts");
        let (from, to) = of("morts à Vaucelles");
        let marks = Marks {
            sides: vec![(start, end, finding.clone()), (from, to, finding)],
            cells: vec![(start, end, Some("m1-1".into()), "douze morts")],
            claims: &claims,
        };
        let mut anchors = Anchors::default();
        let pieces = pieces("a1", 100, sentence, &marks, &mut anchors);
        assert_eq!(pieces.iter().map(|p| p.text.as_str()).collect::<String>(), sentence);
        let shown: Vec<(&str, &str, bool, usize)> =
            pieces.iter().map(|p| (p.text.as_str(), p.class.as_str(), p.side, p.refs.len())).collect();
        assert_eq!(
            shown,
            [
                ("La crue a fait ", "k5", false, 0),
                ("douze ", "k1", true, 0),
                ("morts", "k1", true, 1),
                (" à Vaucelles", "k5", true, 1),
                (".", "k5", false, 0)
            ]
        );
        assert_eq!(anchors.of("a1", start), format!("a1-{start}"));
        assert_eq!(anchors.of("a1", 7), "a1", "words that are not on the page lead to the article");
        assert_eq!(pieces[2].rows, ["m1-1"]);
    }
}
