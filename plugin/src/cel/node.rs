//! An expression after its check: every name is resolved, every part has a type.

use prost_reflect::FieldDescriptor;

use super::check::Signature;
use super::constant::Const;
use super::types::Type;

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) ty: Type,
    /// Whether it went through `dyn(..)`: what does not fit then fails at run time.
    pub(super) loose: bool,
    pub(super) kind: Kind,
}

/// A variable of a macro.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Local {
    pub(super) id: usize,
    pub(super) name: String,
    pub(super) ty: Type,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Const(Const),
    This,
    Now,
    Local(Local),
    Field {
        of: Box<Node>,
        field: FieldDescriptor,
    },
    Has {
        of: Box<Node>,
        field: FieldDescriptor,
    },
    /// `list[index]` or `map[key]`.
    Index {
        of: Box<Node>,
        key: Box<Node>,
    },
    /// Whether a list has an element or a map a key.
    In {
        item: Box<Node>,
        of: Box<Node>,
    },
    Not(Box<Node>),
    Negate(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    If {
        condition: Box<Node>,
        then: Box<Node>,
        otherwise: Box<Node>,
    },
    Arithmetic(Operator, Box<Node>, Box<Node>),
    /// `==`; `!=` is [`Kind::Not`] of it.
    Equal(Box<Node>, Box<Node>),
    Compare(Order, Box<Node>, Box<Node>),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    /// To the node's type.
    Convert(Box<Node>),
    Size(Box<Node>),
    Unique(Box<Node>),
    /// Text and pattern.
    Matches(Box<Node>, Box<Node>),
    /// The pieces of a template.
    Format(Vec<Piece>),
    Call(&'static Signature, Vec<Node>),
    Fold(Box<Fold>),
    /// What fails whenever it is reached.
    Fails(Failure),
    /// What cannot become Rust, and why.
    Foreign(String),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Order {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Failure {
    NoSuchField,
    NoSuchOverload,
}

/// A piece of what `format` makes.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Text(String),
    Verb(Verb, Node),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Verb {
    String,
    Decimal,
    Fixed(usize),
    Scientific(usize),
    Binary,
    Hex { upper: bool },
    Octal,
}

/// A macro over a list or a map.
#[derive(Debug, Clone)]
pub(super) struct Fold {
    pub(super) how: How,
    pub(super) range: Node,
    /// The element or the key; with a second variable the index or the key.
    pub(super) first: Local,
    /// The element or the value.
    pub(super) second: Option<Local>,
    /// Which ones `map` takes.
    pub(super) condition: Option<Node>,
    pub(super) body: Node,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum How {
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
}

impl Node {
    pub(super) fn new(ty: Type, kind: Kind) -> Self {
        Self { ty, loose: false, kind }
    }

    pub(super) fn constant(value: Const, ty: Type) -> Self {
        Self::new(ty, Kind::Const(value))
    }

    pub(super) fn bool(value: bool) -> Self {
        Self::constant(Const::Bool(value), Type::Bool)
    }

    pub(super) fn as_const(&self) -> Option<&Const> {
        match &self.kind {
            Kind::Const(value) => Some(value),
            _ => None,
        }
    }

    pub(super) fn loose(mut self, loose: bool) -> Self {
        self.loose |= loose;
        self
    }

    /// Whether two expressions are the same path from the same variable.
    pub(super) fn is_same_path(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::This, Kind::This) => true,
            (Kind::Local(a), Kind::Local(b)) => a.id == b.id,
            (Kind::Field { of: a, field: x }, Kind::Field { of: b, field: y }) => x == y && a.is_same_path(b),
            _ => false,
        }
    }

    /// The parts, in the order of the text.
    pub(super) fn parts(&self) -> Vec<&Node> {
        match &self.kind {
            Kind::Const(_) | Kind::This | Kind::Now | Kind::Local(_) | Kind::Fails(_) | Kind::Foreign(_) => Vec::new(),
            Kind::Field { of, .. } | Kind::Has { of, .. } => vec![of],
            Kind::Not(of) | Kind::Negate(of) | Kind::Convert(of) | Kind::Size(of) | Kind::Unique(of) => vec![of],
            Kind::Index { of: a, key: b } | Kind::In { item: a, of: b } => vec![a, b],
            Kind::And(a, b) | Kind::Or(a, b) | Kind::Equal(a, b) | Kind::Matches(a, b) => vec![a, b],
            Kind::Arithmetic(_, a, b) | Kind::Compare(_, a, b) => vec![a, b],
            Kind::If {
                condition,
                then,
                otherwise,
            } => vec![condition, then, otherwise],
            Kind::List(items) | Kind::Call(_, items) => items.iter().collect(),
            Kind::Map(entries) => entries.iter().flat_map(|(key, value)| [key, value]).collect(),
            Kind::Format(pieces) => pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Text(_) => None,
                    Piece::Verb(_, argument) => Some(argument),
                })
                .collect(),
            Kind::Fold(fold) => {
                let condition = fold.condition.iter();
                [&fold.range].into_iter().chain(condition).chain([&fold.body]).collect()
            }
        }
    }

    /// This and everything in it.
    pub(super) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        visit(self);
        for part in self.parts() {
            part.walk(visit);
        }
    }
}
