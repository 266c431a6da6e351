//! Articles and what was read in them, kept in one file for checking new articles against.
//!
//! In: articles with their dossiers. Out: a [`Shelf`](crate::model::Shelf) that answers as the
//! articles' files would. It never reads an article itself: what was read in another way than now
//! is handed back to the caller to be read again.

mod fault;
mod lists;
mod open;
mod pack;
mod refresh;
mod schema;
mod shelf;
mod store;
mod verify;

pub use lists::{Stats, Version};
pub use open::{Index, Reader};
pub use pack::Parcel;
pub use refresh::Reread;
pub use shelf::IndexShelf;
pub use store::Filed;
