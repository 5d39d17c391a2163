//! Partial types over the fields that hold them: one value, an optional one, a list, a map.

use std::collections::{BTreeMap, HashMap};

use super::{ClosedGroup, Partial, Sealed};
use crate::codegen::{Field, MapKey, Place};
use crate::error::GroupName;

/// A field that holds messages with partial types.
pub trait Children {
    /// Adds the closed groups in a field of the message at a place.
    fn list_closed(&self, place: &Place<'_>, field: Field, closed: &mut Vec<ClosedGroup>);

    /// The first closed group in the field.
    fn first_closed(&self) -> Option<GroupName>;
}

impl<T: Partial> Children for Option<T> {
    fn list_closed(&self, place: &Place<'_>, field: Field, closed: &mut Vec<ClosedGroup>) {
        if let Some(message) = self {
            message.list_closed(&place.field(field), closed);
        }
    }

    fn first_closed(&self) -> Option<GroupName> {
        self.as_ref().and_then(Partial::first_closed)
    }
}

impl<T: Partial> Children for Vec<T> {
    fn list_closed(&self, place: &Place<'_>, field: Field, closed: &mut Vec<ClosedGroup>) {
        for (index, message) in self.iter().enumerate() {
            message.list_closed(&place.element(field, index), closed);
        }
    }

    fn first_closed(&self) -> Option<GroupName> {
        self.iter().find_map(Partial::first_closed)
    }
}

impl<K: MapKey, T: Partial, S> Children for HashMap<K, T, S> {
    fn list_closed(&self, place: &Place<'_>, field: Field, closed: &mut Vec<ClosedGroup>) {
        for (key, message) in self {
            message.list_closed(&place.entry(field, key), closed);
        }
    }

    fn first_closed(&self) -> Option<GroupName> {
        self.values().find_map(Partial::first_closed)
    }
}

impl<K: MapKey, T: Partial> Children for BTreeMap<K, T> {
    fn list_closed(&self, place: &Place<'_>, field: Field, closed: &mut Vec<ClosedGroup>) {
        for (key, message) in self {
            message.list_closed(&place.entry(field, key), closed);
        }
    }

    fn first_closed(&self) -> Option<GroupName> {
        self.values().find_map(Partial::first_closed)
    }
}

/// What is in a closed group is closed with it.
impl<C: Children> Children for Sealed<C> {
    fn list_closed(&self, place: &Place<'_>, field: Field, closed: &mut Vec<ClosedGroup>) {
        if let Ok(children) = self.get() {
            children.list_closed(place, field, closed);
        }
    }

    fn first_closed(&self) -> Option<GroupName> {
        self.get().ok().and_then(Children::first_closed)
    }
}

/// Opening a field's messages.
pub mod update {
    use super::{Field, MapKey, Place};
    use crate::codegen::{OpenError, Opening, each};
    use crate::partial::PartlyOpenable;

    /// A message.
    ///
    /// # Errors
    ///
    /// Those of [`PartlyOpenable::unlock_partly`], as for all functions that open.
    pub fn one<W: PartlyOpenable>(
        message: &W,
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<W::Partial, OpenError> {
        message.unlock_partly(&place.field(field), opening)
    }

    /// A message that may be absent.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn optional<W: PartlyOpenable>(
        message: Option<&W>,
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<Option<W::Partial>, OpenError> {
        message.map(|message| one(message, place, field, opening)).transpose()
    }

    /// A repeated field.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn list<W: PartlyOpenable>(
        messages: &[W],
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<Vec<W::Partial>, OpenError> {
        each::element(messages, place, field, |message, place| {
            message.unlock_partly(place, opening)
        })
    }

    /// A map.
    ///
    /// # Errors
    ///
    /// See [`one`].
    pub fn map<'m, K: MapKey + Clone + 'm, W: PartlyOpenable + 'm, O: FromIterator<(K, W::Partial)>>(
        entries: impl IntoIterator<Item = (&'m K, &'m W)>,
        place: &Place<'_>,
        field: Field,
        opening: &mut Opening<'_>,
    ) -> Result<O, OpenError> {
        let entries = entries.into_iter().map(|(key, message)| (key.clone(), message));
        each::entry(entries, place, field, |message, place| {
            message.unlock_partly(place, opening)
        })
    }
}
