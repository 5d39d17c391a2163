//! The envelope: its header, its declaration, and what both sides authenticate (`docs/format.md`, sections 2, 3, 7).

mod aad;
mod declaration;
mod header;
mod reader;
#[cfg(test)]
mod tests;

pub(crate) use aad::{ADDITIONAL_DATA_FIXED, HEADER_AT, authenticate, begin};
pub(crate) use declaration::{declare, declare_beside, declared_len, put_bound, put_children};
pub(crate) use header::{Envelope, FIXED, Header};
