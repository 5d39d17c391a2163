//! `a.b`, `a[b]`, `has(a.b)`, `a in b`.

use super::{Checked, Checker, field_names};
use crate::cel::CelFault;
use crate::cel::constant::Const;
use crate::cel::node::{Failure, Kind, Node};
use crate::cel::parse::{Expr, IdedExpr, SelectExpr};
use crate::cel::types::Type;
use crate::load::nearest;

impl Checker<'_> {
    pub(super) fn select(&mut self, select: &SelectExpr, at: usize) -> Checked {
        if let Some(path) = self.free_path(&select.operand)
            && let Some(node) = self.qualified(&format!("{path}.{}", select.field))
        {
            return Ok(node);
        }
        let of = self.expr(&select.operand)?;
        self.field(of, &select.field, at)
    }

    /// A path of names that begins with none of the variables: of an enum or a type.
    pub(super) fn free_path(&self, expr: &IdedExpr) -> Option<String> {
        match &expr.expr {
            Expr::Ident(name) if self.variable(name).is_none() => Some(name.clone()),
            Expr::Select(select) => Some(format!("{}.{}", self.free_path(&select.operand)?, select.field)),
            _ => None,
        }
    }

    /// A field of a message or an entry of a map.
    pub(super) fn field(&mut self, of: Node, name: &str, at: usize) -> Checked {
        match &of.ty {
            Type::Map(..) => self.index(of, Node::constant(Const::String(name.to_owned()), Type::String), at),
            Type::Message(message) => {
                let Some(field) = message.get_field_by_name(name) else {
                    return self.no_such_field(&of, name, at);
                };
                let ty = Type::of_field(&field);
                if let Some(Const::Message(message)) = of.as_const() {
                    let value = Const::of_field(message, &field);
                    return Ok(Node::constant(value, ty).loose(of.loose));
                }
                let loose = of.loose;
                Ok(Node::new(
                    ty,
                    Kind::Field {
                        of: Box::new(of),
                        field,
                    },
                )
                .loose(loose))
            }
            Type::Dyn => Ok(Node::new(Type::Dyn, Kind::Foreign(dynamic())).loose(true)),
            _ => self.no_such_field(&of, name, at),
        }
    }

    fn no_such_field(&self, of: &Node, name: &str, at: usize) -> Checked {
        let Type::Message(message) = &of.ty else {
            let fault = CelFault::new(format!("{} has no fields, and so no {name}", of.ty), at);
            return self.misfit(&[of], Type::Dyn, Failure::NoSuchOverload, fault);
        };
        let fault = CelFault::new(format!("{} has no field {name}", message.full_name()), at);
        let fault = match nearest(name, field_names(message)) {
            Some(near) => fault.help(format!("did you mean {near}?")),
            None => fault,
        };
        self.misfit(&[of], Type::Dyn, Failure::NoSuchField, fault)
    }

    pub(super) fn has(&mut self, args: &[IdedExpr], at: usize) -> Checked {
        let [argument] = args else {
            return Err(CelFault::new(format!("has takes one field, not {}", args.len()), at));
        };
        let Expr::Select(select) = &argument.expr else {
            let fault = self.fault("has takes a field, as in has(this.name)", argument);
            return Err(fault);
        };
        let at = self.places.of(argument);
        let of = self.expr(&select.operand)?;
        let loose = of.loose;
        match &of.ty {
            Type::Map(..) => self.contains(
                Node::constant(Const::String(select.field.clone()), Type::String),
                of,
                at,
            ),
            Type::Message(message) => {
                let Some(field) = message.get_field_by_name(&select.field) else {
                    return self.no_such_field(&of, &select.field, at);
                };
                if let Some(Const::Message(message)) = of.as_const() {
                    return Ok(Node::bool(message.has_field(&field)));
                }
                Ok(Node::new(
                    Type::Bool,
                    Kind::Has {
                        of: Box::new(of),
                        field,
                    },
                )
                .loose(loose))
            }
            Type::Dyn => Ok(Node::new(Type::Bool, Kind::Foreign(dynamic())).loose(true)),
            _ => self.no_such_field(&of, &select.field, at),
        }
    }

    pub(super) fn index(&mut self, of: Node, key: Node, at: usize) -> Checked {
        let (takes, gives) = match &of.ty {
            Type::List(element) => (Type::Int, (**element).clone()),
            Type::Map(key, value) => ((**key).clone(), (**value).clone()),
            Type::Dyn => return Ok(Node::new(Type::Dyn, Kind::Foreign(dynamic())).loose(true)),
            _ => {
                let fault = CelFault::new(format!("{} has no elements", of.ty), at);
                return self.misfit(&[&of], Type::Dyn, Failure::NoSuchOverload, fault);
            }
        };
        if takes.join(key.ty.unwrapped()).is_none() {
            let fault = CelFault::new(format!("{} has no elements by {}", of.ty, key.ty), at);
            return self.misfit(&[&of, &key], gives, Failure::NoSuchOverload, fault);
        }
        if let (Some(of_value), Some(key_value)) = (of.as_const(), key.as_const())
            && let Some(value) = element(of_value, key_value)
        {
            return Ok(Node::constant(value.clone(), gives));
        }
        let loose = of.loose || key.loose;
        let kind = Kind::Index {
            of: Box::new(of),
            key: Box::new(key),
        };
        Ok(Node::new(gives, kind).loose(loose))
    }

    pub(super) fn contains(&mut self, item: Node, of: Node, at: usize) -> Checked {
        let takes = match &of.ty {
            Type::List(element) | Type::Map(element, _) => (**element).clone(),
            Type::Dyn => return Ok(Node::new(Type::Bool, Kind::Foreign(dynamic())).loose(true)),
            _ => {
                let fault = CelFault::new(format!("{} has no elements", of.ty), at);
                return self.misfit(&[&of], Type::Bool, Failure::NoSuchOverload, fault);
            }
        };
        if takes.join(item.ty.unwrapped()).is_none() {
            let fault = CelFault::new(format!("there is no {} in a {}", item.ty, of.ty), at);
            return self.misfit(&[&of, &item], Type::Bool, Failure::NoSuchOverload, fault);
        }
        if let (Some(of), Some(item)) = (of.as_const(), item.as_const()) {
            return Ok(Node::bool(match of {
                Const::List(elements) => elements.contains(item),
                Const::Map(entries) => entries.iter().any(|(key, _)| key == item),
                _ => false,
            }));
        }
        let loose = of.loose || item.loose;
        // Null is in none, and asking for it is no error.
        let is_there = matches!(item.ty, Type::Wrapper(_)).then(|| {
            let null = Node::constant(Const::Null, Type::Null);
            let is_null = Node::new(Type::Bool, Kind::Equal(Box::new(item.clone()), Box::new(null)));
            Node::new(Type::Bool, Kind::Not(Box::new(is_null)))
        });
        let kind = Kind::In {
            item: Box::new(item),
            of: Box::new(of),
        };
        let node = Node::new(Type::Bool, kind).loose(loose);
        Ok(match is_there {
            Some(is_there) => Node::new(Type::Bool, Kind::And(Box::new(is_there), Box::new(node))).loose(loose),
            None => node,
        })
    }
}

fn element<'a>(of: &'a Const, key: &Const) -> Option<&'a Const> {
    match (of, key) {
        (Const::List(elements), Const::Int(index)) => elements.get(usize::try_from(*index).ok()?),
        (Const::Map(entries), key) => Some(&entries.iter().find(|(known, _)| known == key)?.1),
        _ => None,
    }
}

/// Why a value whose type is known at run time alone cannot become Rust.
pub(super) fn dynamic() -> String {
    "it looks into a value whose type is known at run time alone".to_owned()
}
