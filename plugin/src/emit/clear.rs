//! Clear types: prost-build's structs for the synthetic clear messages, without what would make them messages. Groups,
//! which stay messages, are finished here too, as both are prost-build's output for synthetic files.

use std::collections::BTreeMap;

use syn::{Attribute, Fields, Item, ItemEnum, ItemStruct, Variant, parse_quote};

use super::derives::derives;
use super::names::Names;
use super::shape::{MESSAGE_MARK, ONEOF_MARK, has_required, mark, prost_argument};
use super::{docs, secret};
use crate::policy::{Field, Message, Policies};

/// Finishes the items of the clear module.
pub(crate) fn finish(items: &mut Vec<Item>, policies: &Policies, names: &Names) {
    let clear: BTreeMap<String, &Message> = policies
        .messages
        .values()
        .filter(|message| message.needs_clear)
        .map(|message| (format!(".{}", names.clear(message)), message))
        .collect();
    finish_items(
        items,
        &clear,
        1,
        &|item, message, _| finish_struct(item, message),
        &|item, name| finish_oneof(item, name, &clear),
    );
}

/// Finishes the structs of these messages and the enums of their oneofs, each with how many modules it lies in; drops everything
/// else, and modules that are empty then.
pub(crate) fn finish_items(
    items: &mut Vec<Item>,
    messages: &BTreeMap<String, &Message>,
    depth: usize,
    finish_struct: &dyn Fn(&mut ItemStruct, &Message, usize),
    finish_oneof: &dyn Fn(&mut ItemEnum, &str),
) {
    items.retain_mut(|item| match item {
        Item::Struct(item) => match mark(&item.attrs, MESSAGE_MARK).and_then(|name| messages.get(&name)) {
            Some(message) => {
                finish_struct(item, message, depth);
                true
            }
            None => false,
        },
        Item::Enum(item) => match mark(&item.attrs, ONEOF_MARK) {
            Some(name) => {
                finish_oneof(item, &name);
                true
            }
            None => false,
        },
        Item::Mod(module) => module.content.as_mut().is_some_and(|(_, content)| {
            finish_items(content, messages, depth + 1, finish_struct, finish_oneof);
            !content.is_empty()
        }),
        _ => false,
    });
}

fn finish_struct(item: &mut ItemStruct, message: &Message) {
    let own_default = has_required(item.fields.iter().map(|field| &field.attrs));
    plain_type(
        &mut item.attrs,
        &["Message", "Copy"],
        (!own_default).then_some("Default"),
    );
    docs::clear_message(&mut item.attrs, message);
    let Fields::Named(fields) = &mut item.fields else {
        return;
    };
    for field in &mut fields.named {
        let tag = prost_argument(&field.attrs, "tag").and_then(|tag| tag.parse().ok());
        let tags = prost_argument(&field.attrs, "tags");
        plain_member(&mut field.attrs);
        if let Some(policy) = tag.and_then(|tag: u32| message.field(tag)) {
            docs::field(&mut field.attrs, message, policy, &field.ty);
            if policy.secret {
                secret::wrap(&mut field.ty);
            }
        } else if let Some(tags) = tags {
            docs::oneof(&mut field.attrs, message, &tags);
        }
    }
}

/// Whether a oneof is sealed, which it is as a whole, by the tags of its members.
pub(crate) fn is_sealed_oneof(message: &Message, tags: &str) -> bool {
    let first = tags.split(',').next().and_then(|tag| tag.trim().parse().ok());
    let member = first.and_then(|tag| message.field(tag));
    member.is_some_and(|member| member.group.is_some())
}

fn finish_oneof(item: &mut ItemEnum, name: &str, clear: &BTreeMap<String, &Message>) {
    plain_type(&mut item.attrs, &["Oneof", "Copy"], None);
    let message = name.rsplit_once('.').and_then(|(message, _)| clear.get(message));
    let first = item
        .variants
        .first()
        .and_then(|variant| prost_argument(&variant.attrs, "tag"));
    if let Some((message, tag)) = message.zip(first) {
        docs::oneof(&mut item.attrs, message, &tag);
    }
    for variant in &mut item.variants {
        let tag = prost_argument(&variant.attrs, "tag").and_then(|tag| tag.parse().ok());
        plain_member(&mut variant.attrs);
        let Some((message, policy)) = message.and_then(|message| Some((message, message.field(tag?)?))) else {
            continue;
        };
        finish_variant(variant, message, policy);
    }
}

/// Of a oneof of a clear or a partial type.
pub(crate) fn finish_variant(variant: &mut Variant, message: &Message, policy: &Field) {
    if policy.group.is_none() {
        docs::member(&mut variant.attrs, message, policy);
    }
    if policy.secret {
        for field in &mut variant.fields {
            secret::wrap(&mut field.ty);
        }
    }
}

/// Keeps documentation and the standard derives of prost-build's own derive. Attributes from settings match synthetic names
/// too, by prefix, and go: a derive of the user's would show what is sealed.
pub(crate) fn plain_type(attrs: &mut Vec<Attribute>, without: &[&str], with: Option<&str>) {
    let own = attrs.iter().rfind(|attr| attr.path().is_ident("derive")).cloned();
    let kept: Vec<syn::Ident> = own
        .map(|attr| derives(std::slice::from_ref(&attr)))
        .unwrap_or_default()
        .iter()
        .filter(|name| !without.contains(&name.as_str()))
        .map(String::as_str)
        .chain(with)
        .map(|name| syn::Ident::new(name, proc_macro2::Span::call_site()))
        .collect();
    attrs.retain(|attr| is_doc(attr) || attr.path().is_ident("deprecated"));
    attrs.push(parse_quote!(#[derive(#(#kept),*)]));
}

pub(crate) fn plain_member(attrs: &mut Vec<Attribute>) {
    attrs.retain(|attr| is_doc(attr) || attr.path().is_ident("deprecated"));
}

fn is_doc(attr: &Attribute) -> bool {
    attr.path().is_ident("doc")
}

/// Finishes the items of the module of groups.
pub(crate) fn finish_groups(items: &mut Vec<Item>, policies: &Policies, names: &Names) {
    let mut groups = BTreeMap::new();
    for message in policies.messages.values() {
        for index in 0..message.groups.len() {
            groups.insert(format!(".{}", names.group(message, index)), (message, index));
        }
    }
    finish_group_items(items, &groups);
}

fn finish_group_items(items: &mut Vec<Item>, groups: &BTreeMap<String, (&Message, usize)>) {
    items.retain_mut(|item| match item {
        Item::Struct(item) => {
            group_type(&mut item.attrs);
            if let Some((message, index)) = mark(&item.attrs, MESSAGE_MARK).and_then(|name| groups.get(&name)) {
                docs::group(&mut item.attrs, message, *index);
            }
            if let Fields::Named(fields) = &mut item.fields {
                fields.named.iter_mut().for_each(|field| group_member(&mut field.attrs));
            }
            true
        }
        Item::Enum(item) => {
            group_type(&mut item.attrs);
            item.variants
                .iter_mut()
                .for_each(|variant| group_member(&mut variant.attrs));
            true
        }
        Item::Mod(module) => module.content.as_mut().is_some_and(|(_, content)| {
            finish_group_items(content, groups);
            !content.is_empty()
        }),
        _ => false,
    });
}

/// Groups stay messages of prost's, but show nothing and are not copied.
fn group_type(attrs: &mut Vec<Attribute>) {
    let own = attrs.iter().rfind(|attr| attr.path().is_ident("derive")).cloned();
    attrs.retain(|attr| is_doc(attr) || prost_argument(std::slice::from_ref(attr), "prost_path").is_some());
    if let Some(mut derive) = own {
        if let Ok(paths) =
            derive.parse_args_with(syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated)
        {
            let paths = paths.iter().filter(|path| !path.is_ident("Copy"));
            derive = parse_quote!(#[derive(#(#paths),*)]);
        }
        attrs.push(derive);
    }
    attrs.push(parse_quote!(#[prost(skip_debug)]));
}

fn group_member(attrs: &mut Vec<Attribute>) {
    attrs.retain(|attr| attr.path().is_ident("prost"));
}
