//! Random values of every kind of field: exposed, they are read as they were written; masked, nothing of them shows.

use std::fmt::Debug;

use proptest::prelude::*;
use protoseal::Exposed;
use protoseal::codegen::{Sealable, json};
use protoseal::prelude::*;
use protoseal_tests::pb;
use protoseal_tests::random::{IN_THE_CLEAR, Random, Rng};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Of a clear type and of its wire type.
fn round_trip<Clear>(seed: u64, sealer: &Sealer)
where
    Clear: Sealable + Random + PartialEq + Debug + Serialize + json::Write + json::Read + Expose,
    Clear::Wire: PartialEq + Serialize + DeserializeOwned,
    for<'a> Exposed<&'a Clear>: Serialize + Debug,
{
    let mut rng = Rng::for_json(seed);
    let clear = Clear::random(&mut rng);

    let text = serde_json::to_string(&clear.exposed()).expect("a random value has a form in JSON");
    let Exposed(read) = serde_json::from_str::<Exposed<Clear>>(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert!(
        read == clear,
        "read: {:#?}\nwritten: {:#?}\n{text}",
        Exposed(&read),
        clear.exposed()
    );
    // Once more from a tree of values, which deserializes otherwise.
    let tree = serde_json::to_value(clear.exposed()).expect("a tree takes it too");
    let Exposed(read) = serde_json::from_value::<Exposed<Clear>>(tree).expect("and gives it back");
    assert!(read == clear, "read from a tree: {:#?}", Exposed(&read));

    let canary = String::from_utf8_lossy(rng.canary()).into_owned();
    let masked = serde_json::to_string(&clear).expect("the same, masked");
    assert!(!masked.contains(&canary), "a canary is in {masked}");
    if rng.canaries() > 0 {
        // In base64 or in keys of maps too, of which the first must show it.
        assert!(text.contains(&canary) || !text.contains("***"), "{text}");
    }
    if text.contains(IN_THE_CLEAR) && !masked.contains(IN_THE_CLEAR) {
        // What is in the clear within what is sealed is masked with it.
        assert!(rng.canaries() > 0, "{masked}");
    }

    let wire = clear
        .seal(sealer, &Context::unbound())
        .expect("a random value is sealed");
    let text = serde_json::to_string(&wire).expect("a wire type has a form in JSON");
    assert!(!text.contains(&canary), "a canary is in {text}");
    let read: Clear::Wire = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert!(read == wire, "a wire value is read as it was written: {text}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn every_kind_is_read_as_it_was_written(seed: u64) {
        let aes = ["pii", "address", "k", "root", "other", "legacy"].map(|name| (name, Suite::Aes256Gcm));
        let sealer = Sealer::new(&Keyring::generate(&aes).expect("names are unique"));
        round_trip::<pb::kinds::v1::clear::AllSealed>(seed, &sealer);
        round_trip::<pb::kinds::v1::clear::AllClear>(seed, &sealer);
        round_trip::<pb::kinds::v1::clear::Stock>(seed, &sealer);
        round_trip::<pb::kinds::v1::clear::Legacy>(seed, &sealer);
        round_trip::<pb::kinds::v1::clear::Ungrouped>(seed, &sealer);
        round_trip::<pb::kinds::v1::names::clear::Names>(seed, &sealer);
        round_trip::<pb::kinds::v1::names::clear::Variables>(seed, &sealer);
        round_trip::<pb::kinds::other::v1::clear::Address>(seed, &sealer);
        round_trip::<pb::clear::Rootless>(seed, &sealer);
        round_trip::<pb::canonical::v1::clear::Visible>(seed, &sealer);
        round_trip::<pb::canonical::v1::clear::Sealed>(seed, &sealer);
        round_trip::<pb::secrets::v1::clear::Vault>(seed, &sealer);
    }
}
