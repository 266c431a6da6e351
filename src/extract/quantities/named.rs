//! Numbers that name: *article 49.3, vol 370, A380, the S&P 500, 33 rue Haute*, telephone numbers.

use super::{Context, Draft};
use crate::extract::Word;
use crate::extract::numerals::{self, Form};
use crate::model::NumeralKind;
use crate::rules::Class;
use crate::text::TokenKind;

/// True when a number is that of a thing or part of a name.
pub(super) fn is_identifier(context: &Context<'_>, draft: &Draft) -> bool {
    let (first, last) = draft.numeral.words;
    let word = &context.words[first];
    if draft.numeral.digits && known(context, first, last) {
        return true;
    }
    if draft.numeral.form == Form::Fraction {
        return false;
    }
    if !draft.numeral.digits {
        let article = draft.numeral.form == Form::Article && !context.closed(last + 1);
        return !article && part_of_name(context, first, last);
    }
    // "20 Minutes": a unit with a capital inside a sentence is part of a name.
    let unit = context.words.get(last + 1).filter(|w| w.is_capitalised() && !w.glued && w.text.len() > 3);
    if draft.unit.as_ref().is_some_and(|u| u.dimension == "duration")
        && unit.is_some_and(|u| u.text.chars().skip(1).all(char::is_lowercase))
    {
        return true;
    }
    // "007", but a number alone names nothing
    if context.words.len() > 1
        && word.text.len() > 2
        && word.text.starts_with('0')
        && word.text.bytes().all(|b| b.is_ascii_digit())
    {
        let zeros = word.text.bytes().all(|b| b == b'0');
        return !zeros && !numerals::leads(context.words, first, &context.rules.numbers);
    }
    // 12.34.56.78.90 is no number.
    let groups: Vec<&str> = word.text.split(['.', ',']).collect();
    if groups.len() > 2 && groups[1..groups.len() - 1].iter().any(|g| g.len() != 3) {
        return true;
    }
    // "Model 3s" is no three seconds.
    let letter = draft.edges.1 == last + 1 && context.words[last + 1].glued && context.words[last + 1].text == "s";
    if draft.unit.is_some() && !(letter && named(context, first, last)) {
        return false;
    }
    if model(context, draft) || singular(context, draft) || address(context, first, last) {
        return true;
    }
    // "COVID -19"
    let suffixed = word.glued
        && first > 1
        && context.words[first - 1].is_mark('-')
        && !context.words[first - 1].glued
        && context.words[first - 2].kind == TokenKind::Word
        && context.words[first - 2].text.chars().all(char::is_uppercase);
    let glued_before = word.glued
        && context.before(first).is_some_and(|w| {
            w.kind == TokenKind::Word && !w.lower.ends_with('\'') || matches!(w.text, "/" | "#" | "@" | "_" | ":")
        });
    // "ID.3", but not "blessés.12 personnes" where a space was lost
    let dotted = word.glued
        && first > 1
        && context.words[first - 1].is_mark('.')
        && context.words[first - 1].glued
        && context.words[first - 2].kind == TokenKind::Word
        && context.words[first - 2].text.chars().all(char::is_uppercase);
    // "le 11-Septembre"
    let hyphened = matches!(context.words.get(last + 1..last + 3), Some([dash, name])
        if dash.glued && name.glued && matches!(dash.text, "-" | "‑") && name.is_capitalised() && draft.edges.1 == last);
    let glued_after = context.words.get(last + 1).is_some_and(|w| {
        // "the iPhone 14's screen", "1:36"
        let possessive = matches!(w.text, "'" | "’") && context.lower(last + 2) == Some("s");
        let colon =
            w.is_mark(':') && context.words.get(last + 2).is_some_and(|n| n.glued && n.kind == TokenKind::Number);
        w.glued && (w.kind == TokenKind::Word || possessive || colon)
    }) && draft.edges.1 == last;
    suffixed || glued_before || dotted || hyphened || glued_after || named(context, first, last)
}

/// *article 49.3, n° 12, iPhone 11, Channel 12*.
fn named(context: &Context<'_>, first: usize, last: usize) -> bool {
    let identifiers = &context.rules.numbers.identifiers;
    let mut at = first;
    while context.before(at).is_some_and(|w| matches!(w.text, "°" | "º" | "#")) {
        at -= 1;
    }
    if at < first {
        return true;
    }
    let Some(before) = context.before(first) else { return false };
    // "article L. 3131"
    let letter = |k: usize| context.left(first, k).is_some_and(|w| w.len() == 1);
    if before.is_mark('.') && letter(1) && context.left(first, 2).is_some_and(|w| identifiers.contains(w)) {
        return true;
    }
    if before.is_mark('.') && context.left(first, 1) == Some("no") {
        return true;
    }
    if before.kind != TokenKind::Word {
        return false;
    }
    if identifiers.contains(&before.lower) {
        return true;
    }
    // A name before it, and no noun behind it that it could count.
    // "iPhone 11" names wherever it stands.
    let product = before.text.chars().skip(1).any(char::is_uppercase) && before.text.contains(char::is_lowercase);
    let inside = product
        || first > 1
            && (before.glued
                || context.words[first - 2].kind != TokenKind::Mark
                || matches!(context.words[first - 2].text, "," | ";"));
    let numbers = &context.rules.numbers;
    // "Paris 12 blessés" counts, "the S&P 500 rose" does not.
    let noun = context.words.get(last + 1).is_some_and(|w| {
        w.kind == TokenKind::Word
            && !w.is_capitalised()
            && w.classes.is_open()
            && numbers.is_plural(&w.lower)
            && !numbers.change.contains_key(&w.lower)
    });
    let plain = context.words[first].text.bytes().all(|b| b.is_ascii_digit()) && first == last;
    inside
        && plain
        && before.text.chars().any(char::is_uppercase)
        && before.classes.is_open()
        && !numbers.change.contains_key(&before.lower)
        && numbers.bound_before.ending(|k| context.left(first, k)).is_none()
        && numbers.lookup(&before.lower).is_none()
        && !noun
}

/// *the Kick Six win, Apple One*: a spelled number with a capital behind a name.
fn part_of_name(context: &Context<'_>, first: usize, last: usize) -> bool {
    let name = |w: Option<&crate::extract::Word<'_>>| w.is_some_and(|w| w.is_capitalised() && w.classes.is_open());
    // "le numéro deux", "phase two"
    let numbers = &context.rules.numbers;
    let numbered = context.left(first, 0).is_some_and(|w| numbers.identifiers.contains(w))
        && context.left(first, 0).is_some_and(|w| w.len() > 2)
        && context.words.get(last + 1).is_none_or(|w| !numbers.is_plural(&w.lower));
    if numbered && context.words.len() > 2 {
        return true;
    }
    // "Apple One's plan"
    let owner = first == 1 && name(context.before(first)) && context.lower(last + 1) == Some("'s");
    // "les Vingt-Sept"
    let group = context.before(first).is_some_and(|w| w.is(Class::Determiner) && !w.is_capitalised());
    first == last
        && context.words[first].is_capitalised()
        && (first > 1 && name(context.before(first)) && !name(context.words.get(last + 1))
            || owner
            || group && context.closed(last + 1) && !context.words[first].text.chars().all(char::is_uppercase))
}

/// *CAC 40, 9/11*: names that the language's file lists.
fn known(context: &Context<'_>, first: usize, last: usize) -> bool {
    (0..=NAME_REACH)
        .filter_map(|k| first.checked_sub(k))
        .any(|at| context.rules.numbers.names.at(|k| context.lower(at + k)).is_some_and(|(len, ())| at + len > last))
}

/// How far left of its number a listed name may begin.
const NAME_REACH: usize = 4;

/// *A.D. 1000, 500 BC*.
pub(super) fn era(context: &Context<'_>, draft: &Draft) -> bool {
    let eras = &context.rules.numbers.eras;
    let (first, last) = draft.numeral.words;
    // Two letters are an era only as capitals: "30 ad campaigns".
    let capital = |at: usize, len: usize| len > 1 || context.text(at).is_some_and(|w| !w.contains(char::is_lowercase));
    let before = eras.ending(|k| context.left(first, k)).is_some_and(|(len, ())| capital(first - len, len));
    before || eras.at(|k| context.lower(last + 1 + k)).is_some_and(|(len, ())| capital(last + 1, len))
}

/// *the 787 Dreamliner, un 208 Rallye*: a capital behind a number that counts no plural.
fn model(context: &Context<'_>, draft: &Draft) -> bool {
    let numbers = &context.rules.numbers;
    let (first, last) = draft.numeral.words;
    let plain = first == last && context.words[first].text.bytes().all(|b| b.is_ascii_digit());
    let Some(before) = context.before(first).filter(|w| plain && !w.is_mark('(')) else { return false };
    let plural = |w: &Word<'_>| numbers.is_plural(&w.lower);
    let mut after = context.words[last + 1..].iter();
    let named = after.next().is_some_and(|w| w.is_capitalised() && !w.glued && w.classes.is_open() && !plural(w));
    // "own 787", "the 787", "Merrow 787"; "the 12 Kurdish fighters" are twelve.
    let one = before.is(Class::Determiner) && !plural(before)
        || before.is_capitalised() && before.classes.is_open()
        || before.is(Class::Possessive)
        || before.text == "'s"
        // "the new 787", "Norlink own 787", but "Norlink hired 787"
        || before.kind == TokenKind::Word
            && first > 1
            && (context.words[first - 2].is(Class::Determiner) && !plural(&context.words[first - 2])
                || !before.finite && !before.participle && context.words[first - 2].is_capitalised());
    let high = draft.numeral.value >= 100.0;
    let rest = after.find(|w| !w.is_capitalised() && !w.is(Class::Conjunction));
    named && one && high && !rest.is_some_and(|w| w.classes.is_open() && w.kind == TokenKind::Word && plural(w))
}

/// *le 49.3, le 112*: one of that name, in languages where more than one take another article.
fn singular(context: &Context<'_>, draft: &Draft) -> bool {
    let numbers = &context.rules.numbers;
    let (first, last) = draft.numeral.words;
    numbers.decimal == ','
        && draft.unit.is_none()
        && draft.numeral.scale == 1.0
        && draft.numeral.value != 1.0
        && context.before(first).is_some_and(|w| w.is(Class::Determiner) && !numbers.is_plural(&w.lower))
        && context.closed(last + 1)
}

/// *33 rue Haute, 12-14 Harrow Lane, calle Mayor 12*.
fn address(context: &Context<'_>, first: usize, last: usize) -> bool {
    let numbers = &context.rules.numbers;
    let street = |at: usize| context.lower(at).is_some_and(|w| numbers.streets.contains(w));
    let name = |at: usize| context.words.get(at).is_some_and(|w| w.is_capitalised() && !w.glued);
    // "16-18 Harrow Lane"
    let mut after = last + 1;
    if let Some([dash, number]) = context.words.get(after..after + 2)
        && dash.glued
        && number.glued
        && matches!(dash.text, "-" | "–")
        && number.kind == TokenKind::Number
    {
        after += 2;
    }
    if numbers.streets_last {
        let names = (after..after + 4).take_while(|&at| name(at)).count();
        let end = (after + 1..after + names).find(|&at| street(at));
        // "12 Wall Street banks"
        let banks = |at: usize| {
            context
                .words
                .get(at)
                .is_some_and(|w| !w.is_capitalised() && numbers.is_plural(&w.lower) && !context.closed(at))
        };
        return end.is_some_and(|at| !banks(at + 1));
    }
    let far = usize::from(context.words.get(after).is_some_and(|w| w.is_mark(',')));
    if street(after + far) && (far == 0 || !context.closed(after + 2)) {
        return true;
    }
    let comma = usize::from(context.before(first).is_some_and(|w| w.is_mark(',')));
    let names = (1..5).map_while(|k| first.checked_sub(comma + k)).take_while(|&at| name(at)).count();
    let head = first.checked_sub(comma + names + 1).is_some_and(street);
    let capital_head = names > 1 && first.checked_sub(comma + names).is_some_and(street);
    names > 0 && (head || capital_head) && context.closed(last + 1)
}

/// Telephone numbers: three short groups of digits and more, that make no number of thousands.
pub(super) fn telephone(context: &Context<'_>, drafts: &mut [Draft]) {
    let words = context.words;
    let group = |at: usize| {
        words.get(at).is_some_and(|w| {
            w.kind == TokenKind::Number && w.text.len() <= 4 && w.text.bytes().all(|b| b.is_ascii_digit())
        })
    };
    let mut at = 0;
    while at < words.len() {
        if !group(at) {
            at += 1;
            continue;
        }
        let mut groups = vec![at];
        let mut next = at + 1;
        loop {
            let marks = words[next.min(words.len())..].iter().take(2);
            let marks = marks.take_while(|w| matches!(w.text, "-" | "–" | "‑" | "/" | ")" | "(")).count();
            if !group(next + marks) {
                break;
            }
            groups.push(next + marks);
            next += marks + 1;
        }
        let end = next - 1;
        if rings(context, &groups) {
            for draft in drafts.iter_mut().filter(|d| at <= d.numeral.words.1 && d.numeral.words.0 <= end) {
                draft.kind = Some(NumeralKind::Identifier);
                draft.unit = None;
                draft.edges = draft.numeral.words;
            }
        }
        at = end + 1;
    }
}

/// True for groups of digits, by their words, that read like a telephone number.
fn rings(context: &Context<'_>, groups: &[usize]) -> bool {
    let words = context.words;
    let text = |k: usize| words[groups[k]].text;
    let zero = text(0).starts_with('0');
    // "555-0123"
    if groups.len() == 2 {
        return text(0).len() == 3 && text(1).len() == 4 && text(1).starts_with('0') && words[groups[1]].glued;
    }
    if groups.len() < 3 {
        return false;
    }
    let digits: usize = (0..groups.len()).map(|k| text(k).len()).sum();
    let plus = context.before(groups[0]).is_some_and(|w| w.is_mark('+'));
    let spaced = groups.windows(2).all(|w| w[0] + 1 == w[1]);
    let thousands = spaced && !zero && !plus && (1..groups.len()).all(|k| text(k).len() == 3);
    let years = (0..groups.len()).all(|k| text(k).len() == 4 && !zero && matches!(&text(k)[..2], "18" | "19" | "20"));
    !thousands && !years && ((8..=15).contains(&digits) || zero && spaced)
}
