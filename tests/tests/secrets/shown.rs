//! What of a secret is shown: nothing.

use protoseal::Secret;
use protoseal::prelude::*;
use protoseal_tests::pb::secrets::v1::{clear, partial};

#[test]
fn debug_shows_no_secret() {
    let login = clear::Login {
        user: "anna".into(),
        password: "canary".into(),
        key: b"canary".to_vec().into(),
        codes: vec!["canary".into()],
        tokens: [("name".into(), b"canary".to_vec().into())].into(),
    };
    let shown = format!("{login:?}{:?}", partial::Login::from(login.clone()));
    assert!(shown.contains("anna") && !shown.contains("canary"), "{shown}");
    let partial = partial::Login::from(login.clone());
    let exposed = format!("{:?}{:?}", login.exposed(), partial.exposed());
    assert_eq!(exposed.matches("\"canary\"").count(), 4, "{exposed}");
    assert_eq!(exposed.matches("[99, 97, 110, 97, 114, 121]").count(), 4, "{exposed}");
    assert_eq!(format!("{:?}", login.codes), "[***]");
    assert_eq!(format!("{:?}", Some(login.key)), "Some(***)");
    let token = clear::vault::Login::Token("canary".into());
    assert_eq!(format!("{token:?}"), "Login(***)");
    assert_eq!(format!("{:?}", token.exposed()), "Token(\"canary\")");
}

#[test]
fn an_optional_secret_has_no_getter_and_is_read_as_a_field() {
    let vault = clear::Vault {
        pin: Some("4711".into()),
        ..Default::default()
    };
    assert_eq!(vault.pin.as_ref().map(Secret::<String>::expose), Some("4711"));
    assert!(vault.pin.is_some_and(|pin| pin == "4711"));
}

#[test]
fn what_opens_is_what_was_sealed() {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).expect("one name");
    let (sealer, opener) = (Sealer::new(&keyring), Opener::new(&keyring));
    let context = Context::new().with("tenant", "acme");
    let lock = clear::Lock {
        name: "door".into(),
        code: "4711".into(),
    };
    let opened = lock.clone().seal(&sealer, &context).expect("it is sealed");
    let opened = opened.open(&opener, &context).expect("it opens");
    assert_eq!((opened.code.expose(), &*opened.name), ("4711", "door"));
    assert!(opened == lock);
}
