//! Logic and arithmetic.

use quote::quote;

use super::code::{Binds, Code, Form, Hold, Native};
use super::compare::negate;
use super::constants::suffixed;
use super::{Emitter, Made, Missing, binary};
use crate::cel::node::{Kind, Node, Operator};
use crate::cel::types::Type;

impl Emitter<'_> {
    pub(super) fn not(&self, of: &Node) -> Made {
        match &of.kind {
            Kind::Equal(a, b) => self.equal(true, a, b),
            _ => Ok(negate(true, self.plain(of)?)),
        }
    }

    /// `&&` and `||`, either side of which takes the other's error back, if it decides.
    pub(super) fn logic(&self, is_and: bool, a: &Node, b: &Node) -> Made {
        let (a, b) = (self.plain(a)?, self.plain(b)?);
        let (sign, binds) = match is_and {
            true => (quote!(&&), Binds::And),
            false => (quote!(||), Binds::Or),
        };
        Ok(match (a.fails, b.fails) {
            (false, _) => binary(&a, sign, &b, Form::Bool, binds),
            (true, false) => binary(&b, sign, &a, Form::Bool, binds),
            (true, true) => {
                let name = if is_and { quote!(and) } else { quote!(or) };
                let (a, b) = (a.result(), b.result());
                Code::tried(quote!(cel::#name(|| #a, || #b)), Form::Bool, &[])
            }
        })
    }

    pub(super) fn conditional(&self, condition: &Node, then: &Node, otherwise: &Node, ty: &Type) -> Made {
        let condition = self.plain(condition)?;
        let (then, otherwise) = match (&then.kind, &otherwise.kind) {
            // A branch that never gives a value takes the other one's type.
            (Kind::Fails(_), Kind::Fails(_)) => (self.node(then)?, self.node(otherwise)?),
            (Kind::Fails(_), _) => self.failing(then, self.node(otherwise)?, true)?,
            (_, Kind::Fails(_)) => self.failing(otherwise, self.node(then)?, false)?,
            _ => {
                let is_static = |code: &Code| code.is_static;
                let codes = vec![self.node(then)?, self.node(otherwise)?];
                let all_static = codes.iter().all(is_static);
                let mut codes = self.alike(codes)?.into_iter();
                let (Some(mut then), Some(otherwise)) = (codes.next(), codes.next()) else {
                    return Err(Missing::rust("a choice without branches"));
                };
                then.is_static = all_static;
                (then, otherwise)
            }
        };
        let range = match (then.range, otherwise.range) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            _ => None,
        };
        let (c, t, o) = (&condition.tokens, &then.tokens, &otherwise.tokens);
        let tokens = match *ty == Type::Bool && o.to_string() == "true" && !condition.fails {
            true => {
                let not = condition.at(Binds::Prefix);
                let then = then.at(Binds::And);
                quote!(!#not || #then)
            }
            false => quote!(if #c { #t } else { #o }),
        };
        let binds = if *ty == Type::Bool && o.to_string() == "true" && !condition.fails {
            Binds::Or
        } else {
            Binds::Loose
        };
        let mut made = Code::new(tokens, then.form.clone(), binds, &[&condition, &then, &otherwise]).ranged(range);
        made.is_static = then.is_static;
        Ok(made)
    }

    /// One branch fails; the other one says the type.
    fn failing(&self, failing: &Node, other: Code, is_first: bool) -> Result<(Code, Code), Missing> {
        let fails = self.node(failing)?;
        let result = fails.result();
        let result = Code::tried(quote!(cel::never(#result)), other.form.clone(), &[]);
        Ok(if is_first { (result, other) } else { (other, result) })
    }

    pub(super) fn negate(&self, of: &Node) -> Made {
        let code = self.plain(of)?.wide(false);
        match (&code.form, code.range) {
            (Form::Number(Native::I64), Some((least, greatest))) if least > i64::MIN.into() => {
                let tokens = code.at(Binds::Prefix);
                let made = Code::new(quote!(-#tokens), code.form.clone(), Binds::Prefix, &[&code]);
                Ok(made.ranged(Some((-greatest, -least))))
            }
            (Form::Number(Native::I64), _) => {
                let tokens = &code.tokens;
                Ok(Code::tried(quote!(cel::negate(#tokens)), code.form.clone(), &[&code]))
            }
            _ => {
                let tokens = code.at(Binds::Prefix);
                Ok(Code::new(quote!(-#tokens), code.form.clone(), Binds::Prefix, &[&code]))
            }
        }
    }

    pub(super) fn arithmetic(&self, operator: Operator, a: &Node, b: &Node, ty: &Type) -> Made {
        match ty {
            Type::String => return self.concatenated(a, b),
            Type::List(_) => return self.chained(a, b),
            _ => {}
        }
        let is_unsigned = *ty == Type::Uint;
        let (a, b) = (self.plain(a)?.wide(is_unsigned), self.plain(b)?.wide(is_unsigned));
        match ty {
            Type::Bytes => {
                let (a, b) = (a.bytes(), b.bytes());
                let (x, y) = (&a.tokens, &b.tokens);
                Ok(Code::atom(
                    quote!([#x, #y].concat()),
                    Form::Bytes(Hold::Owned),
                    &[&a, &b],
                ))
            }
            Type::Timestamp | Type::Duration => self.of_times(operator, a, b),
            Type::Double => {
                let sign = sign(operator);
                Ok(binary(&a, sign, &b, Form::Number(Native::F64), binds(operator)))
            }
            _ => Ok(integers(operator, a, b, is_unsigned)),
        }
    }

    fn of_times(&self, operator: Operator, a: Code, b: Code) -> Made {
        let (a, b) = match (&a.form, &b.form) {
            // The instant first.
            (Form::Span, Form::Time) => (b, a),
            _ => (a, b),
        };
        let form = match (&a.form, &b.form) {
            (Form::Time, Form::Span) => Form::Time,
            _ => Form::Span,
        };
        let name = match (operator, &a.form, &b.form) {
            (_, Form::Time, Form::Time) => quote!(since),
            (Operator::Add, ..) => quote!(plus),
            _ => quote!(minus),
        };
        let (x, y) = (a.receiver(), &b.tokens);
        Ok(Code::tried(quote!(#x.#name(#y)), form, &[&a, &b]))
    }

    /// A sum of strings, in one piece.
    fn concatenated(&self, a: &Node, b: &Node) -> Made {
        let mut terms = Vec::new();
        for term in [a, b] {
            self.terms(term, &mut terms)?;
        }
        let tokens = terms.iter().map(|term| &term.tokens);
        let code = Code::atom(
            quote!([#(#tokens),*].concat()),
            Form::Text(Hold::Owned),
            &terms.iter().collect::<Vec<_>>(),
        );
        Ok(code)
    }

    fn terms(&self, node: &Node, terms: &mut Vec<Code>) -> Result<(), Missing> {
        match &node.kind {
            Kind::Arithmetic(Operator::Add, a, b) => {
                self.terms(a, terms)?;
                self.terms(b, terms)
            }
            _ => {
                terms.push(self.plain(node)?.text());
                Ok(())
            }
        }
    }
}

/// Without a check where the values cannot leave the type, by what is known of both sides.
fn integers(operator: Operator, a: Code, b: Code, is_unsigned: bool) -> Code {
    let native = if is_unsigned { Native::U64 } else { Native::I64 };
    let form = Form::Number(native);
    let range = reached(operator, a.range, b.range);
    let fits = match (range, native.range()) {
        (Some((least, greatest)), Some((lowest, highest))) => lowest <= least && greatest <= highest,
        _ => false,
    };
    if fits {
        return binary(&a, sign(operator), &b, form, binds(operator)).ranged(range);
    }
    let name = match operator {
        Operator::Add => quote!(add),
        Operator::Subtract => quote!(subtract),
        Operator::Multiply => quote!(multiply),
        Operator::Divide => quote!(divide),
        Operator::Remainder => quote!(remainder),
    };
    // Two literals would be of Rust's own choice.
    let a = if suffixed(b.clone()).tokens.to_string() == b.tokens.to_string() {
        a
    } else {
        suffixed(a)
    };
    let (x, y) = (&a.tokens, &b.tokens);
    Code::tried(quote!(cel::#name(#x, #y)), form, &[&a, &b])
}

/// The least and the greatest result, if there is one for all operands.
fn reached(operator: Operator, a: Option<(i128, i128)>, b: Option<(i128, i128)>) -> Option<(i128, i128)> {
    let ((a, b), (c, d)) = (a?, b?);
    match operator {
        Operator::Add => Some((a + c, b + d)),
        Operator::Subtract => Some((a - d, b - c)),
        Operator::Multiply => {
            let corners = [
                a.checked_mul(c)?,
                a.checked_mul(d)?,
                b.checked_mul(c)?,
                b.checked_mul(d)?,
            ];
            Some((*corners.iter().min()?, *corners.iter().max()?))
        }
        // By a constant; -1 alone leaves the type.
        Operator::Divide if c == d && c != 0 => {
            let (x, y) = (a / c, b / c);
            Some((x.min(y), x.max(y)))
        }
        Operator::Remainder if c == d && c > 0 => Some((if a < 0 { 1 - c } else { 0 }, c - 1)),
        Operator::Divide | Operator::Remainder => None,
    }
}

fn sign(operator: Operator) -> proc_macro2::TokenStream {
    match operator {
        Operator::Add => quote!(+),
        Operator::Subtract => quote!(-),
        Operator::Multiply => quote!(*),
        Operator::Divide => quote!(/),
        Operator::Remainder => quote!(%),
    }
}

fn binds(operator: Operator) -> Binds {
    match operator {
        Operator::Add | Operator::Subtract => Binds::Add,
        _ => Binds::Multiply,
    }
}
