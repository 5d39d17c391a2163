//! Conversions: `int(..)` and its like.

use super::select::dynamic;
use super::{Checked, Checker};
use crate::cel::CelFault;
use crate::cel::constant::Const;
use crate::cel::node::{Failure, Kind, Node};
use crate::cel::time::{duration, timestamp};
use crate::cel::types::Type;

pub(super) const TARGETS: [&str; 8] = [
    "bool",
    "bytes",
    "double",
    "duration",
    "int",
    "string",
    "timestamp",
    "uint",
];

/// The years 1 to 9999, in seconds since 1970.
const EVER: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

impl Checker<'_> {
    pub(super) fn convert(&self, target: &str, of: Node, at: usize) -> Checked {
        use Type::{Bool, Bytes, Double, Duration, Int, String, Timestamp, Uint};
        let (to, takes): (Type, &[Type]) = match target {
            "bool" => (Bool, &[Bool, String]),
            "bytes" => (Bytes, &[Bytes, String]),
            "double" => (Double, &[Double, Int, Uint, String]),
            "duration" => (Duration, &[Duration, String]),
            "int" => (Int, &[Int, Uint, Double, String, Timestamp]),
            "string" => (String, &[String, Bool, Int, Uint, Double, Bytes, Timestamp, Duration]),
            "timestamp" => (Timestamp, &[Timestamp, String, Int]),
            _ => (Uint, &[Uint, Int, Double, String]),
        };
        let from = of.ty.unwrapped();
        if *from == Type::Dyn {
            return Ok(Node::new(to, Kind::Foreign(dynamic())));
        }
        if !takes.contains(from) {
            let names: Vec<_> = takes.iter().map(ToString::to_string).collect();
            let fault = CelFault::new(format!("{target} does not take {}", of.ty), at);
            let fault = fault.help(format!("it takes {}", names.join(", ")));
            return self.misfit(&[&of], to, Failure::NoSuchOverload, fault);
        }
        if let Some(value) = of.as_const() {
            if let Some(value) = converted(value, &to, at)? {
                return Ok(Node::constant(value, to));
            }
        } else if *from == to && of.ty == to {
            return Ok(of);
        }
        Ok(Node::new(to, Kind::Convert(Box::new(of))))
    }
}

/// A constant, or `None` if run time does it. A text that is no time is a mistake, since nothing but it could be meant.
fn converted(value: &Const, to: &Type, at: usize) -> Result<Option<Const>, CelFault> {
    let wrong = |what: &str, help: &str| CelFault::new(format!("this is no {what}"), at).help(help.to_owned());
    Ok(match (value, to) {
        (Const::Int(value), Type::Uint) => u64::try_from(*value).ok().map(Const::Uint),
        (Const::Uint(value), Type::Int) => i64::try_from(*value).ok().map(Const::Int),
        (Const::Int(value), Type::Double) => Some(Const::Double(*value as f64)),
        (Const::Uint(value), Type::Double) => Some(Const::Double(*value as f64)),
        (Const::Int(value), Type::String) => Some(Const::String(value.to_string())),
        (Const::Uint(value), Type::String) => Some(Const::String(value.to_string())),
        (Const::Bool(value), Type::String) => Some(Const::String(value.to_string())),
        (Const::String(text), Type::Bytes) => Some(Const::Bytes(text.clone().into_bytes())),
        (Const::String(text), Type::Duration) => Some(Const::Duration(
            duration(text).ok_or_else(|| wrong("duration", "write it as in '1h30m' or '1.5s'"))?,
        )),
        (Const::String(text), Type::Timestamp) => {
            Some(Const::Timestamp(timestamp(text).ok_or_else(|| {
                wrong("timestamp", "write it as in '2026-01-31T09:30:00Z'")
            })?))
        }
        (Const::Int(seconds), Type::Timestamp) if EVER.contains(seconds) => {
            Some(Const::Timestamp(i128::from(*seconds) * 1_000_000_000))
        }
        (Const::Bool(_), Type::Bool)
        | (Const::Int(_), Type::Int)
        | (Const::Uint(_), Type::Uint)
        | (Const::Double(_), Type::Double)
        | (Const::String(_), Type::String)
        | (Const::Bytes(_), Type::Bytes)
        | (Const::Duration(_), Type::Duration)
        | (Const::Timestamp(_), Type::Timestamp) => Some(value.clone()),
        _ => None,
    })
}
