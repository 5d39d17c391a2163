//! The envelope: its header, its declaration, and what both sides authenticate (`docs/format.md`, sections 2, 3, 7).

mod aad;
mod declaration;
mod header;
mod prepared;
mod reader;
mod ready;
#[cfg(test)]
mod tests;

pub(crate) use aad::{Begin, Keyed, authenticate, begin, resume};
pub(crate) use declaration::{Declaration, declare, declare_beside, put_bound, put_children};
pub(crate) use header::{Envelope, Header};
pub(crate) use prepared::Constants;
pub use prepared::Prepared;
pub(crate) use ready::Ready;
