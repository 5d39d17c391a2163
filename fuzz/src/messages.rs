//! The messages that targets open, by number, and what must hold of each.

use prost::Message;
use protoseal::OpenError;
use protoseal::codegen::{Inspectable, Openable, Sealable};
use protoseal::prelude::*;

use crate::pb::attacks::v1::clear as attacks;
use crate::pb::clear::Rootless;
use crate::pb::hostile::v1::clear as hostile;
use crate::pb::kinds::v1::clear as kinds;
use crate::pb::kinds::v1::places::clear as places;
use crate::ring::{WORLD, context};
use crate::samples::{CANARY, Sample};

/// A message that a target opens.
pub struct Opened {
    /// Its name, for the seeds' file names.
    pub name: &'static str,
    /// Opens bytes as this message and checks what must hold, whatever they are.
    pub check: fn(&[u8]),
    /// A value sealed and encoded.
    pub sample: fn() -> Vec<u8>,
}

macro_rules! messages {
    ($($clear:ty),* $(,)?) => {
        /// The messages, by number.
        pub const MESSAGES: &[Opened] = &[$(Opened {
            name: stringify!($clear),
            check: check::<$clear>,
            sample: sample::<$clear>,
        }),*];
    };
}

messages![
    attacks::Record,
    attacks::Pair,
    attacks::Rows,
    attacks::Pages,
    attacks::Book,
    kinds::AllSealed,
    kinds::AllClear,
    kinds::Between,
    kinds::Legacy,
    places::Root,
    places::List,
    places::Frame,
    hostile::Store,
    hostile::Heap,
    hostile::Onion,
    Rootless,
];

fn check<C: Sealable<Wire: Openable<Clear = C>> + PartialEq>(bytes: &[u8])
where
    C::Wire: PartialEq + Inspectable,
{
    let Ok(wire) = C::Wire::decode(bytes) else {
        assert!(matches!(
            WORLD.opener.decode::<C>(bytes, &context()),
            Err(OpenError::Decode(_))
        ));
        return;
    };
    let report = protoseal::inspect(&wire);
    silent(&format!("{report} {report:?}"));
    let by_value = wire
        .open(&WORLD.opener, &context())
        .map_err(|refused| refused.into_parts().1);
    let from_bytes = WORLD.opener.decode::<C>(bytes, &context());
    match (by_value, from_bytes) {
        (Ok(one), Ok(other)) => {
            assert!(report.is_sound(), "it opens, but: {report}");
            reseal(one, other);
        }
        (Err(one), Err(other)) => {
            // Not compared: of two entries of a map that are wrong, either may come first.
            silent(&format!("{one} {one:?} {other} {other:?}"));
        }
        (one, other) => panic!("by value {:?}, from bytes {:?}", one.err(), other.err()),
    }
}

/// What opens can be sealed again and opens then to the same, unless it holds a NaN and equals nothing.
fn reseal<C: Sealable<Wire: Openable<Clear = C>> + PartialEq>(one: C, other: C) {
    let equal = one == other;
    let encoded = match WORLD.sealer.encode(one, &context()) {
        Ok(encoded) => encoded,
        Err(refused) => panic!("{}", refused.into_parts().1),
    };
    let again = WORLD
        .opener
        .decode::<C>(&encoded, &context())
        .expect("what was sealed opens");
    assert_eq!(again == other, equal);
}

fn sample<C: Sealable + Sample>() -> Vec<u8> {
    match WORLD.sealer.encode(C::sample(), &context()) {
        Ok(encoded) => encoded,
        Err(refused) => panic!("{}", refused.into_parts().1),
    }
}

/// Nothing that a seed seals shows in an error.
pub fn silent(shown: &str) {
    assert!(!shown.contains(CANARY), "a sealed value shows: {shown}");
}

/// A wire message with one envelope and nothing else opens, or fails with an error that shows nothing.
pub fn check_envelope<W: Openable>(wire: W)
where
    W::Clear: Sealable,
{
    if let Err(refused) = wire.open(&WORLD.opener, &context()) {
        let error = refused.into_parts().1;
        silent(&format!("{error} {error:?}"));
    }
}
