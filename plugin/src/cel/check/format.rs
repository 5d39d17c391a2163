//! `format`: a template, taken apart while the schema is built.

use super::{Checked, Checker};
use crate::cel::CelFault;
use crate::cel::constant::Const;
use crate::cel::node::{Failure, Kind, Node, Piece, Verb};
use crate::cel::types::Type;

/// The digits behind the point of `%f` and `%e` that say nothing about it, and the most that they may ask for.
const DIGITS: usize = 6;
const MOST_DIGITS: usize = 100;

impl Checker<'_> {
    pub(super) fn format(&mut self, template: Node, arguments: Node, at: usize) -> Checked {
        let (Type::String, Type::List(element)) = (template.ty.unwrapped(), &arguments.ty) else {
            let fault = CelFault::new(format!("{} has no format({})", template.ty, arguments.ty), at);
            let fault = fault.help("there is string.format(list)".to_owned());
            return self.misfit(&[&template, &arguments], Type::String, Failure::NoSuchOverload, fault);
        };
        let Some(Const::String(template)) = template.as_const() else {
            let why = "it formats by a template that is known at run time alone".to_owned();
            return Ok(Node::new(Type::String, Kind::Foreign(why)));
        };
        let arguments = match (&arguments.kind, &**element) {
            (Kind::List(items), _) => items.clone(),
            (Kind::Const(Const::List(values)), Type::Dyn) => values
                .iter()
                .map(|value| Node::constant(value.clone(), type_of(value)))
                .collect(),
            (Kind::Const(Const::List(values)), element) => values
                .iter()
                .map(|value| Node::constant(value.clone(), element.clone()))
                .collect(),
            _ => {
                let why = "it formats a list that is known at run time alone".to_owned();
                return Ok(Node::new(Type::String, Kind::Foreign(why)));
            }
        };
        let pieces = pieces(template, arguments).map_err(|message| CelFault::new(message, at))?;
        if let Some(text) = fixed(&pieces) {
            return Ok(Node::constant(Const::String(text), Type::String));
        }
        Ok(Node::new(Type::String, Kind::Format(pieces)))
    }
}

/// The type of a constant in a list of several.
fn type_of(value: &Const) -> Type {
    match value {
        Const::Null => Type::Null,
        Const::Bool(_) => Type::Bool,
        Const::Int(_) => Type::Int,
        Const::Uint(_) => Type::Uint,
        Const::Double(_) => Type::Double,
        Const::String(_) => Type::String,
        Const::Bytes(_) => Type::Bytes,
        Const::Duration(_) => Type::Duration,
        Const::Timestamp(_) => Type::Timestamp,
        Const::Type(_) => Type::Kind,
        Const::List(elements) => {
            let joined = elements
                .iter()
                .try_fold(Type::Free, |joined, each| joined.join(&type_of(each)));
            Type::List(Box::new(joined.unwrap_or(Type::Dyn)))
        }
        Const::Map(entries) => {
            let keys = entries
                .iter()
                .try_fold(Type::Free, |joined, (key, _)| joined.join(&type_of(key)));
            let values = entries
                .iter()
                .try_fold(Type::Free, |joined, (_, value)| joined.join(&type_of(value)));
            Type::Map(
                Box::new(keys.unwrap_or(Type::Dyn)),
                Box::new(values.unwrap_or(Type::Dyn)),
            )
        }
        Const::Message(message) => Type::Message(prost_reflect::ReflectMessage::descriptor(message)),
    }
}

fn pieces(template: &str, arguments: Vec<Node>) -> Result<Vec<Piece>, String> {
    let mut arguments = arguments.into_iter();
    let (mut pieces, mut text, mut rest) = (Vec::new(), String::new(), template);
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        if let Some(after) = after.strip_prefix('%') {
            text.push('%');
            rest = after;
            continue;
        }
        let (verb, after) = verb(after)?;
        let argument = arguments
            .next()
            .ok_or_else(|| "the template has more verbs than there are arguments".to_owned())?;
        if !takes(verb, &argument.ty) {
            let end = after.len();
            let clause = &rest[before.len()..rest.len() - end];
            return Err(format!("{clause} does not take {}", argument.ty));
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
        }
        pieces.push(Piece::Verb(verb, argument));
        rest = after;
    }
    text.push_str(rest);
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    Ok(pieces)
}

fn verb(clause: &str) -> Result<(Verb, &str), String> {
    let (digits, rest) = match clause.strip_prefix('.') {
        None => (DIGITS, clause),
        Some(rest) => {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let digits = rest[..end].parse().ok().filter(|digits| *digits <= MOST_DIGITS);
            let digits = digits.ok_or_else(|| format!("a precision is of 0 to {MOST_DIGITS}"))?;
            (digits, &rest[end..])
        }
    };
    let mut letters = rest.chars();
    let verb = match letters.next() {
        Some('s') => Verb::String,
        Some('d') => Verb::Decimal,
        Some('f') => Verb::Fixed(digits),
        Some('e') => Verb::Scientific(digits),
        Some('b') => Verb::Binary,
        Some('x') => Verb::Hex { upper: false },
        Some('X') => Verb::Hex { upper: true },
        Some('o') => Verb::Octal,
        Some(other) => return Err(format!("there is no verb %{other}")),
        None => return Err("the template ends within a verb; %% is a percent sign".to_owned()),
    };
    Ok((verb, letters.as_str()))
}

fn takes(verb: Verb, ty: &Type) -> bool {
    match (verb, ty.unwrapped()) {
        (_, Type::Dyn | Type::Free) => true,
        (Verb::String, Type::Message(_)) => false,
        (Verb::String, _) => true,
        (Verb::Decimal | Verb::Fixed(_) | Verb::Scientific(_), ty) => ty.is_number(),
        (Verb::Binary, ty) => matches!(ty, Type::Bool | Type::Int | Type::Uint),
        (Verb::Hex { .. }, ty) => matches!(ty, Type::Int | Type::Uint | Type::String | Type::Bytes),
        (Verb::Octal, ty) => matches!(ty, Type::Int | Type::Uint),
    }
}

/// The text, if all of it is known and simple.
fn fixed(pieces: &[Piece]) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Verb(Verb::String | Verb::Decimal, argument) => match argument.as_const()? {
                Const::Int(value) => text.push_str(&value.to_string()),
                Const::Uint(value) => text.push_str(&value.to_string()),
                Const::Bool(value) => text.push_str(&value.to_string()),
                Const::String(value) => text.push_str(value),
                _ => return None,
            },
            Piece::Verb(..) => return None,
        }
    }
    Some(text)
}
