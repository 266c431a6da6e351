//! Whether a full stop belongs to the word before it.

use crate::rules::{Class, LanguageRules};

/// What stands on both sides of a full stop.
pub(super) struct Context<'a> {
    /// The paragraph up to the stop.
    pub(super) before: &'a str,
    /// The paragraph from the next letter, digit or sign on, quotation marks and brackets skipped.
    pub(super) after: &'a str,
    /// A quotation opens between the two.
    pub(super) quotation: bool,
}

/// How far back a word is looked for, in bytes.
const WORD_WINDOW: usize = 40;

fn breaks_word(c: char) -> bool {
    c.is_whitespace() || "()[]{}«»“”\"‘’'/–—-,:;!?…•".contains(c)
}

/// The word that ends `text`, with its inner stops: `Dr`, `U.S`, `n°`. Empty when the word is
/// longer than any abbreviation.
pub(super) fn last_word(text: &str) -> &str {
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        if breaks_word(c) {
            return &text[start..];
        }
        if text.len() - at > WORD_WINDOW {
            return "";
        }
        start = at;
    }
    &text[start..]
}

/// The word that begins `text`, up to an apostrophe.
pub(super) fn first_word(text: &str) -> &str {
    let end =
        text.char_indices().take(WORD_WINDOW).find(|(_, c)| !c.is_alphanumeric()).map_or(text.len(), |(at, _)| at);
    let end = end.min(text.char_indices().nth(WORD_WINDOW).map_or(text.len(), |(at, _)| at));
    &text[..end]
}

/// True for *il, the, selon, how*: a word that as a capital begins a sentence and no name.
pub(super) fn begins_sentence(word: &str, rules: &LanguageRules) -> bool {
    let classes = rules.language.classes(&word.to_lowercase());
    !classes.is_open() && !classes.has(Class::Title)
}

/// `U.S`, `D.C`, `LL.AA`: letters in ones and twos with stops between.
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// True when the stop between both sides belongs to the word before it and ends no sentence.
pub(super) fn holds(context: &Context, rules: &LanguageRules) -> bool {
    let word = last_word(context.before);
    if word.is_empty() {
        return false;
    }
    let lower = word.to_lowercase();
    let classes = rules.language.classes(&lower);
    let digit = context.after.starts_with(|c: char| c.is_ascii_digit());
    let next = first_word(context.after);
    let starts = begins_sentence(next, rules);
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_uppercase()
    {
        // "M. Le Pen", "J. Le Goff", but "le plan B. Le port" and "you and I. Did you".
        let before = context.before[..context.before.len() - word.len()].trim_end();
        let noun = last_word(before);
        let named = !noun.starts_with(char::is_lowercase) || !rules.language.classes(noun).is_open();
        let title = classes.has(Class::Title);
        return title || ((!digit && !starts) || named) && !(starts && classes.has(Class::Opener));
    }
    let listed = rules.language.abbreviations.contains(&lower);
    if listed && classes.has(Class::Title) {
        return true;
    }
    if listed || is_acronym(word) {
        // "He said no. Nobody left", but "No. 7": a word of its own is an abbreviation before
        // digits only.
        if !classes.is_open() {
            return digit;
        }
        // "12 km. Arvel": a unit, and the end.
        let before = last_word(context.before[..context.before.len() - word.len()].trim_end());
        let unit = !word.contains('.')
            && word.starts_with(char::is_lowercase)
            && before.ends_with(|c: char| c.is_ascii_digit());
        return digit || !(starts || context.quotation || unit);
    }
    // "Mar. 23", "Fig. 3": whatever the word, short with one capital, before digits.
    digit && is_short_capitalised(word) && classes.is_open()
}

fn is_short_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (1..=2).contains(&word.chars().skip(1).count())
        && letters.all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::split::rules_of;

    fn held(lang: Lang, text: &str) -> bool {
        let (before, after) = text.split_once("|").unwrap();
        let context =
            Context { before: before.strip_suffix('.').unwrap(), after: after.trim_start(), quotation: false };
        holds(&context, rules_of(lang))
    }

    #[test]
    fn titles_never_end_a_sentence() {
        assert!(held(Lang::Fr, "selon M.| Le Guen"));
        assert!(held(Lang::En, "said Dr.| Varn"));
        assert!(held(Lang::Es, "la Srta.| Ledo"));
    }

    #[test]
    fn initials_belong_to_names_and_letters_to_nouns() {
        assert!(held(Lang::Fr, "selon J.| Le Guen"));
        assert!(held(Lang::En, "My name is Jonas E.| Varn"));
        assert!(!held(Lang::Fr, "le plan B.| Le port"));
        assert!(!held(Lang::En, "you and I.| They left"));
    }

    #[test]
    fn abbreviations_end_one_where_the_next_word_begins_one() {
        assert!(held(Lang::En, "the U.S.| Navy"));
        assert!(!held(Lang::En, "in the U.S.| They left"));
        assert!(held(Lang::En, "see No.| 7"));
        assert!(!held(Lang::En, "he said no.| Nobody left"));
        assert!(held(Lang::Es, "el día Mar.| 23"));
        assert!(held(Lang::Fr, "av.| Morel") && !held(Lang::Fr, "à 12 km.| Arvel"));
    }
}
