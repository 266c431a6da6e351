//! Where in a paragraph one sentence ends and the next begins.

use super::abbreviation::{self, Context, begins_sentence, first_word, last_word};
use super::list;
use super::quotes::{Mark, Role};
use crate::rules::{Class, LanguageRules};
use std::ops::Range;

/// Brackets further apart than this, in bytes, are no aside and do not hold sentences together.
const ASIDE: usize = 400;
/// Longest clause behind a quotation that says who spoke, in characters.
const ATTRIBUTION: usize = 60;
/// How far a token is followed to see whether it is an address, in bytes.
const ADDRESS_WINDOW: usize = 100;

/// The sentences of the paragraph `text`, in order, without surrounding white space.
pub(super) fn sentences(text: &str, marks: &[Mark], rules: &LanguageRules) -> Vec<Range<usize>> {
    let items = list::items(text);
    let reader = Reader { text, marks, rules, asides: asides(text) };
    let mut out = Vec::new();
    let mut items = items.into_iter().peekable();
    let mut start = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let ends_nothing = bytes[at].is_ascii() && !matches!(bytes[at], b'.' | b'!' | b'?' | b'A'..=b'Z');
        if ends_nothing && items.peek().is_none_or(|&item| item > at) {
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let next = if items.next_if(|&item| item <= at).is_some() {
            Some(at)
        } else if is_stop(c) {
            reader.after_stop(start, at)
        } else if c.is_uppercase() && reader.is_glued(at) {
            Some(at)
        } else {
            None
        };
        match next {
            Some(next) if next > start => {
                push(text, start..next, &mut out);
                start = next;
                at = next.max(at);
                if next == at && !is_stop(c) {
                    at += text[at..].chars().next().map_or(0, char::len_utf8);
                }
            }
            _ if is_stop(c) => at = reader.run(at),
            _ => at += c.len_utf8(),
        }
    }
    push(text, start..text.len(), &mut out);
    out
}

/// Adds a sentence; one without a letter or digit belongs to the one before.
fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    if start == end {
        return;
    }
    match out.last_mut() {
        Some(last) if !piece.contains(char::is_alphanumeric) => last.end = end,
        _ => out.push(start..end),
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// Outermost pairs of round or square brackets that are close together, in order.
fn asides(text: &str) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, b) in text.bytes().enumerate() {
        match b {
            b'(' | b'[' => open.push(at),
            b')' | b']' => {
                if let Some(start) = open.pop()
                    && at - start <= ASIDE
                {
                    while out.last().is_some_and(|inner| inner.start > start) {
                        out.pop();
                    }
                    out.push(start..at);
                }
            }
            _ => {}
        }
    }
    out
}

struct Reader<'a> {
    text: &'a str,
    marks: &'a [Mark],
    rules: &'a LanguageRules,
    asides: Vec<Range<usize>>,
}

impl<'a> Reader<'a> {
    /// The quotation mark at byte `at`.
    fn mark(&self, at: usize) -> Option<Mark> {
        self.marks.binary_search_by_key(&at, |m| m.at).ok().map(|i| self.marks[i])
    }

    fn in_aside(&self, at: usize) -> bool {
        let after = self.asides.partition_point(|a| a.start < at);
        after > 0 && at < self.asides[after - 1].end
    }

    /// One past the run of stops at `at`; stops apart by one space are one run (`. . .`).
    fn run(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            let rest = &self.text[end..];
            let mut chars = rest.chars();
            match chars.next() {
                Some(c) if is_stop(c) => end += c.len_utf8(),
                Some(' ') if chars.next().is_some_and(is_stop) => end += 1,
                _ => return end,
            }
        }
    }

    /// One past the closing marks and brackets behind a run of stops, and whether a quotation
    /// closes there.
    fn closers(&self, mut at: usize) -> (usize, bool) {
        let mut quotation = false;
        loop {
            let space = self.text[at..].bytes().take_while(|&b| b == b' ').count().min(2);
            if let Some(mark) = self.mark(at + space).filter(|m| m.role == Role::Close) {
                at = mark.end;
                quotation = true;
            } else if self.text[at..].starts_with([')', ']']) {
                at += 1;
            } else {
                return (at, quotation);
            }
        }
    }

    /// Where the next sentence begins, if the stop at `at` ends the one that began at `start`.
    fn after_stop(&self, start: usize, at: usize) -> Option<usize> {
        let run = self.run(at);
        let before = &self.text[start..at];
        // "[...]" stands for words, and does not end a sentence.
        if before.ends_with(['[', '(']) {
            return None;
        }
        let (end, quoted) = self.closers(run);
        let rest = &self.text[end..];
        let next = end + (rest.len() - rest.trim_start().len());
        if next == self.text.len() || (self.in_aside(at) && self.in_aside(next)) {
            return None;
        }
        if list::marker(&self.text[start..run], 0).is_some_and(|m| start + m.end >= at) || is_number(before) {
            return None;
        }
        if next == end {
            return (next > at && self.is_missing_space(at, next)).then_some(next);
        }
        let (from, quotation) = self.significant(next);
        let after = &self.text[from..];
        let inverted =
            self.text[next..from].contains(['¿', '¡']) || list::marker(self.text, next).is_some_and(|m| m.end > next);
        if after.starts_with(char::is_lowercase) && !inverted {
            return None;
        }
        if quoted && !quotation && self.is_attribution(after) {
            return None;
        }
        let single = &self.text[at..run] == ".";
        if single && !quoted && abbreviation::holds(&Context { before: &self.text[..at], after, quotation }, self.rules)
        {
            return None;
        }
        Some(next)
    }

    /// The first byte at or behind `at` that is no opening mark, bracket, dash or space, and
    /// whether a quotation opens before it.
    fn significant(&self, mut at: usize) -> (usize, bool) {
        let mut quotation = false;
        while let Some(c) = self.text[at..].chars().next() {
            if self.mark(at).is_some() {
                quotation = true;
            } else if !(c.is_whitespace() || matches!(c, '(' | '[' | '¿' | '¡' | '-' | '–' | '—' | '*')) {
                break;
            }
            at += c.len_utf8();
        }
        (at, quotation)
    }

    /// "“Is it over?” Lina Varn asked.": a name and hardly more behind a quotation.
    fn is_attribution(&self, after: &str) -> bool {
        if begins_sentence(first_word(after), self.rules) || !after.starts_with(char::is_uppercase) {
            return false;
        }
        let window = after.char_indices().nth(ATTRIBUTION).map_or(after, |(at, _)| &after[..at]);
        let titled = self.rules.language.classes(&first_word(after).to_lowercase()).has(Class::Title);
        let from = if titled { window.find(' ').unwrap_or(0) } else { 0 };
        let Some(stop) = window[from..].find(['.', '!', '?', '…']) else { return false };
        let clause = &window[from..from + stop];
        (2..=4).contains(&clause.split_whitespace().count())
            && !clause.contains(|c: char| c.is_ascii_digit() || c == ',')
    }

    /// "blessés.Selon": the stop at `at` lacks a space before the word at `next`.
    fn is_missing_space(&self, at: usize, next: usize) -> bool {
        let (from, _) = self.significant(next);
        let after = &self.text[from..];
        if !after.starts_with(char::is_uppercase) || self.is_address(at) {
            return false;
        }
        let word = last_word(&self.text[..at]);
        let following = first_word(after);
        let lower = word.chars().count() >= 3 && word.chars().all(char::is_lowercase);
        let listed = self.rules.language.abbreviations.contains(&word.to_lowercase());
        let begins = begins_sentence(following, self.rules);
        let reads_on = following.chars().nth(1).is_none_or(char::is_lowercase);
        reads_on && !listed && (lower || (begins && word.chars().count() >= 3 && !word.contains('.')))
    }

    /// "allégationsElle a": a word in lower case runs into one that begins a sentence at `at`.
    fn is_glued(&self, at: usize) -> bool {
        let mut letters = 0;
        for c in self.text[..at].chars().rev().take(40) {
            if c.is_lowercase() {
                letters += 1;
            } else if c.is_alphanumeric() {
                // "LinkedIn": a capital inside is part of a name.
                return false;
            } else {
                break;
            }
        }
        if letters < 4 {
            return false;
        }
        let word = first_word(&self.text[at..]);
        let after = self.text[at + word.len()..].chars().next();
        word.chars().count() >= 2
            && word.chars().skip(1).all(char::is_lowercase)
            && after.is_some_and(|c| c.is_whitespace() || matches!(c, '\'' | '’'))
            && self.rules.language.classes(&word.to_lowercase()).has(Class::Opener)
            && !self.is_address(at)
    }

    /// True when the token around `at` is an address, a path or a hashtag.
    fn is_address(&self, at: usize) -> bool {
        let head = self.text[..at].chars().rev().take(ADDRESS_WINDOW).take_while(|c| !c.is_whitespace());
        let tail = self.text[at..].chars().take(ADDRESS_WINDOW).take_while(|c| !c.is_whitespace());
        head.chain(tail).any(|c| matches!(c, '@' | '/' | '#' | '_' | '\\'))
    }
}

/// A number or a single small letter that a list item begins with.
fn is_number(before: &str) -> bool {
    let bare = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    let digits = (1..=3).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
    digits || (bare.len() == 1 && bare.starts_with(|c: char| c.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use crate::model::Lang;
    use crate::split::{rules_of, split};

    fn sentences(lang: Lang, text: &str) -> Vec<&str> {
        split(text, rules_of(lang)).sentences.iter().map(|s| s.span.of(text)).collect()
    }

    /// Checks that `marked`, cut at `|`, is what its text splits into.
    fn check(lang: Lang, marked: &str) {
        let text = marked.replace('|', "");
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(sentences(lang, &text), wanted);
    }

    #[test]
    fn french() {
        for marked in [
            "Le port ferme. |La mairie hésite ! |Pourquoi ? |Nul ne sait… |Il attend.",
            "M. Le Guen, du groupe L.R., a perdu 1.082 voix, soit 3.5 %. |Mme Varn en a 22'000.",
            "« Nous partons. |Adieu ! » a lancé M. Morel. |Il est parti.",
            "« Pourquoi partir ? », a-t-il dit. |« Je reste. » |Il est resté.",
            "On compte douze blessés.|Selon la mairie, le toit a cédé.",
            "Le pays a nié ces allégations|Elle a déclaré qu’elle partait.",
            "La liste (voir p. 12. Elle est longue.) compte 45 noms. |Il en manque.",
            "Écrivez à jean.Morel@gazette.example ou sur gazette.example/Le.port. |Merci.",
            "Le plan B. |Les élus l'ont voté art. 4. |Le sénat attend.",
            "La note « LL.AA. » pour le prince. |Fin.",
        ] {
            check(Lang::Fr, marked);
        }
    }

    #[test]
    fn english() {
        for marked in [
            "The U.S. Navy left at 5 a.m. on Sept. 9. |The port closed.",
            "“We left. |All of us,” Mr. Varn said. |“Then it rained.” |He stayed.",
            "“Is it over?” Lina Varn asked. |“No!” Mr. Holt said. |“Never.” |She had left by noon.",
            "Gov. J. R. Varn of Skerra spoke. |No one left.",
            "The crater is 12.5 metres wide... |Nobody knows why. . . . |The end.",
            "He works at LinkedIn and YouTube. |She said \"wow!\" and left.",
            "1.) The port |2.) The pier",
            "There were 12. |30 had left.",
        ] {
            check(Lang::En, marked);
        }
    }

    #[test]
    fn spanish() {
        for marked in [
            "¿Quién cerró el puerto? |¡Nadie! |El Sr. Ledo calla.",
            "«El puerto cierra.», dijo la Dra. Varela. |Hay 170.500 afectados.",
            "Llegó el 23 de nov. de 2014 a EE. UU. con su hijo. |¿Y tú?",
        ] {
            check(Lang::Es, marked);
        }
    }

    #[test]
    fn a_line_end_ends_a_sentence_but_a_wrapped_line_does_not() {
        let text = "Le port ferme\n- Deux navires partent\n- Un reste\nIl attend.";
        assert_eq!(sentences(Lang::Fr, text).len(), 4);
        assert_eq!(sentences(Lang::Fr, "Le port\nferme. Fin.").len(), 2);
    }
}
