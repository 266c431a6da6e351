//! Claims × claims → pairs that may be compared.
//!
//! In: dossiers. Out: which articles tell one story, which names are one, and which claims meet.
//! It never says whether two claims agree.

mod block;
mod copies;
mod link;
mod names;
mod prints;
mod story;

pub use block::{Candidate, candidates, every_pair};
pub use copies::{holds, origins};
pub use link::{Filed, Links, Postings, linked, near, nearest, ranked, total};
pub use names::{rename, unify};
pub use prints::{Bands, bands};
pub use story::{Link, Linked, profile, stories, story};
