//! What comparison says of two claims.

use super::finding::VerdictKind;

/// One named piece of evidence, for or against.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The gate's name: `same-measure`, `other-place`.
    pub gate: &'static str,
    /// In words, with what was compared.
    pub text: String,
    /// Weight in the confidence; negative speaks against.
    pub weight: f64,
}

/// The outcome of comparing two claims.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// They clash, in this way; the reasons are complete sentences of evidence.
    Conflict {
        /// Which way.
        kind: VerdictKind,
        /// Why they are of one thing, and why both cannot hold.
        because: Vec<Evidence>,
        /// From 0 to 1.
        confidence: f64,
    },
    /// They say the same.
    Agree {
        /// Why they are of one thing.
        because: Vec<Evidence>,
    },
    /// They are not about the same thing: the first gate that said no.
    Unlike {
        /// The gate's name.
        gate: &'static str,
        /// In words.
        text: String,
    },
}
