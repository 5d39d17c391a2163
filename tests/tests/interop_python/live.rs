//! Random messages that Rust sealed open in Python, and those that Python sealed open in Rust.

use std::fmt::Debug;

use prost::{Message, Name};
use protoseal::OpenError;
use protoseal::codegen::{Openable, Sealable};
use protoseal::prelude::*;
use protoseal_tests::plain::Plain;
use protoseal_tests::random::{Random, Rng};
use protoseal_tests::{pb, stock};

use crate::child::Python;
use crate::seeds::{KEYS, seeds};

const CONTEXT: [(&str, &str); 2] = [("tenant", "acme"), ("表", "用户")];

fn context() -> Context {
    let [first, second] = CONTEXT;
    Context::new().with(first.0, first.1).with(second.0, second.1)
}

/// One suite for all keys but every third, which has the other one.
fn keyring(suite: Suite) -> Keyring {
    let other = match suite {
        Suite::Aes256Gcm => Suite::Sm4Gcm,
        _ => Suite::Aes256Gcm,
    };
    let keys: Vec<_> = KEYS
        .iter()
        .enumerate()
        .map(|(index, name)| (*name, if index % 3 == 1 { other } else { suite }))
        .collect();
    let keyring = Keyring::generate(&keys).expect("names are unique");
    // So that not all versions are the first.
    keyring.rotate("pii").expect("a key is rotated");
    keyring
}

struct Bench<'a> {
    python: &'a mut Python,
    sealer: Sealer,
    opener: Opener,
}

impl Bench<'_> {
    fn both_ways<C>(&mut self, seed: u64)
    where
        C: Sealable<Wire: Openable<Clear = C> + Name>
            + Random
            + Plain<Stock: Message + Default + PartialEq + Debug>
            + Clone
            + PartialEq
            + Debug,
    {
        let name = <C::Wire as Name>::full_name();
        println!("{name}: PROTOSEAL_SEED={seed}");
        let clear = C::random(&mut Rng::new(seed));
        let plain = clear.clone().plain();

        let wire = self.sealer.encode(clear.clone(), &context()).expect("Rust seals");
        let opened = self.python.turn("open", &name, &wire, &CONTEXT);
        let opened = opened.unwrap_or_else(|error| panic!("{name}, seed {seed}: Python does not open it: {error}"));
        let opened = C::Stock::decode(&*opened).expect("Python encodes what it opened");
        assert!(
            opened == plain,
            "{name}, seed {seed}: Python opened {opened:#?}\nof {plain:#?}"
        );

        let wire = self.python.turn("seal", &name, &plain.encode_to_vec(), &CONTEXT);
        let wire = wire.unwrap_or_else(|error| panic!("{name}, seed {seed}: Python does not seal it: {error}"));
        let opened = self.opener.decode::<C>(&wire, &context());
        let opened = opened.unwrap_or_else(|error| panic!("{name}, seed {seed}: Rust does not open it: {error}"));
        assert!(
            opened == clear,
            "{name}, seed {seed}: Rust opened {opened:#?}\nof {clear:#?}"
        );
    }
}

macro_rules! live {
    ($($name:ident: $($clear:path)*;)*) => { $(
        #[test]
        fn $name() {
            let Some(mut python) = Python::start("peer.py") else { return };
            for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
                let keyring = keyring(suite);
                python.take_keys(&keyring);
                let mut bench = Bench {
                    python: &mut python,
                    sealer: Sealer::new(&keyring),
                    opener: Opener::new(&keyring),
                };
                for seed in seeds() {
                    $(bench.both_ways::<$clear>(seed);)*
                }
            }
        }
    )* };
}

use pb::attacks::v1::clear as attacks;
use pb::canonical::v1::clear as canonical;
use pb::kinds::other::v1::clear as other;
use pb::kinds::v1::clear as kinds;
use pb::kinds::v1::names::clear as names;
use pb::kinds::v1::places::clear as places;
use pb::vectors::v1::clear as vectors;

live! {
    every_kind_of_sealed_field: kinds::AllSealed;
    every_kind_of_clear_field: kinds::AllClear;
    proto2: kinds::Legacy vectors::Legacy vectors::Kept;
    children: kinds::Child kinds::Between kinds::Stock other::Address;
    well_known_types: canonical::Visible canonical::Sealed canonical::Enums canonical::Nulls canonical::Holder;
    names_of_all_sorts: canonical::Names names::Names names::Option names::Clear pb::clear::Rootless;
    places: places::Root places::List places::Page places::Frame places::Plain;
    bound_fields: attacks::Record attacks::Note attacks::Pair attacks::Rows vectors::Bound vectors::Pair vectors::Renamed vectors::Named;
    ancestors_without_groups: attacks::Pages attacks::Book vectors::Page vectors::Frame vectors::Book;
    trees: vectors::Tree vectors::List vectors::Chain;
}

/// Python refuses what Rust refuses.
#[test]
fn another_context_is_refused_on_both_sides() {
    let Some(mut python) = Python::start("peer.py") else {
        return;
    };
    let keyring = keyring(Suite::Aes256Gcm);
    python.take_keys(&keyring);
    let note = attacks::Note {
        owner: "ada".to_owned(),
        secret: "secret".to_owned(),
    };
    let name = pb::attacks::v1::Note::full_name();
    let wire = Sealer::new(&keyring)
        .encode(note.clone(), &context())
        .expect("Rust seals");
    let refused = python
        .turn("open", &name, &wire, &CONTEXT[..1])
        .expect_err("it is refused");
    assert!(refused.contains("tampered"), "{refused}");

    let plain: stock::attacks::v1::Note = note.plain();
    let wire = python
        .turn("seal", &name, &plain.encode_to_vec(), &CONTEXT[..1])
        .expect("Python seals");
    let wire = pb::attacks::v1::Note::decode(&*wire).expect("it decodes");
    let refused = wire
        .open(&Opener::new(&keyring), &context())
        .expect_err("it is refused");
    assert!(matches!(refused.error(), OpenError::Tampered { .. }), "{refused}");
}
