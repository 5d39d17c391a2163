//! More epochs than an opener caches, genuine and made up.

use protoseal::OpenError;
use protoseal::prelude::*;
use protoseal_tests::pb::hostile::v1::{Item, clear};

use crate::context;

fn item(n: usize) -> clear::Item {
    clear::Item { secret: n.to_string() }
}

/// Each of an epoch of its own, opened in the order in which the cache has just forgotten the next, and in random order.
#[test]
fn more_epochs_than_are_cached_all_open() {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).expect("one name");
    let sealer = Sealer::new(&keyring);
    let sealed: Vec<Item> = (0..1_000)
        .map(|n| {
            sealer.new_epoch();
            item(n).seal(&sealer, &context()).expect("it is sealed")
        })
        .collect();
    let opener = Opener::new(&keyring);
    let strides = (0..2_000).map(|n| n % 1_000).chain((0..1_000).map(|n| n * 389 % 1_000));
    for n in strides {
        let opened = sealed[n].clone().open(&opener, &context()).expect("it opens");
        assert!(opened == item(n));
    }
}

/// Whoever has no key has no commitment to a salt: nothing of theirs is cached, or counts as a forgery.
#[test]
fn made_up_epochs_push_no_genuine_one_out() {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).expect("one name");
    let opener = Opener::builder(&keyring)
        .cached_epochs(1)
        .failed_openings(1)
        .build()
        .expect("lower limits");
    let sealed = item(1).seal(&Sealer::new(&keyring), &context()).expect("it is sealed");
    for n in 0..2_000u16 {
        let mut forged = sealed.clone();
        forged.sealed[0][5..7].copy_from_slice(&(!n).to_be_bytes());
        if forged == sealed {
            continue;
        }
        let error = forged
            .open(&opener, &context())
            .expect_err("the salt is another")
            .into_parts()
            .1;
        assert!(matches!(error, OpenError::WrongKey { .. }), "{error}");
    }
    assert!(sealed.open(&opener, &context()).is_ok());
}
