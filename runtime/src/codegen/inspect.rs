//! What is looked at without a key, over fields: one value, an optional one, a list, a map.

use super::{Field, MapKey, Place};
use crate::inspect::Inspecting;
use crate::limits::DEPTH;

/// A wire type whose envelopes can be read without a key.
///
/// Generated code implements it for the wire type of every message that holds a sealed field, itself or in what it contains.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no wire type of a sealed message",
    note = "wire types are where prost puts a message; `inspect(&value)` looks at one"
)]
pub trait Inspectable {
    /// Tells of this message, if it is sealed, then of those in its clear fields.
    fn inspect(&self, place: &Place<'_>, inspecting: &mut Inspecting);
}

impl<W: Inspectable> Inspectable for Box<W> {
    fn inspect(&self, place: &Place<'_>, inspecting: &mut Inspecting) {
        (**self).inspect(place, inspecting);
    }
}

/// A message.
pub fn one<W: Inspectable>(message: &W, place: &Place<'_>, field: Field, inspecting: &mut Inspecting) {
    at(message, &place.field(field), inspecting);
}

/// A message that may be absent.
pub fn optional<W: Inspectable>(message: Option<&W>, place: &Place<'_>, field: Field, inspecting: &mut Inspecting) {
    if let Some(message) = message {
        one(message, place, field, inspecting);
    }
}

/// A repeated field.
pub fn list<W: Inspectable>(messages: &[W], place: &Place<'_>, field: Field, inspecting: &mut Inspecting) {
    for (index, message) in messages.iter().enumerate() {
        at(message, &place.element(field, index), inspecting);
    }
}

/// A map.
pub fn map<'m, K: MapKey + 'm, W: Inspectable + 'm>(
    entries: impl IntoIterator<Item = (&'m K, &'m W)>,
    place: &Place<'_>,
    field: Field,
    inspecting: &mut Inspecting,
) {
    for (key, message) in entries {
        at(message, &place.entry(field, key), inspecting);
    }
}

/// What stands too deep for an opener is not looked into: a value made in memory may go deeper than the stack.
fn at<W: Inspectable>(message: &W, place: &Place<'_>, inspecting: &mut Inspecting) {
    if place.depth() > DEPTH {
        inspecting.too_deep(place);
    } else {
        message.inspect(place, inspecting);
    }
}
