//! Random values of every generated clear type, with canaries in what is sealed.

mod well_known;

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::rc::Rc;

use bytes::Bytes;
use protoseal::Secret;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Where values come from. Strings and bytes that are sealed hold the canary, those that are masked alone another one; those that
/// are not hidden hold its counterpart.
#[derive(Debug)]
pub struct Rng {
    source: StdRng,
    depth: usize,
    hiding: Hiding,
    canary: [u8; 16],
    masked: [u8; 16],
    shared: Rc<Shared>,
}

/// How a field is hidden, and with it what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hiding {
    /// Not at all.
    Nothing,
    /// Where it is shown, and not on the wire.
    Masked,
    /// In both.
    Sealed,
}

/// What all sources of one value share.
#[derive(Debug)]
struct Shared {
    /// How many parts the value may yet have: schemas are wide, and each level multiplies.
    budget: Cell<usize>,
    canaries: Cell<usize>,
    /// Whether the value is to have a form in JSON, from which it comes back the same.
    json: bool,
}

/// The most fields that a value has before lists and messages in it stay empty.
const MOST_PARTS: usize = 4_000;

/// Characters that JSON escapes, that some programs do, and that take two units in UTF-16.
const ODD: [char; 12] = [
    '\0',
    '\u{8}',
    '\n',
    '\u{1f}',
    '"',
    '\\',
    '/',
    '\u{7f}',
    '\u{2028}',
    '\u{feff}',
    '𝄞',
    '\u{10ffff}',
];

/// What stands in clear strings and bytes, so that a search that finds nothing is known to work.
pub const IN_THE_CLEAR: &str = "in-the-clear";

impl Rng {
    /// The same seed gives the same values.
    pub fn new(seed: u64) -> Self {
        Self::of(seed, false)
    }

    /// As [`new`](Self::new), for values that have a form in JSON, from which they come back the same: no timestamp after the year
    /// 9999, no `Any` of a type that nobody knows. What is at the edge of that comes often.
    pub fn for_json(seed: u64) -> Self {
        Self::of(seed, true)
    }

    fn of(seed: u64, json: bool) -> Self {
        let mut source = StdRng::seed_from_u64(seed);
        let mut canary = || std::array::from_fn(|_| source.random_range(b'a'..=b'z'));
        let (canary, masked) = (canary(), canary());
        Rng {
            source,
            depth: 0,
            hiding: Hiding::Nothing,
            canary,
            masked,
            shared: Rc::new(Shared {
                budget: Cell::new(MOST_PARTS),
                canaries: Cell::new(0),
                json,
            }),
        }
    }

    /// Sixteen random letters, of what is sealed.
    pub fn canary(&self) -> &[u8; 16] {
        &self.canary
    }

    /// Sixteen others, of what is masked and not sealed.
    pub fn masked(&self) -> &[u8; 16] {
        &self.masked
    }

    /// How often one of the canaries was put somewhere.
    pub fn canaries(&self) -> usize {
        self.shared.canaries.get()
    }

    /// The source for a value one level down, in a field that is hidden or not.
    pub fn inside(&mut self, hiding: Hiding) -> Rng {
        let seed = self.source.random();
        let budget = &self.shared.budget;
        budget.set(budget.get().saturating_sub(1));
        Rng {
            source: StdRng::seed_from_u64(seed),
            depth: self.depth + 1,
            hiding: self.hiding.max(hiding),
            canary: self.canary,
            masked: self.masked,
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
        let mut text = match self.hiding {
            Hiding::Nothing => IN_THE_CLEAR.to_owned(),
            Hiding::Masked => String::from_utf8_lossy(&self.masked).into_owned(),
            Hiding::Sealed => String::from_utf8_lossy(&self.canary).into_owned(),
        };
        if self.hiding != Hiding::Nothing {
            self.shared.canaries.set(self.shared.canaries.get() + 1);
        }
        for _ in 0..self.below(20) {
            text.push(self.source.random());
        }
        if self.shared.json {
            text.push(ODD[self.below(ODD.len())]);
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
                    // Some of them are numbers of an enum's values.
                    _ if rng.shared.json && rng.below(2) == 0 => rng.below(5) as $ty,
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

/// Where the shortest text changes its form, and where numbers end.
const FLOATS: [f32; 12] = [
    0.0,
    0.1,
    1.5,
    123_456.7,
    16_777_216.0,
    1e7,
    1e21,
    1.175_494_4e-38,
    1e-45,
    f32::EPSILON,
    // The largest there is Python writes, and does not read again.
    3.402_823_3e38,
    f32::INFINITY,
];
const DOUBLES: [f64; 12] = [
    0.0,
    0.1,
    1.5,
    9_007_199_254_740_993.0,
    1e15,
    1e16,
    1e21,
    2.225_073_858_507_201_4e-308,
    5e-324,
    1e-5,
    f64::MAX,
    f64::INFINITY,
];

/// Neither NaN, which equals nothing, nor -0, which prost drops.
impl Random for f32 {
    fn random(rng: &mut Rng) -> Self {
        if rng.shared.json {
            return FLOATS[rng.below(FLOATS.len())] * [1.0, -1.0, rng.source.random()][rng.below(3)] + 0.0;
        }
        [0.0, f32::INFINITY, f32::MIN, rng.source.random()][rng.below(4)]
    }
}

impl Random for f64 {
    fn random(rng: &mut Rng) -> Self {
        if rng.shared.json {
            return DOUBLES[rng.below(DOUBLES.len())] * [1.0, -1.0, rng.source.random()][rng.below(3)] + 0.0;
        }
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

include!(concat!(env!("OUT_DIR"), "/random.rs"));
