//! Calls: operators, macros, conversions and functions, by name.

use super::convert::TARGETS;
use super::select::dynamic;
use super::signatures::{Is, SIGNATURES, Style};
use super::{Checked, Checker, fold};
use crate::cel::CelFault;
use crate::cel::constant::Const;
use crate::cel::node::{Failure, Kind, Node, Operator, Order};
use crate::cel::parse::{CallExpr, IdedExpr};
use crate::cel::types::Type;
use crate::load::nearest;

/// Functions that no signature says, for remedies.
const OTHERS: [&str; 15] = [
    "all",
    "duration",
    "dyn",
    "exists",
    "exists_one",
    "filter",
    "format",
    "getField",
    "has",
    "map",
    "matches",
    "size",
    "timestamp",
    "type",
    "unique",
];

impl Checker<'_> {
    pub(super) fn call(&mut self, call: &CallExpr, expr: &IdedExpr) -> Checked {
        let at = self.places.of(expr);
        let name = call.func_name.as_str();
        if call.target.is_none()
            && let Some(node) = self.operator(name, &call.args, at)?
        {
            return Ok(node);
        }
        match (&call.target, &call.args[..]) {
            (None, args) if name == "has" => return self.has(args, at),
            (Some(range), [_, _, ..]) => {
                if let Some(node) = self.fold(name, range, &call.args, at)? {
                    return Ok(node);
                }
            }
            _ => {}
        }
        if let Some(target) = &call.target {
            // A function of a name space, as in `strings.quote(..)`.
            if let Some(space) = self.free_path(target) {
                let arguments = self.all(&call.args)?;
                return self.function(&format!("{space}.{name}"), Style::Global, arguments, at);
            }
            let mut arguments = vec![self.expr(target)?];
            arguments.extend(self.all(&call.args)?);
            return self.method(name, arguments, at);
        }
        let arguments = self.all(&call.args)?;
        self.global(name, arguments, at)
    }

    fn all(&mut self, args: &[IdedExpr]) -> Result<Vec<Node>, CelFault> {
        args.iter().map(|each| self.expr(each)).collect()
    }

    fn operator(&mut self, name: &str, args: &[IdedExpr], at: usize) -> Result<Option<Node>, CelFault> {
        if let ("-_" | "!_", [of]) = (name, args) {
            let of = self.expr(of)?;
            let node = if name == "!_" {
                self.not(of, at)
            } else {
                self.negate(of, at)
            };
            return node.map(Some);
        }
        if let ("_?_:_", [condition, then, otherwise]) = (name, args) {
            let (condition, then, otherwise) = (self.expr(condition)?, self.expr(then)?, self.expr(otherwise)?);
            return self.conditional(condition, then, otherwise, at).map(Some);
        }
        if matches!(name, "_?._" | "_[?_]") {
            let message = "optional values are an extension that there is not".to_owned();
            return Err(CelFault::new(message, at).help("use has(..)".to_owned()));
        }
        let ([left, right], true) = (args, name.starts_with('_') || name == "@in") else {
            return Ok(None);
        };
        let (a, b) = (self.expr(left)?, self.expr(right)?);
        Ok(Some(match name {
            "_&&_" => self.logic(true, a, b, at),
            "_||_" => self.logic(false, a, b, at),
            "_+_" => self.arithmetic(Operator::Add, a, b, at),
            "_-_" => self.arithmetic(Operator::Subtract, a, b, at),
            "_*_" => self.arithmetic(Operator::Multiply, a, b, at),
            "_/_" => self.arithmetic(Operator::Divide, a, b, at),
            "_%_" => self.arithmetic(Operator::Remainder, a, b, at),
            "_==_" => self.equal(false, a, b, at),
            "_!=_" => self.equal(true, a, b, at),
            "_<_" => self.compare(Order::Less, a, b, at),
            "_<=_" => self.compare(Order::LessOrEqual, a, b, at),
            "_>_" => self.compare(Order::Greater, a, b, at),
            "_>=_" => self.compare(Order::GreaterOrEqual, a, b, at),
            "_[_]" => self.index(a, b, at),
            "@in" => self.contains(a, b, at),
            _ => return Ok(None),
        }?))
    }

    fn method(&mut self, name: &str, mut arguments: Vec<Node>, at: usize) -> Checked {
        match (name, arguments.len()) {
            ("size", 1) => self.size(arguments.remove(0), at),
            ("matches", 2) => {
                let pattern = arguments.remove(1);
                self.matches(arguments.remove(0), pattern, at)
            }
            ("format", 2) => {
                let list = arguments.remove(1);
                self.format(arguments.remove(0), list, at)
            }
            ("unique", 1) => self.unique(arguments.remove(0), at),
            _ => self.function(name, Style::Method, arguments, at),
        }
    }

    fn global(&mut self, name: &str, mut arguments: Vec<Node>, at: usize) -> Checked {
        match (name, arguments.len()) {
            ("size", 1) => self.size(arguments.remove(0), at),
            ("matches", 2) => {
                let pattern = arguments.remove(1);
                self.matches(arguments.remove(0), pattern, at)
            }
            ("getField", 2) => match arguments.remove(1).as_const() {
                Some(Const::String(field)) => self.field(arguments.remove(0), field, at),
                _ => Err(CelFault::new("getField takes a field's name in quotes".to_owned(), at)),
            },
            ("dyn", 1) => Ok(arguments.remove(0).loose(true)),
            ("type", 1) => self.type_of(arguments.remove(0)),
            (target, 1) if TARGETS.contains(&target) => self.convert(target, arguments.remove(0), at),
            _ => self.function(name, Style::Global, arguments, at),
        }
    }

    fn type_of(&self, of: Node) -> Checked {
        Ok(match of.ty.type_name() {
            Some(name) => Node::constant(Const::Type(name), Type::Kind),
            None => Node::new(
                Type::Kind,
                Kind::Foreign("it asks for the type of what is known at run time alone".to_owned()),
            ),
        })
    }

    fn function(&mut self, name: &str, style: Style, arguments: Vec<Node>, at: usize) -> Checked {
        let mut named = SIGNATURES
            .iter()
            .filter(|each| each.name == name && each.style == style)
            .peekable();
        if named.peek().is_none() {
            return Err(no_function(name, style, at));
        }
        if arguments.iter().any(|argument| argument.ty == Type::Dyn) {
            return Ok(Node::new(Type::Dyn, Kind::Foreign(dynamic())).loose(true));
        }
        let fits = |is: &Is, argument: &Node| is.ty().join(argument.ty.unwrapped()).is_some();
        let found = named.find(|each| {
            each.takes.len() == arguments.len()
                && each
                    .takes
                    .iter()
                    .zip(&arguments)
                    .all(|(is, argument)| fits(is, argument))
        });
        if let Some(signature) = found {
            if let (Type::Timestamp, Some(Const::String(zone))) =
                (arguments[0].ty.unwrapped(), arguments.get(1).and_then(Node::as_const))
                && !is_fixed(zone)
            {
                let why = format!("it asks what the clocks of {zone} show, which change in the course of the year");
                return Ok(Node::new(signature.gives.ty(), Kind::Foreign(why)));
            }
            return Ok(Node::new(signature.gives.ty(), Kind::Call(signature, arguments)));
        }
        let fault = no_overload(name, style, &arguments, at);
        self.misfit(
            &arguments.iter().collect::<Vec<_>>(),
            Type::Dyn,
            Failure::NoSuchOverload,
            fault,
        )
    }

    fn size(&mut self, of: Node, at: usize) -> Checked {
        if let Some(size) = of.as_const().and_then(fold::size) {
            return Ok(Node::constant(Const::Int(size), Type::Int));
        }
        match of.ty.unwrapped() {
            Type::String | Type::Bytes | Type::List(_) | Type::Map(..) => {
                Ok(Node::new(Type::Int, Kind::Size(Box::new(of))))
            }
            Type::Dyn => Ok(Node::new(Type::Int, Kind::Foreign(dynamic()))),
            _ => {
                let fault = no_overload("size", Style::Method, std::slice::from_ref(&of), at);
                self.misfit(&[&of], Type::Int, Failure::NoSuchOverload, fault)
            }
        }
    }

    fn matches(&mut self, text: Node, pattern: Node, at: usize) -> Checked {
        if *text.ty.unwrapped() != Type::String || *pattern.ty.unwrapped() != Type::String {
            let operands = [text, pattern];
            let fault = no_overload("matches", Style::Method, &operands, at);
            return self.misfit(
                &operands.iter().collect::<Vec<_>>(),
                Type::Bool,
                Failure::NoSuchOverload,
                fault,
            );
        }
        if let Some(Const::String(pattern)) = pattern.as_const()
            && let Err(error) = super::super::pattern::translate(pattern)
        {
            return Err(CelFault::new(format!("this is no pattern of RE2's: {error}"), at));
        }
        Ok(Node::new(Type::Bool, Kind::Matches(Box::new(text), Box::new(pattern))))
    }

    fn unique(&mut self, of: Node, at: usize) -> Checked {
        match &of.ty {
            Type::List(element) => match &**element {
                Type::Dyn => Ok(Node::new(Type::Bool, Kind::Foreign(dynamic()))),
                Type::Message(_) | Type::List(_) | Type::Map(..) => {
                    Err(no_overload("unique", Style::Method, std::slice::from_ref(&of), at))
                }
                _ => Ok(Node::new(Type::Bool, Kind::Unique(Box::new(of)))),
            },
            _ => {
                let fault = no_overload("unique", Style::Method, std::slice::from_ref(&of), at);
                self.misfit(&[&of], Type::Bool, Failure::NoSuchOverload, fault)
            }
        }
    }
}

/// Whether a zone is UTC or an offset from it, `+02:00`.
fn is_fixed(zone: &str) -> bool {
    let digits = zone.strip_prefix(['+', '-']).unwrap_or(zone);
    let is_number = |text: &str, limit: u8| text.len() == 2 && text.parse::<u8>().is_ok_and(|number| number < limit);
    let parts = digits.split_once(':');
    matches!(zone, "" | "UTC" | "Z")
        || parts.is_some_and(|(hours, minutes)| is_number(hours, 24) && is_number(minutes, 60))
}

fn no_function(name: &str, style: Style, at: usize) -> CelFault {
    let fault = CelFault::new(format!("there is no function {name}"), at);
    if SIGNATURES.iter().any(|each| each.name == name) {
        return fault.help(match style {
            Style::Global => format!("it is a method: value.{name}(..)"),
            Style::Method => format!("it is called with all its arguments: {name}(..)"),
        });
    }
    let known = SIGNATURES.iter().map(|each| each.name).chain(OTHERS).chain(TARGETS);
    match nearest(name, known.map(str::to_owned)) {
        Some(near) => fault.help(format!("did you mean {near}?")),
        None => fault,
    }
}

fn no_overload(name: &str, style: Style, arguments: &[Node], at: usize) -> CelFault {
    let types = |nodes: &[Node]| {
        nodes
            .iter()
            .map(|node| node.ty.to_string())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let message = match (style, arguments) {
        (Style::Method, [target, rest @ ..]) => format!("{} has no {name}({})", target.ty, types(rest)),
        _ => format!("{name} does not take ({})", types(arguments)),
    };
    let fault = CelFault::new(message, at);
    let same = SIGNATURES
        .iter()
        .filter(|each| each.name == name && each.style == style);
    let taken: Vec<String> = same
        .map(|each| match (style, each.takes) {
            (Style::Method, [target, rest @ ..]) => format!("{}.{name}({})", target.ty(), listed(rest)),
            _ => format!("{name}({})", listed(each.takes)),
        })
        .collect();
    match taken.is_empty() {
        true => fault,
        false => fault.help(format!("there is {}", taken.join(", "))),
    }
}

fn listed(types: &[Is]) -> String {
    types
        .iter()
        .map(|is| is.ty().to_string())
        .collect::<Vec<_>>()
        .join(", ")
}
