//! protobuf's own messages as types of the build (`compile_well_known_types`), or by another path (`prost_types_path`), look in JSON
//! as prost's own do.

use proptest::prelude::*;
use protoseal::Exposed;
use protoseal::prelude::*;
use protoseal_tests::pb::canonical::v1::clear::{Sealed, Visible};
use protoseal_tests::random::{Random, Rng};
use serde_json::Value;

#[allow(missing_docs, unreachable_pub, dead_code, clippy::all)]
mod pb {
    include!(concat!(env!("OUT_DIR"), "/compiled/mod.rs"));
}

/// What a crate may have that other crates of a company take prost-types from.
pub(crate) mod well_known {
    pub(crate) use prost_types::*;
}

#[allow(missing_docs, unreachable_pub, dead_code, clippy::all)]
mod moved {
    include!(concat!(env!("OUT_DIR"), "/moved/mod.rs"));
}

macro_rules! same {
    ($ours:ty, $compiled:ty, $seed:expr) => {
        let value = <$ours>::random(&mut Rng::for_json($seed));
        let json = serde_json::to_value(value.exposed()).expect("a random value has a form in JSON");
        let read = serde_json::from_value::<Exposed<$compiled>>(json.clone()).expect("the other type reads it");
        let again: Value = serde_json::to_value(&read).expect("and writes it");
        assert_eq!(again, json);
    };
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn both_write_and_read_the_same(seed: u64) {
        same!(Visible, pb::canonical::v1::clear::Visible, seed);
        same!(Sealed, pb::canonical::v1::clear::Sealed, seed);
        same!(Visible, moved::canonical::v1::clear::Visible, seed);
        same!(Sealed, moved::canonical::v1::clear::Sealed, seed);
    }
}
