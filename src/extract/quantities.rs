//! STUB
use crate::model::*; use crate::rules::*; use crate::text::*; use super::word::Word; use super::dates::DateReading;
pub struct Reading { pub first: usize, pub last: usize, pub number: (usize, usize), pub after: usize, pub span: Span<Clean>, pub quantity: Quantity }
pub fn quantities(_w: &[Word<'_>], _r: &LanguageRules, _u: &Units, _d: &[DateReading]) -> Vec<Reading> { vec![] }
