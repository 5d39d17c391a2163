//! Messages that a stranger has a sealer seal, by choosing what is in them.

use prost::Message;
use protoseal::prelude::*;
use protoseal_tests::pb::hostile::v1::clear;

use crate::cost::{BENCH, alone, check, check_layers, context, growth, seal};

fn items(n: usize) -> Vec<clear::Item> {
    vec![
        clear::Item {
            secret: "sealed".into()
        };
        n
    ]
}

fn shelf(n: usize) -> clear::Shelf {
    clear::Shelf {
        items: items(n),
        ..Default::default()
    }
}

#[test]
fn a_long_sealed_value() {
    let make = |n| seal(clear::Item { secret: "s".repeat(n) }).encode_to_vec();
    check::<clear::Item>("a long sealed value", 1 << 20, make, Result::is_ok);
}

#[test]
fn a_long_bound_value() {
    let make = |n| {
        let store = clear::Store {
            name: "n".repeat(n),
            ..Default::default()
        };
        seal(store).encode_to_vec()
    };
    check::<clear::Store>("a long bound value", 1 << 20, make, Result::is_ok);
}

/// Each child would bind the whole key, if long ones did not stand hashed.
#[test]
fn children_below_a_long_key_of_a_map() {
    let make = |n: usize| {
        let store = clear::Store {
            by_name: [("k".repeat(100 * n), shelf(n))].into(),
            ..Default::default()
        };
        seal(store).encode_to_vec()
    };
    check::<clear::Store>("children below a long key", 2_000, make, Result::is_ok);
}

/// Each child binds the digest of what is above, which is made once.
#[test]
fn children_below_a_long_bound_value() {
    let make = |n: usize| {
        let store = clear::Store {
            name: "n".repeat(100 * n),
            shelves: vec![shelf(n)],
            ..Default::default()
        };
        seal(store).encode_to_vec()
    };
    check::<clear::Store>("children below a long bound value", 2_000, make, Result::is_ok);
}

/// Children at the end of the longest path.
#[test]
fn children_far_down() {
    let make = |n: usize| {
        let far = (0..90).fold(shelf(n), |inner, _| clear::Shelf {
            shelves: vec![inner],
            ..Default::default()
        });
        let store = clear::Store {
            shelves: vec![far],
            ..Default::default()
        };
        seal(store).encode_to_vec()
    };
    in_a_large_stack(move || check::<clear::Store>("children far down", 1_000, make, Result::is_ok));
}

/// Each link counts what is below it.
#[test]
fn links_that_count_what_is_below_them() {
    let make = |n: usize| {
        let last = clear::Chain {
            items: items(n),
            ..Default::default()
        };
        let chain = (0..90).fold(last, |inner, _| clear::Chain {
            links: vec![inner],
            ..Default::default()
        });
        seal(clear::Heap {
            chains: vec![chain],
            ..Default::default()
        })
        .encode_to_vec()
    };
    in_a_large_stack(move || check::<clear::Heap>("links that count", 1_000, make, Result::is_ok));
}

/// Each layer holds all within it.
#[test]
fn sealed_within_sealed() {
    let make = |layers: usize| {
        move |n: usize| {
            let core = clear::Onion {
                content: vec![1; n],
                inner: None,
            };
            let onion = (1..layers).fold(core, |inner, _| clear::Onion {
                content: Vec::new(),
                inner: Some(Box::new(inner)),
            });
            seal(onion).encode_to_vec()
        }
    };
    for layers in [2, 10] {
        let name = format!("{layers} layers");
        let run = || check_layers::<clear::Onion>(&name, layers, 1 << 20, make(layers), Result::is_ok);
        in_a_large_stack(run);
    }
}

/// Each message of an epoch of its own: an opener keeps 256 of them, and no more.
#[test]
fn epochs_by_the_thousand() {
    alone(|| {
        let open = |count: usize| {
            for n in 0..count {
                BENCH.sealer.new_epoch();
                let item = clear::Item { secret: n.to_string() };
                let opened = seal(item).open(&BENCH.opener, &context()).expect("it opens");
                assert_eq!(opened.secret, n.to_string());
            }
        };
        let (first, more) = (growth(|| open(300)), growth(|| open(3_000)));
        println!("epochs: {first} bytes for 256, {more} more for 3,000");
        assert!(first > 256 * 64, "nothing was cached: {first} bytes");
        assert!(first < 1 << 20, "256 epochs take {first} bytes");
        // Uncapped, it would be ten times the first; other threads of the harness may add a little.
        assert!(more < 2 * first, "another 3,000 epochs take {more} bytes");
    });
}

/// Debug builds have frames of many KiB.
pub(crate) fn in_a_large_stack(run: impl FnOnce() + Send) {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(64 << 20)
            .spawn_scoped(scope, run);
        thread.expect("a thread").join().expect("it passes");
    });
}
