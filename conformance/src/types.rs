//! The types that were compiled: each by its full name, with its check. There may be none, if no suite was there, or none without rules.

#![allow(dead_code, unused_macros)]

use std::marker::PhantomData;

use prost::Message;
use protoseal::{Validate, ValidateError};

/// The generated types.
#[allow(missing_docs, clippy::all, unreachable_pub, dead_code)]
mod generated {
    pub(crate) mod buf {
        include!(concat!(env!("OUT_DIR"), "/buf/mod.rs"));
    }
    pub(crate) mod pgv {
        include!(concat!(env!("OUT_DIR"), "/pgv/mod.rs"));
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Dialect {
    Buf,
    Pgv,
}

/// What is found of a message.
pub(crate) enum Found {
    /// No such type was compiled.
    Unknown,
    /// The type was left out, since its rules do not compile.
    Broken(&'static str),
    Undecodable(prost::DecodeError),
    Judged(Result<(), ValidateError>),
}

/// A type.
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) what: What,
}

pub(crate) enum What {
    Checked(fn(&[u8]) -> Found),
    Broken(&'static str),
}

/// `Validate` where a type has it, and else just decoding: which of the two traits is found depends on how many references it takes.
macro_rules! entry {
    ($name:literal, $ty:ty) => {
        $crate::types::Entry {
            name: $name,
            what: $crate::types::What::Checked(|wire| {
                #[allow(unused_imports)]
                use $crate::types::{Checked, Plain};
                (&&$crate::types::Probe::<$ty>::new()).found(wire)
            }),
        }
    };
    ($name:literal, broken: $why:literal) => {
        $crate::types::Entry {
            name: $name,
            what: $crate::types::What::Broken($why),
        }
    };
}

mod buf {
    #[allow(unused_imports)]
    use super::generated::buf as types;

    include!(concat!(env!("OUT_DIR"), "/buf/table.rs"));
}

mod pgv {
    #[allow(unused_imports)]
    use super::generated::pgv as types;

    include!(concat!(env!("OUT_DIR"), "/pgv/table.rs"));
}

/// Decodes a message of a full name, and checks it.
pub(crate) fn validate(dialect: Dialect, name: &str, wire: &[u8]) -> Found {
    let table = match dialect {
        Dialect::Buf => buf::TYPES,
        Dialect::Pgv => pgv::TYPES,
    };
    match table.binary_search_by(|entry| entry.name.cmp(name)) {
        Ok(index) => match &table[index].what {
            What::Checked(check) => check(wire),
            What::Broken(why) => Found::Broken(why),
        },
        // protobuf's own have no rules.
        Err(_) if name.starts_with("google.protobuf.") => plain::<()>(wire),
        Err(_) => Found::Unknown,
    }
}

/// Of a type of protobuf's own.
fn plain<T: Message + Default>(wire: &[u8]) -> Found {
    judged::<T>(wire, |_| Ok(()))
}

fn judged<T: Message + Default>(wire: &[u8], check: fn(&T) -> Result<(), ValidateError>) -> Found {
    match T::decode(wire) {
        Ok(message) => Found::Judged(check(&message)),
        Err(error) => Found::Undecodable(error),
    }
}

/// Asks a type.
pub(crate) struct Probe<T>(PhantomData<T>);

impl<T> Probe<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

/// Of a type with rules, itself or in what it holds.
pub(crate) trait Checked {
    fn found(&self, wire: &[u8]) -> Found;
}

impl<T: Message + Default + Validate> Checked for &Probe<T> {
    fn found(&self, wire: &[u8]) -> Found {
        judged::<T>(wire, T::validate)
    }
}

/// Of a type without.
pub(crate) trait Plain {
    fn found(&self, wire: &[u8]) -> Found;
}

impl<T: Message + Default> Plain for Probe<T> {
    fn found(&self, wire: &[u8]) -> Found {
        plain::<T>(wire)
    }
}
