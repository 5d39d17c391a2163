//! Messages: those that generated code writes and reads.

use core::marker::PhantomData;

use serde::de::{Deserializer, MapAccess};
use serde::ser::{SerializeMap, Serializer};

use super::fault::{unreadable, unwritable};
use super::kind::Kind;
use super::object::{Object, View};
use super::read::{Depth, Member, members};
use super::token::{Reason, Take, Token, take};

/// A message that can be written as JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as JSON",
    note = "`protoseal-build` makes what it shows writable, unless told `configure().json(false)`"
)]
pub trait Write {
    /// Writes each field.
    ///
    /// # Errors
    ///
    /// The serializer's; a value that has no form in JSON, such as a timestamp after the year 9999.
    fn write<M: SerializeMap>(&self, object: &mut Object<M>) -> Result<(), M::Error>;
}

impl<T: Write> Write for &T {
    fn write<M: SerializeMap>(&self, object: &mut Object<M>) -> Result<(), M::Error> {
        (**self).write(object)
    }
}

impl<T: Write> Write for Box<T> {
    fn write<M: SerializeMap>(&self, object: &mut Object<M>) -> Result<(), M::Error> {
        (**self).write(object)
    }
}

/// A message that can be read from JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from JSON",
    note = "`protoseal-build` makes clear and wire types readable, unless told `configure().json(false)`"
)]
pub trait Read: Default {
    /// Reads the field of a name.
    ///
    /// # Errors
    ///
    /// The deserializer's; what is no value of the field.
    fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, member: Member<'_, A>) -> Result<(), A::Error>;
}

impl<T: Read> Read for Box<T> {
    fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, member: Member<'_, A>) -> Result<(), A::Error> {
        (**self).read(name, member)
    }
}

pub(super) fn put<T: Write, S: Serializer>(message: &T, view: View, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = Object::begin(serializer, view)?;
    message.write(&mut object)?;
    object.end()
}

/// Reads into what holds the default; `false` for null.
pub(super) fn get<'de, T: Read, D: Deserializer<'de>>(
    message: &mut T,
    deserializer: D,
    depth: Depth,
) -> Result<bool, D::Error> {
    take(deserializer, Message { message, depth })
}

const OBJECT: Reason = "expected an object";

struct Message<'m, T> {
    message: &'m mut T,
    depth: Depth,
}

impl<'de, T: Read> Take<'de> for Message<'_, T> {
    type Value = bool;

    fn expected(&self) -> Reason {
        OBJECT
    }

    fn token(self, token: Token<'_>) -> Result<bool, Reason> {
        match token {
            Token::Null => Ok(false),
            _ => Err(OBJECT),
        }
    }

    fn object<A: MapAccess<'de>>(self, object: A) -> Result<bool, A::Error> {
        members(self.message, object, self.depth)?;
        Ok(true)
    }
}

/// A message in a field.
#[derive(Debug)]
pub struct Nested<T>(PhantomData<T>);

impl<T: Write + Read> Kind for Nested<T> {
    type Value = T;

    fn put<S: Serializer>(value: &T, view: View, serializer: S) -> Result<S::Ok, S::Error> {
        put(value, view.below().map_err(unwritable)?, serializer)
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut T, deserializer: D, depth: Depth) -> Result<bool, D::Error> {
        get(value, deserializer, depth.below().map_err(unreadable)?)
    }
}

/// `google.protobuf.Empty`, as prost has it.
impl Write for () {
    fn write<M: SerializeMap>(&self, _: &mut Object<M>) -> Result<(), M::Error> {
        Ok(())
    }
}

impl Read for () {
    fn read<'de, A: MapAccess<'de>>(&mut self, _: &str, member: Member<'_, A>) -> Result<(), A::Error> {
        member.unknown()
    }
}
