//! What is known while the schema is built: operators on constants. `None` is what only run time says, an overflow among it.

use std::cmp::Ordering;

use crate::cel::constant::{Const, order};
use crate::cel::node::{Operator, Order};

pub(super) fn negate(value: &Const) -> Option<Const> {
    match value {
        Const::Int(value) => value.checked_neg().map(Const::Int),
        Const::Double(value) => Some(Const::Double(-value)),
        _ => None,
    }
}

pub(super) fn arithmetic(operator: Operator, a: &Const, b: &Const) -> Option<Const> {
    match (a, b) {
        (Const::Int(a), Const::Int(b)) => Some(Const::Int(match operator {
            Operator::Add => a.checked_add(*b)?,
            Operator::Subtract => a.checked_sub(*b)?,
            Operator::Multiply => a.checked_mul(*b)?,
            Operator::Divide => a.checked_div(*b)?,
            Operator::Remainder => a.checked_rem(*b)?,
        })),
        (Const::Uint(a), Const::Uint(b)) => Some(Const::Uint(match operator {
            Operator::Add => a.checked_add(*b)?,
            Operator::Subtract => a.checked_sub(*b)?,
            Operator::Multiply => a.checked_mul(*b)?,
            Operator::Divide => a.checked_div(*b)?,
            Operator::Remainder => a.checked_rem(*b)?,
        })),
        (Const::Double(a), Const::Double(b)) => Some(Const::Double(match operator {
            Operator::Add => a + b,
            Operator::Subtract => a - b,
            Operator::Multiply => a * b,
            Operator::Divide => a / b,
            Operator::Remainder => return None,
        })),
        (Const::String(a), Const::String(b)) if operator == Operator::Add => Some(Const::String(format!("{a}{b}"))),
        (Const::Bytes(a), Const::Bytes(b)) if operator == Operator::Add => {
            Some(Const::Bytes([a.as_slice(), b.as_slice()].concat()))
        }
        (Const::List(a), Const::List(b)) if operator == Operator::Add => {
            Some(Const::List([a.as_slice(), b.as_slice()].concat()))
        }
        _ => None,
    }
}

/// Of two constants of one type, or of two numbers; else `None`.
pub(super) fn equal(a: &Const, b: &Const) -> Option<bool> {
    match (a, b) {
        (Const::Double(a), Const::Double(b)) => Some(a == b),
        (Const::Null, Const::Null) => Some(true),
        (Const::Null, _) | (_, Const::Null) => Some(false),
        (Const::List(_), Const::List(_))
        | (Const::Map(_), Const::Map(_))
        | (Const::Message(_), Const::Message(_))
        | (Const::Type(_), Const::Type(_)) => Some(a == b),
        _ => order(a, b).map(Ordering::is_eq),
    }
}

pub(super) fn compare(sign: Order, a: &Const, b: &Const) -> Option<bool> {
    let order = match (a, b) {
        // With a NaN, nothing holds.
        (Const::Double(x), Const::Double(y)) => match x.partial_cmp(y) {
            Some(order) => order,
            None => return Some(false),
        },
        _ => order(a, b)?,
    };
    Some(match sign {
        Order::Less => order.is_lt(),
        Order::LessOrEqual => order.is_le(),
        Order::Greater => order.is_gt(),
        Order::GreaterOrEqual => order.is_ge(),
    })
}

pub(super) fn size(of: &Const) -> Option<i64> {
    let size = match of {
        Const::String(text) => text.chars().count(),
        Const::Bytes(bytes) => bytes.len(),
        Const::List(elements) => elements.len(),
        Const::Map(entries) => entries.len(),
        _ => return None,
    };
    i64::try_from(size).ok()
}
