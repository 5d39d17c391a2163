//! The key file beside other processes, other users and what is no file.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{card, context};
use protoseal::{FileFault, KeyState, Keyring, KeyringError, Opener, Sealer, Suite, prelude::*};

const KEYS: [(&str, Suite); 2] = [("pii", Suite::Sm4Gcm), ("vault", Suite::Aes256Gcm)];

fn keyring() -> (tempfile::TempDir, PathBuf, Keyring) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.json");
    let keyring = Keyring::load_or_create(&path, &KEYS).unwrap();
    (folder, path, keyring)
}

fn versions(path: &Path) -> usize {
    Keyring::load(path).unwrap().versions("pii").unwrap().len()
}

#[test]
fn a_rotation_is_in_the_file_before_it_is_used() {
    let (folder, path, keyring) = keyring();
    assert_eq!(keyring.rotate_and_save("pii", &path).unwrap(), 2);
    assert_eq!(versions(&path), 2);
    let nowhere = folder.path().join("missing").join("keys.json");
    assert!(matches!(
        keyring.rotate_and_save("pii", nowhere),
        Err(KeyringError::Io { .. })
    ));
    let states: Vec<_> = keyring
        .versions("pii")
        .unwrap()
        .iter()
        .map(|version| version.state)
        .collect();
    assert_eq!(
        states,
        [KeyState::DecryptOnly, KeyState::Active],
        "an error changes nothing"
    );
}

/// As the documentation of `add_version` tells it, for processes that share a file.
#[test]
fn a_prepared_version_opens_everywhere_before_anyone_seals_with_it() {
    let (_folder, path, one) = keyring();
    assert_eq!(one.add_version("pii").unwrap(), 2);
    one.save(&path).unwrap();
    let seal = |keyring: &Keyring| card("ada").seal(&Sealer::new(keyring), &context()).unwrap();
    let version = |wire: &common::Card| wire.sealed.iter().map(|envelope| envelope[4]).max();
    assert_eq!(version(&seal(&one)), Some(1), "it does not seal yet");
    let other = Keyring::load(&path).unwrap();
    one.set_state("pii", 2, KeyState::Active).unwrap();
    one.save(&path).unwrap();
    let wire = seal(&one);
    assert_eq!(version(&wire), Some(2));
    wire.open(&Opener::new(&other), &context()).unwrap();
}

#[test]
fn what_another_process_rotated_is_not_lost() {
    let (_folder, path, keyring) = keyring();
    let other = Keyring::load(&path).unwrap();
    other.rotate_and_save("pii", &path).unwrap();
    for error in [
        keyring.save(&path).unwrap_err(),
        keyring.rotate_and_save("vault", &path).unwrap_err(),
    ] {
        let is_loss = matches!(&error, KeyringError::WouldLose { name, version: 2, .. } if name == "pii");
        assert!(is_loss, "{error}");
    }
    assert_eq!(versions(&path), 2);
    let another = Keyring::generate(&KEYS).unwrap();
    assert!(matches!(another.save(&path), Err(KeyringError::WouldLose { .. })));
}

/// Both have a version 2 then, but not the same one.
#[test]
fn what_another_process_rotated_to_the_same_number_is_not_lost() {
    let (_folder, path, keyring) = keyring();
    let other = Keyring::load(&path).unwrap();
    other.rotate_and_save("pii", &path).unwrap();
    let there = fs::read(&path).unwrap();
    let refused = |result: Result<(), KeyringError>| {
        let error = result.unwrap_err();
        let is_loss = matches!(&error, KeyringError::WouldLose { name, version: 2, .. } if name == "pii");
        assert!(is_loss, "{error}");
        assert!(error.to_string().contains("load it anew"), "{error}");
    };
    refused(keyring.rotate_and_save("pii", &path).map(drop));
    assert_eq!(keyring.versions("pii").unwrap().len(), 1, "an error changes nothing");
    keyring.rotate("pii").unwrap();
    refused(keyring.save(&path));
    assert_eq!(fs::read(&path).unwrap(), there);
    // What the same keyring destroys is not lost but meant to go.
    other.set_state("pii", 1, KeyState::Destroyed).unwrap();
    other.save(&path).unwrap();
}

#[test]
fn none_of_many_rotations_at_the_same_moment_is_lost() {
    let (_folder, path, _) = keyring();
    let rotate = |name: &str| {
        // As a process of its own would: on a refusal, load anew and repeat.
        for _ in 0..15 {
            while let Err(error) = Keyring::load(&path).unwrap().rotate_and_save(name, &path) {
                assert!(matches!(error, KeyringError::WouldLose { .. }), "{error}");
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| rotate("vault"));
        scope.spawn(|| rotate("vault"));
        scope.spawn(|| rotate("pii"));
    });
    assert_eq!(versions(&path), 16);
    assert_eq!(Keyring::load(&path).unwrap().versions("vault").unwrap().len(), 31);
}

#[test]
fn a_save_beside_a_rotation_of_the_same_keyring_keeps_it() {
    let (_folder, path, keyring) = keyring();
    std::thread::scope(|scope| {
        let saving = scope.spawn(|| (0..100).try_for_each(|_| keyring.save(&path)));
        for _ in 0..100 {
            let number = keyring.rotate_and_save("pii", &path).unwrap();
            assert_eq!(versions(&path), number as usize);
        }
        saving.join().unwrap().unwrap();
    });
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_stays() {
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("link.json");
    std::os::unix::fs::symlink(folder.path().join("nowhere"), &link).unwrap();
    let error = Keyring::generate(&KEYS).unwrap().save(&link).unwrap_err();
    assert!(matches!(error, KeyringError::Io { .. }), "{error}");
    assert!(link.is_symlink());
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_its_file_is_replaced() {
    let (folder, path, keyring) = keyring();
    let link = folder.path().join("link.json");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    keyring.rotate_and_save("pii", &link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
    assert_eq!(versions(&path), 2, "no old file keeps what the new one dropped");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    for path in [&pipe, &folder.path().to_path_buf()] {
        let error = Keyring::load(path).unwrap_err();
        let is_kind = matches!(
            error,
            KeyringError::FileInvalid {
                fault: FileFault::Kind,
                ..
            }
        );
        assert!(is_kind, "{error}");
    }
}

/// Only root can give a file away; other users cannot set this trap, nor test it.
#[cfg(unix)]
#[test]
fn a_file_of_another_user_is_refused() {
    let (_folder, path, keyring) = keyring();
    match std::os::unix::fs::chown(&path, Some(54_321), None) {
        Ok(()) => {
            let error = Keyring::load(&path).unwrap_err();
            assert!(
                matches!(error, KeyringError::FileForeign { owner: 54_321, .. }),
                "{error}"
            );
            keyring.save(&path).unwrap();
            Keyring::load(&path).unwrap();
        }
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied),
    }
}

#[test]
fn a_long_file_is_loaded_whole() {
    let entry = |n: u32| {
        format!(
            r#"{{"id":"{n:032x}","name":"key {n}","suite":"AES-256-GCM","versions":[{{"version":1,"state":"active","created":1,"key":"{n:064x}"}}]}}"#
        )
    };
    let (_folder, path, _) = keyring();
    let entries: Vec<String> = (0..20_000).map(entry).collect();
    let text = format!(
        r#"{{"format":"protoseal-keyring","version":1,"keys":[{}]}}"#,
        entries.join(",")
    );
    fs::write(&path, text).unwrap();
    let keyring = Keyring::load(&path).unwrap();
    assert_eq!(keyring.names().len(), 20_000);
    assert!(keyring.versions("key 19999").is_some());
    keyring.save(&path).unwrap();
}

#[test]
fn what_another_process_destroyed_does_not_come_back() {
    let (_folder, path, keyring) = keyring();
    keyring.rotate_and_save("pii", &path).unwrap();
    let other = Keyring::load(&path).unwrap();
    other.set_state("pii", 1, KeyState::Destroyed).unwrap();
    other.save(&path).unwrap();
    let error = keyring.save(&path).unwrap_err();
    assert!(matches!(error, KeyringError::WouldLose { version: 1, .. }), "{error}");
    let state = Keyring::load(&path).unwrap().versions("pii").unwrap()[0].state;
    assert_eq!(state, KeyState::Destroyed);
}

#[test]
fn a_key_of_another_suite_is_not_the_one_asked_for() {
    let (_folder, path, _) = keyring();
    let error = Keyring::load_or_create(&path, &[("pii", Suite::Aes256Gcm)]).unwrap_err();
    assert!(
        matches!(&error, KeyringError::FileLacks { names, .. } if names == &["pii"]),
        "{error}"
    );
}

#[test]
fn any_number_of_steps_may_lie_between_two_saves() {
    let (_folder, path, keyring) = keyring();
    keyring.set_state("pii", 1, KeyState::PendingDestruction).unwrap();
    keyring.save(&path).unwrap();
    keyring.set_state("pii", 1, KeyState::DecryptOnly).unwrap();
    keyring.set_state("pii", 1, KeyState::Active).unwrap();
    keyring.save(&path).unwrap();
    let state = Keyring::load(&path).unwrap().versions("pii").unwrap()[0].state;
    assert_eq!(state, KeyState::Active);
}

/// As the documentation of `only` tells it, for a process that is to have some of the keys.
#[test]
fn a_file_with_some_of_the_keys_follows_the_one_with_all() {
    let (folder, path, keyring) = keyring();
    let few = folder.path().join("few.json");
    let hand_out = || keyring.only(&["pii"]).unwrap().save(&few).unwrap();
    hand_out();
    assert_eq!(Keyring::load(&few).unwrap().names(), ["pii"]);
    keyring.rotate_and_save("pii", &path).unwrap();
    assert_eq!(versions(&few), 1, "it is a copy");
    hand_out();
    assert_eq!(versions(&few), 2);
    let own = Keyring::load(&few).unwrap();
    own.rotate_and_save("pii", &few).unwrap();
    let error = keyring.only(&["pii"]).unwrap().save(&few).unwrap_err();
    assert!(matches!(error, KeyringError::WouldLose { version: 3, .. }), "{error}");
    let error = keyring.only(&["pii", "phone"]).unwrap_err();
    assert!(
        matches!(&error, KeyringError::KeyUnknown { name } if name == "phone"),
        "{error}"
    );
}
