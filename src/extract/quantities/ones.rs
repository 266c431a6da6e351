//! Articles that count: *un mort et trois blessés, a fait un mort, au moins une victime, un seul
//! blessé*. All others are articles.

use super::{Context, Draft};
use crate::extract::numerals::Form;
use crate::model::Bound;
use crate::rules::Class;
use crate::text::TokenKind;

/// Makes numbers of the articles that count.
pub(super) fn count(context: &Context<'_>, drafts: &mut [Draft]) {
    if context.rules.numbers.mute_articles {
        return;
    }
    for k in 0..drafts.len() {
        let draft = &drafts[k];
        let article = draft.numeral.form == Form::Article && draft.numeral.value == 1.0;
        if !article || draft.unit.is_some() || draft.kind.is_some() {
            continue;
        }
        let at = draft.numeral.words.0;
        let sole = draft.numeral.words.1 == at && is_sole(context, at);
        let counts = sole
            || bounded(context, at)
            || told(context, at)
            || drafts.get(k + 1).is_some_and(|next| listed(context, draft, next))
            || k > 0 && listed(context, &drafts[k - 1], draft);
        if counts {
            let numeral = &mut drafts[k].numeral;
            numeral.form = Form::Cardinal;
            if sole {
                numeral.words.1 = at + 1;
                drafts[k].edges.1 = at + 1;
            }
        }
    }
}

fn noun(context: &Context<'_>, at: usize) -> bool {
    let personne = context.words.get(at).is_some_and(|w| w.is(Class::NegativePronoun));
    personne || !context.closed(at) && !context.words[at].finite
}

/// *un seul blessé*, but not *pas un seul*, which is none.
fn is_sole(context: &Context<'_>, at: usize) -> bool {
    let numbers = &context.rules.numbers;
    let denied = context.left(at, 0).is_some_and(|w| numbers.negations.contains(w));
    // "d'un seul coup"
    let manner = context.before(at).is_some_and(|w| w.is(Class::Preposition) || w.is(Class::Of));
    !denied && !manner && context.lower(at + 1).is_some_and(|w| numbers.sole.contains(w)) && noun(context, at + 2)
}

/// *au moins un blessé*.
fn bounded(context: &Context<'_>, at: usize) -> bool {
    let bound = context.rules.numbers.bound_before.ending(|k| context.left(at, k));
    bound.is_some_and(|(_, sense)| sense.bound == Bound::AtLeast) && noun(context, at + 1)
}

/// *a fait un mort*, and *Un mort dans un accident* at the head of a sentence.
fn told(context: &Context<'_>, at: usize) -> bool {
    let numbers = &context.rules.numbers;
    if !context.lower(at + 1).is_some_and(|w| numbers.toll_nouns.contains(w)) {
        return false;
    }
    let head = at == 0 || context.before(at).is_some_and(|w| matches!(w.text, ":" | "," | ";"));
    let after = context.words.get(at + 2);
    let preposition = after.is_none_or(|w| w.kind == TokenKind::Mark && w.text != "," || w.is(Class::Preposition));
    head && preposition || numbers.tolls.ending(|k| context.left(at, k)).is_some()
}

/// *un mort et trois blessés, deux hommes et une femme*: an article in one enumeration with a
/// number, each with a noun.
fn listed(context: &Context<'_>, a: &Draft, b: &Draft) -> bool {
    let numbers = &context.rules.numbers;
    let plain = |d: &Draft| {
        d.unit.is_none()
            && d.kind.is_none()
            && matches!(d.numeral.form, Form::Cardinal | Form::Article)
            && d.numeral.value.fract() == 0.0
            && d.numeral.value < 1000.0
    };
    let toll = |d: &Draft| context.lower(d.edges.1 + 1).is_some_and(|w| numbers.toll_nouns.contains(w));
    // "un mort et un blessé"
    let alike = a.numeral.form == b.numeral.form && !(toll(a) && toll(b));
    if !plain(a) || !plain(b) || alike || !noun(context, b.edges.1 + 1) {
        return false;
    }
    let Some((joint, nouns)) = context.words.get(a.edges.1 + 1..b.edges.0).and_then(<[_]>::split_last) else {
        return false;
    };
    let one = if a.numeral.form == Form::Article { a } else { b };
    let person = context.lower(one.edges.1 + 1).is_some_and(|w| numbers.toll_people.contains(w));
    let joins =
        numbers.range_and.contains(&joint.lower) && (toll(one) || person) || joint.is_mark(',') && toll(a) && toll(b);
    joins
        && (1..=2).contains(&nouns.len())
        && nouns.iter().all(|w| w.kind == TokenKind::Word && w.classes.is_open() && !w.finite)
}
