//! Tests that look inside: the same bytes from every backend, and what fills an opener's cache.

#[path = "../tests/common/mod.rs"]
mod common;

use crate::{Backend, DataKey, KeyId, KeyRecord, KeyState, Keyring, OpenError, Opener, Sealer, Suite, prelude::*};
use common::{aes, card, context, folder, with};

/// A ring with fixed keys.
fn fixed(suite: Suite) -> Keyring {
    let keyring = Keyring::new();
    for (number, name) in (1..).zip(["pii", "vault"]) {
        let record = KeyRecord::new(KeyId::from_bytes([number; 16]), name, suite);
        let secret = DataKey::from_bytes([number + 100; 32]);
        keyring
            .insert(record.with_version(1, KeyState::Active, 0, secret).unwrap())
            .unwrap();
    }
    keyring
}

fn seeded(keyring: &Keyring, backend: Backend) -> Sealer {
    Sealer::builder(keyring).backend(backend).seeded(42).build().unwrap()
}

#[cfg(feature = "aws-lc-rs")]
#[test]
fn both_backends_give_the_same_bytes_from_the_same_randomness() {
    let keyring = fixed(Suite::Aes256Gcm);
    let [one, other] = [Backend::AwsLcRs, Backend::RustCrypto].map(|backend| seeded(&keyring, backend));
    for _ in 0..3 {
        assert_eq!(
            one.encode(folder(), &context()).unwrap(),
            other.encode(folder(), &context()).unwrap()
        );
        // Without its map, whose order is random.
        let team = || common::clear::Team {
            by_role: [].into(),
            ..common::team()
        };
        assert_eq!(
            one.encode(team(), &context()).unwrap(),
            other.encode(team(), &context()).unwrap()
        );
    }
}

#[test]
fn the_same_randomness_gives_the_same_bytes_and_other_randomness_others() {
    for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
        let keyring = fixed(suite);
        let sealed = || {
            seeded(&keyring, Backend::RustCrypto)
                .encode(card("ada"), &context())
                .unwrap()
        };
        assert_eq!(sealed(), sealed());
        let other = Sealer::builder(&keyring).seeded(43).build().unwrap();
        assert_ne!(sealed(), other.encode(card("ada"), &context()).unwrap());
    }
}

#[test]
fn clones_draw_other_instance_ids_after_a_new_epoch() {
    let sealer = Sealer::builder(&aes()).never_forked_or_cloned().build().unwrap();
    let instance = || card("ada").seal(&sealer, &context()).unwrap().sealed[0][21..29].to_vec();
    let drawn = [0, 0].map(|seed| {
        // Both go on from the same state; the hook runs in each.
        crate::entropy::clone_of(seed);
        sealer.new_epoch();
        instance()
    });
    assert_ne!(drawn[0], drawn[1]);
}

#[test]
fn encode_writes_what_seal_and_encode_write() {
    use prost::Message;
    let keyring = fixed(Suite::Sm4Gcm);
    let encoded = seeded(&keyring, Backend::RustCrypto)
        .encode(folder(), &context())
        .unwrap();
    let wire = folder()
        .seal(&seeded(&keyring, Backend::RustCrypto), &context())
        .unwrap();
    assert_eq!(common::Folder::decode(&encoded[..]).unwrap(), wire);
    let encoded = seeded(&keyring, Backend::RustCrypto)
        .encode(card("ada"), &context())
        .unwrap();
    let wire = card("ada")
        .seal(&seeded(&keyring, Backend::RustCrypto), &context())
        .unwrap();
    assert_eq!(common::Card::decode(&encoded[..]).unwrap(), wire);
    assert_eq!(encoded.len(), wire.encoded_len());
}

/// Below the root, messages are written around messages; a length takes one byte to four.
#[test]
fn messages_of_any_length_are_written_into_each_other() {
    use prost::Message;
    let keyring = fixed(Suite::Aes256Gcm);
    let opener = Opener::new(&keyring);
    for length in [
        0, 1, 10, 124, 125, 126, 127, 200, 16_379, 16_380, 16_384, 70_000, 2_100_000,
    ] {
        let folder = || {
            let mut inner = folder();
            inner.cards.clear();
            inner.inner = None;
            inner.name = "n".repeat(length);
            let mut middle = folder();
            middle.inner = Some(Box::new(inner));
            let mut outer = folder();
            outer.inner = Some(Box::new(middle));
            outer
        };
        let [encoded, wire] = [0, 1].map(|_| seeded(&keyring, Backend::RustCrypto));
        let encoded = encoded.encode(folder(), &context()).unwrap();
        let wire = folder().seal(&wire, &context()).unwrap();
        assert_eq!(common::Folder::decode(&encoded[..]).unwrap(), wire, "{length}");
        assert_eq!(encoded.len(), wire.encoded_len(), "{length}");
        let opened = opener.decode::<common::clear::Folder>(&encoded, &context()).unwrap();
        assert!(opened == folder(), "{length}");
    }
}

#[test]
fn the_cache_of_epochs_is_bounded_for_each_version() {
    let keyring = aes();
    let sealer = Sealer::builder(&keyring).epoch_envelopes(1).build().unwrap();
    let opener = Opener::builder(&keyring).cached_epochs(4).build().unwrap();
    let wires: Vec<_> = (0..10)
        .map(|_| card("ada").seal(&sealer, &context()).unwrap())
        .collect();
    for (opened, wire) in wires.iter().enumerate() {
        wire.clone().open(&opener, &context()).unwrap();
        assert_eq!(opener.cached("pii", 1), (opened + 1).min(4));
    }
    // Epochs that left are derived anew.
    wires
        .into_iter()
        .for_each(|wire| drop(wire.open(&opener, &context()).unwrap()));
    keyring.rotate("pii").unwrap();
    card("ada")
        .seal(&sealer, &context())
        .unwrap()
        .open(&opener, &context())
        .unwrap();
    assert_eq!((opener.cached("pii", 1), opener.cached("pii", 2)), (4, 1));
    keyring.set_state("pii", 1, KeyState::PendingDestruction).unwrap();
    assert_eq!(
        opener.cached("pii", 1),
        0,
        "a version that does not open keeps no epoch"
    );
}

#[test]
fn forged_envelopes_do_not_fill_the_cache() {
    let keyring = aes();
    let sealer = Sealer::new(&keyring);
    let opener = Opener::new(&keyring);
    let good = card("ada").seal(&sealer, &context()).unwrap();
    for salt in 0..100 {
        // A salt that was made up: its commitment cannot be right.
        let forged = with(&good, |card| {
            card.sealed.iter_mut().for_each(|envelope| envelope[5] ^= 1 + salt)
        });
        let error = forged.open(&opener, &context()).unwrap_err().into_error();
        assert!(matches!(error, OpenError::WrongKey { .. }), "{error}");
        // A real salt with a real commitment, taken to another ciphertext.
        let other = Sealer::new(&keyring);
        let forged = with(&card("ada").seal(&other, &context()).unwrap(), |card| {
            card.owner = "eve".into()
        });
        let error = forged.open(&opener, &context()).unwrap_err().into_error();
        assert!(matches!(error, OpenError::Tampered { .. }), "{error}");
    }
    assert_eq!((opener.cached("pii", 1), opener.cached("vault", 1)), (0, 0));
    good.open(&opener, &context()).unwrap();
    assert_eq!((opener.cached("pii", 1), opener.cached("vault", 1)), (1, 1));
}
