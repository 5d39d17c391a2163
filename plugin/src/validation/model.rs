//! The rules of a schema, in one model for both dialects.

use std::collections::{BTreeMap, BTreeSet};

use prost_types::field_descriptor_proto::Type;

use super::test::Test;
use crate::load::At;

/// The options that rules are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dialect {
    /// `buf.validate`.
    Buf,
    /// `validate`, of protoc-gen-validate.
    Pgv,
}

/// The rules of a message; none if it has none of its own.
#[derive(Debug, Default)]
pub(crate) struct MessageRules {
    /// Who says something here.
    pub(crate) dialects: BTreeSet<Dialect>,
    /// Who checks nothing here, neither this message nor those in it.
    pub(crate) disabled: BTreeSet<Dialect>,
    /// On the message as a whole.
    pub(crate) rules: Vec<Rule>,
    /// That one member at least of a oneof is set, by the oneof's name.
    pub(crate) oneofs: BTreeMap<String, Vec<Rule>>,
    /// By number: for each dialect that says something of a field, what it says.
    pub(crate) fields: BTreeMap<u32, Vec<FieldRules>>,
}

/// What one dialect says of a message.
pub(crate) enum Said {
    Rules(MessageRules),
    /// To check nothing of it, nor of the messages in it.
    Disabled,
}

/// What one dialect says of a field.
#[derive(Debug)]
pub(crate) struct FieldRules {
    pub(crate) dialect: Dialect,
    /// Broken where the field is not set, or, of one without presence, has its zero value. Other rules are then not looked at.
    pub(crate) required: Option<Rule>,
    /// On the value: a list or a map as a whole, else the value itself. Not looked at where the field has presence and is not set.
    pub(crate) value: ValueRules,
    /// Of a list.
    pub(crate) items: Option<ValueRules>,
    /// Of a map.
    pub(crate) keys: Option<ValueRules>,
    /// Of a map.
    pub(crate) values: Option<ValueRules>,
}

/// Rules on a value.
#[derive(Debug, Default)]
pub(crate) struct ValueRules {
    /// Whether the zero value passes, whatever the rules.
    pub(crate) unless_zero: bool,
    pub(crate) rules: Vec<Rule>,
    /// Whether the rules of the message that this is, or of the messages in it, are left out.
    pub(crate) leaves_out_messages: bool,
}

/// One rule: what a violation tells of it, and what it asks.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: String,
    /// From the options of the element.
    pub(crate) path: Vec<Step>,
    pub(crate) message: Message,
    pub(crate) test: Test,
    /// Where it stands in the schema.
    pub(crate) at: At,
}

/// A step of a rule's path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) number: u32,
    /// An extension's full name in brackets.
    pub(crate) name: String,
    pub(crate) kind: Type,
    pub(crate) index: Option<u64>,
}

/// What a violation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Message {
    /// One of the runtime's texts, by its name there, with the rule's values.
    Standard(&'static str, Vec<String>),
    /// The author's own.
    Custom(String),
    /// The author wrote none, and the expression makes one.
    Nameless,
}

impl MessageRules {
    /// All rules, of whatever they are about.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Rule> {
        let of_fields = self.fields.values().flatten().flat_map(|set| {
            let on_values = set.parts().flat_map(|part| &part.rules);
            set.required.iter().chain(on_values)
        });
        self.rules.iter().chain(self.oneofs.values().flatten()).chain(of_fields)
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        !self.has_rules() && self.disabled.is_empty()
    }

    fn has_rules(&self) -> bool {
        !(self.rules.is_empty() && self.oneofs.is_empty() && self.fields.is_empty())
    }

    /// Adds what a dialect says of the same message.
    pub(crate) fn add(&mut self, dialect: Dialect, said: Said) {
        let rules = match said {
            Said::Disabled => {
                self.disabled.insert(dialect);
                return;
            }
            Said::Rules(rules) => rules,
        };
        if rules.has_rules() {
            self.dialects.insert(dialect);
        }
        self.rules.extend(rules.rules);
        for (oneof, rules) in rules.oneofs {
            self.oneofs.entry(oneof).or_default().extend(rules);
        }
        for (number, rules) in rules.fields {
            self.fields.entry(number).or_default().extend(rules);
        }
    }

    /// Whether a dialect's rules of the messages in a field are left out.
    pub(crate) fn leaves_out(&self, dialect: Dialect, field: u32) -> bool {
        let sets = self.fields.get(&field).into_iter().flatten();
        let mut sets = sets.filter(|set| set.dialect == dialect);
        self.disabled.contains(&dialect) || sets.any(FieldRules::leaves_out_messages)
    }
}

impl FieldRules {
    /// Without any.
    pub(crate) fn of(dialect: Dialect) -> Self {
        Self {
            dialect,
            required: None,
            value: ValueRules::default(),
            items: None,
            keys: None,
            values: None,
        }
    }

    /// Rules on all that the field holds.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &ValueRules> {
        let inner = [&self.items, &self.keys, &self.values];
        std::iter::once(&self.value).chain(inner.into_iter().flatten())
    }

    /// Whether the rules of the messages in it are left out.
    fn leaves_out_messages(&self) -> bool {
        self.parts().any(|part| part.leaves_out_messages)
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.required.is_none() && self.parts().all(ValueRules::is_empty)
    }
}

impl ValueRules {
    pub(crate) fn is_empty(&self) -> bool {
        self.rules.is_empty() && !self.leaves_out_messages
    }
}
