//! `MEMBERS`: the fields that masks can name.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use super::super::shape::{inner_type, last_type, rebase};
use super::super::shown::{Entry, Held, ShownField};
use super::Emitter;

impl Emitter<'_> {
    pub(super) fn members(&self) -> TokenStream {
        let members = self.shown.entries.iter().flat_map(|entry| match entry {
            Entry::Field(field) => std::slice::from_ref(field),
            Entry::Oneof(oneof) => &oneof.variants[..],
        });
        let members = members.map(|field| {
            let name = &field.policy.name;
            match self.held_type(field) {
                Some(path) => {
                    quote!(validate::Member::holding(#name, || <#path as validate::Check>::MEMBERS))
                }
                None => quote!(validate::Member::new(#name)),
            }
        });
        quote!(const MEMBERS: &'static [validate::Member] = &[#(#members),*];)
    }

    /// The type of the messages in a field, if they check themselves.
    fn held_type(&self, field: &ShownField<'_>) -> Option<syn::Path> {
        let (Held::Ours(name) | Held::Foreign(name)) = field.message else {
            return None;
        };
        if !self.checks.implemented.contains(name) {
            return None;
        }
        let path = innermost(field.ty)?;
        let text = quote!(#path).to_string().replace(' ', "");
        syn::parse_str(&rebase(&text, field.modules)).ok()
    }
}

/// The path of the type in the containers of a field.
fn innermost(ty: &Type) -> Option<&syn::Path> {
    let Type::Path(ty) = ty else { return None };
    let name = ty.path.segments.last()?.ident.to_string();
    match name.as_str() {
        "Option" | "Box" | "Vec" => innermost(inner_type(&ty.path)?),
        "HashMap" | "BTreeMap" => innermost(last_type(&ty.path)?),
        _ => Some(&ty.path),
    }
}
