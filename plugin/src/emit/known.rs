//! A message of this build, as any of its packages can name it.

use proc_macro2::TokenStream;
use prost_build::Module;
use quote::quote;

use super::shape::{Shape, ident};

/// A message's type: of plain and wire types, prost's.
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

    /// Seen from a module so many levels below a package's; as prost-build names the types of other packages.
    pub(crate) fn path(&self, package: &Module, below: usize) -> TokenStream {
        let own: Vec<&str> = package.parts().collect();
        let common = own.iter().zip(&self.path).take_while(|(own, step)| own == step).count();
        let ups = (0..own.len() - common + below).map(|_| quote!(super::));
        let (name, modules) = self
            .path
            .split_last()
            .map_or((None, &[][..]), |(name, modules)| (Some(ident(name)), modules));
        let modules = modules.iter().skip(common).map(|module| ident(module));
        quote!(#(#ups)* #(#modules::)* #name)
    }
}
