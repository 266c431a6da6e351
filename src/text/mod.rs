//! Primitives of text: byte spans, the map from clean text back to the file, lines and columns,
//! folding and a stable hash.
//!
//! Nothing here knows what an article or a language is.

mod fold;
mod hash;
mod lines;
mod nearest;
mod offsets;
mod span;
mod words;

pub use fold::{fold, fold_char, is_capitalised, push_folded};
pub use hash::{Map, Set, fingerprint, hash64};
pub use lines::{LineIndex, Position, Positions};
pub use nearest::{nearest, unknown};
pub use offsets::{OffsetMap, OffsetMapBuilder};
pub use span::{Clean, Raw, Span};
pub use words::{Clitics, Token, TokenKind, tokenize};
