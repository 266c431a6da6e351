//! Amounts told in two units: *trois euros et cinquante centimes, 3 hours 20 minutes, 5ft 10in*.

use super::{Context, Draft};

/// The one amount that two neighbours tell.
pub(super) fn amount(context: &Context<'_>, a: &Draft, b: &Draft) -> Option<Draft> {
    money(context, a, b).or_else(|| measure(context, a, b))
}

/// A measure with its smaller unit.
fn measure(context: &Context<'_>, a: &Draft, b: &Draft) -> Option<Draft> {
    let unit = a.unit.as_ref().filter(|u| matches!(u.dimension.as_str(), "length" | "duration" | "mass"))?;
    let connector = context.words.get(a.edges.1 + 1..b.edges.0)?;
    let joined = match connector {
        [] => true,
        [w] => context.rules.numbers.mixed.contains(&w.lower),
        _ => false,
    };
    let whole = |d: &Draft| d.numeral.value.fract() == 0.0 && d.numeral.value > 0.0 && d.numeral.scale == 1.0;
    if !joined || !whole(a) || a.kind.is_some() || b.kind.is_some() || a.upper.is_some() || b.numeral.bound.is_some() {
        return None;
    }
    let mut out = a.clone();
    out.edges.1 = b.edges.1;
    let part = match &b.unit {
        Some(u) if u.dimension == unit.dimension => u.factor / unit.factor,
        // "un mètre quatre-vingts"
        None if unit.name == "m"
            && b.numeral.value >= 10.0
            && connector.is_empty()
            && context.closed(b.edges.1 + 1) =>
        {
            0.01
        }
        _ => return None,
    };
    let more = b.numeral.value * part;
    if part >= 1.0 || more >= 1.0 {
        return None;
    }
    out.numeral.value += more;
    out.numeral.step = part;
    out.numeral.words.1 = b.numeral.words.1;
    Some(out)
}

/// An amount of money with its hundredths.
fn money(context: &Context<'_>, a: &Draft, b: &Draft) -> Option<Draft> {
    let numbers = &context.rules.numbers;
    let money = a.unit.as_ref().filter(|u| u.dimension.starts_with("money-") && u.factor == 1.0)?;
    let connector = context.words.get(a.edges.1 + 1..b.edges.0)?;
    let joined = matches!(connector, [w] if numbers.mixed.contains(&w.lower));
    let pointed = matches!(connector, [w] if numbers.points.contains(&w.lower));
    let whole = a.numeral.scale == 1.0 && a.numeral.value.fract() == 0.0 && (1.0..100.0).contains(&b.numeral.value);
    let cents = match &b.unit {
        Some(u) => u.dimension == "money-cent" || u.dimension == money.dimension && u.factor < 1.0,
        // "3 euros 50", "15 dólares con 50"
        None => {
            let two = context.words[b.edges.0].text.len() == 2;
            (pointed || connector.is_empty() && two) && context.closed(b.edges.1 + 1)
        }
    };
    if !whole || !cents || !(joined || pointed || connector.is_empty()) || a.kind.is_some() || b.kind.is_some() {
        return None;
    }
    let mut out = a.clone();
    out.numeral.value += b.numeral.value / 100.0;
    out.numeral.step = 0.01;
    out.numeral.words.1 = b.numeral.words.1;
    out.edges.1 = b.edges.1;
    Some(out)
}
