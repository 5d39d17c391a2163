//! Sealed messages with random damage: what one side opens the other one opens too, to the same value, and what one
//! refuses the other one refuses; for the same reason where there is but one.

use std::fmt::Debug;

use prost::{Message, Name};
use protoseal::codegen::{Openable, Sealable};
use protoseal::prelude::*;
use protoseal_tests::pb;
use protoseal_tests::plain::Plain;
use protoseal_tests::random::{Random, Rng};
use serde_json::json;

use crate::causes::cause;
use crate::child::{Python, from_hex, to_hex};
use crate::seeds::{KEYS, seeds};

use pb::attacks::v1::clear as attacks;
use pb::kinds::v1::places::clear as places;
use pb::vectors::v1::clear as vectors;

/// How often each random message is damaged anew.
const DAMAGES: usize = 12;

/// What a side made of the bytes: the value, or the word for why not.
type Outcome<T> = Result<T, String>;

struct Pair {
    python: Python,
    sealer: Sealer,
    opener: Opener,
    /// How many were opened and refused by both for one reason.
    opened: usize,
    refused: usize,
}

fn context() -> Context {
    Context::new().with("tenant", "acme")
}

impl Pair {
    /// Of messages with maps, `words` are not compared: an entry with a field that is neither key nor value is an entry
    /// to prost, and is unknown as a whole to Python's protobuf.
    fn damaged<C>(&mut self, words: bool)
    where
        C: Sealable<Wire: Openable<Clear = C> + Name>
            + Random
            + Plain<Stock: Message + Default + PartialEq + Debug>
            + Clone,
    {
        let name = <C::Wire as Name>::full_name();
        for seed in seeds() {
            let mut rng = Rng::new(seed);
            let sealed = self
                .sealer
                .encode(C::random(&mut rng), &context())
                .expect("it is sealed");
            for round in 0..DAMAGES {
                let case = format!("{name}, PROTOSEAL_SEED={seed}, round {round}");
                let (bytes, one) = damage(&sealed, &mut rng);
                let one = one && words;
                let ours = self.opener.decode::<C>(&bytes, &context());
                let ours = ours.map(C::plain).map_err(|error| cause(&error).to_owned());
                let theirs = self.theirs::<C::Stock>(&name, &bytes);
                self.compare(&case, &bytes, one, &ours, &theirs);
            }
        }
    }

    fn theirs<S: Message + Default>(&mut self, name: &str, bytes: &[u8]) -> Outcome<S> {
        let request = json!({ "op": "open", "message": name, "data": to_hex(bytes), "context": [["tenant", "acme"]] });
        let answer = self.python.ask(&request);
        match answer["data"].as_str() {
            Some(data) => S::decode(&*from_hex(data)).map_err(|error| error.to_string()),
            None => Err(answer["error"].as_str().expect("a cause").to_owned()),
        }
    }

    fn compare<S: PartialEq + Debug>(
        &mut self,
        case: &str,
        bytes: &[u8],
        one: bool,
        ours: &Outcome<S>,
        theirs: &Outcome<S>,
    ) {
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => {
                assert!(ours == theirs, "{case}: Rust opened {ours:#?}\nPython {theirs:#?}");
                self.opened += 1;
            }
            // prost refuses a field of another wire type, which stock protobuf takes for one that it does not know, and
            // proto2's strings that are no UTF-8.
            (Err(ours), _) if ours == "not protobuf" => {}
            // And Python decodes a sealed field that is in the clear before it refuses that.
            (Err(_), Err(theirs)) if theirs == "not protobuf" => {}
            (Err(ours), Err(theirs)) => {
                assert!(
                    !one || ours == theirs,
                    "{case}: Rust {ours}, Python {theirs}: {}",
                    to_hex(bytes)
                );
                self.refused += 1;
            }
            _ => panic!("{case}: Rust {ours:?}\nPython {theirs:?}\n{}", to_hex(bytes)),
        }
    }
}

/// Flips a bit, or more often than it would happen by chance cuts, repeats or exchanges something; and whether there is
/// only one thing wrong then. Of several, the order among messages that stand side by side decides.
fn damage(sealed: &[u8], rng: &mut Rng) -> (Vec<u8>, bool) {
    let mut bytes = sealed.to_vec();
    if bytes.is_empty() {
        return (bytes, true);
    }
    let at = rng.below(bytes.len());
    let how = rng.below(8);
    match how {
        0 => bytes.truncate(at),
        1 => bytes.extend_from_slice(&sealed[..at]),
        2 => bytes.extend_from_slice(sealed),
        3 => bytes[at] = rng.below(256) as u8,
        4 => {
            let other = rng.below(bytes.len());
            bytes.swap(at, other);
        }
        _ => bytes[at] ^= 1 << rng.below(8),
    }
    (bytes, how >= 5)
}

#[test]
fn damaged_messages_are_refused_alike() {
    let Some(python) = Python::start("peer.py") else { return };
    let keys = KEYS.map(|name| (name, Suite::Aes256Gcm));
    let keyring = Keyring::generate(&keys).expect("names are unique");
    let mut pair = Pair {
        python,
        sealer: Sealer::new(&keyring),
        opener: Opener::new(&keyring),
        opened: 0,
        refused: 0,
    };
    pair.python.take_keys(&keyring);
    pair.damaged::<attacks::Record>(true);
    pair.damaged::<attacks::Rows>(true);
    pair.damaged::<attacks::Book>(true);
    pair.damaged::<places::Root>(false);
    pair.damaged::<vectors::Tree>(false);
    pair.damaged::<vectors::Bound>(true);
    pair.damaged::<vectors::Named>(true);
    pair.damaged::<vectors::Note>(true);
    pair.damaged::<vectors::Page>(true);
    pair.damaged::<vectors::Legacy>(true);
    let Pair { opened, refused, .. } = pair;
    assert!(opened + refused > 0, "nothing was compared");
    println!("{opened} were opened, {refused} refused");
}
