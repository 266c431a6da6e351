//! Cardinals and ordinals in words, digits, or both: *deux cent mille, 1,2 million, vingt-cinquième*.
//!
//! The composition is one small machine for all languages; what each word may do is data. text2num
//! is the reference for plain spelled numbers (see the test), but reads "1,2 million" as a million.

use super::digits;
use crate::extract::Word;
use crate::rules::{Class, NumberWord, Numbers};
use crate::text::TokenKind;

/// A cardinal or ordinal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cardinal {
    /// Its value.
    pub value: f64,
    /// The size of its last digit.
    pub step: f64,
    /// Its last word.
    pub last: usize,
    /// Where the last word goes on behind it, in bytes.
    pub rest: Option<usize>,
    /// It is an ordinal.
    pub ordinal: bool,
    /// It is nothing but an article.
    pub article: bool,
    /// It has digits.
    pub digits: bool,
    /// It has decimals.
    pub decimals: bool,
    /// Its multiplier, or 1.
    pub scale: f64,
}

/// A piece of a number: digits, or a word between hyphens.
struct Part<'a> {
    text: &'a str,
    /// The last word that it takes.
    last: usize,
    /// Where the word goes on behind it, in bytes; `None` at its end.
    rest: Option<usize>,
    digits: Option<digits::Digits>,
    suffix: Option<f64>,
}

/// Longest number in words that anyone writes.
const MOST_PARTS: usize = 24;

fn parts<'a>(words: &'a [Word<'a>], at: usize, numbers: &Numbers) -> Vec<Part<'a>> {
    let mut out: Vec<Part<'a>> = Vec::new();
    let mut at = at;
    while at < words.len() && out.len() < MOST_PARTS {
        let word = &words[at];
        match word.kind {
            TokenKind::Mark => break,
            TokenKind::Number => {
                // "vol 370-2": glued behind anything, digits begin no new part.
                let Some(digits) = digits::read(words, at, numbers) else { break };
                let mut last = at + digits.words - 1;
                let suffix = multiplier(words, last, numbers);
                last += usize::from(suffix.is_some());
                out.push(Part { text: word.text, last, rest: None, digits: Some(digits), suffix });
                at = last + 1;
            }
            TokenKind::Word => {
                let lower = word.lower.as_str();
                let whole = numbers.lookup(lower).is_some();
                let mut from = 0;
                while from < lower.len() {
                    let len = if whole { None } else { lower[from..].find(['-', '‑']) };
                    let to = len.map_or(lower.len(), |l| from + l);
                    let text = &lower[from..to];
                    let known =
                        numbers.lookup(text).is_some() || numbers.joint.contains(text) || numbers.points.contains(text);
                    if !known {
                        return out;
                    }
                    let next = lower[to..].chars().next().map_or(to, |c| to + c.len_utf8());
                    out.push(Part {
                        text,
                        last: at,
                        rest: (next < lower.len()).then_some(next),
                        digits: None,
                        suffix: None,
                    });
                    from = next;
                }
                at += 1;
            }
        }
    }
    out
}

/// The multiplier behind digits. Letters that also are a unit's symbol multiply only between a
/// currency and anything, or before a noun: *£3m, 12.3m tonnes*, not *100m*.
fn multiplier(words: &[Word<'_>], last: usize, numbers: &Numbers) -> Option<f64> {
    let value = digits::suffix(words, last, numbers)?;
    let letters = &words[last + 1];
    let currency = |w: Option<&Word<'_>>| w.is_some_and(|w| w.glued && w.text.starts_with(['€', '$', '£', '¥']));
    let after = words.get(last + 2);
    if !letters.glued {
        let alone = after.is_none() || letters.text.len() > 1;
        return (currency(after) || alone && !numbers.weak_suffixes.contains(letters.text)).then_some(value);
    }
    let alone = after.is_none() && words[..last].iter().all(|w| w.kind == TokenKind::Mark);
    if !numbers.weak_suffixes.contains(letters.text) || currency(after) || alone {
        return Some(value);
    }
    let before = last.checked_sub(1).and_then(|k| words.get(k));
    let money = before.is_some_and(|w| {
        w.text.starts_with(['€', '$', '£', '¥']) || w.text.len() == 3 && w.text.bytes().all(|b| b.is_ascii_uppercase())
    });
    // "12.3m tonnes" and "35m of them", but "a 100m race".
    let many = after.is_some_and(|w| {
        w.kind == TokenKind::Word
            && !w.is_capitalised()
            && (w.classes.is_open() && numbers.is_plural(&w.lower) || w.is(Class::Of))
    });
    (money || many).then_some(value)
}

struct Machine<'n> {
    numbers: &'n Numbers,
    /// What multipliers have closed, with each its multiplier, largest first.
    closed: Vec<(f64, f64)>,
    /// The group in the making: its value and below what may be added.
    group: Option<(f64, f64)>,
    digits: bool,
    decimals: bool,
    /// Size of the last digit of a group in digits.
    step: f64,
    ordinal: bool,
}

impl Machine<'_> {
    /// The last multiplier; 1 before any.
    fn scale(&self) -> f64 {
        self.closed.last().map_or(1.0, |&(_, scale)| scale)
    }

    fn fits(&self, value: f64) -> bool {
        self.closed.is_empty() || value < self.scale()
    }

    fn small(&mut self, value: f64, room: f64, next: Option<&NumberWord>) -> bool {
        match self.group {
            // "zéro deux": leading zeros count for nothing.
            None | Some((0.0, _)) => {
                if !self.fits(value) {
                    return false;
                }
                self.group = Some((value, room));
            }
            Some((sum, space)) if value > 0.0 && value < space => {
                // "three hundred | two hundred": the second starts a number of its own.
                if next.is_some_and(|n| n.hundred) && sum >= 100.0 {
                    return false;
                }
                self.group = Some((sum + value, room.min(space)));
            }
            Some(_) => return false,
        }
        self.step = 1.0;
        true
    }

    fn hundred(&mut self, bare: bool) -> bool {
        match self.group {
            None | Some((0.0, _)) if bare && self.fits(100.0) => self.group = Some((100.0, 100.0)),
            Some((value, _)) if self.digits => {
                if !self.numbers.hundred_after_digits {
                    return false;
                }
                self.group = Some((value * 100.0, 100.0));
            }
            Some((value, _)) if (1.0..100.0).contains(&value) => self.group = Some((value * 100.0, 100.0)),
            _ => return false,
        }
        true
    }

    fn multiply(&mut self, by: f64, bare: bool) -> bool {
        if self.group.is_none() && !(bare && self.fits(by)) && self.scale() >= by {
            return false;
        }
        let bare = self.group.is_none() && self.fits(by);
        let mut value = self.group.take().map_or(0.0, |(v, _)| v);
        // "mil millones", "deux cent mille milliards": smaller multipliers are multiplied too.
        while let Some((smaller, _)) = self.closed.pop_if(|&mut (_, scale)| scale < by) {
            value += smaller;
        }
        if bare && value == 0.0 {
            value = 1.0;
        }
        self.closed.push((value * by, by));
        self.step = if self.step == 0.0 { by } else { self.step * by };
        true
    }

    fn value(&self) -> f64 {
        self.closed.iter().map(|&(v, _)| v).sum::<f64>() + self.group.map_or(0.0, |(v, _)| v)
    }
}

/// Reads the number that begins at word `at`.
pub(super) fn cardinal(words: &[Word<'_>], at: usize, numbers: &Numbers) -> Option<Cardinal> {
    let parts = parts(words, at, numbers);
    let mut m =
        Machine { numbers, closed: Vec::new(), group: None, digits: false, decimals: false, step: 0.0, ordinal: false };
    let entry = |k: usize| -> Option<(usize, NumberWord)> {
        let part = parts.get(k).filter(|p| p.digits.is_none())?;
        if let Some(next) = parts.get(k + 1).filter(|p| p.digits.is_none())
            && let Some(word) = numbers.lookup_pair(part.text, next.text)
        {
            return Some((2, *word));
        }
        numbers.lookup(part.text).map(|w| (1, *w))
    };
    let mut used = 0;
    let mut article = false;
    while used < parts.len() && !m.ordinal {
        let part = &parts[used];
        if let Some(d) = part.digits {
            // Digits after digits, or after words that leave no room, are another number; after a
            // multiplier only digits that a multiplier follows: "2 millions 300 mille".
            let closes = !m.closed.is_empty()
                && !(d.value < m.scale() && (d.words > 1 || entry(used + 1).is_some_and(|(_, w)| w.scale.is_some())));
            let tens = m.group.is_some_and(|(_, room)| !(d.value >= 1.0 && d.value < room && !d.decimals));
            if closes || tens {
                break;
            }
            m.group = Some((m.group.map_or(0.0, |(v, _)| v) + d.value, 0.0));
            m.digits = true;
            m.decimals |= d.decimals;
            m.step = d.step;
            used += 1;
            if let Some(by) = part.suffix
                && !m.multiply(by, false)
            {
                break;
            }
            continue;
        }
        let (len, ok) = match entry(used) {
            Some((len, word)) => {
                let next = entry(used + len).map(|(_, w)| w);
                (len, step(&mut m, &word, next.as_ref(), used == 0, &mut article))
            }
            None if used == 0 => return None,
            None if numbers.points.contains(part.text) => match decimals(&parts[used + 1..], numbers) {
                // "ciento tres con dos tercios" goes on with a fraction.
                Some((_, _, len))
                    if words
                        .get(parts[used + len].last + 1)
                        .is_some_and(|w| numbers.denominator(&w.lower).is_some())
                        || entry(used + 1 + len).is_some_and(|(_, w)| w.denominator.is_some()) =>
                {
                    break;
                }
                Some((fraction, places, len)) if m.group.is_some() && !m.decimals => {
                    m.group = m.group.map(|(v, _)| (v + fraction, 0.0));
                    m.decimals = true;
                    m.step = 10f64.powi(-places);
                    (len + 1, true)
                }
                _ => break,
            },
            None => {
                // "one hundred and three quarters": what follows has a denominator of its own.
                let fraction = entry(used + 2)
                    .is_some_and(|(_, w)| w.denominator.is_some() || w.collective.is_some() || w.part.is_some());
                let next = entry(used + 1).map(|(_, w)| w);
                (1, !fraction && joint(&m, next.as_ref(), parts.get(used + 1).and_then(|p| p.digits)))
            }
        };
        if !ok {
            break;
        }
        used += len;
    }
    // A connector at the end joins nothing.
    while used > 0 && numbers.joint.contains(parts[used - 1].text) && entry(used - 1).is_none() {
        used -= 1;
    }
    let end = parts.get(used.checked_sub(1)?)?;
    let mut out = Cardinal {
        value: m.value(),
        step: if m.step == 0.0 { 1.0 } else { m.step },
        last: end.last,
        rest: end.rest,
        ordinal: m.ordinal,
        article: article && used == 1,
        digits: m.digits,
        decimals: m.decimals,
        scale: m.scale(),
    };
    if !out.article && !out.ordinal && out.rest.is_none() {
        let at = out.last + 1;
        if let Some((len, ())) = numbers.halves.at(|k| words.get(at + k).map(|w| w.lower.as_str())) {
            // "two billion and a half million"
            let own = words.get(at + len).and_then(|w| numbers.lookup(&w.lower)).and_then(|e| e.scale);
            let half = 0.5 * own.filter(|&s| s < out.scale).unwrap_or(out.scale);
            out.value += half;
            out.step = half;
            out.decimals = true;
            out.last += len + usize::from(own.is_some_and(|s| s < out.scale));
        }
    }
    Some(out)
}

/// Lets one word act on the machine; false when the number ends before it.
fn step(m: &mut Machine<'_>, word: &NumberWord, next: Option<&NumberWord>, first: bool, article: &mut bool) -> bool {
    if word.article {
        // "a hundred", "un million"; behind anything an article starts something new, save "cent un".
        if first {
            *article = true;
            m.group = Some((1.0, 0.0));
            return true;
        }
        if word.small.is_none() {
            return false;
        }
    }
    if word.hundred && (m.group.is_some_and(|(v, _)| v > 0.0) || word.bare) && m.hundred(word.bare) {
        return true;
    }
    if let Some(by) = word.scale
        && (word.bare || m.group.is_some() || !m.closed.is_empty())
        && m.multiply(by, word.bare)
    {
        return true;
    }
    if let Some((value, room)) = word.small
        && m.small(value, room, next)
    {
        return true;
    }
    if let Some(value) = word.ordinal {
        // "280 million first mortgages": behind a multiplier an ordinal is a word of its own.
        let fits = match m.group {
            None => m.closed.is_empty(),
            Some((_, room)) => value < room && !m.digits,
        };
        if fits {
            m.group = Some((m.group.map_or(0.0, |(v, _)| v) + value, 0.0));
            m.ordinal = true;
            return true;
        }
    }
    false
}

/// True when a connector may stand here and something may follow it.
fn joint(m: &Machine<'_>, next: Option<&NumberWord>, digits: Option<digits::Digits>) -> bool {
    let n = m.numbers;
    let room = match m.group {
        Some((_, room)) => room,
        None => m.scale(),
    };
    if !n.joint_rooms.contains(&room) {
        return false;
    }
    let value = match (next, digits) {
        (Some(w), _) => w.small.map(|(v, _)| v).or(w.ordinal),
        (None, Some(d)) => Some(d.value),
        (None, None) => None,
    };
    value.is_some_and(|v| v < room && (n.joint_before.is_empty() || n.joint_before.contains(&v)))
}

/// The digits behind a spoken decimal mark: *virgule vingt-cinq, point five six*; their value, how
/// many there are, and the parts they take.
fn decimals(parts: &[Part<'_>], numbers: &Numbers) -> Option<(f64, i32, usize)> {
    let mut text = String::new();
    let mut used = 0;
    while let Some(part) = parts.get(used) {
        if let Some(d) = part.digits.filter(|_| used == 0) {
            if d.decimals {
                break;
            }
            text.push_str(part.text);
            used += 1;
            break;
        }
        let Some((value, room)) = numbers.lookup(part.text).and_then(|w| w.small) else { break };
        let ones = parts.get(used + 1).and_then(|p| numbers.lookup(p.text)).and_then(|w| w.small);
        if let Some((more, _)) = ones.filter(|&(v, _)| v > 0.0 && v < room) {
            text.push_str(&format!("{}", value + more));
            used += 2;
        } else {
            text.push_str(&format!("{value}"));
            used += 1;
        }
    }
    let places = i32::try_from(text.len()).ok().filter(|&n| n > 0)?;
    let value: f64 = format!("0.{text}").parse().ok()?;
    Some((value, places, used))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::rules::RuleSet;
    use text2num::{Language, text2digits};

    fn value(rules: &RuleSet, lang: Lang, text: &str) -> Option<(f64, usize)> {
        let of = rules.language(lang);
        let words = crate::extract::words_of(text, of);
        cardinal(&words, 0, &of.numbers).map(|c| (c.value, words.len() - c.last - 1))
    }

    #[test]
    fn plain_spelled_numbers_read_as_text2num_reads_them() {
        let rules = RuleSet::embedded().unwrap();
        let french = [
            "vingt et un",
            "soixante et onze",
            "quatre-vingts",
            "quatre-vingt-dix-sept",
            "septante-neuf",
            "cent",
            "mille neuf cent quatre-vingt-quatre",
            "dix-neuf cent soixante-treize",
            "deux cent mille",
            "un million deux cent mille",
            "cinquante-trois milliards deux cent quarante-trois mille sept cent vingt-quatre",
        ];
        let english = [
            "nineteen",
            "forty-two",
            "one hundred and five",
            "twenty-one thousand eleven",
            "fifty-one million five hundred seventy-eight thousand three hundred two",
        ];
        let spanish = [
            "veintitrés",
            "treinta y uno",
            "novecientos noventa y nueve mil novecientos noventa y nueve",
            "cincuenta y un millones quinientos setenta y ocho mil trescientos dos",
        ];
        let check = |lang, oracle: Language, phrases: &[&str]| {
            for phrase in phrases {
                let told: f64 = text2digits(phrase, &oracle).unwrap().parse().unwrap();
                assert_eq!(value(&rules, lang, phrase), Some((told, 0)), "{phrase}");
            }
        };
        check(Lang::Fr, Language::french(), &french);
        check(Lang::En, Language::english(), &english);
        check(Lang::Es, Language::spanish(), &spanish);
    }

    #[test]
    fn multipliers_nest_and_digits_join_them() {
        let rules = RuleSet::embedded().unwrap();
        for (lang, text, told) in [
            (Lang::Fr, "1,2 million", 1_200_000.0),
            (Lang::Fr, "deux cent mille milliards", 2e14),
            (Lang::Fr, "un million et demi", 1_500_000.0),
            (Lang::Fr, "deux virgule cinq", 2.5),
            (Lang::En, "three thousand five hundred million", 3.5e9),
            (Lang::En, "two point five six", 2.56),
            (Lang::Es, "20.000 millones", 2e10),
            (Lang::Es, "tres billones doscientos mil millones", 3.2e12),
        ] {
            assert_eq!(value(&rules, lang, text), Some((told, 0)), "{text}");
        }
    }

    #[test]
    fn a_number_ends_where_another_begins() {
        let rules = RuleSet::embedded().unwrap();
        for (lang, text, told, left) in [
            (Lang::En, "three hundred two hundred", 300.0, 2),
            (Lang::En, "280 million first bonds", 280e6, 2),
            (Lang::Fr, "trois quatre", 3.0, 1),
        ] {
            assert_eq!(value(&rules, lang, text), Some((told, left)), "{text}");
        }
    }
}
