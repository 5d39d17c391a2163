//! Resolves the names of an expression and gives each part its type.

mod calls;
mod convert;
mod fold;
mod format;
mod macros;
mod names;
mod operators;
mod select;
mod signatures;

use prost_reflect::{DescriptorPool, FieldDescriptor, MessageDescriptor};

pub(super) use signatures::{Is, Signature};

use super::constant::Const;
use super::node::{Failure, Kind, Local, Node};
use super::parse::{EntryExpr, Expr, IdedExpr, LiteralValue, Places};
use super::types::Type;
use super::{CelFault, Env};

pub(super) struct Checker<'a> {
    env: &'a Env,
    this: Type,
    pool: &'a DescriptorPool,
    places: &'a Places,
    /// The innermost last.
    scope: Vec<Variable>,
    locals: usize,
}

/// What a name stands for within a macro.
struct Variable {
    name: String,
    node: Node,
}

type Checked = Result<Node, CelFault>;

impl<'a> Checker<'a> {
    pub(super) fn new(env: &'a Env, this: Type, pool: &'a DescriptorPool, places: &'a Places) -> Self {
        Self {
            env,
            this,
            pool,
            places,
            scope: Vec::new(),
            locals: 0,
        }
    }

    pub(super) fn expr(&mut self, expr: &IdedExpr) -> Checked {
        Ok(failing(self.part(expr)?))
    }

    fn part(&mut self, expr: &IdedExpr) -> Checked {
        match &expr.expr {
            Expr::Literal(literal) => Ok(self.literal(literal)),
            Expr::Ident(name) => self.ident(name, self.places.of(expr)),
            Expr::Select(select) => self.select(select, self.places.of(expr)),
            Expr::Call(call) => self.call(call, expr),
            Expr::List(list) => {
                if !list.optional_indices.is_empty() {
                    return Err(self.fault("optional elements are an extension that there is not", expr));
                }
                self.list(&list.elements)
            }
            Expr::Map(map) => {
                let mut entries = Vec::new();
                for entry in &map.entries {
                    match &entry.expr {
                        EntryExpr::MapEntry(entry) if !entry.optional => {
                            entries.push((self.expr(&entry.key)?, self.expr(&entry.value)?));
                        }
                        _ => {
                            return Err(CelFault::new(
                                "optional entries are an extension that there is not".to_owned(),
                                self.places.of_id(entry.id),
                            ));
                        }
                    }
                }
                self.map(entries, self.places.of(expr))
            }
            Expr::Struct(made) => self.message(&made.type_name, self.places.of(expr)),
            Expr::Comprehension(_) | Expr::Unspecified => Err(self.fault("it cannot be parsed", expr)),
        }
    }

    fn literal(&self, literal: &LiteralValue) -> Node {
        match literal {
            LiteralValue::Boolean(value) => Node::bool(*value.inner()),
            LiteralValue::Bytes(value) => Node::constant(Const::Bytes(value.inner().to_vec()), Type::Bytes),
            LiteralValue::Double(value) => Node::constant(Const::Double(*value.inner()), Type::Double),
            LiteralValue::Int(value) => Node::constant(Const::Int(*value.inner()), Type::Int),
            LiteralValue::Null => Node::constant(Const::Null, Type::Null),
            LiteralValue::String(value) => Node::constant(Const::String(value.inner().to_owned()), Type::String),
            LiteralValue::UInt(value) => Node::constant(Const::Uint(*value.inner()), Type::Uint),
        }
    }

    fn list(&mut self, elements: &[IdedExpr]) -> Checked {
        let elements: Vec<Node> = elements.iter().map(|each| self.expr(each)).collect::<Result<_, _>>()?;
        let joined = elements
            .iter()
            .try_fold(Type::Free, |joined, element| joined.join(&element.ty));
        let ty = Type::List(Box::new(joined.unwrap_or(Type::Dyn)));
        let constants: Option<Vec<Const>> = elements.iter().map(|each| each.as_const().cloned()).collect();
        Ok(match constants {
            Some(constants) => Node::constant(Const::List(constants), ty),
            None => Node::new(ty, Kind::List(elements)),
        })
    }

    fn map(&mut self, entries: Vec<(Node, Node)>, at: usize) -> Checked {
        let (mut key, mut value) = (Some(Type::Free), Some(Type::Free));
        for (k, v) in &entries {
            if !matches!(k.ty, Type::Bool | Type::Int | Type::Uint | Type::String | Type::Dyn) {
                return Err(CelFault::new(format!("{} is no type of a map's keys", k.ty), at));
            }
            key = key.and_then(|key| key.join(&k.ty));
            value = value.and_then(|value| value.join(&v.ty));
        }
        let ty = Type::Map(Box::new(key.unwrap_or(Type::Dyn)), Box::new(value.unwrap_or(Type::Dyn)));
        let constants: Option<Vec<(Const, Const)>> = entries
            .iter()
            .map(|(key, value)| Some((key.as_const()?.clone(), value.as_const()?.clone())))
            .collect();
        Ok(match constants {
            Some(constants) => Node::constant(Const::Map(constants), ty),
            None => Node::new(ty, Kind::Map(entries)),
        })
    }

    /// `pkg.Message{field: value}`.
    fn message(&mut self, name: &str, at: usize) -> Checked {
        let Some(message) = self.find_message(name) else {
            return Err(CelFault::new(format!("there is no message {name}"), at));
        };
        let why = format!("it makes a message of type {}", message.full_name());
        Ok(Node::new(
            Type::of_kind(&prost_reflect::Kind::Message(message)),
            Kind::Foreign(why),
        ))
    }

    fn fault(&self, message: impl Into<String>, at: &IdedExpr) -> CelFault {
        CelFault::new(message.into(), self.places.of(at))
    }

    /// What does not fit: a mistake, or, of what went through `dyn(..)`, what fails at run time.
    fn misfit(&self, operands: &[&Node], ty: Type, failure: Failure, fault: CelFault) -> Checked {
        match operands.iter().any(|operand| operand.loose) {
            true => Ok(fails(ty, failure)),
            false => Err(fault),
        }
    }

    /// A variable of a macro.
    fn local(&mut self, name: &str, ty: Type, loose: bool) -> (Local, Node) {
        self.locals += 1;
        let local = Local {
            id: self.locals,
            name: name.to_owned(),
            ty: ty.clone(),
        };
        let node = Node::new(ty, Kind::Local(local.clone())).loose(loose);
        (local, node)
    }

    /// Checks something in which names have a meaning of their own.
    fn within(&mut self, variables: Vec<(String, Node)>, expr: &IdedExpr) -> Checked {
        let outside = self.scope.len();
        let variables = variables.into_iter().map(|(name, node)| Variable { name, node });
        self.scope.extend(variables);
        let checked = self.expr(expr);
        self.scope.truncate(outside);
        checked
    }
}

fn fails(ty: Type, failure: Failure) -> Node {
    let ty = if ty == Type::Dyn { Type::Free } else { ty };
    Node::new(ty, Kind::Fails(failure)).loose(true)
}

/// What has a part that always fails fails too, but for what takes errors back or does not always reach that part.
fn failing(node: Node) -> Node {
    let reached = match &node.kind {
        Kind::And(..) | Kind::Or(..) => Vec::new(),
        Kind::If { condition, .. } => vec![&**condition],
        Kind::Fold(fold) => vec![&fold.range],
        _ => node.parts(),
    };
    let failure = reached.iter().find_map(|part| match part.kind {
        Kind::Fails(failure) => Some(failure),
        _ => None,
    });
    match failure {
        Some(failure) => fails(node.ty, failure),
        None => node,
    }
}

/// The names of a message's fields, for remedies.
fn field_names(message: &MessageDescriptor) -> impl Iterator<Item = String> + '_ {
    message.fields().map(|field: FieldDescriptor| field.name().to_owned())
}
