//! STUB
use crate::model::*; use crate::rules::*; use crate::text::*; use super::word::Word;
#[derive(Debug, Clone)]
pub struct DateReading { pub first: usize, pub last: usize, pub span: Span<Clean>, pub days: Days, pub minute: Option<u16>, pub label: String }
pub fn dates(_w: &[Word<'_>], _r: &LanguageRules, _p: Option<Day>) -> Vec<DateReading> { vec![] }
