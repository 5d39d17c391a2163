//! Constants as Rust.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::code::{Binds, Code, Form, Hold, Native};
use super::{Emitter, Made, Missing};
use crate::cel::constant::Const;
use crate::cel::types::Type;

const SECOND: i128 = 1_000_000_000;

impl Emitter<'_> {
    pub(super) fn constant(&self, value: &Const, ty: &Type) -> Made {
        Ok(match value {
            Const::Null => Code::atom(quote!(None), Form::Null, &[]),
            Const::Bool(value) => Code::atom(quote!(#value), Form::Bool, &[]),
            Const::Int(value) => {
                let literal = Literal::i64_unsuffixed(*value);
                number(quote!(#literal), *value < 0, Native::I64).ranged(Some(((*value).into(), (*value).into())))
            }
            Const::Uint(value) => {
                let literal = Literal::u64_unsuffixed(*value);
                number(quote!(#literal), false, Native::U64).ranged(Some(((*value).into(), (*value).into())))
            }
            Const::Double(value) => double(*value),
            Const::String(text) | Const::Type(text) => {
                let mut code = Code::atom(quote!(#text), Form::Text(Hold::Ref), &[]);
                code.is_static = true;
                code
            }
            Const::Bytes(bytes) => {
                let literal = Literal::byte_string(bytes);
                Code::atom(quote!(#literal.as_slice()), Form::Bytes(Hold::Ref), &[])
            }
            Const::Duration(nanoseconds) => {
                let (seconds, nanos) = (nanoseconds / SECOND, nanoseconds % SECOND);
                let (seconds, nanos) = (Literal::i128_unsuffixed(seconds), Literal::i128_unsuffixed(nanos));
                Code::atom(quote!(cel::Duration::new(#seconds, #nanos)), Form::Span, &[])
            }
            Const::Timestamp(nanoseconds) => {
                let (seconds, nanos) = (nanoseconds.div_euclid(SECOND), nanoseconds.rem_euclid(SECOND));
                let (seconds, nanos) = (Literal::i128_unsuffixed(seconds), Literal::i128_unsuffixed(nanos));
                Code::atom(quote!(cel::Timestamp::new(#seconds, #nanos)), Form::Time, &[])
            }
            Const::List(values) => {
                let Type::List(element) = ty else {
                    return Err(Missing::rust("a list without a type"));
                };
                let elements = self.elements(values, element)?;
                self.array(elements)?
            }
            Const::Map(entries) => {
                let Type::Map(key, value) = ty else {
                    return Err(Missing::rust("a map without a type"));
                };
                let (keys, values): (Vec<_>, Vec<_>) = entries.iter().cloned().unzip();
                let (keys, values) = (self.elements(&keys, key)?, self.elements(&values, value)?);
                self.pairs(keys.into_iter().zip(values).collect())?
            }
            Const::Message(_) => return Err(Missing::rust("it uses a message of rules as a value")),
        })
    }

    fn elements(&self, values: &[Const], ty: &Type) -> Result<Vec<Code>, Missing> {
        values.iter().map(|value| self.constant(value, ty)).collect()
    }
}

/// With its type, where Rust would infer another one.
pub(super) fn suffixed(code: Code) -> Code {
    let text = code.tokens.to_string();
    let is_literal = text.chars().all(|c| c.is_ascii_digit() || "-. ".contains(c));
    let suffix = match code.form {
        Form::Number(Native::I64) => "i64",
        Form::Number(Native::U64) => "u64",
        _ => return code,
    };
    match format!("{text}{suffix}").parse::<TokenStream>() {
        Ok(tokens) if is_literal => Code { tokens, ..code },
        _ => code,
    }
}

fn number(tokens: TokenStream, is_negative: bool, native: Native) -> Code {
    let binds = if is_negative { Binds::Prefix } else { Binds::Atom };
    Code::new(tokens, Form::Number(native), binds, &[])
}

fn double(value: f64) -> Code {
    let form = Form::Number(Native::F64);
    if value.is_nan() {
        return Code::atom(quote!(f64::NAN), form, &[]);
    }
    if value.is_infinite() {
        let name = if value > 0.0 {
            quote!(f64::INFINITY)
        } else {
            quote!(f64::NEG_INFINITY)
        };
        return Code::atom(name, form, &[]);
    }
    let literal = Literal::f64_unsuffixed(value.abs());
    match value.is_sign_negative() {
        true => Code::new(quote!(-#literal), form, Binds::Prefix, &[]),
        false => Code::atom(quote!(#literal), form, &[]),
    }
}
