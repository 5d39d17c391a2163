//! The messages that an `Any` can hold, by full name: a table, only for packages with a type that holds an `Any`.

use proc_macro2::TokenStream;
use prost_build::Module;
use quote::quote;

use super::super::known::Known;
use super::super::shown::{Held, Shown};

pub(super) fn table(types: &[&Shown<'_>], package: &str, known: &[Known]) -> Option<TokenStream> {
    let holds_any = |shown: &&&Shown<'_>| {
        let mut fields = shown.fields();
        fields.any(|field| field.message == Held::WellKnown("google.protobuf.Any"))
    };
    types.iter().find(holds_any)?;
    let package = Module::from_protobuf_package_name(package);
    let arms = known.iter().map(|known| {
        let (name, path) = (&known.full_name, known.path(&package, 1));
        quote!(#name => found.message::<#path>(),)
    });
    Some(quote! {
        /// The messages of this build, by which an `Any` is written and read.
        enum Types {}

        impl json::Types for Types {
            fn find<F: json::Found>(name: &str, found: F) -> F::Output {
                match name {
                    #(#arms)*
                    _ => found.unknown::<Self>(name),
                }
            }
        }
    })
}
