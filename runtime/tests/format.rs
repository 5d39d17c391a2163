//! An opener written from `docs/format.md` alone, sharing no code with the crate, that opens what the crate seals.

mod common;

use aes_gcm::aead::{Aead, KeyInit, Payload, consts::U12};
use aes_gcm::{Aes256Gcm, AesGcm};
use common::{Card, Split, Team, card, clear, context, folder, team};
use hkdf::Hkdf;
use prost::Message;
use protoseal::{DataKey, KeyId, KeyRecord, KeyState, Keyring, Sealer, Suite, prelude::*};
use sha2::{Digest, Sha256};

const ID: [u8; 16] = [0xa5; 16];
const SECRET: [u8; 32] = [0x5a; 32];

fn keyring(suite: Suite) -> Keyring {
    let keyring = Keyring::new();
    for name in ["pii", "vault"] {
        let record = KeyRecord::new(KeyId::from_bytes(ID), name, suite);
        keyring
            .insert(
                record
                    .with_version(9, KeyState::Active, 0, DataKey::from_bytes(SECRET))
                    .unwrap(),
            )
            .unwrap();
    }
    keyring
}

fn u64be(value: usize) -> [u8; 8] {
    (value as u64).to_be_bytes()
}

fn lengthed(bytes: &[u8]) -> Vec<u8> {
    [&u64be(bytes.len())[..], bytes].concat()
}

fn expand(suite: Suite, salt: &[u8], label: &str, length: usize) -> Vec<u8> {
    let number = match suite {
        Suite::Aes256Gcm => 1,
        _ => 2,
    };
    let info = [b"protoseal/v1/field/", label.as_bytes(), &[number], &ID, &[0, 0, 0, 9]].concat();
    let mut output = vec![0; length];
    match suite {
        Suite::Aes256Gcm => Hkdf::<Sha256>::new(Some(salt), &SECRET)
            .expand(&info, &mut output)
            .unwrap(),
        _ => Hkdf::<sm3::Sm3>::new(Some(salt), &SECRET)
            .expand(&info, &mut output)
            .unwrap(),
    }
    output
}

/// The fragment of an envelope whose header, up to the ciphertext, is `header` bytes long.
fn open(suite: Suite, envelope: &[u8], header: usize, key: &str, message: &str, rest: &[u8]) -> Vec<u8> {
    assert_eq!(envelope[..5], [1, 0, 0, 0, 9]);
    let (salt, n) = (&envelope[5..21], &envelope[21..33]);
    assert_eq!(envelope[33..65], expand(suite, salt, "commitment", 32));
    let nonce: Vec<u8> = expand(suite, salt, "iv", 12)
        .iter()
        .zip(n)
        .map(|(iv, n)| iv ^ n)
        .collect();
    let mut aad = b"protoseal/v1/aad".to_vec();
    aad.extend(lengthed(&envelope[..header]));
    aad.push(if suite == Suite::Aes256Gcm { 1 } else { 2 });
    aad.extend(ID);
    aad.extend(lengthed(key.as_bytes()));
    aad.extend(lengthed(message.as_bytes()));
    aad.extend(u64be(2));
    ["tenant", "acme", "table", "cards"]
        .iter()
        .for_each(|text| aad.extend(lengthed(text.as_bytes())));
    aad.extend(rest);
    let payload = Payload {
        msg: &envelope[header..],
        aad: &aad,
    };
    let nonce: [u8; 12] = nonce.try_into().unwrap();
    let mut plaintext = match suite {
        Suite::Aes256Gcm => {
            let key: [u8; 32] = expand(suite, salt, "key", 32).try_into().unwrap();
            Aes256Gcm::new(&key.into()).decrypt(&nonce.into(), payload)
        }
        _ => {
            let key: [u8; 16] = expand(suite, salt, "key", 16).try_into().unwrap();
            AesGcm::<sm4::Sm4, U12>::new(&key.into()).decrypt(&nonce.into(), payload)
        }
    }
    .expect("the crate and the page agree");
    assert_eq!(plaintext.len() % 32, 0);
    while plaintext.last() == Some(&0) {
        plaintext.pop();
    }
    assert_eq!(plaintext.pop(), Some(0x80));
    plaintext
}

/// A bound string that is not empty.
fn bound(text: &str) -> Vec<u8> {
    [&[1][..], &lengthed(text.as_bytes())].concat()
}

fn digest(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest([&[&b"protoseal/v1/ancestor"[..]][..], parts].concat().concat()).into()
}

fn instance(wire: &Card) -> &[u8] {
    &wire.sealed[0][21..29]
}

/// flags, group "pii", others "vault", two pairs, `owner` bound as a string, no child.
const CARD_PII: [u8; 10] = [0, 0xed, 0xfa, 1, 0xcc, 0xfe, 2, 1, 12, 0];

#[test]
fn a_root() {
    for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
        let wire = card("ada").seal(&Sealer::new(&keyring(suite)), &context()).unwrap();
        let header = 65 + CARD_PII.len();
        assert_eq!(wire.sealed[1][65..header], CARD_PII);
        let rest = [&bound("ada")[..], instance(&wire), &[0]].concat();
        let fragment = open(suite, &wire.sealed[1], header, "pii", "test.v1.Card", &rest);
        // Field 2, "number of ada"; field 3, -5 as a varint of ten bytes.
        assert_eq!(
            fragment,
            b"\x12\x0dnumber of ada\x18\xfb\xff\xff\xff\xff\xff\xff\xff\xff\x01"
        );
    }
}

/// The digest of a sealed team as an ancestor.
fn team_digest(wire: &Team) -> [u8; 32] {
    let counts: Vec<u8> = [1, 3, 2, 1, 3].into_iter().flat_map(u64be).collect();
    let id = [&[1][..], &u64be(8), &u64be(7)].concat();
    let n = &wire.sealed[0][21..29];
    digest(&[
        &lengthed(b"test.v1.Team"),
        &[1, 11],
        &[5, 3, 4, 5, 6, 8],
        &id,
        &counts,
        n,
        &[0],
    ])
}

#[test]
fn children_of_every_kind() {
    let suite = Suite::Sm4Gcm;
    let wire = team().seal(&Sealer::new(&keyring(suite)), &context()).unwrap();
    let digest = team_digest(&wire);
    let ops = lengthed(b"ops");
    let office = wire.office.as_ref().unwrap();
    // For each: the steps as declared, and as authenticated.
    let children: [(&str, &Card, &[u8], Vec<u8>); 5] = [
        ("lead", wire.lead.as_ref().unwrap(), &[1, 12], vec![1, 12]),
        ("m2", &wire.members[2], &[1, 17], [&[1, 17][..], &u64be(2)].concat()),
        ("ops", &wire.by_role["ops"], &[1, 22], [&[1, 22, 4][..], &ops].concat()),
        (
            "d1",
            &office.desks[1],
            &[2, 32, 5],
            [&[2, 32, 5][..], &u64be(1)].concat(),
        ),
        ("head", office.head.as_ref().unwrap(), &[2, 32, 8], vec![2, 32, 8]),
    ];
    for (owner, child, declared, steps) in children {
        let header = 65 + CARD_PII.len() + declared.len();
        let declaration = [&[1], &CARD_PII[1..], declared].concat();
        assert_eq!(child.sealed[1][65..header], declaration, "{owner}");
        let rest = [&bound(owner)[..], instance(child), &[1], &steps, &digest].concat();
        let fragment = open(suite, &child.sealed[1], header, "pii", "test.v1.Card", &rest);
        assert!(String::from_utf8_lossy(&fragment).contains(&format!("number of {owner}")));
    }
    // PORTABLE: for itself.
    let spare = wire.spare.as_ref().unwrap();
    let rest = [&bound("spare")[..], instance(spare), &[0]].concat();
    open(
        suite,
        &spare.sealed[1],
        65 + CARD_PII.len(),
        "pii",
        "test.v1.Card",
        &rest,
    );
}

#[test]
fn a_long_key_of_a_map_stands_hashed() {
    let suite = Suite::Aes256Gcm;
    let keys = ["k".repeat(64), "k".repeat(65)];
    let mut clear = team();
    let cards: Vec<_> = clear.by_role.drain().map(|(_, card)| card).collect();
    clear.by_role = keys.iter().cloned().zip(cards).collect();
    let owners = keys.each_ref().map(|key| clear.by_role[key].owner.clone());
    let wire = clear.seal(&Sealer::new(&keyring(suite)), &context()).unwrap();
    let plain = [&[4][..], &lengthed(keys[0].as_bytes())].concat();
    let hashed = [&[5][..], &lengthed(&Sha256::digest(&keys[1]))].concat();
    for ((key, owner), position) in keys.iter().zip(owners).zip([plain, hashed]) {
        let child = &wire.by_role[key];
        let steps = [&[1, 22][..], &position].concat();
        let header = 65 + CARD_PII.len() + 2;
        let rest = [&bound(&owner)[..], instance(child), &[1], &steps, &team_digest(&wire)].concat();
        let fragment = open(suite, &child.sealed[1], header, "pii", "test.v1.Card", &rest);
        assert!(String::from_utf8_lossy(&fragment).contains(&format!("number of {owner}")));
    }
}

#[test]
fn a_sealed_message_in_a_sealed_field() {
    let suite = Suite::Aes256Gcm;
    let wire = team().seal(&Sealer::new(&keyring(suite)), &context()).unwrap();
    let declaration = [0, 0xcc, 0xfe, 1, 0xed, 0xfa, 2, 1, 11, 5, 3, 4, 5, 6, 8];
    let header = 65 + declaration.len();
    assert_eq!(wire.sealed[0][65..header], declaration);
    let counts: Vec<u8> = [1, 3, 2, 1, 3].into_iter().flat_map(u64be).collect();
    let id = [&[1][..], &u64be(8), &u64be(7)].concat();
    let rest = [&id[..], &counts, &wire.sealed[0][21..29], &[0]].concat();
    let outer = open(suite, &wire.sealed[0], header, "vault", "test.v1.Team", &rest);
    // The fragment is that of two elements of field 9.
    assert_eq!(outer[0], 9 << 3 | 2);
    let inner = Card::decode_length_delimited(&outer[1..]).unwrap();
    let steps = [&[1, 37][..], &u64be(0)].concat();
    let header = 65 + CARD_PII.len() + 2;
    let rest = [&bound("v0")[..], instance(&inner), &[1], &steps, &team_digest(&wire)].concat();
    let fragment = open(suite, &inner.sealed[1], header, "pii", "test.v1.Card", &rest);
    assert!(String::from_utf8_lossy(&fragment).contains("number of v0"));
}

#[test]
fn ancestors_without_groups_in_a_chain() {
    let suite = Suite::Aes256Gcm;
    let clear: clear::Folder = folder();
    let wire = clear.seal(&Sealer::new(&keyring(suite)), &context()).unwrap();
    let inner = wire.inner.as_ref().unwrap();
    let child = &inner.cards[0];
    let n = instance(child);
    let folder = |name: &str, cards: usize, inners: usize, place: &[u8]| {
        let binding = [&bound(name)[..], &u64be(cards), &u64be(inners)].concat();
        digest(&[&lengthed(b"test.v1.Folder"), &[1, 12], &[2, 2, 3], &binding, n, place])
    };
    // Two for what `inner` field holds: the folder, which has no groups, and the card in it.
    let outer = folder("outer", 2, 2, &[0]);
    let inner = folder("inner", 1, 0, &[&[1, 1, 12][..], &outer].concat());
    let rest = [&bound("f2")[..], n, &[1, 1, 9], &u64be(0), &inner].concat();
    let fragment = open(
        suite,
        &child.sealed[1],
        65 + CARD_PII.len() + 2,
        "pii",
        "test.v1.Card",
        &rest,
    );
    assert!(String::from_utf8_lossy(&fragment).contains("number of f2"));
}

/// A field that names a group is declared and bound by that one alone, and is no part of the digest.
#[test]
fn a_bound_field_that_names_its_group() {
    let suite = Suite::Aes256Gcm;
    let clear = clear::Split {
        id: "id".into(),
        version: -2,
        number: "42".into(),
        pin: vec![7],
        card: Some(card("ada")),
    };
    let wire: Split = clear.seal(&Sealer::new(&keyring(suite)), &context()).unwrap();
    let n = &wire.sealed[0][21..29];
    let vault = [0, 0xcc, 0xfe, 1, 0xed, 0xfa, 2, 1, 12, 1, 5];
    let pii = [0, 0xed, 0xfa, 1, 0xcc, 0xfe, 2, 2, 12, 18, 1, 5];
    assert_eq!(wire.sealed[0][65..65 + vault.len()], vault);
    assert_eq!(wire.sealed[1][65..65 + pii.len()], pii);
    let version = [&[1][..], &u64be(8), &(-2i64).to_be_bytes()].concat();
    let (id, count) = (bound("id"), u64be(1));
    let rest = [&id[..], &count, n, &[0]].concat();
    let (key, message) = ("vault", "test.v1.Split");
    assert_eq!(
        open(suite, &wire.sealed[0], 65 + vault.len(), key, message, &rest),
        b"\x22\x01\x07"
    );
    let rest = [&id[..], &version, &count, n, &[0]].concat();
    assert_eq!(
        open(suite, &wire.sealed[1], 65 + pii.len(), "pii", message, &rest),
        b"\x1a\x0242"
    );

    let above = digest(&[&lengthed(message.as_bytes()), &[1, 12], &[1, 5], &id, &count, n, &[0]]);
    let child = wire.card.as_ref().unwrap();
    let rest = [&bound("ada")[..], n, &[1, 1, 20], &above].concat();
    open(
        suite,
        &child.sealed[1],
        65 + CARD_PII.len() + 2,
        "pii",
        "test.v1.Card",
        &rest,
    );
}
