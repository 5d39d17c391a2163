//! Writes `Random` for every type that a clear value can hold, from the generated code itself, so that no field is forgotten.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{Attribute, Fields, Item, ItemEnum, ItemStruct, Visibility};

pub(crate) fn implementations(generated: &Path) -> io::Result<String> {
    let mut all = TokenStream::new();
    let mut names: Vec<_> = fs::read_dir(generated)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, _>>()?;
    names.sort();
    for name in names.iter().filter(|name| *name != "mod.rs") {
        let file = syn::parse_file(&fs::read_to_string(generated.join(name))?).map_err(io::Error::other)?;
        let package = name.trim_end_matches(".rs");
        let modules: Vec<String> = package
            .split('.')
            .filter(|part| *part != "_")
            .map(str::to_owned)
            .collect();
        let mut found = Found::default();
        found.items(&file.items, &[]);
        found.write(&modules, &mut all);
    }
    let file = syn::parse2(all).map_err(io::Error::other)?;
    Ok(prettyplease::unparse(&file))
}

#[derive(Default)]
struct Found<'a> {
    structs: Vec<(Vec<String>, &'a ItemStruct)>,
    oneofs: Vec<(Vec<String>, &'a ItemEnum)>,
}

impl<'a> Found<'a> {
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
                    if let (Some((_, content)), false) = (&module.content, name.starts_with("__")) {
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

    fn write(&self, package: &[String], all: &mut TokenStream) {
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
                all.extend(of_struct(&path(package, modules, &item.ident), item));
            }
        }
        for (modules, item) in &self.oneofs {
            // A oneof's module is named after its message.
            let owner = modules.split_last().map(|(last, outer)| (outer.to_vec(), last.clone()));
            let owned_by_wire = owner.is_some_and(|(outer, last)| {
                self.structs.iter().any(|(modules, item)| {
                    *modules == outer
                        && snake(&item.ident.to_string()) == last
                        && has_clear(modules, &item.ident.to_string())
                })
            });
            if !owned_by_wire {
                all.extend(of_oneof(&path(package, modules, &item.ident), item));
            }
        }
    }
}

fn is_clear(modules: &[String]) -> bool {
    modules.first().is_some_and(|module| module == "clear")
}

fn snake(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(c.to_lowercase());
    }
    text
}

fn path(package: &[String], modules: &[String], name: &syn::Ident) -> TokenStream {
    let modules = package
        .iter()
        .chain(modules)
        .map(|module| match module.strip_prefix("r#") {
            Some(raw) => syn::Ident::new_raw(raw, proc_macro2::Span::call_site()),
            None => format_ident!("{module}"),
        });
    quote!(crate::pb::#(#modules::)*#name)
}

fn of_struct(path: &TokenStream, item: &ItemStruct) -> TokenStream {
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
        #[allow(deprecated)]
        impl Random for #path {
            fn random(rng: &mut Rng) -> Self {
                #path { #(#values,)* }
            }
        }
    }
}

fn of_oneof(path: &TokenStream, item: &ItemEnum) -> TokenStream {
    let count = item.variants.len();
    let sealed = is_sealed(&item.attrs);
    let arms = item.variants.iter().enumerate().map(|(index, variant)| {
        let name = &variant.ident;
        let pattern = if index + 1 == count { quote!(_) } else { quote!(#index) };
        quote!(#pattern => #path::#name(Random::random(&mut rng.inside(#sealed))))
    });
    quote! {
        #[allow(deprecated)]
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
