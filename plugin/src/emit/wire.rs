//! Wire structs of a package with sealed fields: prost-build's, with tripwires made private.

use syn::{Attribute, Fields, Item, ItemStruct, Visibility, parse_quote};

use super::docs;
use super::names::Names;
use super::shape::{MESSAGE_MARK, mark, prost_argument};
use super::synthetic::clear_path;
use crate::policy::{Message, Policies};

/// Derives that a struct with tripwires may have beside prost's. Others could read or set them from inside.
const KNOWN_DERIVES: [&str; 12] = [
    "Clone",
    "Copy",
    "PartialEq",
    "Eq",
    "Hash",
    "PartialOrd",
    "Ord",
    "Message",
    "Debug",
    "Default",
    "Serialize",
    "Deserialize",
];

/// A derive, asked for by a setting, that is not known to leave private fields alone.
#[derive(Debug)]
pub(crate) struct UnknownDerive {
    pub(crate) message: String,
    pub(crate) derive: String,
}

pub(crate) fn finish(
    items: &mut [Item],
    depth: usize,
    policies: &Policies,
    names: &Names,
    unknown: &mut Vec<UnknownDerive>,
) {
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, content)) = &mut module.content {
                    finish(content, depth + 1, policies, names, unknown);
                }
            }
            Item::Struct(item) => {
                let policy = mark(&item.attrs, MESSAGE_MARK).and_then(|name| policies.message(&name[1..]));
                if let Some(policy) = policy {
                    finish_struct(item, depth, policy, names, unknown);
                }
            }
            _ => {}
        }
    }
}

fn finish_struct(
    item: &mut ItemStruct,
    depth: usize,
    policy: &Message,
    names: &Names,
    unknown: &mut Vec<UnknownDerive>,
) {
    let has_serde = derives(&item.attrs)
        .iter()
        .any(|name| name == "Serialize" || name == "Deserialize");
    docs::wire_message(&mut item.attrs, policy, names);
    if policy.sealed() {
        for derive in derives(&item.attrs) {
            if !KNOWN_DERIVES.contains(&derive.as_str()) {
                unknown.push(UnknownDerive {
                    message: policy.full_name.clone(),
                    derive,
                });
            }
        }
        item.attrs.retain(|attr| !is_skip_debug(attr));
        item.attrs.push(parse_quote!(#[prost(skip_debug)]));
    }
    let clear = clear_path(policy, names);
    let Fields::Named(fields) = &mut item.fields else {
        return;
    };
    for field in &mut fields.named {
        let tag = prost_argument(&field.attrs, "tag").and_then(|tag| tag.parse().ok());
        let Some(field_policy) = tag.and_then(|tag: u32| policy.field(tag)) else {
            continue;
        };
        if field_policy.group.is_none() {
            docs::field(&mut field.attrs, policy, field_policy);
            continue;
        }
        let note = format!("sealed: `open` the message and use `{clear}::{}`", field_policy.name);
        field.vis = visible_in_package(depth);
        field.attrs.retain(|attr| attr.path().is_ident("prost"));
        field.attrs.push(parse_quote!(#[doc(hidden)]));
        field.attrs.push(parse_quote!(#[deprecated(note = #note)]));
        if has_serde {
            field.attrs.push(parse_quote!(#[serde(skip)]));
        }
    }
}

/// Converters sit in a module beside the package's own: they see what is private to the package's module.
fn visible_in_package(depth: usize) -> Visibility {
    match depth {
        0 => Visibility::Inherited,
        1 => parse_quote!(pub(super)),
        _ => {
            let ups = std::iter::repeat_n(quote::quote!(super), depth);
            parse_quote!(pub(in #(#ups)::*))
        }
    }
}

/// The last segments of everything that is derived.
pub(crate) fn derives(attrs: &[Attribute]) -> Vec<String> {
    let mut names = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
        let paths = attr.parse_args_with(syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated);
        for path in paths.into_iter().flatten() {
            names.extend(path.segments.last().map(|segment| segment.ident.to_string()));
        }
    }
    names
}

fn is_skip_debug(attr: &Attribute) -> bool {
    attr.path().is_ident("prost") && attr.parse_args::<syn::Ident>().is_ok_and(|word| word == "skip_debug")
}
