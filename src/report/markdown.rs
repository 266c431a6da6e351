//! Markdown for a pull request or a wiki: what was found, with both texts, and the figure matrix.

use super::Style;
use super::compared;
use super::matrix::{Mark, Matrix, matrices};
use super::plain::{Plain, filled, plain};
use super::profile::{Words, case_place, shown, taken};
use super::safe;
use super::side::{Told, ToldSide, counted_in, known_in, left_out, number};
use crate::model::{Case, Finding, Report, ReportLang, Severity, VerdictKind};

/// Text with every character that Markdown would read as markup escaped, on one line. `@` would
/// call people, `#12` lead to an issue and `$` begin a formula on the sites where such files are
/// read; `://` and `www.` would make a link of any address that an article holds.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let line = safe::line(text);
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        match c {
            ':' if rest.starts_with("//") => out.push_str(":<!-- -->"),
            '.' if line.as_bytes()[at.saturating_sub(3)..at].eq_ignore_ascii_case(b"www") => out.push_str("<!-- -->."),
            '#' if rest.starts_with(|c: char| c.is_ascii_digit()) => out.push_str("\\#<!-- -->"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("@<!-- -->"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Text at the beginning of a block, where also a list could begin.
fn leading(text: &str) -> String {
    let text = escaped(text.trim_start());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// `text` in bold. Asterisks are read as such only at the border of a word, so a quote that begins
/// or ends inside one, or with a sign, takes the HTML form.
fn bold(before: &str, text: &str, after: &str) -> String {
    let border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let plain = inside(text.chars().next()) && inside(text.chars().next_back());
    let text = escaped(text);
    if plain && border(before.chars().next_back()) && border(after.chars().next()) {
        format!("**{text}**")
    } else {
        format!("<b>{text}</b>")
    }
}

/// The sentence with its quote in bold.
fn sentence(told: &ToldSide<'_>) -> String {
    let (before, quote, after) = told.pieces();
    format!("{}{}{}", leading(&before), bold(&before, &quote, &after), escaped(&after))
}

/// With a capital at the beginning of a line.
fn upper(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// Source, date, place, whose copy.
fn origin(told: &ToldSide<'_>, words: &Plain) -> String {
    let copy = told
        .copy_of
        .map_or_else(String::new, |of| format!(", {}", filled(&words.copy_of, &[("who", escaped(of).trim())])));
    let (source, place) = (escaped(&told.source()), escaped(&told.place()));
    format!("**{source}** ({}) {place}{copy}", told.dated())
}

fn finding(finding: &Finding, told: &Told<'_>, lang: ReportLang) -> String {
    let words = plain(lang);
    let mut out = format!("### {}: {}\n\n", escaped(&finding.rule), escaped(&finding.message).trim());
    let list = finding.verdict == VerdictKind::NotComparable;
    for (i, side) in told.sides.iter().enumerate() {
        // Where nothing is to be put against each other, each side is an item with its sentence.
        let (item, quote) = if list { ("- ", "  > ") } else { ("", "> ") };
        let label = if list { String::new() } else { side.label() };
        let label = if label.is_empty() { label } else { format!(" ({})", escaped(&label)) };
        out += &format!("{item}{}{label}\n", origin(side, words));
        if side.repeats(&told.sides[..i]) {
            out.push('\n');
        } else {
            out += &format!("\n{quote}{}\n\n", sentence(side));
        }
    }
    if let Some(known) = known_in(lang, finding) {
        out += &format!("**{}**{}{}\n\n", upper(&words.known), words.colon, escaped(&known));
    }
    if !finding.because.is_empty() {
        out += &format!("{}{}\n\n", upper(&words.because), words.colon.trim_end());
        for reason in &finding.because {
            out += &format!("- {}\n", leading(reason).trim());
        }
        out.push('\n');
    }
    let verdict = Plain::word(&words.verdicts, finding.verdict.word());
    let confidence = format!("{} {:.2}", words.confidence, finding.confidence).replace('.', &words.decimal);
    let id = escaped(&finding.id);
    let story = if finding.story.is_empty() { &finding.topic } else { &finding.story };
    out + &format!("{} · {verdict} · {confidence} · id {id}\n\n", leading(story).trim())
}

fn table(matrix: &Matrix<'_>, words: &Plain) -> String {
    let mut out = format!("### {}\n\n| |", escaped(matrix.topic).trim());
    for (_, name) in &matrix.columns {
        out += &format!(" {} |", escaped(name).trim());
    }
    out += &format!(" |\n|---|{}---|\n", "---|".repeat(matrix.columns.len()));
    for row in &matrix.rows {
        out += &format!("| **{}** |", escaped(row.measure).trim());
        for cells in &row.cells {
            let texts: Vec<String> = cells.iter().map(|c| escaped(&c.text).trim().to_owned()).collect();
            let text = if texts.is_empty() { "·".to_owned() } else { texts.join(" / ") };
            out += &format!(" {text} |");
        }
        out += &match row.mark {
            Mark::Agree => format!(" ✓ {} |\n", words.agree),
            Mark::Differ => format!(" ✗ {} |\n", words.differ),
            Mark::Single => " — |\n".to_owned(),
        };
    }
    out.push('\n');
    out
}

fn figures(report: &Report, words: &Plain) -> String {
    let matrices = matrices(report);
    if matrices.is_empty() {
        return String::new();
    }
    let mut out = format!("## {}\n\n", words.figures);
    for matrix in &matrices {
        out += &table(matrix, words);
    }
    out + &words.figures_legend + "\n\n"
}

/// A table of counts for each source, then the places behind them.
fn profiles(report: &Report, lang: ReportLang) -> String {
    if report.profiles.is_empty() {
        return String::new();
    }
    let (words, articles) = (Words::of(lang), report.by_id());
    let word = |key: &str| words.get("", key);
    let mut out = format!("## {}\n\n{}\n\n", word("profiles"), leading(word("profiles_note")));
    for profile in &report.profiles {
        out += &format!("### {}\n\n", escaped(&profile.source).trim());
        out += &format!("| {} | {} | {} |\n|---|---|---|\n", word("count"), word("number"), word("of"));
        for row in shown(profile, report) {
            let indent = "&emsp;".repeat(row.depth);
            let of = row.of.map_or_else(String::new, |of| number(of as f64));
            out += &format!("| {indent}{} | {} | {of} |\n", words.get("counts", row.key), number(row.n as f64));
        }
        out.push('\n');
        let tallies = profile.findings.iter().map(|tally| words.tally(tally, taken(profile)));
        let case = |c: &Case| {
            format!(
                "{}{}{} {}",
                words.case(c),
                words.colon(),
                escaped(&case_place(c, &articles)),
                escaped(&c.quote).trim()
            )
        };
        for item in tallies.chain(profile.cases.iter().map(case)) {
            out += &format!("- {item}\n");
        }
        if !(profile.findings.is_empty() && profile.cases.is_empty()) {
            out.push('\n');
        }
    }
    out
}

/// Title, counts, findings by severity, figures, profiles of sources, problems.
pub(super) fn render(report: &Report, style: &Style) -> Vec<u8> {
    let words = plain(style.lang);
    let (articles, summary) = (report.by_id(), &report.summary);
    let mut out = format!("# {}\n\n", words.title);
    let counts = summary.findings;
    out += &format!("| {} |\n", words.columns.join(" | "));
    out += "|---|---|---|---|---|---|---|---|\n|";
    let looked = [summary.articles, summary.origins, summary.sentences, summary.claims, summary.compared];
    for n in [counts.error, counts.warning, counts.note].into_iter().chain(looked) {
        out += &format!(" {} |", number(n as f64));
    }
    out += "\n\n";
    let left_out = left_out(report, style.lang);
    if !left_out.is_empty() {
        out += &format!("{}\n\n", left_out.trim());
    }
    for list in compared::summary(report, style.lang) {
        out += &format!("## {}\n\n", escaped(&list.title));
        for item in &list.items {
            out += &format!("- {}\n", leading(item).trim());
        }
        if !list.items.is_empty() {
            out.push('\n');
        }
    }
    if report.findings.is_empty() {
        out += &format!("{}\n\n", words.no_findings);
    }
    for &severity in Severity::ALL {
        let of_it = report.findings.iter().filter(|f| f.severity == severity && f.accepted.is_none());
        let of_it: Vec<&Finding> = of_it.collect();
        if of_it.is_empty() {
            continue;
        }
        let title = counted_in(style.lang, of_it.len(), severity.word());
        out += &format!("## {title}\n\n");
        for f in of_it {
            out += &finding(f, &Told::new_in(style.lang, f, &articles), style.lang);
        }
    }
    let known: Vec<&Finding> = report.findings.iter().filter(|f| f.accepted.is_some()).collect();
    if !known.is_empty() {
        out += &format!("## {}\n\n", filled(&words.known_findings, &[("n", &number(known.len() as f64))]));
        known.into_iter().for_each(|f| out += &finding(f, &Told::new_in(style.lang, f, &articles), style.lang));
    }
    out += &figures(report, words);
    out += &profiles(report, style.lang);
    if !report.problems.is_empty() {
        out += &format!("## {}\n\n", words.problems);
        for p in &report.problems {
            out += &format!("- {}: {}\n", leading(&p.path), escaped(&p.message).trim());
        }
        out.push('\n');
    }
    out += &format!("{} {}\n", escaped(&report.tool.name), escaped(&report.tool.version));
    safe::no_commands(out).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn lines() -> Vec<String> {
        String::from_utf8(render(&sample(), &Style::default())).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn no_cell_breaks_the_table() {
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let lines = lines();
        let head = lines.iter().position(|l| l.starts_with("| | La Dépêche")).unwrap();
        let rows: Vec<&String> = lines[head..].iter().take_while(|l| !l.is_empty()).collect();
        assert_eq!(rows.len(), 2 + sample().figures.len());
        for row in rows {
            assert_eq!(bars(row), 8, "{row}");
        }
        assert!(
            lines.contains(&"| **niveau \\| crue** | · | -0,3 mètre | · | · | =1+\\`2\\`\\|&lt;b&gt; | — |".to_owned())
        );
    }

    #[test]
    fn agreement_is_seen_at_a_glance() {
        let row = |measure: &str| lines().into_iter().find(|l| l.starts_with(&format!("| **{measure}**"))).unwrap();
        assert!(row("morts").ends_with("✗ differ |"));
        assert!(row("blessés").ends_with("✓ agree |"));
        assert!(row("blessés").contains("| 11 / 3 |"));
        assert!(row("foyers").ends_with("| · | · | · | · | — |"), "{}", row("foyers"));
    }

    #[test]
    fn markup_of_articles_is_text() {
        assert_eq!(escaped("<script>`a`|*b*\n# c"), "&lt;script&gt;\\`a\\`\\|\\*b\\* \\# c");
        assert_eq!(leading("12. mars"), "12\\. mars");
        assert_eq!(leading("- oui"), "\\- oui");
        assert_eq!(escaped("@maire"), "@<!-- -->maire");
        assert_eq!(escaped("https://a.example WWW.b.example"), "https:<!-- -->//a.example WWW<!-- -->.b.example");
        assert_eq!(escaped("n°#12 à 12:30"), "n°\\#<!-- -->12 à 12:30");
    }

    #[test]
    fn bold_holds_inside_words_and_beside_signs() {
        assert_eq!(bold("les ", "douze morts", " de"), "**douze morts**");
        assert_eq!(bold("les ", "38 %", ""), "<b>38 %</b>");
        assert_eq!(bold("anti", "gel", ""), "<b>gel</b>");
    }
}
