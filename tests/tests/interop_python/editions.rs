//! Messages of editions, which were lowered to proto2 or proto3 for prost: on the wire they are what Python's protobuf, which knows
//! editions, reads and writes, in the clear and sealed.

use std::fmt::Debug;

use prost::Message;
use protoseal::codegen::{Openable, Sealable};
use protoseal::prelude::*;
use serde_json::json;

use crate::child::{Python, from_hex, to_hex};

#[allow(unreachable_pub)]
mod kinds {
    include!("../../../plugin/tests/editions/expected/kinds/demo.v1.rs");
}
#[allow(unreachable_pub)]
mod legacy {
    include!("../../../plugin/tests/editions/expected/legacy/demo.legacy.v1.rs");
}

const KINDS: &str = "plugin/tests/editions/expected/kinds";
const LEGACY: &str = "plugin/tests/editions/expected/legacy";
const CONTEXT: (&str, &str) = ("tenant", "acme");

fn address(street: Option<&str>) -> kinds::Address {
    kinds::Address {
        street: street.map(str::to_owned),
        numbers: vec![1, -2, 300],
    }
}

/// Nothing, what is zero but set, and everything, with each member of the oneof.
fn open_kinds() -> Vec<kinds::Open> {
    let zeros = kinds::Open {
        name: Some(String::new()),
        limit: Some(0),
        grade: Some(0),
        home: Some(kinds::Address::default()),
        work: Some(kinds::Address::default()),
        others: vec![kinds::Address::default()],
        blob: Some(Vec::new()),
        ratio: Some(0.0),
        left: Some(kinds::Left::default()),
        contact: Some(kinds::open::Contact::Room(0)),
        ..Default::default()
    };
    let right = kinds::Right {
        left: Some(Box::default()),
        word: Some("deep".to_owned()),
    };
    let full = |contact| kinds::Open {
        name: Some("Ada".to_owned()),
        nick: "a".to_owned(),
        level: -7,
        limit: Some(42),
        grade: Some(kinds::Grade::Gold as i32),
        rank: 9,
        packed: vec![1, 2, -3],
        expanded: vec![4, 5, -6],
        grades: vec![0, 1, 7],
        home: Some(address(Some("here"))),
        work: Some(address(None)),
        others: vec![address(Some("")), address(Some("there"))],
        by_name: [("one".to_owned(), address(Some("far")))].into(),
        blob: Some(vec![0, 255]),
        flag: true,
        ratio: Some(-1.5),
        left: Some(kinds::Left {
            right: Some(Box::new(right.clone())),
        }),
        next: Some(Box::default()),
        contact: Some(contact),
    };
    let contacts = [
        kinds::open::Contact::Mail("ada@example.com".to_owned()),
        kinds::open::Contact::Post(address(Some("box"))),
        kinds::open::Contact::Room(12),
    ];
    let mut all = vec![kinds::Open::default(), zeros];
    all.extend(contacts.map(full));
    all
}

/// The same, to be sealed.
fn sealed_kinds(open: kinds::Open) -> kinds::clear::Sealed {
    use kinds::clear::sealed::Contact;
    kinds::clear::Sealed {
        name: open.name,
        nick: open.nick,
        level: open.level,
        limit: open.limit,
        grade: open.grade,
        rank: open.rank,
        packed: open.packed,
        expanded: open.expanded,
        grades: open.grades,
        home: open.home,
        work: open.work,
        others: open.others,
        by_name: open.by_name,
        blob: open.blob,
        flag: open.flag,
        ratio: open.ratio,
        left: open.left,
        next: open.next.map(|next| Box::new(sealed_kinds(*next))),
        contact: open.contact.map(|contact| match contact {
            kinds::open::Contact::Mail(mail) => Contact::Mail(mail),
            kinds::open::Contact::Post(post) => Contact::Post(post),
            kinds::open::Contact::Room(room) => Contact::Room(room),
        }),
    }
}

fn open_legacy() -> Vec<legacy::Open> {
    let inner = |word: &str| legacy::part::Inner {
        word: Some(word.to_owned()),
    };
    let part = legacy::Part {
        inner: Some(inner("in a group")),
        by_number: [(-1, inner("in a map"))].into(),
    };
    let full = legacy::Open {
        id: 5,
        color: Some(legacy::Color::Red as i32),
        colors: vec![1, 2, 1],
        packed: vec![7, -8],
        part: Some(part.clone()),
        parts: vec![part, legacy::Part::default()],
        text: Some("text".to_owned()),
    };
    vec![legacy::Open::default(), full]
}

fn sealed_legacy(open: legacy::Open) -> legacy::clear::Sealed {
    legacy::clear::Sealed {
        id: open.id,
        color: open.color,
        colors: open.colors,
        packed: open.packed,
        part: open.part,
        parts: open.parts,
        text: open.text,
    }
}

/// Python decodes what prost writes, and writes the same.
fn relayed<M: Message + Debug>(folder: &str, name: &str, values: &[M]) {
    let Some(mut python) = Python::with("stranger.py", &[folder], &["case.proto"]) else {
        return;
    };
    for value in values {
        let bytes = value.encode_to_vec();
        let answer = python.ask(&json!({ "op": "relay", "message": name, "data": to_hex(&bytes) }));
        let relayed = from_hex(answer["data"].as_str().expect("bytes"));
        assert_eq!(
            to_hex(&relayed),
            to_hex(&bytes),
            "{value:#?}, as Python logs it: {}",
            answer["log"]
        );
    }
}

#[test]
fn prost_and_python_write_the_same_bytes() {
    relayed(KINDS, "demo.v1.Open", &open_kinds());
    relayed(LEGACY, "demo.legacy.v1.Open", &open_legacy());
}

/// A peer in Python opens what Rust sealed, into the bytes of the message in the clear, and the other way round.
fn both_ways<O, C>(folder: &str, name: &str, values: Vec<O>, sealed: fn(O) -> C)
where
    O: Message + Clone,
    C: Sealable<Wire: Openable<Clear = C>> + Clone + PartialEq + Debug,
{
    let Some(mut python) = Python::with("peer.py", &[folder], &["case.proto"]) else {
        return;
    };
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).expect("one name");
    python.take_keys(&keyring);
    let (sealer, opener, context) = (
        Sealer::new(&keyring),
        Opener::new(&keyring),
        Context::new().with(CONTEXT.0, CONTEXT.1),
    );
    for value in values {
        let (plain, clear) = (value.encode_to_vec(), sealed(value));
        let by_bytes = sealer.encode(clear.clone(), &context).expect("it is sealed");
        let by_value = clear
            .clone()
            .seal(&sealer, &context)
            .expect("it is sealed")
            .encode_to_vec();
        for wire in [by_bytes, by_value] {
            let opened = python.turn("open", name, &wire, &[CONTEXT]).expect("Python opens it");
            assert_eq!(to_hex(&opened), to_hex(&plain), "{clear:#?}");
        }
        let wire = python.turn("seal", name, &plain, &[CONTEXT]).expect("Python seals it");
        assert_eq!(opener.decode::<C>(&wire, &context).expect("it opens"), clear);
        let wire = C::Wire::decode(&*wire).expect("it decodes");
        assert_eq!(wire.open(&opener, &context).expect("it opens"), clear);
    }
}

#[test]
fn what_is_sealed_opens_on_both_sides() {
    both_ways(KINDS, "demo.v1.Sealed", open_kinds(), sealed_kinds);
    both_ways(LEGACY, "demo.legacy.v1.Sealed", open_legacy(), sealed_legacy);
}
