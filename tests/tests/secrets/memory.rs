//! After a message with secrets was sealed, opened and dropped, no copy of them is left in memory.

use std::collections::HashMap;

use prost::Message;
use protoseal::prelude::*;
use protoseal::{Backend, Exposed, Secret};
use protoseal_tests::pb::secrets::v1::{self as wire, clear, partial};

use super::scan::{Canary, Found};

/// One that fits into a buffer on the stack, and one that does not.
const LENGTHS: [usize; 2] = [48, 5_000];

struct World {
    sealer: Sealer,
    opener: Opener,
    context: Context,
    name: String,
}

impl World {
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for backend in [Backend::AwsLcRs, Backend::RustCrypto] {
            for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
                let keyring = Keyring::generate(&[("pii", suite), ("other", suite)]).expect("two names");
                let sealer = Sealer::builder(&keyring).backend(backend).build().expect("a sealer");
                let opener = Opener::builder(&keyring).backend(backend).build().expect("an opener");
                let context = Context::new().with("tenant", "acme");
                all.push(Self {
                    sealer,
                    opener,
                    context,
                    name: format!("{backend:?} {suite:?}"),
                });
            }
        }
        all
    }
}

/// Every kind of secret, full of canaries. It is made in place, so that the only copies are those in it.
fn vault(canary: &Canary, length: usize) -> clear::Vault {
    let text = || Secret::from(canary.text(length));
    let bytes = || Secret::from(canary.text(length).into_bytes());
    let lock = || clear::Lock {
        name: "lock".into(),
        code: text(),
    };
    clear::Vault {
        id: "id".into(),
        password: text(),
        pin: Some(text()),
        key: bytes(),
        seed: Some(bytes()),
        codes: (0..20).map(|_| text()).collect(),
        shares: (0..20).map(|_| bytes()).collect(),
        by_name: HashMap::from([("name".into(), text()), ("other".into(), text())]),
        by_number: HashMap::from([(1, bytes()), (2, bytes())]),
        phone: "phone".into(),
        blob: vec![1, 2, 3],
        login: Some(clear::vault::Login::Certificate(bytes())),
        note: "note".into(),
        inner: Some(lock()),
        locks: vec![lock(), lock()],
        portable: Some(lock()),
    }
}

fn login(canary: &Canary, length: usize) -> clear::Login {
    let text = || Secret::from(canary.text(length));
    let bytes = || Secret::from(canary.text(length).into_bytes());
    clear::Login {
        user: "user".into(),
        password: text(),
        key: bytes(),
        codes: (0..20).map(|_| text()).collect(),
        tokens: HashMap::from([("one".into(), bytes()), ("two".into(), bytes())]),
    }
}

/// In each world and of each length, after `run`.
fn leaves_nothing(run: impl Fn(&World, &Canary, usize)) {
    for world in World::all() {
        for length in LENGTHS {
            let canary = Canary::new();
            run(&world, &canary, length);
            assert_eq!(canary.found(), Found::default(), "{}, length {length}", world.name);
        }
    }
}

#[test]
fn a_scan_finds_what_is_held_and_what_was_held() {
    let canary = Canary::new();
    assert_eq!(canary.found(), Found::default());
    let secret = Secret::from(canary.text(48));
    assert!(canary.found() != Found::default());
    drop(secret);
    assert_eq!(canary.found(), Found::default());
    drop(canary.text(5_000));
    assert!(canary.found() != Found::default(), "what was not wiped stays");
}

#[test]
fn two_passes_leave_nothing() {
    leaves_nothing(|world, canary, length| {
        let sealed = vault(canary, length)
            .seal(&world.sealer, &world.context)
            .expect("it is sealed");
        let bytes = sealed.encode_to_vec();
        let opened = wire::Vault::decode(&*bytes).expect("it decodes");
        let opened = opened.open(&world.opener, &world.context).expect("it opens");
        assert!(opened == vault(canary, length), "it is the same");
        assert!(canary.found() != Found::default(), "while it is held it is found");
    });
}

#[test]
fn one_pass_leaves_nothing() {
    leaves_nothing(|world, canary, length| {
        let bytes = world
            .sealer
            .encode(login(canary, length), &world.context)
            .expect("it is encoded");
        let opened: clear::Login = world.opener.decode(&bytes, &world.context).expect("it is decoded");
        assert!(opened == login(canary, length), "it is the same");
        let bytes = world
            .sealer
            .encode(vault(canary, length), &world.context)
            .expect("it is encoded");
        let opened: clear::Vault = world.opener.decode(&bytes, &world.context).expect("it is decoded");
        assert!(opened == vault(canary, length), "it is the same");
    });
}

#[test]
fn opening_for_update_leaves_nothing() {
    leaves_nothing(|world, canary, length| {
        let sealed = vault(canary, length)
            .seal(&world.sealer, &world.context)
            .expect("it is sealed");
        let mut opened = sealed.open_partial(&world.opener, &world.context).expect("it opens");
        let before = opened
            .password
            .set(Secret::from(canary.text(length)))
            .expect("it is open");
        assert!(before == *opened.password.get().expect("it is open"));
        opened.note.set("another".into()).expect("it is open");
        let bytes = world.sealer.encode(opened, &world.context).expect("it is sealed again");
        let opened: partial::Vault = world.opener.decode_partial(&bytes, &world.context).expect("it opens");
        drop(opened.clone());
    });
}

#[test]
fn what_is_refused_leaves_nothing() {
    leaves_nothing(|world, canary, length| {
        let nobody = Sealer::new(&Keyring::new());
        let refused = vault(canary, length)
            .seal(&nobody, &world.context)
            .expect_err("there is no key");
        let refused = world
            .sealer
            .encode(refused.into_parts().0, &Context::new().with("", ""))
            .map(drop);
        drop(refused.expect_err("the context is malformed"));

        // Decrypted in part: one envelope of two opens, or the last child does not.
        let sealed = vault(canary, length)
            .seal(&world.sealer, &world.context)
            .expect("it is sealed");
        for at in 0..2 {
            let mut tampered = sealed.clone();
            tampered.sealed[at].last_mut().map(|byte| *byte ^= 1).expect("a byte");
            let bytes = tampered.encode_to_vec();
            drop(
                tampered
                    .open(&world.opener, &world.context)
                    .expect_err("it is tampered with"),
            );
            let decoded = world.opener.decode::<clear::Vault>(&bytes, &world.context);
            drop(decoded.expect_err("it is tampered with"));
        }
        let mut tampered = sealed;
        tampered.locks[1].sealed[0]
            .last_mut()
            .map(|byte| *byte ^= 1)
            .expect("a byte");
        let bytes = tampered.encode_to_vec();
        let refused = tampered
            .open(&world.opener, &world.context)
            .expect_err("it is tampered with");
        drop(
            refused
                .into_parts()
                .0
                .open_partial(&world.opener, &world.context)
                .expect_err("as before"),
        );
        let decoded = world.opener.decode::<clear::Vault>(&bytes, &world.context);
        drop(decoded.expect_err("it is tampered with"));
    });
}

/// Base64, by so little code that it leaves no part of a canary itself.
fn base64(bytes: &[u8], text: &mut Vec<u8>) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks_exact(3) {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        text.extend([18, 12, 6, 0].map(|shift| ALPHABET[bits >> shift & 63]));
    }
}

/// A message as text, and where its bytes stand, which begin with what both alphabets of base64 have a form of their own for.
fn json(canary: &Canary, length: usize) -> (Secret<Vec<u8>>, usize) {
    let value = Secret::from(canary.text(length));
    let mut text = Vec::with_capacity(1 << 16);
    text.extend(br#"{"user":"user","password":""#);
    text.extend(value.expose().bytes());
    text.extend(br#"","codes":[""#);
    text.extend(value.expose().bytes());
    text.extend(br#""],"tokens":{"one":""#);
    base64(value.expose().as_bytes(), &mut text);
    text.extend(br#""},"key":""#);
    let key = text.len();
    base64(&[0xfb, 0xff, 0xbf], &mut text);
    base64(value.expose().as_bytes(), &mut text);
    text.extend(br#""}"#);
    assert_eq!(text.capacity(), 1 << 16, "the text was not moved");
    (text.into(), key)
}

/// Reads the text after a change of it.
fn read(text: &Secret<Vec<u8>>, change: impl Fn(&mut [u8])) -> serde_json::Result<clear::Login> {
    let mut text = text.clone().into_exposed();
    change(&mut text);
    let text = Secret::from(text);
    serde_json::from_slice(text.expose()).map(Exposed::into_inner)
}

#[test]
fn reading_json_leaves_nothing() {
    leaves_nothing(|_, canary, length| {
        let length = length / 3 * 3;
        let (text, key) = json(canary, length);
        let value = Secret::from(canary.text(length));
        for alphabet in [b"+/+/", b"-_-_"] {
            let read = read(&text, |text| text[key..key + 4].copy_from_slice(alphabet)).expect("it is read");
            assert!(read.password == value && read.codes[0] == value, "it is the same");
            let bytes = [read.key.expose().get(3..), Some(read.tokens["one"].expose())];
            assert!(bytes == [Some(value.expose().as_bytes()); 2], "it is the same");
        }
    });
}

/// For an error's line, serde_json looks through the text by vectors, which a debug build leaves on the stack: the heap is looked at.
#[test]
fn json_that_is_refused_leaves_nothing() {
    for length in LENGTHS.map(|length| length / 3 * 3) {
        let canary = Canary::new();
        let (text, key) = json(&canary, length);
        read(&text, |text| text[text.len() - 1] = b',')
            .map(drop)
            .expect_err("it does not end");
        // What comes after it would lie over what it leaves.
        read(&text, |text| text[key + 4 + length] = b'!')
            .map(drop)
            .expect_err("that is no base64");
        drop(text);
        assert_eq!(canary.found().heap, 0, "length {length}");
    }
}

#[test]
fn copies_comparisons_and_debug_leave_nothing() {
    leaves_nothing(|_, canary, length| {
        let mut one = vault(canary, length);
        let other = one.clone();
        assert!(one == other);
        assert!(one.password == other.password && one.password == one.password.expose());
        one.password = "short".into();
        one.pin = None;
        one.codes.clear();
        assert!(!format!("{one:?}{:#?}{:?}", other.codes, other.key).is_empty());
    });
}
