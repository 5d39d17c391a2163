//! One package: its parts, taken apart from prost-build's output and put together again.

use std::collections::BTreeSet;

use prost_build::Module;
use prost_types::FileDescriptorProto;
use syn::{File, Item, ItemMod, parse_quote};

use super::names::{CONVERT_MODULE, GROUPS_MODULE, GROUPS_PACKAGE, Names, join, private_module};
use super::plan::Plan;
use super::shape::{Shapes, ident, remove_marks};
use super::{Modules, clear, convert, nest, wire};
use crate::diagnostic::{Diagnostic, Error, Location};
use crate::policy::Policies;

/// The items of one package.
pub(crate) struct Package<'a> {
    name: &'a str,
    wire: Vec<Item>,
    clear: Vec<Item>,
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
            groups: items(join(name, GROUPS_PACKAGE))?,
            convert: None,
        })
    }

    pub(crate) fn read_shapes(&self, shapes: &mut Shapes, names: &Names) {
        shapes.read(&self.wire, &[]);
        shapes.read(&self.clear, std::slice::from_ref(&names.clear_module));
        shapes.read(&self.groups, &[GROUPS_MODULE.to_owned()]);
    }

    /// Writes the module of conversions.
    pub(crate) fn convert(&mut self, plans: &[Plan<'_>]) {
        let items: Vec<_> = plans.iter().map(convert::conversions).collect();
        let module = ident(CONVERT_MODULE);
        // What is used of the runtime depends on the schema, and messages may be deprecated.
        self.convert = Some(parse_quote! {
            #[allow(unused_imports, deprecated)]
            mod #module {
                use ::core::fmt;
                use ::protoseal::codegen::{
                    Bound, BoundKind, Counted, Field, Group, OpenError, Openable, Opening, Place, Policy, Scope, SealError, Sealable, Sealing,
                    Survey, debug, fill, open, seal, size, survey, unlock,
                };

                #(#items)*
            }
        });
    }

    /// Turns prost-build's structs into wire types, clear types and groups.
    pub(crate) fn finish(&mut self, policies: &Policies, names: &Names) -> Result<(), Error> {
        let mut unknown = Vec::new();
        wire::finish(&mut self.wire, 0, policies, names, &mut unknown);
        clear::finish(&mut self.clear, policies, names);
        clear::finish_groups(&mut self.groups, policies, names);
        let diagnostics = unknown.into_iter().map(|found| {
            Diagnostic::new(
                Location::default(),
                format!(
                    "a setting derives `{}` for `{}`, which has sealed fields: code that the derive writes could read and set them",
                    found.derive, found.message
                ),
            )
            .help("derive it for the paths of messages without sealed fields")
        });
        Error::unless_empty(diagnostics.collect())?;
        for items in [&mut self.wire, &mut self.clear, &mut self.groups] {
            unmark(items);
        }
        Ok(())
    }

    /// The package's file: around sealed fields a private module, else prost-build's text with the clear types appended.
    pub(crate) fn assemble(
        self,
        stock: &str,
        policies: &Policies,
        names: &Names,
        all_packages: &BTreeSet<&str>,
        services: Option<&String>,
    ) -> Result<String, Error> {
        let has_sealed = policies
            .messages
            .values()
            .any(|message| message.package == self.name && message.sealed());
        let clear_module = ident(&names.clear_module);
        let clear = &self.clear;
        let mut added: Vec<Item> = vec![parse_quote! {
            /// Clear types: what the application reads and writes. `seal` and `open` convert between these and the wire types.
            pub mod #clear_module { #(#clear)* }
        }];
        if !self.groups.is_empty() {
            let (module, groups) = (ident(GROUPS_MODULE), &self.groups);
            added.push(parse_quote! { mod #module { #(#groups)* } });
        }
        added.extend(self.convert.map(Item::Mod));
        if !has_sealed {
            return Ok(format!("{stock}{}", print(added)));
        }
        let module = ident(&private_module(self.name, &names.clear_module));
        let children = child_packages(self.name, all_packages);
        let items = self.wire.into_iter().chain(added).collect();
        let mut items = nest::in_private_module(items, &module, &children);
        if let Some(text) = services {
            items.extend(parse(text)?.items);
        }
        Ok(format!(
            "// This file is @generated by protoseal-build.\n{}",
            print(items)
        ))
    }
}

fn parse(text: &str) -> Result<File, Error> {
    syn::parse_file(text).map_err(|error| Error::message(format!("prost-build wrote code that is no Rust: {error}")))
}

fn print(items: Vec<Item>) -> String {
    let text = prettyplease::unparse(&File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    });
    with_blank_lines(&text)
}

/// The printer sets items one below the other; a person leaves a line between them.
fn with_blank_lines(text: &str) -> String {
    const STARTS: [&str; 9] = ["///", "#[", "pub ", "impl ", "fn ", "mod ", "const ", "type ", "use "];
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = "";
    for line in text.lines() {
        let ends_item = matches!(previous.trim_start(), "}" | "};") || previous.ends_with(';');
        let starts_item = STARTS.iter().any(|start| line.trim_start().starts_with(start));
        let is_statement = previous.ends_with(';') && line.trim_start().starts_with("use ");
        if ends_item && starts_item && !is_statement && indent(previous) == indent(line) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        previous = line;
    }
    spaced
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

/// The clear module must not meet a module that prost makes of a message, nor a package below.
pub(crate) fn refuse_clashes(
    files: &[FileDescriptorProto],
    policies: &Policies,
    packages: &BTreeSet<String>,
    names: &Names,
) -> Result<(), Error> {
    let clear = &names.clear_module;
    let mut diagnostics = Vec::new();
    for package in packages {
        let as_package = join(package, clear);
        let below = format!("{as_package}.");
        let child = files
            .iter()
            .find(|file| file.package() == as_package || file.package().starts_with(&below));
        if let Some(file) = child {
            let cause = format!("the package `{as_package}` takes the name of the clear types' module in `{package}`");
            diagnostics.push(clash(file, cause));
        }
        for file in files.iter().filter(|file| file.package() == package) {
            let message = file.message_type.iter().find(|message| {
                let module = Module::from_protobuf_package_name(message.name());
                module.parts().eq([clear.as_str()]) && has_module(message, &join(package, message.name()), policies)
            });
            if let Some(message) = message {
                let cause = format!(
                    "the message `{}` has a module of its own, named as the module of clear types",
                    message.name()
                );
                diagnostics.push(clash(file, cause));
            }
        }
    }
    Error::unless_empty(diagnostics)
}

fn clash(file: &FileDescriptorProto, cause: String) -> Diagnostic {
    Diagnostic::new(Location::file(file.name()), cause).help(
        "give the clear types' module another name: `configure().clear_module(\"..\")`, or for protoc `--protoseal_opt=clear_module=..`",
    )
}

/// Whether prost makes a module of a message: for nested types, nested enums and oneofs.
fn has_module(message: &prost_types::DescriptorProto, full_name: &str, policies: &Policies) -> bool {
    message
        .nested_type
        .iter()
        .any(|nested| !super::synthetic::is_map_entry(nested))
        || !message.enum_type.is_empty()
        || policies
            .message(full_name)
            .is_some_and(|policy| policy.fields.iter().any(|field| field.oneof.is_some()))
}
