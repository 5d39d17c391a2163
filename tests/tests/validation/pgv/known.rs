//! protobuf's own messages, and wrappers.

use std::time::{SystemTime, UNIX_EPOCH};

use prost_types::{Any, Duration, Timestamp};
use protoseal_tests::validation::pgv::v1::Known;

use crate::broken;

fn duration(seconds: i64, nanos: i32) -> Option<Duration> {
    Some(Duration { seconds, nanos })
}

fn time(seconds: i64) -> Option<Timestamp> {
    Some(Timestamp { seconds, nanos: 0 })
}

fn any(type_url: &str) -> Option<Any> {
    Some(Any {
        type_url: type_url.to_owned(),
        value: Vec::new(),
    })
}

/// What has to be set is.
fn right() -> Known {
    Known {
        any: any("type.googleapis.com/a.B"),
        duration: duration(0, 0),
        time: time(1001),
        text: Some("ab".to_owned()),
        wanted: Some(0),
        ..Known::default()
    }
}

#[test]
fn what_is_not_set_is_not_checked_but_where_it_has_to_be() {
    assert_eq!(broken(&right()), [] as [&str; 0]);
    assert_eq!(
        broken(&Known::default()),
        [
            "any: any.required [any.required]",
            "duration: duration.required [duration.required]",
            "time: timestamp.required [timestamp.required]",
            "text: message.required [message.required]",
            "wanted: message.required [message.required]",
        ]
    );
}

#[test]
fn values_are_checked() {
    let wrong = Known {
        any: any("type.googleapis.com/a.C"),
        other: any("type.googleapis.com/a.B"),
        duration: duration(0, 500),
        listed: duration(1, 2),
        r#const: duration(3, 1),
        outside: duration(1, 500),
        time: time(1000),
        moment: time(4),
        number: Some(2),
        text: Some("a".to_owned()),
        bytes: Some(b"a".to_vec()),
        flag: Some(false),
        float: Some(0.0),
        ..right()
    };
    assert_eq!(
        broken(&wrong),
        [
            "any: any.in [any.in]",
            "other: any.not_in [any.not_in]",
            "duration: duration.gte [duration.gte_lt]",
            "listed: duration.in [duration.in]",
            "const: duration.const [duration.const]",
            "outside: duration.gt [duration.gt_lt_exclusive]",
            "time: timestamp.gt [timestamp.gt]",
            "moment: timestamp.const [timestamp.const]",
            "number: int64.gt [int64.gt]",
            "text: string.min_len [string.min_len]",
            "bytes: bytes.min_len [bytes.min_len]",
            "flag: bool.const [bool.const]",
            "float: float.gt [float.gt]",
        ]
    );
    let fine = Known {
        other: any(""),
        duration: duration(-1, 0),
        listed: duration(0, 2),
        r#const: duration(3, 0),
        outside: duration(3, 0),
        moment: time(3),
        number: Some(3),
        bytes: Some(b"ab".to_vec()),
        flag: Some(true),
        float: Some(0.5),
        ..right()
    };
    assert_eq!(broken(&fine), [] as [&str; 0]);
}

#[test]
fn times_are_near_now_on_the_side_that_is_asked_for() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time of today");
    let at = |distance: i64| time(i64::try_from(now.as_secs()).expect("a time of today") + distance);
    let of = |past: i64, future: i64, near: i64| {
        broken(&Known {
            past: at(past),
            future: at(future),
            near: at(near),
            ..right()
        })
    };
    assert_eq!(of(-1800, 1800, 1800), [] as [&str; 0]);
    assert_eq!(of(-1800, 1800, -1800), [] as [&str; 0]);
    assert_eq!(
        of(-7200, 7200, 7200),
        [
            "past: timestamp.within [timestamp.within]",
            "future: timestamp.within [timestamp.within]",
            "near: timestamp.within [timestamp.within]",
        ]
    );
    assert_eq!(
        of(1800, -1800, -7200),
        [
            "past: timestamp.lt_now [timestamp.lt_now]",
            "future: timestamp.gt_now [timestamp.gt_now]",
            "near: timestamp.within [timestamp.within]",
        ]
    );
}
