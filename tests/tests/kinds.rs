//! Every kind of field, sealed and in the clear, with random values: what is sealed opens again as it was, and none of it
//! stands in the bytes.

#![forbid(unsafe_code)]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::LazyLock;

use proptest::prelude::*;
use prost::Message;
use prost::encoding::{DecodeContext, decode_key, skip_field};
use protoseal::codegen::{Openable, Sealable};
use protoseal::prelude::*;
use protoseal::{OpenError, Refused, SealError};
use protoseal_tests::random::{IN_THE_CLEAR, Random, Rng};
use protoseal_tests::{pb, stock};

static KEYRING: LazyLock<Keyring> = LazyLock::new(|| {
    let aes = ["pii", "address", "k", "root"].map(|name| (name, Suite::Aes256Gcm));
    let sm4 = ["other", "legacy"].map(|name| (name, Suite::Sm4Gcm));
    let names = [aes.as_slice(), sm4.as_slice()].concat();
    Keyring::generate(&names).expect("names are unique")
});

fn sealer() -> Sealer {
    Sealer::new(&KEYRING)
}

fn opener() -> Opener {
    Opener::new(&KEYRING)
}

fn context() -> Context {
    Context::new().with("table", "kinds")
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// Both ways to seal and open, a relay in between, and canaries. `Stock` is what a peer without keys has.
fn round_trip<Clear, Stock>(seed: u64)
where
    Clear: Sealable<Wire: Openable<Clear = Clear>> + Random + Clone + PartialEq + Debug,
    Clear::Wire: Clone + PartialEq,
    Stock: Message + Default,
{
    let mut rng = Rng::new(seed);
    let clear = Clear::random(&mut rng);
    let shown = format!("{clear:?}");

    let wire = clear
        .clone()
        .seal(&sealer(), &context())
        .expect("a random value is sealed");
    let bytes = wire.encode_to_vec();
    let written = sealer()
        .encode(clear.clone(), &context())
        .expect("a random value is encoded");
    for (what, bytes) in [("sealed", &bytes), ("encoded", &written)] {
        assert!(!contains(bytes, rng.canary()), "a canary is in the {what} bytes");
    }
    for (what, text) in [("clear value", &shown), ("wire value", &format!("{wire:?}"))] {
        assert!(
            !contains(text.as_bytes(), rng.canary()),
            "a canary is in the Debug of the {what}"
        );
    }

    let relayed = Stock::decode(&*bytes).expect("a stock peer decodes it").encode_to_vec();
    for bytes in [&bytes, &written, &relayed] {
        let wire = Clear::Wire::decode(&**bytes).expect("the wire type decodes it");
        let opened = wire.open(&opener(), &context()).expect("it opens");
        assert!(opened == clear, "opened: {opened:#?}\nsealed: {clear:#?}");
        let opened: Clear = opener().decode(bytes, &context()).expect("it opens from bytes");
        assert!(opened == clear, "opened from bytes: {opened:#?}\nsealed: {clear:#?}");
        for _ in 0..4 {
            one_pass_agrees_with_two::<Clear>(&damaged(bytes, &mut rng));
        }
    }
    let twice = [&*bytes, &*written].concat();
    one_pass_agrees_with_two::<Clear>(&twice);
}

/// `Opener::decode` takes one pass where it can: it opens what `open` opens, to the same value, and says of the rest the same.
fn one_pass_agrees_with_two<Clear>(bytes: &[u8])
where
    Clear: Sealable<Wire: Openable<Clear = Clear>> + Clone + PartialEq + Debug,
{
    let two = match Clear::Wire::decode(bytes) {
        Ok(wire) => wire
            .open(&opener(), &context())
            .map_err(|refused| refused.into_parts().1.to_string()),
        Err(error) => Err(OpenError::Decode(error).to_string()),
    };
    let one = opener()
        .decode::<Clear>(bytes, &context())
        .map_err(|error| error.to_string());
    // A float that was damaged may be no number, which equals nothing.
    let no_number = |value: &Clear| value.clone() != *value;
    let same = one == two || matches!((&one, &two), (Ok(one), Ok(two)) if no_number(one) && no_number(two));
    assert!(same, "in one pass: {one:#?}\nin two: {two:#?}\nof {bytes:x?}");
}

/// Fields in another order, twice, left out, unknown or changed, or a few bytes that are others.
fn damaged(bytes: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut fields = fields(bytes);
    if fields.is_empty() {
        return vec![0x7a, rng.below(3) as u8];
    }
    let at = rng.below(fields.len());
    match rng.below(7) {
        0 => fields.reverse(),
        1 => fields.push(fields[at].clone()),
        2 => drop(fields.remove(at)),
        3 => fields.insert(at, vec![0xf8, 0x7f, rng.below(128) as u8]),
        4 => {
            let inside = rng.below(fields[at].len());
            fields[at][inside] ^= 1 << rng.below(8);
        }
        5 => {
            let other = rng.below(fields.len());
            fields.swap(at, other);
        }
        // Any number and wire type, with what is a value of several.
        _ => fields.insert(at, vec![rng.below(128) as u8, 1, 0]),
    }
    fields.concat()
}

/// The fields of a message, each with its key.
fn fields(mut bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let mut rest = bytes;
        let (number, wire) = decode_key(&mut rest).expect("what was encoded has keys");
        skip_field(wire, number, &mut rest, DecodeContext::default()).expect("and values");
        fields.push(bytes[..bytes.len() - rest.len()].to_vec());
        bytes = rest;
    }
    fields
}

macro_rules! kinds {
    ($($name:ident: $($part:ident)::+;)*) => {
        $(
            proptest! {
                #![proptest_config(ProptestConfig::with_cases(40))]
                #[test]
                fn $name(seed: u64) {
                    round_trip::<kinds!(@clear $($part)::+), stock::$($part)::+>(seed);
                }
            }
        )*
    };
    (@clear kinds::v1::$name:ident) => { pb::kinds::v1::clear::$name };
    (@clear kinds::v1::names::$name:ident) => { pb::kinds::v1::names::clear::$name };
    (@clear secrets::v1::$name:ident) => { pb::secrets::v1::clear::$name };
    (@clear kinds::v1::places::$name:ident) => { pb::kinds::v1::places::clear::$name };
    (@clear kinds::other::v1::$name:ident) => { pb::kinds::other::v1::clear::$name };
    (@clear lax::v1::$name:ident) => { pb::lax::v1::clear::$name };
    (@clear $name:ident) => { pb::clear::$name };
}

kinds! {
    child: kinds::v1::Child;
    between: kinds::v1::Between;
    all_sealed: kinds::v1::AllSealed;
    all_clear: kinds::v1::AllClear;
    stock_parent: kinds::v1::Stock;
    legacy: kinds::v1::Legacy;
    ungrouped: kinds::v1::Ungrouped;
    tinted: lax::v1::Tinted;
    address: kinds::other::v1::Address;
    names: kinds::v1::names::Names;
    variables: kinds::v1::names::Variables;
    message_named_option: kinds::v1::names::Option;
    message_named_clear: kinds::v1::names::Clear;
    vault: secrets::v1::Vault;
    login: secrets::v1::Login;
    root_of_places: kinds::v1::places::Root;
    list: kinds::v1::places::List;
    page: kinds::v1::places::Page;
    frame: kinds::v1::places::Frame;
    rootless: Rootless;
}

/// What the search for canaries would miss, it would miss here too.
#[test]
fn canaries_are_searched_where_values_are() {
    let found = (0..100).any(|seed| {
        let clear = pb::kinds::v1::clear::AllClear::random(&mut Rng::new(seed));
        let bytes = sealer().encode(clear, &context()).expect("a random value is encoded");
        contains(&bytes, IN_THE_CLEAR.as_bytes())
    });
    assert!(found);
    let sealed = (0..100).any(|seed| {
        let mut rng = Rng::new(seed);
        let clear = pb::kinds::v1::clear::Child::random(&mut rng);
        contains(clear.secret.as_bytes(), rng.canary())
    });
    assert!(sealed);
}

/// Default of a clear type is prost's default of the message.
#[test]
fn defaults_are_prosts() {
    let clear = pb::kinds::v1::clear::Legacy::default();
    let stock = stock::kinds::v1::Legacy::default();
    assert_eq!(
        (clear.level, clear.color, &clear.id),
        (stock.level, stock.color, &stock.id)
    );
    assert_eq!(clear.level, -7);
    assert_eq!(
        (
            clear.text(),
            clear.blob(),
            clear.ratio(),
            clear.share(),
            clear.flag(),
            clear.big()
        ),
        (
            stock.text(),
            stock.blob(),
            stock.ratio(),
            stock.share(),
            stock.flag(),
            stock.big()
        ),
    );
    assert_eq!(
        (clear.s_text(), clear.s_blob(), clear.s_big()),
        (stock.s_text(), stock.s_blob(), stock.s_big())
    );
    assert_eq!(clear.hue() as i32, stock.hue() as i32);
    assert_eq!(clear.s_hue() as i32, stock.s_hue() as i32);
}

/// A sealed field that a peer sends in the clear is refused, be it empty, whatever its kind.
#[test]
fn plaintext_of_every_kind_is_refused() {
    let empty = pb::kinds::v1::clear::AllSealed::default();
    let sealed = sealer().encode(empty, &context()).expect("an empty value is encoded");
    let declared = declared_numbers("AllSealed");
    let mut refused = BTreeSet::new();
    for number in &declared {
        // As a varint, 64 bits, a length-delimited and 32 bits: whichever type the field has, one of these fits.
        let encodings: [&[u8]; 4] = [&[0], &[0; 8], &[0], &[0; 4]];
        for (wire_type, value) in [0u32, 1, 2, 5].into_iter().zip(encodings) {
            let mut bytes = sealed.clone();
            prost::encode_length_delimiter(((number << 3) | wire_type) as usize, &mut bytes).expect("a vector grows");
            bytes.extend_from_slice(value);
            let wire = pb::kinds::v1::AllSealed::decode(&*bytes);
            // An empty packed field carries no value; another wire type does not decode.
            if let Ok(Err(error)) = wire.map(|wire| wire.open(&opener(), &context())) {
                let is_plaintext = matches!(error.error(), OpenError::Plaintext { .. });
                assert!(is_plaintext, "field {number}: {error}");
                refused.insert(*number);
            }
        }
    }
    assert_eq!(refused, declared);
}

/// The field numbers of a message, the envelope's left out, from the .proto file itself.
fn declared_numbers(message: &str) -> BTreeSet<u32> {
    let text = include_str!("../proto/kinds/v1/kinds.proto");
    let (_, rest) = text
        .split_once(&format!("message {message} {{"))
        .expect("the message is there");
    let (fields, _) = rest
        .split_once("message Inner {")
        .expect("its nested type follows its fields");
    let number = |line: &str| {
        let (_, after) = line.split_once(" = ")?;
        after.split([' ', ';']).next()?.parse().ok()
    };
    let numbers: BTreeSet<u32> = fields.lines().filter_map(number).collect();
    assert!(numbers.len() > 130, "only {} fields were found", numbers.len());
    numbers
}

/// `open` is by value on the wire type even where a field has its name.
#[test]
fn methods_win_over_fields_of_their_names() {
    let names = pb::kinds::v1::names::clear::Names {
        open: Some("field".to_owned()),
        ..Default::default()
    };
    let wire = names.seal(&sealer(), &context()).expect("it is sealed");
    let opened = wire.open(&opener(), &context()).expect("it opens");
    assert_eq!(opened.open(), "field");
}

/// What could never be decoded again is not sealed; what can, is.
#[test]
fn plain_messages_that_nest_too_deep_are_refused_whole() {
    use pb::kinds::v1::{Plain, clear::AllSealed};

    let nested = |levels: u32| {
        let leaf = Plain {
            text: "leaf".repeat(100),
            ..Default::default()
        };
        let chain = (1..levels).fold(leaf, |inner, _| Plain {
            more: vec![inner],
            ..Default::default()
        });
        AllSealed {
            r_plain: vec![chain],
            ..Default::default()
        }
    };
    let deepest = nested(100).seal(&sealer(), &context()).expect("100 levels are sealed");
    assert!(deepest.open(&opener(), &context()).expect("and open again") == nested(100));
    let refused = nested(101)
        .seal(&sealer(), &context())
        .expect_err("101 levels are refused");
    assert!(matches!(refused.error(), SealError::TooDeep { .. }), "{refused}");
    assert!(refused.into_message() == nested(101), "the message comes back whole");
}

/// Entries of a map are messages, also where they hold scalars alone.
#[test]
fn a_map_below_the_deepest_message_is_refused_whole() {
    // A hundred levels of a message of three kilobytes need more stack than a test's thread has in a debug build.
    let with_stack = std::thread::Builder::new().stack_size(64 << 20);
    let thread = with_stack
        .spawn(maps_below_the_deepest_message)
        .expect("a thread starts");
    thread.join().expect("its checks hold");
}

fn maps_below_the_deepest_message() {
    use pb::kinds::v1::clear::AllClear;

    let chain = |filled: bool| {
        let mut innermost = pb::kinds::v1::clear::Between::default();
        if filled {
            innermost.more.insert("entry".to_owned(), Default::default());
        }
        (0..49).fold(innermost, |inner, _| pb::kinds::v1::clear::Between {
            more: [("next".to_owned(), inner)].into(),
            ..Default::default()
        })
    };
    // 49 entries and the messages in them make 98 levels; one more pair, 100.
    for filled in [false, true] {
        let sealed = chain(filled)
            .seal(&sealer(), &context())
            .expect("100 levels are sealed");
        assert!(sealed.open(&opener(), &context()).expect("and open again") == chain(filled));
    }
    let deeper = pb::kinds::v1::clear::Between {
        more: [("next".to_owned(), chain(true))].into(),
        ..Default::default()
    };
    let refused = deeper.seal(&sealer(), &context()).expect_err("102 levels are refused");
    assert!(matches!(refused.error(), SealError::TooDeep { .. }), "{refused}");

    let scalars = |levels: u32, filled: bool| {
        let mut innermost = AllClear::default();
        if filled {
            innermost.mv_int32.insert("entry".to_owned(), 1);
        }
        (0..levels).fold(innermost, |inner, _| AllClear {
            recursive: Some(Box::new(inner)),
            ..Default::default()
        })
    };
    let opens = |clear: AllClear| {
        let wire = clear.seal(&sealer(), &context())?;
        let bytes = wire.encode_to_vec();
        let opened: AllClear = opener().decode(&bytes, &context()).expect("what is sealed opens");
        Ok::<_, Refused<AllClear, SealError>>(opened)
    };
    assert!(opens(scalars(99, true)).expect("an entry at level 100") == scalars(99, true));
    assert!(opens(scalars(100, false)).expect("no entry below level 100") == scalars(100, false));
    let refused = opens(scalars(100, true)).expect_err("an entry at level 101");
    assert!(matches!(refused.error(), SealError::TooDeep { .. }), "{refused}");
}
