//! Random values of every generated clear type, with canaries in what is sealed.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::rc::Rc;

use bytes::Bytes;
use protoseal::Secret;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Where values come from. Strings and bytes that are sealed hold the canary; those in the clear hold its counterpart.
#[derive(Debug)]
pub struct Rng {
    source: StdRng,
    depth: usize,
    sealed: bool,
    canary: [u8; 16],
    shared: Rc<Shared>,
}

/// What all sources of one value share.
#[derive(Debug)]
struct Shared {
    /// How many parts the value may yet have: schemas are wide, and each level multiplies.
    budget: Cell<usize>,
    canaries: Cell<usize>,
}

/// The most fields that a value has before lists and messages in it stay empty.
const MOST_PARTS: usize = 4_000;

/// What stands in clear strings and bytes, so that a search that finds nothing is known to work.
pub const IN_THE_CLEAR: &str = "in-the-clear";

impl Rng {
    /// The same seed gives the same values.
    pub fn new(seed: u64) -> Self {
        let mut source = StdRng::seed_from_u64(seed);
        let canary = std::array::from_fn(|_| source.random_range(b'a'..=b'z'));
        Rng {
            source,
            depth: 0,
            sealed: false,
            canary,
            shared: Rc::new(Shared {
                budget: Cell::new(MOST_PARTS),
                canaries: Cell::new(0),
            }),
        }
    }

    /// Sixteen random letters.
    pub fn canary(&self) -> &[u8; 16] {
        &self.canary
    }

    /// How often the canary was put somewhere.
    pub fn canaries(&self) -> usize {
        self.shared.canaries.get()
    }

    /// The source for a value one level down, in a sealed field or not.
    pub fn inside(&mut self, sealed: bool) -> Rng {
        let seed = self.source.random();
        let budget = &self.shared.budget;
        budget.set(budget.get().saturating_sub(1));
        Rng {
            source: StdRng::seed_from_u64(seed),
            depth: self.depth + 1,
            sealed: self.sealed || sealed,
            canary: self.canary,
            shared: Rc::clone(&self.shared),
        }
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.source.random_range(0..limit)
    }

    /// How many elements: fewer, and at last none, the deeper the value stands.
    fn count(&mut self) -> usize {
        match self.depth {
            _ if self.shared.budget.get() == 0 => 0,
            0..=2 => self.below(4),
            3..=4 => self.below(2),
            _ => 0,
        }
    }

    fn text(&mut self) -> String {
        let mut text = String::from_utf8_lossy(&self.canary).into_owned();
        if self.sealed {
            self.shared.canaries.set(self.shared.canaries.get() + 1);
        } else {
            text = IN_THE_CLEAR.to_owned();
        }
        for _ in 0..self.below(20) {
            text.push(self.source.random());
        }
        text
    }
}

/// A random value.
pub trait Random {
    /// Draws one.
    fn random(rng: &mut Rng) -> Self;
}

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl Random for $ty {
            fn random(rng: &mut Rng) -> Self {
                match rng.below(4) {
                    0 => 0,
                    1 => <$ty>::MAX,
                    2 => <$ty>::MIN,
                    _ => rng.source.random(),
                }
            }
        }
    )*};
}
integers!(i32, i64, u32, u64);

impl Random for bool {
    fn random(rng: &mut Rng) -> Self {
        rng.source.random()
    }
}

/// Neither NaN, which equals nothing, nor -0, which prost drops.
impl Random for f32 {
    fn random(rng: &mut Rng) -> Self {
        [0.0, f32::INFINITY, f32::MIN, rng.source.random()][rng.below(4)]
    }
}

impl Random for f64 {
    fn random(rng: &mut Rng) -> Self {
        [0.0, f64::NEG_INFINITY, f64::MAX, rng.source.random()][rng.below(4)]
    }
}

impl Random for String {
    fn random(rng: &mut Rng) -> Self {
        if rng.below(4) == 0 { String::new() } else { rng.text() }
    }
}

impl Random for Vec<u8> {
    fn random(rng: &mut Rng) -> Self {
        let mut bytes = String::random(rng).into_bytes();
        bytes.extend((0..rng.below(4)).map(|n| 0xfc + n as u8));
        bytes
    }
}

impl Random for Secret<String> {
    fn random(rng: &mut Rng) -> Self {
        String::random(rng).into()
    }
}

impl Random for Secret<Vec<u8>> {
    fn random(rng: &mut Rng) -> Self {
        Vec::random(rng).into()
    }
}

impl Random for Bytes {
    fn random(rng: &mut Rng) -> Self {
        Vec::random(rng).into()
    }
}

impl<T: Random> Random for Option<T> {
    fn random(rng: &mut Rng) -> Self {
        (rng.count() > 0).then(|| T::random(rng))
    }
}

impl<T: Random> Random for Box<T> {
    fn random(rng: &mut Rng) -> Self {
        Box::new(T::random(rng))
    }
}

impl<T: Random> Random for Vec<T> {
    fn random(rng: &mut Rng) -> Self {
        (0..rng.count()).map(|_| T::random(rng)).collect()
    }
}

impl<K: Random + Hash + Eq, V: Random> Random for HashMap<K, V> {
    fn random(rng: &mut Rng) -> Self {
        (0..rng.count()).map(|_| (K::random(rng), V::random(rng))).collect()
    }
}

impl<K: Random + Ord, V: Random> Random for BTreeMap<K, V> {
    fn random(rng: &mut Rng) -> Self {
        (0..rng.count()).map(|_| (K::random(rng), V::random(rng))).collect()
    }
}

impl Random for prost_types::Timestamp {
    fn random(rng: &mut Rng) -> Self {
        prost_types::Timestamp {
            seconds: i64::random(rng),
            nanos: i32::random(rng),
        }
    }
}

impl Random for prost_types::Duration {
    fn random(rng: &mut Rng) -> Self {
        prost_types::Duration {
            seconds: i64::random(rng),
            nanos: i32::random(rng),
        }
    }
}

impl Random for prost_types::FieldMask {
    fn random(rng: &mut Rng) -> Self {
        prost_types::FieldMask {
            paths: Random::random(&mut rng.inside(false)),
        }
    }
}

impl Random for prost_types::ListValue {
    fn random(rng: &mut Rng) -> Self {
        prost_types::ListValue {
            values: Random::random(&mut rng.inside(false)),
        }
    }
}

/// `google.protobuf.Empty`.
impl Random for () {
    fn random(_: &mut Rng) -> Self {}
}

impl Random for prost_types::Any {
    fn random(rng: &mut Rng) -> Self {
        prost_types::Any {
            type_url: String::random(rng),
            value: Vec::random(rng),
        }
    }
}

impl Random for prost_types::Struct {
    fn random(rng: &mut Rng) -> Self {
        prost_types::Struct {
            fields: Random::random(&mut rng.inside(false)),
        }
    }
}

impl Random for prost_types::Value {
    fn random(rng: &mut Rng) -> Self {
        use prost_types::value::Kind;
        let kind = match rng.below(4) {
            0 => Kind::StringValue(String::random(rng)),
            1 => Kind::NumberValue(f64::random(rng)),
            2 => Kind::NullValue(0),
            _ => Kind::StructValue(Random::random(&mut rng.inside(false))),
        };
        prost_types::Value { kind: Some(kind) }
    }
}

include!(concat!(env!("OUT_DIR"), "/random.rs"));
