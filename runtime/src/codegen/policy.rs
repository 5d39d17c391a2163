//! How one message is sealed, as statics of generated code.

use crate::envelope::{Constants, Prepared};
use crate::error::GroupName;

/// How one message is sealed.
#[derive(Debug)]
pub struct Policy {
    /// The full or stable name, no leading dot: what the AEAD binds.
    pub message: &'static str,
    /// The number of the envelope field; 0 without groups.
    pub envelope: u32,
    /// Strictly ascending by tag; empty in a message that only counts as an ancestor.
    pub groups: &'static [Group],
    /// The fields that are bound to every group, strictly ascending by number.
    pub bound: &'static [Bound],
    /// The numbers of the counted fields (`docs/format.md`, section 6), strictly ascending.
    pub children: &'static [u32],
    /// [`Prepared::new`]: what the runtime makes of the rest when it first needs it.
    pub prepared: Prepared,
}

/// The sealed fields of a message under one key.
#[derive(Debug)]
pub struct Group {
    /// The key's name.
    pub key: &'static str,
    /// The first two bytes of `SHA-256("protoseal/v1/group" ‖ key)`, big-endian.
    pub tag: u16,
    /// The fields that are bound to this group: those of [`Policy::bound`], and those that name it. Strictly ascending by
    /// number.
    pub bound: &'static [Bound],
}

impl Policy {
    /// The group with a tag, as errors name it.
    pub(crate) fn name(&self, tag: u16) -> GroupName {
        let known = self.groups.iter().find(|group| group.tag == tag);
        known.map_or(GroupName::Tag(tag), |group| GroupName::Key(group.key))
    }

    #[inline]
    pub(crate) fn constants(&self) -> &Constants {
        self.prepared.of(self)
    }

    /// Whether the message, standing for itself, is tied to something by its own bound fields: each envelope of it, or
    /// all that is below it.
    #[inline]
    pub(crate) fn binds(&self) -> bool {
        !self.bound.is_empty() || (!self.groups.is_empty() && self.groups.iter().all(|group| !group.bound.is_empty()))
    }
}

/// A field that travels in the clear and is authenticated with the sealed part of its message.
#[derive(Debug)]
pub struct Bound {
    /// The field's number.
    pub number: u32,
    /// How its value is bound.
    pub kind: BoundKind,
}

/// How the value of a bound field is encoded; the numbers are those of `docs/format.md`, section 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum BoundKind {
    /// `bool`.
    Bool = 1,
    /// A signed integer.
    Signed = 2,
    /// An unsigned integer.
    Unsigned = 3,
    /// `string`.
    String = 4,
    /// `bytes`.
    Bytes = 5,
    /// An enum.
    Enum = 6,
}

/// A field, as a step of a place and of an error's path.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub(crate) number: u32,
    pub(crate) name: &'static str,
    pub(crate) portable: bool,
}

impl Field {
    /// A field by its number and name.
    #[must_use]
    pub const fn new(number: u32, name: &'static str) -> Self {
        Self {
            number,
            name,
            portable: false,
        }
    }

    /// A field with the option `place: PORTABLE`: what is in it stands for itself.
    #[must_use]
    pub const fn portable(number: u32, name: &'static str) -> Self {
        Self {
            number,
            name,
            portable: true,
        }
    }
}
