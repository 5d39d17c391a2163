//! Numbers, texts, bytes, enums, and lists and maps of them.

use std::collections::HashMap;

use protoseal_tests::validation::pgv::v1::{Blobs, Colors, Empty, Formats, Lists, Numbers, Texts, empty};

use crate::broken;

#[test]
fn numbers() {
    cases! { Numbers:
        float: [0.1f32, 10.0f32], [0f32 => "float.gt_lte", 10.5f32 => "float.gt_lte", f32::NAN => "float.gt_lte"];
        double: [-2.0, 1.5], [0.0 => "double.gt_lt_exclusive", 1.0 => "double.gt_lt_exclusive", -1.0 => "double.gt_lt_exclusive"];
        int32: [-5, 0, 4], [-6 => "int32.gte_lt", 5 => "int32.gte_lt"];
        int64: [-7], [7 => "int64.const", 0 => "int64.const"];
        uint32: [1u32, 3u32], [0u32 => "uint32.in", 4u32 => "uint32.in"];
        uint64: [1u64], [0u64 => "uint64.not_in", 9u64 => "uint64.not_in"];
        sint32: [0, -1], [1 => "sint32.lt"];
        sint64: [1, -1], [2 => "sint64.lte"];
        fixed32: [2u32], [1u32 => "fixed32.gt"];
        fixed64: [1u64], [0u64 => "fixed64.gte"];
        sfixed32: [-1, 1, 5], [0 => "sfixed32.gte_lte_exclusive"];
        sfixed64: [1, 3], [2 => "sfixed64.gte_lt_exclusive"];
        bool: [true], [false => "bool.const"];
        not_both: [2], [1 => "int32.not_in", 0 => "int32.gt"];
    }
}

#[test]
fn zero_passes_where_the_empty_value_is_ignored() {
    assert_eq!(broken(&Empty::default()), [] as [&str; 0]);
    let zero = Empty {
        optional: Some(String::new()),
        wrapped: Some(String::new()),
        pick: Some(empty::Pick::Member(String::new())),
        items: vec![String::new()],
        values: HashMap::from([("a".to_owned(), String::new())]),
        ..Empty::default()
    };
    assert_eq!(broken(&zero), [] as [&str; 0]);
    let few = Empty {
        pick: Some(empty::Pick::Member("ab".to_owned())),
        ..Empty::default()
    };
    assert_eq!(broken(&few), ["member: string.min_len [string.min_len]"]);
    cases! { Empty:
        float: [2f32], [0.5f32 => "float.gt"];
        double: [-1.0], [1.0 => "double.lte"];
        int32: [5], [4 => "int32.const"];
        int64: [6], [5 => "int64.gt"];
        uint32: [1u32], [3u32 => "uint32.in"];
        uint64: [6u64], [5u64 => "uint64.gt"];
        sint32: [6], [5 => "sint32.gt"];
        sint64: [6], [5 => "sint64.gt"];
        fixed32: [6u32], [5u32 => "fixed32.gt"];
        fixed64: [6u64], [5u64 => "fixed64.gt"];
        sfixed32: [6], [5 => "sfixed32.gt"];
        sfixed64: [6], [5 => "sfixed64.gt"];
        string: ["a@example.com"], ["a" => "string.email"];
        bytes: [b"abc"], [b"ab" => "bytes.len"];
        list: [[2, 2]], [[2] => "repeated.min_items", [2, 1] => "int32.gt"];
        map: [[("a".to_owned(), 1), ("b".to_owned(), 1)]], [[("a".to_owned(), 1)] => "map.min_pairs"];
        optional: ["abc".to_owned()], ["ab".to_owned() => "string.min_len"];
        wrapped: ["abc".to_owned()], ["ab".to_owned() => "string.min_len"];
        items: [["abc".to_owned()]], [["ab".to_owned()] => "string.min_len"];
        values: [[("a".to_owned(), "abc".to_owned())]], [[("a".to_owned(), "ab".to_owned())] => "string.min_len"];
    }
}

#[test]
fn texts() {
    cases! { Texts:
        r#const: ["a"], ["" => "string.const", "b" => "string.const"];
        len: ["ab", "你好"], ["a" => "string.len", "abc" => "string.len"];
        between: ["ab", "你好吗"], ["a" => "string.min_len", "你好吗啊" => "string.max_len"];
        bytes: ["ab", "你"], ["a" => "string.min_bytes", "你a" => "string.max_bytes"];
        len_bytes: ["abcd", "你a"], ["你好" => "string.len_bytes"];
        pattern: ["12"], ["" => "string.pattern", "1a" => "string.pattern", "١٢" => "string.pattern", "12\n" => "string.pattern"];
        parts: ["amz"], ["mz" => "string.prefix", "am" => "string.suffix", "az" => "string.contains", "axmz" => "string.not_contains"];
        listed: ["a", "b"], ["c" => "string.in", "" => "string.in"];
        unlisted: ["c", ""], ["a" => "string.not_in"];
    }
}

#[test]
fn formats_are_those_of_protoc_gen_validate() {
    cases! { Formats:
        // Which protovalidate does not take.
        email: ["a@example.com", "A <a@example.com>"], ["" => "string.email", "a" => "string.email"];
        hostname: ["example.com", "example.123"], ["" => "string.hostname", "a_b" => "string.hostname"];
        ip: ["127.0.0.1", "::1"], ["" => "string.ip", "fe80::1%eth0" => "string.ip"];
        ipv4: ["127.0.0.1", "::ffff:127.0.0.1"], ["::1" => "string.ipv4"];
        ipv6: ["::1"], ["127.0.0.1" => "string.ipv6"];
        uri: ["http://example.com/foo?bar=a b"], ["" => "string.uri", "/foo" => "string.uri"];
        uri_ref: ["", "/foo", "http://a"], ["%%" => "string.uri_ref"];
        address: ["example.com", "::1"], ["" => "string.address", "@" => "string.address"];
        uuid: ["B45C0C80-8880-11E9-A5B1-000000000000"], ["" => "string.uuid", "b45c0c80888011e9a5b1000000000000" => "string.uuid"];
        header: [":path", "accept"], ["" => "string.well_known_regex", "a b" => "string.well_known_regex"];
        value: ["", "a b"], ["a\u{7}" => "string.well_known_regex"];
        lax_header: ["", "a b"], ["a\n" => "string.well_known_regex"];
        lax_value: ["a\u{7}"], ["a\r" => "string.well_known_regex"];
        off: ["a"], [];
        ip_bytes: [[0u8; 4], [0u8; 16]], [[0u8; 5] => "bytes.ip"];
        ipv4_bytes: [[0u8; 4]], [[0u8; 16] => "bytes.ipv4"];
        ipv6_bytes: [[0u8; 16]], [[0u8; 4] => "bytes.ipv6"];
    }
}

#[test]
fn bytes() {
    cases! { Blobs:
        r#const: [b"\x00\x99"], [b"\x00" => "bytes.const"];
        between: [b"a", b"abc"], [b"" => "bytes.min_len", b"abcd" => "bytes.max_len"];
        // Bytes that are no text are judged too, each as one character.
        pattern: [b"ab"], [b"a" => "bytes.pattern", b"a\xff" => "bytes.pattern"];
        any_two: [b"ab", b"\xff\xfe", b"\xe4\xbd"], [b"\xff" => "bytes.pattern"];
        parts: [b"amz"], [b"mz" => "bytes.prefix", b"am" => "bytes.suffix", b"az" => "bytes.contains"];
        listed: [b"a", b"bc"], [b"c" => "bytes.in"];
        unlisted: [b"c"], [b"bc" => "bytes.not_in"];
    }
}

#[test]
fn enums() {
    cases! { Colors:
        defined: [0, 1, 7], [2 => "enum.defined_only", -1 => "enum.defined_only"];
        r#const: [1], [0 => "enum.const"];
        listed: [[1, 7]], [[1, 0] => "enum.in"];
        by_number: [[(1, 1)]], [[(1, 0)] => "enum.not_in"];
    }
}

#[test]
fn lists_and_maps() {
    let right = || Lists {
        numbers: vec![1, 2],
        by_name: HashMap::from([("ab".to_owned(), 0)]),
        patterns: HashMap::from([(true, "Az".to_owned())]),
        times: vec![prost_types::Duration { seconds: 1, nanos: 0 }],
        any: vec![prost_types::Any {
            type_url: "type.googleapis.com/a.B".to_owned(),
            value: Vec::new(),
        }],
        wrapped: vec![1],
        ..Lists::default()
    };
    assert_eq!(broken(&right()), [] as [&str; 0]);
    let wrong = Lists {
        numbers: vec![1, 0, 1, 2],
        by_name: HashMap::from([("a".to_owned(), -1)]),
        patterns: HashMap::from([(true, "1".to_owned())]),
        times: vec![
            prost_types::Duration { seconds: 1, nanos: 0 },
            prost_types::Duration::default(),
        ],
        any: vec![prost_types::Any::default()],
        wrapped: vec![1, 0],
        ..Lists::default()
    };
    assert_eq!(
        broken(&wrong),
        [
            "numbers: repeated.max_items [repeated.max_items]",
            "numbers: repeated.unique [repeated.unique]",
            "numbers[1]: repeated.items.int32.gt [int32.gt]",
            "by_name[\"a\"] key: map.keys.string.min_len [string.min_len]",
            "by_name[\"a\"]: map.values.int64.gte [int64.gte]",
            "patterns[true]: map.values.string.pattern [string.pattern]",
            "times[1]: repeated.items.duration.gte [duration.gte]",
            "any[0]: repeated.items.any.in [any.in]",
            "wrapped[1]: repeated.items.int64.gt [int64.gt]",
        ]
    );
    let few = Lists {
        numbers: Vec::new(),
        by_name: HashMap::new(),
        ..right()
    };
    assert_eq!(
        broken(&few),
        [
            "numbers: repeated.min_items [repeated.min_items]",
            "by_name: map.min_pairs [map.min_pairs]",
        ]
    );
}
