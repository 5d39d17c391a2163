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
        let (name, sealed) = (&field.ident, is_sealed(&field.attrs));
        quote!(#name: Random::random(&mut rng.inside(#sealed)))
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
    let sealed = is_sealed(&item.attrs);
    let arms = item.variants.iter().enumerate().map(|(index, variant)| {
        let name = &variant.ident;
        let pattern = if index + 1 == count { quote!(_) } else { quote!(#index) };
        quote!(#pattern => #path::#name(Random::random(&mut rng.inside(#sealed))))
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

/// Whether the generated documentation says that a field or a oneof is sealed.
fn is_sealed(attrs: &[Attribute]) -> bool {
    attrs.iter().filter(|attr| attr.path().is_ident("doc")).any(|attr| {
        attr.to_token_stream().to_string().contains("Sealed under the key")
            || attr.to_token_stream().to_string().contains("Sealed as a whole")
    })
}
