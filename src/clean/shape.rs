//! What the shape of a line tells, whatever its words.

use crate::rules::{Class, LanguageRules};

/// From this many words on, a line with a final stop is a sentence.
const SENTENCE_WORDS: usize = 8;

/// Classes of words that make clauses of names.
const GRAMMAR: [Class; 12] = [
    Class::Determiner,
    Class::Preposition,
    Class::Pronoun,
    Class::FirstPerson,
    Class::Conjunction,
    Class::That,
    Class::Relative,
    Class::Be,
    Class::Have,
    Class::LightVerb,
    Class::Negation,
    Class::Subordinator,
];

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '»' | '”' | '’' | '\'' | ')' | ']' | ' ')
}

/// True when `line` ends as a sentence does.
pub(super) fn has_stop(line: &str) -> bool {
    line.trim_end_matches(is_closer).ends_with(['.', '!', '?', '…'])
}

/// Number of words: runs without white space that hold a letter or a digit.
pub(super) fn words(line: &str) -> usize {
    let (mut count, mut inside) = (0, false);
    for c in line.chars() {
        if c == ' ' || !c.is_ascii() && c.is_whitespace() {
            inside = false;
        } else if !inside && (c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphanumeric()) {
            inside = true;
            count += 1;
        }
    }
    count
}

/// What is asked of a line again and again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Its words.
    pub(super) words: usize,
    /// It ends as a sentence does.
    pub(super) stop: bool,
    /// It has the shape of a sentence.
    pub(super) sentence: bool,
}

impl Shape {
    pub(super) fn of(line: &str) -> Self {
        let (words, stop) = (words(line), has_stop(line));
        Self { words, stop, sentence: stop && words >= SENTENCE_WORDS }
    }
}

/// True when the shape alone shows that a line of the article's body is none of it.
pub(super) fn is_debris(line: &str, shape: Shape, rules: &LanguageRules) -> bool {
    shape.words == 0
        || !shape.stop && is_tag_list(line, rules)
        || is_addresses(line)
        || is_code(line)
        || is_signature(line)
        || is_bracketed(line)
        || is_fragments(line, rules)
}

fn has_grammar(text: &str, rules: &LanguageRules) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .any(|w| rules.language.classes(&w.to_lowercase()).any(&GRAMMAR))
}

/// "Arvel, port, grève, #Arvel,": tags, with commas or as hashtags.
fn is_tag_list(line: &str, rules: &LanguageRules) -> bool {
    let tokens = line.split_whitespace().count();
    let hashtags = line.split_whitespace().filter(|t| t.len() > 2 && t.starts_with('#')).count();
    if hashtags >= 2 && hashtags * 3 >= tokens {
        return true;
    }
    let items = line.split(',').map(str::trim).filter(|i| !i.is_empty());
    if !items.clone().all(|item| item.split_whitespace().count() <= 4) {
        return false;
    }
    match items.count() {
        0..3 => false,
        _ if line.ends_with(',') || hashtags > 0 => true,
        3 => false,
        _ => !has_grammar(line, rules),
    }
}

/// A line of URLs, mail addresses and handles.
fn is_addresses(line: &str) -> bool {
    let bytes = line.as_bytes();
    let holds = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    if memchr::memchr2(b'@', b'/', bytes).is_none() && !holds(b"www.") && !holds(b"pic.") {
        return false;
    }
    let is_address = |t: &str| t.contains("://") || t.starts_with("www.") || t.contains('@') || t.starts_with("pic.");
    let tokens = line.split_whitespace().count();
    let found = line.split_whitespace().filter(|t| is_address(t)).count();
    found > 0 && found * 2 >= tokens
}

/// Script that was taken for text, and rows of buttons run together: `TwitterFacebookPrint`.
fn is_code(line: &str) -> bool {
    let bytes = line.as_bytes();
    let signs = memchr::memchr3_iter(b'{', b'}', b';', bytes).count()
        + memchr::memchr3_iter(b'=', b'<', b'>', bytes).count()
        + memchr::memchr_iter(b'|', bytes).count();
    if signs >= 3 && signs * 12 >= line.len() {
        return true;
    }
    if line.contains(' ') {
        return false;
    }
    let humps = line.as_bytes().windows(2).filter(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase()).count();
    humps >= 3
}

/// "— Lina Varn (@linavarn) January 9, 2015": who wrote a quoted message.
fn is_signature(line: &str) -> bool {
    line.starts_with(['—', '–', '-']) && line.contains("(@") && !has_stop(line)
}

/// "[NBC]", "(Photo: Varn)": a note in brackets with a line of its own.
fn is_bracketed(line: &str) -> bool {
    let inner = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
    let inner = inner.or_else(|| line.strip_prefix('(').and_then(|l| l.strip_suffix(')')));
    inner.is_some_and(|inner| !inner.contains(['(', '[']) && !has_stop(inner) && words(inner) <= SENTENCE_WORDS)
}

/// "Food lover. Coffee expert. Problem solver.": what authors say of themselves.
fn is_fragments(line: &str, rules: &LanguageRules) -> bool {
    let bare = line.trim_matches(|c: char| is_closer(c) || matches!(c, '«' | '“'));
    if !bare.ends_with('.') || bare.len() >= 400 {
        return false;
    }
    let parts = bare.split('.').map(str::trim).filter(|p| !p.is_empty());
    parts.clone().count() >= 3
        && parts.clone().all(|p| words(p) <= 5)
        && parts.clone().filter(|p| words(p) >= 2).count() * 2 > parts.clone().count()
        && parts.filter(|p| has_grammar(p, rules)).count() <= 1
        && !bare.contains(|c: char| c.is_ascii_digit() || c == ',')
}

/// "Anger: Fishermen gathered at the pier on Monday with their boats": the caption of a picture,
/// with no stop behind it. In front of an article's first sentence the same shape is a title.
pub(super) fn is_caption(line: &str) -> bool {
    let Some((label, rest)) = line.split_once(':') else { return false };
    let rest = rest.trim_start();
    !has_stop(line)
        && !rest.ends_with([':', ',', ';'])
        && (1..=3).contains(&words(label))
        && label.starts_with(char::is_uppercase)
        && rest.starts_with(char::is_uppercase)
        && words(rest) >= 6
}

/// A few words with no stop, no figure and no bullet, such as names and buttons.
pub(super) fn is_scrap(line: &str) -> bool {
    !has_stop(line)
        && words(line) < SENTENCE_WORDS
        && line.starts_with(char::is_alphabetic)
        && !line.contains(|c: char| c.is_ascii_digit())
        && !line.ends_with([':', ',', ';'])
}

/// Where a line ends if a headline in square brackets behind its last stop is left off:
/// "… said. [Whale Seen in Harbour (Video)]".
pub(super) fn without_headline(line: &str) -> usize {
    let Some(open) = line.ends_with(']').then(|| line.rfind('[')).flatten() else { return line.len() };
    let (before, inner) = (line[..open].trim_end(), &line[open + 1..line.len() - 1]);
    let capitals = inner.split_whitespace().filter(|w| w.contains(char::is_uppercase)).count();
    let headline = words(inner) >= 3 && capitals * 2 > words(inner) && !has_stop(inner);
    if headline && has_stop(before) { before.len() } else { line.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::rules::RuleSet;

    fn debris(line: &str) -> bool {
        is_debris(line, Shape::of(line), RuleSet::embedded().unwrap().language(Lang::Fr))
    }

    #[test]
    fn debris_is_told_by_its_shape() {
        for line in [
            "*",
            "____",
            "Arvel, Port Neuf, grève, #Arvel,",
            "grève #Arvel #Port",
            "Arvel, Norvik, marins, grève",
            "www.fil.example",
            "lina@fil.example",
            "OO.ready(function() { OO.create('x', {a: 1}); });",
            "TwitterFacebookPrintEmail",
            "— Lina Varn (@linavarn) January 9, 2015",
            "[NBC]",
            "« Marin amateur. Grand voyageur. Expert café. »",
        ] {
            assert!(debris(line), "{line}");
        }
    }

    #[test]
    fn what_reads_like_text_is_kept() {
        for line in [
            "Le port d'Arvel ferme",
            "Arvel, Norvik et Skerra, trois ports en grève",
            "« Non. Jamais. Nous restons. »",
            "Les marins (#Arvel) partent.",
            "(Le port a fermé.)",
            "Lina Varn (@linavarn) a écrit que le port fermait.",
        ] {
            assert!(!debris(line), "{line}");
        }
    }

    #[test]
    fn captions_have_a_label_and_no_stop() {
        assert!(is_caption("Anger: Fishermen gathered at the pier with their boats"));
        assert!(!is_caption("Bottom line: This may or may not have been a whale."));
        assert!(!is_caption("Bilan : 12 marins et 3 dockers blessés dans la nuit"));
    }

    #[test]
    fn headlines_in_brackets_are_left_off() {
        let line = "He left, she said. [Whale Seen in Harbour (Video)]";
        assert_eq!(&line[..without_headline(line)], "He left, she said.");
        for line in ["He left [the port of Arvel]", "He left. [sic]", "He left. [they were not there]"] {
            assert_eq!(without_headline(line), line.len());
        }
    }
}
