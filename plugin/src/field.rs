//! What a build says of a field whose .proto file it cannot edit.

use crate::mask::Mask;

/// The options of one field or oneof, said by the build: what `(protoseal.field)` says in a .proto file, for files that a team
/// cannot edit. Given to [`Config::field`](crate::Config::field).
///
/// ```
/// use protoseal_build::{FieldOptions, Mask, Place};
///
/// let number = FieldOptions::new().seal("card");
/// let merchant = FieldOptions::new().bound();
/// let rows = FieldOptions::new().place(Place::Portable);
/// let mail = FieldOptions::new().mask(Mask::Email);
/// let phone = FieldOptions::new().policy("contact");
/// # let _ = (number, merchant, rows, mail, phone);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldOptions {
    /// The key, `None` for the default one; of what is sealed.
    pub(crate) seal: Option<Option<String>>,
    pub(crate) envelope: bool,
    pub(crate) bound: bool,
    /// The names of keys; empty if none is said.
    pub(crate) bound_to: Vec<String>,
    pub(crate) place: Option<Place>,
    pub(crate) mask: Option<Mask>,
    /// The name of a policy.
    pub(crate) policy: Option<String>,
}

/// Where the messages in a field may stand; `protoseal.Place` of options.proto.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// Bound to the message that holds the field, whatever else that has.
    Bound,
    /// Each stands for itself, as if it had been sealed alone: it can be dropped, repeated, reordered and moved to other fields
    /// and parents unnoticed, within one context and message type.
    Portable,
}

impl FieldOptions {
    /// Nothing yet; a setting that says nothing is refused.
    pub fn new() -> Self {
        Self::default()
    }

    /// Seal the field, or the oneof as a whole, under this key: `(protoseal.field).seal.key` and `(protoseal.oneof).seal.key`.
    #[must_use]
    pub fn seal(mut self, key: impl Into<String>) -> Self {
        self.seal = Some(Some(key.into()));
        self
    }

    /// Seal it under the default key of its message or file: `(protoseal.sensitive)`. For files that name such a key, but not
    /// this field.
    #[must_use]
    pub fn sensitive(mut self) -> Self {
        self.seal.get_or_insert_default();
        self
    }

    /// The field is a `repeated bytes` and carries the envelopes of its message: `(protoseal.field).envelope`. Where the message
    /// has none, [`Config::envelope`](crate::Config::envelope) adds one.
    #[must_use]
    pub fn envelope(mut self) -> Self {
        self.envelope = true;
        self
    }

    /// The field travels in the clear and is authenticated with the sealed part of its message: `(protoseal.field).bound`.
    #[must_use]
    pub fn bound(mut self) -> Self {
        self.bound = true;
        self
    }

    /// As [`bound`](Self::bound), but authenticated only with what is sealed under these keys: `(protoseal.field).bound_to`.
    #[must_use]
    pub fn bound_to<I, S>(mut self, keys: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        self.bound_to.extend(keys.into_iter().map(Into::into));
        self
    }

    /// Where the messages in the field may stand: `(protoseal.field).place`.
    #[must_use]
    pub fn place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// What is shown of the field, sealed or not: `(protoseal.field).mask`.
    #[must_use]
    pub fn mask(mut self, mask: Mask) -> Self {
        self.mask = Some(mask);
        self
    }

    /// What the policy of this name means, which a file declares by `(protoseal.policy)`: `(protoseal.field).policy`.
    #[must_use]
    pub fn policy(mut self, name: impl Into<String>) -> Self {
        self.policy = Some(name.into());
        self
    }

    /// Whether it says how to seal and mask, and nothing else: what oneofs, and annotations other than Protoseal's, can mean.
    pub(crate) fn is_annotation(&self) -> bool {
        *self
            == Self {
                seal: self.seal.clone(),
                mask: self.mask,
                policy: self.policy.clone(),
                ..Self::new()
            }
    }
}
