//! Findings as a compiler shows two places that disagree: both texts under each other, the words
//! in question underlined, then the reasons.

use super::Style;
use super::compared::summary;
use super::concise::painted;
use super::plain::{Plain, filled, plain};
use super::profile;
use super::safe;
use super::side::{Told, ToldSide, end_line, known_in};
use crate::model::{Report, Severity, VerdictKind};
use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};
use std::ops::Range;

/// A text as it is shown: lines, and in each the bytes to be underlined.
struct Shown {
    lines: Vec<String>,
    /// Of the joined lines.
    marks: Vec<Range<usize>>,
}

/// The sentence cut down to one line around its quote, which stays whole; where the quote and its
/// label do not fit on a line, the quote on several lines.
fn shown((before, quote, after): &(String, String, String), label: usize, columns: usize) -> Shown {
    let (wide, beside) = (safe::width(quote), label + usize::from(label > 0));
    if wide + beside + safe::width(before).min(4) <= columns {
        // What follows the quote and its label share the columns to the right of the quote.
        let right = safe::width(after).min((columns - wide) / 2).max(beside);
        let left = safe::tail(before, columns - wide - right);
        let right = safe::head(after, columns - wide - safe::width(&left));
        let start = left.len();
        let mark = start..start + quote.len();
        return Shown { lines: vec![format!("{left}{quote}{right}")], marks: vec![mark] };
    }
    let start = if before.trim().is_empty() { "" } else { "… " };
    let end = if after.trim().is_empty() { "" } else { " …" };
    let text = format!("{start}{quote}{end}");
    let room = columns.saturating_sub(beside).max(columns / 2);
    let lines: Vec<String> = safe::wrap(&text, room).into_iter().map(str::to_owned).collect();
    let (mut at, mut marks, last) = (0, Vec::new(), lines.len() - 1);
    for (i, line) in lines.iter().enumerate() {
        let from = if i == 0 { start.len() } else { 0 };
        let to = if i == last { line.len() - end.len().min(line.len()) } else { line.len() };
        if from < to {
            marks.push(at + from..at + to);
        }
        at += line.len() + 1;
    }
    Shown { lines, marks }
}

/// Source, date, place, and whose copy it is where there is room for the name. Paths are never cut.
fn heading(side: &ToldSide<'_>, columns: usize, words: &Plain) -> String {
    let place = format!("{} ({}) {}", side.source(), side.dated(), side.place());
    let Some(of) = side.copy_of else { return place };
    let copy = filled(&words.copy_of, &[("who", safe::line(of).trim())]);
    let named = format!("{place}, {copy}");
    if safe::width(&named) + 2 <= columns { named } else { format!("{place}, {}", words.copy) }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// `name: text` below the snippets, in lines that fit.
fn message(group: Group<'static>, name: &str, text: &str, columns: usize) -> Group<'static> {
    let text = safe::line(text);
    let lines = safe::wrap(&text, columns.saturating_sub(name.len() + 5)).join("\n");
    let level = if name.is_empty() { Level::NOTE.no_name() } else { Level::NOTE.with_name(name.to_owned()) };
    group.element(level.message(lines))
}

/// The sentence of a side with what is known of it, under its heading.
fn snippet(group: Group<'static>, side: &ToldSide<'_>, columns: usize, words: &Plain) -> Group<'static> {
    let group = group.element(Origin::path(heading(side, columns, words)));
    let pieces = side.pieces();
    let beside = columns.saturating_sub(safe::width(&pieces.1) + 5);
    let label = safe::head(&side.label(), beside.max(columns * 2 / 3));
    let shown = shown(&pieces, safe::width(&label), columns);
    // Words that an earlier side said already are underlined with dashes.
    let kind = if side.again { AnnotationKind::Context } else { AnnotationKind::Primary };
    let last = shown.marks.len().saturating_sub(1);
    let marks = shown.marks.into_iter().enumerate().map(|(i, mark)| {
        let label = (i == last && !label.is_empty()).then(|| label.clone());
        kind.span(mark).label(label)
    });
    let snippet = Snippet::source(shown.lines.join("\n"))
        .line_start(side.side.line)
        // The lines of a long quote are ours, not those of the file.
        .line_numbering(shown.lines.len() == 1)
        .fold(false)
        .annotations(marks);
    group.element(snippet)
}

/// A side of which the figure matters and not what stands against it: an item of a list.
fn item(group: Group<'static>, side: &ToldSide<'_>, columns: usize, words: &Plain) -> Group<'static> {
    let (before, quote, after) = side.pieces();
    let room = columns.saturating_sub(safe::width(&quote) + 4);
    let left = safe::tail(&before, room.saturating_sub(safe::width(&after).min(room / 2)));
    let right = safe::head(&after, room.saturating_sub(safe::width(&left)));
    let sentence = format!("{left}{quote}{right}");
    let sentence = safe::wrap(&sentence, columns - 2).join("\n");
    let place = heading(side, columns, words);
    let head = safe::wrap(&format!("{quote}: {place}"), columns - 2).join("\n");
    let text = if sentence == quote { head } else { format!("{head}\n{sentence}") };
    group.element(Level::NOTE.no_name().message(text))
}

fn finding(told: &Told<'_>, style: &Style) -> String {
    let f = told.finding;
    let words = plain(style.lang);
    let digits = told.sides.iter().map(|s| s.side.line).max().unwrap_or(1).to_string().len();
    let width = style.width.max(40);
    let columns = width - digits - 3;
    let tag = Plain::word(&words.severities, f.severity.word()).chars().count() + f.rule.len() + 4;
    let title = safe::line(&f.message);
    let title = safe::wrap(&title, width.saturating_sub(tag)).join("\n");
    let title = level(f.severity)
        .with_name(Plain::word(&words.severities, f.severity.word()).to_owned())
        .primary_title(title)
        .id(safe::line(&f.rule));
    let mut group = Group::with_title(title);
    if f.verdict == VerdictKind::NotComparable {
        group = group.element(Padding);
        for side in &told.sides {
            group = item(group, side, columns, words);
        }
    } else {
        for (i, side) in told.sides.iter().enumerate() {
            if side.repeats(&told.sides[..i]) {
                group = group.element(Origin::path(heading(side, columns, words)));
            } else {
                if i > 0 {
                    group = group.element(Padding);
                }
                group = snippet(group, side, columns, words);
            }
        }
        group = group.element(Padding);
    }
    if let Some(reason) = known_in(style.lang, f) {
        group = message(group, &words.known, &reason, columns);
    }
    for reason in &f.because {
        group = message(group, &words.because, reason, columns);
    }
    let story = if f.story.is_empty() { &f.topic } else { &f.story };
    group = message(group, &words.story, story, columns);
    let sure = {
        let confidence = format!("{:.2}", f.confidence).replace('.', &words.decimal);
        format!("{confidence}, {}, id {}", Plain::word(&words.verdicts, f.verdict.word()), f.id)
    };
    group = message(group, &words.confidence, &sure, columns);
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut to the width here, where the quote is known; never a second time.
    let drawn = renderer.term_width(width.max(DEFAULT_TERM_WIDTH) * 4).render(&[group]);
    // The renderer puts a `:::` of its own between a heading and the text below it.
    let bare = |row: &str| anstream::adapter::strip_str(row).to_string().trim() == ":::";
    drawn.lines().filter(|row| !bare(row)).fold(String::new(), |all, row| all + row + "\n")
}

/// Every finding, every problem, then what was looked at.
pub(super) fn render(report: &Report, style: &Style) -> Vec<u8> {
    let articles = report.by_id();
    let mut out = String::new();
    for f in &report.findings {
        out += &finding(&Told::new_in(style.lang, f, &articles), style);
        out.push('\n');
    }
    for list in summary(report, style.lang) {
        out += &format!("{}{}\n", list.title, if list.items.is_empty() { "" } else { ":" });
        for item in &list.items {
            out += &format!("  {}\n", safe::wrap(item, style.width.max(40) - 4).join("\n    "));
        }
        out.push('\n');
    }
    out += &profile::text(report, style.lang, style.width.max(40));
    for problem in &report.problems {
        let tag = painted(Severity::Warning, &plain(style.lang).problem, style.color);
        let text = format!("{}: {}", safe::line(&problem.path), safe::line(&problem.message));
        out += &format!("{tag}: {}\n", safe::wrap(&text, style.width.max(40) - 9).join("\n         "));
    }
    if !style.quiet {
        if !report.problems.is_empty() {
            out.push('\n');
        }
        out += &safe::wrap(&end_line(report, style.lang), style.width.max(40)).join("\n");
        out.push('\n');
    }
    safe::no_commands(safe::trim_lines(&out)).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn plain(width: usize) -> String {
        String::from_utf8(render(&sample(), &Style { width, ..Style::default() })).unwrap()
    }

    #[test]
    fn every_quote_is_whole_and_underlined() {
        let text = plain(100);
        let at = text.lines().position(|l| l.contains("la crue a fait douze morts")).unwrap();
        let (line, below) = (text.lines().nth(at).unwrap(), text.lines().nth(at + 1).unwrap());
        assert!(line.starts_with("9 | …"), "the line's number is the side's: {line}");
        let column = safe::width(&line[..line.find("douze morts").unwrap()]);
        assert_eq!(below.find('^'), Some(column), "{line}\n{below}");
        assert!(below.contains("^^^^^^^^^^^ group 1: 12 morts, according to la préfecture"), "{below}");
    }

    #[test]
    fn sides_that_agree_and_copies_are_told_as_such() {
        let text = plain(100);
        assert!(text.contains("Le Relais (2024-03-06) corpus/relais.txt:1:81, a copy of La Dépêche du Val\n"));
        assert!(text.contains("group 2: also says 17 people, according to the town hall"));
        assert_eq!(text.matches("douze morts").count(), 1, "a copy's sentence is not shown twice");
    }

    #[test]
    fn a_quote_longer_than_a_line_is_shown_whole() {
        for width in [80, 100, 120] {
            let words = plain(width).replace(['|', '^', '\n'], " ");
            let words: Vec<&str> = words.split_whitespace().collect();
            let words = words.join(" ");
            for part in ["L'exploitant savait depuis deux ans", "visite des services de l'État"] {
                assert!(words.contains(part), "{part} at {width}: {words}");
            }
        }
    }

    #[test]
    fn nothing_breaks_where_there_is_little_room_or_sense() {
        for width in 0..70 {
            plain(width);
        }
        let mut report = sample();
        report.findings[0].sides[0].quote = "not in the sentence".into();
        report.findings[0].sides[1].quote = String::new();
        report.findings[0].sides[2].article = "a99".into();
        report.findings[1].sides[0].sentence = String::new();
        report.findings[1].sides[0].quote = String::new();
        assert!(!render(&report, &Style::default()).is_empty());
    }
}
