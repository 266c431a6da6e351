//! An article with what was read in it: its own lines, each with rows below that underline and name
//! the marks. The rows are the same with and without colours, so that nothing is told by colour alone.

use super::Style;
use super::cells::{Cell, Row, columns, rows};
use super::safe;
use super::side::counted;
use crate::model::{Mark, Marked, Sort};
use annotate_snippets::renderer::{AnsiColor, Effects};
use itertools::Itertools as _;
use std::fmt::Write as _;
use std::ops::Range;

/// What has been shown so far, for the line at the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    articles: usize,
    sentences: usize,
    claims: usize,
    numbers: usize,
    dates: usize,
    attributions: usize,
}

/// What a sort is underlined with.
fn line_of(sort: Sort) -> char {
    match sort {
        Sort::Figure | Sort::Quantity => '^',
        Sort::Dating | Sort::Date => '~',
        Sort::Source => '*',
        Sort::Cue => '=',
        Sort::Proposition => '-',
        Sort::Content => '.',
    }
}

fn painted(sort: Sort, text: &str, color: bool) -> String {
    if !color {
        return text.to_owned();
    }
    let (hue, effects) = match sort {
        Sort::Figure => (AnsiColor::BrightCyan, Effects::BOLD),
        Sort::Quantity => (AnsiColor::Cyan, Effects::new()),
        Sort::Dating => (AnsiColor::BrightGreen, Effects::BOLD),
        Sort::Date => (AnsiColor::Green, Effects::new()),
        Sort::Source => (AnsiColor::BrightMagenta, Effects::BOLD),
        Sort::Cue => (AnsiColor::BrightYellow, Effects::BOLD),
        Sort::Proposition => (AnsiColor::BrightBlue, Effects::new()),
        Sort::Content => (AnsiColor::Magenta, Effects::new()),
    };
    let style = hue.on_default().effects(effects);
    format!("{style}{text}{style:#}")
}

fn faint(text: &str, color: bool) -> String {
    let style = AnsiColor::BrightBlue.on_default().effects(Effects::BOLD);
    if color { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// A piece of a row below a line.
struct Piece {
    from: usize,
    to: usize,
    text: String,
    sort: Sort,
}

/// The rows below one row of text, filled from the top.
#[derive(Default)]
struct Below {
    rows: Vec<Vec<Piece>>,
}

impl Below {
    fn is_free(&self, row: usize, from: usize, to: usize) -> bool {
        // Two columns between pieces, so that a label is not read on.
        self.rows.get(row).is_none_or(|r| r.iter().all(|p| p.to + 2 <= from || to + 2 <= p.from))
    }

    fn put(&mut self, row: usize, from: usize, text: String, sort: Sort) {
        while self.rows.len() <= row {
            self.rows.push(Vec::new());
        }
        let to = from + safe::width(&text);
        self.rows[row].push(Piece { from, to, text, sort });
    }

    /// Underlines `at`, with the label beside the line where there is room, else below it.
    fn add(&mut self, at: &Range<usize>, sort: Sort, label: &str, width: usize) {
        let line: String = std::iter::repeat_n(line_of(sort), at.len()).collect();
        let wide = safe::width(label);
        let mut row = 0;
        loop {
            if label.is_empty() && self.is_free(row, at.start, at.end) {
                return self.put(row, at.start, line, sort);
            }
            let right = at.end + 1 + wide;
            if right <= width && self.is_free(row, at.start, right) {
                return self.put(row, at.start, format!("{line} {label}"), sort);
            }
            let left = at.start.checked_sub(wide + 1);
            if right > width
                && let Some(left) = left
                && self.is_free(row, left, at.end)
            {
                return self.put(row, left, format!("{label} {line}"), sort);
            }
            if right > width && left.is_none() && self.is_free(row, at.start, at.end) {
                let label = safe::head(label, width);
                let from = at.start.min(width.saturating_sub(safe::width(&label)));
                if self.is_free(row + 1, from, from + safe::width(&label)) {
                    self.put(row, at.start, line, sort);
                    return self.put(row + 1, from, label, sort);
                }
            }
            row += 1;
        }
    }

    fn shown(mut self, color: bool) -> Vec<String> {
        let mut out = Vec::new();
        for row in &mut self.rows {
            row.sort_by_key(|p| p.from);
            let (mut text, mut column) = (String::new(), 0);
            for piece in row {
                text.extend(std::iter::repeat_n(' ', piece.from - column));
                text += &painted(piece.sort, &piece.text, color);
                column = piece.to;
            }
            out.push(text);
        }
        out
    }
}

fn label(mark: &Mark) -> String {
    let said = safe::line(&mark.label);
    let said = said.trim();
    if said.is_empty() { mark.sort.word().to_owned() } else { format!("{} {said}", mark.sort.word()) }
}

/// The text of a row; with colours, in those of the shortest mark on each character.
fn text(row: &Row, marks: &[&Mark], color: bool) -> String {
    if !color {
        return row.iter().map(|c| c.shown.as_str()).collect();
    }
    let sort = |cell: &Cell| {
        let on = |m: &&&Mark| m.at.start <= cell.at.start && cell.at.end <= m.at.end && m.sort < Sort::Proposition;
        marks.iter().filter(on).min_by_key(|m| m.at.len()).map(|m| m.sort)
    };
    let mut out = String::new();
    for (sort, cells) in &row.iter().chunk_by(|cell| sort(cell)) {
        let run: String = cells.map(|c| c.shown.as_str()).collect();
        out += &sort.map_or_else(|| run.clone(), |s| painted(s, &run, true));
    }
    out
}

impl Tally {
    /// Counts one article more.
    pub fn add(&mut self, article: &Marked) {
        let number = |sorts: &[Sort]| article.marks.iter().filter(|m| sorts.contains(&m.sort)).count();
        self.articles += 1;
        self.sentences += article.sentences.len();
        self.claims += number(&[Sort::Figure, Sort::Dating, Sort::Proposition]);
        self.numbers += number(&[Sort::Quantity]);
        self.dates += number(&[Sort::Date]);
        self.attributions += number(&[Sort::Cue]);
    }

    /// Counts what another counted.
    pub fn join(&mut self, other: &Tally) {
        self.articles += other.articles;
        self.sentences += other.sentences;
        self.claims += other.claims;
        self.numbers += other.numbers;
        self.dates += other.dates;
        self.attributions += other.attributions;
    }
}

/// Shows one article. Text outside its sentences stands behind `~`.
pub fn marked(article: &Marked, style: &Style) -> Vec<u8> {
    let color = style.color;
    let width = style.width.max(40);
    let body = article.text.get(article.body.clone()).unwrap_or("");
    let first = article.text[..article.body.start.min(article.text.len())].matches('\n').count() + 1;
    let digits = (first + body.matches('\n').count()).to_string().len();
    let room = width - digits - 3;
    let published = article.published.map_or_else(|| "no date".to_owned(), |d| d.to_string());
    let source = if article.source.is_empty() { String::new() } else { format!("{}, ", article.source) };
    let head = format!("{}: {source}{published}, {}", article.path, article.lang);
    let mut out = format!("{}{} {}\n", " ".repeat(digits), faint("-->", color), safe::line(&head).trim());
    let mut start = article.body.start;
    let mut told = 0;
    let by_sentence = article.marks.iter().map(|m| (m.sentence, m)).into_group_map();
    for (n, line) in body.split('\n').enumerate() {
        let end = start + line.len();
        let over = |r: &Range<usize>| r.start < end && start < r.end;
        let here =
            article.sentences.partition_point(|s| s.end <= start)..article.sentences.partition_point(|s| s.start < end);
        let mut marks: Vec<&Mark> = here.clone().filter_map(|s| by_sentence.get(&s)).flatten().copied().collect();
        marks.retain(|m| over(&m.at));
        marks.sort_by_key(|m| (m.sort, m.at.start, m.at.end));
        let read = line.trim().is_empty() || !here.is_empty();
        let gutter = format!("{:>digits$} {}", first + n, if read { '|' } else { '~' });
        let empty = format!("{:digits$} {}", "", '|');
        for (r, row) in rows(line, start, room).iter().enumerate() {
            let gutter = if r == 0 { &gutter } else { &format!("{:digits$} {}", "", if read { '|' } else { '~' }) };
            let _ = writeln!(out, "{} {}", faint(gutter, color), text(row, &marks, color));
            let mut below = Below::default();
            let end = row.last().map_or(start, |c| c.at.end);
            for mark in &marks {
                let Some(at) = columns(row, &mark.at) else { continue };
                // The label stands where the mark ends.
                let rest = article.text.get(end..mark.at.end).unwrap_or("").trim();
                let label = if rest.is_empty() { label(mark) } else { String::new() };
                below.add(&at, mark.sort, &label, room);
            }
            for row in below.shown(color) {
                let _ = writeln!(out, "{} {row}", faint(&empty, color));
            }
        }
        while article.sentences.get(told).is_some_and(|s| s.end <= end) {
            because(&mut out, article, by_sentence.get(&told), [digits, room], color);
            told += 1;
        }
        start = end + 1;
    }
    out.push('\n');
    safe::trim_lines(&out).into_bytes()
}

/// What the rules had to do with the marks of a sentence.
fn because(out: &mut String, article: &Marked, marks: Option<&Vec<&Mark>>, [digits, room]: [usize; 2], color: bool) {
    let mut put = |indent: usize, sort: Option<Sort>, text: &str| {
        for (i, line) in
            safe::wrap(text, room.saturating_sub(indent + 2 * usize::from(sort.is_none()))).iter().enumerate()
        {
            let gutter = faint(&format!("{:digits$} {}", "", if i == 0 && indent == 0 { '=' } else { ' ' }), color);
            let line = sort.filter(|_| i == 0).map_or_else(|| (*line).to_owned(), |s| painted(s, line, color));
            let _ = writeln!(out, "{gutter} {:1$}{line}", "", indent + if i > 0 { 2 } else { 0 });
        }
    };
    for mark in marks.into_iter().flatten().filter(|m| !m.because.is_empty()) {
        let quote = safe::line(article.text.get(mark.at.clone()).unwrap_or(""));
        put(0, Some(mark.sort), &format!("{}: \"{}\"", label(mark), safe::head(quote.trim(), 60)));
        for reason in &mark.because {
            let mut text = safe::line(&reason.reads);
            if !reason.words.is_empty() {
                let _ = write!(text, " by \"{}\"", safe::line(&reason.words).trim());
            }
            if !reason.why.is_empty() {
                let _ = write!(text, ", {}", safe::line(&reason.why).trim());
            }
            if let Some(by) = &reason.by {
                let own = if by.entry == reason.words { String::new() } else { format!("\"{}\" in ", by.entry) };
                let _ = write!(text, " ({own}{}, {}:{})", by.list, by.file, by.line);
            }
            put(2, None, &safe::line(&text));
        }
    }
}

/// What was shown, and what the lines below the text mean.
pub fn legend(tally: &Tally, style: &Style) -> Vec<u8> {
    let width = style.width.max(40);
    let sorts = [Sort::Figure, Sort::Dating, Sort::Source, Sort::Cue, Sort::Proposition, Sort::Content];
    let keys = sorts.into_iter().map(|sort| {
        let with = Sort::ALL.iter().filter(|s| line_of(**s) == line_of(sort)).map(|s| s.word()).join(", ");
        (Some(sort), line_of(sort).to_string().repeat(3), with)
    });
    let (mut out, mut used) = (String::new(), 0);
    for (sort, line, words) in keys.chain([(None, "~".to_owned(), "before a line: not read".to_owned())]) {
        let wide = line.len() + 1 + words.len();
        if used > 0 {
            let full = used + 2 + wide > width;
            out += if full { "\n" } else { "  " };
            used = if full { 0 } else { used + 2 };
        }
        used += wide;
        out += &format!("{} {words}", sort.map_or(line.clone(), |s| painted(s, &line, style.color)));
    }
    out.push('\n');
    let Tally { articles, sentences, claims, numbers, dates, attributions } = *tally;
    let end = format!(
        "Read {}, {}: {}, {}, {} and {} beside them.",
        counted(articles, "article"),
        counted(sentences, "sentence"),
        counted(claims, "claim"),
        counted(attributions, "attribution"),
        counted(numbers, "number"),
        counted(dates, "date"),
    );
    out += &safe::wrap(&end, width).join("\n");
    out.push('\n');
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Entry, Lang, Reason};

    /// An article whose words would steer a terminal, with marks that lie over each other.
    fn sample() -> Marked {
        let text = "Le pont d'Arvel a \u{1b}[31mcédé lundi : 12 blessés, selon la préfecture\u{202e}.\nRead also\n";
        let mark = |words: &str, sort: Sort, label: &str| {
            let start = text.find(words).unwrap();
            Mark { at: start..start + words.len(), sort, sentence: 0, label: label.into(), because: Vec::new() }
        };
        let mut marks = vec![
            mark("12 blessés", Sort::Figure, "12 blessés, according to la préfecture\u{1b}]0;x\u{7}"),
            mark("lundi", Sort::Date, "2025-03-03"),
            mark("la préfecture", Sort::Source, ""),
            mark("selon", Sort::Cue, "says, reported"),
            mark("Le pont d'Arvel a \u{1b}[31mcédé lundi", Sort::Proposition, "so"),
        ];
        marks[0].because = vec![Reason {
            reads: "counts concept =injured".into(),
            words: "blessés".into(),
            by: Some(Entry {
                entry: "blessé".into(),
                list: "words.injured".into(),
                file: "rules/fr/measures.toml".into(),
                line: 7,
            }),
            why: String::new(),
        }];
        let end = text.find("\nRead").unwrap();
        Marked {
            path: "a\u{1b}[2J.md".into(),
            lang: Lang::Fr,
            source: "Le Fil".into(),
            published: None,
            text: text.into(),
            body: 0..text.len(),
            sentences: std::iter::once(0..end).collect(),
            marks,
        }
    }

    fn shown(style: &Style) -> String {
        let mut tally = Tally::default();
        tally.add(&sample());
        let mut bytes = marked(&sample(), style);
        bytes.extend(legend(&tally, style));
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn marks_are_underlined_and_named_below_their_words() {
        let text = shown(&Style::default());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], " --> a␛[2J.md: Le Fil, no date, fr");
        assert_eq!(lines[1], "1 | Le pont d'Arvel a ␛[31mcédé lundi : 12 blessés, selon la préfecture<U+202E>.");
        let under = |words: &str, mark: char, label: &str| {
            let at = safe::width(&lines[1][..lines[1].find(words).unwrap()]);
            let line: String = std::iter::repeat_n(mark, safe::width(words)).collect();
            let below = lines[2..].iter().find(|l| l.contains(label)).unwrap_or_else(|| panic!("{label} in {text}"));
            let found = below.find(&line).map(|b| safe::width(&below[..b]));
            assert_eq!(found, Some(at), "{words} in {text}");
        };
        under("lundi", '~', "date 2025-03-03");
        under("selon", '=', "cue says, reported");
        under("la préfecture", '*', "source");
        assert!(text.contains("figure 12 blessés, according to la préfecture␛]0;x␇"), "{text}");
        assert!(text.contains("2 ~ Read also"), "what was not read shows it: {text}");
        assert!(text.contains("  counts concept =injured by \"blessés\" (\"blessé\" in words.injured,"), "{text}");
        assert!(text.contains("Read 1 article, 1 sentence: 2 claims, 1 attribution, 0 numbers and 1 date"), "{text}");
    }

    #[test]
    fn nothing_obeys_or_is_told_by_colour_alone() {
        for width in [0, 40, 57, 80, 200] {
            let plain = shown(&Style { width, ..Style::default() });
            let steers = |c: char| c != '\n' && (c.is_control() || safe::turns_direction(c));
            assert!(!plain.contains(steers), "{plain:?}");
            assert!(plain.lines().all(|l| l.trim_end() == l), "{plain:?}");
            let coloured = shown(&Style { width, color: true, ..Style::default() });
            assert!(coloured.contains("\u{1b}["));
            assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
        }
    }

    #[test]
    fn rows_fit_the_terminal() {
        for width in [40, 60, 100] {
            let text = shown(&Style { width, ..Style::default() });
            let wide: Vec<&str> = text.lines().filter(|l| safe::width(l) > width).collect();
            // The place of an article is never cut.
            assert!(wide.iter().all(|l| l.contains("-->")), "{width}: {wide:#?}");
        }
    }

    #[test]
    fn marks_that_fit_nothing_break_nothing() {
        let mut article = sample();
        article.marks[0].at = 5..500;
        article.marks[1].at = 7..7;
        article.marks[2].sentence = 9;
        article.sentences.clear();
        article.body = 3..900;
        assert!(!marked(&article, &Style::default()).is_empty());
    }
}
