//! Moves a package's items into a private module, with the relative paths in them, and re-exports them by name.

use std::collections::BTreeSet;

use proc_macro2::{Group, Literal, TokenStream, TokenTree};
use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, File, Ident, Item, ItemMod, LitStr, Meta, Path, Token, Visibility, parse_quote, punctuated::Punctuated,
};

/// The items, in a private module, and their public names beside it.
///
/// A private field at a crate's root is visible to the whole crate; in a module of its own it is not, wherever the generated
/// file is included. `child_packages` are the packages below this one, which stay outside.
pub(crate) fn in_private_module(items: Vec<Item>, module: &Ident, child_packages: &BTreeSet<String>) -> Vec<Item> {
    let mut file = File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    };
    MovedDown {
        depth: 0,
        child_packages,
    }
    .visit_file_mut(&mut file);
    let names: Vec<Ident> = file.items.iter().filter_map(public_name).collect();
    let (items, allowed) = (file.items, allowed_lints());
    vec![
        parse_quote! {
            #allowed
            mod #module { #(#items)* }
        },
        parse_quote! {
            #[allow(unreachable_pub, unused_imports)]
            #[doc(inline)]
            pub use #module::{#(#names),*};
        },
    ]
}

/// An application need not use all of what is generated, nor document what its schema does not; sizes and names are the
/// schema's, the accessors' types prost's.
pub(crate) fn allowed_lints() -> Attribute {
    parse_quote! {
        #[allow(
            clippy::large_enum_variant,
            clippy::missing_fields_in_debug,
            clippy::module_inception,
            clippy::type_complexity,
            clippy::unit_arg,
            dead_code,
            deprecated,
            missing_docs,
            unreachable_pub
        )]
    }
}

fn public_name(item: &Item) -> Option<Ident> {
    let (vis, ident) = match item {
        Item::Struct(item) => (&item.vis, &item.ident),
        Item::Enum(item) => (&item.vis, &item.ident),
        Item::Mod(item) => (&item.vis, &item.ident),
        _ => return None,
    };
    matches!(vis, Visibility::Public(_)).then(|| ident.clone())
}

/// Relative paths, in code and in the strings of attributes, once everything sits one module deeper.
struct MovedDown<'a> {
    depth: usize,
    child_packages: &'a BTreeSet<String>,
}

impl MovedDown<'_> {
    /// Whether a path leaves the package's module: by more `super` than there are modules around it, or into a child package.
    fn leaves(&self, segments: &[String]) -> bool {
        let ups = segments.iter().take_while(|segment| *segment == "super").count();
        let into_child = || {
            segments.len() > ups + 1
                && segments
                    .get(ups)
                    .is_some_and(|segment| self.child_packages.contains(segment))
        };
        ups > self.depth || (ups == self.depth && into_child())
    }

    fn text(&self, path: &str) -> String {
        let segments: Vec<String> = path.split("::").map(str::to_owned).collect();
        if !path.starts_with("::") && self.leaves(&segments) {
            format!("super::{path}")
        } else {
            path.to_owned()
        }
    }

    fn prost_argument(&self, name: &str, value: &str) -> String {
        match name {
            "enumeration" | "oneof" => self.text(value),
            "map" | "btree_map" | "hash_map" => match value.split_once("enumeration(") {
                Some((before, path)) => {
                    format!("{before}enumeration({})", self.text(path.trim_end_matches(')')))
                }
                None => value.to_owned(),
            },
            _ => value.to_owned(),
        }
    }

    /// Strings in a user's attribute that are relative paths, such as serde's `with = "super::codec"`.
    fn foreign_tokens(&self, tokens: TokenStream) -> TokenStream {
        tokens
            .into_iter()
            .map(|tree| match tree {
                TokenTree::Group(group) => {
                    let inner = self.foreign_tokens(group.stream());
                    TokenTree::Group(Group::new(group.delimiter(), inner))
                }
                TokenTree::Literal(literal) => {
                    let text: Option<LitStr> = syn::parse_str(&literal.to_string()).ok();
                    match text.map(|text| text.value()).filter(|text| text.starts_with("super::")) {
                        Some(path) => TokenTree::Literal(Literal::string(&self.text(&path))),
                        None => TokenTree::Literal(literal),
                    }
                }
                other => other,
            })
            .collect()
    }
}

impl VisitMut for MovedDown<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        if path.leading_colon.is_none() {
            let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            if self.leaves(&segments) {
                path.segments.insert(0, parse_quote!(super));
            }
        }
        visit_mut::visit_path_mut(self, path);
    }

    fn visit_item_mod_mut(&mut self, module: &mut ItemMod) {
        self.depth += 1;
        visit_mut::visit_item_mod_mut(self, module);
        self.depth -= 1;
    }

    /// `pub(in super::super)` is relative to its own module and stays.
    fn visit_visibility_mut(&mut self, _: &mut Visibility) {}

    fn visit_attribute_mut(&mut self, attr: &mut Attribute) {
        if attr.path().is_ident("doc") || attr.path().is_ident("deprecated") {
            return;
        }
        if !attr.path().is_ident("prost") {
            if let Meta::List(list) = &mut attr.meta {
                list.tokens = self.foreign_tokens(list.tokens.clone());
            }
            return;
        }
        let Ok(mut arguments) = attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) else {
            return;
        };
        for argument in &mut arguments {
            if let Meta::NameValue(pair) = argument
                && let syn::Expr::Lit(syn::ExprLit {
                    lit: syn::Lit::Str(text),
                    ..
                }) = &mut pair.value
                && let Some(name) = pair.path.get_ident()
            {
                *text = LitStr::new(&self.prost_argument(&name.to_string(), &text.value()), text.span());
            }
        }
        if let Meta::List(list) = &mut attr.meta {
            list.tokens = quote!(#arguments);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(depth: usize, path: &str) -> String {
        let child_packages = BTreeSet::from(["v1".to_owned()]);
        MovedDown {
            depth,
            child_packages: &child_packages,
        }
        .text(path)
    }

    #[test]
    fn paths_that_leave_the_package_get_one_more_super() {
        assert_eq!(moved(0, "super::b::Address"), "super::super::b::Address");
        assert_eq!(moved(1, "super::super::b::Address"), "super::super::super::b::Address");
        assert_eq!(moved(0, "v1::Kind"), "super::v1::Kind");
        assert_eq!(moved(1, "super::v1::Kind"), "super::super::v1::Kind");
    }

    #[test]
    fn paths_within_the_package_stay() {
        assert_eq!(moved(0, "Kind"), "Kind");
        assert_eq!(moved(0, "user::Kind"), "user::Kind");
        assert_eq!(moved(1, "super::Kind"), "super::Kind");
        assert_eq!(moved(1, "v1::Kind"), "v1::Kind");
        assert_eq!(moved(0, "::other::Kind"), "::other::Kind");
    }
}
