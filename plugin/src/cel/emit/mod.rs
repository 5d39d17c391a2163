//! A checked expression as Rust.
//!
//! What cannot fail has no `Result`; where something can, `?` leads out of the closure around the whole, or around the part
//! whose errors CEL takes back. Strings and lists are borrowed, and what macros make is an iterator as long as that will do.

mod calls;
mod code;
mod compare;
mod constants;
mod convert;
mod entries;
mod fields;
mod folds;
mod format;
mod lists;
mod operators;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::access::{Access, Read};
use super::node::{Failure, Kind, Local, Node};
use super::{This, types::Type};
use code::{Binds, Code, Form, Hold};

/// An expression of Rust, in which the runtime's `cel` and `formats` are in scope.
#[derive(Debug, Clone)]
pub(crate) struct Emitted {
    pub(crate) code: TokenStream,
    /// Whether it is of type `Result<_, cel::Fault>`.
    pub(crate) fails: bool,
    pub(crate) outcome: Outcome,
}

/// What it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Bool,
    /// `&'static str`.
    Static,
    /// `Cow<'_, str>`.
    Text,
}

/// Why there is no Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Missing {
    /// This kind of types lacks a field that the expression reads.
    Field,
    /// Nothing here can write it.
    Rust(String),
}

type Made = Result<Code, Missing>;

impl Missing {
    fn rust(why: &str) -> Self {
        Self::Rust(why.to_owned())
    }
}

pub(super) fn emit(root: &Node, what: &This, this: &Read, access: &dyn Access) -> Result<Emitted, Missing> {
    let emitter = Emitter {
        access,
        what,
        this,
        taken: idents(&this.code),
        locals: RefCell::default(),
        values: RefCell::default(),
    };
    let code = emitter.node(root)?.plain();
    let (code, outcome) = match (&root.ty.unwrapped(), code.is_static) {
        (Type::String, true) => (code, Outcome::Static),
        (Type::String, false) => (code.cow(), Outcome::Text),
        _ => (code, Outcome::Bool),
    };
    let mut tokens = code.tokens.clone();
    if code.fails {
        tokens = code.attempted();
    }
    if uses_now(root) {
        tokens = quote! {{
            let now = cel::Timestamp::now();
            #tokens
        }};
    }
    Ok(Emitted {
        code: tokens,
        fails: code.fails,
        outcome,
    })
}

struct Emitter<'a> {
    access: &'a dyn Access,
    what: &'a This,
    this: &'a Read,
    /// Names that variables must not hide.
    taken: Vec<String>,
    locals: RefCell<BTreeMap<usize, Bound>>,
    /// Within a macro over a map's keys: the value of the key.
    values: RefCell<Vec<(Node, usize, usize)>>,
}

/// A variable of a macro, in Rust.
struct Bound {
    code: Code,
    used: Cell<bool>,
}

impl Emitter<'_> {
    fn node(&self, node: &Node) -> Made {
        match &node.kind {
            Kind::Const(value) => self.constant(value, &node.ty),
            Kind::This => self.this(),
            Kind::Now => Ok(Code::atom(quote!(now), Form::Time, &[])),
            Kind::Local(local) => self.local(local.id),
            Kind::Field { of, field } => self.field(of, field),
            Kind::Has { of, field } => self.has(of, field),
            Kind::Index { of, key } => self.index(of, key),
            Kind::In { item, of } => self.contains(item, of),
            Kind::Not(of) => self.not(of),
            Kind::Negate(of) => self.negate(of),
            Kind::And(a, b) => self.logic(true, a, b),
            Kind::Or(a, b) => self.logic(false, a, b),
            Kind::If {
                condition,
                then,
                otherwise,
            } => self.conditional(condition, then, otherwise, &node.ty),
            Kind::Arithmetic(operator, a, b) => self.arithmetic(*operator, a, b, &node.ty),
            Kind::Equal(a, b) => self.equal(false, a, b),
            Kind::Compare(order, a, b) => self.compare(*order, a, b),
            Kind::List(items) => {
                let items: Vec<Code> = items.iter().map(|item| self.node(item)).collect::<Result<_, _>>()?;
                self.array(items)
            }
            Kind::Map(entries) => {
                let entries: Vec<(Code, Code)> = entries
                    .iter()
                    .map(|(key, value)| Ok((self.node(key)?.plain(), self.node(value)?)))
                    .collect::<Result<_, _>>()?;
                self.pairs(entries)
            }
            Kind::Convert(of) => self.convert(of, &node.ty),
            Kind::Size(of) => self.size(of),
            Kind::Unique(of) => self.unique(of),
            Kind::Matches(text, pattern) => self.matches(text, pattern),
            Kind::Format(pieces) => self.format(pieces),
            Kind::Call(signature, arguments) => self.call(signature, arguments),
            Kind::Fold(fold) => self.fold(fold),
            Kind::Fails(failure) => {
                let fault = match failure {
                    Failure::NoSuchField => quote!(NoSuchField),
                    Failure::NoSuchOverload => quote!(Types),
                };
                Ok(Code::tried(quote!(Err::<bool, _>(cel::Fault::#fault)), Form::Bool, &[]))
            }
            Kind::Foreign(why) => Err(Missing::Rust(why.clone())),
        }
    }

    /// The value of a node, of which null is an error.
    fn plain(&self, node: &Node) -> Made {
        Ok(self.node(node)?.plain())
    }

    fn local(&self, id: usize) -> Made {
        let locals = self.locals.borrow();
        let bound = locals
            .get(&id)
            .ok_or_else(|| Missing::rust("a variable out of place"))?;
        bound.used.set(true);
        Ok(bound.code.clone())
    }

    /// A variable's name in Rust.
    fn name(&self, local: &Local) -> Ident {
        let mut name = local.name.trim_start_matches('_').to_owned();
        let is_plain = !name.is_empty() && name != "now" && name != "it" && syn::parse_str::<Ident>(&name).is_ok();
        if !is_plain || self.taken.contains(&name) {
            name = format!("{name}_{}", local.id);
            if !name.starts_with(|c: char| c.is_alphabetic()) {
                name = format!("v{name}");
            }
        }
        Ident::new(&name, Span::call_site())
    }

    /// Makes a variable known while its part of the expression is written. Gives that, and whether the variable is used.
    fn with<T>(&self, id: usize, code: Code, write: impl FnOnce() -> Result<T, Missing>) -> Result<(T, bool), Missing> {
        let used = Cell::new(false);
        self.locals.borrow_mut().insert(id, Bound { code, used });
        let written = write();
        let bound = self.locals.borrow_mut().remove(&id);
        Ok((written?, bound.is_some_and(|bound| bound.used.get())))
    }

    /// Values of one form, of values that are of one type.
    fn alike(&self, codes: Vec<Code>) -> Result<Vec<Code>, Missing> {
        let Some(first) = codes.first() else {
            return Ok(codes);
        };
        let same = codes.iter().all(|code| code.form == first.form);
        let mut made: Vec<Code> = match &first.form {
            Form::Text(_) => {
                let borrowed = |code: &Code| matches!(code.form, Form::Text(Hold::Ref | Hold::Place));
                match codes.iter().all(borrowed) {
                    true => codes.into_iter().map(Code::text).collect(),
                    false => codes.into_iter().map(Code::cow).collect(),
                }
            }
            Form::Bytes(_) => codes.into_iter().map(Code::bytes).collect(),
            Form::Number(_) if !same => {
                let is_unsigned = codes
                    .iter()
                    .any(|code| matches!(code.form, Form::Number(code::Native::U32 | code::Native::U64)));
                codes.into_iter().map(|code| code.wide(is_unsigned)).collect()
            }
            Form::Message(..) => codes.into_iter().map(Code::maybe).collect(),
            Form::List(..) => {
                let is_slice = |code: &Code| matches!(code.form, Form::List(Hold::Ref | Hold::Place, _));
                match same && codes.iter().all(is_slice) {
                    true => codes.into_iter().map(Code::borrowed).collect(),
                    false => codes
                        .into_iter()
                        .map(|code| Ok(self.collected(self.values(code)?)))
                        .collect::<Result<_, _>>()?,
                }
            }
            _ => codes,
        };
        if made
            .iter()
            .any(|code| matches!(code.form, Form::Nullable(_) | Form::Null))
        {
            made = nullable(made);
        }
        match made.windows(2).all(|pair| pair[0].form == pair[1].form) {
            true => Ok(made),
            false => Err(Missing::rust("it mixes values that Rust holds in different ways")),
        }
    }
}

/// All as `Option`.
fn nullable(codes: Vec<Code>) -> Vec<Code> {
    let inner = codes.iter().find_map(|code| match &code.form {
        Form::Nullable(inner) => Some((**inner).clone()),
        Form::Null => None,
        other => Some(other.clone()),
    });
    let Some(inner) = inner else {
        return codes;
    };
    let form = Form::Nullable(Box::new(inner));
    let each = codes.into_iter().map(|code| {
        let tokens = &code.tokens;
        match code.form {
            Form::Nullable(_) => code,
            Form::Null => Code {
                form: form.clone(),
                ..code
            },
            Form::Text(Hold::Place) => {
                let text = code.clone().text().tokens;
                Code::atom(
                    quote!(Some(#text)),
                    Form::Nullable(Box::new(Form::Text(Hold::Ref))),
                    &[&code],
                )
            }
            _ => Code::atom(
                quote!(Some(#tokens)),
                Form::Nullable(Box::new(code.form.clone())),
                &[&code],
            ),
        }
    });
    each.collect()
}

fn idents(tokens: &TokenStream) -> Vec<String> {
    let trees = tokens.clone().into_iter();
    trees
        .flat_map(|tree| match tree {
            TokenTree::Ident(ident) => vec![ident.to_string()],
            TokenTree::Group(group) => idents(&group.stream()),
            _ => Vec::new(),
        })
        .collect()
}

fn uses_now(root: &Node) -> bool {
    let mut found = false;
    root.walk(&mut |node| found |= matches!(node.kind, Kind::Now));
    found
}

/// `a + b` and the like.
fn binary(a: &Code, sign: TokenStream, b: &Code, form: Form, binds: Binds) -> Code {
    let right = match binds {
        // However they are grouped, they mean the same.
        Binds::Or | Binds::And => binds,
        Binds::Compare => Binds::Add,
        Binds::Add => Binds::Multiply,
        _ => Binds::Prefix,
    };
    let left = if binds == Binds::Compare { right } else { binds };
    let (left, right) = (a.at(left), b.at(right));
    Code::new(quote!(#left #sign #right), form, binds, &[a, b])
}
