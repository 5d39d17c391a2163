//! `json::Read`: what reads each field, by its name.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::shape::integer;
use super::super::shown::{Entry, Form, Shown, ShownField};
use super::Names;
use super::kind::Kinds;

pub(super) fn read(shown: &Shown<'_>, kinds: &Kinds<'_>, names: &Names) -> TokenStream {
    let path = &shown.path;
    let mut arms: Vec<TokenStream> = Vec::new();
    let mut arm = |field: &ShownField<'_>, read: TokenStream| {
        let accepted = names.accepted(field);
        if !accepted.is_empty() {
            arms.push(quote!(#(#accepted)|* => member.#read,));
        }
    };
    for entry in &shown.entries {
        match entry {
            Entry::Field(field) => arm(field, of_field(field, kinds)),
            Entry::Oneof(oneof) => {
                let (ident, path) = (oneof.ident, &oneof.path);
                for variant in &oneof.variants {
                    let (number, kind) = (integer(variant.policy.number), kinds.of(variant));
                    let case = variant.ident;
                    arm(
                        variant,
                        quote!(one_of::<#kind, _>(#number, &mut self.#ident, #path::#case)),
                    );
                }
            }
        }
    }
    let (name, body) = if arms.is_empty() {
        (quote!(_), quote!(member.unknown()))
    } else {
        let body = quote! {
            match name {
                #(#arms)*
                _ => member.unknown(),
            }
        };
        (quote!(name), body)
    };
    quote! {
        impl json::Read for #path {
            fn read<'de, A: json::MapAccess<'de>>(
                &mut self,
                #name: &str,
                member: json::Member<'_, A>,
            ) -> Result<(), A::Error> {
                #body
            }
        }
    }
}

fn of_field(field: &ShownField<'_>, kinds: &Kinds<'_>) -> TokenStream {
    let (ident, number, kind) = (field.ident, integer(field.policy.number), kinds.of(field));
    match Form::of(field) {
        Form::Map => {
            let key = kinds.of_key(field);
            quote!(map::<#key, #kind>(#number, &mut self.#ident))
        }
        Form::List => quote!(list::<#kind>(#number, &mut self.#ident)),
        Form::Optional => quote!(optional::<#kind>(#number, &mut self.#ident)),
        Form::Plain | Form::Required => quote!(plain::<#kind>(#number, &mut self.#ident)),
    }
}
