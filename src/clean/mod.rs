//! STUB
use crate::model::RawArticle; use crate::rules::LanguageRules; use crate::text::{OffsetMap,OffsetMapBuilder};
pub struct Cleaned { pub text: String, pub map: OffsetMap }
pub fn clean(raw: &RawArticle, _r: &LanguageRules) -> Cleaned {
    let mut b = OffsetMapBuilder::default(); b.copy(raw.body.start, raw.body.len());
    Cleaned { text: raw.text[raw.body.clone()].to_string(), map: b.finish() }
}
