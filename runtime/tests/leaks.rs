//! Nothing that is shown shows a sealed value or a key.

mod common;

use common::{Card, aes, card, clear, context, team};
use prost::Message;
use protoseal::{DataKey, KeyId, KeyRecord, KeyState, Keyring, Opener, Sealer, Suite, prelude::*};

const CANARY: &str = "canary-5f1e9c7702aa";

fn secretive() -> clear::Card {
    clear::Card {
        number: CANARY.into(),
        pin: CANARY.into(),
        ..card("ada")
    }
}

fn keys() -> Keyring {
    let keyring = Keyring::new();
    for name in ["pii", "vault"] {
        let record = KeyRecord::new(KeyId::from_bytes([7; 16]), name, Suite::Aes256Gcm);
        let secret = DataKey::from_bytes(*b"key-canary-0123456789abcdefghij!");
        assert_silent(&format!("{secret:?} {record:?}"));
        keyring
            .insert(record.with_version(1, KeyState::Active, 0, secret).unwrap())
            .unwrap();
    }
    keyring
}

/// No canary, be it as text, as a list of numbers, or in hex.
fn assert_silent(shown: &str) {
    for secret in [CANARY.as_bytes(), b"key-canary-0123456789abcdefghij!"] {
        let text = std::str::from_utf8(secret).unwrap();
        let list = format!("{secret:?}");
        let part = list.trim_matches(['[', ']']);
        let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        for form in [text, part, &hex] {
            assert!(!shown.contains(form), "{shown}");
            assert!(!shown.contains(&form[..form.len() / 2]), "{shown}");
        }
    }
}

#[test]
fn debug_of_everything() {
    let keyring = keys();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    let clear = clear::Team {
        motto: CANARY.into(),
        vaulted: vec![secretive()],
        lead: Some(secretive()),
        ..team()
    };
    assert_silent(&format!(
        "{clear:?} {clear:#?} {keyring:?} {keyring:#?} {sealer:?} {opener:?}"
    ));
    assert_silent(&format!(
        "{:?} {:?}",
        Sealer::builder(&keyring),
        Opener::builder(&keyring)
    ));
    assert_silent(&format!("{:?}", Context::new().with("subject", CANARY)));
    let wire = clear.seal(&sealer, &context()).unwrap();
    assert_silent(&format!("{wire:?} {wire:#?}"));
    let bytes = wire.encode_to_vec();
    assert!(!bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()));
    assert_silent(&format!("{:?}", wire.open(&opener, &context()).unwrap()));
}

#[test]
fn debug_of_a_wire_type_that_was_sent_plaintext() {
    let mut bytes = vec![2 << 3 | 2, CANARY.len() as u8];
    bytes.extend_from_slice(CANARY.as_bytes());
    let wire = Card::decode(&bytes[..]).unwrap();
    assert_silent(&format!("{wire:?}"));
    let refused = wire.open(&Opener::new(&keys()), &context()).unwrap_err();
    assert_silent(&format!("{refused} {refused:?}"));
}

#[test]
fn every_error() {
    let keyring = keys();
    let sealer = Sealer::new(&keyring);
    let opener = Opener::new(&keyring);
    let mut shown = String::new();
    let mut show = |error: &dyn std::error::Error| {
        shown += &format!(
            "{error} {error:?} {:?}\n",
            error.source().map(|source| format!("{source} {source:?}"))
        );
    };
    for keyring in [Keyring::new(), aes(), keyring.clone()] {
        keyring.set_state("pii", 1, KeyState::DecryptOnly).ok();
        show(&secretive().seal(&Sealer::new(&keyring), &context()).err().unwrap());
        keyring.set_state("pii", 1, KeyState::Active).ok();
        show(
            &secretive()
                .seal(&Sealer::new(&keyring), &Context::new().with("", CANARY))
                .unwrap_err(),
        );
    }
    let tight = Sealer::builder(&keyring).epoch_blocks(16).build().unwrap();
    show(&secretive().seal(&tight, &context()).unwrap_err());
    let good = secretive().seal(&sealer, &context()).unwrap();
    for bit in 0..good.sealed[0].len() * 8 {
        let mut wire = good.clone();
        wire.sealed[0][bit / 8] ^= 1 << (bit % 8);
        show(&wire.open(&opener, &context()).unwrap_err());
    }
    show(&good.clone().open(&Opener::new(&aes()), &context()).unwrap_err());
    show(
        &good
            .clone()
            .open(&opener, &Context::new().with("x", CANARY))
            .unwrap_err(),
    );
    show(&opener.decode::<clear::Card>(CANARY.as_bytes(), &context()).unwrap_err());
    show(&keyring.rotate("unknown").unwrap_err());
    assert_silent(&shown);
}
