//! Masks of messages, recursive ones, oneofs, groups, and what holds such.

use prost::Message;
use protoseal::prelude::*;
use protoseal_tests::pb::canonical::v1::clear::Visible;
use protoseal_tests::pb::masks::plain::v1 as plain;
use protoseal_tests::pb::masks::v1::{self, Grade, Node, choices, clear, legacy, node};

use crate::{assert_shows, context, hash, opener, sealer, with_hash_key};

fn leaf(name: &str) -> Node {
    Node {
        name: name.to_owned(),
        open: "open".to_owned(),
        ..Default::default()
    }
}

const LEAF: &str = "Node { name: \"a**\", open: \"open\", next: None, nodes: [], by_name: {}, one: None }";
const EXPOSED_LEAF: &str = "Node { name: \"ada\", open: \"open\", next: None, nodes: [], by_name: {}, one: None }";

#[test]
fn messages_as_a_whole() {
    let any = || prost_types::Any {
        type_url: "type".to_owned(),
        value: vec![7],
    };
    let map = || [("ada".to_owned(), leaf("ada"))].into();
    let time = || Some(prost_types::Timestamp { seconds: 7, nanos: 0 });
    let exposed = |name: &str| {
        format!(
            "{name} {{ full: Some({EXPOSED_LEAF}), omit: Some({EXPOSED_LEAF}), list: [{EXPOSED_LEAF}], \
             map: {{\"ada\": {EXPOSED_LEAF}}}, time: {:?}, word: Some(\"138 0013 8000\"), any: {:?} }}",
            time(),
            Some(any()),
        )
    };
    let masked =
        |name: &str| format!("{name} {{ full: ***, list: ***, map: ***, time: ***, word: \"*********8000\" }}");
    let word = || Some("138 0013 8000".to_owned());
    let held = v1::Held {
        full: Some(leaf("ada")),
        omit: Some(leaf("ada")),
        list: vec![leaf("ada")],
        map: map(),
        time: time(),
        word: word(),
        any: Some(any()),
    };
    assert_shows(&held, &masked("Held"), &exposed("Held"));
    let sealed = clear::SealedHeld {
        full: Some(leaf("ada")),
        omit: Some(leaf("ada")),
        list: vec![leaf("ada")],
        map: map(),
        time: time(),
        word: word(),
        any: Some(any()),
    };
    assert_shows(&sealed, &masked("SealedHeld"), &exposed("SealedHeld"));
    let nothing = masked("Held").replace("*********8000", "***");
    assert_eq!(format!("{:?}", v1::Held::default()), nothing);
}

/// What is held masks itself, however deep it stands, on the wire and in part too.
#[test]
fn recursive_messages() {
    let node = Node {
        next: Some(Box::new(leaf("ada"))),
        nodes: vec![leaf("ada")],
        by_name: [("key".to_owned(), leaf("ada"))].into(),
        one: Some(node::One::Node(Box::new(leaf("ada")))),
        ..leaf("ada")
    };
    let shown = |leaf: &str, name: &str| {
        format!(
            "Node {{ name: \"{name}\", open: \"open\", next: Some({leaf}), nodes: [{leaf}], by_name: {{\"key\": {leaf}}}, \
             one: Some(Node({leaf})) }}"
        )
    };
    assert_shows(&node, &shown(LEAF, "a**"), &shown(EXPOSED_LEAF, "ada"));

    let leaf = || clear::Branch {
        name: "ada".to_owned(),
        ..Default::default()
    };
    let branch = clear::Branch {
        next: Some(Box::new(leaf())),
        branches: vec![leaf()],
        by_name: [("key".to_owned(), leaf())].into(),
        one: Some(clear::branch::One::Branch(Box::new(leaf()))),
        hidden: Some(Box::new(leaf())),
        ..leaf()
    };
    let shown = |name: &str, hidden: &dyn Fn(&str) -> String| {
        let none = if hidden("") == "***" { "***" } else { "None" };
        let leaf = format!(
            "Branch {{ name: \"{name}\", open: \"\", next: None, branches: [], by_name: {{}}, hidden: {none}, one: None }}"
        );
        format!(
            "Branch {{ name: \"{name}\", open: \"\", next: Some({leaf}), branches: [{leaf}], by_name: {{\"key\": {leaf}}}, \
             hidden: {}, one: Some(Branch({leaf})) }}",
            hidden(&leaf)
        )
    };
    let masked = shown("a**", &|_| "***".to_owned());
    let exposed = shown("ada", &|leaf| format!("Some({leaf})"));
    assert_shows(&branch, &masked, &exposed);
    let wire = branch.seal(&sealer(), &context()).expect("it is sealed");
    let partial = wire.clone().open_partial(&opener(), &context()).expect("it opens");
    assert_shows(&partial, &masked, &exposed);
    let shown = format!("{wire:?}");
    assert!(
        !shown.contains("a**") && shown.matches("[1 sealed]").count() == 5,
        "{shown}"
    );
    assert_eq!(format!("{:?}", wire.exposed()), shown);
}

/// What is shown of `Choices` with one of the oneof's members.
fn with_member(member: &str) -> String {
    format!("Choices {{ {member}whole: ***, shut: *** }}")
}

#[test]
fn members_of_oneofs() {
    with_hash_key();
    use clear::choices::Members;
    let number = hash("-7");
    let cases = [
        (
            Members::Card("6222 0212 3456 7890".to_owned()),
            "Card(\"**** **** **** 7890\")",
        ),
        (Members::Number(-7), &*format!("Number({number})")),
        (Members::Raw(vec![7]), "Raw(***)"),
        (Members::Grade(1), "Grade(***)"),
        (Members::Node(leaf("ada")), &*format!("Node({LEAF})")),
        (Members::Open(1), "Open(Gold)"),
        (Members::WholeNode(leaf("ada")), "WholeNode(***)"),
    ];
    for (member, shown) in cases {
        assert_eq!(format!("{member:?}"), shown);
        let choices = clear::Choices {
            members: Some(member),
            ..Default::default()
        };
        assert_eq!(
            format!("{choices:?}"),
            with_member(&format!("members: Some({shown}), "))
        );
    }
    assert_eq!(
        format!("{:?}", clear::Choices::default()),
        with_member("members: None, ")
    );
    for member in [Members::LeftOut("ada".to_owned()), Members::LeftOutToo(leaf("ada"))] {
        assert_eq!(format!("{member:?}"), "Members(***)");
        let exposed = format!("{:?}", member.exposed());
        assert!(exposed.contains("ada"), "{exposed}");
        let choices = clear::Choices {
            members: Some(member),
            ..Default::default()
        };
        assert_eq!(format!("{choices:?}"), with_member(""));
    }
}

/// Masked on the wire as in the clear type, but for what is sealed, which is not there.
#[test]
fn oneofs_as_a_whole() {
    let choices = clear::Choices {
        members: None,
        whole: Some(clear::choices::Whole::WholeMessage(leaf("ada"))),
        gone: Some(clear::choices::Gone::GoneText("ada".to_owned())),
        shut: Some(clear::choices::Shut::ShutText("ada".to_owned())),
        shut_and_gone: Some(clear::choices::ShutAndGone::ShutAndGoneGrade(Grade::Gold as i32)),
    };
    let exposed = format!(
        "Choices {{ members: None, whole: Some(WholeMessage({EXPOSED_LEAF})), gone: Some(GoneText(\"ada\")), \
         shut: Some(ShutText(\"ada\")), shut_and_gone: Some(ShutAndGoneGrade(Gold)) }}"
    );
    assert_shows(&choices, &with_member("members: None, "), &exposed);
    assert_eq!(format!("{:?}", choices.whole), "Some(Whole(***))");
    assert_eq!(format!("{:?}", choices.shut_and_gone), "Some(ShutAndGone(***))");

    let wire = choices.seal(&sealer(), &context()).expect("it is sealed");
    let exposed = format!(
        "Choices {{ sealed: [1 sealed], members: None, whole: Some(WholeMessage({EXPOSED_LEAF})), gone: Some(GoneText(\"ada\")) }}"
    );
    assert_shows(
        &wire,
        "Choices { sealed: [1 sealed], members: None, whole: *** }",
        &exposed,
    );
    let mut left_out = wire;
    left_out.members = Some(choices::Members::LeftOut("ada".to_owned()));
    assert_eq!(format!("{left_out:?}"), "Choices { sealed: [1 sealed], whole: *** }");
}

#[test]
fn proto2_with_groups_and_defaults() {
    with_hash_key();
    let legacy = clear::Legacy {
        id: "A1234567".to_owned(),
        number: None,
        whole: Some(legacy::Whole {
            word: Some("word".to_owned()),
        }),
        parts: vec![legacy::Parts {
            word: Some("word".to_owned()),
        }],
        sealed_text: Some("jane@example.com".to_owned()),
        shut: Some(legacy::Shut {
            word: Some("word".to_owned()),
        }),
        ..Default::default()
    };
    let masked = "Legacy { id: \"A******7\", text: \"***\", number: ***, shade: ***, whole: ***, parts: [Parts { word: \"w***\" }], \
                  sealed_text: \"j***@example.com\", shut: *** }";
    let exposed = "Legacy { id: \"A1234567\", text: None, number: None, shade: Dark, whole: Some(Whole { word: Some(\"word\") }), \
                   parts: [Parts { word: Some(\"word\") }], sealed_text: Some(\"jane@example.com\"), \
                   shut: Some(Shut { word: Some(\"word\") }) }";
    assert_shows(&legacy, masked, exposed);
}

/// A package without sealed fields: prost's own types, which mask.
#[test]
fn masks_without_sealing() {
    with_hash_key();
    let place = || plain::visit::Place {
        address: "12 Baker Street".to_owned(),
        floor: 3,
        city: "London".to_owned(),
    };
    let visit = plain::Visit {
        visitor: "A1234567".to_owned(),
        photo: vec![7],
        place: Some(place()),
        places: [("home".to_owned(), place())].into(),
        node: Some(leaf("ada")),
        why: Some(plain::visit::Why::Note("dinner".to_owned())),
    };
    let shown_place = format!(
        "Place {{ address: \"12 ************\", floor: {}, city: \"London\" }}",
        hash("3")
    );
    let exposed_place = "Place { address: \"12 Baker Street\", floor: 3, city: \"London\" }";
    let masked = format!(
        "Visit {{ visitor: \"A******7\", place: Some({shown_place}), places: ***, node: Some({LEAF}), why: Some(Note(\"****er\")) }}"
    );
    let exposed = format!(
        "Visit {{ visitor: \"A1234567\", photo: [7], place: Some({exposed_place}), places: {{\"home\": {exposed_place}}}, \
         node: Some({EXPOSED_LEAF}), why: Some(Note(\"dinner\")) }}"
    );
    assert_shows(&visit, &masked, &exposed);
    assert_eq!(plain::Visit::decode(&*visit.encode_to_vec()).as_ref(), Ok(&visit));

    // What holds it has prost's `Debug`, which asks it, and can be exposed.
    let diary = plain::Diary {
        visits: vec![visit],
        owner: "ada".to_owned(),
    };
    let around = |visit: &str| format!("Diary {{ visits: [{visit}], owner: \"ada\" }}");
    assert_shows(&diary, &around(&masked), &around(&exposed));
    assert_eq!(format!("{:?}", plain::Opening::default()), "Opening { hours: \"\" }");
}

#[test]
fn containers_of_messages_are_exposed_as_these() {
    let nodes = vec![Some(leaf("ada"))];
    assert_shows(&nodes, &format!("[Some({LEAF})]"), &format!("[Some({EXPOSED_LEAF})]"));
    let page = clear::Page {
        choices: [("key".to_owned(), clear::Choices::default())].into(),
        title: "title".to_owned(),
        ..Default::default()
    };
    let choices = with_member("members: None, ");
    let masked = format!("Page {{ texts: [], sealed_texts: [], choices: {{\"key\": {choices}}}, title: \"title\" }}");
    let exposed = "Page { texts: [], sealed_texts: [], choices: {\"key\": Choices { members: None, whole: None, gone: None, \
                   shut: None, shut_and_gone: None }}, title: \"title\" }";
    assert_shows(&page, &masked, exposed);
}

/// The bytes of an `Any` are bytes to `Debug`, wherever it stands, unless its field is masked.
#[test]
fn what_an_any_holds_is_masked_in_json_and_not_in_debug() {
    let any = prost_types::Any {
        type_url: "type.googleapis.com/masks.v1.Node".to_owned(),
        value: leaf("ada").encode_to_vec(),
    };
    let shown = |value: &dyn std::fmt::Debug| format!("{value:?}").contains("97, 100, 97");
    let visible = Visible {
        any: Some(any.clone()),
        r_any: vec![any.clone()],
        ..Default::default()
    };
    assert!(shown(&visible));
    let written = serde_json::to_value(&visible).expect("the build knows the type");
    for any in [&written["any"], &written["rAny"][0]] {
        assert_eq!(any["name"], "a**", "{any}");
    }
    let held = v1::Held {
        any: Some(any),
        ..Default::default()
    };
    assert!(!shown(&held) && shown(&held.exposed()));
}
