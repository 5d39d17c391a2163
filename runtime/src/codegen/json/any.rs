//! `Any`: a message of a type that its text names, by the types that a build knows.

use core::marker::PhantomData;

use prost::Message;
use serde::de::{DeserializeSeed as _, Deserializer, Error as _};
use serde::ser::{SerializeMap, Serializer};

use super::content::{Content, Keep, Message as Text, object};
use super::fault::{Step, is_name, reading, unreadable, unwritable};
use super::kind::Kind;
use super::message::{Read, Write};
use super::number::{Bool, Double, Float, Int32, Int64, Uint32, Uint64};
use super::object::{Object, View};
use super::read::{Depth, members};
use super::structure::{ListValue, Struct, Value};
use super::{ByteVec, Duration, FieldMask, String as StringKind, Timestamp};

/// The messages that an `Any` of this build can hold, protobuf's own aside.
pub trait Types: Sized {
    /// Has the type of a full name found; else [`Found::unknown`].
    fn find<F: Found>(name: &str, found: F) -> F::Output;
}

/// What is done with a type that was found by its name.
pub trait Found: Sized {
    /// What comes of it.
    type Output;

    /// A message, which stands beside the name of its type.
    fn message<T: Message + Default + Write + Read>(self) -> Self::Output;

    /// A message that has a form of its own.
    fn well_known<K: Kind<Value: Message + Default>>(self) -> Self::Output;

    /// None of this build, but maybe protobuf's own.
    fn unknown<T: Types>(self, name: &str) -> Self::Output {
        match name {
            "google.protobuf.Any" => self.well_known::<Any<T>>(),
            "google.protobuf.BoolValue" => self.well_known::<Bool>(),
            "google.protobuf.BytesValue" => self.well_known::<ByteVec>(),
            "google.protobuf.DoubleValue" => self.well_known::<Double>(),
            "google.protobuf.Duration" => self.well_known::<Duration>(),
            "google.protobuf.Empty" => self.message::<()>(),
            "google.protobuf.FieldMask" => self.well_known::<FieldMask>(),
            "google.protobuf.FloatValue" => self.well_known::<Float>(),
            "google.protobuf.Int32Value" => self.well_known::<Int32>(),
            "google.protobuf.Int64Value" => self.well_known::<Int64>(),
            "google.protobuf.ListValue" => self.well_known::<ListValue>(),
            "google.protobuf.StringValue" => self.well_known::<StringKind>(),
            "google.protobuf.Struct" => self.well_known::<Struct>(),
            "google.protobuf.Timestamp" => self.well_known::<Timestamp>(),
            "google.protobuf.UInt32Value" => self.well_known::<Uint32>(),
            "google.protobuf.UInt64Value" => self.well_known::<Uint64>(),
            "google.protobuf.Value" => self.well_known::<Value>(),
            _ => self.nothing(name),
        }
    }

    /// None at all.
    fn nothing(self, name: &str) -> Self::Output;
}

/// `google.protobuf.Any`, of messages that `T` finds.
#[derive(Debug)]
pub struct Any<T>(PhantomData<T>);

impl<T: Types> Kind for Any<T> {
    type Value = prost_types::Any;

    fn put<S: Serializer>(value: &Self::Value, view: View, serializer: S) -> Result<S::Ok, S::Error> {
        // Its bytes are no messages to prost, so that they can nest as deep as they like.
        let mut object = Object::begin(serializer, view.below().map_err(unwritable)?)?;
        if !value.type_url.is_empty() || !value.value.is_empty() {
            object.entry(TYPE, &value.type_url)?;
            let bytes = &value.value;
            T::find(
                type_name(&value.type_url),
                PutAny {
                    object: &mut object,
                    bytes,
                },
            )?;
        }
        object.end()
    }

    fn get<'de, D: Deserializer<'de>>(
        value: &mut Self::Value,
        deserializer: D,
        depth: Depth,
    ) -> Result<bool, D::Error> {
        let depth = depth.below().map_err(unreadable)?;
        let members = match Keep::new().deserialize(deserializer)? {
            Content::Null => return Ok(false),
            Content::Object(members) => members,
            _ => return Err(unreadable("expected an object")),
        };
        match get_any::<T>(members, depth) {
            Ok(any) => *value = any,
            Err(Text(text)) => return Err(D::Error::custom(text)),
        }
        Ok(true)
    }
}

const TYPE: &str = "@type";
const VALUE: &str = "value";

fn get_any<T: Types>(members: Vec<(String, Content)>, depth: Depth) -> Result<prost_types::Any, Text> {
    if members.is_empty() {
        return Ok(prost_types::Any::default());
    }
    let (types, members): (Vec<_>, Vec<_>) = members.into_iter().partition(|(name, _)| name == TYPE);
    let mut types = types.into_iter();
    let (Some((_, Content::Text(type_url))), None) = (types.next(), types.next()) else {
        return Err(unreadable("expected one `@type`, which names the message's type"));
    };
    let value = T::find(type_name(&type_url), GetAny { members, depth })?;
    Ok(prost_types::Any { type_url, value })
}

/// The full name of the type that a URL means.
fn type_name(type_url: &str) -> &str {
    type_url.rsplit('/').next().unwrap_or_default()
}

/// Why a type is not found; what is no name of a type is not shown.
fn not_found(name: &str) -> String {
    if name.len() <= 256 && name.split('.').all(is_name) {
        format!("the type `{name}` is none that this build writes as JSON")
    } else {
        "its type is none that this build writes as JSON".to_owned()
    }
}

struct PutAny<'a, M> {
    object: &'a mut Object<M>,
    bytes: &'a [u8],
}

impl<M: SerializeMap> PutAny<'_, M> {
    fn decode<T: Message + Default>(&self) -> Result<T, M::Error> {
        // prost's error may name a field, but quotes no value.
        T::decode(self.bytes).map_err(|_| unwritable("its value is no message of its type"))
    }
}

impl<M: SerializeMap> Found for PutAny<'_, M> {
    type Output = Result<(), M::Error>;

    fn message<T: Message + Default + Write + Read>(self) -> Self::Output {
        self.decode::<T>()?.write(self.object)
    }

    fn well_known<K: Kind<Value: Message + Default>>(self) -> Self::Output {
        let value = self.decode::<K::Value>()?;
        self.object.always::<K>(VALUE, &value)
    }

    fn nothing(self, name: &str) -> Self::Output {
        Err(unwritable(not_found(name)))
    }
}

struct GetAny {
    members: Vec<(String, Content)>,
    depth: Depth,
}

impl Found for GetAny {
    type Output = Result<Vec<u8>, Text>;

    fn message<T: Message + Default + Write + Read>(self) -> Self::Output {
        let mut message = T::default();
        members(&mut message, object(self.members), self.depth)?;
        Ok(message.encode_to_vec())
    }

    fn well_known<K: Kind<Value: Message + Default>>(mut self) -> Self::Output {
        let (Some((name, content)), None) = (self.members.pop(), self.members.pop()) else {
            return Err(unreadable("expected `@type` and `value`"));
        };
        if name != VALUE {
            return Err(unreadable("expected `@type` and `value`"));
        }
        let mut value = K::Value::default();
        let step = |error| reading(error, Step::Field(VALUE));
        if !K::get(&mut value, content, self.depth).map_err(step)? {
            return Err(step(unreadable("null is no value")));
        }
        Ok(value.encode_to_vec())
    }

    fn nothing(self, name: &str) -> Self::Output {
        Err(unreadable(not_found(name)))
    }
}
