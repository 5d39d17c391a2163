//! How prost-build holds the fields of a message that nothing is sealed in: what the tests emit for.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span, TokenStream};
use prost_reflect::{DescriptorPool, FieldDescriptor, Kind};
use quote::quote;

use crate::cel::{Access, Holds, Read};

pub(super) struct Stock {
    pub(super) pool: DescriptorPool,
    /// Of the messages' types.
    pub(super) module: TokenStream,
}

impl Access for Stock {
    fn read(&self, message: &str, number: u32, of: &TokenStream) -> Option<Read> {
        let message = self.pool.get_message_by_name(message)?;
        let field = message.get_field(number)?;
        let name = ident(&field.name().to_snake_case());
        let oneof = field.containing_oneof().filter(|oneof| !oneof.is_synthetic());
        if let Some(oneof) = oneof {
            let (holder, variant) = (
                ident(&oneof.name().to_snake_case()),
                ident(&field.name().to_upper_camel_case()),
            );
            let (parent, kind) = (
                ident(&message.name().to_snake_case()),
                ident(&oneof.name().to_upper_camel_case()),
            );
            let module = &self.module;
            let boxed = if is_recursive(&field) {
                quote!(value.as_ref())
            } else {
                quote!(value)
            };
            let code = quote! {
                match &#of.#holder {
                    Some(#module::#parent::#kind::#variant(value)) => Some(#boxed),
                    _ => None,
                }
            };
            let code = quote!((#code));
            return Some(Read {
                code,
                holds: Holds::OptionRef,
            });
        }
        let is_message = matches!(field.kind(), Kind::Message(_));
        let holds = match () {
            () if field.is_list() || field.is_map() => Holds::Value,
            () if is_recursive(&field) => Holds::OptionBoxed,
            () if is_message || field.supports_presence() => Holds::Option,
            () => Holds::Value,
        };
        Some(Read {
            code: quote!(#of.#name),
            holds,
        })
    }
}

fn is_recursive(field: &FieldDescriptor) -> bool {
    matches!(field.kind(), Kind::Message(message) if message == *field.parent_message())
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
