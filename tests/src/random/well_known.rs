//! Random values of protobuf's own types.

use prost::Message;
use prost_types::value::Kind;
use prost_types::{Any, Duration, FieldMask, ListValue, Struct, Timestamp, Value};
use rand::RngExt;

use super::{Hiding, Random, Rng};

/// What a timestamp counts from and to: 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
const TIMESTAMPS: [i64; 2] = [-62_135_596_800, 253_402_300_799];
/// The most seconds that a duration has.
const DURATION: i64 = 315_576_000_000;
/// The most nanoseconds beside seconds.
const NANOS: i32 = 999_999_999;

impl Random for Timestamp {
    fn random(rng: &mut Rng) -> Self {
        if !rng.shared.json {
            return Timestamp {
                seconds: i64::random(rng),
                nanos: i32::random(rng),
            };
        }
        let [first, last] = TIMESTAMPS;
        let seconds = match rng.below(5) {
            0 => first,
            1 => last,
            // Around the beginning of the epoch.
            2 => rng.source.random_range(-2..3),
            // A last day of February, leap years or not.
            3 => 951_782_400 + 31_536_000 * rng.source.random_range(-400..400),
            _ => rng.source.random_range(first..=last),
        };
        Timestamp {
            seconds,
            nanos: nanos(rng),
        }
    }
}

impl Random for Duration {
    fn random(rng: &mut Rng) -> Self {
        if !rng.shared.json {
            return Duration {
                seconds: i64::random(rng),
                nanos: i32::random(rng),
            };
        }
        let seconds = [0, 1, DURATION, rng.source.random_range(0..=DURATION)][rng.below(4)];
        let sign = [1, -1][rng.below(2)];
        Duration {
            seconds: seconds * i64::from(sign),
            nanos: nanos(rng) * sign,
        }
    }
}

/// Of each of the lengths that a fraction has.
fn nanos(rng: &mut Rng) -> i32 {
    let any = rng.source.random_range(0..=NANOS);
    [0, 1, NANOS, any, any / 1_000 * 1_000, any / 1_000_000 * 1_000_000][rng.below(6)]
}

impl Random for FieldMask {
    fn random(rng: &mut Rng) -> Self {
        if !rng.shared.json {
            return FieldMask {
                paths: Random::random(&mut rng.inside(Hiding::Nothing)),
            };
        }
        let paths = ["name", "user.display_name", "a.b_c.d1", "_x", "r2_d2"];
        let count = rng.below(paths.len());
        FieldMask {
            paths: (0..count).map(|_| paths[rng.below(paths.len())].to_owned()).collect(),
        }
    }
}

impl Random for ListValue {
    fn random(rng: &mut Rng) -> Self {
        ListValue {
            values: Random::random(&mut rng.inside(Hiding::Nothing)),
        }
    }
}

/// `google.protobuf.Empty`.
impl Random for () {
    fn random(_: &mut Rng) -> Self {}
}

impl Random for Any {
    fn random(rng: &mut Rng) -> Self {
        if !rng.shared.json {
            return Any {
                type_url: String::random(rng),
                value: Vec::random(rng),
            };
        }
        let mut inside = rng.inside(Hiding::Nothing);
        let deep = inside.count() == 0;
        match rng.below(13) {
            0 => Any::default(),
            1 if !deep => packed("google.protobuf.Any", &Any::random(&mut inside)),
            2 => packed("google.protobuf.Timestamp", &Timestamp::random(&mut inside)),
            3 => packed("google.protobuf.Duration", &Duration::random(&mut inside)),
            4 => packed("google.protobuf.FieldMask", &FieldMask::random(&mut inside)),
            5 => packed("google.protobuf.Struct", &Struct::random(&mut inside)),
            6 => packed("google.protobuf.Value", &Value::random(&mut inside)),
            7 => packed("google.protobuf.ListValue", &ListValue::random(&mut inside)),
            8 => packed("google.protobuf.Empty", &()),
            9 => packed("google.protobuf.Int64Value", &i64::random(&mut inside)),
            10 => packed("google.protobuf.FloatValue", &f32::random(&mut inside)),
            11 => packed("google.protobuf.StringValue", &String::random(&mut inside)),
            _ => packed("google.protobuf.BytesValue", &Vec::random(&mut inside)),
        }
    }
}

fn packed(name: &str, message: &impl Message) -> Any {
    Any {
        type_url: format!("type.googleapis.com/{name}"),
        value: message.encode_to_vec(),
    }
}

impl Random for Struct {
    fn random(rng: &mut Rng) -> Self {
        Struct {
            fields: Random::random(&mut rng.inside(Hiding::Nothing)),
        }
    }
}

impl Random for Value {
    fn random(rng: &mut Rng) -> Self {
        let kind = match rng.below(6) {
            0 => Kind::StringValue(String::random(rng)),
            1 => Kind::NumberValue(
                Some(f64::random(rng))
                    .filter(|number| number.is_finite())
                    .unwrap_or_default(),
            ),
            2 => Kind::NullValue(0),
            3 => Kind::BoolValue(bool::random(rng)),
            4 => Kind::ListValue(Random::random(&mut rng.inside(Hiding::Nothing))),
            _ => Kind::StructValue(Random::random(&mut rng.inside(Hiding::Nothing))),
        };
        Value { kind: Some(kind) }
    }
}
