//! The generator's expected outputs compile, and behave as what they were generated from says.
#![forbid(unsafe_code)]
#![allow(missing_docs)]

use std::marker::PhantomData;

use prost::Message;
use protoseal::OpenError;
use protoseal::prelude::*;

mod annotated {
    include!("../../plugin/tests/expected/annotated/demo.v1.rs");
}
mod children {
    include!("../../plugin/tests/expected/children/demo.v1.rs");
}
mod comments {
    include!("../../plugin/tests/expected/comments/demo.v1.rs");
}
mod conditional {
    include!("../../plugin/tests/expected/conditional/demo.v1.rs");
}
mod containers {
    include!("../../plugin/tests/expected/containers/demo.v1.rs");
}
mod flat {
    include!("../../plugin/tests/expected/flat/demo.v1.rs");
}
#[allow(dead_code, unreachable_pub)]
mod json_for {
    include!("../../plugin/tests/expected/json_for/demo.v1.rs");
}
mod keywords {
    include!("../../plugin/tests/expected/keywords/demo.r#type.v1.rs");
}
#[allow(unreachable_pub)]
mod masked_only {
    include!("../../plugin/tests/expected/masked_only/demo.v1.rs");
}
mod masks {
    include!("../../plugin/tests/expected/masks/demo.v1.rs");
}
mod nested {
    include!("../../plugin/tests/expected/nested/demo.v1.rs");
}
mod no_package {
    include!("../../plugin/tests/expected/no_package/root.rs");
}
mod partial {
    include!("../../plugin/tests/expected/partial/demo.v1.rs");
}
mod places {
    include!("../../plugin/tests/expected/places/demo.v1.rs");
}
mod proto2 {
    include!("../../plugin/tests/expected/proto2/demo.v1.rs");
}
mod recursive {
    include!("../../plugin/tests/expected/recursive/demo.v1.rs");
}
mod secrets {
    include!("../../plugin/tests/expected/secrets/demo.v1.rs");
}
mod sealed_oneof {
    include!("../../plugin/tests/expected/sealed_oneof/demo.v1.rs");
}
mod uneditable {
    include!("../../plugin/tests/expected/uneditable/vendor.v1.rs");
}
#[allow(dead_code, unreachable_pub)]
mod validation {
    include!("../../plugin/tests/expected/validation/demo.v1.rs");
}
#[allow(dead_code, unreachable_pub)]
mod validation_pgv {
    include!("../../plugin/tests/expected/validation_pgv/demo.v1.rs");
}
#[allow(dead_code, unreachable_pub)]
mod validation_sealed {
    include!("../../plugin/tests/expected/validation_sealed/demo.v1.rs");
}
mod without_json {
    include!("../../plugin/tests/expected/without_json/demo.v1.rs");
}

#[test]
fn an_expected_output_seals_and_opens() {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm), ("address", Suite::Sm4Gcm)]).expect("two names");
    let (sealer, opener, context) = (Sealer::new(&keyring), Opener::new(&keyring), Context::new());
    let profile = || flat::clear::UserProfile {
        user_id: "u".to_owned(),
        phone: "138".to_owned(),
        addresses: vec!["here".to_owned()],
        grade: flat::Grade::Gold as i32,
        ..Default::default()
    };
    let bytes = profile().seal(&sealer, &context).expect("it is sealed").encode_to_vec();
    let wire = flat::UserProfile::decode(&*bytes).expect("it decodes");
    assert_eq!(
        format!("{wire:?}"),
        r#"UserProfile { user_id: "u", grade: Gold, grades: {}, age: None, sealed: [2 sealed] }"#
    );
    let opened = wire.open(&opener, &context).expect("it opens");
    assert_eq!(opened, profile());
    assert_eq!(
        format!("{opened:?}"),
        r#"UserProfile { user_id: "u", id_card: "***", phone: "***", addresses: ***, grade: Gold, former_grade: ***, grades: {}, age: None }"#
    );
}

/// Without sealed fields there is one type, prost's own; its `Debug` alone is another.
#[test]
fn a_package_that_masks_and_seals_nothing_stays_prosts() {
    use masked_only::{Opening, Visit, visit};
    let visit = Visit {
        visitor: "A1234567".to_owned(),
        place: Some(visit::Place {
            address: "here".to_owned(),
            floor: 3,
        }),
        why: Some(visit::Why::Note("secret".to_owned())),
    };
    assert_eq!(
        format!("{visit:?}"),
        r#"Visit { visitor: "A******7", place: Some(Place { address: "here", floor: *** }), why: Some(Note("***")) }"#
    );
    assert_eq!(
        format!("{:?}", visit.exposed()),
        r#"Visit { visitor: "A1234567", place: Some(Place { address: "here", floor: 3 }), why: Some(Note("secret")) }"#
    );
    assert_eq!(Visit::decode(&*visit.encode_to_vec()), Ok(visit));
    assert_eq!(format!("{:?}", Opening::default()), r#"Opening { hours: "" }"#);
}

#[test]
fn what_a_teams_own_options_mark_is_sealed_and_masked() {
    let keys = ["pii", "contact", "address"].map(|name| (name, Suite::Aes256Gcm));
    let keyring = Keyring::generate(&keys).expect("three names");
    let (sealer, opener, context) = (Sealer::new(&keyring), Opener::new(&keyring), Context::new());
    let patient = annotated::clear::Patient {
        id: "42".to_owned(),
        name: "canary-name".to_owned(),
        phone: "canary-phone".to_owned(),
        photo: b"canary-photo".to_vec(),
        tags: vec!["public".to_owned()],
        diseases: [("left".to_owned(), annotated::Disease::Flu as i32)].into(),
        remark: "canary-remark".to_owned(),
        address: Some(annotated::clear::Address {
            street: "canary-street".to_owned(),
            number: 7,
            more: Some(annotated::clear::address::More::Floor("canary-floor".to_owned())),
        }),
        ..Default::default()
    };
    let bytes = sealer.encode(patient.clone(), &context).expect("it is sealed");
    let text = String::from_utf8_lossy(&bytes);
    // The remark is masked alone.
    let seen: Vec<&str> = text.matches("canary-remark").chain(text.matches("public")).collect();
    assert_eq!(
        (seen, text.matches("canary").count()),
        (vec!["canary-remark", "public"], 1)
    );
    let opened: annotated::clear::Patient = opener.decode(&bytes, &context).expect("it opens");
    assert_eq!(opened, patient);
    let wire = annotated::Patient::decode(&*bytes).expect("it decodes");
    for shown in [format!("{opened:?}"), format!("{wire:?}")] {
        assert!(!shown.contains("canary") && !shown.contains("Flu"), "{shown}");
        assert!(shown.contains("public") && !shown.contains("photo"), "{shown}");
    }
    let phone = r#"phone: "********hone""#;
    assert!(format!("{opened:?}").contains(phone));

    let visit = annotated::Visit {
        reason: "canary".to_owned(),
        minutes: 5,
        ..Default::default()
    };
    assert_eq!(
        format!("{visit:?}"),
        r#"Visit { reason: "***", found: ***, minutes: 5 }"#
    );
}

/// A peer that has the file as its authors wrote it, without the envelope field that the build added.
#[derive(Clone, PartialEq, Message)]
struct Unaware {
    #[prost(string, tag = "1")]
    id: String,
}

#[test]
fn what_the_build_seals_opens_unless_an_unaware_peer_dropped_the_envelope() {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm), ("contact", Suite::Sm4Gcm)]).expect("two names");
    let (sealer, opener, context) = (Sealer::new(&keyring), Opener::new(&keyring), Context::new());
    let person = uneditable::clear::Person {
        id: "7".to_owned(),
        name: "Ada".to_owned(),
        addresses: vec![uneditable::clear::person::Address::default()],
        contact: Some(uneditable::clear::person::Contact::Mail("ada@example.org".to_owned())),
        ..Default::default()
    };
    let bytes = sealer.encode(person.clone(), &context).expect("it is sealed");
    let opened: uneditable::clear::Person = opener.decode(&bytes, &context).expect("it opens");
    assert_eq!(opened, person);

    let relayed = Unaware::decode(&*bytes).expect("it decodes").encode_to_vec();
    let refused = opener.decode::<uneditable::clear::Person>(&relayed, &context);
    let missing = matches!(refused, Err(OpenError::EnvelopeMissing { .. }));
    assert!(missing, "{refused:?}");
}

#[test]
fn a_message_that_masks_nothing_has_json_where_the_build_names_it() {
    let order = json_for::Order {
        order_id: "1".into(),
        items: vec![json_for::Item { amount: 7 }],
    };
    let text = serde_json::to_string(&order).expect("it has a form in JSON");
    assert_eq!(text, r#"{"orderId":"1","items":[{"amount":"7"}]}"#);
    let read: json_for::Order = serde_json::from_str(&text).expect("what was written is read");
    assert_eq!(read, order);
}

/// Whether a type is written by serde.
struct Probe<T>(PhantomData<T>);

impl<T: serde::Serialize> Probe<T> {
    fn is_written(&self) -> bool {
        true
    }
}

trait Otherwise {
    fn is_written(&self) -> bool {
        false
    }
}

impl<T> Otherwise for Probe<T> {}

#[test]
fn without_json_a_users_own_derives_are_what_writes_and_reads() {
    use without_json::{Home, Person, clear, clear::person::Pick};
    assert!(Probe::<flat::clear::UserProfile>(PhantomData).is_written());
    assert!(!Probe::<clear::Person>(PhantomData).is_written());

    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).expect("one name");
    let (sealer, opener, context) = (Sealer::new(&keyring), Opener::new(&keyring), Context::unbound());
    let person = clear::Person {
        id: "7".to_owned(),
        name: "canary".to_owned(),
        home: Some(Home {
            street: "Main Street".to_owned(),
            floors: vec![3],
        }),
        pick: Some(Pick::One("1".to_owned())),
    };
    let wire = person.clone().seal(&sealer, &context).expect("it is sealed");
    let text = serde_json::to_string(&wire).expect("it derives Serialize");
    // serde's form and not protobuf's; a derive knows nothing of masks.
    let head = r#"{"id":"7","home":{"street":"Main Street","floors":[3]},"sealed":[["#;
    assert!(
        text.starts_with(head) && text.ends_with(r#","pick":{"One":"1"}}"#),
        "{text}"
    );
    let read: Person = serde_json::from_str(&text).expect("it derives Deserialize");
    let opened = read.open(&opener, &context).expect("it opens");
    assert_eq!(opened, person);
    assert!(!format!("{opened:?}").contains("canary") && !format!("{opened:?}").contains("Main"));
}

#[test]
fn a_derive_under_a_condition_is_a_users_own_too() {
    // As serde has it: protobuf's JSON leaves out what is empty.
    let text = r#"{"id":"7","sealed":[]}"#;
    let wire: conditional::Person = serde_json::from_str(text).expect("it derives Deserialize in tests");
    assert_eq!(
        serde_json::to_string(&wire).expect("it derives Serialize in tests"),
        text
    );
    let clear = conditional::clear::Person::default();
    assert_eq!(
        serde_json::to_string(&clear).expect("that of a clear type is not the user's"),
        r#"{"name":"***"}"#
    );
}
