//! Writes `Plain` for every type that a clear value can hold: field by field, into what a stock peer has for it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, ItemEnum, ItemStruct, Visibility};

use crate::found::{TypePath, Writer};

pub(crate) const WRITER: Writer = Writer { of_struct, of_oneof };

fn of_struct(path: &TypePath, item: &ItemStruct) -> TokenStream {
    let (ours, stock) = (&path.ours, &path.stock);
    let Fields::Named(fields) = &item.fields else {
        return TokenStream::new();
    };
    let is_public = |field: &syn::Field| matches!(field.vis, Visibility::Public(_));
    if !fields.named.iter().all(is_public) {
        return TokenStream::new();
    }
    let names: Vec<_> = fields.named.iter().map(|field| &field.ident).collect();
    quote! {
        #[allow(deprecated, clippy::needless_update)]
        impl Plain for #ours {
            type Stock = #stock;
            fn plain(self) -> Self::Stock {
                let #ours { #(#names),* } = self;
                #stock { #(#names: Plain::plain(#names),)* ..Default::default() }
            }
        }
    }
}

fn of_oneof(path: &TypePath, item: &ItemEnum) -> TokenStream {
    let (ours, stock) = (&path.ours, &path.stock);
    let names = item.variants.iter().map(|variant| &variant.ident);
    quote! {
        #[allow(deprecated, clippy::unit_arg)]
        impl Plain for #ours {
            type Stock = #stock;
            fn plain(self) -> Self::Stock {
                match self { #(#ours::#names(value) => #stock::#names(Plain::plain(value)),)* }
            }
        }
    }
}
