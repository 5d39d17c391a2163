//! `==` and `<`.

use proc_macro2::TokenStream;
use quote::quote;

use super::code::{Binds, Code, Form, Hold, Native};
use super::constants::suffixed;
use super::{Emitter, Made, Missing, binary};
use crate::cel::constant::Const;
use crate::cel::node::{Node, Order};
use crate::cel::types::Type;

impl Emitter<'_> {
    pub(super) fn equal(&self, negated: bool, a: &Node, b: &Node) -> Made {
        let sign = if negated { quote!(!=) } else { quote!(==) };
        let (x, y) = (a.ty.unwrapped(), b.ty.unwrapped());
        if x.is_number() && y.is_number() && x != y {
            let (a, b) = (self.plain(a)?, self.plain(b)?);
            return Ok(negate(negated, crossed(quote!(cel::equal), a, b)));
        }
        let (left, right) = (self.node(a)?, self.node(b)?);
        let nullable = |code: &Code| matches!(code.form, Form::Nullable(_) | Form::Null);
        if nullable(&left) || nullable(&right) {
            return self.equal_nullable(negated, left, right, *x == Type::Uint);
        }
        for (side, code) in [(b, &left), (a, &right)] {
            if is_empty(side) && matches!(code.form, Form::Text(_) | Form::Bytes(_)) {
                let receiver = code.receiver();
                let empty = Code::atom(quote!(#receiver.is_empty()), Form::Bool, &[code]);
                return Ok(negate(negated, empty));
            }
        }
        let (left, right) = match (&left.form, &right.form) {
            (Form::Number(_), Form::Number(_)) => alike((a.as_const(), left), (b.as_const(), right), *x == Type::Uint),
            (Form::Text(Hold::Place), Form::Text(Hold::Ref)) if right.is_static => (left, right),
            (Form::Text(_), _) => (left.text(), right.text()),
            (Form::Bytes(_), _) => (left.bytes(), right.bytes()),
            (Form::Message(_, Hold::Ref), Form::Message(_, Hold::Ref)) => (left, right),
            (Form::Message(..), _) => {
                let (left, right) = (left.maybe(), right.maybe());
                let (a, b) = (&left.tokens, &right.tokens);
                let same = Code::atom(quote!(cel::is_same(#a, #b)), Form::Bool, &[&left, &right]);
                return Ok(negate(negated, same));
            }
            (Form::List(..), Form::List(..)) => return Ok(negate(negated, self.equal_lists(left, right)?)),
            (Form::Map(p, ..), Form::Map(q, ..)) if left.form == right.form && p == q && *p != Hold::Maybe => {
                (left, right)
            }
            (Form::Map(..) | Form::Pairs(..), _) => {
                return Err(Missing::rust("it compares maps that Rust holds in different ways"));
            }
            _ => (left, right),
        };
        Ok(binary(&left, sign, &right, Form::Bool, Binds::Compare))
    }

    fn equal_nullable(&self, negated: bool, left: Code, right: Code, is_unsigned: bool) -> Made {
        let (left, right) = match (&left.form, &right.form) {
            (Form::Null, Form::Null) => return Ok(Code::atom(quote!(true), Form::Bool, &[])),
            (_, Form::Null) => (left, None),
            (Form::Null, _) => (right, None),
            _ => (left, Some(right)),
        };
        let Some(right) = right else {
            // A wrapper's value that is known to be there.
            if !matches!(left.form, Form::Nullable(_)) {
                return Ok(Code::atom(quote!(#negated), Form::Bool, &[]));
            }
            let receiver = left.receiver();
            let test = if negated { quote!(is_some) } else { quote!(is_none) };
            return Ok(Code::atom(quote!(#receiver.#test()), Form::Bool, &[&left]));
        };
        let (left, right) = match (&left.form, &right.form, right.range) {
            (Form::Nullable(inner), Form::Number(_), Some((value, greatest))) => match &**inner {
                Form::Number(native) if value == greatest && within(value, *native) => {
                    let tokens = &right.tokens;
                    (left, Code::atom(quote!(Some(#tokens)), Form::Bool, &[]))
                }
                _ => (optional(left, is_unsigned), optional(right, is_unsigned)),
            },
            _ => (optional(left, is_unsigned), optional(right, is_unsigned)),
        };
        let sign = if negated { quote!(!=) } else { quote!(==) };
        Ok(binary(&left, sign, &right, Form::Bool, Binds::Compare))
    }

    fn equal_lists(&self, left: Code, right: Code) -> Made {
        let (a, b) = (self.values(left)?, self.values(right)?);
        let (x, y) = (a.receiver(), &b.tokens);
        Ok(Code::atom(quote!(#x.eq(#y)), Form::Bool, &[&a, &b]))
    }

    pub(super) fn compare(&self, order: Order, a: &Node, b: &Node) -> Made {
        let (x, y) = (a.ty.unwrapped(), b.ty.unwrapped());
        let (left, right) = (self.plain(a)?, self.plain(b)?);
        let (left, right) = match (&left.form, &right.form) {
            (Form::Number(_), Form::Number(_)) if x != y => {
                return Ok(match order {
                    Order::Less => crossed(quote!(cel::less), left, right),
                    Order::LessOrEqual => crossed(quote!(cel::less_or_equal), left, right),
                    Order::Greater => crossed(quote!(cel::less), right, left),
                    Order::GreaterOrEqual => crossed(quote!(cel::less_or_equal), right, left),
                });
            }
            (Form::Number(_), Form::Number(_)) => alike((a.as_const(), left), (b.as_const(), right), *x == Type::Uint),
            (Form::Text(_), _) => (left.text(), right.text()),
            (Form::Bytes(_), _) => (left.bytes(), right.bytes()),
            _ => (left, right),
        };
        let sign = match order {
            Order::Less => quote!(<),
            Order::LessOrEqual => quote!(<=),
            Order::Greater => quote!(>),
            Order::GreaterOrEqual => quote!(>=),
        };
        Ok(binary(&left, sign, &right, Form::Bool, Binds::Compare))
    }
}

fn is_empty(node: &Node) -> bool {
    match node.as_const() {
        Some(Const::String(text)) => text.is_empty(),
        Some(Const::Bytes(bytes)) => bytes.is_empty(),
        _ => false,
    }
}

fn within(value: i128, native: Native) -> bool {
    native
        .range()
        .is_some_and(|(least, greatest)| least <= value && value <= greatest)
}

pub(super) fn negate(negated: bool, code: Code) -> Code {
    if !negated {
        return code;
    }
    let tokens = code.at(Binds::Prefix);
    Code::new(quote!(!#tokens), Form::Bool, Binds::Prefix, &[&code])
}

/// Numbers of several types, by value.
fn crossed(function: TokenStream, a: Code, b: Code) -> Code {
    let wide = |code: Code| {
        let is_unsigned = matches!(code.form, Form::Number(Native::U32 | Native::U64));
        suffixed(code.wide(is_unsigned))
    };
    let (a, b) = (wide(a), wide(b));
    let (x, y) = (&a.tokens, &b.tokens);
    Code::atom(quote!(#function(#x, #y)), Form::Bool, &[&a, &b])
}

/// Two numbers in one Rust type: as they are held, if one of them is a constant that fits.
pub(super) fn alike(
    (a, left): (Option<&Const>, Code),
    (b, right): (Option<&Const>, Code),
    is_unsigned: bool,
) -> (Code, Code) {
    let (Form::Number(x), Form::Number(y)) = (&left.form, &right.form) else {
        return (left, right);
    };
    let fits = |constant: Option<&Const>, code: &Code, native: Native| match constant {
        Some(Const::Double(value)) => native == Native::F32 && value.is_finite() && f64::from(*value as f32) == *value,
        Some(_) => code.range.is_some_and(|(value, _)| within(value, native)),
        None => false,
    };
    if x == y || fits(a, &left, *y) || fits(b, &right, *x) {
        return (left, right);
    }
    (left.wide(is_unsigned), right.wide(is_unsigned))
}

/// As an `Option` of a wide or borrowed value.
fn optional(code: Code, is_unsigned: bool) -> Code {
    let receiver = code.receiver();
    let (tokens, form) = match &code.form {
        Form::Nullable(inner) => match &**inner {
            Form::Number(native) => {
                let convert = match native {
                    Native::I32 => quote!(i64::from),
                    Native::U32 => quote!(u64::from),
                    Native::F32 => quote!(f64::from),
                    _ => return code,
                };
                (quote!(#receiver.map(#convert)), code.form.clone())
            }
            _ => return code,
        },
        _ => {
            let value = code.clone().wide(is_unsigned).text().bytes();
            let tokens = &value.tokens;
            (quote!(Some(#tokens)), Form::Nullable(Box::new(value.form.clone())))
        }
    };
    Code::atom(tokens, form, &[&code])
}
