//! What is known of a pair, as numbers with names.

use crate::model::Kind;

macro_rules! features {
    ($($variant:ident $name:literal $kind:expr, $says:literal;)+) => {
        /// One thing that is known of a pair.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Feature { $(#[doc = $says] $variant),+ }

        impl Feature {
            /// Every feature, in the order of the vector.
            pub const ALL: &'static [Feature] = &[$(Feature::$variant),+];

            /// The name under which it is weighed in `rules/pairs.toml`.
            pub fn name(self) -> &'static str {
                match self { $(Feature::$variant => $name),+ }
            }

            /// The kind of conflict that it speaks for; `None` for what only says whether the texts
            /// are of one thing.
            pub fn kind(self) -> Option<Kind> {
                match self { $(Feature::$variant => $kind),+ }
            }

            /// What it says, for people.
            pub fn says(self) -> &'static str {
                match self { $(Feature::$variant => $says),+ }
            }
        }
    };
}

features! {
    Covered "covered" None, "the text speaks of what the claim speaks of";
    CoveredBest "covered-best" None, "one sentence of the text speaks of what the claim speaks of";
    Back "back" None, "the claim speaks of what that sentence speaks of";
    Uncovered "uncovered" Some(Kind::Omission), "the text does not speak of";
    NamesMissing "names-missing" Some(Kind::Identity), "the claim names what the text does not";
    Length "length" None, "the claim is long";
    Ratio "ratio" None, "the text is longer than the claim";
    Sentences "sentences" None, "the text has several sentences";
    ClaimSentences "claim-sentences" None, "the claim has several sentences";
    Similar "similar" None, "the two are written alike";
    NumberClash "number-clash" Some(Kind::Numeric), "figures of one thing do not meet";
    NumberAlone "number-alone" Some(Kind::Numeric), "little but the figure differs";
    NumberNew "number-new" Some(Kind::Numeric), "a figure that the other text does not bear out";
    NumberMet "number-met" None, "figures meet";
    DigitsNew "digits-new" Some(Kind::Numeric), "a number that the other text has not";
    DateClash "date-clash" Some(Kind::Date), "dates do not meet";
    DateNew "date-new" Some(Kind::Date), "a date that the other text has not";
    Flip "flip" Some(Kind::Polarity), "one says so, the other not so";
    NegatedClaim "negated-claim" Some(Kind::Polarity), "only the claim is negated";
    NegatedText "negated-text" Some(Kind::Polarity), "only the text is negated";
    FalseOnce "false-once" Some(Kind::Denial), "one calls false what the other says";
    DenyOnce "deny-once" Some(Kind::Denial), "one tells of a denial";
    DoubtOnce "doubt-once" Some(Kind::Certainty), "one doubts what the other says";
    CorrectOnce "correct-once" Some(Kind::Polarity), "one puts right what the other says";
    UnsureOnce "unsure-once" Some(Kind::Certainty), "one vouches for it, the other does not";
    NegatedBoth "negated-both" None, "both negate";
    Scope "scope" Some(Kind::Polarity), "much of a text is negated";
    ScopeMet "scope-met" Some(Kind::Polarity), "one negates what the other says";
    Substituted "substituted" Some(Kind::Identity), "one thing stands in place of another";
    Turned "turned" Some(Kind::Polarity), "what both say holds on one side and not on the other";
    TurnedVerb "turned-verb" Some(Kind::Polarity), "what happens on one side does not on the other";
    Opposite "opposite" Some(Kind::Polarity), "opposite words";
    OnlyOnce "only-once" Some(Kind::Polarity), "one says that it holds for these alone";
    AllOnce "all-once" Some(Kind::Polarity), "one says that it holds for all";
    Swap "swap" Some(Kind::Identity), "the roles are swapped";
    OtherName "other-name" Some(Kind::Identity), "another name in the same place";
    HedgeGap "hedge-gap" Some(Kind::Certainty), "one is certain, the other is not";
    ToldNumeric "told-numeric" Some(Kind::Numeric), "claims of figures clash";
    ToldDate "told-date" Some(Kind::Date), "claims of dates clash";
    ToldPolarity "told-polarity" Some(Kind::Polarity), "claims clash as so and not so";
    ToldDenial "told-denial" Some(Kind::Denial), "a claim and its denial";
    HeadAlone "head-alone" Some(Kind::Denial), "the headline refutes, and the text does not";
    HeadBoth "head-both" None, "the headline refutes, and so does the text";
    FalseLead "false-lead" Some(Kind::Denial), "the text calls it false, in its lead";
    DenyLead "deny-lead" Some(Kind::Denial), "the text tells of a denial, in its lead";
    DoubtLead "doubt-lead" Some(Kind::Certainty), "the text doubts it, in its lead";
    CorrectNear "correct-near" Some(Kind::Polarity), "the text puts it right, beside the words of the claim";
    HearsayNear "hearsay-near" Some(Kind::Certainty), "the text tells of a story that goes round, beside the words of the claim";
    ConfirmLead "confirm-lead" None, "the text confirms, in its lead";
    AbandonNear "abandon-near" Some(Kind::Polarity), "the text tells that it was given up";
    AbandonLead "abandon-lead" Some(Kind::Polarity), "the lead tells that it was given up";
    Refuted "refuted" Some(Kind::Denial), "most of what the text says of it refutes it";
    RefutedOnce "refuted-once" Some(Kind::Denial), "a sentence of the text refutes it";
    HeadRefuted "head-refuted" None, "the headline refutes, and the text does so at length";
    NegatedNear "negated-near" Some(Kind::Polarity), "the text negates what the claim says";
    SaidNew "said-new" None, "the text speaks of the same things and does not say so";
    OtherComplement "other-complement" None, "one word of both is told of different things";
    Together "together" None, "one clause of the text tells what the claim tells";
    TextNegates "text-negates" Some(Kind::Polarity), "a negated clause of the text tells what the claim tells";
    TextRefutes "text-refutes" Some(Kind::Denial), "a sentence of the text that refutes tells what the claim tells";
    MissingLast "missing-last" None, "the text has not what the claim ends with";
    NegatedLead "negated-lead" Some(Kind::Polarity), "the lead negates what the claim says";
}

/// The form of a pair, as far as it can be seen: the languages and lengths of its texts. Evidence
/// weighs differently in each, and not all of it is looked for in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// A headline or a claim, and a text that tells at length.
    Document,
    /// A claim, and a text several times as long.
    Claim,
    /// Two texts about as long as each other.
    Sentence,
    /// Two short texts in English, of which the claim states a figure: the other one should bear it
    /// out.
    Entailment,
}

impl Form {
    /// The name under which its weights stand in `rules/pairs.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Form::Document => "document",
            Form::Claim => "claim",
            Form::Sentence => "sentence",
            Form::Entailment => "entailment",
        }
    }
}

/// The values of all features, with what was seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector {
    form: Form,
    values: Vec<f64>,
    notes: Vec<(Feature, String)>,
}

impl Vector {
    pub(super) fn new(form: Form) -> Self {
        Self { form, values: vec![0.0; Feature::ALL.len()], notes: Vec::new() }
    }

    /// The form of the pair.
    pub fn form(&self) -> Form {
        self.form
    }

    /// The value of one feature; 0 where nothing was seen.
    pub fn get(&self, feature: Feature) -> f64 {
        self.values[feature as usize]
    }

    /// All values, in the order of [`Feature::ALL`].
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// What was seen for a feature, in words of the texts.
    pub fn notes(&self, feature: Feature) -> impl Iterator<Item = &str> {
        self.notes.iter().filter(move |(f, _)| *f == feature).map(|(_, note)| note.as_str())
    }

    pub(super) fn set(&mut self, feature: Feature, value: f64) {
        self.values[feature as usize] = value;
    }

    /// Raises the value to `value` and keeps what was seen.
    pub(super) fn see(&mut self, feature: Feature, value: f64, note: impl Into<String>) {
        let at = &mut self.values[feature as usize];
        *at = at.max(value);
        self.notes.push((feature, note.into()));
    }
}
