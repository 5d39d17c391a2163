//! Clear values as a stock peer has them: without envelopes, and with their sealed fields in the clear. Clear types have
//! no encoding of their own, so this is how a test compares them with what another program says.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use bytes::Bytes;
use protoseal::Secret;

/// What has a stock counterpart.
pub trait Plain {
    /// That counterpart.
    type Stock;

    /// The same value as the counterpart.
    fn plain(self) -> Self::Stock;
}

macro_rules! themselves {
    ($($ty:ty),*) => {$(
        impl Plain for $ty {
            type Stock = $ty;
            fn plain(self) -> $ty {
                self
            }
        }
    )*};
}
themselves!((), bool, u8, i32, i64, u32, u64, f32, f64, String, Bytes);
themselves!(
    prost_types::Any,
    prost_types::Duration,
    prost_types::FieldMask,
    prost_types::ListValue,
    prost_types::Struct,
    prost_types::Timestamp,
    prost_types::Value
);

impl Plain for Secret<String> {
    type Stock = String;
    fn plain(self) -> String {
        self.into_exposed()
    }
}

impl Plain for Secret<Vec<u8>> {
    type Stock = Vec<u8>;
    fn plain(self) -> Vec<u8> {
        self.into_exposed()
    }
}

impl<T: Plain> Plain for Option<T> {
    type Stock = Option<T::Stock>;
    fn plain(self) -> Self::Stock {
        self.map(T::plain)
    }
}

impl<T: Plain> Plain for Box<T> {
    type Stock = Box<T::Stock>;
    fn plain(self) -> Self::Stock {
        Box::new((*self).plain())
    }
}

impl<T: Plain> Plain for Vec<T> {
    type Stock = Vec<T::Stock>;
    fn plain(self) -> Self::Stock {
        self.into_iter().map(T::plain).collect()
    }
}

impl<K: Hash + Eq, V: Plain> Plain for HashMap<K, V> {
    type Stock = HashMap<K, V::Stock>;
    fn plain(self) -> Self::Stock {
        self.into_iter().map(|(key, value)| (key, value.plain())).collect()
    }
}

impl<K: Ord, V: Plain> Plain for BTreeMap<K, V> {
    type Stock = BTreeMap<K, V::Stock>;
    fn plain(self) -> Self::Stock {
        self.into_iter().map(|(key, value)| (key, value.plain())).collect()
    }
}

include!(concat!(env!("OUT_DIR"), "/plain.rs"));
