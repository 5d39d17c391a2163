//! Keys: unknown, of another ring, in every state, rotated; and their file.

mod common;

use common::{Card, aes, card, context};
use protoseal::{
    DataKey, FileFault, KeyId, KeyRecord, KeyState, Keyring, KeyringError, OpenError, Opener, SealError, Sealer, Suite,
    prelude::*,
};

fn seal(keyring: &Keyring) -> Result<Card, SealError> {
    Ok(card("ada").seal(&Sealer::new(keyring), &context())?)
}

fn open(keyring: &Keyring, wire: &Card) -> Result<(), OpenError> {
    let clear = wire.clone().open(&Opener::new(keyring), &context())?;
    assert_eq!(clear, card("ada"));
    Ok(())
}

#[test]
fn an_unknown_key() {
    let one = Keyring::generate(&[("vault", Suite::Aes256Gcm)]).unwrap();
    assert!(matches!(seal(&one), Err(SealError::KeyUnknown { key: "pii", .. })));
    let wire = seal(&aes()).unwrap();
    assert!(matches!(
        open(&Keyring::new(), &wire),
        Err(OpenError::KeyUnknown { key: "vault", .. })
    ));
}

#[test]
fn a_key_of_another_ring_with_the_same_name() {
    let wire = seal(&aes()).unwrap();
    assert!(matches!(
        open(&aes(), &wire),
        Err(OpenError::WrongKey {
            key: "vault",
            version: 1,
            ..
        })
    ));
}

#[test]
fn a_version_that_the_ring_lacks() {
    let keyring = aes();
    keyring.rotate("vault").unwrap();
    let wire = seal(&keyring).unwrap();
    let error = open(&aes(), &wire).unwrap_err();
    assert!(
        matches!(
            error,
            OpenError::KeyVersionUnknown {
                key: "vault",
                version: 2,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn each_state_of_a_version() {
    let keyring = aes();
    let wire = seal(&keyring).unwrap();
    open(&keyring, &wire).unwrap();
    keyring.set_state("pii", 1, KeyState::DecryptOnly).unwrap();
    assert!(matches!(seal(&keyring), Err(SealError::KeyNotReady { key: "pii", .. })));
    open(&keyring, &wire).unwrap();
    keyring.set_state("pii", 1, KeyState::Active).unwrap();
    seal(&keyring).unwrap();
    for state in [KeyState::PendingDestruction, KeyState::Destroyed] {
        keyring.set_state("pii", 1, state).unwrap();
        assert!(matches!(
            seal(&keyring),
            Err(SealError::KeyDestroyed { key: "pii", .. })
        ));
        let error = open(&keyring, &wire).unwrap_err();
        assert!(
            matches!(error, OpenError::KeyDestroyed { version: 1, state: s, .. } if s == state),
            "{error}"
        );
    }
}

#[test]
fn a_version_that_is_pre_active() {
    let record = |state| {
        let record = KeyRecord::new(KeyId::from_bytes([1; 16]), "pii", Suite::Sm4Gcm);
        record.with_version(1, state, 0, DataKey::from_bytes([2; 32])).unwrap()
    };
    let keyring = Keyring::generate(&[("vault", Suite::Aes256Gcm)]).unwrap();
    keyring.insert(record(KeyState::PreActive)).unwrap();
    assert!(matches!(seal(&keyring), Err(SealError::KeyNotReady { .. })));
    keyring.set_state("pii", 1, KeyState::Active).unwrap();
    let wire = seal(&keyring).unwrap();
    let again = keyring.set_state("pii", 1, KeyState::PreActive);
    assert!(
        matches!(again, Err(KeyringError::Transition { .. })),
        "nothing returns to pre-active"
    );
    // The opener of another process may have the ring from before.
    let vault = Keyring::generate(&[("vault", Suite::Aes256Gcm)]).unwrap();
    vault.insert(record(KeyState::PreActive)).unwrap();
    let note = common::ClearNote { text: "x".into() }
        .seal(&Sealer::new(&keyring), &context())
        .unwrap();
    let error = note.open(&Opener::new(&vault), &context()).unwrap_err().into_error();
    assert!(
        matches!(
            error,
            OpenError::KeyNotReady {
                key: "pii",
                version: 1,
                ..
            }
        ),
        "{error}"
    );
    drop(wire);
}

#[test]
fn sealers_and_openers_follow_a_rotation() {
    let keyring = aes();
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    let version = |wire: &Card| u32::from_be_bytes(wire.sealed[1][1..5].try_into().unwrap());
    let before = card("ada").seal(&sealer, &context()).unwrap();
    assert_eq!(version(&before), 1);
    before.clone().open(&opener, &context()).unwrap();
    assert_eq!(keyring.rotate("pii").unwrap(), 2);
    let after = card("ada").seal(&sealer, &context()).unwrap();
    assert_eq!(version(&after), 2);
    after.open(&opener, &context()).unwrap();
    before
        .clone()
        .open(&opener, &context())
        .expect("the version before is decrypt-only");
    keyring.set_state("pii", 1, KeyState::Destroyed).unwrap();
    let error = before.open(&opener, &context()).unwrap_err().into_error();
    assert!(
        matches!(error, OpenError::KeyDestroyed { version: 1, .. }),
        "the cache must not outlive it: {error}"
    );
}

#[test]
fn transitions() {
    use KeyState::{Active, DecryptOnly, Destroyed, PendingDestruction, PreActive};
    let keyring = Keyring::generate(&[("k", Suite::Aes256Gcm)]).unwrap();
    keyring.rotate("k").unwrap();
    let states = || {
        keyring
            .versions("k")
            .unwrap()
            .iter()
            .map(|version| version.state)
            .collect::<Vec<_>>()
    };
    assert_eq!(states(), [DecryptOnly, Active]);
    keyring.set_state("k", 1, Active).unwrap();
    assert_eq!(states(), [Active, DecryptOnly], "at most one is active");
    keyring.set_state("k", 1, PendingDestruction).unwrap();
    assert!(matches!(
        keyring.set_state("k", 1, Active),
        Err(KeyringError::Transition { .. })
    ));
    keyring.set_state("k", 1, Destroyed).unwrap();
    for state in [PreActive, Active, DecryptOnly, PendingDestruction] {
        assert!(matches!(
            keyring.set_state("k", 1, state),
            Err(KeyringError::Transition { .. })
        ));
    }
    assert!(matches!(
        keyring.set_state("k", 3, Active),
        Err(KeyringError::VersionUnknown { version: 3, .. })
    ));
    assert!(matches!(
        keyring.set_state("x", 1, Active),
        Err(KeyringError::KeyUnknown { .. })
    ));
    assert!(matches!(keyring.rotate("x"), Err(KeyringError::KeyUnknown { .. })));
}

#[test]
fn records_keep_their_rules() {
    let record = || KeyRecord::new(KeyId::from_bytes([1; 16]), "k", Suite::Aes256Gcm);
    let key = || DataKey::from_bytes([2; 32]);
    assert!(record().with_version(0, KeyState::Active, 0, key()).is_err());
    let one = || record().with_version(1, KeyState::Active, 0, key()).unwrap();
    assert!(one().with_version(1, KeyState::DecryptOnly, 0, key()).is_err());
    assert!(one().with_version(2, KeyState::Active, 0, key()).is_err());
    let keyring = Keyring::new();
    keyring.insert(one()).unwrap();
    assert!(matches!(keyring.insert(one()), Err(KeyringError::KeyExists { .. })));
    assert!(matches!(
        keyring.add("", Suite::Sm4Gcm),
        Err(KeyringError::RecordInvalid { .. })
    ));
    let last = KeyRecord::new(KeyId::from_bytes([1; 16]), "last", Suite::Aes256Gcm);
    keyring
        .insert(last.with_version(u32::MAX, KeyState::Active, 0, key()).unwrap())
        .unwrap();
    assert!(matches!(
        keyring.rotate("last"),
        Err(KeyringError::RecordInvalid { .. })
    ));
}

mod file {
    use std::fs;

    use super::*;

    const KEYS: [(&str, Suite); 2] = [("pii", Suite::Sm4Gcm), ("vault", Suite::Aes256Gcm)];

    #[test]
    fn created_on_request_and_loaded_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        assert!(matches!(Keyring::load(&path), Err(KeyringError::FileMissing { .. })));
        let created = Keyring::load_or_create(&path, &KEYS).unwrap();
        let wire = seal(&created).unwrap();
        open(&Keyring::load(&path).unwrap(), &wire).unwrap();
        open(&Keyring::load_or_create(&path, &KEYS).unwrap(), &wire).unwrap();
        let lacking = Keyring::load_or_create(&path, &[("pii", Suite::Sm4Gcm), ("other", Suite::Sm4Gcm)]).unwrap_err();
        assert!(
            matches!(&lacking, KeyringError::FileLacks { names, .. } if names == &["other"]),
            "{lacking}"
        );
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn saved_over_the_old_one_with_states_and_without_destroyed_secrets() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let keyring = Keyring::load_or_create(&path, &KEYS).unwrap();
        keyring.rotate("pii").unwrap();
        keyring.rotate("pii").unwrap();
        keyring.set_state("pii", 1, KeyState::Destroyed).unwrap();
        keyring.save(&path).unwrap();
        let loaded = Keyring::load(&path).unwrap();
        assert_eq!(loaded.names(), keyring.names());
        assert_eq!(loaded.versions("pii"), keyring.versions("pii"));
        open(&loaded, &seal(&keyring).unwrap()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches("\"key\":").count(), 3);
        assert!(text.contains("\"protoseal-keyring\"") && text.contains("\"destroyed\""));
    }

    #[cfg(unix)]
    #[test]
    fn readable_by_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let keyring = Keyring::load_or_create(&path, &KEYS).unwrap();
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode(), 0o600);
        for exposed in [0o640, 0o604, 0o620, 0o601, 0o666] {
            fs::set_permissions(&path, fs::Permissions::from_mode(exposed)).unwrap();
            let error = Keyring::load(&path).unwrap_err();
            assert!(
                matches!(error, KeyringError::FileExposed { mode, .. } if mode == exposed),
                "{error}"
            );
            assert!(error.to_string().contains("chmod 600"));
            // And nothing is created over it.
            assert!(matches!(
                Keyring::load_or_create(&path, &KEYS),
                Err(KeyringError::FileExposed { .. })
            ));
        }
        keyring.save(&path).unwrap();
        assert_eq!(mode(), 0o600, "saving anew closes it");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        Keyring::load(&path).unwrap();
    }

    #[test]
    fn two_creators_end_up_with_the_same_keys() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let rings: Vec<_> = std::thread::scope(|scope| {
            let spawned: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| Keyring::load_or_create(&path, &KEYS).unwrap()))
                .collect();
            spawned.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let wire = seal(&rings[0]).unwrap();
        rings.iter().for_each(|ring| open(ring, &wire).unwrap());
    }

    #[test]
    fn faults_are_typed_and_echo_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        let canary = "0123456789abcdef".repeat(4);
        let with = |from: &str, to: &str| {
            let good = format!(
                r#"{{"format":"protoseal-keyring","version":1,"keys":[{{"id":"{}","name":"pii","suite":"AES-256-GCM",
                "versions":[{{"version":1,"state":"active","created":1,"key":"{canary}"}}]}}]}}"#,
                "ab".repeat(16)
            );
            assert!(good.contains(from));
            let _ = fs::remove_file(&path);
            Keyring::load_or_create(&path, &[]).unwrap();
            fs::write(&path, good.replace(from, to)).unwrap();
            Keyring::load(&path)
        };
        with("pii", "pii").unwrap();
        let one_more =
            format!("{{\"version\":1,\"state\":\"decrypt-only\",\"created\":1,\"key\":\"{canary}\"}},{{\"version\"");
        for (from, to) in [
            ("AES-256-GCM", "AES-128-GCM"),
            ("\"active\"", "\"live\""),
            ("\"active\"", "\"destroyed\""),
            ("abab", "abxx"),
            ("0123", "012"),
            ("0123", "012g"),
            ("\"pii\"", "\"\""),
            ("{\"version\"", &one_more),
            ("\"version\":1,\"state\"", "\"version\":0,\"state\""),
        ] {
            let error = with(from, to).unwrap_err();
            let KeyringError::FileInvalid {
                fault: FileFault::Key { index: 0, .. },
                ..
            } = &error
            else {
                panic!("{from} {to} {error}")
            };
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("456789abcdef0123"), "{shown}");
        }
        for (from, to) in [
            ("protoseal-keyring", "other"),
            ("\"version\":1,\"keys\"", "\"version\":2,\"keys\""),
        ] {
            let error = with(from, to).unwrap_err();
            assert!(
                matches!(
                    error,
                    KeyringError::FileInvalid {
                        fault: FileFault::Format,
                        ..
                    }
                ),
                "{error}"
            );
        }
        // A key that is a number, a misspelt field, an escape, the end cut off.
        let quoted = format!("\"{canary}\"");
        for (from, to) in [
            (quoted.as_str(), "456789012345678"),
            ("\"created\"", "\"0123456789abcdef0123456789abcdef\""),
            ("\"0123", "\"\\u0030123"),
            ("}]}]}", ""),
        ] {
            let error = with(from, to).unwrap_err();
            let KeyringError::FileInvalid {
                fault: FileFault::Syntax { line, .. },
                ..
            } = &error
            else {
                panic!("{from} {to} {error}")
            };
            assert!(*line <= 2);
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("456789"), "{shown}");
        }
    }
}
