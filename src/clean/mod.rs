//! Raw article → clean text.
//!
//! In: a raw article and the rules of its language. Out: [`Cleaned`], the article without what
//! stands around it on its page, with plain spaces, and the map back to the file. It rewrites no
//! word: every letter of the clean text is one of the file.

mod boilerplate;
mod dateline;
mod line;
mod markup;
mod shape;

use crate::model::RawArticle;
use crate::rules::LanguageRules;
use crate::text::{OffsetMap, OffsetMapBuilder};

/// The text that the stages read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Lines of the article; those that had others between them are apart by an empty line.
    pub text: String,
    /// From `text` back to the raw text.
    pub map: OffsetMap,
}

/// Cleans the body of `raw`: spaces of all kinds become plain ones, characters that do not show
/// are dropped, and so are markup and the lines that are not the article's.
pub fn clean(raw: &RawArticle, rules: &LanguageRules) -> Cleaned {
    let lines = line::read(&raw.text, raw.body.clone());
    let kept = boilerplate::kept(&lines, rules);
    let mut text = String::with_capacity(raw.body.len());
    let mut map = OffsetMapBuilder::default();
    for (line, ranges) in lines.iter().zip(kept) {
        let before = text.len();
        for range in ranges {
            line.write(range, &mut text, &mut map);
        }
        // A dropped line leaves an empty one, so that its neighbours are not read as one; more
        // than one in a row say nothing more.
        let empty = text.len() == before;
        let enough = text.is_empty() || text.ends_with("\n\n");
        if line.break_len > 0 && !(empty && enough) {
            text.push('\n');
            map.replace(1, line.break_at, line.break_len);
        }
    }
    Cleaned { text, map: map.finish() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lang, Meta};
    use crate::rules::RuleSet;
    use crate::text::Span;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::embedded().expect("the embedded rules load"));

    fn cleaned(lang: Lang, text: &str, from: usize) -> Cleaned {
        let raw = RawArticle {
            path: "a.md".to_owned(),
            text: text.to_owned(),
            body: from..text.len(),
            meta: Meta::default(),
        };
        clean(&raw, RULES.language(lang))
    }

    #[test]
    fn every_example_of_the_rules_holds() {
        for lang in Lang::ALL {
            for example in &RULES.language(lang).boilerplate.examples {
                let text = cleaned(lang, &example.text, 0).text;
                for keep in &example.keep {
                    assert!(text.contains(keep.as_str()), "{lang}: {keep:?} is to be kept, got:\n{text}");
                }
                for drop in &example.drop {
                    assert!(!text.contains(drop.as_str()), "{lang}: {drop:?} is to be dropped, got:\n{text}");
                }
            }
        }
    }

    #[test]
    fn dropped_lines_leave_their_neighbours_apart() {
        let text = "Le port de la ville d'Arvel ferme lundi matin\nPartager\nles marins s'y opposent depuis plus de deux ans.\n\n\n\nFin.";
        assert_eq!(
            cleaned(Lang::Fr, text, 0).text,
            "Le port de la ville d'Arvel ferme lundi matin\n\nles marins s'y opposent depuis plus de deux ans.\n\nFin."
        );
    }

    #[test]
    fn quotes_of_clean_text_are_found_in_the_file() {
        let text = "---\ntitle: x\n---\n**1\u{202f}082** pre\u{ad}miers [morts](http://a.example/b) à Arvel\u{a0}: «\u{a0}rien\u{a0}».";
        let cleaned = cleaned(Lang::Fr, text, 17);
        assert_eq!(cleaned.text, "1 082 premiers morts à Arvel : « rien ».");
        let quote = |clean: &str| {
            let at = cleaned.text.find(clean).unwrap();
            cleaned.map.to_raw(Span::new(at, at + clean.len())).of(text)
        };
        assert_eq!(quote("1 082"), "1\u{202f}082");
        assert_eq!(quote("premiers"), "pre\u{ad}miers");
        assert_eq!(quote("morts"), "morts");
        assert_eq!(quote("« rien »"), "«\u{a0}rien\u{a0}»");
    }

    proptest! {
        #[test]
        fn every_letter_maps_to_itself(
            text in "([a-zA-Zéœ]{1,6}|[ \u{a0}\u{202f}\t\u{ad}\u{200b}\r\n]|e\u{301}|[*_`#>\\[\\]()!.,:«»\"-]|\\]\\(|READ |\\PC){0,60}"
        ) {
            for lang in Lang::ALL {
                let cleaned = cleaned(lang, &text, 0);
                let mut last = 0;
                for (at, c) in cleaned.text.char_indices() {
                    let raw = cleaned.map.to_raw(Span::new(at, at + c.len_utf8()));
                    prop_assert!(text.get(raw.range()).is_some() && raw.start >= last);
                    last = raw.end;
                    let from = raw.of(&text);
                    prop_assert!(
                        from.starts_with(c) || c.is_whitespace() || crate::text::fold(from).starts_with(crate::text::fold_char(c)),
                        "{c:?} came from {from:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn megabytes_without_a_line_end_take_one_pass() {
        for unit in ["[a](", "[", "*a ", "**a** ", "`", "#a ", "a, ", "a (", "Read more: ", "\u{a0}"] {
            cleaned(Lang::En, &unit.repeat(200_000 / unit.len()), 0);
        }
    }
}
