//! The names of enums' values: for each enum that a package's fields have, a type by which the runtime finds them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use prost_reflect::{DescriptorPool, EnumDescriptor};
use prost_types::field_descriptor_proto::Type;
use quote::{format_ident, quote};
use syn::Ident;

use super::super::debug::enumeration;
use super::super::shape::rebase;
use super::super::shown::{Shown, ShownField};

const NULL: &str = ".google.protobuf.NullValue";

/// The enums of a package's fields, as they are met.
pub(super) struct Enums<'a> {
    pool: &'a DescriptorPool,
    package: &'a str,
    /// The type that stands for each, by the enum's full name with a leading dot.
    idents: RefCell<BTreeMap<String, Ident>>,
}

impl<'a> Enums<'a> {
    pub(super) fn new(pool: &'a DescriptorPool, package: &'a str) -> Self {
        let idents = RefCell::default();
        Self { pool, package, idents }
    }

    /// The kind of an enum's values.
    pub(super) fn kind(&self, type_name: &str) -> TokenStream {
        if type_name == NULL {
            return quote!(json::Null);
        }
        let ident = self.ident(type_name);
        quote!(#ident)
    }

    fn ident(&self, type_name: &str) -> Ident {
        let mut idents = self.idents.borrow_mut();
        if let Some(ident) = idents.get(type_name) {
            return ident.clone();
        }
        let package = format!(".{}.", self.package);
        let own = type_name.strip_prefix(&package).unwrap_or(type_name);
        let wanted = format!("{}Name", own.replace('.', "_").to_upper_camel_case());
        let free = |name: &String| idents.values().all(|taken| taken != name);
        let mut names = std::iter::once(wanted.clone()).chain((2..).map(|n| format!("{wanted}{n}")));
        let ident = format_ident!("{}", names.find(free).unwrap_or(wanted));
        idents.insert(type_name.to_owned(), ident.clone());
        ident
    }

    /// The types that stand for those that were met in these types' fields.
    pub(super) fn items(&self, types: &[&Shown<'_>]) -> TokenStream {
        let mut paths = BTreeMap::new();
        for field in types.iter().flat_map(|shown| shown.fields()) {
            let value = field.entry.map_or(field.descriptor, |(_, value)| value);
            if value.r#type() == Type::Enum
                && let Some(path) = path(field)
            {
                paths.entry(value.type_name().to_owned()).or_insert(path);
            }
        }
        let idents = self.idents.borrow();
        let items = idents.iter().filter_map(|(name, ident)| {
            let full_name = name.trim_start_matches('.');
            let aliases = self.pool.get_enum_by_name(full_name).map(|found| aliases(&found));
            Some(item(full_name, ident, paths.get(name)?, &aliases.unwrap_or_default()))
        });
        quote!(#(#items)*)
    }
}

/// The path of a field's enum, seen from the module of conversions.
fn path(field: &ShownField<'_>) -> Option<syn::Path> {
    let path = enumeration(field.attrs)?;
    syn::parse_str(&rebase(&path, field.modules)).ok()
}

/// Further names of numbers that have one.
fn aliases(descriptor: &EnumDescriptor) -> Vec<(String, i32)> {
    let values: Vec<_> = descriptor.enum_descriptor_proto().value.iter().collect();
    let is_alias = |index: usize| {
        let number = values[index].number();
        values[..index].iter().any(|before| before.number() == number)
    };
    let found = (0..values.len()).filter(|index| is_alias(*index));
    found
        .map(|index| (values[index].name().to_owned(), values[index].number()))
        .collect()
}

fn item(full_name: &str, ident: &Ident, path: &syn::Path, aliases: &[(String, i32)]) -> TokenStream {
    let doc = format!(" The names of `{full_name}`.");
    let known = quote!(#path::from_str_name(name).map(i32::from));
    let number = if aliases.is_empty() {
        known
    } else {
        let aliases = aliases.iter().map(|(name, number)| {
            let number = proc_macro2::Literal::i32_unsuffixed(*number);
            quote!(#name => Some(#number),)
        });
        quote! {
            match name {
                #(#aliases)*
                _ => #known,
            }
        }
    };
    quote! {
        #[doc = #doc]
        enum #ident {}

        impl json::Enumeration for #ident {
            fn name(number: i32) -> Option<&'static str> {
                #path::try_from(number).ok().map(|value| value.as_str_name())
            }

            fn number(name: &str) -> Option<i32> {
                #number
            }
        }
    }
}
