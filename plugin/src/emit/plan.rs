//! One message, ready for the emitters: its policy, and what prost-build made of it, of its clear message and of its groups.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use prost_types::{DescriptorProto, field_descriptor_proto::Label};
use quote::quote;
use syn::{Attribute, Ident, Type};

use super::names::{Names, counterpart, group_variable};
use super::nesting;
use super::shape::{self, FieldShape, OneofShape, Shape, Shapes, ident};
use super::synthetic::is_map_entry;
use crate::policy::{Field, Message, Policies};

/// A message that needs a clear type.
pub(crate) struct Plan<'a> {
    pub(crate) policy: &'a Message,
    pub(crate) wire: &'a Shape,
    /// Of the clear type; in the plan of a partial type, that type's.
    pub(crate) clear: &'a Shape,
    pub(crate) is_partial: bool,
    /// Whether it has rules of validation, itself or in what it holds.
    pub(crate) is_checked: bool,
    /// The names of the keys of the message and of all that it holds.
    pub(crate) keys: BTreeSet<&'a str>,
    pub(crate) groups: Vec<GroupPlan<'a>>,
    /// In the order of the clear struct's fields.
    pub(crate) slots: Vec<Slot<'a>>,
    /// The names of its paths, seen from the module of conversions.
    pub(crate) paths: Paths,
}

/// A group of a message.
pub(crate) struct GroupPlan<'a> {
    pub(crate) shape: &'a Shape,
    pub(crate) variable: Ident,
}

/// A field of the clear struct.
pub(crate) struct Slot<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) shape: &'a FieldShape,
    /// The group that it travels in, if it is sealed.
    pub(crate) group: Option<usize>,
    pub(crate) content: Content<'a>,
}

pub(crate) enum Content<'a> {
    Field(Member<'a>),
    Oneof(Oneof<'a>),
}

/// A field of the .proto file, also as a member of a oneof.
pub(crate) struct Member<'a> {
    pub(crate) policy: &'a Field,
    pub(crate) value: Value,
    /// What carries it: the wire struct's field, or the group's.
    pub(crate) carrier_boxed: bool,
    pub(crate) clear_boxed: bool,
    pub(crate) carrier: &'a Ident,
}

/// What a field holds, as far as conversions care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// No message: anything from a bool to a map of enums.
    Scalar,
    /// Messages without sealed fields; how many levels of messages they have, unless they can hold themselves.
    Plain(Cardinality, Option<u32>),
    /// Messages that need a clear type.
    Child(Cardinality),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cardinality {
    /// proto2 `required`, or a member of a oneof.
    One,
    Optional,
    List,
    Map,
}

/// A oneof as a whole.
pub(crate) struct Oneof<'a> {
    /// The enum that carries it: the wire struct's, or the group's.
    pub(crate) carrier_path: TokenStream,
    pub(crate) carrier: &'a Ident,
    pub(crate) clear_path: TokenStream,
    pub(crate) clear_ident: &'a Ident,
    pub(crate) variants: Vec<Variant<'a>>,
}

pub(crate) struct Variant<'a> {
    pub(crate) carrier: &'a Ident,
    pub(crate) clear: &'a Ident,
    /// The clear variant's.
    pub(crate) attrs: &'a [Attribute],
    pub(crate) ty: &'a Type,
    pub(crate) member: Member<'a>,
}

/// Paths of a message's types, seen from the module of conversions.
pub(crate) struct Paths {
    pub(crate) wire: TokenStream,
    pub(crate) clear: TokenStream,
    pub(crate) groups: Vec<TokenStream>,
    /// The name of the constant with its policy.
    pub(crate) constant: Ident,
}

/// What all plans of a package share.
pub(crate) struct Planner<'a> {
    pub(crate) policies: &'a Policies,
    pub(crate) names: &'a Names,
    pub(crate) shapes: &'a Shapes,
    /// Descriptors by full name with a leading dot, as the user wrote them.
    pub(crate) descriptors: &'a std::collections::BTreeMap<String, DescriptorProto>,
    /// Whether a message's Rust type is another crate's.
    pub(crate) is_extern: &'a dyn Fn(&str) -> bool,
    /// Whether a message has rules of validation, itself or in what it holds.
    pub(crate) is_checked: &'a dyn Fn(&str) -> bool,
}

impl<'a> Planner<'a> {
    /// The plan of a message's clear or partial type, by the module of these. `None` if prost-build generated nothing for the
    /// message, since it is another crate's.
    pub(crate) fn plan(&self, policy: &'a Message, module: &str) -> Option<Plan<'a>> {
        let descriptor = self.descriptors.get(&format!(".{}", policy.full_name))?;
        let clear_name = counterpart(policy, module);
        let wire = self.shapes.messages.get(&format!(".{}", policy.full_name))?;
        let clear = self.shapes.messages.get(&format!(".{clear_name}"))?;
        let mut groups = Vec::new();
        for (index, group) in policy.groups.iter().enumerate() {
            let name = self.names.group(policy, index);
            let mut variable = group_variable(&group.key, index);
            if policy.groups[..index]
                .iter()
                .enumerate()
                .any(|(i, g)| group_variable(&g.key, i) == variable)
            {
                variable = format!("group_{index}");
            }
            groups.push(GroupPlan {
                shape: self.shapes.messages.get(&format!(".{name}"))?,
                variable: ident(&variable),
            });
        }
        let paths = Paths {
            wire: path(&wire.modules, &wire.ident),
            clear: path(&clear.modules, &clear.ident),
            groups: groups
                .iter()
                .map(|group| path(&group.shape.modules, &group.shape.ident))
                .collect(),
            constant: constant(wire),
        };
        let carriers = Carriers {
            policy,
            wire,
            groups: &groups,
        };
        let mut slots = Vec::new();
        for field in &clear.fields {
            let tag = *field.tags.first()?;
            let group = policy.field(tag)?.group;
            let is_oneof = shape::prost_argument(&field.attrs, "oneof").is_some();
            let content = if is_oneof {
                Content::Oneof(self.oneof(&carriers, descriptor, &clear_name, field, group)?)
            } else {
                let carrier = carriers.of(group).field(tag)?;
                let boxed = (&carrier.ty, &field.ty);
                Content::Field(self.member(policy.field(tag)?, descriptor, &carrier.ident, boxed, false)?)
            };
            slots.push(Slot {
                ident: &field.ident,
                shape: field,
                group,
                content,
            });
        }
        Some(Plan {
            policy,
            wire,
            clear,
            is_partial: module != self.names.clear_module,
            is_checked: (self.is_checked)(&policy.full_name),
            keys: self.policies.keys(&policy.full_name),
            groups,
            slots,
            paths,
        })
    }

    fn oneof(
        &self,
        carriers: &Carriers<'a, '_>,
        descriptor: &DescriptorProto,
        clear_name: &str,
        field: &'a FieldShape,
        group: Option<usize>,
    ) -> Option<Oneof<'a>> {
        let policy = carriers.policy;
        let tag = *field.tags.first()?;
        let name = policy.field(tag)?.oneof.as_deref()?;
        let carrier_message = match group {
            Some(index) => self.names.group(policy, index),
            None => policy.full_name.clone(),
        };
        let carrier: &'a OneofShape = self.shapes.oneofs.get(&format!(".{carrier_message}.{name}"))?;
        let clear: &'a OneofShape = self.shapes.oneofs.get(&format!(".{clear_name}.{name}"))?;
        let mut variants = Vec::new();
        for variant in &clear.variants {
            let from = carrier.variant(variant.tag)?;
            let boxed = (&from.ty, &variant.ty);
            variants.push(Variant {
                carrier: &from.ident,
                clear: &variant.ident,
                attrs: &variant.attrs,
                ty: &variant.ty,
                member: self.member(policy.field(variant.tag)?, descriptor, &from.ident, boxed, true)?,
            });
        }
        Some(Oneof {
            carrier_path: path(&carrier.modules, &carrier.ident),
            carrier: &carriers.of(group).field(tag)?.ident,
            clear_path: path(&clear.modules, &clear.ident),
            clear_ident: &clear.ident,
            variants,
        })
    }

    fn member(
        &self,
        policy: &'a Field,
        descriptor: &DescriptorProto,
        carrier: &'a Ident,
        (carrier_type, clear_type): (&Type, &Type),
        in_oneof: bool,
    ) -> Option<Member<'a>> {
        let field = descriptor
            .field
            .iter()
            .find(|field| field.number() as u32 == policy.number)?;
        let is_map = self.descriptors.get(field.type_name()).is_some_and(is_map_entry);
        let cardinality = match field.label() {
            _ if is_map => Cardinality::Map,
            Label::Repeated => Cardinality::List,
            Label::Required => Cardinality::One,
            Label::Optional if in_oneof => Cardinality::One,
            Label::Optional => Cardinality::Optional,
        };
        let value = match &policy.message {
            None => Value::Scalar,
            Some(message) if self.policies.needs_clear(message) => Value::Child(cardinality),
            Some(_) => Value::Plain(cardinality, nesting::levels(field.type_name(), self.descriptors)),
        };
        Some(Member {
            policy,
            value,
            carrier_boxed: shape::is_boxed(carrier_type),
            clear_boxed: shape::is_boxed(clear_type),
            carrier,
        })
    }
}

struct Carriers<'a, 'g> {
    policy: &'a Message,
    wire: &'a Shape,
    groups: &'g [GroupPlan<'a>],
}

impl<'a> Carriers<'a, '_> {
    fn of(&self, group: Option<usize>) -> &'a Shape {
        match group {
            Some(index) => self.groups[index].shape,
            None => self.wire,
        }
    }
}

impl Plan<'_> {
    /// Whether anything in it needs a place: children, in the clear or sealed.
    pub(crate) fn has_children(&self) -> bool {
        self.members().any(Member::is_child)
    }

    /// Whether its conversions need a scope: what counts as an ancestor, and seals something or holds children.
    pub(crate) fn has_scope(&self) -> bool {
        self.policy.anchor && (!self.groups.is_empty() || self.has_children())
    }

    /// Its fields, members of oneofs included.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Member<'_>> {
        self.slots.iter().flat_map(|slot| match &slot.content {
            Content::Field(member) => vec![member],
            Content::Oneof(oneof) => oneof.variants.iter().map(|variant| &variant.member).collect(),
        })
    }

    /// The wire struct's envelope field.
    pub(crate) fn envelope(&self) -> Option<&FieldShape> {
        self.wire.field(self.policy.envelope?)
    }

    /// The wire struct's tripwires, by number.
    pub(crate) fn tripwires(&self) -> impl Iterator<Item = (&Field, &Ident)> {
        self.policy
            .fields
            .iter()
            .filter(|field| field.group.is_some())
            .filter_map(|field| Some((field, &self.wire.field(field.number)?.ident)))
    }
}

impl Slot<'_> {
    /// `self.field`, to be read by a method; in a partial type, what is sealed has to be open.
    pub(crate) fn place(&self, is_partial: bool) -> TokenStream {
        let ident = self.ident;
        if is_partial && self.group.is_some() {
            quote!(self.#ident.get()?)
        } else {
            quote!(self.#ident)
        }
    }

    /// `&self.field`, by the same rule.
    pub(crate) fn reference(&self, is_partial: bool) -> TokenStream {
        let place = self.place(is_partial);
        if is_partial && self.group.is_some() {
            place
        } else {
            quote!(&#place)
        }
    }

    /// `self.field`, moved; what is sealed was found open.
    pub(crate) fn value(&self, is_partial: bool) -> TokenStream {
        let ident = self.ident;
        if is_partial && self.group.is_some() {
            quote!(self.#ident.surveyed())
        } else {
            quote!(self.#ident)
        }
    }

    pub(crate) fn is_child(&self) -> bool {
        match &self.content {
            Content::Field(member) => member.is_child(),
            Content::Oneof(oneof) => oneof.has_children(),
        }
    }
}

impl Oneof<'_> {
    pub(crate) fn has_children(&self) -> bool {
        self.variants.iter().any(|variant| variant.member.is_child())
    }
}

impl Member<'_> {
    /// Whether it holds messages that need a clear type.
    pub(crate) fn is_child(&self) -> bool {
        matches!(self.value, Value::Child(_))
    }

    /// `Field::new(4, "addresses")`, or `Field::portable(..)`.
    pub(crate) fn step(&self) -> TokenStream {
        let (number, name) = (shape::integer(self.policy.number), &self.policy.name);
        if self.policy.portable {
            quote!(Field::portable(#number, #name))
        } else {
            quote!(Field::new(#number, #name))
        }
    }
}

/// A type's path, seen from the module of conversions.
pub(crate) fn path(modules: &[String], name: &Ident) -> TokenStream {
    let modules = modules.iter().map(|module| ident(module));
    quote!(super::#(#modules::)*#name)
}

fn constant(wire: &Shape) -> Ident {
    let name = wire
        .modules
        .iter()
        .map(|module| module.trim_start_matches("r#"))
        .chain([wire.ident.to_string().trim_start_matches("r#")])
        .map(heck::ToShoutySnakeCase::to_shouty_snake_case)
        .collect::<Vec<_>>()
        .join("__");
    ident(&name)
}
