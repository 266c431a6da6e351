//! The headline's figure and the text's: *5 000 manifestants* above, *500 manifestants* below.

use super::Texts;
use crate::compare::Pair;
use crate::compare::figures::same_measure;
use crate::model::{Body, Claim, Dossier, Evidence, Figure, NumeralKind, SentenceText, Slip, Spot, Stance};

/// Headlines round: what differs by no more than this share of the larger figure is one figure.
const ROUNDING: f64 = 0.06;

/// Figures of the headline that stand nowhere in the text, where the text gives another for the
/// same.
pub(super) fn check(texts: &Texts<'_>) -> Vec<Slip> {
    let text = &texts.left;
    let Some(title) = text.title else { return Vec::new() };
    let mut out = Vec::new();
    for a in &title.claims {
        let Some(figure) = told(a) else { continue };
        if stands_in(text.dossier, title, figure) {
            continue;
        }
        let clash = text.dossier.claims.iter().filter(|b| !in_title(title, text.dossier, b)).find_map(|b| {
            let other = told(b)?;
            // *Orvalis supprime*, *Orvalis va supprimer*: a headline is in the present.
            let a = &Claim { stance: b.stance, ..a.clone() };
            let pair =
                Pair { left: title, right: text.dossier, a, b, rarity: texts.rarity, rules: texts.rules, worded: true };
            figure.head.as_ref()?;
            // *Orvalis cuts*, *will see the loss of*: a headline tells by a verb what the text may not.
            let mut figure = figure.clone();
            if figure.quantity.direction.is_none() || other.quantity.direction.is_none() {
                figure.quantity.direction = other.quantity.direction;
            }
            let because = same_measure(&pair, &figure, other).ok()?;
            Some((b, because))
        });
        let Some((b, mut because)) = clash else { continue };
        because.push(Evidence::new("not-in-text", "not-in-text"));
        let sentence = title.sentences[a.place.sentence].clone();
        let left = Spot { article: text.article, sentence, span: a.place.span, claim: Some(a.clone()) };
        let right = text.spot(b.place.sentence, b.place.span, Some(b));
        out.push(Slip { left, right, measure: figure.label.clone().into(), because });
    }
    out
}

/// A figure that a headline may give and a text repeat.
fn told(claim: &Claim) -> Option<&Figure> {
    match &claim.body {
        Body::Figure(f)
            if matches!(f.quantity.kind, NumeralKind::Count | NumeralKind::Money | NumeralKind::Share)
                && !matches!(claim.stance, Stance::Unclaimed | Stance::Denied)
                && f.quantity.interval.high != Some(0.0) =>
        {
            Some(f)
        }
        _ => None,
    }
}

/// True for a sentence of the text that is the headline, or repeats it.
fn is_title(title: &Dossier, sentence: &SentenceText) -> bool {
    title.sentences.iter().any(|s| s.span().overlaps(sentence.span()) || s.text == sentence.text)
}

fn in_title(title: &Dossier, text: &Dossier, claim: &Claim) -> bool {
    is_title(title, &text.sentences[claim.place.sentence])
}

/// True when some figure of the text is the headline's, whatever it counts, or when two of one
/// sentence make it up.
fn stands_in(text: &Dossier, title: &Dossier, figure: &Figure) -> bool {
    let wanted = figure.quantity.base();
    let value = figure.quantity.base_value();
    let of_text: Vec<(usize, &Figure)> = text
        .claims
        .iter()
        .filter(|c| !in_title(title, text, c))
        .filter_map(|c| match &c.body {
            Body::Figure(f) => Some((c.place.sentence, f)),
            _ => None,
        })
        .collect();
    let near = |v: f64| (v - value).abs() <= ROUNDING * v.abs().max(value.abs());
    let alike = |f: &Figure| {
        f.quantity.unit.dimension == figure.quantity.unit.dimension
            && (f.quantity.base().meets(&wanted) || near(f.quantity.base_value()))
    };
    let sums = of_text.iter().enumerate().any(|(n, (sentence, f))| {
        let beside = of_text[n + 1..].iter().take_while(|(s, _)| *s <= sentence + 2);
        beside.filter(|(_, g)| g.quantity.unit.dimension == f.quantity.unit.dimension).any(|(_, g)| {
            let (x, y) = (f.quantity.base_value(), g.quantity.base_value());
            near(x + y) || near((x - y).abs())
        })
    });
    of_text.iter().any(|(_, f)| alike(f)) || sums || digits_stand(text, title, figure.quantity.value)
}

/// The number in digits, in whatever notation, where no figure was read.
fn digits_stand(text: &Dossier, title: &Dossier, value: f64) -> bool {
    let wanted = format!("{value}");
    let is_it = |digits: &str| {
        digits == wanted || digits.replace(['.', ','], "") == wanted || digits.replace(',', ".") == wanted
    };
    let sentences = text.sentences.iter().filter(|s| !is_title(title, s));
    sentences.map(|s| s.text.as_str()).any(|text| {
        // Alone, and joined to the groups of three before it: *5 000*.
        let (mut token, mut joined) = (String::new(), String::new());
        for c in text.chars().chain([';', ';']) {
            match c {
                '0'..='9' | '.' | ',' | '\'' if c.is_ascii_digit() || !token.is_empty() => token.push(c),
                _ => {
                    let digits = token.trim_end_matches(['.', ',', '\'']);
                    joined.push_str(digits);
                    if !digits.is_empty() && is_it(digits) || is_it(&joined) {
                        return true;
                    }
                    if token.is_empty() || !c.is_whitespace() {
                        joined.clear();
                    }
                    token.clear();
                }
            }
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lang, Meta};

    fn dossier(sentences: &[&str]) -> Dossier {
        let mut at = 0;
        let sentences = sentences
            .iter()
            .map(|text| {
                let start = at;
                at += text.len() + 1;
                SentenceText { start, end: start + text.len(), line: 1, column: 1, text: (*text).to_owned() }
            })
            .collect();
        Dossier {
            key: String::new(),
            path: String::new(),
            lang: Lang::Fr,
            meta: Meta::default(),
            sentences,
            names: Vec::new(),
            odd_dates: Vec::new(),
            corrections: Vec::new(),
            cut: Vec::new(),
            claims: Vec::new(),
        }
    }

    #[test]
    fn digits_stand_in_any_notation_but_not_in_the_headline() {
        let title = dossier(&["5000 voix à Lorvans"]);
        let text = |body: &str| dossier(&["5000 voix à Lorvans", body]);
        for body in
            ["Il y en a 5 000.", "Il y en a 5\u{202f}000.", "5.000 sont là", "There were 5,000.", "En 2012 5000 voix"]
        {
            assert!(digits_stand(&text(body), &title, 5000.0), "{body}");
        }
        for body in ["Il y en a 500.", "Il y en a 15 000 ou 50.", "En 50 000 jours."] {
            assert!(!digits_stand(&text(body), &title, 5000.0), "{body}");
        }
        assert!(digits_stand(&text("Une hausse de 12,5 %"), &title, 12.5));
    }
}
