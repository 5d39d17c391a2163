//! Relays in Python without keys, with stock protobuf and the .proto files: what they decode, log, encode again and put
//! together still opens, and shows nothing.

use std::fmt::Debug;

use prost::{Message, Name};
use prost_types::Any;
use protoseal::codegen::{Openable, Sealable};
use protoseal::prelude::*;
use protoseal_tests::pb;
use protoseal_tests::random::{Random, Rng};
use serde_json::{Value, json};

use crate::child::{Python, from_hex, to_hex};
use crate::seeds::{KEYS, seeds};

use pb::attacks::v1::clear as attacks;
use pb::kinds::v1::clear as kinds;
use pb::kinds::v1::places::clear as places;
use pb::vectors::v1::clear as vectors;

struct Relay {
    python: Python,
    sealer: Sealer,
    opener: Opener,
}

fn context() -> Context {
    Context::new().with("tenant", "acme")
}

impl Relay {
    fn start() -> Option<Self> {
        let keys = KEYS.map(|name| (name, Suite::Aes256Gcm));
        let keyring = Keyring::generate(&keys).expect("names are unique");
        Some(Self {
            python: Python::start("stranger.py")?,
            sealer: Sealer::new(&keyring),
            opener: Opener::new(&keyring),
        })
    }

    /// What the relay sends on and what it logged, in which no canary stands.
    fn ask(&mut self, request: &Value, canary: &[u8]) -> (Vec<u8>, String) {
        let answer = self.python.ask(request);
        let log = answer["log"].as_str().expect("a log").to_owned();
        assert!(!contains(log.as_bytes(), canary), "a canary is in the log: {log}");
        (from_hex(answer["data"].as_str().expect("bytes")), log)
    }

    /// A random message goes to the relay by an operation, and what comes back opens as it was.
    fn forwards<C>(&mut self, op: &str)
    where
        C: Sealable<Wire: Openable<Clear = C> + Name> + Random + Clone + PartialEq + Debug,
    {
        let name = <C::Wire as Name>::full_name();
        for seed in seeds() {
            println!("{op} {name}: PROTOSEAL_SEED={seed}");
            let mut rng = Rng::new(seed);
            let clear = C::random(&mut rng);
            let sealed = self.sealer.encode(clear.clone(), &context()).expect("it is sealed");
            let sent = match op {
                "any" => packed::<C::Wire>(&sealed),
                _ => sealed,
            };
            let request = json!({ "op": op, "message": name, "data": to_hex(&sent) });
            let (forwarded, _) = self.ask(&request, rng.canary());
            let forwarded = match op {
                "any" => Any::decode(&*forwarded).expect("an Any").value,
                _ => forwarded,
            };
            let opened = self.opener.decode::<C>(&forwarded, &context());
            let opened = opened.unwrap_or_else(|error| panic!("{op} {name}, seed {seed}: {error}"));
            assert!(opened == clear, "{op} {name}, seed {seed}: {opened:#?}\nof {clear:#?}");
        }
    }

    /// Rows that were sealed one by one, in a list or map that the relay made.
    fn rows<L: Sealable<Wire: Openable<Clear = L> + Name>, R>(&mut self, field: &str, rows: &[R]) -> L
    where
        R: Sealable + Clone,
    {
        let seal = |row: &R| to_hex(&self.sealer.encode(row.clone(), &context()).expect("a row is sealed"));
        let sealed: Vec<String> = rows.iter().map(seal).collect();
        let name = <L::Wire as Name>::full_name();
        let request = json!({ "op": "rows", "message": name, "field": field, "rows": sealed });
        let (list, _) = self.ask(&request, b"the secret of row");
        self.opener.decode(&list, &context()).expect("the list opens")
    }
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn packed<W: Name + Default>(sealed: &[u8]) -> Vec<u8> {
    let wire = W::decode(sealed).expect("it decodes");
    Any::from_msg(&wire).expect("it has a name").encode_to_vec()
}

macro_rules! forwarded {
    ($($test:ident: $op:literal, $($clear:path)*;)*) => { $(
        #[test]
        fn $test() {
            let Some(mut relay) = Relay::start() else { return };
            $(relay.forwards::<$clear>($op);)*
        }
    )* };
}

forwarded! {
    decoded_logged_and_encoded_again: "relay",
        attacks::Record places::Root places::List kinds::AllClear kinds::AllSealed kinds::Stock kinds::Legacy
        vectors::Tree vectors::Book vectors::Named vectors::Legacy;
    through_json: "json",
        attacks::Record places::Root places::List vectors::Tree vectors::List vectors::Book vectors::Bound vectors::Pair;
    in_an_any: "any", attacks::Record places::Root vectors::Tree vectors::Book kinds::Legacy;
}

#[test]
fn rows_are_put_into_a_list_and_a_map() {
    let Some(mut relay) = Relay::start() else { return };
    let note = |n: usize| vectors::Note {
        owner: format!("row {n}"),
        secret: format!("the secret of row {n}"),
    };
    let notes: Vec<_> = (0..5).map(note).collect();
    let list: vectors::List = relay.rows("notes", &notes);
    assert_eq!(list.notes, notes);

    let memo = |n: usize| vectors::Memo {
        owner: format!("row {n}"),
        secret: format!("the secret of row {n}"),
    };
    let memos: Vec<_> = (0..3).map(memo).collect();
    let list: vectors::List = relay.rows("memos", &memos);
    let expected = memos.iter().enumerate().map(|(n, memo)| (n.to_string(), memo.clone()));
    assert_eq!(list.memos, expected.collect());

    // With children of their own, which stay bound to their rows.
    let tree = |n: u64| vectors::Tree {
        version: n,
        leaves: vec![
            vectors::Leaf {
                secret: format!("the secret of row {n}")
            };
            2
        ],
        ..Default::default()
    };
    let trees: Vec<_> = (0..3).map(tree).collect();
    let list: vectors::List = relay.rows("trees", &trees);
    assert_eq!(list.trees, trees);
}

/// What is clear is there to be read, in the log and as JSON.
#[test]
fn the_clear_part_shows() {
    let Some(mut relay) = Relay::start() else { return };
    let note = vectors::Note {
        owner: "ada-in-the-clear".to_owned(),
        secret: "the secret of a note".to_owned(),
    };
    let sealed = relay.sealer.encode(note, &context()).expect("it is sealed");
    for op in ["relay", "json"] {
        let request = json!({ "op": op, "message": pb::vectors::v1::Note::full_name(), "data": to_hex(&sealed) });
        let (_, log) = relay.ask(&request, b"the secret of a note");
        assert!(log.contains("ada-in-the-clear"), "{log}");
    }
}
