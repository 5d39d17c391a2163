//! Envelopes that were changed, stripped, swapped, duplicated or brought from elsewhere.

mod common;

use common::{Card, aes, card, clear, context, ring, with};
use prost::Message;
use protoseal::{GroupName, Keyring, OpenError, Opener, Padding, Sealer, Suite, prelude::*};

struct Bench {
    sealer: Sealer,
    opener: Opener,
}

impl Bench {
    fn new(keyring: &Keyring) -> Self {
        Self {
            sealer: Sealer::new(keyring),
            opener: Opener::new(keyring),
        }
    }

    fn seal(&self, owner: &str) -> Card {
        card(owner).seal(&self.sealer, &context()).unwrap()
    }

    /// Why a card is refused. It must come back as it was.
    fn refusal(&self, wire: Card) -> OpenError {
        let (message, error) = wire.clone().open(&self.opener, &context()).unwrap_err().into_parts();
        assert!(message == wire, "the message came back changed");
        error
    }
}

/// The envelope of a card's group. Envelopes may stand in any order.
const VAULT: usize = 0;
const PII: usize = 1;

#[test]
fn every_bit_flip_of_an_envelope() {
    for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
        let keyring = ring(suite, suite);
        let bench = Bench::new(&keyring);
        let mut wire = bench.seal("ada");
        for index in [VAULT, PII] {
            for bit in 0..wire.sealed[index].len() * 8 {
                wire.sealed[index][bit / 8] ^= 1 << (bit % 8);
                let refused = wire
                    .open(&bench.opener, &context())
                    .expect_err("a flipped bit must be noticed");
                wire = refused.into_message();
                wire.sealed[index][bit / 8] ^= 1 << (bit % 8);
            }
        }
        wire.open(&bench.opener, &context()).expect("all bits are back");
    }
}

#[test]
fn every_bit_flip_of_a_bound_field() {
    let bench = Bench::new(&aes());
    let wire = bench.seal("ada lovelace");
    for bit in 0..wire.owner.len() * 8 {
        let mut owner = wire.owner.clone().into_bytes();
        owner[bit / 8] ^= 1 << (bit % 8);
        // A string that is no UTF-8 does not even decode.
        let Ok(owner) = String::from_utf8(owner) else { continue };
        let error = bench.refusal(with(&wire, |card| card.owner = owner));
        assert!(
            matches!(
                error,
                OpenError::Tampered {
                    bound_pairs: 2,
                    given_pairs: 2,
                    ..
                }
            ),
            "{error}"
        );
    }
    for owner in ["", "ada lovelac", "ada lovelacee"] {
        let error = bench.refusal(with(&wire, |card| card.owner = owner.into()));
        assert!(matches!(error, OpenError::Tampered { .. }), "{error}");
    }
}

#[test]
fn a_field_that_is_not_bound_may_change() {
    let bench = Bench::new(&aes());
    let wire = with(&bench.seal("ada"), |card| card.note = "another".into());
    assert_eq!(wire.open(&bench.opener, &context()).unwrap().note, "another");
}

#[test]
fn every_truncation_and_an_extension() {
    let bench = Bench::new(&aes());
    let wire = bench.seal("ada");
    for length in 0..wire.sealed[PII].len() {
        let mut cut = wire.clone();
        cut.sealed[PII].truncate(length);
        let error = bench.refusal(cut);
        let head_only = length < wire.sealed[PII].len() - 64;
        assert!(
            !head_only || matches!(error, OpenError::Malformed { envelope: PII, .. }),
            "{length}: {error}"
        );
    }
    let mut longer = wire;
    longer.sealed[PII].push(0);
    assert!(matches!(bench.refusal(longer), OpenError::Tampered { .. }));
}

#[test]
fn stripped_envelopes_all() {
    let bench = Bench::new(&aes());
    let wire = with(&bench.seal("ada"), |card| card.sealed = vec![]);
    let error = bench.refusal(wire);
    assert!(
        matches!(
            error,
            OpenError::EnvelopeMissing {
                group: GroupName::Key("vault"),
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn stripped_envelope_of_each_group() {
    let bench = Bench::new(&aes());
    for (index, key) in [(VAULT, "vault"), (PII, "pii")] {
        let mut wire = bench.seal("ada");
        wire.sealed.remove(index);
        let error = bench.refusal(wire);
        assert!(
            matches!(error, OpenError::EnvelopeMissing { group: GroupName::Key(k), .. } if k == key),
            "{error}"
        );
        assert!(error.to_string().contains(key));
    }
}

#[test]
fn duplicated_envelope() {
    let bench = Bench::new(&aes());
    for index in [VAULT, PII] {
        let mut wire = bench.seal("ada");
        wire.sealed.push(wire.sealed[index].clone());
        let error = bench.refusal(wire);
        assert!(matches!(error, OpenError::EnvelopeDuplicated { .. }), "{error}");
    }
}

#[test]
fn one_envelope_in_place_of_the_other() {
    let bench = Bench::new(&aes());
    let mut wire = bench.seal("ada");
    wire.sealed[VAULT] = wire.sealed[PII].clone();
    assert!(matches!(bench.refusal(wire), OpenError::EnvelopeDuplicated { .. }));
}

#[test]
fn envelopes_in_another_order_open() {
    let bench = Bench::new(&aes());
    let mut wire = bench.seal("ada");
    wire.sealed.reverse();
    assert_eq!(wire.open(&bench.opener, &context()).unwrap(), card("ada"));
}

#[test]
fn envelopes_with_swapped_group_tags() {
    // The keys differ, so the commitment gives it away; the declaration is authenticated besides.
    let bench = Bench::new(&aes());
    let mut wire = bench.seal("ada");
    let (vault, pii) = (wire.sealed[VAULT][66..68].to_vec(), wire.sealed[PII][66..68].to_vec());
    wire.sealed[VAULT][66..68].copy_from_slice(&pii);
    wire.sealed[VAULT][69..71].copy_from_slice(&vault);
    wire.sealed[PII][66..68].copy_from_slice(&vault);
    wire.sealed[PII][69..71].copy_from_slice(&pii);
    let error = bench.refusal(wire);
    assert!(
        matches!(
            error,
            OpenError::WrongKey {
                key: "vault",
                version: 1,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn swapped_envelopes_of_two_messages_one_group() {
    let bench = Bench::new(&aes());
    let mut wire = bench.seal("ada");
    wire.sealed[PII] = bench.seal("ada").sealed[PII].clone();
    let error = bench.refusal(wire);
    assert!(matches!(error, OpenError::EnvelopeForeign { .. }), "{error}");
}

#[test]
fn swapped_envelopes_of_two_messages_both_groups() {
    let bench = Bench::new(&aes());
    let wire = with(&bench.seal("ada"), |card| card.sealed = bench.seal("eve").sealed);
    let error = bench.refusal(wire);
    assert!(matches!(error, OpenError::Tampered { .. }), "{error}");
}

#[test]
fn foreign_envelope_of_another_kind_of_message() {
    let keyring = aes();
    let bench = Bench::new(&keyring);
    let note = common::ClearNote { text: "x".into() }
        .seal(&bench.sealer, &context())
        .unwrap();
    let mut wire = bench.seal("ada");
    wire.sealed.push(note.sealed[0].to_vec());
    assert!(matches!(
        bench.refusal(wire.clone()),
        OpenError::EnvelopeDuplicated { .. }
    ));
    wire.sealed.remove(PII);
    let error = bench.refusal(wire);
    assert!(
        matches!(
            error,
            OpenError::EnvelopeForeign {
                group: GroupName::Key("pii"),
                ..
            }
        ),
        "{error}"
    );
    // And the card's envelope in a note: its set holds a group that the note has no envelope of.
    let mut note = note;
    note.sealed = vec![bench.seal("ada").sealed[PII].clone().into()];
    let error = note.open(&bench.opener, &context()).unwrap_err().into_error();
    assert!(
        matches!(
            error,
            OpenError::EnvelopeMissing {
                group: GroupName::Tag(0xccfe),
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn plaintext_where_sealed_was_due() {
    let bench = Bench::new(&aes());
    let bytes = bench.seal("ada").encode_to_vec();
    // Field 2 as text, as empty text; field 3 as a number, as zero; field 5.
    for forged in [&b"\x12\x03abc"[..], b"\x12\x00", b"\x18\x2a", b"\x18\x00", b"\x2a\x01x"] {
        for bytes in [[forged, &bytes].concat(), [&bytes, forged].concat()] {
            let error = bench.opener.decode::<clear::Card>(&bytes, &context()).unwrap_err();
            let OpenError::Plaintext { at } = &error else {
                panic!("{error}")
            };
            assert!(["number", "limit", "pin"].contains(&at.path()));
        }
    }
    // Nor without any envelope, as a peer that knows nothing of sealing would send it.
    let error = bench
        .opener
        .decode::<clear::Card>(b"\x0a\x03ada\x12\x03abc", &context())
        .unwrap_err();
    assert!(matches!(error, OpenError::Plaintext { .. }), "{error}");
}

#[test]
fn malformed_names_the_envelope_and_the_offset() {
    let bench = Bench::new(&aes());
    let malformed = |at: usize, byte: u8| {
        let mut wire = bench.seal("ada");
        wire.sealed[PII][at] = byte;
        match bench.refusal(wire) {
            OpenError::Malformed { envelope, offset, .. } => (envelope, offset),
            error => panic!("{error}"),
        }
    };
    assert_eq!(malformed(0, 2), (PII, 0), "the format version");
    assert_eq!(malformed(4, 0), (PII, 1), "key version 0");
    assert_eq!(malformed(65, 4), (PII, 65), "a flag that is not known");
    assert_eq!(
        malformed(68, 2),
        (PII, 71),
        "two other groups, of which the second is none"
    );
    assert_eq!(malformed(73, 0), (PII, 73), "no kind 0 of bound fields");
    for garbage in [vec![], vec![0], vec![1], vec![1; 64], vec![0xff; 1000]] {
        let mut wire = bench.seal("ada");
        wire.sealed.push(garbage);
        assert!(matches!(bench.refusal(wire), OpenError::Malformed { envelope: 2, .. }));
    }
}

#[test]
fn bytes_that_are_no_protobuf() {
    let bench = Bench::new(&aes());
    let error = bench
        .opener
        .decode::<clear::Card>(b"\xff\xff\xff", &context())
        .unwrap_err();
    assert!(matches!(error, OpenError::Decode(_)), "{error}");
}

#[test]
fn an_envelope_of_the_other_suite() {
    // Same name, same id, same secret, other suite: another key all the same.
    use protoseal::{DataKey, KeyId, KeyRecord, KeyState};
    let with = |suite| {
        let keyring = Keyring::new();
        for name in ["pii", "vault"] {
            let record = KeyRecord::new(KeyId::from_bytes([1; 16]), name, suite);
            keyring
                .insert(
                    record
                        .with_version(1, KeyState::Active, 0, DataKey::from_bytes([2; 32]))
                        .unwrap(),
                )
                .unwrap();
        }
        Bench::new(&keyring)
    };
    let (aes, sm4) = (with(Suite::Aes256Gcm), with(Suite::Sm4Gcm));
    assert!(matches!(sm4.refusal(aes.seal("ada")), OpenError::WrongKey { .. }));
    assert!(matches!(aes.refusal(sm4.seal("ada")), OpenError::WrongKey { .. }));
}

#[test]
fn a_remote_peer_sees_one_error() {
    let keyring = aes();
    let bench = Bench::new(&keyring);
    let mut errors = vec![bench.refusal(with(&bench.seal("ada"), |card| card.sealed = vec![]))];
    errors.push(bench.refusal(with(&bench.seal("ada"), |card| card.owner = "eve".into())));
    errors.push(Bench::new(&aes()).refusal(bench.seal("ada")));
    errors.push(Bench::new(&Keyring::new()).refusal(bench.seal("ada")));
    errors.push(bench.opener.decode::<clear::Card>(b"\xff", &context()).unwrap_err());
    let shown: std::collections::HashSet<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(shown.len(), errors.len(), "in the log they differ");
    let peers: std::collections::HashSet<_> = errors
        .iter()
        .map(|error| format!("{0} {0:?}", error.for_peer()))
        .collect();
    assert_eq!(peers.len(), 1);
}

#[test]
fn padding_is_the_sealers_own_choice() {
    let keyring = aes();
    let sealer = Sealer::builder(&keyring).padding(Padding::None).build().unwrap();
    let wire = card("ada").seal(&sealer, &context()).unwrap();
    assert_eq!(wire.open(&Opener::new(&keyring), &context()).unwrap(), card("ada"));
}
