//! What a name stands for: a variable, an enum's value, a type.

use prost_reflect::MessageDescriptor;

use super::{Checked, Checker};
use crate::cel::constant::Const;
use crate::cel::node::{Kind, Node};
use crate::cel::types::{Type, named};
use crate::cel::{CelFault, Rule};
use crate::load::nearest;

/// What every expression sees.
const VARIABLES: [&str; 2] = ["this", "now"];

impl Checker<'_> {
    pub(super) fn ident(&mut self, name: &str, at: usize) -> Checked {
        if let Some(node) = self.variable(name) {
            return Ok(node);
        }
        if let Some(node) = self.qualified(name) {
            return Ok(node);
        }
        let fault = CelFault::new(format!("there is no variable {name}"), at);
        if self.field_of_this(name) {
            return Err(fault.help(format!("write this.{name}")));
        }
        if matches!(name, "rule" | "rules") {
            return Err(CelFault::new(format!("there is no {name} here"), at)
                .help("it is what a predefined rule is set to".to_owned()));
        }
        let in_scope = self.scope.iter().map(|variable| variable.name.clone());
        let known = in_scope.chain(VARIABLES.map(str::to_owned));
        Err(match nearest(name, known) {
            Some(known) => fault.help(format!("did you mean {known}?")),
            None => fault,
        })
    }

    pub(super) fn variable(&self, name: &str) -> Option<Node> {
        let mut innermost = self.scope.iter().rev();
        if let Some(variable) = innermost.find(|variable| variable.name == name) {
            return Some(variable.node.clone());
        }
        match name {
            "this" => Some(Node::new(self.this.clone(), Kind::This)),
            "now" => Some(Node::new(Type::Timestamp, Kind::Now)),
            "rule" => {
                let Rule { value, kind, is_list } = self.env.rule.as_ref()?;
                let element = Type::of_kind(kind).unwrapped().clone();
                let ty = match is_list {
                    true => Type::List(Box::new(element)),
                    false => element,
                };
                Some(Node::constant(Const::of_value(value, kind), ty))
            }
            "rules" => {
                let rules = self.env.rules.as_ref()?;
                let ty = Type::Message(prost_reflect::ReflectMessage::descriptor(rules));
                Some(Node::constant(Const::Message(rules.clone()), ty))
            }
            _ => None,
        }
    }

    /// The value of an enum or the name of a type, also as seen from the package and the messages around `this`.
    pub(super) fn qualified(&self, name: &str) -> Option<Node> {
        let is_absolute = name.starts_with('.');
        let name = name.trim_start_matches('.');
        let mut scope = if is_absolute {
            String::new()
        } else {
            self.env.this.scope()
        };
        loop {
            let full_name = match scope.is_empty() {
                true => name.to_owned(),
                false => format!("{scope}.{name}"),
            };
            if let Some(found) = self.named_so(&full_name) {
                return Some(found);
            }
            if scope.is_empty() {
                return None;
            }
            scope.truncate(scope.rfind('.').unwrap_or(0));
        }
    }

    fn named_so(&self, full_name: &str) -> Option<Node> {
        if let Some((of, value)) = full_name.rsplit_once('.')
            && let Some(of) = self.pool.get_enum_by_name(of)
            && let Some(value) = of.get_value_by_name(value)
        {
            return Some(Node::constant(Const::Int(value.number().into()), Type::Int));
        }
        let is_message = || self.pool.get_message_by_name(full_name).map(|_| full_name);
        let ty = named(full_name).or_else(is_message)?;
        Some(Node::constant(Const::Type(ty.to_owned()), Type::Kind))
    }

    pub(super) fn find_message(&self, name: &str) -> Option<MessageDescriptor> {
        match self.qualified(name)?.as_const()? {
            Const::Type(full_name) => self.pool.get_message_by_name(full_name),
            _ => None,
        }
    }

    fn field_of_this(&self, name: &str) -> bool {
        matches!(&self.this, Type::Message(message) if message.get_field_by_name(name).is_some())
    }
}
