//! The kind of a field's values, as the runtime names it.

use proc_macro2::TokenStream;
use prost_types::FieldDescriptorProto;
use prost_types::field_descriptor_proto::Type;
use quote::quote;

use super::super::shape;
use super::super::shown::{Held, ShownField};
use super::enums::Enums;
use crate::settings::Settings;

pub(super) struct Kinds<'a> {
    pub(super) enums: &'a Enums<'a>,
    pub(super) settings: &'a Settings,
}

impl Kinds<'_> {
    /// Of a field's values, or of a map's.
    pub(super) fn of(&self, field: &ShownField<'_>) -> TokenStream {
        let value = field.entry.map_or(field.descriptor, |(_, value)| value);
        let kind = self.value(field, value);
        if field.policy.secret {
            return quote!(json::SecretOf<#kind>);
        }
        if shape::is_boxed(field.ty) {
            quote!(json::Boxed<#kind>)
        } else {
            kind
        }
    }

    /// Of a map's keys.
    pub(super) fn of_key(&self, field: &ShownField<'_>) -> Option<TokenStream> {
        let (key, _) = field.entry?;
        scalar(key.r#type(), field.ty)
    }

    fn value(&self, field: &ShownField<'_>, value: &FieldDescriptorProto) -> TokenStream {
        if let Some(scalar) = scalar(value.r#type(), field.ty) {
            return scalar;
        }
        if value.r#type() == Type::Enum {
            return self.enums.kind(value.type_name());
        }
        match field.message {
            Held::WellKnown(name) => {
                let kind = well_known(name, field.ty).unwrap_or_else(|| quote!(json::Nested<_>));
                let is_prosts = !self.settings.compile_well_known_types
                    && (self.settings.prost_types_path.is_none() || is_plain(name));
                if is_prosts {
                    kind
                } else {
                    quote!(json::Compiled<_, #kind>)
                }
            }
            Held::Foreign(_) => quote!(json::Foreign<_>),
            Held::Ours(_) | Held::Nothing => quote!(json::Nested<_>),
        }
    }
}

fn scalar(kind: Type, ty: &syn::Type) -> Option<TokenStream> {
    Some(match kind {
        Type::Bool => quote!(json::Bool),
        Type::Int32 | Type::Sint32 | Type::Sfixed32 => quote!(json::Int32),
        Type::Int64 | Type::Sint64 | Type::Sfixed64 => quote!(json::Int64),
        Type::Uint32 | Type::Fixed32 => quote!(json::Uint32),
        Type::Uint64 | Type::Fixed64 => quote!(json::Uint64),
        Type::Float => quote!(json::Float),
        Type::Double => quote!(json::Double),
        Type::String => quote!(json::String),
        Type::Bytes if quote!(#ty).to_string().contains("Bytes") => quote!(json::Bytes),
        Type::Bytes => quote!(json::ByteVec),
        Type::Enum | Type::Message | Type::Group => return None,
    })
}

/// Of protobuf's own messages; `None` of those that have no form of their own in JSON and whose fields the runtime does not know.
pub(super) fn well_known(full_name: &str, ty: &syn::Type) -> Option<TokenStream> {
    Some(match full_name.strip_prefix("google.protobuf.")? {
        "Any" => quote!(json::Any<Types>),
        "BoolValue" => quote!(json::Bool),
        "BytesValue" => scalar(Type::Bytes, ty)?,
        "DoubleValue" => quote!(json::Double),
        "Duration" => quote!(json::Duration),
        "Empty" => quote!(json::Nested<()>),
        "FieldMask" => quote!(json::FieldMask),
        "FloatValue" => quote!(json::Float),
        "Int32Value" => quote!(json::Int32),
        "Int64Value" => quote!(json::Int64),
        "ListValue" => quote!(json::ListValue),
        "StringValue" => quote!(json::String),
        "Struct" => quote!(json::Struct),
        "Timestamp" => quote!(json::Timestamp),
        "UInt32Value" => quote!(json::Uint32),
        "UInt64Value" => quote!(json::Uint64),
        "Value" => quote!(json::Value),
        _ => return None,
    })
}

/// Whether prost has a plain Rust type for the message, which no setting moves.
fn is_plain(full_name: &str) -> bool {
    full_name.ends_with("Value") && !matches!(full_name, "google.protobuf.Value" | "google.protobuf.ListValue")
        || full_name == "google.protobuf.Empty"
}
