//! What is shown of a type, in `Debug` and in JSON: its fields as prost-build made them, with what the schema says of each. Clear,
//! partial, wire and plain types alike, so that an emitter knows no difference where there is none.

use proc_macro2::TokenStream;
use prost_types::{DescriptorProto, FieldDescriptorProto};
use syn::{Attribute, Ident, Type};

use super::names::counterpart;
use super::plan::{Planner, path};
use super::shape::{OneofShape, Shape, is_map, prost_word};
use super::synthetic::is_map_entry;
use crate::mask::Mask;
use crate::policy::{Field, Message};

/// One type of a message.
pub(crate) struct Shown<'a> {
    pub(crate) policy: &'a Message,
    pub(crate) kind: Kind,
    /// Seen from the module of conversions.
    pub(crate) path: TokenStream,
    pub(crate) ident: &'a Ident,
    /// The last segments of what it derives.
    pub(crate) derives: &'a [String],
    /// In the order of the struct; without tripwires.
    pub(crate) entries: Vec<Entry<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Clear,
    Partial,
    /// Of a message that has a clear type.
    Wire,
    /// Of a message that has none.
    Plain,
}

/// A field of the struct.
pub(crate) enum Entry<'a> {
    Field(ShownField<'a>),
    Oneof(ShownOneof<'a>),
}

/// A field of the .proto file, also as a member of a oneof.
pub(crate) struct ShownField<'a> {
    /// The struct's field, or the variant.
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    /// prost's attributes among them.
    pub(crate) attrs: &'a [Attribute],
    /// The modules that the struct or enum is in, from the package's down: what paths in `attrs` start from.
    pub(crate) modules: &'a [String],
    /// As the user wrote it.
    pub(crate) descriptor: &'a FieldDescriptorProto,
    /// Of a map, the fields of its entry.
    pub(crate) entry: Option<(&'a FieldDescriptorProto, &'a FieldDescriptorProto)>,
    pub(crate) policy: &'a Field,
    /// What is shown of it, if that is not all; not of a member whose oneof is masked as a whole.
    pub(crate) mask: Option<Mask>,
    pub(crate) message: Held<'a>,
}

/// The messages that a field holds, also as values of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held<'a> {
    /// None.
    Nothing,
    /// protobuf's own, by full name.
    WellKnown(&'a str),
    /// Of this build or of another one by Protoseal, by full name: they are shown as this build's.
    Ours(&'a str),
    /// Another crate's, which shows nothing masked, by full name.
    Foreign(&'a str),
}

/// A oneof as a whole.
pub(crate) struct ShownOneof<'a> {
    /// The struct's field.
    pub(crate) ident: &'a Ident,
    /// The enum, seen from the module of conversions.
    pub(crate) path: TokenStream,
    pub(crate) enum_ident: &'a Ident,
    /// Whether it is sealed; in a partial type it then shows itself.
    pub(crate) is_sealed: bool,
    pub(crate) mask: Option<Mask>,
    pub(crate) variants: Vec<ShownField<'a>>,
}

/// How prost has a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Plain,
    Required,
    Optional,
    List,
    Map,
}

impl Form {
    pub(crate) fn of(field: &ShownField<'_>) -> Self {
        let says = |word: &str| prost_word(field.attrs, word);
        if is_map(field.attrs) {
            Self::Map
        } else if says("repeated") {
            Self::List
        } else if says("optional") {
            Self::Optional
        } else if says("required") {
            Self::Required
        } else {
            Self::Plain
        }
    }
}

impl<'a> Planner<'a> {
    /// What is shown of all types of a message, without those that another crate generates.
    pub(crate) fn shown(&self, policy: &'a Message) -> Vec<Shown<'a>> {
        if !policy.needs_clear {
            return self
                .shown_as(policy, Kind::Plain, &policy.full_name)
                .into_iter()
                .collect();
        }
        let clear = counterpart(policy, &self.names.clear_module);
        let partial = self
            .names
            .partial_module
            .as_ref()
            .map(|module| counterpart(policy, module));
        let partial = partial.and_then(|name| self.shown_as(policy, Kind::Partial, &name));
        let types = [
            self.shown_as(policy, Kind::Clear, &clear),
            partial,
            self.shown_as(policy, Kind::Wire, &policy.full_name),
        ];
        types.into_iter().flatten().collect()
    }

    fn shown_as(&self, policy: &'a Message, kind: Kind, name: &str) -> Option<Shown<'a>> {
        let descriptor = self.descriptors.get(&format!(".{}", policy.full_name))?;
        let shape: &'a Shape = self.shapes.messages.get(&format!(".{name}"))?;
        let mut entries = Vec::new();
        for field in &shape.fields {
            let tag = *field.tags.first()?;
            let of_field = policy.field(tag)?;
            if kind == Kind::Wire && of_field.group.is_some() {
                continue;
            }
            let is_oneof = super::shape::prost_argument(&field.attrs, "oneof").is_some();
            entries.push(if is_oneof {
                let oneof: &'a OneofShape = self
                    .shapes
                    .oneofs
                    .get(&format!(".{name}.{}", of_field.oneof.as_deref()?))?;
                let variants = oneof.variants.iter().map(|variant| {
                    let place = (&variant.ident, &variant.ty, &variant.attrs[..], &oneof.modules[..]);
                    self.shown_field(policy.field(variant.tag)?, descriptor, place)
                });
                Entry::Oneof(ShownOneof {
                    ident: &field.ident,
                    path: path(&oneof.modules, &oneof.ident),
                    enum_ident: &oneof.ident,
                    is_sealed: of_field.group.is_some(),
                    mask: policy.oneof_mask(of_field.oneof.as_deref()?),
                    variants: variants.collect::<Option<_>>()?,
                })
            } else {
                let place = (&field.ident, &field.ty, &field.attrs[..], &shape.modules[..]);
                Entry::Field(self.shown_field(of_field, descriptor, place)?)
            });
        }
        Some(Shown {
            policy,
            kind,
            path: path(&shape.modules, &shape.ident),
            ident: &shape.ident,
            derives: &shape.derives,
            entries,
        })
    }

    fn shown_field(
        &self,
        policy: &'a Field,
        message: &'a DescriptorProto,
        (ident, ty, attrs, modules): (&'a Ident, &'a Type, &'a [Attribute], &'a [String]),
    ) -> Option<ShownField<'a>> {
        let mut fields = message.field.iter();
        let descriptor = fields.find(|field| field.number() as u32 == policy.number)?;
        let entry = self.descriptors.get(descriptor.type_name());
        let entry = entry.filter(|entry| is_map_entry(entry)).map(|entry| &entry.field[..]);
        Some(ShownField {
            ident,
            ty,
            attrs,
            modules,
            descriptor,
            entry: match entry {
                Some([key, value]) => Some((key, value)),
                _ => None,
            },
            policy,
            mask: policy.mask,
            message: self.held(policy),
        })
    }

    fn held(&self, field: &'a Field) -> Held<'a> {
        let Some(name) = field.message.as_deref() else {
            return Held::Nothing;
        };
        let is_ours = self.policies.message(name).is_some_and(|message| message.shows_masked);
        if is_ours || !(self.is_extern)(name) && !is_well_known(name) {
            Held::Ours(name)
        } else if (self.is_extern)(name) {
            Held::Foreign(name)
        } else {
            Held::WellKnown(name)
        }
    }
}

/// Whether a message is protobuf's own.
pub(crate) fn is_well_known(full_name: &str) -> bool {
    full_name.starts_with("google.protobuf.")
}
