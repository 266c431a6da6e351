//! The gates that several comparators share: place, time, stance.

use super::Pair;
use crate::model::{Body, Claim, Dossier, Evidence, Slot, Stance, Term, Verdict, Wording, terms_shared};
use unicode_segmentation::UnicodeSegmentation;

/// A gate lets a pair through with its evidence, or turns it away.
pub type Gate = Result<Option<Evidence>, Verdict>;

/// True when the article makes the claim at all.
pub fn claimed(claim: &Claim) -> bool {
    claim.stance != Stance::Unclaimed
}

/// Neither side may be a hypothesis or a question, and a plan meets only plans.
pub fn both_claimed(pair: &Pair<'_>) -> Gate {
    if !claimed(pair.a) || !claimed(pair.b) {
        return Err(Verdict::unlike("not-claimed", "one side is a hypothesis or a question"));
    }
    if (pair.a.stance == Stance::Planned) != (pair.b.stance == Stance::Planned) {
        return Err(Verdict::unlike("plan-and-fact", "one side tells a plan, the other a fact"));
    }
    Ok(None)
}

/// Neither side may be a hypothesis, a question or history, and times that both state must meet.
pub fn both_told(pair: &Pair<'_>) -> Gate {
    if !claimed(pair.a) || !claimed(pair.b) {
        return Err(Verdict::unlike("not-claimed", "one side is a hypothesis or a question"));
    }
    let (a, b) = (&pair.a.scope, &pair.b.scope);
    match (a.when, b.when) {
        (Some(x), Some(y)) if !x.meets(&y) => Err(Verdict::unlike("other-time", format!("{x} is not {y}"))),
        (Some(x), Some(_)) => Ok(Some(Evidence::new("same-time", Wording::new("same-time").with("when", x)))),
        _ if a.past != b.past => Err(Verdict::unlike("other-time", "one side recalls history")),
        _ => Ok(None),
    }
}

/// One article 12 is not article 14, the first round not the second, before not after.
pub fn items(pair: &Pair<'_>) -> Gate {
    let (a, b) = (&pair.a.scope.items, &pair.b.scope.items);
    for x in a {
        let Some((noun, _)) = x.split_once('#') else { continue };
        let mut like = b.iter().filter(|y| y.split_once('#').is_some_and(|(n, _)| n == noun)).peekable();
        if like.peek().is_some() && !b.contains(x) {
            return Err(Verdict::unlike(
                "other-item",
                format!(
                    "{} is not {}",
                    x.replace('#', " "),
                    like.next().map_or_else(String::new, |y| y.replace('#', " "))
                ),
            ));
        }
    }
    Ok(None)
}

/// What two statements are told of: the names or nouns that tell them must be the same. Where one
/// has a name and the other a noun, the name must be known to the other sentence.
pub fn subject(pair: &Pair<'_>, a: &[Term], b: &[Term]) -> Gate {
    let (Some(x), Some(y)) = (a.first(), b.first()) else { return Ok(None) };
    let other = || Err(Verdict::unlike("other-subject", format!("{} is not {}", shown(pair, x), shown(pair, y))));
    let names = |list: &[Term]| list.iter().filter(|t| t.starts_with('@')).cloned().collect::<Vec<Term>>();
    let (names_a, names_b) = (names(a), names(b));
    let met = names_a.iter().any(|n| names_b.contains(n));
    match (x.starts_with('@'), y.starts_with('@')) {
        (true, true) if x == y || b.contains(x) || a.contains(y) => {}
        (false, false) if x == y && (names_a.is_empty() || names_b.is_empty() || met) => {}
        (true, false) if b.contains(x) || pair.b.context.contains(x) && names_b.is_empty() => {}
        (false, true) if a.contains(y) || pair.a.context.contains(y) && names_a.is_empty() => {}
        _ => return other(),
    }
    Ok(Some(Evidence::graded("same-subject", "told", both_of(listed(pair, &[x], 1)))))
}

/// Places that both sentences name must share one.
pub fn place(pair: &Pair<'_>) -> Gate {
    let (a, b) = (&pair.a.scope.places, &pair.b.scope.places);
    if let Some(shared) = terms_shared(a, b).first() {
        return Ok(Some(Evidence::new("same-place", Wording::new("same-place").with("place", shown(pair, shared)))));
    }
    if !a.is_empty() && !b.is_empty() {
        // One sentence may name the town, the other the country: only where neither article knows
        // the other's place is it another.
        let known =
            |places: &[Term], claims: &[Claim]| places.iter().any(|p| claims.iter().any(|c| c.context.contains(p)));
        if !known(a, &pair.right.claims) && !known(b, &pair.left.claims) || disjoint_in_context(pair) {
            return Err(Verdict::unlike(
                "other-place",
                format!("{} is not {}", shown(pair, &a[0]), shown(pair, &b[0])),
            ));
        }
    }
    // A story of one town and a story of another: their first places differ, and neither article
    // mentions the other's. A name that both sentences have says that it is one story's town after all.
    let (lead_a, lead_b) = (lead_place(&pair.left.claims), lead_place(&pair.right.claims));
    if let (Some(x), Some(y)) = (lead_a, lead_b)
        && x != y
        && !pair.right.claims.iter().any(|c| c.context.contains(x))
        && !pair.left.claims.iter().any(|c| c.context.contains(y))
        && !terms_shared(&pair.a.context, &pair.b.context).iter().any(|t| t.starts_with('@'))
        && shared_names(pair) < pair.rules.thresholds.places.shared_names
    {
        return Err(Verdict::unlike(
            "other-place",
            format!("one article is about {}, the other about {}", shown(pair, x), shown(pair, y)),
        ));
    }
    Ok(None)
}

/// Names that both articles know: two that share several are of one story, wherever each begins.
fn shared_names(pair: &Pair<'_>) -> usize {
    let (left, right) = (&pair.left.names, &pair.right.names);
    left.iter().filter(|n| right.iter().any(|m| m.term == n.term)).count()
}

/// Both name a place, and each sentence is without the other's.
fn disjoint_in_context(pair: &Pair<'_>) -> bool {
    let (a, b) = (&pair.a.scope.places, &pair.b.scope.places);
    !a.iter().any(|p| pair.b.context.contains(p)) && !b.iter().any(|p| pair.a.context.contains(p))
}

/// The first place that an article names.
fn lead_place(claims: &[Claim]) -> Option<&Term> {
    claims.iter().find_map(|c| c.scope.places.first())
}

/// Times that both claims state must meet; a time long past meets only its like.
pub fn time(pair: &Pair<'_>) -> Gate {
    let (a, b) = (&pair.a.scope, &pair.b.scope);
    if let (Some(m), Some(n)) = (a.minute, b.minute)
        && m.abs_diff(n) > pair.rules.thresholds.figures.minutes
    {
        return Err(Verdict::unlike("other-time", "they speak of two times of day"));
    }
    let one_day = pair.left.meta.published == pair.right.meta.published;
    if one_day && a.minute.is_some() != b.minute.is_some() && matches!(pair.a.body, Body::Figure(_)) {
        // A count at midday is not the count at night: an hour on one side only says too little.
        return Err(Verdict::unlike("other-time", "only one side gives the hour"));
    }
    days(pair)
}

/// The same, whatever the hours.
pub fn days(pair: &Pair<'_>) -> Gate {
    let (a, b) = (&pair.a.scope, &pair.b.scope);
    if let (Some(x), Some(y)) = (a.when, b.when) {
        if !x.meets(&y) {
            return Err(Verdict::unlike("other-time", format!("{x} is not {y}")));
        }
        return Ok(Some(Evidence::new("same-time", Wording::new("same-time").with("when", x))));
    }
    if a.past != b.past && (a.when.is_none() || b.when.is_none()) {
        return Err(Verdict::unlike("other-time", "one side recalls history"));
    }
    Ok(None)
}

/// *x is not y*.
pub fn differ(x: impl Into<Slot>, y: impl Into<Slot>) -> Wording {
    Wording::new("differ").with("left", x).with("right", y)
}

/// *both of x, y*.
pub fn both_of(about: String) -> Wording {
    Wording::new("both-of").with("about", about)
}

/// A term as people read it.
pub fn shown(pair: &Pair<'_>, term: &Term) -> String {
    if !pair.worded {
        return String::new();
    }
    if let Some(name) = term.strip_prefix('@') {
        let find = |names: &[crate::model::Name]| names.iter().find(|n| n.term == *term).map(|n| n.shown.clone());
        return find(&pair.left.names).or_else(|| find(&pair.right.names)).unwrap_or_else(|| name.to_owned());
    }
    term.trim_start_matches('=').to_owned()
}

/// Terms as people read them, the most telling first, at most `most`: names as first written,
/// others by the word that stands for them in one of the sentences.
pub fn listed(pair: &Pair<'_>, terms: &[&Term], most: usize) -> String {
    if !pair.worded {
        return String::new();
    }
    let mut terms: Vec<&Term> = terms.to_vec();
    terms.sort_by(|a, b| pair.rarity.weight(b).total_cmp(&pair.rarity.weight(a)).then(a.cmp(b)));
    terms.iter().take(most).map(|t| surface(pair, t)).collect::<Vec<_>>().join(", ")
}

fn surface(pair: &Pair<'_>, term: &Term) -> String {
    if term.starts_with('@') {
        return shown(pair, term);
    }
    let word = |dossier: &Dossier, claim: &Claim| {
        let language = pair.rules.language(dossier.lang);
        let text = &dossier.sentences.get(claim.place.sentence)?.text;
        let words = text.unicode_words().map(|w| w.rsplit(['\'', '’']).next().unwrap_or(w).to_lowercase());
        words.into_iter().find(|w| language.language.classes(w).is_open() && language.term(w) == *term)
    };
    word(pair.left, pair.a).or_else(|| word(pair.right, pair.b)).unwrap_or_else(|| shown(pair, term))
}
