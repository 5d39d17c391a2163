//! What the seeds seal: each message with something in the fields that an attack is about, and the canary in what is sealed.

use crate::pb::attacks::v1::clear as attacks;
use crate::pb::clear::Rootless;
use crate::pb::hostile::v1::clear as hostile;
use crate::pb::kinds::v1::clear as kinds;
use crate::pb::kinds::v1::places::clear as places;

/// In every sealed text.
pub const CANARY: &str = "canary-90c4";

/// A value to begin with.
pub trait Sample: Sized {
    /// The value.
    fn sample() -> Self;
}

fn secret() -> String {
    CANARY.to_owned()
}

macro_rules! samples {
    ($($type:ty => $value:expr;)*) => { $(
        impl Sample for $type {
            fn sample() -> Self {
                $value
            }
        }
    )* };
}

samples! {
    attacks::Record => attacks::Record {
        b_bool: true,
        b_sint64: -3,
        b_string: "bound".into(),
        b_bytes: vec![0, 0xff],
        b_optional: Some(0),
        b_choice: Some(attacks::record::BChoice::BNumber(7)),
        note: "in the clear".into(),
        secret: secret(),
        names: vec![secret(), String::new()],
        tags: [("key".to_owned(), secret())].into(),
        pin: secret().into_bytes(),
        ..Default::default()
    };
    attacks::Pair => attacks::Pair { first: secret(), second: secret() };
    attacks::Rows => attacks::Rows { pairs: vec![Sample::sample(); 2], records: vec![Sample::sample()] };
    attacks::Pages => attacks::Pages { pages: vec![Sample::sample()], frames: vec![Sample::sample()] };
    attacks::Book => attacks::Book { title: secret(), pages: vec![Sample::sample(); 2] };
    places::Leaf => places::Leaf { secret: secret() };
    places::Plain => places::Plain { leaves: vec![Sample::sample()], more: Some(Box::default()) };
    places::Page => places::Page { tenant: "acme".into(), leaves: vec![Sample::sample(); 2] };
    places::Frame => places::Frame { bound: vec![Sample::sample()], note: "in the clear".into() };
    places::Root => places::Root {
        version: 7,
        secret: secret(),
        leaf: Some(Sample::sample()),
        leaves: vec![Sample::sample(); 2],
        map: [("key".to_owned(), Sample::sample())].into(),
        choice: Some(places::root::Choice::Left(Sample::sample())),
        plains: vec![Sample::sample()],
        hidden: Some(Sample::sample()),
        portable: vec![Sample::sample()],
        version_name: Some(places::root::VersionName::Latest(true)),
    };
    places::List => places::List { roots: vec![Sample::sample()], leaves: vec![Sample::sample()] };
    hostile::Item => hostile::Item { secret: secret() };
    hostile::Shelf => hostile::Shelf {
        items: vec![Sample::sample()],
        shelves: vec![hostile::Shelf::default()],
        by_name: [("key".repeat(40), hostile::Shelf { items: vec![Sample::sample()], ..Default::default() })].into(),
    };
    hostile::Store => hostile::Store {
        name: "bound".into(),
        secret: secret(),
        shelves: vec![Sample::sample()],
        by_name: [("key".repeat(40), Sample::sample())].into(),
    };
    hostile::Chain => hostile::Chain {
        name: "bound".into(),
        links: vec![hostile::Chain { items: vec![Sample::sample()], ..Default::default() }],
        items: vec![Sample::sample()],
    };
    hostile::Onion => hostile::Onion {
        content: secret().into_bytes(),
        inner: Some(Box::new(hostile::Onion { content: secret().into_bytes(), inner: None })),
    };
    hostile::Heap => hostile::Heap {
        items: vec![Sample::sample()],
        stores: vec![Sample::sample()],
        chains: vec![Sample::sample()],
        shelves: vec![Sample::sample()],
    };
    kinds::Child => kinds::Child { name: "bound".into(), secret: secret() };
    kinds::Between => kinds::Between {
        label: "in the clear".into(),
        child: Some(Sample::sample()),
        children: vec![Sample::sample()],
        ..Default::default()
    };
    kinds::AllSealed => kinds::AllSealed {
        a_double: 1.0,
        a_int32: -1,
        a_string: secret(),
        o_string: Some(secret()),
        r_int32: vec![1, -1],
        r_string: vec![secret()],
        ..Default::default()
    };
    kinds::AllClear => kinds::AllClear {
        id: "bound".into(),
        secret: secret(),
        a_child: Some(Sample::sample()),
        r_child: vec![Sample::sample(); 2],
        mv_child: [("key".to_owned(), Sample::sample())].into(),
        a_between: Some(Sample::sample()),
        recursive: Some(Box::new(kinds::AllClear { secret: secret(), ..Default::default() })),
        ..Default::default()
    };
    kinds::Legacy => kinds::Legacy {
        id: "bound".into(),
        child: Sample::sample(),
        s_text: Some(secret()),
        ..Default::default()
    };
    Rootless => Rootless { secret: secret(), child: Some(Sample::sample()) };
}
