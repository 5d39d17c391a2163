//! Operators: which types they take, and what they give.

use super::{Checked, Checker, fold};
use crate::cel::CelFault;
use crate::cel::constant::Const;
use crate::cel::node::{Failure, Kind, Node, Operator, Order};
use crate::cel::types::Type;

impl Checker<'_> {
    /// `&&` and `||`.
    pub(super) fn logic(&self, is_and: bool, a: Node, b: Node, at: usize) -> Checked {
        let sign = if is_and { "&&" } else { "||" };
        for operand in [&a, &b] {
            if !is_bool(operand) {
                let fault = CelFault::new(format!("{sign} takes bool, not {}", operand.ty), at);
                return self.misfit(&[operand], Type::Bool, Failure::NoSuchOverload, fault);
            }
        }
        // One side decides, or says nothing.
        for (known, other) in [(&a, &b), (&b, &a)] {
            if let Some(Const::Bool(known)) = known.as_const() {
                return Ok(match *known == is_and {
                    true => other.clone(),
                    false => Node::bool(*known),
                });
            }
        }
        let (a, b) = (Box::new(a), Box::new(b));
        Ok(Node::new(
            Type::Bool,
            if is_and { Kind::And(a, b) } else { Kind::Or(a, b) },
        ))
    }

    pub(super) fn not(&self, of: Node, at: usize) -> Checked {
        if !is_bool(&of) {
            let fault = CelFault::new(format!("! takes bool, not {}", of.ty), at);
            return self.misfit(&[&of], Type::Bool, Failure::NoSuchOverload, fault);
        }
        Ok(not(of))
    }

    pub(super) fn conditional(&self, condition: Node, then: Node, otherwise: Node, at: usize) -> Checked {
        if !is_bool(&condition) {
            let fault = CelFault::new(format!("? takes bool, not {}", condition.ty), at);
            return self.misfit(&[&condition], then.ty.clone(), Failure::NoSuchOverload, fault);
        }
        if let Some(Const::Bool(condition)) = condition.as_const() {
            return Ok(if *condition { then } else { otherwise });
        }
        let loose = then.loose || otherwise.loose;
        let ty = match then.ty.join(&otherwise.ty) {
            Some(ty) => ty,
            None if loose => Type::Dyn,
            None => {
                let message = format!("? gives {} on one side, {} on the other", then.ty, otherwise.ty);
                return Err(CelFault::new(message, at));
            }
        };
        let kind = Kind::If {
            condition: Box::new(condition),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        };
        Ok(Node::new(ty, kind).loose(loose))
    }

    pub(super) fn negate(&self, of: Node, at: usize) -> Checked {
        if let Some(value) = of.as_const().and_then(fold::negate) {
            return Ok(Node::constant(value, of.ty));
        }
        match of.ty.unwrapped() {
            Type::Int | Type::Double => Ok(Node::new(of.ty.unwrapped().clone(), Kind::Negate(Box::new(of)))),
            _ => {
                let fault = CelFault::new(format!("- takes int and double, not {}", of.ty), at);
                self.misfit(&[&of], Type::Dyn, Failure::NoSuchOverload, fault)
            }
        }
    }

    pub(super) fn arithmetic(&self, operator: Operator, a: Node, b: Node, at: usize) -> Checked {
        use Operator::{Add, Divide, Multiply, Remainder, Subtract};
        let ty = match (operator, a.ty.unwrapped(), b.ty.unwrapped()) {
            (_, Type::Dyn, _) | (_, _, Type::Dyn) => {
                return Ok(Node::new(Type::Dyn, Kind::Foreign(super::select::dynamic())));
            }
            (_, Type::Int, Type::Int) => Type::Int,
            (_, Type::Uint, Type::Uint) => Type::Uint,
            (Add | Subtract | Multiply | Divide, Type::Double, Type::Double) => Type::Double,
            (Add, Type::String, Type::String) => Type::String,
            (Add, Type::Bytes, Type::Bytes) => Type::Bytes,
            (Add, Type::List(x), Type::List(y)) => Type::List(Box::new(x.join(y).unwrap_or(Type::Dyn))),
            (Add | Subtract, Type::Duration, Type::Duration) => Type::Duration,
            (Add | Subtract, Type::Timestamp, Type::Duration) | (Add, Type::Duration, Type::Timestamp) => {
                Type::Timestamp
            }
            (Subtract, Type::Timestamp, Type::Timestamp) => Type::Duration,
            (Add | Subtract | Multiply | Divide | Remainder, ..) => {
                let sign = match operator {
                    Add => "+",
                    Subtract => "-",
                    Multiply => "*",
                    Divide => "/",
                    Remainder => "%",
                };
                return self.misfit(
                    &[&a, &b],
                    Type::Dyn,
                    Failure::NoSuchOverload,
                    mismatch(sign, &a, &b, at),
                );
            }
        };
        if let (Some(x), Some(y)) = (a.as_const(), b.as_const())
            && let Some(value) = fold::arithmetic(operator, x, y)
        {
            return Ok(Node::constant(value, ty));
        }
        Ok(Node::new(ty, Kind::Arithmetic(operator, Box::new(a), Box::new(b))))
    }

    pub(super) fn equal(&self, negated: bool, a: Node, b: Node, at: usize) -> Checked {
        let sign = if negated { "!=" } else { "==" };
        let node = self.equality(a, b, sign, at)?;
        Ok(if negated { not(node) } else { node })
    }

    fn equality(&self, a: Node, b: Node, sign: &str, at: usize) -> Checked {
        let loose = a.loose || b.loose;
        if let (Some(x), Some(y)) = (a.as_const(), b.as_const())
            && let Some(equal) = fold::equal(x, y)
            && (loose || a.ty.join(&b.ty).is_some())
        {
            return Ok(Node::bool(equal));
        }
        let never_null = |ty: &Type| matches!(ty, Type::Message(_) | Type::Timestamp | Type::Duration);
        match (&a.ty, &b.ty) {
            // `loose` says whether numbers of several types are compared by value.
            _ if a.ty.join(&b.ty).is_some() || loose && a.ty.is_number() && b.ty.is_number() => {
                Ok(Node::new(Type::Bool, Kind::Equal(Box::new(a), Box::new(b))))
            }
            // An unset message reads as an empty one.
            (Type::Null, other) | (other, Type::Null) if never_null(other) => Ok(Node::bool(false)),
            (Type::Dyn, _) | (_, Type::Dyn) => Ok(Node::new(Type::Bool, Kind::Foreign(super::select::dynamic()))),
            _ if loose => Ok(Node::bool(false)),
            _ => Err(mismatch(sign, &a, &b, at)),
        }
    }

    pub(super) fn compare(&self, order: Order, a: Node, b: Node, at: usize) -> Checked {
        let sign = match order {
            Order::Less => "<",
            Order::LessOrEqual => "<=",
            Order::Greater => ">",
            Order::GreaterOrEqual => ">=",
        };
        let (x, y) = (a.ty.unwrapped(), b.ty.unwrapped());
        let fits = match (x, y) {
            (Type::Dyn, _) | (_, Type::Dyn) => {
                return Ok(Node::new(Type::Bool, Kind::Foreign(super::select::dynamic())));
            }
            (Type::Bool | Type::String | Type::Bytes | Type::Timestamp | Type::Duration, _) => x == y,
            _ => x.is_number() && y.is_number(),
        };
        if !fits {
            return self.misfit(
                &[&a, &b],
                Type::Bool,
                Failure::NoSuchOverload,
                mismatch(sign, &a, &b, at),
            );
        }
        if let (Some(x), Some(y)) = (a.as_const(), b.as_const())
            && let Some(value) = fold::compare(order, x, y)
        {
            return Ok(Node::bool(value));
        }
        Ok(Node::new(Type::Bool, Kind::Compare(order, Box::new(a), Box::new(b))))
    }
}

fn is_bool(node: &Node) -> bool {
    matches!(node.ty.unwrapped(), Type::Bool | Type::Free)
}

fn not(of: Node) -> Node {
    match of.kind {
        Kind::Const(Const::Bool(value)) => Node::bool(!value),
        Kind::Not(inner) => *inner,
        _ => Node::new(Type::Bool, Kind::Not(Box::new(of))),
    }
}

fn mismatch(sign: &str, a: &Node, b: &Node, at: usize) -> CelFault {
    let fault = CelFault::new(format!("{sign} does not go with {} and {}", a.ty, b.ty), at);
    let (x, y) = (a.ty.unwrapped(), b.ty.unwrapped());
    let literal = |node: &Node| match node.as_const() {
        Some(Const::Int(value)) if *value >= 0 => Some(*value),
        _ => None,
    };
    match (x, y) {
        (Type::Int, Type::Double) if literal(a).is_some() => fault.help(literal_help(literal(a), ".0")),
        (Type::Double, Type::Int) if literal(b).is_some() => fault.help(literal_help(literal(b), ".0")),
        (Type::Int, Type::Uint) if literal(a).is_some() => fault.help(literal_help(literal(a), "u")),
        (Type::Uint, Type::Int) if literal(b).is_some() => fault.help(literal_help(literal(b), "u")),
        _ if x.is_number() && y.is_number() => fault.help(format!("convert one of them, as in {x}(..)")),
        (Type::String, _) if y.is_number() => fault.help("convert it, as in string(..)".to_owned()),
        (_, Type::String) if x.is_number() => fault.help("convert it, as in string(..)".to_owned()),
        _ => fault,
    }
}

fn literal_help(value: Option<i64>, suffix: &str) -> String {
    format!("write {}{suffix}", value.unwrap_or_default())
}
