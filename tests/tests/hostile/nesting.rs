//! Messages in messages, as deep as bytes reach.

use protoseal::OpenError;
use protoseal::codegen::{Openable, Sealable};
use protoseal_tests::pb::hostile::v1::clear::{Heap, Onion, Store};
use protoseal_tests::pb::kinds::v1::clear::{AllClear, Legacy};

use crate::{BENCH, context, delimited, varint};

fn error<C: Sealable<Wire: Openable<Clear = C>>>(bytes: &[u8]) -> OpenError {
    match BENCH.opener.decode::<C>(bytes, &context()) {
        Ok(_) => panic!("it must be refused"),
        Err(error) => error,
    }
}

/// Field `number` in field `number`, so many times.
fn nested(number: u64, depth: usize) -> Vec<u8> {
    // From the inside out, in reverse, so that nothing is copied.
    let mut reversed: Vec<u8> = Vec::new();
    for _ in 0..depth {
        let mut head = varint(number << 3 | 2);
        head.extend(varint(reversed.len() as u64));
        reversed.extend(head.iter().rev());
    }
    reversed.reverse();
    reversed
}

#[test]
fn messages_in_messages_are_refused_beyond_the_limit() {
    for depth in [101, 1_000, 300_000] {
        // A chain's field 2 is one again, and so a shelf's.
        for field in [3, 4] {
            let bytes = delimited(field, &nested(2, depth));
            assert!(matches!(error::<Heap>(&bytes), OpenError::Decode(_)), "{depth}");
        }
        let bytes = delimited(3, &nested(2, depth));
        assert!(matches!(error::<Store>(&bytes), OpenError::Decode(_)), "{depth}");
    }
}

#[test]
fn groups_in_groups_are_refused_beyond_the_limit() {
    for depth in [101, 1_000, 1_000_000] {
        for number in [1u64, 7, 500] {
            let groups = [
                varint(number << 3 | 3).repeat(depth),
                varint(number << 3 | 4).repeat(depth),
            ]
            .concat();
            assert!(matches!(error::<Heap>(&groups), OpenError::Decode(_)), "{depth}");
            assert!(matches!(error::<Legacy>(&groups), OpenError::Decode(_)), "{depth}");
            assert!(matches!(error::<AllClear>(&groups), OpenError::Decode(_)), "{depth}");
            // Never closed.
            assert!(matches!(
                error::<Legacy>(&varint(number << 3 | 3).repeat(depth)),
                OpenError::Decode(_)
            ));
        }
    }
}

/// Of a sealed field, its bytes are not even looked into.
#[test]
fn nesting_in_a_sealed_field_is_plaintext() {
    for depth in [1, 101, 300_000] {
        assert!(
            matches!(error::<Onion>(&nested(2, depth)), OpenError::Plaintext { .. }),
            "{depth}"
        );
    }
}
