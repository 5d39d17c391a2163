//! One sealer and one opener for sixteen threads, while keys rotate, versions come and go, and epochs end.
#![forbid(unsafe_code)]

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use protoseal::KeyState;
use protoseal::prelude::*;
use protoseal_tests::pb::attacks::v1::{self as attacks, clear::Pair};
use protoseal_tests::pb::hostile::v1::{self as hostile, clear};

const THREADS: usize = 16;
/// Of each thread.
const ROUNDS: usize = 250;
/// Few, so that many epochs end in the midst of it.
const EPOCH_ENVELOPES: u32 = 900;

/// What tells a nonce: the group and the version say the key, the salt what was derived from it, `n` the rest.
type Nonce = (u16, [u8; 4], [u8; 16], [u8; 12]);

fn nonce(envelope: &[u8]) -> Nonce {
    let group = [envelope[66], envelope[67]];
    let (version, salt, n) = (
        envelope[1..5].try_into(),
        envelope[5..21].try_into(),
        envelope[21..33].try_into(),
    );
    (
        u16::from_be_bytes(group),
        version.expect("four bytes"),
        salt.expect("sixteen bytes"),
        n.expect("twelve bytes"),
    )
}

fn store(thread: usize, round: usize) -> clear::Store {
    let item = |n: usize| clear::Item {
        secret: format!("{thread} {round} {n}"),
    };
    clear::Store {
        name: format!("store {thread}"),
        secret: format!("{round}"),
        shelves: vec![clear::Shelf {
            items: (0..3).map(item).collect(),
            ..Default::default()
        }],
        ..Default::default()
    }
}

fn pair(thread: usize, round: usize) -> Pair {
    Pair {
        first: format!("first {thread} {round}"),
        second: format!("second {thread} {round}"),
    }
}

fn nonces(store: &hostile::Store, pair: &attacks::Pair) -> Vec<Nonce> {
    let items = store.shelves.iter().flat_map(|shelf| &shelf.items);
    let below = items.flat_map(|item| &item.sealed);
    let all = store.sealed.iter().chain(below).chain(&pair.sealed);
    all.map(|envelope| nonce(envelope)).collect()
}

/// The atomic operations that this rests on are few: a reservation is one exchange of both counters, and a table of epochs is
/// replaced as a whole under a lock. Loom would need them all exchanged for its own, in `arc-swap` too; so threads race in earnest.
#[test]
fn sixteen_threads_lose_nothing_and_repeat_no_nonce() {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm), ("other", Suite::Sm4Gcm)]).expect("two names");
    let builder = Sealer::builder(&keyring).epoch_envelopes(EPOCH_ENVELOPES);
    let (sealer, opener) = (&builder.build().expect("a lower limit"), &Opener::new(&keyring));
    let context = &Context::new().with("tenant", "acme");
    let (done, changes) = (&AtomicBool::new(false), &AtomicUsize::new(0));

    let work = move |thread: usize| {
        let mut seen = Vec::new();
        let mut kept = Vec::new();
        for round in 0..ROUNDS {
            let sealed = store(thread, round).seal(sealer, context).expect("the store is sealed");
            let other = pair(thread, round).seal(sealer, context).expect("the pair is sealed");
            seen.extend(nonces(&sealed, &other));
            // At once, under whatever keys stand now.
            let opened = sealed.clone().open(opener, context).expect("the store opens");
            assert!(opened == store(thread, round), "the store opened to something else");
            kept.push((round, sealed, other));
        }
        (seen, kept)
    };
    let (seen, kept) = thread::scope(|scope| {
        let workers: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || work(thread))).collect();
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                change(&keyring, sealer);
                changes.fetch_add(1, Ordering::Relaxed);
            }
        });
        let results: Vec<_> = workers.into_iter().map(thread::ScopedJoinHandle::join).collect();
        done.store(true, Ordering::Relaxed);
        let (mut seen, mut kept) = (Vec::new(), Vec::new());
        for (thread, result) in results.into_iter().enumerate() {
            let (nonces, messages) = result.expect("no worker fails");
            seen.extend(nonces);
            kept.push((thread, messages));
        }
        (seen, kept)
    });

    assert!(changes.load(Ordering::Relaxed) > 3, "the keys hardly changed");
    assert_eq!(seen.len(), THREADS * ROUNDS * 6);
    let salts: HashSet<_> = seen.iter().map(|nonce| nonce.2).collect();
    assert!(salts.len() > 20, "only {} epochs", salts.len());
    let unique: HashSet<_> = seen.iter().collect();
    assert_eq!(unique.len(), seen.len(), "nonces repeat");
    // And later, by another opener, which has cached nothing.
    let late = Opener::new(&keyring);
    for (thread, messages) in kept {
        for (round, sealed, other) in messages {
            assert!(sealed.open(&late, context).expect("the store opens") == store(thread, round));
            assert!(other.open(&late, context).expect("the pair opens") == pair(thread, round));
        }
    }
}

/// All that may happen to keys in use, and epochs that a restore hook ends.
fn change(keyring: &Keyring, sealer: &Sealer) {
    for name in ["pii", "other"] {
        let rotated = keyring.rotate(name).expect("it rotates");
        thread::yield_now();
        let next = keyring.add_version(name).expect("a version is added");
        keyring
            .set_state(name, next, KeyState::Active)
            .expect("it becomes active");
        // Back to the one before, which may seal again.
        keyring
            .set_state(name, rotated, KeyState::Active)
            .expect("it becomes active again");
        let unused = keyring.add_version(name).expect("a version is added");
        keyring
            .set_state(name, unused, KeyState::PendingDestruction)
            .expect("it waits");
        keyring
            .set_state(name, unused, KeyState::Destroyed)
            .expect("it is destroyed");
    }
    sealer.new_epoch();
    thread::yield_now();
}
