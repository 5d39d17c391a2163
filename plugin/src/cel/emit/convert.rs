//! Conversions.

use quote::quote;

use super::code::{Code, Form, Hold, Native};
use super::{Emitter, Made, Missing};
use crate::cel::node::Node;
use crate::cel::types::Type;

impl Emitter<'_> {
    pub(super) fn convert(&self, of: &Node, to: &Type) -> Made {
        use Type::{Bool, Bytes, Double, Duration, Int, String, Timestamp, Uint};
        let code = self.plain(of)?;
        let from = of.ty.unwrapped();
        if from == to {
            return Ok(code);
        }
        // A count is one or the other.
        if code.form == Form::Number(Native::Usize) && *to == Uint {
            return Ok(code);
        }
        if code.form == Form::Number(Native::U32) && *to == Int {
            let tokens = &code.tokens;
            return Ok(Code::atom(quote!(i64::from(#tokens)), Form::Number(Native::I64), &[&code]).ranged(code.range));
        }
        let range = code.range;
        let code = code.wide(*from == Uint).text().bytes();
        let (tokens, receiver) = (&code.tokens, code.receiver());
        let known = |least: i128, greatest: i128| range.is_some_and(|(a, b)| least <= a && b <= greatest);
        let infallible = |tokens, form| Ok(Code::atom(tokens, form, &[&code]));
        let failing = |result, form| Ok(Code::tried(result, form, &[&code]));
        let (int, uint, double) = (
            Form::Number(Native::I64),
            Form::Number(Native::U64),
            Form::Number(Native::F64),
        );
        match (from, to) {
            (Uint, Int) if known(0, i64::MAX.into()) => {
                Ok(Code::atom(quote!(#receiver.cast_signed()), int, &[&code]).ranged(range))
            }
            (Int, Uint) if known(0, i64::MAX.into()) => {
                Ok(Code::atom(quote!(#receiver.unsigned_abs()), uint, &[&code]).ranged(range))
            }
            (Timestamp, Int) => infallible(quote!(#receiver.unix()), int),
            (_, Int) => failing(quote!(cel::int(#tokens)), int),
            (_, Uint) => failing(quote!(cel::uint(#tokens)), uint),
            (String, Double) => failing(quote!(cel::parse_double(#tokens)), double),
            (Int | Uint, Double) => infallible(quote!(cel::double(#tokens)), double),
            (String, Bool) => failing(quote!(cel::parse_bool(#tokens)), Form::Bool),
            (String, Bytes) => infallible(quote!(#receiver.as_bytes()), Form::Bytes(Hold::Ref)),
            (String, Duration) => failing(quote!(cel::Duration::parse(#tokens)), Form::Span),
            (String, Timestamp) => failing(quote!(cel::Timestamp::parse(#tokens)), Form::Time),
            (Int, Timestamp) => failing(quote!(cel::Timestamp::from_unix(#tokens)), Form::Time),
            (Bytes, String) => failing(quote!(cel::utf8(#tokens)), Form::Text(Hold::Ref)),
            (Double, String) => infallible(quote!(cel::double_text(#tokens)), Form::Text(Hold::Owned)),
            (_, String) => infallible(quote!(#receiver.to_string()), Form::Text(Hold::Owned)),
            _ => Err(Missing::rust("a conversion that there is not")),
        }
    }
}
