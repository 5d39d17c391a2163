//! Every kind of field in partial types, with random values: carried on closed, and sealed anew.

use proptest::prelude::*;
use prost::Message;
use protoseal::codegen::{Openable, PartlyOpenable, Sealable};
use protoseal::prelude::*;
use protoseal_tests::pb;
use protoseal_tests::random::{Random, Rng};

const KEYS: [&str; 6] = ["pii", "address", "k", "root", "other", "legacy"];

/// A ring with those of the keys for which `has` says so, and the opener and sealer over it.
fn ring(has: impl Fn(usize) -> bool) -> (Sealer, Opener) {
    use protoseal::{DataKey, KeyId, KeyRecord, KeyState};
    let keyring = Keyring::new();
    for (index, name) in KEYS.iter().enumerate().filter(|(index, _)| has(*index)) {
        let byte = u8::try_from(index).expect("there are few");
        let record = KeyRecord::new(KeyId::from_bytes([byte; 16]), name, Suite::Aes256Gcm);
        let record = record.with_version(1, KeyState::Active, 0, DataKey::from_bytes([byte; 32]));
        keyring.insert(record.expect("a version")).expect("names are unique");
    }
    (Sealer::new(&keyring), Opener::new(&keyring))
}

/// By holders of some keys, one after the other, and of all: sealed again without a change, by value and encoded.
fn round_trip<Clear>(seed: u64, holders: [u8; 2])
where
    Clear: Sealable<Wire: Openable<Clear = Clear> + PartlyOpenable<Partial: From<Clear>> + Clone>,
    Clear: Random + Clone + PartialEq,
{
    let context = Context::new().with("table", "kinds");
    let (sealer, opener) = ring(|_| true);
    let mut rng = Rng::new(seed);
    let clear = Clear::random(&mut rng);
    let whole = |wire: Clear::Wire| wire.open(&opener, &context).expect("all of it opens");
    let mut wire = clear.clone().seal(&sealer, &context).expect("it is sealed");
    for keys in holders {
        let (sealer, opener) = ring(|index| keys >> index & 1 == 1);
        let partial = wire.open_partial(&opener, &context).expect("it opens in part");
        wire = partial.seal(&sealer, &context).expect("it is sealed again");
        assert!(whole(wire.clone()) == clear, "{keys:b}");
    }
    let partial = wire.open_partial(&opener, &context).expect("it opens");
    assert!(partial.closed().is_empty());
    let shown = format!("{partial:?}");
    let canary = rng.canary().as_slice();
    let numbers = format!("{canary:?}");
    assert!(
        !shown.as_bytes().windows(canary.len()).any(|window| window == canary),
        "{shown}"
    );
    assert!(!shown.contains(numbers.trim_matches(['[', ']'])), "{shown}");
    let bytes = sealer.encode(partial, &context).expect("it is encoded");
    assert!(whole(Clear::Wire::decode(&*bytes).expect("it decodes")) == clear);
    let partial = <Clear::Wire as PartlyOpenable>::Partial::from(clear.clone());
    assert!(whole(partial.seal(&sealer, &context).expect("it is sealed")) == clear);
}

macro_rules! kinds {
    ($($name:ident: $clear:path;)*) => { $(
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(16))]
            #[test]
            fn $name(seed: u64, holders: [u8; 2]) {
                round_trip::<$clear>(seed, holders);
            }
        }
    )* };
}

kinds! {
    child: pb::kinds::v1::clear::Child;
    between: pb::kinds::v1::clear::Between;
    all_sealed: pb::kinds::v1::clear::AllSealed;
    all_clear: pb::kinds::v1::clear::AllClear;
    legacy: pb::kinds::v1::clear::Legacy;
    names: pb::kinds::v1::names::clear::Names;
    message_named_option: pb::kinds::v1::names::clear::Option;
    vault: pb::secrets::v1::clear::Vault;
    login: pb::secrets::v1::clear::Login;
    root_of_places: pb::kinds::v1::places::clear::Root;
    list: pb::kinds::v1::places::clear::List;
    page: pb::kinds::v1::places::clear::Page;
    frame: pb::kinds::v1::places::clear::Frame;
    rootless: pb::clear::Rootless;
}
