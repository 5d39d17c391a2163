//! One ciphertext under two keys (CVE-2020-8897): AES-GCM does not commit to its key, so whoever knows two keys makes a ciphertext
//! and a tag that authenticate under both. That envelope opens under one of them at most, since it names its key by a
//! commitment, which is authenticated and compared before the AEAD runs.
//!
//! Shares no code with the crate but the openers under attack; the algebra is that of NIST SP 800-38D, section 6.

mod common;

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::aes::Aes256;
use aes_gcm::aes::cipher::{BlockCipherEncrypt, KeyInit};
use common::{ClearNote, Note, context};
use hkdf::Hkdf;
use protoseal::{DataKey, KeyId, KeyRecord, KeyState, Keyring, OpenError, Suite, prelude::*};
use sha2::Sha256;

const ID: [u8; 16] = [0xa5; 16];
/// The data keys of two rings, under one name, id and version; the attacker knows both.
const SECRETS: [[u8; 32]; 2] = [[0x11; 32], [0x22; 32]];
const SALT: [u8; 16] = [7; 16];
const N: [u8; 12] = [9; 12];

/// What an epoch derives from a data key.
struct Derived {
    key: [u8; 32],
    nonce: [u8; 12],
    commitment: [u8; 32],
}

fn derived(secret: &[u8; 32]) -> Derived {
    fn expand<const L: usize>(secret: &[u8; 32], label: &str) -> [u8; L] {
        let info = [b"protoseal/v1/field/", label.as_bytes(), &[1], &ID, &[0, 0, 0, 1]].concat();
        let mut output = [0; L];
        let hkdf = Hkdf::<Sha256>::new(Some(&SALT), secret);
        hkdf.expand(&info, &mut output).expect("it is short");
        output
    }
    let iv: [u8; 12] = expand(secret, "iv");
    Derived {
        key: expand(secret, "key"),
        nonce: core::array::from_fn(|at| iv[at] ^ N[at]),
        commitment: expand(secret, "commitment"),
    }
}

/// The product in GCM's field.
fn times(x: u128, mut y: u128) -> u128 {
    let mut product = 0;
    for bit in (0..128).rev() {
        if x >> bit & 1 == 1 {
            product ^= y;
        }
        y = (y >> 1) ^ if y & 1 == 1 { 0xe1 << 120 } else { 0 };
    }
    product
}

/// A power; the field's one is the highest bit.
fn power(x: u128, exponent: u128) -> u128 {
    let (mut result, mut square) = (1 << 127, x);
    for bit in 0..128 {
        if exponent >> bit & 1 == 1 {
            result = times(result, square);
        }
        square = times(square, square);
    }
    result
}

fn inverse(x: u128) -> u128 {
    power(x, u128::MAX - 1)
}

/// The hash subkey, and what masks the tag.
fn subkey_and_mask(of: &Derived) -> (u128, u128) {
    let aes = Aes256::new(&of.key.into());
    let encrypted = |block: [u8; 16]| {
        let mut block = block.into();
        aes.encrypt_block(&mut block);
        u128::from_be_bytes(block.into())
    };
    let mut counter = [0; 16];
    counter[..12].copy_from_slice(&of.nonce);
    counter[15] = 1;
    (encrypted([0; 16]), encrypted(counter))
}

fn blocks(bytes: &[u8]) -> impl Iterator<Item = u128> + '_ {
    bytes.chunks(16).map(|chunk| {
        let mut block = [0; 16];
        block[..chunk.len()].copy_from_slice(chunk);
        u128::from_be_bytes(block)
    })
}

fn tag(of: &Derived, aad: &[u8], ciphertext: &[u8]) -> u128 {
    let (subkey, mask) = subkey_and_mask(of);
    let lengths = (aad.len() as u128 * 8) << 64 | (ciphertext.len() as u128 * 8);
    let all = blocks(aad).chain(blocks(ciphertext)).chain([lengths]);
    mask ^ all.fold(0, |hash, block| times(hash ^ block, subkey))
}

/// The block of the ciphertext that the attacker gives away.
const FREE: usize = 1;

/// A ciphertext that says `text` under the first key, and a tag under which it authenticates under both.
fn under_both(first: &Derived, second: &Derived, aad: &[u8], text: &[u8; 5]) -> Vec<u8> {
    // The group's own field, then one that no schema knows, which holds the free block; then the padding.
    let mut plaintext = [
        &[1 << 3 | 2, 5],
        &text[..],
        &[0xa2, 0x06, 22],
        &[0; 22],
        &[0x80],
        &[0; 15],
    ]
    .concat();
    assert_eq!(plaintext.len(), 48);
    let aead = Aes256Gcm::new(&first.key.into());
    let sealed = aead.encrypt(&first.nonce.into(), &*plaintext).expect("it is short");
    plaintext.copy_from_slice(&sealed[..48]);
    let mut ciphertext = plaintext;
    let free = FREE * 16..FREE * 16 + 16;
    ciphertext[free.clone()].fill(0);
    // Both tags are linear in the free block; it is made to close the gap between them.
    let gap = tag(first, aad, &ciphertext) ^ tag(second, aad, &ciphertext);
    let behind = (ciphertext.len() / 16 - FREE) as u128 + 1;
    let slopes = [first, second].map(|of| power(subkey_and_mask(of).0, behind));
    let block = times(gap, inverse(slopes[0] ^ slopes[1]));
    ciphertext[free].copy_from_slice(&block.to_be_bytes());
    let tags = [first, second].map(|of| tag(of, aad, &ciphertext));
    assert_eq!(tags[0], tags[1]);
    ciphertext.extend(tags[0].to_be_bytes());
    ciphertext
}

fn str(text: &str) -> Vec<u8> {
    [&(text.len() as u64).to_be_bytes()[..], text.as_bytes()].concat()
}

fn opener(secret: [u8; 32]) -> Opener {
    let record = KeyRecord::new(KeyId::from_bytes(ID), "pii", Suite::Aes256Gcm);
    let record = record.with_version(1, KeyState::Active, 0, DataKey::from_bytes(secret));
    let keyring = Keyring::new();
    keyring
        .insert(record.expect("it is the first"))
        .expect("it is the first");
    Opener::new(&keyring)
}

#[test]
fn one_ciphertext_under_two_keys_opens_under_the_one_that_it_commits_to() {
    for holder in [0, 1] {
        let (first, second) = (derived(&SECRETS[holder]), derived(&SECRETS[1 - holder]));
        // Version 1, key version 1; no place, the group's tag, no other group, two pairs, nothing bound or counted.
        let declaration = [0, 0xed, 0xfa, 0, 2, 0, 0];
        let header = [&[1, 0, 0, 0, 1], &SALT[..], &N, &first.commitment, &declaration].concat();
        let mut aad = [&b"protoseal/v1/aad"[..], &(header.len() as u64).to_be_bytes(), &header].concat();
        aad.extend([&[1], &ID[..], &str("pii"), &str("test.v1.Note"), &2u64.to_be_bytes()].concat());
        aad.extend(["tenant", "acme", "table", "cards"].map(str).concat());
        aad.extend([&N[..8], &[0]].concat());
        let ciphertext = under_both(&first, &second, &aad, b"twice");
        for of in [&first, &second] {
            let payload = Payload {
                msg: &ciphertext,
                aad: &aad,
            };
            let opened = Aes256Gcm::new(&of.key.into()).decrypt(&of.nonce.into(), payload);
            assert!(opened.is_ok(), "the attack on AES-GCM itself succeeds");
        }
        let mut wire = Note::default();
        wire.sealed.push([header, ciphertext].concat().into());
        let opened = wire.clone().open(&opener(SECRETS[holder]), &context());
        let text = "twice".into();
        assert_eq!(opened.expect("it commits to this key"), ClearNote { text });
        let refused = wire.open(&opener(SECRETS[1 - holder]), &context());
        let refused = refused.expect_err("it does not commit to this key");
        assert!(matches!(refused.error(), OpenError::WrongKey { .. }), "{refused}");
    }
}
