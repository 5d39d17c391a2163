//! Writes `Random` for every type that a clear value can hold.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Fields, ItemEnum, ItemStruct, Visibility};

use crate::found::{TypePath, Writer};

pub(crate) const WRITER: Writer = Writer { of_struct, of_oneof };

fn of_struct(path: &TypePath, item: &ItemStruct) -> TokenStream {
    let path = &path.ours;
    let Fields::Named(fields) = &item.fields else {
        return TokenStream::new();
    };
    if fields
        .named
        .iter()
        .any(|field| !matches!(field.vis, Visibility::Public(_)))
    {
        return TokenStream::new();
    }
    let values = fields.named.iter().map(|field| {
        let (name, hiding) = (&field.ident, hiding(&field.attrs));
        quote!(#name: Random::random(&mut rng.inside(#hiding)))
    });
    quote! {
        #[allow(deprecated, clippy::unit_arg)]
        impl Random for #path {
            fn random(rng: &mut Rng) -> Self {
                #path { #(#values,)* }
            }
        }
    }
}

fn of_oneof(path: &TypePath, item: &ItemEnum) -> TokenStream {
    let path = &path.ours;
    let count = item.variants.len();
    let arms = item.variants.iter().enumerate().map(|(index, variant)| {
        let name = &variant.ident;
        let hiding = hiding(&[&item.attrs[..], &variant.attrs].concat());
        let pattern = if index + 1 == count { quote!(_) } else { quote!(#index) };
        quote!(#pattern => #path::#name(Random::random(&mut rng.inside(#hiding))))
    });
    quote! {
        #[allow(deprecated, clippy::unit_arg)]
        impl Random for #path {
            fn random(rng: &mut Rng) -> Self {
                match rng.below(#count) { #(#arms,)* }
            }
        }
    }
}

/// How the generated documentation says that a field or a oneof is hidden.
fn hiding(attrs: &[Attribute]) -> TokenStream {
    let docs = attrs.iter().filter(|attr| attr.path().is_ident("doc"));
    let docs: String = docs.map(|attr| attr.to_token_stream().to_string()).collect();
    if docs.contains("Sealed under the key") || docs.contains("Sealed as a whole") {
        quote!(Hiding::Sealed)
    } else if docs.contains("Masked: ") {
        quote!(Hiding::Masked)
    } else {
        quote!(Hiding::Nothing)
    }
}
