//! The messages that an `Any` can hold, by full name: a table, only for packages with a type that holds an `Any`.

use proc_macro2::TokenStream;
use prost_build::Module;
use quote::quote;

use super::super::shape::{Shape, ident};
use super::super::shown::{Held, Shown};

/// A message of this build, as any of its packages can name it.
pub(crate) struct Known {
    pub(crate) full_name: String,
    /// The modules from the root of all packages, and the type.
    path: Vec<String>,
}

impl Known {
    pub(crate) fn new(full_name: &str, package: &str, shape: &Shape) -> Self {
        let modules = Module::from_protobuf_package_name(package);
        let path = modules.parts().map(str::to_owned).chain(shape.modules.iter().cloned());
        Known {
            full_name: full_name.to_owned(),
            path: path.chain([shape.ident.to_string()]).collect(),
        }
    }

    /// Seen from the module of conversions of a package; as prost-build names the types of other packages.
    fn path(&self, package: &Module) -> TokenStream {
        let own: Vec<&str> = package.parts().collect();
        let common = own.iter().zip(&self.path).take_while(|(own, step)| own == step).count();
        let ups = (0..=own.len() - common).map(|_| quote!(super::));
        let (name, modules) = self
            .path
            .split_last()
            .map_or((None, &[][..]), |(name, modules)| (Some(ident(name)), modules));
        let modules = modules.iter().skip(common).map(|module| ident(module));
        quote!(#(#ups)* #(#modules::)* #name)
    }
}

pub(super) fn table(types: &[&Shown<'_>], package: &str, known: &[Known]) -> Option<TokenStream> {
    let holds_any = |shown: &&&Shown<'_>| {
        let mut fields = shown.fields();
        fields.any(|field| field.message == Held::WellKnown("google.protobuf.Any"))
    };
    types.iter().find(holds_any)?;
    let package = Module::from_protobuf_package_name(package);
    let arms = known.iter().map(|known| {
        let (name, path) = (&known.full_name, known.path(&package));
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
