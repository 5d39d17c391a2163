//! Limits, lowered so that they can be reached; epochs and their counters.

mod common;

use std::collections::HashSet;
use std::time::Duration;

use common::{Card, aes, card, clear, context, folder, team, with};
use protoseal::{Keyring, Limit, OpenError, Opener, SealError, Sealer, SealerBuilder, limits, prelude::*};

fn lowered(keyring: &Keyring, lower: impl FnOnce(SealerBuilder) -> SealerBuilder) -> Sealer {
    lower(Sealer::builder(keyring)).build().unwrap()
}

fn salt(envelope: &[u8]) -> [u8; 16] {
    envelope[5..21].try_into().unwrap()
}

fn counter(envelope: &[u8]) -> u32 {
    u32::from_be_bytes(envelope[29..33].try_into().unwrap())
}

fn seal(sealer: &Sealer) -> Card {
    card("ada").seal(sealer, &context()).unwrap()
}

#[test]
fn an_epoch_ends_by_envelopes() {
    let keyring = aes();
    let sealer = lowered(&keyring, |builder| builder.epoch_envelopes(3));
    let opener = Opener::new(&keyring);
    let cards: Vec<_> = (0..9).map(|_| seal(&sealer)).collect();
    let seen: Vec<_> = cards
        .iter()
        .map(|card| (salt(&card.sealed[1]), counter(&card.sealed[1])))
        .collect();
    assert_eq!(
        seen.iter().map(|(_, counter)| *counter).collect::<Vec<_>>(),
        [0, 1, 2, 0, 1, 2, 0, 1, 2]
    );
    assert_eq!(seen.iter().map(|(salt, _)| salt).collect::<HashSet<_>>().len(), 3);
    assert_eq!(seen[0].0, seen[2].0);
    cards
        .into_iter()
        .for_each(|wire| assert_eq!(wire.open(&opener, &context()).unwrap(), card("ada")));
}

#[test]
fn an_epoch_ends_by_blocks() {
    let keyring = aes();
    let sealer = lowered(&keyring, |builder| builder.epoch_blocks(256));
    let salts: Vec<_> = (0..20).map(|_| salt(&seal(&sealer).sealed[1])).collect();
    let epochs = salts.iter().collect::<HashSet<_>>().len();
    assert!((3..=20).contains(&epochs), "{epochs}");
}

#[test]
fn an_epoch_ends_by_age() {
    let keyring = aes();
    let sealer = lowered(&keyring, |builder| builder.epoch_age(Duration::from_millis(30)));
    let before = salt(&seal(&sealer).sealed[1]);
    std::thread::sleep(Duration::from_millis(40));
    assert_ne!(before, salt(&seal(&sealer).sealed[1]));
}

/// An epoch whose age is less than a tick of the clock by which it is read would be over before its first seal.
#[test]
fn the_shortest_epoch_still_seals() {
    let keyring = aes();
    let sealer = lowered(&keyring, |builder| builder.epoch_age(Duration::from_millis(1)));
    let before = salt(&seal(&sealer).sealed[1]);
    std::thread::sleep(Duration::from_millis(40));
    assert_ne!(before, salt(&seal(&sealer).sealed[1]));
}

#[test]
fn a_new_epoch_on_request() {
    let keyring = aes();
    let sealer = Sealer::new(&keyring);
    let before = salt(&seal(&sealer).sealed[1]);
    assert_eq!(before, salt(&seal(&sealer).sealed[1]));
    sealer.clone().new_epoch();
    let after = seal(&sealer);
    assert_ne!(before, salt(&after.sealed[1]));
    assert_eq!(counter(&after.sealed[1]), 0);
}

#[test]
fn one_seal_beyond_the_envelopes_of_an_epoch() {
    let keyring = aes();
    let sealer = lowered(&keyring, |builder| builder.epoch_envelopes(4));
    let refused = team().seal(&sealer, &context()).unwrap_err();
    assert!(
        matches!(
            refused.error(),
            SealError::LimitReached {
                limit: Limit::Envelopes,
                ..
            }
        ),
        "{refused}"
    );
    assert_eq!(refused.into_message(), team());
    // Exactly as many is fine: one folder with three cards under each key.
    let folder = folder()
        .seal(&lowered(&keyring, |builder| builder.epoch_envelopes(3)), &context())
        .unwrap();
    folder.open(&Opener::new(&keyring), &context()).unwrap();
}

#[test]
fn one_seal_beyond_the_blocks_of_an_epoch() {
    let keyring = aes();
    let sealer = lowered(&keyring, |builder| builder.epoch_blocks(1024));
    let big = clear::Card {
        number: "7".repeat(16 * 1024),
        ..card("ada")
    };
    let refused = big.seal(&sealer, &context()).unwrap_err();
    assert!(
        matches!(
            refused.error(),
            SealError::LimitReached {
                limit: Limit::Blocks,
                ..
            }
        ),
        "{refused}"
    );
    // What a bound field holds is authenticated, and so counts.
    let refused = card(&"7".repeat(16 * 1024)).seal(&sealer, &context()).unwrap_err();
    assert!(
        matches!(
            refused.error(),
            SealError::LimitReached {
                limit: Limit::Blocks,
                ..
            }
        ),
        "{refused}"
    );
    seal(&sealer);
}

#[test]
fn both_keys_roll_over_at_once_in_one_seal() {
    let keyring = aes();
    // Every seal takes all that an epoch has, under both keys, so that each begins with two epochs that are over.
    let sealer = lowered(&keyring, |builder| builder.epoch_envelopes(3));
    let opener = Opener::new(&keyring);
    for _ in 0..10 {
        let wire = folder().seal(&sealer, &context()).unwrap();
        assert_eq!(wire.open(&opener, &context()).unwrap(), folder());
    }
}

#[test]
fn builders_lower_limits_and_never_raise_them() {
    let keyring = aes();
    let day = limits::EPOCH_AGE;
    assert!(Sealer::builder(&keyring).epoch_age(day).build().is_ok());
    for raised in [day + Duration::from_secs(1), Duration::MAX, Duration::ZERO] {
        assert!(Sealer::builder(&keyring).epoch_age(raised).build().is_err());
    }
    assert!(Sealer::builder(&keyring).epoch_envelopes(0).build().is_err());
    assert!(Sealer::builder(&keyring).epoch_blocks(0).build().is_err());
    let error = Sealer::builder(&keyring)
        .epoch_blocks(limits::EPOCH_BLOCKS + 1)
        .build()
        .unwrap_err();
    assert_eq!((error.setting, error.most), ("epoch_blocks", 1 << 36));
    assert!(Opener::builder(&keyring).failed_openings(0).build().is_err());
    assert!(
        Opener::builder(&keyring)
            .failed_openings(limits::FAILED_OPENINGS + 1)
            .build()
            .is_err()
    );
    assert!(Opener::builder(&keyring).cached_epochs(257).build().is_err());
    assert!(Opener::builder(&keyring).cached_epochs(0).build().is_err());
}

#[test]
fn failed_openings_are_limited_for_each_version() {
    let keyring = aes();
    let sealer = Sealer::new(&keyring);
    let opener = Opener::builder(&keyring).failed_openings(3).build().unwrap();
    let good = seal(&sealer);
    for _ in 0..3 {
        let forged = with(&good, |card| card.owner = "eve".into());
        let error = forged.open(&opener.clone(), &context()).unwrap_err().into_error();
        assert!(matches!(error, OpenError::Tampered { key: "vault", .. }), "{error}");
    }
    let error = good.clone().open(&opener, &context()).unwrap_err().into_error();
    assert!(
        matches!(
            error,
            OpenError::LimitReached {
                limit: Limit::FailedOpenings,
                ..
            }
        ),
        "{error}"
    );
    assert!(error.to_string().contains("a new opener counts anew"), "{error}");
    // It stays so when the keyring changes; the next version starts afresh, as does another opener.
    keyring.rotate("vault").unwrap();
    assert!(good.clone().open(&opener, &context()).is_err());
    seal(&sealer).open(&opener, &context()).unwrap();
    good.open(&Opener::new(&keyring), &context()).unwrap();
}

#[test]
fn messages_too_deep_in_each_other() {
    let keyring = aes();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    let nested = |depth: u32| {
        let innermost = clear::Folder {
            cards: vec![],
            ..Default::default()
        };
        (0..depth).fold(innermost, |inner, _| clear::Folder {
            inner: Some(Box::new(inner)),
            ..Default::default()
        })
    };
    let deepest = nested(limits::DEPTH);
    let bytes = sealer.encode(deepest.clone(), &context()).unwrap();
    assert_eq!(
        opener.decode::<clear::Folder>(&bytes, &context()).unwrap(),
        deepest,
        "as deep as prost decodes"
    );
    let refused = nested(limits::DEPTH + 1).seal(&sealer, &context()).unwrap_err();
    assert!(matches!(refused.error(), SealError::TooDeep { .. }), "{refused}");
    // What was never on a wire can be deeper.
    let wire = |inner: common::Folder| common::Folder {
        inner: Some(Box::new(inner)),
        ..Default::default()
    };
    let deeper = (0..=limits::DEPTH).fold(common::Folder::default(), |inner, _| wire(inner));
    let error = deeper.open(&opener, &context()).unwrap_err().into_error();
    assert!(matches!(error, OpenError::TooDeep { .. }), "{error}");
}

/// Whoever sends envelopes chooses the length of what they declare; the error may go to a log.
#[test]
fn an_error_is_short_whatever_an_envelope_declares() {
    fn varint(mut value: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        while value >= 0x80 {
            bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        bytes.push(value as u8);
        bytes
    }
    let keyring = aes();
    let (good, opener) = (seal(&Sealer::new(&keyring)), Opener::new(&keyring));
    // After flags, own group, the other group and the context: bound and counted fields, in the end the path.
    let (declaration, until, end) = (65, 72, 75);
    let open = |flags: u8, rest: &[u8]| {
        let forged = with(&good, |card| {
            for envelope in &mut card.sealed {
                assert_eq!(
                    envelope[until..end],
                    [1, 12, 0],
                    "field 1, a string, and nothing counted"
                );
                envelope.splice(until..end, rest.iter().copied());
                envelope[declaration] = flags;
            }
        });
        let error = forged.open(&opener, &context()).unwrap_err().into_error();
        let text = error.to_string();
        assert!(text.len() < 600, "{} bytes", text.len());
        (error, text)
    };
    let last = (1 << 29) - 1;
    let fields = |kind: u64| (0..1000).flat_map(move |n| varint((last - 1000 + n) * 8 + kind));
    let bound: Vec<u8> = [vec![0xe8, 7], fields(4).collect(), vec![0]].concat();
    let (error, text) = open(0, &bound);
    assert!(
        matches!(&error, OpenError::BoundLess { fields, more: 0, .. } if fields == &[1]),
        "{text}"
    );
    let first = [&[0xe9, 7, 12][..], &fields(4).collect::<Vec<_>>(), &[0]].concat();
    assert!(
        matches!(open(0, &first).0, OpenError::Malformed { .. }),
        "1,001 entries"
    );
    let first: Vec<u8> = [
        vec![0xe8, 7, 12],
        fields(4).skip(varint(last * 8).len()).collect(),
        vec![0],
    ]
    .concat();
    let (error, text) = open(0, &first);
    let is_short = matches!(&error, OpenError::BoundMore { fields, more: 983, .. } if fields.len() == 16);
    assert!(is_short && text.contains("and 983 more"), "{text}");
    let path = |steps: u8| {
        let steps_of = (0..steps).flat_map(|_| varint(last * 4));
        [vec![1, 12, 0, steps], steps_of.collect()].concat()
    };
    let (error, text) = open(1, &path(100));
    assert!(
        matches!(error, OpenError::OutOfPlace { .. }) && text.contains("and 84 more"),
        "{text}"
    );
    let (error, text) = open(1, &path(101));
    assert!(matches!(error, OpenError::Malformed { .. }), "{text}");
}

#[test]
fn no_counter_is_used_twice_by_8_threads() {
    let keyring = aes();
    // Small epochs, so that they roll over under contention too.
    let sealer = lowered(&keyring, |builder| {
        builder.epoch_envelopes(500).never_forked_or_cloned()
    });
    let envelopes: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                let sealer = sealer.clone();
                scope.spawn(move || {
                    let folders = (0..100).map(|_| folder().seal(&sealer, &context()).unwrap());
                    let cards = folders.flat_map(|folder| folder.cards.into_iter().chain(folder.inner.unwrap().cards));
                    cards.flat_map(|card| card.sealed).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(envelopes.len(), 8 * 100 * 6);
    // Salt and counter alone, whatever the random half of n.
    let counters: HashSet<_> = envelopes
        .iter()
        .map(|envelope| (salt(envelope), counter(envelope)))
        .collect();
    assert_eq!(counters.len(), envelopes.len());
    let nonces: HashSet<_> = envelopes.iter().map(|envelope| envelope[5..33].to_vec()).collect();
    assert_eq!(nonces.len(), envelopes.len());
    assert!(counters.iter().all(|(_, counter)| *counter < 500));
}

#[test]
fn sealing_goes_on_while_keys_rotate_and_epochs_end() {
    let keyring = aes();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..100 {
                    let wire = folder().seal(&sealer, &context()).unwrap();
                    assert_eq!(wire.open(&opener, &context()).unwrap(), folder());
                }
            });
        }
        for _ in 0..20 {
            keyring.rotate("pii").unwrap();
            sealer.new_epoch();
            std::thread::sleep(Duration::from_millis(1));
        }
    });
}
