//! protobuf's own messages as a build compiles them (`compile_well_known_types`): types of its own, with the encoding of those that
//! the kinds here know.

use core::marker::PhantomData;

use prost::Message;
use serde::de::Deserializer;
use serde::ser::Serializer;
use zeroize::Zeroizing;

use super::fault::{unreadable, unwritable};
use super::kind::Kind;
use super::object::View;
use super::read::Depth;

/// A message of type `T` that is written and read as `K` is.
#[derive(Debug)]
pub struct Compiled<T, K>(PhantomData<(T, K)>);

impl<T: Message + Default, K: Kind<Value: Message + Default>> Kind for Compiled<T, K> {
    type Value = T;

    fn put<S: Serializer>(value: &T, view: View, serializer: S) -> Result<S::Ok, S::Error> {
        let known = translate(value).ok_or_else(|| unwritable("the message nests too deep"))?;
        K::put(&known, view, serializer)
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut T, deserializer: D, depth: Depth) -> Result<bool, D::Error> {
        let mut known = K::Value::default();
        if !K::get(&mut known, deserializer, depth)? {
            return Ok(false);
        }
        *value = translate(&known).ok_or_else(|| unreadable("the message nests too deep"))?;
        Ok(true)
    }
}

/// By the encoding, which both have; `None` where prost refuses its depth.
fn translate<A: Message, B: Message + Default>(message: &A) -> Option<B> {
    B::decode(Zeroizing::new(message.encode_to_vec()).as_slice()).ok()
}
