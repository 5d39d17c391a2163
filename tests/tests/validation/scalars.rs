//! Numbers, texts, bytes, enums, and lists and maps of them.

use std::collections::HashMap;

use protoseal::validation::{Language, Validate, ValidateError};
use protoseal_tests::validation::validation::v1::{Blobs, Colors, Lists, Numbers, Texts};

use super::broken;

#[test]
fn numbers() {
    cases! { Numbers:
        float: [0.1f32, 10.0f32], [0f32 => "float.gt_lte", 10.5f32 => "float.gt_lte", f32::NAN => "float.gt_lte"];
        double: [-2.0, 1.5], [0.0 => "double.gt_lt_exclusive", 1.0 => "double.gt_lt_exclusive", -1.0 => "double.gt_lt_exclusive", f64::NAN => "double.gt_lt_exclusive"];
        int32: [-5, 4], [-6 => "int32.gte_lt", 5 => "int32.gte_lt"];
        int64: [-7], [7 => "int64.const"];
        uint32: [1u32, 3u32], [0u32 => "uint32.in", 4u32 => "uint32.in"];
        uint64: [1u64], [0u64 => "uint64.not_in", 9u64 => "uint64.not_in"];
        sint32: [0, -1], [1 => "sint32.lt"];
        sint64: [1, -1], [2 => "sint64.lte"];
        fixed32: [2u32], [1u32 => "fixed32.gt"];
        fixed64: [1u64], [0u64 => "fixed64.gte"];
        sfixed32: [-1, 1, 5], [0 => "sfixed32.gte_lte_exclusive"];
        sfixed64: [0, 15, i64::MIN, i64::MAX], [16 => "sfixed64.in", -1 => "sfixed64.in"];
        bool: [true], [false => "bool.const"];
        finite: [0.0, f64::MAX], [f64::INFINITY => "double.finite", f64::NAN => "double.finite"];
        listed: [0.5f32, 1f32], [0f32 => "float.in", f32::NAN => "float.in"];
        always: [0u32, u32::MAX], [];
    }
}

#[test]
fn texts() {
    cases! { Texts:
        r#const: ["a"], ["" => "string.const", "b" => "string.const"];
        len: ["ab", "你好"], ["a" => "string.len", "abc" => "string.len"];
        between: ["ab", "你好吗"], ["a" => "string.min_len", "你好吗啊" => "string.max_len"];
        bytes: ["ab", "你"], ["a" => "string.min_bytes", "你a" => "string.max_bytes"];
        pattern: ["abc"], ["" => "string.pattern", "ABC" => "string.pattern", "abc\n" => "string.pattern"];
        digits: ["12"], ["١" => "string.pattern"];
        parts: ["amz"], ["mz" => "string.prefix", "am" => "string.suffix", "az" => "string.contains", "axmz" => "string.not_contains"];
        listed: ["a", "b"], ["c" => "string.in", "" => "string.in"];
        unlisted: ["c", ""], ["a" => "string.not_in"];
        email: ["a@example.com"], ["a" => "string.email", "" => "string.email_empty"];
        ip: ["127.0.0.1", "::1"], ["1" => "string.ip", "" => "string.ip_empty"];
        header: ["accept"], ["a b" => "string.well_known_regex.header_name", "" => "string.well_known_regex.header_name_empty"];
        long: ["a", "q", "b"], ["r" => "string.in"];
        same_pattern: ["abc"], ["1" => "string.pattern"];
        len_bytes: ["abcd"], ["abc" => "string.len_bytes"];
    }
}

#[test]
fn blobs() {
    cases! { Blobs:
        r#const: [[0u8, 0x99]], [[0u8] => "bytes.const"];
        len: [[1u8], [1u8, 2, 3]], [[] => "bytes.min_len", [0u8; 4] => "bytes.max_len"];
        pattern: [*b"abc"], [*b"ABC" => "bytes.pattern"];
        parts: [*b"amz"], [*b"mz" => "bytes.prefix", *b"am" => "bytes.suffix", *b"az" => "bytes.contains"];
        listed: [*b"a", *b"bc"], [*b"b" => "bytes.in", [] => "bytes.in"];
        unlisted: [*b"b", []], [*b"bc" => "bytes.not_in"];
        ip: [[0u8; 4], [0u8; 16]], [[0u8; 5] => "bytes.ip", [] => "bytes.ip_empty"];
    }
}

#[test]
fn bytes_that_are_no_text_cannot_be_matched() {
    let message = Blobs {
        r#const: vec![0, 0x99],
        len: vec![1],
        pattern: vec![0xff],
        parts: b"amz".to_vec(),
        listed: b"a".to_vec(),
        ip: vec![0; 4],
        ..Blobs::default()
    };
    let error = message.validate().expect_err("it cannot be matched");
    let ValidateError::Evaluation(error) = error else {
        panic!("{error}");
    };
    assert_eq!(
        (error.rule_id(), error.field().to_string().as_str()),
        ("bytes.pattern", "pattern")
    );
}

#[test]
fn enums() {
    cases! { Colors:
        defined: [0, 1, 2, 7], [3 => "enum.defined_only", -1 => "enum.defined_only"];
        r#const: [1], [0 => "enum.const"];
    }
    let message = Colors {
        r#const: 1,
        listed: vec![1, 2, 7, 0],
        by_number: HashMap::from([(-3, 0), (4, 1)]),
        ..Colors::default()
    };
    assert_eq!(
        broken(&message),
        [
            "listed[1]: repeated.items.enum.in [enum.in]",
            "listed[3]: repeated.items.enum.in [enum.in]",
            "by_number[-3]: map.values.enum.not_in [enum.not_in]",
        ]
    );
}

#[test]
fn lists_and_maps() {
    let valid = || Lists {
        numbers: vec![1, 2, 3],
        names: vec!["ab".to_owned(), String::new()],
        by_name: HashMap::from([("ab".to_owned(), 0)]),
        by_flag: HashMap::from([(true, Vec::new())]),
        by_number: HashMap::from([(u64::MAX, "1".to_owned())]),
        times: vec![prost_types::Duration::default()],
        blobs: vec![vec![1], vec![2]],
        doubles: vec![1.0, f64::NAN, f64::NAN],
    };
    assert_eq!(broken(&valid()), [] as [&str; 0]);
    let message = Lists {
        numbers: vec![1, 0, 1, 5],
        names: vec!["a".to_owned()],
        by_name: HashMap::from([("a".to_owned(), -1)]),
        by_flag: HashMap::from([(false, Vec::new())]),
        by_number: HashMap::from([(u64::MAX, "x".to_owned())]),
        times: vec![prost_types::Duration { seconds: 1, nanos: 0 }],
        blobs: vec![vec![1], vec![1]],
        doubles: vec![0.0, -0.0],
    };
    assert_eq!(
        broken(&message),
        [
            "numbers: repeated.max_items [repeated.max_items]",
            "numbers: repeated.unique [repeated.unique]",
            "numbers[1]: repeated.items.int32.gt [int32.gt]",
            "names[0]: repeated.items.string.min_len [string.min_len]",
            "by_name[\"a\"] key: map.keys.string.min_len [string.min_len]",
            "by_name[\"a\"]: map.values.int64.gte [int64.gte]",
            "by_flag[false] key: map.keys.bool.const [bool.const]",
            "by_number[18446744073709551615]: map.values.string.pattern [string.pattern]",
            "times[0]: repeated.items.duration.gt [duration.gt]",
            "blobs: repeated.unique [repeated.unique]",
            "doubles: repeated.unique [repeated.unique]",
        ]
    );
    let empty = Lists {
        numbers: Vec::new(),
        ..valid()
    };
    assert_eq!(broken(&empty), ["numbers: repeated.min_items [repeated.min_items]"]);
    let many = (0..3).map(|number| (format!("n{number}"), number)).collect();
    let crowded = Lists {
        by_name: many,
        ..valid()
    };
    assert_eq!(broken(&crowded), ["by_name: map.max_pairs [map.max_pairs]"]);
}

#[test]
fn messages_are_in_english_and_chinese() {
    let texts = Texts {
        len: "abc".to_owned(),
        ..Texts::default()
    };
    let error = texts.validate().expect_err("it breaks rules");
    let violation = error
        .violations()
        .iter()
        .find(|violation| violation.rule_id() == "string.len");
    let violation = violation.expect("the rule is broken");
    assert_eq!(violation.message(), "must be 2 characters");
    assert_eq!(violation.message_in(Language::Chinese), "长度必须为 2 个字符");
}
