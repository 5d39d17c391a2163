//! Messages of another crate's generated types (`extern_path`), in every place that a field can have.
#![forbid(unsafe_code)]

use prost::Message;
use protoseal::prelude::*;
use protoseal::testing::assert_exposed_eq;
use protoseal::{Exposed, testing};
use protoseal_examples::quickstart::v1::clear::UserProfile;
use protoseal_tests::external::{Holder, clear};
use protoseal_tests::pb::kinds::v1::{Kind, Plain};
use protoseal_tests::pb::masks::v1::Text;
use serde_json::{from_value, json, to_value};

fn profile(name: &str) -> UserProfile {
    UserProfile {
        user_id: name.to_owned(),
        id_card: Some(format!("card of {name}")),
        phone: format!("phone of {name}"),
        email: format!("mail of {name}"),
        display_name: name.to_owned(),
    }
}

fn plain(text: &str) -> Plain {
    let more = vec![Plain::default()];
    Plain {
        text: text.to_owned(),
        kind: Kind::One as i32,
        more,
    }
}

fn text(last: &str) -> Text {
    Text {
        full: "in full".to_owned(),
        last: last.to_owned(),
        ..Default::default()
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
        plain: Some(plain("plain")),
        plains: vec![plain("sealed plain")],
        kinds: [(-1, Kind::Two as i32)].into(),
        text: Some(text("text")),
        texts: vec![text("first text"), Text::default()],
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

/// By the masks of their own schema, on both types.
#[test]
fn another_crates_messages_are_shown_masked_within_ours() {
    let clear = holder();
    let shown = format!("{clear:?}");
    for masked in ["card of", "phone of", "mail of", "hidden", "in full"] {
        assert!(!shown.contains(&format!("\"{masked}")), "`{masked}` is in {shown}");
    }
    for seen in [
        r#"user_id: "entry""#,
        r#"full: "***""#,
        r#"last: "******text""#,
        r#"text: "plain""#,
    ] {
        assert!(shown.contains(seen), "`{seen}` is not in {shown}");
    }
    let exposed = format!("{:?}", clear.exposed());
    for name in ["shown", "first", "second", "entry", "chosen", "hidden"] {
        assert!(exposed.contains(&format!(r#"phone: "phone of {name}""#)), "{exposed}");
    }
    assert!(exposed.contains(r#"full: "in full""#) && exposed.contains(r#"last: "first text""#));

    let kit = testing::kit::<clear::Holder>();
    let wire = clear.seal(&kit.sealer, &kit.context).expect("it is sealed");
    let shown = format!("{wire:?}");
    assert!(!shown.contains("in full") && !shown.contains("sealed plain"), "{shown}");
    assert!(shown.contains(r#"last: "******text""#), "{shown}");
    assert!(format!("{:?}", wire.exposed()).contains(r#"full: "in full""#));
}

#[test]
fn another_crates_messages_are_written_and_read_as_json_with_ours() {
    let clear = holder();
    let masked = to_value(&clear).expect("it is written");
    assert_eq!(
        masked["map"]["key"],
        json!({"userId": "entry", "idCard": "*********ntry", "phone": "***", "email": "***", "displayName": "entry"})
    );
    assert_eq!(masked["texts"][0]["last"], "******text");
    assert_eq!(
        masked["plain"],
        json!({"text": "plain", "kind": "KIND_ONE", "more": [{}]})
    );
    assert_eq!(masked["kinds"], json!({"-1": "KIND_TWO"}));
    assert_eq!((masked.get("hidden"), masked.get("plains")), (None, None));

    let exposed = to_value(clear.exposed()).expect("it is written");
    assert_eq!(exposed["one"]["phone"], "phone of chosen");
    assert_eq!(exposed["texts"], json!([{"full": "in full", "last": "first text"}, {}]));
    let Exposed(read) = from_value::<Exposed<clear::Holder>>(exposed).expect("what was written is read");
    assert_exposed_eq!(read, clear);

    let kit = testing::kit::<clear::Holder>();
    let wire = clear.seal(&kit.sealer, &kit.context).expect("it is sealed");
    let text = to_value(wire.exposed()).expect("it is written");
    let Exposed(read) = from_value::<Exposed<Holder>>(text).expect("what was written is read");
    let opened = read.open(&kit.opener, &kit.context).expect("it opens");
    assert_exposed_eq!(opened, holder());
}

/// Another crate's errors are not known to keep values to themselves.
#[test]
fn an_error_of_another_crates_type_is_not_told() {
    let wrong = json!({"plain": {"text": {"canary": 5}}});
    let error = from_value::<Exposed<clear::Holder>>(wrong)
        .map(|_| ())
        .expect_err("no text");
    assert_eq!(error.to_string(), "plain: its type does not take it");
}
