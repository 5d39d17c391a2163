//! What is the same in every envelope of a group, encoded once.

use core::fmt;
use std::sync::OnceLock;

use super::aad::ADDITIONAL_DATA_FIXED;
use super::declaration::{put_bound, put_children, put_groups};
use super::header::FIXED;
use crate::codegen::{Bound, BoundKind, Policy};
use crate::encoding::{Piece, Sink};

/// What is the same in all envelopes of a policy's message, encoded when the first one is written or read.
pub struct Prepared(OnceLock<Constants>);

/// See [`Prepared`].
pub(crate) struct Constants {
    /// `str(message name)`.
    pub(crate) message: Piece,
    groups: Box<[OfGroup]>,
}

/// See [`Prepared`].
pub(crate) struct OfGroup {
    /// The declaration of a message that stands for itself: flags, own tag, others; no context pairs; bound fields, counted fields.
    pub(crate) declaration: Piece,
    /// Where in it the number of context pairs stands.
    pub(crate) pairs_at: usize,
    /// The header's length, without the number of context pairs and the place.
    pub(crate) header_len: usize,
    /// The length of the additional data besides header, context and place; without the contents of bound strings and bytes.
    pub(crate) beside_len: usize,
    /// Whether strings or bytes are bound.
    pub(crate) open_ended: bool,
}

impl Prepared {
    /// Nothing encoded yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    #[inline]
    pub(crate) fn of(&self, policy: &Policy) -> &Constants {
        self.0.get_or_init(|| Constants::new(policy))
    }
}

impl Constants {
    #[cold]
    fn new(policy: &Policy) -> Self {
        let mut message = Vec::new();
        message.put_bytes(policy.message.as_bytes());
        let groups = policy.groups.iter().map(|group| {
            let mut declaration = vec![0];
            put_groups(&mut declaration, policy, group);
            let pairs_at = declaration.len();
            declaration.put_varint(0);
            put_bound(&mut declaration, group.bound);
            put_children(&mut declaration, policy.children);
            OfGroup {
                header_len: FIXED + declaration.len() - 1,
                beside_len: ADDITIONAL_DATA_FIXED
                    + group.key.len()
                    + policy.message.len()
                    + 17 * group.bound.len()
                    + 8 * policy.children.len(),
                declaration: declaration.into(),
                pairs_at,
                open_ended: group.bound.iter().any(is_open_ended),
            }
        });
        Self {
            message: message.into(),
            groups: groups.collect(),
        }
    }

    /// Of a group, by its index in the policy.
    ///
    /// # Panics
    ///
    /// If the policy has no such group.
    #[inline]
    pub(crate) fn group(&self, index: usize) -> &OfGroup {
        &self.groups[index]
    }
}

impl OfGroup {
    /// What stands in the declaration before the number of context pairs, and behind it.
    #[inline]
    pub(super) fn parts(&self) -> (&[u8], &[u8]) {
        let (begin, lists) = self.declaration.split_at(self.pairs_at);
        (begin, &lists[1..])
    }
}

fn is_open_ended(bound: &Bound) -> bool {
    matches!(bound.kind, BoundKind::String | BoundKind::Bytes)
}

impl Default for Prepared {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prepared")
    }
}
