//! What generated code calls to be written as JSON and read from it: canonical ProtoJSON, as Python's `json_format` has it.
//!
//! A message writes its fields to an [`Object`] and reads them from [`Member`]s, a line for each field, which names the
//! [`Kind`] of its values. What the schema masks is shown masked, or left out, unless the whole is [`Exposed`](crate::Exposed).
//!
//! Errors name the field, by its path, and the reason, never a value: values may be sensitive.

mod any;
mod bytes;
mod compiled;
mod content;
mod entries;
mod enumeration;
mod fault;
mod field_mask;
mod kind;
mod message;
mod number;
mod object;
mod read;
mod secret;
mod structure;
mod text;
mod time;
mod token;
mod whole;

pub use any::{Any, Found, Types};
pub use bytes::{ByteVec, Bytes};
pub use compiled::Compiled;
pub use entries::{Entries, Key};
pub use enumeration::{Enumeration, Null};
pub use field_mask::FieldMask;
pub use kind::{Boxed, Foreign, Kind};
pub use message::{Nested, Read, Write};
pub use number::{Bool, Double, Float, Int32, Int64, Uint32, Uint64};
pub use object::{Object, Text, View};
pub use read::{Depth, Member};
pub use secret::SecretOf;
pub use serde::de::MapAccess;
pub use serde::ser::SerializeMap;
pub use structure::{ListValue, Struct, Value};
pub use text::String;
pub use time::{Duration, Timestamp};
pub use whole::{Data, Masked, ReadWhole, WriteWhole, deserialize, serialize};
