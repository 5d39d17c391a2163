//! Messages with something in every field that an attack is about. Every sealed value holds the canary.

use protoseal_tests::pb::attacks::v1::clear::{Book, Memo, Note, Pair, Record, Split, record};
use protoseal_tests::pb::attacks::v1::{Level, Part};
use protoseal_tests::pb::kinds::other::v1::clear::Address;
use protoseal_tests::pb::kinds::v1::clear::{AllClear, Between, Child, Legacy, all_clear, legacy};
use protoseal_tests::pb::kinds::v1::places::clear::{Frame, Leaf, List, Page, Plain, Root, root};

use crate::bench::CANARY;

pub(crate) fn secret(what: &str) -> String {
    format!("{CANARY} {what}")
}

pub(crate) fn record() -> Record {
    Record {
        b_bool: true,
        b_int32: -5,
        b_sint64: i64::MIN,
        b_sfixed32: 77,
        b_uint32: u32::MAX,
        b_fixed64: 1 << 40,
        b_string: "owner".into(),
        b_bytes: vec![0, 0xff],
        b_level: Level::High.into(),
        b_optional: Some(9),
        b_choice: Some(record::BChoice::BName("name".into())),
        note: "in the clear".into(),
        secret: secret("secret"),
        names: vec![secret("first name"), secret("second name")],
        tags: [("a".into(), secret("tag"))].into(),
        part: Some(part()),
        numbers: vec![1, 2],
        pin: secret("pin").into(),
        sealed_choice: Some(record::SealedChoice::CText(secret("choice"))),
    }
}

pub(crate) fn part() -> Part {
    Part {
        text: secret("part"),
        lines: vec![secret("line")],
    }
}

pub(crate) fn note(owner: &str) -> Note {
    Note {
        owner: owner.into(),
        secret: secret("note"),
    }
}

pub(crate) fn memo(owner: &str) -> Memo {
    Memo {
        owner: owner.into(),
        secret: secret("memo"),
    }
}

pub(crate) fn split() -> Split {
    Split {
        id: "id".into(),
        to_pii: 4,
        to_other: Some("other".into()),
        to_both: Level::High.into(),
        secret: secret("split"),
        second: secret("second"),
        pairs: vec![pair()],
    }
}

pub(crate) fn pair() -> Pair {
    Pair {
        first: secret("first"),
        second: secret("second"),
    }
}

pub(crate) fn leaf(what: &str) -> Leaf {
    Leaf { secret: secret(what) }
}

/// Two leaves, and one below another plain message.
pub(crate) fn plain(what: &str) -> Plain {
    let leaves = |suffix: &[&str]| suffix.iter().map(|suffix| leaf(&[what, *suffix].concat())).collect();
    Plain {
        leaves: leaves(&[" 0", " 1"]),
        more: Some(Box::new(Plain {
            leaves: leaves(&[" more 0", " more 1"]),
            more: None,
        })),
    }
}

/// With a child in every place that there is.
pub(crate) fn root() -> Root {
    Root {
        version: 7,
        secret: secret("root"),
        leaf: Some(leaf("leaf")),
        leaves: ["l0", "l1", "l2"].map(leaf).into(),
        map: ["a", "b"].map(|key| (key.to_owned(), leaf(key))).into(),
        choice: Some(root::Choice::Left(leaf("left"))),
        plains: ["p0", "p1"].map(plain).into(),
        hidden: Some(leaf("hidden")),
        portable: ["f0", "f1"].map(leaf).into(),
        version_name: Some(root::VersionName::Label("label".into())),
    }
}

/// Two roots, which differ in the version that they bind.
pub(crate) fn list() -> List {
    List {
        roots: vec![root(), Root { version: 8, ..root() }],
        leaves: ["l0", "l1"].map(leaf).into(),
    }
}

pub(crate) fn page(tenant: &str) -> Page {
    Page {
        tenant: tenant.into(),
        leaves: ["g0", "g1", "g2"].map(leaf).into(),
    }
}

pub(crate) fn book() -> Book {
    Book {
        title: secret("title"),
        pages: vec![page("acme"), page("acme")],
    }
}

pub(crate) fn frame() -> Frame {
    Frame {
        bound: ["b0", "b1", "b2"].map(leaf).into(),
        note: "in the clear".into(),
    }
}

pub(crate) fn child(name: &str) -> Child {
    Child {
        name: name.into(),
        secret: secret(name),
    }
}

/// Not sealed itself; its children stand in a field, a list and, through another, in a map.
pub(crate) fn between(label: &str) -> Between {
    let inner = |key: &str| Between {
        child: Some(child("inner")),
        ..Between {
            label: key.into(),
            ..Default::default()
        }
    };
    Between {
        label: label.into(),
        child: Some(child("same")),
        children: ["b0", "b1"].map(child).into(),
        more: ["x", "y"].map(|key| (key.to_owned(), inner(key))).into(),
    }
}

pub(crate) fn address(city: &str) -> Address {
    Address {
        city: city.into(),
        street: secret(city),
        grades: [("a".into(), 1)].into(),
    }
}

fn inner(text: &str) -> all_clear::Inner {
    all_clear::Inner {
        level: 1,
        sealed_level: Some(1),
        text: text.into(),
    }
}

/// Every one alike, so that nothing but the place tells them apart.
pub(crate) fn recursive() -> AllClear {
    AllClear {
        id: "inner".into(),
        secret: secret("inner"),
        a_child: Some(child("same")),
        ..Default::default()
    }
}

/// With messages in every kind of field that can hold some.
pub(crate) fn all() -> AllClear {
    AllClear {
        id: "outer".into(),
        secret: secret("outer"),
        a_child: Some(child("same")),
        r_child: vec![child("same"), child("same"), child("c2")],
        mv_child: ["a", "b"].map(|key| (key.to_owned(), child("same"))).into(),
        mv_address: [1, 2].map(|key| (key, address("same"))).into(),
        a_between: Some(between("one")),
        r_between: ["b0", "b1"].map(between).into(),
        a_inner: Some(inner("same")),
        a_address: Some(address("same")),
        r_address: ["same", "same"].map(address).into(),
        recursive: Some(Box::new(recursive())),
        recursives: vec![recursive(), recursive()],
        mv_recursive: [true, false].map(|key| (key, recursive())).into(),
        choice: Some(all_clear::Choice::XChild(Box::new(child("same")))),
        inner: Some(all_clear::InnerOneOf::YInner(inner("same"))),
        ..Default::default()
    }
}

pub(crate) fn legacy() -> Legacy {
    Legacy {
        id: "outer".into(),
        child: child("same"),
        s_text: Some(secret("text")),
        hidden: Some(protoseal_tests::pb::kinds::v1::legacy::Hidden {
            word: Some(secret("hidden")),
            color: None,
        }),
        holding: Some(legacy::Holding {
            inside: Some(child("same")),
        }),
        next: Some(Box::new(Legacy {
            id: "next".into(),
            child: child("same"),
            ..Default::default()
        })),
        ..Default::default()
    }
}
