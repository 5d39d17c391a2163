//! Tests as conditions: what holds where a rule is broken.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::statics::Patterns;
use super::value::{Holds, Value};
use crate::validation::{Bound, Length, Literal, Measure, Range, Test};

/// Lists of texts that are longer are searched by halves.
const SHORT: usize = 16;

/// What tells that a value breaks a rule.
pub(super) enum Broken {
    /// This holds.
    If(TokenStream),
    /// It never does.
    Never,
    /// The value, of bytes, is to be a text for this.
    IfText { text: TokenStream, condition: TokenStream },
}

pub(super) fn broken(test: &Test, value: &Value, holds: &Holds, patterns: &Patterns) -> Broken {
    let Value {
        place,
        reference,
        copy,
        text,
        this: _,
    } = value;
    Broken::If(match test {
        Test::Set => holds.is_unset(value),
        Test::Equals(literal) => match literal {
            Literal::Bool(true) => quote!(!#copy),
            Literal::Bool(false) => quote!(#copy),
            Literal::Text(literal) => quote!(#text != #literal),
            Literal::Bytes(literal) => {
                let literal = Token::byte_string(literal);
                quote!(#place[..] != *#literal)
            }
            _ => {
                let (scalar, literal) = (scalar(value, holds), token(literal));
                quote!(#scalar != #literal)
            }
        },
        Test::In(literals) => is_in(literals, value, holds, false),
        Test::NotIn(literals) => is_in(literals, value, holds, true),
        Test::Within(range) => outside(range, value, holds),
        Test::Finite => quote!(!#place.is_finite()),
        Test::Length(measure, length) => return of_length(*measure, *length, value),
        Test::Matches(pattern) => {
            let name = patterns.name(&pattern.translated);
            if *holds == Holds::Bytes {
                return Broken::IfText {
                    text: quote!(#place[..]),
                    condition: quote!(!#name.matches(text)),
                };
            }
            quote!(!#name.matches(#reference))
        }
        Test::MatchesAsText(pattern) => {
            let name = patterns.name(&pattern.translated);
            quote!(!#name.matches(&validate::formats::pgv::bytes::as_text(#reference)))
        }
        Test::StartsWith(part) => {
            let part = token(part);
            quote!(!#place.starts_with(#part))
        }
        Test::EndsWith(part) => {
            let part = token(part);
            quote!(!#place.ends_with(#part))
        }
        Test::Contains(part) => {
            let found = contains(part, value);
            quote!(!#found)
        }
        Test::ContainsNot(part) => contains(part, value),
        Test::NotEmpty => quote!(#place.is_empty()),
        Test::HasFormat { format, unless_empty } => {
            let function: TokenStream = format.function.parse().unwrap_or_default();
            let arguments = format
                .arguments
                .iter()
                .map(|argument| -> TokenStream { argument.parse().unwrap_or_default() });
            let fits = quote!(validate::formats::#function(#reference #(, #arguments)*));
            if *unless_empty {
                quote!(!(#place.is_empty() || #fits))
            } else {
                quote!(!#fits)
            }
        }
        Test::Unique => quote!(!validate::formats::unique(#reference)),
        Test::Defined(numbers) => {
            let ranges = ranges(numbers);
            quote!(!matches!(#copy, #(#ranges)|*))
        }
        Test::TypeIn(types) => quote!(!matches!(#place.type_url.as_str(), #(#types)|*)),
        Test::TypeNotIn(types) => quote!(matches!(#place.type_url.as_str(), #(#types)|*)),
        Test::NotAfterNow => {
            let nanos = value.nanos();
            quote!(#nanos > validate::time::now())
        }
        Test::NotBeforeNow => {
            let nanos = value.nanos();
            quote!(#nanos < validate::time::now())
        }
        Test::NearNow(distance) => {
            let (nanos, distance) = (value.nanos(), signed(*distance));
            quote!((#nanos - validate::time::now()).abs() > #distance)
        }
        Test::PathsAre(paths) if paths.is_empty() => quote!(!#place.paths.is_empty()),
        Test::PathsAre(paths) => quote!(#place.paths != [#(#paths),*]),
        Test::PathsIn(paths) => {
            quote!(!#place.paths.iter().all(|path| validate::is_path_in(path, &[#(#paths),*])))
        }
        Test::PathsNotIn(paths) => {
            quote!(#place.paths.iter().any(|path| validate::is_path_in(path, &[#(#paths),*])))
        }
        // Of messages, and expressions, which are written elsewhere.
        Test::AtMostOne(_) | Test::OneAtLeast(_) | Test::Holds(_) => return Broken::Never,
    })
}

/// What is compared as a number.
fn scalar(value: &Value, holds: &Holds) -> TokenStream {
    match holds {
        Holds::Duration | Holds::Timestamp => value.nanos(),
        _ => value.copy.clone(),
    }
}

/// Whether a value is one of several, or is not. In a long list it is searched by halves.
fn is_in(literals: &[Literal], value: &Value, holds: &Holds, is: bool) -> TokenStream {
    let Value {
        place, reference, text, ..
    } = value;
    let not = (!is).then(|| quote!(!));
    if *holds == Holds::Float {
        let list = literals.iter().map(token);
        return quote!(#not [#(#list),*].contains(#reference));
    }
    let mut literals = literals.to_vec();
    if literals.len() > SHORT {
        literals.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    }
    let mut seen = BTreeSet::new();
    let mut tokens: Vec<TokenStream> = literals.iter().map(token).collect();
    tokens.retain(|token| seen.insert(token.to_string()));
    let list = &tokens;
    if *holds == Holds::Bytes {
        return quote!(#not matches!(&#place[..], #(#list)|*));
    }
    let scalar = match holds {
        Holds::Text => text.clone(),
        _ => scalar(value, holds),
    };
    let of = match holds {
        Holds::Text | Holds::Duration | Holds::Timestamp => quote!(&#scalar),
        _ => reference.clone(),
    };
    match &tokens[..] {
        [one] if is => quote!(#scalar == #one),
        [one] => quote!(#scalar != #one),
        list if list.len() > SHORT && is => quote!([#(#list),*].binary_search(#of).is_ok()),
        list if list.len() > SHORT => quote!([#(#list),*].binary_search(#of).is_err()),
        list => quote!(#not [#(#list),*].contains(#of)),
    }
}

/// Whether a number is out of a range; NaN is out of every one.
fn outside(range: &Range, value: &Value, holds: &Holds) -> TokenStream {
    let (place, number) = (&value.place, scalar(value, holds));
    let token = |bound: &Bound| token(&bound.value);
    let below = range.lower.as_ref().map(|lower| {
        let bound = token(lower);
        if lower.inclusive {
            quote!(#number < #bound)
        } else {
            quote!(#number <= #bound)
        }
    });
    let above = range.upper.as_ref().map(|upper| {
        let bound = token(upper);
        if upper.inclusive {
            quote!(#number > #bound)
        } else {
            quote!(#number >= #bound)
        }
    });
    let condition = match (below, above) {
        // It is between the two, where it must not be.
        (Some(below), Some(above)) if range.is_exclusive() => quote!(#above && #below),
        (Some(below), Some(above)) => quote!(#below || #above),
        (below, above) => quote!(#below #above),
    };
    if *holds != Holds::Float {
        condition
    } else if range.is_exclusive() {
        quote!(#place.is_nan() || (#condition))
    } else {
        quote!(#place.is_nan() || #condition)
    }
}

fn of_length(measure: Measure, length: Length, value: &Value) -> Broken {
    let Value { place, reference, .. } = value;
    // A list cannot be longer than this anywhere.
    let fits = |count: u64| u32::try_from(count).is_ok();
    Broken::If(match (measure, length) {
        (_, Length::AtLeast(0)) => return Broken::Never,
        (_, Length::AtLeast(1)) => quote!(#place.is_empty()),
        (_, Length::AtMost(0) | Length::Exactly(0)) => quote!(!#place.is_empty()),
        (Measure::Chars, Length::AtLeast(count)) => {
            let count = Token::u64_unsuffixed(count);
            quote!(!validate::formats::min_chars(#reference, #count))
        }
        (Measure::Chars, Length::AtMost(count)) => {
            let count = Token::u64_unsuffixed(count);
            quote!(!validate::formats::max_chars(#reference, #count))
        }
        (Measure::Chars, Length::Exactly(count)) => {
            let count = Token::u64_unsuffixed(count);
            quote!(!validate::formats::len_chars(#reference, #count))
        }
        (_, Length::AtLeast(count) | Length::AtMost(count) | Length::Exactly(count)) => {
            let token = Token::u64_unsuffixed(count);
            let len = if fits(count) {
                quote!(#place.len())
            } else {
                quote!((#place.len() as u64))
            };
            match length {
                Length::AtLeast(_) => quote!(#len < #token),
                Length::AtMost(_) => quote!(#len > #token),
                Length::Exactly(_) => quote!(#len != #token),
            }
        }
    })
}

fn contains(part: &Literal, value: &Value) -> TokenStream {
    let Value { place, reference, .. } = value;
    let token = token(part);
    match part {
        Literal::Bytes(_) => quote!(validate::contains(#reference, #token)),
        _ => quote!(#place.contains(#token)),
    }
}

/// Ascending numbers, in ranges where they follow each other.
fn ranges(numbers: &[i32]) -> Vec<TokenStream> {
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*number) => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let tokens = runs.into_iter().map(|(first, last)| {
        let (from, to) = (signed(i128::from(first)), signed(i128::from(last)));
        if first == last { from } else { quote!(#from..=#to) }
    });
    tokens.collect()
}

/// A value, as Rust writes it where its type is known.
fn token(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Bool(value) => quote!(#value),
        Literal::Int(value) => signed(i128::from(*value)),
        Literal::Uint(value) => {
            let value = Token::u64_unsuffixed(*value);
            quote!(#value)
        }
        Literal::Float(value) if value.is_nan() => quote!(f32::NAN),
        Literal::Float(value) if value.is_infinite() => infinite(&quote!(f32), value.is_sign_negative()),
        Literal::Float(value) => negative(value.is_sign_negative(), Token::f32_unsuffixed(value.abs())),
        Literal::Double(value) if value.is_nan() => quote!(f64::NAN),
        Literal::Double(value) if value.is_infinite() => infinite(&quote!(f64), value.is_sign_negative()),
        Literal::Double(value) => negative(value.is_sign_negative(), Token::f64_unsuffixed(value.abs())),
        Literal::Text(value) => quote!(#value),
        Literal::Bytes(value) => {
            let value = Token::byte_string(value);
            quote!(#value)
        }
        Literal::Duration(value) | Literal::Time(value) => signed(*value),
    }
}

fn infinite(ty: &TokenStream, is_negative: bool) -> TokenStream {
    if is_negative {
        quote!(#ty::NEG_INFINITY)
    } else {
        quote!(#ty::INFINITY)
    }
}

pub(super) fn signed(value: i128) -> TokenStream {
    negative(value < 0, Token::u128_unsuffixed(value.unsigned_abs()))
}

fn negative(is_negative: bool, token: Token) -> TokenStream {
    if is_negative { quote!(-#token) } else { quote!(#token) }
}
