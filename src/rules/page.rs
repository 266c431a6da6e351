//! A rule's page, as `recoupe explain RULE` prints it, and the book of all pages, docs/rules.md.
//!
//! In: checked rules. Out: Markdown. All of it comes from the rule file.

use super::conflict::ConflictRule;
use super::example::{Example, ExampleVerdict};
use super::set::RuleSet;
use crate::model::Clash;
use std::fmt::Write as _;

/// What a page shows of examples with one verdict; the file has them all.
const SHOWN: usize = 3;

/// The page of one rule.
pub fn page(rule: &ConflictRule) -> String {
    let mut out = format!("# {}\n\n", rule.id);
    body(&mut out, rule, "##");
    out
}

/// The pages of all rules, one below the other, behind a table of contents.
pub fn book(rules: &RuleSet) -> String {
    let mut out = String::from(
        "# Rules\n\nWritten from `rules/conflicts/` by the tests (`RECOUPE_BLESS=1 cargo test`); edit the rule files instead.\n\
         Where several rules accept one pair of claims, the one that stands first here takes it.\n\n\
         | rule | finds | kind | verdict | severity |\n|---|---|---|---|---|\n",
    );
    for rule in &rules.conflicts {
        let off = if rule.default { "" } else { ", off by default" };
        let _ = writeln!(
            out,
            "| [{0}](#{0}) | {1} | {2} | {3} | {4}{off} |",
            rule.id, rule.title, rule.kind, rule.verdict, rule.severity
        );
    }
    for rule in &rules.conflicts {
        let _ = write!(out, "\n## {}\n\n", rule.id);
        body(&mut out, rule, "###");
    }
    out
}

fn body(out: &mut String, rule: &ConflictRule, level: &str) {
    let state = if rule.default { "on" } else { "off" };
    let _ = writeln!(
        out,
        "{}. Kind {}, verdict {}, severity {}; {state} by default.\n",
        rule.title, rule.kind, rule.verdict, rule.severity
    );
    let _ = writeln!(out, "Comparator `{}`{}. Message: `{}`.\n", rule.comparator.word(), limits(rule), rule.message);
    let _ = writeln!(out, "{}", rule.why);
    for (fires, title) in [(true, "Fires"), (false, "Stays silent")] {
        let _ = writeln!(out, "\n{level} {title}\n");
        let examples = rule.examples.iter().filter(|e| e.fires() == fires && e.known_miss.is_none());
        for example in examples.take(SHOWN) {
            example_item(out, example);
        }
    }
    let missed: Vec<&Example> = rule.examples.iter().filter(|e| e.known_miss.is_some()).collect();
    if !missed.is_empty() {
        let _ = writeln!(out, "\n{level} Known to go wrong\n");
        for example in missed {
            example_item(out, example);
        }
    }
}

/// What the rule's `[when]` asks for, as the end of a sentence.
fn limits(rule: &ConflictRule) -> String {
    let mut out = String::new();
    let mut add = |what: &str, words: Vec<&str>| {
        let _ = write!(out, ", {what} {}", words.join(", "));
    };
    if let Some(list) = &rule.when.dimensions {
        add("of the dimensions", list.iter().map(String::as_str).collect());
    }
    if let Some(list) = &rule.when.clashes {
        add("with the clashes", list.iter().copied().map(Clash::word).collect());
    }
    let cues: Option<Vec<String>> =
        rule.when.cues.as_ref().map(|list| list.iter().map(|cue| format!("{cue:?}").to_lowercase()).collect());
    if let Some(list) = &cues {
        add("behind the cues", list.iter().map(String::as_str).collect());
    }
    if let Some(list) = &rule.when.axes {
        add("on the axes", list.iter().map(String::as_str).collect());
    }
    out
}

fn example_item(out: &mut String, example: &Example) {
    let (left, right) = (&example.left, &example.right);
    let (left_words, right_words) = match &example.verdict {
        ExampleVerdict::Fires { words } => (Some(words[0].as_str()), Some(words[1].as_str())),
        ExampleVerdict::Silent => (None, None),
    };
    let (left_day, right_day) = if left.date == right.date {
        (String::new(), String::new())
    } else {
        (format!(" ({})", left.date), format!(" ({})", right.date))
    };
    if example.alone {
        let text = marked(&marked(&left.text, left_words), right_words);
        let _ = writeln!(out, "- {}", text.replace("\n\n", "\n  <br>"));
    } else {
        let one_line = |text: String| text.replace("\n\n", " ");
        let _ = writeln!(out, "- {}{left_day}: {}", left.source, one_line(marked(&left.text, left_words)));
        let _ = writeln!(out, "  <br>{}{right_day}: {}", right.source, one_line(marked(&right.text, right_words)));
    }
    for remark in [&example.note, &example.known_miss].into_iter().flatten() {
        let _ = writeln!(out, "  <br>*{remark}*");
    }
}

/// `text` with `words` in bold.
fn marked(text: &str, words: Option<&str>) -> String {
    match words.and_then(|w| text.split_once(w).map(|(before, after)| (before, w, after))) {
        Some((before, words, after)) => format!("{before}**{words}**{after}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_the_file_says() {
        let rules = RuleSet::embedded().unwrap();
        for rule in &rules.conflicts {
            let page = page(rule);
            for part in [&rule.id, &rule.title, &rule.why, &rule.message] {
                assert!(page.contains(part.as_str()), "{}: {part}", rule.id);
            }
        }
    }

    #[test]
    fn claimed_words_are_bold() {
        assert_eq!(marked("Il y a douze morts.", Some("douze morts")), "Il y a **douze morts**.");
        assert_eq!(marked("Il y a douze morts.", None), "Il y a douze morts.");
    }

    /// docs/rules.md is written from the rule files: `RECOUPE_BLESS=1 cargo test` writes it anew.
    #[test]
    fn the_book_is_in_step() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
        let book = book(&RuleSet::embedded().unwrap());
        if std::env::var_os("RECOUPE_BLESS").is_some() {
            std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
            std::fs::write(path, &book).unwrap();
        }
        let found = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            found == book,
            "docs/rules.md is out of step with rules/: run RECOUPE_BLESS=1 cargo test --lib rules::page"
        );
    }
}
