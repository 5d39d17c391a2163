//! What a schema says about sealing, in one model that every emitter reads.
//!
//! Names are full protobuf names without a leading dot.

use std::collections::{BTreeMap, BTreeSet};

use crate::{diagnostic::Diagnostic, mask::Mask};

/// The policy of every message of a schema, checked.
#[derive(Debug, Default)]
pub(crate) struct Policies {
    /// By full name, of every message but map entries.
    pub(crate) messages: BTreeMap<String, Message>,
    /// What is not wrong, but would make peers suffer; sorted by position.
    pub(crate) warnings: Vec<Warning>,
}

/// A warning about a message.
#[derive(Debug)]
pub(crate) struct Warning {
    /// The message's full name.
    pub(crate) message: String,
    pub(crate) diagnostic: Diagnostic,
}

/// One message.
#[derive(Debug)]
pub(crate) struct Message {
    /// `demo.v1.Outer.Inner`.
    pub(crate) full_name: String,
    /// `demo.v1`; empty without a package.
    pub(crate) package: String,
    /// What the AEAD binds: the stable name, else the full name.
    pub(crate) bound_name: String,
    /// By ascending number.
    pub(crate) fields: Vec<Field>,
    /// The sealed fields by key, by ascending tag.
    pub(crate) groups: Vec<Group>,
    /// The number of the envelope field, if there are groups.
    pub(crate) envelope: Option<u32>,
    /// Whether it holds a sealed field, itself or in what it contains.
    pub(crate) needs_clear: bool,
    /// Whether it counts as an ancestor: sealed or bound fields, or a field that says `place: BOUND`.
    pub(crate) anchor: bool,
    /// The numbers of the clear fields whose children it counts, ascending (docs/format.md, section 6); empty unless `anchor`.
    pub(crate) counted: Vec<u32>,
    /// The oneofs that are masked as a whole, by name; those that are sealed, all.
    pub(crate) masked_oneofs: BTreeMap<String, Mask>,
    /// Whether it has masked fields or oneofs itself, sealed or not.
    pub(crate) masks: bool,
    /// Whether it holds a masked field, itself or in what it contains.
    pub(crate) shows_masked: bool,
    /// Whether it is shown by generated code: it shows something masked, or what does holds it.
    pub(crate) shown: bool,
}

/// The sealed fields of a message under one key.
#[derive(Debug)]
pub(crate) struct Group {
    /// The name of the key.
    pub(crate) key: String,
    /// The first two bytes of SHA-256("protoseal/v1/group" ‖ key).
    pub(crate) tag: u16,
}

/// One field.
#[derive(Debug)]
pub(crate) struct Field {
    /// As in the .proto file.
    pub(crate) name: String,
    /// The tag.
    pub(crate) number: u32,
    /// The index of its group, if sealed (by itself or with its oneof).
    pub(crate) group: Option<usize>,
    /// How its value is bound, if it is.
    pub(crate) bound: Option<BoundKind>,
    /// The indexes of the groups that it names to be bound to; none if it is bound to all of them.
    pub(crate) bound_to: Vec<usize>,
    /// Whether it carries the envelopes.
    pub(crate) envelope: bool,
    /// Whether what it holds stands for itself.
    pub(crate) portable: bool,
    /// Its message type, through map entries.
    pub(crate) message: Option<String>,
    /// The name of its oneof, unless synthetic (proto3 `optional`).
    pub(crate) oneof: Option<String>,
    /// What is shown of it, if that is not all; of a member, unless its oneof is masked as a whole.
    pub(crate) mask: Option<Mask>,
    /// Whether its strings or bytes are secrets: wiped, and shown by nothing. Only of what is sealed.
    pub(crate) secret: bool,
}

/// The type of a bound value, numbered as in docs/format.md, section 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BoundKind {
    Bool = 1,
    Signed = 2,
    Unsigned = 3,
    String = 4,
    Bytes = 5,
    Enum = 6,
}

impl Policies {
    /// The policy of a message, by full name without a leading dot.
    pub(crate) fn message(&self, full_name: &str) -> Option<&Message> {
        self.messages.get(full_name)
    }

    /// The names of the keys of a message and of all that it holds.
    pub(crate) fn keys<'p>(&'p self, full_name: &'p str) -> BTreeSet<&'p str> {
        let (mut seen, mut left) = (BTreeSet::from([full_name]), vec![full_name]);
        let mut keys = BTreeSet::new();
        while let Some(message) = left.pop().and_then(|name| self.message(name)) {
            keys.extend(message.groups.iter().map(|group| group.key.as_str()));
            let held = message.fields.iter().filter_map(|field| field.message.as_deref());
            left.extend(held.filter(|name| self.messages.contains_key(*name) && seen.insert(name)));
        }
        keys
    }

    /// These messages, and all that they hold.
    pub(crate) fn with_held(&self, mut names: BTreeSet<String>) -> BTreeSet<String> {
        let mut pending: Vec<String> = names.iter().cloned().collect();
        while let Some(message) = pending.pop() {
            let fields = self.message(&message).map_or(&[][..], |message| &message.fields);
            let held = fields.iter().filter_map(|field| field.message.clone());
            pending.extend(held.filter(|name| names.insert(name.clone())));
        }
        names
    }

    /// Whether a message is shown by generated code.
    pub(crate) fn is_shown(&self, full_name: &str) -> bool {
        self.message(full_name).is_some_and(|message| message.shown)
    }

    /// The warnings alone.
    pub(crate) fn into_warnings(self) -> Vec<Diagnostic> {
        self.warnings.into_iter().map(|warning| warning.diagnostic).collect()
    }

    /// Whether a message needs a clear type.
    pub(crate) fn needs_clear(&self, full_name: &str) -> bool {
        self.message(full_name).is_some_and(|message| message.needs_clear)
    }
}

impl Message {
    /// The field of a number.
    pub(crate) fn field(&self, number: u32) -> Option<&Field> {
        self.fields.iter().find(|field| field.number == number)
    }

    /// The fields that are bound to every group, and so to what is below.
    pub(crate) fn bound_to_all(&self) -> impl Iterator<Item = &Field> {
        let bound = |field: &&Field| field.bound.is_some() && field.bound_to.is_empty();
        self.fields.iter().filter(bound)
    }

    /// The fields that are bound to a group, by its index.
    pub(crate) fn bound_to(&self, group: usize) -> impl Iterator<Item = &Field> {
        let named = move |field: &Field| field.bound_to.is_empty() || field.bound_to.contains(&group);
        self.fields
            .iter()
            .filter(move |field| field.bound.is_some() && named(field))
    }

    /// What is shown of a oneof as a whole, if that is not all.
    pub(crate) fn oneof_mask(&self, name: &str) -> Option<Mask> {
        self.masked_oneofs.get(name).copied()
    }

    /// Whether a group, by its index, holds secrets.
    pub(crate) fn holds_secrets(&self, group: usize) -> bool {
        self.fields
            .iter()
            .any(|field| field.secret && field.group == Some(group))
    }

    /// Whether it has sealed fields.
    pub(crate) fn sealed(&self) -> bool {
        !self.groups.is_empty()
    }
}
