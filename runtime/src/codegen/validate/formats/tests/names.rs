//! Identifiers, names of protobuf's, headers.

use super::super::{is_header_name, is_header_value, is_protobuf_dot_fqn, is_protobuf_fqn, is_tuuid, is_ulid, is_uuid};
use super::assert_takes;

#[test]
fn uuids() {
    let good = [
        "01234567-89ab-cdef-ABCD-EF0123456789",
        "00000000-0000-0000-0000-000000000000",
    ];
    let bad = [
        "",
        "0123456789abcdefABCDEF0123456789",
        "01234567-89ab-cdef-ABCD-EF012345678",
        "01234567-89ab-cdef-ABCD-EF01234567890",
        "0123456-789ab-cdef-ABCD-EF0123456789",
        "01234567-89ab-cdef-ABCD-EF012345678g",
        "01234567089ab-cdef-ABCD-EF0123456789",
        "{01234567-89ab-cdef-ABCD-EF01234567}",
        "01234567-89ab-cdef-ABCD-EF01234567é",
        " 01234567-89ab-cdef-ABCD-EF0123456789",
    ];
    assert_takes(is_uuid, &good, &bad);
    let trimmed = good.map(|uuid| uuid.replace('-', ""));
    let refused = [
        &good[..],
        &[
            "",
            "0123456789abcdefABCDEF012345678",
            "0123456789abcdefABCDEF012345678g",
        ],
    ]
    .concat();
    assert_takes(is_tuuid, &trimmed.each_ref().map(|uuid| &**uuid), &refused);
}

#[test]
fn ulids() {
    let good = [
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "7zzzzzzzzzzzzzzzzzzzzzzzzz",
        "00000000000000000000000000",
    ];
    let bad = [
        "",
        "81ARZ3NDEKTSV4RRFFQ69G5FAV",
        "A1ARZ3NDEKTSV4RRFFQ69G5FAV",
        "01ARZ3NDEKTSV4RRFFQ69G5FA",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV0",
        "01ARZ3NDEKTSV4RRFFQ69G5FAI",
        "01ARZ3NDEKTSV4RRFFQ69G5FAl",
        "01ARZ3NDEKTSV4RRFFQ69G5FAO",
        "01ARZ3NDEKTSV4RRFFQ69G5FAu",
        "01ARZ3NDEKTSV4RRFFQ69G5F-V",
        "01ARZ3NDEKTSV4RRFFQ69G5Fé",
    ];
    assert_takes(is_ulid, &good, &bad);
}

#[test]
fn full_names() {
    let good = ["a", "_", "google.protobuf.Any", "a1._2.B_3"];
    let bad = ["", ".", "a.", "a..b", "1a", "a.1", "a-b", "a b", "é", "a\n", "a.b."];
    assert_takes(is_protobuf_fqn, &good, &[&bad[..], &[".a"]].concat());
    let dotted = good.map(|name| format!(".{name}"));
    assert_takes(
        is_protobuf_dot_fqn,
        &dotted.each_ref().map(|name| &**name),
        &[&good[..], &bad, &["..a"]].concat(),
    );
}

#[test]
fn header_names() {
    let strict = ["content-type", ":authority", "0", "!#$%&'*+-.^_|~`", "a,b"];
    let loose = [":", "::a", "a:", "a b", " a", "a\t", "é", "\u{7f}", "(a)"];
    let bad = ["", "a\n", "\ra", "a\0b", "\n"];
    assert_takes(|text| is_header_name(text, true), &strict, &[&loose[..], &bad].concat());
    assert_takes(
        |text| is_header_name(text, false),
        &[&strict[..], &loose].concat(),
        &bad,
    );
}

#[test]
fn header_values() {
    let strict = ["", "text/html; charset=utf-8", "\ta\t", "é\u{80}"];
    let loose = ["\u{7f}", "\u{1}", "a\u{b}b", "\u{1f}"];
    let bad = ["a\n", "\r", "a\0b"];
    assert_takes(
        |text| is_header_value(text, true),
        &strict,
        &[&loose[..], &bad].concat(),
    );
    assert_takes(
        |text| is_header_value(text, false),
        &[&strict[..], &loose].concat(),
        &bad,
    );
}
