//! Messages of another crate's generated types (`extern_path`), in every place that a field can have.
#![forbid(unsafe_code)]

use prost::Message;
use protoseal::prelude::*;
use protoseal_examples::quickstart::v1::clear::UserProfile;
use protoseal_tests::external::{Holder, clear};

fn profile(name: &str) -> UserProfile {
    UserProfile {
        user_id: name.to_owned(),
        id_card: Some(format!("card of {name}")),
        phone: format!("phone of {name}"),
        email: format!("mail of {name}"),
        display_name: name.to_owned(),
    }
}

fn holder() -> clear::Holder {
    clear::Holder {
        id: "h".to_owned(),
        shown: Some(profile("shown")),
        list: vec![profile("first"), profile("second")],
        map: [("key".to_owned(), profile("entry"))].into(),
        choice: Some(clear::holder::Choice::One(profile("chosen"))),
        hidden: Some(profile("hidden")),
    }
}

#[test]
fn another_crates_messages_are_sealed_and_opened_with_ours() {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm), ("contact", Suite::Sm4Gcm)]).expect("two names");
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    let context = Context::new();

    let bytes = sealer.encode(holder(), &context).expect("it is sealed");
    for secret in ["card of", "phone of", "mail of", "hidden"] {
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "`{secret}` is in the bytes");
    }
    let opened: clear::Holder = opener.decode(&bytes, &context).expect("it opens");
    assert_eq!(opened, holder());

    let mut tampered = Holder::decode(&*bytes).expect("it decodes");
    tampered.list.swap(0, 1);
    assert!(tampered.open(&opener, &context).is_err());
}
