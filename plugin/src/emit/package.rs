//! One package: its parts, taken apart from prost-build's output and put together again.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use prost_build::Module;
use quote::quote;
use syn::{File, Item, ItemMod, parse_quote};

use super::names::{CONVERT_MODULE, GROUPS_MODULE, GROUPS_PACKAGE, Names, join, private_module};
use super::plan::Plan;
use super::refused::Refused;
use super::shape::{Shapes, ident, remove_marks};
use super::shown::Shown;
use super::{Modules, clear, convert, debug, imports, layout, nest, partial, update, validate, wire};
use crate::diagnostic::Error;
use crate::policy::Policies;

/// How a package's file is made.
pub(crate) enum Made<'a> {
    /// prost-build's text, to the letter, with what is generated behind it.
    Appended(&'a str),
    /// Of the parts, since some of prost-build's types show less than it would have them.
    Anew,
    /// Of the parts, in a private module around sealed fields; beside these packages.
    Private(&'a BTreeSet<&'a str>),
}

/// The items of one package.
pub(crate) struct Package<'a> {
    name: &'a str,
    wire: Vec<Item>,
    clear: Vec<Item>,
    partial: Vec<Item>,
    groups: Vec<Item>,
    convert: Option<ItemMod>,
}

impl<'a> Package<'a> {
    pub(crate) fn parse(name: &'a str, modules: &Modules, names: &Names) -> Result<Self, Error> {
        let items = |package: String| -> Result<Vec<Item>, Error> {
            match modules.get(&Module::from_protobuf_package_name(&package)) {
                Some(text) => parse(text).map(|file| file.items),
                None => Ok(Vec::new()),
            }
        };
        Ok(Package {
            name,
            wire: items(name.to_owned())?,
            clear: items(join(name, &names.clear_module))?,
            partial: match &names.partial_module {
                Some(module) => items(join(name, module))?,
                None => Vec::new(),
            },
            groups: items(join(name, GROUPS_PACKAGE))?,
            convert: None,
        })
    }

    pub(crate) fn read_shapes(&self, shapes: &mut Shapes, names: &Names) {
        shapes.read(&self.wire, &[]);
        shapes.read(&self.clear, std::slice::from_ref(&names.clear_module));
        if let Some(module) = &names.partial_module {
            shapes.read(&self.partial, std::slice::from_ref(module));
        }
        shapes.read(&self.groups, &[GROUPS_MODULE.to_owned()]);
    }

    /// Writes the module of conversions, with JSON and checks at its end.
    pub(crate) fn convert(
        &mut self,
        clear: &[Plan<'_>],
        partial: &[Plan<'_>],
        shown: &[Shown<'_>],
        policies: &Policies,
        json: Vec<TokenStream>,
        checks: Vec<TokenStream>,
    ) {
        let allowed = (!checks.is_empty()).then(validate::allowed_lints);
        let conversions = clear.iter().map(|plan| convert::conversions(plan, policies));
        // Either there is a partial type for each clear one, or there are none.
        let updates = clear
            .iter()
            .zip(partial)
            .map(|(clear, partial)| update::conversions(clear, partial));
        let debugs = shown.iter().map(|shown| debug::of_type(shown, policies));
        let items: Vec<_> = conversions
            .chain(updates)
            .chain(debugs)
            .chain(json)
            .chain(checks)
            .filter(|items| !items.is_empty())
            .collect();
        if items.is_empty() {
            return;
        }
        let module = ident(CONVERT_MODULE);
        let used = imports::used(&items);
        let fmt = imports::uses_fmt(&items).then(|| {
            quote!(
                use ::core::fmt;
            )
        });
        self.convert = Some(parse_quote! {
            #allowed
            mod #module {
                #fmt
                use ::protoseal::codegen::{#(#used),*};

                #(#items)*
            }
        });
    }

    /// Turns prost-build's structs into wire types, clear types and groups.
    pub(crate) fn finish(
        &mut self,
        policies: &Policies,
        names: &Names,
        shapes: &Shapes,
        json: bool,
    ) -> Result<(), Error> {
        let mut wire = wire::Finish {
            policies,
            names,
            shapes,
            refused: Refused::new(json),
        };
        wire.items(&mut self.wire, 0);
        clear::finish(&mut self.clear, policies, names);
        partial::finish(&mut self.partial, policies, names);
        clear::finish_groups(&mut self.groups, policies, names);
        Error::unless_empty(wire.refused.into_diagnostics())?;
        for items in [&mut self.wire, &mut self.clear, &mut self.partial, &mut self.groups] {
            unmark(items);
        }
        Ok(())
    }

    /// The package's file, with a table of its services' methods if it has one.
    pub(crate) fn assemble(
        self,
        made: Made<'_>,
        names: &Names,
        services: Option<&String>,
        table: Option<Item>,
    ) -> Result<String, Error> {
        let mut added: Vec<Item> = Vec::new();
        if !self.clear.is_empty() {
            let (module, clear) = (ident(&names.clear_module), &self.clear);
            added.push(parse_quote! {
                /// Clear types: what the application reads and writes. `seal` and `open` convert between these and the wire types.
                pub mod #module { #(#clear)* }
            });
        }
        if let Some(module) = names.partial_module.as_ref().filter(|_| !self.partial.is_empty()) {
            let (module, partial) = (ident(module), &self.partial);
            added.push(parse_quote! {
                /// Partial types: messages that were opened for update, or with some of the keys. `open_partial` makes them, `seal` seals
                /// them again.
                pub mod #module { #(#partial)* }
            });
        }
        if !self.groups.is_empty() {
            let (module, groups) = (ident(GROUPS_MODULE), &self.groups);
            added.push(parse_quote! { mod #module { #(#groups)* } });
        }
        added.extend(self.convert.map(Item::Mod));
        let items = match made {
            Made::Appended(stock) if added.is_empty() && table.is_none() => return Ok(stock.to_owned()),
            Made::Appended(stock) => {
                allow_lints(&mut added);
                added.extend(table);
                return Ok(format!("{stock}\n{}", layout::print(added)));
            }
            Made::Anew => {
                allow_lints(&mut added);
                self.wire.into_iter().chain(added).collect()
            }
            Made::Private(all_packages) => {
                let module = ident(&private_module(self.name, &names.clear_module));
                let children = child_packages(self.name, all_packages);
                let items = self.wire.into_iter().chain(added).collect();
                nest::in_private_module(items, &module, &children)
            }
        };
        let items: Vec<Item> = items.into_iter().chain(table).collect();
        let items = layout::print(items);
        let services = match services {
            Some(text) => format!("\n{}", layout::print_as_it_is(parse(text)?)),
            None => String::new(),
        };
        Ok(format!(
            "// This file is @generated by protoseal-build.\n{items}{services}"
        ))
    }
}

/// What the private module allows to what stands in it.
fn allow_lints(items: &mut [Item]) {
    for item in items {
        if let Item::Mod(module) = item {
            module.attrs.push(nest::allowed_lints());
        }
    }
}

fn parse(text: &str) -> Result<File, Error> {
    syn::parse_file(text).map_err(|error| Error::message(format!("prost-build wrote code that is no Rust: {error}")))
}

fn unmark(items: &mut [Item]) {
    for item in items {
        match item {
            Item::Struct(item) => remove_marks(&mut item.attrs),
            Item::Enum(item) => remove_marks(&mut item.attrs),
            Item::Mod(module) => {
                if let Some((_, content)) = &mut module.content {
                    unmark(content);
                }
            }
            _ => {}
        }
    }
}

/// The modules of the packages directly below a package.
fn child_packages(package: &str, all: &BTreeSet<&str>) -> BTreeSet<String> {
    let parent = Module::from_protobuf_package_name(package);
    let depth = parent.parts().count();
    all.iter()
        .map(|name| Module::from_protobuf_package_name(name))
        .filter(|module| module.parts().take(depth).eq(parent.parts()))
        .filter_map(|module| module.parts().nth(depth).map(str::to_owned))
        .collect()
}
