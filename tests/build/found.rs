//! Finds every type that a clear value can hold in the generated code itself, so that no field is forgotten, and writes
//! implementations for them.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use heck::ToSnakeCase;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Ident, Item, ItemEnum, ItemStruct};

/// What to write for each type.
pub(crate) struct Writer {
    pub(crate) of_struct: fn(&TypePath, &ItemStruct) -> TokenStream,
    pub(crate) of_oneof: fn(&TypePath, &ItemEnum) -> TokenStream,
}

/// What a writer writes of the code generated into a folder, which `root`, a module of this crate, includes.
pub(crate) fn implementations(generated: &Path, root: &str, writer: &Writer) -> io::Result<String> {
    let mut all = TokenStream::new();
    for (package, file) in files(generated)? {
        Found::of(&file).write(&Package { root, parts: &package }, writer, &mut all);
    }
    let file = syn::parse2(all).map_err(io::Error::other)?;
    Ok(prettyplease::unparse(&file))
}

/// The paths of all clear messages in the code generated into a folder, from `root` on.
pub(crate) fn clear_messages(generated: &Path, root: &str) -> io::Result<Vec<String>> {
    let mut all = Vec::new();
    for (package, file) in files(generated)? {
        let found = Found::of(&file);
        let clear = found.structs.iter().filter(|(modules, _)| is_clear(modules));
        all.extend(clear.map(|(modules, item)| {
            let path = [&[root.to_owned()], &package[..], modules, &[item.ident.to_string()]];
            path.concat().join("::")
        }));
    }
    Ok(all)
}

/// The generated files, each with the parts of its package.
fn files(generated: &Path) -> io::Result<Vec<(Vec<String>, syn::File)>> {
    let mut names: Vec<_> = fs::read_dir(generated)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, _>>()?;
    names.sort();
    let generated = names.iter().filter(|name| *name != "mod.rs").map(|name| {
        let file = syn::parse_file(&fs::read_to_string(generated.join(name))?).map_err(io::Error::other)?;
        let package = name.trim_end_matches(".rs").split('.').filter(|part| *part != "_");
        Ok((package.map(str::to_owned).collect(), file))
    });
    generated.collect()
}

/// Where the code of a package stands in this crate.
struct Package<'a> {
    root: &'a str,
    parts: &'a [String],
}

/// A type as this crate names it, and as a stock peer does.
pub(crate) struct TypePath {
    pub(crate) ours: TokenStream,
    pub(crate) stock: TokenStream,
}

impl TypePath {
    fn new(package: &Package<'_>, modules: &[String], name: &Ident) -> Self {
        let clear = usize::from(is_clear(modules));
        let root = [package.root.to_owned()];
        let ours = path(root.iter().chain(package.parts).chain(modules));
        let stock = path(package.parts.iter().chain(&modules[clear..]));
        Self {
            ours: quote!(crate::#ours #name),
            stock: quote!(crate::stock::#stock #name),
        }
    }
}

fn path<'a>(modules: impl Iterator<Item = &'a String>) -> TokenStream {
    let modules = modules.map(|module| match module.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => format_ident!("{module}"),
    });
    quote!(#(#modules::)*)
}

#[derive(Default)]
struct Found<'a> {
    structs: Vec<(Vec<String>, &'a ItemStruct)>,
    oneofs: Vec<(Vec<String>, &'a ItemEnum)>,
}

impl<'a> Found<'a> {
    fn of(file: &'a syn::File) -> Self {
        let mut found = Self::default();
        found.items(&file.items, &[]);
        found
    }

    /// The module around sealed fields is private, and its items are re-exported beside it.
    fn items(&mut self, items: &'a [Item], modules: &[String]) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    let name = module.ident.to_string();
                    let mut inner = modules.to_vec();
                    if !name.ends_with("sealed_fields_are_in_clear") {
                        inner.push(name.clone());
                    }
                    let is_made_of_others = name.starts_with("__") || name == "partial";
                    if let (Some((_, content)), false) = (&module.content, is_made_of_others) {
                        self.items(content, &inner);
                    }
                }
                Item::Struct(item) => self.structs.push((modules.to_vec(), item)),
                Item::Enum(item) if item.variants.iter().all(|variant| !variant.fields.is_empty()) => {
                    self.oneofs.push((modules.to_vec(), item));
                }
                _ => {}
            }
        }
    }

    /// Every type that a clear value can hold, but for the wire types that have a clear one.
    fn write(&self, package: &Package<'_>, writer: &Writer, all: &mut TokenStream) {
        let clear: BTreeSet<String> = self
            .structs
            .iter()
            .filter(|(modules, _)| is_clear(modules))
            .map(|(modules, item)| [&modules[1..].join("::"), "::", &item.ident.to_string()].concat())
            .collect();
        let has_clear = |modules: &[String], name: &str| {
            !is_clear(modules) && clear.contains(&[&modules.join("::"), "::", name].concat())
        };
        for (modules, item) in &self.structs {
            if !has_clear(modules, &item.ident.to_string()) {
                all.extend((writer.of_struct)(&TypePath::new(package, modules, &item.ident), item));
            }
        }
        for (modules, item) in &self.oneofs {
            // A oneof's module is named after its message.
            let owner = modules.split_last().map(|(last, outer)| (outer.to_vec(), last.clone()));
            let owned_by_wire = owner.is_some_and(|(outer, last)| {
                self.structs.iter().any(|(modules, item)| {
                    *modules == outer
                        && snake(&item.ident.to_string()) == last.trim_start_matches("r#").trim_end_matches('_')
                        && has_clear(modules, &item.ident.to_string())
                })
            });
            if !owned_by_wire {
                all.extend((writer.of_oneof)(&TypePath::new(package, modules, &item.ident), item));
            }
        }
    }
}

fn is_clear(modules: &[String]) -> bool {
    modules.first().is_some_and(|module| module == "clear")
}

/// As prost-build names the module of a message, keywords aside.
fn snake(name: &str) -> String {
    name.trim_start_matches("r#").to_snake_case()
}
