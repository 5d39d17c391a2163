//! The bytes of a whole message, all fields of which are sealed, bound or hold children: no change of any is worth anything.

use prost::Message;
use protoseal_tests::pb::kinds::v1::places::clear::Root;

use crate::bench::{bench, both, context, silent};
use crate::samples;

/// With a child in every place but the portable ones, which may come and go.
fn root() -> Root {
    Root {
        plains: vec![samples::plain("p0")],
        portable: vec![],
        ..samples::root()
    }
}

/// A flip is refused, or it is to protobuf no change of the message: of what the reader skips, say.
#[test]
fn every_bit_flip_of_a_whole_message_is_refused_or_changes_nothing() {
    for bench in both() {
        let mut bytes = bench.seal(root()).encode_to_vec();
        let mut refused = 0;
        for bit in 0..bytes.len() * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            match bench.opener.decode::<Root>(&bytes, &context()) {
                Ok(opened) => assert!(opened == root(), "bit {bit} made another message"),
                Err(error) => {
                    silent(&format!("{error} {error:?}"));
                    refused += 1;
                }
            }
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
        let opened: Root = bench.opener.decode(&bytes, &context()).expect("all bits are back");
        assert!(opened == root());
        assert!(
            refused * 100 > bytes.len() * 8 * 99,
            "only {refused} of {} were refused",
            bytes.len() * 8
        );
    }
}

#[test]
fn every_truncation_of_a_whole_message() {
    let bytes = bench().seal(root()).encode_to_vec();
    let opened: Root = bench().opener.decode(&bytes, &context()).expect("it opens");
    assert!(opened == root());
    for length in 0..bytes.len() {
        let error = bench().opener.decode::<Root>(&bytes[..length], &context());
        assert!(error.is_err(), "{length} bytes of {} opened", bytes.len());
    }
}
