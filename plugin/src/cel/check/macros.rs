//! `all`, `exists`, `exists_one`, `map`, `filter`, with one variable or two.

use super::select::dynamic;
use super::{Checked, Checker};
use crate::cel::CelFault;
use crate::cel::constant::Const;
use crate::cel::node::{Failure, Fold, How, Kind, Node};
use crate::cel::parse::{Expr, IdedExpr};
use crate::cel::types::Type;

/// The longest constant list whose elements are written out one by one.
const UNROLLED: usize = 16;

impl Checker<'_> {
    /// `None` if this is no macro.
    pub(super) fn fold(
        &mut self,
        name: &str,
        range: &IdedExpr,
        args: &[IdedExpr],
        at: usize,
    ) -> Result<Option<Node>, CelFault> {
        let (how, variables, condition, body) = match (name, args) {
            ("all", [x, body]) => (How::All, vec![x], None, body),
            ("all", [x, y, body]) => (How::All, vec![x, y], None, body),
            ("exists", [x, body]) => (How::Exists, vec![x], None, body),
            ("exists", [x, y, body]) => (How::Exists, vec![x, y], None, body),
            ("exists_one" | "existsOne", [x, body]) => (How::ExistsOne, vec![x], None, body),
            ("exists_one" | "existsOne", [x, y, body]) => (How::ExistsOne, vec![x, y], None, body),
            ("filter", [x, body]) => (How::Filter, vec![x], None, body),
            ("map", [x, body]) => (How::Map, vec![x], None, body),
            ("map", [x, condition, body]) => (How::Map, vec![x], Some(condition), body),
            ("transformList", [x, y, body]) => (How::Map, vec![x, y], None, body),
            ("transformList", [x, y, condition, body]) => (How::Map, vec![x, y], Some(condition), body),
            _ => return Ok(None),
        };
        let mut names = Vec::new();
        for variable in variables {
            match &variable.expr {
                Expr::Ident(name) if !name.starts_with('.') => names.push(name.clone()),
                _ => return Err(self.fault(format!("{name} takes a variable's name here"), variable)),
            }
        }
        let range = self.expr(range)?;
        if let (Some(Const::List(elements)), [name], None, Type::List(ty)) =
            (range.as_const(), &names[..], condition, &range.ty)
            && elements.len() <= UNROLLED
            && let Some(node) = self.unrolled(how, (elements, ty), name, body, at)?
        {
            return Ok(Some(node));
        }
        self.folded(how, range, &names, (condition, body), at).map(Some)
    }

    fn folded(
        &mut self,
        how: How,
        range: Node,
        names: &[String],
        (condition, body): (Option<&IdedExpr>, &IdedExpr),
        at: usize,
    ) -> Checked {
        let (first, second) = match (&range.ty, names.len()) {
            (Type::List(element), 1) => ((**element).clone(), None),
            (Type::List(element), _) => (Type::Int, Some((**element).clone())),
            (Type::Map(key, _), 1) => ((**key).clone(), None),
            (Type::Map(key, value), _) => ((**key).clone(), Some((**value).clone())),
            (Type::Dyn, _) => return Ok(Node::new(Type::Dyn, Kind::Foreign(dynamic())).loose(true)),
            _ => {
                let fault = CelFault::new(format!("{} has no elements", range.ty), at);
                return self.misfit(&[&range], Type::Bool, Failure::NoSuchOverload, fault);
            }
        };
        let (first, first_node) = self.local(&names[0], first, range.loose);
        let mut variables = vec![(names[0].clone(), first_node)];
        let second = match (second, names.get(1)) {
            (Some(ty), Some(name)) => {
                let (local, node) = self.local(name, ty, range.loose);
                variables.push((name.clone(), node));
                Some(local)
            }
            _ => None,
        };
        let condition = match condition {
            Some(condition) => Some(self.predicate(variables.clone(), condition)?),
            None => None,
        };
        let body = match how {
            How::Map => self.within(variables, body)?,
            _ => self.predicate(variables, body)?,
        };
        let ty = match (how, &body.ty, &range.ty) {
            (How::Map, element, _) => Type::List(Box::new(element.clone())),
            (How::Filter, _, Type::Map(key, _)) => Type::List(key.clone()),
            (How::Filter, _, list) => list.clone(),
            (How::All | How::Exists | How::ExistsOne, ..) => Type::Bool,
        };
        let loose = range.loose;
        let fold = Fold {
            how,
            range,
            first,
            second,
            condition,
            body,
        };
        Ok(Node::new(ty, Kind::Fold(Box::new(fold))).loose(loose))
    }

    fn predicate(&mut self, variables: Vec<(String, Node)>, expr: &IdedExpr) -> Checked {
        let node = self.within(variables, expr)?;
        match node.ty.unwrapped() {
            Type::Bool | Type::Free => Ok(node),
            Type::Dyn => Ok(Node::new(Type::Bool, Kind::Foreign(dynamic()))),
            _ => {
                let fault = self.fault(format!("this must be bool, and is {}", node.ty), expr);
                self.misfit(&[&node], Type::Bool, Failure::NoSuchOverload, fault)
            }
        }
    }

    /// Over a constant list: the body once for each element, where that makes one expression.
    fn unrolled(
        &mut self,
        how: How,
        (elements, ty): (&[Const], &Type),
        name: &str,
        body: &IdedExpr,
        at: usize,
    ) -> Result<Option<Node>, CelFault> {
        let mut made = Vec::new();
        for element in elements {
            let variable = vec![(name.to_owned(), Node::constant(element.clone(), ty.clone()))];
            made.push(match how {
                How::Map => self.within(variable, body)?,
                _ => self.predicate(variable, body)?,
            });
        }
        let decided = || {
            made.iter()
                .map(|node| node.as_const().cloned())
                .collect::<Option<Vec<Const>>>()
        };
        Ok(match how {
            How::All | How::Exists => {
                let mut joined = Node::bool(how == How::All);
                for node in made {
                    joined = self.logic(how == How::All, joined, node, at)?;
                }
                Some(joined)
            }
            How::Map if !made.is_empty() => decided().map(|values| {
                let element = made[0].ty.clone();
                Node::constant(Const::List(values), Type::List(Box::new(element)))
            }),
            How::Filter => decided().map(|values| {
                let taken = elements
                    .iter()
                    .zip(values)
                    .filter(|(_, value)| *value == Const::Bool(true));
                let taken = taken.map(|(element, _)| element.clone()).collect();
                Node::constant(Const::List(taken), Type::List(Box::new(ty.clone())))
            }),
            How::ExistsOne => decided().map(|values| {
                let found = values.iter().filter(|value| **value == Const::Bool(true)).count();
                Node::bool(found == 1)
            }),
            How::Map => None,
        })
    }
}
