//! CEL: the expressions of `buf.validate`, checked while a schema is built, and as Rust over prost's types.
//!
//! `parse.rs` makes a tree of the text, `check/` resolves its names and types (`types.rs`) and folds what is constant
//! (`constant.rs`) into a [`Node`] (`node.rs`); `emit/` writes that as Rust, by what [`Access`] says of how Rust holds fields.

mod access;
mod check;
mod constant;
mod emit;
mod node;
mod parse;
mod pattern;
#[cfg(test)]
mod tests;
mod time;
mod types;

use std::fmt;

use prost_reflect::{DescriptorPool, DynamicMessage, FieldDescriptor, Kind, MessageDescriptor, Value};

pub(crate) use access::{Access, Holds, Read};
pub(crate) use emit::{Emitted, Missing, Outcome};

use check::Checker;
use node::Node;
use types::Type;

/// What the names of an expression stand for.
#[derive(Debug, Clone)]
pub(crate) struct Env {
    pub(crate) this: This,
    /// `rule`, in a predefined rule: what the rule is set to.
    pub(crate) rule: Option<Rule>,
    /// `rules`: the message that the rule is in.
    pub(crate) rules: Option<DynamicMessage>,
}

/// What `this` is.
#[derive(Debug, Clone)]
pub(crate) enum This {
    Message(MessageDescriptor),
    /// A field as a whole.
    Field(FieldDescriptor),
    /// An element of a list.
    Item(FieldDescriptor),
    /// A key of a map.
    Key(FieldDescriptor),
    /// A value of a map.
    Value(FieldDescriptor),
}

/// The value of an option.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) value: Value,
    /// Of a list, that of its elements.
    pub(crate) kind: Kind,
    pub(crate) is_list: bool,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CelFault {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// The byte of the text.
    pub(crate) at: usize,
}

/// An expression that makes sense.
#[derive(Debug)]
pub(crate) struct Checked {
    root: Node,
    this: This,
    reads: Vec<FieldDescriptor>,
    whole: Vec<MessageDescriptor>,
    interpreter: Option<String>,
}

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gives {
    /// Whether the rule holds.
    Bool,
    /// What is wrong; nothing, if empty.
    Text {
        /// Whether it is one of the texts that the expression spells out, so that it says nothing of a field's value.
        literal_only: bool,
    },
}

/// Reads an expression and checks it.
pub(crate) fn check(text: &str, env: &Env) -> Result<Checked, CelFault> {
    let parsed = parse::parse(text)?;
    let pool = env.this.pool();
    let mut checker = Checker::new(env, env.this.ty(), &pool, parsed.places());
    let root = checker.expr(&parsed.root)?;
    match root.ty.unwrapped() {
        Type::Bool | Type::String | Type::Dyn | Type::Free => {}
        _ => {
            let message = format!("a rule gives bool or string, and this gives {}", root.ty);
            return Err(CelFault::new(message, parsed.places().of(&parsed.root)));
        }
    }
    Ok(Checked::new(root, env.this.clone()))
}

impl Checked {
    fn new(root: Node, this: This) -> Self {
        let (mut reads, mut whole, mut interpreter) = (Vec::new(), Vec::new(), None);
        root.walk(&mut |node| match &node.kind {
            node::Kind::Field { field, .. } | node::Kind::Has { field, .. } if !reads.contains(field) => {
                reads.push(field.clone());
            }
            node::Kind::Equal(a, b) => {
                for side in [a, b] {
                    if let Type::Message(message) = &side.ty
                        && !whole.contains(message)
                    {
                        whole.push(message.clone());
                    }
                }
            }
            node::Kind::Foreign(why) => interpreter = interpreter.take().or_else(|| Some(why.clone())),
            _ => {}
        });
        Self {
            root,
            this,
            reads,
            whole,
            interpreter,
        }
    }

    /// The fields that it looks at, of whatever message.
    pub(crate) fn reads(&self) -> &[FieldDescriptor] {
        &self.reads
    }

    /// The messages whose values it compares as a whole.
    pub(crate) fn compares(&self) -> &[MessageDescriptor] {
        &self.whole
    }

    pub(crate) fn gives(&self) -> Gives {
        match self.root.ty.unwrapped() {
            Type::String => Gives::Text {
                literal_only: spelled_out(&self.root),
            },
            _ => Gives::Bool,
        }
    }

    /// Why it cannot become Rust, if it cannot.
    pub(crate) fn needs_interpreter(&self) -> Option<&str> {
        self.interpreter.as_deref()
    }

    /// Rust, in which `this` is read.
    pub(crate) fn emit(&self, this: &Read, access: &dyn Access) -> Result<Emitted, Missing> {
        emit::emit(&self.root, &self.this, this, access)
    }
}

/// Whether a text depends on no value but by the choice among literals.
fn spelled_out(node: &Node) -> bool {
    match &node.kind {
        node::Kind::If { then, otherwise, .. } => spelled_out(then) && spelled_out(otherwise),
        node::Kind::Fails(_) => true,
        _ => {
            let mut is_constant = true;
            node.walk(&mut |part| {
                let reads = matches!(
                    part.kind,
                    node::Kind::This | node::Kind::Local(_) | node::Kind::Field { .. } | node::Kind::Has { .. }
                );
                is_constant &= !reads && !matches!(part.kind, node::Kind::Foreign(_));
            });
            is_constant
        }
    }
}

impl This {
    fn ty(&self) -> Type {
        match self {
            Self::Message(message) => Type::Message(message.clone()),
            Self::Field(field) => Type::of_field(field),
            Self::Item(field) => Type::of_kind(&field.kind()).unwrapped().clone(),
            Self::Key(field) => match Type::of_field(field) {
                Type::Map(key, _) => *key,
                other => other,
            },
            Self::Value(field) => match Type::of_field(field) {
                Type::Map(_, value) => *value,
                other => other,
            },
        }
    }

    fn pool(&self) -> DescriptorPool {
        self.message().parent_pool().clone()
    }

    fn message(&self) -> MessageDescriptor {
        match self {
            Self::Message(message) => message.clone(),
            Self::Field(field) | Self::Item(field) | Self::Key(field) | Self::Value(field) => {
                field.parent_message().clone()
            }
        }
    }

    /// Where names are looked up from.
    fn scope(&self) -> String {
        self.message().full_name().to_owned()
    }
}

impl CelFault {
    fn new(message: String, at: usize) -> Self {
        Self {
            message,
            help: None,
            at,
        }
    }

    fn help(mut self, help: String) -> Self {
        self.help = Some(help);
        self
    }
}

impl fmt::Display for CelFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.help {
            Some(help) => write!(f, "{}: {help}", self.message),
            None => f.write_str(&self.message),
        }
    }
}
