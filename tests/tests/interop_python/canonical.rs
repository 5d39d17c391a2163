//! JSON that Rust writes is what Python's `json_format` writes of the same bytes, and each reads what the other one wrote.

use std::fmt::Debug;

use prost::{Message, Name};
use prost_types::Any;
use protoseal::Exposed;
use protoseal::codegen::{Openable, Sealable};
use protoseal::prelude::*;
use protoseal_tests::pb;
use protoseal_tests::plain::Plain;
use protoseal_tests::random::{Random, Rng};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::child::{Python, from_hex, to_hex};
use crate::seeds::{KEYS, seeds};

use pb::attacks::v1::clear as attacks;
use pb::canonical::v1::clear as canonical;
use pb::kinds::other::v1::clear as other;
use pb::kinds::v1::clear as kinds;
use pb::kinds::v1::names::clear as names;
use pb::kinds::v1::places::clear as places;
use pb::vectors::v1::clear as vectors;

/// Python with its JSON.
pub(crate) struct Stock(Python);

impl Stock {
    pub(crate) fn start() -> Option<Self> {
        Python::start("canonical.py").map(Self)
    }

    /// What Python writes of a message; `names` are those of the .proto file.
    pub(crate) fn print(&mut self, name: &str, data: &[u8], names: bool) -> String {
        let request = json!({ "op": "print", "message": name, "data": to_hex(data), "names": names });
        let answer = self.0.ask(&request);
        answer["text"].as_str().expect("Python writes JSON").to_owned()
    }

    /// What Python reads; an error says why it refuses.
    pub(crate) fn parse(&mut self, name: &str, text: &str) -> Result<Vec<u8>, String> {
        let answer = self.0.ask(&json!({ "op": "parse", "message": name, "text": text }));
        match answer["data"].as_str() {
            Some(data) => Ok(from_hex(data)),
            None => Err(answer["error"].as_str().expect("an error").to_owned()),
        }
    }

    /// Panics if two texts are not the same.
    fn same(&mut self, case: &str, ours: &str, theirs: &str) {
        let answer = self.0.ask(&json!({ "op": "compare", "ours": ours, "theirs": theirs }));
        let difference = answer["difference"].as_str().expect("an answer");
        assert!(
            difference.is_empty(),
            "{case}: {difference}\nRust   {ours}\nPython {theirs}"
        );
    }
}

/// A value goes both ways as its counterpart without sealed fields, by all names that its fields have.
fn both_ways<T>(stock: &mut Stock, case: &str, name: &str, value: &T)
where
    T: Plain<Stock: Message> + Clone + PartialEq + Debug,
    Exposed<T>: DeserializeOwned,
    for<'a> Exposed<&'a T>: Serialize,
{
    let data = value.clone().plain().encode_to_vec();
    let ours = serde_json::to_string(&Exposed(value)).unwrap_or_else(|error| panic!("{case}: {error}: {value:#?}"));
    let theirs = stock.print(name, &data, false);
    stock.same(case, &ours, &theirs);

    for names in [false, true] {
        let text = stock.print(name, &data, names);
        let read: Exposed<T> = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{case}: {error}: {text}"));
        let again = serde_json::to_string(&Exposed(&read.0)).expect("it is written");
        assert!(
            read.0 == *value,
            "{case}: {text}\nis read, and written {again}\nnot {ours}"
        );
    }
    // Bytes would not do to compare: in an Any, the entries of a map stand in no order.
    let read = stock.parse(name, &ours);
    let read = read.unwrap_or_else(|error| panic!("{case}: Python does not read it: {error}: {ours}"));
    let again = stock.print(name, &read, false);
    stock.same(case, &again, &theirs);
}

/// What Rust writes is what Python writes, and Rust reads it; whether the values are equal is not asked.
fn written_alike<T>(stock: &mut Stock, name: &str, value: &T)
where
    T: Plain<Stock: Message> + Clone,
    Exposed<T>: DeserializeOwned + Serialize,
    for<'a> Exposed<&'a T>: Serialize,
{
    let data = value.clone().plain().encode_to_vec();
    let ours = serde_json::to_string(&Exposed(value)).expect("it is written");
    let theirs = stock.print(name, &data, false);
    stock.same(name, &ours, &theirs);
    let read: Exposed<T> = serde_json::from_str(&theirs).expect("it is read");
    assert_eq!(serde_json::to_string(&read).expect("it is written"), ours);
}

struct Bench {
    stock: Stock,
    sealer: Sealer,
    opener: Opener,
}

impl Bench {
    fn start() -> Option<Self> {
        let keyring = Keyring::generate(&KEYS.map(|name| (name, Suite::Aes256Gcm))).expect("names are unique");
        Some(Self {
            stock: Stock::start()?,
            sealer: Sealer::new(&keyring),
            opener: Opener::new(&keyring),
        })
    }

    /// A random clear value, and its wire message, of which Python sees the fields in the clear and the envelopes.
    fn clear_and_wire<C>(&mut self, mend: impl Fn(&mut C))
    where
        C: Sealable<Wire: Openable<Clear = C> + Name + Debug>
            + Random
            + Plain<Stock: Message>
            + Clone
            + PartialEq
            + Debug,
        Exposed<C>: DeserializeOwned,
        Exposed<C::Wire>: DeserializeOwned,
        for<'a> Exposed<&'a C>: Serialize,
        for<'a> Exposed<&'a C::Wire>: Serialize,
    {
        let name = <C::Wire as Name>::full_name();
        for seed in seeds() {
            let case = format!("{name}, PROTOSEAL_SEED={seed}");
            println!("{case}");
            let mut clear = C::random(&mut Rng::for_json(seed));
            mend(&mut clear);
            both_ways(&mut self.stock, &case, &name, &clear);

            let context = Context::new().with("tenant", "acme");
            let bytes = self.sealer.encode(clear.clone(), &context).expect("it is sealed");
            let wire = C::Wire::decode(&*bytes).expect("it decodes");
            let ours = serde_json::to_string(&Exposed(&wire)).expect("it is written");
            let theirs = self.stock.print(&name, &bytes, false);
            self.stock.same(&case, &ours, &theirs);
            let read: Exposed<C::Wire> = serde_json::from_str(&theirs).expect("it is read");
            let opened = read.0.open(&self.opener, &context);
            let opened = opened.unwrap_or_else(|error| panic!("{case}: {error}: {theirs}"));
            assert!(opened == clear, "{case}: {theirs}");
        }
    }
}

macro_rules! compared {
    ($($test:ident: $($clear:path)*;)*) => { $(
        #[test]
        fn $test() {
            let Some(mut bench) = Bench::start() else { return };
            $(bench.clear_and_wire::<$clear>(|_| {});)*
        }
    )* };
}

compared! {
    well_known_types: canonical::Visible canonical::Sealed canonical::Holder;
    names_and_enums: canonical::Names canonical::Enums names::Names names::Option names::Clear pb::clear::Rootless;
    every_kind_of_field: kinds::AllSealed kinds::AllClear kinds::Child kinds::Between kinds::Stock other::Address;
    places: places::Root places::List places::Page places::Frame places::Plain;
    the_others: attacks::Record attacks::Book attacks::Rows vectors::Bound vectors::Tree vectors::Book vectors::Named;
}

/// Python has the numbers that a closed enum lacks among what it does not know, and writes nothing of that.
fn close(number: &mut i32) {
    *number = 1 + number.rem_euclid(2);
}

#[test]
fn proto2() {
    let Some(mut bench) = Bench::start() else { return };
    bench.clear_and_wire(|legacy: &mut kinds::Legacy| {
        let mut next = Some(legacy);
        while let Some(legacy) = next {
            let hidden = legacy.hidden.iter_mut().filter_map(|hidden| hidden.color.as_mut());
            let optional = legacy.hue.iter_mut().chain(&mut legacy.s_hue).chain(hidden);
            optional.chain(&mut legacy.s_hues).for_each(close);
            close(&mut legacy.color);
            next = legacy.next.as_deref_mut();
        }
    });
    bench.clear_and_wire(|ungrouped: &mut kinds::Ungrouped| {
        ungrouped.s_hue.iter_mut().chain(&mut ungrouped.s_hues).for_each(close);
        close(&mut ungrouped.color);
    });
    bench.clear_and_wire(|legacy: &mut vectors::Legacy| {
        legacy.color.iter_mut().chain(&mut legacy.hues).for_each(close);
    });
    bench.clear_and_wire(|_: &mut vectors::Kept| {});
}

/// A message that has no clear type, and shows masked fields.
#[test]
fn masked_and_not_sealed() {
    let Some(mut stock) = Stock::start() else { return };
    let name = pb::canonical::v1::Masked::full_name();
    for seed in seeds() {
        let case = format!("{name}, PROTOSEAL_SEED={seed}");
        let masked = pb::canonical::v1::Masked::random(&mut Rng::for_json(seed));
        both_ways(&mut stock, &case, &name, &masked);
    }
}

/// What equals nothing or looks equal: NaN, the two zeros, and the largest float, which Python writes but does not read.
#[test]
fn floats_at_their_edges() {
    let Some(mut stock) = Stock::start() else { return };
    let floats = kinds::AllClear {
        o_double: Some(-0.0),
        o_float: Some(-0.0),
        r_double: vec![
            f64::NAN,
            -0.0,
            0.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MIN_POSITIVE / 3.0,
        ],
        r_float: vec![f32::NAN, -0.0, 0.0, f32::MAX, f32::MIN, f32::MIN_POSITIVE / 3.0],
        ..Default::default()
    };
    written_alike(&mut stock, "kinds.v1.AllClear", &floats);
}

/// `NullValue` is null wherever it stands, and comes back where null is no default.
#[test]
fn nulls() {
    let Some(mut stock) = Stock::start() else { return };
    use pb::canonical::v1::clear::nulls::Choice;
    for choice in [None, Some(Choice::Chosen(0)), Some(Choice::Other(String::new()))] {
        let mut nulls = canonical::Nulls {
            optional_null: Some(0),
            choice,
            ..Default::default()
        };
        both_ways(&mut stock, "nulls", "canonical.v1.Nulls", &nulls);
        // Python does not read them in a list or a map.
        nulls.nulls = vec![0, 0];
        nulls.by_name = [("a".to_owned(), 0)].into();
        written_alike(&mut stock, "canonical.v1.Nulls", &nulls);
    }
}

/// Messages of this build, sealed and masked ones too, in an Any.
#[test]
fn in_an_any() {
    let Some(mut bench) = Bench::start() else { return };
    let context = Context::unbound();
    for seed in seeds() {
        let mut rng = Rng::for_json(seed);
        let names = canonical::Names::random(&mut rng).seal(&bench.sealer, &context);
        let plain = pb::canonical::v1::Plain::random(&mut rng);
        let mut masked = pb::canonical::v1::Masked::random(&mut rng);
        // The bytes of a map have no one order.
        masked.entries.clear();
        for any in [
            Any::from_msg(&names.expect("it is sealed")),
            Any::from_msg(&plain),
            Any::from_msg(&masked),
        ] {
            let holder = canonical::Holder {
                any: Some(any.expect("it has a name")),
                ..Default::default()
            };
            let case = format!("an Any, PROTOSEAL_SEED={seed}");
            both_ways(&mut bench.stock, &case, "canonical.v1.Holder", &holder);
        }
    }
}

/// A message that shows nothing masked needs no `Exposed`.
#[test]
fn not_masked() {
    let Some(mut stock) = Stock::start() else { return };
    let name = pb::canonical::v1::Plain::full_name();
    for seed in seeds() {
        let case = format!("{name}, PROTOSEAL_SEED={seed}");
        let plain = pb::canonical::v1::Plain::random(&mut Rng::for_json(seed));
        let theirs = stock.print(&name, &plain.encode_to_vec(), false);
        stock.same(&case, &serde_json::to_string(&plain).expect("it is written"), &theirs);
        let read: pb::canonical::v1::Plain = serde_json::from_str(&theirs).expect("it is read");
        assert_eq!(read, plain, "{case}");
    }
}
