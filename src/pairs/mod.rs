//! Two texts that are known to be of one matter → what speaks for a conflict between them, and how
//! much.
//!
//! In: two [`Passage`]s, and the clashes of their claims. Out: a [`Vector`] of named evidence, and
//! an [`Answer`] by the weights of `rules/pairs.toml`. It never asks whether the two are of one
//! story: that is given. That they share words only opens the gate.

mod align;
mod answer;
mod document;
mod frame;
mod numbers;
mod overlap;
mod polarity;
mod side;
mod slots;
mod turn;
mod vector;

use crate::model::{Kind, Lang, Passage};
use crate::rules::RuleSet;
use align::link;
use polarity::Aligned;
use side::Side;

pub use answer::{Answer, answer};
pub use vector::{Feature, Form, Vector};

/// A clash of two claims, as comparison found it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Kind of the rule that takes it.
    pub kind: Kind,
    /// From 0 to 1.
    pub confidence: f64,
    /// Why, in words.
    pub because: Vec<String>,
}

/// What is known of a pair.
pub fn vector(left: &Passage, right: &Passage, told: &[Told], rules: &RuleSet) -> Vector {
    let (left, right) = (Side::new(left, rules.language(left.lang)), Side::new(right, rules.language(right.lang)));
    let headline = is_headline(&left, &right);
    let (claim, text) = if headline { (left, right) } else { (right, left) };
    let ratio = text.length.max(1) as f64 / claim.length.max(1) as f64;
    let form = if headline || ratio > 3.0 && (text.length >= DOCUMENT || text.passage.sentences.len() > 4) {
        Form::Document
    } else if claim.passage.lang == Lang::En && claim.items.iter().any(|i| i.number.is_some()) {
        Form::Entailment
    } else if ratio.ln() > CLAIM {
        Form::Claim
    } else {
        Form::Sentence
    };
    let mut out = Vector::new(form);
    let (to_text, to_claim) = (link(&claim, &text, None), link(&text, &claim, None));
    overlap::overlap(&claim, &text, &to_text, &to_claim, &mut out);
    if form == Form::Document {
        document::document(&claim, &text, &to_claim, &mut out);
    } else {
        overlap::shape(&claim, &text, &to_text, &to_claim, &mut out);
        numbers::numbers(&claim, &text, &mut out);
        let aligned =
            Aligned { claim: &claim, text: &text, to_text: &to_text, to_claim: &to_claim, concepts: rules.concepts() };
        aligned.polarity(&mut out);
        aligned.slots(&mut out);
        // Where the text should bear the claim out, what it leaves out is counted already.
        if form != Form::Entailment {
            aligned.frame(&mut out);
        }
    }
    for clash in told {
        let feature = match clash.kind {
            Kind::Numeric | Kind::Update => Feature::ToldNumeric,
            Kind::Date => Feature::ToldDate,
            Kind::Denial => Feature::ToldDenial,
            _ => Feature::ToldPolarity,
        };
        out.see(feature, clash.confidence, clash.because.join("; "));
    }
    out
}

/// A headline and its body: the short text claims, the long one tells. Else the right one claims.
fn is_headline(left: &Side<'_>, right: &Side<'_>) -> bool {
    let told = right.passage.sentences.len() > left.passage.sentences.len();
    left.length * 3 < right.length || told && left.length * 2 < right.length
}

/// Words from which a text is a document.
const DOCUMENT: usize = 90;

/// Natural logarithm of the ratio of lengths from which the short text is a claim about the long one.
const CLAIM: f64 = 1.0;
