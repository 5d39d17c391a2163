//! protobuf's own messages.

use std::time::{Duration as Span, SystemTime};

use prost_types::{Any, Duration, FieldMask, Timestamp};
use protoseal_tests::validation::validation::v1::Known;

use super::{broken, ids};

fn valid() -> Known {
    Known {
        text: Some("ab".to_owned()),
        ..Known::default()
    }
}

#[test]
fn what_is_not_set_is_not_checked() {
    assert_eq!(broken(&valid()), [] as [&str; 0]);
    assert_eq!(broken(&Known::default()), ["text: required [required]"]);
}

#[test]
fn durations_and_times() {
    let duration = |seconds, nanos| Known {
        duration: Some(Duration { seconds, nanos }),
        ..valid()
    };
    for (seconds, nanos) in [(-1, 0), (0, 499), (0, -1)] {
        assert_eq!(broken(&duration(seconds, nanos)), [] as [&str; 0]);
    }
    for (seconds, nanos) in [(-1, -1), (0, 500), (i64::MAX, i32::MAX)] {
        assert_eq!(
            broken(&duration(seconds, nanos)),
            ["duration: duration.gte [duration.gte_lt]"]
        );
    }
    let time = |seconds| Some(Timestamp { seconds, nanos: 0 });
    let now = SystemTime::now();
    let message = Known {
        time: time(1_000_000_000),
        past: Some((now + Span::from_secs(3600)).into()),
        future: Some((now - Span::from_secs(3600)).into()),
        near: Some((now - Span::from_secs(61)).into()),
        listed: Some(Duration { seconds: 3, nanos: 0 }),
        ..valid()
    };
    assert_eq!(
        broken(&message),
        [
            "time: timestamp.gt [timestamp.gt]",
            "past: timestamp.lt_now [timestamp.lt_now]",
            "future: timestamp.gt_now [timestamp.gt_now]",
            "near: timestamp.within [timestamp.within]",
            "listed: duration.in [duration.in]",
        ]
    );
    let message = Known {
        time: time(1_000_000_001),
        past: Some((now - Span::from_secs(1)).into()),
        future: Some((now + Span::from_secs(3600)).into()),
        near: Some(now.into()),
        listed: Some(Duration { seconds: 2, nanos: 0 }),
        ..valid()
    };
    assert_eq!(broken(&message), [] as [&str; 0]);
}

#[test]
fn masks_and_any() {
    let mask = |paths: &[&str]| Known {
        mask: Some(FieldMask {
            paths: paths.iter().map(|path| (*path).to_owned()).collect(),
        }),
        ..valid()
    };
    assert_eq!(ids(&mask(&["a", "a.y", "b.c.d"]), "mask"), [] as [&str; 0]);
    assert_eq!(ids(&mask(&["b"]), "mask"), ["field_mask.in"]);
    assert_eq!(ids(&mask(&["a.x.y"]), "mask"), ["field_mask.not_in"]);
    let any = |type_url: &str| {
        Some(Any {
            type_url: type_url.to_owned(),
            value: Vec::new(),
        })
    };
    let message = Known {
        same: Some(FieldMask {
            paths: vec!["a".to_owned()],
        }),
        any: any("type.googleapis.com/a.C"),
        other: any("type.googleapis.com/a.B"),
        ..valid()
    };
    assert_eq!(
        broken(&message),
        [
            "same: field_mask.const [field_mask.const]",
            "any: any.in [any.in]",
            "other: any.not_in [any.not_in]",
        ]
    );
}

#[test]
fn wrappers() {
    let message = Known {
        number: Some(2),
        text: Some("a".to_owned()),
        bytes: Some(vec![1]),
        flag: Some(false),
        doubles: vec![-1.0, f64::NAN, 0.0],
        ..Known::default()
    };
    assert_eq!(
        broken(&message),
        [
            "number: int64.gt [int64.gt]",
            "text: string.min_len [string.min_len]",
            "bytes: bytes.min_len [bytes.min_len]",
            "flag: bool.const [bool.const]",
            "doubles[1]: repeated.items.double.lt [double.lt]",
            "doubles[2]: repeated.items.double.lt [double.lt]",
        ]
    );
}
